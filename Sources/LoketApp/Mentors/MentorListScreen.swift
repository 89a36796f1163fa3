// Pendamping: who stands by how many groups and people, who has a visit to make, and which groups have nobody.
import LoketModel
import LoketRegistry
import LoketWidgets

struct MentorListScreen: Screen {
  private struct Row: Identifiable, Equatable, Sendable {
    /// The expert; empty of the groups that have no mentor.
    let id: String
    let name: String
    let agency: String
    let load: Caseload
  }

  private var rows = SearchedRows<Row>()
  private var book: MentorBook

  init(_ context: Context) {
    book = MentorBook(context.registry, day: context.today)
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleMentors) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere)),
      .new: context.key(.partnerSettings, named: .keyNewExpert),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintMentors) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.mentors")) }

  /// Whoever stands by a group or came to one; the groups without anybody last.
  private mutating func load(_ context: Context) {
    book = MentorBook(context.registry, day: context.today)
    var all = book.caseloads.map { id, load in
      Row(
        id: id, name: MentorWords.name(id, context), agency: context.registry.expert(id)?.agency ?? "", load: load)
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    let alone = book.alone
    if !alone.isEmpty {
      all.append(Row(id: "", name: context.word(.mentorNobody), agency: "", load: Caseload(alone)))
    }
    rows.load(all) { row in [row.name, row.agency] + row.load.groups.map { $0.group.name } }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch rows.press(key, top: 5, context) {
    case .opened(let row): context.open(CaseloadScreen(mentor: row.id, context))
    case .nothing: context.say(.info, nobody)
    case .handled: return
    }
  }

  private var nobody: Phrase { rows.isSearching ? .nothingFound : .mentorsNone }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      if let setting = SettingKind.of(.expert) { context.open(SettingFormScreen(setting, id: nil, context)) }
    case .back: if !rows.clear() { context.close() }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .saved(let record) = answer else { return }
    load(context)
    rows.select(record.id)
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    frame.put(
      MentorWords.total(of: book, context), row: area.top + 1, column: 1, style: .label, width: area.columns - 2)
    rows.draw(
      into: &frame, area, gap: 3,
      columns: [
        ListColumn(context.word(.columnName), width: 18, grows: 2),
        ListColumn(context.word(.columnAgency), width: 11, grows: 1),
        ListColumn(context.word(.columnGroupCount), width: 8, alignsRight: true),
        ListColumn(context.word(.columnGroupMembers), width: 7, alignsRight: true),
        ListColumn(context.word(.columnVisitsDue), width: 8, alignsRight: true),
        ListColumn(context.word(.columnVisits), width: 9, alignsRight: true),
        ListColumn(context.word(.columnLastVisit), width: 10),
      ], empty: context.word(nobody), placeholder: context.word(.mentorsSearch), context
    ) { row in
      let due = row.load.due(on: context.today)
      return ListRow(
        [
          row.name, row.agency, Figures.grouped(row.load.groups.count), Figures.grouped(row.load.people),
          Figures.grouped(due), row.id.isEmpty ? "" : Figures.grouped(row.load.visits),
          context.day(row.load.lastVisit),
        ], style: row.id.isEmpty || due > 0 ? .check : .plain)
    }
  }
}

extension Phrase {
  static let titleMentors = Phrase("app.title.mentors")
  static let hintMentors = Phrase("app.hint.mentors")
  static let mentorsNone = Phrase("app.mentors.none")
  static let mentorsSearch = Phrase("app.mentors.search")
  static let columnGroupCount = Phrase("app.column.groupCount")
  static let columnVisitsDue = Phrase("app.column.visitsDue")
  static let columnVisits = Phrase("app.column.visits")
  static let columnLastVisit = Phrase("app.column.lastVisit")
}
