// How many were called, reached and still at work 1, 3, 6 and 12 months after they began: by the month of their start, and all
// together. Whoever was not reached is not yet reported, and never counts as "not working".
import FoundationEssentials
import LoketModel

public struct FollowUpFigures: Hashable, Sendable, Encodable {
  /// One step of one cohort. `due` is `reached` and `notYetReported` together; `reached` is what the people said.
  public struct Step: Hashable, Sendable, Encodable {
    public private(set) var due = 0
    public private(set) var reached = 0
    public private(set) var sameWork = 0
    public private(set) var otherWork = 0
    public private(set) var ownBusiness = 0
    public private(set) var notWorking = 0
    public private(set) var studying = 0
    public private(set) var notYetReported = 0
    /// In the same or other work or a business of their own.
    public private(set) var working = 0
    /// Whose time was over before the work or course was entered: neither due nor reported.
    public private(set) var beforeEntry = 0

    public init() {}

    mutating func add(_ report: FollowUpStanding.Report) {
      if report == .beforeEntry {
        beforeEntry += 1
        return
      }
      due += 1
      guard report != .missing else {
        notYetReported += 1
        return
      }
      reached += 1
      switch report {
      case .sameWork: sameWork += 1
      case .otherWork: otherWork += 1
      case .ownBusiness: ownBusiness += 1
      case .studying: studying += 1
      default: notWorking += 1
      }
      working = sameWork + otherWork + ownBusiness
    }
  }

  public struct Cohort: Hashable, Sendable, Encodable {
    /// YYYY-MM of the start; `all` of everybody.
    public let month: String
    public fileprivate(set) var people = 0
    /// By the code of `CodeList.followUpStep`: `1`, `3`, `6`, `12`.
    public fileprivate(set) var steps: [String: Step]

    init(_ month: String) {
      self.month = month
      steps = Dictionary(uniqueKeysWithValues: FollowUpStep.afterStart.map { ($0.rawValue, Step()) })
    }

    public subscript(_ step: FollowUpStep) -> Step { steps[step.rawValue] ?? Step() }

    mutating func add(_ standing: FollowUpStanding, on day: CalendarDate) {
      people += 1
      for (place, step) in FollowUpStep.afterStart.enumerated() where standing.counts(place, on: day) {
        steps[step.rawValue]?.add(standing[place])
      }
    }
  }

  /// YYYY-MM-DD.
  public let day: String
  /// Placements by the month in which the work began, the earliest first.
  public private(set) var cohorts: [Cohort] = []
  public private(set) var all = Cohort("all")
  /// Courses that no work followed, by the day of their end.
  public private(set) var courses = Cohort("all")

  /// - Parameter day: the steps due by then count.
  public init(_ board: FollowUpBoard, day: CalendarDate) {
    self.day = day.iso
    var months: [String: Cohort] = [:]
    for standing in board.standings where standing.begins <= day {
      guard standing.isPlacement else {
        courses.add(standing, on: day)
        continue
      }
      let month = String(standing.begins.iso.prefix(7))
      months[month, default: Cohort(month)].add(standing, on: day)
      all.add(standing, on: day)
    }
    cohorts = months.values.sorted { $0.month < $1.month }
  }

  public func json() -> [UInt8] { ReportJSON.bytes(of: self) }

  // MARK: Words

  /// "41 dari 60 (68 %) yang jatuh tempo; 41 dari 48 (85 %) yang terhubung": the figure that counts, with both bases.
  public func halfYear(_ wording: Wording) -> String {
    let step = all[.halfYear]
    guard let ofDue = WholePercent.of(step.working, step.due) else { return wording[.followUpNoHalfYear] }
    let ofReached = WholePercent.of(step.working, step.reached).map(String.init) ?? "–"
    return wording.text(
      .followUpHalfYear,
      [
        "working": step.working.grouped, "due": step.due.grouped, "ofDue": String(ofDue),
        "reached": step.reached.grouped, "ofReached": ofReached,
      ])
  }

