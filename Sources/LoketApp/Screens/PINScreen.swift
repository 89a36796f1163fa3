// A new PIN: the own one, after the old one was asked; or another's, which is recorded and lasts until its owner signs in.
import LoketModel
import LoketRegistry
import LoketWidgets

/// It is kept on this PC only and never in a save or a draft. It closes with `PINScreen.changed` when the own PIN is new.
struct PINScreen: LocalFormScreen {
  static let changed = "pin"

  enum Task: Equatable, Sendable {
    /// The own PIN, at any time: the old one is asked.
    case own
    /// At the first sign-in with a PIN that somebody else gave: that one was typed a moment ago.
    case given(old: String)
    /// A PIN for somebody who has none on this PC, or has forgotten it.
    case other
  }

  let task: Task
  let login: String
  var form: Form
  /// The save that records the reset; the PIN is set when it is on the disk.
  private var ticket: Int?
  private var isWaiting = false

  init(_ task: Task, of login: String, _ context: Context) {
    self.task = task
    self.login = login
    let field = { (id: String, label: Phrase, hint: Phrase) in
      FieldSpec(
        id, label: context.word(label), hint: context.word(hint), input: .secret(limit: 12), width: 12,
        place: .below, isRequired: true)
    }
    let old = task == .own ? [field("old", .oldPIN, .oldPINHint)] : []
    form = Form(
      sections: [
        FormSection(
          id: "pin", title: context.text(.newPINTitle, ["login": login]),
          fields: old + [field("pin", .newPIN, .newPINHint), field("again", .setUpPINAgain, .newPINHint)])
      ])
  }

  /// Of the person at the desk the own one, of anybody else the other's.
  static func of(_ login: String, _ context: Context) -> PINScreen {
    PINScreen(login == context.account ? .own : .other, of: login, context)
  }

  func refusal(_ context: Context) -> String? { task == .other ? context.whyNot(.accounts) : nil }
  /// Whoever got a PIN from somebody else chooses another one before anything opens.
  var opensToNobody: Bool { if case .given = task { true } else { false } }
  func title(_ context: Context) -> String { context.word(.pinLabel) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .save: .on, .undo: .on, .back: .on] }
  func helpTopic(_ context: Context) -> HelpTopic {
    .question(.newPIN, help: Phrase("app.pin.help"), screen: Phrase("help.settings"))
  }

  func world(_ context: Context) -> FormWorld {
    let (wording, screen) = (context.wording, self)
    return FormWorld(check: { form, id in screen.problem(id, form).map { FieldMessage(.error, wording[$0]) } })
  }

  private func problem(_ id: String, _ form: Form) -> Phrase? {
    if id == "pin", !form.value(id).isEmpty, form.value(id) == old(form) { return .pinSame }
    return id == "old" ? nil : SetUpScreen.problem(id, form)
  }

  private func old(_ form: Form) -> String? {
    switch task {
    case .own: form.value("old")
    case .given(let old): old
    case .other: nil
    }
  }

  mutating func save(_ context: inout Context) {
    guard !isWaiting else { return }
    form.settle(world: world(context))
    for id in form.specs.map(\.id) where form.value(id).isEmpty {
      form.messages[id] = FieldMessage(.error, context.word(.setUpMissing))
    }
    guard isRight(&context) else { return }
    isWaiting = true
    if let old = old(form) {
      context.ask(for: .changePIN(login: login, old: old, new: form.value("pin")))
    } else {
      ticket = context.save([context.entry("settings", about: RecordRef(.account, login), reason: Entry.pinGiven)])
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    context.ask(for: .setPIN(login: login, pin: form.value("pin")))
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    isWaiting = false
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .pinSet(let done) where done == login:
      context.say(.info, task == .other ? .pinGiven : .pinSaved, ["login": login])
      context.close(task == .other ? nil : .chosen(id: PINScreen.changed, option: login))
    case .pinChecked(let asked, let answer) where asked == login && isWaiting:
      isWaiting = false
      form.set("old", "")
      if task == .own { form.focus(on: "old") }
      PINWords.say(answer, of: login, &context)
    case .trouble, .unwritable: isWaiting = false
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top + 1, height: area.height - 5)
    let cursor = frame.cursor
    let note: Phrase =
      switch task {
      case .own: .pinOwnNote
      case .given: .pinGivenNote
      case .other: .pinOtherNote
      }
    for (place, line) in TextWidth.wrap(context.word(note), columns: area.columns - 6).prefix(3).enumerated() {
      frame.put(line, row: area.top + area.height - 4 + place, column: 3, style: .dim)
    }
    frame.cursor = cursor
  }
}

/// What came of a PIN, on the message line.
enum PINWords {
  static func say(_ answer: PINAnswer, of login: String, _ context: inout Context) {
    switch answer {
    case .right, .rightToChange: return
    case .wrong(let seconds):
      context.say(.error, seconds > 0 ? .pinWrongWait : .pinWrong, ["seconds": String(seconds)])
    case .wait(let seconds): context.say(.error, .pinWait, ["seconds": String(seconds)])
    case .notSetHere: context.say(.error, .pinNotHere, ["login": login])
    case .unavailable(let message): context.say(.error, context.wording.text(message))
    }
  }
}

extension Entry {
  /// The reason of an entry about an account whose PIN somebody else set.
  static let pinGiven = "pin"
}

extension Phrase {
  static let oldPIN = Phrase("app.pin.old")
  static let oldPINHint = Phrase("app.pin.oldHint")
  static let newPIN = Phrase("app.pin.new")
  static let newPINHint = Phrase("app.pin.newHint")
  static let newPINTitle = Phrase("app.pin.title")
  static let pinSame = Phrase("app.pin.same")
  static let pinGiven = Phrase("app.pin.given")
  static let pinOwnNote = Phrase("app.pin.ownNote")
  static let pinGivenNote = Phrase("app.pin.givenNote")
  static let pinOtherNote = Phrase("app.pin.otherNote")
}
