// Follow-up as a clerk sees it, as files in Tests/Frames/FollowUps.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frames of follow-up")
struct FollowUpFramesTests {
  private let files = FrameFiles(group: "FollowUps")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "due") { _ in },
    RecordFramesTests.Shot(name: "due en", language: .english) { _ in },
    RecordFramesTests.Shot(name: "due 100x30", columns: 100, rows: 30) { _ in },
    RecordFramesTests.Shot(name: "all") { $0.press(.left) },
    RecordFramesTests.Shot(name: "actions") { $0.press(.function(7)) },
    RecordFramesTests.Shot(name: "call") { $0.call("lestari") },
    RecordFramesTests.Shot(name: "call en", language: .english) { $0.call("lestari") },
    RecordFramesTests.Shot(name: "call ended work") {
      $0.call("lestari")
      $0.type("143")
    },
    RecordFramesTests.Shot(name: "call 100x30", columns: 100, rows: 30) {
      $0.call("lestari")
      $0.type("1")
    },
    RecordFramesTests.Shot(name: "call course") {
      $0.call("dina")
      $0.type("1")
    },
    RecordFramesTests.Shot(name: "call card") {
      $0.call("eko")
      $0.type("1")
    },
    RecordFramesTests.Shot(name: "placement offered") {
      $0.call("lestari")
      $0.type("125")
      $0.press(.function(2))
    },
    RecordFramesTests.Shot(name: "figures") {
      $0.press(.function(7))
      $0.type("2")
    },
    RecordFramesTests.Shot(name: "figures en", language: .english) {
      $0.press(.function(7))
      $0.type("2")
    },
    RecordFramesTests.Shot(name: "figures 100x30", columns: 100, rows: 30) {
      $0.press(.function(7))
      $0.type("2")
    },
    RecordFramesTests.Shot(name: "returnees") {
      $0.press(.function(7))
      $0.type("3")
    },
    RecordFramesTests.Shot(name: "person with calls") {
      $0.openPerson("ani lestari")
      $0.press(.end)
    },
    RecordFramesTests.Shot(name: "job card") {
      $0.openPerson("eko")
      $0.act("jobCard")
    },
    RecordFramesTests.Shot(name: "person work actions") {
      $0.openPerson("eko")
      $0.press(.function(7), .end, .enter)
    },
    RecordFramesTests.Shot(name: "home") { $0.goHome() },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.atFollowUps(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}
