// Visits and family card events as a clerk sees them, as files in Tests/Frames/Desk.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frames of visits and family card events")
struct DeskFramesTests {
  private let files = FrameFiles(group: "Desk")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "visits") { $0.someVisits() },
    RecordFramesTests.Shot(name: "visits en", language: .english) { $0.someVisits() },
    RecordFramesTests.Shot(name: "visits 100x30", columns: 100, rows: 30) { $0.someVisits() },
    RecordFramesTests.Shot(name: "visits actions") {
      $0.someVisits()
      $0.press(.function(7))
    },
    RecordFramesTests.Shot(name: "visits filters") {
      $0.someVisits()
      $0.press(.function(4))
    },
    RecordFramesTests.Shot(name: "visit new") {
      $0.someVisits()
      $0.press(.function(6))
      $0.type("siti")
    },
    RecordFramesTests.Shot(name: "visit new en", language: .english) {
      $0.someVisits()
      $0.press(.function(6))
      $0.type("siti")
    },
    RecordFramesTests.Shot(name: "visit") { $0.someWork() },
    RecordFramesTests.Shot(name: "visit en", language: .english) { $0.someWork() },
    RecordFramesTests.Shot(name: "visit slip") {
      $0.someVisits()
      $0.press(.function(7), .character("4"))
    },
    RecordFramesTests.Shot(name: "home with visits") {
      $0.someVisits()
      $0.press(.function(7), .character("1"))
      $0.goHome()
      if !$0.sees("Antrean") { $0.press(.escape) }
    },
    RecordFramesTests.Shot(name: "household head died") { $0.headDied() },
    RecordFramesTests.Shot(name: "household head died en", language: .english) { $0.headDied() },
    RecordFramesTests.Shot(name: "household head died after") {
      $0.headDied()
      $0.press(.function(2), .function(2))
    },
    RecordFramesTests.Shot(name: "household split") { $0.splitOff() },
    RecordFramesTests.Shot(name: "household split en", language: .english) { $0.splitOff() },
    RecordFramesTests.Shot(name: "household split 100x30", columns: 100, rows: 30) { $0.splitOff() },
    RecordFramesTests.Shot(name: "household moves out") {
      $0.openHousehold()
      $0.type("5")
    },
    RecordFramesTests.Shot(name: "household moves out en", language: .english) {
      $0.openHousehold()
      $0.type("5")
    },
    RecordFramesTests.Shot(name: "person moves") { $0.headMoves() },
    RecordFramesTests.Shot(name: "person moves en", language: .english) { $0.headMoves() },
    RecordFramesTests.Shot(name: "household moves in") {
      $0.openHouseholds()
      $0.press(.function(7), .character("2"))
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.withSample(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name)).isEmpty)
  }
}

extension Desk {
  /// From Beranda: four visits, one of PC 2 under the same letter, and one left over from yesterday. Ends in the list.
  mutating func someVisits() {
    let today = now
    now = Timestamp("2026-11-21T14:05:00+07:00")!
    give("KARTO", purpose: "6")
    now = today
    goHome()
    for (name, purpose) in [("WARSITI", "1"), ("SUPRIYADI", "3"), ("TARNO", "4")] { give(name, purpose: purpose) }
    press(.function(7), .character("2"))
    bringVisit(9, name: "SRI RAHAYU", number: "2", letter: "A")
  }

  /// Siti is served: her death date is corrected meanwhile. Ends on the visit's page.
  mutating func someWork() {
    press(.enter, .function(6))
    type("siti")
    press(.function(7), .character("1"))
    type("2")
    press(.function(2), .function(7), .character("1"))
    type("3")
    type("las")
    press(.enter)
    type("1")
    press(.function(2), .escape, .enter)
  }

  /// Budi died; his wife takes over, with a new card.
  mutating func headDied() {
    openHousehold()
    type("41")
    type("20112026")
    type("RSUD KARDINAH")
    press(.enter)
    type("3376022211260009")
  }

  /// The head and the daughter found a household of their own; the wife takes over the old one.
  mutating func splitOff() {
    openHousehold()
    type("82")
    go(to: "g.\(Sample.dewi)")
    press(.character(" "))
  }

  /// Budi goes to Slamet's family.
  mutating func headMoves() {
    find("budi")
    type("5")
    type("slamet")
    press(.enter)
    type("39")
  }
}
