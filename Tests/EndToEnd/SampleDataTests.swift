// Made-up people never come beside real ones: `generate` and `demo` refuse a folder in which anybody is, and touch nothing.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct SampleDataTests {
  /// Every file of a folder with its bytes, its mode and when it was changed last.
  private func content(_ folder: String) throws -> [String: String] {
    var found: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var information = stat()
      let path = folder + "/" + name
      #expect(lstat(path, &information) == 0)
      let bytes = information.st_mode & S_IFMT == S_IFREG ? try Data(contentsOf: URL(filePath: path)) : Data()
      found[name] =
        "\(information.st_mode) \(information.st_mtim.tv_sec).\(information.st_mtim.tv_nsec) \(bytes.base64EncodedString())"
    }
    return found
  }

  /// Each way to make sample data in this folder is refused by one sentence with `part`, and nothing in it changes.
  private func expectRefused(_ office: Office, _ folder: String, _ part: String) throws {
    let before = try content(folder)
    #expect(!before.isEmpty)
    for line in [["generate", "--households", "5"], ["demo"], ["demo", "--households", "5"]] {
      let outcome = try office.loket(line + ["--data", folder])
      #expect(outcome.code == 2, "\(line)")
      #expect(outcome.output == "", "\(line)")
      #expect(outcome.errors.contains(part), "\(line): \(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1, "\(line): \(outcome.errors)")
      #expect(try content(folder) == before, "\(line)")
    }
  }

  private func register(_ office: Office) throws {
    let rows = try office.file("warga.csv", "no_kk,nama,kk_level\n3376021203150007,SITI AMINAH,1\n")
    #expect(try office.loket(["import", rows]).code == 0)
  }

  @Test("A folder with a registered household is refused, in English too")
  func real() throws {
    let office = try Office()
    try register(office)
    try expectRefused(office, office.data, "sudah berisi data (1 warga)")
    let english = try office.loket(["generate", "--households", "5", "--lang", "en"])
    #expect(english.errors.contains("already holds data (1 person)"))
  }

  @Test("A folder with nobody but whom another PC's sealed segments brought is refused, and so is an open one's")
  func others() throws {
    let first = try Office()
    try register(first)
    let second = try Office()
    // The first PC's journal comes as a carrier brings it.
    let journal = first.data + "/journal/3376021005"
    for device in try FileManager.default.contentsOfDirectory(atPath: journal) {
      try FileManager.default.copyItem(
        atPath: journal + "/" + device, toPath: second.data + "/journal/3376021005/" + device)
    }
    try expectRefused(second, second.data, "sudah berisi data (1 warga)")
  }

  @Test("A folder with saves of a newer program is refused: they may be people")
  func newer() throws {
    let office = try Office()
    let name = "b2" + String(repeating: "0", count: 30) + ".jsonl"
    let folder = office.data + "/journal/3376021005/" + String(repeating: "d", count: 32) + "/b2"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: URL(filePath: #filePath).deletingLastPathComponent().path + "/NewerData/" + name,
      toPath: folder + "/" + name)
    try expectRefused(office, office.data, "tidak dapat dibaca")
  }

  @Test("A folder that lost its device.json is refused by generate and by init, with the way to mend it")
  func lost() throws {
    let office = try Office()
    try register(office)
    #expect(unlink(office.data + "/device.json") == 0)
    try expectRefused(office, office.data, "device.json tidak ada")
    let before = try content(office.data)
    let line = ["init", "--office", "3376021005", "--device", "PC 1", "--supervisor", "lurah", "--pin", "-"]
    let outcome = try office.loket(line, input: "246810\n")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("device.json tidak ada"))
    #expect(try content(office.data) == before)
  }

  @Test("An empty folder and an office without anybody get sample data, once; the folder that has them is refused")
  func generated() throws {
    let office = try Office()
    let line = ["generate", "--households", "5"]
    for folder in [office.data, office.folder.file("baru")] {
      let outcome = try office.loket(line + ["--data", folder])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try office.loket(["check", "--data", folder]).code == 0)
      try expectRefused(office, folder, "sudah berisi data")
    }
  }

  @Test("A demo with a folder of somebody's choice is refused: it has its own")
  func demoElsewhere() throws {
    let office = try Office()
    let outcome = try office.loket(["demo", "--data", office.folder.file("baru")])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("folder sementara sendiri"))
    #expect(!FileManager.default.fileExists(atPath: office.folder.file("baru")))
  }
}
