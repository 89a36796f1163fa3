// A new visit: name and purpose, two or three keys; who is known already is found while the name is typed.
import LoketModel
import LoketRegistry
import LoketWidgets

struct VisitFormScreen: FormScreen {
  static let draftKind = "visit"
  /// People who are offered at most, and letters from which they are looked for.
  private static let offered = 5
  private static let least = 3

  /// The visit that is corrected, and what stood in it when the question opened; nil for a new one.
  private let corrected: Basis?
  var hand: FormInHand
  /// Who the citizen is, as far as a person said, and the name under which that was said.
  private(set) var person: String?
  private var personName = ""
  private var found: [SearchHit] = []
  /// They stood on the screen, and that is not yet in the trace.
  private var isSearching = false
  private var label = ""
  private var saving: RecordRef?

  static func new(name: String, _ context: Context) -> VisitFormScreen {
    var screen = VisitFormScreen(nil, ["v.name": name], context)
    screen.look(context)
    return screen
  }

  static func correcting(_ row: VisitRow, _ context: Context) -> VisitFormScreen {
    let basis = context.registry.basis(RecordRef(.deskVisit, row.id))
    var screen = VisitFormScreen(basis, ["v.name": row.name, "v.purpose": row.purpose], context)
    screen.hand.form.markSaved()
    screen.isCalled(row.person, row.name)
    return screen
  }

  private init(_ corrected: Basis?, _ values: [String: String], _ context: Context) {
    let form = Form(
      sections: [VisitFormScreen.section(context)], values: values, texts: RecordForm.texts(context))
    self.init(corrected, FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(_ corrected: Basis?, _ hand: FormInHand) {
    self.corrected = corrected
    self.hand = hand
  }

  private static func section(_ context: Context) -> FormSection {
    FormSection(
      id: "v",
      fields: ["name", "purpose"].compactMap {
        FormField.named("visit.\($0)")?.spec(id: "v.\($0)", place: .below, isRequired: true, context)
      })
  }

  // MARK: Screen

  var isOverlay: Bool { true }
  func refusal(_ context: Context) -> String? { context.whyNot(.visits) }
  func title(_ context: Context) -> String { "" }
  func helpTopic(_ context: Context) -> HelpTopic { .field("visit." + RecordForm.fieldName(hand.form.focus)) }

  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [
      .help: .on, .back: .on, .undo: .on,
      .save: .on,
      .actions: found.isEmpty ? .off(context.word(.whyNobodyFound)) : .named(context.word(.keyKnown)),
    ]
    if canPick { commands[.pick] = .on }
    return commands
  }

  func hint(_ context: Context) -> String {
    corrected == nil ? hand.form.focusedSpec?.hint ?? "" : context.word(.visitCorrectHint)
  }

  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  /// Mutating, so that it sees the form as the key left it.
  mutating func follow(_ events: [FormEvent], _ context: inout Context) {
    if events.contains(.changed("v.name")) {
      person = nil
      look(context)
    }
    if events.contains(.undone) {
      if hand.form.value("v.name") != personName { person = nil }
      look(context)
    }
    if events.contains(.passedEnd) { context.say(.info, .visitFormEnd) }
    RecordForm.report(events, hand.form, &context)
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    follow(hand.form.press(key, world: world(context)), &context)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .back: hand.leave(world: world(context), &context)
    case .actions: context.open(ActionsScreen(menu: people(context)))
    default: follow(hand.form.run(command, world: world(context)), &context)
    }
  }

  private mutating func look(_ context: Context) {
    let name = hand.form.value("v.name").trimmed
    found =
      name.count < VisitFormScreen.least
      ? []
      : context.registry.search(name, kinds: [.person], limit: VisitFormScreen.offered).hits
    isSearching = !found.isEmpty
  }

  private mutating func isCalled(_ person: String?, _ name: String) { (self.person, personName) = (person, name) }

  /// Who was offered under the name is traced like any other search, when it is over.
  mutating func cover(_ context: inout Context) {
    guard isSearching else { return }
    isSearching = false
    context.traceSearch(hand.form.value("v.name"), found, in: "person")
  }

