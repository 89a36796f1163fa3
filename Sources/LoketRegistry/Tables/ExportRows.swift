// The records of one kind in the order in which they are written, each as cells in the order of its columns.
import LoketModel

/// Void records are left out. Two registries that hold the same families give the same rows but for the ids: the order
/// is by what is known of a record, never by when or where it was saved.
struct ExportRows {
  let registry: Registry

  func forEach<Failure: Error>(
    _ kind: TableKind, _ body: ([ExportCell]) throws(Failure) -> Void
  ) throws(Failure) {
    switch kind {
    case .households:
      for id in householdIds() {
        if let household = registry.household(id) { try body(cells(household)) }
      }
    case .people:
      for id in householdIds() {
        guard let household = registry.household(id) else { continue }
        for person in members(household) { try body(cells(person, household)) }
      }
      for id in homeless() {
        if let person = registry.person(id) { try body(cells(person, nil)) }
      }
    case .enrolments:
      for enrolment in sorted(.enrolment, registry.enrolment, by: { [$0.day, personName($0.person), $0.track] })
      where !registry.isFrozen(person: enrolment.person) {
        try body(cells(enrolment))
      }
    case .placements:
      for placement in sorted(.placement, registry.placement, by: { [$0.day, personName($0.person), $0.kind] })
      where !registry.isFrozen(person: placement.person) {
        try body(cells(placement))
      }
    case .partners:
      for partner in sorted(.partner, registry.partner, by: { [$0.name, $0.sector] }) { try body(cells(partner)) }
    case .tracks:
      for track in tracks() { try body(cells(track)) }
    case .entries:
      for entry in sorted(.entry, registry.entry, by: { [$0.day, $0.action, $0.summary] })
      where !isAboutFrozen(entry) {
        try body(cells(entry))
      }
    case .applications:
      for application in sorted(
        .application, registry.application, by: { [$0.wave, $0.track, $0.day, personName($0.person)] })
      where !registry.isFrozen(person: application.person) {
        try body(cells(application))
      }
    case .fieldVisits:
      for visit in sorted(.fieldVisit, registry.fieldVisit, by: { [$0.day, address($0.household), $0.outcome] }) {
        try body(cells(visit))
      }
    case .classes:
      for found in sorted(.trainingClass, registry.trainingClass, by: { [$0.starts, $0.name, $0.track] }) {
        try body(classCells(found))
      }
    case .attendance:
      for found in sorted(.trainingClass, registry.trainingClass, by: { [$0.starts, $0.name, $0.track] }) {
        for row in rollCells(found) { try body(row) }
      }
    case .vacancies:
      for vacancy in sorted(.vacancy, registry.vacancy, by: { [$0.opened, partnerName($0.partner), $0.title] }) {
        try body(vacancyCells(vacancy))
      }
    case .referrals:
      for referral in sorted(
        .referral, registry.referral, by: { [$0.vacancy, $0.day, personName($0.person)] })
      where !registry.isFrozen(person: referral.person) {
        try body(referralCells(referral))
      }
    case .certificates:
      for certificate in sorted(
        .certificate, registry.certificate, by: { [$0.issued, $0.issuer, $0.number, personName($0.person)] })
      where !registry.isFrozen(person: certificate.person) {
        try body(certificateCells(certificate))
      }
    case .followUps:
      for call in sorted(.followUp, registry.followUp, by: { [$0.date, personName($0.person), $0.step] })
      where !registry.isFrozen(person: call.person) {
        try body(followUpCells(call))
      }
    case .products:
      for product in sorted(.product, registry.product, by: { [$0.kind, $0.name, $0.producer] }) {
        if let cells = productCells(product) { try body(cells) }
      }
    case .hubs:
      for hub in sorted(.workHub, registry.workHub, by: { [$0.name] }) { try body(hubCells(hub)) }
    case .hubSeats:
      for hub in sorted(.workHub, registry.workHub, by: { [$0.name] }) {
        for row in seatCells(hub) { try body(row) }
      }
    case .experts:
      for expert in sorted(.expert, registry.expert, by: { [$0.name] })
      where !registry.isFrozen(person: expert.person) {
        try body(expertCells(expert))
      }
    case .groups:
      for group in registry.businessGroups() { try body(groupCells(group)) }
    case .areas:
      for area in sorted(.area, registry.area, by: { [$0.name] }) { try body(areaCells(area)) }
    case .resources:
      for resource in sorted(.resource, registry.resource, by: { [areaName($0.area), $0.kind, $0.name] }) {
        try body(resourceCells(resource))
      }
    case .groupMembers:
      for group in registry.businessGroups() {
        for row in groupMemberCells(group) { try body(row) }
      }
    case .grants:
      for grant in registry.grants() { try body(grantCells(grant)) }
    case .mentorships:
      for mentorship in registry.mentorships() { try body(mentorshipCells(mentorship)) }
    case .mentorVisits:
      for visit in registry.mentorVisits() { try body(visitCells(visit)) }
    case .grantChecks:
      for grant in registry.grants() {
        for check in registry.checks(of: grant.id) { try body(checkCells(check, grant)) }
      }
    case .disbursements:
      for grant in registry.grants() {
        for paid in registry.disbursements(of: grant.id) { try body(disbursementCells(paid, grant)) }
      }
    }
  }

