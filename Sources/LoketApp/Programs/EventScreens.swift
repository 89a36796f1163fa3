// Kegiatan: job fairs, briefings and handings over of a programme: who came, and who received what.
import LoketModel
import LoketRegistry
import LoketWidgets

struct EventListScreen: Screen {
  let program: String
  private var events: [ProgramEvent] = []
  private var guests: [String: Guests] = [:]
  private var list = ListView()

  private struct Guests: Equatable, Sendable {
    var invited = 0
    var came = 0
  }

  init(program: String, _ context: Context) {
    self.program = program
    load(context)
  }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleEvents) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on, .new: context.key(.events, named: .keyNewEvent)]
  }
  func hint(_ context: Context) -> String { context.word(.hintEvents) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.events")) }

  private mutating func load(_ context: Context) {
    events = context.registry.events().filter { $0.program == program }
    guests = Dictionary(
      events.map { event in
        let marks = context.registry.elements(RecordRef(.event, event.id), "guests")
        return (event.id, Guests(invited: marks.count, came: marks.count { $0.value == "came" }))
      }, uniquingKeysWith: { first, _ in first })
    list.reload(count: events.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), events.indices.contains(index) else { return }
    context.open(EventScreen(event: events[index].id, context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      guard let setting = SettingKind.of(.event) else { return }
      context.open(
        SettingFormScreen(
          setting, id: nil, given: ["program": program], proposed: ["date": context.today.iso], context))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height,
      columns: [
        ListColumn(context.word(.columnDay), width: 10), ListColumn(context.word(.columnEvent), width: 28, grows: 2),
        ListColumn(context.word(.columnKind), width: 18),
        ListColumn(context.word(.columnInvited), width: 8, alignsRight: true),
        ListColumn(context.word(.columnCame), width: 8, alignsRight: true),
      ], empty: context.word(.eventsNone)
    ) { index in
      let event = events[index]
      let count = guests[event.id] ?? Guests()
      return ListRow([
        context.day(event.date), event.name ?? "", context.code(.eventKind, event.kind),
        Figures.grouped(count.invited), Figures.grouped(count.came),
      ])
    }
  }
}

/// One event: its guests by name, and what each received there.
struct EventScreen: Screen {
  let event: String
  private var guests: [Guest] = []
  private var list = ListView()
  private var finder = PersonFinder()
  private var ticket: Int?

  private struct Guest: Equatable, Sendable {
    let person: String
    let name: String
    let mark: String
    let aid: String
  }

  init(event: String, _ context: Context) {
    self.event = event
    load(context)
  }

  private var record: RecordRef { RecordRef(.event, event) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleEvent) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String { context.word(finder.text.isEmpty ? .hintEvent : .hintEventSearch) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.event")) }

  private mutating func load(_ context: Context) {
    let registry = context.registry
    guests = registry.elements(record, "guests").compactMap { mark -> Guest? in
      guard let person = registry.person(mark.element), !registry.isFrozen(RecordRef(.person, mark.element)) else {
        return nil
      }
      let aid = registry.aids(of: mark.element).filter { $0.event == event }.compactMap(\.item).joined(separator: ", ")
      return Guest(person: person.id, name: person.name ?? "", mark: mark.value, aid: aid)
    }.sorted { ($0.name, $0.person) < ($1.name, $1.person) }
    if finder.text.isEmpty { list.reload(count: guests.count) }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  // MARK: Keys

  /// A digit without a search runs an action; letters search for the next guest.
  mutating func press(_ key: Key, _ context: inout Context) {
    if finder.text.isEmpty, case .character(let character) = key, let number = character.wholeNumberValue {
      return carryOut(menu(context).outcome(of: number), &context)
    }
    switch finder.press(key, context) {
    case .changed(let text): list.reload(count: text.isEmpty ? guests.count : finder.hits.count, selected: 0)
    case .submitted: submitted(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  /// Enter on a hit notes that the person came; on a guest it changes between invited and came.
  private mutating func submitted(_ context: inout Context) {
    if let why = context.whyNot(.events) { return context.say(.info, why) }
    if finder.text.isEmpty {
      guard guests.indices.contains(list.selected) else { return }
      let guest = guests[list.selected]
      return mark(guest.person, guest.mark == "came" ? "invited" : "came", &context)
    }
    guard finder.hits.indices.contains(list.selected) else { return finder.sayNobody(&context) }
    let person = finder.hits[list.selected].record.id
    endSearch(&context)
    mark(person, "came", &context)
  }

  private mutating func endSearch(_ context: inout Context) {
    finder.end(&context)
    list.reload(count: guests.count)
  }

  mutating func cover(_ context: inout Context) { if !finder.text.isEmpty { endSearch(&context) } }

  private mutating func mark(_ person: String, _ mark: String, _ context: inout Context) {
    guard ticket == nil else { return }
    let edits = context.registry.plan(
      [FieldChange("guests/\(person)", mark)], on: record, basis: context.registry.basis(record))
    guard !edits.isEmpty else { return }
    ticket = context.save(edits + [context.entry("event", about: record, summary: mark)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    load(context)
    context.say(.info, .guestSaved, ["count": String(guests.count { $0.mark == "came" })])
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .actions: context.open(ActionsScreen(menu: menu(context)))
    case .find: context.goHome()
    case .back: if finder.text.isEmpty { context.close() } else { endSearch(&context) }
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    switch answer {
    case .chosen("actions", let option): carryOut(.chosen(option), &context)
    case .saved: load(context)
    default: return
    }
  }

  func menu(_ context: Context) -> ActionMenu {
    let why = context.whyNot(.events)
    let nobody = guests.indices.contains(list.selected) && finder.text.isEmpty ? nil : context.word(.eventChooseGuest)
    return ActionMenu(
      title: context.registry.event(event)?.name ?? "",
      actions: [
        ActionMenu.Action("aid", context.word(.actionAid), why: why ?? nobody),
        ActionMenu.Action("page", context.word(.actionOpenPerson), why: nobody),
        ActionMenu.Action("change", context.word(.actionChangeEvent), why: why),
      ])
  }

  private func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    case .chosen("aid"):
      guard guests.indices.contains(list.selected), let setting = SettingKind.of(.aid),
        let found = context.registry.event(event)
      else { return }
      var given = ["person": guests[list.selected].person, "event": event, "day": context.workDay.iso]
      given["program"] = found.program
      context.open(
        SettingFormScreen(setting, id: nil, given: given, proposed: ["given": found.date ?? context.today.iso], context)
      )
    case .chosen("page"):
      if guests.indices.contains(list.selected) { context.open(PersonScreen(person: guests[list.selected].person)) }
    case .chosen("change"):
      if let setting = SettingKind.of(.event) { context.open(SettingFormScreen(setting, id: event, context)) }
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.event(event) else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    let hours = [found.starts, found.ends].compactMap { $0 }.map(ProgramWords.hour).joined(separator: "–")
    let parts = [context.code(.eventKind, found.kind), context.day(found.date), hours, found.room ?? ""]
    frame.put(found.name ?? "", row: area.top, column: 1, style: .title, width: area.columns - 2)
    frame.put(
      parts.filter { !$0.isEmpty }.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    finder.draw(into: &frame, row: area.top + 3, columns: area.columns, label: .eventGuest, context)
    let cursor = frame.cursor
    let body = Area(top: area.top + 5, height: area.height - 5, columns: area.columns)
    if finder.text.isEmpty {
      list.draw(
        into: &frame, row: body.top, column: 0, width: body.columns, height: body.height,
        columns: [
          ListColumn(context.word(.columnName), width: 28, grows: 1), ListColumn(context.word(.columnState), width: 10),
          ListColumn(context.word(.columnAid), width: 26, grows: 1),
        ], empty: context.word(.eventNobody)
      ) { index in
        let guest = guests[index]
        return ListRow(
          [guest.name, context.code(.guestMark, guest.mark), guest.aid], style: guest.mark == "came" ? .plain : .dim)
      }
    } else {
      finder.drawHits(list, into: &frame, body, context)
    }
    frame.cursor = cursor
  }
}

extension Phrase {
  static let titleEvents = Phrase("app.title.events")
  static let titleEvent = Phrase("app.title.event")
  static let keyNewEvent = Phrase("app.key.newEvent")
  static let hintEvents = Phrase("app.hint.events")
  static let hintEvent = Phrase("app.hint.event")
  static let hintEventSearch = Phrase("app.hint.eventSearch")
  static let columnEvent = Phrase("app.column.event")
  static let columnInvited = Phrase("app.column.invited")
  static let columnCame = Phrase("app.column.came")
  static let columnAid = Phrase("app.column.aid")
  static let eventsNone = Phrase("app.event.none")
  static let eventNobody = Phrase("app.event.nobody")
  static let eventGuest = Phrase("app.event.guest")
  static let eventChooseGuest = Phrase("app.event.chooseGuest")
  static let guestSaved = Phrase("app.event.guestSaved")
  static let actionAid = Phrase("app.action.aid")
  static let actionChangeEvent = Phrase("app.action.changeEvent")
}