  private func people(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.keyKnown),
      actions: found.map { ActionMenu.Action("person." + $0.record.id, VisitFormScreen.line($0.record, context)) })
  }

  private static func line(_ record: RecordRef, _ context: Context) -> String {
    let cells = PersonRow.row(record, context).cells
    return [
      cells.first ?? "", cells.dropFirst(2).first ?? "", cells.dropFirst(3).first ?? "", cells.dropFirst(4).first ?? "",
    ]
    .filter { !$0.isEmpty }.joined(separator: " · ")
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer, option.hasPrefix("person.") {
      let id = String(option.dropFirst("person.".count))
      hand.form.beginStep()
      hand.form.set("v.name", context.registry.person(id)?.name ?? hand.form.value("v.name"))
      isCalled(id, hand.form.value("v.name"))
      hand.hasAnswers = true
      hand.form.focus(on: "v.purpose")
    } else if hand.receive(answer, &context) {
      save(&context)
    }
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where hand.form.value(spec.id).trimmed.isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    guard hand.maySave([], &context) else { return }
    let name = TextFilter.clean(hand.form.value("v.name")).trimmed
    let purpose = hand.form.value("v.purpose")
    guard let corrected else {
      let new = Visits.new(name: name, purpose: purpose, person: person, context)
      (saving, label) = (new.0.on, new.label)
      return hand.save([new.0], &context)
    }
    let changes = [FieldChange("name", name), FieldChange("purpose", purpose), FieldChange("person", person)]
    let edits = context.registry.plan(changes, on: corrected.record, basis: corrected)
    if edits.isEmpty { return context.say(.info, .nothingToSave) }
    (saving, label) = (corrected.record, context.visits.row(corrected.record.id)?.label ?? "")
    hand.save(edits, &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context), let saving else { return }
    context.close(.saved(saving))
    let words = ["number": label, "name": hand.form.value("v.name")]
    guard corrected == nil else { return context.say(.info, .visitCorrected, words) }
    let ahead = max(context.visits.count(.waiting) - 1, 0)
    context.say(.info, .visitGiven, words.merging(["count": String(ahead)]) { $1 })
  }

  // MARK: Drafts

  func draft(_ context: Context) -> Draft? {
    var more: [String: String] = [:]
    if let person { more["person"] = person }
    if let corrected { more["basis"] = corrected.text }
    return hand.draft(kind: VisitFormScreen.draftKind, title: hand.form.value("v.name"), more: more, context)
  }

  static func resume(_ draft: Draft, _ context: Context) -> VisitFormScreen? {
    let basis = draft.values["basis"].flatMap { Basis($0) }
    if let basis, !context.registry.exists(basis.record) { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(context) }
    var screen = VisitFormScreen(basis, FormInHand(form, draftID: draft.id))
    screen.isCalled(draft.values["person"], form.value("v.name"))
    screen.look(context)
    return screen
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let top = area.top + 3
    let height = min(7 + VisitFormScreen.offered, area.height - 3)
    for row in 0..<height { frame.fill(row: top + row, column: 0, width: area.columns) }
    for row in [top, top + height - 1] {
      frame.fill(row: row, column: 0, width: area.columns, character: "─", style: .border)
    }
    let title = context.word(corrected == nil ? .visitNewTitle : .actionVisitCorrect)
    frame.put(" \(title) ", row: top, column: 2, style: .title, width: area.columns - 4)
    if hand.form.picker == nil { drawFound(into: &frame, row: top + 4, area, context) }
    hand.form.draw(into: &frame, top: top + 1, height: area.top + area.height - top - 1)
  }

  private func drawFound(into frame: inout Frame, row: Int, _ area: Area, _ context: Context) {
    if let person {
      let text = context.text(.visitIs, ["person": VisitFormScreen.line(RecordRef(.person, person), context)])
      frame.put(text, row: row, column: 1, style: .info, width: area.columns - 2)
      return
    }
    guard !found.isEmpty else { return }
    frame.put(context.word(.visitKnown), row: row, column: 1, style: .label, width: area.columns - 2)
    for (place, hit) in found.enumerated() {
      let text = "\(place + 1) \(VisitFormScreen.line(hit.record, context))"
      frame.put(text, row: row + 1 + place, column: 3, style: .dim, width: area.columns - 5)
    }
  }
}

extension Phrase {
  static let visitNewTitle = Phrase("app.visit.new")
  static let visitFormEnd = Phrase("app.visit.formEnd")
  static let visitGiven = Phrase("app.visit.given")
  static let visitCorrected = Phrase("app.visit.corrected")
  static let visitCorrectHint = Phrase("app.visit.correctHint")
  static let visitKnown = Phrase("app.visit.known")
  static let visitIs = Phrase("app.visit.is")
  static let keyKnown = Phrase("app.key.known")
  static let whyNobodyFound = Phrase("app.why.nobodyFound")
  static let draftOfVisit = Phrase("app.draft.visit")
}
