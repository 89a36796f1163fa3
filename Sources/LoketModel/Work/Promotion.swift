// Where a producer was shown, and what came of it.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Promotion: Hashable, Sendable, Identifiable {
  public let id: String
  public var producer: String?
  public var product: String?
  public var kind: String?
  public var date: String?
  public var place: String?
  public var orders: String?
  public var turnover: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    producer = values("producer")
    product = values("product")
    kind = values("kind")
    date = values("date")
    place = values("place")
    orders = values("orders")
    turnover = values("turnover")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "producer", "product", "kind", "date", "place", "orders", "turnover", "day", "note",
  ]
}
