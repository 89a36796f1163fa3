// What a programme promised, and how far that is: target and floor apart, in people and in classes, and the pace it takes.

public struct ProgramGoal: Hashable, Sendable {
  /// People that were promised; nil where no number was.
  public let target: Int?
  /// People that the promised classes add up to.
  public let floor: Int?
  /// People in a class, 1 or more.
  public let classSize: Int
  /// How many villages take part; nil where that does not matter.
  public let villages: Int?
  public let starts, deadline: CalendarDate?

  public init(_ program: OfficeProgram) {
    target = program.target.flatMap(Int.init(counted:))
    floor = program.floor.flatMap(Int.init(counted:))
    classSize = max(1, program.classSize.flatMap(Int.init(counted:)) ?? 20)
    villages = program.villages.flatMap(Int.init(counted:))
    starts = program.starts.flatMap { CalendarDate(iso: $0) }
    deadline = program.deadline.flatMap { CalendarDate(iso: $0) }
  }

  /// Classes that so many people fill, the last one perhaps in part.
  public func classes(for people: Int) -> Int { (max(0, people) + classSize - 1) / classSize }

  /// By how many people the promised classes miss the target; nil where one of both is not known, or nothing is missing.
  public var gap: Int? {
    guard let target, let floor, floor < target else { return nil }
    return target - floor
  }

  /// Hundredths of a class per village that the target takes: 577 is 5.77.
  public var classesPerVillage: Int? {
    guard let target, let villages, villages > 0 else { return nil }
    return (classes(for: target) * 100 + villages / 2) / villages
  }

  /// What is still missing at so many people, of the target and of the floor; never below 0.
  public func shortfall(_ achieved: Int) -> (target: Int?, floor: Int?) {
    (target.map { max(0, $0 - achieved) }, floor.map { max(0, $0 - achieved) })
  }

  /// People a week that it takes from this day on to reach the target by the deadline, rounded up; nil without a target
  /// or a deadline, or where the deadline is over.
  public func weeklyPace(_ achieved: Int, on day: CalendarDate) -> Int? {
    guard let missing = shortfall(achieved).target, let deadline, day <= deadline else { return nil }
    let days = day.days(until: deadline) + 1
    return (missing * 7 + days - 1) / days
  }

  /// How many people should have been reached by this day, were they spread evenly; nil without target, start or deadline.
  public func expected(by day: CalendarDate) -> Int? {
    guard let target, let starts, let deadline, starts < deadline else { return nil }
    let (all, gone) = (starts.days(until: deadline) + 1, starts.days(until: day) + 1)
    return target * min(max(gone, 0), all) / all
  }
}

extension Int {
  /// How many, as a field stores it: one to nine digits and nothing else, so that no figure of a programme can overflow.
  public init?(counted text: String) {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    self.init(text)
  }
}
