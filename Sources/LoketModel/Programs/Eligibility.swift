// Who may join a programme, and why not: a table of rules, each with three answers. Nothing is refused by the program alone.

/// What one rule says of one applicant.
public enum Eligibility: Hashable, Sendable {
  case allowed
  /// And why, in words.
  case refused(Message)
  /// And what to ask.
  case unknown(Message)
}

/// What the rules look at: what is recorded of a person and what the registry knows besides.
public struct Candidate: Sendable {
  /// A value of the person, or where the person has no such field, of the household.
  public let value: @Sendable (String) -> String?
  /// Ten digits: where the household lives, and where this office is.
  public let village, office: String?
  public let today: CalendarDate
  /// The code of the segment that was chosen in the application.
  public let segment: String?
  public let track: Track
  public let tracks: Tracks
  /// Tracks that the person has completed, a certificate of, or a skill in.
  public let held: Set<String>
  /// The name of another programme that paid for a course of this person in this year.
  public let fundedBy: String?
  /// Other people of the household who are in the programme already, and other people of the village.
  public let housemates, neighbours: Int
  /// Segments of the programme.
  public let segments: Set<String>
  public let language: Language
  public let regions: Regions

  public init(
    value: @escaping @Sendable (String) -> String?, village: String?, office: String?, today: CalendarDate,
    segment: String?, track: Track, tracks: Tracks, held: Set<String>, fundedBy: String?, housemates: Int,
    neighbours: Int,
    segments: Set<String>, language: Language = .indonesian, regions: Regions = .compiled
  ) {
    self.value = value
    self.village = village
    self.office = office
    self.today = today
    self.segment = segment
    self.track = track
    self.tracks = tracks
    self.held = held
    self.fundedBy = fundedBy
    self.housemates = housemates
    self.neighbours = neighbours
    self.segments = segments
    self.language = language
    self.regions = regions
  }

  var age: Int? { value("birthDate").flatMap { CalendarDate(iso: $0) }.map { $0.age(on: today) } }

  /// Findings about what the track itself needs.
  func need(_ need: Need) -> NeedAnswer {
    let found = track.findings(
      device: value("device"), internet: value("internet"),
      birthDate: value("birthDate").flatMap { CalendarDate(iso: $0) }, skills: held, on: today, tracks: tracks,
      language: language)
    return found.first { $0.need == need }?.answer ?? .met
  }
}

/// What the parameter of a rule looks like, for the form in which it is changed.
public enum RuleParameter: Hashable, Sendable {
  /// The rule asks for nothing more.
  case none
  /// One code of a list.
  case code(String)
  /// Codes of a list with spaces between them.
  case codes(String)
  /// `17-55`, `17-`, `-55`.
  case range
  /// `YYYY-MM-DD`.
  case date
  case number
}

/// One row of the table.
public struct EligibilityRule: Sendable, Identifiable {
  /// A code of `CodeList.eligibilityRule`, as it stands behind `rules/` in a programme.
  public let id: String
  public let parameter: RuleParameter
  /// DOMAIN's section, or the law.
  public let source: String
  let judge: @Sendable (_ parameter: String, Candidate) -> Eligibility

  public func answer(_ parameter: String, _ candidate: Candidate) -> Eligibility { judge(parameter, candidate) }

  /// Whether the text is a parameter that this rule can read.
  public func reads(_ text: String) -> Bool {
    switch parameter {
    case .none: text.isEmpty
    case .code(let list): CodeList.named(list).code(text) != nil
    case .codes(let list):
      !text.isEmpty && text.split(separator: " ").allSatisfy { CodeList.named(list).code(String($0)) != nil }
    case .range: EligibilityRules.range(text) != nil
    case .date: CalendarDate(iso: text) != nil
    case .number: Int(text).map { (1...9999).contains($0) } ?? false
    }
  }
}

public enum EligibilityRules {
  public static func rule(_ id: String) -> EligibilityRule? { table.first { $0.id == id } }

