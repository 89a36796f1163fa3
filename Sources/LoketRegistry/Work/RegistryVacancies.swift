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
  /// Who has a post: those of whom nobody says otherwise first, by the day of the hiring, then by id.
  public internal(set) var hired: [Referral] = []
  /// Of them, whom one PC hired while another recorded something else: the post is theirs until a person decides.
  public internal(set) var disputed: [Referral] = []
  /// Posts of people whose data rest: counted and not named.
  public internal(set) var resting = 0
  /// Who waits for an answer, in the order of the saves.
  public internal(set) var open: [Referral] = []
  /// Who had a post that ended.
  public internal(set) var ended: [Referral] = []
  /// Only those that the vacancy names, in the order of the list.
  public internal(set) var shifts: [ShiftPosts] = []

  /// How many posts somebody has; more than `posts` where two PCs hired too many.
  public var taken: Int { hired.count + resting }
  public var free: Int { max(posts - taken, 0) }
  public var isFull: Bool { posts > 0 && taken >= posts }
  /// Hired beyond the posts, by two PCs that did not hear of each other: the last ones. Nobody is dropped.
  public var surplus: [Referral] { Array(hired.dropFirst(max(posts - resting, 0))) }
}

extension Registry {
  public func vacancyStanding(_ vacancy: String) -> VacancyStanding {
    let found = self.vacancy(vacancy)
    var standing = VacancyStanding(posts: found?.wanted ?? 0)
    var resting: [Referral] = []
    for referral in everyReferral(to: vacancy) {
      let isDisputed = isHiringDisputed(referral.id)
      let isHired = isDisputed || referral.standing == "hired"
      if isFrozen(person: referral.person) {
        if isHired, holdsPost(referral) { resting.append(referral) }
      } else if isHired {
        guard holdsPost(referral) else {
          standing.ended.append(referral)
          continue
        }
        standing.hired.append(referral)
        if isDisputed { standing.disputed.append(referral) }
      } else if referral.isOpen {
        standing.open.append(referral)
      }
    }
    standing.resting = resting.count
    let disputed = Set(standing.disputed.map(\.id))
    let rank = { (one: Referral) in (disputed.contains(one.id) ? 1 : 0, one.statusDate ?? "", one.id) }
    standing.hired.sort { rank($0) < rank($1) }
    let posts = Dictionary(elements(RecordRef(.vacancy, vacancy), "shifts").map { ($0.element, $0.value) }) { $1 }
    standing.shifts = Shifts.codes.compactMap { shift in
      guard let count = posts[shift].flatMap({ Int($0) }), count > 0 else { return nil }
      return ShiftPosts(shift: shift, posts: count, hired: (standing.hired + resting).count { $0.shift == shift })
    }
    return standing
  }

  /// Whether one PC hired somebody while another recorded another answer, and nobody decided yet.
  public func isHiringDisputed(_ referral: String) -> Bool {
    let record = RecordRef(.referral, referral)
    guard isUnsettled(record) else { return false }
    let status = state(record, "status")
    return status.status == .conflict && status.heads.contains { $0.value == "hired" }
  }

  /// A hiring whose placement was voided was none: the referral is what it was before, from the day of the voiding. Decided
  /// here alone and never saved, so that it holds whichever PC voided, and goes with a voiding that is taken back.
  func asPlaced(_ referral: Referral) -> Referral {
    guard let placement = voidedHiring(referral.id) else { return referral }
    var before = referral
    before.status = referral.interview == nil ? "referred" : "interview"
    before.placement = nil
    let voided = state(placement, "void").heads.compactMap(\.at).max()
    before.statusDate = voided?.date.iso ?? referral.statusDate
    return before
  }

  /// Whether somebody was hired, and that placement was voided.
  public func isHiringVoided(_ referral: String) -> Bool { voidedHiring(referral) != nil }

  private func voidedHiring(_ referral: String) -> RecordRef? {
    let record = RecordRef(.referral, referral)
    guard value(record, "status") == "hired" else { return nil }
    let placement = RecordRef(.placement, value(record, "placement") ?? referral)
    return exists(placement) && isVoid(placement) ? placement : nil
  }

  /// A hired person keeps the post until the placement ends; one whose placement is still on its way keeps it too.
  private func holdsPost(_ referral: Referral) -> Bool {
    let record = RecordRef(.placement, referral.placement ?? referral.id)
    guard exists(record) else { return true }
    return !isVoid(record) && value(record, "endDate") == nil
  }

  /// A placement that a hiring made and that stands, though the referral was settled otherwise: it holds no post.
  public func placementWithoutPost(_ referral: Referral) -> String? {
    let record = RecordRef(.placement, referral.id)
    guard referral.standing != "hired", !isHiringDisputed(referral.id), exists(record), !isVoid(record),
      value(record, "endDate") == nil
    else { return nil }
    return record.id
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
