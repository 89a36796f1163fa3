// Penempatan: where a person found work. Six kinds, a partner or a business, since when, for how much, and what proves it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PlacementScreen: FormScreen {
  static let draftKind = "placement"

  let person: String
  var hand: FormInHand
  private var form: Form { hand.form }

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
    var values = ["person": person]
    for (id, value) in form.values {
      let name = RecordForm.fieldName(id)
      values[name] = RecordForm.stored(name, value, today: context.today)
    }
    return RuleSubject(kind: .placement, values: values, today: context.today, officeVillage: context.session.office)
  }

  func draft(_ context: Context) -> Draft? {
    let name = context.registry.person(person)?.name ?? ""
    return hand.draft(kind: PlacementScreen.draftKind, title: name, more: ["person": person], context)
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
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
}

extension Phrase {
  static let titlePlacement = Phrase("app.title.placement")
  static let placementSection = Phrase("app.placement.section")
  static let placementSaved = Phrase("app.placement.saved")
}
