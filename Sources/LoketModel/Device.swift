// A PC of an office.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Device: Hashable, Sendable, Identifiable {
  public let id: String
  public var label: String?
  public var letter: String?
  public var office: String?
  public var key: String?
  public var recipient: String?
  public var enrolled: String?
  public var lastRoots: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    label = values("label")
    letter = values("letter")
    office = values("office")
    key = values("key")
    recipient = values("recipient")
    enrolled = values("enrolled")
    lastRoots = values("lastRoots")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "label", "letter", "office", "key", "recipient", "enrolled", "lastRoots",
  ]
}
