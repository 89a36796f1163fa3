// What a field worker found at a household's door, and which RT the door belongs to.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct FieldVisit: Hashable, Sendable, Identifiable {
  public let id: String
  public var household: String?
  public var day: String?
  /// A code of `fieldOutcome`.
  public var outcome: String?
  /// The day on which somebody comes again.
  public var nextDay: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    household = values("household")
    day = values("day")
    outcome = values("outcome")
    nextDay = values("nextDay")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = ["household", "day", "outcome", "nextDay", "note"]
}

/// One rukun tetangga: RT and RW, three digits each, empty where not known.
public struct RukunTetangga: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rt: String
  public let rw: String

  public init(rt: String?, rw: String?) {
    self.rt = rt ?? ""
    self.rw = rw ?? ""
  }

  /// Reads `003/001`; nil for a text that has no such two parts.
  public init?(_ text: String) {
    guard let (rt, rw) = Neighbourhood.pair(text) else { return nil }
    self.init(rt: rt, rw: rw)
  }

  /// Nothing is known of where it lies.
  public var isUnknown: Bool { rt.isEmpty && rw.isEmpty }

  /// `003/001`; empty when neither is known.
  public var description: String { Neighbourhood.display(rt: rt, rw: rw) }

  /// RW by RW, as a field worker walks; what is not known stands last.
  public static func < (left: RukunTetangga, right: RukunTetangga) -> Bool {
    if left.rw != right.rw { return right.rw.isEmpty || (!left.rw.isEmpty && left.rw < right.rw) }
    return left.rt != right.rt && (right.rt.isEmpty || (!left.rt.isEmpty && left.rt < right.rt))
  }
}

extension Household {
  public var rukunTetangga: RukunTetangga { RukunTetangga(rt: rt, rw: rw) }
}

/// How one PC goes its rounds: which RT it shows, and since when and by whom visits count.
public struct FieldRound: Hashable, Sendable {
  /// Empty: every RT is shown.
  public var places: [RukunTetangga]
  /// Visits before this day belong to an earlier round; nil: every visit counts.
  public var began: CalendarDate?
  /// The login of whoever began it; empty where nobody did.
  public var by: String

  public init(places: [RukunTetangga] = [], began: CalendarDate? = nil, by: String = "") {
    (self.places, self.began, self.by) = (places, began, by)
  }

  /// The visit, unless it was made before the round.
  public func counting(_ visit: FieldVisit?) -> FieldVisit? {
    guard let visit, let began else { return visit }
    return (visit.day ?? "") >= began.iso ? visit : nil
  }
}
