// Who could be sent to a vacancy, the best first, with the reason of each rank; and how many are left out, in figures alone.
import LoketModel
import LoketRegistry
import LoketWidgets

struct MatchScreen: Screen {
  static let limit = 50
  /// Rows at the foot that spell the selected person's points out.
  private static let foot = 5
  private static let head = 5

  let vacancy: String
  private var search = SearchBox()
  private var query: MatchQuery?
  private(set) var found = MatchList()
  private var list = ListView(allowsMarks: true)
  /// Who is to be sent, in the order of the marks: a search does not lose them.
  private(set) var marked: [String] = []
  private var isTraced = false
  /// What was typed and is not yet in the trace.
  private var isSearching = false
  private var ticket: Int?
  private var done = ""

  init(vacancy: String, _ context: Context) { self.vacancy = vacancy }

  func refusal(_ context: Context) -> String? { context.whyNot(.refer) }
  func title(_ context: Context) -> String { context.word(.titleMatch) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .save: context.key(.refer, named: .keyRefer), .actions: .on, .find: .on, .back: .on, .menu: .on,
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintMatch) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.match")) }

  // MARK: The ranking

  private var isReady: Bool { query != nil }

  private mutating func load(_ context: Context) {
    query = nil
    guard context.matches.search == .done || context.matches.board.day == context.today else { return }
    query = context.registry.matchQuery(vacancy, on: context.today)
    rank(context)
  }

  private mutating func rank(_ context: Context) {
    guard let query else { return }
    let before = selected?.person
    found = context.matches.board.ranking(
      query, matching: search.text, limit: MatchScreen.limit, in: context.registry)
    let place = found.best.firstIndex { $0.person == before }
    list.reload(count: found.best.count, selected: search.text.isEmpty ? place ?? list.selected : 0)
    let still = marked.filter { context.registry.agreesToPlacement($0) && !isSent($0, context) }
    marked = still
    for (place, match) in found.best.enumerated() where marked.contains(id(match, context)) { list.mark(place) }
  }

  private func isSent(_ person: String, _ context: Context) -> Bool {
    context.registry.referrals(of: person).contains { $0.vacancy == vacancy }
  }

  private func id(_ match: Match, _ context: Context) -> String { context.registry.ref(match.person).id }

  private var selected: Match? { found.best.indices.contains(list.selected) ? found.best[list.selected] : nil }

  mutating func appear(_ context: inout Context) {
    context.findMatches()
    load(context)
    trace(&context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .matchesFound:
      load(context)
      trace(&context)
    case .changedElsewhere:
      context.findMatches()
      load(context)
    default: return
    }
  }

  private mutating func trace(_ context: inout Context) {
    guard isReady, !isTraced, !found.best.isEmpty else { return }
    isTraced = true
    context.trace(.searched, .list("match"), count: found.best.count, kind: .list)
  }

