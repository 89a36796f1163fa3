// What can be done with a person, and with the enrolment or placement on whose row the selection stands.
import LoketModel
import LoketRegistry
import LoketWidgets

extension PersonScreen {
  func menu(_ context: Context) -> ActionMenu {
    let person = context.registry.person(person)
    let closed = Actions.closed(ref, context)
    let off = { (permission: Permission) in context.whyNot(permission) ?? closed }
    let gone =
      person.map { $0.isActive ? nil : context.text(.whyNotActive, ["standing": context.code(.standing, $0.standing)]) }
      ?? nil
    let selected = selected(context)
    return ActionMenu(
      title: person?.name ?? context.word(.titlePerson),
      actions: [
        ActionMenu.Action("assign", context.word(.actionAssignPerson), why: off(.assign) ?? gone),
        ActionMenu.Action("place", context.word(.actionPlacePerson), why: off(.place) ?? gone),
        ActionMenu.Action("skill", context.word(.actionSkill), why: off(.changePeople)),
        ActionMenu.Action("correct", context.word(.actionCorrect), why: off(.changePeople)),
        ActionMenu.Action(
          "move", context.word(.actionMove), why: off(.changePeople) ?? Actions.contested(ref, ["household"], context)),
        ActionMenu.Action(
          "standing", context.word(.actionStanding),
          why: off(.changePeople) ?? Actions.contested(ref, ["standing"], context)),
        Actions.isVoid(ref, context)
          ? Actions.restore(ref, why: whyNotRestore(context), context)
          : ActionMenu.Action(
            "void", context.word(.actionVoidPerson),
            why: off(.voidRecords) ?? whyNotVoid(context) ?? Actions.contested(ref, context)),
        row(selected, closed, context),
        ActionMenu.Action("papers", context.word(.actionPapers), why: off(.changePeople)),
        ActionMenu.Action("looks", context.word(.actionLooks), why: context.whyNot(.seeTrace)),
        ActionMenu.Action("certificate", context.word(.actionCertificate), why: off(.certificates)),
        ActionMenu.Action("data", context.word(.titleData)),
        ActionMenu.Action("work", context.word(.actionWork), why: closed),
      ])
  }

  /// From the shifts that somebody can work to the call after the hiring: the last action opens these.
  func workMenu(_ context: Context) -> ActionMenu {
    let closed = Actions.closed(ref, context)
    let off = { (permission: Permission) in context.whyNot(permission) ?? closed }
    return ActionMenu(
      title: context.word(.actionWork),
      actions: [
        ActionMenu.Action("refer", context.word(.actionReferPerson), why: off(.refer)),
        ActionMenu.Action("cv", context.word(.actionCV), why: off(.printPapers)),
        ActionMenu.Action("shifts", context.word(.actionShifts), why: off(.changePeople)),
        ActionMenu.Action("call", context.word(.actionCallPerson), why: off(.followUps)),
        ActionMenu.Action("jobCard", context.word(.actionJobCard), why: off(.changePeople)),
        ActionMenu.Action(
          "grant", context.word(.actionGrantPerson),
          why: off(.grants) ?? PersonForRecordScreen.Kind.grant.refusal(of: self.person, context)),
      ])
  }

  /// The eighth action opens those of the selected row.
  private func row(_ selected: SheetTarget?, _ closed: String?, _ context: Context) -> ActionMenu.Action {
    switch selected {
    case .enrolment: ActionMenu.Action("row", context.word(.actionThisEnrolment), why: closed)
    case .placement: ActionMenu.Action("row", context.word(.actionThisPlacement), why: closed)
    default: ActionMenu.Action("row", context.word(.actionThisRow), why: closed ?? context.word(.whyNoRow))
    }
  }

  /// What can be done with one enrolment or placement.
  func rowMenu(_ target: SheetTarget?, _ context: Context) -> ActionMenu {
    switch target {
    case .enrolment(let id): enrolmentMenu(id, context)
    case .placement(let id): placementMenu(id, context)
    default: ActionMenu(title: "", actions: [])
    }
  }

  private func enrolmentMenu(_ id: String, _ context: Context) -> ActionMenu {
    let record = RecordRef(.enrolment, id)
    let enrolment = context.registry.enrolment(id)
    let closed = context.whyNot(.recordOutcome) ?? Actions.closed(ref, context) ?? Actions.closed(record, context)
    let contested = Actions.contested(record, ["status"], context)
    let action = { (name: String, label: Phrase, status: String) in
      let isSo = enrolment?.status == status
      let why = isSo ? context.text(.whyStatus, ["status": context.code(.enrolmentStatus, status)]) : nil
      return ActionMenu.Action(name, context.word(label), why: closed ?? why ?? contested)
    }
    return ActionMenu(
      title: context.trackName(enrolment?.track ?? ""),
      actions: [
        action("complete", .actionComplete, "completed"), action("drop", .actionDrop, "dropped"),
        action("withdraw", .actionWithdraw, "withdrawn"),
        restore(record, isOpen: enrolment?.isOpen ?? true, contested, context),
      ])
  }

