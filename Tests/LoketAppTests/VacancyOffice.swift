// An office with a partner, a vacancy in two shifts and people who could be sent there, as the tests of matching need it.
import LoketModel
import LoketRegistry
import LoketWidgets

@testable import LoketApp

enum Seekers {
  static let track = "layanan-pelanggan"
  static let partner = id(0xaa, 1)
  static let vacancy = id(0x5a, 1)

  static func id(_ kind: UInt64, _ number: Int) -> String { Identifier(high: kind, low: UInt64(number)).description }
  static func person(_ number: Int) -> RecordRef { RecordRef(.person, id(0x9e, number)) }
  static func household(_ number: Int) -> RecordRef { RecordRef(.household, id(0x40, number)) }
  static func referral(_ number: Int) -> String {
    RecordRef.referral(vacancy: vacancy, person: person(number).id).id
  }

  static func changes(_ values: [String: String?]) -> [FieldChange] {
    values.sorted { $0.key < $1.key }.filter { $0.value != nil }.map { FieldChange($0.key, $0.value) }
  }

  static func offer(posts: Int = 3, _ more: [String: String?] = [:]) -> [Edit] {
    let partner: [String: String?] = [
      "name": "PT SUARA NUSANTARA", "sector": "Pusat kontak", "contact": "IBU DEWI", "phone": "+628123456789",
      "address": "JL PEMUDA 9, SEMARANG",
    ]
    let vacancy: [String: String?] = [
      "partner": Seekers.partner, "title": "LAYANAN PELANGGAN", "opened": "2026-11-20", "until": "2026-12-20",
      "posts": "\(posts)", "track": track, "level": "1", "minimumAge": "18", "maximumAge": "40", "wageRange": "3",
      "workPlace": "hub", "village": "3376021005", "rt": "003", "rw": "001", "place": "TEGAL", "device": "computer",
      "internet": "steady", "number": "LW-2026-17",
    ]
    return [
      Edit(on: RecordRef(.partner, Seekers.partner), set: changes(partner)),
      Edit(on: RecordRef(.vacancy, Seekers.vacancy), set: changes(vacancy.merging(more) { $1 })),
    ]
  }

  static let names = [
    "SITI AMINAH", "BUDI SANTOSO", "DEWI LESTARI", "AGUS WIBOWO", "RINA WATI", "JOKO SUSILO", "SRI RAHAYU",
    "EKO PRASETYO",
  ]

  static func seeker(_ number: Int, agrees: Bool = true, _ more: [String: String?] = [:]) -> [Edit] {
    let level = ["2", "1", "3", "1", "2", "1", "2", "1"][(number - 1) % 8]
    let evidence = ["competency", "statement", "work", "training"][(number - 1) % 4]
    let home: [String: String?] = [
      "head": person(number).id, "village": "3376021005", "rt": "00\(number % 4 + 1)", "rw": "001",
      "address": "JL MELATI \(number)", "device": number % 2 == 0 ? "phone" : "both", "internet": "home",
    ]
    var values: [String: String?] = [
      "name": names[(number - 1) % 8], "household": household(number).id,
      "birthDate": "199\(number % 10)-03-0\(number % 9 + 1)",
      "birthPlace": "TEGAL", "sex": number % 2 == 0 ? "1" : "2", "education": "5",
      "employment": number % 3 == 0 ? "laidOff" : "notWorking", "nik": "33760245019000\(10 + number)",
      "phone": "+62811000\(1000 + number)", "phoneOwner": number % 2 == 0 ? "neighbour" : "own",
      "skills/\(track)": level, "skillEvidence/\(track)": evidence, "shifts/morning": "yes",
      "registeredOn": "2026-11-0\(number % 9 + 1)",
    ]
    if agrees {
      values["consent/placement"] = "2026-11-01"
      values["consentHow/placement"] = "signed"
    }
    return [
      Edit(on: household(number), set: changes(home)),
      Edit(on: person(number), set: changes(values.merging(more) { $1 })),
    ]
  }
}

extension Desk {
  /// An office with a vacancy of so many posts, six people who fit and agree, and two who did not agree.
  static func withVacancy(
    posts: Int = 3, shifts: Bool = true, language: Language = .indonesian, columns: Int = 80, rows: Int = 24
  ) -> Desk {
    var desk = Desk.open(language: language, columns: columns, rows: rows)
    let byShift: [String: String?] = shifts ? ["shifts/morning": "1", "shifts/night": "\(posts - 1)"] : [:]
    desk.save(Seekers.offer(posts: posts, byShift) + (1...8).flatMap { Seekers.seeker($0, agrees: $0 <= 6) })
    return desk
  }

  /// The page of the vacancy, by keys from Beranda.
  mutating func openVacancy() {
    goHome()
    openWork(.partners)
    press(.enter, .enter)
  }

  /// Everybody with these numbers was sent to the vacancy.
  mutating func refer(_ numbers: [Int], shift: String? = nil) {
    let registry = state.registry
    save(
      numbers.flatMap { number in
        registry.referralEdits(
          Seekers.person(number).id, to: Seekers.vacancy, shift: shift, on: state.today, workDay: state.today)
      })
  }

  func referral(_ number: Int) -> Referral? { state.registry.referral(Seekers.referral(number)) }

  /// On the page of the vacancy, the row of this person.
  mutating func select(_ number: Int) {
    press(.home)
    for _ in 0..<12 {
      guard let page = state.layers.last as? VacancyScreen else { return }
      if page.selected(Context(state, world: nil)) == .referral(Seekers.referral(number)) { return }
      press(.down)
    }
  }
}
