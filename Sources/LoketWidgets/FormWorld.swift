// What a form asks of the program around it: days, checks, offers, yesterday's values. The form itself knows none of them.

/// Why a typed value means nothing, in words for the person.
public struct FieldProblem: Error, Hashable, Sendable {
  public let text: String
  public init(_ text: String) { self.text = text }
}

public struct FormWorld {
  /// Today as ISO; `h` in a day field stands for it. Empty: `h` is refused.
  public var today: String
  /// A typed day (digits or with separators) as ISO, or what is wrong with it.
  public var parseDate: (String) -> Result<String, FieldProblem>
  /// Judges a field on leaving it or when it is complete.
  public var check: (Form, String) -> FieldMessage?
  /// The text of an offer that is open for what now stands in the field ("Enter: lahir 05-08-1968, perempuan").
  public var offer: (Form, String) -> String?
  /// Fills what a taken offer promised, by `form.set(…, asProposal: true)`.
  public var take: (inout Form, String) -> Void
  /// The value of the record before, for F3.
  public var ditto: (String) -> String?
  /// The choices of a `lookup` field for what was typed.
  public var find: (_ field: String, _ typed: String) -> [Choice]

  public init(
    today: String = "",
    parseDate: @escaping (String) -> Result<String, FieldProblem> = { .success($0) },
    check: @escaping (Form, String) -> FieldMessage? = { _, _ in nil },
    offer: @escaping (Form, String) -> String? = { _, _ in nil },
    take: @escaping (inout Form, String) -> Void = { _, _ in },
    ditto: @escaping (String) -> String? = { _ in nil },
    find: @escaping (String, String) -> [Choice] = { _, _ in [] }
  ) {
    self.today = today
    self.parseDate = parseDate
    self.check = check
    self.offer = offer
    self.take = take
    self.ditto = ditto
    self.find = find
  }
}

/// What a key did to a form, in the order in which it happened.
public enum FormEvent: Hashable, Sendable {
  case changed(String)
  case left(String)
  case offerTaken(String)
  case offerDeclined(String)
  case picked(field: String, code: String)
  /// Enter on the last field, or a move by itself out of it.
  case passedEnd
  /// What was typed does not go into this field (a letter in a number, a character too many).
  case refused(String, text: String)
  case nothingToDitto(String)
  case undone
  case nothingToUndo
  /// F4 on a field without a list.
  case nothingToPick(String)
  /// Enter in a list that holds nothing for what was typed.
  case nothingFound(String)
  case openHelp(String)
  /// A key that a form has no use for.
  case notMine
}

/// The few words that a form needs itself.
public struct FormTexts: Hashable, Sendable {
  /// Beside a field whose typed text is not in its list.
  public var notInList: String
  /// In a pick list that finds nothing.
  public var nothingFound: String
  public init(notInList: String = "", nothingFound: String = "") {
    self.notInList = notInList
    self.nothingFound = nothingFound
  }
}
