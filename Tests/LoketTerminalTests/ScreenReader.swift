// A terminal's understanding of what ncurses sends, so that a test can read the screen itself.

/// Understands what the entries `xterm`, `screen`, `tmux` and `linux` say; anything else is noted as unknown.
struct ScreenReader {
  let columns: Int
  let rows: Int
  private var cells: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  private(set) var unknown: [String] = []
  private(set) var isCursorShown = true
  private(set) var hasPasteBrackets = false

  init(columns: Int, rows: Int, _ bytes: [UInt8]) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    read(bytes)
  }

  var lines: [String] {
    cells.map { line in
      let text = String(line.filter { $0 != "\u{0}" })
      guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
      return String(text[...last])
    }
  }

  private mutating func read(_ bytes: [UInt8]) {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "\u{1B}": index = sequence(scalars, index)
      case "\r": column = 0
      case "\n": row = min(row + 1, rows - 1)
      case "\u{8}": column = max(column - 1, 0)
      case "\t": column = min((column / 8 + 1) * 8, columns - 1)
      case "\u{E}", "\u{F}", "\u{7}": break
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if scalar.properties.generalCategory == .nonspacingMark {
      let before = max(column - 1, 0)
      cells[row][before] = Character(String(cells[row][before]) + String(scalar))
      return
    }
    if column >= columns {
      column = 0
      row = min(row + 1, rows - 1)
    }
    cells[row][column] = Character(scalar)
    column += 1
    // Wide enough a notion of wide for the tests' own text.
    if (0x2E80...0xFFDC).contains(scalar.value), column < columns {
      cells[row][column] = "\u{0}"
      column += 1
    }
  }

  private mutating func sequence(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    guard start < scalars.count else { return start }
    var index = start + 1
    switch scalars[start] {
    case "[": break
    case "(", ")": return index + 1
    case "=", ">", "7", "8", "c": return index
    default:
      unknown.append(String(scalars[start]))
      return index
    }
    var parameters = ""
    while index < scalars.count, (0x20...0x3F).contains(scalars[index].value) {
      parameters.unicodeScalars.append(scalars[index])
      index += 1
    }
    guard index < scalars.count else { return index }
    control(Character(scalars[index]), parameters)
    return index + 1
  }

  private mutating func control(_ final: Character, _ parameters: String) {
    if parameters.hasPrefix("?") || parameters.hasPrefix(">") {
      if parameters == "?25" { isCursorShown = final == "h" }
      if parameters == "?2004" { hasPasteBrackets = final == "h" }
      return
    }
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = max(numbers.first ?? 1, 1)
    switch final {
    case "H":
      row = min(first, rows) - 1
      column = min(max(numbers.count > 1 ? numbers[1] : 1, 1), columns) - 1
    case "d": row = min(first, rows) - 1
    case "G": column = min(first, columns) - 1
    case "A": row = max(row - first, 0)
    case "B": row = min(row + first, rows - 1)
    case "C": column = min(column + first, columns - 1)
    case "D": column = max(min(column, columns - 1) - first, 0)
    case "X": blank(row, column..<min(column + first, columns))
    case "K": blank(row, numbers.first == 1 ? 0..<min(column + 1, columns) : min(column, columns)..<columns)
    case "J":
      if numbers.first != 2 { blank(row, min(column, columns)..<columns) }
      for line in (numbers.first == 2 ? 0 : row + 1)..<max(rows, row + 1) where line < rows { blank(line, 0..<columns) }
    case "P":
      cells[row].removeSubrange(column..<min(column + first, columns))
      cells[row] += Array(repeating: " ", count: columns - cells[row].count)
    case "@":
      cells[row].insert(contentsOf: Array(repeating: " ", count: first), at: column)
      cells[row].removeLast(cells[row].count - columns)
    case "b":
      let last = cells[row][max(column - 1, 0)]
      for scalar in Array(repeating: last, count: first).flatMap({ Array($0.unicodeScalars) }) { put(scalar) }
    case "m", "r", "l", "h", "t", "n": break
    default: unknown.append("[" + parameters + String(final))
    }
  }

  private mutating func blank(_ line: Int, _ range: Range<Int>) {
    for column in range { cells[line][column] = " " }
  }
}
