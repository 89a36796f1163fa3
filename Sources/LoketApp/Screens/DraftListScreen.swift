// Draf: forms that were parked or cut off, with time and name; Enter goes on where they stopped.
import LoketModel
import LoketRegistry
import LoketWidgets

struct DraftListScreen: Screen {
  var list: ListView

  init(_ context: Context) { list = ListView(count: context.openDrafts.count) }

  func title(_ context: Context) -> String { context.word(.titleDrafts) }

  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: .on,
      .actions: context.openDrafts.isEmpty ? .off(context.word(.draftsEmpty)) : .on,
    ]
  }

  func hint(_ context: Context) -> String { context.word(.hintDrafts) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.drafts")) }

  /// Newest first.
  private func drafts(_ context: Context) -> [Draft] { context.openDrafts.sorted { $1.at < $0.at } }

  mutating func appear(_ context: inout Context) { list.reload(count: context.openDrafts.count) }

  mutating func press(_ key: Key, _ context: inout Context) {
    switch list.press(key) {
    case .opened(let index): resume(index, &context)
    case .notMine:
      if case .character(let character) = key, let number = character.wholeNumberValue {
        carryOut(menu(context).outcome(of: number), &context)
      }
    default: return
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .back: context.close()
    case .find: context.goHome()
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let drafts = drafts(context)
    let why = drafts.indices.contains(list.selected) ? DraftListScreen.whyNot(drafts[list.selected], context) : nil
    return ActionMenu(
      title: context.word(.titleDrafts),
      actions: [
        ActionMenu.Action("resume", context.word(.draftResume), why: why),
        ActionMenu.Action("discard", context.word(.draftDiscard), why: why),
      ])
  }

  /// Why this person may not open it; nil when it may be opened.
  private static func whyNot(_ draft: Draft, _ context: Context) -> String? {
    context.mayOpen(draft) ? nil : context.text(.draftOfAnother, ["login": draft.by])
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("resume"): resume(list.selected, &context)
    case .chosen("discard"):
      let drafts = drafts(context)
      guard drafts.indices.contains(list.selected) else { return }
      context.open(
        DialogScreen(
          id: "discard",
          dialog: Dialog(
            title: context.word(.draftDiscard),
            text: context.text(.draftDiscardText, ["name": DraftListScreen.name(drafts[list.selected], context)]),
            options: [
              Dialog.Option("keep", context.word(.draftKeep)),
              Dialog.Option("discard", context.word(.draftDiscard), destroys: true),
            ]), help: Phrase("help.discard")))
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .chosen("discard", "discard"):
      let drafts = drafts(context)
      if drafts.indices.contains(list.selected) { context.forgetDraft(drafts[list.selected].id) }
      list.reload(count: drafts.count - 1)
    default: return
    }
  }

  private func resume(_ index: Int, _ context: inout Context) {
    let drafts = drafts(context)
    guard drafts.indices.contains(index) else { return }
    if let why = DraftListScreen.whyNot(drafts[index], context) { return context.say(.info, why) }
    guard let screen = DraftKinds.screen(for: drafts[index], context) else {
      context.say(.error, .draftUnreadable)
      return
    }
    context.open(any: screen)
    if let record = DraftKinds.record(of: drafts[index], context) { context.trace(.opened, record, kind: .draft) }
  }

  /// The name of whom it is about; of another's draft only whose it is.
  static func name(_ draft: Draft, _ context: Context) -> String {
    guard context.mayOpen(draft) else { return context.text(.draftHidden, ["login": draft.by]) }
    let isNumber = draft.title.allSatisfy { $0.isNumber || $0 == " " }
    let title = draft.title.isEmpty ? context.word(.draftNoName) : isNumber ? Nik.masked(draft.title) : draft.title
    return context.unkeptDrafts.contains(draft.id) ? context.text(.draftUnkept, ["title": title]) : title
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let drafts = drafts(context)
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height,
      columns: [
        ListColumn(context.word(.columnWhen), width: 16), ListColumn(context.word(.columnName), width: 29, grows: 1),
        ListColumn(context.word(.columnForm), width: 21), ListColumn(context.word(.columnBy), width: 10),
      ], empty: context.word(.draftsEmpty)
    ) { index in
      guard drafts.indices.contains(index) else { return ListRow([]) }
      let draft = drafts[index]
      return ListRow([
        "\(draft.at.date.display) \(draft.at.time)", DraftListScreen.name(draft, context),
        context.word(DraftKinds.words(draft)), draft.by,
      ])
    }
  }
}

