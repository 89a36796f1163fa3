// How many groups still run 3, 6 and 12 months after they were formed, with turnover and workers, as the visits found it. A
// group that was not met in a step's time is not yet reported, and never counts as stopped.
import LoketModel

/// Months after a group was formed. The raw values are the months.
public enum ProgressStep: Int, CaseIterable, Sendable {
  case quarter = 3
  case halfYear = 6
  case year = 12

  /// Visits tell of a step from its day until this many months after the group was formed: until the next step; of the last
  /// one as long again.
  public var until: Int {
    switch self {
    case .quarter: 6
    case .halfYear: 12
    case .year: 24
    }
  }
}

public struct BusinessProgress: Hashable, Sendable, Encodable {
  /// One step. `due` is `running`, `stopped` and `notYetReported` together.
  public struct Step: Hashable, Sendable, Encodable {
    public fileprivate(set) var due = 0
    public fileprivate(set) var running = 0
    /// What a visit found stopped, and groups that ended before.
    public fileprivate(set) var stopped = 0
    public fileprivate(set) var notYetReported = 0
    /// Rupiah a month, of those that run and told; `turnoverGroups` says how many these are.
    public fileprivate(set) var turnover = 0
    public fileprivate(set) var turnoverGroups = 0
    /// People who work in them, of those that run and told.
    public fileprivate(set) var workers = 0
    public fileprivate(set) var workersGroups = 0

    public init() {}

    fileprivate mutating func add(_ report: Report) {
      due += 1
      switch report {
      case .missing: notYetReported += 1
      case .stopped: stopped += 1
      case .running(let turnover, let workers):
        running += 1
        if let turnover {
          self.turnover += turnover
          turnoverGroups += 1
        }
        if let workers {
          self.workers += workers
          workersGroups += 1
        }
      }
    }
  }

  fileprivate enum Report {
    case missing, stopped
    case running(turnover: Int?, workers: Int?)
  }

  /// YYYY-MM-DD.
  public let day: String
  /// Groups with a day on which they were formed, by then; those that ended among them.
  public private(set) var groups = 0
  /// Groups of which nobody wrote down when they were formed: they stand in no step.
  public private(set) var undated = 0
  /// By the months of `ProgressStep`.
  public private(set) var steps: [String: Step]
  /// The same by field of business, a code of `CodeList.businessField`; empty where it is not known.
  public private(set) var fields: [String: [String: Step]] = [:]

  public init(_ book: MentorBook) {
    day = book.day.iso
    steps = Dictionary(uniqueKeysWithValues: ProgressStep.allCases.map { (String($0.rawValue), Step()) })
    for one in book.running + book.ended where one.group.endReason != "mistake" {
      guard let formed = one.group.formedOn.flatMap({ CalendarDate(iso: $0) }) else {
        undated += 1
        continue
      }
      guard formed <= book.day else { continue }
      groups += 1
      for step in ProgressStep.allCases where formed.adding(months: step.rawValue) <= book.day {
        let report = BusinessProgress.report(one, formed, step)
        steps[String(step.rawValue)]?.add(report)
        fields[one.group.field ?? "", default: [:]][String(step.rawValue), default: Step()].add(report)
      }
    }
  }

  public subscript(_ step: ProgressStep) -> Step { steps[String(step.rawValue)] ?? Step() }

  /// The last visit in the step's time that met the group counts. Where none did, a group has stopped that ended before the
  /// end of that time, or that an earlier visit found stopped: it stays so until somebody finds it running.
  private static func report(_ one: MentoredGroup, _ formed: CalendarDate, _ step: ProgressStep) -> Report {
    let (begins, ends) = (formed.adding(months: step.rawValue).iso, formed.adding(months: step.until).iso)
    let visit = one.visits.last { $0.isMet && ($0.date ?? "") >= begins && ($0.date ?? "") < ends }
    let ended = one.group.endedOn
    guard let visit else {
      let before = one.visits.last { $0.isMet && ($0.date ?? "") < begins }
      return before?.running == "no" || ended.map { $0 < ends } ?? false ? .stopped : .missing
    }
    guard visit.running == "yes" else { return .stopped }
    return .running(turnover: visit.turnover.flatMap { Int($0) }, workers: visit.workers.flatMap { Int($0) })
  }

