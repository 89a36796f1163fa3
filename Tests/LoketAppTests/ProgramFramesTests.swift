// Programmes as a clerk sees them, as files in Tests/Frames/Programs.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// P2 with a wave that is open, somebody who applied and somebody who was refused. Ends on the wave.
  fileprivate mutating func someApplicants() {
    register("KARTINI", nik: "3376024502900003", card: "3376020101200001")
    goHome()
    register("BUDI SANTOSO", nik: "3376020502910004", card: "3376020101200002")
    takeTemplate(1)
    openWave()
    change("BUDI", FieldChange("employment", "school"))
    apply("KARTINI", "las")
    press(.function(2))
    apply("BUDI", "menjahit")
    press(.function(2), .character("2"), .escape)
  }

  /// What stands in the register of the first person that this word finds.
  fileprivate mutating func change(_ word: String, _ change: FieldChange) {
    guard let found = state.registry.search(word, kinds: [.person], limit: 1).hits.first?.record else { return }
    save(state.registry.plan([change], on: found, basis: state.registry.basis(found)))
  }

  /// On a wave: somebody of whom little is known is registered and wants to sew. Ends at the answers of the rules.
  fileprivate mutating func registerOnTheWay() {
    press(.function(6), .function(6))
    type("3376024508900003")
    press(.enter)
    type("WARSITI")
    press(.function(2))
    if state.layers.last is ChecksScreen { press(.function(2)) }
    type("menjahit")
    press(.enter)
  }

  /// Some applicants, and since: one has found work, and of a third nobody knows whether she works. Ends on the check of the rules.
  fileprivate mutating func changedApplicants() {
    someApplicants()
    registerOnTheWay()
    press(.function(2), .escape)
    change("KARTINI", FieldChange("employment", "working"))
    press(.character("5"))
  }
}

