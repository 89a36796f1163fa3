// A record whose fields wait for another PC's lines: what is shown meanwhile, what is missing, and that it will not come.
import LoketModel
import LoketRegistry
import LoketWidgets

struct WaitingScreen: Screen {
  let record: RecordRef
  private var cursor = SheetCursor()
  private var isOpened = false
  private var ticket: Int?

  init(_ record: RecordRef) { self.record = record }

  func refusal(_ context: Context) -> String? {
    if ConflictItems.isFrozen(record, context) { return context.word(.whyFrozen) }
    return ConflictItems.mayRead(record.kind, context) ? nil : context.whyNot(.readPeople)
  }

  func title(_ context: Context) -> String { context.word(.conflictScopeWaiting) }
  func hint(_ context: Context) -> String { context.word(.hintWaitingOne) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.waiting")) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .find: .on, .actions: .on]
  }

  mutating func appear(_ context: inout Context) {
    guard !isOpened, context.session.account != nil else { return }
    isOpened = true
    if let subject = ConflictItems.subject(of: record, context) { context.trace(.opened, subject) }
  }

  private func waiting(_ context: Context) -> WaitingRecord? {
    context.registry.waiting(record)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      return carryOut(menu(context).outcome(of: number), &context)
    }
    let height = ScreenFrame.body(of: context.size).count - RecordPage.header
    _ = cursor.press(key, sheet(context), height: height)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let why = waiting(context) == nil ? context.word(.conflictOver) : context.whyNot(.settleConflicts)
    let subject = ConflictItems.subject(of: record, context)
    return ActionMenu(
      title: context.word(.conflictScopeWaiting),
      actions: [
        ActionMenu.Action("these", context.word(.actionLoseThese), why: why),
        ActionMenu.Action("all", context.word(.actionLoseAll), why: why),
        ActionMenu.Action(
          "open", context.word(.actionOpenRecord), why: subject == nil ? context.word(.conflictNoPage) : nil),
      ])
  }

  /// The lines that are given up: those for which this record waits, or every one that is missing.
  private func lines(_ choice: String, _ context: Context) -> [LineRef] {
    if choice == "these" { return waiting(context)?.lines ?? [] }
    return context.registry.missingSegments().flatMap { missing in
      missing.lines.map { LineRef(segment: missing.segment, n: $0) }
    }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("open"):
      guard let subject = ConflictItems.subject(of: record, context) else { return }
      context.open(any: Records.screen(for: subject, context))
    case .chosen(let choice):
      let count = String(lines(choice, context).count)
      context.open(
        DialogScreen(
          id: "loss \(choice)",
          dialog: Dialog(
            title: context.word(.lossTitle), text: context.text(.lossText, ["count": count]),
            options: [
              Dialog.Option("later", context.word(.lossLater)), Dialog.Option("lost", context.word(.lossNow)),
            ]),
          help: Phrase("help.waiting")))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen(let id, "lost") where id.hasPrefix("loss ") && ticket == nil:
      let edits = ConflictEdits.givingUp(lines(String(id.dropFirst("loss ".count)), context), context)
      if edits.isEmpty { context.say(.info, .nothingToSave) } else { ticket = context.save(edits) }
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    context.close()
    context.say(.info, .lossSaved)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  private func sheet(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let waiting = waiting(context) else {
      sheet.text(context.word(.conflictOver), style: .check)
      return sheet
    }
    for field in waiting.fields {
      for name in FieldTable.group(record.kind, of: field) {
        let value = context.registry.value(record, name)
        guard name == field || value != nil else { continue }
        let words = FieldWords.shown(record.kind, name, value, context)
        sheet.pair((FieldWords.label(record.kind, name, context), words.isEmpty ? context.word(.valueNone) : words))
      }
    }
    sheet.heading(context.word(.missingTitle))
    let wanted = Dictionary(grouping: waiting.lines, by: \.segment)
    for (segment, lines) in wanted.sorted(by: { $0.key < $1.key }) {
      let device =
        context.registry.device(of: segment).map { FieldWords.device($0, context) } ?? context.word(.deviceUnknown)
      let count = context.text(.conflictMissing, ["count": String(lines.count)])
      sheet.row([(device, 24), (count, 0), (String(segment.description.prefix(8)), 10)])
    }
    sheet.around(record, besides: waiting.fields.first ?? "", context)
    return sheet
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      ConflictItems.name(record, context), row: area.top, column: 1, style: .title, width: area.columns - 2)
    frame.put(context.word(.waitingText), row: area.top + 1, column: 1, style: .dim, width: area.columns - 2)
    frame.fill(row: area.top + 2, column: 1, width: area.columns - 2, character: "─", style: .border)
    cursor.draw(
      sheet(context), into: &frame, top: area.top + RecordPage.header, height: area.height - RecordPage.header)
  }
}

extension Phrase {
  static let hintWaitingOne = Phrase("conflict.hint.waitingOne")
  static let actionLoseThese = Phrase("conflict.action.loseThese")
  static let actionLoseAll = Phrase("conflict.action.loseAll")
  static let lossTitle = Phrase("conflict.loss.title")
  static let lossText = Phrase("conflict.loss.text")
  static let lossLater = Phrase("conflict.loss.later")
  static let lossNow = Phrase("conflict.loss.now")
  static let lossSaved = Phrase("conflict.loss.saved")
  static let missingTitle = Phrase("conflict.missingTitle")
  static let waitingText = Phrase("conflict.waitingText")
}
