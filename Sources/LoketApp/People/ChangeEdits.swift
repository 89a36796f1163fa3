// From the answers of a small change to the one save that says it, with its entry for the queue.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What was answered, and what stood on the screen when the question opened.
struct ChangeAnswers {
  let values: [String: String]
  let bases: [RecordRef: Basis]
  /// Checks of the rules that were shown and accepted.
  let accepting: [Finding]

  /// The answer, or nil where the field was left empty.
  subscript(_ field: String) -> String? { values[field].flatMap { $0.isEmpty ? nil : $0 } }
}

extension Change {
  /// The edits and, unless nothing changes, the entry.
  func edits(_ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    let edits = recordEdits(answers, context)
    // A visit says nothing of the family itself: there is nothing for a supervisor to approve.
    if case .fieldVisit = self { return edits }
    return edits.isEmpty ? [] : edits + [entry(answers, context)]
  }

  private func entry(_ answers: ChangeAnswers, _ context: Context) -> Edit {
    let reason = [answers["reason"] ?? answers["event"], answers["note"]].compactMap { $0 }.joined(separator: ": ")
    return context.entry(action, about: record, reason: reason.isEmpty ? nil : reason, summary: name(context))
  }

  /// A code of `CodeList.entryAction`.
  private var action: String {
    switch self {
    case .withdraw: "withdraw"
    case .complete: "complete"
    case .drop: "drop"
    case .end: "end"
    case .restore: "restore"
    case .voidPlacement, .voidGrant, .voidPerson, .voidHousehold: "void"
    case .standing, .skill, .householdStanding, .card, .rightHousehold, .papers, .fieldVisit: "change"
    }
  }

  private func recordEdits(_ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    switch self {
    case .withdraw: return status("withdrawn", answers, context) + seatGivenBack(answers, context)
    case .complete: return status("completed", answers, context)
    case .drop: return status("dropped", answers, context)
    case .end:
      return plan(
        [FieldChange("endDate", answers["date"]), FieldChange("endReason", answers["reason"])], answers, context)
    case .voidPlacement, .voidGrant: return [void(record, answers, context)]
    case .voidPerson(let id): return voids(person: id, answers, context)
    case .voidHousehold(let id):
      let right = answers["instead"].map { [FieldChange("instead", $0)] } ?? []
      return [void(record, set: right, answers, context)]
        + context.registry.members(of: id).flatMap { member -> [Edit] in
          belongsHereAlone(member.id, context) ? voids(person: member.id, answers, context) : []
        }
    case .standing:
      let isBack = answers["standing"] == "1"
      return plan(
        [
          FieldChange("standing", answers["standing"]), FieldChange("standingDate", isBack ? nil : answers["date"]),
          FieldChange("standingPlace", isBack ? nil : answers["place"]),
        ], answers, context)
    case .householdStanding(let household):
      let isBack = answers["standing"] == "active"
      return (isBack ? comeBack(to: household, answers, context) : [])
        + plan(
          [
            FieldChange("standing", answers["standing"]), FieldChange("standingDate", isBack ? nil : answers["date"]),
            FieldChange("standingReason", isBack ? nil : answers["note"]),
          ], answers, context)
    case .skill(_, let track): return skill(track ?? answers["track"] ?? "", answers, context)
    case .card:
      guard let card = answers["card"] else { return [] }
      return plan(
        [FieldChange("familyCardNumber", card), FieldChange("cards/\(card)", answers["event"])]
          + answers.accepting.map { FieldChange($0.acceptedField, $0.acceptedValue) }, answers, context)
    case .rightHousehold: return plan([FieldChange("instead", answers["instead"])], answers, context)
    case .restore: return restore(answers, context)
    case .papers: return plan([FieldChange("papersSeen", answers["date"])], answers, context)
    case .fieldVisit(let household, _):
      return [
        FieldVisits.edit(
          at: household, outcome: answers["outcome"], nextDay: answers["nextDay"], note: answers["note"], context)
      ]
    }
  }

  private func status(_ status: String, _ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    plan(
      [
        FieldChange("status", status), FieldChange("statusDate", answers["date"]),
        FieldChange("statusReason", answers["reason"]),
      ], answers, context)
  }

  private func plan(
    _ changes: [FieldChange], on other: RecordRef? = nil, _ answers: ChangeAnswers, _ context: Context
  ) -> [Edit] {
    let record = other ?? record
    return context.registry.plan(changes, on: record, basis: answers.bases[record] ?? context.registry.basis(record))
  }

  // MARK: Voiding

  private func void(
    _ record: RecordRef, set: [FieldChange] = [], _ answers: ChangeAnswers, _ context: Context
  ) -> Edit {
    context.registry.planVoid(record, reason: answers["reason"] ?? "other", set: set)
  }

  /// The person and what belongs to the person alone.
  private func voids(person: String, _ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    let owned =
      context.registry.enrolments(of: person).map { RecordRef(.enrolment, $0.id) }
      + context.registry.placements(of: person).map { RecordRef(.placement, $0.id) }
    return ([RecordRef(.person, person)] + owned).map { void($0, answers, context) }
  }

  /// No other PC has moved the person elsewhere meanwhile.
  private func belongsHereAlone(_ person: String, _ context: Context) -> Bool {
    context.registry.state(RecordRef(.person, person), "household").status == .settled
  }

  /// A voided record stands again with all that was voided in the same save; an assignment or a placement goes on.
  private func restore(_ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    if Voiding.stands(record, context) {
      return ([record] + Voiding.together(with: record, context)).map { unvoid($0, answers, context) }
    }
    if record.kind == .placement {
      return plan([FieldChange("endDate", nil), FieldChange("endReason", nil)], answers, context)
    }
    return plan(
      [
        FieldChange("status", "assigned"), FieldChange("statusDate", context.today.iso),
        FieldChange("statusReason", nil),
      ], answers, context) + seatTakenAgain(context)
  }

  private func unvoid(_ record: RecordRef, _ answers: ChangeAnswers, _ context: Context) -> Edit {
    let basis = answers.bases[record] ?? context.registry.basis(record)
    var edit = context.registry.planRestore(record, basis: basis)
    if context.registry.value(record, "instead") != nil {
      edit.set = [FieldChange("instead", nil)]
      edit.over += (basis.heads["instead"] ?? []).filter { !edit.over.contains($0) }
    }
    return edit
  }

  // MARK: Skills

  private func skill(_ track: String, _ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    let level = answers["level"]
    return plan(
      [
        FieldChange("skills/\(track)", level),
        FieldChange("skillEvidence/\(track)", level == nil ? nil : answers["evidence"]),
        FieldChange("skillOrigin/\(track)", level == nil ? nil : answers["origin"]),
      ], answers, context)
  }

  // MARK: Households

  /// Who left with the household in one save comes back with it; who left before or after stays away.
  private func comeBack(to household: String, _ answers: ChangeAnswers, _ context: Context) -> [Edit] {
    let left = Set(context.registry.state(record, "standing").heads.map(SaveName.init))
    let people = context.registry.members(of: household).map { RecordRef(.person, $0.id) }
    return people.filter { person in
      context.registry.state(person, "standing").heads.contains { left.contains(SaveName($0)) }
    }.flatMap { person in
      plan(
        [FieldChange("standing", "1"), FieldChange("standingDate", nil), FieldChange("standingPlace", nil)], on: person,
        answers, context)
    }
  }
}
