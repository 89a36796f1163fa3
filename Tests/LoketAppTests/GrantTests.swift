// Grants by keys: hand-over with its letter, looks at them, one that is gone, payments, reports that are late; each figure
// against the exported table.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// Three carts, a sewing machine and a capital grant; one cart is gone, one report is late.
private enum GrantOffice {
  static func grant(_ number: Int) -> String { Sample.id(9900 + UInt64(number)) }

  static let edits: [Edit] = [
    thing(1, Sample.budi, "cart", "Rombong kayu", "SGR-8280-114", given: "2025-08-20", deadline: "2025-12-31"),
    thing(2, Sample.siti, "cart", "Rombong baja", "SGR-8280-115", given: "2025-08-20", reported: "2025-12-15"),
    thing(3, Sample.slamet, "sewingMachine", "Singer 8280", "SN 77", given: "2026-06-01", deadline: "2027-06-01"),
    ClassOffice.edit(
      .grant, grant(4),
      [
        "person": Sample.dewi, "kind": "capital", "name": "Modal keripik", "amount": "5000000", "given": "2026-01-10",
        "deadline": "2026-12-31", "day": "2026-01-10",
      ]),
    look(1, at: 1, "good", on: "2025-11-20", next: "2026-05-20"), look(2, at: 1, "damaged", on: "2026-05-20"),
    look(3, at: 2, "gone", on: "2026-03-01"),
    ClassOffice.edit(
      .disbursement, Sample.id(9960), ["grant": grant(4), "date": "2026-01-10", "amount": "2000000", "proof": "KW-1"]),
    ClassOffice.edit(
      .disbursement, Sample.id(9961), ["grant": grant(4), "date": "2026-03-10", "amount": "1500000", "proof": "KW-2"]),
  ]

  private static func thing(
    _ number: Int, _ person: String, _ item: String, _ name: String, _ serial: String, given: String,
    deadline: String? = nil, reported: String? = nil
  ) -> Edit {
    let own = [
      "person": person, "kind": "asset", "item": item, "name": name, "serial": serial, "amount": "4500000",
      "given": given, "giver": "BLK Kota Pekalongan", "letter": "511/\(number)/BAST", "day": given,
    ]
    let days = ["deadline": deadline ?? "2025-12-31", "reported": reported].compactMapValues(\.self)
    return ClassOffice.edit(.grant, grant(number), own.merging(days) { $1 })
  }

  private static func look(
    _ number: Int, at grant: Int, _ condition: String, on date: String, next: String? = nil
  ) -> Edit {
    let own = ["grant": self.grant(grant), "date": date, "condition": condition, "place": "Alun-alun"]
    return ClassOffice.edit(
      .grantCheck, Sample.id(9940 + UInt64(number)), own.merging(next.map { ["next": $0] } ?? [:]) { $1 })
  }
}

extension Desk {
  fileprivate static func atGrants(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    var desk = Desk.withSample(language: language, columns: columns, rows: rows)
    desk.bring(Sample.applied(GrantOffice.edits, from: 1, segment: 41))
    let context = Context(desk.state, world: nil)
    desk.open(GrantListScreen(context))
    return desk
  }
}

