// Vacancies and referrals as cells in the order of `TableKind.columns`.
import LoketModel

extension ExportRows {
  func vacancyCells(_ vacancy: Vacancy) -> [ExportCell] {
    let standing = registry.vacancyStanding(vacancy.id)
    let first: [String?] = [
      vacancy.id, vacancy.partner, vacancy.partner.flatMap { registry.partner($0)?.name }, vacancy.title,
      vacancy.number, vacancy.opened, vacancy.until, vacancy.posts, String(standing.taken),
      String(standing.open.count), String(standing.surplus.count),
    ]
    let last: [String?] = [
      vacancy.track, vacancy.level, vacancy.minimumAge, vacancy.maximumAge, vacancy.sex, vacancy.education,
      vacancy.experience, vacancy.wageRange, vacancy.workPlace, vacancy.place, vacancy.village, vacancy.rt, vacancy.rw,
      vacancy.device, vacancy.internet, vacancy.state ?? "open", vacancy.stateDate, vacancy.stateReason, vacancy.note,
    ]
    return first.map { .value($0) } + [.list(standing.shifts.map { "\($0.shift)=\($0.posts)" })]
      + last.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.vacancy, vacancy.id)))]
  }

  func referralCells(_ referral: Referral) -> [ExportCell] {
    let person = referral.person.flatMap { registry.person($0) }
    let vacancy = referral.vacancy.flatMap { registry.vacancy($0) }
    let isSurplus = referral.vacancy.map { id in
      registry.vacancyStanding(id).surplus.contains { $0.id == referral.id }
    }
    let values: [String?] = [
      referral.id, referral.person, person?.nik, person?.name, referral.vacancy, vacancy?.title, vacancy?.partner,
      vacancy?.partner.flatMap { registry.partner($0)?.name }, referral.shift, referral.standing,
      referral.freed ?? referral.statusDate, referral.statusReason, referral.statusNote, referral.interview,
      referral.placement, isSurplus == true ? "yes" : nil, referral.day, referral.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.referral, referral.id)))]
  }
}
