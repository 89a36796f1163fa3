// Skor kebutuhan: everybody of a programme's groups by need, with what each fact gives and what is not known.
import LoketModel
import LoketRegistry
import LoketWidgets

struct NeedScreen: Screen {
  let program: String
  private var needs: [GroupNeed] = []
  private var facts: [String] = []
  private var list = ListView()
  /// Group by group, each by need; otherwise everybody by need.
  private var isByGroup = false
  private var isTraced = false
  /// Rows at the foot that spell the selected person's score out.
  private static let foot = 4
  private static let header = 3

  /// - Parameter person: whose row is selected first.
  init(program: String, person: String? = nil, _ context: Context) {
    self.program = program
    load(context)
    if let place = needs.firstIndex(where: { $0.id == person }) { list.select(place) }
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleNeed) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String { context.word(.hintNeed) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.need")) }

  private var selected: GroupNeed? { needs.indices.contains(list.selected) ? needs[list.selected] : nil }

  private mutating func load(_ context: Context) {
    let before = selected?.id
    let book = GroupBook(context.registry, day: context.today)
    facts = context.registry.needScore(of: program).facts
    needs = context.registry.needs(in: program, book)
    if isByGroup {
      let places = Dictionary(book.groups.enumerated().map { ($1.id, $0) }) { first, _ in first }
      // What is sorted keeps its order within a group.
      needs = needs.enumerated().sorted {
        (places[$0.element.group.id] ?? 0, $0.offset) < (places[$1.element.group.id] ?? 0, $1.offset)
      }.map(\.element)
    }
    list.reload(count: needs.count, selected: needs.firstIndex { $0.id == before } ?? list.selected)
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced, !needs.isEmpty else { return }
    isTraced = true
    context.trace(.searched, .list("groupMember"), count: needs.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      return carryOut(menu(context).outcome(of: number), &context)
    }
    list.fit(rows: ScreenFrame.body(of: context.size).count - NeedScreen.header - NeedScreen.foot - 1)
    if case .opened = list.press(key) { carryOut(menu(context).outcome(of: 1), &context) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
    load(context)
  }

  private func menu(_ context: Context) -> ActionMenu {
    let nobody = selected == nil ? context.word(.needNobody) : nil
    let facts = ApplicantFacts.actions(context).map {
      ActionMenu.Action($0.id, $0.label, why: $0.why ?? nobody)
    }
    return ActionMenu(
      title: selected?.name ?? context.word(.titleNeed),
      actions: [
        ActionMenu.Action("page", context.word(.actionOpenPerson), why: nobody),
        ActionMenu.Action("group", context.word(.actionOpenGroup), why: nobody),
        ActionMenu.Action("points", context.word(.actionNeedPoints), why: context.whyNot(.readPeople)),
        ActionMenu.Action("order", context.word(isByGroup ? .actionNeedAll : .actionNeedByGroup)),
      ] + facts)
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("points"): context.open(ProgramWeightsScreen(program: program, context))
    case .chosen("order"):
      isByGroup.toggle()
      load(context)
    case .chosen("page"): if let found = selected { openPerson(found.id, &context) }
    case .chosen("group"): if let found = selected { context.open(GroupScreen(group: found.group.id)) }
    case .chosen(let fact): if let found = selected { ApplicantFacts.open(fact, person: found.id, &context) }
    default: return
    }
  }

  private func openPerson(_ person: String, _ context: inout Context) {
    if let why = context.whyNotRead(RecordRef(.person, person)) { return context.say(.info, why) }
    context.open(PersonScreen(person: person))
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let width = area.columns - 2
    let name = context.registry.program(program)?.name ?? context.word(.recordUnknown)
    let count = context.text(.needCount, ["count": Figures.grouped(needs.count)])
    frame.put(
      ProgramWords.heading(name, [count], columns: width), row: area.top, column: 1, style: .title, width: width)
    let (text, style) = note(context)
    frame.put(text, row: area.top + 1, column: 1, style: style, width: width)
    let foot = needs.isEmpty ? 0 : NeedScreen.foot
    list.draw(
      into: &frame, row: area.top + NeedScreen.header, column: 0, width: area.columns,
      height: area.height - NeedScreen.header - foot, columns: columns(context), empty: context.word(.needEmpty)
    ) { cells(needs[$0], context) }
    if let selected { draw(selected, into: &frame, area, context) }
  }

  /// What the score counts, or how many may need more than is known.
  private func note(_ context: Context) -> (String, Style) {
    if facts.isEmpty { return (context.word(.needNoPoints), .check) }
    let open = needs.count { !$0.need.unknown.isEmpty }
    guard open > 0 else { return (context.word(.needKnown), .dim) }
    return (context.text(.needOpen, ["count": Figures.grouped(open)]), .check)
  }

  /// One for each fact that gives points, three on a narrow screen.
  private func columns(_ context: Context) -> [ListColumn] {
    [
      ListColumn(context.word(.columnName), width: 18, grows: 2),
      ListColumn(context.word(.columnGroup), width: 15, grows: 1),
      ListColumn(context.word(.columnNeed), width: 7, alignsRight: true),
    ]
      + facts.enumerated().map { place, fact in
        ListColumn(
          ProgramNumbers.fact(fact, context), width: 10, alignsRight: true, from: place < 3 ? 0 : 80 + 11 * (place - 2))
      }
  }

  private func cells(_ row: GroupNeed, _ context: Context) -> ListRow {
    let person = RecordRef(.person, row.id)
    return ListRow(
      [PersonRow.marked(row.name, person, context), row.group.name ?? "", NeedWords.score(row.need)]
        + facts.map { fact in row.need.share(of: fact).map(String.init) ?? "?" },
      style: row.need.unknown.isEmpty ? .plain : .check)
  }

  private func draw(_ row: GroupNeed, into frame: inout Frame, _ area: Area, _ context: Context) {
    let top = area.top + area.height - NeedScreen.foot
    frame.fill(row: top, column: 0, width: area.columns, character: "─", style: .border)
    let role = context.code(.groupRole, row.person.role.rawValue).lowercased()
    let who = context.text(
      .needOf, ["name": row.name, "role": role, "group": row.group.name ?? "", "score": NeedWords.score(row.need)])
    let lines =
      [who]
      + TextWidth.wrap(
        context.text(.selectionNeed, ["rows": SelectionWords.rows(of: row.need, context)]), columns: area.columns - 3)
    for (place, line) in lines.prefix(NeedScreen.foot - 1).enumerated() {
      frame.put(
        line, row: top + 1 + place, column: 1, style: place == 0 ? .value : .plain, width: area.columns - 2)
    }
  }
}

/// How a person's need is said.
enum NeedWords {
  /// "40", or "40-70" where what nobody recorded could make it more.
  static func score(_ need: PersonNeed) -> String {
    need.most > need.points ? "\(need.points)-\(need.most)" : "\(need.points)"
  }
}

extension Phrase {
  static let titleNeed = Phrase("app.title.need")
  static let hintNeed = Phrase("app.hint.need")
  static let actionNeed = Phrase("app.action.need")
  static let actionOpenGroup = Phrase("app.action.openGroup")
  static let actionNeedPoints = Phrase("app.action.needPoints")
  static let actionNeedAll = Phrase("app.action.needAll")
  static let actionNeedByGroup = Phrase("app.action.needByGroup")
  static let columnNeed = Phrase("app.column.need")
  static let needCount = Phrase("app.need.count")
  static let needKnown = Phrase("app.need.known")
  static let needOpen = Phrase("app.need.open")
  static let needNoPoints = Phrase("app.need.noPoints")
  static let needEmpty = Phrase("app.need.empty")
  static let needNobody = Phrase("app.need.nobody")
  static let needNoProgram = Phrase("app.need.noProgram")
  static let needOf = Phrase("app.need.of")
  static let needScore = Phrase("app.need.score")
  static let needSection = Phrase("app.need.section")
}
