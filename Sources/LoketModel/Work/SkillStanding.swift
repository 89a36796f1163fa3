// How well a person stands on a track, and what proves it: what the person said, a course here, a certificate.

/// What proves a skill, the strongest first. The codes of `CodeList.skillEvidence`.
public enum SkillEvidence: String, Sendable, CaseIterable, Comparable {
  case competency, training, work, statement

  private var rank: Int {
    switch self {
    case .competency: 3
    case .training: 2
    case .work: 1
    case .statement: 0
    }
  }

  public static func < (left: SkillEvidence, right: SkillEvidence) -> Bool { left.rank < right.rank }
}

/// One person on one track. Several grounds join into one standing: the highest level, and the strongest evidence of those
/// that reach it.
public struct SkillStanding: Hashable, Sendable {
  /// 1 basic, 2 skilled, 3 expert (`CodeList.skillLevel`).
  public private(set) var level: Int
  /// Nil where nothing was said of it: as weak as a spoken statement.
  public private(set) var evidence: SkillEvidence?
  /// Some ground is a course that this office recorded.
  public private(set) var isTrainedHere: Bool

  public static let levels = 1...3
  /// Who completed a course has the basics; more is for a test or a person to say.
  public static let levelOfCourse = 1
  /// Whom a licensed body found competent is skilled (DOMAIN §8: a training certificate is not a competency certificate).
  public static let levelOfCompetence = 2

  public init(level: Int, evidence: SkillEvidence?, isTrainedHere: Bool) {
    self.level = min(max(level, SkillStanding.levels.lowerBound), SkillStanding.levels.upperBound)
    self.evidence = evidence
    self.isTrainedHere = isTrainedHere
  }

  /// What a person's own record says; nil where it says no level.
  public init?(level: String?, evidence: String?, origin: String?) {
    guard let level = level.flatMap({ Int($0) }) else { return nil }
    self.init(level: level, evidence: evidence.flatMap(SkillEvidence.init), isTrainedHere: origin == "here")
  }

  /// What a certificate proves on a day; nil for a test that was not passed or has no result yet, and for a paper whose end
  /// date is past: competence is certified for some years (DOMAIN §8). A training certificate says that a course was
  /// attended and seldom ends; without an end date it proves that for good.
  public init?(_ certificate: Certificate, on day: CalendarDate) {
    if let expires = certificate.expires.flatMap({ CalendarDate(iso: $0) }), expires < day { return nil }
    let isHere = certificate.enrolment != nil
    switch certificate.kind {
    case "competency" where certificate.result == "K":
      self.init(level: SkillStanding.levelOfCompetence, evidence: .competency, isTrainedHere: isHere)
    case "training":
      self.init(level: SkillStanding.levelOfCourse, evidence: .training, isTrainedHere: isHere)
    default: return nil
    }
  }

  /// A course that was completed.
  public static let course = SkillStanding(level: levelOfCourse, evidence: .training, isTrainedHere: true)

  /// This ground and another one.
  public func joined(_ other: SkillStanding?) -> SkillStanding {
    guard let other else { return self }
    let isHere = isTrainedHere || other.isTrainedHere
    if level != other.level {
      let higher = level > other.level ? self : other
      return SkillStanding(level: higher.level, evidence: higher.evidence, isTrainedHere: isHere)
    }
    let evidence = [evidence, other.evidence].compactMap { $0 }.max()
    return SkillStanding(level: level, evidence: evidence, isTrainedHere: isHere)
  }
}
