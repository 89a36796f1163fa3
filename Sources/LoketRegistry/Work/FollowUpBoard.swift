// Who is to be called next and about what, and which groups their mentors visit next, found once beside the keys and kept up
// to date save by save: a walk over ten thousand placements and their calls is nothing for a key.
import LoketModel

/// What of the list is shown.
public enum FollowUpFilter: String, Sendable, CaseIterable {
  /// Today and before.
  case due
  /// Seven days ahead too.
  case week
  /// Whom a call did not reach so far.
  case tried
  /// What lies ahead too.
  case all

  /// Days of a week ahead.
  public static let ahead = 7
}

/// Somebody who came back from work far away and has no newer work.
public struct Returnee: Hashable, Sendable {
  public let person: String
  public let name: String
  public let placement: String
  public let since: CalendarDate
}

/// The same as handles of the registry.
private struct BackAgain: Equatable, Sendable {
  let person: UInt32
  let placement: UInt32
  let since: CalendarDate
}

/// It keeps handles, not the facts of everybody: those of ten thousand placements are megabytes.
public struct FollowUpBoard: Equatable, Sendable {
  /// The day on which it looks at the steps.
  public private(set) var day: CalendarDate?
  /// The earliest first.
  public private(set) var rows: [FollowUpRow] = []
  /// How many rows are due: every frame may show it.
  public private(set) var dueCount = 0
  /// What the figures count.
  private(set) var standings: [FollowUpStanding] = []
  private var back: [BackAgain] = []
  /// To whom a placement, an assignment or a call belonged when it was looked at last.
  private var owners: [UInt32: UInt32] = [:]

  public init() {}

  /// Records on which the visits depend.
  public static let visitKinds: Set<RecordKind> = [.group, .mentorship, .mentorVisit]

  /// Looks at every placement, every completed course, every job-seeker card and every group: beside the keys.
  public init(_ registry: Registry, day: CalendarDate) {
    self.day = day
    for kind in [RecordKind.placement, .enrolment, .followUp] {
      for row in registry.handles(kind, includingVoid: true) { note(row, registry) }
    }
    var people = Set(owners.values)
    let issued = registry.numbers.key(Int(Registry.personKind), "jobCardIssued")
    for row in registry.handles(.person) where registry.shownRange(row, issued.number, issued.name) != nil {
      people.insert(row)
    }
    for person in people {
      if let facts = FollowUpFacts(of: person, in: registry) { rows += take(facts, of: person, in: registry, on: day) }
    }
    rows += registry.visitRows(on: day)
    rows.sort { registry.isBefore($0, $1) }
    count()
  }

  /// People whom a save touched, themselves or by a placement, a course or a call, are looked at again; and the groups where
  /// it touched one of them, its mentors or their visits.
  public mutating func follow(_ edits: [Edit], in registry: Registry) {
    guard let day else { return }
    var touched: Set<UInt32> = []
    for edit in edits {
      switch edit.on.kind {
      case .person: if let row = registry.row(edit.on) { touched.insert(row) }
      case .placement, .enrolment, .followUp:
        guard let row = registry.row(edit.on) else { continue }
        if let before = owners[row] { touched.insert(before) }
        note(row, registry)
        if let now = owners[row] { touched.insert(now) }
      case .pair:
        let people = people(inPair: edit.on, registry)
        touched.formUnion(people)
        for row in owners.keys where owners[row].map(people.contains) ?? false { note(row, registry) }
      default: continue
      }
    }
    if edits.contains(where: { FollowUpBoard.visitKinds.contains($0.on.kind) }) {
      rows.removeAll(where: \.isVisit)
      for row in registry.visitRows(on: day) { insert(row, registry) }
      count()
    }
    guard !touched.isEmpty else { return }
    rows.removeAll { touched.contains($0.person) }
    standings.removeAll { touched.contains($0.person) }
    back.removeAll { touched.contains($0.person) }
    for person in touched {
      guard let facts = FollowUpFacts(of: person, in: registry) else { continue }
      for row in take(facts, of: person, in: registry, on: day) { insert(row, registry) }
    }
    count()
  }

  /// Keeps what the figures and the returnees need of a person, and gives the rows.
  private mutating func take(
    _ facts: FollowUpFacts, of person: UInt32, in registry: Registry, on day: CalendarDate
  ) -> [FollowUpRow] {
    standings += facts.subjects.compactMap { FollowUpStanding($0, of: person, isCallable: facts.isCallable) }
    if facts.isCallable, let returned = facts.returned, let placement = registry.row(.placement, returned.placement) {
      back.append(BackAgain(person: person, placement: placement, since: returned.since))
    }
    return registry.rows(of: person, facts, on: day)
  }

  private mutating func insert(_ row: FollowUpRow, _ registry: Registry) {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if registry.isBefore(rows[middle], row) { low = middle + 1 } else { high = middle }
    }
    rows.insert(row, at: low)
  }

  private mutating func note(_ row: UInt32, _ registry: Registry) {
    owners[row] = registry.shown(row, "person").flatMap { registry.row(.person, $0) }
  }

  /// The people whom a pair names, and all who are named beside any of them in another: each of these may have been one
  /// with them before, or is now. A joined one stands under the lowest id.
  private func people(inPair pair: RecordRef, _ registry: Registry) -> Set<UInt32> {
    let named = { (pair: String) in
      ["first", "second"].compactMap { registry.value(RecordRef(.pair, pair), $0).flatMap { RecordRef($0) } }
        .filter { $0.kind == .person }
    }
    var waiting = named(pair.id)
    var people: Set<UInt32> = []
    while let record = waiting.popLast() {
      guard let own = registry.ownRow(record.kind, record.id), people.insert(own).inserted else { continue }
      waiting += registry.joined(record) + registry.pairs(of: record).flatMap { named($0.id) }
    }
    return people
  }

  private mutating func count() {
    guard let day else { return }
    dueCount = rows.prefix { $0.day <= day }.count
  }

  /// Whether a group waits for its mentor, today or later.
  public var hasVisits: Bool { rows.contains(where: \.isVisit) }

  // MARK: Lists

  /// The rows that a filter and a search leave.
  public func rows(_ filter: FollowUpFilter, matching text: String, in registry: Registry) -> [FollowUpRow] {
    guard let day else { return [] }
    let query = SearchQuery(text)
    let visits = query.lists.isEmpty ? [:] : registry.visitWords()
    return rows.filter { row in
      switch filter {
      case .due: guard row.day <= day else { return false }
      case .week: guard row.day <= day.adding(days: FollowUpFilter.ahead) else { return false }
      case .tried: guard row.isTried else { return false }
      case .all: break
      }
      guard !query.lists.isEmpty else { return true }
      guard row.isVisit else { return registry.matches(row, query) }
      let words = visits[row.subject] ?? ""
      return query.folded.allSatisfy { words.contains($0) }
    }
  }

  /// How many rows a filter leaves.
  public func count(_ filter: FollowUpFilter) -> Int {
    guard let day else { return 0 }
    switch filter {
    case .due: return dueCount
    case .week: return rows.prefix { $0.day <= day.adding(days: FollowUpFilter.ahead) }.count
    case .tried: return rows.count { $0.isTried }
    case .all: return rows.count
    }
  }

  /// Who came back from work far away, the last first.
  public func returnees(_ registry: Registry) -> [Returnee] {
    back.map {
      Returnee(
        person: registry.id($0.person), name: registry.shown($0.person, "name") ?? "",
        placement: registry.id($0.placement), since: $0.since)
    }.sorted { ($1.since, $0.name, $0.person) < ($0.since, $1.name, $1.person) }
  }
}
