// A kelompok: people who run one business together, or somebody who runs one alone, within a programme.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Group: Hashable, Sendable, Identifiable {
  public let id: String
  public var name: String?
  public var program: String?
  public var village: String?
  public var area: String?
  public var kind: String?
  public var field: String?
  public var level: String?
  public var proposal: String?
  public var proposalDate: String?
  public var chainRole: String?
  public var offTaker: String?
  public var formedOn: String?
  public var endedOn: String?
  public var endReason: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    name = values("name")
    program = values("program")
    village = values("village")
    area = values("area")
    kind = values("kind")
    field = values("field")
    level = values("level")
    proposal = values("proposal")
    proposalDate = values("proposalDate")
    chainRole = values("chainRole")
    offTaker = values("offTaker")
    formedOn = values("formedOn")
    endedOn = values("endedOn")
    endReason = values("endReason")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "name", "program", "village", "area", "kind", "field", "level", "proposal", "proposalDate", "chainRole", "offTaker",
    "formedOn", "endedOn", "endReason", "note",
  ]

  /// Whether it is the business of one person.
  public var isSingle: Bool { kind == "single" }

  /// Whether it still stands on a day: a group that ended that day has ended.
  public func isRunning(on day: CalendarDate) -> Bool {
    endedOn.flatMap { CalendarDate(iso: $0) }.map { $0 > day } ?? true
  }
}
