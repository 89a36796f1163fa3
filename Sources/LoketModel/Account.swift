// Who may log in; the id is the login.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Account: Hashable, Sendable, Identifiable {
  public let id: String
  public var name: String?
  public var role: String?
  public var active: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    name = values("name")
    role = values("role")
    active = values("active")
  }

  /// The name of a person; nil where none was given. The set-up writes the login where the name goes.
  public var fullName: String? {
    guard let name, !name.isEmpty, NameKey.fold(name) != NameKey.fold(id) else { return nil }
    return name
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "name", "role", "active",
  ]
}
