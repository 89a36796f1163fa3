// When somebody who was placed or trained, or who holds a job-seeker card, is to be called (DOMAIN §8).

/// The steps after the start of work or the end of a course, and the dates of the job-seeker card. The raw values are the
/// codes of `CodeList.followUpStep`.
public enum FollowUpStep: String, Sendable, CaseIterable {
  case month = "1"
  case quarter = "3"
  case halfYear = "6"
  case year = "12"
  case jobCardReport, jobCardEnd

  /// Those after a start, the first first.
  public static let afterStart: [FollowUpStep] = [.month, .quarter, .halfYear, .year]

  /// Months after the start; of the card's steps, how often it is reported and how long it is valid.
  public var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .halfYear: 6
    case .year: 12
    case .jobCardReport: 6
    case .jobCardEnd: 24
    }
  }

  /// Months after the day of the step during which a call still tells of it: until the next step; of the last one as long
  /// as the gap before it, of the card until another report would be due. What was entered later than that has no such
  /// step: nobody could have called, and a call now would ask about another time.
  public var window: Int {
    switch self {
    case .month: 2
    case .quarter: 3
    case .halfYear, .year, .jobCardReport, .jobCardEnd: 6
    }
  }

  public var isOfJobCard: Bool { self == .jobCardReport || self == .jobCardEnd }

  public func name(_ language: Language) -> String { CodeList.followUpStep.name(of: rawValue, language) }
}

/// When a job-seeker card is due: a report every six months after it was issued or reported last, and its end after two
/// years. Nothing is due of one that was returned.
public struct JobCard: Hashable, Sendable {
  public let issued: CalendarDate
  public let reported: CalendarDate?
  public let returned: CalendarDate?

  /// Nil of a person who holds none.
  public init?(_ person: Person) {
    self.init(issued: person.jobCardIssued, reported: person.jobCardReported, returned: person.jobCardReturned)
  }

  public init?(issued: String?, reported: String?, returned: String?) {
    guard let issued = issued.flatMap({ CalendarDate(iso: $0) }) else { return nil }
    self.issued = issued
    self.reported = reported.flatMap { CalendarDate(iso: $0) }
    self.returned = returned.flatMap { CalendarDate(iso: $0) }
  }

  public var ends: CalendarDate { issued.adding(months: FollowUpStep.jobCardEnd.months) }

  /// What is due of it: every report before its end, then the end.
  public var dues: [(step: FollowUpStep, due: CalendarDate)] {
    guard returned == nil else { return [] }
    let last = max(issued, reported ?? issued)
    let each = FollowUpStep.jobCardReport.months
    let reports = (1...4).map { last.adding(months: each * $0) }.filter { $0 < ends }
    return reports.map { (.jobCardReport, $0) } + [(.jobCardEnd, ends)]
  }
}

extension FollowUp {
  /// The record that the call is about: `placement/…`, `enrolment/…`, or `person/…` for the job-seeker card.
  public var subject: RecordRef? { about.flatMap { RecordRef($0) } }

  /// Whether it reached the person, and so says how things stand: about work it says what the person does now. Whoever was
  /// not reached is not yet reported, which is not "not working".
  public var isReached: Bool { outcome == "reached" && (result != nil || subject?.kind == .person) }
}
