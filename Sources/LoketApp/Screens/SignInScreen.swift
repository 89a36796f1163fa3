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
  /// It locked itself because nobody pressed a key.
  var isIdle = false
  /// The letters by which an account is being chosen.
  private var letters = ""
  /// The PIN that is being looked at.
  private var checked: String?
  /// Until when a PIN of an account is not looked at, in seconds since 1970.
  private var waits: [String: Int64] = [:]

  init(locked: String? = nil, isIdle: Bool = false) {
    self.locked = locked
    self.isIdle = isIdle
  }

  var opensToNobody: Bool { true }
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

  private var selected: Account? { accounts.indices.contains(list.selected) ? accounts[list.selected] : nil }

  /// Seconds for which no PIN of the chosen account is looked at.
  private func wait(_ context: Context) -> Int64 {
    guard let until = selected.flatMap({ waits[$0.id] }) else { return 0 }
    return max(until - context.now.seconds, 0)
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    let wait = wait(context)
    if wait > 0 { context.say(.error, .pinWait, ["seconds": String(wait)]) }
    switch key {
    case .character(let character) where !character.isNumber: choose(beginningWith: character)
    case .character(let character):
      if pin.characters.count < 12 { pin.insert(String(character)) }
    case .paste(let text): pin.insert(String(TextFilter.clean(text).prefix(12)))
    case .backspace: _ = pin.deleteBackward()
    // What was typed waits too.
    case .enter: if wait == 0 { check(&context) }
    default:
      letters = ""
      if list.press(key) == .moved { pin.clear() }
    }
  }

  /// A PIN is digits alone: letters choose the account whose login or name begins with them; a letter with which none goes
  /// on begins anew, at the next account behind the chosen one.
  private mutating func choose(beginningWith letter: Character) {
    letters += letter.lowercased()
    var found = accounts.firstIndex { SignInScreen.begins($0, with: letters) }
    if found == nil || letters.count == 1 {
      letters = letter.lowercased()
      let order = Array(accounts.indices.dropFirst(list.selected + 1)) + accounts.indices.prefix(list.selected + 1)
      found = order.first { SignInScreen.begins(accounts[$0], with: letters) }
    }
    guard let found else {
      letters = ""
      return
    }
    if found != list.selected { pin.clear() }
    list.select(found)
  }

  private static func begins(_ account: Account, with letters: String) -> Bool {
    [account.id, account.name ?? ""].contains { $0.lowercased().hasPrefix(letters) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    guard command == .back else { return }
    if pin.isEmpty { context.open(QuitDialog.screen(context, text: .quitSignInText)) } else { pin.clear() }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("quit", "quit"): QuitDialog.carryOut("quit", &context)
    case .chosen(PINScreen.changed, let login): enter(login, &context)
    default: return
    }
  }

  private mutating func check(_ context: inout Context) {
    guard checked == nil, let selected else { return }
    guard !pin.isEmpty else {
      context.say(.info, .pinMissing)
      return
    }
    checked = pin.text
    context.ask(for: .checkPIN(login: selected.id, pin: pin.text))
    pin.clear()
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .pinChecked(let login, let answer):
      let typed = checked
      checked = nil
      hear(answer, of: login, typed, &context)
    case .changedElsewhere: appear(&context)
    default: return
    }
  }

  private mutating func hear(_ answer: PINAnswer, of login: String, _ typed: String?, _ context: inout Context) {
    waits[login] = nil
    switch answer {
    case .right: enter(login, &context)
    case .rightToChange: context.open(PINScreen(.given(old: typed ?? ""), of: login, context))
    case .wrong(let seconds), .wait(let seconds):
      if seconds > 0 { waits[login] = context.now.seconds + Int64(seconds) }
    case .notSetHere, .unavailable: break
    }
    PINWords.say(answer, of: login, &context)
  }

  private func enter(_ login: String, _ context: inout Context) {
    context.signIn(login)
    // Somebody else's forms are kept as drafts and make room.
    if locked == nil || locked == login { context.close() } else { context.goHome() }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let office = context.registry.office(context.session.office)?.name ?? context.session.office
    frame.put(context.text(.signInOffice, ["office": office]), row: area.top + 1, column: 3, style: .title)
    let rows = min(max(accounts.count, 1), area.height - 9)
    list.draw(
      into: &frame, row: area.top + 3, column: 3, width: context.demoAccounts.isEmpty ? 60 : 74, height: rows,
      columns: [ListColumn("", width: 16), ListColumn("", width: 20, grows: 1), ListColumn("", width: 18)]
        + (context.demoAccounts.isEmpty ? [] : [ListColumn("", width: 16)]),
      empty: context.word(.noAccounts)
    ) { index in
      let account = accounts[index]
      let role = CodeList.role.name(of: account.role ?? "", context.language)
      let demo = context.demoAccounts.first { $0.login == account.id }
      return ListRow(
        [account.id, account.name ?? "", role, demo.map { context.text(.demoAccount, ["pin": $0.pin]) } ?? ""])
    }
    let row = area.top + 4 + rows
    frame.put(context.word(.pinLabel), row: row, column: 5, style: .label)
    let dots = String(repeating: "*", count: pin.characters.count)
    frame.put(dots, row: row, column: 10, style: .focus)
    frame.fill(row: row, column: 10 + dots.count, width: 12 - min(dots.count, 12), character: "_", style: .focus)
    frame.cursor = Position(row: row, column: 10 + min(dots.count, 12))
    if let locked {
      let note = context.text(isIdle ? .lockedNote : .lockedByKey, ["login": locked])
      frame.put(note, row: row + 2, column: 5, style: .info, width: area.columns - 6)
    }
  }
}

extension Phrase {
  static let titleSignIn = Phrase("app.title.signIn")
  static let signInFirst = Phrase("app.signIn.first")
  static let hintSignIn = Phrase("app.hint.signIn")
  static let pinLabel = Phrase("app.pin.label")
  static let pinMissing = Phrase("app.pin.missing")
  static let pinWrong = Phrase("app.pin.wrong")
  static let pinWrongWait = Phrase("app.pin.wrongWait")
  static let pinWait = Phrase("app.pin.wait")
  static let pinNotHere = Phrase("app.pin.notHere")
  static let signInOffice = Phrase("app.signIn.office")
  static let noAccounts = Phrase("app.signIn.none")
  static let lockedByKey = Phrase("app.signIn.lockedByKey")
  static let lockedNote = Phrase("app.signIn.locked")
  static let demoAccount = Phrase("app.signIn.demo")
}
