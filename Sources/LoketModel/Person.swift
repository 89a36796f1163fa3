// One person of a household.

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct Person: Hashable, Sendable, Identifiable {
  public let id: String
  public var nik: String?
  public var nikReason: String?
  public var name: String?
  public var titleBefore: String?
  public var titleAfter: String?
  public var nickname: String?
  public var birthPlace: String?
  public var birthDate: String?
  public var sex: String?
  public var household: String?
  public var relation: String?
  public var maritalStatus: String?
  public var education: String?
  public var occupation: String?
  public var employment: String?
  public var layoffDate: String?
  public var layoffEmployer: String?
  public var layoffProof: String?
  public var phone: String?
  public var phoneOwner: String?
  public var standing: String?
  public var standingDate: String?
  public var standingPlace: String?
  public var papersSeen: String?
  public var note: String?
  public var registeredOn: String?
  /// Since when nobody works with the data, at the person's wish.
  public var frozen: String?
  public var frozenReason: String?
  public var frozenRequest: String?
  public var keepUntil: String?
  public var keepReason: String?
  public var jobCardNumber: String?
  public var jobCardIssued: String?
  public var jobCardReported: String?
  public var jobCardReturned: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    nik = values("nik")
    nikReason = values("nikReason")
    name = values("name")
    titleBefore = values("titleBefore")
    titleAfter = values("titleAfter")
    nickname = values("nickname")
    birthPlace = values("birthPlace")
    birthDate = values("birthDate")
    sex = values("sex")
    household = values("household")
    relation = values("relation")
    maritalStatus = values("maritalStatus")
    education = values("education")
    occupation = values("occupation")
    employment = values("employment")
    layoffDate = values("layoffDate")
    layoffEmployer = values("layoffEmployer")
    layoffProof = values("layoffProof")
    phone = values("phone")
    phoneOwner = values("phoneOwner")
    standing = values("standing")
    standingDate = values("standingDate")
    standingPlace = values("standingPlace")
    papersSeen = values("papersSeen")
    note = values("note")
    registeredOn = values("registeredOn")
    frozen = values("frozen")
    frozenReason = values("frozenReason")
    frozenRequest = values("frozenRequest")
    keepUntil = values("keepUntil")
    keepReason = values("keepReason")
    jobCardNumber = values("jobCardNumber")
    jobCardIssued = values("jobCardIssued")
    jobCardReported = values("jobCardReported")
    jobCardReturned = values("jobCardReturned")
  }

  /// What stands for the name of a person who is frozen.
  public static let withheldName = "***"

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = [
    "nik", "nikReason", "name", "titleBefore", "titleAfter", "nickname", "birthPlace", "birthDate", "sex",
    "household", "relation", "maritalStatus", "education", "occupation", "employment", "layoffDate", "layoffEmployer",
    "layoffProof", "phone", "phoneOwner",
    "standing", "standingDate", "standingPlace", "papersSeen", "note", "registeredOn", "frozen",
    "frozenReason", "frozenRequest", "keepUntil", "keepReason", "jobCardNumber", "jobCardIssued", "jobCardReported",
    "jobCardReturned",
  ]
}
