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
  private var search = SearchBox()
  private var rows: [Row] = []
  private var places: [Int] = []
  private var list = ListView()

  private struct Row: Equatable, Sendable {
    let vacancy: Vacancy
    let partner: String
    let posts: String
    let referred: Int
    let state: VacancyState
    let words: String
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
    rows = context.registry.vacancies().map { vacancy in
      let standing = context.registry.vacancyStanding(vacancy.id)
      let partner = vacancy.partner.flatMap { context.registry.partner($0)?.name } ?? ""
      let words = [vacancy.title ?? "", partner, vacancy.number ?? "", context.trackName(vacancy.track ?? "")]
      return Row(
        vacancy: vacancy, partner: partner, posts: VacancyWords.posts(standing), referred: standing.open.count,
        state: context.registry.state(of: vacancy, on: context.today), words: NameKey.fold(words.joined(separator: " "))
      )
    }
    filter()
  }

  private mutating func filter() {
    let wanted = NameKey.fold(search.text)
    places = rows.indices.filter { scope.admits(rows[$0].state) && (wanted.isEmpty || rows[$0].words.contains(wanted)) }
    list.reload(count: places.count, selected: search.text.isEmpty ? nil : 0)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    // Between letters the arrows are the search's own.
    if search.text.isEmpty, key == .left || key == .right { return turn(by: key == .left ? -1 : 1) }
    switch search.press(key) {
    case .changed: filter()
    case .submitted:
      guard places.indices.contains(list.selected) else { return context.say(.info, .vacanciesNone) }
      context.open(VacancyScreen(vacancy: rows[places[list.selected]].vacancy.id))
    case .stayed: return
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 4)
      _ = list.press(key)
    }
  }

  private mutating func turn(by step: Int) {
    let all = VacancyScope.allCases
    guard let place = all.firstIndex(of: scope) else { return }
    scope = all[(place + step + all.count) % all.count]
    filter()
    list.select(0)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      guard let setting = SettingKind.of(.vacancy) else { return }
      context.open(
        SettingFormScreen(
          setting, id: nil, proposed: ["opened": context.today.iso, "village": context.session.office], context))
    case .find: context.goHome()
    case .back:
      if search.text.isEmpty { return context.close() }
      search.clear()
      filter()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .saved(let record) = answer, record.kind == .vacancy { context.open(VacancyScreen(vacancy: record.id)) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel))
    let cursor = frame.cursor
    var column = 1
    for one in VacancyScope.allCases {
      let count = rows.count { one.admits($0.state) }
      let words = "\(one.words(context)) \(count)"
      frame.put(words, row: area.top + 1, column: column, style: one == scope ? .selected : .dim)
      column += TextWidth.of(words) + 2
    }
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: area.height - 3,
      columns: [
        ListColumn(context.word(.columnVacancy), width: 26, grows: 2),
        ListColumn(context.word(.columnPartner), width: 20, grows: 1),
        ListColumn(context.word(.columnPosts), width: 9, alignsRight: true),
        ListColumn(context.word(.columnReferred), width: 7, alignsRight: true),
        ListColumn(context.word(.columnUntil), width: 10),
        ListColumn(context.word(.columnState), width: 13, from: 100),
      ], empty: context.word(.vacanciesNone)
    ) { index in
      let row = rows[places[index]]
      let record = RecordRef(.vacancy, row.vacancy.id)
      return ListRow(
        [
          PersonRow.marked(row.vacancy.title ?? "", record, context), row.partner, row.posts, String(row.referred),
          context.day(row.vacancy.until), context.code(.vacancyState, row.state.rawValue),
        ], style: row.state == .open ? .plain : .dim)
    }
    frame.cursor = cursor
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
