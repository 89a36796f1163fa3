// Data pribadi by keys: requests with their clock, consent, freezing, erasing.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// From Beranda to the personal data of the first hit.
  mutating func openData(_ name: String) {
    find(name)
    act("data")
  }

  /// Beranda with an empty search.
  mutating func toSearch() {
    goHome()
    if !sees("hari ini") { press(.escape) }
  }

  /// The desk's own list, from Beranda by the menu.
  mutating func openDesk() {
    open(.personalData)
  }

  /// From Beranda: Siti asked for a copy two days ago and for erasure now, and gave one consent and took another back.
  mutating func someData() {
    openData("siti")
    ask("1", "MINTA SALINAN")
    later(hours: 50)
    ask("4", "TIDAK IKUT LAGI")
    press(.character("2"))
    type("11")
    press(.function(2), .character("2"))
    type("32")
    press(.function(2), .character("3"))
    type("3")
    press(.function(2))
  }

  mutating func someFrozen() {
    openData("siti")
    press(.character("4"))
    type("ATAS PERMINTAAN SENDIRI")
    press(.function(2))
  }

  mutating func someErasing() {
    openData("siti")
    press(.character("6"))
    type("1")
    type("PERMINTAAN SENDIRI")
  }

  /// What a screen of this desk sees.
  var context: Context { Context(state, world: nil) }

  /// On that page: the person asks for this, in these words.
  mutating func ask(_ digit: String, _ words: String = "") {
    press(.character("1"))
    type(digit)
    type(words)
    press(.function(2))
  }

  mutating func later(hours: Int) {
    now = Timestamp(seconds: now.seconds + Int64(hours) * 3600, offsetMinutes: now.offsetMinutes)
    press(.unknown)
  }
}

@Suite("Personal data")
struct PersonalDataTests {
  private static let siti = RecordRef(.person, Sample.siti)

  // MARK: Requests

  @Test("A clerk takes a request down; its hours stand before those who may answer it, and are said to be over")
  func clock() throws {
    var clerk = Desk.withSample(account: "petugas1")
    clerk.openData("siti")
    clerk.ask("1", "SALINAN")
    #expect(clerk.sees("sisa 72 jam"))
    let request = try #require(clerk.state.registry.dataRequests(of: Sample.siti).first)
    #expect(request.kind == "copy" && request.received == clerk.now.text && request.isOpen)
    clerk.goHome()
    #expect(!clerk.sees("permintaan data"))
    clerk.press(.character("x"), .escape)

    var desk = clerk
    desk.state.session.account = "lurah"
    desk.press(.unknown)
    #expect(desk.sees("1 permintaan data, sisa 72 jam"))
    desk.later(hours: 70)
    #expect(desk.sees("1 permintaan data, sisa 2 jam"))
    desk.later(hours: 5)
    #expect(desk.sees("1 permintaan data, lewat 3 jam"))
  }

  @Test("A clerk may not decide: the actions say who may")
  func clerkDecidesNothing() {
    var desk = Desk.withSample(account: "petugas1")
    desk.openData("siti")
    desk.ask("4")
    for digit in ["4", "5", "6", "7", "8"] {
      desk.press(.character(Character(digit)))
      #expect(desk.state.status?.text.contains("Hanya untuk") == true)
    }
    desk.press(.enter)
    #expect(desk.state.status?.text.contains("Hanya untuk") == true)
  }

