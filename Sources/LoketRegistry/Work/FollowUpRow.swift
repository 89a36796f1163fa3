// One row of the list of calls: what is open about one person or group, as handles of the registry, and in which order.
import LoketModel

/// One person to call about one thing; of several steps that are due it is the latest. Or one group to visit.
public struct FollowUpRow: Hashable, Sendable {
  /// Handles of the registry, of a call `none` where there was none. Of a visit the first two are the group.
  let person: UInt32
  let subject: UInt32
  /// Nil of a mentor's visit to a group.
  public let step: FollowUpStep?
  public let due: CalendarDate
  /// The day under which it stands: when it fell due, or when the last call said to call again.
  public let day: CalendarDate
  let call: UInt32
  /// Whether the last call did not reach the person, or the last visit nobody of the group.
  public let isTried: Bool
  /// Earlier steps that nobody reached: they gave way to this one.
  public let missed: Int

  /// A mentor goes to the group.
  public var isVisit: Bool { step == nil }

  /// Whether both are about one placement, course, card or group.
  public func isAboutSame(as other: FollowUpRow?) -> Bool { subject == other?.subject }
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
    return rows(of: row, facts, on: day).sorted { isBefore($0, $1) }
  }

  func rows(of person: UInt32, _ facts: FollowUpFacts, on day: CalendarDate) -> [FollowUpRow] {
    guard facts.isCallable else { return [] }
    return facts.subjects.compactMap { subject in
      guard let open = subject.open(on: day), let about = row(subject.about) else { return nil }
      let last = subject.calls.last
      return FollowUpRow(
        person: person, subject: about, step: open.step, due: open.due, day: open.day,
        call: last.flatMap { row(.followUp, $0.id) } ?? none, isTried: last.map { !$0.isReached } ?? false,
        missed: open.missed)
    }
  }

  /// The order of the list: the day, then the name.
  func isBefore(_ left: FollowUpRow, _ right: FollowUpRow) -> Bool {
    if left.day != right.day { return left.day < right.day }
    if left.person != right.person {
      let (first, second) = (name(of: left), name(of: right))
      if first != second { return first < second }
    }
    let (first, second) = (about(left), about(right))
    return (first.kind.rawValue, first.id) < (second.kind.rawValue, second.id)
  }

  /// The person whom a row is about; of a visit the group.
  public func person(of row: FollowUpRow) -> RecordRef { ref(row.person) }

  public func name(of row: FollowUpRow) -> String { shown(row.person, "name") ?? "" }

  /// A placement, a completed course, the person for the job-seeker card, or a group.
  public func about(_ row: FollowUpRow) -> RecordRef { ref(row.subject) }

  /// The last call about it, whatever its step.
  public func lastCall(of row: FollowUpRow) -> FollowUpCall? {
    row.call == none ? nil : followUp(id(row.call)).flatMap { FollowUpCall($0) }
  }

  func matches(_ row: FollowUpRow, _ query: SearchQuery) -> Bool {
    let slot = records[Int(row.person)].slot
    return slot != none
      && query.lists.contains { words in words.allSatisfy { texts.match(slot, $0) != nil } }
  }
}
