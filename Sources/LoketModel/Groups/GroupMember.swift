// Who belongs or belonged to a group, as what, and since when.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct GroupMember: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var group: String?
  public var role: String?
  public var joinedOn: String?
  public var leftOn: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    group = values("group")
    role = values("role")
    joinedOn = values("joinedOn")
    leftOn = values("leftOn")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "group", "role", "joinedOn", "leftOn", "day", "note",
  ]

  /// Whether the person belongs to it on a day; the day of leaving is the first without.
  public func holds(on day: CalendarDate) -> Bool {
    let joined = joinedOn.flatMap { CalendarDate(iso: $0) }
    let left = leftOn.flatMap { CalendarDate(iso: $0) }
    return (joined.map { $0 <= day } ?? true) && (left.map { $0 > day } ?? true)
  }

  public var standing: GroupRole { role.flatMap { GroupRole(rawValue: $0) } ?? .member }
}

/// A code of `CodeList.groupRole`. One chair and one treasurer are enough for a group (DOMAIN §1, P4).
public enum GroupRole: String, CaseIterable, Sendable, Comparable {
  case chair, treasurer, member

  /// Whether one person of a group alone has it.
  public var isOffice: Bool { self != .member }

  public static func < (left: GroupRole, right: GroupRole) -> Bool { left.order < right.order }
  private var order: Int { GroupRole.allCases.firstIndex(of: self) ?? 0 }
}
