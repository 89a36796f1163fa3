// The record screens as a clerk sees them, as files in Tests/Frames/Records.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

@Suite("Frames of households and people")
struct RecordFramesTests {
  private let files = FrameFiles(group: "Records")

  struct Shot: Sendable, CustomTestStringConvertible {
    let name: String
    var language = Language.indonesian
    var columns = 80
    var rows = 24
    var account = "lurah"
    let play: @Sendable (inout Desk) -> Void
    var testDescription: String { name }
  }

  static let shots: [Shot] = [
    Shot(name: "households") { $0.openHouseholds() },
    Shot(name: "households en", language: .english) { $0.openHouseholds() },
    Shot(name: "households found") {
      $0.openHouseholds()
      $0.type("siti")
    },
    Shot(name: "households 100x30", columns: 100, rows: 30) { $0.openHouseholds() },
    Shot(name: "household") { $0.openHousehold() },
    Shot(name: "household en", language: .english) { $0.openHousehold() },
    Shot(name: "household 100x30", columns: 100, rows: 30) { $0.openHousehold() },
    Shot(name: "household actions") {
      $0.openHousehold()
      $0.press(.function(7))
    },
    Shot(name: "household conflict") {
      $0.bringConflict(
        RecordRef(.household, Sample.budiHome), "familyCardNumber", "3376021203150008", "3376021203150009")
      $0.openHousehold()
    },
    Shot(name: "household new head") {
      $0.openHousehold()
      $0.press(.down)
      $0.type("4")
    },
    Shot(name: "household void") {
      $0.openHousehold()
      $0.type("61")
      $0.press(.function(2))
    },
    Shot(name: "household void right one") { $0.voidBudiHome(right: true) },
    Shot(name: "household void right one en", language: .english) { $0.voidBudiHome(right: true) },
    Shot(name: "household void question") {
      $0.openHousehold()
      $0.type("61")
      $0.type("slamet")
    },
    Shot(name: "household void question en", language: .english) {
      $0.openHousehold()
      $0.type("61")
    },
    Shot(name: "household void actions") {
      $0.voidBudiHome(right: false)
      $0.press(.function(7))
    },
    Shot(name: "household restore") {
      $0.voidBudiHome(right: false)
      $0.type("6")
    },
    Shot(name: "household restore en", language: .english) {
      $0.voidBudiHome(right: false)
      $0.type("6")
    },
    Shot(name: "household restored") {
      $0.voidBudiHome(right: true)
      $0.type("62")
      $0.press(.function(2), .end)
    },
    Shot(name: "household right one") {
      $0.voidBudiHome(right: false)
      $0.type("9")
    },
    Shot(name: "households actions") {
      $0.openHouseholds()
      $0.press(.function(7))
    },
    Shot(name: "households voided") {
      $0.voidBudiHome(right: true)
      $0.showVoided()
    },
    Shot(name: "households voided en", language: .english) {
      $0.voidBudiHome(right: true)
      $0.showVoided()
    },
    Shot(name: "household void contradicted") {
      $0.contradictVoid()
      $0.press(.enter)
    },
    Shot(name: "household void contradicted en", language: .english) { $0.contradictVoid() },
    Shot(name: "household former") {
      $0.moveDewi()
      $0.openHousehold()
    },
    Shot(name: "household former en", language: .english) {
      $0.moveDewi()
      $0.openHousehold()
    },
    Shot(name: "person moved") {
      $0.moveDewi()
      $0.press(.end)
    },
    Shot(name: "person moved en", language: .english) { $0.moveDewi() },
    Shot(name: "person assignment") {
      $0.find("siti")
      $0.press(.down, .down, .enter)
    },
    Shot(name: "person assignment en", language: .english) {
      $0.find("siti")
      $0.press(.down, .down, .enter)
    },
    Shot(name: "person placement") {
      $0.find("siti")
      $0.press(.down, .down, .down, .enter)
    },
    Shot(name: "person placement en", language: .english) {
      $0.find("siti")
      $0.press(.down, .down, .down, .enter)
    },
    Shot(name: "person closed rows") { $0.closeRows() },
    Shot(name: "person closed rows en", language: .english) { $0.closeRows() },
    Shot(name: "person by a command") {
      $0.bringByCommand()
      $0.find("tono")
    },
    Shot(name: "person by a command en", language: .english) {
      $0.bringByCommand()
      $0.find("tono")
    },
    Shot(name: "completed") {
      $0.selectAssignment()
      $0.type("81")
    },
    Shot(name: "dropped en", language: .english) {
      $0.selectAssignment()
      $0.type("82")
    },
    Shot(name: "papers seen") {
      $0.find("dewi")
      $0.type("9")
    },
    Shot(name: "papers seen en", language: .english) {
      $0.find("dewi")
      $0.type("9")
    },
    Shot(name: "placement corrected") {
      $0.selectPlacement()
      $0.type("81")
    },
    Shot(name: "placement corrected en", language: .english) {
      $0.selectPlacement()
      $0.type("81")
    },
    Shot(name: "placement before its track") {
      $0.selectPlacement()
      $0.type("81")
      $0.traceToTrack()
    },
    Shot(name: "placement before its track en", language: .english) {
      $0.selectPlacement()
      $0.type("81")
      $0.traceToTrack()
    },
    Shot(name: "person") { $0.find("siti") },
    Shot(name: "person en", language: .english) { $0.find("siti") },
    Shot(name: "person 100x30", columns: 100, rows: 30) { $0.find("siti") },
    Shot(name: "person end") {
      $0.find("siti")
      $0.press(.end)
    },
    Shot(name: "person actions") {
      $0.find("siti")
      $0.press(.down, .down, .down, .function(7))
    },
    Shot(name: "person actions en", language: .english) {
      $0.find("siti")
      $0.press(.function(7))
    },
    Shot(name: "person conflict clerk", account: "petugas1") {
      $0.bringConflict(RecordRef(.person, Sample.siti), "birthDate", "1969-08-06", "1968-08-05")
      $0.find("siti")
      $0.press(.down, .enter)
    },
    Shot(name: "person conflict decide") {
      $0.bringConflict(RecordRef(.person, Sample.siti), "birthDate", "1969-08-06", "1968-08-05")
      $0.find("siti")
      $0.press(.down, .enter)
    },
    Shot(name: "withdraw") {
      $0.selectAssignment()
      $0.type("83")
    },
    Shot(name: "withdraw answered") {
      $0.selectAssignment()
      $0.type("832")
    },
    Shot(name: "withdraw en", language: .english) {
      $0.selectAssignment()
      $0.type("83")
    },
    Shot(name: "standing") {
      $0.find("budi")
      $0.type("62")
    },
    Shot(name: "dead") {
      $0.find("dewi")
      $0.type("62")
      $0.press(.function(2))
    },
    Shot(name: "skill") {
      $0.find("dewi")
      $0.type("3")
      $0.type("las")
    },
    Shot(name: "move choose") {
      $0.find("dewi")
      $0.type("5")
    },
    Shot(name: "move") {
      $0.find("budi")
      $0.type("5")
      $0.type("slamet")
      $0.press(.enter)
      $0.type("1")
    },
    Shot(name: "card") {
      $0.openHousehold()
      $0.type("3")
      $0.type("3376021203150010")
    },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: Shot) {
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

extension Desk {
  mutating func openHouseholds() { press(.function(10), .character("2")) }

  mutating func openHousehold() {
    openHouseholds()
    press(.enter)
  }

  /// From Beranda: voids the household of Budi as entered twice, with or without the right one. Ends on its page.
  mutating func voidBudiHome(right: Bool) {
    openHousehold()
    type("61")
    if right {
      type("slamet")
      press(.enter)
    }
    press(.function(2))
  }

  /// From Beranda: the household of Budi is voided, and another PC that did not know wrote a note of it. Ends on its page,
  /// on the row that says so.
  mutating func contradictVoid() {
    voidBudiHome(right: false)
    let edit = Edit(on: RecordRef(.household, Sample.budiHome), set: [FieldChange("note", "dari PC lain")])
    bring(Sample.applied([edit], from: 400, segment: 8))
    press(.home)
  }

  /// From a household's page back to the list, with the voided ones in it.
  mutating func showVoided() {
    press(.escape, .function(7), .character("1"))
  }

  /// A command on a PC that nobody knows wrote a note of Tono.
  mutating func bringByCommand() {
    let edit = Edit(on: RecordRef(.person, Sample.tono), set: [FieldChange("note", "dari berkas")])
    var registry = state.registry
    for line in Sample.applied([edit], from: 300, segment: 8, by: "system:root") {
      registry.apply(
        line.edit, at: line.line, tick: line.tick, stamp: line.at, by: line.by, device: Identifier(high: 7, low: 99))
    }
    happen(.changedElsewhere(registry))
  }

  /// From Beranda: Dewi marries and moves to Slamet. Ends on her page; `openHousehold` then goes on.
  mutating func moveDewi() {
    find("dewi")
    type("5")
    type("slamet")
    press(.enter)
    type("19")
    press(.function(2))
  }

  /// From Beranda: Siti's assignment is withdrawn and her placement voided. Ends on her page.
  mutating func closeRows() {
    selectAssignment()
    type("832")
    type("sakit lama")
    press(.function(2), .down)
    type("832")
    press(.function(2))
  }

  /// In the form of Siti's placement: it came by her track, and began before she was assigned to it.
  mutating func traceToTrack() {
    press(.tab, .tab, .tab, .tab, .tab)
    type("01112026")
    press(.tab, .tab, .tab)
    type("layanan")
    press(.enter, .function(2))
  }
}
