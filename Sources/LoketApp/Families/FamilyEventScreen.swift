// One event of a family, asked whole on one screen; F2 saves it as one save with one entry.
import LoketModel
import LoketRegistry
import LoketWidgets

struct FamilyEventScreen: QuestionScreen {
  static let draftKind = "family"

  let event: FamilyEvent
  var hand: FormInHand
  /// What stood in each record when the question opened, by `kind/id`; kept in drafts too.
  private let basisTexts: [String: Basis]
  let newHousehold: String
  var isBegun = false
  var swallowsHabit = false

  static func asking(_ event: FamilyEvent, _ context: Context) -> FamilyEventScreen {
    let sections = FamilyLayout.sections(event).compactMap { FamilyLayout.section($0, event, context) }
    let form = Form(sections: sections, texts: RecordForm.texts(context))
    let bases = event.records(context).map { ($0.description, context.registry.basis($0)) }
    var screen = FamilyEventScreen(
      event: event, hand: FormInHand(form, draftID: context.newIdentifier()),
      basisTexts: Dictionary(bases, uniquingKeysWith: { first, _ in first }),
      newHousehold: context.newIdentifier().description)
    screen.begin(context)
    return screen
  }

  /// What stands in the form at first.
  private mutating func begin(_ context: Context) {
    switch event {
    case .head: break
    case .split(let person):
      hand.form.set("g.\(person)", "1")
      for other in answers(context).ownFamily(of: person) { hand.form.set("g.\(other)", "1", asProposal: true) }
      hand.form.set("n.same", "1", asProposal: true)
    case .move: break
    case .movedOut:
      hand.form.set("e.date", context.today.iso, asProposal: true)
      for person in answers(context).active { hand.form.set("g.\(person.id)", "1") }
    }
    propose(context)
    hand.form.markSaved()
  }

  func answers(_ context: Context) -> FamilyAnswers { FamilyAnswers(event, hand.form, context) }

  func bases() -> [RecordRef: Basis] {
    let known = basisTexts.compactMap { key, basis in RecordRef(key).map { ($0, basis) } }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Screen

  func title(_ context: Context) -> String { context.word(event.title) }
  func refusal(_ context: Context) -> String? { context.whyNot(.changePeople) ?? event.contested(context) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.family")) }

  /// The first empty answer that is wanted; who moves out is asked where to.
  var firstField: String? {
    let missing = hand.form.specs.first { $0.isRequired && hand.form.value($0.id).isEmpty }?.id
    return missing ?? hand.form.specs.first { hand.form.value($0.id).isEmpty }?.id
  }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in screen.message(for: id, in: form, context) }
    return world
  }

  mutating func follow(_ events: [FormEvent], _ context: inout Context) {
    let changed = events.contains {
      switch $0 {
      case .changed, .undone: true
      default: false
      }
    }
    let before = hand.form.hidden
    if changed { propose(context) }
    let isAsked = goToRevealed(since: before, passedEnd: events.contains(.passedEnd))
    if events.contains(.passedEnd), !isAsked { context.say(.info, .formEnd) }
    RecordForm.report(events, hand.form, &context)
  }

  /// An answer may ask for more right behind it, which the form has passed already when it appears.
  private mutating func goToRevealed(since before: Set<String>, passedEnd: Bool) -> Bool {
    let specs = hand.form.specs
    guard let now = specs.firstIndex(where: { $0.id == hand.form.focus }),
      let place = specs.firstIndex(where: { before.contains($0.id) && hand.form.value($0.id).isEmpty }),
      passedEnd || place < now
    else { return false }
    hand.form.focus(on: specs[place].id)
    return true
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    propose(context)
    let said = answers(context)
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).isEmpty {
      // Of somebody who leaves the village an unknown relation holds nobody up.
      if spec.id.hasPrefix("r."), !said.mustRelate(String(spec.id.dropFirst(2))) { continue }
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    if let problem = problem(context) { return context.say(.error, problem) }
    let findings = findings(answers(context), context)
    let remarks = findings.map { FormInHand.Remark(field: $0.field, finding: $0.finding, whose: $0.name) }
    guard hand.maySave(remarks, &context) else { return }
    let edits = edits(accepting: findings.filter { $0.finding.level == .check }, context)
    if edits.isEmpty { context.say(.info, .nothingToSave) } else { hand.save(edits, &context) }
  }

  /// What no single field is to blame for.
  private func problem(_ context: Context) -> Phrase? {
    let answers = answers(context)
    switch event {
    case .head: return nil
    case .split:
      if answers.goers.isEmpty { return .familyNobodyGoes }
      return answers.stayers.isEmpty && !answers.hasFrozen ? .familyAllGo : nil
    case .movedOut: return answers.goers.isEmpty ? .familyNobodyGoes : nil
    case .move:
      let heads = answers.goers.filter { answers.form.value("q.\($0.id)") == "1" }
      return heads.count > 1 ? .familyTwoHeads : nil
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(event.record))
    context.say(.info, .changeSaved, ["name": event.name(context), "change": context.word(event.title)])
  }

  // MARK: Drafts

  func draft(_ context: Context) -> Draft? {
    var more = ["event": event.archive, "newHousehold": newHousehold]
    for (record, basis) in basisTexts { more["basis.\(record)"] = basis.text }
    return hand.draft(kind: FamilyEventScreen.draftKind, title: event.name(context), more: more, context)
  }

  static func resume(_ draft: Draft, _ context: Context) -> FamilyEventScreen? {
    guard let event = FamilyEvent(archive: draft.values["event"] ?? ""), context.registry.exists(event.record),
      !context.registry.isVoid(event.record)
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) {
      FamilyLayout.section($0, event, context)
    }
    var bases: [String: Basis] = [:]
    for (key, value) in draft.values where key.hasPrefix("basis.") {
      if let basis = Basis(value) { bases[String(key.dropFirst("basis.".count))] = basis }
    }
    var screen = FamilyEventScreen(
      event: event, hand: FormInHand(form, draftID: draft.id), basisTexts: bases,
      newHousehold: draft.values["newHousehold"] ?? "", isBegun: true)
    screen.propose(context)
    return screen
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.text(.changeTitle, ["change": context.word(event.title), "name": event.name(context)])
    frame.put(name, row: area.top, column: 1, style: .title, width: area.columns - 2)
    let texts = TextWidth.wrap(explanation(context), columns: area.columns - 2).prefix(2)
    for (place, text) in texts.enumerated() {
      frame.put(text, row: area.top + 1 + place, column: 1, style: .dim, width: area.columns - 2)
    }
    let first = texts.count + 1
    hand.form.draw(into: &frame, top: area.top + first, height: area.height - first)
  }

  private func explanation(_ context: Context) -> String {
    switch event {
    case .head: context.word(.familyExplainHead)
    case .split: context.word(.familyExplainSplit)
    case .move(_, let target):
      context.text(.familyExplainMove, ["household": FieldWords.value(.person, "household", target, context)])
    case .movedOut: context.word(.familyExplainMovedOut)
    }
  }
}

extension Phrase {
  static let familyNobodyGoes = Phrase("app.family.nobodyGoes")
  static let familyAllGo = Phrase("app.family.allGo")
  static let familyTwoHeads = Phrase("app.family.twoHeads")
  static let familyExplainHead = Phrase("app.family.explain.head")
  static let familyExplainSplit = Phrase("app.family.explain.split")
  static let familyExplainMove = Phrase("app.family.explain.move")
  static let familyExplainMovedOut = Phrase("app.family.explain.movedOut")
  static let draftOfFamily = Phrase("app.draft.family")
}
