// `loket sync` between data folders: one stick carried round, and what it says where it cannot.
import FoundationEssentials
import Glibc
import ProcessSupport
import Testing

@Suite(.serialized)
struct SyncTests {
  static func family(_ name: String, _ number: String) -> String {
    """
    \(OpenSIDFile.header)
    JL MELATI 1,,1,3,\(name),33760215080000\(number),33760205086900\(number),1,TEGAL,1969-08-05,1,5,,15,2,1,1

    """
  }

  @Test("One stick carried round three PCs leaves the same people on all, byte for byte, and moves nothing twice")
  func round() throws {
    let offices = try [Office(), Office(), Office()]
    let stick = offices[0].folder.file("stik")
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
    for (office, (name, number)) in zip(offices, [("SLAMET", "11"), ("KARTINI", "12"), ("DARSONO", "13")]) {
      let imported = try office.loket(["import", try office.file("warga.csv", SyncTests.family(name, number))])
      #expect(imported.code == 0, "\(imported.errors)")
    }
    for office in offices + offices {
      let outcome = try office.loket(["sync", stick])
      #expect(
        outcome.code == 0 && outcome.output.contains("Aman dicabut: \(stick)"), "\(outcome.output)\(outcome.errors)")
    }
    let people = try offices.map { try $0.loket(["export", "people"]).output }
    #expect(people[0].contains("SLAMET") && people[0].contains("KARTINI") && people[0].contains("DARSONO"))
    #expect(people[0] == people[1] && people[1] == people[2])
    // What is left to go round is the trace of these exchanges and exports.
    for office in offices + offices { _ = try office.loket(["sync", stick]) }
    let last = try offices[1].loket(["sync", stick, "--format", "json"])
    #expect(
      last.output.contains("\"sentSegments\" : 0") && last.output.contains("\"receivedEdits\" : 0"), "\(last.output)")
    for office in offices { #expect(try office.loket(["check"]).code == 0) }
    // The screen counts what is not sent from where the command left off.
    let memory = try String(contentsOfFile: offices[0].data + "/sync.json", encoding: .utf8)
    #expect(memory.contains(stick) && !memory.contains("\"sentTick\" : \"0\""), "\(memory)")
  }

  @Test("A dry run says what would go and come, and moves nothing")
  func dry() throws {
    let office = try Office()
    let stick = office.folder.file("stik")
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
    let outcome = try office.loket(["sync", "--dry-run", stick, "--format", "json"])
    #expect(outcome.code == 0 && outcome.output.contains("\"sendSegments\" : 1"), "\(outcome.output)\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: stick).isEmpty)
  }

  @Test("A place that is not there, the data folder itself and a file are turned down in a sentence")
  func places() throws {
    let office = try Office()
    let file = try office.file("berkas", "x")
    for place in [office.folder.file("tidak-ada"), office.data, file] {
      let outcome = try office.loket(["sync", place])
      #expect(outcome.code == 2 && outcome.errors.contains(place) && outcome.output.isEmpty, "\(outcome.errors)")
    }
  }

  @Test("A damaged file on the stick goes to quarantine with its reason, and the good ones come in")
  func damaged() throws {
    let (first, second) = (try Office(), try Office())
    let stick = first.folder.file("stik")
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
    _ = try first.loket(["sync", stick])
    _ = try first.loket(["import", try first.file("warga.csv", SyncTests.family("SLAMET", "11"))])
    let device = try #require(
      try FileManager.default.contentsOfDirectory(atPath: "\(stick)/loket1/3376021005").first { $0.count == 32 })
    let names = try FileManager.default.subpathsOfDirectory(atPath: "\(stick)/loket1/3376021005/\(device)")
    let name = try #require(names.first { $0.hasSuffix(".jsonl") })
    let path = "\(stick)/loket1/3376021005/\(device)/\(name)"
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    bytes[300] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
    _ = try first.loket(["sync", stick])
    let outcome = try second.loket(["sync", stick])
    #expect(outcome.code == 1 && outcome.output.contains("Ditahan:"), "\(outcome.output)\(outcome.errors)")
    #expect(try second.loket(["export", "people"]).output.contains("SLAMET"))
    // The damaged one was not taken in: what is missing is said, and nothing is damaged.
    let check = try second.loket(["check", "--format", "json"])
    #expect(check.code == 0 && !check.output.contains("\"damaged\" : true"), "\(check.output)")
    #expect(check.output.contains("\"kind\" : \"awaited\""), "\(check.output)")
    let said = try second.loket(["check"]).output
    #expect(said.contains("belum datang atau masih ditahan") && said.contains("Belum lengkap"), "\(said)")
    #expect(!said.contains("Ada kerusakan") && !said.contains("Semua baik"), "\(said)")
  }

  @Test(
    "Two PCs meet on a server with a password from a file that is theirs alone",
    .enabled(if: ApacheUnderTest.isInstalled))
  func server() throws {
    let server = try ApacheUnderTest()
    let place = "dav://127.0.0.1:\(server.port)"
    let offices = try [Office(), Office()]
    for (office, (name, number)) in zip(offices, [("SLAMET", "11"), ("KARTINI", "12")]) {
      _ = try office.loket(["import", try office.file("warga.csv", SyncTests.family(name, number))])
    }
    let secret = try offices[0].file("sandi", "\(ApacheUnderTest.user):\(ApacheUnderTest.password)\n")
    let line = ["sync", place, "--credentials", secret, "--allow-unencrypted"]
    #expect(chmod(secret, 0o640) == 0)
    let open = try offices[0].loket(line)
    #expect(open.code == 2 && open.errors.contains("chmod 600"), "\(open.errors)")
    #expect(chmod(secret, 0o600) == 0)
    for office in offices + offices {
      let outcome = try office.loket(line)
      #expect(
        outcome.code == 0 && outcome.output.contains("tersimpan di \(place)"), "\(outcome.output)\(outcome.errors)")
    }
    let people = try offices.map { try $0.loket(["export", "people"]).output }
    #expect(people[0].contains("KARTINI") && people[0] == people[1])
    let third = try Office(empty: ())
    let join = [
      "init", "--join", place, "--credentials", secret, "--device", "PC 3", "--supervisor", Office.supervisor,
    ]
    let joined = try third.loket(join + ["--pin", "-"], input: "\(Office.pin)\n")
    #expect(joined.code == 0, "\(joined.errors)")
    #expect(try third.loket(["export", "people"]).output == people[0])
    let nobody = try offices[0].loket(["sync", place, "--allow-unencrypted"])
    #expect(nobody.code == 2 && nobody.errors.contains("--credentials"), "\(nobody.errors)")
    let stranger = try offices[0].loket(["sync", place])
    #expect(stranger.code == 2 && stranger.errors.contains("--allow-unencrypted"), "\(stranger.errors)")
  }
}
