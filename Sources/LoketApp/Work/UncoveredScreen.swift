// Who is still without: the households of one RT, or of all, that lack the skill, or what one needs for it at home.
import LoketModel
import LoketRegistry
import LoketWidgets

struct UncoveredScreen: Screen {
  let theme: String
  /// Nil: every RT.
  let place: RukunTetangga?
  private var lack: Lack
  private var households: [String] = []
  private var list = ListView()
  private var isTraced = false

  init(theme: String, place: RukunTetangga?, lack: Lack, _ context: Context) {
    self.theme = theme
    self.place = place
    self.lack = lack
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleUncovered) }
  func commands(_ context: Context) -> [Command: Availability] {
    [
      .help: .on, .find: .on, .back: .on, .menu: .on, .actions: .on,
      .pick: .named(context.word(lack.next.key)),
    ]
  }
  func hint(_ context: Context) -> String { context.word(.hintUncovered) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.coverage")) }

  private mutating func load(_ context: Context) {
    households = UncoveredList(theme: theme, place: place, lack: lack, context).households
    list.reload(count: households.count)
  }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced else { return }
    isTraced = true
    context.trace(.searched, .list("household"), count: households.count, kind: .list)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened(let index) = list.press(key), households.indices.contains(index) {
      context.open(any: Records.screen(for: RecordRef(.household, households[index]), context))
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .pick:
      lack = lack.next
      load(context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let option) = answer { carryOut(.chosen(option), &context) }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let nobody = households.isEmpty ? context.word(.uncoveredNone) : nil
    let noHead = head(context) == nil ? context.word(.uncoveredNoHead) : nil
    return ActionMenu(
      title: context.word(.titleUncovered),
      actions: [
        ActionMenu.Action("print", context.word(.actionPrintList), why: context.whyNot(.printPapers) ?? nobody),
        ActionMenu.Action("assign", context.word(.actionAssignHead), why: context.whyNot(.assign) ?? nobody ?? noHead),
        ActionMenu.Action("consents", context.word(.actionConsents), why: context.whyNot(.changePeople) ?? nobody),
      ])
  }

  /// The head of the selected household, where there is one.
  private func head(_ context: Context) -> String? {
    guard households.indices.contains(list.selected) else { return nil }
    return context.registry.head(of: households[list.selected])?.id
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen("print"):
      let printed = UncoveredList(theme: theme, place: place, lack: lack, context)
      context.openPaper(
        UncoveredList.template, printed.values(context), title: .titleUncovered,
        shows: (.list("household"), printed.households.count))
    case .chosen("assign"):
      let track = context.registry.theme(theme)?.track.flatMap { Lookups.allTracks(context).track($0) }
      if let person = head(context) { context.open(AssignmentScreen(people: [person], track: track, context)) }
    case .chosen("consents"):
      let heads = households.compactMap { context.registry.head(of: $0)?.id }
      context.open(ConsentSheetScreen(heads, context))
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = place.map { $0.isUnknown ? context.word(.coverageNoPlace) : "RT/RW \($0)" } ?? context.word(.everyRT)
    frame.put(
      context.text(lack.count, ["place": name, "count": Figures.grouped(households.count)]), row: area.top, column: 1,
      style: .title, width: area.columns - 2)
    list.draw(
      into: &frame, row: area.top + 2, column: 0, width: area.columns, height: area.height - 2,
      columns: [
        ListColumn(context.word(.columnHead), width: 22, grows: 2), ListColumn(context.word(.columnCard), width: 16),
        ListColumn(context.word(.columnMembers), width: 4, alignsRight: true),
        ListColumn(context.word(.columnRTRW), width: 7),
        ListColumn(context.word(.columnAddress), width: 18, grows: 2),
        ListColumn(context.word(.columnPhone), width: 15, from: 100),
      ], empty: context.word(.uncoveredNone)
    ) { listed(households[$0], context) }
  }

  private func listed(_ id: String, _ context: Context) -> ListRow {
    guard let home = context.registry.household(id) else { return ListRow([]) }
    let head = context.registry.head(of: id)
    return ListRow([
      PersonRow.marked(head?.name ?? context.word(.headUnknown), RecordRef(.household, id), context),
      home.familyCardNumber.map { Nik.masked($0) } ?? "",
      String(context.registry.members(of: id).count(where: \.isActive)), PersonRow.rtRw(home), home.address ?? "",
      head?.phone.map(context.phone) ?? "",
    ])
  }
}

/// The same list for the screen and for paper.
struct UncoveredList {
  static let template = "uncovered"
  let theme: String
  let place: RukunTetangga?
  let lack: Lack
  /// RT by RT, in each by the head's name.
  let households: [String]

  init(theme: String, place: RukunTetangga?, lack: Lack, _ context: Context) {
    self.theme = theme
    self.place = place
    self.lack = lack
    guard let found = context.registry.theme(theme) else {
      households = []
      return
    }
    let coverage = context.registry.coverage(of: found, office: context.session.office, day: context.today)
    let lists = coverage.lacking[lack] ?? [:]
    households = (place.map { [$0] } ?? coverage.orderedPlaces).flatMap { place in
      (lists[place] ?? []).map { ($0, context.registry.head(of: $0)?.name ?? "") }.sorted {
        ($0.1, $0.0) < ($1.1, $1.0)
      }
      .map(\.0)
    }
  }

  func values(_ context: Context) -> PaperValues {
    let source = context.paperSource
    var texts = source.letterhead
    texts["theme"] = context.registry.theme(theme).map { ThemeWords.title($0, context) } ?? ""
    texts["title"] = context.word(lack.paperTitle)
    texts["what"] = context.word(lack.measure)
    texts["rtRw"] =
      place.map { $0.isUnknown ? context.word(.coverageNoPlace) : $0.description } ?? context.word(.everyRT)
    texts["count"] = Figures.grouped(households.count)
    texts["printed"] = [Lookups.villageName(source.office, source.regions), source.today.display].joined(
      separator: ", ")
    let rows = households.enumerated().map { place, id in
      let home = context.registry.household(id)
      let head = context.registry.head(of: id)
      return [
        "number": String(place + 1),
        "head": head?.name ?? context.word(.householdHeadless),
        "rtRw": home.map(PersonRow.rtRw) ?? "", "address": home?.address ?? "",
        "members": String(context.registry.members(of: id).count(where: \.isActive)), "remark": "...........",
      ]
    }
    return PaperValues(texts: texts, rows: ["households": rows])
  }
}

extension Lack {
  /// What F4 shows next: another way to count the skill, or the next thing at home.
  fileprivate var next: Lack {
    switch self {
    case .skill: .headSkill
    case .headSkill: .skill
    case .device: .internet
    case .internet: .electricity
    case .electricity: .device
    }
  }

  fileprivate var key: Phrase { Phrase("app.key.lack.\(rawValue)") }
  fileprivate var count: Phrase { Phrase("app.uncovered.count.\(rawValue)") }
  fileprivate var measure: Phrase { Phrase("app.uncovered.paper.\(rawValue)") }
  fileprivate var paperTitle: Phrase { Phrase("app.uncovered.title.\(rawValue)") }
}

extension Phrase {
  static let titleUncovered = Phrase("app.title.uncovered")
  static let hintUncovered = Phrase("app.hint.uncovered")
  static let uncoveredNone = Phrase("app.uncovered.none")
  static let uncoveredNoHead = Phrase("app.uncovered.noHead")
  static let actionPrintList = Phrase("app.action.printList")
  static let actionAssignHead = Phrase("app.action.assignHead")
  static let everyRT = Phrase("app.coverage.everyRT")
}
