// Where a stranger stumbled in the programmes: Tab out of habit, scores that were lost, what was not said before a save.
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Where a stranger stumbled in the programmes")
struct ProgramStumblesTests {
  // MARK: Tab

  @Test("The dates of a wave, each ended with Tab, stand each in its own field")
  func wave() {
    var desk = Desk.open()
    desk.takeTemplate(1)
    desk.press(.character("1"), .tab)
    for day in ["16112026", "23112026", "27112026", "30112026"] {
      desk.type(day)
      desk.press(.tab)
    }
    desk.press(.function(2))
    let wave = desk.state.registry.waves(of: "p2-2026").first
    #expect(wave?.opens == "2026-11-16" && wave?.closes == "2026-11-23")
    #expect(wave?.confirmBy == "2026-11-27" && wave?.cutOff == "2026-11-30")
  }

  @Test("The hours of an event, each ended with Tab, leave the place to the place")
  func event() {
    var desk = Desk.open()
    desk.takeTemplate(2)
    desk.press(.character("4"), .function(6))
    desk.type("BURSA KERJA")
    desk.press(.enter)
    desk.type("1")
    desk.press(.tab, .tab)
    desk.type("0900")
    desk.press(.tab)
    desk.type("1000")
    desk.press(.tab)
    desk.type("aula")
    desk.press(.function(2))
    let event = desk.state.registry.events().first
    #expect(event?.starts == "0900" && event?.ends == "1000" && event?.room == "aula")
  }

  @Test("The hours of sessions move on by themselves and show their colon, as those of an event do")
  func sessionHours() {
    var desk = Desk.atClasses(1)
    desk.makeClass("Menjahit A")
    desk.press(.enter)
    desk.type("3")
    for _ in 0..<4 where desk.focusedField != "c.starts" { desk.press(.tab) }
    desk.type("1330")
    desk.press(.tab)
    desk.type("15")
    desk.press(.enter)
    #expect(desk.sees("13:30") && desk.sees("15:00"))
    desk.type("1")
    desk.press(.function(2))
    #expect(desk.state.registry.sessions(ofClass: desk.classID).map(\.hours) == ["13:30-15:00"])
  }

  // MARK: Scores

  private func grid(_ desk: Desk) -> [String: String]? {
    (desk.state.layers.last as? ScoreGridScreen)?.draft(Context(desk.state, world: nil))?.values
  }

  @Test("What was typed and is no score asks before it is left, and stands there again when the grid is opened")
  func scoresAsk() {
    var desk = Desk.atSelection(isJudged: false)
    desk.press(.character("1"))
    desk.type("101")
    desk.press(.enter)
    #expect(desk.sees("101 bukan nilai"))
    desk.press(.escape)
    #expect(desk.state.layers.last is DialogScreen)
    desk.press(.character("2"))
    #expect(desk.drafts.values.map(\.kind) == [ScoreGridScreen.draftKind])
    desk.press(.character("1"))
    #expect(desk.sees("Dilanjutkan dari draf nilai 22-11-2026 09:00"))
    #expect(grid(desk)?["line"] == "101")
    desk.press(.backspace, .enter)
    #expect(grid(desk)?["score.\(Applicants.application(7))/written"] == "10")
    desk.press(.function(2))
    #expect(desk.newest(.entry)["action"] == "score")
    #expect(desk.drafts.isEmpty)
  }

  @Test("Thrown away, nothing of the scores is left; a grid in which nothing was typed closes without a question")
  func scoresThrownAway() {
    var desk = Desk.atSelection(isJudged: false)
    desk.press(.character("1"), .escape)
    #expect(desk.state.layers.last is SelectionScreen)
    desk.press(.character("1"))
    desk.type("70")
    desk.press(.escape, .function(8))
    #expect(desk.state.layers.last is SelectionScreen && desk.drafts.isEmpty)
    desk.press(.character("1"))
    #expect(grid(desk) == nil && !desk.sees("Dilanjutkan"))
  }

  @Test("Scores that somebody else put aside are mentioned with the name, and are not mixed into one's own")
  func scoresOfAnother() {
    var desk = Desk.atSelection(isJudged: false)
    desk.press(.character("1"))
    desk.type("70")
    desk.press(.enter, .escape, .character("2"))
    let clerk = [FieldChange("role", "clerk"), FieldChange("active", "yes")]
    desk.save([Edit(on: RecordRef(.account, "udin"), set: clerk)])
    desk.state.session.account = "udin"
    let context = Context(desk.state, world: nil)
    var grid = ScoreGridScreen(wave: Applicants.wave, track: "las", context)
    #expect(grid.draft(context) == nil)
    var heard = context
    grid.appear(&heard)
    #expect(heard.status?.text.contains("draf lurah (22-11-2026 09:00)") ?? false)
  }

