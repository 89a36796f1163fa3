// Where an entry of the day's queue stands between the clerk and the supervisor.

/// A code of `entryState`, or that two PCs decided differently.
public enum EntryState: String, Sendable, CaseIterable {
  case submitted, approved, returned, corrected, cancelled
  /// Two PCs decided differently: it stays in the queue until a person decides once more.
  case contested

  /// Whether somebody still has to do something with it.
  public var isOpen: Bool { self != .approved && self != .cancelled }
  /// Whether it is the supervisor's turn.
  public var waitsForReview: Bool { self == .submitted || self == .corrected || self == .contested }
}

/// One field that came back: `kind/id/field`, as an entry's `returned/*` names it.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible {
  public let record: RecordRef
  public let field: String

  public init(_ record: RecordRef, _ field: String) {
    self.record = record
    self.field = field
  }

  /// Reads `kind/id/field`; the field's name may itself hold a slash. Nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 2).map(String.init)
    guard parts.count == 3 else { return nil }
    self.init(RecordRef(RecordKind(rawValue: parts[0]), parts[1]), parts[2])
  }

  public var description: String { "\(record)/\(field)" }
}
