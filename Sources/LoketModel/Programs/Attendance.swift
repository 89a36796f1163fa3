// Who came to one session of a class.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Attendance: Hashable, Sendable, Identifiable {
  public let id: String
  public var trainingClass: String?
  public var session: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    trainingClass = values("class")
    session = values("session")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "class", "session",
  ]
}
