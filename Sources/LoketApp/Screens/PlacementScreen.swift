// Penempatan: where a person found work. Six kinds, a partner or a business, since when, for how much, and what proves it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PlacementScreen: FormScreen {
  static let draftKind = "placement"

  let person: String
  /// The placement that is corrected, and what stood in it when the form opened; nil for a new one.
  private let corrected: Basis?
  var hand: FormInHand
  private var form: Form { hand.form }

  private static let rows: [(String, FieldPlace)] = [
    ("kind", .below), ("partner", .below), ("employer", .below), ("title", .below), ("place", .below),
    ("startDate", .below), ("wageRange", .below), ("evidence", .below), ("track", .below), ("note", .below),
  ]

  init(person: String, _ context: Context) {
    let form = Form(sections: [PlacementScreen.section(person, context)], texts: RecordForm.texts(context))
    self.init(person: person, nil, FormInHand(form, draftID: context.newIdentifier()))
    let tracks = context.registry.enrolments(of: person).filter { $0.status != "withdrawn" }.compactMap(\.track)
    if let track = tracks.last {
      hand.form.set("p.track", track, asProposal: true, name: Lookups.name("track", track, context))
    }
  }

  /// A new placement that a call told of: what it said stands there as proposals.
  init(person: String, proposing values: [String: String], _ context: Context) {
    self.init(person: person, context)
    for (field, value) in values.sorted(by: { $0.key < $1.key }) {
      hand.form.set("p.\(field)", value, asProposal: true)
    }
  }

  init(correcting placement: String, of person: String, _ context: Context) {
    let ref = RecordRef(.placement, placement)
    let stored = context.registry.values(ref)
    var values: [String: String] = [:]
    for (name, _) in PlacementScreen.rows { values["p.\(name)"] = stored[name].map { RecordForm.shown(name, $0) } }
    var form = Form(
      sections: [PlacementScreen.section(person, context)], values: values, texts: RecordForm.texts(context))
    for name in ["partner", "track"] {
      if let value = stored[name] { form.set("p.\(name)", value, name: Lookups.name(name, value, context)) }
    }
    form.markSaved()
    self.init(person: person, context.registry.basis(ref), FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(person: String, _ corrected: Basis?, _ hand: FormInHand) {
    self.person = person
    self.corrected = corrected
    self.hand = hand
  }

  static func resume(_ draft: Draft, _ context: Context) -> PlacementScreen? {
    guard let person = draft.values["person"], context.registry.person(person) != nil else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(person, context) }
    let corrected = draft.values["basis"].flatMap { Basis($0) }
    if let corrected, !context.registry.exists(corrected.record) || context.registry.isVoid(corrected.record) {
      return nil
    }
    return PlacementScreen(person: person, corrected, FormInHand(form, draftID: draft.id))
  }

  private static func section(_ person: String, _ context: Context) -> FormSection {
    let name = context.registry.person(person)?.name ?? ""
    return FormSection(
      id: "p", title: context.text(.placementSection, ["name": name]),
      fields: rows.compactMap { name, place in
        FormField.named(name)?.spec(
          id: "p.\(name)", place: place, isRequired: name == "kind" || name == "startDate", context)
      })
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.place) }
  func title(_ context: Context) -> String { context.word(corrected == nil ? .titlePlacement : .titleChange) }

  func helpTopic(_ context: Context) -> HelpTopic { .field(RecordForm.fieldName(form.focus)) }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in
      guard !form.value(id).isEmpty else { return nil }
      let found = Rules.findings(for: screen.subject(form, context), field: RecordForm.fieldName(id))
      return found.max { $0.level < $1.level }.map { RecordForm.fieldMessage($0, context.wording) }
    }
    return world
  }

  private func subject(_ form: Form, _ context: Context) -> RuleSubject {
    var values = corrected.map { context.registry.values($0.record) } ?? ["person": person]
    for (name, _) in PlacementScreen.rows {
      values[name] = RecordForm.stored(name, form.value("p.\(name)"), today: context.today)
    }
    return .placement(values, of: person, correcting: corrected?.record.id, context)
  }

  func draft(_ context: Context) -> Draft? {
    let name = context.registry.person(person)?.name ?? ""
    var more = ["person": person]
    if let corrected { more["basis"] = corrected.text }
    return hand.draft(kind: PlacementScreen.draftKind, title: name, more: more, context)
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    if corrected != nil, !form.isChanged { return context.say(.info, .nothingToSave) }
    let remarks = Rules.findings(for: subject(form, context)).map {
      FormInHand.Remark(field: PlacementScreen.fieldID(of: $0), finding: $0)
    }.filter { form.spec($0.field) != nil }
    guard hand.maySave(remarks, &context) else { return }
    let accepting = remarks.map(\.finding).filter { $0.level == .check }
    let edits = corrected.map { corrections($0, accepting, context) } ?? newEdits(accepting, context)
    edits.isEmpty ? context.say(.info, .nothingToSave) : hand.save(edits, &context)
  }

  /// The day on which it ended is not asked here: what is wrong with it is said beside the start.
  private static func fieldID(of finding: Finding) -> String {
    finding.field == "endDate" ? "p.startDate" : "p.\(finding.field)"
  }

  private func newEdits(_ accepting: [Finding], _ context: Context) -> [Edit] {
    let placement = RecordRef(.placement, context.newIdentifier())
    var set = [FieldChange("person", person)]
    for (name, _) in PlacementScreen.rows {
      let value = RecordForm.stored(name, form.value("p.\(name)"), today: context.today)
      if let value { set.append(FieldChange(name, value)) }
    }
    set.append(FieldChange("day", context.workDay.iso))
    set += accepting.map { FieldChange($0.acceptedField, $0.acceptedValue) }
    let entry = context.entry("place", about: RecordRef(.person, person), summary: form.display("p.kind"))
    return [Edit(on: placement, set: set)] + employmentEdits(context) + [entry]
  }

  /// Only what was changed; the fields of the placement move together.
  private func corrections(_ basis: Basis, _ accepting: [Finding], _ context: Context) -> [Edit] {
    let changed = form.changedValues
    var changes = PlacementScreen.rows.compactMap { name, _ in
      changed["p.\(name)"].map { FieldChange(name, RecordForm.stored(name, $0, today: context.today)) }
    }
    changes += accepting.map { FieldChange($0.acceptedField, $0.acceptedValue) }
    let edits = context.registry.plan(changes, on: basis.record, basis: basis)
    guard !edits.isEmpty else { return [] }
    let goesOn = context.registry.value(basis.record, "endDate") == nil
    // A start that was ahead and is not any more makes the state of work true now.
    let isWorkChanged = changed["p.kind"] != nil || changed["p.startDate"] != nil
    let entry = context.entry("change", about: basis.record, summary: form.display("p.kind"))
    return edits + (goesOn && isWorkChanged ? employmentEdits(context) : []) + [entry]
  }

  private func employmentEdits(_ context: Context) -> [Edit] {
    // Who begins next month works next month.
    if startsLater(context) { return [] }
    guard let state = employmentAfter, context.registry.person(person)?.employment != state else { return [] }
    let ref = RecordRef(.person, person)
    return context.registry.plan([FieldChange("employment", state)], on: ref, basis: context.registry.basis(ref))
  }

  private func startsLater(_ context: Context) -> Bool {
    CalendarDate(iso: form.value("p.startDate")).map { $0 > context.today } ?? false
  }

  /// The state of work that this placement makes true; an internship changes none.
  private var employmentAfter: String? {
    switch form.value("p.kind") {
    case "employed", "migrated", "overseas": "working"
    case "selfEmployed", "group": "selfEmployed"
    default: nil
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(RecordRef(.person, person)))
    let words = context.text(.placementSaved, ["name": context.registry.person(person)?.name ?? ""])
    let isLater = startsLater(context) && employmentAfter != nil
    context.say(.info, isLater ? words + ". " + context.word(.workStateLater) : words)
  }
}

extension Phrase {
  static let titlePlacement = Phrase("app.title.placement")
  static let placementSection = Phrase("app.placement.section")
  static let workStateLater = Phrase("app.placement.stateLater")
  static let placementSaved = Phrase("app.placement.saved")
}
