// What a person was given by a programme.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Aid: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var program: String?
  public var event: String?
  public var kind: String?
  public var item: String?
  public var amount: String?
  public var fundingSource: String?
  public var given: String?
  public var evidence: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    program = values("program")
    event = values("event")
    kind = values("kind")
    item = values("item")
    amount = values("amount")
    fundingSource = values("fundingSource")
    given = values("given")
    evidence = values("evidence")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "program", "event", "kind", "item", "amount", "fundingSource", "given", "evidence", "day", "note",
  ]
}
