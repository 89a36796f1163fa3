// Bentrok: what two PCs made differently while they did not hear of each other, the oldest first, and who may decide it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ConflictListScreen: Screen {
  private(set) var scope = ConflictScope.open
  private var search = SearchBox()
  private var list = ListView()
  /// Everything of this list, and the places of what the search leaves.
  private var items: [ConflictItem] = []
  private var places: [Int] = []
  /// What a search looks through, by place: found when somebody searches.
  private var words: [String] = []
  private var traced: Set<ConflictScope> = []
  private var ticket: Int?
  /// Rows under the list: a rule, and the values with who made them.
  private static let foot = 5

  init(_ context: Context) {
    if ConflictItems.count(.open, context) == 0 {
      scope = ConflictScope.allCases.first { ConflictItems.count($0, context) > 0 } ?? .open
    }
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readConflicts) }
  func title(_ context: Context) -> String { context.word(.titleConflicts) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere)),
      .undo: whyNotUndo(context).map { .off($0) } ?? .on,
    ]
  }

  func hint(_ context: Context) -> String {
    switch scope {
    case .open: context.word(.hintConflicts)
    case .twins: context.word(.hintTwins)
    case .waiting: context.word(.hintWaiting)
    }
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.conflicts")) }

  mutating func appear(_ context: inout Context) {
    load(context)
    trace(&context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event {
      load(context)
      trace(&context)
    }
  }

  /// Each list shows other people: one line for each of them that had any.
  private mutating func trace(_ context: inout Context) {
    guard !items.isEmpty, traced.insert(scope).inserted else { return }
    context.trace(.searched, .list("conflict"), count: items.count, kind: .list)
  }

  private mutating func load(_ context: Context) {
    let selected = self.selected
    items = ConflictItems.all(scope, context)
    words = []
    filter(context)
    if let selected, let place = places.firstIndex(where: { items[$0] == selected }) { list.select(place) }
  }

  private mutating func filter(_ context: Context) {
    places = Array(items.indices)
    if !search.text.isEmpty {
      if words.isEmpty {
        words = items.map { item in
          let parts = [ConflictItems.name, ConflictItems.what, ConflictItems.values].map { $0(item, context) }
          return NameKey.fold(parts.joined(separator: " "))
        }
      }
      let wanted = NameKey.fold(search.text)
      places = places.filter { words[$0].contains(wanted) }
    }
    list.reload(count: places.count)
  }

  private var selected: ConflictItem? {
    places.indices.contains(list.selected) ? items[places[list.selected]] : nil
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    // Between letters the arrows are the search's own.
    if search.text.isEmpty, key == .left || key == .right { return turn(by: key == .left ? -1 : 1, &context) }
    switch search.press(key) {
    case .changed:
      filter(context)
      list.select(0)
    case .submitted: open(&context)
    case .stayed: return
    case .notMine:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 4 - ConflictListScreen.foot)
      _ = list.press(key)
    }
  }

  private mutating func turn(by step: Int, _ context: inout Context) {
    let all = ConflictScope.allCases
    guard let place = all.firstIndex(of: scope) else { return }
    show(all[(place + step + all.count) % all.count], &context)
  }

  private mutating func show(_ scope: ConflictScope, _ context: inout Context) {
    self.scope = scope
    load(context)
    list.select(0)
    trace(&context)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .undo: undo(&context)
    case .back:
      if search.text.isEmpty { return context.close() }
      search.clear()
      filter(context)
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleConflicts),
      actions: [
        ActionMenu.Action("openItem", context.word(.actionOpenConflict), why: selected == nil ? empty(context) : nil),
        ActionMenu.Action("undo", context.word(.actionUndoConflict), why: whyNotUndo(context)),
      ] + ConflictScope.allCases.map { ActionMenu.Action($0.rawValue, context.word($0.words)) })
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen("actions", let option) = answer else { return }
    switch option {
    case "openItem": open(&context)
    case "undo": undo(&context)
    default: if let scope = ConflictScope(rawValue: option) { show(scope, &context) }
    }
  }

  private func open(_ context: inout Context) {
    guard let selected else { return context.say(.info, empty(context)) }
    guard let screen = ConflictItems.screen(selected, context) else { return context.say(.info, .recordGone) }
    context.open(any: screen)
  }

  /// Only what this person decided is taken back; whoever decides about settings alone takes that back.
  private func whyNotUndo(_ context: Context) -> String? {
    context.may(.accounts) ? nil : context.whyNot(.settleConflicts)
  }

  /// Takes back what this person decided last on this working day, again and again.
  private mutating func undo(_ context: inout Context) {
    guard ticket == nil else { return }
    guard let last = context.registry.lastDecision(by: context.account, on: context.workDay) else {
      return context.say(.info, .conflictUndoNothing)
    }
    ticket = context.save(last.edits + ReviewEdits.takenBack(last.entry, context))
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    load(context)
    guard ticket == self.ticket else { return }
    self.ticket = nil
    context.say(.info, .conflictUndone)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  private func empty(_ context: Context) -> String {
    if !search.text.isEmpty { return context.word(.conflictsNotFound) }
    switch scope {
    case .open: return context.word(.conflictsNone)
    case .twins: return context.word(.twinsNone)
    case .waiting: return context.word(.waitingNone)
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 17, label: context.word(.searchLabel))
    let cursor = frame.cursor
    frame.put(
      context.text(
        items.count < ConflictItems.limit ? .conflictsCount : .conflictsFirst,
        ["count": Figures.grouped(places.count)]), row: area.top, column: area.columns - 15,
      style: .dim, width: 14)
    drawScopes(into: &frame, row: area.top + 1, context)
    let height = area.height - 3 - ConflictListScreen.foot
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: height,
      columns: [
        ListColumn(context.word(.columnAgeWaiting), width: 7),
        ListColumn(context.word(.columnName), width: 22, grows: 1),
        ListColumn(context.word(.columnField), width: 18), ListColumn(context.word(.columnValues), width: 26, grows: 2),
      ], empty: empty(context)
    ) { listed(items[places[$0]], context) }
    drawSelected(
      into: &frame, Area(top: area.top + 3 + height, height: ConflictListScreen.foot, columns: area.columns), context)
    frame.cursor = cursor
  }

  private func drawScopes(into frame: inout Frame, row: Int, _ context: Context) {
    var column = 1
    for scope in ConflictScope.allCases {
      let count =
        scope == self.scope && items.count < ConflictItems.limit ? items.count : ConflictItems.count(scope, context)
      let words = "\(context.word(scope.words)) \(Figures.grouped(count))"
      let text = scope == self.scope ? "[\(words)]" : " \(words) "
      frame.put(text, row: row, column: column, style: scope == self.scope ? .title : .dim)
      column += TextWidth.of(text) + 1
    }
  }

  private func listed(_ item: ConflictItem, _ context: Context) -> ListRow {
    var age = ""
    if case .field(let open) = item { age = Review.age(open.began.at, context) }
    return ListRow([
      age, ConflictItems.name(item, context), ConflictItems.what(item, context), ConflictItems.values(item, context),
    ])
  }

  /// Who made each value, where and when.
  private func drawSelected(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let selected else { return }
    frame.fill(row: area.top, column: 1, width: area.columns - 2, character: "─", style: .border)
    let lines = ConflictFoot.lines(selected, context)
    for (place, line) in lines.prefix(area.height - 1).enumerated() {
      frame.put(line, row: area.top + 1 + place, column: 2, width: area.columns - 4)
    }
  }
}

