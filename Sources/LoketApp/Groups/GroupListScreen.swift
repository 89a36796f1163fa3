// Kelompok usaha: who started a business together or alone, in which field, how many they are, and what must be decided.
import LoketModel
import LoketRegistry
import LoketWidgets

struct GroupListScreen: Screen {
  private struct Row: Identifiable, Equatable, Sendable {
    var id: String { group.id }
    let group: Group
    let count: Int
    let chair: String
    /// What must be decided, in words; empty where nothing is.
    let trouble: String
  }

  private var rows = SearchedRows<Row>()
  private var book = GroupBook()
  private var isTraced = false

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleGroups) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .actions: .on, .find: .off(context.word(.searchIsHere)),
      .new: context.key(.groups, named: .keyNewGroup),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintGroups) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.groups")) }

  private mutating func load(_ context: Context) {
    book = GroupBook(context.registry, day: context.today)
    let all = book.groups.map { group in
      let standing = book.standing(group.id)
      return Row(
        group: group, count: standing.everybody.count,
        chair: GroupWords.names(standing.holders(of: .chair), context),
        trouble: book.troubles(of: group).map { context.word($0.short) }.joined(separator: ", "))
    }
    rows.load(all) { row in
      [
        row.group.name, row.chair, context.code(.businessField, row.group.field),
        row.group.program.flatMap { context.registry.program($0)?.name },
      ]
    }
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("group"), count: rows.shown.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 5, context) {
    case .opened(let row): context.open(GroupScreen(group: row.id))
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  /// Why the list is empty: no group was recorded, or none is called so.
  private var nobody: Phrase { rows.isSearching ? .nothingFound : .groupsNone }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new: newGroup(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  /// The need in the programme of the selected group.
  private func openNeed(_ context: inout Context) {
    guard let program = rows.selected?.group.program else { return context.say(.info, .needNoProgram) }
    context.open(NeedScreen(program: program, context))
  }

  private func menu(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: context.word(.titleGroups),
      actions: [
        ActionMenu.Action("mentors", context.word(.titleMentors)),
        ActionMenu.Action("progress", context.word(.titleProgress)),
        ActionMenu.Action(
          "need", context.word(.actionNeed),
          why: rows.selected?.group.program == nil ? context.word(.needNoProgram) : nil),
      ])
  }

  private func newGroup(_ context: inout Context) {
    guard let setting = SettingKind.of(.group) else { return }
    let programs = context.registry.programs()
    guard !programs.isEmpty else { return context.say(.info, .groupNoProgram) }
    // Where one programme counts the people of its groups, the group is one of its.
    let wanted = programs.first { $0.quota != nil && $0.state != "closed" } ?? (programs.count == 1 ? programs[0] : nil)
    var proposed = ["village": context.session.office, "formedOn": context.today.iso, "kind": "group"]
    proposed["level"] = "beginner"
    proposed["program"] = wanted?.id
    context.open(SettingFormScreen(setting, id: nil, proposed: proposed, context))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", "mentors"): context.open(MentorListScreen(context))
    case .chosen("actions", "need"): openNeed(&context)
    case .chosen("actions", "progress"): context.open(BusinessProgressScreen(context))
    case .saved(let record):
      load(context)
      rows.select(record.id)
      // A group that was just recorded is one whose people come next.
      if record.kind == .group { context.open(GroupScreen(group: record.id)) }
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      GroupWords.total(of: book, context), row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    if let group = rows.selected?.group {
      frame.put(
        GroupWords.program(group.program, book, context), row: area.top + 2, column: 1, style: .dim,
        width: area.columns - 2)
    }
    rows.draw(
      into: &frame, area, gap: 4,
      columns: [
        ListColumn(context.word(.columnGroup), width: 19, grows: 2),
        ListColumn(context.word(.columnBusinessField), width: 10),
        ListColumn(context.word(.columnGroupMembers), width: 7, alignsRight: true),
        ListColumn(context.word(.columnChair), width: 14, grows: 1),
        ListColumn(context.word(.columnProposal), width: 12),
        ListColumn(context.word(.columnTrouble), width: 11),
      ], empty: context.word(nobody), placeholder: context.word(.groupsSearch), context
    ) { row in
      ListRow(
        [
          PersonRow.marked(row.group.name ?? "", RecordRef(.group, row.id), context),
          context.code(.businessField, row.group.field), Figures.grouped(row.count), row.chair,
          context.code(.proposalState, row.group.proposal),
          row.group.isRunning(on: context.today) ? row.trouble : context.word(.groupEnded),
        ],
        style: !row.group.isRunning(on: context.today) ? .dim : row.trouble.isEmpty ? .plain : .check)
    }
  }
}

extension Phrase {
  static let titleGroups = Phrase("app.title.groups")
  static let hintGroups = Phrase("app.hint.groups")
  static let keyNewGroup = Phrase("app.key.newGroup")
  static let groupsSearch = Phrase("app.groups.search")
  static let groupsNone = Phrase("app.groups.none")
  static let groupNoProgram = Phrase("app.groups.noProgram")
  static let groupEnded = Phrase("app.group.ended")
  static let columnGroup = Phrase("app.column.group")
  static let columnBusinessField = Phrase("app.column.businessField")
  static let columnGroupMembers = Phrase("app.column.groupMembers")
  static let columnChair = Phrase("app.column.chair")
  static let columnProposal = Phrase("app.column.proposal")
  static let columnTrouble = Phrase("app.column.trouble")
}
