// One programme: what it promised and how far it is, its waves, and everything that belongs to it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ProgramScreen: Screen {
  let program: String
  private var waves: [Wave] = []
  private var figures = ProgramFigures()
  private var counts: [String: Int] = [:]
  private var list = ListView()
  /// Rows above the list of waves.
  private static let header = 6

  init(program: String, _ context: Context) {
    self.program = program
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String {
    let found = context.registry.program(program)
    guard let template = found?.template, let year = found?.year else { return context.word(.titleProgram) }
    return "\(template) \(year)"
  }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on,
      .new: context.key(.programs, named: .keyNewWave),
    ]
  }

  func hint(_ context: Context) -> String { context.word(waves.isEmpty ? .hintProgramNew : .hintProgram) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.program")) }

  private mutating func load(_ context: Context) {
    waves = context.registry.waves(of: program)
    figures = context.registry.figures(ofProgram: program)
    counts = Dictionary(
      waves.map { ($0.id, context.registry.applications(inWave: $0.id).count) }, uniquingKeysWith: { first, _ in first }
    )
    list.reload(count: waves.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened(let index) = list.press(key), waves.indices.contains(index) {
      context.open(WaveScreen(wave: waves[index].id, context))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: newWave(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved(let record) where record.kind == .wave:
      load(context)
      if let index = waves.firstIndex(where: { $0.id == record.id }) { list.select(index) }
    default: return
    }
  }

  private func newWave(_ context: inout Context) {
    guard let setting = SettingKind.of(.wave) else { return }
    let name = context.text(.waveNumber, ["number": String(waves.count + 1)])
    context.open(
      SettingFormScreen(
        setting, id: nil, given: ["program": program], proposed: ["name": name, "opens": context.today.iso], context))
  }

  func menu(_ context: Context) -> ActionMenu {
    let settings = context.whyNot(.programs)
    return ActionMenu(
      title: context.registry.program(program)?.name ?? "",
      actions: [
        ActionMenu.Action("wave", context.word(.actionNewWave), why: settings),
        ActionMenu.Action("goals", context.word(.actionGoals)),
        ActionMenu.Action("rules", context.word(.actionRules)),
        ActionMenu.Action("events", context.word(.actionEvents)),
        ActionMenu.Action("classes", context.word(.actionClasses)),
        ActionMenu.Action("change", context.word(.actionChangeProgram), why: settings),
        ActionMenu.Action("weights", context.word(.actionWeights)),
        ActionMenu.Action("report", context.word(.actionProgramReport)),
      ])
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen("wave"): newWave(&context)
    case .chosen("goals"): context.open(ProgramGoalScreen(program: program, context))
    case .chosen("rules"): context.open(ProgramRulesScreen(program: program, context))
    case .chosen("classes"): context.open(ClassListScreen(program: program, context))
    case .chosen("report"): context.open(ReportsScreen(program: program, context))
    case .chosen("weights"): context.open(ProgramWeightsScreen(program: program, context))
    case .chosen("events"): context.open(EventListScreen(program: program, context))
    case .chosen("change"):
      if let setting = SettingKind.of(.program) { context.open(SettingFormScreen(setting, id: program, context)) }
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.program(program) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    let state = context.code(.programState, found.state ?? "running")
    frame.put(
      "\(found.name ?? found.id) · \(found.year ?? "")", row: area.top, column: 1, style: .title,
      width: area.columns - TextWidth.of(state) - 4)
    frame.put(
      state, row: area.top, column: area.columns - TextWidth.of(state) - 2,
      style: found.state == "proposal" ? .check : .value)
    let until = context.text(.programUntil, ["date": context.day(found.deadline)])
    let window =
      found.deadline == nil
      ? context.day(found.starts)
      : found.starts == nil ? until : [found.starts, found.deadline].map { context.day($0) }.joined(separator: " – ")
    let parts = [found.owner ?? "", context.code(.fundingSource, found.fundingSource), window]
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, style: .dim,
      width: area.columns - 2)
    let goal = ProgramGoal(found)
    GoalBars.draw(goal, figures, into: &frame, row: area.top + 2, columns: area.columns, context)
    let people = figures.people
    let stages = context.text(
      .programStages,
      [
        "applied": Figures.grouped(people.applied), "accepted": Figures.grouped(people.accepted),
        "completed": Figures.grouped(people.completed), "certified": Figures.grouped(people.certified),
        "placed": Figures.grouped(people.placed),
      ])
    for (place, line) in TextWidth.wrap(stages, columns: area.columns - 2).prefix(2).enumerated() {
      frame.put(line, row: area.top + 4 + place, column: 1)
    }
    list.draw(
      into: &frame, row: area.top + ProgramScreen.header, column: 0, width: area.columns,
      height: area.height - ProgramScreen.header,
      columns: [
        ListColumn(context.word(.columnWave), width: 26, grows: 2), ListColumn(context.word(.columnOpens), width: 10),
        ListColumn(context.word(.columnCloses), width: 10),
        ListColumn(context.word(.columnApplicants), width: 10, alignsRight: true),
        ListColumn(context.word(.columnWaveState), width: 14),
      ], empty: context.word(.wavesNone)
    ) { index in
      let wave = waves[index]
      return ListRow([
        wave.name ?? "", context.day(wave.opens), context.day(wave.closes), Figures.grouped(counts[wave.id] ?? 0),
        context.word(WaveWindow.of(wave, on: context.today).words),
      ])
    }
  }
}

/// Where a wave stands on a day.
enum WaveWindow: Equatable {
  case notYet, open, closed, unknown

  static func of(_ wave: Wave, on day: CalendarDate) -> WaveWindow {
    guard let opens = wave.opens.flatMap({ CalendarDate(iso: $0) }),
      let closes = wave.closes.flatMap({ CalendarDate(iso: $0) })
    else { return .unknown }
    return day < opens ? .notYet : day <= closes ? .open : .closed
  }

  var words: Phrase {
    switch self {
    case .notYet: .waveNotYet
    case .open: .waveOpen
    case .closed: .waveClosed
    case .unknown: .waveUnknown
    }
  }
}

/// Target and floor as two bars, each with what is missing.
enum GoalBars {
  static func draw(
    _ goal: ProgramGoal, _ figures: ProgramFigures, into frame: inout Frame, row: Int, columns: Int, _ context: Context
  ) {
    let achieved = figures.people.achieved
    let shortfall = goal.shortfall(achieved)
    // What is missing is said in words: the bar gets what they leave.
    let words = 40
    var bars: [Bar] = []
    for (label, wanted, missing) in [
      (Phrase.goalTarget, goal.target, shortfall.target), (.goalFloor, goal.floor, shortfall.floor),
    ] {
      guard let wanted, let missing else { continue }
      let text = context.text(
        .goalFigures,
        [
          "done": Figures.grouped(achieved), "wanted": Figures.grouped(wanted), "missing": Figures.grouped(missing),
          "classes": Figures.grouped(goal.classes(for: missing)),
        ])
      frame.put(text, row: row + bars.count, column: columns - words - 1, style: .value, width: words)
      bars.append(Bar(label: context.word(label), value: achieved, total: wanted, figures: ""))
    }
    guard bars.isEmpty else {
      return Bars.draw(bars, into: &frame, row: row, column: 1, width: columns - words - 3, height: 2)
    }
    frame.put(
      context.text(.goalNone, ["done": Figures.grouped(achieved)]), row: row, column: 1, width: columns - 2)
  }
}

extension Phrase {
  static let actionProgramReport = Phrase("app.action.report")
  static let titleProgram = Phrase("app.title.program")
  static let keyNewWave = Phrase("app.key.newWave")
  static let hintProgram = Phrase("app.hint.program")
  static let hintProgramNew = Phrase("app.hint.programNew")
  static let waveNumber = Phrase("app.wave.number")
  static let actionNewWave = Phrase("app.action.newWave")
  static let actionGoals = Phrase("app.action.goals")
  static let actionRules = Phrase("app.action.rules")
  static let actionEvents = Phrase("app.action.events")
  static let actionChangeProgram = Phrase("app.action.changeProgram")
  static let actionWeights = Phrase("app.action.weights")
  static let programUntil = Phrase("app.program.until")
  static let programStages = Phrase("app.program.stages")
  static let columnWave = Phrase("app.column.wave")
  static let columnOpens = Phrase("app.column.opens")
  static let columnCloses = Phrase("app.column.closes")
  static let columnApplicants = Phrase("app.column.applicants")
  static let columnWaveState = Phrase("app.column.waveState")
  static let wavesNone = Phrase("app.waves.none")
  static let waveNotYet = Phrase("app.wave.notYet")
  static let waveOpen = Phrase("app.wave.open")
  static let waveClosed = Phrase("app.wave.closed")
  static let waveUnknown = Phrase("app.wave.unknown")
  static let goalNone = Phrase("app.goal.none")
}