  private func placementMenu(_ id: String, _ context: Context) -> ActionMenu {
    let record = RecordRef(.placement, id)
    let placement = context.registry.placement(id)
    let closed = context.whyNot(.place) ?? Actions.closed(ref, context) ?? Actions.closed(record, context)
    let contested = Actions.contested(record, ["endDate"], context)
    let ended = placement?.endDate == nil ? nil : context.word(.whyEnded)
    return ActionMenu(
      title: context.code(.placementKind, placement?.kind),
      actions: [
        ActionMenu.Action("correctPlacement", context.word(.actionCorrectPlacement), why: closed ?? contested),
        ActionMenu.Action("end", context.word(.actionEnd), why: closed ?? ended ?? contested),
        ActionMenu.Action(
          "voidPlacement", context.word(.actionVoidPlacement),
          why: context.whyNot(.voidRecords) ?? closed ?? Actions.contested(record, context)),
        restore(record, isOpen: placement?.endDate == nil, contested, context),
      ])
  }

  /// What was voided, withdrawn, finished or ended goes on; off while it does.
  private func restore(
    _ record: RecordRef, isOpen: Bool, _ contested: String?, _ context: Context
  ) -> ActionMenu.Action {
    let goesOn = isOpen && !context.registry.isVoid(record) ? context.word(.whyGoesOn) : nil
    return Actions.restore(record, why: Actions.closed(ref, context) ?? goesOn ?? contested, context)
  }

  /// A person does not come back into a household that is void.
  private func whyNotRestore(_ context: Context) -> String? {
    guard let household = context.registry.person(person)?.household,
      context.registry.isVoid(RecordRef(.household, household))
    else { return nil }
    return context.word(.whyHouseholdVoid)
  }

  /// A head is voided only after another one was chosen, or with the whole household.
  private func whyNotVoid(_ context: Context) -> String? {
    guard let household = context.registry.household(of: person), household.head == person,
      !context.registry.isVoid(RecordRef(.household, household.id))
    else { return nil }
    return context.word(.whyHead)
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("assign"): context.open(AssignmentScreen(people: [person], context))
    case .chosen("place"): context.open(PlacementScreen(person: person, context))
    case .chosen("skill"): change(.skill(person: person, track: selectedSkill(context)), &context)
    case .chosen("correct"): context.open(HouseholdFormScreen.change(person: person, context))
    case .chosen("move"):
      context.open(HouseholdListScreen.choosing(besides: context.registry.person(person)?.household, context))
    case .chosen("standing"):
      // A head with others at home is not recorded as gone without somebody in the head's place.
      if let household = headedWithOthers(context) {
        context.open(FamilyEventScreen.asking(.head(household: household, person: nil), context))
      } else {
        change(.standing(person: person), &context)
      }
    case .chosen("void"): change(.voidPerson(person), &context)
    case .chosen("restore"): restore(selected(context), &context)
    case .chosen("looks"): context.open(LooksScreen(ref, context))
    case .chosen("papers"): change(.papers(person: person), &context)
    case .chosen("data"): context.open(PersonDataScreen(person: person))
    case .chosen("work"): context.open(ActionsScreen(menu: workMenu(context)))
    case .chosen("refer"): context.open(PersonVacancyScreen(person: person, context))
    case .chosen("call"): context.openNextFollowUp(of: person)
    case .chosen("jobCard"): context.openJobCard(of: person)
    case .chosen("grant"):
      guard let setting = SettingKind.of(.grant) else { return }
      context.open(SettingFormScreen(setting, id: nil, given: ["person": person], context))
    case .chosen("shifts"): context.open(ReferralFormScreen.asking(.shifts(person: person), context))
    case .chosen("cv"): context.openCV(of: person)
    case .chosen("certificate"): context.openCertificate(nil, of: person)
    case .chosen("row"): context.open(ActionsScreen(menu: rowMenu(selected(context), context)))
    case .chosen(let id): changeSelected(id, &context)
    default: return
    }
  }

  /// The household of which this person is the living head, with other members.
  private func headedWithOthers(_ context: Context) -> String? {
    guard let record = context.registry.person(person), record.isActive, let household = record.household,
      context.registry.household(household)?.head == person,
      context.registry.members(of: household).contains(where: { $0.id != person && $0.isActive })
    else { return nil }
    return household
  }

  private mutating func changeSelected(_ action: String, _ context: inout Context) {
    switch (action, selected(context)) {
    case ("complete", .enrolment(let id)): change(.complete(enrolment: id), &context)
    case ("drop", .enrolment(let id)): change(.drop(enrolment: id), &context)
    case ("withdraw", .enrolment(let id)): change(.withdraw(enrolment: id), &context)
    case ("correctPlacement", .placement(let id)):
      context.open(PlacementScreen(correcting: id, of: person, context))
    case ("end", .placement(let id)): change(.end(placement: id), &context)
    case ("voidPlacement", .placement(let id)): change(.voidPlacement(id), &context)
    default: return
    }
  }

  /// The person, if the person is void, else the selected row.
  private mutating func restore(_ selected: SheetTarget?, _ context: inout Context) {
    switch selected {
    case _ where context.registry.isVoid(ref): context.open(ReasonScreen.asking(.restore(ref), context))
    case .enrolment(let id): change(.restore(RecordRef(.enrolment, id)), &context)
    case .placement(let id): change(.restore(RecordRef(.placement, id)), &context)
    default: return
    }
  }

  private func selectedSkill(_ context: Context) -> String? {
    guard case .skill(let track) = selected(context) else {
      return nil
    }
    return track
  }

  /// Asks what the change needs; off where nothing may be changed.
  mutating func change(_ change: Change, _ context: inout Context) {
    if let why = Actions.closed(ref, context) {
      context.say(.info, why)
    } else {
      context.open(ReasonScreen.asking(change, context))
    }
  }
}

