// The supervisor's desk by keys: two clerks enter, one field comes back, the rest is approved, the day is closed.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// An office with the clerks `ani` and `budi` beside the supervisor `lurah`; `ani` is at the desk.
  static func withTwoClerks() -> Desk {
    var desk = Desk.open()
    desk.addTwoClerks()
    return desk
  }

  /// The same with four entries, the supervisor at the desk.
  mutating func fillQueue() {
    addTwoClerks()
    enterFour()
  }

  /// The first field of the oldest entry is marked for return.
  mutating func markFirst() {
    openQueue()
    press(.enter, .enter, .character("1"))
    type("nomor rumah")
    press(.function(2))
  }

  mutating func addTwoClerks() {
    for (login, name) in [("ani", "ANI WULAN"), ("budi", "BUDI UTOMO")] {
      save([
        Edit(
          on: RecordRef(.account, login),
          set: [FieldChange("name", name), FieldChange("role", "clerk"), FieldChange("active", "yes")])
      ])
      send(.setPIN(login: login, pin: "13579"))
    }
    become("ani")
  }

  /// Another person takes the desk.
  mutating func become(_ login: String) {
    press(.control("k"), .character(login.first ?? "a"))
    type(login == "lurah" ? "246810" : "13579")
    press(.enter)
    goHome()
  }

  /// A family whose papers were seen.
  mutating func enter(_ name: String, nik: String, card: String, papers: Bool = true) {
    goHome()
    type(nik)
    press(.enter)
    type(name)
    press(.enter)
    type("TEGAL")
    press(.enter)
    type("JL MELATI 4")
    press(.enter)
    type("00300121")
    press(.enter)
    type(card)
    type("4")
    for _ in 0..<8 where form.focus != "h.device" { press(.tab) }
    type("22")
    if papers { press(.character("1")) }
    press(.function(2))
    if state.layers.last is ChecksScreen { press(.function(2)) }
    goHome()
  }

  mutating func openQueue() {
    goHome()
    press(.function(10), .character("7"))
  }

  /// Four families, the last without papers; the first two by `ani`, the others by `budi`. Ends as the supervisor.
  mutating func enterFour() {
    enter("SITI AMINAH", nik: "3376024508690003", card: "3376021203150007")
    enter("KARTINI", nik: "3376024502850003", card: "3376021203150008")
    become("budi")
    enter("SLAMET", nik: "3376021203650001", card: "3376021203150009")
    enter("DARSONO", nik: "3376021405700002", card: "3376021203150010", papers: false)
    become("lurah")
  }

  func entryState(_ name: String) -> EntryState? {
    state.registry.all(.entry).compactMap { state.registry.entry($0.id) }
      .first { $0.action == "register" && $0.summary == name }.map { state.registry.entryState($0.id) }
  }
}

