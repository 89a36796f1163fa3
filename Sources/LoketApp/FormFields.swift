// The fields of the forms, one row each: what they are called, how they are typed, what stands in line 23 and behind F1.
import LoketModel
import LoketWidgets

/// How a field of a record is typed, before the lists of this office are known.
enum FieldShape: Sendable {
  case text(limit: Int)
  case digits(exactly: Int, grouping: [Int], padded: Bool)
  case date
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
  var takesDitto = false
  let label: Phrase
  let hint: Phrase
  let help: Phrase
}

extension FormField {
  static let all: [FormField] = [
    FormField(
      name: "nik", shape: .digits(exactly: 16, grouping: [6, 6, 4], padded: false), width: 18,
      label: Phrase("form.nik.label"), hint: Phrase("form.nik.hint"), help: Phrase("form.nik.help")),
    FormField(
      name: "nikReason", shape: .codes("nikReason", oneKey: true), width: 18,
      label: Phrase("form.nikReason.label"), hint: Phrase("form.nikReason.hint"),
      help: Phrase("form.nikReason.help")),
    FormField(
      name: "name", shape: .text(limit: 80), width: 40,
      label: Phrase("form.name.label"), hint: Phrase("form.name.hint"), help: Phrase("form.name.help")),
    FormField(
      name: "birthPlace", shape: .text(limit: 60), width: 18, takesDitto: true,
      label: Phrase("form.birthPlace.label"), hint: Phrase("form.birthPlace.hint"),
      help: Phrase("form.birthPlace.help")),
    FormField(
      name: "birthDate", shape: .date, width: 10, takesDitto: true,
      label: Phrase("form.birthDate.label"), hint: Phrase("form.birthDate.hint"),
      help: Phrase("form.birthDate.help")),
    FormField(
      name: "sex", shape: .codes("sex", oneKey: true), width: 12,
      label: Phrase("form.sex.label"), hint: Phrase("form.sex.hint"), help: Phrase("form.sex.help")),
    FormField(
      name: "relation", shape: .codes("relation", oneKey: true), width: 18,
      label: Phrase("form.relation.label"), hint: Phrase("form.relation.hint"), help: Phrase("form.relation.help")),
    FormField(
      name: "maritalStatus", shape: .codes("maritalStatus", oneKey: true), width: 14,
      label: Phrase("form.maritalStatus.label"), hint: Phrase("form.maritalStatus.hint"),
      help: Phrase("form.maritalStatus.help")),
    FormField(
      name: "education", shape: .codes("education", oneKey: true), width: 20,
      label: Phrase("form.education.label"), hint: Phrase("form.education.hint"),
      help: Phrase("form.education.help")),
    FormField(
      name: "occupation", shape: .codes("occupation", oneKey: false), width: 20,
      label: Phrase("form.occupation.label"), hint: Phrase("form.occupation.hint"),
      help: Phrase("form.occupation.help")),
    FormField(
      name: "address", shape: .text(limit: 120), width: 40, takesDitto: true,
      label: Phrase("form.address.label"), hint: Phrase("form.address.hint"), help: Phrase("form.address.help")),
    FormField(
      name: "rt", shape: .digits(exactly: 3, grouping: [], padded: true), width: 3, takesDitto: true,
      label: Phrase("form.rt.label"), hint: Phrase("form.rt.hint"), help: Phrase("form.rt.help")),
    FormField(
      name: "rw", shape: .digits(exactly: 3, grouping: [], padded: true), width: 3, takesDitto: true,
      label: Phrase("form.rw.label"), hint: Phrase("form.rw.hint"), help: Phrase("form.rw.help")),
    FormField(
      name: "hamlet", shape: .text(limit: 60), width: 18, takesDitto: true,
      label: Phrase("form.hamlet.label"), hint: Phrase("form.hamlet.hint"), help: Phrase("form.hamlet.help")),
    FormField(
      name: "village", shape: .lookup, width: 20, takesDitto: true,
      label: Phrase("form.village.label"), hint: Phrase("form.village.hint"), help: Phrase("form.village.help")),
    FormField(
      name: "familyCardNumber", shape: .digits(exactly: 16, grouping: [6, 6, 4], padded: false), width: 18,
      label: Phrase("form.familyCardNumber.label"), hint: Phrase("form.familyCardNumber.hint"),
      help: Phrase("form.familyCardNumber.help")),
    FormField(
      name: "phone", shape: .phone, width: 18,
      label: Phrase("form.phone.label"), hint: Phrase("form.phone.hint"), help: Phrase("form.phone.help")),
    FormField(
      name: "phoneOwner", shape: .codes("phoneOwner", oneKey: true), width: 14,
      label: Phrase("form.phoneOwner.label"), hint: Phrase("form.phoneOwner.hint"),
      help: Phrase("form.phoneOwner.help")),
    FormField(
      name: "employment", shape: .codes("employment", oneKey: true), width: 20,
      label: Phrase("form.employment.label"), hint: Phrase("form.employment.hint"),
      help: Phrase("form.employment.help")),
    FormField(
      name: "device", shape: .codes("device", oneKey: true), width: 18,
      label: Phrase("form.device.label"), hint: Phrase("form.device.hint"), help: Phrase("form.device.help")),
    FormField(
      name: "internet", shape: .codes("internet", oneKey: true), width: 18,
      label: Phrase("form.internet.label"), hint: Phrase("form.internet.hint"), help: Phrase("form.internet.help")),
    FormField(
      name: "papersSeen", shape: .tick, width: 3,
      label: Phrase("form.papersSeen.label"), hint: Phrase("form.papersSeen.hint"),
      help: Phrase("form.papersSeen.help")),
    FormField(
      name: "note", shape: .text(limit: 200), width: 40,
      label: Phrase("form.note.label"), hint: Phrase("form.note.hint"), help: Phrase("form.note.help")),
    FormField(
      name: "titleBefore", shape: .text(limit: 20), width: 12,
      label: Phrase("form.titleBefore.label"), hint: Phrase("form.titleBefore.hint"),
      help: Phrase("form.titleBefore.help")),
    FormField(
      name: "titleAfter", shape: .text(limit: 30), width: 12,
      label: Phrase("form.titleAfter.label"), hint: Phrase("form.titleAfter.hint"),
      help: Phrase("form.titleAfter.help")),
    FormField(
      name: "nickname", shape: .text(limit: 30), width: 18,
      label: Phrase("form.nickname.label"), hint: Phrase("form.nickname.hint"), help: Phrase("form.nickname.help")),
    FormField(
      name: "kind", shape: .codes("placementKind", oneKey: true), width: 26,
      label: Phrase("form.kind.label"), hint: Phrase("form.kind.hint"), help: Phrase("form.kind.help")),
    FormField(
      name: "partner", shape: .lookup, width: 30,
      label: Phrase("form.partner.label"), hint: Phrase("form.partner.hint"), help: Phrase("form.partner.help")),
    FormField(
      name: "employer", shape: .text(limit: 80), width: 40,
      label: Phrase("form.employer.label"), hint: Phrase("form.employer.hint"), help: Phrase("form.employer.help")),
    FormField(
      name: "title", shape: .text(limit: 60), width: 40,
      label: Phrase("form.title.label"), hint: Phrase("form.title.hint"), help: Phrase("form.title.help")),
    FormField(
      name: "place", shape: .text(limit: 60), width: 30,
      label: Phrase("form.place.label"), hint: Phrase("form.place.hint"), help: Phrase("form.place.help")),
    FormField(
      name: "startDate", shape: .date, width: 10,
      label: Phrase("form.startDate.label"), hint: Phrase("form.startDate.hint"), help: Phrase("form.startDate.help")),
    FormField(
      name: "wageRange", shape: .codes("wageRange", oneKey: true), width: 22,
      label: Phrase("form.wageRange.label"), hint: Phrase("form.wageRange.hint"), help: Phrase("form.wageRange.help")),
    FormField(
      name: "evidence", shape: .codes("evidence", oneKey: true), width: 22,
      label: Phrase("form.evidence.label"), hint: Phrase("form.evidence.hint"), help: Phrase("form.evidence.help")),
    FormField(
      name: "track", shape: .lookup, width: 30,
      label: Phrase("form.track.label"), hint: Phrase("form.track.hint"), help: Phrase("form.track.help")),
    FormField(
      name: "office.name", shape: .text(limit: 60), width: 40, label: Phrase("form.office.name.label"),
      hint: Phrase("form.office.name.hint"), help: Phrase("form.office.name.help")),
    FormField(
      name: "office.address", shape: .text(limit: 120), width: 40, label: Phrase("form.office.address.label"),
      hint: Phrase("form.office.address.hint"), help: Phrase("form.office.address.help")),
    FormField(
      name: "office.phone", shape: .phone, width: 18, label: Phrase("form.office.phone.label"),
      hint: Phrase("form.office.phone.hint"), help: Phrase("form.office.phone.help")),
    FormField(
      name: "office.singleOfficer", shape: .codes("yesNo", oneKey: true), width: 10,
      label: Phrase("form.office.singleOfficer.label"),
      hint: Phrase("form.office.singleOfficer.hint"), help: Phrase("form.office.singleOfficer.help")),
    FormField(
      name: "account.login", shape: .text(limit: 20), width: 20, label: Phrase("form.account.login.label"),
      hint: Phrase("form.account.login.hint"), help: Phrase("form.account.login.help")),
    FormField(
      name: "account.name", shape: .text(limit: 60), width: 40, label: Phrase("form.account.name.label"),
      hint: Phrase("form.account.name.hint"), help: Phrase("form.account.name.help")),
    FormField(
      name: "account.role", shape: .codes("role", oneKey: true), width: 20, label: Phrase("form.account.role.label"),
      hint: Phrase("form.account.role.hint"), help: Phrase("form.account.role.help")),
    FormField(
      name: "account.active", shape: .codes("yesNo", oneKey: true), width: 10,
      label: Phrase("form.account.active.label"),
      hint: Phrase("form.account.active.hint"), help: Phrase("form.account.active.help")),
    FormField(
      name: "device.label", shape: .text(limit: 20), width: 20, label: Phrase("form.device.label.label"),
      hint: Phrase("form.device.label.hint"), help: Phrase("form.device.label.help")),
    FormField(
      name: "track.name", shape: .text(limit: 60), width: 40, label: Phrase("form.track.name.label"),
      hint: Phrase("form.track.name.hint"), help: Phrase("form.track.name.help")),
    FormField(
      name: "track.field", shape: .codes("trackField", oneKey: false), width: 24,
      label: Phrase("form.track.field.label"),
      hint: Phrase("form.track.field.hint"), help: Phrase("form.track.field.help")),
    FormField(
      name: "track.words", shape: .text(limit: 120), width: 40, label: Phrase("form.track.words.label"),
      hint: Phrase("form.track.words.hint"), help: Phrase("form.track.words.help")),
    FormField(
      name: "track.device", shape: .codes("neededDevice", oneKey: true), width: 28,
      label: Phrase("form.track.device.label"),
      hint: Phrase("form.track.device.hint"), help: Phrase("form.track.device.help")),
    FormField(
      name: "track.internet", shape: .codes("neededInternet", oneKey: true), width: 40,
      label: Phrase("form.track.internet.label"),
      hint: Phrase("form.track.internet.hint"), help: Phrase("form.track.internet.help")),
    FormField(
      name: "track.minimumAge", shape: .digits(exactly: 2, grouping: [], padded: true), width: 2,
      label: Phrase("form.track.minimumAge.label"),
      hint: Phrase("form.track.minimumAge.hint"), help: Phrase("form.track.minimumAge.help")),
    FormField(
      name: "track.active", shape: .codes("yesNo", oneKey: true), width: 10, label: Phrase("form.track.active.label"),
      hint: Phrase("form.track.active.hint"), help: Phrase("form.track.active.help")),
    FormField(
      name: "partner.name", shape: .text(limit: 80), width: 40, label: Phrase("form.partner.name.label"),
      hint: Phrase("form.partner.name.hint"), help: Phrase("form.partner.name.help")),
    FormField(
      name: "partner.sector", shape: .text(limit: 60), width: 30, label: Phrase("form.partner.sector.label"),
      hint: Phrase("form.partner.sector.hint"), help: Phrase("form.partner.sector.help")),
    FormField(
      name: "partner.contact", shape: .text(limit: 60), width: 30, label: Phrase("form.partner.contact.label"),
      hint: Phrase("form.partner.contact.hint"), help: Phrase("form.partner.contact.help")),
    FormField(
      name: "partner.phone", shape: .phone, width: 18, label: Phrase("form.partner.phone.label"),
      hint: Phrase("form.partner.phone.hint"), help: Phrase("form.partner.phone.help")),
    FormField(
      name: "partner.address", shape: .text(limit: 120), width: 40, label: Phrase("form.partner.address.label"),
      hint: Phrase("form.partner.address.hint"), help: Phrase("form.partner.address.help")),
    FormField(
      name: "partner.active", shape: .codes("yesNo", oneKey: true), width: 10,
      label: Phrase("form.partner.active.label"),
      hint: Phrase("form.partner.active.hint"), help: Phrase("form.partner.active.help")),
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
      .digits(exactly: exactly, limit: exactly, grouping: grouping, padded: padded)
    case .date: .date
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
        note: isNumber ? code.code : String(index + 1))
    }
  }
}
