// Who stands by which groups, when they came and when they come again: gathered in one walk over the groups and the visits.
import LoketModel

/// One group as its mentors see it.
public struct MentoredGroup: Hashable, Sendable, Identifiable {
  public var id: String { group.id }
  public let group: Group
  /// The assignments that hold on the day, the earliest first.
  public let mentorships: [Mentorship]
  /// All of them, the earliest first: those that met the group and those that did not.
  public let visits: [MentorVisit]
  /// People who belong to it, whoever's data rest among them.
  public let people: Int
  /// When somebody is to come next: as the last visit said; of a group that nobody visited the day on which it got a mentor;
  /// nil where no visit is due any more or none was agreed on.
  public let next: CalendarDate?

  public var lastVisit: MentorVisit? { visits.last }
  /// The last visit that met the group: what is known of its business.
  public var lastMet: MentorVisit? { visits.last { $0.isMet } }

  public func isDue(on day: CalendarDate) -> Bool { next.map { $0 <= day } ?? false }

  /// Turnover in rupiah a month as each visit that asked heard it, the earliest first.
  public var turnovers: [Int] { heard(\.turnover) }
  /// People who work in it, the same way.
  public var workers: [Int] { heard(\.workers) }

  private func heard(_ field: (MentorVisit) -> String?) -> [Int] {
    visits.filter(\.isMet).compactMap { field($0).flatMap { Int($0) } }
  }
}

/// What one mentor has to do.
public struct Caseload: Hashable, Sendable {
  public internal(set) var groups: [MentoredGroup] = []
  /// Of the mentor's own visits.
  public internal(set) var visits = 0
  public internal(set) var lastVisit: String?

  public init(_ groups: [MentoredGroup] = []) { self.groups = groups }

  public var people: Int { groups.reduce(0) { $0 + $1.people } }
  public func due(on day: CalendarDate) -> Int { groups.count { $0.isDue(on: day) } }
}

public struct MentorBook: Equatable, Sendable {
  public let day: CalendarDate
  /// Groups that run, by programme and name.
  public private(set) var running: [MentoredGroup] = []
  /// Groups that ended, the same way.
  public private(set) var ended: [MentoredGroup] = []
  /// By mentor: an expert's id.
  public private(set) var caseloads: [String: Caseload] = [:]

  public init(_ registry: Registry, day: CalendarDate) {
    self.init(registry, GroupBook(registry, day: day), day: day)
  }

  public init(_ registry: Registry, _ book: GroupBook, day: CalendarDate) {
    self.day = day
    let assigned = Dictionary(grouping: registry.mentorships()) { $0.group ?? "" }
    let visits = registry.mentorVisits()
    let visited = Dictionary(grouping: visits) { $0.group ?? "" }
    for group in book.groups {
      let here = visited[group.id] ?? []
      let holding = (assigned[group.id] ?? []).filter { $0.holds(on: day) }
      let isRunning = group.isRunning(on: day)
      let one = MentoredGroup(
        group: group, mentorships: holding, visits: here, people: book.standing(group.id).everybody.count,
        next: isRunning ? MentorBook.next(here, holding) : nil)
      if isRunning {
        running.append(one)
        // Named once, whatever two PCs wrote.
        for mentor in Set(holding.compactMap(\.mentor)) { caseloads[mentor, default: Caseload()].groups.append(one) }
      } else {
        ended.append(one)
      }
    }
    for visit in visits {
      guard let mentor = visit.mentor else { continue }
      caseloads[mentor, default: Caseload()].visits += 1
      caseloads[mentor]?.lastVisit = visit.date
    }
  }

  /// A business that stopped is visited no more; what stands by nobody is visited when it was promised.
  private static func next(_ visits: [MentorVisit], _ mentorships: [Mentorship]) -> CalendarDate? {
    guard let last = visits.last else {
      return mentorships.compactMap { $0.from.flatMap { CalendarDate(iso: $0) } }.min()
    }
    return last.next.flatMap { CalendarDate(iso: $0) }
  }

  public subscript(_ group: String) -> MentoredGroup? { (running + ended).first { $0.id == group } }

  /// Groups that run and that nobody stands by.
  public var alone: [MentoredGroup] { running.filter { $0.mentorships.isEmpty } }

  /// Groups to which somebody should have come by today.
  public var due: [MentoredGroup] { running.filter { $0.isDue(on: day) } }
}
