// Bars in rows, each with its figures behind it: of one value in eighth blocks, or of two parts with a filling of their own.

/// One row of a picture.
public struct BarRow: Hashable, Sendable {
  public var label: String
  /// 0 or more; drawn solid.
  public var value: Int
  /// 0 or more; drawn behind it in another filling, readable without colours. Nil: there is no second part.
  public var rest: Int?
  /// Behind the bar, each at the right of a column of its own. Where room is short the last columns go first.
  public var figures: [String]

  public init(label: String, value: Int, rest: Int? = nil, figures: [String]) {
    self.label = label
    self.value = value
    self.rest = rest
    self.figures = figures
  }
}

public enum BarRows {
  /// The fillings: what is solid, the second part, and what is missing of the whole.
  public static let solid: Character = "█"
  public static let second: Character = "▒"
  public static let missing: Character = "·"
  /// A bar shorter than this says nothing.
  private static let shortest = 6

  /// Draws one row a bar, all by one scale.
  /// - Parameters:
  ///   - total: the length of a whole bar; the longest row where nil.
  ///   - titles: above the columns of figures, in a row of their own; none where empty.
  ///   - selected: the row that the keys are on; the cursor stands on it.
  public static func draw(
    _ rows: [BarRow], into frame: inout Frame, row: Int, column: Int, width: Int, height: Int, total: Int? = nil,
    titles: [String] = [], selected: Int? = nil
  ) {
    let head = titles.isEmpty ? 0 : 1
    let shown = rows.prefix(max(height - head, 0))
    let layout = Layout(rows, titles: titles, width: width)
    layout.drawFigures(titles, into: &frame, row: row, column: column, style: .dim)
    let longest = rows.map { Double($0.value) + Double($0.rest ?? 0) }.max() ?? 0
    let whole = total ?? (longest >= Double(Int.max) ? Int.max : Int(longest))
    for (place, bar) in shown.enumerated() {
      let line = row + head + place
      frame.put(bar.label, row: line, column: column, style: .label, width: layout.label)
      drawBar(bar, into: &frame, row: line, column: column + layout.label + 1, width: layout.bar, total: whole)
      layout.drawFigures(bar.figures, into: &frame, row: line, column: column, style: .value)
      guard place == selected else { continue }
      frame.restyle(row: line, column: column, width: layout.label, style: .selected)
      frame.cursor = Position(row: line, column: column)
    }
  }

  /// One bar of a row, without label and figures.
  static func drawBar(_ bar: BarRow, into frame: inout Frame, row: Int, column: Int, width: Int, total: Int) {
    guard width > 0 else { return }
    frame.fill(row: row, column: column, width: width, character: missing, style: .barAlt)
    guard let rest = bar.rest else {
      frame.put(
        BarCells.eighths(value: bar.value, total: total, width: width), row: row, column: column, style: .bar,
        width: width)
      return
    }
    let parts = BarCells.parts(bar.value, rest, total: total, width: width)
    frame.fill(row: row, column: column, width: parts.first, character: solid, style: .bar)
    frame.fill(row: row, column: column + parts.first, width: parts.second, character: second, style: .barAlt)
  }

  /// Where label, bar and figures stand.
  private struct Layout {
    let label: Int
    let bar: Int
    /// Of each column of figures that has room: where it begins, and how wide it is.
    let columns: [(start: Int, width: Int)]

    init(_ rows: [BarRow], titles: [String], width: Int) {
      let count = max(rows.map(\.figures.count).max() ?? 0, titles.count)
      var widths = (0..<count).map { place in
        (rows.map(\.figures) + [titles]).map { place < $0.count ? TextWidth.of($0[place]) : 0 }.max() ?? 0
      }
      let widest = rows.map { TextWidth.of($0.label) }.max() ?? 0
      label = min(widest, max(width / 3, 0))
      let label = label
      let room = { (widths: [Int]) in width - label - 1 - widths.reduce(0) { $0 + $1 + 1 } }
      while widths.count > 1, room(widths) < BarRows.shortest { widths.removeLast() }
      if room(widths) < 0 { widths = widths.map { _ in max(width - label - 2, 0) } }
      bar = room(widths) < BarRows.shortest ? 0 : room(widths)
      var start = width - widths.reduce(0) { $0 + $1 + 1 }
      columns = widths.map { width in
        start += width + 1
        return (start - width, width)
      }
    }

    func drawFigures(_ texts: [String], into frame: inout Frame, row: Int, column: Int, style: Style) {
      for (text, place) in zip(texts, columns) where place.width > 0 {
        let shift = max(place.width - TextWidth.of(text), 0)
        frame.put(text, row: row, column: column + place.start + shift, style: style, width: place.width - shift)
      }
    }
  }
}
