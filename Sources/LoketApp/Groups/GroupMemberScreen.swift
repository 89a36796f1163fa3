// Who joins a group: people of the register, found by NIK or name, one after the other until it is left.
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

  init(group: String, _ context: Context) {
    self.group = group
    book = GroupBook(context.registry, day: context.today)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.groups) ?? context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleGroupMember) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .back: .on, .menu: .on, .find: .off(context.word(.searchIsHere))]
  }
  func hint(_ context: Context) -> String { context.word(.hintGroupMember) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.group")) }

  private mutating func load(_ context: Context) { book = GroupBook(context.registry, day: context.today) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  mutating func press(_ key: Key, _ context: inout Context) {
    switch finder.press(key, context) {
    case .changed: list.reload(count: finder.hits.count, selected: 0)
    case .submitted: choose(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    guard command == .back else { return }
    if finder.text.isEmpty { context.close() } else { endSearch(&context) }
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
    if let why { return context.say(.error, context.wording.text(why)) }
    endSearch(&context)
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
  static let groupQuotaWhere = Phrase("app.group.quotaWhere")
}
