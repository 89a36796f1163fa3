// Lowongan untuk seseorang: the open vacancies as they fit one person, the best first; Enter sends the person there.
import LoketModel
import LoketRegistry
import LoketWidgets

struct PersonVacancyScreen: Screen {
  /// Rows at the foot that spell the selected vacancy's points out, or what stands against it.
  private static let foot = 5

  let person: String
  private(set) var found: [VacancyMatch] = []
  private var list = ListView()
  private var ticket: Int?
  private var done = ""
  private var isTraced = false

  init(person: String, _ context: Context) {
    self.person = person
    load(context)
  }

  func refusal(_ context: Context) -> String? {
    context.whyNot(.refer) ?? Actions.closed(RecordRef(.person, person), context)
  }

  func title(_ context: Context) -> String { context.word(.titlePersonVacancies) }

  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .save: context.key(.refer, named: .keyRefer), .find: .on, .actions: .on, .back: .on, .menu: .on]
  }

  func hint(_ context: Context) -> String { context.word(.hintPersonVacancies) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.personVacancies")) }

  private mutating func load(_ context: Context) {
    let before = selected?.id
    found = context.registry.openVacancies(for: person, on: context.today)
    list.reload(count: found.count, selected: found.firstIndex { $0.id == before })
  }

  private var selected: VacancyMatch? { found.indices.contains(list.selected) ? found[list.selected] : nil }

  mutating func appear(_ context: inout Context) {
    load(context)
    guard !isTraced, context.session.account != nil else { return }
    isTraced = true
    context.trace(.opened, RecordRef(.person, person))
  }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    if case .character(let character) = key, let number = character.wholeNumberValue {
      return carryOut(menu(context).outcome(of: number), &context)
    }
    list.fit(rows: ScreenFrame.body(of: context.size).count - 3 - PersonVacancyScreen.foot)
    if case .opened = list.press(key) { refer(&context) }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .save: refer(&context)
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  private func menu(_ context: Context) -> ActionMenu {
    let nothing = selected == nil ? context.word(.personVacanciesNone) : nil
    return ActionMenu(
      title: name(context),
      actions: [
        ActionMenu.Action("refer", context.word(.actionRefer), why: nothing ?? whyNot(context)),
        ActionMenu.Action("vacancy", context.word(.titleVacancy), why: nothing),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved: load(context)
    default: if ConsentQuestion.take(answer, &context) { load(context) }
    }
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen("refer"): refer(&context)
    case .chosen("vacancy"): if let selected { context.open(VacancyScreen(vacancy: selected.id)) }
    default: return
    }
  }

  /// What stands against sending the person there. That the consent is missing is asked about, never refused.
  private func whyNot(_ context: Context) -> String? {
    guard let obstacle = selected?.obstacle, obstacle != .consent else { return nil }
    return context.word(obstacle.words)
  }

  private mutating func refer(_ context: inout Context) {
    guard ticket == nil else { return }
    guard let selected else { return context.say(.info, .personVacanciesNone) }
    if let why = whyNot(context) { return context.say(.info, why) }
    if selected.obstacle == .consent { return ConsentQuestion.ask(person, &context) }
    guard let save = ReferralQuestion.send([person], to: selected.id, &context) else { return }
    (ticket, done) = save
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    load(context)
    guard ticket == self.ticket else { return }
    self.ticket = nil
    context.say(.info, done)
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Drawing

  private func name(_ context: Context) -> String { VacancyWords.person(person, context) }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let width = area.columns - 2
    frame.put(name(context), row: area.top, column: 1, style: .title, width: width)
    let fitting = found.count { $0.obstacle == nil }
    frame.put(
      context.text(.personVacanciesCount, ["open": String(found.count), "fitting": String(fitting)]),
      row: area.top + 1, column: 1, style: .label, width: width)
    list.draw(
      into: &frame, row: area.top + 3, column: 0, width: area.columns,
      height: area.height - 3 - PersonVacancyScreen.foot,
      columns: [
        ListColumn(context.word(.columnPoints), width: 5, alignsRight: true),
        ListColumn(context.word(.columnVacancy), width: 24, grows: 1),
        ListColumn(context.word(.columnPartner), width: 20, grows: 1),
        ListColumn(context.word(.columnPosts), width: 9, alignsRight: true),
        ListColumn(context.word(.columnUntil), width: 10),
      ], empty: context.word(.personVacanciesNone)
    ) { index in
      let row = found[index]
      let partner = row.vacancy.partner.flatMap { context.registry.partner($0)?.name } ?? ""
      return ListRow(
        [
          row.obstacle == nil ? String(row.match.points) : "-", row.vacancy.title ?? "", partner,
          VacancyWords.posts(context.registry.vacancyStanding(row.id)), context.day(row.vacancy.until),
        ], style: row.obstacle == nil ? .plain : .dim)
    }
    let foot = area.top + area.height - PersonVacancyScreen.foot
    frame.fill(row: foot, column: 0, width: area.columns, character: "─", style: .border)
    guard let selected else { return }
    let shifts = context.registry.vacancyStanding(selected.id).shifts.filter { $0.free > 0 }.map(\.shift)
    let words =
      selected.obstacle.map { context.word($0.words) }
      ?? VacancyWords.reasons(selected.match, shifts: shifts, context)
    let asks = VacancyWords.asks(selected.vacancy, context)
    let lines = TextWidth.wrap(words, columns: width).prefix(PersonVacancyScreen.foot - 2).map { ($0, Style.value) }
    for (place, line) in ([(asks, Style.dim)] + lines).enumerated() {
      frame.put(line.0, row: foot + 1 + place, column: 1, style: line.1, width: width)
    }
  }
}

extension Phrase {
  static let titlePersonVacancies = Phrase("app.title.personVacancies")
  static let hintPersonVacancies = Phrase("app.hint.personVacancies")
  static let personVacanciesNone = Phrase("personVacancies.none")
  static let personVacanciesCount = Phrase("personVacancies.count")
}
