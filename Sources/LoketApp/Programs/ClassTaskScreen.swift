// A small form of a class with what it will do below it: the days it makes, who completes and who does not, the numbers.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ClassTaskScreen: FormScreen {
  static let draftKind = "classTask"

  let task: ClassTask
  let trainingClass: String
  private let basis: Basis
  var hand: FormInHand

  init(_ task: ClassTask, trainingClass: String, _ context: Context) {
    let values = task.values(trainingClass, context)
    var form = Form(
      sections: task.sections(trainingClass, context), values: values.given, texts: RecordForm.texts(context))
    for (field, value) in values.proposed.sorted(by: { $0.key < $1.key }) { form.set(field, value, asProposal: true) }
    form.markSaved()
    let record = RecordRef(.trainingClass, trainingClass)
    self.init(
      task, trainingClass, context.registry.basis(record), FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(_ task: ClassTask, _ trainingClass: String, _ basis: Basis, _ hand: FormInHand) {
    self.task = task
    self.trainingClass = trainingClass
    self.basis = basis
    self.hand = hand
  }

  static func resume(_ draft: Draft, _ context: Context) -> ClassTaskScreen? {
    guard let task = ClassTask(rawValue: draft.values["task"] ?? ""), let id = draft.values["class"],
      context.registry.trainingClass(id) != nil, let basis = draft.values["basis"].flatMap({ Basis($0) })
    else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { section in
      task.sections(id, context).first { $0.id == section }
    }
    return ClassTaskScreen(task, id, basis, FormInHand(form, draftID: draft.id))
  }

  func refusal(_ context: Context) -> String? { context.whyNot(task.permission) }
  func title(_ context: Context) -> String { context.word(task.title) }

  /// `p.result/5a…` and `c.title/3` are asked as `certificate.result` and `module.title`.
  func helpTopic(_ context: Context) -> HelpTopic {
    let name = RecordForm.fieldName(hand.form.focus).split(separator: "/").first.map(String.init) ?? ""
    let group =
      switch task {
      case .sessions: "session"
      case .modules: "module"
      case .completion: "completion"
      case .training, .competency: "certificate"
      }
    return .field("\(group).\(name)")
  }

  func draft(_ context: Context) -> Draft? {
    hand.draft(
      kind: ClassTaskScreen.draftKind, title: context.registry.trainingClass(trainingClass)?.name ?? "",
      more: ["task": task.rawValue, "class": trainingClass, "basis": basis.text], context)
  }

  // MARK: What the rules say

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in
      guard !form.value(id).isEmpty else { return nil }
      let found = screen.answers(form, context).remarks(context).filter { $0.field == id }.map(\.finding)
      return found.max { $0.level < $1.level }.map { RecordForm.fieldMessage($0, context.wording) }
    }
    return world
  }

  private func answers(_ form: Form, _ context: Context) -> ClassAnswers {
    var values: [String: String] = [:]
    for (field, value) in form.values {
      values[field] = RecordForm.stored(RecordForm.fieldName(field), value, today: context.today)
    }
    return ClassAnswers(
      task: task, trainingClass: trainingClass, basis: basis, values: values, changed: Set(form.changedValues.keys))
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    let answers = answers(hand.form, context)
    guard hand.maySave(answers.remarks(context), &context) else { return }
    let edits = answers.edits(context)
    edits.isEmpty ? context.say(.info, .nothingToSave) : hand.save(edits, &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close(.saved(RecordRef(.trainingClass, trainingClass)))
    let name = context.registry.trainingClass(trainingClass)?.name ?? ""
    context.say(.info, .classTaskSaved, ["task": context.word(task.title), "class": name])
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let rows = hand.form.specs.count { $0.place == .below } + hand.form.sections.count
    let preview = preview(context)
    let height = preview.isEmpty ? area.height : min(rows, area.height)
    hand.form.draw(into: &frame, top: area.top, height: height)
    let room = area.height - height - 1
    guard hand.form.picker == nil, room > 1 else { return }
    let shown = preview.count > room ? Array(preview.prefix(room - 1)) : preview
    for (place, line) in shown.enumerated() {
      frame.put(
        line.text, row: area.top + height + 1 + place, column: 2, style: line.style, width: area.columns - 4)
    }
    guard shown.count < preview.count else { return }
    frame.put(
      context.text(.previewMore, ["count": String(preview.count - shown.count)]),
      row: area.top + height + 1 + shown.count, column: 2, style: .dim, width: area.columns - 4)
  }

  /// What F2 will do.
  private func preview(_ context: Context) -> [(text: String, style: Style)] {
    let answers = answers(hand.form, context)
    switch task {
    case .modules, .competency: return []
    case .sessions:
      guard let first = answers.sessions.first, let last = answers.sessions.last else { return [] }
      return [
        (
          context.text(
            .previewSessions,
            ["count": String(answers.sessions.count), "first": first.display, "last": last.display]), .value
        )
      ]
    case .completion:
      let people = task.finishing(trainingClass, context)
      let done = people.count(where: \.reaches)
      let figures = context.text(
        .previewCompletion, ["completed": String(done), "dropped": String(people.count - done)])
      let sessions = answers.sessionsWithoutRoll(context)
      let words = ["open": String(sessions.open), "count": String(sessions.all)]
      let open = sessions.open == 0 ? [] : [(text: context.text(.previewNoRoll, words), style: Style.check)]
      return open + [(figures, .title)]
        + people.map { participant, reaches in
          let status = context.code(.enrolmentStatus, reaches ? "completed" : "dropped")
          let share = ClassWords.attendance(participant.attendance)
          return ("\(participant.name) · \(share) · \(status)", reaches ? .plain : .check)
        }
    case .training:
      let all = answers.certificates(context)
      let figures = context.text(.previewCertificates, ["count": String(all.count)])
      return [(figures, .title)]
        + all.map { participant, values in ("\(values["number"] ?? "?") · \(participant.name)", .plain) }
    }
  }
}

extension Phrase {
  static let classTaskSaved = Phrase("app.class.taskSaved")
  static let previewMore = Phrase("app.class.previewMore")
  static let previewSessions = Phrase("app.class.previewSessions")
  static let previewNoRoll = Phrase("app.class.previewNoRoll")
  static let previewCompletion = Phrase("app.class.previewCompletion")
  static let previewCertificates = Phrase("app.class.previewCertificates")
}
