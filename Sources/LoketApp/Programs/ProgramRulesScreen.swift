// Syarat peserta: which rules a programme has, what each asks for and on which regulation it stands; and changing one.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ProgramRulesScreen: Screen {
  let program: String
  private var list = ListView(count: EligibilityRules.table.count)

  init(program: String, _ context: Context) { self.program = program }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleRules) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String { context.word(.hintRules) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.rules")) }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), EligibilityRules.table.indices.contains(index) else { return }
    if let why = context.whyNot(.programs) { return context.say(.info, why) }
    context.open(RuleFormScreen(program: program, rule: EligibilityRules.table[index], context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let record = RecordRef(.program, program)
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height,
      columns: [
        ListColumn(context.word(.columnRule), width: 26), ListColumn(context.word(.columnAsks), width: 24, grows: 2),
        ListColumn(context.word(.columnRegulation), width: 20, grows: 1),
      ], empty: ""
    ) { index in
      let rule = EligibilityRules.table[index]
      let parameter = context.registry.value(record, "rules/\(rule.id)")
      let asks = parameter.map { value in
        let words = ProgramWords.parameter(rule, value, context)
        return words.isEmpty ? context.word(.ruleUsed) : words
      }
      return ListRow(
        [
          context.code(.eligibilityRule, rule.id), asks ?? context.word(.ruleNotUsed),
          parameter == nil ? "" : context.registry.value(record, "regulations/\(rule.id)") ?? "",
        ], style: parameter == nil ? .dim : .plain)
    }
  }
}

/// The form of one rule: whether it is used, what it asks for, its regulation.
struct RuleFormScreen: FormScreen {
  static let draftKind = "programRule"

  let program: String
  let rule: String
  private let basis: Basis
  var hand: FormInHand

