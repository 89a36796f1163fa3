// Lapangan: every RT with how far its round has come, and which of them this PC takes along.
import LoketModel
import LoketRegistry
import LoketWidgets

struct FieldPlacesScreen: Screen {
  /// An RT and its households; nil: all of them together.
  struct Row: Hashable, Sendable {
    let place: RukunTetangga?
    let tally: RoundTally
  }

  private var rows: [Row] = []
  private var list = ListView()
  private var isStale = false

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleField) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: .on, .actions: .on, .pick: context.roundKey ?? .off(nil),
      .new: context.key(.registerPeople, named: .keyRegister),
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintFieldPlaces) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.field")) }

  private mutating func load(_ context: Context) {
    isStale = false
    var all = RoundTally()
    let tallies = context.rounds.board.tallies(context.session.round.kept, today: context.today)
    rows = tallies.filter { context.session.round.takes($0.key) }.map { place, tally in
      all.add(tally)
      return Row(place: place, tally: tally)
    }.sorted { ($0.place ?? RukunTetangga(rt: nil, rw: nil)) < ($1.place ?? RukunTetangga(rt: nil, rw: nil)) }
    if rows.count > 1 { rows.append(Row(place: nil, tally: all)) }
    list.reload(count: rows.count)
  }

  mutating func appear(_ context: inout Context) {
    context.findRounds()
    if isStale { load(context) }
  }

  mutating func saved(ticket: Int, _ context: inout Context) { isStale = true }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere:
      context.findRounds()
      load(context)
    case .roundsFound, .roundKept: load(context)
    default: return
    }
  }

  private var selected: Row? { rows.indices.contains(list.selected) ? rows[list.selected] : nil }

  mutating func press(_ key: Key, _ context: inout Context) {
    list.fit(rows: ScreenFrame.body(of: context.size).count - 6)
    switch key {
    case .character(" "): toggle(&context)
    case .character(let character):
      if let number = character.wholeNumberValue { carryOut(menu(context).outcome(of: number), &context) }
    default:
      guard case .opened = list.press(key), let selected else { return }
      context.open(FieldRoundScreen(selected.place, context))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .pick: context.toggleRound()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .new: context.open(HouseholdFormScreen.register(at: selected?.place, context))
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let round = context.session.round
    let isTaken = selected?.place.map(round.places.contains) ?? false
    let cannot = context.whyNot(.fieldRounds)
    let noPlace = selected?.place?.isUnknown != false ? context.word(.whyNoRT) : nil
    return ActionMenu(
      title: context.word(.titleField),
      actions: [
        ActionMenu.Action("take", context.word(isTaken ? .actionLeaveRT : .actionTakeRT), why: cannot ?? noPlace),
        ActionMenu.Action(
          "all", context.word(.actionTakeAll), why: cannot ?? (round.places.isEmpty ? context.word(.whyTakesAll) : nil)),
        ActionMenu.Action("begin", context.word(.actionBeginRound), why: cannot),
        ActionMenu.Action(
          "end", context.word(.actionCountAll),
          why: cannot ?? (round.kept.began == nil ? context.word(.whyNoRound) : nil)),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen("round", "begin"): keep(&context) { $0.begin($1.today, by: $1.session.account ?? "") }
    default: return
    }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("take"): toggle(&context)
    case .chosen("all"): keep(&context) { choice, _ in choice.takeAll() }
    case .chosen("begin"): context.open(question(context))
    case .chosen("end"): keep(&context) { choice, _ in choice.begin(nil, by: "") }
    default: return
    }
  }

  private func keep(_ context: inout Context, _ change: (inout RoundChoice, Context) -> Void) {
    var round = context.session.round
    change(&round, context)
    context.ask(for: .keepRound(round))
  }

  /// The houses of all RT stand as not visited afterwards: nothing for a slip of the finger.
  private func question(_ context: Context) -> DialogScreen {
    DialogScreen(
      id: "round",
      dialog: Dialog(
        title: context.word(.actionBeginRound), text: context.text(.roundBeginText, ["date": context.today.display]),
        options: [Dialog.Option("stay", context.word(.quitStay)), Dialog.Option("begin", context.word(.roundBegin))],
        takesDigits: false), help: Phrase("help.field"))
  }

  /// Since when visits count, and that choosing RT takes nothing off the disk.
  private func remarks(_ context: Context) -> [String] {
    let kept = context.session.round.kept
    let since = kept.began.map { day in
      let name = context.registry.account(kept.by)?.name ?? kept.by
      return context.text(.roundSince, ["date": day.display, "by": name])
    }
    return [since ?? context.word(.roundNever), context.word(.roundHides)]
  }

  private mutating func toggle(_ context: inout Context) {
    if let why = context.whyNot(.fieldRounds) { return context.say(.info, why) }
    guard let place = selected?.place, !place.isUnknown else { return context.say(.info, .whyNoRT) }
    var round = context.session.round
    round.toggle(place)
    // All stay in sight while somebody chooses.
    round.showsAll = true
    context.ask(for: .keepRound(round))
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let round = context.session.round
    let about =
      round.places.isEmpty
      ? context.word(.fieldShowsAll)
      : context.text(round.showsAll ? .fieldShowsAllNow : .fieldShowsOwn, ["places": round.names()])
    frame.put(about, row: area.top, column: 1, style: .label, width: area.columns - 2)
    for (place, remark) in remarks(context).enumerated() {
      frame.put(remark, row: area.top + 1 + place, column: 1, style: .dim, width: area.columns - 2)
    }
    let column = { (phrase: Phrase, width: Int) in
      ListColumn(context.word(phrase), width: width, alignsRight: true)
    }
    list.draw(
      into: &frame, row: area.top + 4, column: 0, width: area.columns, height: area.height - 4,
      columns: [
        ListColumn(context.word(.columnRTRW), width: 12, grows: 1), column(.fieldHouseholds, 9),
        column(.fieldOpenShort, 8), column(.fieldVisitedShort, 10), column(.fieldAbsentShort, 9),
        column(.fieldRefusedShort, 8), column(.fieldNotFoundShort, 8), column(.fieldDueShort, 8),
      ], empty: context.word(context.rounds.search == .done ? .householdsEmpty : .fieldSearching)
    ) { index in
      let row = rows[index]
      let tally = row.tally
      let isTaken = row.place.map(round.places.contains) ?? false
      let name = row.place.map { $0.isUnknown ? context.word(.fieldNoRT) : $0.description } ?? context.word(.fieldAllRT)
      let counts = [
        tally.households, tally.open, tally.count(FieldVisits.visited), tally.count("absent"), tally.count("refused"),
        tally.count("notFound"), tally.due,
      ]
      return ListRow(
        [isTaken ? name + " *" : name] + counts.map { $0 == 0 ? "-" : Figures.grouped($0) },
        style: tally.open == 0 && tally.due == 0 ? .dim : .plain)
    }
  }
}

