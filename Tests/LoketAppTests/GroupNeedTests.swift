// The need of a programme's groups by keys: from the groups and from one group, with its reasons, to the person and back.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

extension Desk {
  /// Two groups of a programme that gives points: four people, of whom two are known in full.
  static func withNeed(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    let home = Sample.id(8400)
    let edits = [
      ClassOffice.edit(
        .program, GroupOffice.program,
        [
          "points/employment.laidOff": "40", "points/employment.notWorking": "30", "points/relation.1": "30",
          "points/internet.none": "10",
        ]),
      ClassOffice.edit(.household, home, ["head": GroupOffice.person(2), "internet": "none"]),
      ClassOffice.edit(.person, GroupOffice.person(1), ["employment": "working", "relation": "4", "household": home]),
      ClassOffice.edit(.person, GroupOffice.person(2), ["employment": "laidOff", "household": home]),
      ClassOffice.edit(.person, GroupOffice.person(3), ["employment": "notWorking"]),
      GroupOffice.formed(1, "TKM 10"), GroupOffice.formed(2, "TKM 9"),
      GroupOffice.member(1, of: 1, as: "chair"), GroupOffice.member(2, of: 1), GroupOffice.member(3, of: 2),
      GroupOffice.member(4, of: 2),
    ]
    return withGroups(edits, language: language, columns: columns, rows: rows)
  }

  /// The list of groups, F7 and 3.
  mutating func openNeed() {
    openWork(.groups)
    press(.function(7), .character("3"))
  }
}

@Suite("Need of groups by keys")
struct GroupNeedScreenTests {
  private func place(_ text: String, _ desk: Desk) -> Int {
    desk.screen.split(separator: "\n").firstIndex { $0.contains(text) } ?? -1
  }

  @Test("F7 on the groups orders everybody of the programme by need; unknown is a question mark and never nought")
  func listed() {
    var desk = Desk.withNeed()
    desk.openNeed()
    #expect(desk.state.layers.last is NeedScreen && desk.sees("TKM · 4 orang dalam kelompok"))
    let order = ["ANGGOTA 2", "ANGGOTA 3", "ANGGOTA 1"].map { place($0, desk) }
    #expect(order == order.sorted() && !order.contains(-1))
    #expect(desk.sees("2 orang belum lengkap datanya") && desk.sees("30-70") && desk.sees("0-80"))
    #expect(desk.sees("Keadaan kerja: Korban PHK 40") && desk.sees("ANGGOTA 2, anggota TKM 10: skor 80"))
    desk.press(.down)
    #expect(desk.sees("belum dicatat dan dihitung 0:"))
    desk.press(.enter)
    #expect(desk.state.layers.last is PersonScreen && desk.sees("ANGGOTA 3"))
  }

  @Test("What was not known is completed from the list, and the score and its place are others at once")
  func completed() {
    var desk = Desk.withNeed()
    desk.openNeed()
    let known = ClassOffice.edit(.person, GroupOffice.person(4), ["employment": "laidOff", "relation": "1"])
    desk.bring(Sample.applied([known], from: 90, segment: 44))
    desk.happen(.timer)
    #expect(desk.sees("70-80"))
    desk.press(.down, .character("5"))
    #expect(desk.state.layers.last is SettingFormScreen)
    desk.press(.escape, .character("2"))
    #expect(desk.state.layers.last is GroupScreen && desk.sees("TKM 9"))
    desk.press(.escape, .character("3"))
    #expect(desk.state.layers.last is ProgramWeightsScreen)
  }

  @Test("4 orders group by group, TKM 9 before TKM 10, each by need; again, everybody by need")
  func grouped() {
    var desk = Desk.withNeed()
    desk.openNeed()
    desk.press(.character("4"))
    let order = ["ANGGOTA 3", "ANGGOTA 4", "ANGGOTA 2 ", "ANGGOTA 1"].map { place($0, desk) }
    #expect(order == order.sorted() && !order.contains(-1))
    desk.press(.character("4"), .home)
    #expect(desk.sees("ANGGOTA 2, anggota TKM 10: skor 80"))
  }

  @Test("A group's page says each member's score and why; 8 opens the programme's list at the chosen member")
  func onPage() {
    var desk = Desk.withNeed(rows: 40)
    desk.openWork(.groups)
    desk.press(.down, .enter)
    #expect(
      desk.sees("Skor kebutuhan menurut poin program")
        && desk.sees("Keadaan kerja: Korban PHK 40, Internet: Tidak ada 10"))
    #expect(desk.sees("skor 80") && desk.sees("skor 10"))
    desk.press(.down, .character("6"))
    #expect(desk.sees("ANGGOTA 2, anggota TKM 10: skor 80"))
  }

  @Test("Without points it says so and where they are given, and the group's page keeps silent")
  func without() {
    var desk = Desk.withTwoChairs()
    desk.openNeed()
    #expect(desk.sees("Program ini belum memberi poin"))
    desk.press(.escape, .enter)
    #expect(!desk.sees("skor ") && !desk.sees("Skor kebutuhan"))
  }
}

@Suite("Frames of the need of groups")
struct GroupNeedFramesTests {
  private let files = FrameFiles(group: "GroupNeed")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "list") { desk in
      desk = Desk.withNeed()
      desk.openNeed()
    },
    RecordFramesTests.Shot(name: "list en 100x30", language: .english, columns: 100, rows: 30) { desk in
      desk = Desk.withNeed(language: .english, columns: 100, rows: 30)
      desk.openNeed()
      desk.press(.down)
    },
    RecordFramesTests.Shot(name: "page") { desk in
      desk = Desk.withNeed()
      desk.openWork(.groups)
      desk.press(.down, .enter)
    },
    RecordFramesTests.Shot(name: "none") { desk in
      desk = Desk.withGroups([GroupOffice.formed(1, "TKM 1")])
      desk.openNeed()
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
