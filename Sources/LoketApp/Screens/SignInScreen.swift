// Masuk: who works here now, and the PIN. Locked after idle minutes it lies over everything that was open.
import LoketModel
import LoketRegistry
import LoketWidgets

struct SignInScreen: Screen {
  /// Those who may work, in the order of their names; read once when the screen appears.
  var accounts: [Account] = []
  var list = ListView()
  var pin = EditLine()
  /// The account that was at work when the screen locked itself.
  var locked: String?
  var isChecking = false

  init(locked: String? = nil) { self.locked = locked }

  func title(_ context: Context) -> String { context.word(.titleSignIn) }

  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .back: .named(context.word(.quitNow))] }

  func hint(_ context: Context) -> String { context.word(.hintSignIn) }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.signIn")) }

  private static func accounts(_ context: Context) -> [Account] {
    context.registry.all(.account).compactMap { context.registry.account($0.id) }
      .filter { $0.active != "no" }
      .sorted { $0.id < $1.id }
  }

  mutating func appear(_ context: inout Context) {
    // At first whoever worked here last; afterwards the one that was chosen, wherever the list now has it.
    let login =
      accounts.indices.contains(list.selected) ? accounts[list.selected].id : locked ?? context.session.lastAccount
    accounts = SignInScreen.accounts(context)
    list.reload(count: accounts.count, selected: accounts.firstIndex { $0.id == login } ?? list.selected)
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch key {
    case .character(let character):
      if pin.characters.count < 12 { pin.insert(String(character)) }
    case .paste(let text): pin.insert(String(TextFilter.clean(text).prefix(12)))
    case .backspace: _ = pin.deleteBackward()
    case .enter: check(&context)
    default:
      if list.press(key) == .moved { pin.clear() }
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    guard command == .back else { return }
    if pin.isEmpty { context.open(QuitDialog.screen(context, text: .quitSignInText)) } else { pin.clear() }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("quit", "quit") = answer { QuitDialog.carryOut("quit", &context) }
  }

  private mutating func check(_ context: inout Context) {
    guard !isChecking, accounts.indices.contains(list.selected) else { return }
    guard !pin.isEmpty else {
      context.say(.info, .pinMissing)
      return
    }
    isChecking = true
    context.ask(for: .checkPIN(login: accounts[list.selected].id, pin: pin.text))
    pin.clear()
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .pinChecked(let login, let answer):
      isChecking = false
      hear(answer, of: login, &context)
    case .changedElsewhere: appear(&context)
    default: return
    }
  }

  private func hear(_ answer: PINAnswer, of login: String, _ context: inout Context) {
    switch answer {
    case .right:
      context.signIn(login)
      // Somebody else's forms are kept as drafts and make room.
      if locked == nil || locked == login { context.close() } else { context.goHome() }
    case .wrong(let seconds):
      context.say(.error, seconds > 0 ? .pinWrongWait : .pinWrong, ["seconds": String(seconds)])
    case .wait(let seconds): context.say(.error, .pinWait, ["seconds": String(seconds)])
    case .notSetHere: context.say(.error, .pinNotHere, ["login": login])
    case .unavailable(let message): context.say(.error, context.wording.text(message))
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let office = context.registry.office(context.session.office)?.name ?? context.session.office
    frame.put(context.text(.signInOffice, ["office": office]), row: area.top + 1, column: 3, style: .title)
    let rows = min(max(accounts.count, 1), area.height - 9)
    list.draw(
      into: &frame, row: area.top + 3, column: 3, width: 60, height: rows,
      columns: [ListColumn("", width: 16), ListColumn("", width: 20, grows: 1), ListColumn("", width: 18)],
      empty: context.word(.noAccounts)
    ) { index in
      let account = accounts[index]
      let role = CodeList.role.name(of: account.role ?? "", context.language)
      return ListRow([account.id, account.name ?? "", role])
    }
    let row = area.top + 4 + rows
    frame.put(context.word(.pinLabel), row: row, column: 5, style: .label)
    let dots = String(repeating: "*", count: pin.characters.count)
    frame.put(dots, row: row, column: 10, style: .focus)
    frame.fill(row: row, column: 10 + dots.count, width: 12 - min(dots.count, 12), character: "_", style: .focus)
    frame.cursor = Position(row: row, column: 10 + min(dots.count, 12))
    if locked != nil { frame.put(context.word(.lockedNote), row: row + 2, column: 5, style: .info) }
    for (place, account) in context.demoAccounts.enumerated() where row + 3 + place < area.top + area.height {
      let text = context.text(.demoAccount, ["login": account.login, "pin": account.pin])
      frame.put(text, row: row + 3 + place, column: 5, style: .info)
    }
  }
}

extension Phrase {
  static let titleSignIn = Phrase("app.title.signIn")
  static let hintSignIn = Phrase("app.hint.signIn")
  static let pinLabel = Phrase("app.pin.label")
  static let pinMissing = Phrase("app.pin.missing")
  static let pinWrong = Phrase("app.pin.wrong")
  static let pinWrongWait = Phrase("app.pin.wrongWait")
  static let pinWait = Phrase("app.pin.wait")
  static let pinNotHere = Phrase("app.pin.notHere")
  static let signInOffice = Phrase("app.signIn.office")
  static let noAccounts = Phrase("app.signIn.none")
  static let lockedNote = Phrase("app.signIn.locked")
  static let demoAccount = Phrase("app.signIn.demo")
}
