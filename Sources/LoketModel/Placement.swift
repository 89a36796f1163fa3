// The work that a person found.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Placement: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var kind: String?
  public var partner: String?
  public var employer: String?
  public var title: String?
  public var place: String?
  public var startDate: String?
  public var wageRange: String?
  public var evidence: String?
  public var track: String?
  public var endDate: String?
  public var endReason: String?
  public var day: String?
  public var note: String?
  public var vacancy: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    kind = values("kind")
    partner = values("partner")
    employer = values("employer")
    title = values("title")
    place = values("place")
    startDate = values("startDate")
    wageRange = values("wageRange")
    evidence = values("evidence")
    track = values("track")
    endDate = values("endDate")
    endReason = values("endReason")
    day = values("day")
    note = values("note")
    vacancy = values("vacancy")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "kind", "partner", "employer", "title", "place", "startDate", "wageRange", "evidence", "track",
    "endDate", "endReason", "day", "note", "vacancy",
  ]
}
