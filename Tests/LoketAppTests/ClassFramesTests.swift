// Classes, rolls and certificates as a clerk sees them, as files in Tests/Frames/Classes.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frames of classes")
struct ClassFramesTests {
  private let files = FrameFiles(group: "Classes")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "classes") { $0.someClasses() },
    RecordFramesTests.Shot(name: "classes en", language: .english) { $0.someClasses() },
    RecordFramesTests.Shot(name: "class new") { $0.press(.function(6)) },
    RecordFramesTests.Shot(name: "participants") {
      $0.makeClass("Menjahit A")
      $0.press(.enter)
      $0.type("1")
    },
    RecordFramesTests.Shot(name: "sessions") {
      $0.makeClass("Menjahit A")
      $0.press(.enter)
      $0.type("3")
    },
    RecordFramesTests.Shot(name: "class") { $0.someRolls() },
    RecordFramesTests.Shot(name: "class en", language: .english) { $0.someRolls() },
    RecordFramesTests.Shot(name: "class 100x30", columns: 100, rows: 30) { $0.someRolls() },
    RecordFramesTests.Shot(name: "class actions") {
      $0.someRolls()
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "roll") {
      $0.someRolls()
      $0.type("2")
      $0.press(.down)
      $0.type("3")
    },
    RecordFramesTests.Shot(name: "roll en", language: .english) {
      $0.someRolls()
      $0.type("2")
    },
    RecordFramesTests.Shot(name: "modules") {
      $0.someRolls()
      $0.type("5")
    },
    RecordFramesTests.Shot(name: "completion") {
      $0.someRolls()
      $0.type("6")
    },
    RecordFramesTests.Shot(name: "training certificates") {
      $0.someGraduates()
      $0.type("7")
      $0.press(.enter)
      $0.type("421/BLK/2026/001")
    },
    RecordFramesTests.Shot(name: "competency results") {
      $0.someGraduates()
      $0.type("8")
    },
    RecordFramesTests.Shot(name: "certificates") {
      $0.completeClass()
      $0.press(.escape, .function(7))
    },
    RecordFramesTests.Shot(name: "person with certificate") {
      $0.completeClass()
      $0.press(.enter)
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.atClasses(6, language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}

extension Desk {
  mutating func someClasses() {
    runClass()
    press(.escape)
    makeClass("Menjahit B", room: "Bengkel", seats: "16")
  }

  /// Two of four sessions were held.
  mutating func someRolls() {
    runClass()
    for mark in ["4", "2"] {
      type("2")
      press(.down)
      type(mark)
      press(.function(2))
    }
    type("5")
    type("Mesin jahit")
    press(.enter)
    type("h")
    type("Pola dasar")
    press(.function(2))
  }

  mutating func someGraduates() {
    runClass(sessions: "1")
    type("2")
    press(.function(2))
    type("6")
    press(.function(2))
  }
}
