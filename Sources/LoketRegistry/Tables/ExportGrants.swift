// Grants, the looks at them and what was paid of them, as cells in the order of `TableKind.columns`.
import LoketModel

extension ExportRows {
  func grantCells(_ grant: Grant) -> [ExportCell] {
    let person = grant.person.flatMap { registry.person($0) }
    let last = registry.checks(of: grant.id).first
    let paid = registry.disbursements(of: grant.id).reduce(0) { $0 + ($1.amount.flatMap { Int($0) } ?? 0) }
    let values: [String?] = [
      grant.id, grant.person, person?.nik, person?.name, grant.group, grant.program, grant.kind, grant.item, grant.name,
      grant.serial, grant.amount, grant.fundingSource, grant.giver, grant.given, grant.letter, grant.deadline,
      grant.reported, last?.condition, last?.date, grant.isCapital ? String(paid) : nil, grant.day, grant.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.grant, grant.id)))]
  }

  func checkCells(_ check: GrantCheck, _ grant: Grant) -> [ExportCell] {
    let values: [String?] = [
      check.id, grant.id, grant.person, grant.person.flatMap { registry.person($0)?.name }, check.date,
      check.condition, check.place, check.next, check.day, check.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.grantCheck, check.id)))]
  }

  func disbursementCells(_ paid: Disbursement, _ grant: Grant) -> [ExportCell] {
    let values: [String?] = [
      paid.id, grant.id, grant.person, grant.person.flatMap { registry.person($0)?.name }, paid.date, paid.amount,
      paid.proof, paid.day, paid.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.disbursement, paid.id)))]
  }
}
