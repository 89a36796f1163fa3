// Households by RT and RW, and how far a field worker's round has come.
import LoketModel

/// A household's place in a round: the code of the last visit's outcome, or `open` where nobody has been.
public struct RoundTally: Hashable, Sendable {
  public var households = 0
  /// By code of `fieldOutcome`.
  public private(set) var outcomes: [String: Int] = [:]
  /// Somebody promised to come again by today or earlier.
  public private(set) var due = 0

  public init(households: Int = 0) { self.households = households }

  /// Nobody has been there yet.
  public var open: Int { households - outcomes.values.reduce(0, +) }
  public func count(_ outcome: String) -> Int { outcomes[outcome] ?? 0 }

  /// Counts another RT's households and visits too.
  public mutating func add(_ other: RoundTally) {
    households += other.households
    outcomes.merge(other.outcomes, uniquingKeysWith: +)
    due += other.due
  }

  /// Counts a visit at one of the households.
  public mutating func add(_ visit: FieldVisit, today: CalendarDate) {
    guard let outcome = visit.outcome else { return }
    outcomes[outcome, default: 0] += 1
    if visit.isDue(on: today) { due += 1 }
  }
}

extension FieldVisit {
  /// The day of the next visit has come.
  public func isDue(on today: CalendarDate) -> Bool { nextDay.map { $0 <= today.iso } ?? false }
}

extension Registry {
  /// Handles of the households that still stand, by where they lie, each RT in the order of lists. One walk over all
  /// households: for a screen that opens, not for a key.
  public func householdsByRukunTetangga() -> [RukunTetangga: [UInt32]] {
    var found: [RukunTetangga: [UInt32]] = [:]
    for row in rows(.household) where standsHere(row) {
      found[rukunTetangga(row), default: []].append(row)
    }
    return found
  }

  func standsHere(_ row: UInt32) -> Bool {
    shown(row, "standing").map { $0 == "active" } ?? true
  }

  func rukunTetangga(_ row: UInt32) -> RukunTetangga {
    RukunTetangga(
      rt: shownRange(row, indexed.rt).map { text($0) }, rw: shownRange(row, indexed.rw).map { text($0) })
  }

  /// Where a household or a person lives; nil where that is not known.
  public func rukunTetangga(of record: RecordRef) -> RukunTetangga? {
    let id = record.kind == .household ? record.id : value(record, "household")
    guard let id, let row = row(.household, id) else { return nil }
    let place = rukunTetangga(row)
    return place.isUnknown ? nil : place
  }

  /// The visit that counts: the last one.
  public func lastFieldVisit(at household: String) -> FieldVisit? { fieldVisits(of: household).last }
}
