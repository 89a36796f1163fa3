// `loket report --offices`: two offices on one stick, counted as one city.
import FoundationEssentials
import ProcessSupport
import Testing

@Suite(.serialized)
struct ManyOfficesTests {
  /// Two offices that registered the same woman, both on one stick.
  private static func city() throws -> (office: Office, stick: String) {
    let office = try Office()
    let stick = office.folder.file("stik")
    try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: false)
    let second = office.folder.file("kedua")
    let line = ["init", "--data", second, "--office", "33.76.02.1001", "--device", "PC 1", "--supervisor", "lurah"]
    #expect(try office.loket(line + ["--pin", "-"], input: "\(Office.pin)\n").code == 0)
    let families = [(office.data, "SLAMET", "3376021508000011"), (second, "TONO", "3376021508000012")]
    for (data, head, card) in families {
      let file = try office.file(
        "warga.csv",
        """
        \(OpenSIDFile.header)
        JL MELATI 4,,1,3,\(head),\(card),337602\(head == "TONO" ? "1508690012" : "1508690011"),1,TEGAL,1969-08-15,1,5,,15,2,1,1
        JL MELATI 4,,1,3,SITI AMINAH,\(card),3376025508700003,2,TEGAL,1970-08-15,1,5,,15,2,3,2

        """)
      let imported = try office.loket(["import", file, "--data", data])
      #expect(imported.code == 0, "\(imported.output)\(imported.errors)")
      #expect(try office.loket(["sync", stick, "--data", data]).code == 0)
    }
    return (office, stick)
  }

  @Test("A woman whom two offices registered is one person of the city, in a table, as CSV and as JSON")
  func rollUp() throws {
    let (office, stick) = try Self.city()
    let table = try office.loket(["report", "offices", "--offices", stick])
    #expect(table.code == 0 && table.errors.isEmpty, "\(table.errors)")
    for text in ["2 kantor di \(stick)", "3376021001 ", "Orang yang berbeda: 3.", "1 ada di lebih dari satu kantor"] {
      #expect(table.output.contains(text), "\(table.output)")
    }
    #expect(table.output.split(separator: "\n").allSatisfy { $0.count <= 78 + stick.count })
    let csv = try office.loket(["report", "offices", "--offices", stick, "--format", "csv"]).output
    for line in [
      "office,figure,count", "3376021005,people,2", "all,people,4", "all,persons,3", "all,inSeveralOffices,1",
    ] {
      #expect(csv.contains(line + "\n"), "\(csv)")
    }
    let json = try office.loket(["report", "offices", "--offices", stick, "--format", "json"]).output
    #expect(json.contains("\"inSeveralOffices\" : 1") && json.contains("\"uncounted\" : [\n\n  ]"), "\(json)")
    let daily = try office.loket(["report", "daily", "--offices", stick])
    #expect(daily.code == 0 && daily.output.contains("keluarga impor"), "\(daily.output)")
  }

  @Test("A damaged file is named and costs its own office alone; what cannot be a city is said")
  func refused() throws {
    let (office, stick) = try Self.city()
    let names = try FileManager.default.subpathsOfDirectory(atPath: stick)
      .filter { $0.hasPrefix("loket1/3376021005/") && !$0.contains("access") && $0.hasSuffix(".jsonl") }
    for name in names {
      var bytes = try Data(contentsOf: URL(filePath: "\(stick)/\(name)"))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(filePath: "\(stick)/\(name)"))
    }
    let outcome = try office.loket(["report", "offices", "--offices", stick, "--format", "csv"])
    #expect(outcome.code == 1 && names.allSatisfy { outcome.errors.contains($0) }, "\(outcome.errors)")
    #expect(outcome.output.contains("3376021005,people,0\n") && outcome.output.contains("3376021001,people,2\n"))
    #expect(outcome.output.contains("all,uncounted,\(names.count)\n"))
    let empty = try TemporaryFolder()
    for line in [
      ["report", "offices"], ["report", "offices", "--offices", empty.path],
      ["report", "offices", "--offices", stick + "/tidak-ada"], ["report", "daily", "--format", "csv"],
    ] {
      let outcome = try office.loket(line)
      #expect(outcome.code == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(line) \(outcome.errors)")
    }
  }
}
