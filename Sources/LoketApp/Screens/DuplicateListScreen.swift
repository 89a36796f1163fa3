// Data ganda: the pairs that may be one person, the surest first, and under them why the selected two look the same.
import LoketModel
import LoketRegistry
import LoketWidgets

struct DuplicateListScreen: Screen {
  private var filter = PairFilter.open
  private var search = SearchBox()
  private var list = ListView()
  private var pairs: [JudgedPair] = []
  /// Rows under the list: the two people and the sentence.
  private static let foot = 5

  init(_ context: Context) { load(context) }

  func title(_ context: Context) -> String { context.word(.titleDuplicates) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere))]
  }

  func hint(_ context: Context) -> String { context.word(.hintDuplicates) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.duplicates")) }

  mutating func appear(_ context: inout Context) {
    context.findLikenesses()
    load(context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .likenessesFound, .changedElsewhere: load(context)
    default: return
    }
  }

  private mutating func load(_ context: Context) {
    pairs = OpenPairs.all(filter, context)
    if !search.text.isEmpty {
      let words = NameKey.fold(search.text)
      pairs = pairs.filter { judged in
        [judged.pair.first, judged.pair.second].contains {
          NameKey.fold(context.registry.value($0, "name") ?? "").contains(words)
        }
      }
    }
    list.reload(count: pairs.count)
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
    list.select(0)
  }

  private func open(_ context: inout Context) {
    guard pairs.indices.contains(list.selected) else { return context.say(.info, empty(context)) }
    let pair = pairs[list.selected].pair
    context.open(PairScreen(pair.first, pair.second))
  }

  // MARK: Drawing

  private func empty(_ context: Context) -> String {
    if filter == .open, context.likenesses.search != .done { return context.word(.pairsSearching) }
    return context.word(.pairsNone)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 22, label: context.word(.searchLabel))
    let cursor = frame.cursor
    frame.put(
      context.text(.pairsCount, ["count": Figures.grouped(pairs.count), "what": context.word(filter.words)]),
      row: area.top, column: area.columns - 20, style: .dim, width: 19)
    let height = area.height - 2 - DuplicateListScreen.foot
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: height,
      columns: [
        ListColumn(context.word(.columnLikeness), width: 17),
        ListColumn(context.word(.columnName), width: 24, grows: 1),
        ListColumn(context.word(.columnWhy), width: 33, grows: 2),
      ], empty: empty(context)
    ) { row(pairs[$0], context) }
    drawSelected(
      into: &frame, Area(top: area.top + 2 + height, height: DuplicateListScreen.foot, columns: area.columns), context)
    frame.cursor = cursor
  }

  private func row(_ judged: JudgedPair, _ context: Context) -> ListRow {
    let likeness = judged.pair.likeness
    let words = judged.state == nil ? likeness.level.words ?? .pairNotLike : OpenPairs.words(judged.state)
    return ListRow([
      context.word(words), context.registry.value(judged.pair.first, "name") ?? context.word(.recordUnknown),
      likeness.sentence(context.wording),
    ])
  }

  /// Both people and the whole sentence.
  private func drawSelected(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard pairs.indices.contains(list.selected) else { return }
    let pair = pairs[list.selected].pair
    frame.fill(row: area.top, column: 1, width: area.columns - 2, character: "─", style: .border)
    for (place, ref) in [pair.first, pair.second].enumerated() {
      frame.put(LikenessWords.line(ref.id, context), row: area.top + 1 + place, column: 2, width: area.columns - 4)
    }
    let sentence = TextWidth.wrap(pair.likeness.sentence(context.wording), columns: area.columns - 4)
    for (place, line) in sentence.prefix(2).enumerated() {
      frame.put(line, row: area.top + 3 + place, column: 2, style: .check, width: area.columns - 4)
    }
  }
}

/// A person of the register in one line, and what a form says beside a name.
enum LikenessWords {
  /// "SITI AMINAH · 337602******0003 · 05-08-1969 · 003/001 · JL MELATI 4".
  static func line(_ person: String, _ context: Context) -> String {
    guard let found = context.registry.person(person) else { return context.word(.recordGone) }
    let household = context.registry.household(of: person)
    return [
      found.name ?? "", found.nik.map { Nik.masked($0) } ?? "", context.day(found.birthDate),
      household.map(PersonRow.rtRw) ?? "", household?.address ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension Phrase {
  static let titleDuplicates = Phrase("app.title.duplicates")
  static let hintDuplicates = Phrase("app.hint.duplicates")
  static let columnLikeness = Phrase("app.column.likeness")
  static let columnWhy = Phrase("app.column.why")
  static let pairsSearching = Phrase("app.pairs.searching")
  static let pairsNone = Phrase("app.pairs.none")
  static let pairsCount = Phrase("app.pairs.count")
  static let pairNotLike = Phrase("app.pair.notLike")
}
