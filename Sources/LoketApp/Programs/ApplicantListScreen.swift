// The applicants of a wave, all or those of one track: search by name, open one.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ApplicantListScreen: Screen {
  let wave: String
  /// Nil: every track.
  let track: String?
  private var all: [Row] = []
  private var shown: [Int] = []
  private var search = SearchBox()
  private var list = ListView()

  private struct Row: Equatable, Sendable {
    let application: Application
    let name: String
    /// The name as searches compare it.
    let folded: String
  }

  init(wave: String, track: String?, _ context: Context) {
    self.wave = wave
    self.track = track
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleApplicants) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .off(context.word(.searchIsHere)), .back: .on, .menu: .on, .actions: .on,
      .new: context.key(.apply, named: .keyApply),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintApplicants) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.applicants")) }

  private mutating func load(_ context: Context) {
    all = context.registry.applications(inWave: wave).filter { track == nil || $0.track == track }.map { application in
      let name = application.person.flatMap { context.registry.person($0)?.name } ?? ""
      return Row(application: application, name: name, folded: NameKey.fold(name))
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
      guard shown.indices.contains(list.selected) else { return context.say(.info, .nothingFound) }
      context.open(ApplicationScreen(application: all[shown[list.selected]].application.id, context))
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: context.open(ApplyScreen(wave: wave, context))
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back:
      if search.text.isEmpty { return context.close() }
      search.clear()
      filter()
    default: return
    }
  }

  /// About everybody whom the search leaves.
  private func menu(_ context: Context) -> ActionMenu {
    let nobody = shown.isEmpty ? context.word(search.text.isEmpty ? .waveNobody : .nothingFound) : nil
    return ActionMenu(
      title: context.word(.titleApplicants),
      actions: [
        ActionMenu.Action(
          "consents", context.word(.actionConsents), why: context.whyNot(.changePeople) ?? nobody)
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen("actions", "consents") = answer else { return }
    context.open(ConsentSheetScreen(shown.compactMap { all[$0].application.person }, context))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    search.draw(
      into: &frame, row: area.top, column: 1, width: area.columns - 2, label: context.word(.searchLabel),
      placeholder: context.word(.searchApplicants))
    let cursor = frame.cursor
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnName), width: 24, grows: 2), ListColumn(context.word(.columnRTRW), width: 7),
        ListColumn(context.word(.columnTrack), width: 18, grows: 1),
        ListColumn(context.word(.columnDay), width: 10), ListColumn(context.word(.columnState), width: 16),
      ], empty: context.word(search.text.isEmpty ? .waveNobody : .nothingFound)
    ) { index in
      let row = all[shown[index]]
      let home = row.application.person.flatMap { context.registry.household(of: $0) }
      return ListRow(
        [
          row.name, home.map(PersonRow.rtRw) ?? "", context.trackName(row.application.track ?? ""),
          context.day(row.application.day), context.code(.applicationStatus, row.application.status ?? "submitted"),
        ], style: Registry.mayBeRanked(row.application) ? .plain : .dim)
    }
    frame.cursor = cursor
  }
}

extension Phrase {
  static let titleApplicants = Phrase("app.title.applicants")
  static let hintApplicants = Phrase("app.hint.applicants")
  static let searchApplicants = Phrase("app.search.applicants")
  static let columnDay = Phrase("app.column.day")
}
