// The selection of a track by keys: scores, seed, declaration, answers, a rank set apart, and the minutes.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Selection by keys")
struct SelectionScreenTests {
  @Test("From scores to the declaration: who is in the way is named, then one question, one save")
  func declares() {
    var desk = Desk.atSelection(isJudged: false)
    #expect(desk.sees("8 pendaftar untuk 3 kursi"))
    desk.press(.character("3"))
    #expect(desk.sees("1 belum dinilai: WARSITI"))
    // The grid opens on the one who was not judged.
    desk.press(.character("1"))
    #expect(desk.sees("8 pendaftar, 1 belum lengkap"))
    desk.type("65")
    desk.press(.tab)
    desk.type("60")
    desk.press(.function(2))
    #expect(desk.sees("Nilai disimpan"))
    #expect(desk.newest(.entry)["action"] == "score")
    desk.press(.character("3"))
    #expect(desk.sees("2 bernilai sama"))
    desk.press(.character("2"))
    desk.type("PEKALONGAN-2026")
    desk.press(.function(2))
    #expect(desk.state.registry.wave(Applicants.wave)?.seed == "PEKALONGAN-2026")
    desk.press(.character("3"))
    #expect(desk.sees("8 pendaftar mendapat peringkat: 3 terpilih, 5 cadangan"))
    let saves = desk.saves.count
    // Enter stands on the safe answer.
    desk.press(.enter)
    #expect(desk.saves.count == saves)
    desk.press(.character("3"), .character("2"))
    #expect(desk.saves.count == saves + 1)
    #expect((1...8).map { desk.status($0) }.prefix(3) == ["selected", "selected", "selected"])
    #expect((1...8).compactMap { desk.status($0) }.filter { $0 == "reserve" }.count == 5)
    #expect(desk.sees("Ditetapkan 22-11-2026: 3 kursi, 0 terisi, 3 ditawarkan, 5 cadangan"))
  }

