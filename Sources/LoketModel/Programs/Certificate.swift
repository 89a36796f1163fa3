// What a person can show for a track: that a course was attended, or a test passed.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Certificate: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var enrolment: String?
  public var track: String?
  public var kind: String?
  public var number: String?
  public var issuer: String?
  public var scheme: String?
  public var result: String?
  public var issued: String?
  public var expires: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    enrolment = values("enrolment")
    track = values("track")
    kind = values("kind")
    number = values("number")
    issuer = values("issuer")
    scheme = values("scheme")
    result = values("result")
    issued = values("issued")
    expires = values("expires")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "enrolment", "track", "kind", "number", "issuer", "scheme", "result", "issued", "expires", "day",
    "note",
  ]
}
