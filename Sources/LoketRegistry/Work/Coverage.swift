// Coverage of a theme: how many households have somebody who holds the skill, by RT, and who is still without.
import LoketModel

/// Households of one place, and how many of them have what. A household without the fact counts among the unknown ones.
public struct CoverageTally: Hashable, Sendable, Encodable {
  /// Those that stand: not moved out, not ended, not void.
  public var households = 0
  /// With at least one living member who holds the skill.
  public var covered = 0
  /// Whose head holds it: the strict count.
  public var heads = 0
  /// Covered by somebody of whom nothing but a spoken statement says so.
  public var stated = 0
  /// Covered by somebody who was trained here.
  public var trainedHere = 0
  public var withoutDevice = 0
  public var deviceUnknown = 0
  public var withoutInternet = 0
  public var internetUnknown = 0
  public var withoutElectricity = 0
  public var electricityUnknown = 0

  public init() {}

  /// Households without anybody who holds the skill.
  public var without: Int { households - covered }
  /// Of a hundred; nil where there is no household.
  public var percent: Int? { WholePercent.of(covered, households) }
  public var strictPercent: Int? { WholePercent.of(heads, households) }

  /// What one household is without.
  fileprivate var lacks: [Lack] {
    let counts: [(Lack, Int)] = [
      (.skill, without), (.headSkill, households - heads), (.device, withoutDevice), (.internet, withoutInternet),
      (.electricity, withoutElectricity),
    ]
    return counts.filter { $0.1 > 0 }.map(\.0)
  }

  public static func += (left: inout CoverageTally, right: CoverageTally) {
    for path in paths { left[keyPath: path] += right[keyPath: path] }
  }

  private static var paths: [WritableKeyPath<CoverageTally, Int>] {
    [
      \.households, \.covered, \.heads, \.stated, \.trainedHere, \.withoutDevice, \.deviceUnknown, \.withoutInternet,
      \.internetUnknown, \.withoutElectricity, \.electricityUnknown,
    ]
  }
}

/// What a household of a theme's village may be without.
public enum Lack: String, Hashable, Sendable, CaseIterable {
  /// Nobody holds the skill.
  case skill
  /// The head does not hold it, whoever else does.
  case headSkill
  /// Recorded as none; one of which nobody was asked lacks nothing.
  case device, internet, electricity
}

public struct Coverage: Equatable, Sendable {
  public internal(set) var total = CoverageTally()
  public internal(set) var places: [RukunTetangga: CoverageTally] = [:]
  /// Households of each place that are without, by id.
  public internal(set) var lacking: [Lack: [RukunTetangga: [String]]] = [:]

  public init() {}

  /// The places in the order in which somebody walks them.
  public var orderedPlaces: [RukunTetangga] { places.keys.sorted() }
}

extension Theme {
  /// The template of `programs.json` whose programme consists of themes (DOMAIN §1, P1).
  public static let programTemplate = "P1"
  /// The theme of the model villages, Tamansari and Tunjungmuli.
  public static let usualTrack = "layanan-pelanggan"

  /// The lowest level that counts as skilled, 1 to 3.
  public var lowestLevel: Int { level.flatMap { Int($0) } ?? SkillStanding.levels.lowerBound }

  /// Whether it has begun and not ended.
  public func isRunning(on day: CalendarDate) -> Bool {
    (starts.map { $0 <= day.iso } ?? false) && (ends.map { $0 >= day.iso } ?? true)
  }
}

extension Registry {
  /// How far a theme has come on a day, counted over the households of its village. One walk over people and households:
  /// for a screen that opens, not for a key.
  ///
  /// A household of which no village was recorded counts for the office's own village. People whose data rest are not
  /// asked for their skill; their household counts.
  public func coverage(of theme: Theme, office: String, day: CalendarDate) -> Coverage {
    var coverage = Coverage()
    guard let track = theme.track, let village = theme.village else { return coverage }
    var holders: [UInt32: [(person: String, skill: SkillStanding)]] = [:]
    for (person, skill) in skilled(on: track, level: theme.lowestLevel, day: day) {
      guard let found = self.person(person), found.isActive, let home = found.household.flatMap({ row(.household, $0) })
      else { continue }
      holders[home, default: []].append((person, skill))
    }
    for row in rows(.household) where standsHere(row) {
      let place = shown(row, "village") ?? Regions.digits(of: office) ?? office
      guard place == village else { continue }
      let head = shown(row, "head")
      let tally = tally(row, head: head, holders[row] ?? [])
      let home = rukunTetangga(row)
      coverage.total += tally
      coverage.places[home, default: CoverageTally()] += tally
      for lack in tally.lacks { coverage.lacking[lack, default: [:]][home, default: []].append(id(row)) }
    }
    return coverage
  }

  private func tally(
    _ household: UInt32, head: String?, _ holders: [(person: String, skill: SkillStanding)]
  ) -> CoverageTally {
    var tally = CoverageTally()
    tally.households = 1
    tally.covered = holders.isEmpty ? 0 : 1
    tally.heads = holders.contains { $0.person == head } ? 1 : 0
    tally.stated = !holders.isEmpty && holders.allSatisfy { ($0.skill.evidence ?? .statement) == .statement } ? 1 : 0
    tally.trainedHere = holders.contains { $0.skill.isTrainedHere } ? 1 : 0
    (tally.withoutDevice, tally.deviceUnknown) = Registry.lack(shown(household, "device"))
    (tally.withoutInternet, tally.internetUnknown) = Registry.lack(shown(household, "internet"))
    (tally.withoutElectricity, tally.electricityUnknown) = Registry.lack(shown(household, "electricity"))
    return tally
  }

  /// Whether something is lacking, and whether nobody knows.
  private static func lack(_ code: String?) -> (Int, Int) {
    guard let code else { return (0, 1) }
    return (code == "none" ? 1 : 0, 0)
  }
}
