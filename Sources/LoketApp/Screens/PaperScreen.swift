// A sheet before it is printed: every page as it will stand on paper. Enter prints, Esc goes back.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PaperScreen: Screen {
  /// It closes with this when the sheet is on its way.
  static let printed = "printed"

  let sheet: PaperSheet
  /// What a file of it is called.
  let file: String
  let heading: Phrase
  /// Whose data stand on it, and of how many people; nil: nobody's.
  let record: RecordRef?
  let count: Int
  private var pager: TextPager

  init(_ sheet: PaperSheet, file: String, title: Phrase, shows: (record: RecordRef, count: Int)?) {
    self.sheet = sheet
    self.file = file
    heading = title
    record = shows?.record
    count = shows?.count ?? 0
    let rule = String(repeating: "-", count: sheet.format.columns - 1)
    let text = sheet.pages.map { $0.joined(separator: "\n") }.joined(separator: "\n\(rule)\n")
    pager = TextPager(title: "", text: text, isLaidOut: true)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.printPapers) }
  func title(_ context: Context) -> String { context.word(heading) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .save: .named(context.word(.keyPrint)), .actions: .on, .find: .on, .back: .on, .menu: .on,
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintPaper) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.paper")) }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(heading),
      actions: [
        ActionMenu.Action("print", context.word(.actionPrint)), ActionMenu.Action("file", context.word(.actionFile)),
        ActionMenu.Action("printer", context.word(.actionPrinter)),
      ])
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    if key == .enter { return print(&context) }
    if case .character(let character) = key, let number = character.wholeNumberValue {
      return carryOut(menu(context).outcome(of: number), &context)
    }
    if pager.press(key, width: room(context).columns, height: room(context).rows) == .closed { context.close() }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: print(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen("print"): print(&context)
    case .chosen("file"): print(&context, isFileOnly: true)
    case .chosen("printer"): context.open(PrinterScreen(context))
    default: return
    }
  }

  private func print(_ context: inout Context, isFileOnly: Bool = false) {
    let trace = record.map { TraceLine(.printed, on: $0, count: count, by: context.account) }
    context.say(.info, .printing)
    context.close(.chosen(id: PaperScreen.printed, option: file))
    context.ask(
      for: .print(
        Printout(
          sheet, file: file, trace: trace, printer: context.session.printer, isFileOnly: isFileOnly)))
  }

  private func room(_ context: Context) -> Size {
    Size(columns: context.size.columns - 1, rows: ScreenFrame.body(of: context.size).count)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    pager.draw(into: &frame, row: area.top, column: 0, width: area.columns - 1, height: area.height)
  }
}

extension Phrase {
  static let keyPrint = Phrase("key.print")
  static let hintPaper = Phrase("app.hint.paper")
  static let actionPrint = Phrase("app.action.print")
  static let actionFile = Phrase("app.action.file")
  static let actionPrinter = Phrase("app.action.printer")
  static let printing = Phrase("print.sending")
}
