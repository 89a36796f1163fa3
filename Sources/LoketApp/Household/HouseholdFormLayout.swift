// Which fields the household form has, in the order of the KTP and of the family card.
import LoketModel
import LoketWidgets

/// Sections are `p0` (the head), `p1`, `p2` … (members) and `h` (the household alone, when it is changed later).
/// Fields of a person are `p0.name`, those of the household `h.address`, wherever they are drawn.
enum HouseholdFormLayout {
  private struct Row {
    let id: String
    let place: FieldPlace
    var isRequired = false
    var isAside = false
    /// Line 23, where the field's own says what is not so here.
    var hint: Phrase?
    init(_ id: String, _ place: FieldPlace, isRequired: Bool = false, isAside: Bool = false, hint: Phrase? = nil) {
      self.id = id
      self.place = place
      self.isRequired = isRequired
      self.isAside = isAside
      self.hint = hint
    }
  }

  private static let head: [Row] = [
    Row("nik", .below), Row("nikReason", .below), Row("name", .below, isRequired: true),
    Row("birthPlace", .below), Row("birthDate", .beside), Row("sex", .below),
    Row("h.address", .below), Row("h.rt", .below), Row("h.rw", .beside), Row("h.village", .below),
    Row("maritalStatus", .below), Row("occupation", .beside),
    Row("h.familyCardNumber", .below), Row("education", .beside),
    Row("phone", .below), Row("phoneOwner", .beside), Row("employment", .below),
    Row("h.device", .below), Row("h.internet", .beside), Row("papersSeen", .below),
    Row("h.electricity", .beside, isAside: true),
  ]

  /// Of a household that moves in.
  private static let arrival: [Row] = [Row("h.origin", .below), Row("h.arrived", .below)]

  private static let member: [Row] = [
    Row("name", .below, isRequired: true), Row("nik", .below), Row("nikReason", .below),
    Row("relation", .below), Row("birthPlace", .below), Row("birthDate", .beside), Row("sex", .below),
    Row("education", .below), Row("occupation", .beside), Row("maritalStatus", .below),
    Row("papersSeen", .beside, isAside: true, hint: .hintMemberPapers),
  ]

  private static let person: [Row] = [
    Row("nik", .below), Row("nikReason", .below), Row("name", .below, isRequired: true),
    Row("titleBefore", .below), Row("titleAfter", .beside), Row("nickname", .below),
    Row("birthPlace", .below), Row("birthDate", .beside), Row("sex", .below), Row("relation", .beside),
    Row("maritalStatus", .below), Row("occupation", .beside), Row("education", .below), Row("employment", .beside),
    Row("phone", .below), Row("phoneOwner", .beside),
    Row("papersSeen", .below, hint: .hintPersonPapers), Row("note", .below),
  ]

  private static let household: [Row] = [
    Row("h.familyCardNumber", .below), Row("h.address", .below), Row("h.rt", .below), Row("h.rw", .beside),
    Row("h.hamlet", .below), Row("h.village", .below), Row("h.device", .below), Row("h.internet", .beside),
    Row("h.electricity", .below), Row("h.papersSeen", .below), Row("h.note", .below),
  ]

  /// The section of that id for this task; nil for an id that the task does not know.
  static func section(_ id: String, for task: HouseholdFormTask, _ context: Context) -> FormSection? {
    switch (task, id) {
    case (.register, "p0"): section(id, .formHead, head, context)
    case (.arrive, "p0"): section(id, .formHead, arrival + head, context)
    case (.person, "p0"): section(id, nil, person, context)
    case (.household, "h"): section(id, nil, household, context)
    case (.register, _), (.arrive, _), (.members, _):
      number(id).map { section(id, .formMember, member, context, number: $0) }
    default: nil
    }
  }

  static func number(_ section: String) -> Int? {
    section.hasPrefix("p") ? Int(section.dropFirst()) : nil
  }

  private static func section(
    _ id: String, _ title: Phrase?, _ rows: [Row], _ context: Context, number: Int = 0
  ) -> FormSection {
    let fields = rows.compactMap { row -> FieldSpec? in
      let name = RecordForm.fieldName(row.id)
      let full = row.id.hasPrefix("h.") ? row.id : "\(id).\(row.id)"
      var spec = FormField.named(name)?.spec(id: full, place: row.place, isRequired: row.isRequired, context)
      spec?.isAside = row.isAside
      if let hint = row.hint { spec?.hint = context.word(hint) }
      return spec
    }
    return FormSection(
      id: id, title: title.map { context.text($0, ["number": String(number)]) } ?? "", fields: fields)
  }
}

extension Phrase {
  static let formHead = Phrase("app.household.section.head")
  static let hintMemberPapers = Phrase("app.hint.memberPapers")
  static let hintPersonPapers = Phrase("app.hint.personPapers")
  static let formMember = Phrase("app.household.section.member")
}
