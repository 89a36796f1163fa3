// What the calls to one person depend on: what they are about, when each step falls due, and what was said so far.
import LoketModel

/// One call, as far as it settles something.
public struct FollowUpCall: Hashable, Sendable {
  let id: String
  public let step: FollowUpStep
  /// YYYY-MM-DD; empty where it is not known.
  public let date: String
  /// A code of `CodeList.callOutcome`.
  public let outcome: String
  /// A code of `CodeList.followUpResult`; nil where it reached nobody.
  public let result: String?
  public let next: CalendarDate?
  public let isReached: Bool

  init?(_ call: FollowUp) {
    guard let step = call.step.flatMap({ FollowUpStep(rawValue: $0) }) else { return nil }
    self.step = step
    id = call.id
    date = call.date ?? call.day ?? ""
    outcome = call.outcome ?? ""
    result = call.isReached ? call.result : nil
    next = call.next.flatMap { CalendarDate(iso: $0) }
    isReached = call.isReached
  }
}

/// A placement, a completed course or a job-seeker card about which somebody is called.
struct FollowUpSubject: Hashable, Sendable {
  let about: RecordRef
  /// Start of the work, end of the course, issue of the card.
  let begins: CalendarDate
  /// From when on the person is called about something newer.
  var until: CalendarDate?
  let steps: [Step]
  /// Steps of which the time was over before this was entered: not done, and not due (`FollowUpStep.window`).
  let stepsBeforeEntry: [Step]
  /// In the order of their days.
  let calls: [FollowUpCall]

  struct Step: Hashable, Sendable {
    let step: FollowUpStep
    let due: CalendarDate

    /// Whether its time was over before the day of an entry.
    func isOver(before entry: CalendarDate?) -> Bool {
      entry.map { due.adding(months: step.window) <= $0 } ?? false
    }
  }

  /// Steps that are this subject's own.
  var ownSteps: [Step] { steps.filter(isOwn) }
  var ownStepsBeforeEntry: [Step] { stepsBeforeEntry.filter(isOwn) }

  private func isOwn(_ step: Step) -> Bool { until.map { step.due < $0 } ?? true }

  /// The last call of the step that reached the person; nil: not yet reported.
  func reached(_ step: FollowUpStep) -> FollowUpCall? { calls.last { $0.step == step && $0.isReached } }
}

/// All of it of one person.
struct FollowUpFacts: Hashable, Sendable {
  /// Whether somebody may be called at all: here, alive, not moved away.
  let isCallable: Bool
  var subjects: [FollowUpSubject]
  /// Work far away that ended because the person came back, and nothing newer began since.
  let returned: Returned?

  struct Returned: Hashable, Sendable {
    let placement: String
    let since: CalendarDate
  }
}

extension FollowUpFacts {
  /// The kinds of work from which people come back.
  static let farAway: Set<String> = ["migrated", "overseas"]

  /// Nil where there is nothing about which to call.
  init?(of row: UInt32, in registry: Registry) {
    let record = registry.records[Int(row)]
    guard record.countsAsOne, !record.has(RecordRow.isFrozen) else { return nil }
    let id = registry.id(row)
    let calls = registry.followUps(of: id)
    let placements = registry.placements(of: id).compactMap { placement -> (Placement, CalendarDate)? in
      placement.startDate.flatMap { CalendarDate(iso: $0) }.map { (placement, $0) }
    }
    let courses = registry.enrolments(of: id).compactMap { enrolment -> (Enrolment, CalendarDate)? in
      guard enrolment.status == "completed" else { return nil }
      return enrolment.statusDate.flatMap { CalendarDate(iso: $0) }.map { (enrolment, $0) }
    }.sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }
    var subjects: [FollowUpSubject] = []
    for (place, course) in courses.enumerated() {
      let later = place + 1 < courses.count ? courses[place + 1].1 : nil
      // Work that goes on when the course ends, or begins later, takes over.
      let work = placements.filter { ($0.0.endDate ?? "9999-12-31") >= course.1.iso }.map { max($0.1, course.1) }.min()
      subjects.append(
        FollowUpSubject(
          RecordRef(.enrolment, course.0.id), from: course.1, entered: course.0.day,
          until: [later, work].compactMap { $0 }.min(), calls))
    }
    for (place, placement) in placements.enumerated() {
      let later = place + 1 < placements.count ? placements[place + 1].1 : nil
      subjects.append(
        FollowUpSubject(
          RecordRef(.placement, placement.0.id), from: placement.1, entered: placement.0.day, until: later, calls))
    }
    let value = { (field: String) in registry.shown(row, field) }
    let card = JobCard(
      issued: value("jobCardIssued"), reported: value("jobCardReported"), returned: value("jobCardReturned"))
    if let card {
      subjects.append(FollowUpSubject(RecordRef(.person, id), card, entered: value("registeredOn"), calls))
    }
    guard !subjects.isEmpty else { return nil }
    isCallable = (value("standing") ?? "1") == "1"
    self.subjects = subjects
    returned = FollowUpFacts.returned(placements)
  }

  private static func returned(_ placements: [(Placement, CalendarDate)]) -> Returned? {
    let back = placements.compactMap { placement, _ -> Returned? in
      guard placement.endReason == "returned", farAway.contains(placement.kind ?? ""),
        let end = placement.endDate.flatMap({ CalendarDate(iso: $0) })
      else { return nil }
      return Returned(placement: placement.id, since: end)
    }.max { $0.since < $1.since }
    guard let back, !placements.contains(where: { $0.1 >= back.since }) else { return nil }
    return back
  }
}

extension FollowUpSubject {
  /// Work or a course: the four steps after it.
  /// - Parameter entered: the working day on which it was recorded, YYYY-MM-DD.
  init(
    _ about: RecordRef, from start: CalendarDate, entered: String?, until: CalendarDate?, _ calls: [FollowUp]
  ) {
    self.init(
      about, from: start, until: until,
      FollowUpStep.afterStart.map { Step(step: $0, due: start.adding(months: $0.months)) },
      entered: entered, calls.filter { $0.about == about.description })
  }

  /// The card of a person. Calls may bear any id under which the person was known.
  init(_ about: RecordRef, _ card: JobCard, entered: String?, _ calls: [FollowUp]) {
    self.init(
      about, from: card.issued, until: nil, card.dues.map { Step(step: $0.step, due: $0.due) }, entered: entered,
      calls.filter { $0.subject?.kind == .person })
  }

  private init(
    _ about: RecordRef, from start: CalendarDate, until: CalendarDate?, _ all: [Step], entered: String?,
    _ calls: [FollowUp]
  ) {
    let calls = calls.compactMap(FollowUpCall.init)
    let entry = entered.flatMap { CalendarDate(iso: $0) }
    // Whoever was reached about it all the same has told.
    let isBefore = { (step: Step) in
      step.isOver(before: entry) && !calls.contains { $0.step == step.step && $0.isReached }
    }
    self.init(
      about: about, begins: start, until: until, steps: all.filter { !isBefore($0) },
      stepsBeforeEntry: all.filter(isBefore), calls: calls)
  }
}
