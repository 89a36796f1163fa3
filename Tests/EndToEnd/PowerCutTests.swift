// The promise of the screen: what it called "Tersimpan" is there after a kill, and a form that was begun comes back.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct PowerCutTests {
  /// Opens the form of a citizen who is not known yet and fills the name.
  private func begin(_ terminal: TerminalUnderTest, nik: String, name: String) throws {
    try terminal.type(nik)
    try terminal.wait(for: "Kepala keluarga")
    try terminal.press("Enter")
    try terminal.wait(for: "Perempuan")
    try terminal.type(name)
    try terminal.wait(for: name)
    try terminal.press("Tab")
  }

  private func drafts(_ office: Office) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(office.data)/drafts")
    return try names.filter { $0.hasSuffix(".json") }.map { try office.text(of: "\(office.data)/drafts/\($0)") }
  }

  private func waitForDraft(_ office: Office, with text: String) throws {
    let deadline = milliseconds() + patience * 1000
    while try !drafts(office).contains(where: { $0.contains(text) }) {
      try #require(milliseconds() < deadline, "no draft with \(text)")
      poll(nil, 0, 10)
    }
  }

  @Test("Killed the moment it said Tersimpan, three times over: each household is there", arguments: [3])
  func saved(times: Int) throws {
    let office = try Office()
    let terminal = try office.terminal()
    for number in 1...times {
      try office.signIn(terminal)
      let name = "SITI AMINAH \(["A", "B", "C", "D", "E"][number % 5])"
      try begin(terminal, nik: "337602450868000\(number)", name: name)
      try terminal.press("F2")
      try terminal.wait(for: "Tersimpan: \(name)")
      try terminal.cutPower()
      try terminal.startAgain()
    }
    try terminal.wait(for: "PIN")
    try terminal.cutPower()
    let people = try office.loket(["export", "people", "--format", "jsonl"])
    #expect(people.output.split(separator: "\n").count == times)
    #expect(try drafts(office) == [])
    #expect(try office.loket(["check"]).code == 0)
  }

  @Test("Killed in the middle of a form: its draft is found again, with every field that was left")
  func begun() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try begin(terminal, nik: "3376024508680003", name: "SITI AMINAH")
    try waitForDraft(office, with: "SITI AMINAH")
    try terminal.cutPower()
    try terminal.startAgain()
    try office.signIn(terminal)
    try terminal.wait(for: "Draf")
    #expect(try drafts(office).count == 1)
  }

  @Test("A closed window and an order to end keep the form that was open", arguments: [SIGHUP, SIGTERM])
  func asked(signal: Int32) throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try begin(terminal, nik: "3376024508680003", name: "SITI AMINAH")
    // Still being typed, in a field that nobody has left.
    try terminal.type("TEGAL")
    try terminal.wait(for: "TEGAL_")
    try terminal.signal(signal)
    #expect(try terminal.waitForEnd() == 0)
    #expect(try drafts(office).contains { $0.contains("TEGAL") })
  }

  @Test("A paste of several lines is text in its field and presses no key")
  func paste() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.beginFamily(terminal)
    try terminal.paste("SITI\nAMINAH\t\n")
    try terminal.wait(for: "SITI AMINAH")
    #expect(try terminal.screen().contains("Nama *"))
    #expect(!(try terminal.screen().contains("Tersimpan")))
  }
}
