// What people were given to work with, as screens and exports add it up: its last look, what was paid, what is still owed for it.
import LoketModel

/// How it stands with the report of accountability.
public enum Accountability: String, Hashable, Sendable {
  /// No day was agreed on.
  case none
  case open
  /// The day is over and no report came in.
  case overdue
  case reported

  public init(_ grant: Grant, on day: CalendarDate) {
    if grant.reported != nil {
      self = .reported
    } else if let deadline = grant.deadline.flatMap({ CalendarDate(iso: $0) }) {
      self = deadline < day ? .overdue : .open
    } else {
      self = .none
    }
  }
}

extension GrantCheck {
  /// What is not with its owner any more.
  public var isLost: Bool { condition == "gone" || condition == "sold" }
}

extension Grant {
  public var isCapital: Bool { kind == "capital" }
}

/// What is known of one grant besides its own fields.
public struct GrantStanding: Hashable, Sendable {
  /// The last look at it by its day.
  public internal(set) var last: GrantCheck?
  public internal(set) var checks = 0
  /// Rupiah.
  public internal(set) var paid = 0

  public init() {}

  public var isLost: Bool { last?.isLost ?? false }

  /// Whether somebody has to look at it: a thing that nobody has looked at yet, or the day agreed on has come. Where it
  /// is lost there is nothing to look at.
  public func isCheckDue(_ grant: Grant, on day: CalendarDate) -> Bool {
    guard !isLost, !grant.isCapital else { return false }
    guard let last else { return grant.given != nil }
    return last.next.map { $0 <= day.iso } ?? false
  }
}

/// Several grants together.
public struct GrantSums: Hashable, Sendable {
  public private(set) var things = 0
  public private(set) var capitals = 0
  /// Rupiah, of both.
  public private(set) var amount = 0
  /// Rupiah, of the capital.
  public private(set) var paid = 0
  public private(set) var lost = 0
  public private(set) var checksDue = 0
  public private(set) var overdue = 0
  /// Grants that are to be looked at or whose report is late, each once.
  public private(set) var open = 0

  public init() {}

  public init(_ grants: [Grant], _ standings: [String: GrantStanding], on day: CalendarDate) {
    for grant in grants {
      let standing = standings[grant.id] ?? GrantStanding()
      things += grant.isCapital ? 0 : 1
      capitals += grant.isCapital ? 1 : 0
      amount += grant.amount.flatMap { Int($0) } ?? 0
      paid += standing.paid
      lost += standing.isLost ? 1 : 0
      let (isDue, isLate) = (standing.isCheckDue(grant, on: day), Accountability(grant, on: day) == .overdue)
      checksDue += isDue ? 1 : 0
      overdue += isLate ? 1 : 0
      open += isDue || isLate ? 1 : 0
    }
  }
}

extension Registry {
  public func grant(_ id: String) -> Grant? { view(.grant, id) { Grant(id: $0, values: $1) } }
  public func grantCheck(_ id: String) -> GrantCheck? { view(.grantCheck, id) { GrantCheck(id: $0, values: $1) } }
  public func disbursement(_ id: String) -> Disbursement? {
    view(.disbursement, id) { Disbursement(id: $0, values: $1) }
  }

  /// Every grant of somebody whose data do not rest, the newest first.
  public func grants() -> [Grant] {
    views(rareRows(.grant)) { Grant(id: $0, values: $1) }.filter { !isFrozen(person: $0.person) }
      .sorted { ($0.given ?? "", $0.id) > ($1.given ?? "", $1.id) }
  }

  /// What one person was given, the newest first; nothing of somebody whose data rest.
  public func grants(of person: String, includingVoid: Bool = false) -> [Grant] {
    views(showing(indexed.grantPerson, person, includingVoid: includingVoid)) { Grant(id: $0, values: $1) }
      .filter { !isFrozen(person: $0.person) }
      .sorted { ($0.given ?? "", $0.id) > ($1.given ?? "", $1.id) }
  }

  /// The looks at one grant, the last first.
  public func checks(of grant: String) -> [GrantCheck] {
    views(showing(indexed.checkGrant, grant)) { GrantCheck(id: $0, values: $1) }
      .sorted { ($0.date ?? "", $0.id) > ($1.date ?? "", $1.id) }
  }

  /// What was paid of one grant, the last first.
  public func disbursements(of grant: String) -> [Disbursement] {
    views(showing(indexed.paymentGrant, grant)) { Disbursement(id: $0, values: $1) }
      .sorted { ($0.date ?? "", $0.id) > ($1.date ?? "", $1.id) }
  }

  /// By grant, in one walk over the looks and payments.
  public func grantStandings() -> [String: GrantStanding] {
    var standings: [String: GrantStanding] = [:]
    for check in views(rareRows(.grantCheck), { GrantCheck(id: $0, values: $1) }) {
      guard let grant = check.grant else { continue }
      var standing = standings[grant] ?? GrantStanding()
      standing.checks += 1
      if let last = standing.last, (last.date ?? "", last.id) > (check.date ?? "", check.id) {
        standings[grant] = standing
        continue
      }
      standing.last = check
      standings[grant] = standing
    }
    for paid in views(rareRows(.disbursement), { Disbursement(id: $0, values: $1) }) {
      guard let grant = paid.grant else { continue }
      standings[grant, default: GrantStanding()].paid += paid.amount.flatMap { Int($0) } ?? 0
    }
    return standings
  }
}
