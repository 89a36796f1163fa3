// The records as the values that screens and reports work with.
import LoketModel

extension Registry {
  func view<Value>(_ kind: RecordKind, _ id: String, _ make: (String, (String) -> String?) -> Value) -> Value? {
    guard let row = row(kind, id), records[Int(row)].has(RecordRow.exists) else { return nil }
    return make(self.id(row)) { shown(row, $0) }
  }

  func views<Value>(
    _ rows: [UInt32], _ make: (String, (String) -> String?) -> Value
  ) -> [Value] {
    rows.map { row in make(id(row)) { shown(row, $0) } }
  }

  /// The household, voided or not; nil where nothing of it is here. A joined one stands under its lowest id, whichever is
  /// asked for. The same holds for the others.
  public func household(_ id: String) -> Household? { view(.household, id) { Household(id: $0, values: $1) } }
  /// Of a frozen person only that there is one; see ``wholePerson(_:)``.
  public func person(_ id: String) -> Person? {
    guard hasFrozen, isFrozen(RecordRef(.person, id)) else { return wholePerson(id) }
    return view(.person, id) { id, values in Person(id: id) { Registry.withheld($0, values) } }
  }
  public func enrolment(_ id: String) -> Enrolment? { view(.enrolment, id) { Enrolment(id: $0, values: $1) } }
  public func placement(_ id: String) -> Placement? { view(.placement, id) { Placement(id: $0, values: $1) } }
  public func partner(_ id: String) -> Partner? { view(.partner, id) { Partner(id: $0, values: $1) } }
  public func ownTrack(_ id: String) -> OwnTrack? { view(.track, id) { OwnTrack(id: $0, values: $1) } }
  public func account(_ login: String) -> Account? { view(.account, login) { Account(id: $0, values: $1) } }
  public func office(_ code: String) -> Office? { view(.office, code) { Office(id: $0, values: $1) } }
  public func device(_ id: String) -> Device? { view(.device, id) { Device(id: $0, values: $1) } }
  public func entry(_ id: String) -> Entry? { view(.entry, id) { Entry(id: $0, values: $1) } }
  public func deskVisit(_ id: String) -> DeskVisit? { view(.deskVisit, id) { DeskVisit(id: $0, values: $1) } }
  public func fieldVisit(_ id: String) -> FieldVisit? { view(.fieldVisit, id) { FieldVisit(id: $0, values: $1) } }

  /// Who belongs to the household, voided people left out unless asked for, frozen ones always: the head first, then by
  /// relation, then the eldest first.
  public func members(of household: String, includingVoid: Bool = false) -> [Person] {
    let head = value(RecordRef(.household, household), "head")
    let rows = showing(indexed.household, household, includingVoid: includingVoid)
    return views(hasFrozen ? rows.filter { !records[Int($0)].has(RecordRow.isFrozen) } : rows) {
      Person(id: $0, values: $1)
    }.sorted { left, right in
      if (left.id == head) != (right.id == head) { return left.id == head }
      let ranks = (Registry.rank(left), Registry.rank(right))
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      let births = (left.birthDate ?? "9999", right.birthDate ?? "9999")
      return births.0 != births.1 ? births.0 < births.1 : left.id < right.id
    }
  }

  /// Who was recorded in the household once and is now in another or in none, by id; voided people left out.
  public func formerMembers(of household: String) -> [Person] {
    let rows = formerHolders(indexed.household, household).filter { !records[Int($0)].has(RecordRow.isFrozen) }
    return views(rows) { Person(id: $0, values: $1) }.sorted { $0.id < $1.id }
  }

  /// The relation's official number; who has none stands last.
  private static func rank(_ person: Person) -> Int { person.relation.flatMap { Int($0) } ?? 99 }

  /// The head of the household, unless the record of that person is void or not here.
  public func head(of household: String) -> Person? {
    guard let id = value(RecordRef(.household, household), "head"), !isVoid(RecordRef(.person, id)) else { return nil }
    return person(id)
  }

  public func household(of person: String) -> Household? {
    value(RecordRef(.person, person), "household").flatMap { household($0) }
  }

  /// The enrolments of a person, the first first, voided ones left out unless asked for.
  public func enrolments(of person: String, includingVoid: Bool = false) -> [Enrolment] {
    views(showing(indexed.enrolmentPerson, person, includingVoid: includingVoid)) { Enrolment(id: $0, values: $1) }
      .sorted(by: Registry.isEarlier)
  }

  public func enrolments(in track: String) -> [Enrolment] {
    views(showing(indexed.enrolmentTrack, track)) { Enrolment(id: $0, values: $1) }.sorted(by: Registry.isEarlier)
  }

  private static func isEarlier(_ left: Enrolment, _ right: Enrolment) -> Bool {
    let days = (left.day ?? "", right.day ?? "")
    return days.0 != days.1 ? days.0 < days.1 : left.id < right.id
  }

  /// The placements of a person, the first first, voided ones left out unless asked for.
  public func placements(of person: String, includingVoid: Bool = false) -> [Placement] {
    placements(indexed.placementPerson, person, includingVoid: includingVoid)
  }

  public func placements(at partner: String) -> [Placement] { placements(indexed.placementPartner, partner) }

  private func placements(_ number: UInt16, _ value: String, includingVoid: Bool = false) -> [Placement] {
    views(showing(number, value, includingVoid: includingVoid)) { Placement(id: $0, values: $1) }.sorted {
      left, right in
      let days = (left.startDate ?? left.day ?? "", right.startDate ?? right.day ?? "")
      return days.0 != days.1 ? days.0 < days.1 : left.id < right.id
    }
  }

  /// The skills that a person holds: the track's code and the level, 1 to 3.
  public func skills(of person: String) -> [(track: String, level: String)] {
    elements(RecordRef(.person, person), "skills").map { ($0.element, $0.value) }
  }

  /// The entries of a working day, the oldest first.
  public func entries(day: CalendarDate) -> [Entry] {
    views(inOrder(showing(indexed.entryDay, day.iso))) { Entry(id: $0, values: $1) }
  }

  /// The row of the record that an entry is about; nil where nothing of it is here.
  func subject(of entry: UInt32) -> UInt32? {
    guard let range = shownRange(entry, indexed.entrySubject) else { return nil }
    return RecordRef(text(range)).flatMap { row($0) }
  }

  /// The entries about one record (`person/…` or its bare id, as they were saved), the oldest first.
  public func entries(about subject: String) -> [Entry] {
    views(inOrder(showing(indexed.entrySubject, subject))) { Entry(id: $0, values: $1) }
  }

  /// The field workers' visits at a household, the first first.
  public func fieldVisits(of household: String) -> [FieldVisit] {
    views(inOrder(showing(indexed.visitHousehold, household))) { FieldVisit(id: $0, values: $1) }
      .enumerated().sorted { left, right in
        let days = (left.element.day ?? "", right.element.day ?? "")
        return days.0 != days.1 ? days.0 < days.1 : left.offset < right.offset
      }.map(\.element)
  }

  /// By the lowest line of each record: the order in which they were made, not that in which they arrived.
  func inOrder(_ rows: [UInt32]) -> [UInt32] {
    rows.map { ($0, lineRows(of: $0).first ?? 0) }.sorted { isLower($0.1, $1.1) }.map(\.0)
  }
}
