// The one question of a PC whose clock cannot be true: which day is it? Nobody is held up by it; Esc works on as it is.
import LoketModel
import LoketWidgets

struct TodayScreen: Screen {
  private var form: Form

  init(_ context: Context) {
    form = Form(
      sections: [
        FormSection(
          id: "today", title: context.word(.todayTitleAsked),
          fields: [
            FieldSpec(
              "day", label: context.word(.todayLabel), hint: context.word(.hintToday), input: .date, width: 10,
              isRequired: true)
          ])
      ])
  }

  var opensToNobody: Bool { true }
  func title(_ context: Context) -> String { context.word(.todayScreen) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .save: .on, .undo: .on, .back: .on] }
  func hint(_ context: Context) -> String { context.word(.hintToday) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.today")) }

  /// Here `h` means nothing: today is what is asked for. Any day of the calendar will do.
  private func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    world.today = ""
    return world
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    let events = form.press(key, world: world(context))
    RecordForm.report(events, form, &context)
    if key == .enter, events.contains(.passedEnd) { save(&context) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .back:
      context.say(.check, .todayDoubted)
      context.close()
    default: RecordForm.report(form.run(command, world: world(context)), form, &context)
    }
  }

  private mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    guard !form.jumpToFirstError(), let day = CalendarDate(iso: form.value("day")) else {
      return context.say(.error, form.messages["day"]?.text ?? context.word(.hintToday))
    }
    context.ask(for: .setDay(day))
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    guard event == .clockSet else { return }
    context.say(.info, .todaySet, ["date": context.today.display])
    context.close()
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let text = context.text(.todayText, ["date": context.today.display])
    let lines = TextWidth.wrap(text, columns: area.columns - 4)
    for (place, line) in lines.enumerated() { frame.put(line, row: area.top + 1 + place, column: 2) }
    form.draw(into: &frame, top: area.top + 2 + lines.count, height: area.height - 2 - lines.count)
  }
}

extension Phrase {
  static let todayScreen = Phrase("app.title.today")
  static let todayTitleAsked = Phrase("app.today.section")
  static let todayLabel = Phrase("app.today.label")
  static let todayText = Phrase("app.today.text")
  static let todaySet = Phrase("app.today.set")
  static let todayDoubted = Phrase("app.today.doubted")
  static let hintToday = Phrase("app.hint.today")
}
