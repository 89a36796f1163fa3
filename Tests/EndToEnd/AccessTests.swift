// Must show 5: the trace after a look, a print, an export and a command; and commands that run as somebody.
import FoundationEssentials
import ProcessSupport
import Testing

@Suite(.serialized)
struct AccessTests {
  private static let nik = "3376024508680003"
  private static let table = "no_kk,nik,nama,kk_level\n3376021203150007,\(nik),SITI AMINAH,1\n"

  private struct Line: Decodable {
    let at: String
    let by: String
    let act: String
    let kind: String?
    let on: String
    let count: Int
  }

  private func office() throws -> Office {
    let office = try Office()
    #expect(try office.loket(["import", office.file("warga.csv", Self.table)] + at("09:00")).code == 0)
    return office
  }

  /// The lines of one second have no order among several programs: each step has a minute of its own.
  private func at(_ time: String) -> [String] { ["--clock", "2026-11-23T\(time):00+07:00"] }

  private func asLurah(
    _ office: Office, _ line: [String], _ time: String = "12:00", pin: String = Office.pin
  ) throws -> Outcome {
    try office.loket(line + at(time) + ["--as", "lurah", "--pin", "-"], input: "\(pin)\n")
  }

  @Test("After a look, a print, an export and a command the trace of the person has each of them, the newest first")
  func everything() throws {
    let office = try office()
    let terminal = try office.terminal(at("10:00"))
    try office.signIn(terminal)
    try terminal.type(Self.nik)
    try terminal.wait(for: "SITI AMINAH")
    try terminal.press("Enter")
    try terminal.wait(for: "337602 450868 0003")
    try terminal.press("End")
    try terminal.wait(for: "Siapa membuka")
    try terminal.press("Enter")
    try terminal.wait(for: "mencari · NIK")
    #expect(try terminal.screen().description.contains("membuka · jejak akses"))
    try terminal.cutPower()

    #expect(try asLurah(office, ["print", "receipt", "3376021203150007"], "10:01").code == 0)
    #expect(try office.loket(["export", "people"] + at("10:02")).code == 0)
    let outcome = try asLurah(office, ["report", "access", "--person", Self.nik, "--format", "json"], "10:03")
    #expect(outcome.code == 0)
    let lines = try JSONDecoder().decode([Line].self, from: Data(outcome.output.utf8))
    #expect(
      lines.map { "\($0.act) \($0.kind ?? "-")" } == [
        "opened access", "exported -", "printed -", "opened access", "opened -", "searched nik",
      ])
    #expect(lines[1].by.hasPrefix("system:") && lines[1].on == "list/people" && lines[1].count == 1)
    #expect(lines[2].by == "lurah" && lines[2].on.hasPrefix("household/"))
    #expect(Set(lines.dropFirst(3).map(\.by)) == ["lurah"])
    #expect(!outcome.output.contains(Self.nik))
    #expect(!outcome.output.contains("SITI"))

    let text = try asLurah(office, ["report", "access", "--person", Self.nik, "--by", "lurah"]).output
    let rows = text.split(separator: "\n").map(String.init)
    #expect(rows.first == "Jejak akses SITI AMINAH (337602******0003): 6 kali")
    #expect(rows.dropFirst().allSatisfy { $0.contains("\tlurah\tPC 1\t") })
    #expect(
      try asLurah(office, ["report", "access", "--person", Self.nik, "--date", "01-01-2020"]).output
        .split(separator: "\n").count == 1)
    #expect(try asLurah(office, ["report", "access", "--person", "3376020101010009"]).code == 2)
  }

  @Test("A command with --as wants the PIN, and the screen and the commands count the wrong ones together")
  func wrongPINs() throws {
    let office = try office()
    let asked = try office.loket(["export", "people", "--as", "lurah"])
    #expect(asked.code == 2 && asked.output == "")
    #expect(try office.loket(["export", "people", "--pin", "-"], input: "246810\n").code == 2)
    for _ in 0..<2 { #expect(try asLurah(office, ["export", "people"], pin: "135790").code == 2) }
    // The screen and the commands count together.
    let terminal = try office.terminal(at("13:00"))
    try terminal.type("135790")
    try terminal.press("Enter")
    try terminal.wait(for: "Tunggu 5 detik")
    let early = try asLurah(office, ["export", "people"])
    #expect(early.code == 2 && early.output == "")
    #expect(early.errors.contains("Tunggu"))
  }

  @Test("The role decides what a command may do: each role against each command")
  func roles() throws {
    let office = try SampleRoles()
    let table = office.folder.path + "/baru.csv"
    try Data(Self.table.utf8).write(to: URL(filePath: table))
    let commands: [(line: [String], allowed: String)] = [
      (["import", table, "--dry-run"], "CSA"), (["export", "people"], "SH"), (["export", "people", "--masked"], "SH"),
      (["duplicates"], "CSHO"), (["report", "access"], "SH"), (["print", "blank"], "CSH"),
      (["backup", office.folder.path + "/c.loket"], "SHA"),
    ]
    for (letter, login, pin) in SampleRoles.accounts {
      for command in commands {
        let outcome = try office.loket(command.line + ["--as", login, "--pin", "-"], input: "\(pin)\n")
        let isAllowed = command.allowed.contains(letter)
        #expect((outcome.code == 0) == isAllowed, "\(login) \(command.line): \(outcome.errors)")
        if !isAllowed {
          #expect(outcome.code == 2 && outcome.output == "", "\(login) \(command.line)")
          #expect(outcome.errors.contains("Hanya untuk"), "\(login) \(command.line): \(outcome.errors)")
        }
      }
    }
  }
}

/// The sample office, which has an account of every role.
private struct SampleRoles {
  static let accounts: [(Character, String, String)] = [
    ("C", "petugas1", "135791"), ("S", "lurah", "246810"), ("H", "pimpinan", "864201"), ("M", "pendamping", "112358"),
    ("A", "pengelola", "314159"), ("O", "pengamat", "271828"),
  ]

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try loket(["generate", "--households", "5"])
  }

  func loket(_ arguments: [String], input: String = "") throws -> Outcome {
    let settings = environment(with: ["LOKET_DATA": folder.file("data"), "HOME": folder.path])
    return try ChildProcess(BuiltPrograms.loket, arguments, environment: settings).finish(input: input)
  }
}
