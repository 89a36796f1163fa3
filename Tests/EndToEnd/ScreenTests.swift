// The screen in a real terminal: it opens, lets the right person in, and gives the terminal back however it ends.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct ScreenTests {
  @Test("A supervisor signs in and leaves by keys; the exit code is 0 and nothing stays open")
  func signInAndLeave() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.press("F9")
    try terminal.wait(for: "Keluar?")
    try terminal.press("Down", "Down", "Enter")
    #expect(try terminal.waitForEnd() == 0)
    let check = try office.loket(["check"])
    #expect(check.code == 0)
    #expect(check.output.contains("Semua baik"))
  }

  @Test("A wrong PIN lets nobody in")
  func wrongPIN() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try terminal.type("1357")
    try terminal.press("Enter")
    let shown = try terminal.wait(for: "a wrong PIN to be named") { $0.description.lowercased().contains("pin salah") }
    #expect(!shown.contains("hari ini"))
    try office.signIn(terminal)
  }

  @Test("Told to end by SIGTERM, it ends cleanly")
  func terminate() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test("When its terminal is gone it ends by itself")
  func hangUp() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    let pid = try #require(try terminal.hangUp())
    let deadline = milliseconds() + patience * 1000
    while kill(pid, 0) == 0, milliseconds() < deadline { poll(nil, 0, 10) }
    #expect(kill(pid, 0) != 0)
  }

  @Test("A second screen says that it only reads, and a command that must write says who is there")
  func second() throws {
    let office = try Office()
    let first = try office.terminal()
    try office.signIn(first)
    let second = try office.terminal()
    #expect(try second.screen().description.contains("di sini hanya melihat"))
    try office.signIn(second)
    // What the first one saves comes by itself.
    try first.type("3376024508680003")
    try first.wait(for: "Kepala keluarga")
    try first.press("Enter")
    try first.wait(for: "Perempuan")
    try first.type("SITI AMINAH")
    try first.wait(for: "SITI AMINAH")
    try first.press("F2")
    try first.wait(for: "Tersimpan: SITI AMINAH")
    try second.wait(for: "one household on the second screen") { shown in
      shown.lines.contains { $0.split(separator: " ").suffix(3) == ["1", "0", "keluarga"] }
    }
    let repair = try office.loket(["check", "--repair"])
    #expect(repair.code == 3)
    #expect(repair.errors.split(separator: "\n").count == 1)
  }

  @Test("A table of regions that is cut while the screen is open takes names away, not the program")
  func cutRegions() throws {
    let office = try Office()
    let rows = (1...3000).map { "33.76.02.\(2000 + $0),Desa \($0)\n" }.joined()
    let table = try office.file("wilayah.csv", "kode,nama\n" + rows)
    #expect(try office.loket(["regions", "import", table]).code == 0)
    let terminal = try office.terminal()
    try office.signIn(terminal)
    #expect(truncate(office.data + "/regions/table", 0) == 0)
    try terminal.press("F6")
    try terminal.wait(for: "Kepala keluarga")
    try terminal.press("F9")
    try terminal.wait(for: "hari ini")
    try terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == 0)
    let check = try office.loket(["check"])
    #expect(check.code == 0)
    #expect(check.output.contains("Tabel wilayah regions/table rusak"))
  }

  @Test("A smaller window keeps everything and a larger one draws again")
  func resize() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.resize(columns: 60, rows: 20)
    try terminal.wait(for: "the size to be asked for") { !$0.contains("hari ini") }
    try terminal.resize(columns: 100, rows: 30)
    try terminal.wait(for: "hari ini")
  }

  @Test("Killed outright, it starts again as if nothing had been")
  func killed() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.signal(SIGKILL)
    #expect(try terminal.waitForEnd() == 128 + SIGKILL)
    try terminal.startAgain()
    try office.signIn(terminal)
  }

  @Test("Killed while a form is being typed, it keeps the form as a draft, which waits at the next start")
  func killedWhileTyping() throws {
    let office = try Office()
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.press("F6")
    try terminal.wait(for: "Kepala keluarga")
    try terminal.press("Down")
    try terminal.type("SLAMET RIYADI")
    try terminal.wait(for: "SLAMET RIYADI")
    let drafts = office.data + "/drafts"
    try terminal.wait(for: "the draft in its folder") { _ in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: drafts)) ?? []
      return names.contains { (try? office.text(of: "\(drafts)/\($0)"))?.contains("SLAMET RIYADI") ?? false }
    }
    try terminal.cutPower()
    try terminal.startAgain()
    try office.signIn(terminal)
    try terminal.wait(for: "SLAMET RIYADI")
  }
}
