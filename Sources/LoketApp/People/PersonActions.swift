// What can be done with a person, and with the enrolment or placement on whose row the selection stands.
import LoketModel
import LoketRegistry
import LoketWidgets

extension PersonScreen {
  func menu(_ context: Context) -> ActionMenu {
    let person = context.registry.person(person)
    let closed = Actions.closed(ref, context)
    let gone =
      person.map { $0.isActive ? nil : context.text(.whyNotActive, ["standing": context.code(.standing, $0.standing)]) }
      ?? nil
    let selected = selected(context)
    return ActionMenu(
      title: person?.name ?? context.word(.titlePerson),
      actions: [
        ActionMenu.Action("assign", context.word(.actionAssignPerson), why: closed ?? gone),
        ActionMenu.Action("place", context.word(.actionPlacePerson), why: closed ?? gone),
        ActionMenu.Action("skill", context.word(.actionSkill), why: closed),
        ActionMenu.Action("correct", context.word(.actionCorrect), why: closed),
        ActionMenu.Action(
          "move", context.word(.actionMove), why: closed ?? Actions.contested(ref, ["household"], context)),
        ActionMenu.Action(
          "standing", context.word(.actionStanding), why: closed ?? Actions.contested(ref, ["standing"], context)),
        ActionMenu.Action(
          "void", context.word(.actionVoidPerson), why: closed ?? whyNotVoid(context) ?? Actions.contested(ref, context)
        ),
        row(selected, closed, context),
        ActionMenu.Action(
          "voidPlacement", context.word(.actionVoidPlacement), why: closed ?? whyNotVoid(placement: selected, context)),
      ])
  }

  /// The eighth action follows the selected row.
  private func row(_ selected: SheetTarget?, _ closed: String?, _ context: Context) -> ActionMenu.Action {
    switch selected {
    case .enrolment(let id):
      let enrolment = context.registry.enrolment(id)
      let why = enrolment?.status == "withdrawn" ? context.word(.whyWithdrawn) : nil
      return ActionMenu.Action(
        "withdraw", context.word(.actionWithdraw),
        why: closed ?? why ?? Actions.contested(RecordRef(.enrolment, id), ["status"], context))
    case .placement(let id):
      let why = context.registry.placement(id)?.endDate == nil ? nil : context.word(.whyEnded)
      return ActionMenu.Action(
        "end", context.word(.actionEnd),
        why: closed ?? why ?? Actions.contested(RecordRef(.placement, id), ["endDate"], context))
    default:
      return ActionMenu.Action("withdraw", context.word(.actionWithdrawOrEnd), why: closed ?? context.word(.whyNoRow))
    }
  }

  private func whyNotVoid(placement selected: SheetTarget?, _ context: Context) -> String? {
    if case .placement = selected { return nil }
    return context.word(.whyNoPlacement)
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
    case .chosen("standing"): change(.standing(person: person), &context)
    case .chosen("void"): change(.voidPerson(person), &context)
    case .chosen(let id): changeSelected(id, &context)
    default: return
    }
  }

  private mutating func changeSelected(_ action: String, _ context: inout Context) {
    switch (action, selected(context)) {
    case ("withdraw", .enrolment(let id)): change(.withdraw(enrolment: id), &context)
    case ("end", .placement(let id)): change(.end(placement: id), &context)
    case ("voidPlacement", .placement(let id)): change(.voidPlacement(id), &context)
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
  static func closed(_ record: RecordRef, _ context: Context) -> String? {
    if context.session.isReadOnly { return context.word(.readOnlyHere) }
    if !context.registry.exists(record) { return context.word(.recordGone) }
    return context.registry.isVoid(record) ? context.word(.whyVoid) : nil
  }

  /// A whole record is voided over no open conflict of it.
  static func contested(_ record: RecordRef, _ context: Context) -> String? {
    contested(record, Conflicts.fields(of: record, context), context)
  }

  static func contested(_ record: RecordRef, _ fields: [String], _ context: Context) -> String? {
    guard !context.mayDecide, fields.contains(where: { context.registry.state(record, $0).status == .conflict })
    else { return nil }
    return context.word(.supervisorDecides)
  }
}

extension Phrase {
  static let actionAssignPerson = Phrase("app.action.assignPerson")
  static let actionPlacePerson = Phrase("app.action.placePerson")
  static let actionSkill = Phrase("app.action.skill")
  static let actionCorrect = Phrase("app.action.correct")
  static let actionMove = Phrase("app.action.move")
  static let actionStanding = Phrase("app.action.standing")
  static let actionVoidPerson = Phrase("app.action.voidPerson")
  static let actionWithdraw = Phrase("app.action.withdraw")
  static let actionEnd = Phrase("app.action.end")
  static let actionWithdrawOrEnd = Phrase("app.action.withdrawOrEnd")
  static let actionVoidPlacement = Phrase("app.action.voidPlacement")
  static let whyNotActive = Phrase("app.why.notActive")
  static let whyWithdrawn = Phrase("app.why.withdrawn")
  static let whyEnded = Phrase("app.why.ended")
  static let whyNoRow = Phrase("app.why.noRow")
  static let whyNoPlacement = Phrase("app.why.noPlacement")
  static let whyHead = Phrase("app.why.head")
  static let whyVoid = Phrase("app.why.void")
}
