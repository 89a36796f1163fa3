// `loket conflicts` on two data folders that exchange their sealed segments: what differs, who said it, and how it is masked.
import FoundationEssentials
import ProcessSupport
import Testing

@Suite(.serialized)
struct ConflictsTests {
  private static func people(nik: String) -> String {
    """
    \(OpenSIDFile.header)
    JL MELATI 1,,1,3,MUHAMMAD FAUZI,3376021508000001,\(nik),1,TEGAL,1969-08-05,1,5,,15,2,1,1

    """
  }

  /// The sealed segments of one folder beside those of the other, as a stick would bring them.
  private func carry(_ from: Office, to other: Office) throws {
    let folders = [from.data + "/journal/.", other.data + "/journal/"]
    let copied = try ChildProcess("/bin/cp", ["-r"] + folders, environment: [:]).finish()
    #expect(copied.code == 0, "\(copied.errors)")
  }

  @Test(
    "Two PCs that gave one person two NIK are listed alike on both, with PC, account and time, and masked on request")
  func twoNumbers() throws {
    let (first, second) = (try Office(), try Office())
    #expect(try first.loket(["conflicts", "--format", "json"]).output.filter { !$0.isWhitespace } == "[]")
    _ = try first.loket(["import", try first.file("warga.csv", Self.people(nik: ""))])
    try carry(first, to: second)
    for (office, nik) in [(first, "3376020508690001"), (second, "3376020508690002")] {
      let imported = try office.loket(["import", try office.file("warga.csv", Self.people(nik: nik))])
      #expect(imported.code == 0, "\(imported.output)\(imported.errors)")
    }
    try carry(first, to: second)
    try carry(second, to: first)
    let lines = try [first, second].map { try $0.loket(["conflicts", "--lang", "en"]).output }
    #expect(lines[0] == lines[1])
    let line = lines[0].split(separator: "\n").first { $0.contains("nik,nikReason") } ?? ""
    let columns = line.split(separator: "\t").map(String.init)
    #expect(columns.count == 6 && columns.first == "conflict", "\(lines[0])")
    #expect(columns.dropFirst(2).first == "MUHAMMAD FAUZI")
    #expect(line.contains("3376020508690001 [PC 1 system:") && line.contains("3376020508690002 [PC 1 system:"))

    let masked = try first.loket(["conflicts", "--masked", "--format", "json"])
    #expect(masked.code == 0 && !masked.output.contains("3376020508690001"), "\(masked.errors)")
    #expect(masked.output.contains("337602******0001") && masked.output.contains("\"clock\" : \"ok\""))

    // Who takes the shown number for the truth is told; and the mark is no data on the way back.
    let exported = try first.loket(["export", "people", "--format", "jsonl"]).output
    #expect(exported.contains(#""unsettled":["nik","nikReason"]"#), "\(exported)")
    let csv = try first.loket(["export", "people"]).output
    #expect(csv.contains("nik nikReason"))
    let again = try first.loket(["import", try first.file("lagi.csv", csv), "--dry-run"])
    #expect(again.code == 0, "\(again.output)\(again.errors)")
  }
}
