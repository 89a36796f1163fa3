// Seleksi: who stands where in one track of a wave, and why; what is declared, answered and printed begins here.
import LoketModel
import LoketRegistry
import LoketWidgets

struct SelectionScreen: Screen {
  let wave: String
  let track: String
  private(set) var board: SelectionBoard
  private var list = ListView()
  private var isTraced = false
  /// Of the save that is on its way, and what is said when it is done.
  private var pending: SelectionStep?
  /// Rows at the foot that spell the selected applicant's score out.
  private static let foot = 6

  init(wave: String, track: String, context: Context) {
    self.wave = wave
    self.track = track
    board = SelectionBoard(wave: wave, track: track, context)
    list.reload(count: board.rows.count)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleSelection) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .actions: .on, .find: .on, .back: .on, .menu: .on]
  }

  func hint(_ context: Context) -> String { context.word(.hintSelection) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.selection")) }

  var selected: SelectionBoard.Row? {
    board.rows.indices.contains(list.selected) ? board.rows[list.selected] : nil
  }

  private mutating func refresh(_ context: Context) {
    let before = selected?.id
    board = SelectionBoard(wave: wave, track: track, context)
    list.reload(count: board.rows.count, selected: board.rows.firstIndex { $0.id == before } ?? list.selected)
  }

  mutating func appear(_ context: inout Context) {
    refresh(context)
    guard !isTraced, !board.rows.isEmpty else { return }
    isTraced = true
    context.trace(.searched, .list("application"), count: board.rows.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { refresh(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      return carryOut(SelectionActions.outcome(of: number, self, context), &context)
    }
    list.fit(rows: ScreenFrame.body(of: context.size).count - SelectionScreen.foot - 4)
    if case .opened = list.press(key), let person = selected?.application.person {
      context.open(PersonScreen(person: person))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: SelectionActions.menu(self, context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen(SelectionActions.question, let option):
      if pending == nil { pending = SelectionActions.answered(option, self, &context) }
    default: return
    }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    guard pending == nil else { return }
    pending = SelectionActions.carryOut(outcome, self, &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    refresh(context)
    guard let done = pending, done.ticket == ticket else { return }
    pending = nil
    context.say(.info, done.text)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if pending?.ticket == ticket { pending = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let width = area.columns - 2
    frame.put(heading(columns: width, context), row: area.top, column: 1, style: .title)
    frame.put(standing(context), row: area.top + 1, column: 1, style: .label, width: width)
    if let waiting = waiting(context) {
      frame.put(waiting, row: area.top + 2, column: 1, style: .check, width: width)
    }
    let foot = board.rows.isEmpty ? 0 : SelectionScreen.foot
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns, height: area.height - 3 - foot,
      columns: [
        ListColumn(context.word(.columnRank), width: 4, alignsRight: true),
        ListColumn(context.word(.columnName), width: 32, grows: 2),
        ListColumn(context.word(.columnScore), width: 7, alignsRight: true),
        ListColumn(context.word(.columnPlace), width: 22, grows: 1),
        ListColumn(context.word(.columnRTRW), width: 7, from: 90),
      ], empty: context.word(.selectionEmpty)
    ) { cells(board.rows[$0], context) }
    if let selected { draw(selected, into: &frame, area, context) }
  }

  private func heading(columns: Int, _ context: Context) -> String {
    let name = context.registry.wave(wave)?.name ?? ""
    let program = context.registry.wave(wave)?.program.flatMap { context.registry.program($0)?.name } ?? ""
    return ProgramWords.heading(program, [name, context.trackName(track)], columns: columns)
  }

  /// Before the declaration how many apply for how many seats, after it who sits and who waits.
  private func standing(_ context: Context) -> String {
    let seats = String(board.capacity)
    guard let day = board.declared.flatMap({ CalendarDate(iso: $0) }) else {
      return context.text(.selectionBefore, ["seats": seats, "applicants": String(board.rows.count)])
    }
    let reserves = board.count { if case .reserve = $0 { true } else { false } }
    return context.text(
      .selectionAfter,
      [
        "date": day.display, "seats": seats, "seated": String(board.count { $0 == .seated || $0 == .surplus }),
        "offered": String(board.count { $0 == .offered }), "reserves": String(reserves),
      ])
  }

  /// What a person has to do about the seats.
  private func waiting(_ context: Context) -> String? {
    let parts = [
      (SeatTask.Kind.promotionDue, Phrase.tasksDue), (.surplus, .tasksSurplus), (.lapsed, .tasksLapsed),
    ].compactMap { kind, phrase -> String? in
      let count = board.all(kind).count
      return count == 0 ? nil : context.text(phrase, ["count": String(count)])
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  private func cells(_ row: SelectionBoard.Row, _ context: Context) -> ListRow {
    let person = row.application.person
    let record = RecordRef(.application, row.id)
    let rank = row.application.rank ?? (board.declared == nil ? row.ranked.map { String($0.rank) } : nil)
    let name = person.flatMap { context.registry.person($0)?.name } ?? context.word(.nameUnknown)
    let score = row.ranked.map { ranked in
      ranked.isJudged ? SelectionWords.score(ranked.total) : context.word(.selectionNotJudged)
    }
    let household = person.flatMap { context.registry.household(of: $0) }
    return ListRow(
      [
        (row.application.rankReason == nil ? "" : "*") + (rank ?? ""), PersonRow.marked(name, record, context),
        score ?? "", SelectionWords.place(row, context), household.map(PersonRow.rtRw) ?? "",
      ], style: SelectionWords.style(row))
  }

  private func draw(
    _ row: SelectionBoard.Row, into frame: inout Frame, _ area: Area, _ context: Context
  ) {
    let top = area.top + area.height - SelectionScreen.foot
    frame.fill(row: top, column: 0, width: area.columns, character: "─", style: .border)
    var lines: [(String, Style)] = []
    if let ranked = row.ranked {
      lines.append(("\(SelectionWords.parts(ranked, context)) = \(SelectionWords.score(ranked.total))", .value))
      if let need = ranked.parts.first(where: { $0.criterion == .need }) {
        lines.append((SelectionWords.need(row.application, counted: need.score, context), .plain))
      }
      if row.application.rankReason == nil {
        lines.append((SelectionWords.reason(ranked, seed: board.selection.seed, context), .dim))
      }
    }
    if let reason = row.application.rankReason {
      lines.append((context.text(.selectionSetApart, ["reason": reason]), .check))
    }
    let aside = context.registry.elements(RecordRef(.application, row.id), "override").map { rule, reason in
      "\(context.code(.eligibilityRule, rule)): \(reason)"
    }
    if !aside.isEmpty {
      lines.append((context.text(.selectionAside, ["rules": aside.joined(separator: "; ")]), .check))
    }
    if let reason = row.application.statusReason {
      lines.append((context.text(.selectionStatusReason, ["reason": reason]), .plain))
    }
    let room = SelectionScreen.foot - 1
    let wrapped = lines.flatMap { line in
      TextWidth.wrap(line.0, columns: area.columns - 3).map { ($0, line.1) }
    }
    for (place, line) in wrapped.prefix(room).enumerated() {
      frame.put(line.0, row: top + 1 + place, column: 1, style: line.1, width: area.columns - 2)
    }
  }
}

extension Phrase {
  static let titleSelection = Phrase("app.title.selection")
  static let hintSelection = Phrase("app.hint.selection")
  static let columnRank = Phrase("app.column.rank")
  static let columnScore = Phrase("app.column.score")
  static let columnPlace = Phrase("app.column.seat")
  static let selectionEmpty = Phrase("selection.empty")
  static let selectionBefore = Phrase("selection.before")
  static let selectionAfter = Phrase("selection.after")
  static let tasksDue = Phrase("selection.tasks.due")
  static let tasksSurplus = Phrase("selection.tasks.surplus")
  static let tasksLapsed = Phrase("selection.tasks.lapsed")
  static let selectionNeed = Phrase("selection.need")
  static let selectionNeedToday = Phrase("selection.needToday")
  static let selectionNeedUnknown = Phrase("selection.needUnknown")
  static let selectionNoNeed = Phrase("selection.noNeed")
  static let selectionSetApart = Phrase("selection.setApart")
  static let selectionAside = Phrase("selection.aside")
  static let selectionStatusReason = Phrase("selection.statusReason")
}