  /// One row of the table: what it is, then the figures.
  public static func cells(_ label: String, _ step: Step) -> [String] {
    [
      label, step.due.grouped, step.reached.grouped, step.working.grouped, step.notWorking.grouped,
      step.studying.grouped, step.notYetReported.grouped,
      WholePercent.of(step.working, step.due).map { "\($0) %" } ?? "–",
      WholePercent.of(step.working, step.reached).map { "\($0) %" } ?? "–",
    ]
  }

  /// The row under a cohort's steps that says how many of them nobody is asked about; nil where there are none.
  public static func cellsBeforeEntry(_ cohort: Cohort, _ wording: Wording) -> [String]? {
    let count = FollowUpStep.afterStart.reduce(0) { $0 + cohort[$1].beforeEntry }
    return count == 0 ? nil : [wording[.followUpBeforeEntry], count.grouped] + Array(repeating: "", count: 7)
  }

  /// The titles of these cells.
  public static func titles(_ wording: Wording) -> [String] {
    [
      "", wording[.followUpColumnDue], wording[.followUpColumnReached], wording[.followUpColumnWorking],
      wording[.followUpColumnNotWorking], wording[.followUpColumnStudying], wording[.followUpColumnUnreported],
      wording[.followUpColumnOfDue], wording[.followUpColumnOfReached],
    ]
  }

  /// The cohort's name: the month, or all of them.
  public static func name(_ cohort: Cohort, _ wording: Wording) -> String {
    cohort.month == "all" ? wording[.followUpAllMonths] : cohort.month
  }

  /// Every table of the report: all placements, the courses, then each month; a cohort of which nothing is due yet says so.
  public func lines(_ wording: Wording) -> [String] {
    guard all.people + courses.people > 0 else { return [wording[.followUpFiguresNone]] }
    var lines = [
      wording.text(.followUpFiguresTitle, ["day": CalendarDate(iso: day)?.display ?? day]), halfYear(wording),
    ]
    let groups =
      [(wording[.followUpPlacements], all), (wording[.followUpCourses], courses)]
      + cohorts.map { (FollowUpFigures.name($0, wording), $0) }
    for (name, cohort) in groups where cohort.people > 0 {
      lines += ["", wording.text(.followUpCohort, ["name": name, "count": cohort.people.grouped])]
      let rows =
        FollowUpStep.afterStart.map { FollowUpFigures.cells($0.name(wording.language), cohort[$0]) }
        + [FollowUpFigures.cellsBeforeEntry(cohort, wording)].compactMap { $0 }
      lines += ReportTable.lines([FollowUpFigures.titles(wording)] + rows).map { "  " + $0 }
    }
    return lines
  }
}

extension Phrase {
  static let followUpFiguresTitle = Phrase("followUp.figures.title")
  public static let followUpFiguresNone = Phrase("followUp.figures.none")
  static let followUpHalfYear = Phrase("followUp.figures.halfYear")
  static let followUpNoHalfYear = Phrase("followUp.figures.noHalfYear")
  public static let followUpPlacements = Phrase("followUp.figures.placements")
  public static let followUpCourses = Phrase("followUp.figures.courses")
  static let followUpAllMonths = Phrase("followUp.figures.allMonths")
  static let followUpCohort = Phrase("followUp.figures.cohort")
  static let followUpBeforeEntry = Phrase("followUp.figures.beforeEntry")
  static let followUpColumnDue = Phrase("followUp.column.due")
  static let followUpColumnReached = Phrase("followUp.column.reached")
  static let followUpColumnWorking = Phrase("followUp.column.working")
  static let followUpColumnNotWorking = Phrase("followUp.column.notWorking")
  static let followUpColumnStudying = Phrase("followUp.column.studying")
  static let followUpColumnUnreported = Phrase("followUp.column.unreported")
  static let followUpColumnOfDue = Phrase("followUp.column.ofDue")
  static let followUpColumnOfReached = Phrase("followUp.column.ofReached")
}
