// Keluarga: every household by its head's name, and the search that narrows them down at each key.
import LoketModel
import LoketRegistry
import LoketWidgets

struct HouseholdListScreen: Screen {
  /// Hits on the screen at most; more is a reason to type another letter.
  static let limit = 200

  /// What a choice closes with in the place of an id: a household that does not exist yet.
  static let new = "new"

  struct Row: Hashable, Sendable {
    /// The household, or a person who belongs to none.
    let record: RecordRef
    /// Who was found, where that is not the head.
    var member: String?
  }

  /// The household that a person leaves, when this list chooses another one for that person.
  let leaving: String?
  let isChoosing: Bool
  var search = SearchBox()
  var list: ListView
  /// All households in their order, for the empty search.
  var handles: [UInt32]
  var hits: [Row] = []
  var isComplete = true
  /// A search was done whose end is not yet in the trace.
  var isSearching = false
  /// Its first hits, as they were found.
  private var found: [SearchHit] = []
  /// The list itself is in the trace.
  private var isTraced = false
  var isStale = false
  /// Voided records stand in the list too, before the others.
  var showsVoided = false
  var voided: [Row] = []

  init(_ context: Context) { self.init(context, isChoosing: false, leaving: nil) }

  /// A list that closes with `.picked(id: "household", code:)`: another household than `household`, or `new`.
  static func choosing(besides household: String?, _ context: Context) -> HouseholdListScreen {
    HouseholdListScreen(context, isChoosing: true, leaving: household)
  }

  private init(_ context: Context, isChoosing: Bool, leaving: String?) {
    self.isChoosing = isChoosing
    self.leaving = leaving
    handles = HouseholdListScreen.rows(context, isChoosing: isChoosing)
    list = ListView(count: handles.count)
  }

  /// All households, or those that this PC takes along; a person may move to any of them.
  private static func rows(_ context: Context, isChoosing: Bool) -> [UInt32] {
    let all = context.registry.rows(.household)
    guard context.session.round.isRestricting, !isChoosing else { return all }
    return all.filter { context.shows(context.registry.ref($0)) }
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(isChoosing ? .titleChooseHousehold : .titleHouseholds) }

