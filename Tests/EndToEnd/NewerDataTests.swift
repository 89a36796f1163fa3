// An older program on newer data: it says so, works on, and leaves every byte that it does not understand as it is.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct NewerDataTests {
  private static let device = String(repeating: "d", count: 32)
  private static let here = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "NewerData")

  /// Segments of another PC's newer program: `a1…` has unknown fields, an unknown kind and a line with `"min":2`; the
  /// header of `b2…` says `"loket":2`.
  private static func segments() throws -> [(place: String, bytes: Data)] {
    try FileManager.default.contentsOfDirectory(atPath: here.path).sorted().map { name in
      ("journal/3376021005/\(device)/\(name.prefix(2))/\(name)", try Data(contentsOf: here.appending(path: name)))
    }
  }

  private func put(_ office: Office) throws {
    for (place, bytes) in try NewerDataTests.segments() {
      let file = URL(filePath: office.data + "/" + place)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: file)
    }
  }

  private func expectUnchanged(_ folder: String, _ when: Comment) throws {
    let segments = try NewerDataTests.segments()
    #expect(segments.count == 2)
    for (place, bytes) in segments {
      #expect((try? Data(contentsOf: URL(filePath: folder + "/" + place))) == bytes, when)
    }
  }

  @Test("check, export, print and backup say that Loket must be updated, end with 0, and change no byte")
  func commands() throws {
    let office = try Office()
    try put(office)
    let sentence = "3 perubahan dibuat oleh Loket yang lebih baru"
    let check = try office.loket(["check"])
    #expect(check.code == 0, "\(check.output)")
    #expect(check.output.contains(sentence), "\(check.output)")
    let export = try office.loket(["export", "people"])
    #expect(export.code == 0)
    #expect(export.output.contains("RATNA MASA DEPAN"))
    #expect(!export.output.contains("DUA"))
    #expect(export.errors.contains(sentence), "\(export.errors)")
    let english = try office.loket(["export", "households", "--lang", "en"])
    #expect(english.errors.contains("3 changes were made by a newer Loket"), "\(english.errors)")
    #expect(try office.loket(["check", "--repair"]).code == 0)
    let backup = office.folder.file("cadangan.tar")
    #expect(try office.loket(["backup", backup]).code == 0)
    let other = office.folder.file("lain")
    #expect(try office.loket(["restore", backup, "--data", other]).code == 0)
    try expectUnchanged(other, "restored from a backup")
    try expectUnchanged(office.data, "after the commands")
  }

  @Test("The screen says it at the start and on Beranda in both languages, saves what is entered, and changes no byte")
  func screen() throws {
    for (lang, sentence, waiting, today, saved) in [
      (
        "id", "3 perubahan dibuat oleh Loket yang lebih baru", "perbarui Loket: 3 catatan baru", "hari ini",
        "Tersimpan: "
      ),
      ("en", "3 changes were made by a newer Loket", "update Loket: 3 newer lines", "today", "Saved: "),
    ] {
      let office = try Office()
      try put(office)
      let terminal = try office.terminal(["--lang", lang])
      try terminal.wait(for: sentence)
      try terminal.type(Office.pin)
      try terminal.press("Enter")
      try terminal.wait(for: today)
      try terminal.wait(for: waiting)
      // What is known of the newer person is shown, and can be corrected.
      try terminal.type("RATNA")
      try terminal.wait(for: "RATNA MASA DEPAN")
      try terminal.press("Enter")
      try terminal.wait(for: "RATNA MASA DEPAN")
      try terminal.press("F9")
      try terminal.press("F9")
      try terminal.wait(for: today)
      try terminal.type("3376024508680003")
      try terminal.wait(for: "05-08-1968")
      try terminal.press("Enter")
      try terminal.type("SITI AMINAH")
      try terminal.wait(for: "SITI AMINAH")
      try terminal.press("F2")
      try terminal.wait(for: saved + "SITI AMINAH")
      try expectUnchanged(office.data, "after a save")
      try terminal.signal(SIGTERM)
      #expect(try terminal.waitForEnd() == 0)
      try expectUnchanged(office.data, "sealed")
      let export = try office.loket(["export", "people"])
      #expect(export.output.contains("SITI AMINAH"))
      #expect(export.output.contains("RATNA MASA DEPAN"))
      try terminal.startAgain()
      try terminal.wait(for: sentence)
      try terminal.signal(SIGKILL)
      _ = try terminal.waitForEnd()
      try expectUnchanged(office.data, "started again")
      #expect(try office.loket(["check"]).code == 0)
    }
  }

  @Test("A folder that a newer Loket made as a whole is not opened: one sentence, exit code 2, nothing changed")
  func newerFolder() throws {
    let office = try Office()
    let device = URL(filePath: office.data + "/device.json")
    let newer = try office.text(of: device.path).replacing("\"loket\" : 1", with: "\"loket\" : 2")
    try Data(newer.utf8).write(to: device)
    for line in [["check"], ["export", "people"], ["generate", "--households", "5"]] {
      let outcome = try office.loket(line)
      #expect(outcome.code == 2, "\(line)")
      #expect(outcome.errors.contains("Perbarui Loket"), "\(line) \(outcome.errors)")
    }
    let terminal = try TerminalUnderTest(variables: ["LOKET_DATA": office.data])
    try terminal.wait(for: "Loket yang lebih baru")
    #expect(try terminal.waitForEnd() == 2)
    #expect(try office.text(of: device.path) == newer)
  }
}
