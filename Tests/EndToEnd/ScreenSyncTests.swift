// Sinkron on the screen of the real program: what the loop tells in which order decides what a person reads.
import FoundationEssentials
import ProcessSupport
import Testing

@Suite(.serialized)
struct ScreenSyncTests {
  @Test(
    "A place that is not there is said at once, by a look as by a sync; once it is there, the receipt says when and how much"
  )
  func absent() throws {
    let office = try Office()
    let place = office.folder.file("stik")
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.press("F10", "End", "Up", "Up", "Up", "Enter")
    try terminal.wait(for: "Tempat")
    try terminal.type(place)
    try terminal.press("F7")
    try terminal.wait(for: "Periksa dulu")
    try terminal.type("1")
    try terminal.wait(for: "Colokkan")
    try terminal.press("F2")
    #expect(try !terminal.screen().description.contains("TERENKRIPSI"))
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    try terminal.press("F2")
    try terminal.wait(for: "STIK TIDAK TERENKRIPSI")
    try terminal.type("2")
    let done = try terminal.wait(for: "Aman dicabut:").description
    #expect(done.contains("sinkron dengan") && done.contains("Dikirim ") && !done.contains("Dikirim 0 bagian"))
    #expect(done.contains("Semua simpanan PC ini sudah ada di tempat lain"))
    try terminal.press("F9")
    try terminal.press("F10", "End", "Up", "Up", "Up", "Enter")
    let again = try terminal.wait(for: "Aman dicabut:").description
    #expect(again.contains("sinkron dengan") && again.contains("Semua simpanan PC ini"))
  }

  @Test("A place whose stick is not mounted takes nothing, until a supervisor says that it is a plain folder")
  func unmounted() throws {
    let office = try Office()
    let place = office.folder.file("stik")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let memory = "{\"loket\":1,\"places\":[{\"path\":\"\(place)\",\"allowed\":true,\"mount\":\"\(place)\"}]}"
    try Data(memory.utf8).write(to: URL(filePath: office.data + "/sync.json"))
    let terminal = try office.terminal()
    try office.signIn(terminal)
    try terminal.press("F10", "End", "Up", "Up", "Up", "Enter")
    try terminal.wait(for: place)
    for key in ["F2", "F7"] {
      try terminal.press(key)
      if key == "F7" { try terminal.type("1") }
      try terminal.wait(for: "Stik tidak terpasang")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
    try terminal.press("F7")
    try terminal.type("9")
    try terminal.wait(for: "BUKAN STIK")
    try terminal.type("2")
    try terminal.wait(for: "Dipakai sebagai folder biasa")
    try terminal.press("F2")
    try terminal.wait(for: "Aman dicabut:")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["loket1"])
  }
}