  /// `17-55` as 17 and 55; an open end is nil. Nil where the text is no range.
  static func range(_ text: String) -> (low: Int?, high: Int?)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.isEmpty || Int($0) != nil }), text != "-" else { return nil }
    let (low, high) = (Int(parts[0]), Int(parts[1]))
    if let low, let high, low > high { return nil }
    return (low, high)
  }

  public static let table: [EligibilityRule] = [
    EligibilityRule(id: "residence", parameter: .code("residence"), source: "DOMAIN §6: APBD, residents only") {
      parameter, candidate in
      let digits = ["village": 10, "district": 6, "city": 4, "province": 2][parameter] ?? 10
      guard let home = candidate.village, let office = candidate.office else {
        return .unknown(Message(.joinResidenceUnknown))
      }
      if home.prefix(digits) == office.prefix(digits) { return .allowed }
      let path = candidate.regions.path(home)
      return .refused(
        Message(
          .joinResidence,
          [
            "scope": CodeList.residence.name(of: parameter, candidate.language),
            "home": path.isEmpty ? Regions.dotted(home) : path,
          ]))
    },
    EligibilityRule(id: "age", parameter: .range, source: "DOMAIN §1, P2") { parameter, candidate in
      guard let range = range(parameter), let age = candidate.age else { return .unknown(Message(.joinAgeUnknown)) }
      if let low = range.low, age < low {
        return .refused(Message(.joinTooYoung, ["age": "\(age)", "needed": "\(low)"]))
      }
      if let high = range.high, age > high {
        return .refused(Message(.joinTooOld, ["age": "\(age)", "needed": "\(high)"]))
      }
      return .allowed
    },
    EligibilityRule(id: "segment", parameter: .none, source: "DOMAIN §1, P5") { _, candidate in
      guard let segment = candidate.segment else { return .unknown(Message(.joinSegmentUnknown)) }
      if candidate.segments.contains(segment) { return .allowed }
      return .refused(Message(.joinSegment, ["segment": CodeList.segment.name(of: segment, candidate.language)]))
    },
    EligibilityRule(id: "employment", parameter: .codes("employment"), source: "DOMAIN §1, P2") {
      parameter, candidate in
      guard let employment = candidate.value("employment"), employment != "notReported" else {
        return .unknown(Message(.joinEmploymentUnknown))
      }
      if parameter.split(separator: " ").contains(Substring(employment)) { return .allowed }
      return .refused(
        Message(.joinEmployment, ["state": CodeList.employment.name(of: employment, candidate.language)]))
    },
    EligibilityRule(id: "layoff", parameter: .date, source: "DOMAIN §1, P3: former employer, date and proof") {
      parameter, candidate in
      guard let employment = candidate.value("employment"), employment != "notReported" else {
        return .unknown(Message(.joinEmploymentUnknown))
      }
      let date = candidate.value("layoffDate").flatMap { CalendarDate(iso: $0) }
      // Somebody who has found odd jobs since was laid off all the same.
      guard employment == "laidOff" || date != nil else {
        return .refused(
          Message(.joinNotLaidOff, ["state": CodeList.employment.name(of: employment, candidate.language)]))
      }
      guard let date, candidate.value("layoffEmployer") != nil else { return .unknown(Message(.joinLayoffUnknown)) }
      if let first = CalendarDate(iso: parameter), date < first {
        return .refused(Message(.joinLayoffEarly, ["date": date.display, "first": first.display]))
      }
      guard let proof = candidate.value("layoffProof"), proof != "none" else {
        return .unknown(Message(.joinLayoffProof))
      }
      return .allowed
    },
    EligibilityRule(id: "tobacco", parameter: .none, source: "DOMAIN §6: DBHCHT differs by district and year") {
      _, candidate in
      switch candidate.value("tobacco") {
      case "yes": .allowed
      case "no": .refused(Message(.joinTobacco))
      default: .unknown(Message(.joinTobaccoUnknown))
      }
    },
    EligibilityRule(id: "education", parameter: .range, source: "DOMAIN §5: official codes 1 to 10") {
      parameter, candidate in
      guard let range = range(parameter), let code = candidate.value("education"), let level = Int(code) else {
        return .unknown(Message(.joinEducationUnknown))
      }
      let name = CodeList.education.name(of: code, candidate.language)
      if let low = range.low, level < low {
        let needed = CodeList.education.name(of: String(low), candidate.language)
        return .refused(Message(.joinEducationLow, ["level": name, "needed": needed]))
      }
      if let high = range.high, level > high {
        let needed = CodeList.education.name(of: String(high), candidate.language)
        return .refused(Message(.joinEducationHigh, ["level": name, "needed": needed]))
      }
      return .allowed
    },
    EligibilityRule(id: "funded", parameter: .none, source: "DOMAIN §6") { _, candidate in
      candidate.fundedBy.map { .refused(Message(.joinFunded, ["program": $0])) } ?? .allowed
    },
    EligibilityRule(id: "householdCap", parameter: .number, source: "DOMAIN §6: at most 2 people per KK") {
      parameter, candidate in
      guard let cap = Int(parameter), candidate.housemates >= cap else { return .allowed }
      return .refused(Message(.joinHousehold, ["count": "\(candidate.housemates)", "cap": "\(cap)"]))
    },
    EligibilityRule(id: "villageQuota", parameter: .number, source: "Issue: quota per village") {
      parameter, candidate in
      guard let quota = Int(parameter), candidate.neighbours >= quota else { return .allowed }
      return .refused(Message(.joinVillage, ["count": "\(candidate.neighbours)", "quota": "\(quota)"]))
    },
    EligibilityRule(id: "prerequisite", parameter: .none, source: "DOMAIN §1, P5: the three levels") { _, candidate in
      guard let before = candidate.track.asks.after, !candidate.held.contains(before) else { return .allowed }
      let name = candidate.tracks.name(of: before, candidate.language)
      return .refused(Message(.joinPrerequisite, ["track": name]))
    },
    need("device", .device), need("internet", .internet),
  ]

  /// What the track itself asks for.
  private static func need(_ id: String, _ need: Need) -> EligibilityRule {
    EligibilityRule(id: id, parameter: .none, source: "Resources/tracks.json") { _, candidate in
      switch candidate.need(need) {
      case .met: .allowed
      case .lacking(let message): .refused(message)
      case .notKnown(let message): .unknown(message)
      }
    }
  }
}

