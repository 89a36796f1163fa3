// A citizen at the desk, with a number of the day: waiting, being served, done, or gone before that.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct DeskVisit: Hashable, Sendable, Identifiable {
  public let id: String
  /// The working day of the number.
  public var day: String?
  /// Of the PC that gave the number.
  public var letter: String?
  /// From 1, counted by each PC and day.
  public var number: String?
  /// A code of `visitPurpose`.
  public var purpose: String?
  /// As the citizen said it.
  public var name: String?
  /// Once it is known who it is.
  public var person: String?
  /// A code of `visitState`; nil is waiting.
  public var state: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    day = values("day")
    letter = values("letter")
    number = values("number")
    purpose = values("purpose")
    name = values("name")
    person = values("person")
    state = values("state")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = ["day", "letter", "number", "purpose", "name", "person", "state", "note"]
}

/// How far a visit has come; the codes of `visitState`.
public enum VisitState: String, Sendable, CaseIterable {
  case waiting, serving, done, left

  /// Somebody still has to do with it.
  public var isOpen: Bool { self == .waiting || self == .serving }
}
