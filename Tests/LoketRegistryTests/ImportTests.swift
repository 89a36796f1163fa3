import LoketModel
import Testing

@testable import LoketRegistry

struct ImportTests {
  private let file = Array(Population.file.utf8)

  private func person(_ registry: Registry, _ nik: String) throws -> Person {
    try #require(registry.people(nik: nik).first.flatMap { registry.person($0.id) })
  }

  private func household(_ registry: Registry, _ family: Int) throws -> Household {
    let ref = try #require(registry.households(cardNumber: Population.card(family)).first)
    return try #require(registry.household(ref.id))
  }

  @Test("An awkward village file comes in whole but for the rows that nobody could read")
  func summary() throws {
    var registry = Registry()
    let done = try importing(file, into: &registry)
    #expect(done.summary.rows == 68)
    #expect(done.summary.households == 20)
    #expect(done.summary.householdsAdded == 20)
    #expect(done.summary.peopleAdded == 61)
    #expect(done.summary.rejected == Population.rejectedRows)
    #expect(done.summary.questions == 1)
    #expect(done.summary.unchanged == 0)
    #expect(done.encoding == .utf8)
    #expect(registry.count(.household) == 20)
    #expect(registry.count(.person) == 61)
    #expect(registry.conflicts().isEmpty)
  }

  @Test("What steers a terminal or turns a line round does not come in from a file")
  func filtered() {
    #expect(ImportCell.text("SITI\u{1b}[2J \u{202e}NUR\u{200b}\tAINI") == .value("SITI[2J NUR AINI"))
  }

  @Test("Every row whose NIK disagrees with the birth date is warned of, and none is refused for it")
  func warnings() throws {
    var registry = Registry()
    let done = try importing(file, into: &registry)
    #expect(done.summary.warnings["nik.birthDate"] == 60 - 1 + 1)
    #expect(done.summary.warnings["nik.sex"] == 20)
    let line = done.summary.lines(Wording(.indonesian)).first { $0.hasPrefix("Periksa, 60 baris") }
    #expect(line?.contains("baris 2") == true)
  }

  @Test("A family without a head comes in undecided; of two heads the first is head and the second a question")
  func heads() throws {
    var registry = Registry()
    try importing(file, into: &registry)
    #expect(try household(registry, 7).head == nil)
    let two = try household(registry, 8)
    #expect(try two.head == person(registry, Population.nik(8, 1)).id)
    let second = try person(registry, Population.nik(8, 2))
    #expect(second.relation == nil)
    let question = try #require(registry.entries(about: "person/" + second.id).first)
    #expect(question.action == "question")
    #expect(registry.value(RecordRef(.entry, question.id), "question/relation") == "1")
  }

  @Test("Addresses, RT, RW, dates and absent numbers are put right as the field writes them")
  func values() throws {
    var registry = Registry()
    try importing(file, into: &registry)
    #expect(try household(registry, 4).rt == "007")
    #expect(try household(registry, 4).rw == "002")
    #expect(try household(registry, 5).rw == "002")
    #expect(try household(registry, 1).village == "3376021005")
    #expect(try household(registry, 2).address == "JL MELATI 4")
    #expect(try person(registry, Population.nik(1, 3)).birthDate == "2000-02-29")
    #expect(try person(registry, Population.nik(1, 2)).birthDate == "1975-07-15")
    #expect(try person(registry, Population.nik(17, 4)).birthDate == "2000-01-01")
    #expect(try person(registry, Population.nik(17, 4)).name == "H. SLAMET, S.Pd")
    #expect(try person(registry, Population.nik(6, 2)).name == "SITI NI'MAH")
    #expect(try person(registry, Population.nik(3, 1)).name == "SUPARMAN")
    let unchecked = try #require(registry.members(of: household(registry, 9).id).first { $0.nik == nil })
    #expect(unchecked.name == "ANAK 9")
    #expect(unchecked.nikReason == "unchecked")
    #expect(unchecked.registeredOn == importDay.iso)
    // Religion, blood group and the other columns without a purpose are nowhere.
    let fields = Set(registry.values(RecordRef(.person, unchecked.id)).keys)
    #expect(fields.isSubset(of: Set(Person.fieldNames)))
  }

