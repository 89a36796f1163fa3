// Beranda: the search first, then today's figures and what waits. Every task begins here.
import LoketModel
import LoketRegistry
import LoketWidgets

struct HomeScreen: Screen {
  /// Hits on the screen at most; more is a reason to type another letter.
  static let limit = 50

  var search = SearchBox()
  var hits: [SearchHit] = []
  var list = ListView()
  /// A search was done whose end is not yet in the trace.
  var isSearching = false
  /// Who typed what stands in the search: the next person begins with an empty one.
  private var searcher: String?

  func title(_ context: Context) -> String { "" }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .pick: context.roundKey ?? .off(nil),
      .help: .on, .new: context.key(.registerPeople, named: .keyRegister),
      .actions: .on, .find: .off(context.word(.searchIsHere)), .back: .on, .menu: .on,
      .save: .off(context.word(.nothingToSave)),
    ]
  }

  func hint(_ context: Context) -> String {
    guard search.text.isEmpty else { return context.word(.hintHits) }
    if context.may(.registerPeople) { return context.word(.hintHome) }
    return context.word(context.session.isReadOnly ? .hintHomeReadOnly : .hintHomeLook)
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.home")) }

  mutating func press(_ key: Key, _ context: inout Context) {
    if let why = context.whyNot(.readParticipants), case .changed = search.press(key) {
      search.clear()
      return context.say(.info, why)
    }
    switch search.press(key) {
    case .changed: look(&context)
    case .submitted: openSelected(&context)
    case .stayed: return
    case .notMine:
      if case .opened = list.press(key) { openSelected(&context) }
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: open(.register, &context)
    case .actions: context.open(MenuScreen())
    case .pick: context.toggleRound()
    case .back:
      if search.text.isEmpty { context.open(QuitDialog.screen(context)) } else { clear(&context) }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("quit", let option): QuitDialog.carryOut(option, &context)
    case .chosen(NumberDialog.id, let option): register(isCard: option == "card", &context)
    default: return
    }
  }

  mutating func appear(_ context: inout Context) {
    if context.session.account != nil {
      context.findQueue()
      context.findFollowUps()
    }
    if let searcher, searcher != context.account { search.clear() }
    // Whoever comes back types the next name over the last one.
    search = SearchBox(search.text, isFresh: true)
    find(context)
  }

  mutating func cover(_ context: inout Context) { traceSearch(&context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .erased:
      search.clear()
      find(context)
    case .changedElsewhere:
      if context.session.account != nil {
        context.findQueue()
        context.findFollowUps()
      }
      find(context)
    case .roundKept: find(context)
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: context.word(.searchPlaceholder))
    let cursor = frame.cursor
    if search.text.isEmpty {
      HomeFigures.draw(into: &frame, Area(top: area.top + 2, height: area.height - 2, columns: area.columns), context)
    } else {
      list.draw(
        into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
        columns: PersonRow.columns(context), empty: context.emptyText(searching: search.text)
      ) { PersonRow.row(hits[$0].record, context) }
    }
    frame.cursor = cursor
  }

  // MARK: Steps

  /// Looks again after a key; a number that nobody has opens the form with it at its sixteenth digit.
  private mutating func look(_ context: inout Context) {
    find(context)
    isSearching = !search.text.isEmpty
    searcher = context.account
    if let meaning = unknownNumber(context) { return begin(with: meaning, &context) }
    if hits.isEmpty, context.frozen(searching: search.text) != nil { context.say(.check, .frozenHit) }
  }

  /// The newest parked registration that holds the number which was searched: the citizen is back. One that this person
  /// may open comes first.
  private func parked(_ context: Context) -> Draft? {
    let number = Nik.digits(search.text)
    return context.openDrafts.filter { draft in
      draft.kind == HouseholdFormScreen.draftKind
        && draft.values.contains { $0.value == number && $0.key.hasPrefix("value.") }
    }.max { (context.mayOpen($0) ? 1 : 0, $0.at) < (context.mayOpen($1) ? 1 : 0, $1.at) }
  }

  /// What sixteen digits that nobody has can mean; nil for any other search, and where nothing can be registered.
  private func unknownNumber(_ context: Context) -> NumberMeaning? {
    guard hits.isEmpty, context.may(.registerPeople) else { return nil }
    // Somebody whose data rest, or of an RT that this PC does not show, is known all the same.
    guard context.frozen(searching: search.text) == nil else { return nil }
    guard context.registry.search(search.text, limit: 1).hits.isEmpty else { return nil }
    return NumberMeaning.of(Nik.digits(search.text), on: context.today)
  }

  private mutating func begin(with meaning: NumberMeaning, _ context: inout Context) {
    let parked = parked(context)
    if let draft = parked, !context.mayOpen(draft) {
      let slots = ["login": draft.by, "time": "\(draft.at.date.display) \(draft.at.time)"]
      return context.say(.check, .draftHasNumber, slots)
    }
    if let draft = parked, let form = DraftKinds.screen(for: draft, context) {
      traceSearch(&context)
      search.clear()
      context.open(any: form)
      return context.say(.info, .draftContinued, ["time": "\(draft.at.date.display) \(draft.at.time)"])
    }
    switch meaning {
    case .nik: register(isCard: false, &context)
    case .familyCard:
      register(isCard: true, &context)
      context.say(.info, .numberReadAsCard)
    case .either(let reading, let birthDate, let issued):
      context.open(NumberDialog.screen(reading, birthDate: birthDate, issued: issued, context))
    }
  }

  /// Opens the form with the number that was searched.
  private mutating func register(isCard: Bool, _ context: inout Context) {
    let number = Nik.digits(search.text)
    traceSearch(&context)
    search.clear()
    if isCard {
      context.open(HouseholdFormScreen.register(card: number, context))
    } else {
      context.open(HouseholdFormScreen.register(nik: number, context))
    }
  }

  private mutating func find(_ context: Context) {
    hits = search.text.isEmpty ? [] : hits(of: search.text, context)
    if hits.isEmpty, context.may(.personalData), let record = context.frozen(searching: search.text) {
      hits = [SearchHit(record: record, why: "nik")]
    }
    list.reload(count: hits.count, selected: 0)
  }

  private func hits(of text: String, _ context: Context) -> [SearchHit] {
    let found = context.registry.search(text, limit: context.searchLimit(HomeScreen.limit)).hits
    guard context.hidesSome else { return found }
    return Array(found.lazy.filter { context.shows($0.record) }.prefix(HomeScreen.limit))
  }

  private mutating func openSelected(_ context: inout Context) {
    if let meaning = unknownNumber(context) { return begin(with: meaning, &context) }
    if search.text.isEmpty {
      if let why = context.whyNot(.readPeople) { return context.say(.info, why) }
      return open(.visits, &context)
    }
    guard hits.indices.contains(list.selected) else {
      return context.say(.info, context.emptyText(searching: search.text))
    }
    traceSearch(&context)
    context.open(any: Records.screen(for: hits[list.selected].record, context))
  }

  private mutating func clear(_ context: inout Context) {
    traceSearch(&context)
    search.clear()
    find(context)
  }

  /// A finished search is traced by its kind and its count, never by its words.
  private mutating func traceSearch(_ context: inout Context) {
    guard isSearching else { return }
    isSearching = false
    context.traceSearch(search.text, hits, in: "person")
  }

  private func open(_ destination: Destination, _ context: inout Context) {
    destination.open(&context)
  }
}

