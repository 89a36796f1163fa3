// Two records of one kind, and a person's answer whether they are one.

/// What was answered about two people or two households that look alike.
public enum PairAnswer: String, Sendable, CaseIterable {
  /// One and the same: the register shows one record, the one with the lower id.
  case same
  /// Two. Remembered for good, so that nobody is asked again.
  case different
  /// Nobody knows yet: a supervisor decides.
  case unknown
}

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Pair: Hashable, Sendable, Identifiable {
  public let id: String
  /// `kind/id`.
  public var first: String?
  /// `kind/id`.
  public var second: String?
  public var answer: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    first = values("first")
    second = values("second")
    answer = values("answer")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = ["first", "second", "answer", "note"]

  /// The record of two others: the same, whichever is named first. Nil where they are one or of two kinds.
  public static func record(_ left: RecordRef, _ right: RecordRef) -> RecordRef? {
    guard left.kind == right.kind, left.id != right.id else { return nil }
    let (first, second) = left.id < right.id ? (left, right) : (right, left)
    return RecordRef(.pair, "\(first.kind.rawValue).\(first.id).\(second.id)")
  }
}
