// F7 beside a likeness: the two are compared, and the answer is kept with the form, or the form goes on as the record
// that is there already.
import LoketModel
import LoketRegistry
import LoketWidgets

extension HouseholdFormScreen {
  /// How `LikenessScreen` closes: "<answer> <section> <person>".
  static let likeAnswer = "like"

  mutating func compare(_ section: String, _ context: inout Context) {
    guard let found = likes.found[section] else { return }
    context.keepDraft()
    context.open(LikenessScreen(section: section, typed: typedSide(section, context), found: found))
  }

  private func typedSide(_ section: String, _ context: Context) -> ComparedSide {
    var side = ComparedSide(title: context.word(.compareTyped))
    for field in Comparison.fields {
      let value = form.value("\(section).\(field)")
      side.cells[field] = FieldWords.shown(
        .person, field, RecordForm.stored(field, value, today: context.today), context)
    }
    side.cells["nik"] = Nik.display(form.value("\(section).nik"))
    side.cells["birthDate"] = ComparedSide.birth(form.value("\(section).birthDate"), context)
    if isRegistration, section == "p0" { side.cells["relation"] = FieldWords.shown(.person, "relation", "1", context) }
    if let household = knownHousehold(context) {
      side.takeHousehold(household, context)
    } else {
      side.cells["head"] = form.value("p0.name")
      side.cells["address"] = form.value("h.address")
      side.cells["rt"] = PersonRow.rtRw(form.value("h.rt"), form.value("h.rw"))
      side.cells["familyCardNumber"] = Nik.display(form.value("h.familyCardNumber"))
    }
    return side
  }

  /// The household of the register that the people of this form belong to; nil for a new one.
  func knownHousehold(_ context: Context) -> String? {
    switch task {
    case .members(let id): id
    case .person(let id): context.registry.person(id)?.household
    case .register, .arrive, .household: nil
    }
  }

  /// What was answered above; false for any other answer.
  mutating func takeLikeness(_ answer: Answer, _ context: inout Context) -> Bool {
    switch answer {
    case .chosen(HouseholdFormScreen.likeAnswer, let option):
      let parts = option.split(separator: " ").map(String.init)
      guard parts.count == 3, let said = PairAnswer(rawValue: parts[0]) else { return true }
      note(said, parts[1], parts[2], &context)
    case .saved(let record) where likes.joining != nil: wentOn(as: record, &context)
    default: return false
    }
    return true
  }

  private mutating func note(_ said: PairAnswer, _ section: String, _ person: String, _ context: inout Context) {
    if said == .same, bases[section] == nil { return goOn(section, as: person, &context) }
    // Two records that both stand are joined field by field, by a supervisor, in Data ganda: there it waits.
    let kept = said == .same ? .unknown : said
    likes.note(kept, section, person)
    hand.hasAnswers = true
    lookForAll(context)
    context.keepDraft()
    if said == .same { return context.say(.info, .likeToJoin) }
    context.say(.info, .likeNoted, ["answer": context.word(OpenPairs.words(.answered(kept)))])
  }

  /// The person stands in the register already: that record is opened, and what was typed is offered there.
  private mutating func goOn(_ section: String, as person: String, _ context: inout Context) {
    var typed: [String: String] = [:]
    for (id, value) in form.values where id.hasPrefix(section + ".") && !form.proposals.contains(id) {
      typed["p0." + RecordForm.fieldName(id)] = value
    }
    likes.joining = section
    context.keepDraft(durably: true)
    context.open(HouseholdFormScreen.change(person: person, offering: typed, context))
    context.say(.info, .likeGoesOn)
  }

  /// That record was saved: what stood here about this person is there now. What else was typed stays.
  private mutating func wentOn(as record: RecordRef, _ context: inout Context) {
    guard let section = likes.joining else { return }
    likes.joining = nil
    if section != "p0", form.sections.count > 1 {
      form.remove(section: section)
      likes.forget(section)
      ids[section] = nil
      context.keepDraft()
      return
    }
    guard filledPeople(in: form).allSatisfy({ $0 == section }) else { return context.say(.info, .likeHeadKnown) }
    let isMore = form.changedValues.contains { $0.key.hasPrefix("h.") && !form.proposals.contains($0.key) }
    if isMore { context.keepDraft() } else { context.forgetDraft(hand.draftID) }
    context.replace(with: PersonScreen(person: record.id))
    if isMore { context.say(.info, .likeParked) }
  }

  /// The form of a person with what was typed elsewhere: empty fields hold it, others offer it.
  static func change(person id: String, offering typed: [String: String], _ context: Context) -> HouseholdFormScreen {
    var screen = change(person: id, context)
    // A step, or it would count as what the record had.
    screen.form.beginStep()
    for (field, value) in typed.sorted(by: { $0.key < $1.key }) {
      guard screen.form.spec(field) != nil, !["p0.nikReason", "p0.relation"].contains(field),
        screen.form.value(field) != value
      else { continue }
      if screen.form.value(field).isEmpty {
        screen.form.set(field, value)
      } else {
        screen.likes.offered[field] = value
      }
    }
    screen.hideReasons()
    screen.offerTyped(context)
    screen.likes.isGoingOn = true
    return screen
  }

  /// F2 where nothing of what was typed elsewhere was new: the person is found, and there is nothing to save.
  func endsGoingOn(_ context: inout Context) -> Bool {
    guard likes.isGoingOn, !hand.isChanged, case .person(let id) = task else { return false }
    context.close(.saved(RecordRef(.person, id)))
    context.say(.info, .nothingToSave)
    return true
  }

  /// Puts the offers beside their fields, in a new form and in one that a draft brought back.
  mutating func offerTyped(_ context: Context) {
    for field in likes.offered.keys { form.offers[field] = offered(field, in: form, context) }
  }

  /// In a column of two there is no room beside the field.
  func sayOffered(_ context: inout Context) {
    guard context.isSilent, form.offers[form.focus] != nil, let value = likes.offered[form.focus],
      let spec = form.focusedSpec
    else { return }
    context.say(.info, .likeOffered, ["value": spec.input.display(value)])
  }

  /// What was typed elsewhere and is not what stands here.
  func offered(_ id: String, in form: Form, _ context: Context) -> String? {
    guard let value = likes.offered[id], form.value(id) != value, let spec = form.spec(id) else { return nil }
    return context.text(.likeOffer, ["value": spec.input.display(value)])
  }

  /// The pairs that were answered here, saved with the form.
  func pairEdits(_ context: Context) -> [Edit] {
    likes.answers.sorted { $0.key < $1.key }.flatMap { section, answers -> [Edit] in
      guard let id = ids[section], filledPeople(in: form).contains(section) else { return [] }
      return answers.sorted { $0.key < $1.key }.flatMap { person, answer in
        PairEdits.pair(RecordRef(.person, id), RecordRef(.person, person), answer, context)
      }
    }
  }
}

extension Phrase {
  static let likeNoted = Phrase("app.like.noted")
  static let likeToJoin = Phrase("app.like.toJoin")
  static let likeGoesOn = Phrase("app.like.goesOn")
  static let likeHeadKnown = Phrase("app.like.headKnown")
  static let likeParked = Phrase("app.like.parked")
  static let likeOffer = Phrase("app.like.offer")
  static let likeOffered = Phrase("app.like.offered")
  static let compareTyped = Phrase("app.compare.typed")
  static let keyCompare = Phrase("app.key.compare")
}
