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
    let found = state.registry.search("BUDI", kinds: [.person], limit: 1).hits.first
    if let budi = found?.record { save([Edit(on: budi, set: [FieldChange("employment", "school")])]) }
    apply("KARTINI", "las")
    press(.function(2))
    apply("BUDI", "menjahit")
    press(.function(2), .character("2"), .escape)
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
        desk.save([Edit(on: RecordRef(.application, application.id), set: [FieldChange("status", "declined")])])
      }
      desk.apply("BUDI", "las")
      desk.press(.down, .down)
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