@Suite("Grants")
struct GrantTests {
  @Test("A cart by keys from nothing: the receiver, the hand-over and its letter, two looks, and then it is gone")
  func cart() {
    var desk = Desk.withSample()
    desk.open(.work)
    desk.press(.end, .enter)
    #expect(desk.sees("Belum ada hibah"))
    desk.press(.function(6))
    desk.type("dewi")
    desk.press(.enter)
    #expect(desk.sees("DEWI LESTARI baru 14 tahun"))
    desk.press(.escape, .function(6))
    desk.type("slamet")
    desk.press(.enter)
    desk.type("1")
    desk.type("gerobak")
    desk.press(.enter)
    desk.type("Rombong kayu")
    desk.press(.enter)
    desk.type("SGR-114")
    desk.press(.enter)
    desk.type("4500000")
    desk.press(.enter, .enter, .enter, .enter, .enter)
    desk.type("20082025")
    desk.press(.enter, .enter)
    desk.type("31122025")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.grant, .entry])
    let cart = desk.newest(.grant)
    #expect(cart["person"] == Sample.slamet && cart["item"] == "cart" && cart["amount"] == "4500000")
    #expect(cart["given"] == "2025-08-20" && cart["deadline"] == "2025-12-31")
    #expect(desk.state.layers.last is GrantScreen)
    #expect(desk.sees("Laporan pertanggungjawaban terlambat: batasnya 31-12-2025."))
    desk.type("3")
    #expect(desk.sees("BERITA ACARA SERAH TERIMA HIBAH") && desk.sees("Pada tanggal 20-08-2025"))
    #expect(desk.sees("Gerobak: Rombong kayu") && desk.sees("SGR-114") && desk.sees("Rp 4.500.000"))
    desk.press(.escape)
    for (condition, date) in [("1", "20112025"), ("3", "20052026"), ("4", "20112026")] {
      desk.type("1\(condition)")
      desk.type(date)
      desk.press(.function(2))
    }
    #expect(desk.saves.suffix(3).allSatisfy { $0.edits.map(\.on.kind) == [.grantCheck, .entry] })
    #expect(desk.sees("20-11-2026") && desk.sees("Hilang") && desk.sees("Rusak"))
    desk.type("2")
    desk.type("h")
    desk.press(.function(2))
    #expect(desk.newest(.grant)["reported"] == "2026-11-22")
    #expect(desk.sees("Laporan pertanggungjawaban masuk 22-11-2026."))
    desk.press(.escape)
    #expect(desk.sees("hilang atau dijual 1"))
  }

  @Test(
    "A grant recorded by mistake is voided with a reason: out of lists and sums, on the person's page, and back again")
  func voided() {
    var desk = Desk.atGrants()
    desk.press(.down, .down, .down, .enter)
    #expect(desk.sees("Gerobak: Rombong kayu"))
    desk.type("6")
    #expect(desk.sees("Hanya untuk yang salah catat"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.grant, .entry])
    #expect(desk.saves.last?.edits.last?.set.contains(FieldChange("action", "void")) == true)
    let grant = RecordRef(.grant, GrantOffice.grant(1))
    #expect(desk.state.registry.isVoid(grant) && desk.state.registry.grants(of: Sample.budi).isEmpty)
    #expect(desk.sees("Dibatalkan"))
    // Nothing is added to it any more.
    let saves = desk.saves.count
    desk.type("1")
    #expect(desk.state.layers.last is GrantScreen && desk.saves.count == saves)
    desk.press(.escape)
    #expect(desk.sees("2 barang") && !desk.sees("Rombong kayu"))
    #expect(desk.table(.grants).count == 3 && desk.table(.grantChecks).count == 1)
    desk.openPerson("budi")
    #expect(desk.sees("Gerobak: Rombong kayu"))
    desk.open(GrantScreen(grant: grant.id))
    desk.type("7")
    desk.type("1")
    desk.press(.function(2))
    #expect(!desk.state.registry.isVoid(grant) && desk.table(.grants).count == 4)
    #expect(desk.table(.grantChecks).count == 3)
  }

  @Test("A look at a grant and a payment of it are told by what was given and to whom")
  func told() {
    let desk = Desk.atGrants()
    let context = Context(desk.state, world: nil)
    #expect(
      ConflictItems.name(RecordRef(.grant, GrantOffice.grant(1)), context) == "BUDI SANTOSO, Gerobak: Rombong kayu")
    #expect(
      FieldWords.value(.grantCheck, "grant", GrantOffice.grant(2), context)
        == ConflictItems.name(RecordRef(.grant, GrantOffice.grant(2)), context))
    #expect(ConflictItems.name(RecordRef(.disbursement, Sample.id(9960)), context).contains("Modal keripik"))
  }

  @Test(
    "What is wrong is refused with its reason: a thing without a name, capital without an amount, days out of order")
  func refused() {
    var desk = Desk.atGrants()
    desk.press(.function(6))
    desk.type("slamet")
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.sees("Barangnya belum dipilih"))
    let saves = desk.saves.count
    desk.press(.home)
    desk.press(.escape)
    for (fields, rule) in [
      (["kind": "capital"], "grant.amount"), (["kind": "capital", "amount": "0"], "grant.amount"),
      (["kind": "asset"], "grant.item"), ([:], "grant.kind"),
      (["kind": "capital", "amount": "1", "given": "2026-01-02", "deadline": "2026-01-01"], "grant.deadlineEarly"),
      (["kind": "capital", "amount": "1", "given": "2026-01-02", "reported": "2026-01-01"], "grant.reportedEarly"),
      (["kind": "capital", "amount": "1", "given": "2026-11-23"], "grant.givenFuture"),
    ] {
      let subject = RuleSubject(
        kind: .grant, values: fields, changed: nil, today: CalendarDate(year: 2026, month: 11, day: 22)!,
        officeVillage: "3376021005", regions: .compiled)
      #expect(Rules.findings(for: subject).filter { $0.level == .error }.map(\.rule).contains(rule), "\(fields)")
    }
    #expect(desk.saves.count == saves)
  }

  @Test("The figures of the list are those of the exported tables, counted again")
  func secondCount() {
    let desk = Desk.atGrants()
    let (grants, looks, payments) = (desk.table(.grants), desk.table(.grantChecks), desk.table(.disbursements))
    let things = grants.filter { $0["kind"] == "asset" }
    let last = { (grant: String?) in
      looks.filter { $0["grantId"] == grant }.max { ($0["date"] ?? "") < ($1["date"] ?? "") }
    }
    let lost = things.count { ["gone", "sold"].contains(last($0["id"])?["condition"] ?? "") }
    let late = grants.count {
      $0["reported"]?.isEmpty ?? true && !($0["deadline"] ?? "").isEmpty && $0["deadline"]! < "2026-11-22"
    }
    let due = things.count { thing in
      guard let look = last(thing["id"]) else { return true }
      let next = look["nextCheck"] ?? ""
      return !["gone", "sold"].contains(look["condition"] ?? "") && !next.isEmpty && next <= "2026-11-22"
    }
    let amount = grants.reduce(0) { $0 + (Int($1["rupiah"] ?? "") ?? 0) }
    let paid = payments.reduce(0) { $0 + (Int($1["rupiah"] ?? "") ?? 0) }
    #expect((things.count, lost, late, due, amount, paid) == (3, 1, 1, 1, 18_500_000, 3_500_000))
    #expect(
      desk.sees("\(things.count) barang, 1 modal; nilai Rp \(amount.grouped), dicairkan Rp \(paid.grouped)"))
    #expect(desk.sees("perlu diperiksa \(due) · laporan terlambat \(late) · hilang atau dijual \(lost)"))
    #expect(grants.first { $0["kind"] == "capital" }?["paid"] == "3500000")
  }

  @Test("F4 leaves what somebody has to do, and a search every word of receiver, thing and number")
  func filters() {
    var desk = Desk.atGrants()
    let names = ["BUDI SANTOSO", "SITI NUR'AINI", "SLAMET", "DEWI LESTARI"]
    let shown = { (desk: Desk) in names.filter { desk.sees($0) } }
    #expect(shown(desk).count == 4)
    for (digit, who) in [("2", "SLAMET"), ("3", "BUDI SANTOSO"), ("4", "SITI NUR'AINI")] {
      desk.press(.function(4))
      desk.type(digit)
      #expect(shown(desk) == [who], "filter \(digit)")
    }
    desk.press(.function(4))
    desk.type("1")
    desk.type("gerobak 8280-115")
    #expect(shown(desk) == ["SITI NUR'AINI"])
    desk.press(.escape)
    #expect(shown(desk).count == 4)
  }

  @Test("A person's page names what the person was given; who is frozen stands in no list and no table")
  func person() {
    var desk = Desk.atGrants()
    desk.open(PersonScreen(person: Sample.siti))
    var isNamed = false
    for _ in 0..<4 where !isNamed {
      isNamed = desk.sees("Gerobak: Rombong baja") && desk.sees("Hilang")
      if !isNamed { desk.press(.pageDown) }
    }
    #expect(isNamed)
    desk.save([ClassOffice.edit(.person, Sample.siti, ["frozen": "2026-11-20"])])
    let context = Context(desk.state, world: nil)
    desk.open(GrantListScreen(context))
    #expect(!desk.sees("SITI NUR'AINI") && desk.sees("hilang atau dijual 0"))
    for kind in [TableKind.grants, .grantChecks, .disbursements] {
      #expect(!desk.exported(kind).contains(Sample.siti), "\(kind)")
    }
  }

  @Test("Of capital each part that was paid is one save, and more than was promised is said")
  func capital() {
    var desk = Desk.atGrants()
    desk.type("keripik")
    desk.press(.enter)
    #expect(desk.sees("Dicairkan Rp 3.500.000 dari Rp 5.000.000."))
    desk.type("1")
    desk.type("2000000")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.disbursement, .entry])
    #expect(desk.newest(.disbursement)["date"] == "2026-11-22")
    #expect(desk.sees("Dicairkan Rp 5.500.000, lebih dari Rp 5.000.000 yang dijanjikan."))
  }
}

