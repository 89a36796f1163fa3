// Writes rows as CSV (RFC 4180) that a spreadsheet opens without running or spoiling what a person typed.

/// What marks a cell so that a spreadsheet leaves it alone, and how the mark comes off again. Both directions are
/// exact: `plain(guarded(x)) == x` for every text, with or without the spreadsheet form.
public enum CellGuard {
  /// Puts `'` before a text that a spreadsheet would run as a formula: one that starts with `= + - @`, tab or carriage
  /// return, also behind apostrophes of its own, so that taking one off is always right.
  public static func guarded(_ text: String) -> String { isFormula(text) ? "'" + text : text }

  /// The spreadsheet form: digits that Excel would spoil (ten and more, a leading zero, a leading `+`) become
  /// `="3376…"`, which it keeps as text; the rest is guarded.
  public static func spreadsheet(_ text: String) -> String {
    let bytes = text.utf8
    let isSpoilt = bytes.count >= 10 || bytes.first == 0x2b || (bytes.first == 0x30 && bytes.count > 1)
    return isSpoilt && isNumber(bytes[...]) ? "=\"\(text)\"" : guarded(text)
  }

  /// Takes either mark off again; a text without one is returned as it is.
  public static func plain(_ text: String) -> String {
    switch text.utf8.first {
    case 0x27 where isFormula(text): return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
    case 0x3d:
      let bytes = text.utf8
      guard bytes.count >= 4, bytes.dropFirst().first == 0x22, bytes.last == 0x22 else { return text }
      let inner = bytes.dropFirst(2).dropLast()
      return isNumber(inner) ? String(decoding: inner, as: UTF8.self) : text
    default: return text
    }
  }

  private static func isFormula(_ text: String) -> Bool {
    switch text.utf8.first(where: { $0 != 0x27 }) {
    case 0x3d, 0x2b, 0x2d, 0x40, 0x09, 0x0d: true
    default: false
    }
  }

  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
    let digits = text.first == 0x2b ? text.dropFirst() : text
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
  }
}

public struct CSVWriter: Sendable {
  /// Comma; the spreadsheet form has semicolons, as an Indonesian Excel expects.
  public let separator: UInt8
  public let isSpreadsheet: Bool
  /// What was written and not yet taken.
  private var bytes: [UInt8] = []

  public init(isSpreadsheet: Bool = false) {
    self.isSpreadsheet = isSpreadsheet
    separator = isSpreadsheet ? 0x3b : 0x2c
    if isSpreadsheet { bytes = [0xef, 0xbb, 0xbf] }
  }

  public var count: Int { bytes.count }

  /// Writes one row and its line end (CR LF).
  public mutating func write(_ row: some Sequence<String>) {
    let start = bytes.count
    var isFirst = true
    for text in row {
      if !isFirst { bytes.append(separator) }
      isFirst = false
      write(cell: isSpreadsheet ? CellGuard.spreadsheet(text) : CellGuard.guarded(text))
    }
    // A row of one empty cell would read as no row at all.
    if bytes.count == start { bytes.append(contentsOf: [0x22, 0x22]) }
    bytes.append(contentsOf: [0x0d, 0x0a])
  }

  /// Hands over what was written since the last time.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func write(cell text: String) {
    let needsQuotes = text.utf8.contains {
      $0 == separator || $0 == 0x22 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09
    }
    guard needsQuotes || text.utf8.first == 0x20 || text.utf8.last == 0x20 else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
