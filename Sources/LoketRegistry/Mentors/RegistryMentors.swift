// Who stands by groups, and the visits, as other files read them.
import LoketModel

extension Registry {
  public func mentorship(_ id: String) -> Mentorship? { view(.mentorship, id) { Mentorship(id: $0, values: $1) } }
  public func mentorVisit(_ id: String) -> MentorVisit? { view(.mentorVisit, id) { MentorVisit(id: $0, values: $1) } }

  /// Every assignment of a mentor, those that ended among them, by its first day.
  public func mentorships() -> [Mentorship] {
    views(rareRows(.mentorship)) { Mentorship(id: $0, values: $1) }.sorted {
      ($0.from ?? "", $0.id) < ($1.from ?? "", $1.id)
    }
  }

  /// Every visit, the earliest first.
  public func mentorVisits() -> [MentorVisit] {
    views(rareRows(.mentorVisit)) { MentorVisit(id: $0, values: $1) }.sorted {
      ($0.date ?? "", $0.id) < ($1.date ?? "", $1.id)
    }
  }

  /// A mentor's name; nil where nothing is known of the expert, or the data of that person rest.
  public func mentorName(_ expert: String?) -> String? {
    expert.flatMap { self.expert($0) }.flatMap { isFrozen(person: $0.person) ? nil : $0.name }
  }
}
