// A class from its form to the certificates, by keys; what each of its screens refuses, and says why.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Classes, attendance and certificates")
struct ClassScreensTests {
  @Test("A class goes from its form to the certificates by keys")
  func whole() throws {
    var desk = Desk.atClasses(20)
    desk.makeClass("Menjahit A")
    #expect(desk.sees("0/20"))
    desk.press(.enter)
    desk.type("1")
    #expect(desk.sees("20 dipilih, 20 kursi kosong"))
    desk.press(.function(2))
    #expect(desk.participants.count == 20)
    #expect(desk.participants.allSatisfy { $0.enrolment.id == $0.enrolment.application })
    #expect(desk.participants.allSatisfy { $0.enrolment.program == ClassOffice.program })
    desk.makeSessions("2")
    #expect(
      desk.state.registry.sessions(ofClass: desk.classID).map(\.id) == ["2026-11-23.0800", "2026-11-24.0800"])

    desk.type("2")
    desk.press(.down)
    desk.type("4")
    desk.press(.function(2))
    #expect(desk.sees("19 hadir, 1 tanpa keterangan"))
    desk.type("2")
    desk.press(.function(2))
    #expect(desk.participants.map(\.attendance.percent) == [100, 50] + Array(repeating: 100, count: 18))

    desk.type("6")
    #expect(desk.sees("19 selesai, 1 gugur"))
    desk.press(.function(2))
    #expect(desk.participants.map(\.enrolment.status).filter { $0 == "completed" }.count == 19)
    let dropped = try #require(desk.participants.first { $0.enrolment.status == "dropped" })
    #expect(dropped.name == "PESERTA 02" && dropped.enrolment.statusReason == "attendance")
    #expect(desk.value(.trainingClass, desk.classID, "state") == "completed")

    desk.type("7")
    #expect(desk.sees("Dinas Tenaga Kerja"))
    desk.press(.enter)
    desk.type("421/BLK/2026/001")
    #expect(desk.sees("421/BLK/2026/001 · PESERTA 01"))
    desk.press(.function(2))
    let certificates = desk.state.registry.certificates().sorted { ($0.number ?? "") < ($1.number ?? "") }
    #expect(certificates.count == 19)
    #expect(certificates.map(\.number).suffix(1) == ["421/BLK/2026/019"])
    #expect(Set(certificates.map(\.kind)) == ["training"] && Set(certificates.map(\.issuer)) == ["Dinas Tenaga Kerja"])

