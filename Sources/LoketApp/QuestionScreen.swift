// What the screens share that ask a question with a list at each answer: the next list that is wanted opens by itself.
import LoketModel
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
