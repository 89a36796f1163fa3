// Who stands by a group, and since when.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Mentorship: Hashable, Sendable, Identifiable {
  public let id: String
  public var group: String?
  public var mentor: String?
  public var from: String?
  public var until: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    group = values("group")
    mentor = values("mentor")
    from = values("from")
    until = values("until")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "group", "mentor", "from", "until", "day", "note",
  ]

  /// Whether the mentor stands by the group on a day; `until` is the first day without.
  public func holds(on day: CalendarDate) -> Bool {
    let begins = from.flatMap { CalendarDate(iso: $0) }
    let ends = until.flatMap { CalendarDate(iso: $0) }
    return (begins.map { $0 <= day } ?? true) && (ends.map { $0 > day } ?? true)
  }
}
