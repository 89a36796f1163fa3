// Laporan by keys and as files in Tests/Frames/Reports: the funnel, its filter, and the people behind a bar.
import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

enum ReportOffice {
  /// One save: a record with its entry, and the approval of every second one.
  private static func save(_ place: Int, _ edit: Edit, _ edits: inout [AppliedEdit]) {
    let entry = RecordRef(.entry, Sample.id(9900 + UInt64(place)))
    let about = ["day": "2026-11-02", "action": "change", "subject": edit.on.description]
    let saves: [(edits: [Edit], by: String)] = [
      ([edit, ClassOffice.edit(.entry, entry.id, about)], "petugas1"),
      ([ClassOffice.edit(.entry, entry.id, ["state": "approved", "stateDay": "2026-11-02"])], "lurah"),
    ]
    for (part, save) in saves.prefix(place % 3 == 0 ? 1 : 2).enumerated() {
      for edit in save.edits {
        let n = edits.count + 1
        edits.append(
          AppliedEdit(
            line: LineRef(segment: Identifier(high: 5, low: 60), n: n), tick: UInt64(1_000 + place * 2 + part),
            at: Timestamp("2026-11-02T10:15:00+07:00")!, by: save.by, device: Sample.device, edit: edit))
      }
    }
  }

  /// Twenty accepted applicants of one programme: twelve assigned, eight of them trained, six certified, five placed, three
  /// still at work after six months; the data of the seventh rest.
  static let edits: [AppliedEdit] = {
    var all = ClassOffice.edits(20)
    func add(_ kind: RecordKind, _ number: Int, _ series: UInt64, _ set: [String: String]) {
      let person = ["person": ClassOffice.person(number)]
      all.append(ClassOffice.edit(kind, Sample.id(series + UInt64(number)), person.merging(set) { $1 }))
    }
    for number in 1...20 {
      let day = number % 3 == 0 ? "2026-11-20" : "2026-11-\(number + 2 < 10 ? "0" : "")\(number + 2)"
      all.append(ClassOffice.edit(.person, ClassOffice.person(number), ["registeredOn": day]))
    }
    for number in 1...12 {
      let state = number <= 8 ? "completed" : "attending"
      add(
        .enrolment, number, 9000,
        [
          "track": number % 4 == 0 ? "las" : "menjahit", "program": ClassOffice.program, "status": state,
          "day": "2026-02-02", "statusDate": "2026-03-01",
        ])
      guard number <= 6 || number == 7 else { continue }
      let course = Sample.id(9000 + UInt64(number))
      add(.certificate, number, 9100, ["enrolment": course, "kind": "training", "issued": "2026-03-10"])
      guard number != 6 else { continue }
      add(
        .placement, number, 9200,
        ["track": number % 4 == 0 ? "las" : "menjahit", "kind": "employed", "startDate": "2026-04-01"])
      guard number < 4 else { continue }
      add(
        .followUp, number, 9300,
        [
          "about": "placement/\(Sample.id(9200 + UInt64(number)))", "step": "6", "outcome": "reached", "result": "same",
          "date": "2026-10-05",
        ])
    }
    all.append(ClassOffice.edit(.person, ClassOffice.person(7), ["frozen": "2026-11-05", "frozenReason": "MINTA"]))
    var edits: [AppliedEdit] = []
    for (place, edit) in all.enumerated() { save(place, edit, &edits) }
    return edits
  }()
}

extension Desk {
  /// A desk at Laporan of an office with a programme.
  static func atReports(language: Language = .indonesian, columns: Int = 80, rows: Int = 24) -> Desk {
    var desk = Desk.withSample(language: language, columns: columns, rows: rows)
    desk.bring(ReportOffice.edits)
    desk.happen(.timer)
    desk.open(.reports)
    return desk
  }
}