@Suite("The supervisor's desk")
struct ReviewScreenTests {
  @Test("A plain entry costs the supervisor one key in the list, or two when it is opened")
  func keys() {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    #expect(desk.sees("[Menunggu 4]"))
    let before = desk.keys
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .approved)
    desk.press(.enter, .function(2))
    #expect(desk.entryState("KARTINI") == .approved)
    #expect(desk.keys - before == 3)
    // The next one stands open by itself.
    #expect(desk.state.layers.last is EntryScreen)
    desk.press(.function(2))
    #expect(desk.entryState("SLAMET") == .approved)
    #expect(desk.keys - before == 4)
  }

  @Test("Two fields come back with their reasons, the clerk is greeted, mends them in the form, and it is approved")
  func returned() throws {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.enter)
    let screen = try #require(desk.state.layers.last as? EntryScreen)
    let person = try #require(
      desk.state.registry.records(of: screen.entry).first { $0.kind == .person })
    for field in ["name", "birthPlace"] {
      desk.select(.field(FieldPath(person, field)))
      desk.press(.enter, .character("3"))
      if field == "name" { desk.type("lihat KTP") }
      desk.press(.function(2))
    }
    #expect(desk.sees("F2 Kembalikan 2 isian"))
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .returned)

    desk.become("ani")
    #expect(desk.sees("Dikembalikan kepada Anda") && desk.sees("SITI AMINAH"))
    #expect(desk.sees("1 dikembalikan"))
    desk.openQueue()
    desk.press(.enter)
    #expect(desk.form.focus == "p0.name")
    #expect(desk.sees("Tidak jelas atau salah ketik: lihat KTP"))
    desk.type("SITI AMINAH BINTI ALI")
    desk.press(.enter)
    #expect(!desk.sees("lihat KTP"))
    for _ in 0..<6 where desk.form.focus != "p0.birthPlace" { desk.press(.tab) }
    desk.type("BREBES")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.entryState("SITI AMINAH") == .corrected)
    #expect(desk.state.registry.person(person.id)?.name == "SITI AMINAH BINTI ALI")
    // The correction is no entry of its own.
    #expect(desk.saves.last?.edits.filter { $0.on.kind == .entry }.count == 1)
    #expect(desk.state.registry.count(.entry) == 4)

    desk.become("lurah")
    desk.openQueue()
    #expect(desk.sees("? pernah dikembalikan"))
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .corrected, "a correction is looked at first")
    desk.press(.enter)
    #expect(desk.sees("Berubah sejak dikembalikan") && desk.sees("BREBES"))
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .approved)
    #expect(desk.state.registry.isVerified(person))
  }

  @Test("A batch takes the plain entries after a count, and says of each other one why it stays outside")
  func batch() {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.function(7), .character("3"))
    #expect(desk.sees("Dapat disetujui bersama: 3 entri"))
    #expect(desk.sees("DARSONO") && desk.sees("KTP/KK belum dilihat"))
    desk.press(.function(2))
    #expect(["SITI AMINAH", "KARTINI", "SLAMET"].allSatisfy { desk.entryState($0) == .approved })
    #expect(desk.entryState("DARSONO") == .submitted)
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.approval])
    // Urung takes the whole batch back.
    desk.press(.escape, .function(8))
    #expect(desk.entryState("KARTINI") == .submitted)
    #expect(desk.state.registry.verified(.household) == 0)
  }

  @Test("A batch of one clerk leaves the other's entries as they are")
  func batchOfOne() {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.function(4))
    let menu = (desk.state.layers.last as? ActionsScreen)?.menu
    let place = menu?.actions.firstIndex { $0.id == "clerk" } ?? 0
    desk.press(.character(Character(String((place + 1) % 10))), .character("2"))
    #expect(desk.sees("2 entri"))
    desk.press(.function(7), .character("3"), .function(2))
    #expect(desk.entryState("SLAMET") == .approved)
    #expect(desk.entryState("SITI AMINAH") == .submitted)
  }

  @Test("Nobody approves the own entry, unless the office has one officer, and then the report says so")
  func own() {
    var desk = Desk.withTwoClerks()
    desk.become("lurah")
    desk.enter("SITI AMINAH", nik: "3376024508690003", card: "3376021203150007")
    desk.openQueue()
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .submitted)
    #expect(desk.sees("belum ada penyelia lain"))
    desk.save([
      Edit(on: RecordRef(.office, "3376021005"), set: [FieldChange("singleOfficer", "yes")])
    ])
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .approved)
    let summary = DaySummary(desk.state.registry, day: desk.now.date, office: "3376021005")
    #expect(summary.isSingleOfficer && summary.approvedByAuthor == 1)
    let lines = summary.lines(Wording(.indonesian)) { $0 }
    #expect(lines.contains("Kantor satu petugas: 1 entri disetujui oleh yang memasukkannya."))
  }

  @Test("A decision of today is taken back by F8 and stands in the steps; a cancelled entry takes back what it made")
  func undo() throws {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.function(2), .function(8))
    #expect(desk.entryState("SITI AMINAH") == .submitted)
    desk.press(.enter)
    let entry = try #require(desk.state.layers.last as? EntryScreen).entry
    #expect(desk.state.registry.steps(of: entry).map(\.state) == [.submitted, .approved, nil])
    desk.press(.character("6"), .function(2), .function(8))
    #expect(desk.entryState("SITI AMINAH") == .cancelled)
    #expect(desk.state.registry.records(of: entry).allSatisfy { desk.state.registry.isVoid($0) })
    #expect(desk.state.registry.count(.household) == 3)
  }

  @Test("What is marked for return and not yet returned is a draft, and comes back as it was")
  func returnDraft() {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.enter, .enter, .character("2"))
    desk.type("alamat lengkap")
    desk.press(.function(2))
    var again = desk.startedAnew()
    again.type("246810")
    again.press(.enter, .function(10), .character("5"), .enter)
    #expect(again.sees("Belum diisi: alamat lengk"))
    again.press(.function(2))
    #expect(again.entryState("SITI AMINAH") == .returned)
  }

  @Test(
    "The day is closed under a number, what is saved afterwards belongs to the next day, and the summary is printed")
  func close() {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.function(2), .function(7), .character("6"))
    #expect(desk.sees("3 menunggu diperiksa, 0 dikembalikan"))
    desk.press(.function(2), .character("2"))
    #expect(desk.sees("ditutup: penutupan A-1"))
    desk.press(.function(7), .character("2"), .enter)
    #expect(desk.prints.last?.file == "rekap-harian")
    #expect(desk.prints.last?.sheet.text.contains("A-1") == true)
    desk.become("ani")
    desk.enter("NUR", nik: "3376024702900004", card: "3376021203150011")
    #expect(desk.newest(.entry)["day"] == "2026-11-23")
    #expect(desk.newest(.person)["registeredOn"] == "2026-11-23")
    #expect(desk.sees("Dikerjakan hari ini, 23-11-2026"))
  }

  @Test("A supervisor's own correction belongs to the clerk's entry and shows as theirs")
  func ownCorrection() throws {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.enter)
    let entry = try #require(desk.state.layers.last as? EntryScreen).entry
    let person = try #require(desk.state.registry.records(of: entry).first { $0.kind == .person })
    desk.select(.field(FieldPath(person, "name")))
    desk.press(.character("4"))
    for _ in 0..<6 where desk.form.focus != "p0.name" { desk.press(.tab) }
    desk.type("SITI AMINATUN")
    desk.press(.function(2))
    #expect(desk.entryState("SITI AMINAH") == .corrected)
    #expect(desk.state.registry.steps(of: entry).map(\.by) == ["ani", "lurah"])
    #expect(desk.state.registry.count(.entry) == 4)
    #expect(desk.sees("diperbaiki lurah") && desk.sees("Diperbaiki"))
    #expect(!desk.state.registry.isVerified(person))
  }

  @Test("What a file offers is taken over by one key, answers the question and is approved with it")
  func offer() throws {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    let person = try #require(desk.state.registry.all(.person).first)
    let question = RecordRef(.entry, Identifier(high: 3, low: 4))
    desk.save([
      Edit(
        on: question,
        set: [
          FieldChange("day", "2026-11-22"), FieldChange("action", "question"),
          FieldChange("subject", person.description), FieldChange("question/birthPlace", "BREBES"),
        ])
    ])
    // The question was saved by the supervisor; with one officer nobody else is there to look at it.
    desk.save([Edit(on: RecordRef(.office, "3376021005"), set: [FieldChange("singleOfficer", "yes")])])
    desk.openQueue()
    desk.press(.end)
    desk.press(.enter)
    #expect(desk.sees("tercatat TEGAL, di berkas BREBES"))
    desk.press(.character("3"))
    #expect(desk.state.registry.person(person.id)?.birthPlace == "BREBES")
    #expect(desk.state.registry.entryState(question.id) == .approved)
  }

  @Test("Somebody whose data rest stands in the queue without a name, and the entry does not open")
  func frozen() throws {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    let person = try #require(desk.state.registry.all(.person).first)
    let name = desk.state.registry.person(person.id)?.name ?? "?"
    let change = Edit(
      on: RecordRef(.entry, Identifier(high: 3, low: 3)),
      set: [
        FieldChange("day", "2026-11-22"), FieldChange("action", "change"), FieldChange("subject", person.description),
        FieldChange("summary", name),
      ])
    desk.save([Edit(on: person, set: [FieldChange("nickname", "AMI")]), change])
    desk.save([Edit(on: person, set: [FieldChange("frozen", "2026-11-22"), FieldChange("frozenReason", "x")])])
    desk.openQueue()
    desk.press(.end)
    #expect(desk.sees("***"))
    desk.press(.enter)
    #expect(!(desk.state.layers.last is EntryScreen))
    desk.type(String(name.prefix(4)))
    #expect((desk.state.layers.last as? QueueScreen).map { !$0.shows(change.on, desk.state.registry) } ?? false)
  }

  @Test("The figures on Beranda after each save are those of a count from the beginning")
  func figures() {
    var desk = Desk.withTwoClerks()
    desk.enterFour()
    desk.openQueue()
    desk.press(.function(2), .enter, .function(2), .escape, .function(8))
    let fresh = DayFigures(desk.state.registry, day: desk.now.date)
    #expect(desk.state.tallies.figures == fresh)
    #expect([fresh.registered.done, fresh.registered.undone, fresh.registered.verified] == [4, 0, 1])
    #expect(desk.state.queue.board == QueueBoard(desk.state.registry, day: desk.now.date))
  }
}

extension Desk {
  /// Moves the selection of an entry's or a record's page to a row.
  mutating func select(_ target: SheetTarget) {
    press(.home)
    for _ in 0..<60 {
      let context = Context(state, world: nil)
      let entry = (state.layers.last as? EntryScreen)?.selected(context)
      if (entry ?? (state.layers.last as? any RecordScreen)?.selected(context)) == target { return }
      press(.down)
    }
  }
}
