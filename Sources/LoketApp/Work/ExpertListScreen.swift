// Tenaga ahli: who may be asked to teach or to help, from here or from elsewhere, found by name, skill or agency.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ExpertListScreen: Screen {
  private var rows = SearchedRows<Row>()

  private struct Row: Identifiable, Equatable, Sendable {
    var id: String { expert.id }
    let expert: Expert
    let skills: String
  }

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleExperts) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .off(context.word(.searchIsHere)), .back: .on, .menu: .on,
      .new: context.key(.partnerSettings, named: .keyNewExpert),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintExperts) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.experts")) }

  private mutating func load(_ context: Context) {
    let experts = context.registry.experts().map { expert in
      let track = expert.track.map(context.trackName)
      return Row(expert: expert, skills: [track, expert.skills].compactMap { $0 }.joined(separator: ", "))
    }
    rows.load(experts) { [$0.expert.name, $0.skills, $0.expert.agency] }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 3, context) {
    case .opened(let row):
      if let setting = SettingKind.of(.expert) {
        context.open(SettingFormScreen(setting, id: row.expert.id, context))
      }
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  /// Why the list is empty: nobody was recorded, or nobody is called so.
  private var nobody: Phrase { rows.isSearching ? .nothingFound : .expertsNone }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      if let setting = SettingKind.of(.expert) { context.open(SettingFormScreen(setting, id: nil, context)) }
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .saved(let record) = answer else { return }
    load(context)
    rows.select(record.id)
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    rows.draw(
      into: &frame, area,
      columns: [
        ListColumn(context.word(.columnName), width: 22, grows: 1),
        ListColumn(context.word(.columnSkills), width: 22, grows: 2),
        ListColumn(context.word(.columnAgency), width: 16, grows: 1), ListColumn(context.word(.columnPhone), width: 15),
      ], empty: context.word(nobody), placeholder: context.word(.searchExperts), context
    ) { row in
      ListRow(
        [row.expert.name ?? "", row.skills, row.expert.agency ?? "", row.expert.phone.map(context.phone) ?? ""],
        style: row.expert.active == "no" ? .dim : .plain)
    }
  }
}

extension Phrase {
  static let titleExperts = Phrase("app.title.experts")
  static let hintExperts = Phrase("app.hint.experts")
  static let keyNewExpert = Phrase("app.key.newExpert")
  static let searchExperts = Phrase("app.search.experts")
  static let expertsNone = Phrase("app.experts.none")
  static let columnSkills = Phrase("app.column.skills")
  static let columnAgency = Phrase("app.column.agency")
}
