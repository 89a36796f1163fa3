// What one working day did and what of it was taken back since: one count for Beranda and for `loket report daily`.
import LoketModel

extension Phrase {
  static let dayRegistered = Phrase("report.day.registered")
  static let dayChanged = Phrase("report.day.changed")
  static let dayAssigned = Phrase("report.day.assigned")
  static let dayPlaced = Phrase("report.day.placed")
  static let dayImported = Phrase("report.day.imported")
  static let dayUndone = Phrase("report.day.undone")
}

/// Counted from the day's entries, so that it costs as much as the day and not as much as the office.
public struct DayFigures: Hashable, Sendable, Encodable {
  public struct Figure: Hashable, Sendable, Encodable {
    public var done = 0
    /// Of `done`, what was voided or withdrawn since.
    public var undone = 0
    public var stands: Int { done - undone }
  }

  /// Households registered by hand.
  public private(set) var registered = Figure()
  public private(set) var changed = Figure()
  public private(set) var assigned = Figure()
  public private(set) var placed = Figure()
  /// Households that imports brought.
  public private(set) var imported = Figure()

  /// A day without work.
  public init() {}

  public init(_ registry: Registry, day: CalendarDate) {
    var assignments: [RecordRef: Int] = [:]
    var placements: [RecordRef: Int] = [:]
    for entry in registry.entries(day: day) {
      let subject = entry.subject.flatMap { RecordRef($0) }
      switch entry.action {
      case "register":
        registered.done += 1
        if let subject, registry.isVoid(subject) { registered.undone += 1 }
      case "change": changed.done += 1
      case "assign": if let subject { assignments[subject, default: 0] += 1 }
      case "place": if let subject { placements[subject, default: 0] += 1 }
      case "import":
        imported.done += entry.summary.flatMap { ImportSummary(stored: $0) }?.householdsAdded ?? 0
      default: continue
      }
    }
    assigned = DayFigures.figure(assignments, registry) { person in
      registry.enrolments(of: person).count { $0.day == day.iso && $0.status != "withdrawn" }
    }
    placed = DayFigures.figure(placements, registry) { person in
      registry.placements(of: person).count { $0.day == day.iso }
    }
  }

  /// - Parameter standing: how many of a person's records of the day still stand.
  private static func figure(
    _ entries: [RecordRef: Int], _ registry: Registry, standing: (String) -> Int
  ) -> Figure {
    entries.reduce(into: Figure()) { figure, entry in
      let stands = registry.isVoid(entry.key) ? 0 : min(standing(entry.key.id), entry.value)
      figure.done += entry.value
      figure.undone += entry.value - stands
    }
  }

  /// Each figure with its words, in the order of the work.
  public func rows(_ wording: Wording) -> [(count: Int, words: String)] {
    let rows: [(Figure, Phrase)] = [
      (registered, .dayRegistered), (changed, .dayChanged), (assigned, .dayAssigned), (placed, .dayPlaced),
      (imported, .dayImported),
    ]
    return rows.map { figure, phrase in
      let what = wording[phrase]
      guard figure.undone > 0 else { return (figure.done, what) }
      return (figure.done, wording.text(.dayUndone, ["what": what, "count": String(figure.undone)]))
    }
  }
}