  private func isAboutFrozen(_ entry: Entry) -> Bool {
    guard registry.hasFrozen, let subject = entry.subject.flatMap({ RecordRef($0) }) else { return false }
    switch subject.kind {
    case .person: return registry.isFrozen(subject)
    case .enrolment: return registry.isFrozen(person: registry.enrolment(subject.id)?.person)
    case .placement: return registry.isFrozen(person: registry.placement(subject.id)?.person)
    case .certificate: return registry.isFrozen(person: registry.certificate(subject.id)?.person)
    case .followUp: return registry.isFrozen(person: registry.followUp(subject.id)?.person)
    case .referral: return registry.isFrozen(person: registry.referral(subject.id)?.person)
    case .producer: return registry.isFrozen(person: registry.producer(subject.id)?.person)
    case .groupMember: return registry.isFrozen(person: registry.groupMember(subject.id)?.person)
    case .product, .promotion:
      let producer = registry.value(subject, "producer").flatMap { registry.producer($0) }
      return registry.isFrozen(person: producer?.person)
    case .grant: return registry.isFrozen(person: registry.grant(subject.id)?.person)
    case .grantCheck, .disbursement:
      let grant = registry.value(subject, "grant").flatMap { registry.grant($0) }
      return registry.isFrozen(person: grant?.person)
    default: return false
    }
  }

  /// Whether its summary may name somebody who is frozen: an event of a family names those whom it is about.
  private func namesFrozen(_ entry: Entry) -> Bool {
    guard registry.hasFrozen, let subject = entry.subject.flatMap({ RecordRef($0) }) else { return false }
    let household = subject.kind == .household ? subject.id : registry.person(subject.id)?.household
    return household.map { registry.frozenMembers(of: $0) > 0 } ?? false
  }

  private func address(_ household: String?) -> String? {
    household.flatMap { registry.value(RecordRef(.household, $0), "address") }
  }

  /// By the head's name, then by the card's number and the address.
  private func householdIds() -> [String] {
    registry.all(.household).map { ref -> (key: [String], id: String) in
      let name = registry.head(of: ref.id)?.name.map(NameKey.fold)
      let fields = ["familyCardNumber", "rw", "rt", "address"].map { registry.value(ref, $0) ?? "" }
      // Who has no head yet stands last.
      return ([name ?? "~"] + fields + [ref.id], ref.id)
    }
    .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    .map(\.id)
  }

  /// The head, then by relation, birth date and name.
  private func members(_ household: Household) -> [Person] {
    return registry.members(of: household.id).map { person -> (rank: Int, key: [String], person: Person) in
      let relation = relation(person, household)
      let rank = relation.flatMap { Int($0) } ?? 99
      return (rank, [person.birthDate ?? "", person.name ?? "", person.nik ?? "", person.id], person)
    }
    .sorted { $0.rank != $1.rank ? $0.rank < $1.rank : $0.key.lexicographicallyPrecedes($1.key) }
    .map(\.person)
  }

  /// People whose household is not here, or void.
  private func homeless() -> [String] {
    registry.rows(.person).map { registry.ref($0) as RecordRef }.filter { ref in
      guard let id = registry.value(ref, "household") else { return true }
      let household = RecordRef(.household, id)
      return !registry.exists(household) || registry.isVoid(household)
    }.map(\.id)
  }

