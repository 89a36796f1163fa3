// Many plain entries approved in one go, after a count: what must be looked at stays outside, and why stands here.
import LoketModel
import LoketRegistry
import LoketWidgets

struct BatchScreen: Screen {
  private let filter: QueueFilter
  private let text: String
  /// What can be approved together.
  private var plain: [String] = []
  /// What stays outside, with the reason.
  private var held: [Held] = []
  private var list = ListView()
  /// The list shows what would be approved, not what stays outside.
  private var showsPlain = false
  private var tickets: Set<Int> = []

  private struct Held: Equatable, Sendable {
    let entry: String
    let why: String
  }

  init(_ filter: QueueFilter, _ text: String, _ context: Context) {
    var filter = filter
    filter.scope = .waiting
    self.filter = filter
    self.text = text
    count(context)
    if held.isEmpty { turn() }
  }

  private mutating func count(_ context: Context) {
    plain = []
    held = []
    let duplicates = Review.openDuplicates(context)
    for row in context.queue.board.rows(filter, matching: text, in: context.registry) {
      let entry = context.registry.entryID(row)
      if let why = Review.whyNot(entry, context) {
        held.append(Held(entry: entry, why: why))
        continue
      }
      let doubts = Review.doubts(entry, duplicates, context)
      if doubts.isEmpty {
        plain.append(entry)
      } else {
        held.append(Held(entry: entry, why: Review.words(doubts, of: entry, context).joined(separator: ", ")))
      }
    }
    list.reload(count: showsPlain ? plain.count : held.count)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.reviewEntries) }
  func title(_ context: Context) -> String { context.word(.titleBatch) }
  func hint(_ context: Context) -> String { context.word(.hintBatch) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.batch")) }

  func commands(_ context: Context) -> [Command: Availability] {
    let name = context.text(.keyApproveAll, ["count": Figures.grouped(plain.count)])
    return [
      .help: .on, .back: .on, .menu: .on,
      .save: whyNot(context).map(Availability.off) ?? .named(name),
    ]
  }

  private func whyNot(_ context: Context) -> String? {
    if let why = context.whyNot(.reviewEntries) { return why }
    // Whoever is not yet looked for cannot be held back.
    if context.likenesses.search != .done { return context.word(.batchSearching) }
    return plain.isEmpty ? context.word(.batchNothing) : nil
  }

  mutating func appear(_ context: inout Context) {
    context.findLikenesses()
    count(context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .likenessesFound, .changedElsewhere, .queueFound: count(context)
    default: return
    }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    list.fit(rows: ScreenFrame.body(of: context.size).count - 8)
    if key == .left || key == .right { return turn() }
    let entries = showsPlain ? plain : held.map(\.entry)
    if case .opened(let place) = list.press(key), entries.indices.contains(place) {
      context.open(EntryScreen(entries[place], following: Array(entries[(place + 1)...]), context))
    }
  }

  private mutating func turn() {
    showsPlain.toggle()
    list.reload(count: showsPlain ? plain.count : held.count)
    list.select(0)
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: approve(&context)
    case .back: context.close()
    default: return
    }
  }

  private mutating func approve(_ context: inout Context) {
    guard tickets.isEmpty else { return }
    if let why = whyNot(context) { return context.say(.info, why) }
    // What came in or was decided elsewhere since the count is counted again, never approved unseen.
    let counted = plain
    count(context)
    guard counted == plain else { return context.say(.check, .batchChanged, ["count": Figures.grouped(plain.count)]) }
    let choice = QueueChoices.words(filter, context)
    var edits: [Edit] = []
    var rest = plain[...]
    while !rest.isEmpty {
      let named = rest.prefix(Approval.most).map { RecordRef(.entry, $0) }
      rest = rest.dropFirst(Approval.most)
      edits.append(
        Approval.edit(
          RecordRef(.approval, context.newIdentifier()), day: context.workDay, choice: choice.isEmpty ? nil : choice,
          entries: named))
    }
    tickets.insert(context.save(edits))
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard tickets.remove(ticket) != nil else { return count(context) }
    context.say(.info, .batchApproved, ["count": Figures.grouped(plain.count), "held": Figures.grouped(held.count)])
    count(context)
    if held.isEmpty { context.close() }
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) { tickets.remove(ticket) }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let choice = QueueChoices.words(filter, context)
    let lines = [
      context.text(.batchChoice, ["choice": choice.isEmpty ? context.word(.batchAll) : choice]),
      context.text(.batchPlain, ["count": Figures.grouped(plain.count)]),
      context.text(.batchHeld, ["count": Figures.grouped(held.count)]),
    ]
    for (place, line) in lines.enumerated() {
      frame.put(line, row: area.top + place, column: 2, style: place == 1 ? .title : .value, width: area.columns - 4)
    }
    frame.put(">", row: area.top + (showsPlain ? 1 : 2), column: 0, style: .title)
    let none = showsPlain ? context.word(.batchNonePlain) : context.word(.batchNoneHeld)
    list.draw(
      into: &frame, row: area.top + 4, column: 0, width: area.columns, height: area.height - 4,
      columns: [
        ListColumn(context.word(.columnName), width: 26, grows: 1), ListColumn(context.word(.columnClerk), width: 10),
        ListColumn(context.word(.columnWhy), width: 38, grows: 2),
      ], empty: context.likenesses.search == .done ? none : context.word(.batchSearching)
    ) { place in
      let entry = showsPlain ? plain[place] : held[place].entry
      let name = context.registry.entry(entry).map { Review.name($0, context) } ?? ""
      let by = context.registry.origin(of: entry).map { FieldWords.account($0.by, context) } ?? ""
      return ListRow([name, by, showsPlain ? context.word(.batchGoes) : held[place].why])
    }
  }
}

extension Phrase {
  static let titleBatch = Phrase("batch.title")
  static let hintBatch = Phrase("batch.hint")
  static let keyApproveAll = Phrase("batch.key")
  static let batchSearching = Phrase("batch.searching")
  static let batchNothing = Phrase("batch.nothing")
  static let batchChanged = Phrase("batch.changed")
  static let batchApproved = Phrase("batch.approved")
  static let batchChoice = Phrase("batch.choice")
  static let batchAll = Phrase("batch.all")
  static let batchPlain = Phrase("batch.plain")
  static let batchHeld = Phrase("batch.held")
  static let batchGoes = Phrase("batch.goes")
  static let batchNonePlain = Phrase("batch.nonePlain")
  static let batchNoneHeld = Phrase("batch.noneHeld")
}
