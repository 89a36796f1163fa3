// Who in the register may be the person in the form: looked for at every key of a field that is compared, said beside the
// name and under the form.
import LoketModel
import LoketRegistry
import LoketWidgets

extension HouseholdFormScreen {
  /// The fields whose values are compared.
  private static let comparedFields: Set<String> = [
    "name", "nik", "birthDate", "sex", "phone", "familyCardNumber", "rt", "rw",
  ]
  /// Rows under the form that say who was found, and why.
  private static let footRows = 4
  private static let mostFound = 9

  // MARK: Looking

  /// Looks again for everybody whose compared fields these events touched. It costs some hundred look-ups in the indexes,
  /// whatever the size of the register (`LikenessOfOne`).
  mutating func lookForLikenesses(after events: [FormEvent], _ context: Context) {
    var sections: Set<String> = []
    for event in events {
      switch event {
      case .changed(let id), .left(let id), .offerTaken(let id), .picked(let id, _):
        if HouseholdFormScreen.comparedFields.contains(RecordForm.fieldName(id)) { sections.formUnion(people(at: id)) }
      case .undone: sections.formUnion(filledPeople(in: form))
      default: continue
      }
    }
    for section in sections { look(section, context) }
  }

  /// The sections whose person this field tells something about: its own, or all for a field of the household.
  private func people(at field: String) -> [String] {
    field.hasPrefix("h.") ? (isRegistration ? filledPeople(in: form) : []) : [String(field.prefix { $0 != "." })]
  }

  /// Everybody in the form, as it stands: when it appears, and before it is saved.
  mutating func lookForAll(_ context: Context) {
    for section in filledPeople(in: form) { look(section, context) }
  }

  private mutating func look(_ section: String, _ context: Context) {
    let traits = traits(of: section, context)
    if likes.looked[section] != traits {
      likes.looked[section] = traits
      let found =
        !isCompared(section) || !traits.canBeLike
        ? []
        : context.registry.likenesses(
          of: traits, named: form.value("\(section).name"), excluding: notAsked(section, context),
          limit: HouseholdFormScreen.mostFound)
      likes.found[section] = found.isEmpty ? nil : found
    }
    mark(section, context)
  }

  /// A record that stands is compared once something of it was changed here; as it is, *Data ganda* has it.
  private func isCompared(_ section: String) -> Bool {
    guard case .person = task else { return true }
    return form.changedValues.keys.contains { HouseholdFormScreen.comparedFields.contains(RecordForm.fieldName($0)) }
  }

  private func notAsked(_ section: String, _ context: Context) -> Set<String> {
    var people = likes.answered(section)
    if let id = ids[section] {
      people.insert(id)
      people.formUnion(context.registry.answered(about: RecordRef(.person, id)))
    }
    return people
  }

  func traits(of section: String, _ context: Context) -> PersonTraits {
    let value = { (field: String) in form.value("\(section).\(field)") }
    let household = knownHousehold(context)
    let home = household.flatMap { context.registry.household($0) }
    return PersonTraits(
      name: value("name"), nik: Nik.digits(value("nik")), birthDate: value("birthDate"), sex: value("sex"),
      card: home?.familyCardNumber ?? form.value("h.familyCardNumber"), rt: home?.rt ?? form.value("h.rt"),
      rw: home?.rw ?? form.value("h.rw"), phone: RecordForm.stored("phone", value("phone"), today: context.today),
      home: household.map { context.registry.homeNumber(of: $0) } ?? 0)
  }

  /// Whoever stands under the form was looked at, once for each form.
  mutating func traceLikeness(_ context: inout Context) {
    guard let like = comparableSection().flatMap({ likes.found[$0]?.first }), likes.traced.insert(like.person).inserted
    else { return }
    context.trace(.searched, RecordRef(.person, like.person), kind: .likeness)
  }

  // MARK: Saying

  /// Beside the name of somebody who may be registered: one short question; the foot of the form says the rest.
  func likeRemark(_ section: String, _ context: Context) -> FieldMessage? {
    likes.found[section].map { _ in FieldMessage(.check, context.word(.likeAsk)) }
  }

