// Visits at the desk: numbers of the day, who is served, and what hangs on it.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Visits and numbers of the day")
struct VisitTests {
  private func visits(_ desk: Desk) -> [DeskVisit] {
    desk.state.registry.all(.deskVisit).compactMap { desk.state.registry.deskVisit($0.id) }
      .sorted { Int($0.number ?? "") ?? 0 < Int($1.number ?? "") ?? 0 }
  }

  @Test("From Beranda a number is given with four keys beside the name, and stands in one save of the working day")
  func given() {
    var desk = Desk.withSample()
    let keys = desk.keys
    desk.press(.enter, .function(6))
    desk.type("WARSITI")
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.keys - keys - "WARSITI".count <= 5)
    #expect(desk.saves.count == 1)
    #expect(desk.saves.last?.edits.map(\.on.kind) == [.deskVisit], "a number is nothing that a supervisor approves")
    let visit = visits(desk).first
    #expect(visit?.day == "2026-11-22" && visit?.letter == "A" && visit?.number == "1")
    #expect(visit?.purpose == "register" && visit?.name == "WARSITI")
    #expect(desk.sees("Nomor A-1 untuk WARSITI, 0 menunggu di depannya"))
    #expect(desk.sees("> A-1"))
    desk.press(.escape)
    #expect(desk.sees("Antrean: 1 menunggu · berikutnya A-1 WARSITI"))
  }

  @Test("Who was shown under a name that is typed is a line of the trace; F8 behind a choice takes the person back too")
  func offeredPeople() {
    var desk = Desk.withSample()
    desk.press(.enter, .function(6))
    desk.type("siti")
    #expect(desk.sees("SITI NUR'AINI"))
    let before = desk.traces.count
    desk.press(.function(7), .character("1"))
    #expect(desk.traces.dropFirst(before).map(\.on) == [RecordRef(.person, Sample.siti)])
    #expect((desk.state.layers.last as? VisitFormScreen)?.person == Sample.siti)
    desk.press(.function(8))
    #expect((desk.state.layers.last as? VisitFormScreen)?.person == nil)
  }

  @Test(
    "Numbers follow one another, also where one was voided, a form was left, or the PC was restored under another id")
  func follow() {
    var desk = Desk.withSample()
    for name in ["SATU", "DUA"] { desk.give(name) }
    #expect(visits(desk).compactMap(\.number) == ["1", "2"])
    // A form that is left takes no number.
    desk.press(.function(6))
    desk.type("BATAL")
    desk.press(.escape, .function(8))
    let second = RecordRef(.deskVisit, visits(desk)[1].id)
    desk.save([desk.state.registry.planVoid(second, reason: "mistake")])
    desk.give("TIGA")
    #expect(visits(desk).last?.number == "3")
    // This PC had another id before its backup was put back: its numbers of the day are not given again.
    desk.bringVisit(9, name: "SEBELUMNYA", number: "7", letter: "A")
    desk.give("EMPAT")
    #expect(visits(desk).last?.number == "8")
    desk.now = Timestamp("2026-11-23T08:00:00+07:00")!
    desk.give("BESOK")
    #expect(visits(desk).contains { $0.day == "2026-11-23" && $0.number == "1" && $0.name == "BESOK" })
  }

  @Test("The next household begun after a registration ends the visit: its save and its receipt bear no number")
  func nextHousehold() throws {
    for key in [Key.character("3"), .function(6)] {
      var desk = Desk.withTwoClerks()
      desk.give("SITI AMINAH")
      desk.press(.function(7), .character("1"))
      desk.goHome()
      desk.register("SITI AMINAH", nik: "3376024508690003", card: "3376021203150007")
      #expect(desk.state.layers.last is RegisteredScreen)
      #expect(desk.sees("Masih melayani A-1 SITI AMINAH"))
      desk.press(key)
      #expect(desk.state.layers.last is HouseholdFormScreen)
      #expect(desk.state.registry.deskVisit(visits(desk)[0].id)?.state == "done")
      #expect(desk.sees("A-1"))
      desk.goHome()
      desk.register("KARTINI", nik: "3376024502850003", card: "3376021203150008")
      #expect(desk.newest(.entry)["visit"] == nil && desk.newest(.entry)["summary"] == "KARTINI")
      #expect(!desk.sees("Masih melayani"))
    }
  }

  @Test("Two PCs of one letter gave one number: both stand, each with its PC's name")
  func sameLetter() {
    var desk = Desk.withSample()
    desk.give("WARSITI")
    #expect(!desk.sees("(PC 1)"))
    desk.bringVisit(9, name: "SUPRIYADI", number: "1", letter: "A")
    #expect(desk.sees("A-1 (PC 1)") && desk.sees("A-1 (PC 2)"))
    #expect(desk.state.registry.conflicts().isEmpty)
    desk.bringVisit(8, name: "TARNO", number: "2", letter: "B")
    #expect(desk.sees("B-2 ") && !desk.sees("B-2 ("))
  }

  @Test("Whoever is called has the form open with the name, and everything saved meanwhile hangs on the visit")
  func served() throws {
    var desk = Desk.withSample()
    desk.give("TARNO", purpose: "6")
    desk.press(.function(7), .character("3"))
    desk.give("WARSITI")
    desk.press(.function(7), .character("1"))
    #expect(desk.form.value("p0.name") == "WARSITI")
    desk.type("3376024508680003")
    desk.press(.enter, .function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    let entry = try #require(desk.lastEdits(.entry).first)
    let visit = try #require(visits(desk).last)
    #expect(entry.set.contains(FieldChange("visit", visit.id)))
    let household = try #require(desk.lastEdits(.household).first)
    let receipt = try #require(Receipt(of: household.on.id, Context(desk.state, world: nil).paperSource))
    #expect(receipt.values.texts["reference"]?.hasPrefix("A-2 (") == true, "the receipt bears the visit's number")
    let head = try #require(desk.lastEdits(.person).first)
    #expect(visit.person == head.on.id, "the person of that name is who came")
    desk.press(.enter)
    #expect(desk.sees("dilayani A-2 WARSITI"))
    desk.press(.enter, .enter)
    #expect(desk.sees("Disimpan dalam kunjungan ini: 1") && desk.sees("Pendaftaran"))
    desk.type("2")
    #expect(visits(desk).last?.state == "done")
    desk.goHome()
    #expect(desk.sees("Antrean: 0 menunggu") && !desk.sees("dilayani"))
    desk.type("warsiti")
    desk.press(.enter)
    desk.type("69")
    desk.press(.function(2))
    #expect(desk.lastEdits(.entry).first?.set.contains { $0.field == "visit" } == false)
  }

  @Test("Calling the next one finishes whoever was served at this PC, in one save; at another PC the first goes on")
  func calls() {
    var desk = Desk.withSample()
    for name in ["SATU", "DUA"] { desk.give(name, purpose: "6") }
    desk.press(.up, .function(7), .character("1"))
    #expect(desk.state.layers.count == 1, "what is for no form is searched for on Beranda")
    desk.goHome()
    if !desk.sees("Antrean") { desk.press(.escape) }
    desk.press(.enter)
    #expect(desk.sees("> A-2"))
    desk.press(.function(7), .character("1"))
    #expect(visits(desk).map(\.state) == ["done", "serving"])
    #expect(desk.saves.last?.edits.count == 2)
    #expect(desk.sees("A-1 selesai. A-2 DUA: Dilayani"))

    // Served at PC 2: it stays, and nothing that is saved here hangs on it.
    desk.bringVisit(9, name: "TIGA", number: "1", letter: "B")
    let other = RecordRef(.deskVisit, Sample.id(9009))
    let state = Edit(on: other, set: [FieldChange("state", "serving")])
    desk.bring(Sample.applied([state], from: 900, segment: 9))
    #expect(desk.state.visits.served(at: Desk.device)?.name == "DUA")
    #expect(desk.state.visits.served(at: Sample.device)?.name == "TIGA")
  }

  @Test("Yesterday's open visits stand on top as left over until somebody ends them; the done ones do not")
  func leftOver() {
    var desk = Desk.withSample()
    for name in ["SATU", "DUA", "TIGA"] { desk.give(name, purpose: "6") }
    desk.press(.function(7), .character("2"))
    desk.goHome()
    desk.now = Timestamp("2026-11-23T08:00:00+07:00")!
    desk.press(.enter)
    #expect(desk.sees("0 menunggu · 0 dilayani · 0 selesai · 0 pergi · 2 sisa hari lain"))
    #expect(desk.sees("22-11 09:00"))
    desk.press(.enter, .character("3"))
    #expect(desk.sees("Pergi sebelum dilayani"))
    desk.press(.escape)
    #expect(desk.sees("1 sisa hari lain"))
    #expect(desk.state.visits == VisitBoard(desk.state.registry, day: CalendarDate(iso: "2026-11-23")!))
    // It survives the cache and a new start.
    let registry = desk.state.registry
    #expect(VisitBoard(registry, day: CalendarDate(iso: "2026-11-24")!).leftOver == 1)
  }

  @Test("Yesterday's visit that nobody ended takes nothing that is saved today")
  func staleServing() {
    var desk = Desk.withSample()
    desk.give("WARSITI", purpose: "6")
    desk.press(.function(7), .character("1"))
    desk.now = Timestamp("2026-11-23T08:00:00+07:00")!
    desk.press(.escape)
    desk.find("siti")
    desk.type("69")
    desk.press(.function(2))
    #expect(desk.lastEdits(.entry).first?.set.contains { $0.field == "visit" } == false)
  }

  @Test("Who is known is found while the name is typed; F7 and a digit take the person")
  func known() {
    var desk = Desk.withSample()
    desk.press(.enter, .function(6))
    desk.type("siti")
    #expect(desk.sees("1 SITI NUR'AINI"))
    desk.press(.function(7), .character("1"))
    desk.type("3")
    desk.press(.function(2))
    #expect(visits(desk).first?.person == Sample.siti)
    #expect(visits(desk).first?.name == "SITI NUR'AINI")
    desk.press(.function(7), .character("1"))
    #expect(desk.state.layers.last is PersonScreen)
  }

  @Test("The list is searched by name and by number and filtered; counts stand above")
  func searched() {
    var desk = Desk.withSample()
    for name in ["WARSITI", "SUPRIYADI", "TARNO"] { desk.give(name, purpose: "6") }
    desk.press(.function(7), .character("2"))
    #expect(desk.sees("2 menunggu · 0 dilayani · 1 selesai · 0 pergi"))
    desk.type("supri")
    #expect(desk.sees("> A-2") && !desk.sees("WARSITI"))
    desk.press(.escape)
    desk.type("a-1")
    #expect(desk.sees("> A-1") && !desk.sees("SUPRIYADI"))
    desk.press(.escape, .function(4), .character("4"))
    #expect(desk.sees("TARNO") && !desk.sees("WARSITI") && desk.sees("Ditampilkan: Selesai"))
  }

  @Test("The slip bears number, purpose, name and time, and is narrow enough for a strip")
  func slip() throws {
    var desk = Desk.withSample()
    desk.give("WARSITI")
    desk.press(.function(7), .character("4"), .enter)
    let print = try #require(desk.prints.first)
    #expect(print.trace?.on.kind == .deskVisit)
    let lines = print.sheet.pages.flatMap { $0 }
    for text in ["A-1", "Pendaftaran keluarga", "WARSITI", "22-11-2026, 09:00"] {
      #expect(lines.contains { $0.contains(text) }, "\(text)")
    }
    #expect(lines.map(\.count).max() ?? 99 <= 40)
    #expect(print.sheet.pages.count == 1)
  }

  @Test("A half typed number is a draft, and takes its number only when it is saved")
  func draft() {
    var desk = Desk.withSample()
    desk.press(.enter, .function(6))
    desk.type("WARSITI")
    desk.press(.escape)
    desk.type("2")
    desk.give("TARNO")
    var later = desk.startedAnew()
    later.happen(.pinChecked(login: "lurah", .right))
    later.press(.function(10), .character("5"), .enter)
    later.press(.enter)
    later.type("1")
    later.press(.function(2))
    #expect(visits(later).map(\.name) == ["TARNO", "WARSITI"])
    #expect(later.drafts.isEmpty)
  }

  @Test("A supervisor gives a PC another letter; a letter that another PC has is asked about")
  func letter() {
    var desk = Desk.withSample()
    desk.press(.function(10), .character("6"), .character("3"))
    desk.press(.enter)
    desk.press(.tab)
    desk.type("b")
    desk.press(.function(2))
    #expect(desk.sees("sudah memakai huruf B") || desk.state.layers.last is ChecksScreen)
    desk.press(.escape)
    desk.press(.backspace)
    desk.type("c")
    desk.press(.function(2))
    #expect(desk.saves.last?.edits.first?.set.contains(FieldChange("letter", "C")) == true)
    desk.goHome()
    desk.give("WARSITI")
    #expect(desk.sees("C-1") || desk.state.registry.device(Desk.device.description)?.letter != "C")
  }

  @Test("With 2,000 visits on a day a key costs no walk over the registry: a save changes one row of the board")
  func many() {
    var desk = Desk.withSample()
    let edits = (1...2000).map { number in
      Edit(
        on: RecordRef(.deskVisit, Sample.id(UInt64(20_000 + number))),
        set: [
          FieldChange("day", "2026-11-22"), FieldChange("letter", "B"), FieldChange("number", String(number)),
          FieldChange("purpose", "other"), FieldChange("name", "WARGA \(number)"),
        ])
    }
    desk.bring(Sample.applied(edits, from: 2000, segment: 11))
    #expect(desk.state.visits.rows.count == 2000)
    let before = desk.state.visits
    desk.give("WARSITI")
    var followed = before
    followed.follow(desk.saves.last?.edits ?? [], in: desk.state.registry)
    #expect(followed == VisitBoard(desk.state.registry, day: CalendarDate(iso: "2026-11-22")!))
    #expect(desk.state.visits == followed)
    desk.type("1999")
    #expect(desk.sees("WARGA 1999"))
  }
}

extension Desk {
  /// From Beranda or the list of visits: gives a number. Ends in the list.
  mutating func give(_ name: String, purpose: String = "1") {
    if !(state.layers.last is VisitListScreen) {
      goHome()
      press(.enter)
    }
    press(.function(6))
    type(name)
    press(.enter)
    type(purpose)
    press(.function(2))
  }

  /// PC 2 gave a number today.
  mutating func bringVisit(_ id: UInt64, name: String, number: String, letter: String) {
    let edit = Edit(
      on: RecordRef(.deskVisit, Sample.id(9000 + id)),
      set: [
        FieldChange("day", "2026-11-22"), FieldChange("letter", letter), FieldChange("number", number),
        FieldChange("purpose", "other"), FieldChange("name", name),
      ])
    bring(Sample.applied([edit], from: 500, segment: 20 + id))
  }
}
