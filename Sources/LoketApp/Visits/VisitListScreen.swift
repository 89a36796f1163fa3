// Kunjungan: who waits today, who is being served, who is done; the search and the filter narrow it down.
import LoketModel
import LoketRegistry
import LoketWidgets

struct VisitListScreen: Screen {
  /// Which visits the list shows.
  enum Filter: String, CaseIterable, Sendable {
    /// Those that somebody still has to deal with: the first that a clerk wants to see.
    case open, waiting, serving, done, left, leftOver, all
  }

  var search = SearchBox()
  var filter = Filter.open
  var list = ListView()
  /// Places in the board of those that are shown.
  private var shown: [Int] = []
  /// The widest number of those: "A-7 (PC 2)".
  private var labelWidth = 0
  private var step: VisitStep?
  /// A search was done whose end is not yet in the trace.
  private var isSearching = false
  private var isTraced = false

  init(_ context: Context) {
    find(context)
    selectNext(context)
  }

  func title(_ context: Context) -> String { context.word(.titleVisits) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere)),
      .new: context.key(.visits, named: .keyNewVisit),
      .pick: .named(context.word(.keyFilter)), .actions: .on,
    ]
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func hint(_ context: Context) -> String { context.word(.hintVisits) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.visits")) }

  // MARK: Rows

  private mutating func find(_ context: Context) {
    let words = NameKey.fold(search.text).split(separator: " ")
    let board = context.visits
    shown = board.rows.indices.filter { place in
      let row = board.rows[place]
      return matches(row, board) && words.allSatisfy(row.matches)
    }
    labelWidth = shown.reduce(6) { widest, place in
      board.isShared(board.rows[place]) ? max(widest, TextWidth.of(Visits.label(board.rows[place], context))) : widest
    }
    list.reload(count: shown.count)
  }

  private func matches(_ row: VisitRow, _ board: VisitBoard) -> Bool {
    switch filter {
    case .all: true
    case .open: row.state.isOpen
    case .leftOver: board.isLeftOver(row)
    case .waiting, .serving, .done, .left: row.state.rawValue == filter.rawValue && !board.isLeftOver(row)
    }
  }

  private func selected(_ context: Context) -> VisitRow? {
    guard shown.indices.contains(list.selected), context.visits.rows.indices.contains(shown[list.selected]) else {
      return nil
    }
    return context.visits.rows[shown[list.selected]]
  }

  private mutating func select(_ id: String, _ context: Context) {
    if let place = shown.firstIndex(where: { context.visits.rows[$0].id == id }) { list.select(place) }
  }

  /// Whoever has waited longest is the next to be called.
  private mutating func selectNext(_ context: Context) {
    list.select(0)
    if search.text.isEmpty, let next = context.visits.next { select(next.id, context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    list.fit(rows: ScreenFrame.body(of: context.size).count - 5)
    // Without a text there is no caret to move: the ends are those of the list.
    if search.text.isEmpty, key == .home || key == .end {
      _ = list.press(key)
      return
    }
    switch search.press(key) {
    case .changed:
      find(context)
      selectNext(context)
      isSearching = !search.text.isEmpty
    case .submitted:
      guard let row = selected(context) else { return context.say(.info, .visitsNone) }
      traceSearch(&context)
      context.open(VisitScreen(visit: row.id))
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back:
      traceSearch(&context)
      if search.text.isEmpty { return context.close() }
      search.clear()
      find(context)
      selectNext(context)
    case .new: context.open(VisitFormScreen.new(name: search.text, context))
    case .pick: context.open(ActionsScreen(menu: filters(context)))
    case .actions: context.open(ActionsScreen(menu: VisitActions.menu(selected(context), context)))
    default: return
    }
  }

  private func filters(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.keyFilter),
      actions: Filter.allCases.map {
        ActionMenu.Action(
          "filter." + $0.rawValue, "\($0.words(context)) (\(Figures.grouped($0.count(context.visits))))")
      })
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option) where option.hasPrefix("filter."):
      filter = Filter(rawValue: String(option.dropFirst("filter.".count))) ?? .open
      find(context)
      selectNext(context)
    case .chosen("actions", let option): step = VisitActions.carryOut(.chosen(option), selected(context), &context)
    case .saved(let record) where record.kind == .deskVisit:
      search.clear()
      if filter != .all { filter = .open }
      find(context)
      select(record.id, context)
    default: return
    }
  }

  mutating func appear(_ context: inout Context) {
    refresh(context)
    // Who was here today stands by name.
    guard !isTraced, !shown.isEmpty else { return }
    isTraced = true
    context.trace(.searched, .list("deskVisit"), count: shown.count, kind: .list)
  }

  mutating func cover(_ context: inout Context) { traceSearch(&context) }

  mutating func saved(ticket: Int, _ context: inout Context) {
    refresh(context)
    guard let step, step.ticket == ticket else { return }
    self.step = nil
    if step.state != .serving { selectNext(context) }
    VisitActions.carriedOut(step, &context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { refresh(context) }
  }

  private mutating func refresh(_ context: Context) {
    let before = selected(context)?.id
    find(context)
    if let before { select(before, context) }
  }

  /// A finished search is traced by its count, never by its words.
  private mutating func traceSearch(_ context: inout Context) {
    guard isSearching else { return }
    isSearching = false
    context.trace(.searched, .list("deskVisit"), count: shown.count, kind: .name)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: context.word(.visitsPlaceholder))
    let cursor = frame.cursor
    frame.put(
      VisitWords.counts(context), row: area.top + 1, column: 1, style: .title, width: area.columns - 2)
    frame.put(
      context.text(.visitsFiltered, ["filter": filter.words(context)]), row: area.top + 2, column: 1, style: .label,
      width: area.columns - 2)
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: area.height - 3,
      columns: [
        ListColumn(context.word(.columnNumber), width: min(labelWidth, 16)),
        ListColumn(context.word(.columnName), width: 18, grows: 2),
        ListColumn(context.word(.columnPurpose), width: 20),
        ListColumn(context.word(.columnState), width: 13, grows: 1),
        ListColumn(context.word(.columnSince), width: 11),
      ], empty: context.word(search.text.isEmpty ? .visitsNone : .visitsNotFound)
    ) { cells(context.visits.rows[shown[$0]], context) }
    frame.cursor = cursor
  }

  private func cells(_ row: VisitRow, _ context: Context) -> ListRow {
    let style: Style =
      context.visits.isLeftOver(row) ? .check : row.state == .serving ? .value : row.state.isOpen ? .plain : .dim
    return ListRow(
      [
        Visits.label(row, context), row.name, Visits.purpose(row, context), VisitWords.state(row, context),
        VisitWords.since(row, context),
      ], style: style)
  }
}

