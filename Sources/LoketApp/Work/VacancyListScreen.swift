// Lowongan: every vacancy of every partner, by how it stands; what is typed filters.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What the list of vacancies shows.
enum VacancyScope: String, CaseIterable, Sendable {
  case open, filled, expired, closed, all

  func admits(_ state: VacancyState) -> Bool { self == .all || rawValue == state.rawValue }

  func words(_ context: Context) -> String {
    self == .all ? context.word(.vacancyScopeAll) : context.code(.vacancyState, rawValue)
  }
}

struct VacancyListScreen: Screen {
  private(set) var scope = VacancyScope.open
  private var all: [Row] = []
  private var rows = SearchedRows<Row>()

  private struct Row: Identifiable, Equatable, Sendable {
    var id: String { vacancy.id }
    let vacancy: Vacancy
    let partner: String
    let posts: String
    let referred: Int
    let state: VacancyState
  }

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleVacancies) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on, .new: context.key(.vacancies, named: .keyNewVacancy),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintVacancies) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.vacancies")) }

  private mutating func load(_ context: Context) {
    all = context.registry.vacancies().map { vacancy in
      let standing = context.registry.vacancyStanding(vacancy.id)
      return Row(
        vacancy: vacancy, partner: vacancy.partner.flatMap { context.registry.partner($0)?.name } ?? "",
        posts: VacancyWords.posts(standing), referred: standing.open.count,
        state: context.registry.state(of: vacancy, on: context.today))
    }
    show(context)
  }

  private mutating func show(_ context: Context) {
    rows.load(all.filter { scope.admits($0.state) }) { row in
      [row.vacancy.title, row.partner, row.vacancy.number, context.trackName(row.vacancy.track ?? "")]
    }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    // Between letters the arrows are the search's own.
    if !rows.isSearching, key == .left || key == .right { return turn(by: key == .left ? -1 : 1, context) }
    switch rows.press(key, top: 4, context) {
    case .opened(let row): context.open(VacancyScreen(vacancy: row.vacancy.id))
    case .nothing: context.say(.info, nothing)
    case .handled: return
    }
  }

  /// Why the list is empty: there is none of the kind, or none is called so.
  private var nothing: Phrase { rows.isSearching ? .nothingFound : .vacanciesNone }

  private mutating func turn(by step: Int, _ context: Context) {
    let scopes = VacancyScope.allCases
    guard let place = scopes.firstIndex(of: scope) else { return }
    scope = scopes[(place + step + scopes.count) % scopes.count]
    show(context)
    rows.selectFirst()
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      guard let setting = SettingKind.of(.vacancy) else { return }
      context.open(
        SettingFormScreen(
          setting, id: nil, proposed: ["opened": context.today.iso, "village": context.session.office], context))
    case .find: context.goHome()
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .saved(let record) = answer, record.kind == .vacancy { context.open(VacancyScreen(vacancy: record.id)) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    var column = 1
    for one in VacancyScope.allCases {
      let count = all.count { one.admits($0.state) }
      let words = "\(one.words(context)) \(count)"
      frame.put(words, row: area.top + 1, column: column, style: one == scope ? .selected : .dim)
      column += TextWidth.of(words) + 2
    }
    rows.draw(
      into: &frame, area, gap: 3,
      columns: [
        ListColumn(context.word(.columnVacancy), width: 26, grows: 2),
        ListColumn(context.word(.columnPartner), width: 20, grows: 1),
        ListColumn(context.word(.columnPosts), width: 9, alignsRight: true),
        ListColumn(context.word(.columnReferred), width: 7, alignsRight: true),
        ListColumn(context.word(.columnUntil), width: 10),
        ListColumn(context.word(.columnState), width: 13, from: 100),
      ], empty: context.word(nothing), context
    ) { row in
      let record = RecordRef(.vacancy, row.vacancy.id)
      return ListRow(
        [
          PersonRow.marked(row.vacancy.title ?? "", record, context), row.partner, row.posts, String(row.referred),
          context.day(row.vacancy.until), context.code(.vacancyState, row.state.rawValue),
        ], style: row.state == .open ? .plain : .dim)
    }
  }
}

extension Phrase {
  static let titleVacancies = Phrase("app.title.vacancies")
  static let keyNewVacancy = Phrase("app.key.newVacancy")
  static let hintVacancies = Phrase("app.hint.vacancies")
  static let vacanciesNone = Phrase("vacancy.none")
  static let vacancyScopeAll = Phrase("vacancy.scope.all")
  static let columnVacancy = Phrase("app.column.vacancy")
  static let columnPartner = Phrase("app.column.partner")
  static let columnPosts = Phrase("app.column.posts")
  static let columnReferred = Phrase("app.column.referred")
  static let columnUntil = Phrase("app.column.until")
}
