// Tindak lanjut: whom to call today and about what, and which groups to visit, the longest overdue first; with phone and how
// the last call or visit went.
import LoketModel
import LoketRegistry
import LoketWidgets

struct FollowUpScreen: Screen {
  private var filter = FollowUpFilter.due
  private var search = SearchBox()
  private var list = ListView()
  private var rows: [FollowUpRow] = []
  /// By group what its row says, where its visit stands in the list.
  private var visits: [String: VisitLine] = [:]
  /// How many rows each filter leaves: counted when the list is, not at every frame.
  private var counts: [FollowUpFilter: Int] = [:]
  private var isTraced = false

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleFollowUps) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere)),
      .pick: .named(context.word(.keyFilter)),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintFollowUps) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.followUps")) }

  static func words(_ filter: FollowUpFilter) -> Phrase { Phrase("app.followUp.filter.\(filter.rawValue)") }

  private mutating func load(_ context: Context) {
    let selected = rows.indices.contains(list.selected) ? rows[list.selected] : nil
    let board = context.followUps.board
    visits = board.hasVisits ? MentorWords.visitLines(context) : [:]
    rows = board.rows(filter, matching: search.text, in: context.registry)
    counts = Dictionary(uniqueKeysWithValues: FollowUpFilter.allCases.map { ($0, board.count($0)) })
    list.reload(count: rows.count, selected: rows.firstIndex { $0.isAboutSame(as: selected) })
  }

  mutating func appear(_ context: inout Context) {
    context.findFollowUps()
    load(context)
    trace(&context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere:
      context.findFollowUps()
      load(context)
    case .followUpsFound:
      load(context)
      trace(&context)
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) { load(context) }

  /// The names and numbers of the list were seen; once, when they are all there.
  private mutating func trace(_ context: inout Context) {
    guard !isTraced, context.followUps.search == .done else { return }
    isTraced = true
    context.trace(.searched, .list("followUp"), count: rows.count, kind: .list)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    // Between letters the arrows are the search's own.
    if search.text.isEmpty, key == .left || key == .right {
      let all = FollowUpFilter.allCases
      let place = all.firstIndex(of: filter) ?? 0
      return choose(all[(place + (key == .left ? all.count - 1 : 1)) % all.count], context)
    }
    switch search.press(key) {
    case .changed:
      load(context)
      list.select(0)
    case .submitted: call(&context)
    case .stayed: return
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 3)
      _ = list.press(key)
    }
  }

  private mutating func choose(_ filter: FollowUpFilter, _ context: Context) {
    self.filter = filter
    load(context)
    list.select(0)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .pick: context.open(ActionsScreen(menu: filters(context)))
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back where !search.text.isEmpty:
      search.clear()
      load(context)
    case .back: context.close()
    default: return
    }
  }

  private func filters(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.keyFilter),
      actions: FollowUpFilter.allCases.map {
        ActionMenu.Action($0.rawValue, context.word(FollowUpScreen.words($0)))
      })
  }

  private func menu(_ context: Context) -> ActionMenu {
    let nobody = rows.isEmpty ? context.word(.followUpsNone) : nil
    let isVisit = rows.indices.contains(list.selected) && rows[list.selected].isVisit
    return ActionMenu(
      title: context.word(.titleFollowUps),
      actions: [
        isVisit
          ? ActionMenu.Action("call", context.word(.actionNewVisit), why: context.whyNot(.groups) ?? nobody)
          : ActionMenu.Action("call", context.word(.actionCall), why: context.whyNot(.followUps) ?? nobody),
        ActionMenu.Action("figures", context.word(.titleFollowUpFigures)),
        ActionMenu.Action("returnees", context.word(.titleReturnees)),
        ActionMenu.Action("page", context.word(isVisit ? .actionOpenGroup : .actionOpenPerson), why: nobody),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    // Whoever was looked for is called: the next one is somebody else.
    case .saved:
      search.clear()
      load(context)
    case .chosen("actions", "call"): call(&context)
    case .chosen("actions", "figures"): context.open(FollowUpFiguresScreen(context))
    case .chosen("actions", "returnees"): context.open(ReturneeScreen(context))
    case .chosen("actions", "page"):
      guard rows.indices.contains(list.selected) else { return }
      let row = rows[list.selected]
      let id = context.registry.person(of: row).id
      if row.isVisit { context.open(GroupScreen(group: id)) } else { context.open(PersonScreen(person: id)) }
    case .chosen("actions", let option):
      if let chosen = FollowUpFilter(rawValue: option) { choose(chosen, context) }
    default: return
    }
  }

  private func call(_ context: inout Context) {
    guard rows.indices.contains(list.selected) else { return context.say(.info, empty(context)) }
    let row = rows[list.selected]
    guard let step = row.step else { return context.openVisit(of: context.registry.about(row).id) }
    context.open(
      FollowUpCallScreen(
        person: context.registry.person(of: row).id, about: context.registry.about(row), step: step, due: row.due,
        context))
  }

  // MARK: Drawing

  private func empty(_ context: Context) -> String {
    if context.followUps.search != .done { return context.word(.followUpsGathering) }
    return context.word(search.text.isEmpty ? .followUpsNone : .nothingFound)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: context.word(.followUpsSearch))
    let cursor = frame.cursor
    drawFilters(into: &frame, row: area.top + 1, context)
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: area.height - 3,
      columns: [
        ListColumn(context.word(.columnDue), width: 10), ListColumn(context.word(.columnName), width: 15, grows: 2),
        ListColumn(context.word(.columnPhone), width: 14), ListColumn(context.word(.columnAbout), width: 10, grows: 2),
        ListColumn(context.word(.columnStep), width: 10),
        ListColumn(context.word(.columnLastCall), width: 14, grows: 1),
      ], empty: empty(context)
    ) { listed(rows[$0], context) }
    frame.cursor = cursor
  }

  private func drawFilters(into frame: inout Frame, row: Int, _ context: Context) {
    var column = 1
    for option in FollowUpFilter.allCases {
      let words = "\(context.word(FollowUpScreen.words(option))) \(Figures.grouped(counts[option] ?? 0))"
      let text = option == filter ? "[\(words)]" : " \(words) "
      frame.put(text, row: row, column: column, style: option == filter ? .title : .dim)
      column += TextWidth.of(text) + 1
    }
  }

  private func listed(_ row: FollowUpRow, _ context: Context) -> ListRow {
    let registry = context.registry
    let person = registry.person(of: row)
    let style: Style = row.day < context.today ? .check : row.day == context.today ? .plain : .dim
    let name = PersonRow.marked(registry.name(of: row), person, context)
    guard let step = row.step else {
      let visit = visits[person.id] ?? VisitLine()
      return ListRow(
        [row.day.display, name, visit.phone, visit.mentors, context.word(.followUpVisit), visit.last], style: style)
    }
    let phone = registry.value(person, "phone").map(context.phone) ?? context.word(.followUpNoPhone)
    return ListRow(
      [
        row.day.display, name, phone, FollowUpWords.about(registry.about(row), context),
        FollowUpWords.step(step, context), FollowUpWords.last(registry.lastCall(of: row), context),
      ], style: style)
  }
}

extension Phrase {
  static let hintFollowUps = Phrase("app.hint.followUps")
  static let followUpsSearch = Phrase("app.followUp.search")
  static let followUpsNone = Phrase("app.followUp.none")
  static let followUpsGathering = Phrase("app.followUp.gathering")
  static let followUpNoPhone = Phrase("app.followUp.noPhone")
  static let actionCall = Phrase("app.action.call")
  static let followUpVisit = Phrase("app.followUp.visit")
  static let columnDue = Phrase("app.column.due")
  static let columnAbout = Phrase("app.column.about")
  static let columnStep = Phrase("app.column.step")
  static let columnLastCall = Phrase("app.column.lastCall")
}