  private mutating func mark(_ section: String, _ context: Context) {
    let field = "\(section).name"
    guard form.spec(field) != nil, form.messages[field]?.level != .error else { return }
    if let remark = likeRemark(section, context) {
      likes.marked.insert(section)
      if form.messages[field]?.level != .check { form.messages[field] = remark }
    } else if likes.marked.remove(section) != nil {
      form.messages[field] = form.focus == field ? nil : world(context).check(form, field)
    }
  }

  /// Strong likenesses that nobody answered: listed with the other doubts, and kept as accepted when saved anyway.
  func likeRemarks(in form: Form, _ context: Context) -> [FormInHand.Remark] {
    filledPeople(in: form).flatMap { section in
      likes.found[section, default: []].compactMap { like in
        guard like.likeness.level >= .probably else { return nil }
        let finding = Finding(
          rule: HouseholdFormScreen.likeRule + like.person, field: "name", level: .check,
          message: Message(
            .likeCheck,
            [
              "level": context.word(like.likeness.level.words ?? .pairNotLike),
              "who": LikenessWords.line(RecordRef(.person, like.person), context),
              "why": like.likeness.sentence(context.wording),
            ]))
        guard acceptedBefore(finding, section, context) != like.likeness.rule else { return nil }
        return FormInHand.Remark(field: "\(section).name", finding: finding, whose: form.value("\(section).name"))
      }
    }
  }

  private static let likeRule = "like."

  private func acceptedBefore(_ finding: Finding, _ section: String, _ context: Context) -> String? {
    bases[section].flatMap { context.registry.value($0.record, finding.acceptedField) }
  }

  /// What a record keeps of a likeness that was saved over: the row of the table, and nothing of the other person, who may
  /// be erased one day.
  func acceptedLikeness(_ finding: Finding, _ section: String) -> String? {
    guard finding.rule.hasPrefix(HouseholdFormScreen.likeRule) else { return nil }
    let person = finding.rule.dropFirst(HouseholdFormScreen.likeRule.count)
    return likes.found[section]?.first { $0.person == person }?.likeness.rule
  }

  // MARK: Drawing

  /// The section whose likenesses are shown and F7 compares now; nil where there is none.
  func comparableSection() -> String? {
    let section = form.focus.hasPrefix("h.") ? "p0" : String(form.focus.prefix { $0 != "." })
    return likes.found[section] == nil ? nil : section
  }

  /// Under the form: who may be the person in it, and why. Returns the rows that are left for the form.
  func drawLikeness(into frame: inout Frame, _ area: Area, _ context: Context) -> Int {
    guard let section = comparableSection(), let found = likes.found[section], let like = found.first else {
      return area.height
    }
    let height = area.height - HouseholdFormScreen.footRows
    let row = area.top + height
    let title = context.text(
      found.count == 1 ? .likeTitle : .likeTitles,
      ["level": context.word(like.likeness.level.words ?? .pairNotLike), "count": String(found.count - 1)])
    frame.fill(row: row, column: 1, width: area.columns - 2, character: "─", style: .border)
    frame.put(" \(title) ", row: row, column: 3, style: .check, width: area.columns - 6)
    frame.put(
      LikenessWords.line(RecordRef(.person, like.person), context), row: row + 1, column: 2, width: area.columns - 4)
    let sentence = TextWidth.wrap(like.likeness.sentence(context.wording), columns: area.columns - 4)
    for (place, line) in sentence.prefix(2).enumerated() {
      frame.put(line, row: row + 2 + place, column: 2, style: .check, width: area.columns - 4)
    }
    return height
  }
}

extension PersonTraits {
  /// Whether any row of the table can hold for what is known so far: a NIK alone, or a name with something beside it.
  fileprivate var canBeLike: Bool {
    nik != 0 || !name.isEmpty && (birth != 0 || phone != 0 || card != 0 || home != 0 || neighbourhood != 0)
  }
}

extension Phrase {
  static let likeAsk = Phrase("app.like.ask")
  static let likeCheck = Phrase("app.like.check")
  static let likeTitle = Phrase("app.like.title")
  static let likeTitles = Phrase("app.like.titles")
  static let likeAccepted = Phrase("app.like.accepted")
}
