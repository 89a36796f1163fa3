// What the frame counts: found once when the state of all saves changes, not at every key.
import LoketModel
import LoketRegistry

/// Figures of the registry that every frame shows. They cost a walk over a day's entries or all open questions.
struct Tallies: Equatable, Sendable {
  /// The day of `entries`.
  private(set) var day: CalendarDate?
  /// Entries of the working day by their action.
  private(set) var entries: [String: Int] = [:]
  /// Fields that wait for a person's decision.
  private(set) var conflicts = 0
  /// Fields that wait for lines which are not here.
  private(set) var waitingFields = 0

  init() {}

  /// Counts anew.
  init(_ registry: Registry, day: CalendarDate) {
    self.day = day
    entries = registry.counts(day: day)
    conflicts = registry.conflicts().count
    waitingFields = registry.waitingFields
  }
}
