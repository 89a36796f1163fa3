// An office of its own for each test: set up by command, opened in a terminal.
import FoundationEssentials
import ProcessSupport

struct Office {
  static let supervisor = "lurah"
  static let pin = "246810"

  let folder: TemporaryFolder
  var data: String { folder.file("data") }

  /// Set up by `loket init`.
  init() throws {
    folder = try TemporaryFolder()
    let line = [
      "init", "--office", "33.76.02.1005", "--device", "PC 1", "--supervisor", Office.supervisor, "--pin", "-",
    ]
    let outcome = try loket(line, input: "\(Office.pin)\n")
    guard outcome.code == 0 else { throw SetUpFailed(outcome: outcome) }
  }

  /// Not yet set up.
  init(empty: Void) throws { folder = try TemporaryFolder() }

  struct SetUpFailed: Error {
    let outcome: Outcome
  }

  /// Runs a command on this office's data.
  func loket(_ arguments: [String], input: String = "") throws -> Outcome {
    try start(arguments).finish(input: input)
  }

  /// Starts a command and does not wait for it.
  func start(_ arguments: [String]) throws -> ChildProcess {
    let settings = environment(with: ["LOKET_DATA": data, "HOME": folder.path])
    return try ChildProcess(BuiltPrograms.loket, arguments, environment: settings)
  }

  /// Writes a file beside the data folder and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: folder.file(name)))
    return folder.file(name)
  }

  func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// Opens the screen and waits for the sign-in.
  func terminal(_ arguments: [String] = [], columns: Int = 80, rows: Int = 24) throws -> TerminalUnderTest {
    let terminal = try TerminalUnderTest(
      columns: columns, rows: rows, arguments: arguments, variables: ["LOKET_DATA": data])
    try terminal.wait(for: "PIN")
    return terminal
  }

  /// Signs the supervisor in and waits for Beranda.
  func signIn(_ terminal: TerminalUnderTest, pin: String = Office.pin) throws {
    try terminal.wait(for: "PIN")
    try terminal.type(pin)
    try terminal.press("Enter")
    try terminal.wait(for: "hari ini")
  }

  /// Signs the supervisor in and begins the form of a woman's family by her NIK: the name is asked next.
  func beginFamily(_ terminal: TerminalUnderTest) throws {
    try signIn(terminal)
    try terminal.type("3376024508680003")
    try terminal.wait(for: "Kepala keluarga")
    try terminal.press("Enter")
    try terminal.wait(for: "Perempuan")
  }
}
