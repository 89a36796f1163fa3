// Who this PC is to a server with which it exchanges: user and password, kept on this PC alone.
import LoketModel
import LoketWidgets

/// It closes with `SyncLoginScreen.kept` once both are on the disk.
struct SyncLoginScreen: LocalFormScreen {
  static let kept = "sync.login"

  private let place: String
  var form: Form

  init(_ place: String, _ context: Context) {
    self.place = place
    let field = { (id: String, label: Phrase, hint: Phrase, input: Input) in
      FieldSpec(
        id, label: context.word(label), hint: context.word(hint), input: input, width: 40, place: .below,
        isRequired: true)
    }
    form = Form(
      sections: [
        FormSection(
          id: "login", title: context.word(.syncLoginTitle),
          fields: [
            field("user", .syncUser, .syncUserHint, .text(limit: 80)),
            field("password", .syncPassword, .syncPasswordHint, .secret(limit: 100)),
          ])
      ])
    if let user = (try? PlaceAddress(place))?.user { form.set("user", user) }
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.synchronise) }
  func title(_ context: Context) -> String { context.word(.syncLoginTitle) }
  func commands(_ context: Context) -> [Command: Availability] { [.help: .on, .save: .on, .undo: .on, .back: .on] }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.syncLogin")) }
  func world(_ context: Context) -> FormWorld { FormWorld() }

  mutating func save(_ context: inout Context) {
    form.settle(world: world(context))
    for id in form.specs.map(\.id) where form.value(id).isEmpty {
      form.messages[id] = FieldMessage(.error, context.word(.setUpMissing))
    }
    guard isRight(&context) else { return }
    guard let login = PlaceLogin(user: form.value("user"), password: form.value("password")) else {
      form.messages["user"] = FieldMessage(.error, context.word(.syncUserWrong))
      _ = isRight(&context)
      return
    }
    context.ask(for: .sync(.login(place, login)))
    context.close(.chosen(id: SyncLoginScreen.kept, option: place))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    form.draw(into: &frame, top: area.top + 1, height: area.height - 6)
    let cursor = frame.cursor
    let lines = TextWidth.wrap(context.text(.syncLoginNote, ["place": place]), columns: area.columns - 6)
    for (row, line) in lines.prefix(4).enumerated() {
      frame.put(line, row: area.top + area.height - 5 + row, column: 3, style: .dim)
    }
    frame.cursor = cursor
  }
}

extension Phrase {
  static let syncLoginTitle = Phrase("app.sync.loginTitle")
  static let syncLoginNote = Phrase("app.sync.loginNote")
  static let syncUser = Phrase("app.sync.user")
  static let syncUserHint = Phrase("app.sync.userHint")
  static let syncUserWrong = Phrase("app.sync.userWrong")
  static let syncPassword = Phrase("app.sync.password")
  static let syncPasswordHint = Phrase("app.sync.passwordHint")
}
