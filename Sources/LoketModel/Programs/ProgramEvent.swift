// A job fair, a briefing, a handing over.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct ProgramEvent: Hashable, Sendable, Identifiable {
  public let id: String
  public var program: String?
  public var kind: String?
  public var name: String?
  public var date: String?
  public var starts: String?
  public var ends: String?
  public var room: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    program = values("program")
    kind = values("kind")
    name = values("name")
    date = values("date")
    starts = values("starts")
    ends = values("ends")
    room = values("room")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "program", "kind", "name", "date", "starts", "ends", "room", "note",
  ]
}
