// Any field of the table as one of a form: how it is typed, what it is looked up in, and which rules judge it.
import LoketModel
import LoketRegistry
import LoketWidgets

enum ConflictFields {
  /// Groups that may be decided to be empty: no card number yet, nobody head, no standing but the usual.
  static func mayBeEmpty(_ field: String) -> Bool {
    !["name", "label", "letter", "role", "status", "person", "track", "kind", "day"].contains(field)
  }

  /// The form's own row where there is one, else what the table says of the field; nil for a field of a newer program.
  static func spec(_ kind: RecordKind, _ name: String, isRequired: Bool, _ context: Context) -> FieldSpec? {
    let id = "c.\(name)"
    let rule = FieldTable.rule(kind, name)
    if let row = row(kind, name, rule) { return row.spec(id: id, place: .below, isRequired: isRequired, context) }
    guard let rule else { return nil }
    return FieldSpec(
      id, label: context.word(rule.label), hint: context.word(.conflictFieldHint), input: input(rule.form, context),
      width: 40, isRequired: isRequired)
  }

  /// A form's row of that name counts where it is typed as the table holds it: a `device` is a PC here and a phone there.
  private static func row(_ kind: RecordKind, _ name: String, _ rule: FieldRule?) -> FormField? {
    if let own = FormField.named("\(kind.rawValue).\(name)") { return own }
    guard let rule, let row = FormField.named(name) else { return nil }
    switch (row.shape, rule.form) {
    case (.text, .text), (.date, .date), (.phone, .phone), (.lookup, .village), (.lookup, .track),
      (.lookup, .record(.partner)):
      return row
    case (.digits(let count, _, _), .digits): return count == 16 ? row : nil
    // RT and RW are texts of three digits.
    case (.digits, .text): return row
    case (.codes(let list, _), .code(let other)): return list == other ? row : nil
    default: return nil
    }
  }

  private static func input(_ form: ValueForm, _ context: Context) -> Input {
    switch form {
    case .date: return .date
    case .digits: return .digits(exactly: 16, limit: 20, grouping: [6, 6, 4])
    case .number: return .digits(exactly: nil, limit: 6, grouping: [])
    case .phone: return .phone
    case .code(let list): return .choice(Choice.list(CodeList.named(list), context.language), oneKey: true)
    case .village, .track, .record: return .lookup
    case .text, .returnReason: return .text(limit: 120)
    }
  }

  // MARK: Looking up

  static func choices(
    _ record: RecordRef, _ name: String, matching typed: String, _ context: Context
  ) -> [Choice] {
    switch FieldTable.rule(record.kind, name)?.form {
    case .record(.household): return HouseholdChoices.matching(typed, besides: "", context)
    case .record(.person):
      // A head is one of the household, or of those whom some PC made its head.
      let members = record.kind == .household ? context.registry.members(of: record.id) : []
      let heads = context.registry.state(record, name).heads.compactMap(\.value)
      let others = heads.filter { id in !members.contains { $0.id == id } }
      let people = members + others.compactMap { context.registry.person($0) }
      let all = people.map { person in
        Choice(
          code: person.id, name: person.name ?? context.word(.nameUnknown),
          note: ComparedSide.birth(person.birthDate, context))
      }
      return all.matching(typed).map { all[$0] }
    default: return Lookups.choices(name, matching: typed, context)
    }
  }

  /// What a looked-up value is called in the form; nil where it stands as itself.
  static func lookupName(_ kind: RecordKind, _ name: String, _ value: String, _ context: Context) -> String? {
    switch FieldTable.rule(kind, name)?.form {
    case .record: FieldWords.value(kind, name, value, context)
    case .village, .track: Lookups.name(name, value, context)
    default: nil
    }
  }

  // MARK: Rules

  /// What the rules say of these fields, the rest of the record as it stands.
  static func findings(_ record: RecordRef, _ typed: [String: String?], _ context: Context) -> [Finding] {
    var values = context.registry.values(record)
    for (name, value) in typed { values[name] = value }
    if values["nik"] != nil { values["nikReason"] = nil }
    var subject = RuleSubject(
      kind: record.kind, values: values, changed: Set(typed.keys), today: context.today,
      officeVillage: context.session.office, regions: context.regions)
    if record.kind == .person { addFamily(of: record.id, to: &subject, context) }
    if let card = values["familyCardNumber"], record.kind == .household {
      subject.cardHolder = CardHolders.name(card, besides: record.id, context)
    }
    let found = Rules.findings(for: subject).filter { typed.keys.contains($0.field) }
    return found + ahead(record.kind, typed, besides: found, context)
  }

  private static func addFamily(of person: String, to subject: inout RuleSubject, _ context: Context) {
    if let nik = subject.values["nik"] {
      let other = context.registry.people(nik: nik).first { ref in
        ref.id != person && context.registry.person(ref.id)?.isActive == true
      }
      subject.nikHolder = other.map { context.registry.person($0.id)?.name ?? nik }
    }
    guard let household = subject.values["household"], let head = context.registry.head(of: household) else { return }
    subject.isHead = head.id == person
    guard !subject.isHead else { return }
    subject.headBirthDate = head.birthDate.flatMap { CalendarDate(iso: $0) }
    subject.headSex = head.sex
    subject.otherHead = head.name
  }

  /// What happened has happened by today.
  private static func ahead(
    _ kind: RecordKind, _ typed: [String: String?], besides found: [Finding], _ context: Context
  ) -> [Finding] {
    typed.sorted { $0.key < $1.key }.compactMap { name, value in
      guard FieldTable.rule(kind, name)?.form == .date, let date = value.flatMap({ CalendarDate(iso: $0) }),
        date > context.today, name != "nextDay", name != "until", !found.contains(where: { $0.field == name })
      else { return nil }
      return Finding(rule: "conflict.ahead", field: name, level: .error, message: Message(.changeDateAhead))
    }
  }
}

extension Phrase {
  static let conflictFieldHint = Phrase("conflict.fieldHint")
}
