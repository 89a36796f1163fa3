// Twenty pairs of one person and ten of two, each found or not in the register, with the sentence that a clerk reads
// (DOMAIN §7).
import LoketModel
import Testing

@testable import LoketRegistry

/// A person in one line: name, NIK, birth date, sex, No. KK, RT/RW, telephone. What is not known is `-`; people of one No. KK
/// live in one household.
struct LikenessLine {
  let name: String
  let nik, birthDate, sex, card, rt, rw, phone: String?

  init(_ line: String) {
    let parts = line.split(separator: "|").map { part in
      let text = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      return text == "-" ? nil : text
    }
    let place = (parts[5] ?? "").split(separator: "/").map(String.init)
    name = parts[0] ?? ""
    (nik, birthDate, sex, card) = (parts[1], parts[2], parts[3], parts[4])
    (rt, rw, phone) = (place.first, place.last, parts[6])
  }

  /// As it stands in a form.
  var typed: PersonTraits {
    PersonTraits(name: name, nik: nik, birthDate: birthDate, sex: sex, card: card, rt: rt, rw: rw, phone: phone)
  }
}

/// A register of such lines, and the saves it was made of.
struct LikenessOffice {
  private(set) var registry = Registry()
  private(set) var saves: [Save] = []
  /// Ids in the order of the lines.
  private(set) var people: [RecordRef] = []

  init(_ lines: [String]) {
    var households: [String: RecordRef] = [:]
    for (place, line) in lines.map(LikenessLine.init).enumerated() {
      let number = UInt64(place) + 1
      let person = RecordRef(.person, Identifier(high: 0xb, low: number))
      let known = line.card.flatMap { households[$0] }
      let household = known ?? RecordRef(.household, Identifier(high: 0xc, low: number))
      if let card = line.card { households[card] = household }
      var edits: [Edit] = []
      if known == nil {
        let set = [("familyCardNumber", line.card), ("rt", line.rt), ("rw", line.rw), ("head", person.id)]
        edits.append(Edit(on: household, set: set.compactMap { field, value in value.map { FieldChange(field, $0) } }))
      }
      let set = [
        ("name", line.name), ("nik", line.nik), ("birthDate", line.birthDate), ("sex", line.sex), ("phone", line.phone),
        ("household", household.id),
      ]
      edits.append(Edit(on: person, set: set.compactMap { field, value in value.map { FieldChange(field, $0) } }))
      people.append(person)
      write(Save(by: "petugas1", edits: edits))
    }
  }

  mutating func write(_ save: Save) {
    saves.append(save)
    registry.write([save])
  }

  mutating func answer(_ left: RecordRef, _ right: RecordRef, _ answer: PairAnswer) throws {
    let record = try #require(Pair.record(left, right))
    let edits = registry.plan(Pair.changes(left, right, answer), on: record, basis: registry.basis(record))
    write(Save(by: "petugas1", edits: edits))
  }
}

extension Registry {
  /// What stands about two people in the list that waits for an answer.
  func open(_ left: RecordRef, _ right: RecordRef) -> JudgedPair? {
    openPairs().first { Set([$0.pair.first, $0.pair.second]) == [left, right] }
  }

  /// The same when one of them is looked at alone, and nobody answered.
  func alike(_ left: RecordRef, _ right: RecordRef) -> PairLikeness? {
    let asked = answered(about: left)
    let found = likenesses(of: left.id).first { $0.person == right.id && !asked.contains($0.person) }
    return found.map { .people($0.likeness) }
  }
}

