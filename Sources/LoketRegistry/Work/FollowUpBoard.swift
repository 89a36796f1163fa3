// Who is to be called next and about what, found once beside the keys and kept up to date save by save: a walk over ten
// thousand placements and their calls is nothing for a key.
import LoketModel

/// One person to call about one thing. Of several steps that are due it is the latest.
public struct FollowUpRow: Hashable, Sendable {
  /// A handle of the registry.
  let person: UInt32
  public let name: String
  /// A placement, a completed course, or the person for the job-seeker card.
  public let about: RecordRef
  public let step: FollowUpStep
  public let due: CalendarDate
  /// The day under which it stands: when it fell due, or when the last call said to call again.
  public let day: CalendarDate
  /// The last call about it, whatever its step.
  public let last: FollowUpCall?
  /// Earlier steps that nobody reached: they gave way to this one.
  public let missed: Int

  fileprivate static func isBefore(_ left: FollowUpRow, _ right: FollowUpRow) -> Bool {
    if left.day != right.day { return left.day < right.day }
    if left.name != right.name { return left.name < right.name }
    return (left.about.kind.rawValue, left.about.id) < (right.about.kind.rawValue, right.about.id)
  }
}

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

public struct FollowUpBoard: Equatable, Sendable {
  /// The day on which it looks at the steps.
  public private(set) var day: CalendarDate?
  /// The earliest first.
  public private(set) var rows: [FollowUpRow] = []
  /// How many rows are due: every frame may show it.
  public private(set) var dueCount = 0
  private(set) var facts: [UInt32: FollowUpFacts] = [:]
  /// To whom a placement, an assignment or a call belonged when it was looked at last.
  private var owners: [UInt32: UInt32] = [:]

  public init() {}

  /// Looks at every placement, every completed course and every job-seeker card: beside the keys.
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
    for person in people { facts[person] = FollowUpFacts(of: person, in: registry) }
    rows = facts.flatMap { FollowUpBoard.rows(of: $0.key, $0.value, on: day) }.sorted(by: FollowUpRow.isBefore)
    count()
  }

  /// People whom a save touched, themselves or by a placement, a course or a call, are looked at again.
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
    guard !touched.isEmpty else { return }
    rows.removeAll { touched.contains($0.person) }
    for person in touched {
      facts[person] = registry.records[Int(person)].countsAsOne ? FollowUpFacts(of: person, in: registry) : nil
      guard let found = facts[person] else { continue }
      for row in FollowUpBoard.rows(of: person, found, on: day) { insert(row) }
    }
    count()
  }

  private mutating func insert(_ row: FollowUpRow) {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if FollowUpRow.isBefore(rows[middle], row) { low = middle + 1 } else { high = middle }
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

  // MARK: One person

  static func rows(of person: UInt32, _ facts: FollowUpFacts, on day: CalendarDate) -> [FollowUpRow] {
    guard facts.isCallable else { return [] }
    return facts.subjects.compactMap { subject in
      guard let open = subject.open(on: day) else { return nil }
      return FollowUpRow(
        person: person, name: facts.name, about: subject.about, step: open.step, due: open.due, day: open.day,
        last: subject.calls.last, missed: open.missed)
    }
  }

  // MARK: Lists

  /// The rows that a filter and a search leave.
  public func rows(_ filter: FollowUpFilter, matching text: String, in registry: Registry) -> [FollowUpRow] {
    guard let day else { return [] }
    let query = SearchQuery(text)
    return rows.filter { row in
      switch filter {
      case .due: guard row.day <= day else { return false }
      case .week: guard row.day <= day.adding(days: FollowUpFilter.ahead) else { return false }
      case .tried: guard let last = row.last, !last.isReached else { return false }
      case .all: break
      }
      return query.lists.isEmpty || registry.matches(row, query)
    }
  }

  /// How many rows a filter leaves.
  public func count(_ filter: FollowUpFilter) -> Int {
    guard let day else { return 0 }
    switch filter {
    case .due: return dueCount
    case .week: return rows.prefix { $0.day <= day.adding(days: FollowUpFilter.ahead) }.count
    case .tried: return rows.count { $0.last.map { !$0.isReached } ?? false }
    case .all: return rows.count
    }
  }

  /// Who came back from work far away, the last first.
  public func returnees(_ registry: Registry) -> [Returnee] {
    facts.compactMap { person, facts -> Returnee? in
      guard facts.isCallable, let returned = facts.returned else { return nil }
      return Returnee(
        person: registry.id(person), name: facts.name, placement: returned.placement, since: returned.since)
    }.sorted { ($1.since, $0.name, $0.person) < ($0.since, $1.name, $1.person) }
  }
}

extension FollowUpSubject {
  /// What is open on a day: the latest step that fell due, else the next one; nil where nothing is left to ask.
  func open(on today: CalendarDate) -> (step: FollowUpStep, due: CalendarDate, day: CalendarDate, missed: Int)? {
    // The person is called about something newer.
    if let until, until <= today { return nil }
    let steps = ownSteps
    let last = calls.last
    var place = steps.lastIndex { $0.due <= today } ?? 0
    guard steps.indices.contains(place) else { return promised(last) }
    if isSettled(steps[place], at: place) {
      // Who asked to be called again is called before the next step comes.
      let promise = promised(last)
      place += 1
      while place < steps.count, isSettled(steps[place], at: place) { place += 1 }
      guard place < steps.count, promise.map({ steps[place].due <= $0.day }) ?? true else { return promise }
    }
    let open = steps[place]
    let missed = open.due <= today ? steps[..<place].count { reached($0.step) == nil } : 0
    let again = last.flatMap { $0.step == open.step && belongs($0, to: open) ? $0.next : nil }
    return (open.step, open.due, max(open.due, again ?? open.due), missed)
  }

  /// A reached person who asked to be called again on a day.
  private func promised(
    _ last: FollowUpCall?
  ) -> (step: FollowUpStep, due: CalendarDate, day: CalendarDate, missed: Int)? {
    guard let last, last.isReached, let next = last.next else { return nil }
    return (last.step, next, next, 0)
  }

  /// A call that reached the person settles its own step and those before it.
  private func isSettled(_ step: Step, at place: Int) -> Bool {
    let rank = { (step: FollowUpStep) in FollowUpStep.allCases.firstIndex(of: step) ?? 0 }
    return calls.contains { call in
      call.isReached && (rank(call.step) > rank(step.step) || call.step == step.step) && belongs(call, to: step)
    }
  }

  /// A card is reported again and again: a call is about the report that was due then, or within the week that the list
  /// shows ahead.
  private func belongs(_ call: FollowUpCall, to step: Step) -> Bool {
    guard step.step.isOfJobCard else { return true }
    return CalendarDate(iso: call.date).map { $0.adding(days: FollowUpFilter.ahead) >= step.due } ?? false
  }
}

extension Registry {
  /// What is open about one person on a day, the earliest first; empty where nobody is to be called.
  public func openFollowUps(of person: String, on day: CalendarDate) -> [FollowUpRow] {
    guard let row = row(.person, person), let facts = FollowUpFacts(of: row, in: self) else { return [] }
    return FollowUpBoard.rows(of: row, facts, on: day).sorted(by: FollowUpRow.isBefore)
  }

  /// The person whom a row is about.
  public func person(of row: FollowUpRow) -> RecordRef { ref(row.person) }

  fileprivate func matches(_ row: FollowUpRow, _ query: SearchQuery) -> Bool {
    let slot = records[Int(row.person)].slot
    return slot != none
      && query.lists.contains { words in words.allSatisfy { texts.match(slot, $0) != nil } }
  }
}
