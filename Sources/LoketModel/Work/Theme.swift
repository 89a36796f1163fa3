// What a village trains its people for, and since when.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Theme: Hashable, Sendable, Identifiable {
  public let id: String
  public var village: String?
  public var track: String?
  public var starts: String?
  public var ends: String?
  public var level: String?
  public var program: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    village = values("village")
    track = values("track")
    starts = values("starts")
    ends = values("ends")
    level = values("level")
    program = values("program")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "village", "track", "starts", "ends", "level", "program", "note",
  ]
}
