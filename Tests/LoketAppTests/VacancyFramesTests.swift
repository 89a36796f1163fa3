// Partners, vacancies and candidates as they are seen, as files in Tests/Frames/Vacancies.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frames of vacancies")
struct VacancyFramesTests {
  private let files = FrameFiles(group: "Vacancies")

  struct Shot: Sendable, CustomTestStringConvertible {
    let name: String
    var language = Language.indonesian
    var columns = 80
    var rows = 24
    let desk: @Sendable (inout Desk) -> Void
    var testDescription: String { name }
  }

  /// On the page of the vacancy with four referrals, of which one is an interview and one was refused.
  private static func underWay(_ desk: inout Desk) {
    desk.refer([1, 2, 3, 4], shift: "night")
    let registry = desk.state.registry
    desk.save(
      registry.interviewEdits(of: Seekers.referral(2), held: desk.state.today.adding(days: 3), on: desk.state.today)
        + registry.refusalEdits(
          of: Seekers.referral(4), "rejected", reason: "experience", note: nil, on: desk.state.today))
    desk.openVacancy()
  }

  /// One PC hired the first of four, another recorded that the partner did not take her.
  private static func disputed(_ desk: inout Desk) {
    desk.refer([1, 2, 3, 4], shift: "night")
    let registry = desk.state.registry
    let day = desk.state.today
    let hire = registry.hireEdits(Seekers.referral(1), shift: "night", from: day, on: day, workDay: day)
    let refusal = registry.refusalEdits(of: Seekers.referral(1), "rejected", reason: "distance", note: nil, on: day)
    desk.save(hire.edits)
    desk.save(refusal)
    desk.openVacancy()
  }

  private static func candidates(_ desk: inout Desk) {
    desk.openVacancy()
    desk.press(.character("1"), .home, .character(" "), .down)
  }

