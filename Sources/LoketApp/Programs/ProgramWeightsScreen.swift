// Bobot seleksi: what each criterion weighs, what parts equals, what need gives; and the programme's tracks and segments.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ProgramWeightsScreen: Screen {
  /// One row of the list; Enter changes it.
  enum Row: Hashable, Sendable {
    case weight(Criterion)
    case tieBreak
    case numbers(ProgramNumbers)
  }

  let program: String
  private var rows: [Row] = []
  /// What has to be known before anything is changed.
  private var notes: [Phrase] = []
  private var list = ListView()
  /// Rows at the foot that spell the selected row out.
  private static let foot = 3
  /// Rows above the list.
  private var header: Int { 1 + max(notes.count, 1) }

  init(program: String, _ context: Context) {
    self.program = program
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleWeights) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String { context.word(.hintWeights) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.weights")) }

  private mutating func load(_ context: Context) {
    rows =
      Criterion.allCases.map(Row.weight) + [.tieBreak]
      + ProgramNumbers.facts(of: program, context).map { .numbers(.points($0)) }
      + [.numbers(.tracks), .numbers(.segments)]
    notes =
      (context.registry.program(program)?.selection == "score" ? [] : [.weightsUnused])
      + (ProgramNumbersScreen.isDeclared(program, context) ? [.weightsDeclared] : [])
    list.reload(count: rows.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    list.fit(rows: ScreenFrame.body(of: context.size).count - header - ProgramWeightsScreen.foot - 1)
    guard case .opened(let index) = list.press(key), rows.indices.contains(index) else { return }
    if let why = context.whyNot(.programs) { return context.say(.info, why) }
    switch rows[index] {
    case .weight(let criterion):
      context.open(
        ProgramNumbersScreen(.weights, of: program, focus: "n.weights/\(criterion.rawValue)", context))
    case .tieBreak: context.open(ProgramNumbersScreen(.weights, of: program, focus: "n.tie1", context))
    case .numbers(let numbers): context.open(ProgramNumbersScreen(numbers, of: program, focus: nil, context))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.program(program) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    let width = area.columns - 2
    let weights = self.weights(context)
    let sum = weights.values.reduce(0, +)
    let method = context.code(.selectionMethod, found.selection ?? "order")
    frame.put(
      context.text(.weightsHeading, ["method": method, "sum": String(sum)]),
      row: area.top, column: 1, style: .title, width: width)
    for (place, note) in notes.enumerated() {
      frame.put(context.word(note), row: area.top + 1 + place, column: 1, style: .check, width: width)
    }
    list.draw(
      into: &frame, row: area.top + header, column: 0, width: area.columns,
      height: area.height - header - ProgramWeightsScreen.foot,
      columns: [
        ListColumn(context.word(.columnJudged), width: 28),
        ListColumn(context.word(.columnWeight), width: 36, grows: 1),
        ListColumn(context.word(.columnShare), width: 7, alignsRight: true),
      ], empty: ""
    ) { index in
      let value = value(rows[index], weights, context)
      return ListRow(
        [label(rows[index], context), value ?? context.word(.ruleNotUsed), share(rows[index], weights, of: sum)],
        style: value == nil ? .dim : .plain)
    }
    guard rows.indices.contains(list.selected) else { return }
    let row = rows[list.selected]
    let top = area.top + area.height - ProgramWeightsScreen.foot
    frame.fill(row: top, column: 0, width: area.columns, character: "─", style: .border)
    let text = "\(label(row, context)): \(value(row, weights, context) ?? context.word(.ruleNotUsed))"
    for (place, line) in TextWidth.wrap(text, columns: width).prefix(ProgramWeightsScreen.foot - 1).enumerated() {
      frame.put(line, row: top + 1 + place, column: 1, width: width)
    }
  }

  private func weights(_ context: Context) -> [Criterion: Int] {
    let record = RecordRef(.program, program)
    return Criterion.allCases.reduce(into: [:]) { $0[$1] = context.registry.number(record, "weights", $1.rawValue) }
      .filter { $0.value > 0 }
  }

  private func label(_ row: Row, _ context: Context) -> String {
    switch row {
    case .weight(let criterion): context.code(.criterion, criterion.rawValue)
    case .tieBreak: context.word(.tieBreakLabel)
    case .numbers(let numbers): numbers.title(context)
    }
  }

  /// What stands there; nil where it is not used.
  private func value(_ row: Row, _ weights: [Criterion: Int], _ context: Context) -> String? {
    switch row {
    case .weight(let criterion): return weights[criterion].map(String.init)
    case .tieBreak: return ProgramWords.tieBreak(context.registry.program(program)?.tieBreak ?? "", context)
    case .numbers(let numbers):
      let words = numbers.words(of: program, context)
      return words.isEmpty ? nil : words
    }
  }

  private func share(_ row: Row, _ weights: [Criterion: Int], of sum: Int) -> String {
    guard case .weight(let criterion) = row, let weight = weights[criterion] else { return "" }
    return ProgramWords.share(weight, of: sum)
  }
}

extension Phrase {
  static let hintWeights = Phrase("app.hint.weights")
  static let columnJudged = Phrase("app.column.judged")
  static let columnWeight = Phrase("app.column.weight")
  static let columnShare = Phrase("app.column.share")
  static let weightsHeading = Phrase("app.weights.heading")
  static let weightsUnused = Phrase("app.weights.unused")
  static let weightsDeclared = Phrase("app.weights.declared")
  static let tieBreakLabel = Phrase("app.weights.tieBreak")
}
