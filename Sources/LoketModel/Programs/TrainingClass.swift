// A class: where, when, by whom and for how many a track is taught.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct TrainingClass: Hashable, Sendable, Identifiable {
  public let id: String
  public var program: String?
  public var wave: String?
  public var track: String?
  public var name: String?
  public var capacity: String?
  public var mode: String?
  public var room: String?
  public var village: String?
  public var agency: String?
  public var trainer: String?
  public var fundingSource: String?
  public var starts: String?
  public var ends: String?
  public var state: String?
  public var stateDate: String?
  public var stateReason: String?
  public var attendance: String?
  public var partner: String?
  public var posts: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    program = values("program")
    wave = values("wave")
    track = values("track")
    name = values("name")
    capacity = values("capacity")
    mode = values("mode")
    room = values("room")
    village = values("village")
    agency = values("agency")
    trainer = values("trainer")
    fundingSource = values("fundingSource")
    starts = values("starts")
    ends = values("ends")
    state = values("state")
    stateDate = values("stateDate")
    stateReason = values("stateReason")
    attendance = values("attendance")
    partner = values("partner")
    posts = values("posts")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "program", "wave", "track", "name", "capacity", "mode", "room", "village", "agency", "trainer",
    "fundingSource", "starts", "ends", "state", "stateDate", "stateReason", "attendance", "partner", "posts",
    "note",
  ]
}
