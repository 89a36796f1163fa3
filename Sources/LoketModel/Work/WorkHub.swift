// A rumah kerja: seats from which people work for partners far away.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct WorkHub: Hashable, Sendable, Identifiable {
  public let id: String
  public var name: String?
  public var village: String?
  public var address: String?
  public var seats: String?
  public var device: String?
  public var internet: String?
  public var active: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    name = values("name")
    village = values("village")
    address = values("address")
    seats = values("seats")
    device = values("device")
    internet = values("internet")
    active = values("active")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "name", "village", "address", "seats", "device", "internet", "active", "note",
  ]
}