  static let shots: [Shot] = [
    Shot(name: "partners") { $0.openWork(.partners) },
    Shot(name: "partners en", language: .english) { $0.openWork(.partners) },
    Shot(name: "partner") { desk in
      underWay(&desk)
      desk.press(.escape)
    },
    Shot(name: "vacancies") { desk in
      desk.openWork(.partners)
      desk.press(.function(7), .character("1"))
    },
    Shot(name: "vacancies wide", columns: 100, rows: 30) { desk in
      desk.openWork(.partners)
      desk.press(.function(7), .character("1"))
    },
    Shot(name: "vacancy form") { desk in
      desk.openWork(.partners)
      desk.press(.enter, .character("1"))
    },
    Shot(name: "vacancy form en", language: .english, columns: 100, rows: 30) { desk in
      desk.openVacancy()
      desk.press(.character("8"))
    },
    Shot(name: "vacancy") { underWay(&$0) },
    Shot(name: "vacancy disputed") { disputed(&$0) },
    Shot(name: "vacancy wide", columns: 100, rows: 30) { underWay(&$0) },
    Shot(name: "vacancy en", language: .english) { underWay(&$0) },
    Shot(name: "vacancy actions") { desk in
      underWay(&desk)
      desk.press(.function(7))
    },
    Shot(name: "candidates") { candidates(&$0) },
    Shot(name: "candidates wide", columns: 100, rows: 30) { candidates(&$0) },
    Shot(name: "candidates en", language: .english) { candidates(&$0) },
    Shot(name: "candidates left out") { desk in
      candidates(&desk)
      desk.press(.character("3"))
    },
    Shot(name: "refer") { desk in
      candidates(&desk)
      desk.press(.function(2))
    },
    Shot(name: "hire") { desk in
      underWay(&desk)
      desk.press(.character("3"))
    },
    Shot(name: "filled") { desk in
      underWay(&desk)
      for number in [2, 1, 3] {
        desk.select(number)
        desk.press(.character("3"), .function(2))
      }
    },
    Shot(name: "entry of a hiring") { desk in
      desk.refer([1, 2], shift: "night")
      desk.openVacancy()
      desk.select(1)
      desk.press(.character("3"), .function(2))
      desk.openLastEntry()
    },
    Shot(name: "entry of an answer", language: .english) { desk in
      desk.refer([1, 2], shift: "night")
      desk.openVacancy()
      desk.select(2)
      desk.press(.character("4"))
      desk.type("1")
      desk.press(.function(2))
      desk.openLastEntry()
    },
    Shot(name: "vacancies of a person") { desk in
      let other: [String: String?] = [
        "partner": Seekers.partner, "title": "JURU LAS", "posts": "1", "opened": "2026-11-01", "track": "las",
      ]
      desk.save([Edit(on: RecordRef(.vacancy, Seekers.id(0x5a, 2)), set: Seekers.changes(other))])
      desk.open(PersonVacancyScreen(person: Seekers.person(1).id, Context(desk.state, world: nil)))
    },
    Shot(name: "consents of several") { desk in
      desk.open(ConsentSheetScreen((1...8).map { Seekers.person($0).id }, Context(desk.state, world: nil)))
      desk.type("3")
      for _ in 0..<2 { desk.press(.down) }
      desk.type("1")
    },
    Shot(name: "consent needed") { desk in
      desk.state.layers.append(PersonScreen(person: Seekers.person(8).id))
      desk.act("cv")
    },
    Shot(name: "person with referrals") { desk in
      desk.refer([1], shift: "night")
      desk.goHome()
      desk.state.layers.append(PersonScreen(person: Seekers.person(1).id))
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: Shot) {
    var desk = Desk.withVacancy(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.desk(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  static let papers = ["cv", "referral"].flatMap { template in
    Language.allCases.map { (template, $0) }
  }

  @Test("The CV and the letter look as their files show them", arguments: papers)
  func paper(_ template: String, _ language: Language) throws {
    var desk = Desk.withVacancy(language: language)
    underPaper(&desk)
    let paper = try #require(WorkPaper(person: Seekers.person(1).id, Context(desk.state, world: nil)))
    let referral = try #require(desk.referral(1))
    let values = template == "cv" ? paper.cv(for: [Seekers.vacancy]) : paper.letter(referral)
    let sheet = PaperSheet(
      try PaperTemplate.compiled(template), values, PaperFormat(lines: 60), desk.state.wording)
    let text = sheet.text.split(separator: "\u{0c}", omittingEmptySubsequences: false)
      .joined(separator: String(repeating: "^", count: 20) + " form feed\n")
    #expect(files.difference(text, "\(template) paper \(language.rawValue)") == nil)
  }

  /// Everything that a CV can show.
  private func underPaper(_ desk: inout Desk) {
    desk.refer([1], shift: "night")
    desk.save([
      Edit(
        on: RecordRef(.certificate, Seekers.id(0xce, 1)),
        set: Seekers.changes([
          "person": Seekers.person(1).id, "track": Seekers.track, "kind": "competency", "result": "K",
          "number": "BNSP-2026-0017", "issuer": "LSP TIK", "scheme": "Contact Center", "issued": "2026-02-01",
          "expires": "2029-02-01",
        ])),
      Edit(
        on: RecordRef(.enrolment, Seekers.id(0xe1, 1)),
        set: Seekers.changes([
          "person": Seekers.person(1).id, "track": "desain-grafis", "status": "completed", "statusDate": "2026-03-20",
        ])),
      Edit(
        on: RecordRef(.placement, Seekers.id(0x11, 1)),
        set: Seekers.changes([
          "person": Seekers.person(1).id, "kind": "employed", "employer": "TOKO MAJU", "title": "KASIR",
          "startDate": "2024-01-02", "endDate": "2025-06-30", "endReason": "contract",
        ])),
    ])
  }

  @Test("No file of a screen that is gone is left")
  func strays() {
    let sheets = Self.papers.map { "\($0.0) paper \($0.1.rawValue)" }
    #expect(files.strays(besides: Self.shots.map(\.name) + sheets) == [])
  }
}
