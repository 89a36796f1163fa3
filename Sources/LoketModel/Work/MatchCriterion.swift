// What speaks for somebody at a vacancy, and how much: the one table by which people are ranked.

/// One answer to one question about somebody; of each question exactly one holds.
public enum MatchCriterion: UInt8, CaseIterable, Sendable {
  // The level on the track that is asked for.
  case expert, skilled, basic, noSkillAsked
  // What proves it.
  case competency, training, work, statement, noEvidence
  // How far the household lives from the work.
  case sameRT, sameRW, sameVillage, sameDistrict, sameCity, farther, distanceUnknown, remote
  // What the vacancy asks for at home, or at a seat of a work hub.
  case equipped, hubSeat, equipmentUnknown, unequipped, noEquipmentAsked
  // A shift that still has a post.
  case shiftFits, shiftUnknown, shiftClashes, noShiftAsked
  // Who needs work most.
  case laidOff, notWorking, underemployed, otherState
  // Who feeds a household.
  case head, member

  public enum Question: UInt8, CaseIterable, Sendable {
    case skill, evidence, distance, equipment, shift, segment, head
  }

  /// One row of the table.
  public struct Row: Hashable, Sendable {
    public let criterion: MatchCriterion
    public let question: Question
    /// 0 ... 30.
    public let points: Int

    init(_ criterion: MatchCriterion, _ question: Question, _ points: Int) {
      self.criterion = criterion
      self.question = question
      self.points = points
    }
  }

  /// Every criterion once, in the order of the cases (a test holds it so).
  public static let table: [Row] = [
    Row(.expert, .skill, 30), Row(.skilled, .skill, 20), Row(.basic, .skill, 10), Row(.noSkillAsked, .skill, 0),
    Row(.competency, .evidence, 20), Row(.training, .evidence, 14), Row(.work, .evidence, 10),
    Row(.statement, .evidence, 4), Row(.noEvidence, .evidence, 0),
    Row(.sameRT, .distance, 20), Row(.sameRW, .distance, 16), Row(.sameVillage, .distance, 12),
    Row(.sameDistrict, .distance, 8), Row(.sameCity, .distance, 4), Row(.farther, .distance, 0),
    Row(.distanceUnknown, .distance, 0), Row(.remote, .distance, 0),
    Row(.equipped, .equipment, 12), Row(.hubSeat, .equipment, 12), Row(.equipmentUnknown, .equipment, 4),
    Row(.unequipped, .equipment, 0), Row(.noEquipmentAsked, .equipment, 0),
    Row(.shiftFits, .shift, 10), Row(.shiftUnknown, .shift, 4), Row(.shiftClashes, .shift, 0),
    Row(.noShiftAsked, .shift, 0),
    Row(.laidOff, .segment, 8), Row(.notWorking, .segment, 6), Row(.underemployed, .segment, 4),
    Row(.otherState, .segment, 0),
    Row(.head, .head, 4), Row(.member, .head, 0),
  ]

  /// The points by `rawValue`, for whoever looks at a whole register.
  public static let points: [Int] = table.map(\.points)

  public var points: Int { MatchCriterion.points[Int(rawValue)] }

  /// What it is called, as a person reads it.
  public var words: Phrase { Phrase("match.\(self)") }
}

/// Why somebody is not on the list. In the order in which it is asked: whoever is left out for one is not asked the next,
/// so that those who lack nothing but their consent are counted by themselves.
public enum MatchObstacle: UInt8, CaseIterable, Sendable {
  /// Died, moved away or missing.
  case notActive
  case skill, age, sex, education
  /// Age, sex or education is asked for and not recorded.
  case unknown
  case working, referred
  /// Fits, and has not agreed that the data go to companies.
  case consent

  public var words: Phrase { Phrase("match.without.\(self)") }
}
