// What the screens share that are one form and nothing else: its keys, its commands, its way out.
import LoketModel
import LoketWidgets

protocol FormScreen: Screen {
  var hand: FormInHand { get set }
  /// What the form asks of the program: days, checks, lists.
  func world(_ context: Context) -> FormWorld
  mutating func save(_ context: inout Context)
  /// What a key did to the form. A screen that does more with it is asked itself, from wherever the key came.
  mutating func follow(_ events: [FormEvent], _ context: inout Context)
}

extension FormScreen {
  var draftID: Identifier? { hand.draftID }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .save: .on, .undo: .on, .find: .on, .back: .on, .menu: .on,
      .pick: canPick ? .on : .off(context.word(.nothingToPick)),
    ]
  }

  /// Whether the focused field has a list.
  var canPick: Bool {
    switch hand.form.focusedSpec?.input {
    case .choice, .lookup: true
    default: false
    }
  }

  func hint(_ context: Context) -> String { hand.form.focusedSpec?.hint ?? "" }

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

  /// Mutating, so that it sees the form as the key left it: a call that only reads copies the screen before its
  /// arguments.
  mutating func follow(_ events: [FormEvent], _ context: inout Context) {
    if events.contains(.passedEnd) { context.say(.info, .formEnd) }
    RecordForm.report(events, hand.form, &context)
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if hand.receive(answer, &context) { save(&context) }
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) { hand.saveFailed(ticket) }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    hand.form.draw(into: &frame, top: area.top, height: area.height)
  }
}
