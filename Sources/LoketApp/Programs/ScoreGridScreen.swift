// The scores of one track, typed person by person: digits, Enter, the next. F2 saves all of them as one save.
import LoketModel
import LoketRegistry
import LoketWidgets

struct ScoreGridScreen: Screen {
  static let draftKind = "scores"

  let wave: String
  let track: String
  private let criteria: [Criterion]
  /// In the order of application, as the lists of a test room are.
  private var rows: [Application] = []
  /// What was typed and not saved, by `application/criterion`; empty takes a score back.
  private var typed: [String: String] = [:]
  /// What stood there when the grid opened.
  private var bases: [String: Basis] = [:]
  private var list = ListView()
  private var column = 0
  private var line = EditLine()
  private let id: Identifier
  private var ticket: Int?
  private var isDiscarded = false
  /// Scores of this track that wait as a draft: said once, when the grid comes up.
  private var waiting: Draft?

  /// Goes on with the scores of this track that were put aside, where this person may open them.
  init(wave: String, track: String, _ context: Context) {
    let waiting = ScoreGridScreen.waiting(wave: wave, track: track, context)
    if let waiting, context.mayOpen(waiting), let grid = ScoreGridScreen.resume(waiting, context) {
      self = grid
      self.waiting = waiting
      return
    }
    self.init(wave: wave, track: track, id: context.newIdentifier(), typed: [:], context)
    self.waiting = waiting
    // The first who was not judged yet.
    if let open = rows.firstIndex(where: { row in criteria.contains { stored(row, $0, context) == nil } }) {
      list.select(open)
    }
    begin(context)
  }

  private init(wave: String, track: String, id: Identifier, typed: [String: String], _ context: Context) {
    self.wave = wave
    self.track = track
    self.id = id
    self.typed = typed
    let registry = context.registry
    let weights = registry.selectionPlan(of: registry.pool(wave: wave, track: track)).weights
    criteria = Criterion.allCases.filter { $0.isTyped && weights[$0] != nil }
    rows = context.registry.applications(inWave: wave).filter { row in
      row.track == track && !["refused", "declined", "expired"].contains(row.status ?? "")
    }
    for row in rows { bases[row.id] = context.registry.basis(RecordRef(.application, row.id)) }
    list.reload(count: rows.count)
    begin(context)
  }

  /// The newest scores of this track that were put aside; those that this person may open come first.
  private static func waiting(wave: String, track: String, _ context: Context) -> Draft? {
    context.openDrafts.filter { $0.kind == draftKind && $0.values["wave"] == wave && $0.values["track"] == track }
      .max { (context.mayOpen($0) ? 1 : 0, $0.at) < (context.mayOpen($1) ? 1 : 0, $1.at) }
  }

