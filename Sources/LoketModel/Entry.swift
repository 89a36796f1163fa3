// One save of a form or one import, as the day's queue shows it.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Entry: Hashable, Sendable, Identifiable {
  public let id: String
  public var day: String?
  public var action: String?
  public var subject: String?
  public var summary: String?
  public var reason: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    day = values("day")
    action = values("action")
    subject = values("subject")
    summary = values("summary")
    reason = values("reason")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "day", "action", "subject", "summary", "reason",
  ]
}
