// After how many idle minutes the screen of this PC locks itself: kept in a file of this PC and never in a save.
import LoketModel
import LoketWidgets

struct IdleScreen: LocalFormScreen {
  var form: Form

  init(_ context: Context) {
    let field = FieldSpec(
      "minutes", label: context.word(.idleMinutes), hint: context.word(.idleMinutesHint),
      input: .digits(exactly: 2, limit: 2, grouping: [], padded: false), width: 2, isRequired: true)
    form = Form(
      sections: [FormSection(id: "idle", title: context.word(.idleTitle), fields: [field])],
      values: ["minutes": String(context.session.idleMinutes)], texts: RecordForm.texts(context))
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.devices) }
  func title(_ context: Context) -> String { context.word(.idleTitle) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .save: .on, .undo: .on, .back: .on] }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.idle")) }

  func world(_ context: Context) -> FormWorld {
    let text = IdleScreen.wrong(context)
    return FormWorld(check: { form, id in
      form.value(id).isEmpty || IdleScreen.minutes(form) != nil ? nil : FieldMessage(.error, text)
    })
  }

  private static func wrong(_ context: Context) -> String {
    let range = IdleLock.possible
    return context.text(.idleWrong, ["from": String(range.lowerBound), "to": String(range.upperBound)])
  }

  private static func minutes(_ form: Form) -> Int? {
    Int(form.value("minutes")).flatMap { IdleLock.possible.contains($0) ? $0 : nil }
  }

  mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    guard isRight(&context) else { return }
    guard let minutes = IdleScreen.minutes(form) else { return context.say(.error, IdleScreen.wrong(context)) }
    context.ask(for: .keepIdle(minutes: minutes))
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    guard case .idleKept(let minutes) = event else { return }
    context.say(.info, .idleKept, ["minutes": String(minutes)])
    context.close()
  }
}

extension Phrase {
  static let idleTitle = Phrase("app.idle.title")
  static let idleMinutes = Phrase("app.idle.minutes")
  static let idleMinutesHint = Phrase("app.idle.minutes.hint")
  static let idleWrong = Phrase("app.idle.wrong")
  static let idleKept = Phrase("app.idle.kept")
}
