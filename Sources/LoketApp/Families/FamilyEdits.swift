// From the answers of a family event to the one save that says it: both households, everybody's relation, one entry.
import LoketModel
import LoketRegistry
import LoketWidgets

/// Changes record by record, in the order in which they were first named, so that each record is planned once.
struct FamilyEdits {
  private var order: [RecordRef] = []
  private var changes: [RecordRef: [FieldChange]] = [:]

  mutating func set(_ record: RecordRef, _ field: String, _ value: String?) {
    if changes[record] == nil { order.append(record) }
    changes[record, default: []].append(FieldChange(field, value))
  }

  mutating func set(person: String, _ field: String, _ value: String?) {
    set(RecordRef(.person, person), field, value)
  }

  /// What was doubted and accepted is stored where the supervisor sees it.
  mutating func accept(_ finding: Finding, on record: RecordRef) {
    set(record, finding.acceptedField, finding.acceptedValue)
  }

  /// - Parameter bases: what was on the screen when the question opened.
  func planned(_ bases: [RecordRef: Basis], new: RecordRef?, _ context: Context) -> [Edit] {
    order.flatMap { record -> [Edit] in
      let set = changes[record] ?? []
      if record == new { return [Edit(on: record, set: set.filter { $0.value != nil })] }
      return context.registry.plan(set, on: record, basis: bases[record] ?? context.registry.basis(record))
    }
  }
}

extension FamilyEventScreen {
  func edits(accepting: [FamilyFinding], _ context: Context) -> [Edit] {
    let answers = answers(context)
    let new = RecordRef(.household, newHousehold)
    var edits = FamilyEdits()
    switch event {
    case .head: changeHead(answers, &edits)
    case .split:
      found(new, answers, &edits, context)
      for person in answers.goers {
        edits.set(person: person.id, "household", new.id)
        edits.set(person: person.id, "relation", person.id == answers.founder?.id ? nil : value("q.\(person.id)"))
      }
    case .move(_, let target):
      for person in answers.goers {
        let relation = value("q.\(person.id)")
        edits.set(person: person.id, "household", target)
        edits.set(person: person.id, "relation", relation == "1" ? nil : relation)
        if relation == "1" { edits.set(RecordRef(.household, target), "head", person.id) }
      }
    case .movedOut:
      for person in answers.goers { leave(person, standing: "3", &edits) }
    }
    if let household = event.household(context) { settle(RecordRef(.household, household), answers, &edits, context) }
    for doubt in accepting { edits.accept(doubt.finding, on: doubt.record) }
    let planned = edits.planned(bases(), new: new, context)
    return planned.isEmpty ? [] : planned + [entry(answers, context)]
  }

  private func value(_ id: String) -> String? {
    let value = hand.form.value(id)
    return value.isEmpty ? nil : value
  }

  // MARK: Who leaves

  private func leave(_ person: Person, standing: String, _ edits: inout FamilyEdits) {
    edits.set(person: person.id, "standing", standing)
    edits.set(person: person.id, "standingDate", value("e.date"))
    edits.set(person: person.id, "standingPlace", value("e.place"))
  }

  private func changeHead(_ answers: FamilyAnswers, _ edits: inout FamilyEdits) {
    if let old = answers.members.first(where: { $0.id == answers.oldHead }) {
      if let standing = HeadReason.standing(answers.fate) { leave(old, standing: standing, &edits) }
      if answers.fate == "divorced" { edits.set(person: old.id, "maritalStatus", "3") }
    }
    if let spouse = answers.spouse, !hand.form.hidden.contains("k.marital"), let status = value("k.marital") {
      edits.set(person: spouse.id, "maritalStatus", status)
    }
  }

  /// The household that goers found: its head, its address, its card.
  private func found(
    _ new: RecordRef, _ answers: FamilyAnswers, _ edits: inout FamilyEdits, _ context: Context
  ) {
    guard let founder = answers.founder else { return }
    edits.set(new, "head", founder.id)
    let old = event.household(context).map { RecordRef(.household, $0) }
    let isSame = value("n.same") != nil
    for field in FieldTable.group(.household, of: "address") {
      let before = old.flatMap { context.registry.value($0, field) }
      let typed = value("n.\(field)").flatMap { RecordForm.stored(field, $0, today: context.today) }
      edits.set(new, field, isSame || field == "village" ? before : typed)
    }
    if let card = value("n.card") {
      edits.set(new, "familyCardNumber", card)
      edits.set(new, "cards/\(card)", "split")
    }
  }

  // MARK: Who stays

  /// The household that was there: its new head and what everybody is to that one, or its end.
  private func settle(
    _ household: RecordRef, _ answers: FamilyAnswers, _ edits: inout FamilyEdits, _ context: Context
  ) {
    if let head = answers.newHead {
      edits.set(household, "head", head.id)
      edits.set(person: head.id, "relation", nil)
      for person in answers.related { edits.set(person: person.id, "relation", value("r.\(person.id)")) }
      if let card = value("o.card") {
        edits.set(household, "familyCardNumber", card)
        edits.set(household, "cards/\(card)", "headChanged")
      }
    }
    guard answers.stayers.isEmpty, !answers.goers.isEmpty else { return }
    let moved = if case .movedOut = event { true } else { false }
    if answers.hasFrozen {
      // Somebody whose data rest stays, and the head is elsewhere now: who leads them is not known yet.
      if !moved, answers.goers.contains(where: { $0.id == answers.oldHead }) { edits.set(household, "head", nil) }
      return
    }
    edits.set(household, "standing", moved ? "movedOut" : "merged")
    edits.set(household, "standingDate", value("e.date") ?? context.today.iso)
    edits.set(household, "standingReason", value("e.place"))
  }

  // MARK: The entry

  private func entry(_ answers: FamilyAnswers, _ context: Context) -> Edit {
    let name = { (person: Person?) in person?.name ?? context.word(.nameUnknown) }
    let code: String
    let summary: String
    switch event {
    case .head:
      code = answers.fate
      let old = answers.members.first { $0.id == answers.oldHead }
      summary = "\(old.map { name($0) } ?? context.word(.headUnknown)) › \(name(answers.newHead))"
    case .split, .move:
      code = value("e.reason") ?? "other"
      summary = answers.goers.map { name($0) }.joined(separator: ", ")
    case .movedOut:
      code = "movedOut"
      summary = answers.goers.map { name($0) }.joined(separator: ", ")
    }
    let note = value("k.note").map { ": \(TextFilter.clean($0).trimmed)" } ?? ""
    let action =
      switch event {
      case .split, .move: "move"
      case .head, .movedOut: "change"
      }
    return context.entry(action, about: event.record, reason: code + note, summary: summary)
  }
}
