// Whose it is: before a record that belongs to a person is entered, the person is found in the register.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PersonForRecordScreen: Screen {
  /// What is entered next, with its own form.
  struct Kind: Equatable, Sendable {
    let kind: RecordKind
    let title: Phrase
    let hint: Phrase
    let question: Phrase
    let help: Phrase
    /// What somebody must be old enough for.
    var leastAge: Int?

    static let producer = Kind(
      kind: .producer, title: .titleProducer, hint: Phrase("app.hint.producerPerson"),
      question: Phrase("app.crafts.who"), help: Phrase("help.crafts"))
    static let grant = Kind(
      kind: .grant, title: .titleGrant, hint: Phrase("app.hint.grantPerson"), question: Phrase("app.grants.who"),
      help: Phrase("help.grants"), leastAge: Rules.leastWorkingAge)

    /// Why this person has no such record; nil where nothing speaks against it.
    func refusal(of person: String, _ context: Context) -> String? {
      let found = context.registry.person(person)
      guard let leastAge, let age = context.age(found?.birthDate), age < leastAge else { return nil }
      return context.text(
        .personTooYoung, ["name": found?.name ?? "", "age": String(age), "least": String(leastAge)])
    }
  }

  private let kind: Kind
  private var finder = PersonFinder()
  private var list = ListView()

  init(_ kind: Kind) { self.kind = kind }

  func refusal(_ context: Context) -> String? { SettingKind.of(kind.kind)?.refusal(context) }
  func title(_ context: Context) -> String { context.word(kind.title) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere))]
  }
  func hint(_ context: Context) -> String { context.word(kind.hint) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(kind.help) }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch finder.press(key, context) {
    case .changed: list.reload(count: finder.hits.count, selected: 0)
    case .submitted: choose(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    if command == .back { context.close() }
  }

  mutating func cover(_ context: inout Context) { finder.trace(&context) }

  private mutating func choose(_ context: inout Context) {
    guard finder.hits.indices.contains(list.selected), let setting = SettingKind.of(kind.kind) else {
      return finder.sayNobody(&context)
    }
    let person = finder.hits[list.selected].record.id
    finder.trace(&context)
    if let why = kind.refusal(of: person, context) { return context.say(.error, why) }
    context.replace(with: SettingFormScreen(setting, id: nil, given: ["person": person], context))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(context.word(kind.question), row: area.top, column: 1, style: .label, width: area.columns - 2)
    finder.draw(into: &frame, row: area.top + 1, columns: area.columns, context)
    let cursor = frame.cursor
    if !finder.text.isEmpty {
      finder.drawHits(
        list, into: &frame, Area(top: area.top + 3, height: area.height - 3, columns: area.columns), context)
    }
    frame.cursor = cursor
  }
}

extension Phrase {
  static let personTooYoung = Phrase("app.personTooYoung")
}
