// The kelurahan or desa that the program serves; its id is the ten digits of the village code.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Office: Hashable, Sendable, Identifiable {
  public let id: String
  public var name: String?
  public var village: String?
  public var address: String?
  public var phone: String?
  public var singleOfficer: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    name = values("name")
    village = values("village")
    address = values("address")
    phone = values("phone")
    singleOfficer = values("singleOfficer")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "name", "village", "address", "phone", "singleOfficer",
  ]
}
