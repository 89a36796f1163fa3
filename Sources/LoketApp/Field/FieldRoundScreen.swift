// The round of one RT, house by house: what was found at each door, the next house, a new family, a correction.
import LoketModel
import LoketRegistry
import LoketWidgets

struct FieldRoundScreen: Screen {
  struct House: Hashable, Sendable {
    /// The household's, for the registry.
    let handle: UInt32
    var visit: FieldVisit?

    /// A code of `fieldOutcome`, or that nobody has been there.
    var standing: String { visit?.outcome ?? FieldRoundScreen.open }
  }

  /// Nobody has been there yet.
  static let open = "open"
  /// The day of the next visit has come.
  static let due = "due"
  private static let outcomes = CodeList.fieldOutcome.codes.map(\.code)

  /// Nil: all RT together.
  let place: RukunTetangga?
  /// In the order of a walk.
  private var houses: [House] = []
  /// Places in `houses` of those that the filter leaves.
  private var shown: [Int] = []
  private var tally = RoundTally()
  /// Which standing the list shows; nil: every one.
  private var filter: String?
  private var list = ListView()
  private var isStale = false
  private var isTraced = false

  init(_ place: RukunTetangga?, _ context: Context) {
    self.place = place
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }

  func title(_ context: Context) -> String {
    guard let place else { return context.word(.fieldAllRT) }
    return place.isUnknown ? context.word(.fieldNoRT) : "RT " + place.description
  }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: .on, .actions: .on, .pick: .named(context.word(.keyFilter)),
      .new: context.key(.registerPeople, named: .keyRegister),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintFieldRound) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.fieldRound")) }

  // MARK: Rows

  private mutating func load(_ context: Context) {
    isStale = false
    let board = context.rounds.board
    let handles =
      place.map { board.households[$0] ?? [] }
      ?? board.households.filter { context.session.round.takes($0.key) }.sorted { $0.key < $1.key }.flatMap(\.value)
    houses = handles.map { House(handle: $0, visit: context.session.round.kept.counting(board.visit(at: $0))) }
    if place != nil { sortByAddress(context) }
    count(context)
  }

  /// House 9 before house 10, as a street is walked.
  private mutating func sortByAddress(_ context: Context) {
    houses = houses.map { house in
      (AddressOrder(context.registry.value(context.registry.ref(house.handle), "address") ?? ""), house)
    }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private mutating func count(_ context: Context) {
    tally = RoundTally(households: houses.count)
    for visit in houses.lazy.compactMap(\.visit) { tally.add(visit, today: context.today) }
    shown = houses.indices.filter { matches(houses[$0], context) }
    list.reload(count: shown.count)
  }

  private func matches(_ house: House, _ context: Context) -> Bool {
    switch filter {
    case nil: true
    case FieldRoundScreen.due: house.visit?.isDue(on: context.today) ?? false
    default: house.standing == filter
    }
  }

  private func id(_ house: House, _ context: Context) -> String { context.registry.ref(house.handle).id }

  private var selected: House? { shown.indices.contains(list.selected) ? houses[shown[list.selected]] : nil }

  /// Who lives behind each door is on the screen.
  private mutating func trace(_ context: inout Context) {
    guard !isTraced, !houses.isEmpty else { return }
    isTraced = true
    context.trace(.searched, .list("household"), count: houses.count, kind: .list)
  }

  mutating func appear(_ context: inout Context) {
    trace(&context)
    context.findRounds()
    guard isStale else { return }
    let handle = selected?.handle
    load(context)
    if let handle { select(handle) }
  }

  mutating func saved(ticket: Int, _ context: inout Context) { isStale = true }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere:
      context.findRounds()
      load(context)
    case .roundsFound, .roundKept:
      load(context)
      trace(&context)
    default: return
    }
  }

  private mutating func select(_ handle: UInt32) {
    guard let row = shown.firstIndex(where: { houses[$0].handle == handle }) else { return }
    list.select(row)
  }

  /// The next house behind the selected one where nobody has been, or where somebody is due; round the corner from the
  /// end to the beginning.
  private mutating func goToNext(after handle: UInt32?, _ context: Context) -> Bool {
    let waits = { (house: House) in house.visit == nil || (house.visit?.isDue(on: context.today) ?? false) }
    let start = handle.flatMap { handle in houses.firstIndex { $0.handle == handle } } ?? -1
    let order = Array(houses.indices.dropFirst(start + 1)) + houses.indices.prefix(max(start, 0))
    for index in order where waits(houses[index]) {
      guard let row = shown.firstIndex(of: index) else { continue }
      list.select(row)
      return true
    }
    return false
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    list.fit(rows: ScreenFrame.body(of: context.size).count - 4)
    switch key {
    case .tab:
      if !goToNext(after: selected?.handle, context) { context.say(.info, .fieldAllDone) }
    case .character(let character):
      if let number = character.wholeNumberValue { carryOut(menu(context).outcome(of: number), &context) }
    default:
      guard case .opened = list.press(key), let selected else { return }
      context.open(HouseholdScreen(household: id(selected, context)))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .pick: context.open(ActionsScreen(menu: filters(context)))
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .new: context.open(HouseholdFormScreen.register(at: place, context))
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let noHouse = selected == nil ? context.word(.whyNoHouse) : nil
    return ActionMenu(
      title: title(context),
      actions: FieldRoundScreen.outcomes.map { outcome in
        ActionMenu.Action(
          "visit." + outcome, context.code(.fieldOutcome, outcome), why: context.whyNot(.fieldRounds) ?? noHouse)
      } + [
        ActionMenu.Action(
          "correct", context.word(.actionChangeHousehold), why: context.whyNot(.changePeople) ?? noHouse),
        ActionMenu.Action("paper", context.word(Destination.blankForm.words), why: context.whyNot(.printPapers)),
      ])
  }

  private func filters(_ context: Context) -> ActionMenu {
    let row = { (id: String, words: String, count: Int) in
      ActionMenu.Action("filter." + id, "\(words) (\(Figures.grouped(count)))")
    }
    return ActionMenu(
      title: context.word(.keyFilter),
      actions: [
        row("", context.word(.fieldEvery), tally.households),
        row(FieldRoundScreen.open, context.word(.fieldOpen), tally.open),
      ] + FieldRoundScreen.outcomes.map { row($0, context.code(.fieldOutcome, $0), tally.count($0)) }
        + [row(FieldRoundScreen.due, context.word(.fieldDue), tally.due)])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved(let record) where record.kind == .household:
      let known = houses.first { id($0, context) == record.id }
      load(context)
      // A new family is shown; after a visit the next house is.
      if let known, goToNext(after: known.handle, context) { return }
      if let house = houses.first(where: { id($0, context) == record.id }) { select(house.handle) }
    default: return
    }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("correct"):
      guard let selected else { return }
      context.trace(.opened, RecordRef(.household, id(selected, context)))
      context.open(HouseholdFormScreen.change(household: id(selected, context), context))
    case .chosen("paper"): context.openBlankForm()
    case .chosen(let option):
      let parts = option.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { return }
      if parts[0] == "visit", let selected {
        context.open(ReasonScreen.asking(.fieldVisit(household: id(selected, context), outcome: parts[1]), context))
      } else if parts[0] == "filter" {
        filter = parts[1].isEmpty ? nil : parts[1]
        count(context)
        list.select(0)
      }
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let counts: [(String, Int)] = [
      ("households", tally.households), ("open", tally.open), ("visited", tally.count(FieldVisits.visited)),
      ("absent", tally.count("absent")), ("refused", tally.count("refused")), ("due", tally.due),
    ]
    let slots = Dictionary(uniqueKeysWithValues: counts.map { ($0.0, Figures.grouped($0.1)) })
    frame.put(
      context.text(.fieldTally, slots), row: area.top, column: 1, style: .title, width: area.columns - 2)
    if let filter {
      frame.put(
        context.text(.fieldFiltered, ["standing": standing(filter, context)]), row: area.top + 1, column: 1,
        style: .label, width: area.columns - 2)
    }
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnAddress), width: 18, grows: 2),
        ListColumn(context.word(.columnHead), width: 16, grows: 2),
        ListColumn(context.word(.fieldStandingColumn), width: 22), ListColumn(context.word(.fieldDayColumn), width: 5),
        ListColumn(context.word(.fieldNextColumn), width: 10),
      ],
      empty: context.word(
        context.rounds.search != .done ? .fieldSearching : filter == nil ? .fieldNoHouses : .fieldNoSuch)
    ) { index in cells(houses[shown[index]], context) }
  }

  private func standing(_ code: String, _ context: Context) -> String {
    switch code {
    case FieldRoundScreen.open: context.word(.fieldOpen)
    case FieldRoundScreen.due: context.word(.fieldDue)
    default: context.code(.fieldOutcome, code)
    }
  }

  private func cells(_ house: House, _ context: Context) -> ListRow {
    guard let household = context.registry.household(id(house, context)) else { return ListRow([]) }
    let address = household.address ?? ""
    let head = context.registry.head(of: household.id)?.name ?? context.word(.headUnknown)
    let day = house.visit?.day.flatMap { CalendarDate(iso: $0)?.display.prefix(5) } ?? ""
    let isDue = house.visit?.isDue(on: context.today) ?? false
    return ListRow(
      [
        place == nil ? "\(PersonRow.rtRw(household)) \(address)" : address, head, standing(house.standing, context),
        String(day), context.day(house.visit?.nextDay),
      ], style: house.visit == nil || isDue ? .plain : .dim)
  }
}

extension Phrase {
  static let hintFieldRound = Phrase("app.hint.fieldRound")
  static let keyFilter = Phrase("app.key.filter")
  static let whyNoHouse = Phrase("app.why.noHouse")
  static let fieldAllDone = Phrase("app.field.allDone")
  static let fieldEvery = Phrase("app.field.every")
  static let fieldOpen = Phrase("app.field.open")
  static let fieldDue = Phrase("app.field.due")
  static let fieldTally = Phrase("app.field.tally")
  static let fieldFiltered = Phrase("app.field.filtered")
  static let fieldStandingColumn = Phrase("app.field.standing")
  static let fieldDayColumn = Phrase("app.field.day")
  static let fieldNextColumn = Phrase("app.field.nextColumn")
  static let fieldNoHouses = Phrase("app.field.noHouses")
  static let fieldNoSuch = Phrase("app.field.noSuch")
}
