// Erasing a person or a household: what goes with it, the reason, and one question that Enter never answers with yes.
import LoketModel
import LoketRegistry
import LoketWidgets

struct EraseScreen: FormScreen {
  let person: String
  let request: String?
  var hand: FormInHand
  /// What each choice takes, once that was worked out for it.
  private var plans: [String: ErasurePlan] = [:]
  private var asked: Set<String> = []
  private var isWaiting = false

  init(person: String, request: String?, _ context: Context) {
    self.person = person
    self.request = request
    let choices = EraseScreen.choices(person, context)
    let fields = [
      FieldSpec(
        "e.what", label: context.word(.eraseWhat), hint: context.word(.eraseWhatHint),
        input: .choice(choices, oneKey: true), width: 40, isRequired: true),
      FieldSpec(
        "e.reason", label: context.word(.dataReason), hint: context.word(.dataReasonHint), input: .text(limit: 200),
        width: 50, isRequired: true),
    ]
    var form = Form(sections: [FormSection(id: "e", fields: fields)], texts: RecordForm.texts(context))
    if choices.count == 1 { form.set("e.what", choices[0].code, asProposal: true) }
    if let asked = request.flatMap({ context.registry.dataRequest($0)?.note }) {
      form.set("e.reason", asked, asProposal: true)
    }
    hand = FormInHand(form, draftID: context.newIdentifier())
  }

  // MARK: What may be erased

  /// The person alone, where a household stays that has a head; the whole household, where there is one.
  private static func choices(_ person: String, _ context: Context) -> [Choice] {
    var choices: [Choice] = []
    let household = household(of: person, context)
    if household == nil || others(person, context) > 0 && !isHead(person, context) {
      choices.append(Choice(code: "person", name: context.word(.erasePerson), words: ["1"], note: "1"))
    }
    if household != nil {
      let count = String(others(person, context) + 1)
      choices.append(
        Choice(code: "household", name: context.text(.eraseHousehold, ["count": count]), words: ["2"], note: "2"))
    }
    return choices
  }

  private static func household(of person: String, _ context: Context) -> String? {
    context.registry.household(of: person)?.id
  }

  /// Everybody else who is recorded there, frozen ones too.
  private static func others(_ person: String, _ context: Context) -> Int {
    members(person, context).count { $0 != person }
  }

  private static func members(_ person: String, _ context: Context) -> [String] {
    household(of: person, context).map { context.registry.everyMember(of: $0) } ?? []
  }

  private static func isHead(_ person: String, _ context: Context) -> Bool {
    household(of: person, context).flatMap { context.registry.household($0)?.head } == person
  }

  private static func targets(_ what: String, _ person: String, _ context: Context) -> [RecordRef] {
    guard what == "household", let household = household(of: person, context) else {
      return [RecordRef(.person, person)]
    }
    return [RecordRef(.household, household)] + members(person, context).map { RecordRef(.person, $0) }
  }

  // MARK: Screen

  func refusal(_ context: Context) -> String? { context.whyNot(.personalData) }
  func title(_ context: Context) -> String { context.word(.dataActionErase) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.erase")) }
  func world(_ context: Context) -> FormWorld { RecordForm.world(context) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .save: .named(context.word(.dataActionErase)), .undo: .on, .back: .on,
      .pick: canPick ? .on : .off(context.word(.nothingToPick)),
    ]
  }

  mutating func appear(_ context: inout Context) { plan(&context) }

  mutating func follow(_ events: [FormEvent], _ context: inout Context) {
    plan(&context)
    if events.contains(.passedEnd) { context.say(.info, .formEnd) }
    RecordForm.report(events, hand.form, &context)
  }

