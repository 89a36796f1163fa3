// The columns of every table that goes out or comes in: their key, their label and the list that their codes come from.
import LoketModel

/// One column. The key is the same in every language and every format.
public struct TableColumn: Hashable, Sendable {
  public let key: String
  public let phrase: Phrase
  /// The name of the code list that its values come from.
  public let list: String?
  /// The name of the code list of its elements, which it writes as `code=value`.
  public let elements: String?

  init(_ key: String, list: String? = nil, elements: String? = nil) {
    self.key = key
    self.phrase = Phrase("export.column.\(key)")
    self.list = list
    self.elements = elements
  }

  /// `Pagi: 3` of `morning=3`; a code alone by its name.
  func label(ofElement element: String, _ language: Language) -> String {
    guard let elements else { return element }
    let parts = element.split(separator: "=", maxSplits: 1).map(String.init)
    let name = CodeList.named(elements).name(of: parts.first ?? "", language)
    return ([name] + parts.dropFirst()).joined(separator: ": ")
  }

  /// The code's name in the language, for `--labels`; another value as it is.
  public func label(of value: String, _ language: Language) -> String {
    guard let list, !value.isEmpty else { return value }
    return CodeList.named(list).name(of: value, language)
  }
}

/// What `loket export` takes as KIND.
public enum TableKind: String, Sendable, CaseIterable {
  case households, people, enrolments, placements, partners, tracks, entries, fieldVisits, applications
  case classes, attendance, certificates
  case followUps, products, vacancies, referrals, hubs, hubSeats, experts, groups, groupMembers, areas, resources
  case grants, grantChecks, disbursements, mentorships, mentorVisits

  public var columns: [TableColumn] {
    keys.compactMap { key in
      ownLists[key].map { TableColumn(key, list: $0) } ?? TableColumns.all[key]
    }
  }

  /// Columns whose codes come from another list than those of that name in other tables.
  private var ownLists: [String: String] {
    switch self {
    case .applications: ["status": "applicationStatus"]
    case .followUps: ["outcome": "callOutcome", "result": "followUpResult", "reason": "endReason"]
    case .products: ["kind": "productKind"]
    case .groups: ["kind": "groupKind", "field": "businessField", "level": "groupLevel", "endReason": "groupEndReason"]
    case .groupMembers: ["field": "businessField"]
    case .grants: ["kind": "grantKind", "item": "grantItem", "condition": "grantCondition"]
    case .grantChecks: ["condition": "grantCondition"]
    case .mentorVisits: ["outcome": "visitOutcome", "running": "yesNo", "field": "businessField"]
    case .resources: ["kind": "resourceKind"]
    case .referrals: ["status": "referralStatus", "statusReason": "referralReason"]
    default: [:]
    }
  }

