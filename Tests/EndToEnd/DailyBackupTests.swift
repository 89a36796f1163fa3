// The daily backup of a real office: after signing in, on leaving, and what is said when it could not be made.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct DailyBackupTests {
  /// An office whose backups go to a folder beside it, set by hand as the screen would keep it.
  private func office() throws -> Office {
    let office = try Office()
    let stick = office.folder.file("stik")
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
    _ = try office.file("stik/TEMPAT-CADANGAN-LOKET.txt", "")
    _ = try office.file("data/backup.json", "{\"folder\": \"\(stick)\"}\n")
    #expect(chmod(office.data + "/backup.json", 0o600) == 0)
    return office
  }

  private func backups(_ office: Office) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: office.folder.file("stik"))) ?? []
    return names.filter { $0.hasSuffix(".tar") }
  }

  private func leave(_ terminal: TerminalUnderTest) throws {
    try terminal.press("F9")
    try terminal.wait(for: "Keluar?")
    try terminal.press("Down", "Down", "Enter")
    #expect(try terminal.waitForEnd() == 0)
  }

  /// The stick is away while somebody signs in: Beranda says so.
  private func signInWithoutStick(_ office: Office) throws -> TerminalUnderTest {
    #expect(rename(office.folder.file("stik"), office.folder.file("dicabut")) == 0)
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.wait(for: "Tempat cadangan tidak ditemukan")
    #expect(rename(office.folder.file("dicabut"), office.folder.file("stik")) == 0)
    return terminal
  }

  @Test("After signing in the day's backup is made beside the keys, and leaving makes no second one")
  func signedIn() throws {
    let office = try office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.wait(for: "Cadangan terakhir: hari ini")
    #expect(try terminal.screen().contains("di disk yang sama dengan data"))
    let made = backups(office)
    #expect(made.count == 1)
    try leave(terminal)
    #expect(backups(office) == made)
  }

  @Test("Where it could not be made before, leaving makes it, with what was saved today, and its trace stands")
  func leaving() throws {
    let office = try office()
    let terminal = try signInWithoutStick(office)
    try terminal.type("3376024508680003")
    try terminal.wait(for: "05-08-1968")
    try terminal.press("Enter")
    try terminal.type("SITI AMINAH")
    try terminal.wait(for: "SITI AMINAH")
    try terminal.press("F2")
    try terminal.wait(for: "Tersimpan: SITI AMINAH")
    try terminal.press("F9")
    try terminal.wait(for: "hari ini")
    #expect(backups(office) == [])
    try leave(terminal)
    let file = try #require(backups(office).first)
    let target = office.folder.file("lain")
    #expect(try office.loket(["restore", office.folder.file("stik/" + file), "--data", target]).code == 0)
    #expect(try office.loket(["export", "people", "--data", target]).output.contains("SITI AMINAH"))
    #expect(try office.loket(["check"]).code == 0)
  }

  @Test("One that is known to take longer than a second is not begun on leaving; the next start says so and makes it")
  func tooLong() throws {
    let office = try office()
    let terminal = try signInWithoutStick(office)
    let standing = office.data + "/backup-last.json"
    let kept = try office.text(of: standing)
    #expect(kept.contains("\"took\" : 0"))
    try Data(kept.replacing("\"took\" : 0", with: "\"took\" : 5000").utf8).write(to: URL(filePath: standing))
    let began = milliseconds()
    try leave(terminal)
    #expect(milliseconds() - began < 5000)
    #expect(backups(office) == [])
    try terminal.startAgain()
    try terminal.wait(for: "cadangan hari itu dilewati")
    try office.signIn(terminal)
    try terminal.wait(for: "Cadangan terakhir: hari ini")
    #expect(backups(office).count == 1)
  }

  @Test("Told to end by the system, nobody waits for a backup")
  func terminated() throws {
    let office = try office()
    let terminal = try signInWithoutStick(office)
    try terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == 0)
    #expect(backups(office) == [])
  }
}
