// The fields of the forms, one row each: what they are called, how they are typed, what stands in line 23 and behind F1.
import LoketModel
import LoketWidgets

/// How a field of a record is typed, before the lists of this office are known.
enum FieldShape: Sendable {
  case text(limit: Int)
  case digits(exactly: Int, grouping: [Int], padded: Bool)
  case date
  case time
  /// A whole number of at most so many digits.
  case number(limit: Int)
  case codes(String, oneKey: Bool)
  /// One of many that is looked up while typing: villages, partners, tracks.
  case lookup
  case phone
  case tick
  case secret
}

struct FormField: Sendable {
  /// The field's name in the record; `kind.field` where another kind has a field of that name that is typed otherwise.
  let name: String
  let shape: FieldShape
  /// Columns of the value.
  let width: Int
  let takesDitto: Bool

  init(_ name: String, _ shape: FieldShape, width: Int, takesDitto: Bool = false) {
    self.name = name
    self.shape = shape
    self.width = width
    self.takesDitto = takesDitto
  }

  /// Whether it is taken from a list.
  var isPicked: Bool {
    switch shape {
    case .codes, .lookup: true
    default: false
    }
  }

  /// What it is called, what stands in line 23, and what F1 says: what to write, where it stands, an example.
  var label: Phrase { Phrase(rawValue: "form.\(phrase).label") }
  var hint: Phrase { Phrase(rawValue: "form.\(phrase).hint") }
  var help: Phrase { Phrase(rawValue: "form.\(phrase).help") }

  /// An element of a set stands in the catalogue behind one more dot.
  private var phrase: String { name.split(separator: "/").joined(separator: ".") }
}

extension FormField {
  static let all: [FormField] =
    records + programs + classes + work + followUps + vacancies + crafts + groups + grants + mentors