@Suite struct LikenessTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let left, right: String
    let level: LikenessLevel
    let sentence: String
    init(_ left: String, _ right: String, _ level: LikenessLevel, _ sentence: String) {
      (self.left, self.right, self.level, self.sentence) = (left, right, level, sentence)
    }
    var testDescription: String { left + " = " + right }
  }

  static let twenty = [
    Case(
      "SITI AMINAH | 3376024508690003 | 1969-08-05 | 2 | - | 003/001 | -",
      "SITI AMINAH | 3376024508690003 | 1969-08-05 | 2 | - | 003/001 | -", .surely,
      "nama sama, NIK sama, tanggal lahir sama; satu RT"),
    Case(
      "MUHAMMAD FAUZI | - | 1990-05-12 | 1 | - | 003/002 | -",
      "MOCHAMAD PAUZI | - | 1990-12-05 | 1 | - | 003/002 | -", .probably,
      "nama sama setelah ejaan lama, lahir tanggal dan bulan tertukar; satu RT"),
    Case(
      "MUHAMMAD YUSUF | - | 1958-02-17 | 1 | - | 003/003 | -",
      "MOCH. JUSUF | 3376021702580001 | 1958-02-17 | 1 | - | 003/003 | -", .probably,
      "nama sama bila J lama dibaca Y, tanggal lahir sama; satu RT"),
    Case(
      "MOH. ALI | 3376021203800001 | 1980-03-12 | 1 | - | 001/004 | -",
      "MUHAMMAD ALI | 3376021203800011 | 1980-03-12 | 1 | - | 004/004 | -", .probably,
      "nama sama, satu disingkat, nomor urut NIK beda satu angka, tanggal lahir sama"),
    Case(
      "H. SUTRISNO | 3376020507610002 | 1961-07-05 | 1 | - | - | -",
      "SUTRISNO, S.PD | 3376025007610002 | 1961-07-05 | 1 | - | - | -", .surely,
      "nama sama tanpa gelar, dua angka NIK tertukar, tanggal lahir sama"),
    Case(
      "ABDURRAHMAN | - | 1975-02-20 | 1 | - | - | -",
      "ABD. ROHMAN | 3376022002750001 | 1975-02-20 | 1 | - | - | -", .probably,
      "nama sama, satu disingkat, tanggal lahir sama"),
    Case(
      "SOEHARTO DJATI | 3376021111550001 | 1955-11-11 | 1 | - | - | -",
      "SUHARTO JATI | 3376021111560001 | 1956-11-11 | 1 | - | - | -", .surely,
      "nama sama setelah ejaan lama, NIK beda satu angka, tahun lahir beda satu"),
    Case(
      "DJOKO SOETRISNO | - | 1970-01-01 | 1 | - | 002/005 | -",
      "JOKO SUTRISNO | - | 1970-06-17 | 1 | - | 002/005 | -", .probably,
      "nama sama setelah ejaan lama, tahun lahir sama, satu tercatat 1 Januari; satu RT"),
    Case(
      "SITI NUR AINI | - | 1988-09-09 | 2 | - | - | +628123456789",
      "SITI NUR'AINI | - | 1988-09-09 | 2 | - | - | +628123456789", .surely,
      "nama sama, beda spasi, tanggal lahir sama; nomor telepon sama"),
    Case(
      "BUDI SANTOSO | - | 1968-08-05 | 1 | - | 003/006 | -",
      "SANTOSO BUDI | - | 1968-08-05 | 1 | - | 003/006 | -", .surely,
      "nama sama, urutan kata lain, tanggal lahir sama; satu RT"),
    Case(
      "KASAN BIN SARMIN | - | 1949-03-30 | 1 | - | 003/007 | -",
      "KASAN | 3376023003490002 | 1949-03-30 | 1 | - | 003/007 | -", .surely,
      "nama sama, satu memakai bin/binti, tanggal lahir sama; satu RT"),
    Case(
      "ROKAYAH BINTI DURAHMAN | - | 1962-10-02 | 2 | - | - | -",
      "ROKAYAH DURAHMAN | - | 1962-10-02 | 2 | - | - | -", .probably,
      "nama sama, satu memakai bin/binti, tanggal lahir sama"),
    Case(
      "AHMAD FAUZAN HAKIM | - | 2001-04-19 | 1 | 3376021203150021 | 003/008 | -",
      "ACHMAD FAUZAN | 3376021904010001 | 2001-04-19 | 1 | 3376021203150021 | 003/008 | -", .probably,
      "nama sama kecuali satu kata, tanggal lahir sama; satu keluarga, satu RT"),
    Case(
      "TARMINAH | - | 1950-01-01 | 2 | - | 003/009 | -",
      "TARMINAH | 3376024101500004 | 1950-01-01 | 2 | - | 003/009 | -", .probably,
      "nama sama, sama-sama tercatat lahir 1 Januari; satu RT"),
    Case(
      "M. ROHIM | - | 1979-12-24 | 1 | - | - | +6285712345678",
      "MUHAMMAD RAHIM | - | 1979-12-24 | 1 | - | - | +6285712345678", .surely,
      "nama sama bila M. berarti Muhammad, tanggal lahir sama; nomor telepon sama"),
    Case(
      "SUMARNI | 3376025509710005 | 1971-09-15 | 2 | - | - | -",
      "LASTRI WIDODO | 3376025509710005 | 1971-09-15 | 2 | - | - | -", .probably,
      "NIK sama, tanggal lahir sama; tetapi nama berbeda"),
    Case(
      "TRI WAHYUDI | 3376022701920001 | 1992-01-27 | 1 | - | - | -",
      "TRI WAHYUDI | 3376022701920001 | 1992-01-27 | 2 | - | - | -", .surely,
      "nama sama, NIK sama, tanggal lahir sama; tetapi jenis kelamin berbeda"),
    Case(
      "DASWAN | - | - | 1 | 3376021203150022 | 003/010 | -",
      "DASWAN | - | 1966-06-06 | 1 | 3376021203150022 | 003/010 | -", .probably,
      "nama sama; satu keluarga, satu RT"),
    Case(
      "ST. MASITOH | - | 1984-07-21 | 2 | - | - | +6281911112222",
      "SITI MASITHOH | - | 1983-07-21 | 2 | - | - | +6281911112222", .probably,
      "nama sama, satu disingkat, tahun lahir beda satu; nomor telepon sama"),
    Case(
      "WARSITO KARTO | 3328101410780001 | 1978-10-14 | 1 | - | 003/011 | -",
      "WARSITO KARTO | 3376021410780002 | 1978-10-14 | 1 | - | 003/011 | -", .probably,
      "nama sama, tanggal lahir sama; satu RT; tetapi NIK berbeda"),
  ]

  /// Two people, not one. Who looks like one all the same is asked about once.
  static let ten = [
    // Twin sisters of different names, serials one after the other.
    Case(
      "RINA LESTARI | 3376024403980001 | 1998-03-04 | 2 | 3376021203150031 | 004/001 | -",
      "RINI LESTARI | 3376024403980002 | 1998-03-04 | 2 | 3376021203150031 | 004/001 | -", .none, ""),
    // Twin sisters whose names an older spelling makes one.
    Case(
      "NUR AENI | 3376025105030001 | 2003-05-11 | 2 | 3376021203150032 | 004/002 | -",
      "NUR AINI | 3376025105030002 | 2003-05-11 | 2 | 3376021203150032 | 004/002 | -", .surely,
      "nama sama setelah ejaan lama, nomor urut NIK beda satu angka, tanggal lahir sama; satu keluarga, satu RT"),
    // Father and son with one name, of whom no number is known.
    Case(
      "SLAMET | - | 1960-01-01 | 1 | 3376021203150033 | 004/003 | -",
      "SLAMET | - | 1988-08-17 | 1 | 3376021203150033 | 004/003 | -", .none, ""),
    // A common name of one word: the serials of one day differ by a digit as those of strangers do.
    Case(
      "AGUS | 3376021708790002 | 1979-08-17 | 1 | - | 004/011 | -",
      "AGUS | 3376021708790005 | 1979-08-17 | 1 | - | 005/011 | -", .none, ""),
    // A common name, one birthday, two cards, two RT.
    Case(
      "MUHAMMAD RIZKI | 3376021006050001 | 2005-06-10 | 1 | - | 004/005 | -",
      "MUHAMAD RIZQI | 3328151006050007 | 2005-06-10 | 1 | - | 005/005 | -", .none, ""),
    // The same of whom nobody knows the number.
    Case(
      "SITI FATIMAH | - | 1977-07-07 | 2 | - | 004/006 | -",
      "SITI FATIMAH | - | 1977-07-07 | 2 | - | 005/006 | -", .probably, "nama sama, tanggal lahir sama"),
    // Brothers, one name within the other.
    Case(
      "AHMAD | 3376020909100001 | 2010-09-09 | 1 | 3376021203150035 | 004/007 | -",
      "AHMAD ZAKI | 3376021212120001 | 2012-12-12 | 1 | 3376021203150035 | 004/007 | -", .none, ""),
    // Husband and wife.
    Case(
      "NUR HIDAYAT | - | 1972-02-22 | 1 | 3376021203150036 | 004/008 | +6281200000001",
      "NUR HIDAYATI | - | 1972-02-22 | 2 | 3376021203150036 | 004/008 | +6281200000001", .none, ""),
    // Neighbours of one surname.
    Case(
      "AGUS SANTOSO | - | 1980-08-08 | 1 | - | 004/009 | -",
      "BAGUS SANTOSO | - | 1980-08-08 | 1 | - | 004/009 | -", .none, ""),
    // One name and two fathers, registered with the year alone.
    Case(
      "AHMAD BIN HASAN | - | 1945-01-01 | 1 | - | 004/010 | -",
      "AHMAD BIN KARTA | - | 1945-01-01 | 1 | - | 004/010 | -", .none, ""),
  ]

  private static let all = twenty + ten

  @Test("A NIK whose day and month are turned with the birth date counts for one person, a woman's day as well")
  func turned() {
    let sentence = { (left: String, right: String) in
      let office = LikenessOffice([left, right])
      return office.registry.open(office.people[0], office.people[1])?.pair.likeness.sentence(Wording(.indonesian))
    }
    let turned = "nama sama setelah ejaan lama, NIK sama, tanggal dan bulannya tertukar"
    #expect(
      sentence(
        "BUDI SANTOSO | 3376021203800011 | 1980-03-12 | 1 | - | 003/001 | -",
        "BOEDI SANTOSO | 3376020312800011 | 1980-12-03 | 1 | - | 004/001 | -")
        == turned + ", lahir tanggal dan bulan tertukar")
    #expect(
      sentence(
        "SITI AMINAH | 3376024502800011 | 1980-02-05 | 2 | - | 003/001 | -",
        "SITI AMINAH | 3376024205800011 | 1980-05-02 | 2 | - | 003/001 | -")
        == "nama sama, NIK sama, tanggal dan bulannya tertukar, lahir tanggal dan bulan tertukar; satu RT")
    // Another serial is another person.
    #expect(
      sentence(
        "BUDI SANTOSO | 3376021203800011 | 1980-03-12 | 1 | - | 003/001 | -",
        "BOEDI SANTOSO | 3376020312800024 | 1980-12-03 | 1 | - | 003/001 | -") == nil)
  }

  private static let office = LikenessOffice(all.flatMap { [$0.left, $0.right] })

  private static func people(_ pair: Case) throws -> (left: RecordRef, right: RecordRef) {
    let place = try #require(all.firstIndex { $0.left == pair.left && $0.right == pair.right })
    return (office.people[place * 2], office.people[place * 2 + 1])
  }

  @Test(
    "Two records of one person are found, each with its sentence, in the list and at the one beside it", arguments: all)
  func found(_ pair: Case) throws {
    let registry = Self.office.registry
    let (left, right) = try Self.people(pair)
    let open = registry.open(left, right)
    #expect(open?.pair.likeness.level ?? .none == pair.level)
    #expect(open?.pair.likeness.sentence(Wording(.indonesian)) ?? "" == pair.sentence)
    #expect(open?.pair.likeness == registry.alike(left, right) && open?.pair.likeness == registry.alike(right, left))
  }

  @Test("Typed into a form one of them finds the other, with the same sentence", arguments: all)
  func typed(_ pair: Case) throws {
    let (left, right) = try Self.people(pair)
    for (line, own, other) in [(pair.left, left, right), (pair.right, right, left)] {
      let line = LikenessLine(line)
      let found = Self.office.registry.likenesses(of: line.typed, named: line.name, excluding: [own.id])
      #expect(found.map(\.person) == (pair.level == .none ? [] : [other.id]))
      #expect(found.first?.likeness.sentence(Wording(.indonesian)) ?? "" == pair.sentence)
    }
  }

  @Test("Nobody else is flagged: the list holds these pairs and no other")
  func noOther() throws {
    let registry = Self.office.registry
    let expected = try Set(
      Self.all.filter { $0.level > .none }.map { pair in
        let (left, right) = try Self.people(pair)
        return Set([left, right])
      })
    #expect(Set(registry.openPairs().map { Set([$0.pair.first, $0.pair.second]) }) == expected)
    #expect(registry.openPairs().count == expected.count)
  }
}

