// Daftar hadir: who came to one session. Everybody is present until a digit says otherwise; F2 saves the whole class.
import LoketModel
import LoketRegistry
import LoketWidgets

struct RollScreen: Screen {
  static let draftKind = "roll"

  let trainingClass: String
  let session: ClassSession
  private var participants: [Participant] = []
  /// By enrolment: what stands on the screen.
  private var marks: [String: String]
  /// The same when it opened.
  private let start: [String: String]
  private let basis: Basis
  private var list = ListView()
  private var ticket: Int?
  private let id: Identifier
  private var isDiscarded = false

  static let present = "present"

  init(trainingClass: String, _ session: ClassSession, _ context: Context) {
    let saved = context.registry.marks(ofClass: trainingClass, session)
    let all = RollScreen.listed(trainingClass, saved, context)
    let start = saved ?? Dictionary(all.map { ($0.id, RollScreen.present) }) { $1 }
    self.init(
      context.newIdentifier(), trainingClass, session, start: start, marks: start,
      basis: context.registry.basis(Registry.roll(ofClass: trainingClass, session)), context)
  }

  private init(
    _ id: Identifier, _ trainingClass: String, _ session: ClassSession, start: [String: String],
    marks: [String: String], basis: Basis, _ context: Context
  ) {
    self.id = id
    self.trainingClass = trainingClass
    self.session = session
    self.start = start
    self.marks = marks
    self.basis = basis
    participants = RollScreen.listed(trainingClass, start, context)
    list.reload(count: participants.count)
  }

  /// Who is in the class, and who was when the roll was entered.
  private static func listed(
    _ trainingClass: String, _ marks: [String: String]?, _ context: Context
  ) -> [Participant] {
    context.registry.participants(ofClass: trainingClass).filter { $0.isIn || marks?[$0.id] != nil }
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.attendance) }
  func title(_ context: Context) -> String { context.word(.titleRoll) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .save: .on, .undo: .on, .find: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String {
    let codes = CodeList.attendanceMark.codes.enumerated().map { "\($0 + 1) \($1.name(context.language))" }
    return context.text(.hintRoll, ["marks": codes.joined(separator: "  ")])
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.roll")) }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      return mark(number, &context)
    }
    // Enter goes on to the next, as in every form.
    if case .opened(let index) = list.press(key) { list.select(index + 1) }
  }

  private mutating func mark(_ number: Int, _ context: inout Context) {
    let codes = CodeList.attendanceMark.codes
    guard participants.indices.contains(list.selected), codes.indices.contains(number - 1) else {
      return context.say(.info, hint(context))
    }
    marks[participants[list.selected].id] = codes[number - 1].code
    context.keepDraft()
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .undo:
      marks = start
      context.say(.info, .rollUndone)
    case .find: LeaveDialog.park(isChanged: isChanged, &context)
    case .back: LeaveDialog.leave(isChanged: isChanged, &context)
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    isDiscarded = LeaveDialog.take(answer, draft: id, &context) || isDiscarded
  }

  // MARK: Drafts

  var draftID: Identifier? { id }
  private var isChanged: Bool { marks != start }

  func draft(_ context: Context) -> Draft? {
    guard isChanged, ticket == nil, !isDiscarded else { return nil }
    var values = [
      "class": trainingClass, "session": session.id, "until": session.ends.stored, "basis": basis.text,
    ]
    for (enrolment, mark) in marks { values["mark.\(enrolment)"] = mark }
    for (enrolment, mark) in start { values["start.\(enrolment)"] = mark }
    let name = context.registry.trainingClass(trainingClass)?.name ?? ""
    return Draft(
      id: id, kind: RollScreen.draftKind, title: "\(name) \(session.display)", at: context.now, by: context.account,
      values: values)
  }

  static func resume(_ draft: Draft, _ context: Context) -> RollScreen? {
    guard let trainingClass = draft.values["class"], context.registry.trainingClass(trainingClass) != nil,
      let session = ClassSession(element: draft.values["session"] ?? "", until: draft.values["until"] ?? ""),
      let basis = draft.values["basis"].flatMap({ Basis($0) })
    else { return nil }
    let marks = { (prefix: String) in
      draft.values.reduce(into: [String: String]()) { found, row in
        if row.key.hasPrefix(prefix) { found[String(row.key.dropFirst(prefix.count))] = row.value }
      }
    }
    return RollScreen(
      draft.id, trainingClass, session, start: marks("start."), marks: marks("mark."), basis: basis, context)
  }

  // MARK: Saving

  private mutating func save(_ context: inout Context) {
    guard ticket == nil else { return }
    guard !participants.isEmpty else { return context.say(.info, .whyNoParticipant) }
    let record = Registry.roll(ofClass: trainingClass, session)
    var changes: [FieldChange] = []
    if !context.registry.exists(record) {
      changes = [FieldChange("class", trainingClass), FieldChange("session", session.id)]
    }
    changes += participants.compactMap { participant in
      marks[participant.id].map { FieldChange("marks/\(participant.id)", $0) }
    }
    let edits = context.registry.plan(changes, on: record, basis: basis)
    guard !edits.isEmpty else { return context.say(.info, .nothingToSave) }
    ticket = context.save(edits + [context.entry("attendance", about: record)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    context.forgetDraft(id)
    context.close(.saved(Registry.roll(ofClass: trainingClass, session)))
    let words = ClassWords.marks(context.registry.marks(ofClass: trainingClass, session), context)
    context.say(.info, .rollSaved, ["session": session.display, "marks": words])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.registry.trainingClass(trainingClass)?.name ?? ""
    frame.put("\(name) · \(session.display)", row: area.top, column: 1, style: .title, width: area.columns - 2)
    let shown = marks.filter { row in participants.contains { $0.id == row.key } }
    let counted = ClassWords.marks(shown, context)
    frame.put(counted, row: area.top + 1, column: 1, width: area.columns - 2)
    if session.day > context.today {
      let early = context.word(.rollEarly)
      frame.put(early, row: area.top + 1, column: area.columns - TextWidth.of(early) - 1, style: .check)
    }
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn("", width: 3, alignsRight: true), ListColumn(context.word(.columnName), width: 36, grows: 1),
        ListColumn(context.word(.rollMark), width: 20), ListColumn(context.word(.rollSoFar), width: 12),
      ], empty: context.word(.whyNoParticipant)
    ) { index in
      let participant = participants[index]
      let mark = marks[participant.id]
      return ListRow(
        [
          String(index + 1), participant.name, context.code(.attendanceMark, mark),
          ClassWords.attendance(participant.attendance),
        ], style: mark == RollScreen.present ? .plain : .check)
    }
  }
}

extension Phrase {
  static let titleRoll = Phrase("app.title.roll")
  static let hintRoll = Phrase("app.hint.roll")
  static let rollUndone = Phrase("app.roll.undone")
  static let rollSaved = Phrase("app.roll.saved")
  static let rollEarly = Phrase("app.roll.early")
  static let rollMark = Phrase("app.roll.mark")
  static let rollSoFar = Phrase("app.roll.soFar")
}