@Suite("Frames of grants")
struct GrantFramesTests {
  private let files = FrameFiles(group: "Grants")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "grants") { _ in },
    RecordFramesTests.Shot(name: "grants en", language: .english) { _ in },
    RecordFramesTests.Shot(name: "grants 100x30", columns: 100, rows: 30) { _ in },
    RecordFramesTests.Shot(name: "grants filter") { $0.press(.function(4)) },
    RecordFramesTests.Shot(name: "grant who") {
      $0.press(.function(6))
      $0.type("dewi")
    },
    RecordFramesTests.Shot(name: "grant too young") {
      $0.press(.function(6))
      $0.type("dewi")
      $0.press(.enter)
    },
    RecordFramesTests.Shot(name: "grant new") {
      $0.press(.function(6))
      $0.type("slamet")
      $0.press(.enter)
    },
    RecordFramesTests.Shot(name: "grant") { $0.call("8280-114") },
    RecordFramesTests.Shot(name: "grant en", language: .english) { $0.call("8280-114") },
    RecordFramesTests.Shot(name: "grant actions") {
      $0.call("8280-114")
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "grant gone") { $0.call("8280-115") },
    RecordFramesTests.Shot(name: "grant capital") { $0.call("keripik") },
    RecordFramesTests.Shot(name: "check new") {
      $0.call("8280-114")
      $0.type("1")
    },
    RecordFramesTests.Shot(name: "payment new en", language: .english) {
      $0.call("keripik")
      $0.type("1")
    },
    RecordFramesTests.Shot(name: "hand-over") {
      $0.call("8280-114")
      $0.type("3")
    },
    RecordFramesTests.Shot(name: "hand-over 100x30 en", language: .english, columns: 100, rows: 30) {
      $0.call("8280-114")
      $0.type("3")
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.atGrants(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}
