// The form of a programme's weights with its tie-break, and those of its need points, levels and shares: one save each.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ProgramNumbersScreen: FormScreen {
  static let draftKind = "programNumbers"

  let numbers: ProgramNumbers
  let program: String
  private let basis: Basis
  /// Whether the form says that what was declared stays as it is.
  private let isDeclared: Bool
  var hand: FormInHand

  /// - Parameter focus: the field to begin in; the first one when nil.
  init(_ numbers: ProgramNumbers, of program: String, focus: String?, _ context: Context) {
    let record = RecordRef(.program, program)
    var values: [String: String] = [:]
    for row in numbers.rows(of: program, context) {
      values["n.\(row.field)"] = context.registry.value(record, row.field)
    }
    if numbers == .weights {
      values["n.selection"] = context.registry.program(program)?.selection
      for (place, criterion) in ProgramNumbers.tieBreak(of: program, context).prefix(Criterion.allCases.count)
        .enumerated()
      {
        values["n.tie\(place + 1)"] = criterion.rawValue
      }
    }
    let form = Form(
      sections: ProgramNumbersScreen.sections(numbers, of: program, context), values: values, focus: focus,
      texts: RecordForm.texts(context))
    self.init(
      numbers, of: program, context.registry.basis(record), FormInHand(form, draftID: context.newIdentifier()), context)
  }

  private init(
    _ numbers: ProgramNumbers, of program: String, _ basis: Basis, _ hand: FormInHand, _ context: Context
  ) {
    self.numbers = numbers
    self.program = program
    self.basis = basis
    self.hand = hand
    isDeclared = numbers.isOfSelection && ProgramNumbersScreen.isDeclared(program, context)
    showShares(context)
  }

  /// Whether a selection of the programme was declared.
  static func isDeclared(_ program: String, _ context: Context) -> Bool {
    context.registry.waves(of: program).contains { context.registry.isDeclared(wave: $0.id) }
  }

  static func resume(_ draft: Draft, _ context: Context) -> ProgramNumbersScreen? {
    guard let program = draft.values["program"], context.registry.program(program) != nil,
      let numbers = ProgramNumbers(archive: draft.values["numbers"] ?? ""),
      let basis = draft.values["basis"].flatMap({ Basis($0) })
    else { return nil }
    let all = sections(numbers, of: program, context)
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { id in all.first { $0.id == id } }
    return ProgramNumbersScreen(numbers, of: program, basis, FormInHand(form, draftID: draft.id), context)
  }

  private static func sections(_ numbers: ProgramNumbers, of program: String, _ context: Context) -> [FormSection] {
    let rows = numbers.rows(of: program, context).map { row in
      FieldSpec(
        "n.\(row.field)", label: row.label, hint: context.word(numbers.hint), input: numbers.input, width: 4)
    }
    guard numbers == .weights else { return [FormSection(id: "n", title: numbers.title(context), fields: rows)] }
    let method = FormField.named("program.selection")?.spec(id: "n.selection", place: .below, context)
    let criteria = Choice.list(.criterion, context.language)
    let places = (1...Criterion.allCases.count).map { place in
      FieldSpec(
        "n.tie\(place)", label: context.text(.tieBreakPlace, ["number": String(place)]),
        hint: context.word(.tieBreakHint), input: .choice(criteria, oneKey: true), width: 24)
    }
    return [
      FormSection(id: "n", title: numbers.title(context), fields: (method.map { [$0] } ?? []) + rows),
      FormSection(id: "t", title: context.word(.tieBreakTitle), fields: places),
    ]
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.programs) }
  func title(_ context: Context) -> String { context.word(.titleChange) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.weights")) }

  // MARK: What stands beside the fields

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in screen.message(form, id, context) }
    return world
  }

  private func message(_ form: Form, _ id: String, _ context: Context) -> FieldMessage? {
    let text = form.value(id)
    if id == "n.selection" { return text == "score" ? nil : FieldMessage(.info, context.word(.weightsNotCounted)) }
    if id.hasPrefix("n.tie") {
      let isEarlier = (1...Criterion.allCases.count).map { "n.tie\($0)" }.prefix { $0 != id }
        .contains { !text.isEmpty && form.value($0) == text }
      return isEarlier ? FieldMessage(.error, context.word(.tieBreakTwice)) : nil
    }
    guard numbers.reads(text) else {
      let (low, high) = (String(numbers.range.lowerBound), String(numbers.range.upperBound))
      return FieldMessage(.error, context.text(.numbersWrong, ["text": text, "low": low, "high": high]))
    }
    guard numbers == .weights, let weight = Int(text) else { return nil }
    let sum = Criterion.allCases.reduce(0) { $0 + (Int(form.value("n.weights/\($1.rawValue)")) ?? 0) }
    return weight == 0
      ? FieldMessage(.info, context.word(.ruleNotUsed))
      : FieldMessage(
        .info, context.text(.weightShare, ["share": ProgramWords.share(weight, of: sum), "sum": String(sum)]))
  }

  /// The share of each weight changes with every other.
  private mutating func showShares(_ context: Context) {
    guard numbers == .weights else { return }
    var messages = hand.form.messages
    for id in ["n.selection"] + Criterion.allCases.map({ "n.weights/\($0.rawValue)" })
    where messages[id].map({ $0.level == .info }) ?? true {
      messages[id] = message(hand.form, id, context)
    }
    if messages != hand.form.messages { hand.form.messages = messages }
  }

  /// The shares stand beside their fields: line 22 does not say them again.
  mutating func follow(_ events: [FormEvent], _ context: inout Context) {
    if events.contains(.passedEnd) { context.say(.info, .formEnd) }
    showShares(context)
    var said = hand.form
    said.messages = said.messages.filter { $0.value.level != .info }
    RecordForm.report(events, said, &context)
  }

  // MARK: Saving

  func draft(_ context: Context) -> Draft? {
    hand.draft(
      kind: ProgramNumbersScreen.draftKind, title: numbers.title(context),
      more: ["program": program, "numbers": numbers.archive, "basis": basis.text], context)
  }

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    let changes = self.changes
    var remarks: [FormInHand.Remark] = []
    if numbers == .weights, hand.form.value("n.selection") == "score",
      !Criterion.allCases.contains(where: { numbers.stored(hand.form.value("n.weights/\($0.rawValue)")) != nil })
    {
      let field = "weights/\(Criterion.need.rawValue)"
      remarks.append(
        FormInHand.Remark(
          field: "n.\(field)",
          finding: Finding(rule: "program.weights", field: field, level: .error, message: Message(.weightsNone))))
    }
    guard hand.maySave(remarks, &context) else { return }
    guard !changes.isEmpty else { return context.say(.info, .nothingToSave) }
    let record = RecordRef(.program, program)
    hand.save(
      context.registry.plan(changes, on: record, basis: basis) + [context.entry("settings", about: record)], &context)
  }

  /// What the form says otherwise than it began.
  private var changes: [FieldChange] {
    let changed = hand.form.changedValues.sorted { $0.key < $1.key }
    let numbers = changed.filter { $0.key.contains("/") }.map { id, typed in
      FieldChange(RecordForm.fieldName(id), self.numbers.stored(typed))
    }
    let method = changed.filter { $0.key == "n.selection" }.map {
      FieldChange("selection", $0.value.isEmpty ? nil : $0.value)
    }
    guard changed.contains(where: { $0.key.hasPrefix("n.tie") }) else { return method + numbers }
    let order = (1...Criterion.allCases.count).map { hand.form.value("n.tie\($0)") }.filter { !$0.isEmpty }
    return method + [FieldChange("tieBreak", order.isEmpty ? nil : order.joined(separator: " "))] + numbers
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(RecordRef(.program, program)))
    context.say(.info, .numbersSaved, ["what": numbers.title(context)])
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      context.registry.program(program)?.name ?? "", row: area.top, column: 1, style: .title, width: area.columns - 2)
    var top = 1
    if isDeclared {
      frame.put(
        context.word(.weightsDeclared), row: area.top + 1, column: 1, style: .check, width: area.columns - 2)
      top = 2
    }
    hand.form.draw(into: &frame, top: area.top + top, height: area.height - top)
  }
}

extension Phrase {
  static let tieBreakPlace = Phrase("app.weights.tieBreakPlace")
  static let tieBreakHint = Phrase("app.weights.field.tieBreakHint")
  static let tieBreakTitle = Phrase("app.weights.tieBreakTitle")
  static let tieBreakTwice = Phrase("app.weights.tieBreakTwice")
  static let weightsNotCounted = Phrase("app.weights.notCounted")
  static let weightShare = Phrase("app.weights.share")
  static let weightsNone = Phrase("app.weights.none")
  static let numbersWrong = Phrase("app.weights.wrong")
  static let numbersSaved = Phrase("app.weights.saved")
}
