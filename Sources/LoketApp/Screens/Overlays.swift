// The small layers over a screen: a question, the numbered actions.
import LoketModel
import LoketRegistry
import LoketWidgets

/// A question with numbered answers; it closes with `.chosen(id:option:)`.
struct DialogScreen: Screen {
  let id: String
  var dialog: Dialog
  /// What F1 says of this question.
  let help: Phrase

  var isOverlay: Bool { true }
  var opensToNobody: Bool { id == "quit" }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [.help: .on, .back: .on]
    if let destroying = dialog.destroying { commands[.undo] = .named(destroying.label) }
    return commands
  }
  func hint(_ context: Context) -> String { context.word(dialog.takesDigits ? .hintDialog : .hintDialogArrows) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(help) }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch dialog.press(key) {
    case .chosen(let option):
      // Whatever screen lies beneath: leaving is the program's own.
      if id == QuitDialog.duringSync { QuitDialog.carryOut(option, &context) }
      context.close(.chosen(id: id, option: option))
    case .closed: context.close()
    case .stayed, .notMine: return
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .undo: if let destroying = dialog.destroying { context.close(.chosen(id: id, option: destroying.id)) }
    case .back: context.close()
    default: return
    }
  }

  /// What the question promised about drafts, put right when the disk turns out not to take them.
  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .draftNotKept, .draftKept: if let anew = remade(context) { dialog = anew }
    default: return
    }
  }

  private func remade(_ context: Context) -> Dialog? {
    switch id {
    case "leave": LeaveDialog.screen(context).dialog
    case "quit" where context.session.account != nil: QuitDialog.screen(context).dialog
    default: nil
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    dialog.draw(into: &frame, top: area.top, height: area.height)
  }
}

/// The question of a changed form: go on, keep as a draft, throw away. Going on comes first.
enum LeaveDialog {
  static func screen(_ context: Context) -> DialogScreen {
    let isKept = context.unkeptDrafts.isEmpty
    return DialogScreen(
      id: "leave",
      dialog: Dialog(
        title: context.word(.leaveTitle), text: context.word(isKept ? .leaveText : .leaveTextUnkept),
        options: [
          Dialog.Option("stay", context.word(.leaveStay)),
          Dialog.Option("keep", context.word(isKept ? .leaveKeep : .leaveKeepUnkept)),
          Dialog.Option("discard", context.word(.leaveDiscard), destroys: true),
        ]), help: Phrase("help.leave"))
  }
}

extension LeaveDialog {
  /// Kembali: what was typed is on the disk before it is asked about.
  static func leave(isChanged: Bool, _ context: inout Context) {
    guard isChanged else { return context.close() }
    context.keepDraft(durably: true)
    context.open(screen(context))
  }

  /// Cari puts what was typed aside.
  static func park(isChanged: Bool, _ context: inout Context) {
    if isChanged {
      context.keepDraft()
      context.sayParked()
    }
    context.goHome()
  }

  /// Does what was answered; true where this draft is thrown away.
  static func take(_ answer: Answer, draft: Identifier, _ context: inout Context) -> Bool {
    switch answer {
    case .chosen("leave", "keep"):
      context.keepDraft(durably: true)
      context.sayParked()
      context.close()
    case .chosen("leave", "discard"):
      context.forgetDraft(draft)
      context.close()
      return true
    default: break
    }
    return false
  }
}

/// F7: the numbered actions of a record; it closes with `.chosen(id: "actions", option:)`.
struct ActionsScreen: Screen {
  var menu: ActionMenu

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .on] }
  func hint(_ context: Context) -> String { context.word(.hintActions) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.actions")) }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch menu.press(key) {
    case .chosen(let action): context.close(.chosen(id: "actions", option: action))
    case .refused(let why): context.say(.info, why)
    case .closed: context.close()
    case .stayed, .notMine: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    menu.draw(into: &frame, top: area.top, height: area.height)
  }
}

extension Phrase {
  static let hintDialog = Phrase("app.hint.dialog")
  static let hintDialogArrows = Phrase("app.hint.dialogArrows")
  static let hintActions = Phrase("app.hint.actions")
  static let leaveTitle = Phrase("app.leave.title")
  static let leaveText = Phrase("app.leave.text")
  static let leaveTextUnkept = Phrase("app.leave.textUnkept")
  static let leaveKeepUnkept = Phrase("app.leave.keepUnkept")
  static let leaveStay = Phrase("app.leave.stay")
  static let leaveKeep = Phrase("app.leave.keep")
  static let leaveDiscard = Phrase("app.leave.discard")
}
