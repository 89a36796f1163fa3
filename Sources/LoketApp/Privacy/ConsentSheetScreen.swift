// Consents of several people on one page: the clerk marks who agreed and how; whoever is not marked has agreed to nothing.
import LoketModel
import LoketRegistry
import LoketWidgets

/// Each consent is the person's own, with its own way and day, and an entry of its own in the queue. No key marks everybody.
struct ConsentSheetScreen: FormScreen {
  static let draftKind = "consents"
  /// More names than that are no page that somebody looks over.
  static let limit = 40

  let people: [String]
  /// How many more stood in the list.
  private let left: Int
  /// What stood in the records when the page opened.
  private let bases: [String: Basis]
  var hand: FormInHand

  /// - Parameter listed: people in the order of their list; whoever is gone or rests is left out.
  init(_ listed: [String], _ context: Context) {
    var seen: Set<String> = []
    let all = listed.filter { seen.insert($0).inserted && ConsentSheetScreen.mayBeAsked($0, context) }
    let people = Array(all.prefix(ConsentSheetScreen.limit))
    var form = Form(sections: ConsentSheetScreen.sections(people, context), texts: RecordForm.texts(context))
    form.set("c.day", context.today.iso, asProposal: true)
    form.markSaved()
    let bases = people.map { ($0, context.registry.basis(RecordRef(.person, $0))) }
    self.init(
      people, left: all.count - people.count, Dictionary(bases) { first, _ in first },
      FormInHand(form, draftID: context.newIdentifier()))
  }

  private init(_ people: [String], left: Int, _ bases: [String: Basis], _ hand: FormInHand) {
    self.people = people
    self.left = left
    self.bases = bases
    self.hand = hand
  }

  private static func mayBeAsked(_ person: String, _ context: Context) -> Bool {
    context.registry.person(person)?.isActive == true && Actions.closed(RecordRef(.person, person), context) == nil
  }

  private static func sections(_ people: [String], _ context: Context) -> [FormSection] {
    let day = FieldSpec(
      "c.day", label: context.word(.dataDate), hint: context.word(.consentSheetDayHint), input: .date, width: 10,
      isRequired: true)
    let purpose = FieldSpec(
      "c.purpose", label: context.word(.dataPurpose), hint: context.word(.dataPurposeHint),
      input: .choice(Choice.list(.consentPurpose, context.language), oneKey: true), width: 40, isRequired: true)
    let ways = Choice.list(.consentHow, context.language)
    let rows = people.flatMap { id in
      [
        FieldSpec(
          "p.how/\(id)", label: VacancyWords.person(id, context), hint: context.word(.consentSheetHowHint),
          input: .choice(ways, oneKey: true), width: 24),
        FieldSpec(
          "p.day/\(id)", label: context.word(.consentSheetOwnDay), hint: context.word(.consentSheetOwnDayHint),
          input: .date, width: 10, place: .beside),
      ]
    }
    return [
      FormSection(id: "c", title: context.word(.consentSheet), fields: [purpose, day]),
      FormSection(id: "p", title: context.word(.consentSheetPeople), fields: rows),
    ]
  }

  static func resume(_ draft: Draft, _ context: Context) -> ConsentSheetScreen? {
    let people = (draft.values["people"] ?? "").split(separator: " ").map(String.init)
      .filter { mayBeAsked($0, context) }
    guard !people.isEmpty else { return nil }
    let form = Form(archive: draft.values, texts: RecordForm.texts(context)) { section in
      sections(people, context).first { $0.id == section }
    }
    let bases = people.compactMap { id in draft.values["basis/\(id)"].flatMap { Basis($0) }.map { (id, $0) } }
    return ConsentSheetScreen(
      people, left: 0, Dictionary(bases) { first, _ in first }, FormInHand(form, draftID: draft.id))
  }

  func draft(_ context: Context) -> Draft? {
    var more = ["people": people.joined(separator: " ")]
    for (id, basis) in bases { more["basis/\(id)"] = basis.text }
    return hand.draft(
      kind: ConsentSheetScreen.draftKind, title: context.word(.consentSheet), more: more, context)
  }

  // MARK: Screen

  func refusal(_ context: Context) -> String? {
    context.whyNot(.changePeople) ?? (people.isEmpty ? context.word(.consentSheetNobody) : nil)
  }

