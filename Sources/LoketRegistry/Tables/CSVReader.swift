// Rows and cells of a CSV file (RFC 4180, and what spreadsheets make of it), read once from front to back as bytes.
import LoketModel

extension Phrase {
  static let importRowQuote = Phrase("import.row.quote")
  static let importRowTooLong = Phrase("import.row.tooLong")
  static let importRowControl = Phrase("import.row.control")
}

/// What is wrong with the form of a row, whatever it says.
public enum CSVProblem: Hashable, Sendable {
  /// A quote was opened and not closed, or text follows a closed quote.
  case quote
  /// Longer than ``CSVReader/longestRow`` bytes.
  case tooLong
  /// A NUL byte.
  case nul

  public var message: Message {
    switch self {
    case .quote: Message(.importRowQuote)
    case .tooLong: Message(.importRowTooLong)
    case .nul: Message(.importRowControl)
    }
  }
}

/// Where a cell's bytes lie, without its outer quotes.
public struct CSVCell: Hashable, Sendable {
  public let start: Int
  public let end: Int
  /// The cell holds doubled quotes that stand for one.
  let isDoubled: Bool

  public var isEmpty: Bool { start == end }
}

public struct CSVRow: Sendable {
  /// The line of the file on which the row begins, from 1.
  public internal(set) var line = 0
  public internal(set) var cells: [CSVCell] = []
  public internal(set) var problem: CSVProblem?
  /// The file ends in this row, without a line end.
  public internal(set) var isUnterminated = false

  public init() {}
}

/// Reads the rows of a text in UTF-8. A row of bad form does not take the next ones with it: it ends at its first line
/// end, says what is wrong, and its cells are split as well as they can be.
public struct CSVReader: Sendable {
  /// Bytes of a row, line end not counted.
  public static let longestRow = 65_536
  /// Line ends inside one quoted cell. An unclosed quote thus costs a few lines of looking, not the rest of the file.
  public static let mostLinesInCell = 16

  public let separator: UInt8
  public let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// Takes the separator from a first line `sep=;`, else the one of comma, semicolon and tab that stands most often in
  /// the first line outside quotes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.count > 4, bytes.starts(with: Array("sep=".utf8)), bytes.count == 5 || Self.isLineEnd(bytes[5]) {
      separator = bytes[4]
      position = min(bytes.count, bytes.dropFirst(5).starts(with: [0x0d, 0x0a]) ? 7 : 6)
      line = 2
    } else {
      separator = Self.recognise(bytes)
    }
  }

  public init(_ bytes: [UInt8], separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
  }

  /// How far into the bytes the reader has come, for showing progress.
  public var offset: Int { position }

  /// Reads the next row that is not an empty line; false at the end.
  public mutating func next(_ row: inout CSVRow) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      while position < buffer.count, Self.isLineEnd(buffer[position]) { skipLineEnd(buffer) }
      row.cells.removeAll(keepingCapacity: true)
      row.problem = nil
      row.isUnterminated = false
      row.line = line
      guard position < buffer.count else { return false }
      let start = position
      if !readCells(&row, in: buffer) {
        position = start
        splitBadLine(&row, in: buffer)
      }
      row.isUnterminated = position >= buffer.count
      skipLineEnd(buffer)
      return true
    }
  }

  /// The cell's text as it stands in the file.
  public func text(_ cell: CSVCell) -> String {
    guard cell.isDoubled else { return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self) }
    var result: [UInt8] = []
    var index = cell.start
    while index < cell.end {
      result.append(bytes[index])
      index += bytes[index] == 0x22 ? 2 : 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }

  private mutating func skipLineEnd(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard position < buffer.count else { return }
    if buffer[position] == 0x0d, position + 1 < buffer.count, buffer[position + 1] == 0x0a { position += 1 }
    position += 1
    line += 1
  }

  /// Reads cells up to the row's end; false when a quote or the length breaks the row.
  private mutating func readCells(_ row: inout CSVRow, in buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    let limit = position + Self.longestRow
    while true {
      if position < buffer.count, buffer[position] == 0x22 {
        guard readQuoted(&row, in: buffer, limit: limit) else {
          row.problem = .quote
          return false
        }
      } else {
        let start = position
        while position < buffer.count {
          let byte = buffer[position]
          if byte == separator || byte == 0x0a || byte == 0x0d { break }
          if byte == 0 { row.problem = .nul }
          position += 1
        }
        row.cells.append(CSVCell(start: start, end: position, isDoubled: false))
      }
      if position > limit {
        row.problem = .tooLong
        return false
      }
      guard position < buffer.count, buffer[position] == separator else { return true }
      position += 1
    }
  }

  private mutating func readQuoted(_ row: inout CSVRow, in buffer: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
    let start = position + 1
    var index = start
    var isDoubled = false
    var lines = 0
    while index < buffer.count, index <= limit {
      let byte = buffer[index]
      if byte == 0x22 {
        if index + 1 < buffer.count, buffer[index + 1] == 0x22 {
          isDoubled = true
          index += 2
          continue
        }
        row.cells.append(CSVCell(start: start, end: index, isDoubled: isDoubled))
        position = index + 1
        line += lines
        return position == buffer.count || buffer[position] == separator || Self.isLineEnd(buffer[position])
      }
      if byte == 0x0a || (byte == 0x0d && (index + 1 == buffer.count || buffer[index + 1] != 0x0a)) {
        lines += 1
        if lines > Self.mostLinesInCell { return false }
      }
      if byte == 0 { row.problem = .nul }
      index += 1
    }
    return false
  }

  /// Cuts a bad row at its first line end and splits it at every separator, quotes or not.
  private mutating func splitBadLine(_ row: inout CSVRow, in buffer: UnsafeBufferPointer<UInt8>) {
    row.cells.removeAll(keepingCapacity: true)
    line = row.line
    let limit = position + Self.longestRow
    var start = position
    while position < buffer.count, !Self.isLineEnd(buffer[position]) {
      if buffer[position] == separator, position < limit {
        row.cells.append(CSVCell(start: start, end: position, isDoubled: false))
        start = position + 1
      }
      position += 1
    }
    row.cells.append(CSVCell(start: start, end: min(position, max(start, limit)), isDoubled: false))
    if position > limit { row.problem = .tooLong }
  }

  private static func recognise(_ bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes.prefix(longestRow) {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if isLineEnd(byte) {
        if counts.isEmpty { continue }
        break
      }
      if byte == 0x2c || byte == 0x3b || byte == 0x09 { counts[byte, default: 0] += 1 }
    }
    // Comma first, so that a tie is what the standard says.
    return [0x2c, 0x3b, 0x09].max { counts[$0, default: 0] < counts[$1, default: 0] } ?? 0x2c
  }
}
