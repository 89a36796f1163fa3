// One entry of the queue: the whole record with what is new marked, what somebody has to look at, and the decision.
import LoketModel
import LoketRegistry
import LoketWidgets

struct EntryScreen: Screen {
  static let draftKind = "return"

  let entry: String
  /// The entries behind it in the list from which it was opened.
  let following: [String]
  /// Fields that are to go back.
  var marks: [FieldPath: FieldReturn] = [:]
  private var cursor = SheetCursor()
  private var isOpened = false
  var ticket: Int?
  /// What line 22 says when the decision is on the disk.
  var told: Phrase = .entryApproved
  let returnID: Identifier
  /// The entry that was decided a moment ago, where this one followed by itself: F8 takes that decision back.
  let before: String?
  /// What was said about the cancellation that is asked for.
  private var cancelling: String?
  private var kept: Kept?
  var basis: Basis? { kept?.basis }

  /// The sheet, and all that it depends on.
  private struct Kept: Equatable, Sendable {
    let sheet: Sheet
    /// What stood in the entry when this was drawn.
    let basis: Basis
    let columns: Int
    let lines: Int
    let pairs: Int
    let marks: [FieldPath: FieldReturn]
    /// What stands against approving it unseen, in words.
    let doubts: String
  }

  init(_ entry: String, following: [String], after before: String? = nil, _ context: Context) {
    self.entry = entry
    self.before = before
    self.following = following
    returnID = context.newIdentifier()
  }

  var record: RecordRef { RecordRef(.entry, entry) }

  // MARK: Screen

  func refusal(_ context: Context) -> String? {
    let rests = context.registry.records(of: entry, limit: 20).contains {
      $0.kind == .person && context.registry.isFrozen($0)
    }
    if rests { return context.word(.whyFrozen) }
    return context.registry.origin(of: entry)?.by == context.account ? nil : context.whyNot(.reviewEntries)
  }

  func title(_ context: Context) -> String { context.word(.titleEntry) }
  func hint(_ context: Context) -> String {
    if Review.whyNot(entry, context) == nil { return context.word(marks.isEmpty ? .hintEntry : .hintEntryMarked) }
    return context.word(context.registry.entryState(entry) == .returned ? .hintEntryReturned : .hintEntryReading)
  }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.entry")) }

  func commands(_ context: Context) -> [Command: Availability] {
    let why = whyNotDecide(context)
    let name =
      marks.isEmpty ? context.word(.keyApprove) : context.text(.keyReturn, ["count": String(marks.count)])
    return [
      .help: .on, .back: .on, .menu: .on, .find: .on, .actions: .on,
      .save: why.map(Availability.off) ?? .named(name),
      .undo: marks.isEmpty ? undone(context).why.map(Availability.off) ?? .on : .on,
    ]
  }

  /// Whose decision F8 takes back: this entry's, else that of the one before; and why not, if it cannot be.
  func undone(_ context: Context) -> (entry: String, why: String?) {
    let why = Review.whyNotUndo(entry, context)
    if why != nil, let before, Review.whyNotUndo(before, context) == nil { return (before, nil) }
    return (entry, why)
  }

  func whyNotDecide(_ context: Context) -> String? {
    if let why = Review.whyNot(entry, context) { return why }
    let state = context.registry.entryState(entry)
    return state.waitsForReview || state == .returned ? nil : context.word(.entryDecided)
  }

  mutating func appear(_ context: inout Context) {
    context.findLikenesses()
    keep(context)
    guard !isOpened, context.session.account != nil else { return }
    isOpened = true
    if let first = EntrySheet(entry: entry, marks: marks, context).first(context) { cursor.select(first) }
    for record in context.registry.records(of: entry, limit: 20)
    where record.kind == .person || record.kind == .household {
      context.trace(.opened, record)
    }
  }

  mutating func hear(_ event: Event, _ context: inout Context) { keep(context) }

