// Before two records become one: of each field in which they differ, which value stays.
import LoketModel
import LoketRegistry
import LoketWidgets

struct JoinScreen: Screen {
  let first: RecordRef
  let second: RecordRef
  /// The leading field of each group that differs.
  private let fields: [String]
  /// Whose value stays, by field; the first record's where nothing is said.
  private var kept: [String: RecordRef] = [:]
  private let bases: [Basis]
  private var list = ListView()
  private var ticket: Int?

  /// Nil where the two differ in nothing that a person must decide.
  init?(_ first: RecordRef, _ second: RecordRef, bases: [Basis], _ context: Context) {
    self.first = first
    self.second = second
    self.bases = bases
    fields = context.registry.differences(first, second)
    if fields.isEmpty { return nil }
    for field in fields where isBetter(second, field, context) { kept[field] = second }
    list.reload(count: fields.count)
  }

  /// What is proposed: a value before none, and the day on which either was registered first.
  private func isBetter(_ record: RecordRef, _ field: String, _ context: Context) -> Bool {
    // Of a NIK and the reason why there is none the NIK is more.
    let (ours, theirs) = (context.registry.value(first, field) ?? "", context.registry.value(record, field) ?? "")
    if ours.isEmpty || theirs.isEmpty { return ours.isEmpty }
    if field == "household" {
      let areVoid = [ours, theirs].map { context.registry.isVoid(RecordRef(.household, $0)) }
      return areVoid == [true, false]
    }
    return field == "registeredOn" && theirs < ours
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.joinPairs) }
  func title(_ context: Context) -> String { context.word(.titleJoin) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .save: .named(context.word(.keyJoin)), .back: .on]
  }

  func hint(_ context: Context) -> String { context.word(.hintJoin) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.join")) }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch key {
    case .left: keep(first)
    case .right: keep(second)
    case .enter, .character(" "):
      keep(isKept(second, fields[list.selected]) ? first : second)
      if key == .enter, list.selected + 1 < fields.count { list.select(list.selected + 1) }
    default:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 5)
      _ = list.press(key)
    }
  }

  private mutating func keep(_ record: RecordRef) { kept[fields[list.selected]] = record }

  private func isKept(_ record: RecordRef, _ field: String) -> Bool { (kept[field] ?? first) == record }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save where ticket == nil:
      ticket = context.save(PairEdits.joining(first, second, kept: kept, bases: bases, context))
    case .back: context.close()
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { context.close(.chosen(id: PairScreen.joined, option: "")) }
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  /// What a record says in all fields that move together with this one.
  private func text(_ record: RecordRef, _ field: String, _ context: Context) -> String {
    FieldTable.group(record.kind, of: field)
      .map { FieldWords.shown(record.kind, $0, context.registry.value(record, $0), context) }
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    for (place, line) in TextWidth.wrap(context.word(.joinText), columns: area.columns - 4).prefix(2).enumerated() {
      frame.put(line, row: area.top + place, column: 2, width: area.columns - 4)
    }
    let label = 18
    let width = (area.columns - label - 8) / 2
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: area.height - 3,
      columns: [
        ListColumn(context.word(.columnField), width: label),
        ListColumn(ComparedSide.title(first, context), width: width, grows: 1),
        ListColumn(ComparedSide.title(second, context), width: width, grows: 1),
      ], empty: ""
    ) { place in
      let field = fields[place]
      return ListRow(
        [FieldWords.label(first.kind, field, context)]
          + [first, second].map { record in
            let words = text(record, field, context)
            return (isKept(record, field) ? "(x) " : "( ) ") + (words.isEmpty ? context.word(.valueNone) : words)
          })
    }
  }
}

extension Phrase {
  static let keyJoin = Phrase("app.key.join")
  static let titleJoin = Phrase("app.title.join")
  static let hintJoin = Phrase("app.hint.join")
  static let joinText = Phrase("app.join.text")
  static let columnField = Phrase("app.column.field")
}
