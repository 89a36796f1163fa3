// The visits of mentors that stand in the list of calls: groups that run, each under the day of its next visit.
import LoketModel

extension Registry {
  func visitRows(on day: CalendarDate) -> [FollowUpRow] {
    // Where no mentor was ever assigned and nobody visited, there is nothing to look for.
    guard !rareRows(.mentorship).isEmpty || !rareRows(.mentorVisit).isEmpty else { return [] }
    return MentorBook(self, day: day).running.compactMap { one in
      guard let next = one.next, let group = row(.group, one.id) else { return nil }
      return FollowUpRow(
        person: group, subject: group, step: nil, due: next, day: next, call: none,
        isTried: one.lastVisit.map { !$0.isMet } ?? false, missed: 0)
    }
  }

  /// What a search finds a visit by: the group's name and who stands by it, folded.
  func visitWords(_ row: FollowUpRow) -> String {
    let group = id(row.subject)
    let mentors = mentorships().filter { $0.group == group && $0.until == nil }.compactMap { mentorName($0.mentor) }
    return NameKey.fold(([name(of: row)] + mentors).joined(separator: " "))
  }
}
