// The programmes of DOMAIN §1 from an empty office to the certificate, by keys in a real terminal.
import FoundationEssentials
import LoketWidgets
import ProcessSupport
import Scenarios
import Testing

/// The built program in a terminal as the counter of a scenario.
private struct TerminalCounter: Counter {
  /// The day on which the counter stands.
  private var day = "2026-11-22"
  private var clock: [String] { ["--clock", "\(day)T09:00:00+07:00"] }

  private let office: Office
  private var terminal: TerminalUnderTest

  /// An empty office in this village, with its supervisor at Beranda.
  init(_ village: String, named name: String) throws {
    office = try Office(empty: ())
    let line = [
      "init", "--office", village, "--office-name", name, "--device", "PC 1", "--supervisor", Office.supervisor,
      "--pin", "-",
    ]
    let outcome = try office.loket(line, input: "\(Office.pin)\n")
    guard outcome.code == 0 else { throw Office.SetUpFailed(outcome: outcome) }
    terminal = try office.terminal(["--clock", "2026-11-22T09:00:00+07:00"])
    try office.signIn(terminal)
  }

  mutating func send(_ key: Key) throws {
    let before = try look()
    try terminal.press(TerminalCounter.name(of: key))
    // A key that arrives with the one before would be taken for a part of a paste.
    _ = try terminal.wait(for: "an answer to \(key)") { shown in
      shown.description != before.text || (try? terminal.cursor()).map { $0 != before.cursor } ?? false
    }
  }

  mutating func send(_ text: String) throws { try terminal.type(text) }

  private func look() throws -> (text: String, cursor: (column: Int, row: Int)) {
    (try terminal.screen().description, try terminal.cursor())
  }

  private static func name(of key: Key) -> String {
    switch key {
    case .function(let number): "F\(number)"
    case .backTab: "BTab"
    case .pageUp: "PPage"
    case .pageDown: "NPage"
    case .backspace: "BSpace"
    case .character(let character): String(character)
    default: "\(key)".prefix(1).uppercased() + "\(key)".dropFirst()
    }
  }

  mutating func wait(for text: String) throws {
    do { try terminal.wait(for: text) } catch { throw NotShown(text, on: try screen()) }
  }

  func screen() throws -> String { try terminal.screen().description }

  mutating func importTable(_ table: String, wave: String?) throws {
    let file = try office.file("warga.csv", table)
    try leave()
    let outcome = try office.loket(["import", file] + (wave.map { ["--wave", $0] } ?? []) + clock)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    try enter()
  }

  mutating func importGroups(_ table: String, of program: String) throws -> [String] {
    let file = try office.file("kelompok.csv", table)
    try leave()
    let outcome = try office.loket(["import", file, "--program", program] + clock)
    try enter()
    // The last line names a folder of this run.
    return outcome.output.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.contains(file) }
  }

  mutating func comeBack(on day: String) throws {
    try leave()
    self.day = day
    try enter()
  }

  private mutating func enter() throws {
    terminal = try office.terminal(clock)
    try office.signIn(terminal)
  }

  private mutating func leave() throws {
    try send(.function(9))
    try terminal.wait(for: "Keluar?")
    try send(.down)
    try send(.down)
    try terminal.press("Enter")
    #expect(try terminal.waitForEnd() == 0)
  }

  mutating func lay(_ bytes: [UInt8], at path: String) throws {
    let file = URL(filePath: office.data + "/" + path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func catalogue() throws -> String {
    let folder = office.data + "/print"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".html") }.sorted()
    return try office.text(of: folder + "/" + #require(files.last))
  }

  func export(_ kind: String) throws -> String {
    let outcome = try office.loket(["export", kind])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }
}

@Suite("From an empty office to the certificate", .serialized) struct ScenarioTests {
  @Test("Pekalongan: a ranked selection with reserves, a course of 16, certificates")
  func pekalongan() throws {
    var counter = try TerminalCounter(Pekalongan.office, named: "Sapuro Kebulen")
    let count = try Pekalongan.run(&counter)
    #expect(count.shown == 15 && count.counted == 15)
  }

  @Test("Tangerang: people laid off, floor and target, the hall promised once, a job fair")
  func tangerang() throws {
    var counter = try TerminalCounter(Tangerang.office, named: "Sukarasa")
    let count = try Tangerang.run(&counter)
    #expect(count.shown == 20 && count.counted == 20 && count.floor == 20)
  }

  @Test("Kabupaten Tegal: nobody at the second level without the first, and nobody counted twice")
  func tegalRegency() throws {
    var counter = try TerminalCounter(TegalRegency.office, named: "Desa Margasari")
    let count = try TegalRegency.run(&counter)
    #expect(count.shown == 7 && count.counted == 7)
  }

  @Test("Pekalongan's carts: handed over with a letter, looked at twice, and one is gone")
  func carts() throws {
    var counter = try TerminalCounter(Pekalongan.office, named: "Sapuro Kebulen")
    let count = try PekalonganCarts.run(&counter)
    #expect(count == PekalonganCarts.expected)
  }

  @Test("Pangkalpinang: a list of a hundred in ten groups, five mentors, and which groups still run half a year later")
  func pangkalpinang() throws {
    var counter = try TerminalCounter(Pangkalpinang.office, named: "Bacang")
    let count = try Pangkalpinang.run(&counter)
    #expect(count == Pangkalpinang.expected)
  }

  @Test("Kota Tegal: a theme for 200 households, 30 posts in two shifts, and who still works half a year later")
  func kotaTegal() throws {
    var counter = try TerminalCounter(KotaTegal.office, named: "Mintaragen")
    let count = try KotaTegal.run(&counter)
    #expect(count == KotaTegal.expected)
  }
}
