// The lists of `Resources/codes.json`: what a coded field may hold, and how each code is called.
import Resources

/// One code and its names.
public struct Code: Hashable, Sendable {
  /// As stored: the official number where there is one, else a short English word.
  public let code: String
  public let names: [Language: String]
  /// Other spellings that exports and clerks use, upper case.
  public let aliases: [String]

  public func name(_ language: Language) -> String { names[language] ?? code }
}

public struct CodeList: Sendable, Hashable {
  public let name: String
  /// Where the list comes from.
  public let source: String
  /// In the order of the official list, or of frequency.
  public let codes: [Code]
  /// Whether one key takes a code (0 stands for 10); SCREENS: "Short official lists".
  public let oneKey: Bool
  /// Whether a value outside the list is kept and shown as it is, and is no mistake (the 89 occupations).
  public let isOpen: Bool

  public func code(_ code: String) -> Code? { codes.first { $0.code == code } }

  /// The code's name, or the code itself when the list does not have it.
  public func name(of code: String, _ language: Language) -> String { self.code(code)?.name(language) ?? code }

  /// The code that a person or an export meant: the code, with zeros lost or added, or a name or alias in any language.
  public func code(meaning text: String) -> Code? {
    let wanted = NameKey.fold(text)
    if wanted.isEmpty { return nil }
    if let exact = code(text) { return exact }
    if let number = Int(wanted), let found = code(String(number)) { return found }
    return codes.first { code in
      code.aliases.contains(wanted) || code.code.uppercased() == wanted
        || code.names.values.contains { NameKey.fold($0) == wanted }
    }
  }

  /// The code that one typed digit takes in a one-key list: the official number, where 0 stands for 10, or for codes that
  /// are words their place in the list, from 1 on; nil when there is none.
  public func code(key digit: Character) -> Code? {
    guard oneKey, digit.isASCII, let number = digit.wholeNumberValue else { return nil }
    if let found = code(String(number)) { return found }
    if number == 0 { return code("10") }
    guard number <= codes.count, Int(codes[number - 1].code) == nil else { return nil }
    return codes[number - 1]
  }

  /// The digit that takes this code in a one-key list; nil where it must be typed in full or picked.
  public func key(of code: String) -> Character? {
    "1234567890".first { self.code(key: $0)?.code == code }
  }

  /// Empty when no list has this name; a test names them all.
  public static func named(_ name: String) -> CodeList {
    all[name] ?? CodeList(name: name, source: "", codes: [], oneKey: false, isOpen: true)
  }

  /// Every list, by name.
  public static let all: [String: CodeList] = {
    var length = 0
    let start = loket_resource_codes(&length)
    let file = ResourceReader.value(start, length)?.object ?? [:]
    return file.reduce(into: [:]) { lists, entry in
      lists[entry.key] = CodeList(name: entry.key, entry.value)
    }
  }()

  private init(name: String, _ value: ResourceValue) {
    self.name = name
    source = value["source"]?.text ?? ""
    oneKey = value["oneKey"]?.truth ?? false
    isOpen = value["open"]?.truth ?? false
    codes = (value["codes"]?.list ?? []).map { row in
      Code(
        code: row["code"]?.text ?? "",
        names: [.indonesian: row["id"]?.text ?? "", .english: row["en"]?.text ?? ""],
        aliases: (row["also"]?.list ?? []).compactMap(\.text))
    }
  }

  private init(name: String, source: String, codes: [Code], oneKey: Bool, isOpen: Bool) {
    self.name = name
    self.source = source
    self.codes = codes
    self.oneKey = oneKey
    self.isOpen = isOpen
  }
}

extension CodeList {
  public static let sex = named("sex")
  public static let relation = named("relation")
  public static let education = named("education")
  public static let maritalStatus = named("maritalStatus")
  public static let standing = named("standing")
  public static let householdStanding = named("householdStanding")
  public static let occupation = named("occupation")
  public static let employment = named("employment")
  public static let nikReason = named("nikReason")
  public static let phoneOwner = named("phoneOwner")
  public static let device = named("device")
  public static let internet = named("internet")
  public static let neededDevice = named("neededDevice")
  public static let neededInternet = named("neededInternet")
  public static let enrolmentStatus = named("enrolmentStatus")
  public static let placementKind = named("placementKind")
  public static let wageRange = named("wageRange")
  public static let evidence = named("evidence")
  public static let skillLevel = named("skillLevel")
  public static let skillOrigin = named("skillOrigin")
  public static let skillEvidence = named("skillEvidence")
  public static let role = named("role")
  public static let voidReason = named("voidReason")
  public static let withdrawReason = named("withdrawReason")
  public static let endReason = named("endReason")
  public static let restoreReason = named("restoreReason")
  public static let moveReason = named("moveReason")
  public static let cardEvent = named("cardEvent")
  public static let headReason = named("headReason")
  public static let disability = named("disability")
  public static let trackField = named("trackField")
  public static let entryAction = named("entryAction")
  public static let needAnswer = named("needAnswer")
  public static let pairAnswer = named("pairAnswer")
  public static let printerKind = named("printerKind")
  public static let printerPitch = named("printerPitch")
  public static let fieldOutcome = named("fieldOutcome")
  public static let entryState = named("entryState")
  public static let returnReason = named("returnReason")
  public static let visitPurpose = named("visitPurpose")
  public static let visitState = named("visitState")
  public static let requestKind = named("requestKind")
  public static let requestState = named("requestState")
  public static let consentPurpose = named("consentPurpose")
  public static let consentHow = named("consentHow")
  public static let programState = named("programState")
  public static let fundingSource = named("fundingSource")
  public static let selectionMethod = named("selectionMethod")
  public static let achievement = named("achievement")
  public static let segment = named("segment")
  public static let criterion = named("criterion")
  public static let eligibilityRule = named("eligibilityRule")
  public static let residence = named("residence")
  public static let classMode = named("classMode")
  public static let classState = named("classState")
  public static let attendanceMark = named("attendanceMark")
  public static let sessionDays = named("sessionDays")
  public static let applicationStatus = named("applicationStatus")
  public static let portalState = named("portalState")
  public static let certificateKind = named("certificateKind")
  public static let competence = named("competence")
  public static let layoffProof = named("layoffProof")
  public static let eventKind = named("eventKind")
  public static let guestMark = named("guestMark")
  public static let aidKind = named("aidKind")
  public static let electricity = named("electricity")
  public static let workShift = named("workShift")
  public static let workPlace = named("workPlace")
  public static let vacancyState = named("vacancyState")
  public static let referralStatus = named("referralStatus")
  public static let referralReason = named("referralReason")
  public static let followUpStep = named("followUpStep")
  public static let callOutcome = named("callOutcome")
  public static let followUpResult = named("followUpResult")
  public static let salesChannel = named("salesChannel")
  public static let productPaper = named("productPaper")
  public static let productKind = named("productKind")
  public static let promotionKind = named("promotionKind")
  public static let groupKind = named("groupKind")
  public static let groupRole = named("groupRole")
  public static let businessField = named("businessField")
  public static let groupLevel = named("groupLevel")
  public static let proposalState = named("proposalState")
  public static let chainRole = named("chainRole")
  public static let groupEndReason = named("groupEndReason")
  public static let visitOutcome = named("visitOutcome")
  public static let grantKind = named("grantKind")
  public static let grantItem = named("grantItem")
  public static let grantCondition = named("grantCondition")
  public static let resourceKind = named("resourceKind")
  public static let yesNo = named("yesNo")
}
