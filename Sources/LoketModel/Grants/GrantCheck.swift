// A look at what was given: where it is, and how.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct GrantCheck: Hashable, Sendable, Identifiable {
  public let id: String
  public var grant: String?
  public var date: String?
  public var condition: String?
  public var place: String?
  public var next: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    grant = values("grant")
    date = values("date")
    condition = values("condition")
    place = values("place")
    next = values("next")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "grant", "date", "condition", "place", "next", "day", "note",
  ]
}
