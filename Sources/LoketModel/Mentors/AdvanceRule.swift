// What makes a group of beginners (pemula) eligible for the next level (lanjutan): a table of rules, each with three answers.

/// What is known of a group when the rules are asked.
public struct BusinessStanding: Hashable, Sendable {
  public var today: CalendarDate
  public var formedOn: CalendarDate?
  /// Whether it has a chair and a treasurer; somebody alone needs neither.
  public var hasOffices: Bool
  /// Days of the visits that met the group, the earliest first.
  public var visits: [CalendarDate]
  /// What the last of them found; nil where there was none.
  public var isRunning: Bool?
  /// Rupiah a month, of the first and of the last visit that asked; both nil where fewer than two did.
  public var firstTurnover, lastTurnover: Int?
  /// Reports of accountability for what was given to it that are late.
  public var overdueReports: Int
  /// Things given to it that are gone or sold.
  public var lostThings: Int

  public init(
    today: CalendarDate, formedOn: CalendarDate?, hasOffices: Bool, visits: [CalendarDate], isRunning: Bool?,
    firstTurnover: Int?, lastTurnover: Int?, overdueReports: Int, lostThings: Int
  ) {
    self.today = today
    self.formedOn = formedOn
    self.hasOffices = hasOffices
    self.visits = visits
    self.isRunning = isRunning
    self.overdueReports = overdueReports
    self.lostThings = lostThings
    self.firstTurnover = firstTurnover
    self.lastTurnover = lastTurnover
  }
}

/// One condition of the level *lanjutan*. No source that we know states them: all of them, and their figures, are proposed,
/// until an office says otherwise. The program refuses nothing by them; it says what is missing.
public struct AdvanceRule: Sendable {
  public enum Answer: Hashable, Sendable {
    case met(Message)
    case unmet(Message)
    /// And what to ask or record.
    case unknown(Message)

    public var isMet: Bool { if case .met = self { true } else { false } }
    public var message: Message {
      switch self {
      case .met(let message), .unmet(let message), .unknown(let message): message
      }
    }
  }

  public let id: String
  public let answer: @Sendable (BusinessStanding) -> Answer

  /// Months since the group was formed, proposed: as long as P4's indicators are watched before they count (DOMAIN §1).
  public static let leastMonths = 6
  /// Visits that met the group, proposed: one for every two of these months.
  public static let leastVisits = 3
  /// Months that the last visit may lie back, proposed.
  public static let latestVisitMonths = 3

  public static let table: [AdvanceRule] = [
    AdvanceRule(id: "age") { standing in
      guard let formed = standing.formedOn else { return .unknown(Message(.advanceNoDay)) }
      let due = formed.adding(months: leastMonths)
      let slots = ["months": String(leastMonths), "date": formed.display, "due": due.display]
      return due <= standing.today ? .met(Message(.advanceOld, slots)) : .unmet(Message(.advanceYoung, slots))
    },
    AdvanceRule(id: "offices") {
      $0.hasOffices ? .met(Message(.advanceOffices)) : .unmet(Message(.advanceNoOffices))
    },
    AdvanceRule(id: "visits") { standing in
      let slots = ["count": String(standing.visits.count), "least": String(leastVisits)]
      return standing.visits.count >= leastVisits
        ? .met(Message(.advanceVisits, slots)) : .unmet(Message(.advanceFewVisits, slots))
    },
    AdvanceRule(id: "recent") { standing in
      guard let last = standing.visits.last else { return .unknown(Message(.advanceNeverMet)) }
      let slots = ["date": last.display, "months": String(latestVisitMonths)]
      return last.adding(months: latestVisitMonths) >= standing.today
        ? .met(Message(.advanceRecent, slots)) : .unmet(Message(.advanceStale, slots))
    },
    AdvanceRule(id: "running") { standing in
      guard let isRunning = standing.isRunning else { return .unknown(Message(.advanceUnvisited)) }
      return isRunning ? .met(Message(.advanceRunning)) : .unmet(Message(.advanceStopped))
    },
    AdvanceRule(id: "turnover") { standing in
      guard let first = standing.firstTurnover, let last = standing.lastTurnover else {
        return .unknown(Message(.advanceTurnoverUnknown))
      }
      let slots = ["first": first.grouped, "last": last.grouped]
      return last >= first && last > 0
        ? .met(Message(.advanceTurnover, slots)) : .unmet(Message(.advanceTurnoverLess, slots))
    },
    AdvanceRule(id: "reports") { standing in
      standing.overdueReports == 0
        ? .met(Message(.advanceReports))
        : .unmet(Message(.advanceReportsLate, ["count": standing.overdueReports.grouped]))
    },
    AdvanceRule(id: "things") { standing in
      standing.lostThings == 0
        ? .met(Message(.advanceThings)) : .unmet(Message(.advanceThingsLost, ["count": standing.lostThings.grouped]))
    },
  ]

  /// Every rule with its answer, in the order of the table.
  public static func answers(_ standing: BusinessStanding) -> [(rule: AdvanceRule, answer: Answer)] {
    table.map { ($0, $0.answer(standing)) }
  }

  /// How many of the rules are not met, unknown ones among them.
  public static func open(_ standing: BusinessStanding) -> Int { table.count { !$0.answer(standing).isMet } }
}

extension Phrase {
  static let advanceNoDay = Phrase("advance.noDay")
  static let advanceOld = Phrase("advance.old")
  static let advanceYoung = Phrase("advance.young")
  static let advanceOffices = Phrase("advance.offices")
  static let advanceNoOffices = Phrase("advance.noOffices")
  static let advanceVisits = Phrase("advance.visits")
  static let advanceFewVisits = Phrase("advance.fewVisits")
  static let advanceNeverMet = Phrase("advance.neverMet")
  static let advanceUnvisited = Phrase("advance.unvisited")
  static let advanceRecent = Phrase("advance.recent")
  static let advanceStale = Phrase("advance.stale")
  static let advanceRunning = Phrase("advance.running")
  static let advanceStopped = Phrase("advance.stopped")
  static let advanceTurnoverUnknown = Phrase("advance.turnoverUnknown")
  static let advanceTurnover = Phrase("advance.turnover")
  static let advanceTurnoverLess = Phrase("advance.turnoverLess")
  static let advanceReports = Phrase("advance.reports")
  static let advanceReportsLate = Phrase("advance.reportsLate")
  static let advanceThings = Phrase("advance.things")
  static let advanceThingsLost = Phrase("advance.thingsLost")
}
