// A decision about a conflict as the one save that says it: every edit names all that stood on the screen.
import LoketModel
import LoketRegistry

enum ConflictEdits {
  /// What was reviewed when it was entered is reviewed when it is decided; a decision about a setting is one.
  private static func entry(_ record: RecordRef, _ label: String, _ context: Context) -> Edit {
    let reviewed: Set<RecordKind> = [
      .household, .person, .enrolment, .placement, .application, .attendance, .certificate, .aid, .referral, .hubSeat,
      .followUp, .producer, .product, .promotion, .groupMember, .grant, .grantCheck, .disbursement, .mentorship,
      .mentorVisit,
    ]
    return context.entry(reviewed.contains(record.kind) ? "decide" : "settings", about: record, summary: label)
  }

  static func keeping(
    _ line: LineRef, of field: String, on record: RecordRef, basis: Basis, _ context: Context
  ) -> [Edit] {
    [
      context.registry.planDecision(field, like: line, on: record, basis: basis),
      entry(record, ConflictItems.label(record, field, context), context),
    ]
  }

  /// - Parameter accepted: checks of the rules that were shown and accepted.
  static func writing(
    _ changes: [FieldChange], accepted: [Finding], of field: String, on record: RecordRef, basis: Basis,
    _ context: Context
  ) -> [Edit] {
    let decision = context.registry.planDecision(field, like: nil, changes: changes, on: record, basis: basis)
    let marks = accepted.map { FieldChange($0.acceptedField, $0.acceptedValue) }
    return [decision] + context.registry.plan(marks, on: record, basis: basis)
      + [entry(record, ConflictItems.label(record, field, context), context)]
  }

  /// The question that has a form of its own, with a reason and what goes along; nil for other kinds.
  static func question(about record: RecordRef, voiding: Bool) -> Change? {
    switch record.kind {
    case .household: voiding ? .voidHousehold(record.id) : .restore(record)
    case .person: voiding ? .voidPerson(record.id) : .restore(record)
    case .placement: voiding ? .voidPlacement(record.id) : .restore(record)
    default: nil
    }
  }

  static func voiding(_ record: RecordRef, stays: Bool, basis: Basis, _ context: Context) -> [Edit] {
    let registry = context.registry
    let edit =
      stays
      ? registry.planVoid(record, reason: registry.voidReason(record) ?? "other")
      : registry.planRestore(record, basis: basis)
    return [edit, entry(record, context.word(.fieldVoid), context)]
  }

  /// The placement that one of two answers to a referral made, where the other was decided to be right: asked about next,
  /// so that nobody counts as placed whom the partner did not take.
  static func placementLeft(by record: RecordRef, _ field: String, _ context: Context) -> Change? {
    guard record.kind == .referral, field == "status", let referral = context.registry.referral(record.id) else {
      return nil
    }
    return context.registry.placementWithoutPost(referral).map { .voidPlacement($0) }
  }

  // MARK: Lines that do not come

  static func givingUp(_ lines: [LineRef], _ context: Context) -> [Edit] {
    let edits = context.registry.planLoss(lines, on: context.workDay)
    return noted(edits, context)
  }

  /// Files that are not believed, by what decisions about them name.
  static func givingUpFiles(_ subjects: Set<Identifier>, _ context: Context) -> [Edit] {
    noted(context.registry.planGivingUpCopies(of: subjects, on: context.workDay), context)
  }

  private static func noted(_ edits: [Edit], _ context: Context) -> [Edit] {
    guard let first = edits.first else { return [] }
    return edits + [context.entry("settings", about: first.on)]
  }
}

extension ReviewEdits {
  /// The entry of a save that was taken back whole is nobody's to review.
  static func takenBack(_ entry: String, _ context: Context) -> [Edit] {
    let basis = context.registry.basis(RecordRef(.entry, entry))
    let changes = [
      FieldChange("state", EntryState.cancelled.rawValue), FieldChange("stateDay", context.workDay.iso),
      FieldChange("stateNote", nil),
    ]
    return context.registry.plan(changes, on: basis.record, basis: basis)
  }
}
