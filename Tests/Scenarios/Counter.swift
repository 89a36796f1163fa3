// A counter in use: hands that press keys and eyes that read the screen, whichever machine stands on it.
import LoketWidgets

/// What a scenario needs of the machine: the screen in memory, or the built program in a real terminal.
public protocol Counter {
  /// Presses one key and waits until the screen answers it.
  mutating func send(_ key: Key) throws
  /// Types the characters one after another.
  mutating func send(_ text: String) throws
  /// Waits until `text` stands on the screen; throws ``NotShown`` where it never does.
  mutating func wait(for text: String) throws
  /// The screen as it is now.
  func screen() throws -> String
  /// Leaves the program from Beranda, takes the rows of a file in, as applicants of the wave of this name where one is
  /// given, and signs in again.
  mutating func importTable(_ table: String, wave: String?) throws
  /// The same with a list of groups of a programme.
  /// - Returns: what the command says of it, line by line.
  mutating func importGroups(_ table: String, of program: String) throws -> [String]
  /// Leaves the program from Beranda and signs in again on a later day, YYYY-MM-DD.
  mutating func comeBack(on day: String) throws
  /// Lays a file into the office's folder, under a path that begins there.
  mutating func lay(_ bytes: [UInt8], at path: String) throws
  /// The page of the catalogue that was kept last, as HTML.
  func catalogue() throws -> String
  /// What `loket export` writes of a kind, as CSV.
  func export(_ kind: String) throws -> String
}

/// Something that a person at the counter waits for in vain.
public struct NotShown: Error, CustomStringConvertible {
  public let text: String
  public let screen: String
  public var description: String { "\"\(text)\" is not on the screen:\n\(screen)" }

  public init(_ text: String, on screen: String) {
    self.text = text
    self.screen = screen
  }
}

extension Counter {
  mutating func importApplicants(_ table: String, wave: String) throws { try importTable(table, wave: wave) }

  mutating func press(_ keys: Key...) throws {
    for key in keys { try send(key) }
  }

  /// Presses one key, and waits for what it leads to.
  mutating func press(_ key: Key, until text: String) throws {
    try send(key)
    try wait(for: text)
  }

  /// Types, and waits until it stands there: in a field that formats or looks up what is typed, `shown`.
  mutating func type(_ text: String, shown: String? = nil) throws {
    try send(text)
    try wait(for: shown ?? text)
  }

  /// Fills one field and goes on to the next.
  mutating func fill(_ text: String, shown: String? = nil) throws {
    try type(text, shown: shown)
    try send(.enter)
  }

  /// Whatever is open, Beranda.
  mutating func goHome() throws { try press(.function(5), until: "Dikerjakan hari ini") }

  /// The row of the screen that begins with this word.
  func row(_ word: String) throws -> String {
    let screen = try screen()
    let found = screen.split(separator: "\n").first { $0.drop { $0 == " " }.hasPrefix(word) }
    guard let found else { throw NotShown(word, on: screen) }
    return String(found)
  }

  /// The number before the stroke of a bar: `Target ██ 15/160; kurang 145` is 15.
  public func done(of bar: String) throws -> Int {
    let row = try row(bar)
    guard let stroke = row.firstIndex(of: "/"),
      let number = Int(row[..<stroke].split { $0 == " " || $0 == "·" }.last?.filter { $0 != "." } ?? "")
    else { throw NotShown("\(bar) n/m", on: row) }
    return number
  }

  /// The rows of an export, each by the names of its columns.
  public func rows(of kind: String) throws -> [[String: String]] {
    var lines = SeparatedValues.rows(try export(kind))
    guard !lines.isEmpty else { return [] }
    let names = lines.removeFirst()
    return lines.map { Dictionary(zip(names, $0)) { first, _ in first } }
  }
}

/// A reader of its own for what the program writes: RFC 4180 as far as an export uses it.
enum SeparatedValues {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var last: Character?
    for character in text {
      switch character {
      case "\"" where isQuoted: isQuoted = false
      case "\"":
        isQuoted = true
        // Two quotes inside quotes are one.
        if last == "\"" { cell.append("\"") }
      case "," where !isQuoted:
        row.append(cell)
        cell = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        rows.append(row + [cell])
        (row, cell) = ([], "")
      default: cell.append(character)
      }
      last = character
    }
    return rows
  }
}
