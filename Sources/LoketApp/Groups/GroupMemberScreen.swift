// Who joins a group: people of the register, found by NIK or name, one after the other; what the programme's rules say is shown.
import LoketModel
import LoketRegistry
import LoketWidgets

struct GroupMemberScreen: Screen {
  let group: String
  private var finder = PersonFinder()
  private var list = ListView()
  private var book: GroupBook
  private var ticket: Int?
  /// Who was added since the screen opened, the last first.
  private var added: [String] = []
  private var adding: String?
  /// Of whom a rule of the programme refuses or does not know enough, and what each rule says.
  private var asked: String?
  private var answers: [RuleAnswer] = []

  init(group: String, _ context: Context) {
    self.group = group
    book = GroupBook(context.registry, day: context.today)
  }

  func refusal(_ context: Context) -> String? { context.whyNot([.groups, .readPeople]) }
  func title(_ context: Context) -> String { context.word(.titleGroupMember) }
  func commands(_ context: Context) -> [Command: Availability] {
    var commands: [Command: Availability] = [
      .help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere)),
    ]
    if asked != nil {
      commands[.actions] = .on
      commands[.save] = isRefused ? .off(context.word(.groupRulesRefuse)) : .named(context.word(.keyTakeIn))
    }
    return commands
  }
  func hint(_ context: Context) -> String {
    context.word(asked == nil ? .hintGroupMember : isRefused ? .hintGroupRefused : .hintGroupOpen)
  }
  private var isRefused: Bool { answers.contains(where: \.isRefusal) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.group")) }

  private mutating func load(_ context: Context) {
    book = GroupBook(context.registry, day: context.today)
    guard let asked, let found = context.registry.group(group) else { return }
    answers = context.registry.answers(person: asked, joining: found, book, context.applicationSetting)
    list.reload(count: answers.count)
  }

  /// A person's data may have been completed meanwhile.
  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if asked != nil {
      if case .opened = list.press(key) { takeIn(&context) }
      return
    }
    switch finder.press(key, context) {
    case .changed: list.reload(count: finder.hits.count, selected: 0)
    case .submitted: choose(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: takeIn(&context)
    case .actions: context.open(ActionsScreen(menu: facts(context)))
    case .back where asked != nil: endAsking()
    case .back: if finder.text.isEmpty { context.close() } else { endSearch(&context) }
    default: return
    }
  }

  /// What a rule may want to know of the person and the household.
  private func facts(_ context: Context) -> ActionMenu {
    ActionMenu(
      title: asked.flatMap { context.registry.person($0)?.name } ?? "", actions: ApplicantFacts.actions(context))
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    if case .chosen("actions", let fact) = answer, let asked { ApplicantFacts.open(fact, person: asked, &context) }
  }

  private mutating func endAsking() {
    (asked, answers) = (nil, [])
    list.reload(count: 0)
  }

  mutating func cover(_ context: inout Context) { finder.trace(&context) }

  private mutating func endSearch(_ context: inout Context) {
    finder.end(&context)
    list.reload(count: 0)
  }

  private mutating func choose(_ context: inout Context) {
    guard finder.hits.indices.contains(list.selected) else { return finder.sayNobody(&context) }
    guard ticket == nil, let found = context.registry.group(group) else { return }
    let person = finder.hits[list.selected].record.id
    let why = book.refusal(of: person, joining: found, on: context.today, in: context.registry, context.language)
    // The next one is typed at once, whatever becomes of this one.
    endSearch(&context)
    if let why { return context.say(.error, context.wording.text(why)) }
    answers = context.registry.answers(person: person, joining: found, book, context.applicationSetting)
    guard answers.contains(where: { $0.isRefusal || $0.isOpen }) else { return add(person, &context) }
    asked = person
    list.reload(count: answers.count, selected: answers.firstIndex { $0.isRefusal || $0.isOpen })
    context.trace(.opened, RecordRef(.person, person))
  }

  /// Whoever no rule refuses joins, also where one does not know enough: a person decides.
  private mutating func takeIn(_ context: inout Context) {
    guard let asked else { return }
    if isRefused { return context.say(.error, .groupRulesRefuse) }
    add(asked, &context)
  }

  private mutating func add(_ person: String, _ context: inout Context) {
    guard ticket == nil, let found = context.registry.group(group) else { return }
    let why = book.refusal(of: person, joining: found, on: context.today, in: context.registry, context.language)
    if let why { return context.say(.error, context.wording.text(why)) }
    let edits = context.registry.joining(
      group, person: person, as: .member, on: context.today, workDay: context.workDay)
    guard let first = edits.first else { return context.say(.info, .nothingToSave) }
    adding = person
    let name = context.registry.person(person)?.name
    ticket = context.save(edits + [context.entry("group", about: first.on, summary: name)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    endAsking()
    load(context)
    guard let adding else { return }
    added.insert(adding, at: 0)
    self.adding = nil
    context.say(
      .info, .groupMemberAdded,
      [
        "name": context.registry.person(adding)?.name ?? "",
        "count": Figures.grouped(book.standing(group).everybody.count),
      ])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.group(group) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    let count = Figures.grouped(book.standing(group).everybody.count)
    frame.put(
      context.text(.groupMemberWho, ["group": found.name ?? "", "count": count]), row: area.top, column: 1,
      style: .label, width: area.columns - 2)
    if let asked { return drawAnswers(of: asked, into: &frame, area, context) }
    finder.draw(into: &frame, row: area.top + 1, columns: area.columns, context)
    let cursor = frame.cursor
    let body = Area(top: area.top + 3, height: area.height - 3, columns: area.columns)
    if finder.text.isEmpty {
      drawQuota(found, into: &frame, body, context)
    } else {
      finder.drawHits(list, into: &frame, body, context)
    }
    frame.cursor = cursor
  }

  /// What each rule of the programme says, and what can be done about it.
  private func drawAnswers(of person: String, into frame: inout Frame, _ area: Area, _ context: Context) {
    let name = context.registry.person(person)?.name ?? ""
    frame.put(name, row: area.top + 1, column: 1, style: .title, width: area.columns - 2)
    let (text, style): (Phrase, Style) =
      isRefused
      ? (.groupRulesRefuse, .error)
      : answers.contains(where: \.isOpen) ? (.groupRulesOpen, .check) : (.groupRulesMet, .info)
    let lines = TextWidth.wrap(context.word(text), columns: area.columns - 3).prefix(2)
    for (place, line) in lines.enumerated() {
      frame.put(line, row: area.top + 2 + place, column: 1, style: style, width: area.columns - 2)
    }
    ApplicationWords.draw(
      answers, list, into: &frame, Area(top: area.top + 5, height: area.height - 5, columns: area.columns), context)
  }

  /// How full the programme is and what to do about it, and who was added just now.
  private func drawQuota(_ found: Group, into frame: inout Frame, _ area: Area, _ context: Context) {
    var row = area.top
    func put(_ text: String, _ style: Style) {
      for line in TextWidth.wrap(text, columns: area.columns - 4) where row < area.top + area.height {
        frame.put(line, row: row, column: 2, style: style, width: area.columns - 4)
        row += 1
      }
    }
    put(GroupWords.program(found.program, book, context), .value)
    if let program = found.program, let quota = book.quotas[program] {
      let isFull = (book.people[program]?.count ?? 0) >= quota
      put(context.word(isFull ? .groupQuotaFull : .groupQuotaWhere), isFull ? .check : .dim)
    }
    for person in added { put(context.registry.person(person)?.name ?? "", .dim) }
  }
}

extension Phrase {
  static let titleGroupMember = Phrase("app.title.groupMember")
  static let hintGroupMember = Phrase("app.hint.groupMember")
  static let groupMemberWho = Phrase("app.group.who")
  static let groupMemberAdded = Phrase("app.group.added")
  static let groupQuotaFull = Phrase("app.group.quotaFull")
  static let groupRulesRefuse = Phrase("app.group.rulesRefuse")
  static let groupRulesOpen = Phrase("app.group.rulesOpen")
  static let groupRulesMet = Phrase("app.group.rulesMet")
  static let hintGroupRefused = Phrase("app.hint.groupRefused")
  static let hintGroupOpen = Phrase("app.hint.groupOpen")
  static let groupQuotaWhere = Phrase("app.group.quotaWhere")
}
