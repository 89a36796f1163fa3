// The printer of this PC, in Pengaturan: kept in a file of this PC and never in a save, since each PC has its own.
import LoketModel
import LoketWidgets

struct PrinterScreen: LocalFormScreen {
  private static let fields = ["name", "kind", "pitch", "lines", "formFeed", "fileOnly"]

  var form: Form

  init(_ context: Context) {
    let printer = context.session.printer
    let values = [
      "p.name": printer.name, "p.kind": printer.kind.rawValue, "p.pitch": printer.pitch == 12 ? "twelve" : "ten",
      "p.lines": printer.lines.map(String.init) ?? "", "p.formFeed": printer.usesFormFeed ? "yes" : "no",
      "p.fileOnly": printer.isFileOnly ? "yes" : "no",
    ]
    let section = FormSection(
      id: "p", title: context.word(.ownPrinter),
      fields: PrinterScreen.fields.compactMap { name in
        FormField.named("printer.\(name)")?.spec(id: "p.\(name)", place: .below, context)
      })
    form = Form(sections: [section], values: values, texts: RecordForm.texts(context))
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.printers) }
  func title(_ context: Context) -> String { context.word(.ownPrinter) }

  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [.help: .on, .save: .on, .undo: .on, .back: .on]
    if case .choice = form.focusedSpec?.input { commands[.pick] = .on }
    return commands
  }

  func helpTopic(_ context: Context) -> HelpTopic { .field("printer.\(RecordForm.fieldName(form.focus))") }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let wording = context.wording
    world.check = { form, id in PrinterScreen.problem(id, form).map { FieldMessage(.error, wording.text($0)) } }
    return world
  }

  private static func problem(_ id: String, _ form: Form) -> Message? {
    let value = form.value(id)
    switch id {
    case "p.name": return PrinterSettings.isName(value) ? nil : Message(.printerNameWrong)
    case "p.lines":
      let range = PaperFormat.possibleLines
      guard !value.isEmpty, !(Int(value).map(range.contains) ?? false) else { return nil }
      return Message(.printerLinesWrong, ["from": String(range.lowerBound), "to": String(range.upperBound)])
    default: return nil
    }
  }

  mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    guard isRight(&context) else { return }
    var printer = context.session.printer
    printer.name = form.value("p.name").trimmed
    printer.kind = PrinterSettings.Kind(rawValue: form.value("p.kind")) ?? .sheets
    printer.pitch = form.value("p.pitch") == "twelve" ? 12 : 10
    printer.lines = Int(form.value("p.lines"))
    printer.usesFormFeed = form.value("p.formFeed") != "no"
    printer.isFileOnly = form.value("p.fileOnly") == "yes"
    context.ask(for: .keepPrinter(printer))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top + 1, height: area.height - 5)
    let cursor = frame.cursor
    let lines = TextWidth.wrap(PrinterScreen.sheets(context), columns: area.columns - 4).prefix(3)
    for (place, line) in lines.enumerated() {
      frame.put(line, row: area.top + area.height - lines.count + place, column: 2, style: .dim)
    }
    frame.cursor = cursor
  }

  /// How many sheets lie as files, since when, and when they go: each holds somebody's data.
  private static func sheets(_ context: Context) -> String {
    let sheets = context.session.sheets
    guard let oldest = sheets.first else { return context.word(.sheetsNone) }
    return context.text(
      .sheetsKept,
      ["count": Figures.grouped(sheets.count), "oldest": oldest.display, "days": String(context.session.sheetDays)])
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    guard case .printerKept = event else { return }
    context.say(.info, .printerSaved)
    context.close()
  }
}

extension Phrase {
  static let sheetsNone = Phrase("app.settings.sheetsNone")
  static let sheetsKept = Phrase("app.settings.sheetsKept")
  static let printerNameWrong = Phrase("print.nameWrong")
  static let printerLinesWrong = Phrase("print.linesWrong")
  static let printerSaved = Phrase("app.settings.printerSaved")
}
