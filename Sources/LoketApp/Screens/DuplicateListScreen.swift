// Data ganda: the pairs that may be one, the surest first, and why; and the households that contradict themselves.
import LoketModel
import LoketRegistry
import LoketWidgets

struct DuplicateListScreen: Screen {
  private var filter = PairFilter.open
  private var search = SearchBox()
  private var list = ListView()
  private var rows: [Row] = []
  private var traced: Set<PairFilter> = []
  /// Rows under the list: the two records and the sentence.
  private static let foot = 5

  private enum Row: Equatable, Sendable {
    case pair(JudgedPair)
    case household(HouseholdDoubt)

    /// The records that it is about.
    var records: [RecordRef] {
      switch self {
      case .pair(let judged): [judged.pair.first, judged.pair.second]
      case .household(let doubt): [doubt.household]
      }
    }
  }

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleDuplicates) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere))]
  }

  func hint(_ context: Context) -> String {
    context.word(filter == .households ? .hintOddHouseholds : .hintDuplicates)
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.duplicates")) }

  mutating func appear(_ context: inout Context) {
    context.findLikenesses()
    load(context)
    trace(&context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .likenessesFound, .changedElsewhere:
      load(context)
      trace(&context)
    default: return
    }
  }

  /// Each filter shows other people: one line for each of them that had any.
  private mutating func trace(_ context: inout Context) {
    guard !rows.isEmpty, traced.insert(filter).inserted else { return }
    context.trace(.searched, .list("pair"), count: rows.count, kind: .list)
  }

  private mutating func load(_ context: Context) {
    rows =
      filter == .households
      ? context.likenesses.doubts.map(Row.household) : OpenPairs.all(filter, context).map(Row.pair)
    if !search.text.isEmpty {
      let words = NameKey.fold(search.text)
      rows = rows.filter { row in
        row.records.contains { NameKey.fold(ComparedSide.name($0, context)).contains(words) }
      }
    }
    list.reload(count: rows.count)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch search.press(key) {
    case .changed:
      load(context)
      list.select(0)
    case .submitted: open(&context)
    case .stayed: return
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 4 - DuplicateListScreen.foot)
      _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back:
      if search.text.isEmpty { return context.close() }
      search.clear()
      load(context)
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleDuplicates),
      actions: PairFilter.allCases.map { ActionMenu.Action($0.rawValue, context.word($0.words)) })
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen("actions", let option) = answer, let chosen = PairFilter(rawValue: option) else { return }
    filter = chosen
    load(context)
    trace(&context)
    list.select(0)
  }

  private func open(_ context: inout Context) {
    guard rows.indices.contains(list.selected) else { return context.say(.info, empty(context)) }
    switch rows[list.selected] {
    case .pair(let judged): context.open(PairScreen(judged.pair.first, judged.pair.second))
    case .household(let doubt): context.open(HouseholdScreen(household: doubt.household.id))
    }
  }

  // MARK: Drawing

  private func empty(_ context: Context) -> String {
    if filter == .open || filter == .households, context.likenesses.search != .done {
      return context.word(.pairsSearching)
    }
    return context.word(.pairsNone)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 23, label: context.word(.searchLabel))
    let cursor = frame.cursor
    frame.put(
      context.text(.pairsCount, ["count": Figures.grouped(rows.count), "what": context.word(filter.words)]),
      row: area.top, column: area.columns - 21, style: .dim, width: 20)
    let height = area.height - 2 - DuplicateListScreen.foot
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: height,
      columns: columns(context), empty: empty(context)
    ) { listed(rows[$0], context) }
    drawSelected(
      into: &frame, Area(top: area.top + 2 + height, height: DuplicateListScreen.foot, columns: area.columns), context)
    frame.cursor = cursor
  }

  private func columns(_ context: Context) -> [ListColumn] {
    let isHouseholds = filter == .households
    let (name, why) = (context.word(isHouseholds ? .pairHousehold : .columnName), context.word(.columnWhy))
    if isHouseholds { return [ListColumn(name, width: 30, grows: 1), ListColumn(why, width: 46, grows: 1)] }
    return [
      ListColumn(context.word(.columnLikeness), width: 17), ListColumn(name, width: 24, grows: 1),
      ListColumn(why, width: 33, grows: 2),
    ]
  }

  private func listed(_ row: Row, _ context: Context) -> ListRow {
    switch row {
    case .pair(let judged):
      let likeness = judged.pair.likeness
      let words = judged.state == nil ? likeness.level.words ?? .pairNotLike : OpenPairs.words(judged.state)
      return ListRow([
        context.word(words), ComparedSide.name(judged.pair.first, context), likeness.sentence(context.wording),
      ])
    case .household(let doubt):
      return ListRow([ComparedSide.name(doubt.household, context), context.word(doubt.problem.words)])
    }
  }

  /// The records and the whole sentence.
  private func drawSelected(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard rows.indices.contains(list.selected) else { return }
    let row = rows[list.selected]
    frame.fill(row: area.top, column: 1, width: area.columns - 2, character: "─", style: .border)
    for (place, record) in row.records.enumerated() {
      frame.put(LikenessWords.line(record, context), row: area.top + 1 + place, column: 2, width: area.columns - 4)
    }
    let words =
      switch row {
      case .pair(let judged): judged.pair.likeness.sentence(context.wording)
      case .household(let doubt): context.word(doubt.problem.words)
      }
    for (place, line) in TextWidth.wrap(words, columns: area.columns - 4).prefix(2).enumerated() {
      frame.put(line, row: area.top + 3 + place, column: 2, style: .check, width: area.columns - 4)
    }
  }
}

/// A record of the register in one line, as it was before it became one with another.
enum LikenessWords {
  /// "SITI AMINAH · 337602******0003 · 05-08-1969 · 003/001 · JL MELATI 4".
  static func line(_ record: RecordRef, _ context: Context) -> String {
    guard context.registry.exists(record) else { return context.word(.recordGone) }
    let values = context.registry.ownValues(record)
    var parts = [ComparedSide.name(record, context)]
    if record.kind == .person {
      parts += [values["nik"].map { Nik.masked($0) } ?? "", context.day(values["birthDate"])]
    } else {
      parts.append(values["familyCardNumber"].map { Nik.masked($0) } ?? "")
    }
    let home =
      record.kind == .household
      ? Household(id: record.id) { values[$0] } : values["household"].flatMap { context.registry.household($0) }
    if let home { parts += [PersonRow.rtRw(home), home.address ?? ""] }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension Phrase {
  static let titleDuplicates = Phrase("app.title.duplicates")
  static let hintOddHouseholds = Phrase("app.hint.oddHouseholds")
  static let hintDuplicates = Phrase("app.hint.duplicates")
  static let columnLikeness = Phrase("app.column.likeness")
  static let columnWhy = Phrase("app.column.why")
  static let pairsSearching = Phrase("app.pairs.searching")
  static let pairsNone = Phrase("app.pairs.none")
  static let pairsCount = Phrase("app.pairs.count")
  static let pairHousehold = Phrase("app.pair.household")
  static let pairNotLike = Phrase("app.pair.notLike")
}
