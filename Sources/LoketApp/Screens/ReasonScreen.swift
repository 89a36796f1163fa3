// A small question over a record: why, since when, which one; F2 saves the answer as one save.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ReasonScreen: QuestionScreen {
  static let draftKind = "change"
  /// Rows of the record that stay in sight above the question.
  private static let above = 2

  let change: Change
  var hand: FormInHand
  /// What stood in each record when the question opened, by `kind/id`; kept in drafts too.
  var bases: [String: Basis]
  var isBegun = false
  var swallowsHabit = false

  static func asking(_ change: Change, _ context: Context) -> ReasonScreen {
    let values = change.values(context)
    var form = Form(
      sections: [FormSection(id: "c", fields: change.fields(context))], values: values.given,
      texts: RecordForm.texts(context))
    for (field, value) in values.proposed.sorted(by: { $0.key < $1.key }) { form.set(field, value, asProposal: true) }
    if let right = values.given["c.instead"], !right.isEmpty {
      form.set("c.instead", right, name: Voiding.householdName(right, context))
    }
    let bases = change.records(context).map { ($0.description, context.registry.basis($0)) }
    return ReasonScreen(
      change: change, hand: FormInHand(form, draftID: context.newIdentifier()),
      bases: Dictionary(bases, uniquingKeysWith: { first, _ in first }))
  }

  // MARK: Screen

  var isOverlay: Bool { true }
  func refusal(_ context: Context) -> String? {
    guard let why = context.whyNot(change.permission) else { return nil }
    // Voiding over a contradiction settles it, and so does making the record active again.
    let isContested = Voiding.isContradicted(change.record, context)
    return isContested && context.may(.settleConflicts) ? nil : why
  }
  func title(_ context: Context) -> String { "" }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.change")) }

  /// The first empty answer that is wanted.
  var firstField: String? {
    if let empty = hand.form.specs.first(where: { $0.isRequired && hand.form.value($0.id).isEmpty }) { return empty.id }
    // The digit that opened the question has answered what was found: the next one begins a date.
    if case .fieldVisit = change { return "c.nextDay" }
    return nil
  }

  /// A household that was chosen from the list of those that match stood there by name.
  mutating func cover(_ context: inout Context) {
    guard let id = hand.form.changedValues["c.instead"], !id.isEmpty else { return }
    context.trace(.opened, RecordRef(.household, id))
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for field in change.required(context) {
      let id = "c.\(field)"
      guard hand.form.spec(id) != nil, hand.form.value(id).isEmpty else { continue }
      hand.form.messages[id] = FieldMessage(.error, context.word(.changeMissing))
    }
    let findings = findings(context)
    let remarks = (findings + doubts(context)).map { FormInHand.Remark(field: "c.\(fieldID($0))", finding: $0) }
    guard hand.maySave(remarks, &context) else { return }
    let edits = change.edits(answers(accepting: findings.filter { $0.level == .check }, context), context)
    if edits.isEmpty {
      context.say(.info, .nothingToSave)
    } else {
      hand.save(edits, &context)
    }
  }

  private func answers(accepting: [Finding], _ context: Context) -> ChangeAnswers {
    var values: [String: String] = [:]
    for (id, value) in hand.form.values {
      let name = RecordForm.fieldName(id)
      values[name] = RecordForm.stored(name, value, today: context.today)
    }
    let known = bases.compactMap { key, basis in RecordRef(key).map { ($0, basis) } }
    return ChangeAnswers(
      values: values, bases: Dictionary(known, uniquingKeysWith: { first, _ in first }), accepting: accepting)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(change.record))
    let words = ["name": change.name(context), "change": context.word(change.title)]
    guard let state = employmentLeft(context) else { return context.say(.info, .changeSaved, words) }
    context.say(.check, .changeSavedEmployment, words.merging(["state": state]) { $1 })
  }

  /// The state of work that a placement made true and that still stands after its end or voiding, with no other placement
  /// running: a person has to say what is true now.
  private func employmentLeft(_ context: Context) -> String? {
    let placement: String
    switch change {
    case .end(let id), .voidPlacement(let id): placement = id
    default: return nil
    }
    guard let person = context.registry.placement(placement)?.person,
      let state = context.registry.person(person)?.employment, ["working", "selfEmployed"].contains(state),
      !context.registry.placements(of: person).contains(where: { $0.id != placement && $0.endDate == nil })
    else { return nil }
    return CodeList.employment.name(of: state, context.language)
  }

  // MARK: What the rules say

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in screen.message(for: id, in: form, context) }
    world.find = { _, typed in HouseholdChoices.matching(typed, besides: screen.change.record.id, context) }
    return world
  }

  private func message(for id: String, in form: Form, _ context: Context) -> FieldMessage? {
    guard !form.value(id).isEmpty else { return nil }
    switch id {
    case "c.date": return dateMessage(form.value(id), context)
    case "c.nextDay": return FieldVisits.nextDayMessage(form.value(id), context)
    case "c.card":
      return findings(form, context).max { $0.level < $1.level }.map { RecordForm.fieldMessage($0, context.wording) }
    default: return nil
    }
  }

  private func fieldID(_ finding: Finding) -> String { finding.field == "familyCardNumber" ? "card" : finding.field }

  /// What is worth a second look before something stands again.
  private func doubts(_ context: Context) -> [Finding] {
    guard case .restore(let record) = change else { return [] }
    return Voiding.doubts(restoring: record, context)
  }

  private func dateMessage(_ iso: String, _ context: Context) -> FieldMessage? {
    guard let date = CalendarDate(iso: iso) else { return nil }
    if date > context.today { return FieldMessage(.error, context.word(.changeDateAhead)) }
    guard let start = change.start(context), date < start else { return nil }
    return FieldMessage(.error, context.text(.changeDateBefore, ["date": start.display]))
  }

  private func findings(_ context: Context) -> [Finding] { findings(hand.form, context) }

  /// A card number is judged by the rules of the household; nothing else here has rules.
  private func findings(_ form: Form, _ context: Context) -> [Finding] {
    guard case .card(let household) = change, !form.value("c.card").isEmpty else { return [] }
    let card = form.value("c.card")
    var values = context.registry.values(change.record)
    values["familyCardNumber"] = card
    var subject = RuleSubject(
      kind: .household, values: values, changed: ["familyCardNumber"], today: context.today,
      officeVillage: context.session.office,
      regions: context.regions)
    subject.cardHolder = CardHolders.name(card, besides: household, context)
    return Rules.findings(for: subject, field: "familyCardNumber")
  }

  // MARK: Drafts

  func draft(_ context: Context) -> Draft? {
    var more = ["change": change.archive]
    for (record, basis) in bases { more["basis.\(record)"] = basis.text }
    return hand.draft(kind: ReasonScreen.draftKind, title: change.name(context), more: more, context)
  }

  static func resume(_ draft: Draft, _ context: Context) -> ReasonScreen? {
    guard draft.kind == draftKind, let change = Change(archive: draft.values["change"] ?? ""),
      context.registry.exists(change.record), context.registry.isVoid(change.record) == change.isOfVoid(context)
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { id in
      id == "c" ? FormSection(id: "c", fields: change.fields(context)) : nil
    }
    var bases: [String: Basis] = [:]
    for (key, value) in draft.values where key.hasPrefix("basis.") {
      if let basis = Basis(value) { bases[String(key.dropFirst("basis.".count))] = basis }
    }
    return ReasonScreen(
      change: change, hand: FormInHand(form, draftID: draft.id), bases: bases, isBegun: true)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.text(.changeTitle, ["change": context.word(change.title), "name": change.name(context)])
    drawQuestion(name, explained: change.explanation(context), above: ReasonScreen.above, into: &frame, area)
  }
}

extension Change {
  /// The day before which this change cannot lie.
  func start(_ context: Context) -> CalendarDate? {
    let day: String? =
      switch self {
      case .withdraw(let id), .complete(let id), .drop(let id): context.registry.enrolment(id)?.day
      case .end(let id): context.registry.placement(id)?.startDate
      case .standing(let id): context.registry.person(id)?.birthDate
      default: nil
      }
    return day.flatMap { CalendarDate(iso: $0) }
  }
}

extension Phrase {
  static let changeMissing = Phrase("app.change.missing")
  static let changeSaved = Phrase("app.change.saved")
  static let changeSavedEmployment = Phrase("app.change.savedEmployment")
  static let changeTitle = Phrase("app.change.title")
  static let changeDateAhead = Phrase("app.change.dateAhead")
  static let changeDateBefore = Phrase("app.change.dateBefore")
}
