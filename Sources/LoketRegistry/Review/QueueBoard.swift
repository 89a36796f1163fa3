// The supervisor's queue: every entry that waits, came back or was decided today, gathered once and kept up to date save by
// save, so that two thousand entries of a day cost a key nothing.
import LoketModel

/// One entry of the queue, in few bytes: what filters ask for.
public struct QueueRow: Hashable, Sendable {
  /// A handle of the registry.
  public let entry: UInt32
  /// What it is about; nil for an import, and where nothing of it is here.
  public let subject: UInt32?
  /// The login of who made it, as `Registry.login(_:)` reads it.
  public let by: UInt32
  /// A code of `entryAction`.
  public let action: String
  public let state: EntryState
  /// The working day to which it belongs.
  public let day: CalendarDate?
  /// Of an assignment, the track.
  public let track: String?
  /// Where it stands among all: the oldest first.
  let order: QueueOrder
}

/// (tick, segment, n) of the line that made an entry.
struct QueueOrder: Hashable, Comparable, Sendable {
  let tick: UInt64
  let segment: Identifier
  let n: UInt32

  static func < (left: QueueOrder, right: QueueOrder) -> Bool {
    (left.tick, left.segment, left.n) < (right.tick, right.segment, right.n)
  }
}

/// What a supervisor wants to see of the queue.
public struct QueueFilter: Hashable, Sendable {
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// It is the supervisor's turn.
    case waiting
    case returned
    /// Decided on this working day: what can still be taken back.
    case decided
    case all
  }

  public enum Days: String, Hashable, Sendable, CaseIterable { case any, today, older }

  public var scope = Scope.waiting
  public var days = Days.any
  /// A login.
  public var clerk: String?
  /// A code of `entryAction`.
  public var action: String?
  /// A track's code.
  public var track: String?

  public init(scope: Scope = .waiting) { self.scope = scope }

  /// Whether it leaves anything out beside the scope.
  public var isNarrow: Bool { days != .any || clerk != nil || action != nil || track != nil }
}

/// Entries of other working days than the one that is looked at.
public struct OpenElsewhere: Hashable, Sendable, Encodable {
  public var waiting = 0
  public var returned = 0
  public var isEmpty: Bool { waiting + returned == 0 }
  public init() {}
}

public struct QueueBoard: Equatable, Sendable {
  /// The oldest first.
  public private(set) var rows: [QueueRow] = []
  /// The working day on which the decided ones were decided.
  public private(set) var day: CalendarDate?
  /// How many rows each scope has, whatever else is filtered: every frame says some of them.
  public private(set) var counts: [QueueFilter.Scope: Int] = [:]
  /// Those that came back, the oldest first.
  private var returned: [QueueRow] = []

  public init() {}

  /// Walks over all entries: beside the keys.
  public init(_ registry: Registry, day: CalendarDate) {
    self.day = day
    rows = registry.queueEntries(day: day).compactMap { registry.queueRow($0, day: day) }
      .sorted { $0.order < $1.order }
    count()
  }

  /// Looks again at the entries that a save made or decided on.
  public mutating func follow(_ edits: [Edit], in registry: Registry) {
    guard let day else { return }
    var touched: Set<UInt32> = []
    for edit in edits {
      switch edit.on.kind {
      case .entry: if let row = registry.row(edit.on) { touched.insert(row) }
      case .approval: if let row = registry.row(edit.on) { touched.formUnion(registry.namedEntries(row)) }
      default: continue
      }
    }
    guard !touched.isEmpty else { return }
    rows.removeAll { touched.contains($0.entry) }
    let fresh = touched.compactMap { registry.queueRow($0, day: day) }.sorted { $0.order < $1.order }
    for row in fresh { insert(row) }
    count()
  }

  private mutating func insert(_ row: QueueRow) {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].order < row.order { low = middle + 1 } else { high = middle }
    }
    rows.insert(row, at: low)
  }

  /// The rows that a filter and a search leave.
  public func rows(_ filter: QueueFilter, matching text: String, in registry: Registry) -> [QueueRow] {
    let clerk = filter.clerk.map { registry.loginPlace($0) }
    let query = SearchQuery(text)
    return rows.filter { row in
      guard shows(row, filter), clerk == nil || clerk == row.by else { return false }
      return query.lists.isEmpty || registry.matches(row, query)
    }
  }

  private func shows(_ row: QueueRow, _ filter: QueueFilter) -> Bool {
    switch filter.scope {
    case .waiting: guard row.state.waitsForReview else { return false }
    case .returned: guard row.state == .returned else { return false }
    case .decided: guard !row.state.isOpen else { return false }
    case .all: break
    }
    switch filter.days {
    case .any: break
    case .today: guard row.day == day else { return false }
    case .older:
      guard let own = row.day, let day, own < day else { return false }
    }
    if let action = filter.action, action != row.action { return false }
    if let track = filter.track, track != row.track { return false }
    return true
  }

  private mutating func count() {
    returned = rows.filter { $0.state == .returned }
    let waiting = rows.count { $0.state.waitsForReview }
    counts = [
      .all: rows.count, .waiting: waiting, .returned: returned.count,
      .decided: rows.count - waiting - returned.count,
    ].filter { $0.value > 0 }
  }

  public func count(_ scope: QueueFilter.Scope) -> Int { counts[scope] ?? 0 }

  /// Entries of other working days that are not done with.
  public func open(besides day: CalendarDate) -> OpenElsewhere {
    rows.reduce(into: OpenElsewhere()) { open, row in
      guard row.day != day else { return }
      if row.state.waitsForReview { open.waiting += 1 }
      if row.state == .returned { open.returned += 1 }
    }
  }

  /// The entries of a clerk that came back, the oldest first.
  public func returned(to login: String, in registry: Registry) -> [QueueRow] {
    let by = registry.loginPlace(login)
    return returned.filter { $0.by == by }
  }
}

