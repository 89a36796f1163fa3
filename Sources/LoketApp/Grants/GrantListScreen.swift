// Hibah dan alat: what people were given to work with, how it is, and what is still owed for it.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What of the list is shown.
enum GrantFilter: String, CaseIterable {
  case all
  /// Nobody has looked at it yet, or the day to look again has come.
  case checkDue
  /// The report of accountability is late.
  case overdue
  case lost

  var words: Phrase { Phrase("app.grants.filter.\(rawValue)") }

  func keeps(_ grant: Grant, _ standing: GrantStanding, on day: CalendarDate) -> Bool {
    switch self {
    case .all: true
    case .checkDue: standing.isCheckDue(grant, on: day)
    case .overdue: Accountability(grant, on: day) == .overdue
    case .lost: standing.isLost
    }
  }
}

struct GrantListScreen: Screen {
  private var rows = SearchedRows<Grant>()
  private var standings: [String: GrantStanding] = [:]
  private var sums = GrantSums()
  private var filter = GrantFilter.all
  private var isTraced = false

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleGrants) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere)),
      .pick: .named(context.word(.keyFilter)), .new: context.key(.grants, named: .keyNewGrant),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintGrants) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.grants")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    standings = registry.grantStandings()
    let all = registry.grants()
    sums = GrantSums(all, standings, on: context.today)
    let kept = all.filter { filter.keeps($0, standings[$0.id] ?? GrantStanding(), on: context.today) }
    rows.load(kept) { grant in
      [
        Grants.what(grant, context), grant.serial, grant.letter, grant.giver,
        grant.person.flatMap { registry.person($0)?.name },
      ]
    }
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("grant"), count: rows.shown.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func saved(ticket: Int, _ context: inout Context) { load(context) }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 5, context) {
    case .opened(let grant): context.open(GrantScreen(grant: grant.id))
    case .nothing: context.say(.info, nothing)
    case .handled: return
    }
  }

  /// Why the list is empty.
  private var nothing: Phrase {
    if rows.isSearching { return .nothingFound }
    return filter == .all ? .grantsNone : .grantsNoneSuch
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: context.open(PersonForRecordScreen(.grant))
    case .pick:
      context.open(
        ActionsScreen(
          menu: ActionMenu(
            title: context.word(.keyFilter),
            actions: GrantFilter.allCases.map { ActionMenu.Action($0.rawValue, context.word($0.words)) })))
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let chosen):
      guard let chosen = GrantFilter(rawValue: chosen) else { return }
      filter = chosen
      load(context)
      rows.selectFirst()
    case .saved(let record):
      load(context)
      rows.select(record.id)
      // What was just recorded is what somebody goes on with: its letter.
      if record.kind == .grant { context.open(GrantScreen(grant: record.id)) }
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      context.text(
        .grantsTotal,
        [
          "things": Figures.grouped(sums.things), "capitals": Figures.grouped(sums.capitals),
          "amount": Figures.grouped(sums.amount), "paid": Figures.grouped(sums.paid),
        ]), row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    let open = sums.checksDue + sums.overdue + sums.lost > 0
    frame.put(
      context.text(
        .grantsOpen,
        [
          "filter": context.word(filter.words), "due": Figures.grouped(sums.checksDue),
          "overdue": Figures.grouped(sums.overdue), "lost": Figures.grouped(sums.lost),
        ]), row: area.top + 2, column: 1, style: open ? .check : .dim, width: area.columns - 2)
    rows.draw(
      into: &frame, area, gap: 4,
      columns: [
        ListColumn(context.word(.columnName), width: 17, grows: 2),
        ListColumn(context.word(.columnGrant), width: 19, grows: 2),
        ListColumn(context.word(.columnGiven), width: 10),
        ListColumn(context.word(.columnCondition), width: 15, grows: 1),
        ListColumn(context.word(.columnReport), width: 14),
      ], empty: context.word(nothing), placeholder: context.word(.grantsSearch), context
    ) { grant in
      let standing = standings[grant.id] ?? GrantStanding()
      let state = Accountability(grant, on: context.today)
      return ListRow(
        [
          grant.person.flatMap { context.registry.person($0)?.name } ?? context.word(.recordUnknown),
          PersonRow.marked(Grants.what(grant, context), RecordRef(.grant, grant.id), context),
          context.day(grant.given), Grants.condition(grant, standing, context),
          Grants.report(grant, context, isShort: true),
        ], style: state == .overdue || standing.isLost ? .check : .plain)
    }
  }
}

/// How grants are told.
enum Grants {
  /// "Gerobak: Rombong kayu" or "Modal uang".
  static func what(_ grant: Grant, _ context: Context) -> String {
    let kind = grant.isCapital ? context.code(.grantKind, grant.kind) : context.code(.grantItem, grant.item)
    return [kind, grant.name ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// The last look at a thing, or how much of the capital was paid.
  static func condition(_ grant: Grant, _ standing: GrantStanding, _ context: Context) -> String {
    if grant.isCapital { return context.text(.grantPaid, ["paid": Figures.grouped(standing.paid)]) }
    return standing.last.map { context.code(.grantCondition, $0.condition) } ?? context.word(.grantUnchecked)
  }

  /// The report of accountability: its day, that it is late, or when it came in.
  static func report(_ grant: Grant, _ context: Context, isShort: Bool = false) -> String {
    switch Accountability(grant, on: context.today) {
    case .none: isShort ? "–" : context.word(.grantReportNone)
    case .open:
      isShort ? context.day(grant.deadline) : context.text(.grantReportOpen, ["date": context.day(grant.deadline)])
    case .overdue:
      isShort
        ? context.word(.grantLate) : context.text(.grantReportOverdue, ["date": context.day(grant.deadline)])
    case .reported:
      isShort
        ? context.word(.grantReported) : context.text(.grantReportDone, ["date": context.day(grant.reported)])
    }
  }
}

extension Phrase {
  static let titleGrants = Phrase("app.title.grants")
  static let hintGrants = Phrase("app.hint.grants")
  static let keyNewGrant = Phrase("app.key.newGrant")
  static let grantsSearch = Phrase("app.grants.search")
  static let grantsNone = Phrase("app.grants.none")
  static let grantsNoneSuch = Phrase("app.grants.noneSuch")
  static let grantsTotal = Phrase("app.grants.total")
  static let grantsOpen = Phrase("app.grants.open")
  static let grantPaid = Phrase("app.grants.paid")
  static let grantUnchecked = Phrase("app.grants.unchecked")
  static let grantLate = Phrase("app.grants.late")
  static let grantReported = Phrase("app.grants.reported")
  static let grantReportNone = Phrase("app.grants.reportNone")
  static let grantReportOpen = Phrase("app.grants.reportOpen")
  static let grantReportOverdue = Phrase("app.grants.reportOverdue")
  static let grantReportDone = Phrase("app.grants.reportDone")
  static let columnGrant = Phrase("app.column.grant")
  static let columnGiven = Phrase("app.column.given")
  static let columnCondition = Phrase("app.column.condition")
  static let columnReport = Phrase("app.column.report")
}
