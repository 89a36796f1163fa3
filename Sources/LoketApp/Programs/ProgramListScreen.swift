// Program: what this office runs, how far each is, and the templates that it can take over.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ProgramListScreen: Screen {
  private var rows: [Row] = []
  private var list = ListView()

  private struct Row: Equatable, Sendable {
    let program: OfficeProgram
    let achieved: Int
  }

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titlePrograms) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on,
      .new: context.key(.programs, named: .keyTakeTemplate),
    ]
  }

  func hint(_ context: Context) -> String { context.word(rows.isEmpty ? .hintProgramsNone : .hintPrograms) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.programs")) }

  private mutating func load(_ context: Context) {
    rows = context.registry.programs().map { program in
      Row(program: program, achieved: context.registry.figures(ofProgram: program.id).people.achieved)
    }
    list.reload(count: rows.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), rows.indices.contains(index) else { return }
    context.open(ProgramScreen(program: rows[index].program.id, context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: context.open(TemplateListScreen(context))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height,
      columns: [
        ListColumn(context.word(.columnProgram), width: 30, grows: 2), ListColumn(context.word(.columnYear), width: 5),
        ListColumn(context.word(.columnState), width: 10),
        ListColumn(context.word(.columnAchieved), width: 15, alignsRight: true),
        ListColumn("", width: 10, grows: 1),
      ], empty: context.word(.programsNone)
    ) { index in
      let row = rows[index]
      let target = row.program.target.flatMap { Int($0) } ?? 0
      let figures =
        target > 0
        ? "\(Figures.grouped(row.achieved)) / \(Figures.grouped(target))" : Figures.grouped(row.achieved)
      return ListRow(
        [
          row.program.name ?? row.program.id, row.program.year ?? "",
          context.code(.programState, row.program.state ?? "running"), figures,
          Bars.blocks(value: row.achieved, total: target, width: 10),
        ], style: row.program.state == "closed" ? .dim : .plain)
    }
  }
}

/// The five programmes of `Resources/programs.json`: what each is, and taking one over.
struct TemplateListScreen: Screen {
  private var list = ListView(count: ProgramTemplate.all.count)
  private var ticket: Int?
  private var taken: String?

  init(_ context: Context) {}

  private static let question = "takeTemplate"

  func refusal(_ context: Context) -> String? { context.whyNot(.programs) }
  func title(_ context: Context) -> String { context.word(.titleTemplates) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on, .save: .named(context.word(.keyTake))]
  }
  func hint(_ context: Context) -> String { context.word(.hintTemplates) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.templates")) }

  private var template: ProgramTemplate? {
    ProgramTemplate.all.indices.contains(list.selected) ? ProgramTemplate.all[list.selected] : nil
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .opened = list.press(key) { ask(&context) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: ask(&context)
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  /// The template's own year for figures that are to be seen again, this year for a programme that begins.
  private func ask(_ context: inout Context) {
    guard let template, ticket == nil else { return }
    let years = Set([context.today.year, template.year]).sorted(by: >)
    context.open(
      DialogScreen(
        id: TemplateListScreen.question,
        dialog: Dialog(
          title: template.name(context.language), text: context.word(.takeQuestion),
          options: years.map { Dialog.Option(String($0), context.text(.takeYear, ["year": String($0)])) }
            + [Dialog.Option("no", context.word(.takeNot))]), help: Phrase("help.templates")))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen(TemplateListScreen.question, let option) = answer, let year = Int(option) else { return }
    take(year, &context)
  }

  private mutating func take(_ year: Int, _ context: inout Context) {
    guard let template else { return }
    var id = template.id(year: year)
    var name = template.name(context.language)
    if context.registry.exists(RecordRef(.program, id)) {
      // A second copy of the year is the office's own.
      id = context.newIdentifier().description
      name += " (2)"
    }
    let set = template.values(year: year, name: name).sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }
    let record = RecordRef(.program, id)
    taken = id
    ticket = context.save([Edit(on: record, set: set), context.entry("settings", about: record)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket, let taken else { return }
    context.replace(with: ProgramScreen(program: taken, context))
    context.say(.info, .programTaken)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let above = ProgramTemplate.all.count + 1
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: above,
      columns: [
        ListColumn("", width: 3), ListColumn(context.word(.columnProgram), width: 36, grows: 2),
        ListColumn(context.word(.columnRegion), width: 18), ListColumn(context.word(.columnYear), width: 5),
        ListColumn(context.word(.columnState), width: 8),
      ], empty: ""
    ) { index in
      let template = ProgramTemplate.all[index]
      return ListRow([
        template.code, template.name(context.language), template.place, String(template.year),
        template.isProposal ? context.code(.programState, "proposal") : "",
      ])
    }
    guard let template else { return }
    var row = area.top + above + 1
    for line in TemplateListScreen.lines(template, context) {
      for part in TextWidth.wrap(line, columns: area.columns - 4) where row < area.top + area.height {
        frame.put(part, row: row, column: 2, style: .value)
        row += 1
      }
    }
  }

  /// What the template says, in the office's words.
  private static func lines(_ template: ProgramTemplate, _ context: Context) -> [String] {
    let pair = { (field: String, value: String) in
      "\(context.word(Phrase("record.program.\(field)"))): \(FieldWords.value(.program, field, value, context))"
    }
    var lines = [context.text(.templateSource, ["source": template.source])]
    if template.isProposal { lines.append(context.word(.templateProposal)) }
    let fields = ["target", "floor", "quota", "classSize", "deadline", "fundingSource", "selection", "achieved"]
    lines.append(
      fields.compactMap { field in template.values[field].map { pair(field, $0) } }.joined(separator: " · "))
    let tracks = template.values.keys.filter { $0.hasPrefix("tracks/") }.sorted().map {
      context.trackName(String($0.dropFirst("tracks/".count)))
    }
    lines.append("\(context.word(Phrase("record.program.tracks"))): \(tracks.joined(separator: ", "))")
    let rules = EligibilityRules.table.compactMap { rule -> String? in
      guard let parameter = template.values["rules/\(rule.id)"] else { return nil }
      let words = ProgramWords.parameter(rule, parameter, context)
      return context.code(.eligibilityRule, rule.id) + (words.isEmpty ? "" : " (\(words))")
    }
    if !rules.isEmpty {
      lines.append("\(context.word(Phrase("record.program.rules"))): \(rules.joined(separator: ", "))")
    }
    return lines
  }
}

extension Phrase {
  static let titlePrograms = Phrase("app.title.programs")
  static let titleTemplates = Phrase("app.title.templates")
  static let keyTakeTemplate = Phrase("app.key.takeTemplate")
  static let keyTake = Phrase("app.key.take")
  static let hintPrograms = Phrase("app.hint.programs")
  static let hintProgramsNone = Phrase("app.hint.programsNone")
  static let hintTemplates = Phrase("app.hint.templates")
  static let programTaken = Phrase("app.programs.taken")
  static let takeQuestion = Phrase("app.programs.takeQuestion")
  static let takeYear = Phrase("app.programs.takeYear")
  static let takeNot = Phrase("app.programs.takeNot")
  static let templateSource = Phrase("app.programs.source")
  static let templateProposal = Phrase("app.programs.proposal")
  static let columnProgram = Phrase("app.column.program")
  static let columnYear = Phrase("app.column.year")
  static let columnAchieved = Phrase("app.column.achieved")
  static let columnRegion = Phrase("app.column.region")
}