/// Which form reads which draft: one row a kind of form.
enum DraftKinds {
  static func screen(for draft: Draft, _ context: Context) -> (any Screen)? {
    switch draft.kind {
    case HouseholdFormScreen.draftKind: HouseholdFormScreen.resume(draft, context)
    case PlacementScreen.draftKind: PlacementScreen.resume(draft, context)
    case AssignmentScreen.draftKind: AssignmentScreen.resume(draft, context)
    case ReasonScreen.draftKind: ReasonScreen.resume(draft, context)
    case DataFormScreen.draftKind: DataFormScreen.resume(draft, context)
    case SettingFormScreen.draftKind: SettingFormScreen.resume(draft, context)
    case VisitFormScreen.draftKind: VisitFormScreen.resume(draft, context)
    case FamilyEventScreen.draftKind: FamilyEventScreen.resume(draft, context)
    case EntryScreen.draftKind: EntryScreen.resume(draft, context)
    case ConflictFormScreen.draftKind: ConflictFormScreen.resume(draft, context)
    case SelectionFormScreen.draftKind: SelectionFormScreen.resume(draft, context)
    case ScoreGridScreen.draftKind: ScoreGridScreen.resume(draft, context)
    case RollScreen.draftKind: RollScreen.resume(draft, context)
    case ParticipantsScreen.draftKind: ParticipantsScreen.resume(draft, context)
    case ClassTaskScreen.draftKind: ClassTaskScreen.resume(draft, context)
    case RuleFormScreen.draftKind: RuleFormScreen.resume(draft, context)
    case ProgramNumbersScreen.draftKind: ProgramNumbersScreen.resume(draft, context)
    case RuleAsideScreen.draftKind: RuleAsideScreen.resume(draft, context)
    case FollowUpCallScreen.draftKind: FollowUpCallScreen.resume(draft, context)
    case ReferralFormScreen.draftKind: ReferralFormScreen.resume(draft, context)
    case ConsentSheetScreen.draftKind: ConsentSheetScreen.resume(draft, context)
    default: nil
    }
  }

  /// The record that a draft shows again; nil where it is somebody who is not registered yet, or nobody.
  static func record(of draft: Draft, _ context: Context) -> RecordRef? {
    switch draft.kind {
    case HouseholdFormScreen.draftKind:
      switch HouseholdFormTask(archive: draft.values["task"] ?? "") {
      case .person(let id): RecordRef(.person, id)
      case .household(let id), .members(let id): RecordRef(.household, id)
      default: nil
      }
    case PlacementScreen.draftKind, FollowUpCallScreen.draftKind:
      draft.values["person"].map { RecordRef(.person, $0) }
    case ReasonScreen.draftKind: Change(archive: draft.values["change"] ?? "").map(\.record)
    case FamilyEventScreen.draftKind: FamilyEvent(archive: draft.values["event"] ?? "").map(\.record)
    case SelectionFormScreen.draftKind: SelectionQuestion(archive: draft.values["question"] ?? "").map(\.record)
    case DataFormScreen.draftKind: DataForm(archive: draft.values["task"] ?? "").flatMap { $0.record(context) }
    case ConflictFormScreen.draftKind:
      RecordRef(draft.values["record"] ?? "").flatMap { ConflictItems.subject(of: $0, context) }
    case RuleAsideScreen.draftKind:
      draft.values["application"].flatMap { ConflictItems.subject(of: RecordRef(.application, $0), context) }
    case ReferralFormScreen.draftKind:
      ReferralQuestion(archive: draft.values["question"] ?? "").flatMap {
        ConflictItems.subject(of: $0.record, context)
      }
    // A setting is about nobody; what the rules of a programme ask is about a person.
    case SettingFormScreen.draftKind where SettingFormScreen.given(draft)["person"] != nil:
      SettingFormScreen.given(draft)["person"].flatMap {
        ConflictItems.subject(of: RecordRef(.person, $0), context)
      }
    case SettingFormScreen.draftKind:
      draft.values["id"].flatMap { id in
        draft.values["kind"].flatMap {
          ConflictItems.subject(of: RecordRef(RecordKind(rawValue: $0), id), context)
        }
      }
    default: nil
    }
  }

