// Penempatan: where a person found work. Six kinds, a partner or a business, since when, for how much, and what proves it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PlacementScreen: Screen {
  static let draftKind = "placement"

  let person: String
  private var hand: FormInHand
  private var form: Form { hand.form }

  var draftID: Identifier? { hand.draftID }

  private static let rows: [(String, FieldPlace)] = [
    ("kind", .below), ("partner", .below), ("employer", .below), ("title", .below), ("place", .below),
    ("startDate", .below), ("wageRange", .below), ("evidence", .below), ("track", .below), ("note", .below),
  ]

  init(person: String, _ context: Context) {
    let form = Form(sections: [PlacementScreen.section(person, context)], texts: RecordForm.texts(context))
    self.init(person: person, FormInHand(form, draftID: context.newIdentifier()))
    let tracks = context.registry.enrolments(of: person).filter { $0.status != "withdrawn" }.compactMap(\.track)
    if let track = tracks.last {
      hand.form.set("p.track", track, asProposal: true, name: Lookups.name("track", track, context))
    }
  }

  private init(person: String, _ hand: FormInHand) {
    self.person = person
    self.hand = hand
  }

  static func resume(_ draft: Draft, _ context: Context) -> PlacementScreen? {
    guard let person = draft.values["person"], context.registry.person(person) != nil else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(person, context) }
    return PlacementScreen(person: person, FormInHand(form, draftID: draft.id))
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

  func title(_ context: Context) -> String { context.word(.titlePlacement) }

  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [
      .help: .on, .save: .on, .undo: .on, .find: .on, .back: .on, .menu: .on,
      .pick: .off(context.word(.nothingToPick)),
    ]
    switch form.focusedSpec?.input {
    case .choice, .lookup: commands[.pick] = .on
    default: break
    }
    return commands
  }

  func hint(_ context: Context) -> String { form.focusedSpec?.hint ?? "" }
  func helpTopic(_ context: Context) -> HelpTopic { .field(RecordForm.fieldName(form.focus)) }

  private func world(_ context: Context) -> FormWorld {
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
    var values = ["person": person]
    for (id, value) in form.values {
      let name = RecordForm.fieldName(id)
      values[name] = RecordForm.stored(name, value, today: context.today)
    }
    return RuleSubject(kind: .placement, values: values, today: context.today, officeVillage: context.session.office)
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    follow(hand.form.press(key, world: world(context)), &context)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .find: hand.park(&context)
    case .back: hand.leave(world: world(context), &context)
    default: follow(hand.form.run(command, world: world(context)), &context)
    }
  }

  private func follow(_ events: [FormEvent], _ context: inout Context) {
    if events.contains(.passedEnd) { context.say(.info, .formEnd) }
    RecordForm.report(events, form, &context)
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if hand.receive(answer, &context) { save(&context) }
  }

  func draft(_ context: Context) -> Draft? {
    let name = context.registry.person(person)?.name ?? ""
    return hand.draft(kind: PlacementScreen.draftKind, title: name, more: ["person": person], context)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top, height: area.height)
  }

  // MARK: Saving

  private mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    let remarks = Rules.findings(for: subject(form, context)).map {
      FormInHand.Remark(field: "p.\($0.field)", finding: $0)
    }.filter { form.spec($0.field) != nil }
    guard hand.maySave(remarks, &context) else { return }
    hand.save(edits(accepting: remarks.map(\.finding).filter { $0.level == .check }, context), &context)
  }

  private func edits(accepting: [Finding], _ context: Context) -> [Edit] {
    let placement = RecordRef(.placement, context.newIdentifier())
    var set = [FieldChange("person", person)]
    for (name, _) in PlacementScreen.rows {
      let value = RecordForm.stored(name, form.value("p.\(name)"), today: context.today)
      if let value { set.append(FieldChange(name, value)) }
    }
    set.append(FieldChange("day", context.today.iso))
    set += accepting.map { FieldChange($0.acceptedField, $0.acceptedValue) }
    var edits = [Edit(on: placement, set: set)]
    if let state = employmentAfter, context.registry.person(person)?.employment != state {
      let ref = RecordRef(.person, person)
      edits += context.registry.plan(
        [FieldChange("employment", state)], on: ref, basis: context.registry.basis(ref))
    }
    edits.append(
      context.entry("place", about: RecordRef(.person, person), summary: form.display("p.kind")))
    return edits
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
    context.say(.info, .placementSaved, ["name": context.registry.person(person)?.name ?? ""])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) { hand.saveFailed(ticket) }
}

extension Phrase {
  static let titlePlacement = Phrase("app.title.placement")
  static let placementSection = Phrase("app.placement.section")
  static let placementSaved = Phrase("app.placement.saved")
}
