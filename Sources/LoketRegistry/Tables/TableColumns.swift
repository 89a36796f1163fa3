// The columns of every table that goes out or comes in: their key, their label and the list that their codes come from.
import LoketModel

/// One column. The key is the same in every language and every format.
public struct TableColumn: Hashable, Sendable {
  public let key: String
  public let phrase: Phrase
  /// The name of the code list that its values come from.
  public let list: String?

  init(_ key: String, _ phrase: String, list: String? = nil) {
    self.key = key
    self.phrase = Phrase(phrase)
    self.list = list
  }

  /// The code's name in the language, for `--labels`; another value as it is.
  public func label(of value: String, _ language: Language) -> String {
    guard let list, !value.isEmpty else { return value }
    return CodeList.named(list).name(of: value, language)
  }
}

/// What `loket export` takes as KIND.
public enum TableKind: String, Sendable, CaseIterable {
  case households, people, enrolments, placements, partners, tracks, entries

  public var columns: [TableColumn] {
    keys.compactMap { TableColumns.all[$0] }
  }

  private var keys: [String] {
    switch self {
    case .people: PersonColumn.allCases.map(\.rawValue)
    case .households:
      [
        "id", "familyCardNumber", "earlierCards", "headId", "headName", "headNik", "members", "address", "rt", "rw",
        "hamlet", "village", "device", "internet", "householdStanding", "standingDate", "standingReason", "note",
        "unsettled",
      ]
    case .enrolments:
      [
        "id", "personId", "nik", "name", "householdId", "track", "status", "statusDate", "statusReason", "class", "day",
        "missing", "note", "unsettled",
      ]
    case .placements:
      [
        "id", "personId", "nik", "name", "kind", "partnerId", "employer", "title", "place", "startDate", "wageRange",
        "evidence", "track", "endDate", "endReason", "day", "note", "unsettled",
      ]
    case .partners: ["id", "name", "sector", "address", "contact", "phone", "active", "note", "unsettled"]
    case .tracks:
      ["id", "name", "field", "words", "neededDevice", "neededInternet", "minimumAge", "active", "enrolled"]
    case .entries: ["id", "day", "action", "subject", "summary", "reason", "question"]
    }
  }
}

/// The columns of the table of people, in the order in which they are written; import reads the same ones.
public enum PersonColumn: String, CaseIterable, Sendable {
  case id, nik, name, sex, birthDate, birthPlace, relation, householdId, familyCardNumber, address, rt, rw, village
  case phone, education, occupation, employment, maritalStatus, nikReason, hamlet, phoneOwner, titleBefore, titleAfter
  case nickname, device, internet, skills, standing, standingDate, standingPlace, note, householdNote, unsettled
}

public enum TableColumns {
  public static let all: [String: TableColumn] = Dictionary(
    uniqueKeysWithValues: rows.map { ($0.key, $0) })

