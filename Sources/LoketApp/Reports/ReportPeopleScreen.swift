// Who stands behind a bar of Laporan: the people of one stage by name, whose data rest counted and not named.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ReportPeopleScreen: Screen {
  let stage: FunnelStage
  let filter: FunnelFilter
  private struct Row: Identifiable, Equatable, Sendable {
    let id: String
    let name: String
    let isVerified: Bool
  }

  private var rows = SearchedRows<Row>()
  private var figure: Funnel.Figure?
  private var isTraced = false

  init(_ stage: FunnelStage, _ filter: FunnelFilter, _ context: Context) {
    self.stage = stage
    self.filter = filter
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(stage.words) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere))]
  }
  func hint(_ context: Context) -> String { context.word(.hintReportPeople) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.reports")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    let funnel = Funnel(registry)
    figure = funnel.figures(filter).first { $0.stage == stage.rawValue }
    let people = funnel.people(at: stage, filter, in: registry).filter {
      context.shows(RecordRef(.person, $0.person))
    }
    let all = people.map { one in
      let name = registry.value(RecordRef(.person, one.person), "name") ?? context.word(.nameUnknown)
      return Row(id: one.person, name: name, isVerified: one.isVerified)
    }
    rows.load(all.sorted { ($0.name, $0.id) < ($1.name, $1.id) }) { row in
      [row.name, registry.value(RecordRef(.person, row.id), "nik")]
    }
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("person"), count: rows.shown.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere, .erased: load(context)
    default: return
    }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 5, context) {
    case .opened(let row): context.open(any: Records.screen(for: RecordRef(.person, row.id), context))
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  /// Why the list is empty: nobody is called so, or nobody who may be named came so far.
  private var nobody: Phrase { rows.isSearching ? .nothingFound : .reportPeopleNone }

  mutating func run(_ command: Command, _ context: inout Context) {
    if command == .back, !rows.clear() { context.close() }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    if let figure {
      let counts = context.text(
        .reportPeopleCount,
        [
          "what": ReportFilter.name(filter, context), "people": Figures.grouped(figure.people),
          "verified": Figures.grouped(figure.verified), "shown": Figures.grouped(rows.shown.count),
        ])
      frame.put(counts, row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
      if figure.resting > 0 {
        frame.put(
          context.text(.funnelResting, ["count": Figures.grouped(figure.resting)]), row: area.top + 2, column: 1,
          style: .dim, width: area.columns - 2)
      }
    }
    rows.draw(
      into: &frame, area, gap: 4,
      columns: [
        ListColumn(context.word(.columnName), width: 23, grows: 2), ListColumn(context.word(.columnNIK), width: 19),
        ListColumn(context.word(.columnRTRW), width: 7), ListColumn(context.word(.columnAddress), width: 14, grows: 2),
        ListColumn(context.word(.dayApproved), width: 8),
      ], empty: context.word(nobody), placeholder: context.word(.reportPeopleSearch), context
    ) { row in listed(row, context) }
  }

  private func listed(_ row: Row, _ context: Context) -> ListRow {
    let record = RecordRef(.person, row.id)
    let person = context.registry.person(row.id)
    let home = person?.household.flatMap { context.registry.household($0) }
    return ListRow([
      PersonRow.marked(row.name, record, context), person?.nik.map { Nik.masked($0) } ?? "",
      home.map(PersonRow.rtRw) ?? "", home?.address ?? "",
      context.word(row.isVerified ? .dayApproved : .funnelUnverified),
    ])
  }
}

extension Phrase {
  static let hintReportPeople = Phrase("app.hint.reportPeople")
  static let reportPeopleNone = Phrase("app.reports.none")
  static let reportPeopleCount = Phrase("app.reports.count")
  static let reportPeopleSearch = Phrase("app.reports.search")
}
