// What the rules of the level *lanjutan* look at, gathered of one group; and the save that raises it.
import LoketModel

extension Registry {
  /// - Parameter grants: with their standings, gathered once for all groups.
  public func standing(
    of one: MentoredGroup, _ book: GroupBook, _ grants: [Grant], _ standings: [String: GrantStanding],
    on day: CalendarDate
  ) -> BusinessStanding {
    let here = book.standing(one.id)
    let given = grants.filter { $0.group == one.id }
    let turnovers = one.turnovers
    return BusinessStanding(
      today: day, formedOn: one.group.formedOn.flatMap { CalendarDate(iso: $0) },
      hasOffices: one.group.isSingle || !here.holders(of: .chair).isEmpty && !here.holders(of: .treasurer).isEmpty,
      visits: one.visits.filter(\.isMet).compactMap { $0.date.flatMap { CalendarDate(iso: $0) } },
      isRunning: one.lastMet.flatMap(\.running).map { $0 == "yes" },
      firstTurnover: turnovers.count > 1 ? turnovers.first : nil,
      lastTurnover: turnovers.count > 1 ? turnovers.last : nil,
      overdueReports: given.count { Accountability($0, on: day) == .overdue },
      lostThings: given.count { standings[$0.id]?.isLost ?? false })
  }

  /// The same of one group alone.
  public func standing(of group: String, on day: CalendarDate) -> BusinessStanding? {
    let book = GroupBook(self, day: day)
    return MentorBook(self, book, day: day)[group].map {
      standing(of: $0, book, grants(), grantStandings(), on: day)
    }
  }

  /// The group is an advanced one from now on.
  public func advancing(_ group: String) -> [Edit] {
    let record = RecordRef(.group, group)
    return plan([FieldChange("level", "advanced")], on: record, basis: basis(record))
  }
}
