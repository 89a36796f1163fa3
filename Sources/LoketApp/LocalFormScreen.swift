// What the screens share whose form is kept on this PC alone, never in a save and never in a draft.
import LoketWidgets

/// A form for a PIN, a printer, a place for backups. What is typed and not kept ends with the screen.
protocol LocalFormScreen: Screen {
  var form: Form { get set }
  /// What the form asks of the program: checks, lists.
  func world(_ context: Context) -> FormWorld
  mutating func save(_ context: inout Context)
}

extension LocalFormScreen {
  func hint(_ context: Context) -> String { form.focusedSpec?.hint ?? "" }

  mutating func press(_ key: Key, _ context: inout Context) {
    let events = form.press(key, world: world(context))
    RecordForm.report(events, form, &context)
    if events.contains(.passedEnd) { context.say(.info, .formEnd) }
  }

  mutating func run(_ command: Command, _ context: inout Context) { runForm(command, &context) }

  /// What every such screen does with a command; one with commands of its own passes the others on to it.
  mutating func runForm(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .save: save(&context)
    default: RecordForm.report(form.run(command, world: world(context)), form, &context)
    }
  }

  /// Whether the form may be kept; otherwise the first field that is wrong has the focus and its message is said.
  mutating func isRight(_ context: inout Context) -> Bool {
    guard form.jumpToFirstError() else { return true }
    context.say(.error, form.messages[form.focus]?.text ?? "")
    return false
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top + 1, height: area.height - 1)
  }
}