  @Test("A seat that is given back goes to the first reserve who is ready, in the same save, and it is said")
  func promotes() {
    var desk = Desk.declared()
    // The three selected and the first reserve confirm.
    for row in [0, 1, 2, 3] {
      desk.press(.home)
      for _ in 0..<row { desk.press(.down) }
      desk.press(.character("4"))
    }
    #expect([1, 2, 3, 5].map { desk.status($0) } == ["accepted", "accepted", "accepted", "ready"])
    desk.press(.home, .character("5"))
    #expect(desk.sees("DEWI LESTARI naik dari cadangan dalam simpanan yang sama"))
    let saves = desk.saves.count
    desk.type("3")
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.sees("SITI AMINAH mengundurkan diri. Naik dari cadangan: DEWI LESTARI (1)."))
    #expect(desk.status(1) == "declined" && desk.status(5) == "accepted")
    #expect(desk.state.registry.enrolment(Applicants.application(5))?.trainingClass == Applicants.id(0xc1, 1))
    #expect(desk.state.registry.enrolment(Applicants.application(1))?.statusReason == "job")
    // What cannot be done says why.
    desk.press(.home, .character("4"))
    #expect(desk.sees("Statusnya: Mengundurkan diri"))
  }

  @Test("A class that gets one seat more gives it to the reserve who is ready, in the same save")
  func moreSeats() throws {
    var desk = Desk.declared()
    for row in [0, 1, 2, 3] {
      desk.press(.home)
      for _ in 0..<row { desk.press(.down) }
      desk.press(.character("4"))
    }
    #expect(desk.status(5) == "ready")
    let setting = try #require(SettingKind.of(.trainingClass))
    let capacity = try #require(desk.state.registry.trainingClass(Applicants.id(0xc1, 1))?.seats)
    desk.state.layers.append(SettingFormScreen(setting, id: Applicants.id(0xc1, 1), Context(desk.state, world: nil)))
    desk.press(.tab, .tab)
    desk.type(String(capacity + 1))
    let saves = desk.saves.count
    desk.press(.function(2))
    #expect(desk.saves.count == saves + 1)
    #expect(desk.state.registry.trainingClass(Applicants.id(0xc1, 1))?.seats == capacity + 1)
    #expect(desk.status(5) == "accepted")
    #expect(desk.state.registry.enrolment(Applicants.application(5))?.trainingClass == Applicants.id(0xc1, 1))
  }

  @Test("Who did not answer by the last day lapses with one question, and who is ready moves up")
  func expires() {
    var desk = Desk.declared()
    desk.press(.home, .down, .down, .down, .character("4"), .character("6"))
    #expect(desk.sees("Masih dapat konfirmasi sampai 25-11-2026"))
    desk.now = Timestamp("2026-11-26T09:00:00+07:00")!
    desk.press(.home)
    desk.press(.escape)
    desk.openSelection()
    #expect(desk.sees("3 lewat batas konfirmasi"))
    desk.press(.character("6"))
    #expect(desk.sees("3 terpilih tidak konfirmasi"))
    desk.press(.character("2"))
    #expect([1, 2, 3].map { desk.status($0) } == ["expired", "expired", "expired"])
    #expect((4...8).filter { desk.status($0) == "accepted" }.count == 1)
  }

  @Test("A rank is set apart with a reason, which the list, the minutes and the entry bear")
  func override() {
    var desk = Desk.declared()
    desk.press(.end, .character("8"))
    desk.type("1")
    desk.press(.enter)
    desk.press(.function(2))
    #expect(desk.status(8) == "reserve", "without a reason nothing is saved")
    desk.type("difabel, prioritas program")
    desk.press(.function(2))
    #expect(desk.status(8) == "selected" && desk.status(3) == "reserve")
    desk.press(.home)
    #expect(desk.sees("Peringkat diatur: difabel, prioritas program"))
    #expect(desk.newest(.entry)["reason"] == "difabel, prioritas program")
    desk.press(.character("0"))
    for _ in 0..<3 where !desk.sees("(menurut nilai 8)") { desk.press(.pageDown) }
    #expect(desk.sees("(menurut nilai 8)"))
  }

  @Test("What somebody was selected by stands in the minutes for good; the screen says that today's facts are others")
  func kept() {
    var desk = Desk.declared()
    let minutes = { (desk: Desk) in
      SelectionMinutes(wave: Applicants.wave, track: "las", Context(desk.state, world: nil)).values
    }
    let declared = minutes(desk)
    desk.press(.home, .down)
    #expect(desk.sees("Kebutuhan: "))
    desk.save([
      Edit(on: RecordRef(.person, Applicants.person(1)), set: [FieldChange("employment", "laidOff")]),
      Edit(on: RecordRef(.person, Applicants.person(2)), set: [FieldChange("employment", "working")]),
      Edit(
        on: RecordRef(.program, Applicants.program),
        set: [FieldChange("weights/written", "1"), FieldChange("selection", "draw"), FieldChange("tieBreak", "order")]),
    ])
    #expect(minutes(desk) == declared)
    desk.press(.home, .down)
    #expect(desk.sees("Kebutuhan kini (berubah sejak ditetapkan): "))
  }

  @Test("Whom a rule refused gets no rank by hand, and stays among the refused in the minutes")
  func refusedHasNoRank() {
    var desk = Desk.atSelection()
    let refused = RecordRef(.application, Applicants.application(8))
    desk.save([Edit(on: refused, set: [FieldChange("status", "refused"), FieldChange("statusReason", "usia 16")])])
    desk.press(.character("2"))
    desk.type("PEKALONGAN-2026")
    desk.press(.function(2), .character("3"), .character("2"), .end, .character("8"))
    #expect(desk.sees("Tidak memenuhi syarat; tidak mendapat peringkat"))
    #expect(!(desk.state.layers.last is SelectionFormScreen))
    let registry = desk.state.registry
    let pool = registry.pool(wave: Applicants.wave, track: "las")
    #expect(
      registry.rankEdits(
        refused.id, to: 1, reason: "titipan", in: pool, on: desk.state.today, workDay: desk.state.today
      ).isEmpty)
    let minutes = SelectionMinutes(wave: Applicants.wave, track: "las", Context(desk.state, world: nil)).values
    #expect(minutes.rows["refused"]?.map { $0["reason"] } == ["usia 16"])
    // A rank past the last is the last, and the message says so.
    desk.press(.home, .character("8"))
    desk.type("99")
    desk.press(.enter)
    desk.type("berhalangan")
    desk.press(.function(2))
    #expect(desk.sees("kini peringkat 7"))
  }

  @Test("Declared while registration is open, the question says that later applicants get no rank")
  func declaredEarly() {
    var desk = Desk.atSelection()
    desk.save([Edit(on: RecordRef(.wave, Applicants.wave), set: [FieldChange("closes", "2026-11-30")])])
    desk.press(.character("2"))
    desk.type("PEKALONGAN-2026")
    desk.press(.function(2), .character("3"))
    #expect(desk.sees("Pendaftaran masih dibuka sampai 30-11-2026"))
  }

  @Test("The seed may be replaced with a reason until a selection stands on it")
  func seed() {
    var desk = Desk.atSelection()
    desk.press(.character("2"), .function(2))
    let proposed = desk.state.registry.wave(Applicants.wave)?.seed ?? ""
    #expect(proposed.count == 8)
    desk.press(.character("2"))
    desk.type("SAKSI-1")
    desk.press(.function(2))
    #expect(desk.state.registry.wave(Applicants.wave)?.seed == proposed, "without a reason it stays")
    desk.press(.tab)
    desk.type("disepakati saksi")
    desk.press(.function(2))
    #expect(desk.state.registry.wave(Applicants.wave)?.seed == "SAKSI-1")
    desk.press(.character("3"), .character("2"), .character("2"))
    #expect(desk.sees("sudah dipakai penetapan"))
  }

  @Test("A clerk confirms and does not declare; each action that is off says why")
  func clerk() {
    var desk = Desk.declared()
    desk.save([
      Edit(
        on: RecordRef(.account, "ani"),
        set: [FieldChange("name", "ANI"), FieldChange("role", "clerk"), FieldChange("active", "yes")])
    ])
    desk.state.session.account = "ani"
    desk.press(.home, .character("8"))
    #expect(desk.sees("Hanya untuk"))
    desk.press(.character("4"))
    #expect(desk.status(1) == "accepted")
  }

  @Test("Scores that were typed and not saved are a draft, and come back with it")
  func draft() throws {
    var desk = Desk.atSelection(isJudged: false)
    desk.press(.character("1"))
    desk.type("66")
    desk.press(.enter, .escape)
    #expect(desk.state.layers.last is DialogScreen)
    desk.press(.character("2"))
    let draft = try #require(desk.drafts.values.first { $0.kind == ScoreGridScreen.draftKind })
    let screen = try #require(ScoreGridScreen.resume(draft, Context(desk.state, world: nil)))
    desk.open(screen)
    desk.press(.function(2))
    #expect(desk.state.registry.value(RecordRef(.application, Applicants.application(7)), "scores/written") == "66")
    desk.press(.character("1"))
    desk.type("101")
    desk.press(.enter)
    #expect(desk.sees("101 bukan nilai"))
  }

  @Test("One draft of each question resumes as it was", arguments: ["decline", "rank", "reinstate"])
  func questions(_ kind: String) throws {
    var desk = Desk.declared()
    let question = try #require(SelectionQuestion(archive: "\(kind)/\(Applicants.application(1))"))
    #expect(question.archive == "\(kind)/\(Applicants.application(1))")
    desk.open(SelectionFormScreen.asking(question, Context(desk.state, world: nil)))
    desk.press(.function(1))
    #expect(desk.sees("PERTANYAAN SELEKSI"))
  }

  @Test("Whoever is withdrawn from a class on the person's page gives the seat back, and coming back is one too many")
  func withdrawn() throws {
    var desk = Desk.declared()
    for row in [0, 1, 2, 3] {
      desk.press(.home)
      for _ in 0..<row { desk.press(.down) }
      desk.press(.character("4"))
    }
    let enrolment = Applicants.application(2)
    desk.open(ReasonScreen.asking(.withdraw(enrolment: enrolment), Context(desk.state, world: nil)))
    desk.type("3")
    desk.press(.function(2))
    #expect(desk.status(2) == "declined" && desk.status(5) == "accepted")
    #expect(desk.state.registry.enrolment(enrolment)?.status == "withdrawn")
    desk.open(ReasonScreen.asking(.restore(RecordRef(.enrolment, enrolment)), Context(desk.state, world: nil)))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.status(2) == "accepted")
    #expect(desk.state.registry.seatTasks(on: desk.state.today).map(\.kind) == [.surplus])
  }
}
