// Areas by keys: one is made with its villages and what it has, and a group joins its chain.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// An area of two villages with a resource and a group, all by keys. Ends on its page.
  mutating func makeArea() {
    openWork(.areas)
    press(.function(6))
    type("BUKIT INTAN")
    press(.function(2), .character("2"))
    for village in ["bacang", "air itam"] {
      type(village)
      press(.enter)
    }
    press(.escape, .character("1"))
    type("3")
    type("PASAR PAGI")
    press(.enter)
    type("1")
    press(.enter)
    type("unit")
    press(.enter)
    type("DINAS PERDAGANGAN")
    press(.function(2))
  }

  /// A group of the sample joins the area as one that processes.
  mutating func joinArea() {
    let area = state.registry.areas().first?.id ?? ""
    let group = GroupOffice.formed(1, "DAPUR IBU", ["area": area, "chainRole": "downstream", "village": "1971011006"])
    save([group, GroupOffice.member(1, of: 1)])
  }

  static func atArea(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    var desk = Desk.withGroups(language: language, columns: columns, rows: rows)
    desk.makeArea()
    desk.joinArea()
    desk.goHome()
    desk.openWork(.areas)
    return desk
  }
}

@Suite("Areas by keys")
struct AreaScreensTests {
  @Test(
    "F10, 3, 9 makes an area; its villages are taken in by name, what it has by kind, and its chain says what lacks")
  func makes() throws {
    var desk = Desk.withGroups()
    desk.makeArea()
    let area = try #require(desk.state.registry.areas().first)
    #expect(desk.state.layers.last is AreaScreen && area.name == "BUKIT INTAN")
    let villages = desk.state.registry.elements(RecordRef(.area, area.id), "villages").map(\.element)
    #expect(villages == ["1971011006", "1971011007"])
    let resource = desk.newest(.resource)
    #expect(resource["area"] == area.id && resource["kind"] == "infrastructure" && resource["amount"] == "1")
    #expect(resource["unit"] == "unit" && resource["agency"] == "DINAS PERDAGANGAN")
    #expect(desk.sees("2 kelurahan · 0 kelompok · 0 orang · 1 sumber daya") && desk.sees("Air Itam, Bacang"))
    #expect(desk.sees("PASAR PAGI"))
    desk.joinArea()
    desk.goHome()
    desk.open(.work)
    #expect(desk.sees("1 kawasan, 2 kelurahan, 1 sumber daya"))
    desk.press(.character("9"))
    #expect(desk.sees("3 kosong"))
    desk.press(.enter)
    #expect(desk.sees("1 kelompok · 1 orang"))
  }

  @Test("Enter on a village that is marked takes it out again")
  func takesOut() throws {
    var desk = Desk.atArea()
    desk.press(.enter, .character("2"))
    #expect(desk.sees("[x] Air Itam"))
    desk.press(.enter)
    #expect(desk.sees("dikeluarkan: kini 1 kelurahan") && !desk.sees("[x] Air Itam"))
  }

  @Test("A group's form offers the area, its page names it, and the area's page leads to the group")
  func group() {
    var desk = Desk.atArea()
    desk.goHome()
    desk.openWork(.groups)
    desk.press(.enter)
    #expect(desk.sees("BUKIT INTAN") && desk.sees("Hilir"))
    desk.goHome()
    desk.openWork(.areas)
    desk.press(.enter, .down, .enter)
    #expect(desk.state.layers.last is GroupScreen)
  }
}

@Suite("Frames of areas")
struct AreaFramesTests {
  private let files = FrameFiles(group: "Areas")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "none") { $0.openWork(.areas) },
    RecordFramesTests.Shot(name: "list") { $0 = Desk.atArea() },
    RecordFramesTests.Shot(name: "page") { desk in
      desk = Desk.atArea()
      desk.press(.enter)
    },
    RecordFramesTests.Shot(name: "page en 100x30", language: .english, columns: 100, rows: 30) { desk in
      desk = Desk.atArea(language: .english, columns: 100, rows: 30)
      desk.press(.enter)
    },
    RecordFramesTests.Shot(name: "villages") { desk in
      desk = Desk.atArea()
      desk.press(.enter, .character("2"))
      desk.type("pasir")
    },
    RecordFramesTests.Shot(name: "resource form") { desk in
      desk = Desk.atArea()
      desk.press(.enter, .character("1"))
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