extension Phrase {
  static let joinResidence = Phrase("join.residence")
  static let joinResidenceUnknown = Phrase("join.residence.unknown")
  static let joinAgeUnknown = Phrase("join.age.unknown")
  static let joinTooYoung = Phrase("join.age.low")
  static let joinTooOld = Phrase("join.age.high")
  static let joinSegment = Phrase("join.segment")
  static let joinSegmentUnknown = Phrase("join.segment.unknown")
  static let joinEmployment = Phrase("join.employment")
  static let joinEmploymentUnknown = Phrase("join.employment.unknown")
  static let joinNotLaidOff = Phrase("join.layoff")
  static let joinLayoffUnknown = Phrase("join.layoff.unknown")
  static let joinLayoffEarly = Phrase("join.layoff.early")
  static let joinLayoffProof = Phrase("join.layoff.proof")
  static let joinTobacco = Phrase("join.tobacco")
  static let joinTobaccoUnknown = Phrase("join.tobacco.unknown")
  static let joinEducationLow = Phrase("join.education.low")
  static let joinEducationHigh = Phrase("join.education.high")
  static let joinEducationUnknown = Phrase("join.education.unknown")
  static let joinFunded = Phrase("join.funded")
  static let joinHousehold = Phrase("join.household")
  static let joinVillage = Phrase("join.village")
  static let joinPrerequisite = Phrase("join.prerequisite")
}
