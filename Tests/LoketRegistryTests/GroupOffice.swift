// An office with a programme of a small quota, people and groups, for the tests of groups.
import LoketModel

@testable import LoketRegistry

struct GroupOffice {
  static let day = CalendarDate(iso: "2022-09-01").unsafelyUnwrapped
  static let program = RecordRef(.program, "p4-2022")
  static func person(_ number: Int) -> RecordRef { RecordRef(.person, Identifier(high: 0x9e, low: UInt64(number))) }
  static func group(_ number: Int) -> RecordRef { RecordRef(.group, Identifier(high: 0x67, low: UInt64(number))) }

  var registry = Registry()

  /// So many people, and groups 1 and 2 of a programme that takes `quota`.
  init(people: Int, quota: Int? = nil) {
    set(Self.program, ["name": "TKM", "template": "P4", "quota": quota.map { String($0) }])
    for number in 1...people {
      set(
        Self.person(number),
        ["name": "WARGA \(number)", "nik": "19710145059\(10000 + number)", "sex": "2", "standing": "1"])
    }
    for number in 1...2 {
      set(
        Self.group(number),
        ["name": "KELOMPOK \(number)", "program": Self.program.id, "kind": "group", "field": "culinary"])
    }
  }

  mutating func set(_ record: RecordRef, _ values: [String: String?]) {
    write([Edit(on: record, set: values.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })])
  }

  mutating func write(_ edits: [Edit]) { registry.write([Save(by: "petugas1", edits: edits)]) }

  mutating func join(_ number: Int, _ group: Int = 1, as role: GroupRole = .member, on day: CalendarDate = day) {
    write(
      registry.joining(Self.group(group).id, person: Self.person(number).id, as: role, on: day, workDay: day))
  }

  var book: GroupBook { GroupBook(registry, day: Self.day) }

  func standing(_ group: Int = 1) -> GroupStanding { book.standing(Self.group(group).id) }

  func troubles(_ group: Int = 1) -> [GroupTrouble] {
    registry.group(Self.group(group).id).map { book.troubles(of: $0) } ?? []
  }

  /// Why this person cannot join, in words.
  func refusal(_ number: Int, _ group: Int = 1) -> String? {
    guard let found = registry.group(Self.group(group).id) else { return nil }
    return book.refusal(
      of: Self.person(number).id, joining: found, on: Self.day, in: registry, .indonesian
    ).map { Wording(.indonesian).text($0) }
  }
}
