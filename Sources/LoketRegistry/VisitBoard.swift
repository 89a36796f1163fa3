// The visits of the working day and what is left over from days before, found once and kept up to date save by save: two
// thousand visits are too many to read at each key.
import LoketModel

/// One visit as lists show it.
public struct VisitRow: Equatable, Sendable, Identifiable {
  public let id: String
  public let day: String
  public let letter: String
  public let number: Int
  public let purpose: String
  public let name: String
  public let person: String?
  public let state: VisitState
  /// When the number was given, and by which PC.
  public let since: Timestamp?
  public let device: Identifier
  /// When the state was last changed, by whom and where; of a waiting one nil.
  public let changed: Timestamp?
  public let changedBy: String
  public let changedOn: Identifier?
  /// The name for a search: folded.
  public let folded: String
  /// Stands behind all visits that were given before it.
  let tick: UInt64
  let line: LineRef

  /// `A-7`.
  public var label: String { "\(letter)-\(number)" }

  fileprivate func isBefore(_ other: VisitRow) -> Bool {
    if day != other.day { return day < other.day }
    if tick != other.tick { return tick < other.tick }
    return line.segment != other.line.segment ? line.segment < other.line.segment : line.n < other.line.n
  }
}

public struct VisitBoard: Equatable, Sendable {
  /// The working day.
  public private(set) var day: CalendarDate?
  /// Those left over from earlier days first, then those of the day, in the order of their numbers.
  public private(set) var rows: [VisitRow] = []
  /// Places in `rows`, by id.
  private var places: [String: Int] = [:]
  /// How many visits of the day bear one number.
  private var numbers: [String: Int] = [:]

  public init() {}

  /// Looks at every visit of the day and at every open one.
  public init(_ registry: Registry, day: CalendarDate) {
    self.day = day
    let iso = day.iso
    let ofDay = registry.visitRows(iso)
    let known = Set(ofDay)
    let leftOver = registry.openVisits.filter { !known.contains($0) }
    rows = (ofDay + leftOver).compactMap { VisitRow(registry, $0) }.filter { $0.day <= iso }
      .sorted { $0.isBefore($1) }
    arrange()
  }

  private mutating func arrange() {
    places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.id, $0) })
    numbers = [:]
    for row in rows { numbers[row.day + row.label, default: 0] += 1 }
  }

  /// Visits that a save touched are read again; the others are as they were.
  public mutating func follow(_ edits: [Edit], in registry: Registry) {
    for id in Set(edits.lazy.filter { $0.on.kind == .deskVisit }.map(\.on.id)) {
      guard let day, let handle = registry.row(.deskVisit, id) else { continue }
      let isHere = registry.exists(RecordRef(.deskVisit, id)) && !registry.isVoid(RecordRef(.deskVisit, id))
      let row = isHere ? VisitRow(registry, handle) : nil
      if let row, let place = places[row.id], rows[place].label == row.label, rows[place].day == row.day {
        rows[place] = row
      } else {
        if let place = places[id] { rows.remove(at: place) }
        if let row, row.day == day.iso || row.day < day.iso && row.state.isOpen {
          let place = rows.lastIndex { $0.isBefore(row) }.map { $0 + 1 } ?? 0
          rows.insert(row, at: place)
        }
        arrange()
      }
    }
  }

  public func row(_ id: String) -> VisitRow? { places[id].map { rows[$0] } }

  /// Whether another visit of its day bears the same number: two PCs with one letter. It is shown with the PC's label.
  public func isShared(_ row: VisitRow) -> Bool { numbers[row.day + row.label, default: 0] > 1 }

  public func isLeftOver(_ row: VisitRow) -> Bool { day.map { row.day < $0.iso } ?? false }

  /// How many of the day are so far.
  public func count(_ state: VisitState) -> Int {
    rows.count { $0.state == state && !isLeftOver($0) }
  }

  /// How many of earlier days are still open.
  public var leftOver: Int { rows.count { isLeftOver($0) && $0.state.isOpen } }

  /// What is being served at this PC today; what is saved there hangs on it. One that was left over holds nothing.
  public func served(at device: Identifier) -> VisitRow? {
    rows.last { $0.state == .serving && $0.changedOn == device && !isLeftOver($0) }
  }

  /// Who waits longest today.
  public var next: VisitRow? { rows.first { $0.state == .waiting && !isLeftOver($0) } }
}

extension VisitRow {
  /// Nil of a record that says neither day nor number.
  init?(_ registry: Registry, _ row: UInt32) {
    guard let visit = registry.deskVisit(registry.id(row)), let day = visit.day,
      let first = registry.lineRows(of: row).first
    else { return nil }
    let state = registry.visitState(row)
    let given = registry.head(first, registry.numbers.key(IndexedFields.deskVisits, "number"))
    let heads = registry.state(RecordRef(.deskVisit, visit.id), "state").heads
    let change = heads.first.flatMap { $0.line == given.line ? nil : $0 }
    self.init(
      id: visit.id, day: day, letter: visit.letter ?? "?", number: visit.number.flatMap { Int($0) } ?? 0,
      purpose: visit.purpose ?? "", name: visit.name ?? "", person: visit.person, state: state, since: given.at,
      device: given.device, changed: change?.at, changedBy: change?.by ?? "", changedOn: change?.device,
      folded: NameKey.fold(visit.name ?? ""), tick: given.tick, line: given.line)
  }
}

extension VisitRow {
  /// A visit of any day by its id.
  public init?(visit id: String, _ registry: Registry) {
    guard let row = registry.row(.deskVisit, id) else { return nil }
    self.init(registry, row)
  }
}
