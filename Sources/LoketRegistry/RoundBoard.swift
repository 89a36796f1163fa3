// Which household lies in which RT and what was found at its door, found once beside the keys and kept up to date save by
// save: a walk over ten thousand households is nothing for a key.
import LoketModel

public struct RoundBoard: Equatable, Sendable {
  /// Handles by RT. Those of the first look stand in the order of lists, later ones behind them.
  public private(set) var households: [RukunTetangga: [UInt32]] = [:]
  private var places: [UInt32: RukunTetangga] = [:]
  /// The last visit at each door.
  private var visits: [UInt32: FieldVisit] = [:]

  public init() {}

  /// Looks at every household and every visit.
  public init(_ registry: Registry) {
    households = registry.householdsByRukunTetangga()
    for (place, rows) in households {
      for row in rows { places[row] = place }
    }
    for visit in registry.all(.fieldVisit) {
      if let household = registry.value(visit, "household") { look(at: household, registry) }
    }
  }

  /// The last visit at the household's door.
  public func visit(at household: UInt32) -> FieldVisit? { visits[household] }

  /// How far each RT has come; visits before the round do not count.
  public func tallies(_ round: FieldRound, today: CalendarDate) -> [RukunTetangga: RoundTally] {
    var tallies = households.mapValues { RoundTally(households: $0.count) }
    for (household, visit) in visits {
      guard let place = places[household], let counting = round.counting(visit) else { continue }
      tallies[place]?.add(counting, today: today)
    }
    return tallies
  }

  /// Households whose records or visits a save touched are looked at again; the others are as they were.
  public mutating func follow(_ edits: [Edit], in registry: Registry) {
    for edit in edits {
      switch edit.on.kind {
      case .household: move(edit.on, registry)
      case .fieldVisit:
        if let household = registry.value(edit.on, "household") { look(at: household, registry) }
      default: continue
      }
    }
  }

  private mutating func look(at household: String, _ registry: Registry) {
    guard let row = registry.row(.household, household) else { return }
    visits[row] = registry.lastFieldVisit(at: household)
  }

  private mutating func move(_ household: RecordRef, _ registry: Registry) {
    guard let row = registry.row(household) else { return }
    let isHere = registry.exists(household) && !registry.isVoid(household) && registry.standsHere(row)
    let place = isHere ? registry.rukunTetangga(row) : nil
    guard place != places[row] else { return }
    if let before = places[row] {
      households[before]?.removeAll { $0 == row }
      if households[before]?.isEmpty == true { households[before] = nil }
    }
    places[row] = place
    if let place { households[place, default: []].append(row) }
  }
}
