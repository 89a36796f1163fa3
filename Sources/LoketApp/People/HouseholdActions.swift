// What can be done with a household, and with the member on whose row the selection stands.
import LoketModel
import LoketRegistry
import LoketWidgets

extension HouseholdScreen {
  func menu(_ context: Context) -> ActionMenu {
    let closed = Actions.closed(ref, context)
    let off = { (permission: Permission) in context.whyNot(permission) ?? closed }
    let member = selectedMember(context)
    let head = context.registry.household(household)?.head
    let others = context.registry.members(of: household).contains { $0.id != head && $0.isActive }
    let noMember = member == nil ? context.word(.whyNoMember) : nil
    let contestedMember = member.flatMap { Actions.contested(RecordRef(.person, $0), ["household"], context) }
    let contested = { (fields: [String]) in Actions.contested(ref, fields, context) }
    return ActionMenu(
      title: Voiding.headName(of: household, context) ?? context.word(.titleHousehold),
      actions: [
        ActionMenu.Action("correct", context.word(.actionChangeHousehold), why: off(.changePeople)),
        ActionMenu.Action("members", context.word(.actionMembers), why: off(.registerPeople)),
        ActionMenu.Action(
          "card", context.word(.actionCard), why: off(.changePeople) ?? contested(["familyCardNumber"])),
        ActionMenu.Action(
          "head", context.word(.actionHead),
          why: off(.changePeople) ?? contested(["head"]) ?? (others ? nil : context.word(.whyNoOther))),
        ActionMenu.Action(
          "standing", context.word(hasActive(context) ? .actionMovedOut : .actionHouseholdStanding),
          why: off(.changePeople) ?? contested(["standing"])),
        Actions.isVoid(ref, context)
          ? Actions.restore(ref, context)
          : ActionMenu.Action(
            "void", context.word(.actionVoidHousehold),
            why: off(.voidRecords) ?? Actions.contested(ref, context)
              ?? (context.registry.frozenMembers(of: household) > 0 ? context.word(.whyFrozenMember) : nil)),
        ActionMenu.Action("assign", context.word(.actionAssignMember), why: off(.assign) ?? noMember),
        ActionMenu.Action("split", context.word(.actionSplit), why: off(.changePeople) ?? noMember ?? contestedMember),
        Actions.isVoid(ref, context)
          ? right(context)
          : ActionMenu.Action("receipt", context.word(.actionReceipt), why: context.whyNot(.printPapers)),
        ActionMenu.Action("looks", context.word(.actionLooks), why: context.whyNot(.seeTrace)),
      ])
  }

  /// Of a voided household: which one is right.
  private func right(_ context: Context) -> ActionMenu.Action {
    ActionMenu.Action(
      "right", context.word(.actionRightHousehold),
      why: context.whyNot(.voidRecords))
  }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    let member = selectedMember(context)
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("correct"): context.open(HouseholdFormScreen.change(household: household, context))
    case .chosen("members"): context.open(HouseholdFormScreen.members(of: household, context))
    case .chosen("card"): ask(.card(household: household), &context)
    case .chosen("head"): ask(FamilyEvent.head(household: household, person: member), &context)
    case .chosen("standing"):
      // Who has moved out, or has nobody left, is not asked who goes.
      if hasActive(context) {
        ask(FamilyEvent.movedOut(household: household), &context)
      } else {
        ask(Change.householdStanding(household), &context)
      }
    case .chosen("void"): ask(.voidHousehold(household), &context)
    case .chosen("restore"): ask(.restore(ref), &context)
    case .chosen("right"): ask(.rightHousehold(of: household), &context)
    case .chosen("looks"): context.open(LooksScreen(ref, context))
    case .chosen("receipt"): context.openReceipt(of: household)
    case .chosen("assign"): if let member { context.open(AssignmentScreen(people: [member], context)) }
    case .chosen("split"): if let member { ask(FamilyEvent.split(person: member), &context) }
    default: return
    }
  }

  private func ask(_ change: Change, _ context: inout Context) {
    context.open(ReasonScreen.asking(change, context))
  }

  private func ask(_ event: FamilyEvent, _ context: inout Context) {
    context.open(FamilyEventScreen.asking(event, context))
  }

  private func hasActive(_ context: Context) -> Bool {
    guard context.registry.household(household)?.isActive ?? false else { return false }
    return context.registry.members(of: household).contains(where: \.isActive)
  }
}

extension Phrase {
  static let actionChangeHousehold = Phrase("app.action.changeHousehold")
  static let actionCard = Phrase("app.action.card")
  static let actionHead = Phrase("app.action.head")
  static let actionHouseholdStanding = Phrase("app.action.householdStanding")
  static let actionMovedOut = Phrase("app.action.movedOut")
  static let actionVoidHousehold = Phrase("app.action.voidHousehold")
  static let actionRightHousehold = Phrase("app.action.rightHousehold")
  static let actionAssignMember = Phrase("app.action.assignMember")
  static let actionSplit = Phrase("app.action.split")
  static let whyNoMember = Phrase("app.why.noMember")
  static let whyNoOther = Phrase("app.why.noOther")
  static let whyFrozenMember = Phrase("app.why.frozenMember")
}
