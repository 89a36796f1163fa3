// One picture of the screen: a grid of cells with styles and a cursor. Drawing ends here; terminals only copy it.

public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int
  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

public struct Position: Hashable, Sendable {
  public var row: Int
  public var column: Int
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// What a cell means; a colour scheme says how that looks. `letter` stands for it in the frames of the tests.
public enum Style: UInt8, Sendable, CaseIterable {
  case plain, title, key, keyOff, label, value, focus, proposal, selected, dim, error, check, info, border, bar, barAlt
  public var letter: Character { Array("·TKkLVFPSDECIBXY")[Int(rawValue)] }
}

/// One column. A wide character fills its cell and leaves `continuation` in the next.
public struct Cell: Hashable, Sendable {
  public var character: Character
  public var style: Style
  public var isContinuation: Bool
  public init(_ character: Character = " ", _ style: Style = .plain, isContinuation: Bool = false) {
    self.character = character
    self.style = style
    self.isContinuation = isContinuation
  }
}

/// A screen of cells. Text enters through `put` alone, where it is filtered, cut into cells and clipped.
public struct Frame: Equatable, Sendable {
  public let size: Size
  /// Which signs the terminal can show.
  public let glyphs: Glyphs
  /// Where the hardware cursor stands; nil hides it.
  public var cursor: Position?
  private(set) var cells: [Cell]

  /// An empty frame. Sizes below one row or column are taken as one.
  public init(size: Size, glyphs: Glyphs = .unicode) {
    self.size = Size(columns: max(size.columns, 1), rows: max(size.rows, 1))
    self.glyphs = glyphs
    cells = Array(repeating: Cell(), count: self.size.columns * self.size.rows)
  }

  /// The cell at `row` and `column`, counted from 0; a blank one outside of the frame.
  public subscript(row: Int, column: Int) -> Cell {
    guard let index = index(row, column) else { return Cell() }
    return cells[index]
  }

  /// Whether `row` looks the same in a frame of the same size.
  public func hasSameRow(_ row: Int, as other: Frame) -> Bool {
    guard size == other.size, row >= 0, row < size.rows else { return false }
    let range = (row * size.columns)..<((row + 1) * size.columns)
    return cells[range] == other.cells[range]
  }

  /// Draws `text` from `column` on, in at most `width` columns (to the right edge when nil); a longer text ends in `…`.
  ///
  /// With `fill` the rest of `width` is cleared in the same style. Nothing outside of the frame is touched.
  /// - Returns: the columns used: those of the text, or `width` with `fill`.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, style: Style = .plain, width: Int? = nil, fill: Bool = false
  ) -> Int {
    let room = min(width ?? Int.max, size.columns - column)
    guard room > 0, row >= 0, row < size.rows else { return 0 }
    var used = 0
    var isCut = false
    CellText.forEach(in: text) { character, columns in
      guard used + columns <= room else {
        isCut = true
        return false
      }
      set(row, column + used, character, columns, style)
      used += columns
      return true
    }
    if isCut { used = shorten(row: row, column: column, used: used, room: room, style: style) }
    guard fill, let width else { return used }
    if used < room { self.fill(row: row, column: column + used, width: room - used, style: style) }
    return width
  }

  /// Sets `width` cells to `character` (one column wide; anything else draws blanks).
  public mutating func fill(row: Int, column: Int, width: Int, character: Character = " ", style: Style = .plain) {
    let sign = TextWidth.of(character) == 1 ? character : " "
    var filtered: Character = " "
    CellText.forEach(in: String(sign)) { drawn, _ in
      filtered = drawn
      return true
    }
    guard width > 0 else { return }
    let first = max(column, 0)
    let last = min(column + min(width, size.columns - min(column, 0)), size.columns)
    guard first < last else { return }
    for target in first..<last { set(row, target, filtered, 1, style) }
  }

  /// Gives `width` cells another style and leaves their characters.
  public mutating func restyle(row: Int, column: Int, width: Int, style: Style) {
    guard width > 0 else { return }
    let first = max(column, 0)
    let last = min(column + min(width, size.columns - min(column, 0)), size.columns)
    guard row >= 0, row < size.rows, first < last else { return }
    for target in first..<last { cells[row * size.columns + target].style = style }
  }

  /// Draws a single-line box, at least 2×2, around an inside that it leaves as it is.
  public mutating func box(row: Int, column: Int, width: Int, height: Int, style: Style = .border) {
    guard width >= 2, height >= 2 else { return }
    let right = column + width - 1
    let bottom = row + height - 1
    for (line, left, end) in [(row, "┌", "┐"), (bottom, "└", "┘")] as [(Int, Character, Character)] {
      set(line, column, left, 1, style)
      fill(row: line, column: column + 1, width: width - 2, character: "─", style: style)
      set(line, right, end, 1, style)
    }
    guard height > 2 else { return }
    for line in max(row + 1, 0)..<max(min(bottom, size.rows), max(row + 1, 0)) {
      set(line, column, "│", 1, style)
      set(line, right, "│", 1, style)
    }
  }

  /// The characters of a row, wide ones once, trailing blanks kept; empty outside of the frame.
  public func text(row: Int) -> String {
    guard row >= 0, row < size.rows else { return "" }
    var text = ""
    for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] where !cell.isContinuation {
      text.append(cell.character)
    }
    return text
  }

  private func index(_ row: Int, _ column: Int) -> Int? {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
    return row * size.columns + column
  }

  /// The last fitting characters give way to the sign that something is missing.
  private mutating func shorten(row: Int, column: Int, used: Int, room: Int, style: Style) -> Int {
    var end = used
    if end == room {
      end -= 1
      if let index = index(row, column + end), cells[index].isContinuation { end -= 1 }
    }
    set(row, column + end, "…", 1, style)
    for target in (end + 1)..<max(room, end + 1) { set(row, column + target, " ", 1, style) }
    return room
  }

  /// One character into one or two cells; halves of wide characters that it cuts become blanks.
  private mutating func set(_ row: Int, _ column: Int, _ character: Character, _ columns: Int, _ style: Style) {
    guard let index = index(row, column) else { return }
    let isWhole = columns == 1 || column + 1 < size.columns
    if cells[index].isContinuation { cells[index - 1].character = " " }
    let last = index + (columns == 2 && isWhole ? 1 : 0)
    if column + (last - index) + 1 < size.columns, cells[last + 1].isContinuation {
      cells[last + 1] = Cell(" ", cells[last + 1].style)
    }
    cells[index] = Cell(isWhole ? glyphs.drawn(character) : " ", style)
    if last > index {
      cells[last] = glyphs == .ascii ? Cell(" ", style) : Cell(" ", style, isContinuation: true)
    }
  }
}
