// The small layers over a screen: a question, the numbered actions, a pick list.
import LoketModel
import LoketRegistry
import LoketWidgets

/// A question with numbered answers; it closes with `.chosen(id:option:)`.
struct DialogScreen: Screen {
  let id: String
  var dialog: Dialog

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [.back: .on]
    if let destroying = dialog.destroying { commands[.undo] = .named(destroying.label) }
    return commands
  }
  func hint(_ context: Context) -> String { context.word(dialog.takesDigits ? .hintDialog : .hintDialogArrows) }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch dialog.press(key) {
    case .chosen(let option): context.close(.chosen(id: id, option: option))
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

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    dialog.draw(into: &frame, top: area.top, height: area.height)
  }
}

/// The question of a changed form: go on, keep as a draft, throw away. Going on comes first.
enum LeaveDialog {
  static func screen(_ context: Context) -> DialogScreen {
    DialogScreen(
      id: "leave",
      dialog: Dialog(
        title: context.word(.leaveTitle), text: context.word(.leaveText),
        options: [
          Dialog.Option("stay", context.word(.leaveStay)), Dialog.Option("keep", context.word(.leaveKeep)),
          Dialog.Option("discard", context.word(.leaveDiscard), destroys: true),
        ]))
  }
}

/// F7: the numbered actions of a record; it closes with `.chosen(id: "actions", option:)`.
struct ActionsScreen: Screen {
  var menu: ActionMenu

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] { [.back: .on] }
  func hint(_ context: Context) -> String { context.word(.hintActions) }

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

/// A list to take one thing from; it closes with `.picked(id:code:)`.
struct PickScreen: Screen {
  let id: String
  let heading: String
  var list: PickList

  var isOverlay: Bool { true }
  func title(_ context: Context) -> String { "" }
  func commands(_ context: Context) -> [Command: Availability] { [.back: .on] }
  func hint(_ context: Context) -> String { context.word(.hintPick) }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch list.press(key) {
    case .taken(let choice): context.close(.picked(id: id, code: choice.code))
    case .closed: context.close()
    case .stayed, .filtered, .notMine: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let width = area.columns - 10
    frame.put(" " + heading, row: area.top + 1, column: 5, style: .title, width: width, fill: true)
    frame.fill(row: area.top + 2, column: 5, width: width)
    let (text, caret) = list.filter.window(width: width - 4)
    frame.put("› " + text, row: area.top + 2, column: 6, style: .focus, width: width - 2)
    list.draw(
      into: &frame, row: area.top + 3, column: 5, width: width, height: area.height - 4,
      empty: context.word(.nothingFound))
    frame.cursor = Position(row: area.top + 2, column: 8 + caret)
  }
}

extension Phrase {
  static let hintDialog = Phrase("app.hint.dialog")
  static let hintDialogArrows = Phrase("app.hint.dialogArrows")
  static let hintActions = Phrase("app.hint.actions")
  static let hintPick = Phrase("app.hint.pick")
  static let leaveTitle = Phrase("app.leave.title")
  static let leaveText = Phrase("app.leave.text")
  static let leaveStay = Phrase("app.leave.stay")
  static let leaveKeep = Phrase("app.leave.keep")
  static let leaveDiscard = Phrase("app.leave.discard")
}