/// Today's figures, the whole, and what waits.
enum HomeFigures {
  static func draw(into frame: inout Frame, _ area: Area, _ context: Context) {
    let middle = area.columns / 2
    frame.put(context.text(.todayTitle, ["date": context.workDay.display]), row: area.top, column: 1, style: .title)
    frame.put(context.word(.wholeTitle), row: area.top, column: middle, style: .title)
    for column in [1, middle] {
      put(
        "", context.word(.dayEntered), context.word(.dayApproved), .dim, into: &frame, row: area.top + 1, column: column
      )
    }
    let figures = context.tallies.figures.rows(context.wording)
    // Days with entries of every kind have one row more.
    let below = max(0, figures.count - 5)
    for (place, row) in figures.enumerated() {
      let (count, verified) = (Figures.grouped(row.count), Figures.grouped(row.verified))
      put(row.words, count, verified, .value, into: &frame, row: area.top + 2 + place, column: 1)
    }
    let whole: [(Phrase, RecordKind)] = [
      (.countHouseholds, .household), (.countPeople, .person), (.countEnrolments, .enrolment),
      (.countPlacements, .placement),
    ]
    for (place, row) in whole.enumerated() {
      let (count, verified) = (context.registry.count(row.1), context.registry.verified(row.1))
      put(
        context.word(row.0), Figures.grouped(count), Figures.grouped(verified), .value, into: &frame,
        row: area.top + 2 + place, column: middle)
    }
    frame.put(
      VisitWords.home(context), row: area.top + 7 + below, column: 1, style: .value, width: area.columns - 2)
    if let data = DataWaiting.text(context) {
      frame.put(
        data.text, row: area.top + 6, column: middle + 1, style: data.isUrgent ? .error : .check,
        width: area.columns - middle - 2)
    } else if context.followUpsDue > 0 {
      frame.put(
        context.text(.homeFollowUps, ["count": Figures.grouped(context.followUpsDue)]), row: area.top + 6,
        column: middle + 1, style: .check, width: area.columns - middle - 2)
    }
    let rows = drawBackup(into: &frame, area, context)
    let first = area.top + 8 + below
    let conflicts = drawConflicts(into: &frame, row: first, columns: area.columns, context)
    let returned = conflicts + drawReturned(into: &frame, row: first + conflicts, columns: area.columns, context)
    let height = area.height - 9 - below - returned - rows
    drawDrafts(into: &frame, Area(top: first + returned, height: height, columns: area.columns), context)
  }

