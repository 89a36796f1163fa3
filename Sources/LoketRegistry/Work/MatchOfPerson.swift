// The other way round: which open vacancies fit one person, and what stands against the others.
import LoketModel

/// What the board would say of one person at one vacancy.
public struct VacancyMatch: Hashable, Sendable, Identifiable {
  public let vacancy: Vacancy
  public let match: Match
  /// Why the person is not on the vacancy's list; nil: fits.
  public let obstacle: MatchObstacle?

  public var id: String { vacancy.id }
}

extension Registry {
  /// Every open vacancy, those that fit by points, then the others, each with the first reason that is found. Nobody whose
  /// data rest is judged.
  public func openVacancies(for person: String, on day: CalendarDate) -> [VacancyMatch] {
    guard let row = row(.person, person), !records[Int(row)].has(RecordRow.isFrozen) else { return [] }
    let gatherer = MatchGatherer(self, day: day)
    let found = gatherer.person(row, papers: gatherer.papers(of: row))
    let all = vacancies().compactMap { vacancy -> VacancyMatch? in
      guard state(of: vacancy, on: day) == .open, let query = matchQuery(vacancy.id, on: day) else { return nil }
      let byte = query.wish.track.flatMap { found.standings[$0] } ?? 0
      let standing = PackedStanding.unpack(byte)
      let judgement = query.wish.judgement(found.facts, standing)
      return VacancyMatch(
        vacancy: vacancy,
        match: Match(
          person: row, points: judgement.points(MatchCriterion.points), judgement: judgement, standing: standing),
        obstacle: query.obstacle(found.facts, level: PackedStanding.level(byte), handle: row))
    }
    let fitting = all.filter { $0.obstacle == nil }.enumerated().sorted {
      ($1.element.match.points, $0.offset) < ($0.element.match.points, $1.offset)
    }
    return fitting.map(\.element) + all.filter { $0.obstacle != nil }
  }
}
