// Antrean harian: what clerks entered and a supervisor looks at, the oldest first; for a clerk, what came back.
import LoketModel
import LoketRegistry
import LoketWidgets

struct QueueScreen: Screen {
  private(set) var filter: QueueFilter
  private var search = SearchBox()
  private var list = ListView()
  private var rows: [QueueRow] = []
  /// Everybody in a pair that nobody has answered, found when the list is.
  private var duplicates: Set<RecordRef> = []
  /// Entries of closed days that no closing knew, found when the list is.
  private var late: Set<String> = []
  /// The save that decides on a row of this list.
  private var ticket: Int?
  /// What line 22 says when that save is on the disk.
  private var told = Told(.entryApproved, "")

  private struct Told: Equatable, Sendable {
    let phrase: Phrase
    let name: String
    init(_ phrase: Phrase, _ name: String) { (self.phrase, self.name) = (phrase, name) }
  }

  init(_ context: Context) {
    filter = QueueFilter(scope: context.may(.reviewEntries) ? .waiting : .returned)
    if !context.may(.reviewEntries) { filter.clerk = context.account }
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readQueue) }

  func title(_ context: Context) -> String { context.word(.titleQueue) }

  func commands(_ context: Context) -> [Command: Availability] {
    let selected = rows.indices.contains(list.selected) ? rows[list.selected] : nil
    let why = selected.flatMap { whyNotApprove($0, context) }
    return [
      .help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere)),
      .pick: .named(context.word(.keyChooseEntries)),
      .save: selected == nil || why != nil
        ? .off(why ?? context.word(.queueNothing)) : .named(context.word(.keyApprove)),
      .undo: context.may(.reviewEntries) ? .on : .off(nil),
    ]
  }

  func hint(_ context: Context) -> String {
    context.word(context.may(.reviewEntries) ? .hintQueue : .hintReturned)
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.queue")) }

  mutating func appear(_ context: inout Context) {
    context.findQueue()
    context.findLikenesses()
    lookAgain(context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere:
      context.findQueue()
      context.findLikenesses()
      lookAgain(context)
    case .queueFound, .likenessesFound: lookAgain(context)
    default: return
    }
  }

  private mutating func lookAgain(_ context: Context) {
    duplicates = Review.openDuplicates(context)
    let days = Set(context.queue.board.rows.compactMap(\.day)).filter { $0 < context.workDay }
    late = Set(days.flatMap { context.registry.lateEntries(of: $0, office: context.session.office) })
    load(context)
  }

  private mutating func load(_ context: Context) {
    let selected = rows.indices.contains(list.selected) ? rows[list.selected].entry : nil
    rows = context.queue.board.rows(filter, matching: search.text, in: context.registry)
    list.reload(count: rows.count, selected: rows.firstIndex { $0.entry == selected })
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    // Between letters the arrows are the search's own.
    if search.text.isEmpty, key == .left || key == .right { return turn(by: key == .left ? -1 : 1, context) }
    switch search.press(key) {
    case .changed:
      load(context)
      list.select(0)
    case .submitted: open(&context)
    case .stayed: return
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 4)
      _ = list.press(key)
    }
  }

  /// The next or the previous scope.
  private mutating func turn(by step: Int, _ context: Context) {
    let all = QueueFilter.Scope.allCases
    guard let place = all.firstIndex(of: filter.scope) else { return }
    filter.scope = all[(place + step + all.count) % all.count]
    load(context)
    list.select(0)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: approveSelected(&context)
    case .pick: context.open(ActionsScreen(menu: QueueChoices.menu(filter, context)))
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .undo: undo(&context)
    case .back:
      if !search.text.isEmpty {
        search.clear()
        load(context)
      } else if filter.isNarrow, context.may(.reviewEntries) {
        filter = QueueFilter(scope: filter.scope)
        load(context)
      } else {
        context.close()
      }
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let selected = rows.indices.contains(list.selected) ? rows[list.selected] : nil
    let nothing = selected == nil ? context.word(.queueNothing) : nil
    let refusal = context.whyNot(.reviewEntries)
    return ActionMenu(
      title: context.word(.titleQueue),
      actions: [
        ActionMenu.Action(
          "approve", context.word(.actionApprove), why: nothing ?? selected.flatMap { whyNotApprove($0, context) }),
        ActionMenu.Action("open", context.word(.actionOpenEntry), why: nothing),
        ActionMenu.Action("together", context.word(.actionTogether), why: refusal),
        ActionMenu.Action("undo", context.word(.actionUndoDecision), why: refusal),
        ActionMenu.Action("filter", context.word(.keyChooseEntries)),
        ActionMenu.Action("close", context.word(.actionCloseDay), why: context.whyNot(.closeDay)),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", "approve"): approveSelected(&context)
    case .chosen("actions", "open"): open(&context)
    case .chosen("actions", "together"): context.open(BatchScreen(filter, search.text, context))
    case .chosen("actions", "undo"): undo(&context)
    case .chosen("actions", "filter"): context.open(ActionsScreen(menu: QueueChoices.menu(filter, context)))
    case .chosen("actions", "close"): context.open(DayCloseScreen(context))
    case .chosen("actions", let option):
      if let next = QueueChoices.next(option, filter, rows: context.queue.board.rows, context) {
        context.open(ActionsScreen(menu: next))
      } else {
        filter = QueueChoices.taken(option, filter, context)
        load(context)
        list.select(0)
      }
    default: return
    }
  }

  private func open(_ context: inout Context) {
    guard rows.indices.contains(list.selected) else { return context.say(.info, empty(context)) }
    let following = rows[list.selected...].map { context.registry.entryID($0) }
    let first = context.registry.entryID(rows[list.selected])
    guard context.may(.reviewEntries) || context.registry.entryState(first) != .returned else {
      return context.open(any: ReturnedWork.screen(first, context))
    }
    context.open(EntryScreen(first, following: Array(following.dropFirst()), context))
  }

  // MARK: Deciding in the list

  /// Plain entries are approved where they stand; what somebody has to look at is opened first.
  private func whyNotApprove(_ row: QueueRow, _ context: Context) -> String? {
    let entry = context.registry.entryID(row)
    if let why = Review.whyNot(entry, context) { return why }
    guard row.state.waitsForReview else { return context.word(.entryDecided) }
    let doubts = Review.words(Review.doubts(entry, duplicates, context), of: entry, context)
    return doubts.isEmpty ? nil : context.text(.entryLookFirst, ["why": doubts.joined(separator: ", ")])
  }

  private mutating func approveSelected(_ context: inout Context) {
    guard ticket == nil, rows.indices.contains(list.selected) else { return }
    let row = rows[list.selected]
    if let why = whyNotApprove(row, context) { return context.say(.info, why) }
    let entry = RecordRef(.entry, context.registry.entryID(row))
    told = Told(.entryApproved, context.registry.entry(entry.id).map { Review.name($0, context) } ?? "")
    ticket = context.save(ReviewEdits.approve(context.registry.basis(entry), context))
  }

  /// Takes back what this person decided last: one entry, or all that were approved together.
  private mutating func undo(_ context: inout Context) {
    guard ticket == nil else { return }
    let rows = context.queue.board.rows
    guard let last = context.registry.lastDecision(by: context.account, among: rows) else {
      return context.say(.info, .undoNothing)
    }
    if last.kind == .approval {
      let named = context.registry.entries(in: last)
      told = Told(.decisionUndone, context.text(.queueCount, ["count": String(named.count)]))
      ticket = context.save(ReviewEdits.undo(approval: last, context))
      return
    }
    if let why = Review.whyNotUndo(last.id, context) { return context.say(.info, why) }
    guard let edits = ReviewEdits.undo(last.id, context), !edits.isEmpty else {
      return context.say(.info, .undoNothing)
    }
    told = Told(.decisionUndone, context.registry.entry(last.id).map { Review.name($0, context) } ?? "")
    ticket = context.save(edits)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    let place = list.selected
    lookAgain(context)
    guard ticket == self.ticket else { return }
    self.ticket = nil
    list.select(place)
    context.say(.info, told.phrase, ["name": told.name])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  /// Whether an entry is among the rows.
  func shows(_ entry: RecordRef, _ registry: Registry) -> Bool { rows.contains { registry.entryID($0) == entry.id } }

  // MARK: Drawing

  private func empty(_ context: Context) -> String {
    if context.queue.search != .done { return context.word(.queueGathering) }
    return context.word(filter.scope == .returned ? .queueNoneReturned : .queueNone)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 23, label: context.word(.searchLabel))
    let cursor = frame.cursor
    frame.put(
      context.text(.queueCount, ["count": Figures.grouped(rows.count)]), row: area.top, column: area.columns - 21,
      style: .dim, width: 20)
    drawScopes(into: &frame, row: area.top + 1, columns: area.columns, context)
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: area.height - 3,
      columns: [
        ListColumn(context.word(.columnAgeWaiting), width: 8), ListColumn(context.word(.columnEntryKind), width: 12),
        ListColumn(context.word(.columnName), width: 22, grows: 2), ListColumn(context.word(.columnClerk), width: 8),
        ListColumn(context.word(.columnEntryState), width: 22, grows: 1),
      ], empty: empty(context)
    ) { listed(rows[$0], context) }
    frame.cursor = cursor
  }

  /// The scopes with their counts, the chosen one marked, and what else is filtered for.
  private func drawScopes(into frame: inout Frame, row: Int, columns: Int, _ context: Context) {
    var column = 1
    for scope in QueueFilter.Scope.allCases {
      let words = "\(context.word(QueueChoices.words(scope))) \(Figures.grouped(context.queue.board.count(scope)))"
      let text = scope == filter.scope ? "[\(words)]" : " \(words) "
      frame.put(text, row: row, column: column, style: scope == filter.scope ? .title : .dim)
      column += TextWidth.of(text) + 1
    }
    let narrow = QueueChoices.words(filter, context)
    if !narrow.isEmpty { frame.put(narrow, row: row + 1, column: 2, style: .check, width: columns - 4) }
  }

  private func listed(_ row: QueueRow, _ context: Context) -> ListRow {
    guard let entry = context.registry.entry(context.registry.entryID(row)) else { return ListRow([]) }
    let origin = context.registry.origin(of: entry.id)
    var state = CodeList.entryState.name(of: row.state.rawValue, context.language)
    if row.state == .contested { state = context.word(.stateContested) }
    if row.state.waitsForReview {
      let doubts = Review.doubts(entry.id, duplicates, context)
      if !doubts.isEmpty { state = "? " + Review.words(doubts, of: entry.id, context)[0] }
      if late.contains(entry.id) { state = "\(context.word(.stateLate)), \(state)" }
    }
    return ListRow(
      [
        Review.age(origin?.at, context), CodeList.entryAction.name(of: row.action, context.language),
        Review.name(entry, context), FieldWords.account(context.registry.login(row.by), context), state,
      ], style: row.state.isOpen ? .plain : .dim)
  }
}

