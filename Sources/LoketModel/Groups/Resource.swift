// One thing that an area has: of nature, of people, of roads and buildings, of neighbours, of money.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Resource: Hashable, Sendable, Identifiable {
  public let id: String
  public var area: String?
  public var kind: String?
  public var name: String?
  public var amount: String?
  public var unit: String?
  public var agency: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    area = values("area")
    kind = values("kind")
    name = values("name")
    amount = values("amount")
    unit = values("unit")
    agency = values("agency")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "area", "kind", "name", "amount", "unit", "agency", "note",
  ]
}
