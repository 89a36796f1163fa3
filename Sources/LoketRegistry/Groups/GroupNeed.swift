// Who of a programme's groups needs most what it gives, by the programme's own points: its answer to "tepat sasaran" (DOMAIN §1, P4).
import LoketModel

/// Somebody who belongs to a group, and how much that person needs what its programme gives.
public struct GroupNeed: Hashable, Sendable, Identifiable {
  public let person: GroupPerson
  public let name: String
  public let group: Group
  public let need: PersonNeed
  public var id: String { person.id }
}

extension Registry {
  /// Everybody of a programme's groups that run, the neediest first; of equal need by name. People whose data rest are left
  /// out; who stands in two groups stands here once, in the one that was joined first.
  /// - Parameter book: the groups as they stand on the day.
  public func needs(in program: String, _ book: GroupBook) -> [GroupNeed] {
    let score = needScore(of: program)
    return (book.people[program] ?? []).compactMap { id -> GroupNeed? in
      let places = book.groups(of: id, in: program).compactMap { group in
        book.standing(group.id).members.first { $0.id == id }.map { (group, $0) }
      }
      guard let first = places.min(by: { $0.1.order < $1.1.order }) else { return nil }
      return GroupNeed(
        person: first.1, name: person(id)?.name ?? "", group: first.0,
        need: PersonNeed(score, judgedValues(of: id)))
    }.sorted { left, right in
      if left.need.points != right.need.points { return left.need.points > right.need.points }
      // Who may need more yet is asked about first.
      if left.need.most != right.need.most { return left.need.most > right.need.most }
      return (left.name, left.id) < (right.name, right.id)
    }
  }
}
