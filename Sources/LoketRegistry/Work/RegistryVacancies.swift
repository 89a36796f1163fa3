// How it stands with a vacancy: who was hired, which posts are free, in which shift, and who is one too many.
import LoketModel

/// One shift of a vacancy.
public struct ShiftPosts: Hashable, Sendable {
  /// A code of `CodeList.workShift`.
  public let shift: String
  public let posts: Int
  public let hired: Int
  /// Below zero never: two PCs that hire too many leave none free.
  public var free: Int { max(posts - hired, 0) }
}

/// The state of a vacancy as lists show it: what was saved, and what follows from the day and the posts.
public enum VacancyState: String, Hashable, Sendable, CaseIterable {
  case open, filled, expired, closed
}

public struct VacancyStanding: Equatable, Sendable {
  public let posts: Int
  /// Who has a post, by the day of the hiring, then by id.
  public internal(set) var hired: [Referral] = []
  /// Who waits for an answer, in the order of the saves.
  public internal(set) var open: [Referral] = []
  /// Who had a post that ended, or whose placement was voided.
  public internal(set) var ended: [Referral] = []
  /// Only those that the vacancy names, in the order of the list.
  public internal(set) var shifts: [ShiftPosts] = []

  public var free: Int { max(posts - hired.count, 0) }
  public var isFull: Bool { posts > 0 && hired.count >= posts }
  /// Hired beyond the posts, by two PCs that did not hear of each other: the last ones. Nobody is dropped.
  public var surplus: [Referral] { Array(hired.dropFirst(max(posts, 0))) }
}

extension Registry {
  public func vacancyStanding(_ vacancy: String) -> VacancyStanding {
    let found = self.vacancy(vacancy)
    var standing = VacancyStanding(posts: found?.wanted ?? 0)
    for referral in referrals(to: vacancy) {
      if referral.standing == "hired" {
        if holdsPost(referral) { standing.hired.append(referral) } else { standing.ended.append(referral) }
      } else if referral.isOpen {
        standing.open.append(referral)
      }
    }
    standing.hired.sort { ($0.statusDate ?? "", $0.id) < ($1.statusDate ?? "", $1.id) }
    let posts = Dictionary(elements(RecordRef(.vacancy, vacancy), "shifts").map { ($0.element, $0.value) }) { $1 }
    standing.shifts = Shifts.codes.compactMap { shift in
      guard let count = posts[shift].flatMap({ Int($0) }), count > 0 else { return nil }
      return ShiftPosts(shift: shift, posts: count, hired: standing.hired.count { $0.shift == shift })
    }
    return standing
  }

  /// A hired person keeps the post until the placement ends; one whose placement is still on its way keeps it too.
  private func holdsPost(_ referral: Referral) -> Bool {
    let record = RecordRef(.placement, referral.placement ?? referral.id)
    guard exists(record) else { return true }
    return !isVoid(record) && value(record, "endDate") == nil
  }

  public func state(of vacancy: Vacancy, on day: CalendarDate) -> VacancyState {
    switch vacancy.state {
    case "closed": return .closed
    case "filled": return .filled
    default:
      if vacancyStanding(vacancy.id).isFull { return .filled }
      return vacancy.isExpired(on: day) ? .expired : .open
    }
  }

  /// Whether somebody agreed that the data go to companies, and did not take that back.
  public func agreesToPlacement(_ person: String) -> Bool {
    consents(of: person).contains { $0.purpose == Consent.placement && $0.holds }
  }

  public func vacancies(of partner: String) -> [Vacancy] { vacancies().filter { $0.partner == partner } }
}
