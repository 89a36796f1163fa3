// Who could be sent to a vacancy, in columns of few bytes, gathered once beside the keys and kept up to date save by save: a
// look at thirty thousand people is one scan.
import LoketModel

public struct MatchBoard: Equatable, Sendable {
  /// The day on which certificates and seats are looked at; nil before the first look.
  public private(set) var day: CalendarDate?
  /// Handles of the people, and by the same places what is known of each. Whoever is void or frozen has no place.
  private(set) var rows: [UInt32] = []
  private(set) var facts: [MatchFacts] = []
  /// By track, as long as `rows`: 0 without the skill, else `PackedStanding`.
  private(set) var standings: [String: [UInt8]] = [:]
  private var places: [UInt32: Int] = [:]

  public init() {}

  /// Walks over everybody: beside the keys.
  public init(_ registry: Registry, day: CalendarDate) {
    self.day = day
    let gatherer = MatchGatherer(registry, day: day)
    let papers = gatherer.papers()
    for row in registry.handles(.person) { set(row, gatherer.person(row, papers: papers[row] ?? [])) }
  }

  /// How many people it knows.
  public var count: Int { rows.count }

  /// Looks again at everybody whom a save touched.
  public mutating func follow(_ edits: [Edit], in registry: Registry) {
    guard let day else { return }
    // A line that is given up may part whom it held together, whoever that is.
    if edits.contains(where: { $0.on.kind == .loss }) {
      self = MatchBoard(registry, day: day)
      return
    }
    let touched = registry.peopleTouched(by: edits)
    guard !touched.isEmpty else { return }
    let gatherer = MatchGatherer(registry, day: day)
    for row in touched {
      if registry.records[Int(row)].isListed, registry.first(row) == row {
        set(row, gatherer.person(row, papers: gatherer.papers(of: row)))
      } else {
        remove(row)
      }
    }
  }

  /// Everything that is known of a person, for tests that compare two boards.
  func person(_ row: UInt32) -> MatchedPerson? {
    guard let place = places[row] else { return nil }
    let held = standings.compactMapValues { column in column[place] == 0 ? nil : column[place] }
    return MatchedPerson(facts: facts[place], standings: held)
  }

  private mutating func set(_ row: UInt32, _ person: MatchedPerson) {
    let place = places[row] ?? rows.count
    if place == rows.count {
      places[row] = place
      rows.append(row)
      facts.append(person.facts)
      for track in standings.keys { standings[track]?.append(0) }
    } else {
      facts[place] = person.facts
    }
    for track in standings.keys where person.standings[track] == nil { standings[track]?[place] = 0 }
    for (track, standing) in person.standings {
      standings[track, default: [UInt8](repeating: 0, count: rows.count)][place] = standing
    }
  }

  /// The last person takes the place that becomes free.
  private mutating func remove(_ row: UInt32) {
    guard let place = places.removeValue(forKey: row) else { return }
    let last = rows.count - 1
    if place != last {
      places[rows[last]] = place
      rows[place] = rows[last]
      facts[place] = facts[last]
      for track in standings.keys {
        let moved = standings[track]?[last] ?? 0
        standings[track]?[place] = moved
      }
    }
    rows.removeLast()
    facts.removeLast()
    for track in standings.keys { standings[track]?.removeLast() }
  }
}

/// One person's part of the board.
struct MatchedPerson: Equatable {
  var facts = MatchFacts()
  var standings: [String: UInt8] = [:]
}

/// A standing on a track in one byte: the level in two bits, the evidence in three, whether it was trained here in one.
enum PackedStanding {
  private static let evidences: [SkillEvidence?] = [nil] + SkillEvidence.allCases

  static func pack(_ standing: SkillStanding) -> UInt8 {
    let evidence = evidences.firstIndex(of: standing.evidence) ?? 0
    return UInt8(standing.level) | UInt8(evidence) << 2 | (standing.isTrainedHere ? 32 : 0)
  }

  static func level(_ byte: UInt8) -> Int { Int(byte & 3) }

  static func unpack(_ byte: UInt8) -> SkillStanding? {
    let evidence = Int(byte >> 2 & 7)
    guard byte & 3 > 0, evidences.indices.contains(evidence) else { return nil }
    return SkillStanding(level: level(byte), evidence: evidences[evidence], isTrainedHere: byte & 32 != 0)
  }
}
