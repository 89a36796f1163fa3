// A small question over a vacancy, a list of matches or a person: F2 saves the answer as one save.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ReferralFormScreen: QuestionScreen {
  static let draftKind = "referral"
  /// Rows of what lies beneath that stay in sight above the question.
  private static let above = 3

  let question: ReferralQuestion
  var hand: FormInHand
  var isBegun = false
  var swallowsHabit = false
  /// What is said when the save is on the disk.
  private var done = ""

  static func asking(_ question: ReferralQuestion, _ context: Context) -> ReferralFormScreen {
    let values = question.values(context)
    var form = Form(
      sections: [FormSection(id: "c", fields: question.fields(context))], values: values.given,
      texts: RecordForm.texts(context))
    for (field, value) in values.proposed.sorted(by: { $0.key < $1.key }) { form.set(field, value, asProposal: true) }
    form.markSaved()
    return ReferralFormScreen(question, FormInHand(form, draftID: context.newIdentifier()), isBegun: false)
  }

  private init(_ question: ReferralQuestion, _ hand: FormInHand, isBegun: Bool) {
    self.question = question
    self.hand = hand
    self.isBegun = isBegun
  }

  var isOverlay: Bool { true }
  func refusal(_ context: Context) -> String? { context.whyNot(question.permission) }
  func title(_ context: Context) -> String { "" }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.referralQuestion")) }

  /// The first answer that is wanted and not proposed.
  var firstField: String? {
    (hand.form.specs.first { hand.form.value($0.id).isEmpty } ?? hand.form.specs.first)?.id
  }

  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).trimmed.isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    let answers = answers(context)
    if let problem = question.problem(answers, context) {
      guard hand.form.spec(problem.field) != nil else { return context.say(.error, problem.text) }
      hand.form.messages[problem.field] = FieldMessage(.error, problem.text)
    }
    guard hand.maySave([], &context) else { return }
    let found = question.save(answers, context)
    guard !found.edits.isEmpty else { return context.say(.info, .nothingToSave) }
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
      kind: ReferralFormScreen.draftKind, title: question.name(context), more: ["question": question.archive], context)
  }

  static func resume(_ draft: Draft, _ context: Context) -> ReferralFormScreen? {
    guard draft.kind == draftKind, let question = ReferralQuestion(archive: draft.values["question"] ?? ""),
      context.registry.exists(question.record)
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { id in
      id == "c" ? FormSection(id: "c", fields: question.fields(context)) : nil
    }
    return ReferralFormScreen(question, FormInHand(form, draftID: draft.id), isBegun: true)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.text(.changeTitle, ["change": context.word(question.title), "name": question.name(context)])
    drawQuestion(
      name, explained: question.explanation(context), above: ReferralFormScreen.above, into: &frame, area)
  }
}
