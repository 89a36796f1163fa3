// Periksa syarat: the applicants of a wave whom a rule refuses or who must still be asked something; one save records the refusals.
import LoketModel
import LoketRegistry
import LoketWidgets

struct RuleCheckScreen: Screen {
  let wave: String
  private var checks: [RuleCheck] = []
  private var list = ListView()
  private var ticket: Int?
  /// How many the save on its way refuses.
  private var refusing = 0
  private var isTraced = false

  init(wave: String, _ context: Context) {
    self.wave = wave
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleRuleCheck) }

  func commands(_ context: Context) -> [Command: Availability] {
    var save = Availability.named(context.word(.keyRecordRefusals))
    if let why = context.whyNot(.apply) ?? (refused.isEmpty ? context.word(.ruleCheckNoRefusal) : nil) {
      save = .off(why)
    }
    return [.help: .on, .find: .on, .save: save, .back: .on, .menu: .on]
  }

  func hint(_ context: Context) -> String {
    context.word(checks.isEmpty ? .hintRuleCheckNone : refused.isEmpty ? .hintRuleCheckOpen : .hintRuleCheck)
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.ruleCheck")) }

  private var refused: [RuleCheck] { checks.filter(\.isRefused) }

  private mutating func load(_ context: Context) {
    let before = checks.indices.contains(list.selected) ? checks[list.selected].id : nil
    checks = context.registry.ruleChecks(inWave: wave, context.applicationSetting)
    list.reload(count: checks.count, selected: checks.firstIndex { $0.id == before } ?? list.selected)
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced, !checks.isEmpty else { return }
    isTraced = true
    context.trace(.searched, .list("application"), count: checks.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .opened(let index) = list.press(key), checks.indices.contains(index) {
      context.open(ApplicationScreen(application: checks[index].id, context))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: ask(&context)
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  private func ask(_ context: inout Context) {
    guard ticket == nil, !refused.isEmpty else { return }
    context.open(
      DialogScreen(
        id: "refuse",
        dialog: Dialog(
          title: context.word(.titleRuleCheck),
          text: context.text(.ruleCheckQuestion, ["count": String(refused.count)]),
          options: [
            Dialog.Option("back", context.word(.declareNot)),
            Dialog.Option("refuse", context.word(.keyRecordRefusals)),
          ]), help: Phrase("help.ruleCheck")))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .chosen("refuse", "refuse") = answer, ticket == nil else { return }
    load(context)
    let refused = refused
    guard !refused.isEmpty else { return }
    let edits = refused.flatMap { check in
      let reason = ApplicationWords.reasons(check.answers.filter(\.isRefusal), context)
      return context.registry.refusalEdits(check.id, reason: reason, on: context.workDay)
    }
    let summary = context.text(.ruleCheckSaved, ["count": String(refused.count)])
    refusing = refused.count
    ticket = context.save(edits + [context.entry("apply", about: RecordRef(.wave, wave), summary: summary)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    load(context)
    guard ticket == self.ticket else { return }
    self.ticket = nil
    context.say(.info, .ruleCheckSaved, ["count": String(refusing)])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      context.text(
        .ruleCheckCounts,
        ["refused": Figures.grouped(refused.count), "open": Figures.grouped(checks.count - refused.count)]),
      row: area.top, column: 1, style: .label, width: area.columns - 2)
    let below = 4
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2 - below,
      columns: [
        ListColumn(context.word(.columnName), width: 24, grows: 1), ListColumn(context.word(.columnTrack), width: 18),
        ListColumn(context.word(.columnAnswer), width: 15), ListColumn(context.word(.columnRule), width: 16, grows: 1),
      ], empty: context.word(.ruleCheckNone)
    ) { index in
      let check = checks[index]
      let (phrase, style) = ApplicationWords.word(
        check.answers.first { $0.isRefusal == check.isRefused } ?? check.answers[0])
      return ListRow(
        [
          SelectionWords.name(check.id, context), context.trackName(check.application.track ?? ""),
          context.word(phrase), check.answers.map { context.code(.eligibilityRule, $0.id) }.joined(separator: ", "),
        ], style: style)
    }
    guard checks.indices.contains(list.selected) else { return }
    let lines = TextWidth.wrap(
      ApplicationWords.reasons(checks[list.selected].answers, context), columns: area.columns - 4)
    for (place, line) in lines.prefix(below - 1).enumerated() {
      frame.put(line, row: area.top + area.height - below + 1 + place, column: 2, style: .value)
    }
  }
}

extension Phrase {
  static let titleRuleCheck = Phrase("app.title.ruleCheck")
  static let keyRecordRefusals = Phrase("app.key.recordRefusals")
  static let hintRuleCheck = Phrase("app.hint.ruleCheck")
  static let hintRuleCheckOpen = Phrase("app.hint.ruleCheckOpen")
  static let hintRuleCheckNone = Phrase("app.hint.ruleCheckNone")
  static let ruleCheckNoRefusal = Phrase("app.ruleCheck.noRefusal")
  static let ruleCheckQuestion = Phrase("app.ruleCheck.question")
  static let ruleCheckSaved = Phrase("app.ruleCheck.saved")
  static let ruleCheckCounts = Phrase("app.ruleCheck.counts")
  static let ruleCheckNone = Phrase("app.ruleCheck.none")
}
