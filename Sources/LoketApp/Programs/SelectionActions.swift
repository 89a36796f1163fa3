// What F7 does on a selection: each action with the reason why it is off, the questions before it, and the save it makes.
import LoketModel
import LoketRegistry
import LoketWidgets

/// A save that is on its way, and what line 22 says when it is on the disk.
struct SelectionStep: Equatable, Sendable {
  let ticket: Int
  let text: String
}

enum SelectionActions {
  /// The dialogs of this screen close under this id.
  static let question = "selection"

  // MARK: The menu

  /// An action, and why it is off: asked for one action where a digit runs it, since some of the reasons rank everybody.
  private typealias Row = (id: String, label: Phrase, why: () -> String?)

  static func menu(_ screen: SelectionScreen, _ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleSelection),
      actions: rows(screen, context).map { ActionMenu.Action($0.id, context.word($0.label), why: $0.why()) })
  }

  /// What a digit does; it stands for the same action as in ``menu(_:_:)``.
  static func outcome(of number: Int, _ screen: SelectionScreen, _ context: Context) -> ActionMenu.Outcome {
    let rows = rows(screen, context)
    let place = number == 0 ? 9 : number - 1
    guard rows.indices.contains(place) else { return .stayed }
    return rows[place].why().map(ActionMenu.Outcome.refused) ?? .chosen(rows[place].id)
  }

  private static func rows(_ screen: SelectionScreen, _ context: Context) -> [Row] {
    let board = screen.board
    let row = screen.selected
    let empty = board.rows.isEmpty ? context.word(.selectionNobody) : nil
    let declared = board.declared == nil ? context.word(.selectionNotDeclared) : nil
    let select = context.whyNot(.select)
    let answers = context.whyNot(.confirmSeats)
    return [
      ("scores", .actionScores, { context.whyNot(.apply) ?? empty ?? whyNotScored(board, context) }),
      ("seed", .actionSeed, { select ?? whyNotSeeded(screen, context) }),
      ("declare", .actionDeclare, { select ?? whyNotDeclared(screen, context) }),
      ("confirm", .actionConfirm, { answers ?? whyNot(.confirmed, row, screen, context) }),
      (
        "decline", .actionDecline,
        { answers ?? whyNot(.declined(reason: "", code: "other"), row, screen, context) }
      ),
      ("expire", .actionExpire, { declared ?? answers ?? whyNotExpired(screen, context) }),
      (
        "promote", .actionPromote,
        {
          declared ?? answers
            ?? (board.all(.promotionDue).isEmpty ? context.word(.selectionNothingDue) : nil)
        }
      ),
      ("rank", .actionRank, { declared ?? select ?? whyNotRanked(row, context) }),
      ("reinstate", .actionReinstate, { select ?? whyNot(.reinstated(reason: ""), row, screen, context) }),
      ("minutes", .actionMinutes, { empty ?? context.whyNot(.printPapers) }),
    ]
  }

  private static func whyNotScored(_ board: SelectionBoard, _ context: Context) -> String? {
    if board.declared != nil { return context.word(.selectionIsDeclared) }
    return typed(board).isEmpty ? context.word(.selectionNothingTyped) : nil
  }

  /// The criteria of this selection whose scores somebody types in.
  static func typed(_ board: SelectionBoard) -> [Criterion] {
    Criterion.allCases.filter { $0.isTyped && board.selection.weights[$0] != nil }
  }

  private static func whyNotSeeded(_ screen: SelectionScreen, _ context: Context) -> String? {
    context.registry.isDeclared(wave: screen.wave) ? context.word(.seedIsUsed) : nil
  }

  /// Whom a rule refuses is recorded as refused before anybody gets a rank.
  private static func whyNotDeclared(_ screen: SelectionScreen, _ context: Context) -> String? {
    if let obstacle = context.registry.obstacle(declaring: screen.board.pool) {
      return SelectionWords.text(obstacle, context)
    }
    let refused = checks(screen, context).filter(\.isRefused).map(\.id)
    return refused.isEmpty ? nil : context.text(.selectionRefused, SelectionWords.names(refused, context))
  }

  private static func checks(_ screen: SelectionScreen, _ context: Context) -> [RuleCheck] {
    context.registry.ruleChecks(inWave: screen.wave, track: screen.track, context.applicationSetting)
  }

  private static func whyNot(
    _ answer: SeatAnswer, _ row: SelectionBoard.Row?, _ screen: SelectionScreen, _ context: Context
  ) -> String? {
    guard let row else { return context.word(.selectionNobody) }
    return context.registry.obstacle(answer, of: row.id, in: screen.board.pool, on: context.today)
      .map { SelectionWords.text($0, context) }
  }

  /// Nobody gets a rank by hand whom a rule refuses, or who took the wish back.
  private static func whyNotRanked(_ row: SelectionBoard.Row?, _ context: Context) -> String? {
    guard let row else { return context.word(.selectionNobody) }
    if Registry.mayBeRanked(row.application) { return nil }
    let words = [
      "name": SelectionWords.name(row.id, context),
      "state": context.code(.applicationStatus, row.application.status ?? "submitted"),
    ]
    return context.text(.selectionNotRankable, words)
  }

  private static func whyNotExpired(_ screen: SelectionScreen, _ context: Context) -> String? {
    guard screen.board.all(.lapsed).isEmpty else { return nil }
    let last = context.registry.wave(screen.wave)?.confirmBy
    return SelectionWords.text(SeatObstacle.notLapsed(last), context)
  }

  // MARK: Carrying out

  /// - Returns: the save that is on its way; nil where none was made, or a question stands before it.
  static func carryOut(
    _ outcome: ActionMenu.Outcome, _ screen: SelectionScreen, _ context: inout Context
  ) -> SelectionStep? {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("scores"): context.open(ScoreGridScreen(wave: screen.wave, track: screen.track, context))
    case .chosen("seed"): ask(.seed(wave: screen.wave), &context)
    case .chosen("declare"): open(declaring(screen, context), &context)
    case .chosen("confirm"): return confirm(screen, &context)
    case .chosen("decline"): if let row = screen.selected { ask(.decline(row.id), &context) }
    case .chosen("expire"): open(expiring(screen, context), &context)
    case .chosen("promote"): return promote(screen, &context)
    case .chosen("rank"): if let row = screen.selected { ask(.rank(row.id), &context) }
    case .chosen("reinstate"): if let row = screen.selected { ask(.reinstate(row.id), &context) }
    case .chosen("minutes"): SelectionMinutes.open(screen, &context)
    default: break
    }
    return nil
  }

  private static func ask(_ question: SelectionQuestion, _ context: inout Context) {
    context.open(SelectionFormScreen.asking(question, context))
  }

  private static func open(_ dialog: DialogScreen, _ context: inout Context) { context.open(dialog) }

  /// A question was answered.
  static func answered(
    _ option: String, _ screen: SelectionScreen, _ context: inout Context
  ) -> SelectionStep? {
    switch option {
    case "declare": declare(screen, &context)
    case "expire": expire(screen, &context)
    default: nil
    }
  }

  // MARK: Declaring

  private static func declaring(_ screen: SelectionScreen, _ context: Context) -> DialogScreen {
    let board = screen.board
    let ranked = context.registry.ranking(wave: screen.wave, track: screen.track).count
    let selected = min(ranked, board.capacity)
    let last = context.registry.wave(screen.wave)?.confirmBy.flatMap { CalendarDate(iso: $0) }
    let words = [
      "ranked": String(ranked), "selected": String(selected), "reserves": String(ranked - selected),
      "date": last?.display ?? "",
    ]
    let open = checks(screen, context).count
    let closes = context.registry.wave(screen.wave)?.closes.flatMap { CalendarDate(iso: $0) }
    let parts = [
      context.text(.declareText, words),
      closes.map { $0 < context.today ? "" : context.text(.declareStillOpen, ["date": $0.display]) } ?? "",
      open == 0 ? "" : context.text(.declareOpen, ["count": String(open)]),
      context.word(board.declared == nil ? .declareSeed : .declareAgain),
      last == nil ? context.word(.declareNoLastDay) : context.text(.declareLastDay, words),
    ].filter { !$0.isEmpty }
    return DialogScreen(
      id: question,
      dialog: Dialog(
        title: context.text(.declareTitle, ["track": context.trackName(screen.track)]),
        text: parts.joined(separator: " "),
        options: [
          Dialog.Option("stay", context.word(.declareNot)), Dialog.Option("declare", context.word(.actionDeclare)),
        ]), help: Phrase("help.selectionDeclare"))
  }

  private static func declare(_ screen: SelectionScreen, _ context: inout Context) -> SelectionStep? {
    if let why = whyNotDeclared(screen, context) {
      context.say(.error, why)
      return nil
    }
    let edits = context.registry.declarationEdits(screen.board.pool, on: context.workDay)
    let ranked = context.registry.ranking(wave: screen.wave, track: screen.track).count
    let selected = min(ranked, screen.board.capacity)
    return save(
      edits, "select", RecordRef(.wave, screen.wave), summary: screen.track,
      context.text(.declared, ["selected": String(selected), "reserves": String(ranked - selected)]), &context)
  }

  // MARK: Answers

  private static func confirm(_ screen: SelectionScreen, _ context: inout Context) -> SelectionStep? {
    guard let row = screen.selected else { return nil }
    let found = edits([(row.id, .confirmed)], screen, context)
    let name = SelectionWords.name(row.id, context)
    let phrase: Phrase = found.accepted.contains(row.id) ? .confirmedSeat : .confirmedReady
    return save(
      found.edits, "confirm", RecordRef(.application, row.id), summary: screen.track,
      said(context.text(phrase, ["name": name]), found, besides: row.id, context), &context)
  }

  private static func promote(_ screen: SelectionScreen, _ context: inout Context) -> SelectionStep? {
    let found = context.registry.promotions(
      in: screen.board.pool, on: context.today, workDay: context.workDay)
    guard let first = found.accepted.first else {
      context.say(.info, .selectionNothingDue)
      return nil
    }
    return save(
      found.edits, "confirm", RecordRef(.application, first), summary: screen.track, moved(found.accepted, context),
      &context)
  }

  private static func expiring(_ screen: SelectionScreen, _ context: Context) -> DialogScreen {
    let lapsed = screen.board.all(.lapsed)
    let found = edits(lapsed.map { ($0, .expired) }, screen, context)
    let words = ["count": String(lapsed.count), "promoted": String(found.accepted.count)]
    return DialogScreen(
      id: question,
      dialog: Dialog(
        title: context.word(.actionExpire), text: context.text(.expireText, words),
        options: [
          Dialog.Option("stay", context.word(.declareNot)), Dialog.Option("expire", context.word(.expireDo)),
        ]), help: Phrase("help.selectionExpire"))
  }

  private static func expire(_ screen: SelectionScreen, _ context: inout Context) -> SelectionStep? {
    let lapsed = screen.board.all(.lapsed).filter {
      context.registry.obstacle(.expired, of: $0, in: screen.board.pool, on: context.today) == nil
    }
    guard let first = lapsed.first else { return nil }
    let found = edits(lapsed.map { ($0, .expired) }, screen, context)
    let done = context.text(.expired, ["count": String(lapsed.count)])
    return save(
      found.edits, "confirm", RecordRef(.application, first), summary: screen.track,
      said(done, found, besides: nil, context), &context)
  }

  private static func edits(
    _ answers: [(application: String, answer: SeatAnswer)], _ screen: SelectionScreen, _ context: Context
  ) -> SeatEdits {
    context.registry.edits(answers, in: screen.board.pool, on: context.today, workDay: context.workDay)
  }

  /// What was done, and who moved up with it.
  static func said(_ text: String, _ found: SeatEdits, besides answering: String?, _ context: Context) -> String {
    let others = found.accepted.filter { $0 != answering }
    return others.isEmpty ? text : "\(text) \(moved(others, context))"
  }

  private static func moved(_ applications: [String], _ context: Context) -> String {
    let names = applications.prefix(3).map { SelectionWords.name($0, context) }.joined(separator: ", ")
    return context.text(
      .movedUp, ["names": applications.count > 3 ? names + ", …" : names, "count": String(applications.count)])
  }

  private static func save(
    _ edits: [Edit], _ action: String, _ subject: RecordRef, summary: String, _ text: String, _ context: inout Context
  ) -> SelectionStep? {
    guard !edits.isEmpty else {
      context.say(.info, .nothingToSave)
      return nil
    }
    let ticket = context.save(edits + [context.entry(action, about: subject, summary: summary)])
    return SelectionStep(ticket: ticket, text: text)
  }
}

