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
  /// The name for a search: folded, as bytes, since two thousand are looked through at a key.
  let folded: [UInt8]
  /// Stands behind all visits that were given before it.
  let tick: UInt64
  let line: LineRef

  /// `A-7`.
  public var label: String { "\(letter)-\(number)" }

  /// Whether a typed word, folded, stands in the name or is the number: `7`, `A7`, `A-7`.
  public func matches(_ word: some StringProtocol) -> Bool {
    let bytes = Array(word.utf8)
    if bytes.isEmpty || isIn(bytes) { return true }
    guard let last = bytes.last, last >= 0x30, last <= 0x39 else { return false }
    return word == String(number) || word == letter + String(number) || word == label
  }

  private func isIn(_ word: [UInt8]) -> Bool {
    guard word.count <= folded.count else { return false }
    return folded.withUnsafeBufferPointer { name in
      word.withUnsafeBufferPointer { word in
        var start = 0
        while start + word.count <= name.count {
          var at = 0
          while at < word.count, name[start + at] == word[at] { at += 1 }
          if at == word.count { return true }
          start += 1
        }
        return false
      }
    }
  }

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
  /// How many of the day are how far, and how many of earlier days are open: every frame shows them.
  private var states: [VisitState: Int] = [:]
  /// How many of earlier days are still open.
  public private(set) var leftOver = 0
  /// How many numbers were given twice and are still to be called.
  public private(set) var sharedNumbers = 0
  /// The working day as it is stored.
  private var iso = ""

  public init() {}

  /// Looks at every visit of the day and at every open one.
  public init(_ registry: Registry, day: CalendarDate) {
    self.day = day
    iso = day.iso
    let ofDay = registry.visitRows(iso)
    let known = Set(ofDay)
    let leftOver = registry.openVisits.filter { !known.contains($0) }
    let today = iso
    rows = (ofDay + leftOver).compactMap { VisitRow(registry, $0) }.filter { $0.day <= today }
      .sorted { $0.isBefore($1) }
    arrange()
    count()
  }

  private mutating func arrange() {
    places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.id, $0) })
    numbers = [:]
    for row in rows { numbers[row.day + row.label, default: 0] += 1 }
  }

  private mutating func count() {
    (states, leftOver) = ([:], 0)
    var shared: Set<String> = []
    for row in rows {
      if row.state.isOpen, isShared(row) { shared.insert(row.day + row.label) }
      if row.day == iso { states[row.state, default: 0] += 1 } else if row.state.isOpen { leftOver += 1 }
    }
    sharedNumbers = shared.count
  }

  /// Visits that a save touched are read again, and those of people whom it froze or freed; the others are as they were.
  public mutating func follow(_ edits: [Edit], in registry: Registry) {
    var touched = Set(edits.lazy.filter { $0.on.kind == .deskVisit }.map(\.on.id))
    let resting = Set(
      edits.lazy.filter { $0.on.kind == .person && $0.set.contains { $0.field == "frozen" } }.map(\.on.id))
    if !resting.isEmpty {
      for row in rows where row.person.map(resting.contains) ?? false { touched.insert(row.id) }
    }
    if touched.isEmpty { return }
    for id in touched {
      guard let handle = registry.row(.deskVisit, id) else { continue }
      let isHere = registry.exists(RecordRef(.deskVisit, id)) && !registry.isVoid(RecordRef(.deskVisit, id))
      let found = isHere ? VisitRow(registry, handle) : nil
      // One of another day that somebody ended is left over no longer.
      let row = found.flatMap { $0.day == iso || $0.day < iso && $0.state.isOpen ? $0 : nil }
      if let row, let place = places[row.id], rows[place].label == row.label, rows[place].day == row.day {
        rows[place] = row
      } else {
        if let place = places[id] { rows.remove(at: place) }
        if let row {
          let place = rows.lastIndex { $0.isBefore(row) }.map { $0 + 1 } ?? 0
          rows.insert(row, at: place)
        }
        arrange()
      }
    }
    count()
  }

  public func row(_ id: String) -> VisitRow? { places[id].map { rows[$0] } }

  /// Whether another visit of its day bears the same number: two PCs with one letter. It is shown with the PC's label.
  public func isShared(_ row: VisitRow) -> Bool { numbers[row.day + row.label, default: 0] > 1 }

  public func isLeftOver(_ row: VisitRow) -> Bool { row.day < iso }

  /// How many of the day are so far.
  public func count(_ state: VisitState) -> Int { states[state] ?? 0 }

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
    // Whose data rest is called by the number alone.
    let name = registry.isFrozen(person: visit.person) ? Person.withheldName : visit.name ?? ""
    self.init(
      id: visit.id, day: day, letter: visit.letter ?? "?", number: visit.number.flatMap { Int($0) } ?? 0,
      purpose: visit.purpose ?? "", name: name, person: visit.person, state: state, since: given.at,
      device: given.device, changed: change?.at, changedBy: change?.by ?? "", changedOn: change?.device,
      folded: Array(NameKey.fold(name).utf8), tick: given.tick, line: given.line)
  }
}

extension VisitRow {
  /// A visit of any day by its id.
  public init?(visit id: String, _ registry: Registry) {
    guard let row = registry.row(.deskVisit, id) else { return nil }
    self.init(registry, row)
  }
}
