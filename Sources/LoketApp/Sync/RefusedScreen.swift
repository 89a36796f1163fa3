// The files that are not believed: what each is, why it waits, who does what, and a supervisor's word that it may go.
import LoketModel
import LoketRegistry
import LoketWidgets

struct RefusedScreen: Screen {
  private var files: [SyncState.Refused] = []
  private var list = ListView()
  private var ticket: Int?

  init(_ context: Context) { load(context) }

  func title(_ context: Context) -> String { context.word(.syncRefusedTitle) }
  func hint(_ context: Context) -> String { context.word(.syncRefusedHint) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.refused")) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .actions: .on]
  }

  /// By PC, then by what is wrong, so that one cause stands together.
  private mutating func load(_ context: Context) {
    let selected = self.selected
    files = context.session.sync.refused.sorted { left, right in
      let keys = [left, right].map { [RefusedScreen.owner(of: $0, context), context.word($0.reason), $0.path] }
      return keys[0].lexicographicallyPrecedes(keys[1])
    }
    list.reload(count: files.count)
    if let selected, let place = files.firstIndex(of: selected) { list.select(place) }
  }

  private var selected: SyncState.Refused? { files.indices.contains(list.selected) ? files[list.selected] : nil }

  private static func owner(of file: SyncState.Refused, _ context: Context) -> String {
    file.device.map { SyncWords.name(of: $0, context) } ?? context.word(.syncRefusedUnnamed)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .sync, .changedElsewhere: load(context)
    default: return
    }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened = list.press(key) {
      context.open(ActionsScreen(menu: menu(context)))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back: context.close()
    default: return
    }
  }

  private enum Act: String, CaseIterable { case this, all }

  /// What decisions about it, or about all of them, name.
  private func subjects(_ act: Act) -> Set<Identifier> {
    Set(act == .this ? [selected].compactMap { $0?.subject } : files.compactMap(\.subject))
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.syncRefusedTitle),
      actions: Act.allCases.map { act in
        let count = files.count { $0.subject.map(subjects(act).contains) ?? false }
        let why = context.whyNot(.settleConflicts) ?? (count == 0 ? context.word(.syncRefusedNotYet) : nil)
        return ActionMenu.Action(
          act.rawValue, context.text(Phrase("app.sync.letGo.\(act.rawValue)"), ["count": String(count)]), why: why)
      })
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen(let act):
      context.open(
        DialogScreen(
          id: "letGo \(act)",
          dialog: Dialog(
            title: context.word(.syncLetGoTitle), text: context.word(.syncLetGoText),
            options: [
              Dialog.Option("stay", context.word(.syncNotYet)), Dialog.Option("go", context.word(.syncLetGoNow)),
            ]),
          help: Phrase("help.refused")))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen(let id, "go") where ticket == nil:
      guard let act = Act(rawValue: String(id.dropFirst("letGo ".count))) else { return }
      let edits = ConflictEdits.givingUpFiles(subjects(act), context)
      if edits.isEmpty { context.say(.info, .nothingToSave) } else { ticket = context.save(edits) }
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    // The program lets them go as it looks.
    context.ask(for: .sync(.look))
    context.say(.info, .syncLetGoDone)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  /// Lines below the list: the whole path, and what is to be done.
  private static let foot = 5

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    list.draw(
      into: &frame, row: area.top + 1, column: 0, width: area.columns, height: area.height - RefusedScreen.foot - 2,
      columns: [
        ListColumn(context.word(.rosterColumnDevice), width: 18),
        ListColumn(context.word(.syncRefusedColumnFile), width: 14),
        ListColumn(context.word(.syncRefusedColumnReason), width: 30, grows: 1),
      ], empty: context.word(.syncRefusedNone)
    ) { index in
      let file = files[index]
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      return ListRow([RefusedScreen.owner(of: file, context), name, context.word(file.reason)])
    }
    guard let selected else { return }
    let said =
      TextWidth.wrap(
        context.text(.syncRefusedFile, ["file": selected.path, "place": selected.place]), columns: area.columns - 4)
      + TextWidth.wrap(context.word(selected.reason), columns: area.columns - 4)
    for (line, text) in said.prefix(RefusedScreen.foot).enumerated() {
      frame.put(text, row: area.top + area.height - RefusedScreen.foot + line, column: 2, style: .dim)
    }
  }
}

extension Phrase {
  static let syncRefusedFile = Phrase("app.sync.refusedFile")
  static let syncRefusedUnnamed = Phrase("app.sync.refusedUnnamed")
  static let syncRefusedTitle = Phrase("app.sync.refusedTitle")
  static let syncRefusedHint = Phrase("app.sync.refusedHint")
  static let syncRefusedNotYet = Phrase("app.sync.refusedNotYet")
  static let syncRefusedNone = Phrase("app.sync.refusedNone")
  static let syncRefusedColumnFile = Phrase("app.sync.refusedColumnFile")
  static let syncRefusedColumnReason = Phrase("app.sync.refusedColumnReason")
  static let syncLetGoTitle = Phrase("app.sync.letGo.title")
  static let syncLetGoText = Phrase("app.sync.letGo.text")
  static let syncLetGoNow = Phrase("app.sync.letGo.now")
  static let syncLetGoDone = Phrase("app.sync.letGo.done")
}