  mutating func appear(_ context: inout Context) {
    guard let draft = waiting else { return }
    waiting = nil
    let slots = ["login": draft.by, "time": "\(draft.at.date.display) \(draft.at.time)"]
    if draft.id == id {
      context.say(.info, .scoresContinued, slots)
    } else {
      context.say(.check, .scoresElsewhere, slots)
    }
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.apply) }
  func title(_ context: Context) -> String { context.word(.titleScores) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .save: .on, .find: .on, .back: .on, .menu: .on]
  }

  func hint(_ context: Context) -> String { context.word(.hintScores) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.scores")) }

  // MARK: Cells

  private func key(_ row: Application, _ criterion: Criterion) -> String { "\(row.id)/\(criterion.rawValue)" }

  private func stored(_ row: Application, _ criterion: Criterion, _ context: Context) -> String? {
    context.registry.value(RecordRef(.application, row.id), "scores/\(criterion.rawValue)")
  }

  private func shown(_ row: Application, _ criterion: Criterion, _ context: Context) -> String {
    typed[key(row, criterion)] ?? stored(row, criterion, context) ?? ""
  }

  /// The cell with the focus, or nil where there is none.
  private var cell: (row: Application, criterion: Criterion)? {
    guard rows.indices.contains(list.selected), criteria.indices.contains(column) else { return nil }
    return (rows[list.selected], criteria[column])
  }

  private mutating func begin(_ context: Context) {
    line = EditLine(cell.map { shown($0.row, $0.criterion, context) } ?? "", isFresh: true)
  }

  /// Whether something stands in the line that is not in its cell yet, a score or not.
  private func isTyping(_ context: Context) -> Bool {
    cell.map { line.text != shown($0.row, $0.criterion, context) } ?? false
  }

  /// Takes what stands in the line; false, with the reason said, where it is no score.
  private mutating func keep(_ context: inout Context) -> Bool {
    guard let cell else { return true }
    let text = line.text
    if !text.isEmpty, !(Int(text).map { (0...100).contains($0) } ?? false) {
      context.say(.error, .scoreWrong, ["text": text])
      return false
    }
    let place = key(cell.row, cell.criterion)
    let digits = Int(text).map(String.init) ?? ""
    typed[place] = digits == stored(cell.row, cell.criterion, context) ?? "" ? nil : digits
    return true
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch key {
    case .character(let character) where character.isASCII && character.isNumber:
      if line.isFresh || line.characters.count < 3 { line.insert(String(character)) }
    case .character: context.say(.info, .scoreDigits)
    case .paste(let text):
      let digits = text.filter { $0.isASCII && $0.isNumber }
      if digits.isEmpty { context.say(.info, .scoreDigits) } else { line.insert(String(digits.prefix(3))) }
    case .backspace: _ = line.deleteBackward()
    case .delete: _ = line.deleteForward()
    case .enter: move(&context) { $0.down() }
    case .tab: move(&context) { $0.right() }
    case .backTab: move(&context) { $0.left() }
    case .left, .right: if !line.move(key) { return }
    default:
      list.fit(rows: ScreenFrame.body(of: context.size).count - 3)
      move(&context) { _ = $0.list.press(key) }
    }
  }

  /// A score that is none does not leave its cell; nothing else holds anybody.
  private mutating func move(_ context: inout Context, _ step: (inout ScoreGridScreen) -> Void) {
    guard keep(&context) else { return }
    step(&self)
    begin(context)
    context.keepDraft()
  }

  private mutating func down() {
    if list.selected + 1 < rows.count {
      list.select(list.selected + 1)
    } else if column + 1 < criteria.count {
      column += 1
      list.select(0)
    }
  }

  private mutating func right() {
    if column + 1 < criteria.count {
      column += 1
    } else if list.selected + 1 < rows.count {
      column = 0
      list.select(list.selected + 1)
    }
  }

  private mutating func left() {
    if column > 0 {
      column -= 1
    } else if list.selected > 0 {
      column = criteria.count - 1
      list.select(list.selected - 1)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: save(&context)
    case .find: LeaveDialog.park(isChanged: isChanged(context), &context)
    case .back: LeaveDialog.leave(isChanged: isChanged(context), &context)
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    isDiscarded = LeaveDialog.take(answer, draft: id, &context) || isDiscarded
  }

  // MARK: Saving

  private mutating func save(_ context: inout Context) {
    guard ticket == nil, keep(&context) else { return }
    var edits: [Edit] = []
    var people = 0
    for row in rows {
      var scores: [Criterion: Int?] = [:]
      for criterion in criteria {
        if let text = typed[key(row, criterion)] { scores[criterion] = .some(Int(text)) }
      }
      guard !scores.isEmpty else { continue }
      people += 1
      edits += context.registry.scoreEdits(row.id, scores, basis: bases[row.id])
    }
    guard !edits.isEmpty else { return context.say(.info, .nothingToSave) }
    let summary = context.text(.scoresSummary, ["count": String(people), "track": context.trackName(track)])
    ticket = context.save(edits + [context.entry("score", about: RecordRef(.wave, wave), summary: summary)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    context.forgetDraft(id)
    context.close()
    context.say(.info, .scoresSaved)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drafts

  var draftID: Identifier? { id }

  private func isChanged(_ context: Context) -> Bool { !typed.isEmpty || isTyping(context) }

  func draft(_ context: Context) -> Draft? {
    guard isChanged(context), ticket == nil, !isDiscarded else { return nil }
    var values = ["wave": wave, "track": track]
    if let cell, isTyping(context) {
      values["cell"] = key(cell.row, cell.criterion)
      values["line"] = line.text
    }
    for (key, value) in typed { values["score.\(key)"] = value }
    for key in typed.keys + [values["cell"]].compactMap({ $0 }) {
      let application = String(key.prefix { $0 != "/" })
      if let basis = bases[application] { values["basis.\(application)"] = basis.text }
    }
    return Draft(
      id: id, kind: ScoreGridScreen.draftKind, title: context.trackName(track), at: context.now, by: context.account,
      values: values)
  }

  static func resume(_ draft: Draft, _ context: Context) -> ScoreGridScreen? {
    guard draft.kind == draftKind, let wave = draft.values["wave"], let track = draft.values["track"],
      context.registry.wave(wave) != nil
    else { return nil }
    var typed: [String: String] = [:]
    for (key, value) in draft.values where key.hasPrefix("score.") { typed[String(key.dropFirst(6))] = value }
    var screen = ScoreGridScreen(wave: wave, track: track, id: draft.id, typed: typed, context)
    for (key, value) in draft.values where key.hasPrefix("basis.") {
      if let basis = Basis(value) { screen.bases[String(key.dropFirst(6))] = basis }
    }
    if let cell = draft.values["cell"] { screen.goOn(in: cell, with: draft.values["line"] ?? "") }
    return screen
  }

  /// Back in the cell in which somebody was typing, with what stood there, a score or not.
  private mutating func goOn(in place: String, with text: String) {
    for (index, row) in rows.enumerated() {
      guard let found = criteria.firstIndex(where: { key(row, $0) == place }) else { continue }
      list.select(index)
      column = found
      line = EditLine(text)
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let heading = context.text(
      .scoresHeading, ["track": context.trackName(track), "count": String(rows.count), "open": String(open(context))])
    frame.put(heading, row: area.top, column: 1, style: .title, width: area.columns - 2)
    let width = 14
    let columns =
      [ListColumn(context.word(.columnName), width: 34, grows: 1)]
      + criteria.map { ListColumn(context.code(.criterion, $0.rawValue), width: width, alignsRight: true) }
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2, columns: columns,
      empty: context.word(.selectionEmpty)
    ) { index in
      let row = rows[index]
      return ListRow(
        [SelectionWords.name(row.id, context)]
          + criteria.map { index == list.selected && $0 == cell?.criterion ? "" : shown(row, $0, context) })
    }
    guard cell != nil, let place = frame.cursor?.row else { return }
    let right = area.columns - 1 - (criteria.count - 1 - column) * (width + 1)
    let start = right - 4
    frame.fill(row: place, column: start, width: 4, character: "_", style: .focus)
    frame.put(line.text, row: place, column: start, style: .focus, width: 4)
    frame.cursor = Position(row: place, column: start + min(line.caret, 3))
  }

  /// People who lack a score, as they stand on the screen.
  private func open(_ context: Context) -> Int {
    rows.count { row in criteria.contains { shown(row, $0, context).isEmpty } }
  }
}

extension Phrase {
  static let titleScores = Phrase("app.title.scores")
  static let hintScores = Phrase("app.hint.scores")
  static let scoresHeading = Phrase("selection.scores.heading")
  static let scoresSummary = Phrase("selection.scores.summary")
  static let scoresSaved = Phrase("selection.scores.saved")
  static let scoreWrong = Phrase("selection.scores.wrong")
  static let scoresContinued = Phrase("selection.scores.continued")
  static let scoresElsewhere = Phrase("selection.scores.elsewhere")
  static let scoreDigits = Phrase("selection.scores.digits")
}
