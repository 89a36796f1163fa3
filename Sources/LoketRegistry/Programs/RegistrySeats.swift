// Who holds the seats of a pool and who waits, as it is and as it would be after a save: the one place where both are asked.
import LoketModel

/// What a save is about to change in a pool of seats.
public struct SeatChanges: Hashable, Sendable {
  /// Ranks by application.
  public var ranks: [String: Int]
  /// Statuses by application: codes of `CodeList.applicationStatus`.
  public var statuses: [String: String]
  /// Seats by class, 0 of one that is cancelled; a class that is not yet in the pool counts too.
  public var capacities: [String: Int]

  public init(ranks: [String: Int] = [:], statuses: [String: String] = [:], capacities: [String: Int] = [:]) {
    self.ranks = ranks
    self.statuses = statuses
    self.capacities = capacities
  }
}

/// Something about seats that waits for a person: after two PCs met, or when a day had passed.
public struct SeatTask: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A seat is free and this applicant is next.
    case promotionDue
    /// Holds a seat that there is not ("kehilangan kursi"): a person decides.
    case surplus
    /// Was selected and did not confirm in time.
    case lapsed
  }
  public let kind: Kind
  public let wave: String
  public let track: String
  /// Whom it is about.
  public let application: String
}

extension Registry {
  /// The pool of one track in a wave.
  public func pool(wave: String, track: String) -> SeatPool {
    SeatPool(
      wave: wave, track: track, classes: classes(ofWave: wave).filter { $0.track == track && $0.state != "cancelled" })
  }

  /// Who has a seat of the pool and who waits, by the ranks that were declared. Somebody whose data rest keeps the place.
  /// - Parameter changes: what the next save says besides.
  public func seatPlan(_ pool: SeatPool, on day: CalendarDate, with changes: SeatChanges = SeatChanges()) -> SeatPlan {
    let wave = wave(pool.wave)
    let claims = everyApplication(in: pool).compactMap { application -> SeatClaim? in
      guard let rank = changes.ranks[application.id] ?? application.rank.flatMap({ Int($0) }) else { return nil }
      let status = changes.statuses[application.id] ?? application.status
      return SeatClaim(
        id: application.id, rank: rank, answer: Registry.answer(status), isSelected: status == "selected")
    }
    return SeatPlan(
      claims, capacity: seats(of: pool, with: changes).reduce(0) { $0 + $1.seats }, on: day,
      confirmBy: wave?.confirmBy.flatMap { CalendarDate(iso: $0) },
      cutOff: wave?.cutOff.flatMap { CalendarDate(iso: $0) })
  }

  /// What waits for a person in the waves of all programmes, by wave and track, in rank order.
  public func seatTasks(on day: CalendarDate) -> [SeatTask] {
    programs().filter { $0.state != "closed" }.flatMap { waves(of: $0.id) }
      .flatMap { pools(ofWave: $0.id) }.flatMap { seatTasks(in: $0, on: day) }
  }

  public func seatTasks(in pool: SeatPool, on day: CalendarDate) -> [SeatTask] {
    let plan = seatPlan(pool, on: day)
    let lapsed = Set(lapsed(in: pool, on: day))
    return plan.order.compactMap { id in
      let kind: SeatTask.Kind? =
        switch plan.place(of: id) {
        case .promoted: .promotionDue
        case .surplus: .surplus
        default: lapsed.contains(id) ? .lapsed : nil
        }
      return kind.map { SeatTask(kind: $0, wave: pool.wave, track: pool.track, application: id) }
    }
  }

  /// Who was selected and has not answered although the last day for it is over.
  public func lapsed(in pool: SeatPool, on day: CalendarDate) -> [String] {
    guard let last = wave(pool.wave)?.confirmBy.flatMap({ CalendarDate(iso: $0) }), day > last else { return [] }
    return everyApplication(in: pool).filter { $0.rank != nil && $0.status == "selected" }.map(\.id)
  }

  /// The applications of the pool, also those of people whose data rest.
  func everyApplication(in pool: SeatPool) -> [Application] {
    everyApplication(inWave: pool.wave).filter { $0.track == pool.track }
  }

  /// Seats of each class for the pool's applicants: those that were given to somebody without an application are gone.
  func seats(of pool: SeatPool, with changes: SeatChanges = SeatChanges()) -> [(id: String, seats: Int)] {
    var rows = pool.classes.map { ($0.id, changes.capacities[$0.id] ?? $0.capacity.flatMap { Int($0) } ?? 0) }
    let known = Set(pool.classes.map(\.id))
    rows += changes.capacities.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return rows.map { id, capacity in
      let others = holders(inClass: id).count { holder in
        guard let application = holder.application.flatMap({ application($0) }) else { return true }
        return application.wave != pool.wave || application.track != pool.track
      }
      return (id, max(0, capacity - others))
    }
  }

  /// Who sits in a class, also people whose data rest; whoever withdrew does not.
  func holders(inClass id: String) -> [Enrolment] {
    views(showing(indexed.enrolmentClass, id)) { Enrolment(id: $0, values: $1) }.filter { $0.status != "withdrawn" }
  }

  static func answer(_ status: String?) -> SeatClaim.Answer {
    switch status {
    case "accepted": .accepted
    case "ready": .ready
    case "refused", "declined", "expired": .out
    default: .none
    }
  }
}