  func title(_ context: Context) -> String { context.word(.consentSheet) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.consentSheet")) }

  mutating func appear(_ context: inout Context) {
    for person in people { context.trace(.opened, RecordRef(.person, person)) }
  }

  func world(_ context: Context) -> FormWorld {
    var world = RecordForm.world(context)
    let screen = self
    world.check = { form, id in screen.problem(id, form, context) }
    return world
  }

  /// A day to come, a day without a way, or a consent that is recorded already.
  private func problem(_ id: String, _ form: Form, _ context: Context) -> FieldMessage? {
    let value = form.value(id)
    guard !value.isEmpty else { return nil }
    if id == "c.day" || id.hasPrefix("p.day/") {
      let day = RecordForm.stored("date", value, today: context.today).flatMap { CalendarDate(iso: $0) }
      if let day, day > context.today { return FieldMessage(.error, context.word(.changeDateAhead)) }
    }
    if id.hasPrefix("p.day/"), form.value("p.how/" + id.dropFirst("p.day/".count)).isEmpty {
      return FieldMessage(.error, context.word(.consentSheetDayAlone))
    }
    guard id.hasPrefix("p.how/") else { return nil }
    let person = String(id.dropFirst("p.how/".count))
    let purpose = form.value("c.purpose")
    let known = context.registry.consents(of: person).first { $0.purpose == purpose && $0.holds }
    return known.map { consent in
      FieldMessage(.error, context.text(.consentSheetKnown, ["date": context.day(consent.given)]))
    }
  }

  // MARK: Saving

  mutating func save(_ context: inout Context) {
    hand.form.settle(world: world(context))
    for spec in hand.form.specs where spec.isRequired && hand.form.value(spec.id).isEmpty {
      hand.form.messages[spec.id] = FieldMessage(.error, context.word(.changeMissing))
    }
    // What was chosen for may have changed after somebody was marked.
    for spec in hand.form.specs {
      if let problem = problem(spec.id, hand.form, context) { hand.form.messages[spec.id] = problem }
    }
    guard hand.maySave([], &context) else { return }
    let edits = edits(context)
    edits.isEmpty ? context.say(.info, .consentSheetUnmarked) : hand.save(edits, &context)
  }

  /// Of whoever is marked: the consent and its entry.
  private func edits(_ context: Context) -> [Edit] {
    let form = hand.form
    let stored = { (id: String) in RecordForm.stored("date", form.value(id), today: context.today) }
    let purpose = form.value("c.purpose")
    return people.flatMap { id -> [Edit] in
      let how = form.value("p.how/\(id)")
      guard !how.isEmpty, ConsentSheetScreen.mayBeAsked(id, context), let day = stored("p.day/\(id)") ?? stored("c.day")
      else { return [] }
      let changes = [
        FieldChange("consent/\(purpose)", day), FieldChange("consentHow/\(purpose)", how),
        FieldChange("withdrawn/\(purpose)", nil),
      ]
      let record = RecordRef(.person, id)
      let edits = context.registry.plan(changes, on: record, basis: bases[id] ?? context.registry.basis(record))
      return edits.isEmpty
        ? [] : edits + [context.entry("change", about: record, summary: context.word(.dataActionConsent))]
    }
  }

  private var marked: Int { people.count { !hand.form.value("p.how/\($0)").isEmpty } }

  mutating func saved(ticket: Int, _ context: inout Context) {
    guard hand.isSaved(by: ticket, &context) else { return }
    context.close()
    context.say(
      .info, .consentSheetSaved, ["count": String(marked), "left": String(people.count - marked)])
  }

  // MARK: Drawing

  func render(into frame: inout Frame, _ area: Area, _ context: Context) {
    let words =
      context.text(.consentSheetMarked, ["count": String(marked), "all": String(people.count)])
      + (left > 0 ? " " + context.text(.consentSheetLeft, ["count": String(left)]) : "")
    frame.put(words, row: area.top, column: 1, style: .label, width: area.columns - 2)
    hand.form.draw(into: &frame, top: area.top + 1, height: area.height - 1)
  }
}

extension Phrase {
  static let actionConsents = Phrase("app.action.consents")
  static let consentSheet = Phrase("consentSheet.title")
  static let consentSheetPeople = Phrase("consentSheet.people")
  static let consentSheetDayHint = Phrase("consentSheet.dayHint")
  static let consentSheetHowHint = Phrase("consentSheet.howHint")
  static let consentSheetOwnDay = Phrase("consentSheet.ownDay")
  static let consentSheetOwnDayHint = Phrase("consentSheet.ownDayHint")
  static let consentSheetNobody = Phrase("consentSheet.nobody")
  static let consentSheetDayAlone = Phrase("consentSheet.dayAlone")
  static let consentSheetKnown = Phrase("consentSheet.known")
  static let consentSheetUnmarked = Phrase("consentSheet.unmarked")
  static let consentSheetSaved = Phrase("consentSheet.saved")
  static let consentSheetMarked = Phrase("consentSheet.marked")
  static let consentSheetLeft = Phrase("consentSheet.left")
}