extension Review {
  /// Why a decision cannot be taken back; nil: it can.
  static func whyNotUndo(_ entry: String, _ context: Context) -> String? {
    if let refusal = context.whyNot(.reviewEntries) { return refusal }
    switch context.registry.entryState(entry) {
    case .approved, .returned: break
    case .cancelled: return context.word(.undoCancelled)
    default: return context.word(.undoNothing)
    }
    guard context.registry.decisionDay(of: entry) == context.workDay.iso else { return context.word(.undoOtherDay) }
    return nil
  }
}

extension Phrase {
  static let titleQueue = Phrase("queue.title")
  static let hintQueue = Phrase("queue.hint")
  static let hintReturned = Phrase("queue.hintReturned")
  static let keyChooseEntries = Phrase("queue.key.filter")
  static let keyApprove = Phrase("queue.key.approve")
  static let queueNothing = Phrase("queue.nothing")
  static let queueNone = Phrase("queue.none")
  static let queueNoneReturned = Phrase("queue.noneReturned")
  static let queueGathering = Phrase("queue.gathering")
  static let queueCount = Phrase("queue.count")
  static let undoNothing = Phrase("queue.undo.nothing")
  static let undoCancelled = Phrase("queue.undo.cancelled")
  static let undoOtherDay = Phrase("queue.undo.otherDay")
  static let actionApprove = Phrase("queue.action.approve")
  static let actionOpenEntry = Phrase("queue.action.open")
  static let actionTogether = Phrase("queue.action.together")
  static let actionUndoDecision = Phrase("queue.action.undo")
  static let actionCloseDay = Phrase("queue.action.closeDay")
  static let entryDecided = Phrase("queue.entryDecided")
  static let entryLookFirst = Phrase("queue.lookFirst")
  static let entryApproved = Phrase("queue.approved")
  static let decisionUndone = Phrase("queue.undone")
  static let columnAgeWaiting = Phrase("queue.column.age")
  static let columnEntryKind = Phrase("queue.column.kind")
  static let columnEntryState = Phrase("queue.column.state")
  static let columnClerk = Phrase("queue.column.clerk")
  static let stateLate = Phrase("queue.late")
  static let stateContested = Phrase("queue.contested")
}
