// Who sits where in a work hub.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct HubSeat: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var hub: String?
  public var seat: String?
  public var shift: String?
  public var from: String?
  public var until: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    hub = values("hub")
    seat = values("seat")
    shift = values("shift")
    from = values("from")
    until = values("until")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "hub", "seat", "shift", "from", "until", "day", "note",
  ]

  /// Whether the person sits there on a day.
  public func holds(on day: CalendarDate) -> Bool {
    let begins = from.flatMap { CalendarDate(iso: $0) }
    let ends = until.flatMap { CalendarDate(iso: $0) }
    return (begins.map { $0 <= day } ?? true) && (ends.map { $0 >= day } ?? true)
  }
}
