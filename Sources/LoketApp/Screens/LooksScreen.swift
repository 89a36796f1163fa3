// Jejak akses: who opened, searched, printed and exported the data of one person or household, when, and on which PC.
import LoketModel
import LoketRegistry
import LoketWidgets

struct LooksScreen: Screen {
  let record: RecordRef
  private let question: LookQuestion
  private var book: LookBook?
  private var list = ListView()

  init(_ record: RecordRef, _ context: Context) {
    self.record = record
    var question = LookQuestion(about: record, in: context.registry)
    question.limit = LookQuestion.screenLimit
    self.question = question
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.seeTrace) }
  func title(_ context: Context) -> String { context.word(.titleLooks) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .find: .on, .back: .on, .menu: .on] }
  func hint(_ context: Context) -> String { context.word(.hintLooks) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.looks")) }

  mutating func appear(_ context: inout Context) {
    guard book == nil else { return }
    context.trace(.opened, record, kind: .access)
    context.ask(for: .readLooks(question))
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    guard case .looksRead(let asked, let found) = event, asked == question else { return }
    book = found
    list.reload(count: found.entries.count)
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    list.fit(rows: ScreenFrame.body(of: context.size).count - 4)
    guard case .opened(let index) = list.press(key), let entry = book?.entries[index] else { return }
    context.say(.info, cells(entry, context).joined(separator: " · "))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    default: return
    }
  }

  private func cells(_ entry: TraceEntry, _ context: Context) -> [String] {
    [
      LookWords.when(entry), FieldWords.account(entry.by, context), FieldWords.device(entry.device, context),
      LookWords.text(entry, of: record, context.wording),
    ]
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name =
      record.kind == .household
      ? Voiding.householdName(record.id, context)
      : context.registry.person(record.id)?.name ?? context.word(.nameUnknown)
    frame.put(name, row: area.top, column: 1, style: .title, width: area.columns - 30)
    let count = book.map { Figures.grouped($0.count) } ?? ""
    let shown = book.map { Figures.grouped($0.entries.count) } ?? ""
    let said =
      book.map {
        $0.isCut
          ? context.text(.looksCut, ["count": count, "shown": shown]) : context.text(.looksCount, ["count": count])
      }
      ?? ""
    frame.put(said, row: area.top, column: area.columns - TextWidth.of(said) - 2, style: .dim)
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnWhen), width: 16), ListColumn(context.word(.columnBy), width: 23),
        ListColumn(context.word(.columnDevice), width: 8), ListColumn(context.word(.columnDone), width: 26, grows: 1),
      ], empty: context.word(book == nil ? .looksSearching : .looksNone)
    ) { index in book.map { ListRow(cells($0.entries[index], context)) } ?? ListRow([]) }
  }
}

extension Phrase {
  static let titleLooks = Phrase("app.title.looks")
  static let hintLooks = Phrase("app.hint.looks")
  static let looksCount = Phrase("app.looks.count")
  static let looksCut = Phrase("app.looks.cut")
  static let looksSearching = Phrase("app.looks.searching")
  static let looksNone = Phrase("app.looks.none")
  static let columnDevice = Phrase("app.column.device")
  static let columnDone = Phrase("app.column.done")
  static let actionLooks = Phrase("app.action.looks")
}
