// Rumah kerja: the places from which people work for partners far away, each with its seats.
import LoketModel
import LoketRegistry
import LoketWidgets

struct HubListScreen: Screen {
  private var hubs: [WorkHub] = []
  private var rooms: [HubRoom] = []
  private var list = ListView()

  init(_ context: Context) { load(context) }

  func refusal(_ context: Context) -> String? { context.whyNot(.readPeople) }
  func title(_ context: Context) -> String { context.word(.titleHubs) }
  func commands(_ context: Context) -> [Command: Availability] {
    [.help: .on, .find: .on, .back: .on, .menu: .on, .new: context.key(.workHubs, named: .keyNewHub)]
  }
  func hint(_ context: Context) -> String { context.word(.hintHubs) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.hubs")) }

  private mutating func load(_ context: Context) {
    hubs = context.registry.workHubs()
    rooms = hubs.map { HubRoom($0, context) }
    list.reload(count: hubs.count)
  }

  mutating func appear(_ context: inout Context) { load(context) }

  mutating func hear(_ event: Event, _ context: inout Context) {
    if case .changedElsewhere = event { load(context) }
  }

  mutating func press(_ key: Key, _ context: inout Context) {
    guard case .opened(let index) = list.press(key), hubs.indices.contains(index) else { return }
    context.open(HubScreen(hub: hubs[index].id, context))
  }

  mutating func run(_ command: Command, _ context: inout Context) {
    switch command {
    case .new:
      guard let setting = SettingKind.of(.workHub) else { return }
      context.open(SettingFormScreen(setting, id: nil, proposed: ["village": context.session.office], context))
    case .find: context.goHome()
    case .back: context.close()
    default: return
    }
  }

  mutating func receive(_ answer: Answer, _ context: inout Context) {
    guard case .saved(let record) = answer else { return }
    load(context)
    if let index = hubs.firstIndex(where: { $0.id == record.id }) { list.select(index) }
  }

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let shifts = CodeList.workShift.codes
    list.draw(
      into: &frame, row: area.top, column: 0, width: area.columns, height: area.height,
      columns: [
        ListColumn(context.word(.columnHub), width: 24, grows: 2),
        ListColumn(context.word(.columnVillage), width: 16, grows: 1),
        ListColumn(context.word(.columnSeats), width: 6, alignsRight: true),
      ] + shifts.map { ListColumn($0.name(context.language), width: 10, alignsRight: true) },
      empty: context.word(.hubsNone)
    ) { index in
      let room = rooms[index]
      let taken = shifts.map { shift in "\(room.taken.count { $0.shift == shift.code })/\(room.seats)" }
      return ListRow(
        [
          hubs[index].name ?? "", Lookups.villageName(hubs[index].village ?? "", context.regions),
          Figures.grouped(room.seats),
        ] + taken, style: hubs[index].active == "no" ? .dim : .plain)
    }
  }
}

/// Who sits where in a work hub today.
struct HubRoom: Equatable, Sendable {
  struct Place: Hashable, Sendable {
    let seat: Int
    /// A code of `CodeList.workShift`.
    let shift: String
  }

  let seats: Int
  /// By place; two people where two PCs gave one seat away.
  private(set) var people: [Place: [HubSeat]] = [:]

  init(_ hub: WorkHub, _ context: Context) {
    seats = hub.seats.flatMap { Int($0) } ?? 0
    let today = context.today.iso
    for seat in context.registry.seats(in: hub.id) where (seat.from ?? "") <= today {
      guard seat.until.map({ $0 >= today }) ?? true, let number = seat.seat.flatMap({ Int($0) }), let shift = seat.shift
      else { continue }
      people[Place(seat: number, shift: shift), default: []].append(seat)
    }
  }

  var taken: [Place] { people.keys.filter { $0.seat <= seats } }

  /// Where somebody sits.
  func place(of person: String) -> Place? { people.first { $0.value.contains { $0.person == person } }?.key }
}

extension Phrase {
  static let titleHubs = Phrase("app.title.hubs")
  static let hintHubs = Phrase("app.hint.hubs")
  static let keyNewHub = Phrase("app.key.newHub")
  static let hubsNone = Phrase("app.hubs.none")
  static let columnHub = Phrase("app.column.hub")
}
