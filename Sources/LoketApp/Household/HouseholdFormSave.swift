// Simpan: errors stop it, doubts are listed once, and what stands in the form becomes one save.
import LoketModel
import LoketRegistry
import LoketWidgets

extension HouseholdFormScreen {
  mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    if endsGoingOn(&context) { return }
    guard hand.isChanged else { return context.say(.info, .nothingToSave) }
    if stopsAtConflict(&context) { return }
    lookForAll(context)
    let remarks = findings(in: form, context)
    guard hand.maySave(remarks, &context) else { return }
    hand.save(edits(accepting: remarks.filter { $0.finding.level == .check }, context), &context)
  }

  // MARK: Edits

  private func edits(accepting: [FormInHand.Remark], _ context: Context) -> [Edit] {
    formEdits(accepting, context) + pairEdits(context)
  }

  private func formEdits(_ accepting: [FormInHand.Remark], _ context: Context) -> [Edit] {
    switch task {
    case .register, .arrive: registration(accepting, context)
    case .members(let household):
      filledPeople(in: form).map { newPerson($0, household: household, accepting, context) }
        + [context.entry("change", about: RecordRef(.household, household), summary: personNames)]
    case .person(let id):
      changes(RecordRef(.person, id), section: "p0", accepting, context)
        + entryEdits(RecordRef(.person, id), context)
    case .household(let id):
      changes(RecordRef(.household, id), section: "h", accepting, context)
        + entryEdits(RecordRef(.household, id), context)
    }
  }

  /// A change is an entry of its own; what mends an entry that came back belongs to that one.
  private func entryEdits(_ record: RecordRef, _ context: Context) -> [Edit] {
    guard let returned else { return [context.entry("change", about: record)] }
    return returned.edits(changing: record, Set(form.changedValues.keys.map(RecordForm.fieldName)), context)
  }

  private var personNames: String {
    filledPeople(in: form).map { form.value($0 + ".name") }.joined(separator: ", ")
  }

  /// The people on the form; a household without any on it by its head.
  private func savedName(_ context: Context) -> String {
    guard case .household(let id) = task else { return personNames }
    return Voiding.householdName(id, context)
  }

  private func registration(_ accepting: [FormInHand.Remark], _ context: Context) -> [Edit] {
    guard let household = ids["h"], let head = ids["p0"] else { return [] }
    let ref = RecordRef(.household, household)
    var set = stored("h", context)
    if let card = set.first(where: { $0.field == "familyCardNumber" })?.value {
      set.append(FieldChange("cards/\(card)", task == .arrive ? "movedIn" : "first"))
    }
    set.append(FieldChange("head", head))
    // One key ticks both cards: the KTP of the head and the family card.
    if !form.value("p0.papersSeen").isEmpty { set.append(FieldChange("papersSeen", context.today.iso)) }
    set += acceptances(accepting.filter { $0.field.hasPrefix("h.") })
    return [Edit(on: ref, set: set)]
      + filledPeople(in: form).map { newPerson($0, household: household, accepting, context) }
      + (isOnRound ? [FieldVisits.edit(at: household, outcome: FieldVisits.visited, context)] : [])
      + [
        context.entry(
          "register", about: ref, reason: task == .arrive ? "movedIn" : nil, summary: form.value("p0.name"))
      ]
  }

  private func newPerson(
    _ section: String, household: String, _ accepting: [FormInHand.Remark], _ context: Context
  ) -> Edit {
    var set = stored(section, context)
    set.append(FieldChange("household", household))
    set.append(FieldChange("registeredOn", context.workDay.iso))
    set += acceptances(accepting.filter { $0.field.hasPrefix(section + ".") })
    return Edit(on: RecordRef(.person, ids[section] ?? ""), set: set)
  }

  /// The section's values as a record stores them, in the order of the form.
  private func stored(_ section: String, _ context: Context) -> [FieldChange] {
    form.specs.filter { $0.id.hasPrefix(section + ".") }.compactMap { spec in
      let name = RecordForm.fieldName(spec.id)
      if name == "nikReason", !form.value(section + ".nik").isEmpty { return nil }
      return RecordForm.stored(name, form.value(spec.id), today: context.today).map { FieldChange(name, $0) }
    }
  }

  private func changes(
    _ ref: RecordRef, section: String, _ accepting: [FormInHand.Remark], _ context: Context
  ) -> [Edit] {
    var changes: [FieldChange] = []
    for (id, value) in form.changedValues.sorted(by: { $0.key < $1.key }) where id.hasPrefix(section + ".") {
      let name = RecordForm.fieldName(id)
      changes.append(FieldChange(name, RecordForm.stored(name, value, today: context.today)))
    }
    if let card = changes.first(where: { $0.field == "familyCardNumber" })?.value {
      changes.append(FieldChange("cards/\(card)", "new"))
    }
    // Why there is no NIK is over when there is one.
    if changes.contains(where: { $0.field == "nik" && $0.value != nil }),
      !changes.contains(where: { $0.field == "nikReason" }),
      context.registry.value(ref, "nikReason") != nil
    {
      changes.append(FieldChange("nikReason", nil))
    }
    changes += acceptances(accepting) + outlived(section, ref, accepting, context)
    return context.registry.plan(changes, on: ref, basis: bases[section] ?? context.registry.basis(ref))
  }

  /// What was accepted once and no longer holds, or holds with other facts: the supervisor sees what applies to what
  /// stands. Only rules that judge a record by itself are asked.
  private func outlived(
    _ section: String, _ ref: RecordRef, _ accepting: [FormInHand.Remark], _ context: Context
  ) -> [FieldChange] {
    let subject = subject(section, in: form, context)
    let again = Set(accepting.map(\.finding.acceptedField))
    return context.registry.elements(ref, "accepted").compactMap { id, value in
      guard let rule = Rules.rule(id), !again.contains("accepted/" + id) else { return nil }
      let stands = rule.finding(in: subject).map { $0.acceptedValue == value } ?? false
      return stands ? nil : FieldChange("accepted/" + id, nil)
    }
  }

  /// What was accepted is stored where the supervisor sees it: the rule, and the facts its sentence named.
  private func acceptances(_ findings: [FormInHand.Remark]) -> [FieldChange] {
    findings.map { remark in
      let section = String(remark.field.prefix { $0 != "." })
      return FieldChange(
        remark.finding.acceptedField, acceptedLikeness(remark.finding, section) ?? remark.finding.acceptedValue)
    }
  }

  // MARK: Answers of the journal

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.remember(previous)
    switch task {
    case .register where isOnRound || isForCaller: context.close(.saved(RecordRef(.household, ids["h"] ?? "")))
    case .register, .arrive:
      context.replace(
        with: RegisteredScreen(household: ids["h"] ?? "", people: filledPeople(in: form).compactMap { ids[$0] }))
    case .members(let household): context.close(.saved(RecordRef(.household, household)))
    case .person(let id): closeChange(of: RecordRef(.person, id), &context)
    case .household(let id): closeChange(of: RecordRef(.household, id), &context)
    }
    let isBack = returned.map { context.registry.entryState($0.entry) == .corrected } ?? false
    context.say(.info, isBack ? .entryResubmitted : .savedNow, ["name": savedName(context)])
  }

  /// Of an entry that came back the next form opens, until nothing of it is left.
  private func closeChange(of record: RecordRef, _ context: inout Context) {
    guard let returned, context.registry.entryState(returned.entry) == .returned else {
      return context.close(.saved(record))
    }
    context.replace(any: ReturnedWork.screen(returned.entry, context))
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) { hand.saveFailed(ticket) }

  /// What F3 gives to the next form.
  private var previous: [String: String] {
    var values: [String: String] = [:]
    for spec in form.specs where spec.takesDitto && !form.value(spec.id).isEmpty {
      values[RecordForm.fieldName(spec.id)] = form.value(spec.id)
    }
    return values
  }
}

extension Phrase {
  static let nothingToSave = Phrase("app.form.nothingToSave")
  static let saveStopped = Phrase("app.form.saveStopped")
  static let entryResubmitted = Phrase("entry.resubmitted")
  static let savedNow = Phrase("app.form.saved")
}