  private func sorted<Record: Identifiable>(
    _ kind: RecordKind, _ record: (String) -> Record?, by key: (Record) -> [String?]
  ) -> [Record] where Record.ID == String {
    registry.all(kind).compactMap { record($0.id) }
      .map { ($0, key($0).map { $0 ?? "" } + [$0.id]) }
      .sorted { $0.1.lexicographicallyPrecedes($1.1) }
      .map(\.0)
  }

  private func partnerName(_ id: String?) -> String? { id.flatMap { registry.partner($0)?.name } }

  private func personName(_ id: String?) -> String? { id.flatMap { registry.value(RecordRef(.person, $0), "name") } }

  private func tracks() -> [Track] {
    registry.tracks.all
  }
}

// MARK: Cells, in the order of TableKind.columns

extension ExportRows {
  /// The household's head is the truth about relation 1 (DESIGN §4).
  private func relation(_ person: Person, _ household: Household?) -> String? {
    if let household, household.head == person.id { return "1" }
    return person.relation == "1" ? nil : person.relation
  }

  private func cells(_ person: Person, _ household: Household?) -> [ExportCell] {
    let ref = RecordRef(.person, person.id)
    var open = registry.unsettledFields(ref)
    if let household { open += registry.unsettledFields(RecordRef(.household, household.id)).map { "household." + $0 } }
    return PersonColumn.allCases.map { column in
      switch column {
      case .skills: .skills(skills(ref))
      case .consents: .list(WrittenConsent.all(of: person.id, registry).map(\.text))
      case .unsettled: .list(open)
      default: .value(value(column, person, household))
      }
    }
  }

  private func value(_ column: PersonColumn, _ person: Person, _ household: Household?) -> String? {
    switch column {
    case .id: person.id
    case .nik: person.nik
    case .name: person.name
    case .sex: person.sex
    case .birthDate: person.birthDate
    case .birthPlace: person.birthPlace
    case .relation: relation(person, household)
    case .householdId: household?.id
    case .familyCardNumber: household?.familyCardNumber
    case .address: household?.address
    case .rt: household?.rt
    case .rw: household?.rw
    case .village: household?.village
    case .phone: person.phone
    case .education: person.education
    case .occupation: person.occupation
    case .employment: person.employment
    case .maritalStatus: person.maritalStatus
    case .nikReason: person.nik == nil ? person.nikReason : nil
    case .hamlet: household?.hamlet
    case .phoneOwner: person.phone == nil ? nil : person.phoneOwner
    case .titleBefore: person.titleBefore
    case .titleAfter: person.titleAfter
    case .nickname: person.nickname
    case .device: household?.device
    case .internet: household?.internet
    case .electricity: household?.electricity
    case .standing: person.standing ?? "1"
    case .standingDate: person.standingDate
    case .standingPlace: person.standingPlace
    case .note: person.note
    case .householdNote: household?.note
    case .papersSeen: person.papersSeen
    case .householdPapersSeen: household?.papersSeen
    case .skills, .consents, .unsettled: nil
    }
  }

  private func skills(_ ref: RecordRef) -> [HeldSkill] {
    registry.elements(ref, "skills").map { element in
      HeldSkill(
        track: element.element, level: element.value,
        evidence: registry.value(ref, "skillEvidence/" + element.element),
        origin: registry.value(ref, "skillOrigin/" + element.element))
    }
  }

  private func cells(_ household: Household) -> [ExportCell] {
    let ref = RecordRef(.household, household.id)
    let head = registry.head(of: household.id)
    let earlier = registry.elements(ref, "cards").map(\.element).filter { $0 != household.familyCardNumber }
    let members = registry.members(of: household.id).count
    let values: [String?] = [
      household.address, household.rt, household.rw, household.hamlet, household.village, household.device,
      household.internet, household.electricity, household.standing ?? "active", household.standingDate,
      household.standingReason,
      household.note, household.papersSeen,
    ]
    let about: [String?] = [head?.id, head?.name, head?.nik, String(members)]
    let first: [ExportCell] = [.value(household.id), .value(household.familyCardNumber), .list(earlier)]
    return first + (about + values).map { .value($0) } + [.list(registry.unsettledFields(ref))]
  }

