// Why two households look like one family, and what of one household cannot be right.

/// How far two households of the register look like one, by the table.
public struct HouseholdLikeness: Hashable, Sendable {
  public enum Reason: String, CaseIterable, Sendable {
    /// One No. KK.
    case card
    /// One person leads both.
    case head
    /// The heads' names agree after DOMAIN §7.
    case headName
    /// One address in one RT and RW.
    case address
  }

  public let reasons: Set<Reason>
  public let level: LikenessLevel
  /// The row of the table; empty where none holds.
  public let rule: String

  public init(_ reasons: Set<Reason>) {
    self.reasons = reasons
    let row = HouseholdLikeness.table.first { $0.asks.isSubset(of: reasons) }
    (level, rule) = (row?.level ?? .none, row?.id ?? "")
  }

  /// What must agree, and how sure it is then; the first row that holds decides.
  static let table: [(id: String, level: LikenessLevel, asks: Set<Reason>, source: String)] = [
    ("household.card", .surely, [.card], "DOMAIN §3: a No. KK belongs to one family"),
    ("household.head", .surely, [.head], "DOMAIN §3: nobody is head of two families"),
    ("household.address", .probably, [.headName, .address], "DOMAIN §7: names, corroborated"),
  ]

  /// "No. KK sama, nama kepala sama".
  public func sentence(_ wording: Wording) -> String {
    Reason.allCases.filter { reason in
      // Of one and the same head nobody need hear that the names agree.
      reasons.contains(reason) && !(reason == .headName && reasons.contains(.head))
    }.map { wording[Phrase(rawValue: "like.household.\($0.rawValue)")] }.joined(separator: ", ")
  }
}

/// What of one household contradicts itself: a family has one head, who lives and belongs to it.
public enum HouseholdProblem: String, CaseIterable, Sendable {
  /// Members, and nobody who leads them.
  case noHead
  /// The head's record is void.
  case voidHead
  /// The head died or moved away.
  case goneHead
  /// The head is recorded in another household.
  case headElsewhere
  /// Two PCs chose different heads: a supervisor decides.
  case twoHeads

  /// The sentence that says it.
  public var words: Phrase { Phrase(rawValue: "household.problem.\(rawValue)") }
}
