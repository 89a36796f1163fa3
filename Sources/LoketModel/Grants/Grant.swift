// What somebody or a group was given to work with: a thing or money, and what is owed for it.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Grant: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var group: String?
  public var program: String?
  public var kind: String?
  public var item: String?
  public var name: String?
  public var serial: String?
  public var amount: String?
  public var fundingSource: String?
  public var giver: String?
  public var given: String?
  public var letter: String?
  public var deadline: String?
  public var reported: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    group = values("group")
    program = values("program")
    kind = values("kind")
    item = values("item")
    name = values("name")
    serial = values("serial")
    amount = values("amount")
    fundingSource = values("fundingSource")
    giver = values("giver")
    given = values("given")
    letter = values("letter")
    deadline = values("deadline")
    reported = values("reported")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "group", "program", "kind", "item", "name", "serial", "amount", "fundingSource", "giver", "given",
    "letter",
    "deadline", "reported", "day", "note",
  ]
}