  public func json() -> [UInt8] { ReportJSON.bytes(of: self) }

  // MARK: Words

  /// "7 dari 10 masih berjalan setelah 6 bulan, 2 berhenti, 1 belum terlapor".
  public func line(_ step: ProgressStep, _ wording: Wording) -> String {
    let found = self[step]
    let months = String(step.rawValue)
    guard found.due > 0 else { return wording.text(.progressNotDue, ["months": months]) }
    return wording.text(
      .progressLine,
      [
        "months": months, "due": found.due.grouped, "running": found.running.grouped,
        "stopped": found.stopped.grouped, "missing": found.notYetReported.grouped,
      ])
  }

  /// One row of the table: what it is, then the figures.
  public static func cells(_ label: String, _ step: Step) -> [String] {
    [
      label, step.due.grouped, step.running.grouped, step.stopped.grouped, step.notYetReported.grouped,
      step.turnoverGroups == 0 ? "–" : step.turnover.grouped, step.workersGroups == 0 ? "–" : step.workers.grouped,
    ]
  }

  /// The titles of these cells.
  public static func titles(_ wording: Wording) -> [String] {
    [
      "", wording[.progressColumnDue], wording[.progressColumnRunning], wording[.progressColumnStopped],
      wording[.progressColumnMissing], wording[.progressColumnTurnover], wording[.progressColumnWorkers],
    ]
  }

  /// What stands in the table, each with its three steps: all groups, then each field.
  public func parts(_ wording: Wording) -> [(name: String, steps: [String: Step])] {
    let codes = CodeList.businessField.codes.map(\.code) + [""]
    return [(wording[.progressAll], steps)]
      + codes.compactMap { code in
        fields[code].map { steps in
          (code.isEmpty ? wording[.progressNoField] : CodeList.businessField.name(of: code, wording.language), steps)
        }
      }
  }

  /// The report of the command line.
  public func lines(_ wording: Wording) -> [String] {
    guard groups + undated > 0 else { return [wording[.progressNone]] }
    var lines = [wording.text(.progressTitle, ["day": CalendarDate(iso: day)?.display ?? day])]
    lines += ProgressStep.allCases.map { line($0, wording) }
    if undated > 0 { lines.append(wording.text(.progressUndated, ["count": undated.grouped])) }
    for part in parts(wording) {
      let rows = ProgressStep.allCases.map { step in
        BusinessProgress.cells(
          wording.text(.progressMonths, ["months": String(step.rawValue)]), part.steps[String(step.rawValue)] ?? Step())
      }
      lines += ["", part.name] + ReportTable.lines([BusinessProgress.titles(wording)] + rows).map { "  " + $0 }
    }
    return lines
  }
}

extension Phrase {
  static let progressNotDue = Phrase("progress.notDue")
  static let progressLine = Phrase("progress.line")
  static let progressAll = Phrase("progress.all")
  static let progressNoField = Phrase("progress.noField")
  public static let progressNone = Phrase("progress.none")
  static let progressTitle = Phrase("progress.title")
  public static let progressUndated = Phrase("progress.undated")
  public static let progressMonths = Phrase("progress.months")
  static let progressColumnDue = Phrase("progress.column.due")
  static let progressColumnRunning = Phrase("progress.column.running")
  static let progressColumnStopped = Phrase("progress.column.stopped")
  static let progressColumnMissing = Phrase("progress.column.missing")
  static let progressColumnTurnover = Phrase("progress.column.turnover")
  static let progressColumnWorkers = Phrase("progress.column.workers")
}
