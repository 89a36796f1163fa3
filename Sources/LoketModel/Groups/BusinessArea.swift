// A kawasan: several villages with what they have, and the groups that work there.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct BusinessArea: Hashable, Sendable, Identifiable {
  public let id: String
  public var name: String?
  public var program: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    name = values("name")
    program = values("program")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "name", "program", "note",
  ]
}
