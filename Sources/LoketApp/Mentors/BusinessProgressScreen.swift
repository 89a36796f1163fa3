// Perkembangan usaha: how many groups still run after 3, 6 and 12 months, with turnover and workers; and group by group, with
// what each still lacks for the next level.
import LoketModel
import LoketRegistry
import LoketWidgets

struct BusinessProgressScreen: Screen {
  /// What is looked at.
  enum View: String, CaseIterable {
    case figures, all, eligible, stopped, unvisited

    var words: Phrase { Phrase("app.progress.view.\(rawValue)") }
  }

  private struct Row: Identifiable, Equatable, Sendable {
    var id: String { one.id }
    let one: MentoredGroup
    /// Conditions of the next level that are not met; nil of a group that is there.
    let open: Int?
  }

  private var view = View.figures
  private var rows = SearchedRows<Row>()
  private var progress: BusinessProgress
  private var list = ListView()

  init(_ context: Context) {
    progress = BusinessProgress(MentorBook(context.registry, day: context.today))
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleProgress) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: view == .figures ? .on : .off(context.word(.searchIsHere)),
      .pick: .named(context.word(.keyView)),
    ]
  }
  func hint(_ context: Context) -> String { context.word(view == .figures ? .hintProgress : .hintProgressGroups) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.progress")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    let groups = GroupBook(registry, day: context.today)
    let book = MentorBook(registry, groups, day: context.today)
    progress = BusinessProgress(book)
    list.reload(count: figures(context).count)
    let (grants, standings) = (registry.grants(), registry.grantStandings())
    let all = (book.running + book.ended).map { one in
      let standing = registry.standing(of: one, groups, grants, standings, on: context.today)
      return Row(one: one, open: one.group.level == "advanced" ? nil : AdvanceRule.open(standing))
    }
    rows.load(all.filter { keeps($0, context) }) { row in
      [row.one.group.name, context.code(.businessField, row.one.group.field), MentorWords.names(row.one, context)]
    }
  }

  private func keeps(_ row: Row, _ context: Context) -> Bool {
    let isRunning = row.one.group.isRunning(on: context.today)
    return switch view {
    case .figures, .all: true
    case .eligible: isRunning && row.open == 0
    case .stopped: !isRunning || row.one.lastMet?.running == "no"
    case .unvisited: isRunning && row.one.visits.isEmpty
    }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    guard view != .figures else {
      _ = list.press(key)
      return
    }
    switch rows.press(key, top: 3, context) {
    case .opened(let row): context.open(GroupScreen(group: row.id))
    case .nothing: context.say(.info, nothing)
    case .handled: return
    }
  }

  private var nothing: Phrase {
    if rows.isSearching { return .nothingFound }
    return view == .all ? .groupsNone : .progressNoneSuch
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .pick:
      context.open(
        ActionsScreen(
          menu: ActionMenu(
            title: context.word(.keyView),
            actions: View.allCases.map { ActionMenu.Action($0.rawValue, context.word($0.words)) })))
    case .find: context.goHome()
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let chosen) = answer, let chosen = View(rawValue: chosen) {
      view = chosen
      rows = SearchedRows()
    }
    load(context)
  }

  // MARK: Drawing

  private struct Line {
    let cells: [String]
    var style = Style.plain
  }

  /// A line with what it is, then its three steps.
  private func figures(_ context: Context) -> [Line] {
    guard progress.groups > 0 else { return [] }
    return progress.parts(context.wording).flatMap { part -> [Line] in
      [Line(cells: [part.name], style: .label)]
        + ProgressStep.allCases.map { step in
          let label = context.text(.progressMonths, ["months": String(step.rawValue)])
          return Line(
            cells: BusinessProgress.cells(
              "  " + label, part.steps[String(step.rawValue)] ?? BusinessProgress.Step()))
        }
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    switch view {
    case .figures: drawFigures(into: &frame, area, context)
    default: drawGroups(into: &frame, area, context)
    }
  }

  private func drawFigures(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      progress.line(.halfYear, context.wording), row: area.top, column: 1, style: .title, width: area.columns - 2)
    if progress.undated > 0 {
      frame.put(
        context.text(.progressUndated, ["count": Figures.grouped(progress.undated)]), row: area.top + 1, column: 1,
        style: .check, width: area.columns - 2)
    }
    let lines = figures(context)
    let columns = BusinessProgress.titles(context.wording).enumerated().map { place, title in
      place == 0
        ? ListColumn(title, width: 14, grows: 1)
        : ListColumn(title, width: max(TextWidth.of(title), place == 5 ? 13 : 0), alignsRight: true)
    }
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2, columns: columns,
      empty: context.word(.progressNone)
    ) { ListRow(lines[$0].cells, style: lines[$0].style) }
  }

  private func drawGroups(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      "[\(context.word(view.words))] \(Figures.grouped(rows.shown.count))", row: area.top + 1, column: 1, style: .label,
      width: area.columns - 2)
    rows.draw(
      into: &frame, area, gap: 2,
      columns: [
        ListColumn(context.word(.columnGroup), width: 16, grows: 2),
        ListColumn(context.word(.columnBusinessField), width: 10, from: 100),
        ListColumn(context.word(.columnLastVisit), width: 10),
        ListColumn(context.word(.columnBusinessState), width: 13),
        ListColumn(context.word(.columnTurnoverFirst), width: 11, alignsRight: true),
        ListColumn(context.word(.columnTurnoverLast), width: 11, alignsRight: true),
        ListColumn(context.word(.columnAdvance), width: 10),
      ], empty: context.word(nothing), placeholder: context.word(.caseloadSearch), context
    ) { listed($0, context) }
  }

  private func listed(_ row: Row, _ context: Context) -> ListRow {
    let one = row.one
    let isRunning = one.group.isRunning(on: context.today)
    let turnovers = one.turnovers
    let state = isRunning ? MentorWords.state(one.lastVisit, context) : context.word(.groupEnded)
    let level =
      switch row.open {
      case nil: context.code(.groupLevel, "advanced")
      case 0: context.word(.progressEligible)
      case let open?: context.text(.progressOpen, ["count": Figures.grouped(open)])
      }
    return ListRow(
      [
        PersonRow.marked(one.group.name ?? "", RecordRef(.group, one.id), context),
        context.code(.businessField, one.group.field), context.day(one.lastVisit?.date), state,
        turnovers.first?.grouped ?? "", turnovers.count > 1 ? turnovers.last?.grouped ?? "" : "", level,
      ], style: !isRunning ? .dim : one.lastMet?.running == "no" ? .check : .plain)
  }
}

extension Phrase {
  static let titleProgress = Phrase("app.title.progress")
  static let hintProgress = Phrase("app.hint.progress")
  static let hintProgressGroups = Phrase("app.hint.progressGroups")
  static let keyView = Phrase("app.key.view")
  static let progressNoneSuch = Phrase("app.progress.noneSuch")
  static let progressEligible = Phrase("app.progress.eligible")
  static let progressOpen = Phrase("app.progress.open")
  static let columnTurnoverFirst = Phrase("app.column.turnoverFirst")
  static let columnTurnoverLast = Phrase("app.column.turnoverLast")
  static let columnAdvance = Phrase("app.column.advance")
}
