// Somebody's wish to join a programme, and what became of it.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Application: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var program: String?
  public var wave: String?
  public var track: String?
  public var segment: String?
  public var day: String?
  public var status: String?
  public var statusDate: String?
  public var statusReason: String?
  public var rank: String?
  public var rankDay: String?
  public var rankReason: String?
  public var portalState: String?
  public var portalNumber: String?
  public var portalDay: String?
  public var assisted: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    program = values("program")
    wave = values("wave")
    track = values("track")
    segment = values("segment")
    day = values("day")
    status = values("status")
    statusDate = values("statusDate")
    statusReason = values("statusReason")
    rank = values("rank")
    rankDay = values("rankDay")
    rankReason = values("rankReason")
    portalState = values("portalState")
    portalNumber = values("portalNumber")
    portalDay = values("portalDay")
    assisted = values("assisted")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "program", "wave", "track", "segment", "day", "status", "statusDate", "statusReason", "rank",
    "rankDay", "rankReason", "portalState", "portalNumber", "portalDay", "assisted", "note",
  ]
}