@Suite("Frames of programmes")
struct ProgramFramesTests {
  private let files = FrameFiles(group: "Programs")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "programs none") { $0.openPrograms() },
    RecordFramesTests.Shot(name: "templates") {
      $0.openPrograms()
      $0.press(.function(6), .down, .down)
    },
    RecordFramesTests.Shot(name: "templates en", language: .english) {
      $0.openPrograms()
      $0.press(.function(6))
    },
    RecordFramesTests.Shot(name: "template question") {
      $0.openPrograms()
      $0.press(.function(6), .down, .enter)
    },
    RecordFramesTests.Shot(name: "program P3") { $0.takeTemplate(2) },
    RecordFramesTests.Shot(name: "program P1 en", language: .english) { $0.takeTemplate(0) },
    RecordFramesTests.Shot(name: "program with a wave") {
      $0.someApplicants()
      $0.press(.escape)
    },
    RecordFramesTests.Shot(name: "programs 100x30", columns: 100, rows: 30) {
      $0.someApplicants()
      $0.press(.escape, .escape)
    },
    RecordFramesTests.Shot(name: "program actions") {
      $0.takeTemplate(2)
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "goals P3") {
      $0.takeTemplate(2)
      $0.press(.character("2"))
    },
    RecordFramesTests.Shot(name: "goals with people") {
      $0.someApplicants()
      $0.press(.escape, .character("2"))
    },
    RecordFramesTests.Shot(name: "rules") {
      $0.takeTemplate(1)
      $0.press(.character("3"))
    },
    RecordFramesTests.Shot(name: "rule of employment") {
      $0.takeTemplate(1)
      $0.press(.character("3"), .down, .down, .down, .enter)
    },
    RecordFramesTests.Shot(name: "weights") {
      $0.takeTemplate(1)
      $0.press(.character("7"), .down, .down, .down, .down, .down)
    },
    RecordFramesTests.Shot(name: "weights declared en 100x30", language: .english, columns: 100, rows: 30) { desk in
      for edits in Desk.declared().saves.map(\.edits) { desk.save(edits) }
      desk.openWeights()
    },
    RecordFramesTests.Shot(name: "weights without score") {
      $0.takeTemplate(2)
      $0.press(.character("7"))
    },
    RecordFramesTests.Shot(name: "weights form") {
      $0.takeTemplate(1)
      $0.press(.character("7"), .enter)
      $0.type("35")
    },
    RecordFramesTests.Shot(name: "weights form en 100x30", language: .english, columns: 100, rows: 30) { desk in
      for edits in Desk.declared().saves.map(\.edits) { desk.save(edits) }
      desk.openWeights()
      desk.press(.enter)
    },
    RecordFramesTests.Shot(name: "points form") {
      $0.takeTemplate(1)
      $0.press(.character("7"), .down, .down, .down, .down, .down, .down, .enter)
      $0.type("101")
      $0.press(.tab)
    },
    RecordFramesTests.Shot(name: "levels form") {
      $0.takeTemplate(4)
      $0.press(.character("7"), .end, .up, .enter)
    },
    RecordFramesTests.Shot(name: "program form") {
      $0.takeTemplate(2)
      $0.press(.character("6"))
    },
    RecordFramesTests.Shot(name: "wave form") {
      $0.takeTemplate(1)
      $0.press(.character("1"))
    },
    RecordFramesTests.Shot(name: "wave") { $0.someApplicants() },
    RecordFramesTests.Shot(name: "wave en 100x30", language: .english, columns: 100, rows: 30) {
      $0.someApplicants()
    },
    RecordFramesTests.Shot(name: "apply search") {
      $0.someApplicants()
      $0.press(.function(6))
      $0.type("kart")
    },
    RecordFramesTests.Shot(name: "apply refused") { desk in
      desk.someApplicants()
      let budi = desk.state.registry.search("BUDI", kinds: [.person], limit: 1).hits.first
      for application in budi.map({ desk.state.registry.applications(of: $0.record.id) }) ?? [] {
        let record = RecordRef(.application, application.id)
        let basis = desk.state.registry.basis(record)
        desk.save(desk.state.registry.plan([FieldChange("status", "declined")], on: record, basis: basis))
      }
      desk.apply("BUDI", "las")
    },
    RecordFramesTests.Shot(name: "apply facts") {
      $0.someApplicants()
      $0.registerOnTheWay()
      $0.press(.character("1"))
    },
    RecordFramesTests.Shot(name: "rule check") { $0.changedApplicants() },
    RecordFramesTests.Shot(name: "rule check en 100x30", language: .english, columns: 100, rows: 30) {
      $0.changedApplicants()
    },
    RecordFramesTests.Shot(name: "rule check question") {
      $0.changedApplicants()
      $0.press(.function(2))
    },
    RecordFramesTests.Shot(name: "rule check done") {
      $0.changedApplicants()
      $0.press(.function(2), .character("2"))
    },
    RecordFramesTests.Shot(name: "applicants") {
      $0.someApplicants()
      $0.press(.character("3"))
    },
    RecordFramesTests.Shot(name: "application refused") {
      $0.someApplicants()
      $0.press(.character("3"), .down, .enter, .down, .down)
    },
    RecordFramesTests.Shot(name: "rule aside") {
      $0.someApplicants()
      $0.press(.character("3"), .down, .enter, .down, .down, .enter)
    },
    RecordFramesTests.Shot(name: "events none") {
      $0.takeTemplate(2)
      $0.press(.character("4"))
    },
    RecordFramesTests.Shot(name: "event form") {
      $0.takeTemplate(2)
      $0.press(.character("4"), .function(6))
    },
    RecordFramesTests.Shot(name: "event") {
      $0.register("KARTINI", nik: "3376024502900003", card: "3376020101200001")
      $0.takeTemplate(2)
      $0.press(.character("4"), .function(6))
      $0.type("BURSA KERJA")
      $0.press(.enter)
      $0.type("1")
      $0.press(.function(2), .enter)
      $0.type("KARTINI")
      $0.press(.enter)
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.open(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}