extension Phrase {
  static let actionScores = Phrase("selection.action.scores")
  static let actionSeed = Phrase("selection.action.seed")
  static let actionDeclare = Phrase("selection.action.declare")
  static let actionConfirm = Phrase("selection.action.confirm")
  static let actionDecline = Phrase("selection.action.decline")
  static let actionExpire = Phrase("selection.action.expire")
  static let actionPromote = Phrase("selection.action.promote")
  static let actionRank = Phrase("selection.action.rank")
  static let actionReinstate = Phrase("selection.action.reinstate")
  static let actionMinutes = Phrase("selection.action.minutes")
  static let selectionNothingDue = Phrase("selection.nothingDue")
  static let selectionIsDeclared = Phrase("selection.isDeclared")
  static let selectionNothingTyped = Phrase("selection.nothingTyped")
  static let seedIsUsed = Phrase("selection.seedIsUsed")
  static let declareTitle = Phrase("selection.declare.title")
  static let declareText = Phrase("selection.declare.text")
  static let selectionRefused = Phrase("selection.refused")
  static let declareOpen = Phrase("selection.declare.open")
  static let declareSeed = Phrase("selection.declare.seed")
  static let declareAgain = Phrase("selection.declare.again")
  static let declareLastDay = Phrase("selection.declare.lastDay")
  static let declareNoLastDay = Phrase("selection.declare.noLastDay")
  static let declareStillOpen = Phrase("selection.declare.stillOpen")
  static let selectionNotRankable = Phrase("selection.notRankable")
  static let declareNot = Phrase("selection.declare.not")
  static let declared = Phrase("selection.declare.done")
  static let confirmedSeat = Phrase("selection.confirmed.seat")
  static let confirmedReady = Phrase("selection.confirmed.ready")
  static let expireText = Phrase("selection.expire.text")
  static let expireDo = Phrase("selection.expire.do")
  static let expired = Phrase("selection.expire.done")
  static let movedUp = Phrase("selection.movedUp")
}
