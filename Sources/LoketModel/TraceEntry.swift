// One line of the access trace as it is read back: who did what with whose data, when, on which PC.

/// Why something was on the screen: what a search was by, never its words, or by which way a record came into sight.
public enum LookKind: String, Sendable, CaseIterable {
  // What was typed into a search.
  case name, nik, card, phone, address
  /// A list that was opened without a search.
  case list
  /// Shown beside a form as somebody who may be the same.
  case likeness
  /// A form that was parked went on.
  case draft
  /// The trace itself was looked at.
  case access

  /// The kind of a search, by the field in which its best hit was found, or where there is none by the form of what was
  /// typed.
  public init(search text: String, field: String?) {
    switch field {
    case "nik": self = .nik
    case "familyCardNumber": self = .card
    case "phone": self = .phone
    case "address", "rt", "rw", "hamlet": self = .address
    case .some: self = .name
    case nil:
      let isNumber = text.contains(where: \.isNumber) && !text.contains(where: \.isLetter)
      let digits = text.filter(\.isNumber)
      let isPhone = text.hasPrefix("+") || digits.hasPrefix("0") || digits.hasPrefix("62") && digits.count < 15
      self = !isNumber ? .name : isPhone ? .phone : .nik
    }
  }
}

public struct TraceEntry: Hashable, Sendable {
  public let at: String
  public let by: String
  /// `opened`, `searched`, `printed` or `exported`; a newer program may know more.
  public let act: String
  /// A record, or `list/<kind>`.
  public let on: RecordRef
  public let count: Int
  /// A `LookKind`, where the line says it.
  public let kind: String?
  public let device: Identifier

  public init(at: String, by: String, act: String, on: RecordRef, count: Int, kind: String?, device: Identifier) {
    self.at = at
    self.by = by
    self.act = act
    self.on = on
    self.count = count
    self.kind = kind
    self.device = device
  }
}

extension RecordRef {
  /// A whole list in the trace: `list/people`.
  public static func list(_ name: String) -> RecordRef { RecordRef(RecordKind(rawValue: "list"), name) }
  public var isList: Bool { kind.rawValue == "list" }
}