  private static let rows = [
    TableColumn("id", "export.column.id"),
    TableColumn("nik", "export.column.nik"),
    TableColumn("name", "export.column.name"),
    TableColumn("sex", "export.column.sex", list: "sex"),
    TableColumn("birthDate", "export.column.birthDate"),
    TableColumn("birthPlace", "export.column.birthPlace"),
    TableColumn("relation", "export.column.relation", list: "relation"),
    TableColumn("householdId", "export.column.householdId"),
    TableColumn("familyCardNumber", "export.column.familyCardNumber"),
    TableColumn("address", "export.column.address"),
    TableColumn("rt", "export.column.rt"),
    TableColumn("rw", "export.column.rw"),
    TableColumn("village", "export.column.village"),
    TableColumn("phone", "export.column.phone"),
    TableColumn("education", "export.column.education", list: "education"),
    TableColumn("occupation", "export.column.occupation", list: "occupation"),
    TableColumn("employment", "export.column.employment", list: "employment"),
    TableColumn("maritalStatus", "export.column.maritalStatus", list: "maritalStatus"),
    TableColumn("nikReason", "export.column.nikReason", list: "nikReason"),
    TableColumn("hamlet", "export.column.hamlet"),
    TableColumn("phoneOwner", "export.column.phoneOwner", list: "phoneOwner"),
    TableColumn("titleBefore", "export.column.titleBefore"),
    TableColumn("titleAfter", "export.column.titleAfter"),
    TableColumn("nickname", "export.column.nickname"),
    TableColumn("device", "export.column.device", list: "device"),
    TableColumn("internet", "export.column.internet", list: "internet"),
    TableColumn("skills", "export.column.skills"),
    TableColumn("standing", "export.column.standing", list: "standing"),
    TableColumn("standingDate", "export.column.standingDate"),
    TableColumn("standingPlace", "export.column.standingPlace"),
    TableColumn("note", "export.column.note"),
    TableColumn("householdNote", "export.column.householdNote"),
    TableColumn("unsettled", "export.column.unsettled"),
    TableColumn("earlierCards", "export.column.earlierCards"),
    TableColumn("headId", "export.column.headId"),
    TableColumn("headName", "export.column.headName"),
    TableColumn("headNik", "export.column.headNik"),
    TableColumn("members", "export.column.members"),
    TableColumn("householdStanding", "export.column.householdStanding", list: "householdStanding"),
    TableColumn("standingReason", "export.column.standingReason"),
    TableColumn("personId", "export.column.personId"),
    TableColumn("track", "export.column.track"),
    TableColumn("status", "export.column.status", list: "enrolmentStatus"),
    TableColumn("statusDate", "export.column.statusDate"),
    TableColumn("statusReason", "export.column.statusReason", list: "withdrawReason"),
    TableColumn("class", "export.column.class"),
    TableColumn("day", "export.column.day"),
    TableColumn("missing", "export.column.missing"),
    TableColumn("kind", "export.column.kind", list: "placementKind"),
    TableColumn("partnerId", "export.column.partnerId"),
    TableColumn("employer", "export.column.employer"),
    TableColumn("title", "export.column.title"),
    TableColumn("place", "export.column.place"),
    TableColumn("startDate", "export.column.startDate"),
    TableColumn("wageRange", "export.column.wageRange", list: "wageRange"),
    TableColumn("evidence", "export.column.evidence", list: "evidence"),
    TableColumn("endDate", "export.column.endDate"),
    TableColumn("endReason", "export.column.endReason", list: "endReason"),
    TableColumn("sector", "export.column.sector"),
    TableColumn("contact", "export.column.contact"),
    TableColumn("active", "export.column.active", list: "yesNo"),
    TableColumn("field", "export.column.field", list: "trackField"),
    TableColumn("words", "export.column.words"),
    TableColumn("neededDevice", "export.column.neededDevice", list: "neededDevice"),
    TableColumn("neededInternet", "export.column.neededInternet", list: "neededInternet"),
    TableColumn("minimumAge", "export.column.minimumAge"),
    TableColumn("enrolled", "export.column.enrolled"),
    TableColumn("action", "export.column.action", list: "entryAction"),
    TableColumn("subject", "export.column.subject"),
    TableColumn("summary", "export.column.summary"),
    TableColumn("reason", "export.column.reason"),
    TableColumn("question", "export.column.question"),
  ]
}

/// Finds which cell of a row holds which column of the table of people.
struct PersonHeader: Sendable {
  /// The cell's place in a row, by column; nil where the file does not have the column.
  let places: [Int?]

  /// Whether rows under this header can say who a person is and which household is theirs.
  var isUsable: Bool { has(.name) && (has(.familyCardNumber) || has(.householdId)) }

  func has(_ column: PersonColumn) -> Bool { places[column.index] != nil }

  init(_ cells: [String]) {
    var places = [Int?](repeating: nil, count: PersonColumn.allCases.count)
    for (place, cell) in cells.enumerated() {
      guard let column = Self.columns[Self.folded(cell)], places[column.index] == nil else { continue }
      places[column.index] = place
    }
    self.places = places
  }

  /// Letters and digits in lower case, so that "No. KK", "no_kk" and "NO KK" are one.
  static func folded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5a: result.unicodeScalars.append(Unicode.Scalar(byte + 32))
      case 0x61...0x7a, 0x30...0x39: result.unicodeScalars.append(Unicode.Scalar(byte))
      default: break
      }
    }
    return result
  }

  private static let columns: [String: PersonColumn] = {
    var found = openSID
    for language in Language.allCases {
      let wording = Wording(language)
      for column in PersonColumn.allCases {
        guard let phrase = TableColumns.all[column.rawValue]?.phrase else { continue }
        found[folded(wording[phrase])] = column
      }
    }
    for column in PersonColumn.allCases { found[folded(column.rawValue)] = column }
    return found
  }()

  /// The columns of OpenSID's population CSV that Loket has a purpose for, and the names that offices give them by hand.
  private static let openSID: [String: PersonColumn] = [
    "alamat": .address, "dusun": .hamlet, "rw": .rw, "rt": .rt, "nama": .name, "nokk": .familyCardNumber, "nik": .nik,
    "sex": .sex, "tempatlahir": .birthPlace, "tanggallahir": .birthDate, "pendidikankkid": .education,
    "pekerjaanid": .occupation, "statuskawin": .maritalStatus, "kklevel": .relation, "statusdasar": .standing,
    "namalengkap": .name, "nomorkk": .familyCardNumber, "nomorkartukeluarga": .familyCardNumber,
    "jeniskelamin": .sex, "jk": .sex, "tgllahir": .birthDate, "tmplahir": .birthPlace, "shdk": .relation,
    "hubungankeluarga": .relation, "hubungan": .relation, "pendidikan": .education, "pekerjaan": .occupation,
    "statusperkawinan": .maritalStatus, "telepon": .phone, "nohp": .phone, "hp": .phone, "telp": .phone,
  ]
}

extension PersonColumn {
  /// The column's place in ``allCases``.
  var index: Int { Self.indices[self] ?? 0 }

  private static let indices = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
}
