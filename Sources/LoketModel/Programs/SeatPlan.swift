// The one rule of seats: who holds one, who is offered one, who moves up from the reserves, and who is one too many.

/// One applicant of a pool of seats, as the declared ranking and the person's answers have it.
public struct SeatClaim: Hashable, Sendable, Identifiable {
  public enum Answer: Hashable, Sendable {
    /// Nothing was heard from the person yet.
    case none
    /// Wants a seat and has none yet.
    case ready
    /// Got a seat: that was saved.
    case accepted
    /// Does not want one, did not answer in time, or may not join any more.
    case out
  }
  /// The application's id.
  public let id: String
  /// From 1 on; two PCs may have declared one twice, then the lower id goes first.
  public let rank: Int
  public let answer: Answer
  /// The declaration itself gave the seat: having it is no promotion.
  public let isSelected: Bool

  public init(id: String, rank: Int, answer: Answer, isSelected: Bool = true) {
    self.id = id
    self.rank = rank
    self.answer = answer
    self.isSelected = isSelected
  }
}

/// Who has a seat and who waits, for one track of one wave.
///
/// Whoever was accepted keeps the seat. A seat that is free is kept for the best of those who were not heard, as long as
/// they may still answer; then it goes to the first in rank who is ready, until the cut-off. Where two PCs together gave
/// away more seats than there are, the last in rank is one too many, and stays until a person has decided.
public struct SeatPlan: Hashable, Sendable {
  public enum Place: Hashable, Sendable {
    /// Holds a seat.
    case seated
    /// Holds a seat that there is not: two PCs gave it away.
    case surplus
    /// A seat is kept for this person until the last day to answer.
    case offered
    /// The seat is free and this person is the next to get it: the next save gives it.
    case promoted
    /// Waits, from 1 on.
    case reserve(Int)
    case out
  }

  /// Seats of the pool, 0 or more.
  public let capacity: Int
  public let places: [String: Place]
  /// The applications in rank order.
  public let order: [String]

  /// - Parameters:
  ///   - claims: everybody who was ranked.
  ///   - capacity: seats of the pool's classes together.
  ///   - day: today, as the program believes it.
  ///   - confirmBy: until then a free seat is kept for the best who were not heard; nil: it is kept for the selected alone,
  ///     and without end.
  ///   - cutOff: the last day on which a reserve moves up; nil: there is none.
  public init(
    _ claims: [SeatClaim], capacity: Int, on day: CalendarDate, confirmBy: CalendarDate?, cutOff: CalendarDate?
  ) {
    self.capacity = max(0, capacity)
    let sorted = claims.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
    order = sorted.map(\.id)
    var places: [String: Place] = [:]
    var free = self.capacity
    for claim in sorted where claim.answer == .accepted {
      places[claim.id] = free > 0 ? .seated : .surplus
      free -= 1
    }
    free = max(0, free)
    let movesUp = cutOff.map { day <= $0 } ?? true
    func isKept(_ claim: SeatClaim) -> Bool {
      claim.isSelected ? confirmBy.map { day <= $0 } ?? true : movesUp && (confirmBy.map { day <= $0 } ?? false)
    }
    var waiting = 0
    for claim in sorted where claim.answer == .none || claim.answer == .ready {
      if free > 0, movesUp, claim.answer == .ready {
        places[claim.id] = .promoted
        free -= 1
      } else if free > 0, claim.answer == .none, isKept(claim) {
        places[claim.id] = .offered
        free -= 1
      } else {
        waiting += 1
        places[claim.id] = .reserve(waiting)
      }
    }
    for claim in sorted where claim.answer == .out { places[claim.id] = .out }
    self.places = places
  }

  public func place(of id: String) -> Place { places[id] ?? .out }

  /// The applications at one kind of place, in rank order.
  public func all(_ place: Place) -> [String] { order.filter { places[$0] == place } }

  /// Seats that nobody holds, is offered or is about to get.
  public var free: Int {
    max(0, capacity - places.values.count { [.seated, .offered, .promoted].contains($0) })
  }
}