@Suite("Answered once")
struct AnsweredLikenessTests {
  private static let flagged = LikenessTests.ten.filter { $0.level > .none }

  private static let file =
    "nik,name,sex,birthDate,familyCardNumber,address,rt,rw,phone\n"
    + LikenessTests.ten.flatMap { [$0.left, $0.right] }.enumerated().map { place, text in
      let line = LikenessLine(text)
      let card = line.card ?? "33760202021500" + String(place + 10)
      return [line.nik, line.name, line.sex, line.birthDate, card, "JL MELATI \(place)", line.rt, line.rw, line.phone]
        .map { $0 ?? "" }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"

  @Test("Bukan orang sama is never asked again: not in the list, not at the person, not after another start")
  func stays() throws {
    var office = LikenessOffice(Self.flagged.flatMap { [$0.left, $0.right] })
    #expect(office.registry.openPairs().count == Self.flagged.count)
    for place in Self.flagged.indices {
      try office.answer(office.people[place * 2], office.people[place * 2 + 1], .different)
    }
    var again = Registry()
    again.write(office.saves)
    var source = SnapshotInMemory(office.registry.snapshot()[...])
    let cached = try #require(Registry(snapshot: &source))
    for registry in [office.registry, again, cached] {
      #expect(registry.openPairs().isEmpty)
      #expect(registry.answeredPairs().map(\.state) == Self.flagged.map { _ in .answered(.different) })
      for place in Self.flagged.indices {
        let (left, right) = (office.people[place * 2], office.people[place * 2 + 1])
        #expect(registry.alike(left, right) == nil && registry.alike(right, left) == nil)
      }
    }
  }

  @Test("A value that is corrected later does not ask again about a pair that somebody answered")
  func corrected() throws {
    var office = LikenessOffice(Self.flagged.flatMap { [$0.left, $0.right] })
    let (left, right) = (office.people[0], office.people[1])
    try office.answer(left, right, .different)
    let basis = office.registry.basis(left)
    office.write(Save(by: "a", edits: office.registry.plan([FieldChange("name", "NOER AINI")], on: left, basis: basis)))
    #expect(office.registry.likenesses(of: left.id).count == 1)
    #expect(office.registry.open(left, right) == nil && office.registry.alike(left, right) == nil)
  }

  @Test("An import that is repeated, or whose rows come in another order, asks about nobody who was answered")
  func repeatedImport() throws {
    var registry = Registry()
    try importing(Array(Self.file.utf8), into: &registry)
    let open = registry.openPairs()
    #expect(open.count == Self.flagged.count)
    for judged in open {
      let record = try #require(Pair.record(judged.pair.first, judged.pair.second))
      let changes = Pair.changes(judged.pair.first, judged.pair.second, .different)
      registry.write([Save(by: "a", edits: registry.plan(changes, on: record, basis: registry.basis(record)))])
    }
    let people = registry.count(.person)
    var rows = Self.file.split(separator: "\n").map(String.init)
    let turned = ([rows.removeFirst()] + rows.reversed()).joined(separator: "\n") + "\n"
    for file in [Self.file, turned] {
      let mark = registry.recordMark
      try importing(Array(file.utf8), into: &registry, series: 0x1e)
      #expect(registry.count(.person) == people)
      #expect(registry.openPairs().isEmpty && registry.likePeople(since: mark).isEmpty)
    }
  }

  @Test("J and Y are one sound only where more agrees: twins with a number each, and strangers, are nobody's likeness")
  func oldJ() {
    let pairs = [
      (
        "JUNI ASTUTI | 3376024506990001 | 1999-06-05 | 2 | 3376021203150041 | 005/001 | -",
        "YUNI ASTUTI | 3376024506990002 | 1999-06-05 | 2 | 3376021203150041 | 005/001 | -"
      ),
      ("JOKO | - | 1981-01-19 | 1 | - | 005/002 | -", "YOKO | - | 1984-01-19 | 1 | - | 005/002 | -"),
      ("JANTO | - | - | 1 | - | 005/003 | -", "YANTO | - | - | 1 | - | 005/003 | -"),
    ]
    #expect(LikenessOffice(pairs.flatMap { [$0.0, $0.1] }).registry.openPairs().isEmpty)
    let one = [
      "RAHAJOE JUDI | - | 1949-03-03 | 1 | - | 005/004 | -", "RAHAYU YUDI | - | 1949-03-03 | 1 | - | 006/004 | -",
    ]
    let likeness = LikenessOffice(one).registry.openPairs().first?.pair.likeness
    #expect(likeness?.level == .possibly && likeness?.rule == "oldJ.birth")
  }
}
