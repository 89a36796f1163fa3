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
    let day = day.iso
    var assignments: [UInt32: Int] = [:]
    var placements: [UInt32: Int] = [:]
    for entry in registry.showing(registry.indexed.entryDay, day) {
      let subject = registry.subject(of: entry)
      switch registry.shown(entry, "action") {
      case "register":
        registered.done += 1
        if let subject, registry.records[Int(subject)].has(RecordRow.isVoid) { registered.undone += 1 }
      case "change": changed.done += 1
      case "assign": if let subject { assignments[subject, default: 0] += 1 }
      case "place": if let subject { placements[subject, default: 0] += 1 }
      case "import":
        imported.done += registry.shown(entry, "summary").flatMap { ImportSummary(stored: $0) }?.householdsAdded ?? 0
      default: continue
      }
    }
    assigned = DayFigures.figure(assignments, registry, of: registry.indexed.enrolmentPerson) { enrolment in
      registry.shown(enrolment, "day") == day && registry.shown(enrolment, "status") != "withdrawn"
    }
    placed = DayFigures.figure(placements, registry, of: registry.indexed.placementPerson) { placement in
      registry.shown(placement, "day") == day
    }
  }

  /// - Parameters:
  ///   - entries: how often each person was assigned or placed.
  ///   - field: by which a person's assignments or placements are found.
  ///   - stands: whether one of them is of the day and still stands.
  private static func figure(
    _ entries: [UInt32: Int], _ registry: Registry, of field: UInt16, stands: (UInt32) -> Bool
  ) -> Figure {
    entries.reduce(into: Figure()) { figure, entry in
      let standing =
        registry.records[Int(entry.key)].has(RecordRow.isVoid)
        ? 0 : registry.showing(field, registry.id(entry.key)).count(where: stands)
      figure.done += entry.value
      figure.undone += entry.value - min(standing, entry.value)
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