  /// What a choice takes is a walk over every text of the register: asked for once, and heard when it is done.
  private mutating func plan(_ context: inout Context) {
    let what = hand.form.value("e.what")
    guard EraseScreen.choices(person, context).contains(where: { $0.code == what }), asked.insert(what).inserted
    else { return }
    context.ask(for: .planErasure(EraseScreen.targets(what, person, context)))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .back:
      hand.form.picker == nil ? context.close() : follow(hand.form.run(.pick, world: world(context)), &context)
    default: follow(hand.form.run(command, world: world(context)), &context)
    }
  }

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where hand.form.value(spec.id).isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    guard !isWaiting, hand.maySave([], &context) else { return }
    // Nobody decides before it stands there what goes.
    guard plans[hand.form.value("e.what")] != nil else { return context.say(.info, .dataSearching) }
    context.open(
      DialogScreen(
        id: "erase",
        dialog: Dialog(
          title: context.word(.dataActionErase), text: context.word(.eraseQuestion),
          options: [
            Dialog.Option("keep", context.word(.eraseKeep)),
            Dialog.Option("erase", context.word(.dataActionErase), destroys: true),
          ]), help: Phrase("help.erase")))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard answer == .chosen(id: "erase", option: "erase"), !isWaiting else { return }
    isWaiting = true
    let reason = RecordForm.stored("reason", hand.form.value("e.reason"), today: context.today)
    let set = [
      FieldChange("day", context.today.iso), FieldChange("reason", reason), FieldChange("request", request),
    ]
    context.say(.info, .eraseRuns)
    context.ask(
      for: .erase(
        EraseOrder(
          targets: EraseScreen.targets(hand.form.value("e.what"), person, context),
          record: RecordRef(.erasure, context.newIdentifier()), set: set.filter { $0.value != nil },
          by: context.account)))
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .erasurePlanned(let targets, let plan) = event {
      for what in asked where EraseScreen.targets(what, person, context) == targets { plans[what] = plan }
    }
    guard isWaiting else { return }
    switch event {
    case .erased(let erased):
      context.say(.info, .dataSaved, ["what": context.word(.dataActionErase)])
      context.goHome(then: ErasedScreen(erasure: erased.record, outcome: erased.outcome))
    case .eraseFailed: isWaiting = false
    default: return
    }
  }

  /// What was typed here is a reason for taking a name away: no draft keeps it.
  var draftID: Identifier? { nil }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.registry.wholePerson(person)?.name ?? context.word(.recordGone)
    frame.put(name, row: area.top, column: 1, style: .title, width: area.columns - 2)
    var lines: [(String, Style)] = []
    if EraseScreen.isHead(person, context), EraseScreen.others(person, context) > 0 {
      lines.append((context.word(.eraseHead), .check))
    }
    if let plan = plans[hand.form.value("e.what")] {
      lines.append((takes(plan, context), .value))
      if !plan.restated.isEmpty {
        lines.append((context.text(.eraseRestated, ["count": String(plan.restated.count)]), .value))
      }
      if plan.leftTexts > 0 {
        lines.append((context.text(.eraseLeft, ["count": String(plan.leftTexts)]), .check))
      }
    }
    if plans[hand.form.value("e.what")] == nil, asked.contains(hand.form.value("e.what")) {
      lines.append((context.word(.dataSearching), .dim))
    }
    lines.append((context.word(.eraseNoReturn), .error))
    var row = area.top + 2
    for (text, style) in lines {
      for line in TextWidth.wrap(text, columns: area.columns - 4) {
        frame.put(line, row: row, column: 2, style: style, width: area.columns - 4)
        row += 1
      }
    }
    hand.form.draw(into: &frame, top: row + 1, height: area.top + area.height - row - 1)
  }

  private func takes(_ plan: ErasurePlan, _ context: Context) -> String {
    let count = { (kind: RecordKind) in String(plan.count(kind)) }
    return context.text(
      .eraseTakes,
      [
        "people": count(.person), "households": count(.household), "enrolments": count(.enrolment),
        "placements": count(.placement), "visits": String(plan.count(.deskVisit) + plan.count(.fieldVisit)),
        "requests": count(.dataRequest), "entries": count(.entry), "lines": String(plan.lines.count),
      ])
  }
}

/// What an erasure came to, with the copies that are still somewhere.
struct ErasedScreen: Screen {
  let erasure: RecordRef
  let outcome: ErasureOutcome
  private var pager = TextPager(title: "", text: "")

  init(erasure: RecordRef, outcome: ErasureOutcome) {
    self.erasure = erasure
    self.outcome = outcome
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.personalData) }
  func title(_ context: Context) -> String { context.word(.titleErased) }
  func hint(_ context: Context) -> String { context.word(.hintHelp) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.erase")) }

  mutating func appear(_ context: inout Context) {
    pager = TextPager(title: "", text: outcome.sentences(context, erasure: erasure).joined(separator: "\n\n"))
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    let room = ScreenFrame.body(of: context.size).count - 1
    if pager.press(key, width: context.size.columns - 4, height: room) == .closed { context.close() }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    pager.draw(into: &frame, row: area.top + 1, column: 2, width: area.columns - 4, height: area.height - 1)
  }
}

extension Phrase {
  static let titleErased = Phrase("app.title.erased")
  static let eraseWhat = Phrase("app.erase.what")
  static let eraseWhatHint = Phrase("app.erase.what.hint")
  static let erasePerson = Phrase("app.erase.person")
  static let eraseHousehold = Phrase("app.erase.household")
  static let eraseQuestion = Phrase("app.erase.question")
  static let eraseKeep = Phrase("app.erase.keep")
  static let eraseRuns = Phrase("app.erase.runs")
  static let eraseHead = Phrase("app.erase.head")
  static let eraseTakes = Phrase("app.erase.takes")
  static let eraseRestated = Phrase("app.erase.restated")
  static let eraseLeft = Phrase("app.erase.left")
  static let eraseNoReturn = Phrase("app.erase.noReturn")
}
