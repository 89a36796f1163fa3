// What stands in a form beside a person of the register who may be the same: one digit answers.
import LoketModel
import LoketRegistry
import LoketWidgets

/// It closes with `HouseholdFormScreen.likeAnswer`.
struct LikenessScreen: Screen {
  let section: String
  let typed: ComparedSide
  let found: [PersonLikeness]
  private var place = 0
  private var traced: Set<Int> = []

  init(section: String, typed: ComparedSide, found: [PersonLikeness]) {
    self.section = section
    self.typed = typed
    self.found = found
  }

  private var like: PersonLikeness { found[place] }

  func title(_ context: Context) -> String { context.word(.titleCompare) }

  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .on, .actions: .on] }
  func hint(_ context: Context) -> String { context.word(found.count > 1 ? .hintLikenesses : .hintLikeness) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.likeness")) }

  mutating func appear(_ context: inout Context) { trace(&context) }

  private mutating func trace(_ context: inout Context) {
    if traced.insert(place).inserted { context.trace(.opened, RecordRef(.person, like.person)) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch key {
    case .down, .pageDown, .right: place = min(place + 1, found.count - 1)
    case .up, .pageUp, .left: place = max(place - 1, 0)
    case .character(let character):
      if let number = character.wholeNumberValue { carryOut(menu(context).outcome(of: number), &context) }
      return
    default: return
    }
    trace(&context)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleCompare),
      actions: [
        ActionMenu.Action("same", context.word(.answerSameHere)),
        ActionMenu.Action("different", context.word(.pairDifferent)),
        ActionMenu.Action("unknown", context.word(.pairUnknown)),
        ActionMenu.Action("open", context.word(.answerOpen)),
      ])
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen("open"): context.open(PersonScreen(person: like.person))
    case .chosen(let option):
      context.close(.chosen(id: HouseholdFormScreen.likeAnswer, option: "\(option) \(section) \(like.person)"))
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let count = found.count > 1 ? "\(place + 1)/\(found.count)  " : ""
    let level = context.word(like.likeness.level.words ?? .pairNotLike)
    let text = "\(count)\(level): \(like.likeness.sentence(context.wording))"
    for (line, words) in TextWidth.wrap(text, columns: area.columns - 4).prefix(2).enumerated() {
      frame.put(words, row: area.top + line, column: 2, style: .check, width: area.columns - 4)
    }
    Comparison.draw(
      typed, ComparedSide.person(like.person, context), into: &frame,
      Area(top: area.top + 2, height: area.height - 3, columns: area.columns), context)
    AnswerLine.draw(
      [.answerSameHere, .pairDifferent, .pairUnknown, .answerOpen].map { ($0, true) }, into: &frame,
      row: area.top + area.height - 1, context)
  }
}

/// The answers with their digits, on one row.
enum AnswerLine {
  static func draw(_ answers: [(words: Phrase, isOn: Bool)], into frame: inout Frame, row: Int, _ context: Context) {
    var column = 2
    for (place, answer) in answers.enumerated() {
      column += frame.put("\(place + 1) ", row: row, column: column, style: answer.isOn ? .key : .keyOff)
      column +=
        frame.put(context.word(answer.words), row: row, column: column, style: answer.isOn ? .plain : .keyOff) + 3
    }
    frame.cursor = Position(row: row, column: 2)
  }
}

extension Phrase {
  static let hintLikeness = Phrase("app.hint.likeness")
  static let hintLikenesses = Phrase("app.hint.likenesses")
  static let answerSameHere = Phrase("app.answer.sameHere")
  static let answerOpen = Phrase("app.answer.open")
}
