// Keahlian dan kerja: the way from a skill to work, each place with what stands there today.
import LoketModel
import LoketRegistry
import LoketWidgets

struct WorkScreen: Screen {
  /// What it leads to, in the order of the digits.
  enum Place: CaseIterable {
    case tracks, themes, partners, followUps, hubs, experts, crafts, groups, areas, grants

    var words: Phrase {
      switch self {
      case .tracks: .titleTracks
      case .themes: .titleThemes
      case .partners: .titlePartnersAndVacancies
      case .followUps: .titleFollowUps
      case .hubs: .titleHubs
      case .experts: .titleExperts
      case .crafts: .titleCrafts
      case .groups: .titleGroups
      case .grants: .titleGrants
      case .areas: .titleAreas
      }
    }

    /// What somebody must be allowed to go there.
    var permission: Permission {
      switch self {
      case .tracks, .partners, .followUps, .experts, .crafts, .groups, .grants, .areas: .readParticipants
      case .themes, .hubs: .readPeople
      }
    }

    func open(_ context: inout Context) {
      switch self {
      case .tracks: context.open(TrackListScreen(context))
      case .themes: context.open(ThemeListScreen(context))
      case .partners: context.open(PartnerListScreen(context))
      case .followUps: context.open(FollowUpScreen(context))
      case .hubs: context.open(HubListScreen(context))
      case .experts: context.open(ExpertListScreen(context))
      case .crafts: context.open(CraftScreen(context))
      case .groups: context.open(GroupListScreen(context))
      case .grants: context.open(GrantListScreen(context))
      case .areas: context.open(AreaListScreen(context))
      }
    }

    /// What stands there today, in a few words.
    func figure(_ context: Context) -> String {
      let registry = context.registry
      switch self {
      case .tracks: return context.text(.workTracks, ["count": Figures.grouped(registry.count(.enrolment))])
      case .themes:
        let running = registry.themes().count { $0.isRunning(on: context.today) }
        return context.text(.workThemes, ["count": Figures.grouped(running)])
      case .partners:
        let open = registry.vacancies().filter { registry.state(of: $0, on: context.today) == .open }
        let free = open.reduce(0) { $0 + registry.vacancyStanding($1.id).free }
        return context.text(
          .workVacancies, ["count": Figures.grouped(open.count), "free": Figures.grouped(free)])
      case .followUps:
        let due = context.followUps.board.dueCount
        return context.text(.homeFollowUps, ["count": Figures.grouped(due)])
      case .hubs:
        let hubs = registry.workHubs().filter { $0.active != "no" }
        let taken = hubs.reduce(0) { $0 + HubRoom($1, context).taken.count }
        let seats = hubs.reduce(0) { $0 + ($1.seats.flatMap { Int($0) } ?? 0) }
        return context.text(.workHubs, ["taken": Figures.grouped(taken), "seats": Figures.grouped(seats)])
      case .experts:
        let experts = registry.experts().count { $0.active != "no" }
        return context.text(.workExperts, ["count": Figures.grouped(experts)])
      case .crafts:
        let sums = registry.craftSums()
        return Crafts.sums(
          sums.values.reduce(CraftSums(), +), .craftsTotal, more: ["count": Figures.grouped(sums.count)], context)
      case .areas: return AreaBook(registry, day: context.today).total(context)
      case .groups: return GroupWords.total(of: GroupBook(registry, day: context.today), context)
      case .grants:
        let sums = GrantSums(registry.grants(), registry.grantStandings(), on: context.today)
        return context.text(
          .workGrants,
          ["count": Figures.grouped(sums.things + sums.capitals), "open": Figures.grouped(sums.open)])
      }
    }
  }

  private var figures: [String] = []
  private var list = ListView(count: Place.allCases.count)

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readParticipants) }
  func title(_ context: Context) -> String { context.word(.titleWork) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String { context.word(.hintWork) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.work")) }

  private mutating func load(_ context: Context) { figures = Place.allCases.map { $0.figure(context) } }

  mutating func appear(_ context: inout Context) {
    context.findFollowUps()
    load(context)
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    switch event {
    case .changedElsewhere, .followUpsFound: load(context)
    default: return
    }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      carryOut(menu(context).outcome(of: number), &context)
    } else if case .opened(let index) = list.press(key) {
      carryOut(menu(context).outcome(of: index + 1), &context)
    }
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
  }

  private func menu(_ context: Context) -> ActionMenu {
    let actions = Place.allCases.map {
      ActionMenu.Action("\($0)", context.word($0.words), why: context.whyNot($0.permission))
    }
    return ActionMenu(title: context.word(.titleWork), actions: actions)
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen(let id): Place.allCases.first { "\($0)" == id }?.open(&context)
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    list.draw(
      into: &frame, row: area.top + 1, column: 0, width: area.columns, height: area.height - 1,
      columns: [ListColumn("", width: 3), ListColumn("", width: 26), ListColumn("", width: 40, grows: 1)], empty: ""
    ) { index in
      let place = Place.allCases[index]
      let why = context.whyNot(place.permission)
      return ListRow(
        ["\((index + 1) % 10)", context.word(place.words), why ?? figures[index]], style: why == nil ? .plain : .dim)
    }
  }
}

extension Phrase {
  static let titleWork = Phrase("app.title.work")
  static let hintWork = Phrase("app.hint.work")
  static let workTracks = Phrase("app.work.tracks")
  static let workThemes = Phrase("app.work.themes")
  static let workHubs = Phrase("app.work.hubs")
  static let workExperts = Phrase("app.work.experts")
  static let workGrants = Phrase("app.work.grants")
}
