// Penugasan: one or many people to a track, with what the track asks for, who lacks it and why, and what is not known.
import LoketModel
import LoketRegistry
import LoketWidgets

struct AssignmentScreen: Screen {
  static let draftKind = "assignment"

  enum Phase { case people, track, confirm }

  private(set) var people: [String]
  private(set) var track: Track?
  private(set) var phase: Phase
  private var finder = PersonFinder()
  /// Whose answers to the track were on the screen.
  private var traced: Set<String> = []
  private var list = ListView()
  private var tracks: PickList
  private var reason = EditLine()
  private var ticket: Int?
  private let id: Identifier
  /// Who was chosen when it opened.
  private let given: [String]
  private var isDiscarded = false

  /// - Parameter people: their ids; none: the screen asks for them first.
  init(people: [String], track: Track? = nil, _ context: Context) {
    self.init(people: people, track: track, context, id: context.newIdentifier(), given: people)
  }

  private init(people: [String], track: Track?, _ context: Context, id: Identifier, given: [String]) {
    self.people = people
    self.track = track
    self.given = given
    self.id = id
    phase = people.isEmpty ? .people : track == nil ? .track : .confirm
    let choices = Lookups.allTracks(context).all.filter(\.isActive).map { Lookups.track($0, context) }
    tracks = PickList(choices)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.assign) }
  func title(_ context: Context) -> String { context.word(.titleAssignment) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on,
      .save: phase == .confirm
        ? .named(context.word(.keyAssign)) : .off(context.word(phase == .people ? .assignPeople : .assignTrack)),
    ]
  }

  func hint(_ context: Context) -> String {
    switch phase {
    case .people: context.word(.hintAssignPeople)
    case .track: context.word(.hintAssignTrack)
    case .confirm: context.word(.hintAssignConfirm)
    }
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.assign")) }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch phase {
    case .people: pressPeople(key, &context)
    case .track: pressTrack(key, &context)
    case .confirm: pressConfirm(key)
    }
  }

  private mutating func pressPeople(_ key: Key, _ context: inout Context) {
    switch key {
    case .tab:
      guard !people.isEmpty else { return context.say(.info, .assignNobody) }
      phase = track == nil ? .track : .confirm
      return
    case .backTab: return
    default: break
    }
    switch finder.press(key, context) {
    case .changed: list.reload(count: finder.hits.count, selected: 0)
    case .submitted: choose(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  private mutating func endSearch(_ context: inout Context) {
    finder.end(&context)
    list.reload(count: 0, selected: 0)
  }

  /// Enter on a hit chooses the person or releases the choice.
  private mutating func choose(_ context: inout Context) {
    guard finder.hits.indices.contains(list.selected) else { return finder.sayNobody(&context) }
    let id = finder.hits[list.selected].record.id
    if let place = people.firstIndex(of: id) { people.remove(at: place) } else { people.append(id) }
    endSearch(&context)
  }

  mutating func cover(_ context: inout Context) { finder.trace(&context) }

  private mutating func pressTrack(_ key: Key, _ context: inout Context) {
    if key == .backTab {
      phase = .people
      return
    }
    if case .taken(let choice) = tracks.press(key) {
      track = Lookups.allTracks(context).track(choice.code)
      phase = .confirm
    }
  }

  private mutating func pressConfirm(_ key: Key) {
    switch key {
    case .backTab: phase = .track
    case .character(let character): if reason.characters.count < 120 { reason.insert(String(character)) }
    case .paste(let text): reason.insert(String(TextFilter.clean(text).prefix(120)))
    case .backspace: _ = reason.deleteBackward()
    case .delete: _ = reason.deleteForward()
    default: if !reason.move(key) { _ = list.press(key) }
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .find: LeaveDialog.park(isChanged: isChanged, &context)
    case .back:
      if phase == .people, !finder.text.isEmpty {
        endSearch(&context)
      } else {
        LeaveDialog.leave(isChanged: isChanged, &context)
      }
    default: return
    }
  }

  mutating func appear(_ context: inout Context) {
    for id in people where traced.insert(id).inserted { context.trace(.opened, RecordRef(.person, id)) }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    isDiscarded = LeaveDialog.take(answer, draft: id, &context) || isDiscarded
  }

  // MARK: Drafts

  var draftID: Identifier? { id }

  /// Whether anything would be lost without it.
  private var isChanged: Bool { people != given || !reason.isEmpty }

  func draft(_ context: Context) -> Draft? {
    guard isChanged, ticket == nil, !isDiscarded else { return nil }
    return Draft(
      id: id, kind: AssignmentScreen.draftKind, title: people.first.flatMap { context.registry.person($0)?.name } ?? "",
      at: context.now, by: context.account,
      values: [
        "people": people.joined(separator: " "), "given": given.joined(separator: " "), "track": track?.code ?? "",
        "reason": reason.text,
      ])
  }

  static func resume(_ draft: Draft, _ context: Context) -> AssignmentScreen? {
    let people = { (key: String) in (draft.values[key] ?? "").split(separator: " ").map(String.init) }
    guard draft.kind == draftKind, people("people").allSatisfy({ context.registry.person($0) != nil }) else {
      return nil
    }
    let track = draft.values["track"].flatMap { Lookups.allTracks(context).track($0) }
    return AssignmentScreen(
      draft.id, people: people("people"), given: people("given"), track: track, reason: draft.values["reason"] ?? "",
      context)
  }

  private init(
    _ id: Identifier, people: [String], given: [String], track: Track?, reason: String, _ context: Context
  ) {
    self.init(people: people, track: track, context, id: id, given: given)
    self.reason = EditLine(reason)
  }

  // MARK: What the track asks

  /// What one person answers to what the track asks for.
  struct Fit: Equatable {
    let person: Person
    let isEnrolled: Bool
    let findings: [NeedFinding]
    var lacks: [NeedFinding] { findings.filter(\.isLacking) }
    var notKnown: [NeedFinding] { findings.filter(\.isNotKnown) }
  }

  private func answers(_ context: Context) -> [Fit] {
    guard let track else { return [] }
    let all = Lookups.allTracks(context)
    return people.compactMap { id in
      guard let person = context.registry.person(id) else { return nil }
      let household = context.registry.household(of: id)
      let isEnrolled = context.registry.enrolments(of: id).contains {
        $0.track == track.code && Enrolments.isOpen($0)
      }
      let findings = track.findings(
        device: household?.device, internet: household?.internet,
        birthDate: person.birthDate.flatMap { CalendarDate(iso: $0) },
        skills: track.asks.after == nil ? [] : context.registry.heldTracks(of: id, day: context.today),
        on: context.today, tracks: all, language: context.language)
      return Fit(person: person, isEnrolled: isEnrolled, findings: findings)
    }
  }

  private func remark(_ answer: Fit, _ context: Context) -> (text: String, style: Style) {
    if answer.isEnrolled { return (context.word(.assignAlready), .dim) }
    let words = { (findings: [NeedFinding]) in
      findings.compactMap { $0.message.map { context.wording.text($0) } }.joined(separator: "; ")
    }
    var parts: [String] = []
    if !answer.lacks.isEmpty { parts.append(context.text(.assignLacks, ["what": words(answer.lacks)])) }
    // One that is not known says so itself; of several the names make one sentence.
    if answer.notKnown.count == 1 {
      parts.append(words(answer.notKnown))
    } else if !answer.notKnown.isEmpty {
      let names = answer.notKnown.map { FieldWords.need($0.need.rawValue, context) }
      parts.append(context.text(.assignUnknown, ["what": names.joined(separator: ", ")]))
    }
    if parts.isEmpty { return (context.word(.assignFits), .plain) }
    return (parts.joined(separator: " · "), answer.lacks.isEmpty ? .info : .check)
  }

  // MARK: Saving

  private mutating func save(_ context: inout Context) {
    guard ticket == nil, let track else { return }
    let answers = answers(context).filter { !$0.isEnrolled }
    guard !answers.isEmpty else { return context.say(.info, .assignNobodyLeft) }
    let why = TextFilter.clean(reason.text).trimmed
    if answers.contains(where: { !$0.lacks.isEmpty }), why.isEmpty { return context.say(.error, .assignReasonMissing) }
    var edits: [Edit] = []
    for answer in answers {
      var set = [
        FieldChange("person", answer.person.id), FieldChange("track", track.code), FieldChange("status", "assigned"),
        FieldChange("statusDate", context.today.iso),
      ]
      set.append(FieldChange("day", context.workDay.iso))
      if !answer.lacks.isEmpty { set.append(FieldChange("note", why)) }
      for finding in answer.lacks { set.append(FieldChange("missing/\(finding.need.rawValue)", "lacking")) }
      for finding in answer.notKnown { set.append(FieldChange("missing/\(finding.need.rawValue)", "unknown")) }
      edits.append(Edit(on: RecordRef(.enrolment, context.newIdentifier()), set: set))
      edits.append(
        context.entry(
          "assign", about: RecordRef(.person, answer.person.id), reason: answer.lacks.isEmpty ? nil : why,
          summary: track.code))
    }
    ticket = context.save(edits)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    context.forgetDraft(id)
    let names = people.compactMap { context.registry.person($0)?.name }.joined(separator: ", ")
    context.close()
    context.say(.info, .assignSaved, ["names": names, "track": track?.name(context.language) ?? ""])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let names = people.compactMap { context.registry.person($0)?.name }.joined(separator: ", ")
    let chosen = people.isEmpty ? context.word(.assignNobody) : context.text(.assignChosen, ["names": names])
    frame.put(chosen, row: area.top, column: 1, style: people.isEmpty ? .dim : .value, width: area.columns - 2)
    switch phase {
    case .people: drawPeople(into: &frame, area, context)
    case .track: drawTracks(into: &frame, area, context)
    case .confirm: drawAnswers(into: &frame, area, context)
    }
  }

  private func drawPeople(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(context.word(.assignPeople), row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    finder.draw(into: &frame, row: area.top + 2, columns: area.columns, context)
    let cursor = frame.cursor
    if !finder.text.isEmpty {
      finder.drawHits(
        list, into: &frame, Area(top: area.top + 4, height: area.height - 4, columns: area.columns), context)
    }
    frame.cursor = cursor
  }

  private func drawTracks(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(context.word(.assignTrack), row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    let (text, caret) = tracks.filter.window(width: 40)
    frame.put("› " + text, row: area.top + 2, column: 1, style: .focus)
    tracks.draw(
      into: &frame, row: area.top + 3, column: 1, width: area.columns - 2, height: area.height - 3,
      empty: context.word(.nothingFound))
    frame.cursor = Position(row: area.top + 2, column: 3 + caret)
  }

  private func drawAnswers(into frame: inout Frame, _ area: Area, _ context: Context) {
    let answers = answers(context)
    let count = answers.filter { !$0.isEnrolled }.count
    let name = track?.name(context.language) ?? ""
    frame.put(
      context.text(.assignConfirm, ["track": name, "count": String(count)]), row: area.top + 1, column: 1,
      style: .title, width: area.columns - 2)
    let lacks = answers.contains { !$0.lacks.isEmpty && !$0.isEnrolled }
    let room = area.height - (lacks ? 5 : 3)
    var row = area.top + 3
    for answer in answers {
      let remark = remark(answer, context)
      let lines = TextWidth.wrap(remark.text, columns: area.columns - 32)
      guard row + lines.count <= area.top + 3 + room else {
        frame.put("…", row: row, column: 2, style: .dim)
        break
      }
      frame.put(answer.person.name ?? "", row: row, column: 2, style: .value, width: 27)
      for line in lines {
        frame.put(line, row: row, column: 30, style: remark.style, width: area.columns - 31)
        row += 1
      }
    }
    frame.cursor = Position(row: area.top + 1, column: 1)
    guard lacks else { return }
    let label = context.word(.assignReason)
    let place = area.top + area.height - 1
    frame.put(label, row: place, column: 1, style: .label)
    let start = TextWidth.of(label) + 2
    let (text, caret) = reason.window(width: area.columns - start - 2)
    let used = frame.put(text, row: place, column: start, style: .focus)
    frame.fill(row: place, column: start + used, width: area.columns - start - used - 1, character: "_", style: .focus)
    frame.cursor = Position(row: place, column: start + caret)
  }
}

extension Phrase {
  static let titleAssignment = Phrase("app.title.assignment")
  static let keyAssign = Phrase("app.key.assign")
  static let assignPeople = Phrase("app.assign.people")
  static let assignChosen = Phrase("app.assign.chosen")
  static let assignNobody = Phrase("app.assign.none")
  static let assignTrack = Phrase("app.assign.track")
  static let assignConfirm = Phrase("app.assign.confirm")
  static let assignAlready = Phrase("app.assign.already")
  static let assignFits = Phrase("app.assign.fits")
  static let assignUnknown = Phrase("app.assign.unknown")
  static let assignLacks = Phrase("app.assign.lacks")
  static let assignReason = Phrase("app.assign.reason")
  static let assignReasonMissing = Phrase("app.assign.reasonMissing")
  static let assignSaved = Phrase("app.assign.saved")
  static let assignNobodyLeft = Phrase("app.assign.nobodyLeft")
  static let hintAssignPeople = Phrase("app.hint.assignPeople")
  static let hintAssignTrack = Phrase("app.hint.assignTrack")
  static let hintAssignConfirm = Phrase("app.hint.assignConfirm")
}
