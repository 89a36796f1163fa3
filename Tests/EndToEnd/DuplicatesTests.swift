// `loket duplicates` on imported people: which pairs it lists, how it names them, and what it leaves out.
import ProcessSupport
import Testing

@Suite(.serialized)
struct DuplicatesTests {
  private static let people = """
    \(OpenSIDFile.header)
    JL MELATI 1,,1,3,MUHAMMAD FAUZI,3376021508000001,3376020508690001,1,TEGAL,1969-08-05,1,5,,15,2,1,1
    JL MELATI 9,,1,3,MOCHAMAD PAUZI,3376021508000002,,1,TEGAL,1969-08-05,1,5,,15,2,1,1
    JL KENANGA 4,,2,5,SITI RAHAYU,3376021508000003,3376025203800007,2,TEGAL,1980-03-12,1,5,,15,2,1,1

    """

  @Test("A pair is listed with how sure it is, both people and why; whoever is alone is not; no NIK stands there whole")
  func listed() throws {
    let office = try Office()
    let imported = try office.loket(["import", try office.file("warga.csv", DuplicatesTests.people)])
    #expect(imported.output.contains("1 pasangan kemungkinan besar satu orang"), "\(imported.output)\(imported.errors)")
    let outcome = try office.loket(["duplicates", "--lang", "en"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 1, "\(outcome.output)")
    let columns = lines.first?.split(separator: "\t").map(String.init) ?? []
    #expect(columns.count == 9 && columns.prefix(2) == ["person", "surely"])
    #expect(Set([columns.dropFirst(4).first, columns.dropFirst(7).first]) == ["MUHAMMAD FAUZI", "MOCHAMAD PAUZI"])
    #expect(columns.last == "same name in another spelling, same birth date; one RT")
    #expect(!outcome.output.contains("3376020508690001") && !outcome.output.contains("SITI"))
  }

  @Test("As JSON the same pair has its fields, and an office without pairs prints an empty array")
  func json() throws {
    let office = try Office()
    #expect(try office.loket(["duplicates", "--format", "json"]).output.filter { !$0.isWhitespace } == "[]")
    _ = try office.loket(["import", try office.file("warga.csv", DuplicatesTests.people)])
    let outcome = try office.loket(["duplicates", "--format", "json"])
    #expect(outcome.output.contains("\"level\" : \"surely\""), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("\"sentence\" : \"nama sama"))
    #expect(!outcome.output.contains("3376020508690001"))
  }

  @Test("Households with one address and one head's name are listed, and so is a household whose head died")
  func households() throws {
    let office = try Office()
    let people = """
      \(OpenSIDFile.header),status_dasar
      JL MELATI 1,,1,3,MUHAMMAD FAUZI,3376021508000001,,1,TEGAL,1969-08-05,1,5,,15,2,1,1,1
      JALAN MELATI NO. 1,,1,3,MOH. FAUZI,3376021508000002,,1,TEGAL,1990-01-07,1,5,,15,2,1,1,1
      JL KENANGA 4,,2,5,SITI RAHAYU,3376021508000003,3376025203800007,2,TEGAL,1980-03-12,1,5,,15,2,1,1,2

      """
    _ = try office.loket(["import", try office.file("warga.csv", people)])
    let lines = try office.loket(["duplicates", "--lang", "en"]).output.split(separator: "\n").map(String.init)
    #expect(
      lines.contains { $0.hasPrefix("household\tprobably\t") && $0.hasSuffix("the heads have one name, one address") })
    #expect(lines.contains { $0.hasPrefix("household\todd\t") && $0.contains("SITI RAHAYU\t-\t-\t-\tthe head died") })
    #expect(lines.count == 2, "\(lines)")
  }

  @Test("An import that brings only people who are in the register already counts no new pair")
  func nothingNew() throws {
    let office = try Office()
    let file = try office.file("warga.csv", DuplicatesTests.people)
    _ = try office.loket(["import", file])
    let again = try office.loket(["import", file, "--format", "json"])
    #expect(again.output.contains("\"duplicates\" : 0"), "\(again.output)\(again.errors)")
  }
}
