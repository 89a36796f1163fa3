// One question of the personal data desk over the page that it is about; F2 saves the answer as one save.
import LoketModel
import LoketRegistry
import LoketWidgets

struct DataFormScreen: FormScreen {
  static let draftKind = "data"
  private static let above = 2

  let task: DataForm
  var hand: FormInHand
  /// What stood in the person's record when the question opened.
  private let basis: Basis?
  private var isBegun = false

  init(_ task: DataForm, _ context: Context) {
    var form = Form(sections: [DataFormScreen.section(task, context)], texts: RecordForm.texts(context))
    if task.proposesToday { form.set(task.dayField, context.today.iso, asProposal: true) }
    if case .keep = task { form.set("d.until", context.today.adding(months: 12).iso, asProposal: true) }
    self.init(
      task, FormInHand(form, draftID: context.newIdentifier()),
      basis: task.record(context).map { context.registry.basis($0) })
  }

  private init(_ task: DataForm, _ hand: FormInHand, basis: Basis?) {
    self.task = task
    self.hand = hand
    self.basis = basis
  }

  private static func section(_ task: DataForm, _ context: Context) -> FormSection {
    FormSection(id: "d", fields: task.fields(context))
  }

  static func resume(_ draft: Draft, _ context: Context) -> DataFormScreen? {
    guard draft.kind == draftKind, let task = DataForm(archive: draft.values["task"] ?? "") else { return nil }
    if let record = task.record(context), !context.registry.exists(record) { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(task, context) }
    return DataFormScreen(
      task, FormInHand(form, draftID: draft.id), basis: draft.values["basis"].flatMap { Basis($0) })
  }

  // MARK: Screen

  var isOverlay: Bool { true }
  func refusal(_ context: Context) -> String? { context.whyNot(task.permission) }
  func title(_ context: Context) -> String { "" }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.dataForm")) }

  /// The list of the first answer is open at once, so that one key answers it.
  mutating func appear(_ context: inout Context) {
    guard !isBegun else { return }
    isBegun = true
    if case .choice = hand.form.focusedSpec?.input { _ = hand.form.run(.pick, world: world(context)) }
  }

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
    let (today, wording) = (context.today, context.wording)
    // What is kept is kept into the future; everything else has happened.
    if case .keep = task { return world }
    world.check = { form, id in
      guard let date = CalendarDate(iso: form.value(id)), date > today else { return nil }
      return FieldMessage(.error, wording[.changeDateAhead])
    }
    return world
  }

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    guard hand.maySave([], &context) else { return }
    let values = hand.form.values
    let edits = task.edits(
      { name in values["d." + name].flatMap { RecordForm.stored(name, $0, today: context.today) } }, basis: basis,
      context)
    if edits.isEmpty { return context.say(.info, .nothingToSave) }
    hand.save(edits, &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close()
    context.say(.info, .dataSaved, ["what": context.word(task.title)])
  }

  func draft(_ context: Context) -> Draft? {
    var more = ["task": task.archive]
    if let basis { more["basis"] = basis.text }
    return hand.draft(kind: DataFormScreen.draftKind, title: task.name(context), more: more, context)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let texts = TextWidth.wrap(context.word(task.explanation), columns: area.columns - 4)
    let top = area.top + DataFormScreen.above
    let height = min(texts.count + hand.form.specs.count + 4, area.height - DataFormScreen.above)
    for row in 0..<height { frame.fill(row: top + row, column: 0, width: area.columns) }
    for row in [top, top + height - 1] {
      frame.fill(row: row, column: 0, width: area.columns, character: "─", style: .border)
    }
    let name = task.name(context)
    let title =
      name.isEmpty
      ? context.word(task.title) : context.text(.changeTitle, ["change": context.word(task.title), "name": name])
    frame.put(" \(title) ", row: top, column: 2, style: .title, width: area.columns - 4)
    for (place, text) in texts.enumerated() {
      frame.put(text, row: top + 1 + place, column: 2, style: .dim, width: area.columns - 4)
    }
    let first = top + 2 + texts.count
    hand.form.draw(into: &frame, top: first, height: area.top + area.height - first)
  }
}

extension Phrase {
  static let dataSaved = Phrase("app.data.saved")
}