  private static let records: [FormField] = [
    FormField("nik", .digits(exactly: 16, grouping: [6, 6, 4], padded: false), width: 18),
    FormField("nikReason", .codes("nikReason", oneKey: true), width: 18),
    FormField("name", .text(limit: 80), width: 40),
    FormField("birthPlace", .text(limit: 60), width: 18, takesDitto: true),
    FormField("birthDate", .date, width: 10, takesDitto: true),
    FormField("sex", .codes("sex", oneKey: true), width: 12),
    FormField("relation", .codes("relation", oneKey: true), width: 18),
    FormField("maritalStatus", .codes("maritalStatus", oneKey: true), width: 14),
    FormField("education", .codes("education", oneKey: true), width: 20),
    FormField("occupation", .codes("occupation", oneKey: false), width: 20),
    FormField("address", .text(limit: 120), width: 40, takesDitto: true),
    FormField("rt", .digits(exactly: 3, grouping: [], padded: true), width: 3, takesDitto: true),
    FormField("rw", .digits(exactly: 3, grouping: [], padded: true), width: 3, takesDitto: true),
    FormField("hamlet", .text(limit: 60), width: 18, takesDitto: true),
    FormField("origin", .text(limit: 120), width: 40, takesDitto: true),
    FormField("arrived", .date, width: 10, takesDitto: true),
    FormField("village", .lookup, width: 20, takesDitto: true),
    FormField("familyCardNumber", .digits(exactly: 16, grouping: [6, 6, 4], padded: false), width: 18),
    FormField("phone", .phone, width: 18),
    FormField("phoneOwner", .codes("phoneOwner", oneKey: true), width: 14),
    FormField("employment", .codes("employment", oneKey: true), width: 20),
    FormField("device", .codes("device", oneKey: true), width: 20),
    FormField("internet", .codes("internet", oneKey: true), width: 18),
    FormField("papersSeen", .tick, width: 3),
    FormField("note", .text(limit: 200), width: 40),
    FormField("titleBefore", .text(limit: 20), width: 12),
    FormField("titleAfter", .text(limit: 30), width: 12),
    FormField("nickname", .text(limit: 30), width: 18),
    FormField("kind", .codes("placementKind", oneKey: true), width: 26),
    FormField("partner", .lookup, width: 30),
    FormField("employer", .text(limit: 80), width: 40),
    FormField("title", .text(limit: 60), width: 40),
    FormField("place", .text(limit: 60), width: 30),
    FormField("startDate", .date, width: 10),
    FormField("wageRange", .codes("wageRange", oneKey: true), width: 22),
    FormField("evidence", .codes("evidence", oneKey: true), width: 22),
    FormField("track", .lookup, width: 30),
    FormField("office.name", .text(limit: 60), width: 40),
    FormField("office.address", .text(limit: 120), width: 40),
    FormField("office.phone", .phone, width: 18),
    FormField("returnReason.name", .text(limit: 60), width: 40),
    FormField("returnReason.active", .codes("yesNo", oneKey: true), width: 10),
    FormField("office.singleOfficer", .codes("yesNo", oneKey: true), width: 10),
    FormField("account.login", .text(limit: 20), width: 20),
    FormField("account.name", .text(limit: 60), width: 40),
    FormField("account.role", .codes("role", oneKey: true), width: 20),
    FormField("account.active", .codes("yesNo", oneKey: true), width: 10),
    FormField("device.label", .text(limit: 20), width: 20),
    FormField("device.letter", .text(limit: 1), width: 1),
    FormField("track.name", .text(limit: 60), width: 40),
    FormField("track.field", .codes("trackField", oneKey: false), width: 24),
    FormField("track.words", .text(limit: 120), width: 40),
    FormField("track.device", .codes("neededDevice", oneKey: true), width: 28),
    FormField("track.internet", .codes("neededInternet", oneKey: true), width: 40),
    FormField("track.minimumAge", .digits(exactly: 2, grouping: [], padded: true), width: 2),
    FormField("track.active", .codes("yesNo", oneKey: true), width: 10),
    FormField("partner.name", .text(limit: 80), width: 40),
    FormField("partner.sector", .text(limit: 60), width: 30),
    FormField("partner.contact", .text(limit: 60), width: 30),
    FormField("partner.phone", .phone, width: 18),
    FormField("partner.address", .text(limit: 120), width: 40),
    FormField("partner.active", .codes("yesNo", oneKey: true), width: 10),
    FormField("visit.name", .text(limit: 80), width: 40),
    FormField("visit.purpose", .codes("visitPurpose", oneKey: true), width: 24),
    FormField("printer.name", .text(limit: 60), width: 40),
    FormField("printer.kind", .codes("printerKind", oneKey: true), width: 30),
    FormField("printer.pitch", .codes("printerPitch", oneKey: true), width: 30),
    FormField("printer.lines", .digits(exactly: 2, grouping: [], padded: false), width: 2),
    FormField("printer.formFeed", .codes("yesNo", oneKey: true), width: 10),
    FormField("printer.fileOnly", .codes("yesNo", oneKey: true), width: 10),
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The row of that name; the forms name only rows that stand above (a test opens each form).
  static func named(_ name: String) -> FormField? { byName[name] }

  /// The field as the toolkit wants it, in this language.
  func spec(id: String, place: FieldPlace, isRequired: Bool = false, _ context: Context) -> FieldSpec {
    FieldSpec(
      id, label: context.word(label), hint: context.word(hint), input: input(context), width: width, place: place,
      takesDitto: takesDitto, isRequired: isRequired)
  }

  private func input(_ context: Context) -> Input {
    switch shape {
    case .text(let limit): .text(limit: limit)
    case .digits(let exactly, let grouping, let padded):
      // A seventeenth digit is taken in, so that the rule can say what is wrong with it.
      .digits(exactly: exactly, limit: exactly == 16 ? 20 : exactly, grouping: grouping, padded: padded)
    case .date: .date
    case .time: .time
    case .number(let limit): .digits(exactly: nil, limit: limit, grouping: [])
    case .codes(let list, let oneKey): .choice(Choice.list(CodeList.named(list), context.language), oneKey: oneKey)
    case .lookup: .lookup
    case .phone: .phone
    case .tick: .tick
    case .secret: .secret(limit: 12)
    }
  }
}

extension Choice {
  /// A code list as choices. Lists without official numbers are numbered by their order, so that one key takes them.
  static func list(_ list: CodeList, _ language: Language) -> [Choice] {
    list.codes.enumerated().map { index, code in
      let isNumber = code.code.allSatisfy(\.isNumber)
      return Choice(
        code: code.code, name: code.name(language), words: code.aliases + (isNumber ? [] : [String(index + 1)]),
        note: isNumber ? "" : String(index + 1))
    }
  }
}
