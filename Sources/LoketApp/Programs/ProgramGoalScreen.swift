// Capaian: target and floor apart, what is missing in people and in classes, the pace, and how far each village is.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ProgramGoalScreen: Screen {
  let program: String
  private var figures = ProgramFigures()
  private var rows: [Row] = []
  private var list = ListView()
  /// Villages one by one, or the districts that they belong to.
  private var isByDistrict = false
  private static let header = 9

  private struct Row: Equatable, Sendable {
    /// Ten digits, six for a district; empty: not known.
    let region: String
    var stages: ProgramFigures.Stages
  }

  init(program: String, _ context: Context) {
    self.program = program
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleGoals) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on,
      .pick: .named(context.word(isByDistrict ? .keyVillages : .keyDistricts)),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintGoals) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.goals")) }

  private mutating func load(_ context: Context) {
    figures = context.registry.figures(ofProgram: program)
    var stages: [String: ProgramFigures.Stages] = [:]
    for (village, found) in figures.villages {
      let region = isByDistrict ? String(village.prefix(6)) : village
      stages[region, default: ProgramFigures.Stages()] += found
    }
    rows = stages.map { Row(region: $0.key, stages: $0.value) }.sorted { $0.region < $1.region }
    list.reload(count: rows.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) { _ = list.press(key) }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .pick:
      isByDistrict.toggle()
      load(context)
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.program(program) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    let goal = ProgramGoal(found)
    frame.put(found.name ?? found.id, row: area.top, column: 1, style: .title, width: area.columns - 2)
    GoalBars.draw(goal, figures, into: &frame, row: area.top + 1, columns: area.columns, context)
    for (place, line) in goal.sentences(figures, achieved: found.achieved, on: context.today, context.wording).prefix(5)
      .enumerated()
    {
      frame.put(line, row: area.top + 3 + place, column: 1, style: .value, width: area.columns - 2)
    }
    let number = { (phrase: Phrase) in ListColumn(context.word(phrase), width: 9, alignsRight: true) }
    list.draw(
      into: &frame, row: area.top + ProgramGoalScreen.header, column: 0, width: area.columns,
      height: area.height - ProgramGoalScreen.header,
      columns: [
        ListColumn(context.word(isByDistrict ? .columnDistrict : .columnVillage), width: 22, grows: 1),
        number(.columnApplicants), number(.columnAccepted), number(.columnCompleted), number(.columnCertified),
        number(.columnAchieved),
      ], empty: context.word(.goalsNobody)
    ) { index in
      let row = rows[index]
      let name = row.region.isEmpty ? context.word(.notKnownYet) : Lookups.villageName(row.region, context.regions)
      return ListRow(
        [name]
          + [
            row.stages.applied, row.stages.accepted, row.stages.completed, row.stages.certified, row.stages.achieved,
          ].map(Figures.grouped))
    }
  }
}

extension Phrase {
  static let titleGoals = Phrase("app.title.goals")
  static let hintGoals = Phrase("app.hint.goals")
  static let keyVillages = Phrase("app.key.villages")
  static let keyDistricts = Phrase("app.key.districts")
  static let columnVillage = Phrase("app.column.village")
  static let columnDistrict = Phrase("app.column.district")
  static let columnAccepted = Phrase("app.column.accepted")
  static let columnCompleted = Phrase("app.column.completed")
  static let columnCertified = Phrase("app.column.certified")
  static let goalsNobody = Phrase("app.goal.nobody")
}
