// A further PC of an office, and the list of PCs, by commands on real folders.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct JoinTests {
  private static let canSign = access("/usr/bin/ssh-keygen", X_OK) == 0

  /// An office with a family that synced with a stick.
  private func office() throws -> (Office, stick: String) {
    let office = try Office()
    let stick = office.folder.file("stik")
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
    _ = try office.loket(["import", try office.file("warga.csv", SyncTests.family("SLAMET", "11"))])
    #expect(try office.loket(["sync", stick]).code == 0)
    return (office, stick)
  }

  private func join(_ stick: String, _ office: Office, as login: String = Office.supervisor) throws -> Outcome {
    try office.loket(
      ["init", "--join", stick, "--device", "PC 2", "--supervisor", login, "--pin", "-"], input: "\(Office.pin)\n")
  }

  @Test("A PC that joins has everything of the office, a letter of its own, and a supervisor who may sign in")
  func joins() throws {
    let (first, stick) = try office()
    let second = try Office(empty: ())
    let outcome = try join(stick, second)
    #expect(
      outcome.code == 0 && outcome.output.contains("Mintaragen") && outcome.output.contains("huruf B"),
      "\(outcome.output)\(outcome.errors)")
    #expect(try second.loket(["export", "people"]).output == first.loket(["export", "people"]).output)
    let listed = try second.loket(
      ["report", "access", "--as", Office.supervisor, "--pin", "-"], input: "\(Office.pin)\n")
    #expect(listed.code == 0, "\(listed.errors)")
    #expect(try join(stick, second).code != 0, "joined once, it is set up")
    #expect(try second.loket(["check"]).code == 0)
  }

  @Test("Asked for a supervisor whom the office does not have, it says so and can be asked again")
  func again() throws {
    let (first, stick) = try office()
    let second = try Office(empty: ())
    let wrong = try join(stick, second, as: "siapa")
    #expect(wrong.code == 2 && wrong.errors.contains("siapa"), "\(wrong.errors)")
    #expect(!FileManager.default.fileExists(atPath: second.data), "nothing of the office stays")
    #expect(try join(stick, second).code == 0)
    #expect(try second.loket(["export", "people"]).output == first.loket(["export", "people"]).output)
  }

  @Test("A place without any office is turned down in a sentence")
  func nothing() throws {
    let office = try Office(empty: ())
    let empty = office.folder.file("kosong")
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
    let outcome = try join(empty, office)
    #expect(outcome.code == 2 && outcome.errors.contains(empty), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: office.data + "/device.json"))
  }

  @Test(
    "An encrypted stick is read by the office's PCs and by nobody else",
    .enabled(if: access("/usr/bin/age", X_OK) == 0))
  func encrypted() throws {
    let (first, second) = (try Office(), try Office())
    let (plain, stick) = (first.folder.file("awal"), first.folder.file("stik"))
    for folder in [plain, stick] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    // They meet once where nothing is encrypted, before there are people.
    for office in [first, second, first] { #expect(try office.loket(["sync", plain]).code == 0) }
    _ = try first.loket(["import", try first.file("warga.csv", SyncTests.family("SLAMET", "11"))])
    let sealed = try first.loket(["sync", stick, "--encrypt"])
    #expect(
      sealed.code == 0 && sealed.output.contains("Tersandi untuk: PC 1, PC 1"), "\(sealed.output)\(sealed.errors)")
    for name in try FileManager.default.subpathsOfDirectory(atPath: stick) where name.hasSuffix(".age") {
      let bytes = try Data(contentsOf: URL(filePath: stick + "/" + name))
      #expect(bytes.starts(with: Array("age-encryption.org".utf8)))
    }
    #expect(try second.loket(["sync", stick, "--encrypt"]).code == 0)
    #expect(try second.loket(["export", "people"]).output == first.loket(["export", "people"]).output)
    #expect(try second.loket(["export", "people"]).output.contains("SLAMET"))
    let stranger = try Office()
    #expect(try stranger.loket(["sync", stick, "--encrypt"]).code == 1)
    #expect(try !stranger.loket(["export", "people"]).output.contains("SLAMET"))
  }

  @Test(
    "With a list of PCs the data of a new one wait until it is enrolled, those of a revoked one from then on",
    .enabled(if: JoinTests.canSign))
  func enrolled() throws {
    let (first, stick) = try office()
    #expect(try first.loket(["devices", "--adopt"]).output.contains("terdaftar"))
    _ = try first.loket(["sync", stick])
    let second = try Office(empty: ())
    let joined = try join(stick, second)
    #expect(joined.errors.contains("daftar PC"), "\(joined.output)\(joined.errors)")
    _ = try second.loket(["import", try second.file("warga.csv", SyncTests.family("KARTINI", "12"))])
    _ = try second.loket(["sync", stick])
    let held = try first.loket(["sync", stick])
    #expect(held.code == 1 && held.output.contains("belum terdaftar"), "\(held.output)")
    #expect(try !first.loket(["export", "people"]).output.contains("KARTINI"))
    let own = try second.loket(["devices", "--enrol", "PC 2"])
    #expect(own.code != 0 && own.errors.contains("tidak mendaftarkan dirinya"), "\(own.errors)")
    #expect(try first.loket(["devices", "--enrol", "PC 2"]).code == 0)
    #expect(try first.loket(["devices"]).output.contains("terdaftar"))
    #expect(try first.loket(["sync", stick]).code == 0)
    #expect(try first.loket(["export", "people"]).output.contains("KARTINI"))
    #expect(try first.loket(["devices", "--revoke", "PC 2"]).code == 0)
    _ = try second.loket(["import", try second.file("lagi.csv", SyncTests.family("DARSONO", "13"))])
    _ = try second.loket(["sync", stick])
    let revoked = try first.loket(["sync", stick])
    #expect(revoked.code == 1 && revoked.output.contains("dicabut"), "\(revoked.output)")
    let people = try first.loket(["export", "people"]).output
    #expect(people.contains("KARTINI") && !people.contains("DARSONO"))
    #expect(try first.loket(["check"]).code == 0)
  }

  @Test(
    "A PC that was restored before it ever synced is listed under both its ids until both are enrolled",
    .enabled(if: JoinTests.canSign))
  func restored() throws {
    let (first, stick) = try office()
    _ = try first.loket(["devices", "--adopt"])
    let second = try Office()
    _ = try second.loket(["import", try second.file("warga.csv", SyncTests.family("KARTINI", "12"))])
    let (old, file) = (try own(second), second.folder.file("cadangan.tar"))
    #expect(try second.loket(["backup", file]).code == 0)
    #expect(try second.loket(["restore", file]).code == 0)
    let new = try own(second)
    #expect(old != new)
    for id in [new, old] {
      _ = try second.loket(["sync", stick])
      _ = try first.loket(["sync", stick])
      let row = try #require(try rows(first).first { $0.id == id }, "\(id == old ? "the id that it had" : "its id")")
      #expect(row.standing == "unknown" && row.key != nil)
      let outcome = try first.loket(["devices", "--enrol", id])
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(try first.loket(["sync", stick]).code == 0)
    #expect(try first.loket(["export", "people"]).output.contains("KARTINI"))
  }

  private struct Row: Decodable {
    let id: String
    let standing: String
    let key: String?
  }

  private func rows(_ office: Office) throws -> [Row] {
    try JSONDecoder().decode([Row].self, from: Data(office.loket(["devices", "--format", "json"]).output.utf8))
  }

  private func own(_ office: Office) throws -> String {
    struct Form: Decodable { let id: String }
    return try JSONDecoder().decode(Form.self, from: Data(office.text(of: office.data + "/device.json").utf8)).id
  }
}