extension Registry {
  /// The login that stands behind `QueueRow.by`.
  public func login(_ place: UInt32) -> String { name(place) }

  func loginPlace(_ login: String) -> UInt32 { names.find(login) ?? none }

  /// The entry's id.
  public func entryID(_ row: QueueRow) -> String { id(row.entry) }

  public func subject(of row: QueueRow) -> RecordRef? { row.subject.map(ref) }

  /// Entries that wait or came back, and those that were decided on this day.
  func queueEntries(day: CalendarDate) -> Set<UInt32> {
    var found: Set<UInt32> = []
    for place in records.indices {
      let record = records[place]
      guard record.countsAsOne else { continue }
      if record.kind == Registry.entryKind {
        if !record.has(RecordRow.isVerified) || isDecidedAlone(UInt32(place)) { found.insert(UInt32(place)) }
      } else if record.kind == Registry.approvalKind, shown(UInt32(place), "day") == day.iso {
        found.formUnion(namedEntries(UInt32(place)))
      }
    }
    return found
  }

  /// The row of an entry in the queue of this day; nil where it has no place there.
  func queueRow(_ entry: UInt32, day: CalendarDate) -> QueueRow? {
    guard records[Int(entry)].countsAsOne, let line = firstLine(of: entry),
      let action = shownRange(entry, indexed.entryAction).map({ text($0) }), !["pair", "settings"].contains(action)
    else { return nil }
    let state = entryState(entry)
    if !state.isOpen, decidedOn(entry) != day.iso { return nil }
    let (segment, n) = position(line)
    let row = lines[Int(line)]
    return QueueRow(
      entry: entry, subject: subject(of: entry), by: row.by, action: action, state: state,
      day: shown(entry, "day").flatMap { CalendarDate(iso: $0) }, track: action == "assign" ? track(of: entry) : nil,
      order: QueueOrder(tick: row.tick, segment: segments[Int(segment)].id, n: n))
  }

  /// The working day of the last decision about an entry; nil where nobody decided.
  public func decisionDay(of entry: String) -> String? { row(.entry, entry).flatMap { decidedOn($0) } }

  /// What this account decided last among these entries: the entry alone, or the approval that names several.
  public func lastDecision(by login: String, among rows: [QueueRow]) -> RecordRef? {
    let by = loginPlace(login)
    var last: (line: UInt32, decision: RecordRef)?
    for row in rows where !row.state.waitsForReview {
      let approvals = approvals(of: row.entry)
      for record in approvals.isEmpty ? [row.entry] : approvals {
        guard let line = lineRows(of: record).last, lines[Int(line)].by == by else { continue }
        if last.map({ isLower($0.line, line) }) ?? true { last = (line, ref(record)) }
      }
    }
    return last?.decision
  }

  /// The entries that an approval still names, with the field that does.
  public func entries(in approval: RecordRef) -> [(field: String, entry: String)] {
    elements(approval, "entries").map { ("entries/\($0.element)", $0.value) }
  }

  /// The working day on which an entry was approved or cancelled.
  func decidedOn(_ entry: UInt32) -> String? {
    if isDecidedAlone(entry), let day = shown(entry, "stateDay") { return day }
    return approvals(of: entry).compactMap { shown($0, "day") }.max()
  }

  private func track(of entry: UInt32) -> String? {
    for record in records(of: id(entry), limit: 50) where record.kind == .enrolment {
      if let track = value(record, "track") { return track }
    }
    return nil
  }

  /// Whether each word stands in the text of what the entry is about, of its head or its household, or in the summary.
  fileprivate func matches(_ row: QueueRow, _ query: SearchQuery) -> Bool {
    let own = row.subject.map { records[Int($0)].slot } ?? none
    // Most words stand in the first text or in none: the others are looked for when it has not answered.
    var other: UInt32?
    var summary: [UInt8]?
    return query.lists.contains { words in
      words.allSatisfy { word in
        if own != none, texts.match(own, word) != nil { return true }
        let second = other ?? relatedSlot(row)
        other = second
        if second != none, texts.match(second, word) != nil { return true }
        let folded = summary ?? foldedSummary(row)
        summary = folded
        return !folded.isEmpty
          && folded.withUnsafeBytes { bytes in
            word.spellings.contains { $0.find(in: bytes, from: 0, to: bytes.count) != nil }
          }
      }
    }
  }

  private func foldedSummary(_ row: QueueRow) -> [UInt8] {
    if let subject = row.subject, records[Int(subject)].has(RecordRow.isFrozen) { return [] }
    return shown(row.entry, "summary").map { Array(NameKey.fold($0).utf8) } ?? []
  }

  /// The text of a person's household, or of a household's head.
  private func relatedSlot(_ row: QueueRow) -> UInt32 {
    guard let subject = row.subject else { return none }
    let isPerson = records[Int(subject)].kind == Registry.personKind
    let related = isPerson ? householdOf(subject) : shownRange(subject, indexed.head).flatMap { personRow($0) }
    return related.map { records[Int($0)].slot } ?? none
  }
}
