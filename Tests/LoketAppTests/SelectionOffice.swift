// A wave with applicants at the desk: what the tests of the selection's screens and of its minutes begin with.
import LoketModel
import LoketRegistry
import LoketWidgets

@testable import LoketApp

/// The wave of BLK Pekalongan in small, or as large as a test wants it.
enum Applicants {
  static let program = "p2-2026"
  static let wave = id(0x3a, 1)

  static func id(_ kind: UInt64, _ number: Int) -> String { Identifier(high: kind, low: UInt64(number)).description }
  static func application(_ number: Int) -> String { id(0xa9, number) }
  static func person(_ number: Int) -> String { id(0x7e, number) }

  private static func edit(_ kind: RecordKind, _ id: String, _ values: [(String, String?)]) -> Edit {
    Edit(on: RecordRef(kind, id), set: values.map { FieldChange($0.0, $0.1) })
  }

  static let names = [
    "SITI AMINAH", "BUDI SANTOSO", "KARTINI", "SLAMET RIYADI", "DEWI LESTARI", "TARNO", "WARSITI", "AHMAD FAUZI",
  ]

  /// A programme with weights, the wave that is open until tomorrow's confirmation, and one class for each track.
  static func office(classes: [(track: String, seats: Int)], confirmBy: String? = "2026-11-25") -> [Edit] {
    let template = ProgramTemplate.named("P2")
    var values = template?.values(year: 2026, name: "Pelatihan BLK 2026") ?? [:]
    // Without the order of application, so that there is something to draw.
    values["tieBreak"] = "interview written need"
    return [
      edit(.program, program, values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
      edit(
        .wave, wave,
        [
          ("program", program), ("name", "Gelombang 1"), ("opens", "2026-11-01"), ("closes", "2026-11-20"),
          ("confirmBy", confirmBy), ("cutOff", confirmBy.map { _ in "2026-11-30" }),
        ]),
    ]
      + classes.enumerated().map { place, row in
        edit(
          .trainingClass, id(0xc1, place + 1),
          [
            ("program", program), ("wave", wave), ("track", row.track), ("name", "Kelas \(place + 1)"),
            ("capacity", String(row.seats)), ("starts", "2026-12-01"),
          ])
      }
  }

  /// One applicant, head of a household of one.
  static func applicant(
    _ number: Int, name: String, track: String = "las", written: Int?, interview: Int?,
    employment: String = "notWorking",
    day: String = "2026-11-05"
  ) -> [Edit] {
    let household = id(0x4a, number)
    var application: [(String, String?)] = [
      ("person", person(number)), ("program", program), ("wave", wave), ("track", track), ("day", day),
      ("status", "submitted"), ("statusDate", day), ("statusReason", nil),
    ]
    if let written { application.append(("scores/written", String(written))) }
    if let interview { application.append(("scores/interview", String(interview))) }
    return [
      edit(.household, household, [("head", person(number)), ("rt", "003"), ("rw", "001"), ("village", "3376021005")]),
      edit(.person, person(number), [("name", name), ("household", household), ("employment", employment)]),
      edit(.application, Applicants.application(number), application),
    ]
  }

  /// Eight applicants for welding, three seats: the fourth and fifth are equal in everything.
  static func welding(isJudged: Bool = true) -> [Edit] {
    let scores = [(90, 85), (88, 80), (80, 82), (75, 75), (75, 75), (70, 60), (65, 60), (50, 55)]
    return office(classes: [("las", 3)])
      + names.indices.flatMap { place in
        applicant(
          place + 1, name: names[place], written: isJudged || place != 6 ? scores[place].0 : nil,
          interview: isJudged || place != 6 ? scores[place].1 : nil,
          employment: place == 1 ? "laidOff" : "notWorking")
      }
  }
}

extension Desk {
  /// The selection of a track, laid over Beranda as the wave's screen opens it.
  mutating func openSelection(_ track: String = "las") {
    open(SelectionScreen(wave: Applicants.wave, track: track, context: Context(state, world: nil)))
    happen(.key(.home))
  }

  /// A desk with the small wave, at its selection.
  static func atSelection(isJudged: Bool = true, language: Language = .indonesian) -> Desk {
    var desk = Desk.open(language: language)
    desk.save(Applicants.welding(isJudged: isJudged))
    desk.openSelection()
    return desk
  }

  /// The same, with a seed and declared.
  static func declared(language: Language = .indonesian) -> Desk {
    var desk = Desk.atSelection(language: language)
    desk.press(.character("2"))
    desk.type("PEKALONGAN-2026")
    desk.press(.function(2), .character("3"), .character("2"))
    return desk
  }

  func status(_ number: Int) -> String? {
    state.registry.application(Applicants.application(number))?.status
  }
}
