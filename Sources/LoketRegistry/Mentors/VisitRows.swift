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

  /// What a search finds the visits by, by the group's row: its name and who stands by it, folded.
  func visitWords() -> [UInt32: String] {
    var names: [UInt32: [String]] = [:]
    for mentorship in mentorships() where mentorship.until == nil {
      guard let group = mentorship.group.flatMap({ row(.group, $0) }), let name = mentorName(mentorship.mentor) else {
        continue
      }
      names[group, default: []].append(name)
    }
    return rareRows(.group).reduce(into: [:]) { words, row in
      words[row] = NameKey.fold(([shown(row, "name") ?? ""] + (names[row] ?? [])).joined(separator: " "))
    }
  }
}
