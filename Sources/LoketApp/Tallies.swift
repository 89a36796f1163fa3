// What the frame counts: found once when the state of all saves changes, not at every key.
import LoketModel
import LoketRegistry

/// Figures of the registry that every frame shows. They cost a walk over a day's entries or all open questions.
struct Tallies: Equatable, Sendable {
  /// The day of `figures`.
  private(set) var day: CalendarDate?
  /// What the working day did, as the daily report has it too.
  private(set) var figures = DayFigures()
  /// Fields that wait for a person's decision.
  private(set) var conflicts = 0
  /// Fields that wait for lines which are not here.
  private(set) var waitingFields = 0
  /// Pairs of records that wait for a supervisor.
  private(set) var undecidedPairs = 0

  init() {}

  /// Counts anew.
  init(_ registry: Registry, day: CalendarDate) {
    self.day = day
    figures = DayFigures(registry, day: day)
    conflicts = registry.conflicts().count
    waitingFields = registry.waitingFields
    undecidedPairs = registry.undecidedPairs
  }
}
