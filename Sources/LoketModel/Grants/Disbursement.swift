// A part of a capital grant that was paid.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Disbursement: Hashable, Sendable, Identifiable {
  public let id: String
  public var grant: String?
  public var date: String?
  public var amount: String?
  public var proof: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    grant = values("grant")
    date = values("date")
    amount = values("amount")
    proof = values("proof")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "grant", "date", "amount", "proof", "day", "note",
  ]
}
