// Tema: what each village trains its people for, since when, and how far it has come.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ThemeListScreen: Screen {
  private var themes: [Theme] = []
  /// How far each of `themes` has come.
  private var tallies: [CoverageTally] = []
  private var list = ListView()

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleThemes) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on, .new: context.key(.themes, named: .keyNewTheme)]
  }
  func hint(_ context: Context) -> String { context.word(.hintThemes) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.themes")) }

  private mutating func load(_ context: Context) {
    themes = context.registry.themes()
    tallies = themes.map {
      context.registry.coverage(of: $0, office: context.session.office, day: context.today).total
    }
    list.reload(count: themes.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), themes.indices.contains(index) else { return }
    context.open(CoverageScreen(theme: themes[index].id, context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: openForm(&context)
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  /// A new theme begins with this office's village, and with the programme of themes where one was taken over.
  private func openForm(_ context: inout Context) {
    guard let setting = SettingKind.of(.theme) else { return }
    let program = context.registry.programs().first { $0.template == Theme.programTemplate }
    var given: [String: String] = [:]
    given["program"] = program?.id
    var proposed = ["village": context.session.office, "starts": context.today.iso]
    let taken = Set(themes.filter { $0.village == context.session.office }.compactMap(\.track))
    proposed["track"] = program.flatMap { program in
      context.registry.elements(RecordRef(.program, program.id), "tracks").map(\.element).sorted { left, right in
        left == Theme.usualTrack || right != Theme.usualTrack && left < right
      }.first { !taken.contains($0) }
    }
    context.open(SettingFormScreen(setting, id: nil, given: given, proposed: proposed, context))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .saved(let record) = answer else { return }
    load(context)
    if let index = themes.firstIndex(where: { $0.id == record.id }) { list.select(index) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let number = { (phrase: Phrase, width: Int) in ListColumn(context.word(phrase), width: width, alignsRight: true) }
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height,
      columns: [
        ListColumn(context.word(.columnTrack), width: 22, grows: 2),
        ListColumn(context.word(.columnVillage), width: 12, grows: 1),
        ListColumn(context.word(.columnSince), width: 10), number(.columnHouseholds, 8), number(.columnSkilled, 6),
        number(.columnStrict, 6), number(.columnWithout, 6),
      ], empty: context.word(.themesNone)
    ) { index in
      let (theme, tally) = (themes[index], tallies[index])
      return ListRow(
        [
          context.trackName(theme.track ?? ""), Lookups.villageName(theme.village ?? "", context.regions),
          context.day(theme.starts), Figures.grouped(tally.households), CoverageTally.shown(tally.percent),
          CoverageTally.shown(tally.strictPercent), Figures.grouped(tally.without),
        ], style: theme.isRunning(on: context.today) ? .plain : .dim)
    }
  }
}

extension Phrase {
  static let titleThemes = Phrase("app.title.themes")
  static let hintThemes = Phrase("app.hint.themes")
  static let keyNewTheme = Phrase("app.key.newTheme")
  static let columnHouseholds = Phrase("app.column.households")
  static let columnSkilled = Phrase("app.column.skilled")
  static let columnStrict = Phrase("app.column.strict")
  static let columnWithout = Phrase("app.column.without")
}
