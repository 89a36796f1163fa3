// One wave: when it is open, and for each track how many applied, how many seats there are, and who has them.
import LoketModel
import LoketRegistry
import LoketWidgets

struct WaveScreen: Screen {
  let wave: String
  private var rows: [Row] = []
  private var list = ListView()

  private struct Row: Equatable, Sendable {
    let pool: SeatPool
    var applied = 0
    var refused = 0
    var seated = 0
    var waiting = 0
    var surplus = 0
    var promoted = 0
  }

  init(wave: String, _ context: Context) {
    self.wave = wave
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.registry.wave(wave)?.name ?? context.word(.titleWave) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on, .new: context.key(.apply, named: .keyApply),
    ]
  }

  func hint(_ context: Context) -> String { context.word(rows.isEmpty ? .hintWaveNew : .hintWave) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.wave")) }

  private mutating func load(_ context: Context) {
    let applications = context.registry.applications(inWave: wave)
    rows = context.registry.pools(ofWave: wave).map { pool in
      let plan = context.registry.seatPlan(pool, on: context.today)
      let own = applications.filter { $0.track == pool.track }
      return Row(
        pool: pool, applied: own.count, refused: own.count { $0.status == "refused" },
        seated: plan.all(.seated).count + plan.all(.surplus).count,
        waiting: plan.places.values.count { if case .reserve = $0 { true } else { false } },
        surplus: plan.all(.surplus).count, promoted: plan.all(.promoted).count)
    }
    list.reload(count: rows.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened(let index) = list.press(key), rows.indices.contains(index) {
      context.open(ApplicantListScreen(wave: wave, track: rows[index].pool.track, context))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: apply(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
  }

  private func apply(_ context: inout Context) {
    if let why = WaveScreen.whyClosed(wave, context) { return context.say(.error, why) }
    context.open(ApplyScreen(wave: wave, context))
  }

  /// Why nobody can apply on this day; nil where one can.
  static func whyClosed(_ wave: String, _ context: Context) -> String? {
    guard let found = context.registry.wave(wave) else { return context.word(.recordGone) }
    switch WaveWindow.of(found, on: context.today) {
    case .open: return nil
    case .notYet: return context.text(.waveOpensOn, ["date": context.day(found.opens)])
    case .closed: return context.text(.waveClosedOn, ["date": context.day(found.closes)])
    case .unknown: return context.word(.waveWithoutDates)
    }
  }

  func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.registry.wave(wave)?.name ?? "",
      actions: [
        ActionMenu.Action(
          "apply", context.word(.keyApply), why: context.whyNot(.apply) ?? WaveScreen.whyClosed(wave, context)),
        ActionMenu.Action(
          "select", context.word(.actionSelection), why: rows.isEmpty ? context.word(.waveNobody) : nil),
        ActionMenu.Action("applicants", context.word(.actionApplicants)),
        ActionMenu.Action("classes", context.word(.actionClasses)),
        ActionMenu.Action(
          "check", context.word(.titleRuleCheck), why: rows.isEmpty ? context.word(.waveNobody) : nil),
        ActionMenu.Action("change", context.word(.actionChangeWave), why: context.whyNot(.programs)),
      ])
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen("apply"): apply(&context)
    case .chosen("select"):
      guard rows.indices.contains(list.selected) else { return }
      context.open(SelectionScreen(wave: wave, track: rows[list.selected].pool.track, context: context))
    case .chosen("applicants"): context.open(ApplicantListScreen(wave: wave, track: nil, context))
    case .chosen("classes"): context.open(ClassListScreen(wave: wave, context))
    case .chosen("check"): context.open(RuleCheckScreen(wave: wave, context))
    case .chosen("change"):
      if let setting = SettingKind.of(.wave) { context.open(SettingFormScreen(setting, id: wave, context)) }
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.wave(wave) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    let program = found.program.flatMap { context.registry.program($0)?.name } ?? ""
    let heading = ProgramWords.heading(program, [found.name ?? ""], columns: area.columns - 2)
    frame.put(heading, row: area.top, column: 1, style: .title)
    let window = context.text(
      .waveDates,
      [
        "opens": context.day(found.opens), "closes": context.day(found.closes),
        "state": context.word(WaveWindow.of(found, on: context.today).words),
      ])
    frame.put(window, row: area.top + 1, column: 1, width: area.columns - 2)
    if found.confirmBy != nil || found.cutOff != nil {
      frame.put(
        context.text(
          .waveConfirmation, ["confirm": context.day(found.confirmBy), "cutOff": context.day(found.cutOff)]),
        row: area.top + 2, column: 1, style: .dim, width: area.columns - 2)
    }
    let number = { (phrase: Phrase) in ListColumn(context.word(phrase), width: 9, alignsRight: true) }
    list.draw(
      into: &frame, row: area.top + 4, column: 0, width: area.columns, height: area.height - 4,
      columns: [
        ListColumn(context.word(.columnTrack), width: 22, grows: 1), number(.columnApplicants),
        number(.columnRefused), number(.columnSeats), number(.columnAccepted), number(.columnWaiting),
        ListColumn("", width: 10),
      ], empty: context.word(.waveNobody)
    ) { index in
      let row = rows[index]
      // Both PCs gave a seat away, or a reserve is about to get one: somebody has to look.
      let task =
        row.surplus > 0
        ? context.text(.waveSurplus, ["count": String(row.surplus)])
        : row.promoted > 0 ? context.text(.wavePromoted, ["count": String(row.promoted)]) : ""
      return ListRow(
        [
          context.trackName(row.pool.track), Figures.grouped(row.applied), Figures.grouped(row.refused),
          Figures.grouped(row.pool.capacity), Figures.grouped(row.seated), Figures.grouped(row.waiting), task,
        ], style: row.surplus > 0 ? .error : .plain)
    }
  }
}

extension Phrase {
  static let titleWave = Phrase("app.title.wave")
  static let keyApply = Phrase("app.key.apply")
  static let hintWave = Phrase("app.hint.wave")
  static let hintWaveNew = Phrase("app.hint.waveNew")
  static let waveOpensOn = Phrase("app.wave.opensOn")
  static let waveClosedOn = Phrase("app.wave.closedOn")
  static let waveWithoutDates = Phrase("app.wave.withoutDates")
  static let actionSelection = Phrase("app.action.selection")
  static let actionApplicants = Phrase("app.action.applicants")
  static let actionClasses = Phrase("app.action.classes")
  static let actionChangeWave = Phrase("app.action.changeWave")
  static let waveDates = Phrase("app.wave.dates")
  static let waveConfirmation = Phrase("app.wave.confirmation")
  static let columnRefused = Phrase("app.column.refused")
  static let columnSeats = Phrase("app.column.seats")
  static let columnWaiting = Phrase("app.column.waiting")
  static let waveNobody = Phrase("app.wave.nobody")
  static let waveSurplus = Phrase("app.wave.surplus")
  static let wavePromoted = Phrase("app.wave.promoted")
}
