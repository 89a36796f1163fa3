// The office that is measured: a data folder full of sample people, made by the program itself, and the program.
import FoundationEssentials
import Glibc
import LoketJournal
import LoketRegistry

/// A class, because its folder goes when the last one lets go.
final class MeasuredOffice {
  /// As `loket generate` makes them.
  static let login = "lurah"
  static let pin = "246810"

  let program: String
  /// Holds the data and everything that measurements write.
  let scratch: String
  let data: String
  private(set) var generating = Span(seconds: 0, processor: nil)

  init(_ arguments: BenchArguments) throws {
    program = arguments.program
    guard access(program, X_OK) == 0 else {
      throw BenchProblem("\(program) is not there: build it first (swift build -c release), or name it with --program.")
    }
    var template = Array("\(arguments.folder)/loket-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchProblem("Nothing can be written in \(arguments.folder).") }
    scratch = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    data = scratch + "/data"
    let made = try run(["generate", "--households", String(arguments.households), "--data", data])
    generating = made.span
    guard try Journal.presence(data) == .ready else { throw BenchProblem("No sample data were made: \(made.said)") }
  }

  deinit { try? FileManager.default.removeItem(atPath: scratch) }

  /// Runs a command of the program to its end.
  func run(_ words: [String], input: String = "") throws -> (code: Int32, said: String, span: Span) {
    let started = try StartedProgram(program, words, .pipes)
    if !input.isEmpty { try started.say(input) }
    started.endInput()
    let said = started.hearAll()
    let used = started.processor
    let code = started.wait()
    return (code, said, Span(seconds: Stopwatch.now() - started.begun, processor: used))
  }

  /// Opens the data folder in this process.
  func open(_ mode: JournalMode) throws -> (journal: Journal, registry: Registry) {
    let opened = try Journal.open(data, mode: mode)
    var registry = Registry()
    try opened.journal.load(into: &registry)
    return (opened.journal, registry)
  }

  func dropCache() { unlink(data + "/cache/registry") }

  func size(of path: String) -> Int {
    var information = stat()
    return stat(path, &information) == 0 ? Int(information.st_size) : 0
  }
}
