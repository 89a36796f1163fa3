// A visit of a mentor to a group: what was found, and how the business goes.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct MentorVisit: Hashable, Sendable, Identifiable {
  public let id: String
  public var group: String?
  public var mentor: String?
  public var date: String?
  public var outcome: String?
  public var running: String?
  public var turnover: String?
  public var workers: String?
  public var findings: String?
  public var next: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    group = values("group")
    mentor = values("mentor")
    date = values("date")
    outcome = values("outcome")
    running = values("running")
    turnover = values("turnover")
    workers = values("workers")
    findings = values("findings")
    next = values("next")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "group", "mentor", "date", "outcome", "running", "turnover", "workers", "findings", "next", "day", "note",
  ]

  /// Whether it met the group, and so says how its business goes. A group that was not met is not "not running".
  public var isMet: Bool { outcome == "met" }
}