  mutating func keep(_ context: Context) {
    let pairs = context.likenesses.pairs.count
    if let kept, kept.columns == context.size.columns, kept.lines == context.registry.lineCount, kept.pairs == pairs,
      kept.marks == marks
    {
      return
    }
    let doubts = Review.words(
      Review.doubts(entry, Review.openDuplicates(context), context), of: entry, context)
    kept = Kept(
      sheet: EntrySheet(entry: entry, marks: marks, context).content(context), basis: context.registry.basis(record),
      columns: context.size.columns, lines: context.registry.lineCount, pairs: pairs, marks: marks,
      doubts: doubts.joined(separator: ", "))
  }

  private func sheet(_ context: Context) -> Sheet {
    kept?.sheet ?? EntrySheet(entry: entry, marks: marks, context).content(context)
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    keep(context)
    let height = ScreenFrame.body(of: context.size).count - RecordPage.header
    switch cursor.press(key, sheet(context), height: height) {
    case .opened(let target): open(target, &context)
    case .moved: return
    case .notMine:
      if case .character(let character) = key, let number = character.wholeNumberValue {
        carryOut(menu(context).outcome(of: number), &context)
      }
    }
  }

  private mutating func open(_ target: SheetTarget, _ context: inout Context) {
    switch target {
    case .field(let path), .returned(let path):
      if Review.whyNot(entry, context) == nil {
        ask(path, &context)
      } else {
        carryOut(menu(context).outcome(of: 4), &context)
      }
    case .pair(let first, let second): context.open(PairScreen(first, second))
    case .person(let id): context.open(PersonScreen(person: id))
    case .household(let id): context.open(HouseholdScreen(household: id))
    default: return
    }
  }

