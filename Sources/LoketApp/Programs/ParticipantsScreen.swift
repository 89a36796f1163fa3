// Peserta: accepted applicants join a class together; anybody else is found by a search, one after the other.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ParticipantsScreen: Screen {
  static let draftKind = "participants"

  let trainingClass: String
  /// Applications that were accepted and have no class yet, the best first.
  private var applicants: [Application] = []
  /// People who were chosen, in the order in which they were.
  private var chosen: [String]
  private let start: [String]
  private var finder = PersonFinder()
  private var list = ListView()
  private var ticket: Int?
  private let id: Identifier
  private var isDiscarded = false

  /// As many accepted applicants as there are seats are chosen from the start.
  init(trainingClass: String, _ context: Context) {
    let waiting = context.registry.applicants(forClass: trainingClass).compactMap(\.person)
    let free = ParticipantsScreen.free(trainingClass, context)
    let first = Array(waiting.prefix(free ?? waiting.count))
    self.init(context.newIdentifier(), trainingClass, chosen: first, start: first, context)
  }

  private init(
    _ id: Identifier, _ trainingClass: String, chosen: [String], start: [String], _ context: Context
  ) {
    self.id = id
    self.trainingClass = trainingClass
    self.chosen = chosen
    self.start = start
    load(context)
  }

  /// Seats that nobody has; nil where nobody said how many there are.
  private static func free(_ trainingClass: String, _ context: Context) -> Int? {
    context.registry.trainingClass(trainingClass)?.seats.map {
      max(0, $0 - context.registry.seatsTaken(inClass: trainingClass))
    }
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.classes) }
  func title(_ context: Context) -> String { context.word(.titleParticipants) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on, .save: .named(context.word(.keyAddParticipants))]
  }
  func hint(_ context: Context) -> String { context.word(.hintParticipants) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.participants")) }

  private mutating func load(_ context: Context) {
    applicants = context.registry.applicants(forClass: trainingClass)
    list.reload(count: rows.count)
  }

  /// The people listed: those that were found, or the applicants and whoever was chosen besides.
  private var rows: [String] {
    guard finder.text.isEmpty else { return finder.hits.map(\.record.id) }
    let waiting = applicants.compactMap(\.person)
    return waiting + chosen.filter { !waiting.contains($0) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch finder.press(key, context) {
    case .changed: list.reload(count: rows.count, selected: 0)
    case .submitted: toggle(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  /// Enter chooses somebody or releases the choice.
  private mutating func toggle(_ context: inout Context) {
    guard rows.indices.contains(list.selected) else { return finder.sayNobody(&context) }
    let person = rows[list.selected]
    if let place = chosen.firstIndex(of: person) {
      chosen.remove(at: place)
    } else if let why = whyNot(person, context) {
      return context.say(.error, why)
    } else {
      chosen.append(person)
    }
    let next = finder.text.isEmpty ? list.selected + 1 : 0
    finder.end(&context)
    list.reload(count: rows.count, selected: next)
    context.keepDraft()
  }

  /// Why somebody does not join: is in it already, is dead or gone, or may not by the programme's rules.
  private func whyNot(_ person: String, _ context: Context) -> String? {
    let registry = context.registry
    guard let found = registry.person(person), let joined = registry.trainingClass(trainingClass) else {
      return context.word(.recordGone)
    }
    let name = found.name ?? ""
    if registry.participants(ofClass: trainingClass).contains(where: { $0.isIn && $0.enrolment.person == person }) {
      return context.text(.participantAlready, ["name": name])
    }
    if !found.isActive { return context.text(.whyNotActive, ["standing": context.code(.standing, found.standing)]) }
    // An applicant was judged with the application, where a supervisor may have set a rule aside.
    guard !applicants.contains(where: { $0.person == person }), let program = joined.program else { return nil }
    let answers = registry.answers(
      person: person, program: program, track: joined.track ?? "", segment: nil, application: nil,
      context.applicationSetting)
    for case .refused(let why) in answers.map(\.answer) {
      return context.text(.participantRefused, ["name": name, "why": context.wording.text(why)])
    }
    return nil
  }

  mutating func cover(_ context: inout Context) { finder.trace(&context) }

  mutating func appear(_ context: inout Context) {
    for person in applicants.compactMap(\.person) { context.trace(.opened, RecordRef(.person, person)) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .find: LeaveDialog.park(isChanged: isChanged, &context)
    case .back where !finder.text.isEmpty:
      finder.end(&context)
      list.reload(count: rows.count, selected: 0)
    case .back: LeaveDialog.leave(isChanged: isChanged, &context)
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    isDiscarded = LeaveDialog.take(answer, draft: id, &context) || isDiscarded
  }

  // MARK: Drafts

  var draftID: Identifier? { id }
  private var isChanged: Bool { chosen != start }

  func draft(_ context: Context) -> Draft? {
    guard isChanged, ticket == nil, !isDiscarded else { return nil }
    return Draft(
      id: id, kind: ParticipantsScreen.draftKind,
      title: context.registry.trainingClass(trainingClass)?.name ?? "", at: context.now, by: context.account,
      values: [
        "class": trainingClass, "chosen": chosen.joined(separator: " "), "start": start.joined(separator: " "),
      ])
  }

  static func resume(_ draft: Draft, _ context: Context) -> ParticipantsScreen? {
    guard let trainingClass = draft.values["class"], context.registry.trainingClass(trainingClass) != nil else {
      return nil
    }
    let people = { (key: String) in (draft.values[key] ?? "").split(separator: " ").map(String.init) }
    return ParticipantsScreen(draft.id, trainingClass, chosen: people("chosen"), start: people("start"), context)
  }

  // MARK: Saving

  private mutating func save(_ context: inout Context) {
    guard ticket == nil else { return }
    guard !chosen.isEmpty else { return context.say(.info, .participantsNobody) }
    if let free = ParticipantsScreen.free(trainingClass, context), chosen.count > free {
      return context.say(
        .error, .participantsTooMany, ["chosen": String(chosen.count), "free": String(free)])
    }
    ticket = context.save(chosen.flatMap { edits(joining: $0, context) })
  }

  /// The seat of an applicant is the record of the application's id; somebody else's is named by class and person.
  private func edits(joining person: String, _ context: Context) -> [Edit] {
    let registry = context.registry
    guard let joined = registry.trainingClass(trainingClass) else { return [] }
    let application = applicants.first { $0.person == person }
    let record =
      application.map { RecordRef(.enrolment, $0.id) } ?? Registry.enrolment(of: person, inClass: trainingClass)
    var changes = [
      FieldChange("class", trainingClass), FieldChange("status", "assigned"),
      FieldChange("statusDate", context.today.iso), FieldChange("statusReason", nil),
    ]
    if !registry.exists(record) {
      changes += [
        FieldChange("person", person), FieldChange("track", joined.track), FieldChange("day", context.workDay.iso),
      ]
      if let program = joined.program { changes.append(FieldChange("program", program)) }
      if let application { changes.append(FieldChange("application", application.id)) }
    }
    let entry = context.entry("assign", about: RecordRef(.person, person), summary: joined.track)
    return registry.plan(changes, on: record, basis: registry.basis(record)) + [entry]
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    context.forgetDraft(id)
    context.close(.saved(RecordRef(.trainingClass, trainingClass)))
    let name = context.registry.trainingClass(trainingClass)?.name ?? ""
    context.say(.info, .participantsSaved, ["count": String(chosen.count), "class": name])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.registry.trainingClass(trainingClass)?.name ?? ""
    let free = ParticipantsScreen.free(trainingClass, context)
    frame.put(
      context.text(
        .participantsChosen,
        ["class": name, "chosen": String(chosen.count), "free": free.map { String($0) } ?? "?"]), row: area.top,
      column: 1, style: free.map { chosen.count > $0 } ?? false ? .check : .title, width: area.columns - 2)
    finder.draw(into: &frame, row: area.top + 1, columns: area.columns, context)
    let cursor = frame.cursor
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: area.height - 3,
      columns: [
        ListColumn("", width: 3), ListColumn(context.word(.columnName), width: 28, grows: 2),
        ListColumn(context.word(.columnApplicantRank), width: 9, alignsRight: true),
        ListColumn(context.word(.columnRTRW), width: 8), ListColumn(context.word(.columnAddress), width: 22, grows: 1),
      ], empty: finder.text.isEmpty ? context.word(.participantsNone) : context.emptyText(searching: finder.text)
    ) { index in
      let person = rows[index]
      let home = context.registry.household(of: person)
      let application = applicants.first { $0.person == person }
      return ListRow(
        [
          chosen.contains(person) ? "[*]" : "[ ]", context.registry.person(person)?.name ?? "",
          application?.rank ?? "", home.map(PersonRow.rtRw) ?? "", home?.address ?? "",
        ])
    }
    frame.cursor = cursor
  }
}

extension Phrase {
  static let titleParticipants = Phrase("app.title.participants")
  static let keyAddParticipants = Phrase("app.key.addParticipants")
  static let hintParticipants = Phrase("app.hint.participants")
  static let participantAlready = Phrase("app.participants.already")
  static let participantRefused = Phrase("app.participants.refused")
  static let participantsNobody = Phrase("app.participants.nobody")
  static let participantsTooMany = Phrase("app.participants.tooMany")
  static let participantsSaved = Phrase("app.participants.saved")
  static let participantsChosen = Phrase("app.participants.chosen")
  static let participantsNone = Phrase("app.participants.none")
  static let columnApplicantRank = Phrase("app.column.applicantRank")
}
