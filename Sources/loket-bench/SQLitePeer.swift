// The peer: SQLite through its own program, asked over a pipe. What a pipe costs is measured and taken off.
import Glibc
import LoketModel
import LoketRegistry

/// A class, because the program behind it exists once.
final class SQLitePeer {
  private let program: StartedProgram
  /// Seconds of a question that asks nothing.
  private var overhead = 0.0

  /// Nil where the program is not installed.
  init?(_ path: String) {
    guard let started = try? StartedProgram("sqlite3", ["-batch", path], .pipes) else { return nil }
    program = started
    do {
      _ = try ask("PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;")
      var empty = Durations()
      for _ in 0..<200 { empty.add(try ask("")) }
      overhead = empty.median.seconds
    } catch {
      return nil
    }
  }

  /// Carries out one line of SQL: seconds until all of its answer was here.
  @discardableResult
  func ask(_ statements: String) throws -> Double { try asked(statements).seconds }

  /// What it answers, without the line's end.
  func text(_ statements: String) throws -> String {
    let answer = try asked(statements).answer
    return String(decoding: answer.prefix { $0 != 0x0a }, as: UTF8.self)
  }

  private func asked(_ statements: String) throws -> (answer: [UInt8], seconds: Double) {
    let begun = Stopwatch.now()
    try program.say(statements + "SELECT '~~';\n")
    let answer = try program.hear(until: "~~\n")
    let seconds = Stopwatch.now() - begun - overhead
    // An error of SQL is said in words, and no measurement.
    if answer.starts(with: "Error".utf8) || answer.starts(with: "Parse error".utf8) {
      throw BenchProblem("sqlite3: \(String(decoding: answer, as: UTF8.self))")
    }
    return (Array(answer), max(0, seconds))
  }

  /// A command of the program itself, such as `.import`: it stands on a line of its own and answers nothing.
  func command(_ line: String) throws { try program.say(line + "\n") }

  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  // MARK: The same people and households, twice: for LIKE and for FTS5's trigrams

  static let columns = ["name", "nik", "phone", "card", "address", "neighbourhood"]

  func fill(_ registry: Registry) throws {
    let list = SQLitePeer.columns.joined(separator: ", ")
    try ask("CREATE TABLE plain(id TEXT PRIMARY KEY, \(list));")
    try ask("CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, \(list), tokenize='trigram');")
    try ask("BEGIN;")
    var rows: [String] = []
    for handle in registry.rows(.person) {
      let record = registry.ref(handle)
      let value = { registry.value(record, $0) ?? "" }
      rows.append(SQLitePeer.row(record.id, [value("name"), value("nik"), value("phone"), "", "", ""]))
      if rows.count == 400 { try insert(&rows) }
    }
    for handle in registry.rows(.household) {
      let record = registry.ref(handle)
      let value = { registry.value(record, $0) ?? "" }
      let place = value("rt") + "/" + value("rw")
      rows.append(SQLitePeer.row(record.id, ["", "", "", value("familyCardNumber"), value("address"), place]))
      if rows.count == 400 { try insert(&rows) }
    }
    try insert(&rows)
    try ask("COMMIT;")
    try ask("INSERT INTO found SELECT * FROM plain;")
    try ask("INSERT INTO found(found) VALUES('optimize');ANALYZE;")
  }

  private static func row(_ id: String, _ values: [String]) -> String {
    "(" + ([id] + values).map(quoted).joined(separator: ",") + ")"
  }

  private func insert(_ rows: inout [String]) throws {
    if !rows.isEmpty { try ask("INSERT INTO plain VALUES\(rows.joined(separator: ","));") }
    rows = []
  }
}
