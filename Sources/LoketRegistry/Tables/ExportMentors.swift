// Who stands by groups, and the visits, as cells in the order of `TableKind.columns`.
import LoketModel

extension ExportRows {
  func mentorshipCells(_ mentorship: Mentorship) -> [ExportCell] {
    let values: [String?] = [
      mentorship.id, mentorship.group, mentorship.group.flatMap { registry.group($0)?.name }, mentorship.mentor,
      registry.mentorName(mentorship.mentor), mentorship.from, mentorship.until, mentorship.day, mentorship.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.mentorship, mentorship.id)))]
  }

  func visitCells(_ visit: MentorVisit) -> [ExportCell] {
    let group = visit.group.flatMap { registry.group($0) }
    let values: [String?] = [
      visit.id, visit.group, group?.name, group?.field, visit.mentor, registry.mentorName(visit.mentor), visit.date,
      visit.outcome, visit.running, visit.turnover, visit.workers, visit.findings, visit.next, visit.day, visit.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.mentorVisit, visit.id)))]
  }
}