  private var keys: [String] {
    switch self {
    case .people: PersonColumn.allCases.map(\.rawValue)
    case .households:
      [
        "id", "familyCardNumber", "earlierCards", "headId", "headName", "headNik", "members", "address", "rt", "rw",
        "hamlet", "village", "device", "internet", "electricity", "householdStanding", "standingDate", "standingReason",
        "note",
        "papersSeen", "unsettled",
      ]
    case .enrolments:
      [
        "id", "personId", "nik", "name", "householdId", "track", "status", "statusDate", "statusReason", "class",
        "program", "day", "missing", "note", "unsettled",
      ]
    case .placements:
      [
        "id", "personId", "nik", "name", "kind", "partnerId", "employer", "title", "place", "startDate", "wageRange",
        "evidence", "track", "endDate", "endReason", "day", "note", "unsettled",
      ]
    case .partners: ["id", "name", "sector", "address", "contact", "phone", "active", "note", "unsettled"]
    case .tracks:
      ["id", "name", "field", "words", "neededDevice", "neededInternet", "minimumAge", "active", "enrolled"]
    case .fieldVisits: ["id", "householdId", "headName", "address", "rt", "rw", "day", "outcome", "nextDay", "note"]
    case .applications:
      [
        "id", "personId", "nik", "name", "program", "wave", "track", "segment", "day", "status", "statusDate",
        "statusReason", "rank", "rankDay", "rankReason", "scores", "override", "unsettled",
      ]
    case .classes:
      [
        "id", "className", "programId", "programName", "waveId", "waveName", "track", "capacity", "participants",
        "mode",
        "room", "village", "agency", "trainer", "fundingSource", "starts", "ends", "classState", "neededAttendance",
        "sessions", "held", "modules", "taught", "partnerId", "posts", "note", "unsettled",
      ]
    case .attendance:
      ["classId", "className", "session", "enrolmentId", "personId", "nik", "name", "mark"]
    case .certificates:
      [
        "id", "personId", "nik", "name", "enrolmentId", "track", "certificateKind", "number", "issuer", "scheme",
        "result", "issued", "expires", "day", "note", "unsettled",
      ]
    case .followUps:
      [
        "id", "personId", "nik", "name", "about", "step", "date", "outcome", "result", "reason", "next", "day", "note",
        "unsettled",
      ]
    case .products:
      [
        "id", "producerId", "businessName", "personId", "name", "productName", "kind", "price", "unit", "material",
        "photo", "channels", "papers", "active", "note", "unsettled",
      ]
    case .vacancies:
      [
        "id", "partnerId", "partnerName", "title", "vacancyNumber", "opened", "until", "posts", "hired", "referred",
        "surplus",
        "postsByShift", "track", "level", "minimumAge", "maximumAge", "sex", "education", "experience", "wageRange",
        "workPlace", "place", "village", "rt", "rw", "neededDevice", "neededInternet", "vacancyState", "stateDate",
        "stateReason", "note", "unsettled",
      ]
    case .referrals:
      [
        "id", "personId", "nik", "name", "vacancyId", "title", "partnerId", "partnerName", "shift", "status",
        "statusDate", "statusReason", "statusNote", "interview", "placementId", "surplus", "day", "note", "unsettled",
      ]
    case .hubs:
      [
        "id", "hubName", "village", "address", "seats", "device", "internet", "active", "note",
        "unsettled",
      ]
    case .hubSeats:
      [
        "id", "hubId", "hubName", "seat", "shift", "personId", "nik", "name", "seatFrom", "seatUntil", "day", "note",
        "unsettled",
      ]
    case .experts:
      ["id", "personId", "name", "expertAgency", "phone", "track", "expertise", "active", "note", "unsettled"]
    case .groups:
      [
        "id", "groupName", "programId", "programName", "village", "areaId", "areaName", "kind", "field", "level",
        "members", "proposal",
        "proposalDate", "chainRole", "offTakerId", "offTakerName", "formedOn", "endedOn", "endReason", "note",
        "unsettled",
      ]
    case .areas: ["id", "areaName", "programId", "programName", "villages", "groups", "note", "unsettled"]
    case .resources:
      [
        "id", "areaId", "areaName", "kind", "resourceName", "amount", "unit", "involvedAgency", "note", "unsettled",
      ]
    case .groupMembers:
      [
        "id", "groupId", "groupName", "programId", "programName", "field", "personId", "nik", "name", "groupRole",
        "joinedOn", "leftOn", "day", "note", "need", "needUnknown", "unsettled",
      ]
    case .grants:
      [
        "id", "personId", "nik", "name", "groupId", "programId", "kind", "item", "grantName", "serial", "rupiah",
        "fundingSource",
        "giver", "given", "letter", "deadline", "reported", "condition", "checkedOn", "paid", "day", "note",
        "unsettled",
      ]
    case .grantChecks:
      ["id", "grantId", "personId", "name", "date", "condition", "place", "nextCheck", "day", "note", "unsettled"]
    case .disbursements: ["id", "grantId", "personId", "name", "date", "rupiah", "proof", "day", "note", "unsettled"]
    case .mentorships:
      ["id", "groupId", "groupName", "mentorId", "mentorName", "from", "until", "day", "note", "unsettled"]
    case .mentorVisits:
      [
        "id", "groupId", "groupName", "field", "mentorId", "mentorName", "date", "outcome", "running", "turnover",
        "workers", "findings", "nextVisit", "day", "note", "unsettled",
      ]
    case .entries: ["id", "day", "action", "subject", "summary", "reason", "question"]
    }
  }
}

