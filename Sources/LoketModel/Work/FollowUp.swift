// One call to somebody who was placed, trained, or holds a job-seeker card.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct FollowUp: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var about: String?
  public var step: String?
  public var date: String?
  public var outcome: String?
  public var result: String?
  public var reason: String?
  public var next: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    about = values("about")
    step = values("step")
    date = values("date")
    outcome = values("outcome")
    result = values("result")
    reason = values("reason")
    next = values("next")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "about", "step", "date", "outcome", "result", "reason", "next", "day", "note",
  ]
}
