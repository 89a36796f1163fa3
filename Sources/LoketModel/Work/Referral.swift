// Somebody who was sent to a vacancy, and how it went.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Referral: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  public var vacancy: String?
  public var shift: String?
  public var status: String?
  public var statusDate: String?
  public var statusReason: String?
  public var statusNote: String?
  public var freed: String?
  public var interview: String?
  public var placement: String?
  public var day: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    vacancy = values("vacancy")
    shift = values("shift")
    status = values("status")
    statusDate = values("statusDate")
    statusReason = values("statusReason")
    statusNote = values("statusNote")
    freed = values("freed")
    interview = values("interview")
    placement = values("placement")
    day = values("day")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "person", "vacancy", "shift", "status", "statusDate", "statusReason", "statusNote", "freed", "interview",
    "placement", "day",
    "note",
  ]

  /// A code of `referralStatus`: `freed` where the last post went to somebody else before it was answered.
  public var standing: String { isAwaited && freed != nil ? "freed" : status ?? "referred" }

  /// An answer of the partner is still to come.
  public var isOpen: Bool { standing == "referred" || standing == "interview" }

  /// Which reasons fit an answer that is no: the partner's, or the person's own. Codes of `CodeList.referralReason` by
  /// the code of `referralStatus`, in the order of the code list; every reason fits some answer (a test holds it so).
  public static let reasons: [String: [String]] = [
    "rejected": ["skill", "experience", "device", "shift", "distance", "notReached", "other"],
    "declined": ["device", "shift", "distance", "wage", "notReached", "otherJob", "other"],
  ]

  private var isAwaited: Bool { status == nil || status == "referred" || status == "interview" }
}