  @Test("A refusal wants a reason and closes the request")
  func refuse() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("4", "HAPUS SAJA")
    desk.press(.character("8"), .function(2))
    #expect(desk.state.registry.dataRequests(of: Sample.siti).first?.isOpen == true)
    desk.type("MASIH MENGIKUTI KELAS")
    desk.press(.function(2))
    let request = try #require(desk.state.registry.dataRequests(of: Sample.siti).first)
    #expect(request.state == "refused" && request.stateNote == "MASIH MENGIKUTI KELAS")
    #expect(desk.sees("Ditolak dengan alasan"))
    #expect(!desk.sees("permintaan data, sisa"))
  }

  @Test("A correction that was asked for is closed when the person's data changed, and only then")
  func correct() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("2", "NAMA SALAH")
    desk.press(.enter)
    #expect(desk.state.layers.last is PersonScreen)
    desk.press(.escape)
    #expect(desk.state.registry.dataRequests(of: Sample.siti).first?.isOpen == true)
    desk.press(.enter, .character("9"))
    desk.press(.function(2))
    desk.press(.escape)
    #expect(desk.state.registry.dataRequests(of: Sample.siti).first?.state == "done")
  }

  // MARK: Consent

  @Test("A consent has a purpose, a day and a way; taken back it stays on the page with its day")
  func consent() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.press(.character("2"))
    desk.type("11")
    desk.press(.function(2))
    #expect(desk.sees("22-11-2026, Surat bertanda tangan"))
    #expect(desk.state.registry.consents(of: Sample.siti).map(\.holds) == [true])
    #expect(desk.lastEntry.first == "change")
    desk.press(.escape)
    #expect(desk.sees("Izin data"))
    desk.act("data")
    desk.press(.character("3"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.sees("ditarik 22-11-2026"))
    let consent = try #require(desk.state.registry.consents(of: Sample.siti).first)
    #expect(!consent.holds && consent.given == "2026-11-22" && consent.withdrawn == "2026-11-22")
    // Given anew it holds again.
    desk.press(.character("2"))
    desk.type("12")
    desk.press(.function(2))
    #expect(desk.state.registry.consents(of: Sample.siti).map(\.holds) == [true])
  }

  // MARK: Freezing

  @Test("A frozen person is in no list, search, match, export or sheet, and the request is answered with it")
  func freeze() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("3", "JANGAN DIPAKAI")
    desk.press(.enter)
    desk.type("ATAS PERMINTAAN")
    desk.press(.function(2))
    #expect(desk.sees("DIBEKUKAN sejak 22-11-2026"))
    let request = try #require(desk.state.registry.dataRequests(of: Sample.siti).first)
    #expect(request.state == "done")
    #expect(desk.value(.person, Sample.siti, "frozenRequest") == request.id)
    desk.toSearch()
    desk.type("nur'aini")
    #expect(desk.sees("Tidak ditemukan"))
    desk.press(.escape)
    for kind in [TableKind.people, .enrolments, .placements] {
      #expect(!desk.exported(kind).contains("NUR'AINI"))
      #expect(!desk.exported(kind).contains(Sample.siti))
    }
    #expect(desk.state.registry.head(of: Sample.budiHome)?.name == "BUDI SANTOSO")
    desk.find("budi")
    desk.press(.enter)
    #expect(!desk.sees("SITI") && desk.sees("1 anggota dibekukan"))
    let receipt = try #require(Receipt(of: Sample.budiHome, desk.context.paperSource))
    #expect(receipt.count == 2)
    #expect(desk.state.registry.person(Sample.siti)?.name == Person.withheldName)
    #expect(desk.state.registry.person(Sample.siti)?.nik == nil)
    #expect(desk.state.registry.frozenPeople() == [Self.siti])
  }

  @Test("The whole NIK of a frozen person finds that there is one, for a supervisor; a clerk is told not to register")
  func frozenNumber() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.press(.character("4"))
    desk.type("ATAS PERMINTAAN")
    desk.press(.function(2))
    desk.toSearch()
    desk.type("3376024508690003")
    #expect(desk.sees("***") && !desk.sees("NUR'AINI"))
    desk.press(.enter)
    #expect(desk.state.layers.last is PersonDataScreen && desk.sees("SITI NUR'AINI"))
    desk.press(.character("4"))
    desk.type("SUDAH BOLEH")
    desk.press(.function(2))
    #expect(!desk.state.registry.isFrozen(Self.siti))
    #expect(desk.value(.person, Sample.siti, "frozenReason") == "SUDAH BOLEH")
    desk.toSearch()
    desk.type("nur'aini")
    #expect(desk.sees("SITI NUR'AINI"))
  }

  @Test("A clerk who types the NIK of a frozen person gets no form and no name")
  func frozenNumberForClerk() {
    var desk = Desk.withSample(account: "petugas1")
    let freeze = Edit(on: Self.siti, set: [FieldChange("frozen", "2026-11-20"), FieldChange("frozenReason", "X")])
    desk.bring(Sample.applied([freeze], from: 200, segment: 9))
    desk.type("3376024508690003")
    #expect(desk.state.layers.last is HomeScreen)
    #expect(desk.state.status?.text.contains("dibekukan") == true)
    #expect(!desk.sees("NUR'AINI"))
  }

  // MARK: Erasing

  @Test("Erasing asks what and why; Enter on the question keeps the data, F8 erases and leads home")
  func erase() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("4", "HAPUS SITI NUR'AINI")
    desk.press(.enter)
    desk.type("1")
    #expect(desk.sees("1 orang, 0 keluarga, 1 penugasan, 1 penempatan"))
    desk.press(.function(2), .enter)
    #expect(desk.state.registry.exists(Self.siti))
    desk.press(.function(2), .function(8))
    #expect(!desk.state.registry.exists(Self.siti))
    #expect(desk.state.registry.enrolments(of: Sample.siti).isEmpty)
    #expect(desk.state.layers.last is ErasedScreen && desk.state.layers.count == 2)
    // The other PC of the sample holds its copies until it hears of it.
    #expect(desk.sees("PC 2"))
    desk.press(.enter)
    #expect(desk.sees("hari ini") && !desk.sees("siti"))
    let erasure = try #require(desk.state.registry.erasureRecords().first)
    #expect(desk.state.registry.value(erasure, "day") == "2026-11-22")
    #expect(
      desk.state.registry.value(desk.state.registry.shownRecord(RecordRef(.household, Sample.budiHome)), "head")
        == Sample.budi)
  }

  @Test("What an erasure takes is worked out beside the keys, and nobody is asked before it stands there")
  func planned() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.press(.character("6"))
    let world = World(now: desk.now, today: desk.now.date) { Identifier(high: 1, low: 1) }
    #expect(update(&desk.state, .key(.character("1")), world) == [.planErasure([Self.siti])])
    #expect(desk.sees("Sedang"))
    desk.type("PERMINTAAN")
    desk.press(.function(2))
    #expect(desk.state.layers.last is EraseScreen, "no question yet")
    desk.send(.planErasure([Self.siti]))
    #expect(desk.sees("1 orang, 0 keluarga"))
    desk.press(.function(2))
    #expect(desk.state.layers.last is DialogScreen)
    desk.press(.enter, .tab)
    desk.type("x")
    #expect(!desk.effects.contains { if case .planErasure = $0 { true } else { false } }, "that is no choice")
  }

  @Test("A head with others in the household is erased with all of it, or not before there is a new head")
  func head() {
    var desk = Desk.withSample()
    desk.openData("budi")
    desk.press(.character("6"))
    #expect(desk.sees("Orang ini kepala keluarga"))
    #expect(desk.sees("Seluruh keluarga (3 orang)"))
    desk.press(.tab)
    desk.type("KELUARGA MEMINTA")
    desk.press(.function(2), .function(8))
    #expect(!desk.state.registry.exists(RecordRef(.household, Sample.budiHome)))
    #expect(!desk.state.registry.exists(Self.siti))
    #expect(desk.state.registry.exists(RecordRef(.person, Sample.slamet)))
  }

  @Test("An erasure that the disk refuses says so, and nothing is gone from the screen")
  func refused() {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.press(.character("6"))
    desk.type("1")
    desk.type("PERMINTAAN")
    desk.happen(.eraseFailed(Message(Phrase("app.form.notSaved"), ["reason": "disk"])))
    #expect(desk.state.registry.exists(Self.siti) && desk.state.status?.level == .error)
  }

  // MARK: The desk

  @Test("Data pribadi lists the most urgent request first, and the lost laptop with its own clock")
  func deskLists() throws {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.ask("1")
    desk.toSearch()
    desk.later(hours: 10)
    desk.openData("slamet")
    desk.ask("4")
    desk.toSearch()
    desk.openDesk()
    #expect(desk.sees("Permintaan yang belum selesai"))
    let rows = desk.screen.split(separator: "\n").map(String.init).filter { $0.contains("sisa") }
    #expect(rows.first?.contains("SITI NUR'AINI") == true && rows.dropFirst().first?.contains("SLAMET") == true)
    desk.press(.function(6))
    desk.type("LAPTOP LAPANGAN DICURI")
    desk.press(.function(2))
    let breach = try #require(desk.state.registry.breaches().first)
    #expect(breach.until == "2026-11-22" && breach.what == "LAPTOP LAPANGAN DICURI")
    desk.press(.character("5"))
    #expect(desk.sees("LAPTOP LAPANGAN DICURI") && desk.sees("sisa 72 jam"))
    desk.press(.character("9"))
    #expect(
      desk.effects.contains(
        .listBreach(
          until: try #require(CalendarDate(iso: "2026-11-22")),
          TraceLine(.exported, on: RecordRef(RecordKind(rawValue: "list"), "people"), by: "lurah"))))
    desk.press(.character("8"))
    desk.press(.function(2))
    #expect(desk.sees("diberi tahu 22-11-2026"))
  }

  @Test("Each list of the desk that names people is a line of the trace, once")
  func traced() {
    var desk = Desk.withSample()
    desk.someFrozen()
    desk.toSearch()
    desk.openDesk()
    let before = desk.traces.count
    desk.press(.character("3"))
    #expect(desk.sees("SITI NUR'AINI"))
    desk.press(.character("4"), .character("3"))
    let lines = desk.traces.dropFirst(before)
    #expect(lines.map(\.on) == [.list("person")] && lines.first?.count == 1 && lines.first?.by == "lurah")
  }

  @Test("Whose keeping is over is proposed, and somebody decides: to keep longer, with a reason")
  func retention() throws {
    var desk = Desk.withSample()
    let died = [FieldChange("standing", "2"), FieldChange("standingDate", "2019-05-01")]
    desk.bring(Sample.applied([Edit(on: Self.siti, set: died)], from: 200, segment: 9))
    desk.openDesk()
    desk.press(.character("6"))
    #expect(desk.sees("SITI NUR'AINI") && desk.sees("01-05-2019") && desk.sees("Meninggal"))
    desk.press(.enter, .character("0"))
    desk.press(.tab)
    desk.type("MASIH ADA SENGKETA")
    desk.press(.function(2))
    #expect(desk.value(.person, Sample.siti, "keepUntil") == "2027-11-22")
    desk.press(.escape)
    #expect(!desk.sees("SITI NUR'AINI"))
    #expect(desk.state.registry.exists(Self.siti))
  }

  @Test("A question that is left half answered is found again among the drafts")
  func draft() {
    var desk = Desk.withSample()
    desk.openData("siti")
    desk.press(.character("4"))
    desk.type("ATAS PERMINTAAN")
    desk.press(.escape, .character("2"))
    #expect(desk.drafts.count == 1)
    var anew = desk.startedAnew()
    anew.happen(.pinChecked(login: "lurah", .right))
    anew.goHome()
    anew.press(.function(10), .character("5"), .enter)
    #expect(anew.sees("ATAS PERMINTAAN"))
    anew.press(.function(2))
    #expect(anew.state.registry.isFrozen(Self.siti))
  }
}
