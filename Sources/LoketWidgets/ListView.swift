// A list of any length: it knows how many rows there are and asks for those on the screen, one by one.

public struct ListColumn: Hashable, Sendable {
  public var title: String
  /// Columns at least.
  public var width: Int
  /// Its share of the room that is left over; 0 keeps its width.
  public var grows: Int
  public var alignsRight: Bool
  /// The column is left out on terminals narrower than this.
  public var from: Int
  public init(_ title: String, width: Int, grows: Int = 0, alignsRight: Bool = false, from: Int = 0) {
    self.title = title
    self.width = width
    self.grows = grows
    self.alignsRight = alignsRight
    self.from = from
  }
}

/// What one row shows.
public struct ListRow: Hashable, Sendable {
  public var cells: [String]
  public var style: Style
  public init(_ cells: [String], style: Style = .plain) {
    self.cells = cells
    self.style = style
  }
}

public struct ListView: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case moved
    case opened(Int)
    case marked(Int)
    /// Not a key of a list, or nothing to do it with.
    case notMine
  }

  public private(set) var count: Int
  /// 0 ..< count; 0 in an empty list.
  public private(set) var selected: Int
  /// The first row on the screen.
  public private(set) var top: Int
  /// Rows marked with space.
  public private(set) var marks: Set<Int> = []
  public let allowsMarks: Bool
  /// Rows on the screen, for PgUp and PgDn; `fit` sets it.
  public private(set) var page = 18

  public init(count: Int = 0, selected: Int = 0, allowsMarks: Bool = false) {
    self.count = max(count, 0)
    self.allowsMarks = allowsMarks
    self.selected = 0
    top = 0
    select(selected)
  }

  /// The list has other rows now: marks go, the selection stays on `selected` where it can.
  public mutating func reload(count: Int, selected: Int? = nil) {
    self.count = max(count, 0)
    marks = []
    select(selected ?? self.selected)
  }

  public mutating func select(_ index: Int) {
    selected = max(min(index, count - 1), 0)
    top = firstRow(page)
  }

  public mutating func unmarkAll() { marks = [] }
  public mutating func mark(_ index: Int) {
    if allowsMarks, index >= 0, index < count { marks.insert(index) }
  }

  /// Says how many rows the screen has for this list (its heading not counted).
  public mutating func fit(rows: Int) {
    page = max(rows, 1)
    top = firstRow(page)
  }

  public mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .up: return go(selected - 1)
    case .down: return go(selected + 1)
    case .pageUp: return go(selected - page)
    case .pageDown: return go(selected + page)
    case .home: return go(0)
    case .end: return go(count - 1)
    case .enter: return count > 0 ? .opened(selected) : .notMine
    case .character(" ") where allowsMarks && count > 0:
      let marked = selected
      if marks.remove(marked) == nil { marks.insert(marked) }
      select(selected + 1)
      return .marked(marked)
    default: return .notMine
    }
  }

  private mutating func go(_ index: Int) -> Outcome {
    select(index)
    return .moved
  }

  private func firstRow(_ rows: Int) -> Int {
    let last = max(count - rows, 0)
    if selected < top { return min(selected, last) }
    if selected >= top + rows { return min(selected - rows + 1, last) }
    return min(max(top, 0), last)
  }

  /// Draws a heading line (unless all titles are empty) and the rows that fit; `row` is asked for those alone.
  public func draw(
    into frame: inout Frame, row first: Int, column: Int, width: Int, height: Int, columns: [ListColumn],
    isFocused: Bool = true, empty: String, row content: (Int) -> ListRow
  ) {
    let columns = columns.enumerated().filter { frame.size.columns >= $0.element.from }
    let widths = ListView.widths(columns.map(\.element), room: width - 2 - max(columns.count - 1, 0))
    var line = first
    if columns.contains(where: { !$0.element.title.isEmpty }) {
      var left = column + 2
      for (place, item) in columns.enumerated() {
        ListView.put(item.element.title, item.element, widths[place], .label, &frame, line, left)
        left += widths[place] + 1
      }
      line += 1
    }
    let rows = first + height - line
    guard rows > 0 else { return }
    if count == 0 {
      for (place, text) in TextWidth.wrap(empty, columns: max(width - 4, 1)).prefix(rows).enumerated() {
        frame.put(text, row: line + place, column: column + 2, style: .dim, width: width - 4)
      }
      if isFocused { frame.cursor = Position(row: line, column: column) }
      return
    }
    let top = firstRow(rows)
    for index in top..<min(top + rows, count) {
      let shown = content(index)
      let isSelected = index == selected
      let style: Style = isSelected && isFocused ? .selected : shown.style
      let screenRow = line + index - top
      frame.fill(row: screenRow, column: column, width: width, style: isSelected && isFocused ? .selected : .plain)
      frame.put(isSelected ? ">" : " ", row: screenRow, column: column, style: style, width: 1)
      if marks.contains(index) { frame.put("*", row: screenRow, column: column + 1, style: style, width: 1) }
      var left = column + 2
      for (place, item) in columns.enumerated() {
        let cell = item.offset < shown.cells.count ? shown.cells[item.offset] : ""
        ListView.put(cell, item.element, widths[place], style, &frame, screenRow, left)
        left += widths[place] + 1
      }
      if isSelected, isFocused { frame.cursor = Position(row: screenRow, column: column) }
    }
  }

  private static func put(
    _ text: String, _ column: ListColumn, _ width: Int, _ style: Style, _ frame: inout Frame, _ row: Int, _ left: Int
  ) {
    let shift = column.alignsRight ? max(width - TextWidth.of(text), 0) : 0
    frame.put(text, row: row, column: left + shift, style: style, width: width - shift)
  }

  /// Each column its width, and what is left over by their shares; on a narrow screen the last ones lose first.
  static func widths(_ columns: [ListColumn], room: Int) -> [Int] {
    var widths = columns.map { max($0.width, 0) }
    var left = room - widths.reduce(0, +)
    var place = widths.count - 1
    while left < 0, place >= 0 {
      let cut = min(-left, widths[place])
      widths[place] -= cut
      left += cut
      place -= 1
    }
    let shares = columns.map { max($0.grows, 0) }
    let all = shares.reduce(0, +)
    guard left > 0, all > 0, let last = shares.lastIndex(where: { $0 > 0 }) else { return widths }
    var given = 0
    for place in widths.indices where shares[place] > 0 {
      let share = place == last ? left - given : left * shares[place] / all
      widths[place] += share
      given += share
    }
    return widths
  }
}
