// One product of a producer.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Product: Hashable, Sendable, Identifiable {
  public let id: String
  public var producer: String?
  public var name: String?
  public var kind: String?
  public var price: String?
  public var unit: String?
  public var material: String?
  public var photo: String?
  public var active: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    producer = values("producer")
    name = values("name")
    kind = values("kind")
    price = values("price")
    unit = values("unit")
    material = values("material")
    photo = values("photo")
    active = values("active")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "producer", "name", "kind", "price", "unit", "material", "photo", "active", "note",
  ]
}
