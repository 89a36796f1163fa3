// What came of a list of groups, in numbers and in words.
import LoketModel

/// What became of one row. Nobody comes in without being counted here, and nobody is left out without a reason.
public enum GroupListOutcome: String, CaseIterable, Hashable, Sendable {
  /// The NIK is a person's here, who joined.
  case taken
  /// The same, who belonged to the group already.
  case unchanged
  /// Nobody here has the NIK.
  case unknown
  /// NIK and name are not of one person, or the list says something else than the register.
  case doubt
  /// The NIK stands in the list already.
  case twice
  case otherVillage
  case pastQuota
  /// A rule of the programme refuses.
  case ineligible
  /// Another rule of groups is against it.
  case refused
  /// A cell cannot be understood.
  case unread

  public var isIn: Bool { self == .taken || self == .unchanged }
}

public struct GroupListSummary: Hashable, Sendable {
  /// Rows of the file below its header, empty ones not counted.
  public var rows = 0
  public var groupsAdded = 0
  /// Lines of the file whose people came in although a rule of the programme does not know enough of them.
  public internal(set) var open: [Int] = []
  public private(set) var counts: [GroupListOutcome: Int] = [:]

  public init() {}

  mutating func count(_ outcome: GroupListOutcome) { counts[outcome, default: 0] += 1 }
  public func of(_ outcome: GroupListOutcome) -> Int { counts[outcome] ?? 0 }

  /// So many lines are named, the rest is counted.
  private static let shownLines = 10

  /// As people read it, a line each; who stayed out by reason, only those that there are.
  public func lines(_ wording: Wording) -> [String] {
    let matched = GroupListOutcome.allCases.filter(\.isIn).reduce(0) { $0 + of($1) }
    var lines = [
      wording.text(
        .groupListMatched,
        [
          "rows": String(rows), "matched": String(matched), "taken": String(of(.taken)),
          "unchanged": String(of(.unchanged)), "groups": String(groupsAdded),
        ])
    ]
    if !open.isEmpty {
      let shown = open.prefix(Self.shownLines).map(String.init).joined(separator: ", ")
      let named = open.count > Self.shownLines ? shown + ", …" : shown
      lines.append(wording.text(.groupListOpen, ["count": String(open.count), "lines": named]))
    }
    for outcome in GroupListOutcome.allCases where !outcome.isIn && of(outcome) > 0 {
      lines.append(wording.text(Phrase("group.list.out.\(outcome.rawValue)"), ["count": String(of(outcome))]))
    }
    return lines
  }
}

extension Phrase {
  static let groupListMatched = Phrase("group.list.matched")
  static let groupListOpen = Phrase("group.list.open")
}
