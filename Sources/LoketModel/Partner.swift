// A company or agency that takes people.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Partner: Hashable, Sendable, Identifiable {
  public let id: String
  public var name: String?
  public var sector: String?
  public var address: String?
  public var contact: String?
  public var phone: String?
  public var active: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    name = values("name")
    sector = values("sector")
    address = values("address")
    contact = values("contact")
    phone = values("phone")
    active = values("active")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "name", "sector", "address", "contact", "phone", "active", "note",
  ]
}
