// What one working day did and what of it was taken back since: one count for Beranda and for `loket report daily`.
import LoketModel

extension Phrase {
  static let dayRegistered = Phrase("report.day.registered")
  static let dayChanged = Phrase("report.day.changed")
  static let dayAssigned = Phrase("report.day.assigned")
  static let dayPlaced = Phrase("report.day.placed")
  static let dayImported = Phrase("report.day.imported")
  static let dayOthers = Phrase("report.day.others")
  static let dayUndone = Phrase("report.day.undone")
  public static let dayEntered = Phrase("report.day.entered")
  public static let dayApproved = Phrase("report.day.approved")
}

/// Counted from the day's entries, so that it costs as much as the day and not as much as the office.
public struct DayFigures: Hashable, Sendable, Encodable {
  public struct Figure: Hashable, Sendable, Encodable {
    public var done = 0
    /// Of `done`, what was voided or withdrawn since.
    public var undone = 0
    /// Of what stands, how much a supervisor approved.
    public var verified = 0
    public var stands: Int { done - undone }

    fileprivate static func + (left: Figure, right: Figure) -> Figure {
      Figure(
        done: left.done + right.done, undone: left.undone + right.undone, verified: left.verified + right.verified)
    }

    fileprivate static func - (left: Figure, right: Figure) -> Figure {
      Figure(
        done: left.done - right.done, undone: left.undone - right.undone, verified: left.verified - right.verified)
    }
  }

  /// Households registered by hand. Each of these five counts entries, so that they make up the day's queue together with
  /// its imports.
  public private(set) var registered = Figure()
  public private(set) var changed = Figure()
  public private(set) var assigned = Figure()
  public private(set) var placed = Figure()
  /// Entries of every other kind: moves, voids, what ended.
  public private(set) var others = Figure()
  /// Households that imports brought; the import itself is one entry.
  public private(set) var imported = Figure()

  /// A day without work.
  public init() {}

  public init(_ registry: Registry, day: CalendarDate) {
    self.init(registry, day.iso, registry.showing(registry.indexed.entryDay, day.iso))
  }

  /// What of the day is about these records alone.
  public init(_ registry: Registry, day: CalendarDate, about touched: TouchedRecords) {
    let about = touched.subjects.flatMap { registry.showing(registry.indexed.entrySubject, $0.description) }
    let imports = touched.imports.compactMap { registry.row($0) }
    let entries = Set(about + imports).filter { registry.shown($0, "day") == day.iso }
    self.init(registry, day.iso, entries.sorted())
  }

  private init(_ registry: Registry, _ day: String, _ entries: [UInt32]) {
    var assignments: [UInt32: Figure] = [:]
    var placements: [UInt32: Figure] = [:]
    for entry in entries {
      let subject = registry.subject(of: entry)
      let one = Figure(done: 1, verified: registry.records[Int(entry)].has(RecordRow.isVerified) ? 1 : 0)
      switch registry.shown(entry, "action") {
      case "register":
        let isVoid = subject.map { registry.records[Int($0)].has(RecordRow.isVoid) } ?? false
        registered = registered + (isVoid ? Figure(done: 1, undone: 1) : one)
      case "change": changed = changed + Self.whole(entry, one, registry)
      case "assign": if let subject { assignments[subject] = assignments[subject, default: Figure()] + one }
      case "place": if let subject { placements[subject] = placements[subject, default: Figure()] + one }
      case "import":
        let summary = registry.shown(entry, "summary").flatMap { ImportSummary(stored: $0) }
        let households = summary?.householdsAdded ?? 0
        imported = imported + Figure(done: households, verified: one.verified * households)
      case "pair", "settings", nil: continue
      default: others = others + Self.whole(entry, one, registry)
      }
    }
    assigned = DayFigures.figure(assignments, registry, of: registry.indexed.enrolmentPerson) { enrolment in
      registry.shown(enrolment, "day") == day && registry.shown(enrolment, "status") != "withdrawn"
    }
    placed = DayFigures.figure(placements, registry, of: registry.indexed.placementPerson) { placement in
      registry.shown(placement, "day") == day
    }
  }

