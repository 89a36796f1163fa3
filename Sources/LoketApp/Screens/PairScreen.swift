// Two people or two households of the register side by side, and the answer whether they are one.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PairScreen: Screen {
  /// The answer of the screen on which the values that stay were chosen.
  static let joined = "joined"
  let first: RecordRef
  let second: RecordRef
  private var isOpened = false
  /// The pair and the two records as they were on the screen.
  private var bases: [Basis] = []
  /// The save that is on its way, and what it answers.
  private var ticket: Int?
  private var answered: PairAnswer?

  init(_ first: RecordRef, _ second: RecordRef) {
    self.first = first
    self.second = second
  }

  func refusal(_ context: Context) -> String? {
    context.whyNot(.readPeople) ?? context.whyNotRead(first) ?? context.whyNotRead(second)
  }
  func title(_ context: Context) -> String { context.word(.titleCompare) }

  func commands(_ context: Context) -> [Command: Availability] {
    let why = whyNotTaken(context)
    return [
      .help: .on, .back: .on, .menu: .on, .find: .on, .actions: .on,
      .undo: why.map { .off($0) } ?? .named(context.word(.keyTakeBack)),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintCompare) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.duplicates")) }

  private func state(_ context: Context) -> PairState? { context.registry.answer(first, second) }

  mutating func appear(_ context: inout Context) {
    lookAgain(context)
    guard !isOpened else { return }
    isOpened = true
    for record in [first, second] { context.trace(.opened, record) }
  }

  /// What is answered next replaces what stands now, an answer of a moment ago too.
  private mutating func lookAgain(_ context: Context) {
    bases = ([first, second] + [Pair.record(first, second)].compactMap { $0 }).map { context.registry.basis($0) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .undo: answer(nil, &context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen(PairScreen.joined, _):
      context.close()
      context.say(.info, .saidSame)
    default: return
    }
  }

  // MARK: Answers

  private func menu(_ context: Context) -> ActionMenu {
    let action = { (id: String, words: Phrase, why: String?) in ActionMenu.Action(id, context.word(words), why: why) }
    return ActionMenu(
      title: context.word(.titleCompare),
      actions: PairAnswer.allCases.map {
        action($0.rawValue, OpenPairs.words(.answered($0), first.kind), whyNot($0, context))
      } + [action("first", .actionOpenLeft, nil), action("second", .actionOpenRight, nil)])
  }

  /// Joining changes what everybody sees, and what a supervisor decided stands: both are the supervisor's. Everybody may
  /// say that two are not one, or that nobody knows.
  private func whyNot(_ answer: PairAnswer, _ context: Context) -> String? {
    if let why = context.whyNot(.answerPairs) { return why }
    if state(context) == .answered(answer) { return context.word(.answerStands) }
    if context.may(.joinPairs) { return nil }
    if answer == .same { return context.word(.whySupervisorJoins) }
    switch state(context) {
    case .contested, .answered(.same), .answered(.unknown): return context.word(.supervisorDecides)
    default: return nil
    }
  }

  private func whyNotTaken(_ context: Context) -> String? {
    if let why = context.whyNot(.answerPairs) { return why }
    switch state(context) {
    case nil: return context.word(.nothingAnswered)
    case .answered(.different): return nil
    default: return context.may(.joinPairs) ? nil : context.word(.supervisorDecides)
    }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("first"): context.open(any: Records.screen(for: first, context))
    case .chosen("second"): context.open(any: Records.screen(for: second, context))
    case .chosen(let id): if let answer = PairAnswer(rawValue: id) { self.answer(answer, &context) }
    default: return
    }
  }

  private mutating func answer(_ answer: PairAnswer?, _ context: inout Context) {
    guard ticket == nil else { return }
    if answer == .same, let join = JoinScreen(first, second, bases: bases, context) { return context.open(join) }
    answered = answer
    ticket = context.save(
      answer == .same
        ? PairEdits.joining(first, second, kept: [:], bases: bases, context)
        : PairEdits.apart(first, second, answer, bases: bases, context))
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    lookAgain(context)
    guard let answered else { return context.say(.info, .answerTaken) }
    context.close()
    context.say(.info, PairEdits.said(answered))
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let sentence = TextWidth.wrap(OpenPairs.standing(first, second, context), columns: area.columns - 4)
    for (place, line) in sentence.prefix(2).enumerated() {
      frame.put(line, row: area.top + place, column: 2, style: .check, width: area.columns - 4)
    }
    Comparison.draw(
      ComparedSide(first, context), ComparedSide(second, context), Comparison.rows(of: first.kind), into: &frame,
      Area(top: area.top + 2, height: area.height - 3, columns: area.columns), context)
    AnswerLine.draw(
      PairAnswer.allCases.map { (OpenPairs.words(.answered($0), first.kind), whyNot($0, context) == nil) },
      into: &frame, row: area.top + area.height - 1, context)
  }
}

/// The save of one answer: the pair, what follows for the two records, and the line in the day's queue.
enum PairEdits {
  /// Two become one.
  static func joining(
    _ first: RecordRef, _ second: RecordRef, kept: [String: RecordRef], bases: [Basis], _ context: Context
  ) -> [Edit] {
    context.registry.planJoin(first, second, kept: kept, bases: bases) + [entry(first, second, .same, context)]
  }

  /// Any other answer, or none: where the two were one, each gets back what was its own.
  static func apart(
    _ first: RecordRef, _ second: RecordRef, _ answer: PairAnswer?, bases: [Basis] = [], _ context: Context
  ) -> [Edit] {
    guard let pair = Pair.record(first, second) else { return [] }
    let basis = bases.first { $0.record == pair } ?? context.registry.basis(pair)
    return context.registry.planApart(first, second, answer, basis: basis) + [entry(first, second, answer, context)]
  }

  private static func entry(
    _ first: RecordRef, _ second: RecordRef, _ answer: PairAnswer?, _ context: Context
  ) -> Edit {
    let names = [first, second].map { ComparedSide.name($0, context) }.joined(separator: " / ")
    return context.entry("pair", about: first, reason: answer?.rawValue ?? "undo", summary: names)
  }

  /// What is answered about a record that is being registered beside it.
  static func pair(_ left: RecordRef, _ right: RecordRef, _ answer: PairAnswer, _ context: Context) -> [Edit] {
    guard let pair = Pair.record(left, right) else { return [] }
    return context.registry.plan(Pair.changes(left, right, answer), on: pair, basis: context.registry.basis(pair))
  }

  static func said(_ answer: PairAnswer) -> Phrase {
    switch answer {
    case .same: .saidSame
    case .different: .saidDifferent
    case .unknown: .saidUnknown
    }
  }
}

extension Phrase {
  static let titleCompare = Phrase("app.title.compare")
  static let hintCompare = Phrase("app.hint.compare")
  static let keyTakeBack = Phrase("app.key.takeBack")
  static let actionOpenLeft = Phrase("app.action.openLeft")
  static let actionOpenRight = Phrase("app.action.openRight")
  static let answerStands = Phrase("app.answer.stands")
  static let whySupervisorJoins = Phrase("app.why.supervisorJoins")
  static let nothingAnswered = Phrase("app.answer.none")
  static let answerTaken = Phrase("app.answer.taken")
  static let saidSame = Phrase("app.said.same")
  static let saidDifferent = Phrase("app.said.different")
  static let saidUnknown = Phrase("app.said.unknown")
}
