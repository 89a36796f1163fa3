// What a field is: how it is typed, where it stands, what is said beside it. Nothing here knows what the field is for.

public enum Input: Hashable, Sendable {
  /// Free text of at most `limit` characters.
  case text(limit: Int)
  /// Digits; complete at `exactly`, never more than `limit`, drawn in groups with spaces that are not stored.
  /// With `padded` a shorter number gets leading zeros on leaving (RT 3 → 003).
  case digits(exactly: Int?, limit: Int, grouping: [Int], padded: Bool = false)
  /// A day: stored as ISO when it is one, as typed while it is not. Parsed by `FormWorld.parseDate`.
  case date
  /// A time of day: stored as HHMM, drawn as HH:MM; 8 and 830 are 0800 and 0830 on leaving.
  case time
  /// One of a list. `oneKey`: its official code in one key takes it and moves on.
  case choice([Choice], oneKey: Bool)
  /// One of many that the owner looks up (`FormWorld.find`) while the person types.
  case lookup
  /// A phone number: digits and a leading plus.
  case phone
  /// Typed unseen, never in an archive.
  case secret(limit: Int)
  /// Yes (`"1"`) or not (empty).
  case tick
}

/// Where a field stands in its section.
public enum FieldPlace: Hashable, Sendable {
  /// On a line of its own, below the one before.
  case below
  /// In the second column, on the line of the field before.
  case beside
  /// Row from the section's top, and column 0 or 1.
  case at(row: Int, column: Int)
}

public struct FieldSpec: Hashable, Sendable {
  public let id: String
  public var label: String
  /// Line 23 while the field has the focus.
  public var hint: String
  public var input: Input
  /// Columns for the value.
  public var width: Int
  public var place: FieldPlace
  public var takesDitto: Bool
  public var isRequired: Bool
  /// Enter and moves by themselves pass it: it is rarely wanted, and Tab and the arrows stop there.
  public var isAside = false

  public init(
    _ id: String, label: String, hint: String = "", input: Input, width: Int, place: FieldPlace = .below,
    takesDitto: Bool = false, isRequired: Bool = false
  ) {
    self.id = id
    self.label = label
    self.hint = hint
    self.input = input
    self.width = width
    self.place = place
    self.takesDitto = takesDitto
    self.isRequired = isRequired
  }
}

public struct FormSection: Hashable, Sendable {
  public let id: String
  public var title: String
  public var fields: [FieldSpec]
  public init(id: String, title: String = "", fields: [FieldSpec]) {
    self.id = id
    self.title = title
    self.fields = fields
  }
}

/// What is said beside a field: an `error` blocks saving, a `check` is asked once, an `info` is only said.
public struct FieldMessage: Hashable, Sendable {
  public var level: MessageLevel
  public var text: String
  public init(_ level: MessageLevel, _ text: String) {
    self.level = level
    self.text = text
  }
}
