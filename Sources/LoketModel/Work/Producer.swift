// Somebody who makes crafts, as buyers know them.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Producer: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var name: String?
  public var since: String?
  public var active: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    name = values("name")
    since = values("since")
    active = values("active")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "name", "since", "active", "note",
  ]
}
