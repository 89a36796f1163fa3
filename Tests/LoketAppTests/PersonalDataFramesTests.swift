// Data pribadi as a supervisor sees it, as files in Tests/Frames/PersonalData.
import FrameFiles
import LoketModel
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frames of personal data")
struct PersonalDataFramesTests {
  private let files = FrameFiles(group: "PersonalData")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "data of a person") { $0.someData() },
    RecordFramesTests.Shot(name: "data of a person en", language: .english) { $0.someData() },
    RecordFramesTests.Shot(name: "data actions") {
      $0.someData()
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "data request") {
      $0.openData("budi")
      $0.press(.character("1"))
    },
    RecordFramesTests.Shot(name: "data frozen") { $0.someFrozen() },
    RecordFramesTests.Shot(name: "data desk") {
      $0.someData()
      $0.toSearch()
      $0.openDesk()
    },
    RecordFramesTests.Shot(name: "data desk en", language: .english) {
      $0.someData()
      $0.toSearch()
      $0.openDesk()
    },
    RecordFramesTests.Shot(name: "data desk frozen") {
      $0.someFrozen()
      $0.toSearch()
      $0.openDesk()
      $0.press(.character("3"))
    },
    RecordFramesTests.Shot(name: "data desk actions") {
      $0.openDesk()
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "data copy") {
      $0.someData()
      $0.press(.character("5"))
    },
    RecordFramesTests.Shot(name: "erase") { $0.someErasing() },
    RecordFramesTests.Shot(name: "erase en", language: .english) { $0.someErasing() },
    RecordFramesTests.Shot(name: "erase head") {
      $0.openData("budi")
      $0.press(.character("6"))
    },
    RecordFramesTests.Shot(name: "erase question") {
      $0.someErasing()
      $0.press(.function(2))
    },
    RecordFramesTests.Shot(name: "erased") {
      $0.someErasing()
      $0.press(.function(2), .function(8))
    },
    RecordFramesTests.Shot(name: "erased en", language: .english) {
      $0.someErasing()
      $0.press(.function(2), .function(8))
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.withSample(
      language: shot.language, columns: shot.columns, rows: shot.rows, account: shot.account)
    shot.play(&desk)
    let difference = files.difference(desk.frame.pictured, shot.name)
    #expect(difference == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}
