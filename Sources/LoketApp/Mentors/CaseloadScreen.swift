// One mentor: the groups that somebody stands by with their next visits, or the visits that this mentor made; or the groups
// that nobody stands by.
import LoketModel
import LoketRegistry
import LoketWidgets

struct CaseloadScreen: Screen {
  enum View: String, CaseIterable {
    case groups, visits
  }

  private enum Row: Identifiable, Equatable, Sendable {
    case group(MentoredGroup)
    case visit(MentorVisit)

    var id: String {
      switch self {
      case .group(let one): one.id
      case .visit(let visit): visit.id
      }
    }
    var group: String? {
      switch self {
      case .group(let one): one.id
      case .visit(let visit): visit.group
      }
    }
  }

  /// The expert; empty: the groups that nobody stands by.
  let mentor: String
  private var view = View.groups
  private var rows = SearchedRows<Row>()
  private var caseload = Caseload()

  init(mentor: String, _ context: Context) {
    self.mentor = mentor
    load(context)
  }

  private var isNobody: Bool { mentor.isEmpty }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleMentor) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere)),
      .pick: isNobody
        ? .off(context.word(.mentorNobody)) : .named(context.word(view == .groups ? .keyVisits : .keyGroups)),
    ]
  }
  func hint(_ context: Context) -> String { context.word(isNobody ? .hintUnmentored : .hintCaseload) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.mentors")) }

  private mutating func load(_ context: Context) {
    let book = MentorBook(context.registry, day: context.today)
    caseload = book.caseloads[mentor] ?? Caseload()
    if isNobody { caseload = Caseload(book.alone) }
    switch view {
    case .groups:
      // Whoever waits longest stands first; of one day as they stand by name.
      let day = { (one: MentoredGroup) in one.next?.iso ?? "9999" }
      let byDay = caseload.groups.enumerated().sorted { left, right in
        (day(left.element), left.offset) < (day(right.element), right.offset)
      }
      rows.load(byDay.map { Row.group($0.element) }) { Self.words($0, context) }
    case .visits:
      let own = context.registry.mentorVisits().filter { $0.mentor == mentor }.reversed()
      rows.load(own.map(Row.visit)) { Self.words($0, context) }
    }
  }

  private static func words(_ row: Row, _ context: Context) -> [String?] {
    let group = row.group.flatMap { context.registry.group($0) }
    let own: [String?] = if case .visit(let visit) = row { [visit.findings, visit.note] } else { [] }
    return [group?.name, context.code(.businessField, group?.field)] + own
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 5, context) {
    case .opened(let row): open(row, &context)
    case .nothing: context.say(.info, nothing)
    case .handled: return
    }
  }

  private var nothing: Phrase {
    if rows.isSearching { return .nothingFound }
    return view == .groups ? .caseloadEmpty : .mentorVisitsNone
  }

  private func open(_ row: Row, _ context: inout Context) {
    switch row {
    case .group(let one): context.open(GroupScreen(group: one.id))
    case .visit(let visit):
      guard let setting = SettingKind.of(.mentorVisit) else { return }
      if let why = setting.refusal(context) { return context.say(.info, why) }
      context.open(SettingFormScreen(setting, id: visit.id, context))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .pick:
      view = view == .groups ? .visits : .groups
      load(context)
      rows.selectFirst()
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let group = rows.selected?.group
    let nobody = group == nil ? context.word(nothing) : nil
    let closed = group.flatMap { Actions.closed(RecordRef(.group, $0), context) }
    return ActionMenu(
      title: isNobody ? context.word(.mentorNobody) : MentorWords.name(mentor, context),
      actions: [
        ActionMenu.Action("visit", context.word(.actionNewVisit), why: context.whyNot(.groups) ?? nobody ?? closed),
        ActionMenu.Action("mentor", context.word(.actionNewMentor), why: context.whyNot(.mentors) ?? nobody ?? closed),
        ActionMenu.Action("open", context.word(.actionOpenGroup), why: nobody),
        ActionMenu.Action(
          "change", context.word(.actionChangeMentor),
          why: context.whyNot(.partnerSettings) ?? (isNobody ? context.word(.mentorNobody) : nil)),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    let group = rows.selected?.group
    switch answer {
    case .chosen("actions", "visit"): if let group { context.openVisit(of: group) }
    case .chosen("actions", "mentor"): if let group { context.openMentor(of: group) }
    case .chosen("actions", "open"): if let group { context.open(GroupScreen(group: group)) }
    case .chosen("actions", "change"):
      if let setting = SettingKind.of(.expert) { context.open(SettingFormScreen(setting, id: mentor, context)) }
    case .saved: load(context)
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let expert = context.registry.expert(mentor)
    let name = isNobody ? context.word(.mentorNobody) : MentorWords.name(mentor, context)
    let contact = [expert?.agency ?? "", expert?.phone.map(context.phone) ?? ""].filter { !$0.isEmpty }
    frame.put(
      ([name] + contact).joined(separator: ", "), row: area.top + 1, column: 1, style: .title, width: area.columns - 2)
    frame.put(
      context.text(
        isNobody ? .unmentoredLine : .caseloadLine,
        [
          "groups": Figures.grouped(caseload.groups.count), "people": Figures.grouped(caseload.people),
          "due": Figures.grouped(caseload.due(on: context.today)), "visits": Figures.grouped(caseload.visits),
        ]), row: area.top + 2, column: 1, style: .label, width: area.columns - 2)
    switch view {
    case .groups: drawGroups(into: &frame, area, context)
    case .visits: drawVisits(into: &frame, area, context)
    }
  }

  private func drawGroups(into frame: inout Frame, _ area: Area, _ context: Context) {
    rows.draw(
      into: &frame, area, gap: 4,
      columns: [
        ListColumn(context.word(.columnGroup), width: 19, grows: 2),
        ListColumn(context.word(.columnBusinessField), width: 10),
        ListColumn(context.word(.columnGroupMembers), width: 7, alignsRight: true),
        ListColumn(context.word(.columnNextVisit), width: 10),
        ListColumn(context.word(.columnLastVisit), width: 10),
        ListColumn(context.word(.columnBusinessState), width: 14, grows: 1),
      ], empty: context.word(nothing), placeholder: context.word(.caseloadSearch), context
    ) { row in
      guard case .group(let one) = row else { return ListRow([]) }
      return ListRow(
        [
          PersonRow.marked(one.group.name ?? "", RecordRef(.group, one.id), context),
          context.code(.businessField, one.group.field), Figures.grouped(one.people), one.next?.display ?? "–",
          context.day(one.lastVisit?.date), MentorWords.state(one.lastVisit, context),
        ], style: one.isDue(on: context.today) ? .check : .plain)
    }
  }

  private func drawVisits(into frame: inout Frame, _ area: Area, _ context: Context) {
    rows.draw(
      into: &frame, area, gap: 4,
      columns: [
        ListColumn(context.word(.columnVisitDay), width: 10),
        ListColumn(context.word(.columnGroup), width: 16, grows: 1),
        ListColumn(context.word(.columnBusinessState), width: 14),
        ListColumn(context.word(.columnMonthlyTurnover), width: 12, alignsRight: true),
        ListColumn(context.word(.columnFindings), width: 20, grows: 2),
      ], empty: context.word(nothing), placeholder: context.word(.visitsSearch), context
    ) { row in
      guard case .visit(let visit) = row else { return ListRow([]) }
      let group = visit.group.map { ConflictItems.name(RecordRef(.group, $0), context) } ?? ""
      return ListRow(
        [
          context.day(visit.date), group, MentorWords.state(visit, context),
          visit.turnover.flatMap { Int($0) }?.grouped ?? "", visit.findings ?? visit.note ?? "",
        ], style: visit.isMet ? .plain : .dim)
    }
  }
}

extension Phrase {
  static let titleMentor = Phrase("app.title.mentor")
  static let hintCaseload = Phrase("app.hint.caseload")
  static let hintUnmentored = Phrase("app.hint.unmentored")
  static let keyVisits = Phrase("app.key.visits")
  static let keyGroups = Phrase("app.key.groups")
  static let caseloadEmpty = Phrase("app.caseload.empty")
  static let caseloadLine = Phrase("app.caseload.line")
  static let caseloadSearch = Phrase("app.caseload.search")
  static let unmentoredLine = Phrase("app.caseload.nobody")
  static let mentorVisitsNone = Phrase("app.caseload.noVisits")
  static let visitsSearch = Phrase("app.caseload.searchVisits")
  static let actionChangeMentor = Phrase("app.action.changeMentor")
  static let columnNextVisit = Phrase("app.column.nextVisit")
  static let columnVisitDay = Phrase("app.column.visitDay")
  static let columnBusinessState = Phrase("app.column.businessState")
  static let columnMonthlyTurnover = Phrase("app.column.monthlyTurnover")
  static let columnFindings = Phrase("app.column.findings")
}