/// What stands under the list about the selected row.
enum ConflictFoot {
  static func lines(_ item: ConflictItem, _ context: Context) -> [String] {
    switch item {
    case .field(let open):
      let record = open.conflict.record
      if ConflictItems.isFrozen(record, context) { return [context.word(.whyFrozen)] }
      if open.conflict.fields == ["void"] {
        return TextWidth.wrap(context.word(.voidContradicted), columns: context.size.columns - 4)
      }
      return Conflicts.values(of: record, open.conflict.fields.first ?? "", isList: true, context).map {
        "\($0.source) · \($0.text)"
      }
    case .nik(let shared): return shared.people.map { LikenessWords.line($0, context) }
    case .letter(let shared):
      let names = shared.devices.map { ConflictItems.name($0, context) }
      let slots = [
        "letter": shared.letter, "devices": names.joined(separator: ", "), "device": names.last ?? "",
        "free": context.registry.freeLetters.prefix(5).joined(separator: ", "),
      ]
      return wrapped(.twinLetterHow, slots, context)
    case .number(let visits):
      return visits.compactMap { context.visits.row($0) }.map { row in
        "\(Visits.label(row, context)) · \(row.name) · \(VisitWords.state(row, context))"
      } + wrapped(.twinNumberHow, [:], context)
    case .waiting: return wrapped(.waitingHow, [:], context)
    }
  }

  private static func wrapped(_ phrase: Phrase, _ slots: [String: String], _ context: Context) -> [String] {
    TextWidth.wrap(context.text(phrase, slots), columns: context.size.columns - 4)
  }
}

extension Phrase {
  static let titleConflicts = Phrase("conflict.title")
  static let hintConflicts = Phrase("conflict.hint.open")
  static let hintTwins = Phrase("conflict.hint.twins")
  static let hintWaiting = Phrase("conflict.hint.waiting")
  static let actionOpenConflict = Phrase("conflict.action.open")
  static let actionUndoConflict = Phrase("conflict.action.undo")
  static let conflictUndoNothing = Phrase("conflict.undo.nothing")
  static let conflictUndone = Phrase("conflict.undone")
  static let conflictsCount = Phrase("conflict.count")
  static let conflictsFirst = Phrase("conflict.countFirst")
  static let conflictsNone = Phrase("conflict.none.open")
  static let conflictsNotFound = Phrase("conflict.none.found")
  static let twinsNone = Phrase("conflict.none.twins")
  static let waitingNone = Phrase("conflict.none.waiting")
  static let columnValues = Phrase("conflict.column.values")
  static let twinLetterHow = Phrase("conflict.twin.letterHow")
  static let twinNumberHow = Phrase("conflict.twin.numberHow")
  static let waitingHow = Phrase("conflict.waitingHow")
}
