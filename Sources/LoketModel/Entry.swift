// One save of a form or one import, as the day's queue shows it.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Entry: Hashable, Sendable, Identifiable {
  public let id: String
  public var day: String?
  public var action: String?
  public var subject: String?
  public var summary: String?
  public var reason: String?
  /// A code of `entryState`; nil is submitted, unless an approval names the entry.
  public var state: String?
  /// The working day of the decision or the correction.
  public var stateDay: String?
  /// What the clerk says to a correction.
  public var stateNote: String?
  /// The visit in which it was entered.
  public var visit: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    day = values("day")
    action = values("action")
    subject = values("subject")
    summary = values("summary")
    reason = values("reason")
    state = values("state")
    stateDay = values("stateDay")
    stateNote = values("stateNote")
    visit = values("visit")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "day", "action", "subject", "summary", "reason", "state", "stateDay", "stateNote", "visit",
  ]
}
