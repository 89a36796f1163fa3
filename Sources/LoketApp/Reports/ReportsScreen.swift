// Laporan: the funnel of the office, a programme or a track as a picture with its figures, and a month of registrations.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ReportsScreen: Screen {
  private var filter: FunnelFilter
  private var funnel = Funnel()
  private var figures: [Funnel.Figure] = []
  private var registrations = Registrations()
  private var list = ListView(count: FunnelStage.allCases.count)

  /// - Parameter program: the one of which the funnel tells first; everybody where nil.
  init(program: String? = nil, _ context: Context) {
    filter = program.map(FunnelFilter.program) ?? .everybody
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleReports) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on, .pick: .named(context.word(.keyReportFilter))]
  }
  func hint(_ context: Context) -> String { context.word(.hintReports) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.reports")) }

  private mutating func load(_ context: Context) {
    funnel = Funnel(context.registry)
    figures = funnel.figures(filter)
    registrations = Registrations(context.registry, last: context.workDay)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere, .erased: load(context)
    default: return
    }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key) else { return }
    let stage = FunnelStage.allCases[index]
    guard figures[index].people > 0 else { return context.say(.info, .reportPeopleNone) }
    context.open(ReportPeopleScreen(stage, filter, context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .pick: context.open(ActionsScreen(menu: ReportFilter.menu(funnel, context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen("actions", let option) = answer, let chosen = ReportFilter.filter(option) else { return }
    filter = chosen
    figures = funnel.figures(filter)
    list.select(0)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let width = area.columns - 2
    frame.put(
      context.text(.reportFunnelOf, ["what": ReportFilter.name(filter, context)]), row: area.top, column: 1,
      style: .title, width: width)
    let rows = zip(FunnelStage.allCases, figures).map { stage, figure in
      FunnelRow(
        label: context.word(stage.words), checked: figure.verified, unchecked: figure.unverified,
        figures: [figure.people, figure.verified, figure.unverified].map(Figures.grouped))
    }
    FunnelChart.draw(
      rows, titles: FunnelReport.titles(context.wording), into: &frame, row: area.top + 2, column: 1, width: width,
      height: rows.count + 1, selected: list.selected)
    var row = area.top + rows.count + 4
    frame.put(
      "\(BarRows.solid) \(context.word(.reportApproved))   \(BarRows.second) \(context.word(.reportNotApproved))",
      row: row, column: 1, style: .dim, width: width)
    if let resting = figures.first?.resting, resting > 0 {
      row += 1
      frame.put(
        context.text(.funnelResting, ["count": Figures.grouped(resting)]), row: row, column: 1, style: .dim,
        width: width)
    }
    let days = registrations.days.compactMap { CalendarDate(iso: $0.day)?.display }
    Sparkline.draw(
      registrations.days.map(\.people), label: context.word(.reportRegistrations),
      figures: [days.first, days.last].compactMap { $0 }.joined(separator: " – "), into: &frame, row: row + 2,
      column: 1,
      width: width)
    frame.put(registrations.sentence(context.wording), row: row + 3, column: 1, style: .value, width: width)
  }
}

/// What F4 chooses between, and how that is called.
enum ReportFilter {
  static func menu(_ funnel: Funnel, _ context: Context) -> ActionMenu {
    let programs = context.registry.programs().map { FunnelFilter.program($0.id) }
    let all = [FunnelFilter.everybody] + programs + funnel.tracks.map { FunnelFilter.track($0) }
    return ActionMenu(
      title: context.word(.keyReportFilter), actions: all.map { ActionMenu.Action(option($0), name($0, context)) })
  }

  static func name(_ filter: FunnelFilter, _ context: Context) -> String {
    switch filter {
    case .everybody: return context.word(.funnelEverybody)
    case .program(let id):
      let found = context.registry.program(id)
      let (name, year) = (found?.name ?? id, found?.year ?? "")
      return year.isEmpty || name.contains(year) ? name : "\(name) \(year)"
    case .track(let code): return context.trackName(code)
    }
  }

  private static func option(_ filter: FunnelFilter) -> String {
    switch filter {
    case .everybody: "all"
    case .program(let id): "program/\(id)"
    case .track(let code): "track/\(code)"
    }
  }

  static func filter(_ option: String) -> FunnelFilter? {
    let parts = option.split(separator: "/", maxSplits: 1).map(String.init)
    switch (parts.first, parts.last) {
    case ("all", _): return .everybody
    case ("program", let id?) where parts.count == 2: return .program(id)
    case ("track", let code?) where parts.count == 2: return .track(code)
    default: return nil
    }
  }
}

extension Phrase {
  static let titleReports = Phrase("app.title.reports")
  static let hintReports = Phrase("app.hint.reports")
  static let keyReportFilter = Phrase("app.key.reportFilter")
  static let reportFunnelOf = Phrase("app.reports.funnelOf")
  static let reportApproved = Phrase("app.reports.approved")
  static let reportNotApproved = Phrase("app.reports.notApproved")
  static let reportRegistrations = Phrase("app.reports.registrations")
}
