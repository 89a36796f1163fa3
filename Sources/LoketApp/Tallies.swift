// What the frame counts: found once when the state of all saves changes, not at every key.
import LoketModel
import LoketRegistry

/// Figures of the registry that every frame shows. They cost a walk over a day's entries or all open questions.
struct Tallies: Equatable, Sendable {
  /// The calendar's day when they were counted.
  private(set) var day: CalendarDate?
  /// The day of `figures`: today, or the next one that is not closed.
  private(set) var workDay: CalendarDate?
  /// What the working day did, as the daily report has it too.
  private(set) var figures = DayFigures()
  /// Fields that wait for a person's decision.
  private(set) var conflicts = 0
  /// Those of settings alone.
  private(set) var settingConflicts = 0
  /// Records that wait for lines which are not here.
  private(set) var waitingRecords = 0
  /// NIK that several people have, and letters that several PCs of the office have.
  private(set) var sharedNiks = 0
  private(set) var sharedLetters = 0
  /// What was asked about people's own data and is not answered: until when it must be.
  private(set) var requestClocks: [AnswerClock] = []
  /// Pairs of records that wait for a supervisor.
  private(set) var undecidedPairs = 0

  init() {}

  /// Counts what is about these records anew, after they changed; all of it where that is not enough.
  /// - Parameter before: what was about them.
  mutating func follow(
    _ touched: TouchedRecords, before: DayFigures, _ registry: Registry, office: String, today: CalendarDate
  ) {
    guard let workDay, day == today, !touched.isEverything else {
      self = Tallies(registry, office: office, day: today)
      return
    }
    figures.replace(before, with: DayFigures(registry, day: workDay, about: touched))
    countQuestions(registry, office: office)
  }

  private mutating func countQuestions(_ registry: Registry, office: String) {
    conflicts = registry.conflictCount
    settingConflicts = registry.conflictCount(of: ConflictItems.settings)
    waitingRecords = registry.waitingRecordCount
    sharedNiks = registry.sharedNikCount
    sharedLetters = registry.sharedLetters(of: office).count
    undecidedPairs = registry.undecidedPairs
    requestClocks = registry.dataRequests().filter(\.isOpen).compactMap(\.clock)
  }

  /// Counts anew.
  init(_ registry: Registry, office: String, day: CalendarDate) {
    self.day = day
    let workDay = registry.workDay(of: office, from: day)
    self.workDay = workDay
    figures = DayFigures(registry, day: workDay)
    countQuestions(registry, office: office)
  }
}