  static func words(_ draft: Draft) -> Phrase {
    switch draft.kind {
    case HouseholdFormScreen.draftKind: .draftOfHousehold
    case PlacementScreen.draftKind: .draftOfPlacement
    case AssignmentScreen.draftKind: .draftOfAssignment
    case ReasonScreen.draftKind, DataFormScreen.draftKind, ConflictFormScreen.draftKind: .draftOfChange
    case SelectionFormScreen.draftKind: .draftOfSelection
    case ScoreGridScreen.draftKind: .titleScores
    case SettingFormScreen.draftKind: wordsOfSetting(draft)
    case ProgramNumbersScreen.draftKind: SettingKind.of(.program)?.title ?? .draftOfSettings
    case RuleFormScreen.draftKind: .titleRule
    case RuleAsideScreen.draftKind: .draftOfChange
    case VisitFormScreen.draftKind: .draftOfVisit
    case FamilyEventScreen.draftKind: .draftOfFamily
    case EntryScreen.draftKind: .draftOfReturn
    case RollScreen.draftKind: .titleRoll
    case ReferralFormScreen.draftKind:
      ReferralQuestion(archive: draft.values["question"] ?? "")?.title ?? .draftOfChange
    case ClassTaskScreen.draftKind: ClassTask(rawValue: draft.values["task"] ?? "")?.title ?? .draftOfClass
    case ParticipantsScreen.draftKind: .draftOfClass
    case FollowUpCallScreen.draftKind: .titleFollowUps
    case ConsentSheetScreen.draftKind: .dataActionConsent
    default: .draftOfOther
    }
  }

  /// What the form is called where it is opened.
  private static func wordsOfSetting(_ draft: Draft) -> Phrase {
    let kind = RecordKind(rawValue: draft.values["kind"] ?? "")
    guard let setting = SettingKind.of(kind, part: draft.values["part"] ?? "") else { return .draftOfSettings }
    return setting.isAddition ? .draftOfChange : setting.title
  }
}

extension Phrase {
  static let titleDrafts = Phrase("app.title.drafts")
  static let draftsEmpty = Phrase("app.drafts.empty")
  static let draftOfReturn = Phrase("app.draft.ofReturn")
  static let hintDrafts = Phrase("app.hint.drafts")
  static let draftResume = Phrase("app.draft.resume")
  static let draftDiscard = Phrase("app.draft.discard")
  static let draftDiscardText = Phrase("app.draft.discardText")
  static let draftKeep = Phrase("app.draft.keep")
  static let draftUnreadable = Phrase("app.draft.unreadable")
  static let draftOfAnother = Phrase("app.draft.ofAnother")
  static let draftHidden = Phrase("app.draft.hidden")
  static let draftUnkept = Phrase("app.draft.unkept")
  static let draftOfHousehold = Phrase("app.draft.household")
  static let draftOfPlacement = Phrase("app.draft.placement")
  static let draftOfAssignment = Phrase("app.draft.assignment")
  static let draftOfChange = Phrase("app.draft.change")
  static let draftOfSelection = Phrase("app.draft.selection")
  static let draftOfSettings = Phrase("app.draft.settings")
  static let draftOfClass = Phrase("app.draft.class")
  static let draftOfOther = Phrase("app.draft.other")
  static let columnWhen = Phrase("app.column.when")
  static let columnForm = Phrase("app.column.form")
  static let columnBy = Phrase("app.column.by")
}
