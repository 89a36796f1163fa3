// Why a field goes back: one key takes the reason, a sentence beside it if one is needed.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ReturnScreen: LocalFormScreen {
  /// How it closes: "<path> TAB <reason> TAB <sentence>".
  static let answer = "return"

  let path: FieldPath
  var form: Form

  init(_ path: FieldPath, _ given: FieldReturn?, _ context: Context) {
    self.path = path
    let fields = [
      FieldSpec(
        "r.reason", label: context.word(.returnReasonLabel), hint: context.word(.returnReasonHint),
        input: .choice(ReturnScreen.reasons(context), oneKey: true), width: 40),
      FieldSpec(
        "r.note", label: context.word(.returnNoteLabel), hint: context.word(.returnNoteHint), input: .text(limit: 200),
        width: 50),
    ]
    form = Form(
      sections: [FormSection(id: "r", fields: fields)],
      values: given.map { ["r.reason": $0.reason, "r.note": $0.note] } ?? [:], texts: RecordForm.texts(context))
    if given == nil { _ = form.run(.pick, world: RecordForm.world(context)) }
  }

  /// Those of the table, and the office's own ones behind them.
  private static func reasons(_ context: Context) -> [Choice] {
    let own = context.registry.all(.returnReason).filter { context.registry.value($0, "active") != "no" }
      .map { Choice(code: $0.id, name: context.registry.value($0, "name") ?? "") }
    return Choice.list(.returnReason, context.language) + own.sorted { $0.name < $1.name }
  }

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }

  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [
      .help: .on, .back: .on, .undo: .on, .save: .named(context.word(.keyMark)),
    ]
    if case .choice = form.focusedSpec?.input { commands[.pick] = .on }
    return commands
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.return")) }
  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  mutating func press(_ key: Key, _ context: inout Context) {
    let events = form.press(key, world: world(context))
    RecordForm.report(events, form, &context)
    if events.contains(.passedEnd) { save(&context) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    if command == .back, form.picker != nil, form.value("r.reason").isEmpty { return context.close() }
    runForm(command, &context)
  }

  /// An empty reason takes the mark away.
  mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    guard isRight(&context) else { return }
    let note = TextFilter.clean(form.value("r.note")).trimmed
    context.close(
      .chosen(
        id: ReturnScreen.answer, option: [path.description, form.value("r.reason"), note].joined(separator: "\t")))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let label = EntrySheet.label(path, context)
    let isWhole = path.record.kind == .entry
    let value = context.registry.value(path.record, path.field).map {
      FieldWords.value(path.record.kind, path.field, $0, context)
    }
    ReviewBox.draw(
      context.text(.returnTitle, ["field": label]),
      isWhole ? context.word(.entryWholeText) : value ?? context.word(.valueNone), form, into: &frame, area)
  }
}

/// A remark of one sentence on the way to a decision.
struct EntryNoteScreen: LocalFormScreen {
  /// How it closes: "<what> TAB <sentence>".
  static let answer = "note"

  enum What: String, Sendable { case cancel, again }

  let what: What
  let entry: String
  var form: Form

  init(_ what: What, _ entry: String, _ context: Context) {
    self.what = what
    self.entry = entry
    let field = FieldSpec(
      "n.note", label: context.word(.noteLabel), hint: context.word(.noteHint), input: .text(limit: 200), width: 50)
    form = Form(sections: [FormSection(id: "n", fields: [field])], texts: RecordForm.texts(context))
  }

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .undo: .on, .save: .named(context.word(what == .cancel ? .keyCancelEntry : .keySubmit))]
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.entry")) }
  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    let note = TextFilter.clean(form.value("n.note")).trimmed
    context.close(.chosen(id: EntryNoteScreen.answer, option: "\(what.rawValue)\t\(note)"))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let isCancel = what == .cancel
    ReviewBox.draw(
      context.word(isCancel ? .actionCancelEntry : .actionSubmitAgain),
      context.word(isCancel ? .cancelText : .againText), form, into: &frame, area)
  }
}

/// The box in which such a small question stands, over the entry.
enum ReviewBox {
  static func draw(_ title: String, _ text: String, _ form: Form, into frame: inout Frame, _ area: Area) {
    let texts = TextWidth.wrap(text, columns: area.columns - 4)
    let top = area.top + 3
    let height = min(texts.count + form.specs.count + 4, area.height - 3)
    for row in 0..<height { frame.fill(row: top + row, column: 0, width: area.columns) }
    for row in [top, top + height - 1] {
      frame.fill(row: row, column: 0, width: area.columns, character: "─", style: .border)
    }
    frame.put(" \(title) ", row: top, column: 2, style: .title, width: area.columns - 4)
    for (place, line) in texts.enumerated() {
      frame.put(line, row: top + 1 + place, column: 2, style: .dim, width: area.columns - 4)
    }
    let first = top + 2 + texts.count
    form.draw(into: &frame, top: first, height: area.top + area.height - first)
  }
}

extension Phrase {
  static let returnReasonLabel = Phrase("return.reason")
  static let returnReasonHint = Phrase("return.reason.hint")
  static let returnNoteLabel = Phrase("return.note")
  static let entryWholeText = Phrase("entry.wholeText")
  static let returnNoteHint = Phrase("return.note.hint")
  static let returnTitle = Phrase("return.title")
  static let keyMark = Phrase("return.key.mark")
  static let noteLabel = Phrase("entry.note")
  static let noteHint = Phrase("entry.note.hint")
  static let keyCancelEntry = Phrase("entry.key.cancel")
  static let keySubmit = Phrase("entry.key.submit")
  static let cancelText = Phrase("entry.cancel.text")
  static let againText = Phrase("entry.again.text")
}