  /// An entry that counts as one, and as undone once it is cancelled.
  private static func whole(_ entry: UInt32, _ one: Figure, _ registry: Registry) -> Figure {
    registry.entryState(entry) == .cancelled ? Figure(done: 1, undone: 1) : one
  }

  /// - Parameters:
  ///   - entries: how often each person was assigned or placed, and how often that was approved.
  ///   - field: by which a person's assignments or placements are found.
  ///   - stands: whether one of them is of the day and still stands.
  private static func figure(
    _ entries: [UInt32: Figure], _ registry: Registry, of field: UInt16, stands: (UInt32) -> Bool
  ) -> Figure {
    entries.reduce(into: Figure()) { figure, entry in
      let standing =
        registry.records[Int(entry.key)].has(RecordRow.isVoid)
        ? 0 : registry.showing(field, registry.id(entry.key)).count(where: stands)
      let counted = min(standing, entry.value.done)
      figure.done += entry.value.done
      figure.undone += entry.value.done - counted
      figure.verified += min(entry.value.verified, counted)
    }
  }

  /// Puts what is about some records now in the place of what was about them.
  public mutating func replace(_ before: DayFigures, with after: DayFigures) {
    registered = registered - before.registered + after.registered
    changed = changed - before.changed + after.changed
    assigned = assigned - before.assigned + after.assigned
    placed = placed - before.placed + after.placed
    others = others - before.others + after.others
    imported = imported - before.imported + after.imported
  }

  /// The same day in another office.
  public static func += (left: inout DayFigures, right: DayFigures) { left.replace(DayFigures(), with: right) }

  /// Entries of every kind, and those of them that a supervisor approved; of an import the households it brought.
  public var everything: (done: Int, verified: Int) {
    let sum = registered + changed + assigned + placed + others + imported
    return (sum.done, sum.verified)
  }

  /// Each figure with its words, in the order of the work.
  public func rows(_ wording: Wording) -> [(count: Int, verified: Int, words: String)] {
    let rows: [(Figure, Phrase)] = [
      (registered, .dayRegistered), (changed, .dayChanged), (assigned, .dayAssigned), (placed, .dayPlaced),
      (others, .dayOthers), (imported, .dayImported),
    ]
    // The others stand there on the days that have some.
    return rows.filter { $0.1 != .dayOthers || $0.0.done > 0 }.map { figure, phrase in
      let what = wording[phrase]
      guard figure.undone > 0 else { return (figure.done, figure.verified, what) }
      return (figure.done, figure.verified, wording.text(.dayUndone, ["what": what, "count": String(figure.undone)]))
    }
  }
}

/// The records whose figures a save may have changed.
public struct TouchedRecords: Hashable, Sendable {
  public private(set) var subjects: Set<RecordRef> = []
  public private(set) var imports: Set<RecordRef> = []
  /// Two records became one or two again: everything is counted anew.
  public private(set) var isEverything = false

  /// - Parameter registry: with or without the edits.
  public init(_ edits: [Edit], _ registry: Registry) {
    for edit in edits {
      let named = { (field: String) in edit.set.first { $0.field == field }?.value ?? registry.value(edit.on, field) }
      switch edit.on.kind {
      case .entry: add(edit.on, named("subject"))
      case .approval:
        for change in edit.set where change.field.hasPrefix("entries/") {
          // A name that is taken away is still known by the lines that it replaces.
          guard let id = change.value ?? registry.value(edit.on, change.field) else { continue }
          add(RecordRef(.entry, id), registry.value(RecordRef(.entry, id), "subject"))
        }
      case .enrolment, .placement: if let person = named("person") { subjects.insert(RecordRef(.person, person)) }
      case .person, .household: subjects.insert(edit.on)
      case .pair, .day: isEverything = true
      default: continue
      }
    }
  }

  private mutating func add(_ entry: RecordRef, _ subject: String?) {
    if let subject = subject.flatMap({ RecordRef($0) }) { subjects.insert(subject) } else { imports.insert(entry) }
  }
}
