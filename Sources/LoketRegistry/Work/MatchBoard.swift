// Who could be sent to a vacancy, in columns of few bytes, gathered once beside the keys and kept up to date save by save: a
// look at thirty thousand people is one scan.
import LoketModel

public struct MatchBoard: Equatable, Sendable {
  /// The day on which certificates and seats are looked at; nil before the first look.
  public private(set) var day: CalendarDate?
  /// Handles of the people, and by the same places what is known of each. Whoever is void or frozen has no place.
  private(set) var rows: [UInt32] = []
  private(set) var facts: [MatchFacts] = []
  /// By track the place of its column; each column is as long as `rows`: 0 without the skill, else `PackedStanding`.
  private var tracks: [String: Int] = [:]
  private(set) var columns: [[UInt8]] = []
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

  /// How everybody stands on a track; nil where nobody holds the skill.
  func column(_ track: String) -> [UInt8]? { tracks[track].map { columns[$0] } }

  /// Everything that is known of a person, for tests that compare two boards.
  func person(_ row: UInt32) -> MatchedPerson? {
    guard let place = places[row] else { return nil }
    let held = tracks.compactMapValues { columns[$0][place] == 0 ? nil : columns[$0][place] }
    return MatchedPerson(facts: facts[place], standings: held)
  }

  // By index and never by a copy: a column that two values hold is written anew as a whole.
  private mutating func set(_ row: UInt32, _ person: MatchedPerson) {
    let place = places[row] ?? rows.count
    if place == rows.count {
      places[row] = place
      rows.append(row)
      facts.append(person.facts)
      for column in columns.indices { columns[column].append(0) }
    } else {
      facts[place] = person.facts
      for column in columns.indices { columns[column][place] = 0 }
    }
    for (track, standing) in person.standings { columns[self.place(of: track)][place] = standing }
  }

  private mutating func place(of track: String) -> Int {
    if let known = tracks[track] { return known }
    tracks[track] = columns.count
    columns.append([UInt8](repeating: 0, count: rows.count))
    return columns.count - 1
  }

  /// The last person takes the place that becomes free.
  private mutating func remove(_ row: UInt32) {
    guard let place = places.removeValue(forKey: row) else { return }
    let last = rows.count - 1
    if place != last {
      places[rows[last]] = place
      rows[place] = rows[last]
      facts[place] = facts[last]
      for column in columns.indices { columns[column][place] = columns[column][last] }
    }
    rows.removeLast()
    facts.removeLast()
    for column in columns.indices { columns[column].removeLast() }
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
