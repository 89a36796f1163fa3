// Whose keeping has reached its end, and who was in a register that was lost.
import LoketModel

extension Registry {
  /// Everybody whom a class proposes on this day, the longest kept first. Whom somebody decided to keep is proposed again
  /// when that time is over. A walk over the whole register: never on a key.
  public func retentionProposals(
    on today: CalendarDate, classes: [RetentionClass] = RetentionClass.all
  ) -> [RetentionProposal] {
    var last: [UInt32: UInt32] = [:]
    for row in lines where row.record != none && row.at > 0 {
      for person in peopleOf(row.record) { last[person] = max(last[person] ?? 0, row.at) }
    }
    var found: [RetentionProposal] = []
    for place in records.indices where records[place].kind == Registry.personKind && records[place].isShown {
      let row = UInt32(place)
      if let kept = shown(row, "keepUntil").flatMap({ CalendarDate(iso: $0) }), kept >= today { continue }
      let active = CalendarDate(daysSince1970: Int(last[row] ?? 0) / 86_400)
      let standing = records[place].has(RecordRow.isVoid) ? "void" : shown(row, "standing") ?? "1"
      let stated = shown(row, "standingDate").flatMap { CalendarDate(iso: $0) }
      for kind in classes where kind.standings.contains(standing) || kind.standings.isEmpty {
        let since = kind.standings.isEmpty ? active : stated ?? active
        guard let since, last[row] != nil, since.adding(months: 12 * kind.years) <= today else { continue }
        found.append(RetentionProposal(person: id(row), kind: kind, since: since))
        break
      }
    }
    return found.sorted { ($0.since, $0.person) < ($1.since, $1.person) }
  }

  /// The people whom a line of this record is about: itself, or whoever an assignment, an application, a placement, a
  /// certificate, an aid, a referral or a call belongs to.
  private func peopleOf(_ row: UInt32) -> [UInt32] {
    let kind = records[Int(row)].kind
    if kind == Registry.personKind { return [first(row)] }
    for field in [
      indexed.enrolmentPerson, indexed.placementPerson, indexed.applicationPerson, indexed.certificatePerson,
      indexed.aidPerson, indexed.referralPerson, indexed.followUpPerson,
    ] {
      if let range = shownRange(row, field), let person = personRow(range) { return [first(person)] }
    }
    return []
  }

  /// Whoever was recorded by the end of a day, with how to reach them, for a breach: frozen, dead and voided people too. NIK
  /// are masked: whoever gets the list needs to reach people, not their numbers.
  /// - Returns: how many, and the table as CSV.
  public func breachTable(until day: CalendarDate) -> (count: Int, csv: [UInt8]) {
    var known: Set<UInt32> = []
    for row in lines where row.record != none && records[Int(row.record)].kind == Registry.personKind {
      guard let date = CalendarDate(daysSince1970: Int(row.at) / 86_400), row.at > 0, date <= day else { continue }
      known.insert(first(row.record))
    }
    let people = known.map { (name: shown($0, "name") ?? "", row: $0) }
      .sorted { ($0.name, id($0.row)) < ($1.name, id($1.row)) }
    var writer = CSVWriter()
    writer.write(["name", "nik", "phone", "phoneOwner", "address", "rt", "rw", "standing"])
    for person in people {
      let household = householdOf(person.row)
      let home = { (field: String) in household.flatMap { shown($0, field) } ?? "" }
      let own = { (field: String) in shown(person.row, field) ?? "" }
      writer.write([
        person.name, Nik.masked(own("nik")), own("phone"), own("phoneOwner"), home("address"), home("rt"), home("rw"),
        own("standing"),
      ])
    }
    return (people.count, writer.take())
  }
}
