// Warga: one person with data, skills, enrolments, placements and every change of them.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PersonScreen: RecordScreen {
  let person: String
  var page = RecordPage()

  init(person: String) { self.person = person }

  var ref: RecordRef { RecordRef(.person, person) }

  func title(_ context: Context) -> String { context.word(.titlePerson) }
  func hint(_ context: Context) -> String { context.word(.hintPerson) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.person")) }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if ConsentQuestion.take(answer, &context) { return }
    guard case .picked("household", let code) = answer else { return take(answer, &context) }
    let event: FamilyEvent =
      code == HouseholdListScreen.new ? .split(person: person) : .move(person: person, to: code)
    context.open(FamilyEventScreen.asking(event, context))
  }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .household(let id): context.open(HouseholdScreen(household: id))
    case .skill(let track): change(.skill(person: person, track: track), &context)
    case .certificate(let id): context.openCertificate(id, of: person)
    case .followUp(let id): context.openFollowUp(id, of: person)
    case .vacancy(let id): context.open(VacancyScreen(vacancy: id))
    case .group(let id): context.open(GroupScreen(group: id))
    case .enrolment, .placement: context.open(ActionsScreen(menu: rowMenu(target, context)))
    default: return
    }
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let person = context.registry.person(person) else { return }
    let nik = person.nik.map { "NIK " + context.number($0) }
    let reason = context.text(.nikMissing, ["reason": context.code(.nikReason, person.nikReason ?? "unchecked")])
    let right = nik ?? reason
    let left = area.columns - TextWidth.of(right) - 2
    var name = [person.titleBefore ?? "", person.name ?? context.word(.nameUnknown)].filter { !$0.isEmpty }
      .joined(separator: " ")
    if let title = person.titleAfter { name += ", " + title }
    if let nickname = person.nickname { name += " (\(nickname))" }
    frame.put(name, row: area.top, column: 1, style: .title, width: left - 2)
    frame.put(right, row: area.top, column: left, style: nik == nil ? .check : .value)
    let birth = [person.birthPlace ?? "", context.day(person.birthDate)].filter { !$0.isEmpty }.joined(separator: ", ")
    let age = context.age(person.birthDate).map { context.text(.formAge, ["age": String($0)]) } ?? ""
    let parts = [context.code(.sex, person.sex), birth, age, FieldWords.relation(person, context)]
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    RecordBanner.draw(banner(person, context), into: &frame, row: area.top + 2, columns: area.columns)
  }

  /// What everybody must see first: void, dead, moved.
  private func banner(_ person: Person, _ context: Context) -> String {
    if context.registry.isVoid(ref) { return Voiding.mark(ref, context) }
    guard !person.isActive else { return Conflicts.banner(ref, context) }
    let parts = [
      context.code(.standing, person.standing), context.day(person.standingDate), person.standingPlace ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let person = context.registry.person(person) else { return sheet }
    sheet.voiding(of: ref, context)
    sheet.joined(of: ref, context)
    addHousehold(of: person, to: &sheet, context)
    addData(of: person, to: &sheet, context)
    sheet.conflicts(of: ref, context)
    addSkills(to: &sheet, context)
    addEnrolments(to: &sheet, context)
    addPlacements(to: &sheet, context)
    sheet.groups(of: self.person, context)
    sheet.referrals(of: self.person, context)
    sheet.certificates(of: self.person, context)
    sheet.followUps(of: person, context)
    sheet.grants(of: self.person, context)
    sheet.consents(of: self.person, context)
    sheet.accepted(of: histories(context).map(\.ref), context)
    sheet.history(of: histories(context), context)
    sheet.looks(context)
    return sheet
  }

  private func addHousehold(of person: Person, to sheet: inout Sheet, _ context: Context) {
    let label = FieldWords.label(.person, "household", context)
    guard let id = person.household, let household = context.registry.household(id) else {
      sheet.pair((label, context.word(.householdNone)))
      return
    }
    let head = FieldWords.value(.person, "household", id, context)
    let rtRw = PersonRow.rtRw(household)
    let parts = [head, household.address ?? "", rtRw.isEmpty ? "" : "RT/RW \(rtRw)"].filter { !$0.isEmpty }
    sheet.row([(label, 15), (parts.joined(separator: " · "), 0)], target: .household(id))
  }

  private func addData(of person: Person, to sheet: inout Sheet, _ context: Context) {
    let pair = { (field: String, value: String?) -> (label: String, value: String) in
      let shown = value.map { FieldWords.value(.person, field, $0, context) }
      return (FieldWords.label(.person, field, context), shown ?? context.word(.notKnownYet))
    }
    sheet.pair(pair("education", person.education), pair("occupation", person.occupation))
    sheet.pair(pair("maritalStatus", person.maritalStatus), pair("employment", person.employment))
    var phone = pair("phone", person.phone)
    if person.phone != nil, let owner = person.phoneOwner { phone.value += " (\(context.code(.phoneOwner, owner)))" }
    let seen = person.papersSeen.map { context.day($0) } ?? context.word(.papersNotSeen)
    sheet.pair(phone, (FieldWords.label(.person, "papersSeen", context), seen))
    if let note = person.note { sheet.pair((FieldWords.label(.person, "note", context), note)) }
  }

  private func addSkills(to sheet: inout Sheet, _ context: Context) {
    let skills = context.registry.skills(of: person)
    sheet.heading(context.word(.skillsTitle), empty: skills.isEmpty ? context.word(.noneYet) : nil)
    for skill in skills {
      let evidence = context.registry.value(ref, "skillEvidence/\(skill.track)")
      let origin = context.registry.value(ref, "skillOrigin/\(skill.track)")
      sheet.row(
        [
          (context.trackName(skill.track), 0), (context.code(.skillLevel, skill.level), 10),
          (context.code(.skillEvidence, evidence), 22), (context.code(.skillOrigin, origin), 20),
        ], target: .skill(skill.track))
    }
    sheet.shifts(of: ref, context)
  }

  private func addEnrolments(to sheet: inout Sheet, _ context: Context) {
    let enrolments = context.registry.enrolments(of: person, includingVoid: true)
    sheet.heading(context.word(.enrolmentsTitle), empty: enrolments.isEmpty ? context.word(.noneYet) : nil)
    for enrolment in enrolments {
      let record = RecordRef(.enrolment, enrolment.id)
      let isVoid = context.registry.isVoid(record)
      let status = [
        context.code(.enrolmentStatus, enrolment.status),
        enrolment.statusDate == enrolment.day ? "" : context.day(enrolment.statusDate),
        context.code(.withdrawReason, enrolment.statusReason),
      ]
      let joined = enrolment.trainingClass.flatMap { context.registry.trainingClass($0)?.name } ?? ""
      let parts = [joined] + (isVoid ? [Voiding.mark(record, context)] : status)
      let words = parts.filter { !$0.isEmpty }.joined(separator: ", ")
      sheet.row(
        [(context.day(enrolment.day), 10), (context.trackName(enrolment.track ?? ""), 22), (words, 0)],
        target: .enrolment(enrolment.id), style: enrolment.isOpen && !isVoid ? .value : .dim)
      sheet.note(enrolment.note, context)
    }
  }

  private func addPlacements(to sheet: inout Sheet, _ context: Context) {
    let placements = context.registry.placements(of: person, includingVoid: true)
    sheet.heading(context.word(.placementsTitle), empty: placements.isEmpty ? context.word(.noneYet) : nil)
    for placement in placements {
      let record = RecordRef(.placement, placement.id)
      let isVoid = context.registry.isVoid(record)
      let work = [
        placement.partner.flatMap { context.registry.partner($0)?.name } ?? placement.employer ?? "",
        placement.title ?? "", placement.place ?? "",
      ]
      var end = ""
      if placement.endDate != nil {
        end = [context.day(placement.endDate), context.code(.endReason, placement.endReason)]
          .filter { !$0.isEmpty }.joined(separator: ", ")
        end = context.text(.placementEnded, ["end": end])
      }
      // Before the names, which may be longer than the line.
      let origin = context.registry.referral(placement.id) == nil ? "" : context.word(.placementFromReferral)
      let words = [isVoid ? Voiding.mark(record, context) : end, origin] + work
      sheet.row(
        [
          (context.day(placement.startDate ?? placement.day), 10), (context.code(.placementKind, placement.kind), 23),
          (words.filter { !$0.isEmpty }.joined(separator: ", "), 0),
        ], target: .placement(placement.id), style: placement.endDate == nil && !isVoid ? .value : .dim)
      sheet.note(placement.note, context)
    }
  }

  /// The person's own record and those that belong to it, voided ones too.
  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] {
    let enrolments = context.registry.enrolments(of: person, includingVoid: true).map {
      (ref: RecordRef(.enrolment, $0.id), about: context.trackName($0.track ?? ""))
    }
    let placements = context.registry.placements(of: person, includingVoid: true).map {
      (ref: RecordRef(.placement, $0.id), about: context.word(.placementsTitle))
    }
    let certificates = context.registry.certificates(of: person).map {
      (ref: RecordRef(.certificate, $0.id), about: context.word(.certificatesTitle))
    }
    let calls = context.registry.followUps(of: person).map {
      (ref: RecordRef(.followUp, $0.id), about: context.word(.titleFollowUps))
    }
    let groups = context.registry.memberships(of: person).map {
      (ref: RecordRef(.groupMember, $0.id), about: context.word(.titleGroups))
    }
    return [(ref, "")] + enrolments + placements + certificates + calls + groups
  }
}

extension Sheet {
  /// The note of the row above.
  fileprivate mutating func note(_ note: String?, _ context: Context) {
    guard let note, !note.isEmpty else { return }
    row([("", 10), (context.text(.rowNote, ["note": note]), 0)])
  }
}

extension Phrase {
  static let titlePerson = Phrase("app.title.person")
  static let hintPerson = Phrase("app.hint.person")
  static let nikMissing = Phrase("app.person.nikMissing")
  static let householdNone = Phrase("app.person.householdNone")
  static let skillsTitle = Phrase("app.person.skills")
  static let enrolmentsTitle = Phrase("app.person.enrolments")
  static let placementsTitle = Phrase("app.person.placements")
  static let rowNote = Phrase("app.person.rowNote")
  static let placementFromReferral = Phrase("app.person.placementFromReferral")
  static let placementEnded = Phrase("app.person.placementEnded")
}
