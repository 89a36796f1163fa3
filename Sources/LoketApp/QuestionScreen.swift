// What the screens share that ask a question with a list at each answer: the next list that is wanted opens by itself.
import LoketModel
import LoketRegistry
import LoketWidgets

protocol QuestionScreen: FormScreen {
  var isBegun: Bool { get set }
  /// A list was opened by the program right after an answer: one Enter or Tab of habit neither takes from it nor passes it.
  var swallowsHabit: Bool { get set }
  /// Where the focus begins; nil: at the first field.
  var firstField: String? { get }
}

extension QuestionScreen {
  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [.help: .on, .back: .on, .undo: .on, .save: .on]
    if canPick { commands[.pick] = .on }
    return commands
  }

  /// The first empty field has the focus, and its list is open at once, so that one key answers it.
  mutating func appear(_ context: inout Context) {
    guard !isBegun else { return }
    isBegun = true
    if let firstField { hand.form.focus(on: firstField) }
    openList(context)
  }

  private mutating func openList(_ context: Context) {
    if case .choice = hand.form.focusedSpec?.input, hand.form.value(hand.form.focus).isEmpty {
      _ = hand.form.run(.pick, world: world(context))
    }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    let swallows = swallowsHabit && (key == .enter || key == .tab)
    swallowsHabit = false
    if swallows { return }
    let focus = hand.form.focus
    follow(hand.form.press(key, world: world(context)), &context)
    // The next answer that is wanted opens by itself; an optional one does not, since Enter would take from its list.
    if hand.form.focus != focus, hand.form.focusedSpec?.isRequired == true, hand.form.picker == nil {
      openList(context)
      if case .character = key { swallowsHabit = hand.form.picker != nil }
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .back: leave(&context)
    default: follow(hand.form.run(command, world: world(context)), &context)
    }
  }

  /// The list of an answer that nobody has begun goes with the question; one that was asked for closes first.
  private mutating func leave(_ context: inout Context) {
    if hand.form.isChanged {
      hand.leave(world: world(context), &context)
    } else {
      context.close()
    }
  }

  /// A box over the record or list beneath: a title, what explains the question, and the form.
  /// - Parameter above: rows of what lies beneath that stay in sight.
  func drawQuestion(
    _ title: String, explained explanation: String, above: Int, into frame: inout Frame, _ area: Area
  ) {
    let texts = TextWidth.wrap(explanation, columns: area.columns - 4)
    let top = area.top + above
    let height = min(texts.count + hand.form.specs.count + 4, area.height - above)
    for row in 0..<height { frame.fill(row: top + row, column: 0, width: area.columns) }
    for row in [top, top + height - 1] {
      frame.fill(row: row, column: 0, width: area.columns, character: "─", style: .border)
    }
    frame.put(" \(title) ", row: top, column: 2, style: .title, width: area.columns - 4)
    for (place, text) in texts.enumerated() {
      frame.put(text, row: top + 1 + place, column: 2, style: .dim, width: area.columns - 4)
    }
    let first = top + 2 + texts.count
    hand.form.draw(into: &frame, top: first, height: area.top + area.height - first)
  }
}

/// A small question about one record whose answers are one save.
protocol SavedQuestion: Hashable, Sendable {
  var record: RecordRef { get }
  var permission: Permission { get }
  var title: Phrase { get }
  /// What a draft keeps of it.
  var archive: String { get }
  init?(archive: String)
  /// Whom or what it is about.
  func name(_ context: Context) -> String
  func fields(_ context: Context) -> [FieldSpec]
  /// Why the answers cannot be saved; nil: they can.
  func problem(_ answers: ChangeAnswers, _ context: Context) -> (field: String, text: String)?
  /// What the rules say of the answers; doubts among it are listed once and accepted by saving again.
  func remarks(_ answers: ChangeAnswers, _ context: Context) -> [FormInHand.Remark]
  /// The save, and what is said when it is on the disk; nil where it would change nothing.
  func save(_ answers: ChangeAnswers, _ context: Context) -> (edits: [Edit], text: String)?
}

extension SavedQuestion {
  func remarks(_ answers: ChangeAnswers, _ context: Context) -> [FormInHand.Remark] { [] }
}

/// The screen of such a question: it lies over what it is about, and F2 saves the answers.
protocol SavedQuestionScreen: QuestionScreen {
  associatedtype Question: SavedQuestion
  static var draftKind: String { get }
  var question: Question { get }
  /// What is said when the save is on the disk.
  var done: String { get set }
}

extension SavedQuestionScreen {
  var isOverlay: Bool { true }
  func refusal(_ context: Context) -> String? { context.whyNot(question.permission) }
  func title(_ context: Context) -> String { "" }
  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

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
    let remarks = question.remarks(answers, context)
    guard hand.maySave(remarks, &context) else { return }
    let accepted = ChangeAnswers(values: answers.values, bases: answers.bases, accepting: remarks.map(\.finding))
    guard let found = question.save(accepted, context), !found.edits.isEmpty else {
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

  func draft(_ context: Context) -> Draft? {
    hand.draft(
      kind: Self.draftKind, title: question.name(context), more: ["question": question.archive], context)
  }

  /// The question of a draft and its form, as far as the record is still here.
  static func resumed(_ draft: Draft, _ context: Context) -> (question: Question, hand: FormInHand)? {
    guard draft.kind == draftKind, let question = Question(archive: draft.values["question"] ?? ""),
      context.registry.exists(question.record)
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { id in
      id == "c" ? FormSection(id: "c", fields: question.fields(context)) : nil
    }
    return (question, FormInHand(form, draftID: draft.id))
  }

  /// - Parameters:
  ///   - explanation: what the answer leads to.
  ///   - above: rows of what lies beneath that stay in sight.
  func draw(explained explanation: String, above: Int, into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.text(.changeTitle, ["change": context.word(question.title), "name": question.name(context)])
    drawQuestion(name, explained: explanation, above: above, into: &frame, area)
  }
}