  mutating func cover(_ context: inout Context) {
    guard isSearching else { return }
    isSearching = false
    context.trace(.searched, .list("match"), count: found.best.count, kind: .name)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    // A space marks, whatever was typed: one word of a name is enough to find somebody among the ranked.
    if key == .character(" ") { return mark(context) }
    if search.text.isEmpty, case .character(let character) = key, let number = character.wholeNumberValue {
      return carryOut(menu(context).outcome(of: number), &context)
    }
    switch search.press(key) {
    case .changed:
      isSearching = true
      rank(context)
    case .submitted: carryOut(menu(context).outcome(of: 2), &context)
    case .stayed: return
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - MatchScreen.head - MatchScreen.foot - 1)
      _ = list.press(key)
    }
  }

  private mutating func mark(_ context: Context) {
    guard let selected else { return }
    let person = id(selected, context)
    if let place = marked.firstIndex(of: person) { marked.remove(at: place) } else { marked.append(person) }
    _ = list.press(.character(" "))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: refer(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back:
      if search.text.isEmpty { return context.close() }
      search.clear()
      rank(context)
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let nobody = selected == nil ? context.word(.matchNobody) : nil
    return ActionMenu(
      title: context.registry.vacancy(vacancy)?.title ?? "",
      actions: [
        ActionMenu.Action("refer", context.word(.actionRefer), why: nobody),
        ActionMenu.Action("page", context.word(.actionOpenPerson), why: nobody),
        ActionMenu.Action("without", context.word(.actionLeftOut)),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved: sent(context)
    default: return
    }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("refer"): refer(&context)
    case .chosen("page"):
      if let selected { context.open(PersonScreen(person: id(selected, context))) }
    case .chosen("without"): context.open(MatchWithoutScreen(found))
    default: return
    }
  }

  /// Whoever is marked, or the one who is selected. A vacancy with shifts asks for which.
  private mutating func refer(_ context: inout Context) {
    guard ticket == nil else { return }
    let people = marked.isEmpty ? selected.map { [id($0, context)] } ?? [] : marked
    guard !people.isEmpty else { return context.say(.info, .matchNobody) }
    guard let save = ReferralQuestion.send(people, to: vacancy, &context) else { return }
    (ticket, done) = save
  }

  private mutating func sent(_ context: Context) {
    marked = []
    load(context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return load(context) }
    self.ticket = nil
    sent(context)
    context.say(.info, done)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let width = area.columns - 2
    if let vacancy = context.registry.vacancy(vacancy) {
      let standing = context.registry.vacancyStanding(vacancy.id)
      let free = context.text(.matchFree, ["count": String(standing.free)])
      frame.put(VacancyWords.name(vacancy, context), row: area.top, column: 1, style: .title, width: width - 18)
      frame.put(free, row: area.top, column: area.columns - TextWidth.of(free) - 1, style: .value)
      frame.put(VacancyWords.asks(vacancy, context), row: area.top + 1, column: 1, style: .label, width: width)
    }
    let words = isReady ? MatchWords.figures(found, marked: marked.count, context) : context.word(.matchGathering)
    frame.put(words, row: area.top + 2, column: 1, style: .plain, width: width)
    search.draw(into: &frame, row: area.top + 3, column: 1, width: width, label: context.word(.searchLabel))
    let cursor = frame.cursor
    let shifts = query?.wish.shifts.codes ?? []
    list.draw(
      into: &frame, row: area.top + MatchScreen.head, column: 0, width: area.columns,
      height: area.height - MatchScreen.head - MatchScreen.foot,
      columns: [
        ListColumn(context.word(.columnPoints), width: 5, alignsRight: true),
        ListColumn(context.word(.columnName), width: 26, grows: 1),
        ListColumn(context.word(.columnAge), width: 4, alignsRight: true),
        ListColumn(context.word(.columnRTRW), width: 7), ListColumn(context.word(.columnSkill), width: 28, grows: 1),
        ListColumn(context.word(.columnEmployment), width: 18, from: 100),
      ], empty: isReady ? context.word(.matchNobody) : context.word(.matchGathering)
    ) { MatchWords.row(found.best[$0], context) }
    frame.cursor = cursor
    let foot = area.top + area.height - MatchScreen.foot
    frame.fill(row: foot, column: 0, width: area.columns, character: "─", style: .border)
    guard let selected else { return }
    let reasons = VacancyWords.reasons(selected, shifts: shifts, context)
    let consent = VacancyWords.consent(of: id(selected, context), context)
    let lines = TextWidth.wrap(reasons, columns: width).prefix(MatchScreen.foot - 2).map { ($0, Style.value) }
    for (place, line) in (lines + [(consent, .dim)]).enumerated() {
      frame.put(line.0, row: foot + 1 + place, column: 1, style: line.1, width: width)
    }
  }
}

extension Phrase {
  static let titleMatch = Phrase("app.title.match")
  static let keyRefer = Phrase("app.key.refer")
  static let hintMatch = Phrase("app.hint.match")
  static let matchNobody = Phrase("match.nobody")
  static let matchGathering = Phrase("match.gathering")
  static let matchFree = Phrase("match.free")
  static let actionLeftOut = Phrase("app.action.leftOut")
  static let columnPoints = Phrase("app.column.points")
  static let columnSkill = Phrase("app.column.skill")
  static let columnEmployment = Phrase("app.column.employment")
}
