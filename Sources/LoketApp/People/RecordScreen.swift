// What the pages of a household and of a person share: a sheet that scrolls, its keys, the decisions, and how it is drawn.
import LoketModel
import LoketRegistry
import LoketWidgets

/// What such a page keeps from key to key.
struct RecordPage: Equatable, Sendable {
  /// All that a sheet depends on besides the record's own id.
  private struct State: Equatable, Sendable {
    let columns: Int
    /// The registry only grows: as many lines are the same lines.
    let lines: Int
    let today: CalendarDate
    let language: Language
    let account: String

    init(_ context: Context) {
      columns = context.size.columns
      lines = context.registry.lineCount
      today = context.today
      language = context.language
      account = context.account
    }
  }

  /// Rows above the part that scrolls.
  static let header = 3

  var cursor = SheetCursor()
  var isOpened = false
  private var sheet: Sheet?
  private var state: State?

  /// The sheet that was kept, if nothing has changed since.
  func kept(_ context: Context) -> Sheet? { state == State(context) ? sheet : nil }

  mutating func keep(_ sheet: Sheet, _ context: Context) {
    self.sheet = sheet
    state = State(context)
  }
}

protocol RecordScreen: Screen {
  var ref: RecordRef { get }
  var page: RecordPage { get set }
  /// Everything that scrolls, built anew. `sheet` asks for it only when something has changed.
  func content(_ context: Context) -> Sheet
  /// The records whose changes stand in the history, and what each is called there.
  func histories(_ context: Context) -> [(ref: RecordRef, about: String)]
  func menu(_ context: Context) -> ActionMenu
  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context)
  /// Enter on a row that is neither a conflict nor a change.
  mutating func open(row target: SheetTarget, _ context: inout Context)
  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context)
}

extension RecordScreen {
  func refusal(_ context: Context) -> String? { context.whyNotRead(ref) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }

  mutating func appear(_ context: inout Context) {
    // It became one with another while this page was covered.
    let shown = context.registry.shownRecord(ref)
    guard shown == ref else { return context.replace(any: Records.screen(for: shown, context)) }
    keepSheet(context)
    guard !page.isOpened, context.session.account != nil else { return }
    page.isOpened = true
    context.trace(.opened, ref)
  }

  // MARK: The sheet

  func sheet(_ context: Context) -> Sheet { page.kept(context) ?? content(context) }

  mutating func keepSheet(_ context: Context) {
    if page.kept(context) == nil { page.keep(content(context), context) }
  }

  /// The row on which the selection stands.
  func selected(_ context: Context) -> SheetTarget? { page.cursor.selected(in: sheet(context)) }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    keepSheet(context)
    let height = ScreenFrame.body(of: context.size).count - RecordPage.header
    switch page.cursor.press(key, sheet(context), height: height) {
    case .opened(let target): open(target, &context)
    case .moved: return
    case .notMine:
      if case .character(let character) = key, let number = character.wholeNumberValue {
        carryOut(menu(context).outcome(of: number), &context)
      }
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) { take(answer, &context) }

  /// The answer of a menu.
  mutating func take(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
  }

  private mutating func open(_ target: SheetTarget, _ context: inout Context) {
    switch target {
    case .conflict(let field):
      guard context.may(.settleConflicts) else {
        context.say(.info, context.session.isReadOnly ? .readOnlyHere : .supervisorDecides)
        return
      }
      context.open(ConflictScreen(ref, field, context))
    case .change(let id):
      guard let change = History.changes(of: histories(context), context).first(where: { $0.id == id }) else { return }
      context.say(.info, change.whole)
    case .pair(let first, let second): context.open(PairScreen(first, second))
    case .looks: context.open(LooksScreen(ref, context))
    default: open(row: target, &context)
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard context.registry.exists(ref) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim, width: area.columns - 4)
      return
    }
    drawHeader(into: &frame, area, context)
    page.cursor.draw(
      sheet(context), into: &frame, top: area.top + RecordPage.header, height: area.height - RecordPage.header)
  }
}

/// The line under a record's name: a rule, or what everybody must see first.
enum RecordBanner {
  static func draw(_ text: String, into frame: inout Frame, row: Int, columns: Int) {
    frame.fill(row: row, column: 1, width: columns - 2, character: "─", style: .border)
    if !text.isEmpty { frame.put(" ! \(text) ", row: row, column: 3, style: .error, width: columns - 6) }
  }
}

extension Phrase {
  static let supervisorDecides = Phrase("app.decide.supervisor")
  static let recordGone = Phrase("app.record.gone")
}
