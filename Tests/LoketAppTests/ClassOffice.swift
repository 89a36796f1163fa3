// An office with a programme, a wave, accepted applicants and people, for the tests of classes.
import LoketModel
import LoketRegistry
import LoketWidgets

@testable import LoketApp

enum ClassOffice {
  static let program = Sample.id(7001)
  static let wave = Sample.id(7002)
  /// `PESERTA 01` and so on.
  static func person(_ number: Int) -> String { Sample.id(7100 + UInt64(number)) }
  static func application(_ number: Int) -> String { Sample.id(7300 + UInt64(number)) }

  static func name(_ number: Int) -> String { "PESERTA \(number < 10 ? "0" : "")\(number)" }

  /// So many people with an accepted application each, in the order of their ranks.
  static func edits(_ count: Int) -> [Edit] {
    let first: [Edit] = [
      edit(.program, program, ["name": "BLK 2026", "year": "2026", "classSize": "20", "owner": "Dinas Tenaga Kerja"]),
      edit(.wave, wave, ["program": program, "name": "Gelombang 1", "opens": "2026-10-01", "closes": "2026-10-31"]),
    ]
    return first
      + (1...count).flatMap { number -> [Edit] in
        [
          edit(.person, person(number), ["name": name(number), "sex": "2"]),
          edit(
            .application, application(number),
            [
              "person": person(number), "program": program, "wave": wave, "track": "menjahit", "status": "accepted",
              "rank": String(number), "day": "2026-10-02",
            ]),
        ]
      }
  }

  static func edit(_ kind: RecordKind, _ id: String, _ set: [String: String]) -> Edit {
    Edit(on: RecordRef(kind, id), set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })
  }
}

extension Desk {
  /// A desk with so many accepted applicants, at the classes of the wave.
  static func atClasses(
    _ applicants: Int = 20, language: Language = .indonesian, columns: Int = 80, rows: Int = 24
  ) -> Desk {
    var desk = Desk.open(language: language, columns: columns, rows: rows)
    desk.bring(Sample.applied(ClassOffice.edits(applicants), from: 1))
    desk.happen(.timer)
    desk.openClasses()
    return desk
  }

  mutating func openClasses() {
    let context = Context(state, world: nil)
    open(ClassListScreen(program: ClassOffice.program, wave: ClassOffice.wave, context))
  }

  /// The form of a new class, filled in by keys and saved. Ends in the list, on the class.
  mutating func makeClass(_ name: String, room: String = "Aula Kelurahan", seats: String = "20") {
    press(.function(6))
    type(name)
    press(.enter)
    type("menjahit")
    press(.enter)
    type(seats)
    press(.enter)
    type("1")
    type(room)
    press(.enter)
    for _ in 0..<12 where settingForm?.form.focus != "s.starts" { press(.tab) }
    type("2311202611122026")
    press(.function(2))
  }

  private var settingForm: FormInHand? { (state.layers.last as? SettingFormScreen)?.hand }

  /// On the page of a class: so many sessions from the day on which it starts, every working day from 8 to 12.
  mutating func makeSessions(_ count: String, from day: String? = nil) {
    type("3")
    if let day { type(day) } else { press(.enter) }
    press(.enter, .enter, .enter)
    type(count)
    press(.function(2))
  }

  /// The class on top; empty where none is.
  var classID: String {
    state.layers.reversed().compactMap { ($0 as? ClassScreen)?.trainingClass }.first ?? ""
  }

  var participants: [Participant] { state.registry.participants(ofClass: classID) }

  /// A class with its participants and sessions, on its page.
  mutating func runClass(sessions: String = "4") {
    makeClass("Menjahit A")
    press(.enter)
    type("1")
    press(.function(2))
    makeSessions(sessions)
  }
}