  // MARK: Drafts

  @Test(
    "A draft is called by what it is, in both languages",
    arguments: [
      (RecordKind.program, "Program", "Programme"), (.wave, "Gelombang", "Wave"), (.trainingClass, "Kelas", "Class"),
      (.event, "Kegiatan", "Event"), (.aid, "Bantuan", "Aid"), (.certificate, "Sertifikat", "Certificate"),
      (.person, "Perubahan", "Change"), (.account, "Petugas dan PIN", "Clerks and PINs"),
    ])
  func draftNames(kind: RecordKind, id: String, en: String) {
    for (language, word) in [(Language.indonesian, id), (.english, en)] {
      let desk = Desk.open(language: language)
      let draft = Draft(
        id: Identifier(high: 1, low: 1), kind: SettingFormScreen.draftKind, title: "A", at: desk.now, by: "lurah",
        values: ["kind": kind.rawValue])
      #expect(desk.state.wording[DraftKinds.words(draft)] == word)
    }
  }

  @Test("The draft of an aid bears the name of who shall receive it")
  func draftOfAid() throws {
    var desk = Desk.atClasses(1)
    let setting = try #require(SettingKind.of(.aid))
    let given = ["person": ClassOffice.person(1)]
    desk.open(SettingFormScreen(setting, id: nil, given: given, Context(desk.state, world: nil)))
    desk.type("MODAL")
    desk.press(.escape, .character("2"))
    let draft = try #require(desk.drafts.values.first)
    #expect(draft.title == "PESERTA 01")
    let record = DraftKinds.record(of: draft, Context(desk.state, world: nil))
    #expect(record == RecordRef(.person, ClassOffice.person(1)))
  }

  // MARK: Classes

  @Test("Competency results without one result say that one must be given, and who has a number has a result")
  func results() {
    var desk = Desk.atClasses(2)
    desk.someGraduates()
    desk.type("8")
    desk.type("LSP Garmen")
    desk.press(.enter)
    desk.type("Operator Jahit")
    desk.press(.function(2))
    #expect(desk.sees("Pilih hasil: 1 K atau 2 BK"))
    #expect(desk.focusedField == "p.result/\(desk.participants[0].id)")
    desk.type("1")
    desk.press(.tab)
    desk.type("LSP-1")
    desk.press(.tab, .tab)
    desk.type("LSP-2")
    desk.press(.function(2))
    #expect(desk.focusedField == "p.result/\(desk.participants[1].id)")
    #expect(desk.state.registry.certificates().isEmpty)
    desk.type("2")
    desk.press(.function(2))
    if desk.state.layers.last is ChecksScreen { desk.press(.function(2)) }
    #expect(desk.state.registry.certificates().count == 2)
  }

  @Test("A module is not finished on a day that has not come")
  func moduleAhead() {
    var desk = Desk.atClasses(1)
    desk.runClass()
    desk.type("5")
    desk.type("Mesin jahit")
    desk.press(.enter)
    desk.type("01122026")
    #expect(desk.focusedField == "c.taught/1")
    desk.press(.function(2))
    #expect(desk.sees("Tanggal selesai 01-12-2026 belum tiba"))
    #expect(desk.state.registry.modules(ofClass: desk.classID).isEmpty)
    desk.type("h")
    desk.press(.function(2))
    #expect(desk.state.registry.modules(ofClass: desk.classID).map { $0.taught?.iso } == ["2026-11-22"])
  }

  @Test("Completing a class says how many of its sessions have no roll, asks once, and refuses nobody")
  func sessionsWithoutRoll() {
    var desk = Desk.atClasses(3)
    desk.someRolls()
    desk.type("6")
    #expect(desk.sees("2 dari 4 pertemuan belum diabsen"))
    desk.press(.function(2))
    #expect(desk.state.layers.last is ChecksScreen)
    #expect(desk.value(.trainingClass, desk.classID, "state") == nil)
    desk.press(.function(2))
    #expect(desk.value(.trainingClass, desk.classID, "state") == "completed")
  }

  @Test("A class whose sessions all have a roll is completed without that question")
  func everyRoll() {
    var desk = Desk.atClasses(2)
    desk.runClass(sessions: "1")
    desk.type("2")
    desk.press(.function(2))
    desk.type("6")
    #expect(!desk.sees("belum diabsen"))
    desk.press(.function(2))
    #expect(desk.value(.trainingClass, desk.classID, "state") == "completed")
  }

  @Test("The page of a class names the attendance that it asks for whole, and its history the hours as hours")
  func page() {
    var desk = Desk.atClasses(2, rows: 50)
    desk.runClass()
    #expect(desk.sees("Min. kehadiran  80%"))
    #expect(desk.sees("Pertemuan 23-11-2026 08:00: 12:00"))
  }
}