    desk.type("8")
    desk.type("LSP Garmen")
    desk.press(.enter)
    desk.type("Operator Jahit")
    desk.press(.enter)
    for _ in 0..<6 where !desk.focusedField.hasPrefix("p.result") { desk.press(.tab) }
    desk.type("1")
    desk.type("LSP-1")
    desk.press(.enter)
    desk.type("2")
    desk.press(.function(2))
    let tests = desk.state.registry.certificates().filter { $0.kind == "competency" }
    #expect(Set(tests.map(\.result)) == ["K", "BK"])
    #expect(tests.first { $0.result == "K" }?.number == "LSP-1")
    #expect(desk.state.registry.heldTracks(of: ClassOffice.person(1), day: desk.state.today).contains("menjahit"))
    #expect(desk.state.registry.conflicts().isEmpty)
  }

  @Test("The roll of a class of twenty with three exceptions takes eleven keys: under a minute for anybody")
  func keys() {
    var desk = Desk.atClasses(20)
    desk.runClass()
    let before = desk.keys
    desk.type("2")
    desk.press(.down, .down)
    desk.type("2")
    desk.press(.down, .down)
    desk.type("3")
    desk.press(.down, .down)
    desk.type("4")
    desk.press(.function(2))
    #expect(desk.keys - before == 11)
    let marks = desk.state.registry.sessions(ofClass: desk.classID).first.flatMap {
      desk.state.registry.marks(ofClass: desk.classID, $0)
    }
    #expect(ClassWords.marks(marks, Context(desk.state, world: nil)) == "17 hadir, 1 izin, 1 sakit, 1 tanpa keterangan")
  }

  @Test("A roll that was saved opens as it was saved, and a correction says only what it corrects")
  func correction() throws {
    var desk = Desk.atClasses(3)
    desk.runClass()
    desk.type("2")
    desk.type("3")
    desk.press(.function(2))
    let session = try #require(desk.state.registry.sessions(ofClass: desk.classID).first)
    desk.open(RollScreen(trainingClass: desk.classID, session, Context(desk.state, world: nil)))
    #expect(desk.sees("Sakit"))
    desk.type("1")
    desk.press(.function(2))
    let roll = Registry.roll(ofClass: desk.classID, session)
    #expect(desk.saves.last?.edits.filter { $0.on == roll }.flatMap(\.set).count == 1)
    #expect(desk.state.registry.marks(ofClass: desk.classID, session)?.values.filter { $0 == "present" }.count == 3)
  }

  @Test("An unfinished roll asks before it is left, and is found again as a draft")
  func draft() {
    var desk = Desk.atClasses(3)
    desk.runClass()
    desk.type("2")
    desk.type("4")
    desk.press(.escape)
    #expect(desk.state.layers.last is DialogScreen)
    desk.press(.character("2"))
    #expect(desk.drafts.values.map(\.kind) == [RollScreen.draftKind])
    let draft = desk.drafts.values.first
    let again = draft.flatMap { DraftKinds.screen(for: $0, Context(desk.state, world: nil)) }
    #expect((again as? RollScreen)?.draft(Context(desk.state, world: nil))?.values == draft?.values)
  }

  @Test("A room that another class has is refused with its name, day and hours, when sessions are made")
  func roomOfSessions() {
    var desk = Desk.atClasses(3)
    desk.makeSecondClass(room: "AULA KELURAHAN")
    let said = (state(of: desk)?.messages.values.map(\.text) ?? []).joined()
    #expect(said.contains("Aula Kelurahan sudah dipakai Menjahit A pada 23-11-2026 08:00-12:00"))
    #expect(desk.state.layers.last is ClassTaskScreen)
  }

  private func state(of desk: Desk) -> Form? { (desk.state.layers.last as? any FormScreen)?.hand.form }

  @Test("A room is refused in the class's own form too, when its sessions lie there already")
  func roomOfClass() {
    var desk = Desk.atClasses(3)
    desk.makeSecondClass(room: "Bengkel")
    desk.type("0")
    for _ in 0..<5 where desk.focusedField != "s.room" { desk.press(.tab) }
    desk.type("Aula Kelurahan")
    desk.press(.function(2))
    #expect(desk.sees("sudah dipakai Menjahit A"))
    #expect(desk.state.layers.last is SettingFormScreen)
  }

  @Test("More participants than seats are refused with the number that is left")
  func full() {
    var desk = Desk.atClasses(5)
    desk.makeClass("Menjahit A", seats: "3")
    desk.press(.enter)
    desk.type("1")
    #expect(desk.sees("3 dipilih, 3 kursi kosong"))
    desk.press(.down, .down, .down, .enter, .function(2))
    #expect(desk.sees("4 dipilih, kursi tinggal 3"))
    desk.press(.up, .enter, .function(2))
    #expect(desk.participants.count == 3)
    desk.type("1")
    #expect(desk.sees("0 dipilih, 0 kursi kosong"))
  }

  @Test("Anybody is found by a search and joins; twice is refused")
  func search() {
    var desk = Desk.atClasses(1)
    desk.bring(
      Sample.applied([ClassOffice.edit(.person, Sample.id(7900), ["name": "RATNA DEWI"])], from: 1, segment: 77))
    desk.makeClass("Menjahit A")
    desk.press(.enter)
    desk.type("1")
    desk.type("ratna")
    desk.press(.enter, .function(2))
    #expect(desk.participants.map(\.name) == ["PESERTA 01", "RATNA DEWI"])
    #expect(desk.participants[1].id == Registry.enrolment(of: Sample.id(7900), inClass: desk.classID).id)
    desk.type("1")
    desk.type("ratna")
    desk.press(.enter)
    #expect(desk.sees("RATNA DEWI sudah di kelas ini"))
  }

  @Test("Where two PCs gave away one seat twice, the page names who is too many, and removes nobody")
  func surplus() {
    var desk = Desk.atClasses(2)
    desk.makeClass("Menjahit A", seats: "2")
    desk.press(.enter)
    desk.type("1")
    desk.press(.function(2))
    let late = ClassOffice.edit(
      .enrolment, Sample.id(7901),
      ["person": Sample.id(7900), "track": "menjahit", "class": desk.classID, "status": "assigned"])
    desk.bring(
      Sample.applied(
        [ClassOffice.edit(.person, Sample.id(7900), ["name": "RATNA DEWI"]), late], from: 1, segment: 77))
    #expect(desk.sees("Kursi 3/2"))
    #expect(desk.sees("peringkat terakhir: RATNA DEWI"))
    #expect(desk.participants.count(where: \.isIn) == 3)
  }

  @Test("Modules are written, finished and taken away")
  func modules() {
    var desk = Desk.atClasses(1)
    desk.runClass()
    desk.type("5")
    desk.type("Mesin jahit")
    desk.press(.enter)
    desk.type("h")
    desk.type("Pola dasar")
    desk.press(.function(2))
    #expect(desk.sees("Materi: 1 dari 2 selesai"))
    let modules = desk.state.registry.modules(ofClass: desk.classID)
    #expect(modules.map(\.title) == ["Mesin jahit", "Pola dasar"])
    #expect(modules.map { $0.taught?.iso } == ["2026-11-22", nil])
  }

  @Test("What cannot be done yet says why")
  func refusals() {
    var desk = Desk.atClasses(1)
    desk.makeClass("Menjahit A")
    desk.press(.enter)
    for (key, why) in [
      ("2", "belum ada pertemuan"), ("4", "pilih pertemuannya dulu"), ("6", "belum ada daftar hadir"),
      ("7", "belum ada yang selesai"), ("8", "belum ada yang selesai"), ("9", "belum ada peserta"),
    ] {
      desk.type(key)
      #expect(desk.sees(why), "\(key)")
    }
  }

  @Test("The register of certificates searches, filters, and opens the person, whose page shows them")
  func register() {
    var desk = Desk.atClasses(2)
    desk.completeClass()
    desk.press(.escape, .function(7))
    #expect(desk.sees("Semua sertifikat: 2"))
    desk.type("002")
    #expect(desk.sees("PESERTA 02") && !desk.sees("PESERTA 01"))
    desk.press(.enter)
    #expect(desk.sees("421/BLK/2026/002"))
    #expect(desk.sees("Menjahit A"))
    desk.press(.escape, .escape, .function(7), .character("4"))
    #expect(desk.sees("Habis dalam 90 hari: 0"))
  }

  @Test("The supervisor's queue shows rolls and certificates with all that they say")
  func queue() throws {
    var desk = Desk.atClasses(2)
    desk.completeClass()
    let entries = desk.state.registry.entries(day: desk.now.date)
    let roll = try #require(entries.first { $0.action == "attendance" })
    let context = Context(desk.state, world: nil)
    #expect(Review.name(roll, context) == "Menjahit A 23-11-2026 08:00")
    desk.open(EntryScreen(roll.id, following: [], context))
    desk.happen(.timer)
    #expect(desk.sees("PESERTA 01") && desk.sees("Hadir"))
    let certificate = try #require(entries.first { $0.action == "certificate" })
    #expect(Review.name(certificate, context) == "PESERTA 01")
    desk.open(EntryScreen(certificate.id, following: [], context))
    desk.happen(.timer)
    #expect(desk.sees("421/BLK/2026/001"))
  }

  @Test("Exports hold classes, rolls and certificates, and leave out whose data rest")
  func exports() {
    var desk = Desk.atClasses(2)
    desk.completeClass()
    #expect(desk.exported(.classes).contains("\"className\":\"Menjahit A\""))
    #expect(desk.exported(.classes).contains("\"participants\":\"2\""))
    #expect(desk.exported(.attendance).split(separator: "\n").count == 2)
    #expect(desk.exported(.certificates).split(separator: "\n").count == 2)
    desk.bring(
      Sample.applied(
        [ClassOffice.edit(.person, ClassOffice.person(1), ["frozen": "2026-11-22"])], from: 1, segment: 78))
    guard desk.state.registry.isFrozen(RecordRef(.person, ClassOffice.person(1))) else { return }
    #expect(desk.exported(.attendance).split(separator: "\n").count == 1)
    #expect(desk.exported(.certificates).split(separator: "\n").count == 1)
  }
}

extension Desk {
  /// The field that has the focus in the form on top.
  var focusedField: String { (state.layers.last as? any FormScreen)?.hand.form.focus ?? "" }

  /// Beside a class in the hall another one, with sessions at the same hours.
  mutating func makeSecondClass(room: String) {
    runClass()
    press(.escape)
    makeClass("Menjahit B", room: room)
    press(.enter)
    makeSessions("2")
  }

  /// A class with one session, completed, with training certificates. Ends on its page.
  mutating func completeClass() {
    runClass(sessions: "1")
    type("2")
    press(.function(2))
    // Nothing is changed: everybody is present.
    type("6")
    press(.function(2))
    type("7")
    press(.enter)
    type("421/BLK/2026/001")
    press(.function(2))
  }
}
