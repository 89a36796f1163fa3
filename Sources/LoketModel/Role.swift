// What a person is in the office. What each may do stands in `Permission.table`.

/// A code of the list `role`.
public enum Role: String, CaseIterable, Sendable {
  /// Enters: registers, corrects, assigns, places.
  case clerk
  /// Enters too, reviews what others entered, and keeps the personal data desk.
  case supervisor
  /// Answers for the office: sees everything, and reviews and closes the day where the supervisor is away. Enters
  /// nothing, so that whoever approves as a deputy has never entered what is approved.
  case villageHead
  /// Goes with the participants of tracks: reads those alone, records where they work and how they finish.
  case mentor
  /// Keeps the PCs, the accounts and the backups, and opens nobody's data.
  case administrator
  /// Reads with every number masked; changes, prints and exports nothing.
  case observer

  /// The role that a record holds. One that only a newer program knows reads and no more.
  public init(stored: String?) { self = stored.flatMap { Role(rawValue: $0) } ?? .observer }

  public func name(_ language: Language) -> String { CodeList.role.name(of: rawValue, language) }
}

extension Account {
  /// What the account may be trusted with.
  public var trust: Role { Role(stored: role) }
}
