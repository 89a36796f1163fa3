// A person on a track, and how far.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Enrolment: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var track: String?
  public var trainingClass: String?
  public var status: String?
  public var statusDate: String?
  public var statusReason: String?
  public var day: String?
  public var program: String?
  public var application: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    track = values("track")
    trainingClass = values("class")
    status = values("status")
    statusDate = values("statusDate")
    statusReason = values("statusReason")
    day = values("day")
    program = values("program")
    application = values("application")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "track", "class", "status", "statusDate", "statusReason", "day", "program", "application", "note",
  ]
}
