import FoundationEssentials
import LoketModel
import Testing

@testable import LoketRegistry

struct ExportTests {
  /// The awkward village, and a person who has something in every column.
  private func village() throws -> Registry {
    var registry = Registry()
    try importing(Array(Population.file.utf8), into: &registry)
    let lines = [
      PersonColumn.allCases.map(\.rawValue).joined(separator: ","),
      [
        "", "3376024505900001", "SITI NUR 'AISYAH", "2", "1990-05-05", "TEGAL", "1", "", "3376020101209999",
        "\"JL MAWAR 1, GANG 2\"", "009", "003", "3376021005", "'+6281234567890", "5", "15", "working", "2", "",
        "KRAJAN",
        "own", "Hj.", "S.Pd", "'=NUR", "phone", "mobile", "shared", "las:2:competency:elsewhere layanan-pelanggan:1",
        "placement:2026-11-01:signed contact:2026-10-01:form:2026-11-02", "1", "", "",
        "'-catatan; \"kutip\"", "catatan keluarga", "2026-03-01", "2026-03-02", "",
      ].joined(separator: ","),
    ]
    try importing(Array(lines.joined(separator: "\n").utf8), into: &registry, series: 0x5d)
    return registry
  }

  /// The table without the two columns of ids.
  private func withoutIds(_ text: String) -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var row = CSVRow()
    var table: [[String]] = []
    while reader.next(&row) { table.append(row.cells.map { CellGuard.plain(reader.text($0)) }) }
    let ids = (table.first ?? []).indices.filter { ["id", "householdId"].contains(table[0][$0]) }
    return table.map { cells in cells.indices.filter { !ids.contains($0) }.map { cells[$0] } }
  }

  @Test(
    "Import reads every form of the people's table back unchanged",
    arguments: [
      ExportForm(), ExportForm(isSpreadsheet: true), ExportForm(labels: .indonesian), ExportForm(labels: .english),
      ExportForm(isSpreadsheet: true, labels: .indonesian),
    ])
  func roundTrip(form: ExportForm) throws {
    let village = try village()
    let text = exporting(.people, village, form)
    var copy = Registry()
    let done = try importing(Array(text.utf8), into: &copy, series: 0x7d)
    #expect(done.rejections == [])
    #expect(done.summary.warnings.keys.filter { $0.hasPrefix("unclear/") || $0.hasPrefix("skill/") } == [])
    #expect(copy.count(.person) == 62)
    #expect(withoutIds(exporting(.people, copy)) == withoutIds(exporting(.people, village)))
  }

  @Test("An export that is imported where it came from changes nothing", arguments: [false, true])
  func home(isSpreadsheet: Bool) throws {
    var village = try village()
    let text = exporting(.people, village, ExportForm(isSpreadsheet: isSpreadsheet))
    let done = try importing(Array(text.utf8), into: &village, series: 0x7d)
    #expect(done.summary.changesNothing)
    #expect(done.summary.unchanged == 62)
  }

  @Test("The columns are the ones that the design names, and a person with everything fills them")
  func columns() throws {
    let table = exporting(.people, try village()).split(separator: "\r\n")
    #expect(
      table[0].hasPrefix(
        "id,nik,name,sex,birthDate,birthPlace,relation,householdId,familyCardNumber,address,rt,rw,village,phone,"
          + "education,occupation,employment,"))
    let row = try #require(table.first { $0.contains("'AISYAH") })
    #expect(row.contains("\"JL MAWAR 1, GANG 2\",009,003,3376021005,'+6281234567890,5,15,working"))
    #expect(row.contains(",'=NUR,phone,mobile,shared,las:2:competency:elsewhere layanan-pelanggan:1,placement:"))
    #expect(row.contains(",placement:2026-11-01:signed contact:2026-10-01:form:2026-11-02,1,"))
    #expect(row.contains("\"'-catatan; \"\"kutip\"\"\",catatan keluarga,2026-03-01,2026-03-02,"))
  }

  @Test("The same family registered by keys and by import exports identically but for the ids")
  func sameFamily() throws {
    var typed = Registry()
    let (home, head, wife) = (RecordRef(.household, "h"), RecordRef(.person, "p2"), RecordRef(.person, "p1"))
    func plan(_ changes: [(String, String)], _ ref: RecordRef) -> [Edit] {
      typed.plan(changes.map { FieldChange($0.0, $0.1) }, on: ref, basis: typed.basis(ref))
    }
    let family =
      plan(
        [
          ("familyCardNumber", Population.card(1)), ("cards/" + Population.card(1), "first"),
          ("address", "JL MELATI 1"),
          ("rt", "001"), ("rw", "002"), ("village", "3376021005"), ("head", "p2"),
        ], home)
      + plan(
        [
          ("nik", Population.nik(1, 2)), ("name", "IBU 1"), ("sex", "2"), ("birthDate", "1975-07-15"),
          ("household", "h"),
          ("birthPlace", "TEGAL"), ("relation", "3"), ("maritalStatus", "2"), ("education", "5"), ("occupation", "15"),
        ], wife)
      + plan(
        [
          ("nik", Population.nik(1, 1)), ("name", "BAPAK 1"), ("sex", "1"), ("birthDate", "1970-02-05"),
          ("birthPlace", "TEGAL"), ("household", "h"), ("maritalStatus", "2"), ("education", "5"), ("occupation", "15"),
          ("accepted/nik.birthDate", "yes"), ("standing", "1"),
        ], head)
    typed.write([Save(by: "petugas1", edits: family)])
    var imported = Registry()
    let rows = [Population.header] + Population.rows.prefix(2)
    try importing(Array(rows.joined(separator: "\n").utf8), into: &imported)
    #expect(withoutIds(exporting(.people, typed)) == withoutIds(exporting(.people, imported)))
    #expect(withoutIds(exporting(.people, typed)).count == 3)
  }

  @Test("A masked table shows no whole number, and import says so")
  func masked() throws {
    let village = try village()
    for kind in TableKind.allCases {
      for format in ExportFormat.allCases {
        let text = exporting(kind, village, ExportForm(format: format, isMasked: true))
        #expect(!text.contains("3376024505900001"))
        #expect(!text.contains("3376020101209999"))
        #expect(!text.contains("6281234567890"))
      }
    }
    let text = exporting(.people, village, ExportForm(isMasked: true))
    #expect(text.contains("337602******0001"))
    var other = Registry()
    let done = try importing(Array(text.utf8), into: &other)
    #expect(done.summary.peopleAdded == 0)
    #expect(done.rejections.allSatisfy { $0.reasons.contains { $0.phrase.rawValue.hasSuffix(".masked") } })
  }

  @Test("JSON lines and the JSON array hold the same records under the same keys", arguments: TableKind.allCases)
  func json(kind: TableKind) throws {
    let registry = try village()
    let lines = exporting(kind, registry, ExportForm(format: .jsonl)).split(separator: "\n").map(String.init)
    let array = exporting(kind, registry, ExportForm(format: .json))
    #expect(array == (lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"))
    let columns = kind.columns.map(\.key)
    for line in lines.prefix(3) {
      let object = try JSONDecoder().decode([String: AnyJSON].self, from: Data(line.utf8))
      #expect(Set(object.keys) == Set(columns))
      var last = line.startIndex
      for key in columns {
        let found = try #require(line[last...].firstRange(of: "\"\(key)\":"))
        last = found.upperBound
      }
    }
    let header = exporting(kind, registry).split(separator: "\r\n")[0].split(separator: ",").map(String.init)
    #expect(header == columns)
  }

  @Test("Labels turn codes and headers into words of the language")
  func labels() throws {
    let text = exporting(.people, try village(), ExportForm(labels: .indonesian))
    #expect(text.hasPrefix("ID,NIK,Nama,Jenis kelamin,Tanggal lahir,"))
    #expect(text.contains(",Perempuan,1990-05-05,TEGAL,Kepala Keluarga,"))
    #expect(exporting(.people, try village(), ExportForm(labels: .english)).contains(",Female,1990-05-05,"))
    let welding = Tracks.compiled.name(of: "las", .indonesian)
    #expect(
      text.contains("\(welding): Terampil: Sertifikat kompetensi: Dari tempat lain; Layanan pelanggan (CS): Dasar"))
  }

  @Test("Work hubs with their seats and experts go out; posts by shift stand in words with the labels")
  func work() throws {
    var registry = try village()
    let person = try #require(registry.people(nik: "3376024505900001").first)
    let day = "2026-11-01"
    registry.write([
      Save(
        by: "lurah",
        edits: [
          Edit(
            on: RecordRef(.workHub, "h1"), set: [FieldChange("name", "RUMAH KERJA SLEROK"), FieldChange("seats", "4")]),
          Edit(
            on: RecordRef(.hubSeat, "s1"),
            set: [("hub", "h1"), ("seat", "2"), ("shift", "night"), ("person", person.id), ("from", day)].map {
              FieldChange($0.0, $0.1)
            }),
          Edit(
            on: RecordRef(.expert, "e1"),
            set: [FieldChange("name", "BU RINI"), FieldChange("track", "las"), FieldChange("skills", "las listrik")]),
          Edit(
            on: RecordRef(.vacancy, "v1"),
            set: [("title", "CS"), ("posts", "5"), ("shifts/morning", "3"), ("shifts/afternoon", "2")].map {
              FieldChange($0.0, $0.1)
            }),
        ])
    ])
    let labelled = ExportForm(labels: .indonesian)
    #expect(exporting(.hubs, registry).contains("RUMAH KERJA SLEROK,,,4,"))
    #expect(exporting(.hubSeats, registry).contains(",RUMAH KERJA SLEROK,2,night,\(person.id),3376024505900001,"))
    #expect(exporting(.hubSeats, registry, labelled).contains(",2,Malam,"))
    #expect(exporting(.experts, registry, labelled).contains(",BU RINI,,,"))
    #expect(exporting(.experts, registry).contains(",las,las listrik,yes,"))
    #expect(exporting(.vacancies, registry).contains("morning=3"))
    let words = exporting(.vacancies, registry, labelled)
    #expect(words.contains("Pagi: 3") && words.contains("Siang: 2") && !words.contains("morning"))
    registry.write([Save(by: "lurah", edits: [Edit(on: person, set: [FieldChange("frozen", day)])])])
    #expect(!exporting(.hubSeats, registry).contains(person.id))
  }

  @Test("Void records are left out, and fields that nobody has decided are named")
  func voidAndUnsettled() throws {
    var village = try village()
    let gone = try #require(village.people(nik: Population.nik(1, 3)).first)
    village.write([Save(by: "penyelia", edits: [village.planVoid(gone, reason: "twice")])])
    let torn = try #require(village.people(nik: Population.nik(2, 3)).first)
    village.save(["name": "ANAK DUA"], at: line(77, 1), tick: 5, on: torn)
    let text = exporting(.people, village, ExportForm(format: .jsonl))
    #expect(!text.contains(Population.nik(1, 3)))
    let row = try #require(text.split(separator: "\n").first { $0.contains(Population.nik(2, 3)) })
    #expect(row.hasSuffix("\"unsettled\":[\"name\"]}"))
    #expect(text.ranges(of: "\"unsettled\":[]").count == 60)
  }

  @Test("Members stand head first, then by relation, birth date and name")
  func order() throws {
    var registry = Registry()
    let card = Population.card(1)
    let rows = [
      "nama,no_kk,kk_level,tanggallahir", "B,\(card),4,2001-01-01", "A,\(card),4,2001-01-01", "C,\(card),4,1999-01-01",
      "D,\(card),3,1980-01-01", "E,\(card),,", "F,\(card),1,1979-01-01", "G,\(card),11,1950-01-01",
    ]
    try importing(Array(rows.joined(separator: "\n").utf8 + [10]), into: &registry)
    let names = exporting(.people, registry).split(separator: "\r\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(names == ["F", "D", "C", "A", "B", "G", "E"])
  }

  @Test("A large table is handed over in pieces")
  func pieces() throws {
    var registry = Registry()
    let rows = (0..<900).map { "ORANG NOMOR \($0),\(3_376_020_101_200_000 + $0),1" }
    try importing(
      Array((["nama,no_kk,kk_level"] + rows).joined(separator: "\n").utf8 + [10]), into: &registry, households: 900)
    var sizes: [Int] = []
    let count = Export(.people).write(registry) { sizes.append($0.count) }
    #expect(count == 900)
    #expect(sizes.count > 1)
    #expect(sizes.dropLast().allSatisfy { (65_536..<70_000).contains($0) })
  }
}

/// Any value of JSON, for asking which keys an object has.
private struct AnyJSON: Decodable {
  init(from decoder: any Decoder) throws { _ = try decoder.singleValueContainer() }
}
