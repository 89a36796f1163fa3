// A registration window of a programme.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Wave: Hashable, Sendable, Identifiable {
  public let id: String
  public var program: String?
  public var name: String?
  public var opens: String?
  public var closes: String?
  public var confirmBy: String?
  public var cutOff: String?
  public var seed: String?
  public var seedDay: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    program = values("program")
    name = values("name")
    opens = values("opens")
    closes = values("closes")
    confirmBy = values("confirmBy")
    cutOff = values("cutOff")
    seed = values("seed")
    seedDay = values("seedDay")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "program", "name", "opens", "closes", "confirmBy", "cutOff", "seed", "seedDay", "note",
  ]
}
