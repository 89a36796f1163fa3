// A small question over a selection: the seed, why somebody gives a seat back, why a rank is set apart. F2 saves it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct SelectionFormScreen: QuestionScreen {
  static let draftKind = "selection"
  /// Rows of the list that stay in sight above the question.
  private static let above = 3

  let question: SelectionQuestion
  var hand: FormInHand
  var isBegun = false
  var swallowsHabit = false
  /// What is said when the save is on the disk.
  private var done = ""
  /// What the answer will lead to: it goes through all ranks, so it is not asked again for each frame.
  private var explained: String

  static func asking(_ question: SelectionQuestion, _ context: Context) -> SelectionFormScreen {
    var form = Form(
      sections: [FormSection(id: "c", fields: question.fields(context))], values: [:], texts: RecordForm.texts(context))
    for (field, value) in question.proposed(context) { form.set(field, value, asProposal: true) }
    return SelectionFormScreen(
      question, FormInHand(form, draftID: context.newIdentifier()), isBegun: false, context)
  }

  private init(_ question: SelectionQuestion, _ hand: FormInHand, isBegun: Bool, _ context: Context) {
    self.question = question
    self.hand = hand
    self.isBegun = isBegun
    explained = question.explanation(context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { explained = question.explanation(context) }
  }

  var isOverlay: Bool { true }
  func refusal(_ context: Context) -> String? { context.whyNot(question.permission) }
  func title(_ context: Context) -> String { "" }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.selectionQuestion")) }
  var firstField: String? { hand.form.specs.first?.id }

  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).trimmed.isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    let answers = answers(context)
    if let problem = question.problem(answers, context) {
      hand.form.messages[problem.field] = FieldMessage(.error, problem.text)
    }
    guard hand.maySave([], &context) else { return }
    guard let found = question.save(answers, context), !found.edits.isEmpty else {
      return context.say(.info, .nothingToSave)
    }
    done = found.text
    hand.save(found.edits, &context)
  }

  private func answers(_ context: Context) -> ChangeAnswers {
    var values: [String: String] = [:]
    for (id, value) in hand.form.values {
      let name = RecordForm.fieldName(id)
      values[name] = RecordForm.stored(name, value, today: context.today)
    }
    return ChangeAnswers(values: values, bases: [:], accepting: [])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(question.record))
    context.say(.info, done)
  }

  // MARK: Drafts

  func draft(_ context: Context) -> Draft? {
    hand.draft(
      kind: SelectionFormScreen.draftKind, title: question.name(context), more: ["question": question.archive], context)
  }

  static func resume(_ draft: Draft, _ context: Context) -> SelectionFormScreen? {
    guard draft.kind == draftKind, let question = SelectionQuestion(archive: draft.values["question"] ?? ""),
      context.registry.exists(question.record)
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { id in
      id == "c" ? FormSection(id: "c", fields: question.fields(context)) : nil
    }
    return SelectionFormScreen(question, FormInHand(form, draftID: draft.id), isBegun: true, context)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.text(.changeTitle, ["change": context.word(question.title), "name": question.name(context)])
    drawQuestion(
      name, explained: explained, above: SelectionFormScreen.above, into: &frame, area)
  }
}