/// The columns of the table of people, in the order in which they are written; import reads the same ones.
public enum PersonColumn: String, CaseIterable, Sendable {
  case id, nik, name, sex, birthDate, birthPlace, relation, householdId, familyCardNumber, address, rt, rw, village
  case phone, education, occupation, employment, maritalStatus, nikReason, hamlet, phoneOwner, titleBefore, titleAfter
  case nickname, device, internet, electricity, skills, consents, standing, standingDate, standingPlace, note
  case householdNote, papersSeen, householdPapersSeen, unsettled
}

public enum TableColumns {
  public static let all: [String: TableColumn] = Dictionary(
    uniqueKeysWithValues: rows.map { ($0.key, $0) })

  private static let rows = [
    TableColumn("id"),
    TableColumn("nik"),
    TableColumn("name"),
    TableColumn("sex", list: "sex"),
    TableColumn("birthDate"),
    TableColumn("birthPlace"),
    TableColumn("relation", list: "relation"),
    TableColumn("householdId"),
    TableColumn("familyCardNumber"),
    TableColumn("address"),
    TableColumn("rt"),
    TableColumn("rw"),
    TableColumn("village"),
    TableColumn("phone"),
    TableColumn("education", list: "education"),
    TableColumn("occupation", list: "occupation"),
    TableColumn("employment", list: "employment"),
    TableColumn("maritalStatus", list: "maritalStatus"),
    TableColumn("nikReason", list: "nikReason"),
    TableColumn("hamlet"),
    TableColumn("phoneOwner", list: "phoneOwner"),
    TableColumn("titleBefore"),
    TableColumn("titleAfter"),
    TableColumn("nickname"),
    TableColumn("device", list: "device"),
    TableColumn("internet", list: "internet"),
    TableColumn("electricity", list: "electricity"),
    TableColumn("skills"),
    TableColumn("consents"),
    TableColumn("standing", list: "standing"),
    TableColumn("standingDate"),
    TableColumn("standingPlace"),
    TableColumn("note"),
    TableColumn("householdNote"),
    TableColumn("papersSeen"),
    TableColumn("householdPapersSeen"),
    TableColumn("unsettled"),
    TableColumn("earlierCards"),
    TableColumn("headId"),
    TableColumn("headName"),
    TableColumn("headNik"),
    TableColumn("members"),
    TableColumn("householdStanding", list: "householdStanding"),
    TableColumn("standingReason"),
    TableColumn("personId"),
    TableColumn("track"),
    TableColumn("status", list: "enrolmentStatus"),
    TableColumn("statusDate"),
    TableColumn("statusReason", list: "withdrawReason"),
    TableColumn("class"),
    TableColumn("day"),
    TableColumn("missing"),
    TableColumn("kind", list: "placementKind"),
    TableColumn("program"),
    TableColumn("wave"),
    TableColumn("segment", list: "segment"),
    TableColumn("rank"),
    TableColumn("rankDay"),
    TableColumn("rankReason"),
    TableColumn("scores"),
    TableColumn("override"),
    TableColumn("partnerId"),
    TableColumn("employer"),
    TableColumn("title"),
    TableColumn("place"),
    TableColumn("startDate"),
    TableColumn("wageRange", list: "wageRange"),
    TableColumn("evidence", list: "evidence"),
    TableColumn("endDate"),
    TableColumn("endReason", list: "endReason"),
    TableColumn("sector"),
    TableColumn("contact"),
    TableColumn("active", list: "yesNo"),
    TableColumn("field", list: "trackField"),
    TableColumn("words"),
    TableColumn("neededDevice", list: "neededDevice"),
    TableColumn("neededInternet", list: "neededInternet"),
    TableColumn("minimumAge"),
    TableColumn("enrolled"),
    TableColumn("action", list: "entryAction"),
    TableColumn("subject"),
    TableColumn("summary"),
    TableColumn("reason"),
    TableColumn("question"),
    TableColumn("outcome", list: "fieldOutcome"),
    TableColumn("nextDay"),
    TableColumn("className"),
    TableColumn("programId"),
    TableColumn("programName"),
    TableColumn("waveId"),
    TableColumn("waveName"),
    TableColumn("capacity"),
    TableColumn("participants"),
    TableColumn("mode", list: "classMode"),
    TableColumn("room"),
    TableColumn("agency"),
    TableColumn("trainer"),
    TableColumn("fundingSource", list: "fundingSource"),
    TableColumn("starts"),
    TableColumn("ends"),
    TableColumn("classState", list: "classState"),
    TableColumn("neededAttendance"),
    TableColumn("sessions"),
    TableColumn("held"),
    TableColumn("modules"),
    TableColumn("taught"),
    TableColumn("posts"),
    TableColumn("classId"),
    TableColumn("session"),
    TableColumn("enrolmentId"),
    TableColumn("mark", list: "attendanceMark"),
    TableColumn("certificateKind", list: "certificateKind"),
    TableColumn("number"),
    TableColumn("issuer"),
    TableColumn("scheme"),
    TableColumn("result", list: "competence"),
    TableColumn("issued"),
    TableColumn("expires"),
    TableColumn("about"),
    TableColumn("step", list: "followUpStep"),
    TableColumn("date"),
    TableColumn("next"),
    TableColumn("item"),
    TableColumn("grantName"),
    TableColumn("serial"),
    TableColumn("rupiah"),
    TableColumn("giver"),
    TableColumn("given"),
    TableColumn("letter"),
    TableColumn("deadline"),
    TableColumn("reported"),
    TableColumn("condition"),
    TableColumn("checkedOn"),
    TableColumn("paid"),
    TableColumn("grantId"),
    TableColumn("proof"),
    TableColumn("nextCheck"),
    TableColumn("producerId"),
    TableColumn("businessName"),
    TableColumn("productName"),
    TableColumn("price"),
    TableColumn("unit"),
    TableColumn("material"),
    TableColumn("photo"),
    TableColumn("channels", elements: "salesChannel"),
    TableColumn("papers", elements: "productPaper"),
    TableColumn("partnerName"),
    TableColumn("vacancyNumber"),
    TableColumn("opened"),
    TableColumn("until"),
    TableColumn("hired"),
    TableColumn("referred"),
    TableColumn("surplus"),
    TableColumn("postsByShift", elements: "workShift"),
    TableColumn("level", list: "skillLevel"),
    TableColumn("maximumAge"),
    TableColumn("experience"),
    TableColumn("workPlace", list: "workPlace"),
    TableColumn("vacancyState", list: "vacancyState"),
    TableColumn("stateDate"),
    TableColumn("stateReason"),
    TableColumn("vacancyId"),
    TableColumn("shift", list: "workShift"),
    TableColumn("statusNote"),
    TableColumn("interview"),
    TableColumn("placementId"),
    TableColumn("hubId"),
    TableColumn("hubName"),
    TableColumn("seats"),
    TableColumn("seat"),
    TableColumn("seatFrom"),
    TableColumn("seatUntil"),
    TableColumn("expertAgency"),
    TableColumn("expertise"),
    TableColumn("from"),
    TableColumn("running"),
    TableColumn("turnover"),
    TableColumn("workers"),
    TableColumn("findings"),
    TableColumn("nextVisit"),
    TableColumn("mentorId"),
    TableColumn("mentorName"),
    TableColumn("groupId"),
    TableColumn("areaId"),
    TableColumn("areaName"),
    TableColumn("villages"),
    TableColumn("groups"),
    TableColumn("resourceName"),
    TableColumn("amount"),
    TableColumn("involvedAgency"),
    TableColumn("groupName"),
    TableColumn("proposal", list: "proposalState"),
    TableColumn("proposalDate"),
    TableColumn("chainRole", list: "chainRole"),
    TableColumn("offTakerId"),
    TableColumn("offTakerName"),
    TableColumn("formedOn"),
    TableColumn("endedOn"),
    TableColumn("groupRole", list: "groupRole"),
    TableColumn("joinedOn"),
    TableColumn("leftOn"),
    TableColumn("need"),
    TableColumn("needUnknown"),
  ]
}
