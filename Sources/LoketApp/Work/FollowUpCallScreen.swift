// One call: what to say, what was said before, and the answer. F2 saves all that the answer changes as one save.
import LoketModel
import LoketRegistry
import LoketWidgets

struct FollowUpCallScreen: QuestionScreen {
  static let draftKind = "followUp"

  let person: String
  let about: RecordRef
  let step: FollowUpStep
  let due: CalendarDate
  var hand: FormInHand
  /// What stood in the person and the placement when the call began, by `kind/id`; kept in drafts too.
  private var bases: [String: Basis]
  var isBegun = false
  var swallowsHabit = false
  private var isTraced = false

  init(person: String, about: RecordRef, step: FollowUpStep, due: CalendarDate, _ context: Context) {
    var form = Form(
      sections: [FollowUpCallScreen.section(about, context)], texts: RecordForm.texts(context))
    form.set("f.ended", context.today.iso, asProposal: true, isAsked: true)
    form.markSaved()
    let records = [RecordRef(.person, person)] + (about.kind == .placement ? [about] : [])
    self.init(
      person: person, about: about, step: step, due: due,
      Dictionary(
        records.map { ($0.description, context.registry.basis($0)) }, uniquingKeysWith: { first, _ in first }),
      FormInHand(form, draftID: context.newIdentifier()))
    hide(context)
  }

  private init(
    person: String, about: RecordRef, step: FollowUpStep, due: CalendarDate, _ bases: [String: Basis],
    _ hand: FormInHand
  ) {
    self.person = person
    self.about = about
    self.step = step
    self.due = due
    self.bases = bases
    self.hand = hand
  }

  private static func section(_ about: RecordRef, _ context: Context) -> FormSection {
    let names = about.kind == .person ? ["reported", "returned"] : ["result", "reason", "ended"]
    let required = ["outcome", "result", "reason", "ended"]
    var fields = (["outcome"] + names + ["next"]).compactMap { name in
      FormField.named("followUp.\(name)")?.spec(
        id: "f.\(name)", place: .below, isRequired: required.contains(name), context)
    }
    // After a course there is no "still in this work".
    if about.kind == .enrolment {
      let choices = Choice.list(.followUpResult, context.language).filter { $0.code != "same" }
      for place in fields.indices where fields[place].id == "f.result" {
        fields[place].input = .choice(choices, oneKey: true)
      }
    }
    fields += [FormField.named("note")?.spec(id: "f.note", place: .below, context)].compactMap { $0 }
    return FormSection(id: "f", fields: fields)
  }

  // MARK: Screen

  func refusal(_ context: Context) -> String? {
    context.whyNot(.followUps) ?? Actions.closed(RecordRef(.person, person), context)
  }
  func title(_ context: Context) -> String { context.word(.titleCall) }
  var firstField: String? { nil }

  func helpTopic(_ context: Context) -> HelpTopic {
    let name = RecordForm.fieldName(hand.form.focus)
    return .field(FormField.named("followUp.\(name)") == nil ? name : "followUp.\(name)")
  }

