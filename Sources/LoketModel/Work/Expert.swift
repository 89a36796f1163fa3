// Somebody of the expert pool, who may live elsewhere.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Expert: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var name: String?
  public var agency: String?
  public var phone: String?
  public var track: String?
  public var skills: String?
  public var active: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    name = values("name")
    agency = values("agency")
    phone = values("phone")
    track = values("track")
    skills = values("skills")
    active = values("active")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "name", "agency", "phone", "track", "skills", "active", "note",
  ]
}
