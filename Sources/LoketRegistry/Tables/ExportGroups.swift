// Groups and their people as cells in the order of `TableKind.columns`.
import LoketModel

extension ExportRows {
  /// How many belong to it: whose membership has no end, whoever's data rest among them.
  func groupCells(_ group: Group) -> [ExportCell] {
    let open = people(of: group).filter { $0.leftOn == nil }
    let members = Set(open.compactMap { $0.person.map { registry.shownRecord(RecordRef(.person, $0)) } }).count
    let values: [String?] = [
      group.id, group.name, group.program, programName(group), group.village, group.area, areaName(group.area),
      group.kind ?? "group", group.field,
      group.level ?? "beginner", String(members), group.proposal, group.proposalDate, group.chainRole, group.offTaker,
      group.offTaker.flatMap { registry.partner($0)?.name }, group.formedOn, group.endedOn, group.endReason, group.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.group, group.id)))]
  }

  /// Who belongs or belonged to it: the chair, the treasurer, the others by day and name.
  func groupMemberCells(_ group: Group) -> [[ExportCell]] {
    people(of: group).filter { !registry.isFrozen(person: $0.person) }
      .map { member -> (key: [String], cells: [ExportCell]) in
        let person = member.person.flatMap { registry.person($0) }
        let values: [String?] = [
          member.id, group.id, group.name, group.program, programName(group), group.field, member.person, person?.nik,
          person?.name, member.standing.rawValue, member.joinedOn, member.leftOn, member.day, member.note,
        ]
        let need = group.program.flatMap { program in person.map { registry.need(of: $0.id, program: program) } }
        let rank = GroupRole.allCases.firstIndex(of: member.standing) ?? 0
        return (
          [String(rank), member.joinedOn ?? "", person?.name ?? "", member.id],
          values.map { .value($0) } + [
            .value(need.map { String($0.points) }), .list(need?.unknown ?? []),
            .list(registry.unsettledFields(RecordRef(.groupMember, member.id))),
          ]
        )
      }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.cells)
  }

  private func people(of group: Group) -> [GroupMember] {
    registry.groupMembers().filter { member in
      member.group == group.id
        && member.person.map { !registry.isVoid(registry.shownRecord(RecordRef(.person, $0))) } == true
    }
  }

  /// How many groups name it, those that ended among them.
  func areaCells(_ area: BusinessArea) -> [ExportCell] {
    let groups = registry.businessGroups().count { $0.area == area.id }
    let villages = registry.elements(RecordRef(.area, area.id), "villages").map(\.element)
    let first: [String?] = [area.id, area.name, area.program, area.program.flatMap { registry.program($0)?.name }]
    let last: [String?] = [String(groups), area.note]
    return first.map { .value($0) } + [.list(villages)] + last.map { .value($0) }
      + [.list(registry.unsettledFields(RecordRef(.area, area.id)))]
  }

  func resourceCells(_ resource: Resource) -> [ExportCell] {
    let values: [String?] = [
      resource.id, resource.area, areaName(resource.area), resource.kind, resource.name, resource.amount,
      resource.unit, resource.agency, resource.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.resource, resource.id)))]
  }

  func areaName(_ id: String?) -> String? { id.flatMap { registry.area($0)?.name } }

  private func programName(_ group: Group) -> String? { group.program.flatMap { registry.program($0)?.name } }
}