  func commands(_ context: Context) -> [Command: Availability] {
    let new = context.word(isChoosing ? .keyNewHousehold : .keyRegister)
    var commands: [Command: Availability] = [
      .help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere)),
      .new: context.whyNot(.registerPeople).map { .off($0) } ?? .named(new),
    ]
    if !isChoosing { commands[.actions] = .on }
    if !isChoosing { commands[.pick] = context.roundKey }
    if isChoosing { commands[.menu] = .off(nil) }
    return commands
  }

  func hint(_ context: Context) -> String {
    if isChoosing { return context.word(.hintChooseHousehold) }
    return context.word(search.text.isEmpty ? .hintHouseholds : .hintHits)
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.households")) }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    // Without a text there is no caret to move: the ends are those of the list.
    if search.text.isEmpty, key == .home || key == .end {
      _ = list.press(key)
      return
    }
    switch search.press(key) {
    case .changed:
      find(context)
      list.select(0)
      isSearching = !search.text.isEmpty
      if hits.isEmpty, context.frozen(searching: search.text) != nil { context.say(.check, .frozenHit) }
    case .submitted: open(&context)
    case .stayed: return
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 4)
      _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back:
      traceSearch(&context)
      if search.text.isEmpty {
        context.close()
      } else {
        search.clear()
        find(context)
      }
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .pick: context.toggleRound()
    case .new:
      traceSearch(&context)
      if isChoosing {
        context.close(.picked(id: "household", code: HouseholdListScreen.new))
      } else {
        context.open(HouseholdFormScreen.register(context))
      }
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let isNone = !showsVoided && VoidedRows.all(context).isEmpty
    return ActionMenu(
      title: context.word(.titleHouseholds),
      actions: [
        ActionMenu.Action(
          "voided", context.word(showsVoided ? .actionHideVoided : .actionShowVoided),
          why: isNone ? context.word(.whyNoneVoided) : nil),
        ActionMenu.Action("arrive", context.word(.actionMovedIn), why: context.whyNot(.registerPeople)),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if answer == .chosen(id: "actions", option: "arrive") { return context.open(HouseholdFormScreen.arrive(context)) }
    guard answer == .chosen(id: "actions", option: "voided") else { return }
    showsVoided.toggle()
    find(context)
    list.select(0)
  }

  mutating func saved(ticket: Int, _ context: inout Context) { isStale = true }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    // Handles are good for one registry only.
    case .changedElsewhere, .roundKept: reload(context)
    default: return
    }
  }

  mutating func appear(_ context: inout Context) {
    if isStale { reload(context) }
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("household"), count: handles.count, kind: .list)
  }

  mutating func cover(_ context: inout Context) { traceSearch(&context) }

  private mutating func reload(_ context: Context) {
    isStale = false
    handles = HouseholdListScreen.rows(context, isChoosing: isChoosing)
    find(context)
  }

  private mutating func find(_ context: Context) {
    hits = []
    found = []
    isComplete = true
    voided = showsVoided ? VoidedRows.matching(search.text, context) : []
    if search.text.isEmpty {
      list.reload(count: voided.count + handles.count)
      return
    }
    let result = context.registry.search(
      search.text, kinds: [.household, .person], limit: context.searchLimit(HouseholdListScreen.limit))
    isComplete = result.isComplete
    found = Array(result.hits.filter { isChoosing || context.shows($0.record) }.prefix(2))
    var seen: Set<String> = []
    for hit in result.hits where isChoosing || context.shows(hit.record) {
      guard let row = row(of: hit.record, context), seen.insert(row.record.description).inserted else { continue }
      hits.append(row)
    }
    list.reload(count: voided.count + hits.count)
  }

  /// A person stands for the household that the person lives in.
  private func row(of record: RecordRef, _ context: Context) -> Row? {
    if record.kind == .household { return Row(record: record) }
    guard let person = context.registry.person(record.id) else { return nil }
    guard let id = person.household, let household = context.registry.household(id) else {
      return isChoosing ? nil : Row(record: record)
    }
    return Row(record: RecordRef(.household, id), member: household.head == person.id ? nil : person.name)
  }

  private func row(at index: Int, _ context: Context) -> Row? {
    if voided.indices.contains(index) { return voided[index] }
    let index = index - voided.count
    if !search.text.isEmpty { return hits.indices.contains(index) ? hits[index] : nil }
    return handles.indices.contains(index) ? Row(record: context.registry.ref(handles[index])) : nil
  }

  private mutating func open(_ context: inout Context) {
    guard let row = row(at: list.selected, context) else {
      context.say(
        .info, search.text.isEmpty ? context.word(.householdsEmpty) : context.emptyText(searching: search.text))
      return
    }
    guard isChoosing else {
      traceSearch(&context)
      context.open(any: Records.screen(for: row.record, context))
      return
    }
    if row.record.id == leaving {
      context.say(.info, .householdSame)
      return
    }
    traceSearch(&context)
    context.close(.picked(id: "household", code: row.record.id))
  }

  /// A finished search is traced by its kind and its count, never by its words.
  private mutating func traceSearch(_ context: inout Context) {
    guard isSearching else { return }
    isSearching = false
    if found.count == 1, voided.isEmpty { return context.traceSearch(search.text, found, in: "household") }
    context.trace(
      .searched, .list("household"), count: voided.count + hits.count,
      kind: LookKind(search: search.text, field: found.first?.why))
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: context.word(.searchPlaceholder))
    let cursor = frame.cursor
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 3,
      columns: [
        ListColumn(context.word(.columnHead), width: 22, grows: 3), ListColumn(context.word(.columnCard), width: 16),
        ListColumn(context.word(.columnMembers), width: 4, alignsRight: true),
        ListColumn(context.word(.columnRTRW), width: 7), ListColumn(context.word(.columnAddress), width: 18, grows: 2),
      ], empty: search.text.isEmpty ? context.word(.householdsEmpty) : context.emptyText(searching: search.text)
    ) { index in
      row(at: index, context).map { HouseholdListScreen.cells($0, context) } ?? ListRow([])
    }
    frame.put(count(context), row: area.top + area.height - 1, column: 2, style: .dim, width: area.columns - 4)
    frame.cursor = cursor
  }

  private func count(_ context: Context) -> String {
    let others = countOthers(context)
    guard showsVoided else { return others }
    return others + " · " + context.text(.householdsVoided, ["count": Figures.grouped(voided.count)])
  }

  private func countOthers(_ context: Context) -> String {
    if search.text.isEmpty { return context.text(.householdsCount, ["count": Figures.grouped(handles.count)]) }
    let phrase: Phrase = isComplete ? .householdsFound : .householdsFirst
    return context.text(phrase, ["count": Figures.grouped(hits.count)])
  }

  private static func cells(_ row: Row, _ context: Context) -> ListRow {
    let registry = context.registry
    guard row.record.kind == .household, let household = registry.household(row.record.id) else {
      let cells = PersonRow.row(row.record, context)
      guard registry.isVoid(row.record) else { return cells }
      return ListRow(
        [registry.person(row.record.id)?.name ?? "", "", "", "", Voiding.mark(row.record, context)], style: .dim)
    }
    if registry.isVoid(row.record) {
      let head = Voiding.headName(of: household.id, context) ?? context.word(.headUnknown)
      let card = household.familyCardNumber.map { Nik.masked($0) } ?? ""
      return ListRow([head, card, "", PersonRow.rtRw(household), Voiding.mark(row.record, context)], style: .dim)
    }
    let members = registry.members(of: household.id)
    let name = members.first { $0.id == household.head }?.name ?? context.word(.headUnknown)
    let head = PersonRow.marked(name, row.record, context)
    return ListRow(
      [
        row.member.map { "\(head) (\($0))" } ?? head, household.familyCardNumber.map { Nik.masked($0) } ?? "",
        String(members.count(where: \.isActive)), PersonRow.rtRw(household), household.address ?? "",
      ], style: household.isActive ? .plain : .dim)
  }
}

extension Household {
  /// Neither moved out nor without members.
  var isActive: Bool { standing == nil || standing == "active" }
}

extension Phrase {
  static let titleHouseholds = Phrase("app.title.households")
  static let titleChooseHousehold = Phrase("app.title.chooseHousehold")
  static let keyNewHousehold = Phrase("app.key.newHousehold")
  static let hintHouseholds = Phrase("app.hint.households")
  static let hintChooseHousehold = Phrase("app.hint.chooseHousehold")
  static let householdsEmpty = Phrase("app.households.empty")
  static let householdsCount = Phrase("app.households.count")
  static let householdsFound = Phrase("app.households.found")
  static let householdsFirst = Phrase("app.households.first")
  static let householdsVoided = Phrase("app.households.voided")
  static let actionShowVoided = Phrase("app.action.showVoided")
  static let actionHideVoided = Phrase("app.action.hideVoided")
  static let actionMovedIn = Phrase("app.action.movedIn")
  static let whyNoneVoided = Phrase("app.why.noneVoided")
  static let householdSame = Phrase("app.households.same")
  static let columnHead = Phrase("app.column.head")
  static let columnCard = Phrase("app.column.card")
  static let columnMembers = Phrase("app.column.members")
}
