// The edits by which somebody joins a group, takes an office of it, or leaves.
import LoketModel

extension Registry {
  /// - Parameters:
  ///   - day: from then on.
  ///   - workDay: the working day of the entry.
  public func joining(
    _ group: String, person: String, as role: GroupRole, on day: CalendarDate, workDay: CalendarDate
  ) -> [Edit] {
    let record = RecordRef.groupMember(group: group, person: person)
    let changes = [
      FieldChange("person", person), FieldChange("group", group), FieldChange("role", role.rawValue),
      FieldChange("joinedOn", day.iso), FieldChange("leftOn", nil), FieldChange("day", workDay.iso),
    ]
    return plan(changes, on: record, basis: basis(record))
  }

  /// Every record of the person in the group says the same.
  public func changing(_ person: GroupPerson, to role: GroupRole, workDay: CalendarDate) -> [Edit] {
    changing(person, [FieldChange("role", role.rawValue)], workDay)
  }

  /// From that day on the person does not belong to it.
  public func leaving(_ person: GroupPerson, on day: CalendarDate, workDay: CalendarDate) -> [Edit] {
    changing(person, [FieldChange("leftOn", day.iso)], workDay)
  }

  private func changing(_ person: GroupPerson, _ changes: [FieldChange], _ workDay: CalendarDate) -> [Edit] {
    person.memberships.flatMap { member -> [Edit] in
      let record = RecordRef(.groupMember, member.id)
      let basis = basis(record)
      guard !plan(changes, on: record, basis: basis).isEmpty else { return [] }
      return plan(changes + [FieldChange("day", workDay.iso)], on: record, basis: basis)
    }
  }
}
