import FrameFiles
import LoketModel
import LoketRegistry
import LoketWidgets
import Testing

@testable import LoketApp

/// Sheets as they leave the printer, kept as text under Tests/Frames/paper. A form feed stands as a line of its own.
@Suite("Sheets on paper")
struct PaperTests {
  private static let files = FrameFiles(group: "paper")

  /// One sheet: its name, and what is on it.
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    var format = PaperFormat()
    let template: String
    let values: @Sendable (Language) -> PaperValues
    var testDescription: String { name }
  }

  static let scenes: [Scene] = [
    Scene(name: "receipt short", template: Receipt.template) { receipt(Sample.budiHome, $0) },
    Scene(name: "receipt 12 cpi", format: PaperFormat(columns: 96), template: Receipt.template) {
      receipt(Sample.budiHome, $0)
    },
    Scene(name: "receipt without members", template: Receipt.template) { receipt(Crowd.emptyHome, $0) },
    Scene(name: "receipt without a head", template: Receipt.template) { receipt(Sample.headlessHome, $0) },
    Scene(name: "receipt of twelve", template: Receipt.template) { receipt(Crowd.home, $0) },
    Scene(name: "receipt of twelve, short pages", format: PaperFormat(lines: 30), template: Receipt.template) {
      receipt(Crowd.home, $0)
    },
    Scene(name: "blank form", template: BlankForm.template) { BlankForm.values(source($0)) },
    Scene(name: "attendance of forty", template: AttendanceSheet.template) { attendance(40, $0) },
    Scene(name: "attendance of nobody", format: PaperFormat(lines: 30), template: AttendanceSheet.template) {
      attendance(0, $0)
    },
    Scene(name: "queue number", format: PaperFormat(lines: 30), template: VisitSlip.template) { slip($0) },
    Scene(
      name: "blank form dot matrix", format: PaperFormat(columns: 96, lines: 66, letters: .ascii),
      template: BlankForm.template
    ) { BlankForm.values(source($0)) },
  ]

  static func source(_ language: Language, account: String = "petugas1") -> PaperSource {
    var desk = Desk.withSample(language: language)
    desk.bring(Sample.applied(Crowd.edits, from: 1, segment: 6))
    return PaperSource(
      registry: desk.state.registry, wording: Wording(language), office: "3376021005", deviceLabel: "PC 1",
      account: account, now: desk.now)
  }

  static func receipt(_ household: String, _ language: Language) -> PaperValues {
    Receipt(of: household, source(language))?.values ?? PaperValues()
  }

  /// A class of so many people with names of sixty letters.
  static func attendance(_ count: Int, _ language: Language) -> PaperValues {
    var desk = Desk.withSample(language: language)
    let id = Sample.id(7000)
    var edits = [
      ClassOffice.edit(
        .trainingClass, id,
        [
          "name": "Menjahit A", "track": "menjahit", "capacity": "40", "starts": "2026-11-23", "ends": "2026-12-11",
          "room": "Aula Kelurahan", "trainer": "RATNA", "agency": "Dinas Tenaga Kerja",
          "sessions/2026-11-23.0800": "1200",
        ])
    ]
    for number in 0..<count {
      edits += [
        ClassOffice.edit(
          .person, ClassOffice.person(number), ["name": Crowd.name(number), "household": Sample.budiHome]),
        ClassOffice.edit(
          .enrolment, Sample.id(7500 + UInt64(number)),
          ["person": ClassOffice.person(number), "class": id, "track": "menjahit", "status": "assigned"]),
      ]
    }
    desk.bring(Sample.applied(edits, from: 1, segment: 88))
    let source = PaperSource(
      registry: desk.state.registry, wording: Wording(language), office: "3376021005", deviceLabel: "PC 1",
      account: "petugas1", now: desk.now)
    guard let found = desk.state.registry.trainingClass(id) else { return PaperValues() }
    return AttendanceSheet.values(found, desk.state.registry.sessions(ofClass: id).first, source)
  }

  static func slip(_ language: Language) -> PaperValues {
    var desk = Desk.withSample(language: language)
    desk.give("WARSITI")
    guard let visit = desk.state.visits.rows.first else { return PaperValues() }
    return VisitSlip.values(visit, label: "A-1 (PC 1)", device: "PC 1", source(language))
  }

  private static func sheet(_ scene: Scene, _ language: Language) throws -> PaperSheet {
    PaperSheet(
      try PaperTemplate.compiled(scene.template), scene.values(language), scene.format, Wording(language))
  }

  @Test("A sheet is as its file says", arguments: scenes, Language.allCases)
  func looks(_ scene: Scene, _ language: Language) throws {
    let sheet = try Self.sheet(scene, language)
    let pictured = sheet.text.split(separator: "\u{0c}", omittingEmptySubsequences: false)
      .joined(separator: String(repeating: "^", count: 20) + " form feed\n")
    #expect(Self.files.difference(pictured, "\(scene.name) \(language.rawValue)") == nil)
  }

  @Test("No file of a sheet that is gone is left")
  func strays() {
    let names = Self.scenes.flatMap { scene in Language.allCases.map { "\(scene.name) \($0.rawValue)" } }
    #expect(Self.files.strays(besides: names) == [])
  }

  @Test("No line is wider than the paper and no page longer, and each page says which one it is")
  func fits() throws {
    for scene in Self.scenes {
      for language in Language.allCases {
        let sheet = try Self.sheet(scene, language)
        for (place, page) in sheet.pages.enumerated() {
          #expect(page.count == scene.format.lines, "\(scene.name)")
          #expect(page.allSatisfy { $0.count <= scene.format.columns - PaperFormat.margin }, "\(scene.name)")
          #expect(page.allSatisfy { $0.isEmpty || $0.hasPrefix("  ") })
          let number = language == .indonesian ? "Halaman \(place + 1) dari" : "Page \(place + 1) of"
          // A slip is one page, torn off behind its last line.
          let isSlip = scene.template == VisitSlip.template && sheet.pages.count == 1
          #expect(isSlip || page.last?.contains("\(number) \(sheet.pages.count)") == true, "\(scene.name)")
        }
      }
    }
  }
}

