// Mulai: the first run. Five questions make an office, or the demo shows one.
import LoketModel
import LoketRegistry
import LoketWidgets

public struct SetUpScreen: Screen {
  var form: Form
  var isWaiting = false

  public init(_ wording: Wording) {
    let field = { (id: String, label: Phrase, hint: Phrase, input: Input, width: Int) in
      FieldSpec(id, label: wording[label], hint: wording[hint], input: input, width: width, isRequired: true)
    }
    let kinds = [
      Choice(code: "real", name: wording[.setUpReal], words: ["1"], note: "1"),
      Choice(code: "demo", name: wording[.setUpDemo], words: ["2"], note: "2"),
    ]
    form = Form(
      sections: [
        FormSection(
          id: "setUp", title: wording[.setUpTitle],
          fields: [
            field("village", .setUpVillage, .setUpVillageHint, .lookup, 28),
            field("device", .setUpDevice, .setUpDeviceHint, .text(limit: 20), 20),
            field("supervisor", .setUpSupervisor, .setUpSupervisorHint, .text(limit: 20), 20),
            field("pin", .setUpPIN, .setUpPINHint, .secret(limit: 12), 12),
            field("again", .setUpPINAgain, .setUpPINAgainHint, .secret(limit: 12), 12),
            field("kind", .setUpKind, .setUpKindHint, .choice(kinds, oneKey: true), 24),
          ])
      ], texts: FormTexts(notInList: wording[.notInList], nothingFound: wording[.nothingFound]))
    form.set("device", wording[.setUpFirstDevice], asProposal: true)
  }

  public var opensToNobody: Bool { true }
  public func title(_ context: Context) -> String { context.word(.titleSetUp) }

  public func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .save: .named(context.word(.keyStart)), .undo: .on, .actions: .named(context.word(.keyDemo)),
      .pick: form.focus == "village" || form.focus == "kind" ? .on : .off(context.word(.nothingToPick)),
      .back: .named(context.word(.quitNow)),
    ]
  }

  public func hint(_ context: Context) -> String { form.focusedSpec?.hint ?? "" }
  public func helpTopic(_ context: Context) -> HelpTopic {
    guard let question = SetUpScreen.questions[form.focus] else { return .screen(.setUpHelp) }
    return .question(question.label, help: question.help, screen: .setUpHelp)
  }

  private static let questions: [String: (label: Phrase, help: Phrase)] = [
    "village": (.setUpVillage, Phrase("app.setUp.village.help")),
    "device": (.setUpDevice, Phrase("app.setUp.device.help")),
    "supervisor": (.setUpSupervisor, Phrase("app.setUp.supervisor.help")),
    "pin": (.setUpPIN, Phrase("app.pin.help")),
    "again": (.setUpPINAgain, Phrase("app.setUp.again.help")),
    "kind": (.setUpKind, Phrase("app.setUp.kind.help")),
  ]

  private func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let wording = context.wording
    world.check = { form, id in SetUpScreen.problem(id, form).map { FieldMessage(.error, wording[$0]) } }
    return world
  }

  /// What is wrong with an answer, if it was given.
  static func problem(_ id: String, _ form: Form) -> Phrase? {
    let value = form.value(id)
    guard !value.isEmpty else { return nil }
    switch id {
    case "supervisor": return Account.isLogin(value.trimmed.lowercased()) ? nil : .loginMalformed
    case "pin": return PIN.isWellFormed(value) ? nil : .pinMalformed
    case "again": return value == form.value("pin") ? nil : .pinDiffers
    default: return nil
    }
  }

  public mutating func press(_ key: Key, _ context: inout Context) {
    let events = form.press(key, world: world(context))
    RecordForm.report(events, form, &context)
    if events.contains(.passedEnd) { sayWhatIsLeft(&context) }
  }

  /// Behind the last question: that all is answered, or what is not yet right.
  private func sayWhatIsLeft(_ context: inout Context) {
    let left = form.specs.lazy.compactMap { spec -> (label: String, text: Phrase)? in
      if form.value(spec.id).isEmpty { return (spec.label, .setUpMissing) }
      return SetUpScreen.problem(spec.id, form).map { (spec.label, $0) }
    }.first
    guard let left, form.value("kind") != "demo" else { return context.say(.info, .setUpReady) }
    context.say(.error, .saveStopped, ["field": left.label, "text": context.word(left.text)])
  }

  public mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: start(&context)
    case .actions: context.ask(for: .openDemo)
    case .back:
      if form.picker != nil {
        _ = form.run(.back, world: world(context))
      } else {
        context.open(QuitDialog.screen(context, text: .quitSetUpText))
      }
    default: RecordForm.report(form.run(command, world: world(context)), form, &context)
    }
  }

  public mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("quit", "quit") = answer { context.ask(for: .quit) }
  }

  public mutating func hear(_ event: Event, _ context: inout Context) {
    if case .openFailed = event { isWaiting = false }
  }

  private mutating func start(_ context: inout Context) {
    guard !isWaiting else { return }
    form.settle(world: world(context))
    if form.value("kind") == "demo" {
      context.ask(for: .openDemo)
      return
    }
    for spec in form.specs where form.value(spec.id).isEmpty {
      form.messages[spec.id] = FieldMessage(.error, context.word(spec.id == "kind" ? .setUpKindMissing : .setUpMissing))
    }
    guard !form.jumpToFirstError() else {
      context.say(
        .error, .saveStopped,
        ["field": form.focusedSpec?.label ?? "", "text": form.messages[form.focus]?.text ?? ""])
      return
    }
    let code = form.value("village")
    isWaiting = true
    context.ask(
      for: .setUp(
        SetUp(
          office: code, officeName: Lookups.villageName(code, context.regions), device: form.value("device").trimmed,
          supervisor: form.value("supervisor").trimmed.lowercased(), pin: form.value("pin"))))
  }

  public func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let lines = TextWidth.wrap(context.word(.setUpWelcome), columns: area.columns - 4)
    for (place, line) in lines.prefix(3).enumerated() {
      frame.put(line, row: area.top + 1 + place, column: 2, style: .plain)
    }
    let height = form.specs.count + 1
    form.draw(into: &frame, top: area.top + 5, height: area.height - 5)
    // Both answers of the last question in full: nobody begins with the wrong data. An open list lies over them.
    guard form.picker == nil else { return }
    for (place, phrase) in [Phrase.setUpRealText, .setUpDemoText, .setUpPINText, .setUpJoinText].enumerated() {
      frame.put(
        context.word(phrase), row: area.top + 6 + height + place, column: 5, style: .dim, width: area.columns - 6)
    }
  }
}

