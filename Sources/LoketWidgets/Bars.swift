// A bar with its figures: how much of a target is reached, in half blocks or their ASCII stand-ins.

public struct Bar: Hashable, Sendable {
  public var label: String
  /// 0 or more.
  public var value: Int
  /// The whole length; 0: an empty bar.
  public var total: Int
  /// Behind the bar, for instance "12 / 40".
  public var figures: String
  public init(label: String, value: Int, total: Int, figures: String) {
    self.label = label
    self.value = value
    self.total = total
    self.figures = figures
  }
}

public enum Bars {
  /// Draws one bar a row; labels and figures get the room that the widest need, the bars the rest.
  public static func draw(_ bars: [Bar], into frame: inout Frame, row: Int, column: Int, width: Int, height: Int) {
    let bars = bars.prefix(max(height, 0))
    let label = min(bars.map { TextWidth.of($0.label) }.max() ?? 0, width / 2)
    let figures = min(bars.map { TextWidth.of($0.figures) }.max() ?? 0, width / 3)
    let length = width - label - figures - 2
    guard length > 0 else { return }
    for (place, bar) in bars.enumerated() {
      frame.put(bar.label, row: row + place, column: column, style: .label, width: label)
      let drawn = blocks(value: bar.value, total: bar.total, width: length)
      let used = frame.put(drawn, row: row + place, column: column + label + 1, style: .bar, width: length)
      frame.fill(
        row: row + place, column: column + label + 1 + used, width: length - used, character: "·", style: .barAlt)
      let shift = figures - min(TextWidth.of(bar.figures), figures)
      frame.put(bar.figures, row: row + place, column: column + width - figures + shift, style: .value, width: figures)
    }
  }

  /// `value` of `total` in at most `width` columns of whole and half blocks. Something is never drawn as nothing, and
  /// less than all never as all.
  public static func blocks(value: Int, total: Int, width: Int) -> String {
    guard value > 0, total > 0, width > 0 else { return "" }
    let halves = width * 2
    let share = value >= total ? halves : Int((Double(value) / Double(total)) * Double(halves))
    let drawn = value >= total ? halves : min(max(share, 1), halves - 1)
    return String(repeating: "█", count: drawn / 2) + (drawn % 2 == 1 ? "▌" : "")
  }
}
