// What a member is to a new head, as far as the relations to the old head tell it (SHDK, DOMAIN §5).

/// One member of a household as the relations see it.
public struct Kin: Hashable, Sendable {
  public let id: String
  /// To the old head, a code of `CodeList.relation`; "1" is the old head, nil not known.
  public let relation: String?
  /// A code of `CodeList.sex`.
  public let sex: String?
  /// A code of `CodeList.maritalStatus`.
  public let maritalStatus: String?

  public init(id: String, relation: String?, sex: String?, maritalStatus: String?) {
    self.id = id
    self.relation = relation
    self.sex = sex
    self.maritalStatus = maritalStatus
  }
}

public enum Kinship {
  /// What the table of two relations says.
  private enum Answer {
    case code(String)
    /// Husband or wife, by the member's own sex.
    case spouse
    /// Husband or wife where only these two of their relations can be meant, else another relative.
    case onlySpouse
    /// Child of the only one of the new head's relation, else nobody knows whose.
    case onlyChild
  }

  /// By the new head's relation to the old head, then by the member's. What stands in no row is not proposed.
  private static let table: [String: [String: Answer]] = [
    "spouse": [
      "1": .spouse, "4": .code("4"), "5": .code("5"), "6": .code("6"), "7": .code("8"), "8": .code("7"),
      "9": .code("9"),
    ],
    "4": [
      "1": .code("7"), "2": .code("7"), "3": .code("7"), "4": .code("9"), "5": .onlySpouse, "6": .onlyChild,
      "7": .code("9"), "8": .code("9"), "9": .code("9"),
    ],
    "5": [
      "1": .code("8"), "2": .code("8"), "3": .code("8"), "4": .onlySpouse, "5": .code("9"), "6": .onlyChild,
      "7": .code("9"), "8": .code("9"), "9": .code("9"),
    ],
    "6": [
      "1": .code("9"), "2": .code("9"), "3": .code("9"), "6": .code("9"), "7": .code("9"), "8": .code("9"),
      "9": .code("9"),
    ],
    "7": [
      "1": .code("4"), "2": .code("5"), "3": .code("5"), "4": .code("6"), "5": .code("9"), "6": .code("9"),
      "7": .spouse, "8": .code("9"),
    ],
    "8": [
      "1": .code("5"), "2": .code("4"), "3": .code("4"), "4": .code("6"), "5": .code("9"), "6": .code("9"),
      "7": .code("9"), "8": .spouse,
    ],
  ]

  /// The code of what `member` is to `head`, nil where the old relations do not tell.
  /// - Parameter members: everybody whose relation to the old head counts: who else could be meant.
  public static func relation(of member: Kin, to head: Kin, among members: [Kin]) -> String? {
    guard let theirs = member.relation, let heads = head.relation, member.id != head.id else { return nil }
    // Where the old head founds a household, everybody who goes along stays what they are.
    if heads == "1" { return theirs }
    // Help and those who are no relatives stay what they are, whoever is head.
    if theirs == "10" || theirs == "11" { return theirs }
    switch table[isSpouse(heads) ? "spouse" : heads]?[theirs] {
    case nil: return nil
    case .code(let code): return code
    case .spouse: return spouse(member)
    case .onlySpouse:
      let isOnly = count(theirs, members) == 1 && count(heads, members) == 1
      let areMarried = member.maritalStatus == "2" && head.maritalStatus == "2"
      return isOnly && areMarried && member.sex != head.sex ? spouse(member) : "9"
    case .onlyChild: return count(heads, members) == 1 ? "4" : nil
    }
  }

  /// Husband or wife of the old head.
  public static func isSpouse(_ relation: String?) -> Bool { relation == "2" || relation == "3" }

  private static func count(_ relation: String, _ members: [Kin]) -> Int {
    members.count { $0.relation == relation }
  }

  private static func spouse(_ member: Kin) -> String? {
    member.sex.map { $0 == "2" ? "3" : "2" }
  }
}
