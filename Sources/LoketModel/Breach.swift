// A PC or a stick that was lost: what it held, and the 3 × 24 hours in which the people must be told (UU 27/2022).

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Breach: Hashable, Sendable, Identifiable {
  public let id: String
  public var day: String?
  public var found: String?
  public var what: String?
  public var device: String?
  public var until: String?
  public var told: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    day = values("day")
    found = values("found")
    what = values("what")
    device = values("device")
    until = values("until")
    told = values("told")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = ["day", "found", "what", "device", "until", "told", "note"]

  public var clock: AnswerClock? { found.flatMap { Timestamp($0) }.map { AnswerClock(from: $0) } }
}