extension VisitListScreen.Filter {
  func words(_ context: Context) -> String {
    switch self {
    case .all: context.word(.visitsAll)
    case .open: context.word(.visitsOpen)
    case .leftOver: context.word(.visitsLeftOver)
    case .waiting, .serving, .done, .left: VisitState(rawValue: rawValue)?.words(context) ?? rawValue
    }
  }

  func count(_ board: VisitBoard) -> Int {
    switch self {
    case .all: board.rows.count
    case .open: board.count(.waiting) + board.count(.serving) + board.leftOver
    case .leftOver: board.leftOver
    case .waiting, .serving, .done, .left: VisitState(rawValue: rawValue).map(board.count) ?? 0
    }
  }
}

extension Phrase {
  static let keyNewVisit = Phrase("app.key.newVisit")
  static let hintVisits = Phrase("app.hint.visits")
  static let visitsNone = Phrase("app.visits.none")
  static let visitsNotFound = Phrase("app.visits.notFound")
  static let visitsPlaceholder = Phrase("app.visits.placeholder")
  static let visitsFiltered = Phrase("app.visits.filtered")
  static let visitsAll = Phrase("app.visits.all")
  static let visitsOpen = Phrase("app.visits.open")
  static let visitsLeftOver = Phrase("app.visits.leftOver")
  static let columnNumber = Phrase("app.column.number")
  static let columnPurpose = Phrase("app.column.purpose")
  static let columnState = Phrase("app.column.state")
  static let columnSince = Phrase("app.column.since")
}
