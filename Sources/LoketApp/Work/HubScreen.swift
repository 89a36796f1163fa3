// One work hub: its seats by shift, who sits where, and whom to put there.
import LoketModel
import LoketRegistry
import LoketWidgets

struct HubScreen: Screen {
  let hub: String
  private var room: HubRoom?
  private var list = ListView()
  /// The shift on which the arrows stand, by its place in the code list.
  private var shift = 0
  private var finder = PersonFinder()
  private var ticket: Int?
  /// From which seat the person came whose new one is on its way.
  private var movedWords: String?

  init(hub: String, _ context: Context) {
    self.hub = hub
    load(context)
  }

  private static var shifts: [Code] { CodeList.workShift.codes }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleHub) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .actions: .on, .back: .on, .menu: .on]
  }
  func hint(_ context: Context) -> String { context.word(finder.text.isEmpty ? .hintHub : .hintHubSearch) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.hub")) }

  private mutating func load(_ context: Context) {
    room = context.registry.workHub(hub).map { HubRoom($0, context) }
    if finder.text.isEmpty { list.reload(count: room?.seats ?? 0) }
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  /// The seat and shift on which the selection stands.
  private var selected: HubRoom.Place {
    HubRoom.Place(seat: list.selected + 1, shift: HubScreen.shifts[shift].code)
  }

  private func people(_ place: HubRoom.Place) -> [HubSeat] { room?.people[place] ?? [] }

  // MARK: Keys

  /// Without a search left and right choose the shift; what is typed, a name or a number, searches for whoever is to sit there.
  mutating func press(_ key: Key, _ context: inout Context) {
    if finder.text.isEmpty {
      switch key {
      case .left:
        shift = max(shift - 1, 0)
        return
      case .right:
        shift = min(shift + 1, HubScreen.shifts.count - 1)
        return
      default: break
      }
    }
    let seat = list.selected
    switch finder.press(key, context) {
    case .changed(let text):
      if text.isEmpty { list.reload(count: room?.seats ?? 0, selected: chosen) } else { search(from: seat) }
    case .submitted: submitted(&context)
    case .stayed: return
    case .notMine: _ = list.press(key)
    }
  }

  /// The seat for which somebody is searched: the list shows people meanwhile.
  private var chosen = 0

  private mutating func search(from seat: Int) {
    if finder.text.count == 1 { chosen = seat }
    list.reload(count: finder.hits.count, selected: 0)
  }

  private mutating func endSearch(_ context: inout Context) {
    finder.end(&context)
    list.reload(count: room?.seats ?? 0, selected: chosen)
  }

  mutating func cover(_ context: inout Context) { if !finder.text.isEmpty { endSearch(&context) } }

  private mutating func submitted(_ context: inout Context) {
    if finder.text.isEmpty {
      guard let person = people(selected).first?.person else { return context.say(.info, .hubSeatFree) }
      return context.open(PersonScreen(person: person))
    }
    if let why = context.whyNot(.workHubs) { return context.say(.info, why) }
    guard finder.hits.indices.contains(list.selected) else { return finder.sayNobody(&context) }
    let person = finder.hits[list.selected].record.id
    endSearch(&context)
    seat(person, &context)
  }

  // MARK: Saving

  private mutating func seat(_ person: String, _ context: inout Context) {
    guard ticket == nil, let found = context.registry.person(person) else { return }
    let name = found.name ?? ""
    if !found.isActive {
      return context.say(
        .error, context.text(.whyNotActive, ["standing": context.code(.standing, found.standing)]))
    }
    if let age = context.age(found.birthDate), age < Rules.leastWorkingAge {
      let slots = ["name": name, "age": String(age), "least": String(Rules.leastWorkingAge)]
      return context.say(.error, context.text(.hubSeatAge, slots))
    }
    if let other = people(selected).first(where: { $0.person != person }) {
      let holder = other.person.flatMap { context.registry.person($0)?.name } ?? ""
      return context.say(.error, .hubSeatTaken, ["name": holder])
    }
    let before = room?.place(of: person).flatMap { $0 == selected ? nil : $0 }
    movedWords = before.map { place in
      let shift = context.code(.workShift, place.shift)
      return context.text(.hubSeatMoved, ["name": name, "seat": String(place.seat), "shift": shift])
    }
    let record = RecordRef.hubSeat(hub: hub, person: person)
    let changes = [
      FieldChange("person", person), FieldChange("hub", hub), FieldChange("seat", String(selected.seat)),
      FieldChange("shift", selected.shift), FieldChange("from", context.today.iso), FieldChange("until", nil),
      FieldChange("day", context.workDay.iso),
    ]
    save(changes, on: record, summary: name, &context)
  }

  private mutating func free(_ seat: HubSeat, _ context: inout Context) {
    // The seat is free from today on: the last day was yesterday, or none where somebody sat down today.
    movedWords = nil
    let last = context.today.adding(days: -1).iso
    save(
      [FieldChange("until", last)], on: RecordRef(.hubSeat, seat.id),
      summary: seat.person.flatMap { context.registry.person($0)?.name } ?? "", &context)
  }

  private mutating func save(
    _ changes: [FieldChange], on record: RecordRef, summary: String, _ context: inout Context
  ) {
    guard ticket == nil else { return }
    let edits = context.registry.plan(changes, on: record, basis: context.registry.basis(record))
    guard !edits.isEmpty else { return context.say(.info, .nothingToSave) }
    ticket = context.save(edits + [context.entry("seat", about: record, summary: summary)])
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard ticket == self.ticket else { return }
    self.ticket = nil
    load(context)
    let saved = context.text(.hubSeatSaved, ["taken": Figures.grouped(room?.taken.count ?? 0)])
    context.say(.info, [saved, movedWords].compactMap { $0 }.joined(separator: " "))
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }

  // MARK: Actions

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

  private func menu(_ context: Context) -> ActionMenu {
    let why = context.whyNot(.workHubs)
    let nobody = people(selected).isEmpty ? context.word(.hubSeatFree) : nil
    return ActionMenu(
      title: context.registry.workHub(hub)?.name ?? "",
      actions: [
        ActionMenu.Action("free", context.word(.actionFreeSeat), why: why ?? nobody),
        ActionMenu.Action("page", context.word(.actionOpenPerson), why: nobody),
        ActionMenu.Action("change", context.word(.actionChangeHub), why: why),
      ])
  }

  private mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    switch outcome {
    // Of two on one seat the last who came goes first.
    case .chosen("free"): if let seat = people(selected).last { free(seat, &context) }
    case .chosen("page"):
      if let person = people(selected).first?.person { context.open(PersonScreen(person: person)) }
    case .chosen("change"):
      if let setting = SettingKind.of(.workHub) { context.open(SettingFormScreen(setting, id: hub, context)) }
    case .refused(let why): context.say(.info, why)
    default: return
    }
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let found = context.registry.workHub(hub), let room else {
      frame.put(context.word(.recordGone), row: area.top, column: 2, style: .dim)
      return
    }
    finder.draw(into: &frame, row: area.top, columns: area.columns, label: .hubSearch, context)
    let cursor = frame.cursor
    let body = Area(top: area.top + 2, height: area.height - 2, columns: area.columns)
    guard finder.text.isEmpty else {
      finder.drawHits(list, into: &frame, body, context)
      frame.cursor = cursor
      return
    }
    let place = selected
    let name = HubScreen.shifts[shift].name(context.language)
    frame.put(
      context.text(.hubPlace, ["hub": found.name ?? "", "seat": String(place.seat), "shift": name]),
      row: area.top + 1, column: 1, style: .title, width: area.columns - 2)
    list.draw(
      into: &frame, row: body.top, column: 0, width: body.columns, height: body.height,
      columns: [ListColumn(context.word(.columnHubSeat), width: 6, alignsRight: true)]
        + HubScreen.shifts.map { ListColumn($0.name(context.language), width: 20, grows: 1) },
      empty: context.word(.hubNoSeats)
    ) { index in
      let cells = HubScreen.shifts.enumerated().map { column, code in
        cell(room.people[HubRoom.Place(seat: index + 1, shift: code.code)] ?? [], index, column, context)
      }
      let isDouble = HubScreen.shifts.contains {
        (room.people[HubRoom.Place(seat: index + 1, shift: $0.code)]?.count ?? 0) > 1
      }
      return ListRow([String(index + 1)] + cells, style: isDouble ? .check : .plain)
    }
    frame.cursor = cursor
  }

  /// Who sits there, in brackets where the arrows stand: readable without a colour.
  private func cell(_ people: [HubSeat], _ row: Int, _ column: Int, _ context: Context) -> String {
    let names = people.map { seat in seat.person.flatMap { context.registry.person($0)?.name } ?? "" }
    let text = names.isEmpty ? "-" : names.joined(separator: " + ")
    return row == list.selected && column == shift ? "[\(text)]" : text
  }
}

extension Phrase {
  static let titleHub = Phrase("app.title.hub")
  static let hintHub = Phrase("app.hint.hub")
  static let hintHubSearch = Phrase("app.hint.hubSearch")
  static let hubSearch = Phrase("app.hub.search")
  static let hubPlace = Phrase("app.hub.place")
  static let hubSeatFree = Phrase("app.hub.seatFree")
  static let hubSeatTaken = Phrase("app.hub.seatTaken")
  static let hubSeatAge = Phrase("app.hub.seatAge")
  static let hubSeatMoved = Phrase("app.hub.seatMoved")
  static let hubSeatSaved = Phrase("app.hub.seatSaved")
  static let hubNoSeats = Phrase("app.hub.noSeats")
  static let actionFreeSeat = Phrase("app.action.freeSeat")
  static let actionChangeHub = Phrase("app.action.changeHub")
  static let columnHubSeat = Phrase("app.column.hubSeat")
}
