// Mendaftar: who, which track, which segment; then what each rule says, and one key takes the application in.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ApplyScreen: Screen {
  enum Phase { case person, track, segment, answers }

  let wave: String
  private let program: String
  private(set) var phase: Phase
  private(set) var person: String?
  private(set) var track: String?
  private(set) var segment: String?
  private var finder = PersonFinder()
  private var list = ListView()
  private var picks: PickList
  private var ticket: Int?
  private var isTraced = false

  /// - Parameter person: whose page it was opened from; nil: the screen asks for the person first.
  init(wave: String, person: String? = nil, _ context: Context) {
    self.wave = wave
    self.person = person
    program = context.registry.wave(wave)?.program ?? ""
    phase = person == nil ? .person : .track
    picks = PickList(ApplyScreen.tracks(program, context))
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.apply) ?? WaveScreen.whyClosed(wave, context) }
  func title(_ context: Context) -> String { context.word(.titleApply) }

  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [
      .help: .on, .find: .on, .back: .on, .menu: .on,
      .save: phase == .answers ? .named(context.word(.keyTakeIn)) : .off(context.word(.applyFirst)),
    ]
    if phase == .answers { commands[.actions] = .on }
    if phase == .person { commands[.new] = context.key(.registerPeople, named: .keyRegister) }
    return commands
  }

  func hint(_ context: Context) -> String {
    switch phase {
    case .person: context.word(.hintApplyPerson)
    case .track: context.word(.hintApplyTrack)
    case .segment: context.word(.hintApplySegment)
    case .answers: context.word(.hintApplyAnswers)
    }
  }

  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.apply")) }

  /// The programme's tracks by level; all where it names none.
  private static func tracks(_ program: String, _ context: Context) -> [Choice] {
    let levels = context.registry.elements(RecordRef(.program, program), "tracks")
    let all = Lookups.allTracks(context).all
    let own = levels.compactMap { row in
      all.first { $0.code == row.element }.map { (level: Int(row.value) ?? 1, track: $0) }
    }
    let wanted = own.isEmpty ? all.filter(\.isActive).map { (level: 1, track: $0) } : own
    return wanted.sorted { ($0.level, $0.track.name(context.language)) < ($1.level, $1.track.name(context.language)) }
      .map { Lookups.track($0.track, context) }
  }

  private func segments(_ context: Context) -> [Choice] {
    let codes = Set(context.registry.elements(RecordRef(.program, program), "segments").map(\.element))
    return codes.isEmpty ? [] : Choice.list(.segment, context.language)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch phase {
    case .person: pressPerson(key, &context)
    case .track:
      if case .taken(let choice) = picks.press(key) {
        track = choice.code
        let segments = segments(context)
        if segments.isEmpty { return judge(&context) }
        picks = PickList(segments)
        phase = .segment
      }
    case .segment:
      if case .taken(let choice) = picks.press(key) {
        segment = choice.code
        judge(&context)
      }
    case .answers:
      if case .character(let character) = key, let number = character.wholeNumberValue {
        carryOut(facts(context).outcome(of: number), &context)
      } else {
        _ = list.press(key)
      }
    }
  }

  /// What the rules ask for can be completed before the application is made.
  private func facts(_ context: Context) -> ActionMenu {
    ActionMenu(title: context.word(.titleApply), actions: ApplicantFacts.actions(context))
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen(let fact): if let person { ApplicantFacts.open(fact, person: person, &context) }
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  private mutating func pressPerson(_ key: Key, _ context: inout Context) {
    switch finder.press(key, context) {
    case .changed: list.reload(count: finder.hits.count, selected: 0)
    case .submitted:
      guard finder.hits.indices.contains(list.selected) else { return finder.sayNobody(&context) }
      let id = finder.hits[list.selected].record.id
      finder.trace(&context)
      if let other = ApplyScreen.earlier(of: id, wave, context) {
        return context.say(.error, .applyAlready, ["track": context.trackName(other.track ?? "")])
      }
      person = id
      phase = .track
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  /// An application of this person in the wave that still stands.
  private static func earlier(of person: String, _ wave: String, _ context: Context) -> Application? {
    context.registry.applications(of: person).first { $0.wave == wave && $0.status != "declined" }
  }

  private mutating func judge(_ context: inout Context) {
    phase = .answers
    let answers = answers(context)
    let first = answers.firstIndex(where: \.isRefusal) ?? answers.firstIndex(where: \.isOpen)
    list.reload(count: answers.count, selected: first ?? 0)
    if let person, !isTraced {
      isTraced = true
      context.trace(.opened, RecordRef(.person, person))
    }
  }

  func answers(_ context: Context) -> [RuleAnswer] {
    guard let person, let track else { return [] }
    return context.registry.answers(
      person: person, program: program, track: track, segment: segment, application: nil, context.applicationSetting)
  }

  mutating func cover(_ context: inout Context) { finder.trace(&context) }

  mutating func appear(_ context: inout Context) {
    if phase == .answers { list.reload(count: answers(context).count) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .new:
      if phase == .person { context.open(HouseholdFormScreen.registerForCaller(searched: finder.text, context)) }
    case .actions: context.open(ActionsScreen(menu: facts(context)))
    case .find: context.goHome()
    case .back: back(&context)
    default: return
    }
  }

  private mutating func back(_ context: inout Context) {
    switch phase {
    case .person where !finder.text.isEmpty:
      finder.end(&context)
      list.reload(count: 0)
    case .person: context.close()
    case .track:
      phase = .person
      person = nil
    case .segment, .answers:
      (track, segment) = (nil, nil)
      picks = PickList(ApplyScreen.tracks(program, context))
      phase = .track
    }
  }

  // MARK: Saving

  /// What no rule refuses is submitted; what one refuses is kept as refused, with the reasons: nobody applied in vain.
  private mutating func save(_ context: inout Context) {
    guard phase == .answers, ticket == nil, let person, let track else { return }
    if let why = WaveScreen.whyClosed(wave, context) { return context.say(.error, why) }
    let refusals = answers(context).filter(\.isRefusal)
    guard refusals.isEmpty else {
      context.open(
        DialogScreen(
          id: "refuse",
          dialog: Dialog(
            title: context.word(.applyRefusedTitle), text: ApplicationWords.reasons(refusals, context),
            options: [
              Dialog.Option("back", context.word(.applyGoBack)), Dialog.Option("refuse", context.word(.applyRefuse)),
            ]), help: Phrase("help.apply")))
      return
    }
    submit(person, track, status: "submitted", reason: nil, &context)
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    // Whoever was registered on the way applies.
    if case .saved(let household) = answer, phase == .person, let head = context.registry.head(of: household.id)?.id {
      finder.end(&context)
      list.reload(count: 0)
      (person, phase) = (head, .track)
      return
    }
    if case .chosen("actions", let fact) = answer { return carryOut(.chosen(fact), &context) }
    guard case .chosen("refuse", "refuse") = answer, let person, let track, ticket == nil else { return }
    let reasons = ApplicationWords.reasons(answers(context).filter(\.isRefusal), context)
    submit(person, track, status: "refused", reason: reasons, &context)
  }

  private mutating func submit(
    _ person: String, _ track: String, status: String, reason: String?, _ context: inout Context
  ) {
    let record = RecordRef.application(wave: wave, person: context.registry.shownRecord(RecordRef(.person, person)).id)
    var changes = [
      FieldChange("person", person), FieldChange("program", program), FieldChange("wave", wave),
      FieldChange("track", track), FieldChange("day", context.workDay.iso), FieldChange("status", status),
      FieldChange("statusDate", context.today.iso), FieldChange("statusReason", reason),
    ]
    if let segment { changes.append(FieldChange("segment", segment)) }
    // Somebody who took the wish back may apply again.
    let edits = context.registry.plan(changes, on: record, basis: context.registry.basis(record))
    ticket = context.save(edits + [context.entry("apply", about: record, reason: reason, summary: track)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket, let person else { return }
    let name = context.registry.person(person)?.name ?? ""
    let isRefused = ApplyScreen.earlier(of: person, wave, context)?.status == "refused"
    // The next citizen waits.
    context.replace(with: ApplyScreen(wave: wave, context))
    context.say(
      .info, isRefused ? .applySavedRefused : .applySaved, ["name": name, "track": context.trackName(track ?? "")])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let chosen = [
      person.flatMap { context.registry.person($0)?.name }, track.map(context.trackName),
      segment.map { context.code(.segment, $0) },
    ].compactMap { $0 }.joined(separator: " · ")
    let wave = context.registry.wave(wave)?.name ?? ""
    frame.put(wave, row: area.top, column: area.columns - TextWidth.of(wave) - 1, style: .dim)
    frame.put(
      chosen.isEmpty ? context.word(.applyWho) : chosen, row: area.top, column: 1,
      style: chosen.isEmpty ? .label : .value, width: area.columns - TextWidth.of(wave) - 3)
    switch phase {
    case .person:
      finder.draw(into: &frame, row: area.top + 2, columns: area.columns, context)
      let cursor = frame.cursor
      if !finder.text.isEmpty {
        finder.drawHits(
          list, into: &frame, Area(top: area.top + 4, height: area.height - 4, columns: area.columns), context)
      }
      frame.cursor = cursor
    case .track, .segment:
      frame.put(
        context.word(phase == .track ? .assignTrack : .applySegment), row: area.top + 1, column: 1, style: .label)
      let (text, caret) = picks.filter.window(width: 40)
      frame.put("› " + text, row: area.top + 2, column: 1, style: .focus)
      picks.draw(
        into: &frame, row: area.top + 3, column: 1, width: area.columns - 2, height: area.height - 3,
        empty: context.word(.nothingFound))
      frame.cursor = Position(row: area.top + 2, column: 3 + caret)
    case .answers:
      ApplicationWords.draw(
        answers(context), list, into: &frame, Area(top: area.top + 2, height: area.height - 2, columns: area.columns),
        context)
    }
  }
}

/// Answers of rules in words, and how they stand on a screen.
enum ApplicationWords {
  /// Why not, in one text.
  static func reasons(_ answers: [RuleAnswer], _ context: Context) -> String {
    answers.compactMap { said($0, context) }.joined(separator: " ")
  }

  /// The sentence of an answer; nil where the rule has nothing against the person.
  static func said(_ answer: RuleAnswer, _ context: Context) -> String? {
    switch answer.answer {
    case .allowed: nil
    case .refused(let message), .unknown(let message): context.wording.text(message)
    }
  }

  static func word(_ answer: RuleAnswer) -> (Phrase, Style) {
    if answer.override != nil { return (.answerAside, .info) }
    switch answer.answer {
    case .allowed: return (.answerAllowed, .plain)
    case .refused: return (.answerRefused, .error)
    case .unknown: return (.answerUnknown, .check)
    }
  }

  /// One rule a row; below the list what the selected one says whole, and its regulation.
  static func draw(
    _ answers: [RuleAnswer], _ list: ListView, into frame: inout Frame, _ area: Area, _ context: Context
  ) {
    let below = 4
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height - below,
      columns: [
        ListColumn(context.word(.columnRule), width: 26), ListColumn(context.word(.columnAnswer), width: 15),
        ListColumn(context.word(.columnWhy), width: 30, grows: 1),
      ], empty: context.word(.applyNoRules)
    ) { index in
      let (phrase, style) = word(answers[index])
      return ListRow(
        [context.code(.eligibilityRule, answers[index].id), context.word(phrase), said(answers[index], context) ?? ""],
        style: style)
    }
    guard answers.indices.contains(list.selected) else { return }
    let answer = answers[list.selected]
    let texts = [
      said(answer, context) ?? "",
      answer.override.map { context.text(.answerAsideWhy, ["reason": $0]) }
        ?? answer.regulation.map { context.text(.answerRegulation, ["text": $0]) } ?? "",
    ]
    let lines = texts.filter { !$0.isEmpty }.flatMap { TextWidth.wrap($0, columns: area.columns - 4) }
    for (place, line) in lines.prefix(below - 1).enumerated() {
      frame.put(line, row: area.top + area.height - below + 1 + place, column: 2, style: .value)
    }
  }
}

extension Context {
  /// Where and when somebody applies.
  var applicationSetting: ApplicationSetting {
    ApplicationSetting(
      office: session.office, today: today, tracks: Lookups.allTracks(self), language: language, regions: regions)
  }
}

extension Phrase {
  static let titleApply = Phrase("app.title.apply")
  static let keyTakeIn = Phrase("app.key.takeIn")
  static let applyFirst = Phrase("app.apply.first")
  static let hintApplyPerson = Phrase("app.hint.applyPerson")
  static let hintApplyTrack = Phrase("app.hint.applyTrack")
  static let hintApplySegment = Phrase("app.hint.applySegment")
  static let hintApplyAnswers = Phrase("app.hint.applyAnswers")
  static let applyAlready = Phrase("app.apply.already")
  static let applyRefusedTitle = Phrase("app.apply.refusedTitle")
  static let applyGoBack = Phrase("app.apply.goBack")
  static let applyRefuse = Phrase("app.apply.refuse")
  static let applySavedRefused = Phrase("app.apply.savedRefused")
  static let applySaved = Phrase("app.apply.saved")
  static let applyWho = Phrase("app.apply.who")
  static let applySegment = Phrase("app.apply.segment")
  static let applyNoRules = Phrase("app.apply.noRules")
  static let answerAllowed = Phrase("app.answer.allowed")
  static let answerRefused = Phrase("app.answer.refused")
  static let answerUnknown = Phrase("app.answer.unknown")
  static let answerAside = Phrase("app.answer.aside")
  static let answerAsideWhy = Phrase("app.answer.asideWhy")
  static let answerRegulation = Phrase("app.answer.regulation")
  static let columnAnswer = Phrase("app.column.answer")
}
