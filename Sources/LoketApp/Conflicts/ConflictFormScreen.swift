// Another value than those of the PCs: the fields that move together as a form, judged by the same rules as everywhere.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ConflictFormScreen: FormScreen {
  static let draftKind = "conflict"
  private static let above = 3

  let record: RecordRef
  let field: String
  /// What stood on the screen when the person began.
  private let basis: Basis
  var hand: FormInHand

  /// - Parameter line: the head whose values stand in the form at first.
  init(_ record: RecordRef, _ field: String, like line: LineRef?, basis: Basis, _ context: Context) {
    let section = ConflictFormScreen.section(record, field, context)
    var form = Form(sections: [section], texts: RecordForm.texts(context))
    for name in FieldTable.group(record.kind, of: field) {
      let heads = context.registry.state(record, name).heads
      guard let value = (heads.first { $0.line == line } ?? heads.first)?.value else { continue }
      form.set(
        "c.\(name)", RecordForm.shown(name, value), asProposal: true,
        name: ConflictFields.lookupName(record.kind, name, value, context))
    }
    self.init(record, field, basis, FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(_ record: RecordRef, _ field: String, _ basis: Basis, _ hand: FormInHand) {
    self.record = record
    self.field = field
    self.basis = basis
    self.hand = hand
  }

  private static func section(_ record: RecordRef, _ field: String, _ context: Context) -> FormSection {
    FormSection(
      id: "c",
      fields: FieldTable.group(record.kind, of: field).compactMap {
        ConflictFields.spec(record.kind, $0, isRequired: $0 == field && !ConflictFields.mayBeEmpty(field), context)
      })
  }

  static func resume(_ draft: Draft, _ context: Context) -> ConflictFormScreen? {
    guard draft.kind == draftKind, let record = RecordRef(draft.values["record"] ?? ""),
      let field = draft.values["field"], let basis = draft.values["basis"].flatMap({ Basis($0) }),
      context.registry.exists(record)
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(record, field, context) }
    return ConflictFormScreen(record, field, basis, FormInHand(form, draftID: draft.id))
  }

  // MARK: Screen

  var isOverlay: Bool { true }
  func refusal(_ context: Context) -> String? { context.whyNot(ConflictItems.permission(record.kind)) }
  func title(_ context: Context) -> String { "" }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.conflictForm")) }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .find: hand.park(&context)
    case .back: hand.form.isChanged ? hand.leave(world: world(context), &context) : context.close()
    default: follow(hand.form.run(command, world: world(context)), &context)
    }
  }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in
      guard !form.value(id).isEmpty else { return nil }
      let found = screen.findings(form, context).filter { $0.field == RecordForm.fieldName(id) }
      return found.max { $0.level < $1.level }.map { RecordForm.fieldMessage($0, context.wording) }
    }
    world.find = { id, typed in
      ConflictFields.choices(screen.record, RecordForm.fieldName(id), matching: typed, context)
    }
    return world
  }

  private func values(_ form: Form, _ context: Context) -> [String: String?] {
    form.values.reduce(into: [:]) { values, field in
      let name = RecordForm.fieldName(field.key)
      values[name] = .some(RecordForm.stored(name, field.value, today: context.today))
    }
  }

  private func findings(_ form: Form, _ context: Context) -> [Finding] {
    ConflictFields.findings(record, values(form, context), context)
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    let findings = findings(hand.form, context)
    let remarks = findings.map { FormInHand.Remark(field: "c.\($0.field)", finding: $0) }
    guard hand.maySave(remarks, &context) else { return }
    let known = values(hand.form, context)
    let changes = FieldTable.group(record.kind, of: field).map { FieldChange($0, known[$0] ?? nil) }
    hand.save(
      ConflictEdits.writing(
        changes, accepted: findings.filter { $0.level == .check }, of: field, on: record, basis: basis, context),
      &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(record))
    context.say(.info, .conflictDecided)
  }

  func draft(_ context: Context) -> Draft? {
    hand.draft(
      kind: ConflictFormScreen.draftKind, title: ConflictItems.name(record, context),
      more: ["record": record.description, "field": field, "basis": basis.text], context)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let texts = TextWidth.wrap(context.word(.conflictFormText), columns: area.columns - 4)
    let top = area.top + ConflictFormScreen.above
    let height = min(texts.count + hand.form.specs.count + 4, area.height - ConflictFormScreen.above)
    for row in 0..<height { frame.fill(row: top + row, column: 0, width: area.columns) }
    for row in [top, top + height - 1] {
      frame.fill(row: row, column: 0, width: area.columns, character: "─", style: .border)
    }
    let name = "\(context.word(.actionAnotherValue)): \(ConflictItems.name(record, context))"
    frame.put(" \(name) ", row: top, column: 2, style: .title, width: area.columns - 4)
    for (place, text) in texts.enumerated() {
      frame.put(text, row: top + 1 + place, column: 2, style: .dim, width: area.columns - 4)
    }
    let first = top + 2 + texts.count
    hand.form.draw(into: &frame, top: first, height: area.top + area.height - first)
  }
}

extension Phrase {
  static let conflictFormText = Phrase("conflict.formText")
}
