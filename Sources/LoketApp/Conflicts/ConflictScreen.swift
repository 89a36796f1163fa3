// One conflict: what each PC wrote with who, where and when, the record around it, and the decision.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ConflictScreen: Screen {
  let record: RecordRef
  /// The leading field of those that move together; `void` where a record was voided and used at once.
  let field: String
  /// What was on the screen when the person chose.
  private var basis: Basis
  private var columns: [ConflictColumn] = []
  private var chosen: Int?
  private var cursor = SheetCursor()
  private var isOpened = false
  private var ticket: Int?

  init(_ record: RecordRef, _ field: String, _ context: Context) {
    self.record = record
    self.field = field
    basis = context.registry.basis(record)
    look(context)
  }

  /// What is decided next replaces what stands now.
  private mutating func look(_ context: Context) {
    let found = ConflictColumn.all(of: record, field, context)
    if found != columns { chosen = nil }
    columns = found
    basis = context.registry.basis(record)
  }

  // MARK: Screen

  func refusal(_ context: Context) -> String? {
    if ConflictItems.isFrozen(record, context) { return context.word(.whyFrozen) }
    return ConflictItems.mayRead(record.kind, context) ? nil : context.whyNot(.readPeople)
  }

  func title(_ context: Context) -> String { context.word(.titleConflict) }
  func hint(_ context: Context) -> String {
    if let why = whyNotDecide(context) { return why }
    return context.word(chosen == nil ? .hintConflict : .hintConflictChosen)
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.conflict")) }

  func commands(_ context: Context) -> [Command: Availability] {
    let why = whyNotDecide(context) ?? (chosen == nil ? context.word(.conflictChooseFirst) : nil)
    return [
      .help: .on, .back: .on, .menu: .on, .find: .on, .actions: .on,
      .save: why.map(Availability.off) ?? .named(context.word(.keyDecide)),
    ]
  }

  private func whyNotDecide(_ context: Context) -> String? {
    if columns.isEmpty { return context.word(.conflictOver) }
    return context.whyNot(ConflictItems.permission(record.kind))
  }

  mutating func appear(_ context: inout Context) {
    look(context)
    guard !isOpened, context.session.account != nil else { return }
    isOpened = true
    if let subject = ConflictItems.subject(of: record, context) { context.trace(.opened, subject) }
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { look(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch key {
    case .left, .right:
      guard whyNotDecide(context) == nil else { return }
      let step = key == .left ? -1 : 1
      chosen = min(max((chosen ?? (step > 0 ? -1 : columns.count)) + step, 0), columns.count - 1)
    case .character(let character):
      if let number = character.wholeNumberValue { carryOut(menu(context).outcome(of: number), &context) }
    case .enter: context.say(.info, hint(context))
    default:
      let height = ScreenFrame.body(of: context.size).count - RecordPage.header
      _ = cursor.press(key, sheet(context), height: height)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: decide(&context)
    case .back: context.close()
    case .find: context.goHome()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let why = whyNotDecide(context)
    let differing = (columns.first?.cells ?? []).indices.filter { row in Set(columns.map { $0.cells[row] }).count > 1 }
    let keep = columns.enumerated().map { place, column in
      let text = differing.map { column.cells[$0] }.filter { !$0.isEmpty }.joined(separator: ", ")
      let slots = [
        "number": String(place + 1), "device": column.device, "text": text.isEmpty ? context.word(.valueNone) : text,
      ]
      let words = context.text(.actionKeepValue, slots)
      return ActionMenu.Action("keep.\(place)", words, why: why)
    }
    let subject = ConflictItems.subject(of: record, context)
    let open = ActionMenu.Action(
      "open", context.word(.actionOpenRecord), why: subject == nil ? context.word(.conflictNoPage) : nil)
    if field == "void" { return ActionMenu(title: context.word(.titleConflict), actions: keep + [open]) }
    let another = ActionMenu.Action("another", context.word(.actionAnotherValue), why: why)
    return ActionMenu(title: context.word(.titleConflict), actions: keep + [another, open])
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("another"):
      let like = chosen.map { columns[$0].line } ?? columns.first?.line
      context.open(ConflictFormScreen(record, field, like: like, basis: basis, context))
    case .chosen("open"):
      guard let subject = ConflictItems.subject(of: record, context) else { return }
      context.open(any: Records.screen(for: subject, context))
    case .chosen(let id):
      guard let place = Int(id.dropFirst("keep.".count)), columns.indices.contains(place) else { return }
      chosen = place
      context.say(.info, .conflictChosen, ["number": String(place + 1)])
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    // The question about a voiding, or another value, was answered and saved.
    case .saved:
      context.close(answer)
      goOn(&context)
    default: return
    }
  }

  /// What follows from the decision is asked at once.
  private func goOn(_ context: inout Context) {
    guard let change = ConflictEdits.placementLeft(by: record, field, context) else { return }
    context.open(ReasonScreen.asking(change, context))
    context.say(.check, .conflictPlacementLeft)
  }

  private mutating func decide(_ context: inout Context) {
    guard ticket == nil, whyNotDecide(context) == nil, let chosen else { return }
    let column = columns[chosen]
    if field == "void" {
      if let change = ConflictEdits.question(about: record, voiding: column.isVoiding) {
        return context.open(ReasonScreen.asking(change, context))
      }
      ticket = context.save(ConflictEdits.voiding(record, stays: column.isVoiding, basis: basis, context))
      return
    }
    ticket = context.save(ConflictEdits.keeping(column.line, of: field, on: record, basis: basis, context))
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    context.close(.saved(record))
    context.say(.info, .conflictDecided)
    goOn(&context)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  private static let label = 16

  /// How many values stand side by side; the others are reached with the arrows.
  private func visible(_ context: Context) -> Range<Int> {
    let room = max(2, (context.size.columns - ConflictScreen.label) / 20)
    if columns.count <= room { return 0..<columns.count }
    let start = min(max((chosen ?? 0) - room + 1, 0), columns.count - room)
    return start..<(start + room)
  }

  private func sheet(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    let shown = visible(context)
    guard !shown.isEmpty else {
      sheet.text(context.word(.conflictOver), style: .check)
      return sheet
    }
    let width = (context.size.columns - 4 - ConflictScreen.label - shown.count) / shown.count
    let row = { (sheet: inout Sheet, label: String, cells: [String], style: Style) in
      let wrapped = cells.map { TextWidth.wrap($0, columns: width) }
      for line in 0..<max(wrapped.map(\.count).max() ?? 0, 1) {
        let cells = wrapped.map { (text: line < $0.count ? $0[line] : "", width: width) }
        sheet.row([(text: line == 0 ? label : "", width: ConflictScreen.label)] + cells, style: style)
      }
    }
    let mine = shown.map { (place: $0, column: columns[$0]) }
    row(
      &sheet, "",
      mine.map { "\($0.place == chosen ? "(x)" : "( )") \($0.place + 1) \($0.column.device)" }, .title)
    row(&sheet, context.word(.columnClerk), mine.map(\.column.by), .label)
    row(&sheet, context.word(.conflictTime), mine.map(\.column.time), .label)
    if mine.contains(where: { !$0.column.doubt.isEmpty }) {
      row(&sheet, context.word(.conflictClock), mine.map(\.column.doubt), .check)
    }
    for (place, name) in (columns.first?.labels ?? []).enumerated() {
      let cells = mine.map { $0.column.cells[place] }
      guard columns.contains(where: { !$0.cells[place].isEmpty }) else { continue }
      let differs = Set(columns.map { $0.cells[place] }).count > 1
      let words = cells.map { $0.isEmpty ? context.word(.valueNone) : $0 }
      row(&sheet, differs ? "* \(name)" : "  \(name)", words, differs ? .check : .value)
    }
    sheet.around(record, besides: field, context)
    return sheet
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let label = ConflictItems.label(record, field, context)
    frame.put(
      "\(ConflictItems.name(record, context)) · \(label)", row: area.top, column: 1, style: .title,
      width: area.columns - 2)
    let text = context.word(field == "void" ? .voidContradicted : .conflictText)
    frame.put(text, row: area.top + 1, column: 1, style: .dim, width: area.columns - 2)
    frame.fill(row: area.top + 2, column: 1, width: area.columns - 2, character: "─", style: .border)
    if visible(context).count < columns.count {
      let count = context.text(.conflictMore, ["count": String(columns.count)])
      frame.put(" \(count) ", row: area.top + 2, column: 3, style: .check)
    }
    cursor.draw(
      sheet(context), into: &frame, top: area.top + RecordPage.header, height: area.height - RecordPage.header)
  }
}

extension Phrase {
  static let titleConflict = Phrase("conflict.titleOne")
  static let hintConflict = Phrase("conflict.hint.one")
  static let hintConflictChosen = Phrase("conflict.hint.chosen")
  static let keyDecide = Phrase("conflict.key.decide")
  static let conflictChooseFirst = Phrase("conflict.chooseFirst")
  static let conflictOver = Phrase("conflict.over")
  static let conflictNoPage = Phrase("conflict.noPage")
  static let actionKeepValue = Phrase("conflict.action.keep")
  static let actionAnotherValue = Phrase("conflict.action.another")
  static let conflictChosen = Phrase("conflict.chosen")
  static let conflictDecided = Phrase("conflict.decided")
  static let conflictPlacementLeft = Phrase("conflict.placementLeft")
  static let conflictTime = Phrase("conflict.time")
  static let conflictClock = Phrase("conflict.clock")
  static let conflictText = Phrase("conflict.text")
  static let conflictMore = Phrase("conflict.more")
}