  /// What PCs made differently and where it is decided; how many rows it took.
  private static func drawConflicts(into frame: inout Frame, row: Int, columns: Int, _ context: Context) -> Int {
    guard context.may(.readConflicts) else { return 0 }
    let parts = ConflictScope.allCases.compactMap { scope -> String? in
      let count = ConflictItems.count(scope, context)
      return count == 0 ? nil : "\(context.word(scope.words)) \(Figures.grouped(count))"
    }
    if parts.isEmpty { return 0 }
    frame.put(
      context.text(.homeConflicts, ["what": parts.joined(separator: " · ")]), row: row, column: 1, style: .check,
      width: columns - 2)
    return 1
  }

  /// What came back to this person greets first; how many rows it took.
  private static func drawReturned(into frame: inout Frame, row: Int, columns: Int, _ context: Context) -> Int {
    let returned = context.returnedToMe
    guard !returned.isEmpty else { return 0 }
    frame.put(context.word(.homeReturned), row: row, column: 1, style: .check, width: columns - 2)
    let shown = returned.prefix(3)
    for (place, entry) in shown.enumerated() {
      let id = context.registry.entryID(entry)
      let name = context.registry.entry(id).map { Review.name($0, context) } ?? ""
      let why = context.registry.returnedFields(of: id).first.map { EntrySheet.why($0.reason, $0.note, context) } ?? ""
      frame.put(name, row: row + 1 + place, column: 2, style: .value, width: 28)
      frame.put(why, row: row + 1 + place, column: 31, style: .dim, width: columns - 33)
    }
    return shown.count + 2
  }

  /// What went wrong and what to do may need two rows; how many it took.
  private static func drawBackup(into frame: inout Frame, _ area: Area, _ context: Context) -> Int {
    guard !context.session.isDemo else { return 1 }
    let backup = BackupWords.home(context)
    let lines = TextWidth.wrap(backup.text, columns: area.columns - 2).prefix(2)
    for (place, line) in lines.enumerated() {
      frame.put(
        line, row: area.top + area.height - lines.count + place, column: 1, style: backup.isTrouble ? .check : .dim)
    }
    return lines.count
  }

  /// What was entered, how much of it was approved, and what it is.
  private static func put(
    _ words: String, _ count: String, _ verified: String, _ style: Style, into frame: inout Frame, row: Int, column: Int
  ) {
    frame.put(count, row: row, column: column + 8 - TextWidth.of(count), style: style)
    frame.put(verified, row: row, column: column + 17 - TextWidth.of(verified), style: style)
    frame.put(words, row: row, column: column + 19, style: .label)
  }

  private static func drawDrafts(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard !context.openDrafts.isEmpty, area.height > 1 else {
      guard context.may(.registerPeople) else { return }
      frame.put(context.word(.homeTasks), row: area.top, column: 1, style: .dim, width: area.columns - 2)
      return
    }
    frame.put(context.word(.draftsWait), row: area.top, column: 1, style: .title)
    let own = context.ownDrafts
    let others = context.openDrafts.filter { draft in !own.contains { $0.id == draft.id } }
    for (place, draft) in (others + own).suffix(area.height - 1).reversed().enumerated() {
      var title = DraftListScreen.name(draft, context)
      if place >= own.count, context.mayOpen(draft) { title += " (\(draft.by))" }
      frame.put("\(draft.at.date.display) \(draft.at.time)", row: area.top + 1 + place, column: 2, style: .dim)
      frame.put(title, row: area.top + 1 + place, column: 20, style: .value, width: area.columns - 22)
    }
  }
}

enum Figures {
  /// 12345 as 12.345, as Indonesian offices write it.
  static func grouped(_ number: Int) -> String { number.grouped }
}

extension Phrase {
  static let searchLabel = Phrase("app.home.search")
  static let searchPlaceholder = Phrase("app.home.searchPlaceholder")
  static let searchEmpty = Phrase("app.home.searchEmpty")
  static let hintHomeLook = Phrase("app.hint.homeLook")
  static let frozenHit = Phrase("app.home.frozen")
  static let searchFirst = Phrase("app.home.searchFirst")
  static let searchIsHere = Phrase("app.home.searchIsHere")
  static let keyRegister = Phrase("app.key.register")
  static let hintHome = Phrase("app.hint.home")
  static let hintHomeReadOnly = Phrase("app.hint.homeReadOnly")
  static let hintHits = Phrase("app.hint.hits")
  static let todayTitle = Phrase("app.home.today")
  static let wholeTitle = Phrase("app.home.whole")
  static let homeTasks = Phrase("app.home.tasks")
  static let draftContinued = Phrase("app.home.draftContinued")
  static let draftHasNumber = Phrase("app.home.draftHasNumber")
  static let homeConflicts = Phrase("app.home.conflicts")
  static let homeReturned = Phrase("app.home.returned")
  static let draftsWait = Phrase("app.home.drafts")
  static let draftNoName = Phrase("app.draft.noName")
  static let countHouseholds = Phrase("app.count.households")
  static let countPeople = Phrase("app.count.people")
  static let countEnrolments = Phrase("app.count.enrolments")
  static let countPlacements = Phrase("app.count.placements")
}
