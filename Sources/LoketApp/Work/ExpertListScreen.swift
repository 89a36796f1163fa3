// Tenaga ahli: who may be asked to teach or to help, from here or from elsewhere, found by name, skill or agency.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ExpertListScreen: Screen {
  private var all: [Row] = []
  private var shown: [Int] = []
  private var search = SearchBox()
  private var list = ListView()

  private struct Row: Equatable, Sendable {
    let expert: Expert
    let skills: String
    /// Everything that a search looks at.
    let folded: String
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
    all = context.registry.experts().map { expert in
      let track = expert.track.map(context.trackName)
      let skills = [track, expert.skills].compactMap { $0 }.joined(separator: ", ")
      return Row(
        expert: expert, skills: skills,
        folded: NameKey.fold([expert.name ?? "", skills, expert.agency ?? ""].joined(separator: " ")))
    }
    filter()
  }

  private mutating func filter() {
    let words = NameKey.fold(search.text).split(separator: " ")
    shown = all.indices.filter { index in words.allSatisfy { all[index].folded.contains($0) } }
    list.reload(count: shown.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch search.press(key) {
    case .changed: filter()
    case .submitted:
      guard shown.indices.contains(list.selected), let setting = SettingKind.of(.expert) else {
        return context.say(.info, search.text.isEmpty ? .expertsNone : .nothingFound)
      }
      context.open(SettingFormScreen(setting, id: all[shown[list.selected]].expert.id, context))
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      if let setting = SettingKind.of(.expert) { context.open(SettingFormScreen(setting, id: nil, context)) }
    case .back:
      if search.text.isEmpty { return context.close() }
      search.clear()
      filter()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .saved = answer { load(context) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: context.word(.searchExperts))
    let cursor = frame.cursor
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnName), width: 22, grows: 1),
        ListColumn(context.word(.columnSkills), width: 22, grows: 2),
        ListColumn(context.word(.columnAgency), width: 16, grows: 1), ListColumn(context.word(.columnPhone), width: 15),
      ], empty: context.word(search.text.isEmpty ? .expertsNone : .nothingFound)
    ) { index in
      let row = all[shown[index]]
      return ListRow(
        [row.expert.name ?? "", row.skills, row.expert.agency ?? "", row.expert.phone.map(context.phone) ?? ""],
        style: row.expert.active == "no" ? .dim : .plain)
    }
    frame.cursor = cursor
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
