// The first run by keys alone: five questions make an office, and its supervisor gets in.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct SetUpTests {
  private func answerAll(_ terminal: TerminalUnderTest) throws {
    try terminal.wait(for: "Mulai")
    try terminal.answer("mintar", shown: "Mintaragen")
    // The PC's name is proposed: the focus goes to the next empty field.
    try terminal.answer("lurah", shown: "3. Akun penyelia *   lurah")
    try terminal.answer("246810", shown: "······")
    try terminal.answer("246810", shown: "sekali lagi * ······")
    try terminal.type("1")
    try terminal.wait(for: "5. Data") { shown in
      shown.lines.contains { $0.contains("5. Data") && !$0.contains("____________________ ") }
    }
    try terminal.press("F2")
  }

  @Test("Five questions make an office; the folder is private; the supervisor signs in, leaves, and comes again")
  func firstRun() throws {
    let folder = try TemporaryFolder()
    let data = folder.file("data")
    let terminal = try TerminalUnderTest(variables: ["LOKET_DATA": data])
    try answerAll(terminal)
    try terminal.wait(for: "Kantor Mintaragen")
    try terminal.type(Office.pin)
    try terminal.press("Enter")
    try terminal.wait(for: "hari ini")
    var found = stat()
    #expect(stat(data, &found) == 0 && found.st_mode & 0o777 == 0o700)
    try terminal.cutPower()
    try terminal.startAgain()
    try terminal.wait(for: "Kantor Mintaragen")
  }

  @Test("The demo opens from the first screen and leaves nothing behind")
  func demo() throws {
    let folder = try TemporaryFolder()
    let terminal = try TerminalUnderTest(variables: ["LOKET_DATA": folder.file("data"), "TMPDIR": folder.path])
    try terminal.wait(for: "Mulai")
    try terminal.press("F7")
    try terminal.wait(for: "PIN 246810")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).contains { $0.hasPrefix("loket-demo-") })
    try terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }
}
