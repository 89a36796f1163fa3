// A track that an office added to those of `Resources/tracks.json`.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct OwnTrack: Hashable, Sendable, Identifiable {
  public let id: String
  public var name: String?
  public var field: String?
  public var words: String?
  public var device: String?
  public var internet: String?
  public var minimumAge: String?
  public var active: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    name = values("name")
    field = values("field")
    words = values("words")
    device = values("device")
    internet = values("internet")
    minimumAge = values("minimumAge")
    active = values("active")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "name", "field", "words", "device", "internet", "minimumAge", "active",
  ]
}
