// The applicants of a wave, all or those of one track: search by name, open one.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ApplicantListScreen: Screen {
  let wave: String
  /// Nil: every track.
  let track: String?
  private var rows = SearchedRows<Row>()

  private struct Row: Identifiable, Equatable, Sendable {
    var id: String { application.id }
    let application: Application
    let name: String
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
    let registry = context.registry
    let applications = registry.applications(inWave: wave).filter { track == nil || $0.track == track }
    rows.load(
      applications.map { Row(application: $0, name: $0.person.flatMap { registry.person($0)?.name } ?? "") }
    ) { [$0.name] }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 3, context) {
    case .opened(let row): context.open(ApplicationScreen(application: row.application.id, context))
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  /// Why the list is empty: nobody applied, or nobody is called so.
  private var nobody: Phrase { rows.isSearching ? .nothingFound : .waveNobody }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: context.open(ApplyScreen(wave: wave, context))
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  /// About everybody whom the search leaves.
  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleApplicants),
      actions: [
        ActionMenu.Action(
          "consents", context.word(.actionConsents),
          why: context.whyNot(.changePeople) ?? (rows.shown.isEmpty ? context.word(nobody) : nil))
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen("actions", "consents") = answer else { return }
    context.open(ConsentSheetScreen(rows.shown.compactMap(\.application.person), context))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    rows.draw(
      into: &frame, area,
      columns: [
        ListColumn(context.word(.columnName), width: 24, grows: 2), ListColumn(context.word(.columnRTRW), width: 7),
        ListColumn(context.word(.columnTrack), width: 18, grows: 1),
        ListColumn(context.word(.columnDay), width: 10), ListColumn(context.word(.columnState), width: 16),
      ], empty: context.word(nobody), placeholder: context.word(.searchApplicants), context
    ) { row in
      let home = row.application.person.flatMap { context.registry.household(of: $0) }
      return ListRow(
        [
          row.name, home.map(PersonRow.rtRw) ?? "", context.trackName(row.application.track ?? ""),
          context.day(row.application.day), context.code(.applicationStatus, row.application.status ?? "submitted"),
        ], style: Registry.mayBeRanked(row.application) ? .plain : .dim)
    }
  }
}

extension Phrase {
  static let titleApplicants = Phrase("app.title.applicants")
  static let hintApplicants = Phrase("app.hint.applicants")
  static let searchApplicants = Phrase("app.search.applicants")
  static let columnDay = Phrase("app.column.day")
}