public enum PIN {
  /// 4 to 12 digits, not all the same.
  public static func isWellFormed(_ text: String) -> Bool {
    (4...12).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && Set(text.utf8).count > 1
  }
}

extension Phrase {
  static let setUpFirst = Phrase("app.setUp.first")
  static let titleSetUp = Phrase("app.title.setUp")
  static let keyStart = Phrase("app.key.start")
  static let keyDemo = Phrase("app.key.demo")
  static let setUpTitle = Phrase("app.setUp.title")
  static let setUpWelcome = Phrase("app.setUp.welcome")
  static let setUpVillage = Phrase("app.setUp.village")
  static let setUpVillageHint = Phrase("app.setUp.village.hint")
  static let setUpDevice = Phrase("app.setUp.device")
  static let setUpDeviceHint = Phrase("app.setUp.device.hint")
  static let setUpFirstDevice = Phrase("app.setUp.firstDevice")
  static let setUpSupervisor = Phrase("app.setUp.supervisor")
  static let setUpSupervisorHint = Phrase("app.setUp.supervisor.hint")
  static let setUpPIN = Phrase("app.setUp.pin")
  static let setUpPINHint = Phrase("app.setUp.pin.hint")
  static let setUpPINAgain = Phrase("app.setUp.again")
  static let setUpPINAgainHint = Phrase("app.setUp.again.hint")
  static let setUpKind = Phrase("app.setUp.kind")
  static let setUpKindHint = Phrase("app.setUp.kind.hint")
  static let setUpReal = Phrase("app.setUp.real")
  static let setUpDemo = Phrase("app.setUp.demo")
  static let setUpHelp = Phrase("help.setUp")
  static let setUpRealText = Phrase("app.setUp.realText")
  static let setUpDemoText = Phrase("app.setUp.demoText")
  /// What a PIN protects, and what it does not.
  static let setUpPINText = Phrase("app.setUp.pinText")
  /// A further PC of an office that is at work already does not begin here.
  static let setUpJoinText = Phrase("app.setUp.joinText")
  static let setUpKindMissing = Phrase("app.setUp.kind.missing")
  static let setUpMissing = Phrase("app.setUp.missing")
  static let setUpReady = Phrase("app.setUp.ready")
  static let loginMalformed = Phrase("app.login.malformed")
  static let pinMalformed = Phrase("app.pin.malformed")
  static let pinDiffers = Phrase("app.pin.differs")
}