  @Test("Each rejected row says why, in the office's words")
  func reasons() throws {
    var registry = Registry()
    let done = try importing(file, into: &registry)
    let phrases = done.rejections.map { $0.reasons.map(\.phrase.rawValue) }
    #expect(
      phrases == [
        ["import.nik.scientific"], ["import.nik.twice"], ["import.nik.lostZero"], ["import.date.impossible"],
        ["import.row.noName"], ["import.row.noHousehold"], ["import.card.scientific"],
      ])
    #expect(done.rejections.map(\.line) == [62, 63, 64, 65, 66, 67, 68])
    let text = String(decoding: done.rejectedCSV(Wording(.indonesian)), as: UTF8.self)
    #expect(text.hasPrefix("\u{feff}baris;alasan;alamat;dusun;rw;rt;nama;no_kk;nik;"))
    #expect(text.contains("bilangan ilmiah"))
  }

  @Test("The same file again changes nothing, and asks nothing twice")
  func repeating() throws {
    var registry = Registry()
    try importing(file, into: &registry)
    let lines = registry.lineCount
    var again = try Import(file, by: "petugas1", day: importDay, village: "3376021005") { Identifier(high: 9, low: 9) }
    while let saves = again.nextBatch(in: registry) { #expect(saves.isEmpty) }
    #expect(again.summary.changesNothing)
    #expect(again.summary.unchanged == 60)
    #expect(again.summary.rejected == Population.rejectedRows)
    #expect(registry.lineCount == lines)
  }

  @Test("A corrected file of rejected rows completes the families, and may be imported twice")
  func corrected() throws {
    var registry = Registry()
    let first = try importing(file, into: &registry)
    var text = String(decoding: first.rejectedCSV(Wording(.indonesian)), as: UTF8.self)
    let corrections = [
      ("3.37602E+15;1;TEGAL;1980", "3376020101800104;1;TEGAL;1980"),
      ("\"\"\(Population.nik(1, 1))", "\"\"3376020101010111"),
      ("337602150799101\"", "3376021507991019\""), ("TEGAL;2001-02-29", "TEGAL;2001-02-28"),
      (";;\"=\"\"\(Population.card(14))", ";TAK LAGI KOSONG;\"=\"\"\(Population.card(14))"),
      ("ANAK TANPA KK;", "ANAK TANPA KK;\(Population.card(15))"), ("3.37602E+15;", Population.card(16) + ";"),
    ]
    for (wrong, right) in corrections {
      #expect(text.contains(wrong))
      text = text.replacing(wrong, with: right, maxReplacements: 1)
    }
    let second = try importing(Array(text.utf8), into: &registry, series: 0x2d)
    #expect(second.rejections.map(\.reasons) == [])
    #expect(second.summary.peopleAdded == Population.rejectedRows)
    #expect(second.summary.householdsAdded == 0)
    #expect(registry.count(.person) == 68)
    let third = try importing(Array(text.utf8), into: &registry, series: 0x3d)
    #expect(third.summary.changesNothing)
    #expect(third.summary.unchanged == Population.rejectedRows)
  }

  @Test("A later file completes what is missing, matched without a NIK by card, name key and birth date")
  func completing() throws {
    var registry = Registry()
    let card = Population.card(1)
    let poor = ["nama,no_kk,tanggallahir", "MUHAMMAD ALI,\(card),1990-05-01", "SUPARMI,\(card),", ""]
    try importing(Array(poor.joined(separator: "\n").utf8), into: &registry)
    let rich = [
      "nama;no_kk;nik;tanggallahir;kk_level;sex;alamat;rt;rw",
      "MOH. ALI;\(card);3376020105900001;1/5/1990;1;1;JL A;1;2",
      "Suparmi;\(card);;2/6/1992;3;2;JL A;1;2",
    ]
    let done = try importing(Array(rich.joined(separator: "\r\n").utf8), into: &registry, series: 0x2d)
    #expect(registry.count(.person) == 2)
    #expect(done.summary.completed == 3)
    let ali = try person(registry, "3376020105900001")
    #expect(ali.name == "MUHAMMAD ALI")
    #expect(ali.nikReason == nil)
    let family = try household(registry, 1)
    #expect(family.head == ali.id)
    #expect(family.address == "JL A")
    #expect(registry.members(of: family.id).map(\.relation) == ["1", "3"])
    #expect(registry.members(of: family.id).map(\.birthDate) == ["1990-05-01", "1992-06-02"])
    // The name is spelt otherwise: asked, not overwritten.
    #expect(done.summary.questions == 1)
    let question = try #require(registry.entries(about: "person/" + ali.id).first { $0.action == "question" })
    #expect(registry.value(RecordRef(.entry, question.id), "question/name") == "MOH. ALI")
    #expect(registry.conflicts().isEmpty)
  }

  @Test("Different data of a known NIK is a question and never an overwrite")
  func questions() throws {
    var registry = Registry()
    try importing(file, into: &registry)
    let changed = Population.row(
      "BAPAK SATU", card: Population.card(2), nik: Population.nik(1, 1), born: "1971-01-01", relation: "9")
    let other = [Population.header, changed].joined(separator: "\n") + "\n"
    let before = registry.values(RecordRef(.person, try person(registry, Population.nik(1, 1)).id))
    let done = try importing(Array(other.utf8), into: &registry, series: 0x2d)
    let now = try person(registry, Population.nik(1, 1))
    #expect(registry.values(RecordRef(.person, now.id)) == before)
    #expect(done.summary.questions == 1)
    #expect(done.summary.peopleAdded == 0)
    let question = try #require(registry.entries(about: "person/" + now.id).first { $0.action == "question" })
    let offers = registry.elements(RecordRef(.entry, question.id), "question")
    #expect(offers.map(\.element).sorted() == ["birthDate", "household", "maritalStatus", "name", "relation"])
    let again = try importing(Array(other.utf8), into: &registry, series: 0x3d)
    #expect(again.summary.questions == 0)
  }

  @Test("A family that got a new card is known by its people's NIK, and the number is a question")
  func newCard() throws {
    var registry = Registry()
    try importing(file, into: &registry)
    let lines = [
      "nama,no_kk,nik", "BAPAK 1,3376020000009999,\(Population.nik(1, 1))",
      "IBU 1,3376020000009999,\(Population.nik(1, 2))",
    ]
    let done = try importing(Array(lines.joined(separator: "\n").utf8 + [10]), into: &registry, series: 0x2d)
    #expect(done.summary.householdsAdded == 0)
    #expect(done.summary.questions == 1)
    let family = try household(registry, 1)
    let question = try #require(registry.entries(about: "household/" + family.id).first { $0.action == "question" })
    #expect(registry.value(RecordRef(.entry, question.id), "question/familyCardNumber") == "3376020000009999")
  }

  @Test("The whole import is one entry, which has its numbers only when all is in")
  func entry() throws {
    var registry = Registry()
    let ids = IdentifierSource()
    var work = try Import(file, by: "petugas1", day: importDay, village: nil) { ids.next() }
    registry.write(work.nextBatch(households: 5, in: registry) ?? [])
    let entry = registry.entries(day: importDay).first { $0.action == "import" }
    #expect(entry != nil && entry?.summary == nil)
    while let saves = work.nextBatch(households: 5, in: registry) { registry.write(saves) }
    let done = registry.entries(day: importDay).filter { $0.action == "import" }
    #expect(done.count == 1)
    let summary = try #require(done.first?.summary.flatMap { ImportSummary(stored: $0) })
    #expect(summary.peopleAdded == 61)
    #expect(summary.stored == work.summary.stored)
    #expect(registry.conflicts().isEmpty)
  }

  @Test("An import's entry keeps what its rules doubted, and approving it verifies each of its rows")
  func entryOfRows() throws {
    var registry = Registry()
    let done = try importing(file, into: &registry)
    let entry = try #require(registry.all(.entry).first { registry.value($0, "action") == "import" })
    #expect(registry.importSummary(of: entry.id) == done.summary)
    #expect(registry.doubts(of: entry.id) == .importWarnings)
    #expect(registry.records(of: entry.id).filter { $0.kind == .household }.count == 20)
    #expect(registry.records(of: entry.id, limit: 3).count <= 3)
    #expect(registry.verified(.person) == 0)
    registry.save(
      ["state": "approved", "stateDay": "2026-11-22"], at: line(901, 1), tick: registry.highestTick + 1, on: entry)
    #expect(registry.verified(.person) == 61)
    #expect(registry.verified(.household) == 20)
  }

  @Test("An import that is cut off and begun anew brings everybody in, and nobody twice", arguments: [1, 3, 12])
  func cutOff(batches: Int) throws {
    var registry = Registry()
    let ids = IdentifierSource()
    var work = try Import(file, by: "petugas1", day: importDay, village: nil) { ids.next() }
    for _ in 0..<batches { if let saves = work.nextBatch(households: 1, in: registry) { registry.write(saves) } }
    try importing(file, into: &registry, series: 0x2d)
    #expect(registry.count(.person) == 61)
    #expect(registry.count(.household) == 20)
    #expect(Set(registry.all(.person).compactMap { registry.value($0, "nik") }).count == 60)
  }
}

