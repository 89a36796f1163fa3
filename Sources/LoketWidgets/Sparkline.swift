// A line of small bars, one a day or month: how something went, in one row, with its figures beside it.

public enum Sparkline {
  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Stands where there was nothing: never as a low bar.
  public static let nothing: Character = "·"

  /// One sign for each value, the highest one full; values below 0 are nothing.
  public static func text(_ values: [Int]) -> String {
    let highest = values.max() ?? 0
    return String(
      values.map { value in
        guard value > 0 else { return nothing }
        let step = Int((Double(value) / Double(highest) * Double(heights.count)).rounded(.up))
        return heights[min(max(step, 1), heights.count) - 1]
      })
  }

  /// Label, line and figures in one row. Where room is short the oldest values go, then the figures are cut.
  public static func draw(
    _ values: [Int], label: String, figures: String, into frame: inout Frame, row: Int, column: Int, width: Int
  ) {
    guard width > 0 else { return }
    let name = min(TextWidth.of(label), width / 3)
    frame.put(label, row: row, column: column, style: .label, width: name)
    let start = name == 0 ? 0 : name + 1
    let length = max(min(values.count, width - start - min(TextWidth.of(figures) + 1, (width - start) / 2)), 0)
    frame.put(text(values.suffix(length)), row: row, column: column + start, style: .bar, width: length)
    let behind = start + length + (length == 0 ? 0 : 1)
    frame.put(figures, row: row, column: column + behind, style: .value, width: width - behind)
  }

  /// A slice may hold no values.
  private static func text(_ values: ArraySlice<Int>) -> String { text(Array(values)) }
}