  init(program: String, rule: EligibilityRule, _ context: Context) {
    let record = RecordRef(.program, program)
    let parameter = context.registry.value(record, "rules/\(rule.id)")
    var values = RuleFormScreen.values(rule, parameter ?? "")
    values["r.used"] = parameter == nil ? "" : "1"
    values["r.regulation"] = context.registry.value(record, "regulations/\(rule.id)") ?? ""
    let form = Form(
      sections: [RuleFormScreen.section(rule, context)], values: values, texts: RecordForm.texts(context))
    self.init(
      program: program, rule: rule.id, basis: context.registry.basis(record),
      hand: FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(program: String, rule: String, basis: Basis, hand: FormInHand) {
    self.program = program
    self.rule = rule
    self.basis = basis
    self.hand = hand
  }

  static func resume(_ draft: Draft, _ context: Context) -> RuleFormScreen? {
    guard let program = draft.values["program"], let rule = draft.values["rule"].flatMap(EligibilityRules.rule),
      let basis = draft.values["basis"].flatMap({ Basis($0) })
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { _ in section(rule, context) }
    return RuleFormScreen(
      program: program, rule: rule.id, basis: basis, hand: FormInHand(form, draftID: draft.id))
  }

  /// The fields that a parameter of this form takes: a tick for each code of several, two numbers for a range.
  private static func section(_ rule: EligibilityRule, _ context: Context) -> FormSection {
    func field(_ id: String, _ label: String, _ hint: Phrase, _ input: Input, width: Int) -> FieldSpec {
      FieldSpec("r.\(id)", label: label, hint: context.word(hint), input: input, width: width)
    }
    var fields = [field("used", context.word(.ruleFieldUsed), .ruleFieldUsedHint, .tick, width: 3)]
    let asks = context.word(.columnAsks)
    switch rule.parameter {
    case .none: break
    case .code(let list):
      fields.append(
        field(
          "code", asks, .ruleFieldCodeHint, .choice(Choice.list(CodeList.named(list), context.language), oneKey: true),
          width: 28))
    case .codes(let list):
      for code in CodeList.named(list).codes {
        fields.append(
          field("code-\(code.code)", code.name(context.language), .ruleFieldTickHint, .tick, width: 3))
      }
    case .range:
      let number = Input.digits(exactly: nil, limit: 2, grouping: [])
      fields.append(field("low", context.word(.ruleFieldLow), .ruleFieldLowHint, number, width: 2))
      fields.append(field("high", context.word(.ruleFieldHigh), .ruleFieldHighHint, number, width: 2))
    case .date: fields.append(field("date", context.word(.ruleFieldSince), .ruleFieldSinceHint, .date, width: 10))
    case .number:
      fields.append(
        field("number", asks, .ruleFieldNumberHint, .digits(exactly: nil, limit: 4, grouping: []), width: 4))
    }
    fields.append(
      field("regulation", context.word(.columnRegulation), .ruleFieldRegulationHint, .text(limit: 100), width: 40))
    return FormSection(id: "r", title: context.code(.eligibilityRule, rule.id), fields: fields)
  }

  /// What stands in those fields for a stored parameter.
  private static func values(_ rule: EligibilityRule, _ parameter: String) -> [String: String] {
    switch rule.parameter {
    case .none: return [:]
    case .code: return ["r.code": parameter]
    case .codes:
      return Dictionary(parameter.split(separator: " ").map { ("r.code-\($0)", "1") }, uniquingKeysWith: { $1 })
    case .range:
      let parts = parameter.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? ["r.low": parts[0], "r.high": parts[1]] : [:]
    case .date: return ["r.date": parameter]
    case .number: return ["r.number": parameter]
    }
  }

  /// The parameter that the fields say; nil where it does not read.
  private func parameter() -> String? {
    guard let row = EligibilityRules.rule(rule) else { return nil }
    let value = { (id: String) in hand.form.value("r.\(id)") }
    let text =
      switch row.parameter {
      case .none: ""
      case .code: value("code")
      case .codes(let list):
        CodeList.named(list).codes.map(\.code).filter { value("code-\($0)") == "1" }.joined(separator: " ")
      case .range: "\(value("low"))-\(value("high"))"
      case .date: value("date")
      case .number: value("number")
      }
    return row.reads(text) ? text : nil
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.programs) }
  func title(_ context: Context) -> String { context.word(.titleRule) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.rules")) }
  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  func draft(_ context: Context) -> Draft? {
    hand.draft(
      kind: RuleFormScreen.draftKind, title: context.code(.eligibilityRule, rule),
      more: ["program": program, "rule": rule, "basis": basis.text], context)
  }

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    guard hand.form.isChanged else { return context.say(.info, .nothingToSave) }
    let isUsed = hand.form.value("r.used") == "1"
    guard let parameter = isUsed ? parameter() : "" else { return context.say(.error, .ruleUnread) }
    let regulation = TextFilter.clean(hand.form.value("r.regulation")).trimmed
    guard hand.maySave([], &context) else { return }
    let record = RecordRef(.program, program)
    let changes = [
      FieldChange("rules/\(rule)", isUsed ? parameter : nil),
      FieldChange("regulations/\(rule)", isUsed && !regulation.isEmpty ? regulation : nil),
    ]
    hand.save(
      context.registry.plan(changes, on: record, basis: basis) + [context.entry("settings", about: record)], &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(RecordRef(.program, program)))
    context.say(.info, .ruleSaved, ["rule": context.code(.eligibilityRule, rule)])
  }
}

extension Phrase {
  static let titleRules = Phrase("app.title.rules")
  static let titleRule = Phrase("app.title.rule")
  static let hintRules = Phrase("app.hint.rules")
  static let columnRule = Phrase("app.column.rule")
  static let columnAsks = Phrase("app.column.asks")
  static let columnRegulation = Phrase("app.column.regulation")
  static let ruleUsed = Phrase("app.rules.used")
  static let ruleNotUsed = Phrase("app.rules.notUsed")
  static let ruleFieldUsed = Phrase("app.rules.field.used")
  static let ruleFieldUsedHint = Phrase("app.rules.field.usedHint")
  static let ruleFieldCodeHint = Phrase("app.rules.field.codeHint")
  static let ruleFieldTickHint = Phrase("app.rules.field.tickHint")
  static let ruleFieldLow = Phrase("app.rules.field.low")
  static let ruleFieldLowHint = Phrase("app.rules.field.lowHint")
  static let ruleFieldHigh = Phrase("app.rules.field.high")
  static let ruleFieldHighHint = Phrase("app.rules.field.highHint")
  static let ruleFieldSince = Phrase("app.rules.field.since")
  static let ruleFieldSinceHint = Phrase("app.rules.field.sinceHint")
  static let ruleFieldNumberHint = Phrase("app.rules.field.numberHint")
  static let ruleFieldRegulationHint = Phrase("app.rules.field.regulationHint")
  static let ruleUnread = Phrase("app.rules.unread")
  static let ruleSaved = Phrase("app.rules.saved")
}