@Suite("Laporan by keys")
struct ReportScreensTests {
  @Test(
    "The figures on the screen are those of the funnel, and Enter on a stage names its people but those whose data rest"
  )
  func people() {
    var desk = Desk.atReports()
    let figures = Funnel(desk.state.registry).figures(.everybody)
    #expect(figures.map(\.people) == [21, 21, 8, 7, 6, 3])
    #expect(figures.map(\.resting) == [1, 1, 1, 1, 1, 0])
    for figure in figures {
      #expect(desk.screen.split(separator: "\n").contains { $0.contains(" \(figure.people) ") }, "\(figure.stage)")
    }
    // The picture writes the shares that the report counts.
    for (figure, before) in zip(figures.dropFirst(), figures) {
      let (people, all) = (Double(figure.people), Double(figures[0].people))
      #expect(figure.ofFirst.map { "\($0) %" } == FunnelChart.share(people, of: all))
      #expect(figure.ofBefore.map { "\($0) %" } == FunnelChart.share(people, of: Double(before.people)))
    }
    desk.press(.down, .down, .down, .enter)
    #expect(desk.state.layers.last is ReportPeopleScreen)
    #expect(desk.sees("PESERTA 01") && desk.sees("PESERTA 06") && !desk.sees("PESERTA 07") && !desk.sees("PESERTA 08"))
    #expect(desk.sees("7 orang") && desk.sees("6 di daftar ini") && desk.sees("1 orang yang datanya dibekukan"))
    desk.type("serta 03")
    #expect(desk.sees("PESERTA 03") && !desk.sees("PESERTA 01"))
    desk.press(.enter)
    #expect(desk.state.layers.last is PersonScreen && desk.sees("PESERTA 03"))
    desk.press(.escape, .escape, .escape)
    #expect(desk.state.layers.last is ReportsScreen)
  }

  @Test("F4 chooses a programme or a track, and the page of a programme opens its own report")
  func filters() {
    var desk = Desk.atReports()
    desk.press(.function(4))
    #expect(desk.sees("BLK 2026") && desk.sees("Semua") && desk.sees("Menjahit"))
    desk.press(.down, .enter)
    #expect(desk.sees("bekerja: BLK 2026"))
    desk.press(.function(4), .end, .enter)
    let code = Funnel(desk.state.registry).tracks.last ?? ""
    #expect(desk.sees("bekerja: \(desk.state.registry.tracks.name(of: code, .indonesian))"))
    desk.goHome()
    desk.open(.programs)
    desk.press(.enter, .character("8"))
    #expect(desk.state.layers.last is ReportsScreen && desk.sees("bekerja: BLK 2026"))
  }

  @Test("A stage where nobody is says so and opens nothing")
  func nobody() {
    var desk = Desk.open()
    desk.open(.reports)
    desk.press(.end, .enter)
    #expect(desk.state.layers.last is ReportsScreen && desk.sees("Belum ada orang di tahap ini"))
  }
}

@Suite("Frames of Laporan")
struct ReportFramesTests {
  private let files = FrameFiles(group: "Reports")

  static let shots: [RecordFramesTests.Shot] = [
    RecordFramesTests.Shot(name: "funnel") { _ in },
    RecordFramesTests.Shot(name: "funnel en", language: .english) { _ in },
    RecordFramesTests.Shot(name: "funnel 100x30", columns: 100, rows: 30) { _ in },
    RecordFramesTests.Shot(name: "funnel en 100x30", language: .english, columns: 100, rows: 30) { _ in },
    RecordFramesTests.Shot(name: "funnel filter") { $0.press(.function(4)) },
    RecordFramesTests.Shot(name: "funnel of a track") { $0.press(.function(4), .end, .enter) },
    RecordFramesTests.Shot(name: "funnel people") { $0.press(.down, .down, .enter) },
    RecordFramesTests.Shot(name: "funnel people 100x30", columns: 100, rows: 30) { $0.press(.down, .down, .enter) },
  ]

  @Test("Each screen looks as its file shows it", arguments: shots)
  func looks(_ shot: RecordFramesTests.Shot) {
    var desk = Desk.atReports(language: shot.language, columns: shot.columns, rows: shot.rows)
    shot.play(&desk)
    #expect(files.difference(desk.frame.pictured, shot.name) == nil)
  }

  @Test("A terminal with seven bits shows the same picture in its own signs")
  func ascii() {
    var desk = Desk.atReports()
    desk.state.glyphs = .ascii
    #expect(files.difference(desk.frame.pictured, "funnel ascii") == nil)
  }

  @Test("No file is left of a screen that no test shows")
  func strays() {
    #expect(files.strays(besides: Self.shots.map(\.name) + ["funnel ascii"]).isEmpty)
  }
}