/// Why a record cannot be changed at all, or not in these fields by this person.
enum Actions {
  static func isVoid(_ record: RecordRef, _ context: Context) -> Bool { context.registry.isVoid(record) }

  /// What was voided or closed stands again.
  static func restore(_ record: RecordRef, why: String? = nil, _ context: Context) -> ActionMenu.Action {
    let refusal = context.whyNot(Change.restore(record).permission)
    return ActionMenu.Action("restore", context.word(.actionRestore), why: refusal ?? why)
  }

  static func closed(_ record: RecordRef, _ context: Context) -> String? {
    if context.session.isReadOnly { return context.word(.readOnlyHere) }
    if !context.registry.exists(record) { return context.word(.recordGone) }
    if context.registry.isFrozen(record) { return context.word(.whyFrozen) }
    return context.registry.isVoid(record) ? context.word(.whyVoid) : nil
  }

  /// A whole record is voided over no open conflict of it.
  static func contested(_ record: RecordRef, _ context: Context) -> String? {
    contested(record, Conflicts.fields(of: record, context), context)
  }

  static func contested(_ record: RecordRef, _ fields: [String], _ context: Context) -> String? {
    guard !context.may(.settleConflicts),
      fields.contains(where: { context.registry.state(record, $0).status == .conflict })
    else { return nil }
    return context.word(.supervisorDecides)
  }
}

extension Phrase {
  static let actionWork = Phrase("app.action.personWork")
  static let actionReferPerson = Phrase("app.action.referPerson")
  static let actionAssignPerson = Phrase("app.action.assignPerson")
  static let actionPlacePerson = Phrase("app.action.placePerson")
  static let actionSkill = Phrase("app.action.skill")
  static let actionCorrect = Phrase("app.action.correct")
  static let actionMove = Phrase("app.action.move")
  static let actionStanding = Phrase("app.action.standing")
  static let actionVoidPerson = Phrase("app.action.voidPerson")
  static let actionWithdraw = Phrase("app.action.withdraw")
  static let actionEnd = Phrase("app.action.end")
  static let actionComplete = Phrase("app.action.complete")
  static let actionDrop = Phrase("app.action.drop")
  static let actionRestore = Phrase("app.action.restore")
  static let actionCallPerson = Phrase("app.action.callPerson")
  static let actionJobCard = Phrase("app.action.jobCard")
  static let actionGrantPerson = Phrase("app.action.grantPerson")
  static let actionPapers = Phrase("app.action.papers")
  static let actionCorrectPlacement = Phrase("app.action.correctPlacement")
  static let actionThisRow = Phrase("app.action.thisRow")
  static let actionThisEnrolment = Phrase("app.action.thisEnrolment")
  static let actionThisPlacement = Phrase("app.action.thisPlacement")
  static let actionVoidPlacement = Phrase("app.action.voidPlacement")
  static let whyNotActive = Phrase("app.why.notActive")
  static let whyStatus = Phrase("app.why.status")
  static let whyGoesOn = Phrase("app.why.goesOn")
  static let whyHouseholdVoid = Phrase("app.why.householdVoid")
  static let whyEnded = Phrase("app.why.ended")
  static let whyNoRow = Phrase("app.why.noRow")
  static let whyHead = Phrase("app.why.head")
  static let whyVoid = Phrase("app.why.void")
}
