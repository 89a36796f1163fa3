// Cakupan: of one theme the households with a skilled member by RT, those still without, and what they lack at home.
import LoketModel
import LoketRegistry
import LoketWidgets

struct CoverageScreen: Screen {
  let theme: String
  private var coverage = Coverage()
  private var places: [RukunTetangga] = []
  private var list = ListView()
  /// Device, internet and electricity in the place of the skill.
  private var showsGap = false
  private static let header = 5

  init(theme: String, _ context: Context) {
    self.theme = theme
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleCoverage) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on, .actions: .on,
      .pick: .named(context.word(showsGap ? .keySkill : .keyGap)),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintCoverage) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.coverage")) }

  private mutating func load(_ context: Context) {
    guard let found = context.registry.theme(theme) else { return }
    coverage = context.registry.coverage(of: found, office: context.session.office, day: context.today)
    places = coverage.orderedPlaces
    list.reload(count: places.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened = list.press(key) {
      carryOut(menu(context).outcome(of: 1), &context)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .pick: showsGap.toggle()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved: load(context)
    default: return
    }
  }

  private var selected: RukunTetangga? { places.indices.contains(list.selected) ? places[list.selected] : nil }

  private func menu(_ context: Context) -> ActionMenu {
    let nowhere = selected == nil ? context.word(.coverageNobody) : nil
    let lists: [(id: String, words: Phrase)] =
      showsGap
      ? [
        ("device", .actionWithoutDevice), ("internet", .actionWithoutInternet), ("electricity", .actionWithoutPower),
        ("all.device", .actionWithoutDeviceAll),
      ] : [("skill", .actionWithout), ("headSkill", .actionHeadsWithout), ("all.skill", .actionWithoutAll)]
    return ActionMenu(
      title: context.word(.titleCoverage),
      actions: lists.map { ActionMenu.Action($0.id, context.word($0.words), why: nowhere) } + [
        ActionMenu.Action("change", context.word(.actionChangeTheme), why: context.whyNot(.themes))
      ])
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen("change"):
      if let setting = SettingKind.of(.theme) { context.open(SettingFormScreen(setting, id: theme, context)) }
    case .chosen(let list):
      let isEverywhere = list.hasPrefix("all.")
      guard let lack = Lack(rawValue: String(list.dropFirst(isEverywhere ? 4 : 0))) else { return }
      context.open(UncoveredScreen(theme: theme, place: isEverywhere ? nil : selected, lack: lack, context))
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.theme(theme) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    frame.put(
      ThemeWords.title(found, context), row: area.top, column: 1, style: .title, width: area.columns - 2)
    let total = coverage.total
    let bars = [
      (Phrase.coverageBar, total.covered, total.percent), (.coverageStrictBar, total.heads, total.strictPercent),
    ].map { words, count, percent in
      Bar(
        label: context.word(words), value: count, total: total.households,
        figures: context.text(
          .coverageFigures,
          [
            "count": Figures.grouped(count), "all": Figures.grouped(total.households),
            "percent": CoverageTally.shown(percent),
          ]))
    }
    Bars.draw(bars, into: &frame, row: area.top + 1, column: 1, width: area.columns - 2, height: 2)
    let sentences = total.sentences(context.wording)
    frame.put(
      showsGap ? sentences[2] : sentences[1], row: area.top + 3, column: 1, style: .dim, width: area.columns - 2)
    list.draw(
      into: &frame, row: area.top + CoverageScreen.header, column: 0, width: area.columns,
      height: area.height - CoverageScreen.header, columns: columns(context), empty: context.word(.coverageNobody)
    ) { index in
      let tally = coverage.places[places[index]] ?? CoverageTally()
      return ListRow(cells(places[index], tally, context), style: tally.without == 0 ? .dim : .plain)
    }
  }

  private func columns(_ context: Context) -> [ListColumn] {
    let number = { (phrase: Phrase) in ListColumn(context.word(phrase), width: 10, alignsRight: true) }
    let first = [ListColumn("RT/RW", width: 12, grows: 1), number(.columnHouseholds)]
    if showsGap {
      return first + [
        number(.columnNoDevice), number(.columnNoInternet), number(.columnNoPower),
        ListColumn(context.word(.columnUnknown), width: 12, alignsRight: true),
      ]
    }
    return first + [number(.columnSkilled), ListColumn("%", width: 5, alignsRight: true), number(.columnStrict)]
      + [ListColumn("%", width: 5, alignsRight: true), number(.columnWithout)]
  }

  private func cells(_ place: RukunTetangga, _ tally: CoverageTally, _ context: Context) -> [String] {
    let name = place.isUnknown ? context.word(.coverageNoPlace) : place.description
    let first = [name, Figures.grouped(tally.households)]
    if showsGap {
      // One household may lack the answer to all three; each is counted, so that nothing unasked hides.
      let unknown = tally.deviceUnknown + tally.internetUnknown + tally.electricityUnknown
      return first
        + [tally.withoutDevice, tally.withoutInternet, tally.withoutElectricity, unknown].map(Figures.grouped)
    }
    return first + [
      Figures.grouped(tally.covered), CoverageTally.shown(tally.percent), Figures.grouped(tally.heads),
      CoverageTally.shown(tally.strictPercent), Figures.grouped(tally.without),
    ]
  }
}

enum ThemeWords {
  /// "Layanan pelanggan (CS) di Mintaragen sejak 01-12-2026".
  static func title(_ theme: Theme, _ context: Context) -> String {
    context.text(
      .themeTitle,
      [
        "track": context.trackName(theme.track ?? ""),
        "village": Lookups.villageName(theme.village ?? "", context.regions),
        "date": theme.starts.map { context.day($0) } ?? "-",
      ])
  }
}

extension Phrase {
  static let titleCoverage = Phrase("app.title.coverage")
  static let hintCoverage = Phrase("app.hint.coverage")
  static let keyGap = Phrase("app.key.gap")
  static let keySkill = Phrase("app.key.skill")
  static let actionWithout = Phrase("app.action.without")
  static let actionHeadsWithout = Phrase("app.action.headsWithout")
  static let actionWithoutAll = Phrase("app.action.withoutAll")
  static let actionWithoutDevice = Phrase("app.action.withoutDevice")
  static let actionWithoutDeviceAll = Phrase("app.action.withoutDeviceAll")
  static let actionWithoutInternet = Phrase("app.action.withoutInternet")
  static let actionWithoutPower = Phrase("app.action.withoutPower")
  static let actionChangeTheme = Phrase("app.action.changeTheme")
  static let coverageNobody = Phrase("app.coverage.nobody")
  static let coverageBar = Phrase("app.coverage.bar")
  static let coverageStrictBar = Phrase("app.coverage.strictBar")
  static let coverageFigures = Phrase("app.coverage.figures")
  static let columnNoDevice = Phrase("app.column.noDevice")
  static let columnNoInternet = Phrase("app.column.noInternet")
  static let columnNoPower = Phrase("app.column.noPower")
  static let columnUnknown = Phrase("app.column.unknown")
}