/// A household of twelve with names of sixty letters, and one with nobody in it.
enum Crowd {
  static let home = Sample.id(101)
  static let emptyHome = Sample.id(102)

  /// Sixty letters of four words.
  static func name(_ number: Int) -> String {
    let words = [
      "MUHAMMAD ABDURRAHMAN WAHYUDININGRAT KUSUMANEGARA SASTRODIWIRYO",
      "SITI NURHALIZAH RAHMAWATI PUSPANINGTYAS KARTIKASARI DEWI",
    ]
    let base = words[number % 2]
    let suffix = " \(number)"
    return String(base.prefix(60 - suffix.count)) + suffix
  }

  static let edits: [Edit] = {
    var edits = [
      edit(
        .household, home,
        [
          "address": "JALAN PANGERAN DIPONEGORO GANG MELATI IX BLOK C NOMOR 117 RUMAH BELAKANG MASJID BAITURRAHMAN",
          "rt": "012", "rw": "011", "village": "3376021005", "head": Sample.id(111),
          "familyCardNumber": "3376021203150012", "device": "both", "internet": "home", "papersSeen": "2026-11-21",
        ]),
      edit(.household, emptyHome, ["address": "JL KRATON 10", "village": "3376021005"]),
    ]
    for number in 1...12 {
      edits.append(
        edit(
          .person, Sample.id(UInt64(110 + number)),
          [
            "name": name(number), "nik": "33760212036\(50 + number)00\(10 + number)".prefix(16).description,
            "birthDate": "19\(50 + number)-03-12", "sex": number % 2 == 0 ? "2" : "1", "household": home,
            "relation": number == 1 ? "1" : "9", "maritalStatus": "2", "education": number == 5 ? "" : "5",
            "occupation": "19",
          ].filter { !$0.value.isEmpty }))
    }
    edits += [
      edit(
        .enrolment, Sample.id(141),
        ["person": Sample.id(112), "track": "menjahit", "status": "assigned", "day": "2026-11-21"]),
      edit(.entry, Sample.id(151), ["day": "2026-11-21", "action": "register", "subject": "household/\(home)"]),
    ]
    return edits
  }()

  private static func edit(_ kind: RecordKind, _ id: String, _ set: [String: String]) -> Edit {
    Edit(on: RecordRef(kind, id), set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })
  }
}