struct ImportJudgeTests {
  private func doubts(_ lines: [String]) throws -> [String: Int] {
    var registry = Registry()
    let text = (["nama;no_kk;nik;tanggallahir;sex"] + lines).joined(separator: "\n") + "\n"
    return try importing(Array(text.utf8), into: &registry).summary.warnings
  }

  @Test("A number that says what the row says raises no doubt, whoever comes before it")
  func agreeing() throws {
    let card = Population.card(1)
    #expect(
      try doubts([
        "A;\(card);3376020105900001;1990-05-01;1", "B;\(card);3376024105900001;1990-05-01;2",
        "C;\(card);3376026902000001;2000-02-29;2",
      ]) == [:])
  }

  @Test("Each doubt about a number is counted under its rule")
  func doubting() throws {
    let card = Population.card(1)
    #expect(
      try doubts([
        "A;\(card);3376020105900001;1990-05-01;1", "B;\(card);3376020105900002;1990-05-02;1",
        "C;\(card);3376020105900003;1990-05-01;2", "D;\(card);3376020105900000;1990-05-01;1",
        "E;\(card);3376990105900001;1990-05-01;1", "F;\(card);3376990105900002;1990-05-01;1",
        "G;\(card);3376020199900001;1990-05-01;1",
      ]) == ["nik.birthDate": 1, "nik.sex": 1, "nik.serial": 1, "nik.district": 2, "nik.month": 1])
  }

  @Test("A cell that nobody can read is left empty, counted by its column, and the person comes in")
  func unclear() throws {
    var registry = Registry()
    let text = "nama;no_kk;sex;telepon;rt\nA;\(Population.card(1));X;12;satu\n"
    let done = try importing(Array(text.utf8), into: &registry)
    #expect(done.summary.peopleAdded == 1)
    #expect(done.summary.warnings == ["unclear/sex": 1, "unclear/phone": 1, "unclear/rt": 1])
    let phone = try #require(done.summary.examples["unclear/phone"]).message
    #expect(Wording(.indonesian).text(phone) == "Kolom telepon: \"12\" tidak dikenal, dibiarkan kosong.")
  }

  @Test("A birth place that is a number is doubted, whatever else the row says, and the person comes in")
  func birthPlaceOfDigits() throws {
    var registry = Registry()
    let text = "nama;no_kk;nik;tempatlahir\nA;\(Population.card(1));;3376\nB;\(Population.card(1));;TEGAL\n"
    let done = try importing(Array(text.utf8), into: &registry)
    #expect(done.summary.peopleAdded == 2)
    #expect(done.summary.warnings == ["birthPlace.letters": 1])
  }

  @Test("A file that is no table of people says what its first row reads")
  func columns() {
    #expect(throws: ImportProblem.columns(["kode", "nama"])) {
      _ = try Import(Array("kode,nama\n33.76,Kota Tegal\n".utf8), by: "x", day: importDay, village: nil) {
        Identifier(high: 0, low: 0)
      }
    }
    #expect(throws: ImportProblem.text(.spreadsheet)) {
      _ = try Import([0x50, 0x4b, 0x03, 0x04, 0x00], by: "x", day: importDay, village: nil) {
        Identifier(high: 0, low: 0)
      }
    }
  }

  @Test("Half a file says that its last row is cut, and takes the rows before it")
  func halfAFile() throws {
    var registry = Registry()
    let whole = Population.file
    let cut = try #require(whole.firstRange(of: "BAPAK 9,"))
    let done = try importing(Array(whole[..<cut.upperBound].utf8), into: &registry)
    #expect(done.rejections.map { $0.reasons.map(\.phrase.rawValue) } == [["import.row.cut"]])
    #expect(done.summary.peopleAdded == 24)
  }

  @Test("A comma that nobody quoted rejects its row and no other; a bad quote and a NUL too")
  func brokenRows() throws {
    var registry = Registry()
    let card = Population.card(1)
    let text =
      "nama,no_kk,alamat\nA,\(card),JL A\nB,\(card),JL B, RT 1\n\"C,\(card),JL C\nD\0,\(card),JL D\nE,\(card),JL E\n"
    let done = try importing(Array(text.utf8), into: &registry)
    #expect(done.summary.peopleAdded == 2)
    #expect(
      done.rejections.map { $0.reasons.map(\.phrase.rawValue) } == [
        ["import.row.columns"], ["import.row.quote"], ["import.row.control"],
      ])
    #expect(done.rejections.map(\.line) == [3, 4, 5])
  }

  @Test(
    "Dates come as ISO, day first, day numbers, with a time, and say what is wrong",
    arguments: [
      ("1990-05-01", "1990-05-01"), ("1/5/1990", "1990-05-01"), ("01-05-1990", "1990-05-01"), ("32994", "1990-05-01"),
      ("1990-05-01 00:00:00", "1990-05-01"), ("36526.0", "2000-01-01"), ("29/02/2000", "2000-02-29"),
      ("29/02/1900", "import.date.impossible"), ("1990", "import.date.impossible"),
      ("12/31/1990", "import.date.impossible"),
      ("1/5/90", "import.date.year"), ("2027-01-01", "import.date.future"), ("1890-01-01", "import.date.old"),
      ("kemarin", "import.date.impossible"), ("0000-00-00", ""), ("-", ""),
    ])
  func dates(text: String, expected: String) {
    switch ImportCell.birthDate(text, day: importDay) {
    case .value(let value): #expect(value == expected)
    case .refused(let message): #expect(message.phrase.rawValue == expected)
    case .absent: #expect(expected == "")
    case .unclear: Issue.record("a date is read or refused")
    }
  }
}