extension Phrase {
  static let titleField = Phrase("app.title.field")
  static let hintFieldPlaces = Phrase("app.hint.fieldPlaces")
  static let actionTakeRT = Phrase("app.action.takeRT")
  static let actionLeaveRT = Phrase("app.action.leaveRT")
  static let actionTakeAll = Phrase("app.action.takeAll")
  static let actionBeginRound = Phrase("app.action.beginRound")
  static let actionCountAll = Phrase("app.action.countAll")
  static let whyNoRound = Phrase("app.why.noRound")
  static let roundBegin = Phrase("app.round.begin")
  static let roundBeginText = Phrase("app.round.beginText")
  static let roundSince = Phrase("app.round.since")
  static let roundNever = Phrase("app.round.never")
  static let roundHides = Phrase("app.round.hides")
  static let whyNoRT = Phrase("app.why.noRT")
  static let whyTakesAll = Phrase("app.why.takesAll")
  static let fieldSearching = Phrase("app.field.searching")
  static let fieldShowsAll = Phrase("app.field.showsAll")
  static let fieldShowsAllNow = Phrase("app.field.showsAllNow")
  static let fieldShowsOwn = Phrase("app.field.showsOwn")
  static let fieldHouseholds = Phrase("app.field.households")
  static let fieldOpenShort = Phrase("app.field.openShort")
  static let fieldVisitedShort = Phrase("app.field.visitedShort")
  static let fieldAbsentShort = Phrase("app.field.absentShort")
  static let fieldRefusedShort = Phrase("app.field.refusedShort")
  static let fieldNotFoundShort = Phrase("app.field.notFoundShort")
  static let fieldDueShort = Phrase("app.field.dueShort")
  static let fieldNoRT = Phrase("app.field.noRT")
  static let fieldAllRT = Phrase("app.field.allRT")
}