  /// Why this field goes back.
  private mutating func ask(_ path: FieldPath, _ context: inout Context) {
    if let why = whyNotDecide(context) { return context.say(.info, why) }
    context.open(ReturnScreen(path, marks[path], context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save:
      // A key that is held down does not decide about what nobody has read.
      if context.isRepeat, before != nil { return context.say(.info, .entryReadFirst) }
      if marks.isEmpty { approve(&context) } else { giveBack(&context) }
    case .undo: undo(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: leave(&context)
    default: return
    }
  }

  private mutating func leave(_ context: inout Context) {
    guard !marks.isEmpty else { return context.close() }
    context.keepDraft(durably: true)
    context.open(LeaveDialog.screen(context))
  }

  private func menu(_ context: Context) -> ActionMenu {
    let why = whyNotDecide(context)
    let field = selectedField(context)
    let isQuestion = context.registry.value(record, "action") == "question"
    let isMine = context.registry.origin(of: entry)?.by == context.account
    let state = context.registry.entryState(entry)
    let cancel =
      !state.isOpen
      ? context.word(.entryDecided) : isMine ? context.whyNot(.changePeople) : context.whyNot(.reviewEntries)
    return ActionMenu(
      title: context.word(.titleEntry),
      actions: [
        ActionMenu.Action("approve", context.word(.actionApprove), why: why),
        ActionMenu.Action(
          "return", context.word(.actionReturnField), why: why ?? (field == nil ? context.word(.entryNoField) : nil)),
        ActionMenu.Action(
          "take", context.word(.actionTakeOffer), why: why ?? (isQuestion ? nil : context.word(.entryNoQuestion))),
        ActionMenu.Action("correct", context.word(.actionCorrectEntry), why: whyNotCorrect(context)),
        ActionMenu.Action("undo", context.word(.actionUndoDecision), why: undone(context).why),
        ActionMenu.Action("cancel", context.word(.actionCancelEntry), why: cancel),
        ActionMenu.Action("again", context.word(.actionSubmitAgain), why: whyNotAgain(context)),
        ActionMenu.Action("record", context.word(.actionOpenRecord)),
        ActionMenu.Action("returnAll", context.word(.actionReturnAll), why: why),
      ])
  }

  /// The row on which the selection stands.
  func selected(_ context: Context) -> SheetTarget? { cursor.selected(in: sheet(context)) }

  private func selectedField(_ context: Context) -> FieldPath? {
    switch selected(context) {
    case .field(let path), .returned(let path): path
    default: nil
    }
  }

  private func whyNotCorrect(_ context: Context) -> String? {
    if let why = context.whyNot(.changePeople) { return why }
    if !context.registry.entryState(entry).isOpen { return context.word(.entryDecided) }
    return target(context) == nil ? context.word(.entryNoForm) : nil
  }

  /// The clerk answers that it is right as it stands, or was mended elsewhere.
  private func whyNotAgain(_ context: Context) -> String? {
    guard context.registry.entryState(entry) == .returned else { return context.word(.entryNotReturned) }
    return context.whyNot(.changePeople)
  }

  /// The person or household whose form mends the selected field.
  private func target(_ context: Context) -> RecordRef? {
    if let record = selectedField(context)?.record, record.kind == .person || record.kind == .household {
      return record
    }
    return context.registry.records(of: entry, limit: 50).first { $0.kind == .person || $0.kind == .household }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("approve"): approve(&context)
    case .chosen("return"):
      if let path = selectedField(context) { ask(path, &context) }
    case .chosen("returnAll"): ask(EntrySheet.whole(entry), &context)
    case .chosen("take"): takeOffer(&context)
    case .chosen("correct"):
      if let record = target(context) { context.open(any: ReturnedWork.form(entry, record, context)) }
    case .chosen("undo"): undo(&context)
    case .chosen("cancel"): context.open(EntryNoteScreen(.cancel, entry, context))
    case .chosen("again"): context.open(EntryNoteScreen(.again, entry, context))
    case .chosen("record"):
      let all = context.registry.records(of: entry, limit: 50)
      let subject = context.registry.value(record, "subject").flatMap { RecordRef($0) }
      guard
        let shown = (all + [subject].compactMap { $0 }).first(where: { $0.kind == .person || $0.kind == .household })
      else { return }
      context.open(any: Records.screen(for: context.registry.shownRecord(shown), context))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen(ReturnScreen.answer, let text): take(text, &context)
    case .chosen("leave", "keep"):
      context.keepDraft(durably: true)
      context.sayParked()
      context.close()
    case .chosen("leave", "discard"):
      marks = [:]
      context.forgetDraft(returnID)
      context.close()
    case .chosen(EntryNoteScreen.answer, let said) where said.hasPrefix("cancel"): askCancel(said, &context)
    case .chosen(EntryNoteScreen.answer, let said): decide(said, &context)
    case .chosen("cancelEntry", "cancel"):
      if let said = cancelling { decide(said, &context) }
    default: return
    }
  }

  /// A cancellation is final: asked once more, the safe answer first.
  private mutating func askCancel(_ said: String, _ context: inout Context) {
    cancelling = said
    context.open(
      DialogScreen(
        id: "cancelEntry",
        dialog: Dialog(
          title: context.word(.cancelTitle), text: context.word(.cancelQuestion),
          options: [
            Dialog.Option("not", context.word(.cancelNot)),
            Dialog.Option("cancel", context.word(.actionCancelEntry), destroys: true),
          ]), help: Phrase("help.entry")))
  }

  /// The reason that was chosen, as `path TAB reason TAB sentence`; an empty reason takes the mark away.
  private mutating func take(_ text: String, _ context: inout Context) {
    let parts = text.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let path = FieldPath(parts[0]) else { return }
    marks[path] = parts[1].isEmpty ? nil : FieldReturn(reason: parts[1], note: parts[2])
    keep(context)
    context.keepDraft()
    context.say(.info, .entryMarked, ["count": String(marks.count)])
  }

  // MARK: Drafts

  var draftID: Identifier? { marks.isEmpty ? nil : returnID }

  func draft(_ context: Context) -> Draft? {
    guard !marks.isEmpty, ticket == nil else { return nil }
    var values = ["entry": entry]
    for (path, why) in marks { values["mark.\(path)"] = "\(why.reason)\t\(why.note)" }
    let name = context.registry.entry(entry).map { Review.name($0, context) } ?? ""
    return Draft(
      id: returnID, kind: EntryScreen.draftKind, title: name, at: context.now, by: context.account, values: values)
  }

  static func resume(_ draft: Draft, _ context: Context) -> EntryScreen? {
    guard draft.kind == draftKind, let entry = draft.values["entry"],
      context.registry.exists(RecordRef(.entry, entry))
    else { return nil }
    return EntryScreen(entry, draft)
  }

  private init(_ entry: String, _ draft: Draft) {
    self.entry = entry
    following = []
    before = nil
    returnID = draft.id
    for (key, value) in draft.values where key.hasPrefix("mark.") {
      let parts = value.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let path = FieldPath(String(key.dropFirst("mark.".count))), parts.count == 2 else { continue }
      marks[path] = FieldReturn(reason: parts[0], note: parts[1])
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.entry(entry) else { return }
    let state = context.registry.entryState(entry)
    let words =
      state == .contested
      ? context.word(.stateContested) : CodeList.entryState.name(of: state.rawValue, context.language)
    let action = CodeList.entryAction.name(of: found.action ?? "", context.language)
    frame.put(
      "\(action): \(Review.name(found, context))", row: area.top, column: 1, style: .title,
      width: area.columns - TextWidth.of(words) - 4)
    frame.put(words, row: area.top, column: area.columns - TextWidth.of(words) - 1, style: .value)
    let origin = context.registry.origin(of: entry)
    let parts = [
      origin.map { History.origin(at: $0.at, by: $0.by, device: $0.device, context) } ?? "",
      Review.age(origin?.at, context),
    ]
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    RecordBanner.draw(kept?.doubts ?? "", into: &frame, row: area.top + 2, columns: area.columns)
    cursor.draw(
      sheet(context), into: &frame, top: area.top + RecordPage.header, height: area.height - RecordPage.header)
  }
}

extension Phrase {
  static let titleEntry = Phrase("entry.title")
  static let hintEntry = Phrase("entry.hint")
  static let hintEntryMarked = Phrase("entry.hintMarked")
  static let hintEntryReturned = Phrase("entry.hintReturned")
  static let hintEntryReading = Phrase("entry.hintReading")
  static let keyReturn = Phrase("entry.key.return")
  static let actionReturnField = Phrase("entry.action.return")
  static let actionReturnAll = Phrase("entry.action.returnAll")
  static let entryReadFirst = Phrase("entry.readFirst")
  static let cancelTitle = Phrase("entry.cancel.title")
  static let cancelQuestion = Phrase("entry.cancel.question")
  static let cancelNot = Phrase("entry.cancel.not")
  static let actionTakeOffer = Phrase("entry.action.take")
  static let actionCorrectEntry = Phrase("entry.action.correct")
  static let actionCancelEntry = Phrase("entry.action.cancel")
  static let actionSubmitAgain = Phrase("entry.action.again")
  static let actionOpenRecord = Phrase("entry.action.record")
  static let entryNoField = Phrase("entry.noField")
  static let entryNoQuestion = Phrase("entry.noQuestion")
  static let entryNoForm = Phrase("entry.noForm")
  static let entryNotReturned = Phrase("entry.notReturned")
  static let entryMarked = Phrase("entry.marked")
  static let entryUnmarked = Phrase("entry.unmarked")
  static let entryReturned = Phrase("entry.returned")
  static let offerTaken = Phrase("entry.offerTaken")
  static let entryCancelled = Phrase("entry.cancelled")
  static let entrySubmitted = Phrase("entry.submitted")
}