  private func cells(_ enrolment: Enrolment) -> [ExportCell] {
    let ref = RecordRef(.enrolment, enrolment.id)
    let person = enrolment.person.flatMap { registry.person($0) }
    let values: [String?] = [
      enrolment.id, enrolment.person, person?.nik, person?.name, person?.household, enrolment.track, enrolment.status,
      enrolment.statusDate, enrolment.statusReason, enrolment.trainingClass, enrolment.program, enrolment.day,
    ]
    return values.map { .value($0) } + [
      .list(registry.elements(ref, "missing").map(\.element)), .value(enrolment.note),
      .list(registry.unsettledFields(ref)),
    ]
  }

  private func cells(_ application: Application) -> [ExportCell] {
    let ref = RecordRef(.application, application.id)
    let person = application.person.flatMap { registry.person($0) }
    let values: [String?] = [
      application.id, application.person, person?.nik, person?.name, application.program, application.wave,
      application.track, application.segment, application.day, application.status ?? "submitted",
      application.statusDate, application.statusReason, application.rank, application.rankDay, application.rankReason,
    ]
    return values.map { .value($0) } + [
      .list(registry.elements(ref, "scores").map { "\($0.element)=\($0.value)" }),
      .list(registry.elements(ref, "override").map(\.element)), .list(registry.unsettledFields(ref)),
    ]
  }

  private func cells(_ placement: Placement) -> [ExportCell] {
    let person = placement.person.flatMap { registry.person($0) }
    let values: [String?] = [
      placement.id, placement.person, person?.nik, person?.name, placement.kind, placement.partner, placement.employer,
      placement.title, placement.place, placement.startDate, placement.wageRange, placement.evidence, placement.track,
      placement.endDate, placement.endReason, placement.day, placement.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.placement, placement.id)))]
  }

  private func cells(_ partner: Partner) -> [ExportCell] {
    let values = [
      partner.id, partner.name, partner.sector, partner.address, partner.contact, partner.phone,
      partner.active ?? "yes", partner.note,
    ]
    return values.map { .value($0) } + [.list(registry.unsettledFields(RecordRef(.partner, partner.id)))]
  }

  private func cells(_ track: Track) -> [ExportCell] {
    let enrolled = registry.enrolments(in: track.code).count { $0.status != "withdrawn" && $0.status != "dropped" }
    let values: [String?] = [
      track.code, track.name(.indonesian), track.field, track.words, track.asks.device, track.asks.internet,
      track.asks.minimumAge == 0 ? nil : String(track.asks.minimumAge), track.isActive ? "yes" : "no",
      String(enrolled),
    ]
    return values.map { .value($0) }
  }

  private func cells(_ visit: FieldVisit) -> [ExportCell] {
    let household = visit.household.flatMap { registry.household($0) }
    let head = visit.household.flatMap { registry.head(of: $0) }
    return [
      visit.id, visit.household, head?.name, household?.address, household?.rt, household?.rw, visit.day, visit.outcome,
      visit.nextDay, visit.note,
    ].map { .value($0) }
  }

  private func cells(_ entry: Entry) -> [ExportCell] {
    let offers = registry.elements(RecordRef(.entry, entry.id), "question").map { "\($0.element)=\($0.value)" }
    let summary = namesFrozen(entry) ? nil : entry.summary
    return [entry.id, entry.day, entry.action, entry.subject, summary, entry.reason].map { .value($0) }
      + [.list(offers)]
  }
}

extension Registry {
  /// The fields of a record that wait for a person's decision or for a line that is not here.
  public func unsettledFields(_ record: RecordRef) -> [String] {
    guard let row = row(record.kind, record.id),
      records[Int(row)].has(RecordRow.isContested) || records[Int(row)].has(RecordRow.isWaiting)
    else { return [] }
    return groups(row).flatMap { group -> [String] in
      if group.number == FieldNumbers.void { return voiding(row) == .contradicted ? ["void"] : [] }
      let status = status(row, group, heads: heads(row, group))
      return status == .conflict || status == .waiting ? numbers.members(group).map(numbers.name) : []
    }
  }
}