  /// The first field has the focus and its list is open; the person was looked at.
  mutating func cover(_ context: inout Context) {
    guard !isTraced else { return }
    isTraced = true
    context.trace(.opened, RecordRef(.person, person))
  }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in screen.message(form, id, context) }
    return world
  }

  // MARK: What the answers ask

  private var isReached: Bool { hand.form.value("f.outcome") == "reached" }

  /// Whether the answer says that this work has ended, and nobody has noted that yet.
  private func endsWork(_ form: Form, _ context: Context) -> Bool {
    guard about.kind == .placement, let placement = context.registry.placement(about.id), placement.endDate == nil,
      Actions.contested(about, ["endDate"], context) == nil
    else { return false }
    let result = form.value("f.result")
    return form.value("f.outcome") == "reached" && !result.isEmpty && !goesOn(result, placement)
  }

  /// Whether an answer says that the work goes on: whoever was placed in a business of the own still has it.
  private func goesOn(_ result: String, _ placement: Placement) -> Bool {
    result == "same" || result == "business" && ["selfEmployed", "group"].contains(placement.kind)
  }

  /// Only what this answer asks for is on the screen.
  private mutating func hide(_ context: Context) {
    var hidden: Set<String> = []
    if !isReached { hidden.formUnion(["f.result", "f.reported", "f.returned"]) }
    if !endsWork(hand.form, context) { hidden.formUnion(["f.reason", "f.ended"]) }
    hand.form.hidden = hidden
  }

  mutating func follow(_ events: [FormEvent], _ context: inout Context) {
    hide(context)
    for event in events {
      if case .picked("f.outcome", _) = event { hand.form.focus(on: firstAnswer) }
      if case .picked("f.result", _) = event {
        hand.form.focus(on: hand.form.hidden.contains("f.reason") ? "f.next" : "f.reason")
      }
    }
    if hand.form.hidden.contains(hand.form.focus) { hand.form.focus(on: "f.outcome") }
    // The day on which work ended stands there from the start: passing all fields is no end of the form yet.
    if events.contains(.passedEnd) { context.say(.info, .formEnd) }
    RecordForm.report(events, hand.form, &context)
  }

  private var firstAnswer: String {
    guard isReached else { return "f.next" }
    return about.kind == .person ? "f.reported" : "f.result"
  }

  private func message(_ form: Form, _ id: String, _ context: Context) -> FieldMessage? {
    let value = form.value(id)
    guard !value.isEmpty else { return nil }
    let date = CalendarDate(iso: value)
    switch id {
    case "f.result":
      return employment(after: form, context).map {
        FieldMessage(.info, context.text(.callEmployment, ["state": context.code(.employment, $0)]))
      }
    case "f.ended":
      guard let date else { return nil }
      if date > context.today { return FieldMessage(.error, context.word(.changeDateAhead)) }
      let start = context.registry.placement(about.id)?.startDate.flatMap { CalendarDate(iso: $0) }
      guard let start, date < start else { return nil }
      return FieldMessage(.error, context.text(.changeDateBefore, ["date": start.display]))
    case "f.reported", "f.returned":
      guard let date else { return nil }
      if date > context.today { return FieldMessage(.error, context.word(.changeDateAhead)) }
      let issued = context.registry.person(person)?.jobCardIssued.flatMap { CalendarDate(iso: $0) }
      guard let issued, date < issued else { return nil }
      return FieldMessage(.error, context.text(.changeDateBefore, ["date": issued.display]))
    case "f.next":
      guard let date, date <= context.today else { return nil }
      return FieldMessage(.error, context.word(.callNextPast))
    default: return nil
    }
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    guard hand.maySave([], &context) else { return }
    hand.save(edits(context), &context)
  }

  /// What stands in a field that this answer asks for; nil of one that is hidden.
  private func answer(_ name: String, _ context: Context) -> String? {
    guard !hand.form.hidden.contains("f.\(name)") else { return nil }
    return RecordForm.stored(name, hand.form.value("f.\(name)"), today: context.today)
  }

  private func edits(_ context: Context) -> [Edit] {
    let call = RecordRef(.followUp, context.newIdentifier())
    let given = [
      ("person", person), ("about", about.description), ("step", step.rawValue), ("date", context.today.iso),
      ("outcome", answer("outcome", context)), ("result", answer("result", context)),
      ("reason", answer("reason", context)), ("next", answer("next", context)), ("day", context.workDay.iso),
      ("note", answer("note", context)),
    ]
    let edit = Edit(on: call, set: given.compactMap { field, value in value.map { FieldChange(field, $0) } })
    return [edit] + placementEdits(context) + personEdits(context) + [
      context.entry("followUp", about: call, summary: step.rawValue)
    ]
  }

  private func plan(_ changes: [FieldChange], on record: RecordRef, _ context: Context) -> [Edit] {
    guard !changes.isEmpty else { return [] }
    let basis = bases[record.description] ?? context.registry.basis(record)
    return context.registry.plan(changes, on: record, basis: basis)
  }

  private func placementEdits(_ context: Context) -> [Edit] {
    guard endsWork(hand.form, context), let ended = answer("ended", context) else { return [] }
    return plan(
      [FieldChange("endDate", ended), FieldChange("endReason", answer("reason", context))], on: about, context)
  }

  private func personEdits(_ context: Context) -> [Edit] {
    let ref = RecordRef(.person, person)
    var changes: [FieldChange] = []
    if let state = employment(after: hand.form, context) { changes.append(FieldChange("employment", state)) }
    if isReached, Actions.contested(ref, ["jobCardIssued"], context) == nil {
      let card = [("jobCardReported", "reported"), ("jobCardReturned", "returned")]
      changes += card.compactMap { field, name in answer(name, context).map { FieldChange(field, $0) } }
    }
    return plan(changes, on: ref, context)
  }

  /// The state of work that the answer makes true; nil where the person's record says so already, or says it more closely.
  private func employment(after form: Form, _ context: Context) -> String? {
    let ref = RecordRef(.person, person)
    guard form.value("f.outcome") == "reached", Actions.contested(ref, ["employment"], context) == nil else {
      return nil
    }
    let now = context.registry.person(person)?.employment
    let works = ["working", "selfEmployed", "underemployed"].contains(now)
    let state: String?
    switch form.value("f.result") {
    case "same":
      let kind = context.registry.placement(about.id)?.kind ?? ""
      // An internship changes nobody's state of work.
      state =
        works || kind == "internship" ? nil : ["selfEmployed", "group"].contains(kind) ? "selfEmployed" : "working"
    case "otherJob": state = "working"
    case "business": state = "selfEmployed"
    // Who keeps the house or was laid off is not working either.
    case "notWorking": state = works || now == nil || now == "notReported" ? "notWorking" : nil
    case "studying": state = "school"
    default: state = nil
    }
    return state == now ? nil : state
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    let name = context.registry.person(person)?.name ?? ""
    let result = hand.form.value("f.result")
    let isSame = context.registry.placement(about.id).map { goesOn(result, $0) } ?? false
    let kind = isSame ? nil : result == "otherJob" ? "employed" : result == "business" ? "selfEmployed" : nil
    guard isReached, let kind, context.may(.place) else {
      context.close(.saved(RecordRef(.person, person)))
      let again = CalendarDate(iso: RecordForm.stored("next", hand.form.value("f.next"), today: context.today) ?? "")
      let unreached = again.map { $0 > context.today } ?? false ? Phrase.callSavedAgain : .callSavedUnreached
      return context.say(
        .info, isReached ? .callSaved : unreached, ["name": name, "date": again?.display ?? ""])
    }
    // What the person does now is a placement of its own, as far as it is known.
    context.replace(
      with: PlacementScreen(person: person, proposing: ["kind": kind, "startDate": context.today.iso], context))
    context.say(.check, .callSavedPlacement, ["name": name])
  }

  // MARK: Drafts

  func draft(_ context: Context) -> Draft? {
    var more = ["person": person, "about": about.description, "step": step.rawValue, "due": due.iso]
    for (record, basis) in bases { more["basis.\(record)"] = basis.text }
    let name = context.registry.person(person)?.name ?? ""
    return hand.draft(kind: FollowUpCallScreen.draftKind, title: name, more: more, context)
  }

  static func resume(_ draft: Draft, _ context: Context) -> FollowUpCallScreen? {
    guard let person = draft.values["person"], context.registry.person(person) != nil,
      let about = draft.values["about"].flatMap({ RecordRef($0) }), context.registry.exists(about),
      let step = draft.values["step"].flatMap({ FollowUpStep(rawValue: $0) }),
      let due = draft.values["due"].flatMap({ CalendarDate(iso: $0) })
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(about, context) }
    var bases: [String: Basis] = [:]
    for (key, value) in draft.values where key.hasPrefix("basis.") {
      if let basis = Basis(value) { bases[String(key.dropFirst("basis.".count))] = basis }
    }
    var screen = FollowUpCallScreen(
      person: person, about: about, step: step, due: due, bases, FormInHand(form, draftID: draft.id))
    screen.isBegun = true
    screen.hide(context)
    return screen
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let record = context.registry.person(person) else { return }
    let phone = record.phone.map { context.phone($0) } ?? context.word(.followUpNoPhone)
    let owner = record.phone == nil ? "" : record.phoneOwner.map { " (\(context.code(.phoneOwner, $0)))" } ?? ""
    let right = phone + owner
    let left = area.columns - TextWidth.of(right) - 2
    frame.put(record.name ?? "", row: area.top, column: 1, style: .title, width: left - 2)
    frame.put(right, row: area.top, column: left, style: record.phone == nil ? .check : .value)
    let what = context.text(
      .callAbout,
      [
        "about": FollowUpWords.about(about, context), "step": FollowUpWords.step(step, context), "date": due.display,
      ])
    frame.put(what, row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    var row = area.top + 2
    let script = FollowUpWords.script(about, step, of: person, context)
    for line in TextWidth.wrap("\"\(script)\"", columns: area.columns - 4).prefix(4) {
      frame.put(line, row: row, column: 2, style: .info, width: area.columns - 4)
      row += 1
    }
    row = drawAttempts(into: &frame, row: row, columns: area.columns, context)
    hand.form.draw(into: &frame, top: row + 1, height: area.top + area.height - row - 1)
  }

  /// The last calls about the same, the newest first; returns the row below them.
  private func drawAttempts(into frame: inout Frame, row: Int, columns: Int, _ context: Context) -> Int {
    let calls = context.registry.followUps(of: person).filter { $0.subject?.kind == about.kind && isAbout($0) }
    if calls.isEmpty { return row }
    for (place, call) in calls.suffix(3).reversed().enumerated() {
      frame.put(context.day(call.date), row: row + place, column: 2, style: .dim, width: 10)
      frame.put(
        FollowUpWords.line(call, context), row: row + place, column: 13, style: call.isReached ? .value : .check,
        width: columns - 15)
    }
    return row + min(calls.count, 3)
  }

  private func isAbout(_ call: FollowUp) -> Bool { about.kind == .person || call.about == about.description }
}

extension Phrase {
  static let titleCall = Phrase("app.title.call")
  static let callAbout = Phrase("app.followUp.callAbout")
  static let callEmployment = Phrase("app.followUp.employment")
  static let callNextPast = Phrase("app.followUp.nextPast")
  static let callSaved = Phrase("app.followUp.saved")
  static let callSavedUnreached = Phrase("app.followUp.savedUnreached")
  static let callSavedAgain = Phrase("app.followUp.savedAgain")
  static let callSavedPlacement = Phrase("app.followUp.savedPlacement")
}
