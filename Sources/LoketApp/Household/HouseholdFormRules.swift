// What the household form proposes, offers and finds wrong: the model's rules, fed with what stands in the form.
import LoketModel
import LoketRegistry
import LoketWidgets

extension HouseholdFormScreen {
  /// The world of this form: the model's rules for its fields, the NIK's offer, the values of the household before.
  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in screen.message(for: id, in: form, context) }
    world.offer = { form, id in
      screen.offered(id, in: form, context) ?? screen.offer(for: id, in: form, context)?.text
    }
    world.take = { form, id in
      if let value = screen.likes.offered[id], form.value(id) != value { return form.set(id, value) }
      guard let offer = screen.offer(for: id, in: form, context) else { return }
      for (field, value) in offer.values { form.set(field, value) }
    }
    return world
  }

  /// The ids of the sections that hold a person of whom something was typed.
  func filledPeople(in form: Form) -> [String] {
    form.sections.map(\.id).filter { section in
      HouseholdFormLayout.number(section) != nil
        && (section == "p0"
          || form.values.contains { $0.key.hasPrefix(section + ".") && !form.proposals.contains($0.key) })
    }
  }

  /// What the model's rules judge: this person's fields, with the household's beside them.
  func subject(_ section: String, in form: Form, _ context: Context) -> RuleSubject {
    let isHousehold = section == "h"
    var values: [String: String] = [:]
    for (id, value) in form.values where id.hasPrefix(section + ".") || id.hasPrefix("h.") {
      let name = RecordForm.fieldName(id)
      let key =
        id.hasPrefix("h.") && !isHousehold && form.spec("\(section).\(name)") != nil ? "household/\(name)" : name
      values[key] = RecordForm.stored(name, value, today: context.today)
    }
    if !values["nik", default: ""].isEmpty { values["nikReason"] = nil }
    for (field, value) in acceptedBefore(section, context) { values[field] = value }
    let isHead = section == "p0" && (isRegistration || isHeadAlready(context))
    var subject = RuleSubject(
      kind: isHousehold ? .household : .person, values: values, isHead: isHead, today: context.today,
      officeVillage: context.session.office, regions: context.regions)
    if case .person = task { subject.changed = changedFields(section, in: form) }
    if case .household = task { subject.changed = changedFields(section, in: form) }
    if let nik = values["nik"] { subject.nikHolder = holder(of: nik, otherThan: section, in: form, context) }
    if let card = values["familyCardNumber"] { subject.cardHolder = holder(ofCard: card, context) }
    if !isHead { addHead(to: &subject, in: form, context) }
    return subject
  }

  private func changedFields(_ section: String, in form: Form) -> Set<String> {
    Set(form.changedValues.keys.filter { $0.hasPrefix(section + ".") }.map(RecordForm.fieldName))
  }

  /// What was accepted when the record was saved before.
  private func acceptedBefore(_ section: String, _ context: Context) -> [(String, String)] {
    guard let record = bases[section]?.record else { return [] }
    return context.registry.elements(record, "accepted").map { ("accepted/" + $0.element, $0.value) }
  }

  /// The head that the others are related to: in this form, or in the registry.
  private func addHead(to subject: inout RuleSubject, in form: Form, _ context: Context) {
    if isRegistration {
      subject.headBirthDate = CalendarDate(iso: form.value("p0.birthDate"))
      subject.headSex = form.value("p0.sex")
      subject.otherHead = form.value("p0.name")
      return
    }
    guard let household = knownHousehold(context), let head = context.registry.head(of: household), head.id != ids["p0"]
    else { return }
    subject.headBirthDate = head.birthDate.flatMap { CalendarDate(iso: $0) }
    subject.headSex = head.sex
    subject.otherHead = head.name
  }

  private func isHeadAlready(_ context: Context) -> Bool {
    guard case .person(let id) = task, let household = context.registry.person(id)?.household else { return false }
    return context.registry.household(household)?.head == id
  }

  /// The name of another person with this NIK: in the registry, or in another section of this very form.
  private func holder(of nik: String, otherThan section: String, in form: Form, _ context: Context) -> String? {
    guard nik.count == 16 else { return nil }
    for other in form.sections.map(\.id) where other != section && form.value(other + ".nik") == nik {
      let name = form.value(other + ".name")
      return name.isEmpty ? nik : name
    }
    for ref in context.registry.people(nik: nik) where ref.id != ids[section] {
      guard let person = context.registry.person(ref.id), !context.registry.isVoid(ref), person.isActive else {
        continue
      }
      return person.name ?? nik
    }
    return nil
  }

  private func holder(ofCard card: String, _ context: Context) -> String? {
    guard card.count == 16 else { return nil }
    for ref in context.registry.households(cardNumber: card) where ref.id != ids["h"] && !context.registry.isVoid(ref) {
      return context.registry.head(of: ref.id)?.name ?? card
    }
    return nil
  }

  /// Everything the rules say of this form now, by field id. What the household's rules say is said once.
  func findings(in form: Form, _ context: Context) -> [FormInHand.Remark] {
    var all: [FormInHand.Remark] = []
    var seen: Set<Finding> = []
    for section in subjects(in: form) {
      for finding in Rules.findings(for: subject(section, in: form, context)) {
        let id = fieldID(finding.field, section, in: form)
        guard form.spec(id) != nil, id.hasPrefix(section + ".") || seen.insert(finding).inserted else { continue }
        all.append(FormInHand.Remark(field: id, finding: finding, whose: form.value(section + ".name")))
      }
    }
    return all + likeRemarks(in: form, context)
  }

  private func subjects(in form: Form) -> [String] {
    if case .household = task { return ["h"] }
    return filledPeople(in: form)
  }

  private func fieldID(_ field: String, _ section: String, in form: Form) -> String {
    let name = field.hasPrefix("household/") ? String(field.dropFirst("household/".count)) : field
    let own = "\(section).\(name)"
    return form.spec(own) == nil || name != field ? "h.\(name)" : own
  }

  private func message(for id: String, in form: Form, _ context: Context) -> FieldMessage? {
    let name = RecordForm.fieldName(id)
    let section = id.hasPrefix("h.") ? (isRegistration ? "p0" : "h") : String(id.prefix { $0 != "." })
    if let why = returnedMessage(id, in: form) { return why }
    guard !form.value(id).isEmpty else { return nil }
    let findings = Rules.findings(for: subject(section, in: form, context), field: name)
    let like = name == "name" ? likeRemark(section, context) : nil
    guard let worst = findings.max(by: { $0.level < $1.level }) else {
      return like ?? remark(name, form.value(id), context)
    }
    if let like, worst.level != .error { return like }
    return RecordForm.fieldMessage(worst, context.wording)
  }

  /// What is worth saying beside a value that is right: the age beside a birth date.
  private func remark(_ name: String, _ value: String, _ context: Context) -> FieldMessage? {
    guard name == "birthDate", let date = CalendarDate(iso: value) else { return nil }
    return FieldMessage(.info, context.text(.formAge, ["age": String(date.age(on: context.today))]))
  }

  // MARK: The NIK's offer

  struct Offer {
    let text: String
    let values: [(String, String)]
  }

  /// Birth date and sex from a whole, well-formed NIK whose fields are still empty or proposals.
  private func offer(for id: String, in form: Form, _ context: Context) -> Offer? {
    guard RecordForm.fieldName(id) == "nik", form.value(id).count == 16 else { return nil }
    let section = String(id.prefix { $0 != "." })
    let isFree = { (field: String) in
      form.value(field).isEmpty || form.proposals.contains(field)
    }
    guard isFree("\(section).birthDate") || isFree("\(section).sex") else { return nil }
    let isHead = section == "p0" && isRegistration
    guard message(for: id, in: form, context)?.level != .error,
      let reading = Nik.read(form.value(id))
    else { return nil }
    let relation = isHead ? "1" : form.value("\(section).relation")
    let offer = reading.offer(relation: relation.isEmpty ? nil : relation, on: context.today)
    var values = [("\(section).sex", offer.sex)]
    if let date = offer.birthDate { values.append(("\(section).birthDate", date.iso)) }
    let region = context.regions.region(offer.district).map { context.regions.path($0.code) }
    let sex = CodeList.named("sex").code(offer.sex)?.name(context.language) ?? ""
    let text = context.text(
      .formOffer,
      ["date": offer.birthDate?.display ?? "?", "sex": sex, "region": region ?? context.word(.formRegionUnknown)])
    return Offer(text: text, values: values)
  }

  // MARK: Proposals

  /// Fills what follows from what is known; never over something that a person typed.
  func propose(after id: String, in form: inout Form, _ context: Context) {
    let section = String(id.prefix { $0 != "." })
    guard HouseholdFormLayout.number(section) != nil else { return }
    let propose = { (form: inout Form, field: String, value: String?) in
      let target = "\(section).\(field)"
      guard let value, form.spec(target) != nil, form.value(target).isEmpty || form.proposals.contains(target) else {
        return
      }
      form.set(target, value, asProposal: true)
    }
    let value = { (form: Form, field: String) in form.value("\(section).\(field)") }
    let age = CalendarDate(iso: value(form, "birthDate")).map { $0.age(on: context.today) }
    let known = Proposals.Known(
      relation: section == "p0" && isRegistration ? "1" : value(form, "relation"), age: age,
      occupation: value(form, "occupation"))
    switch RecordForm.fieldName(id) {
    case "relation", "birthDate", "nik":
      propose(&form, "maritalStatus", Proposals.maritalStatus(known))
      propose(&form, "occupation", Proposals.occupation(known))
      propose(&form, "sex", Proposals.sex(known))
    case "occupation": propose(&form, "employment", Proposals.employment(known))
    default: return
    }
  }
}

extension Phrase {
  static let formAge = Phrase("app.household.age")
  static let formOffer = Phrase("app.household.offer")
  static let formRegionUnknown = Phrase("app.household.regionUnknown")
}
