// The fields of each family event, and which of them have a place as the answers stand.
import LoketModel
import LoketRegistry
import LoketWidgets

enum FamilyLayout {
  /// The sections of an event, in the order of the keys.
  static func sections(_ event: FamilyEvent) -> [String] {
    switch event {
    case .head: ["e", "r", "k"]
    case .split: ["e", "g", "n", "q", "o", "r", "k"]
    case .move: ["e", "g", "q", "o", "r", "k"]
    case .movedOut: ["e", "g", "o", "r", "k"]
    }
  }

  /// The section of that id; nil for one that the event does not have.
  static func section(_ id: String, _ event: FamilyEvent, _ context: Context) -> FormSection? {
    guard sections(event).contains(id) else { return nil }
    let form = FamilyAnswers(event, Form(sections: []), context)
    let fields: [FieldSpec] =
      switch id {
      case "e": what(event, form, context)
      case "g": form.fromMover.filter { $0.id != event.mover || event.target == nil }.map { tick($0, context) }
      case "n": newHousehold(form, context)
      case "q":
        form.active.filter { $0.id != event.mover || event.target == nil }.map {
          relation("q", $0, allowsHead: allowsHead(event, context), context)
        }
      case "o":
        [member("o.head", form.active.filter { $0.id != form.oldHead }, .familyNewHead, context), card("o", context)]
      case "r": form.members.map { relation("r", $0, allowsHead: false, context) }
      default: rest(event, form, context)
      }
    return FormSection(id: id, title: title(id, event).map { context.word($0) } ?? "", fields: fields)
  }

  private static func title(_ id: String, _ event: FamilyEvent) -> Phrase? {
    switch id {
    case "g": .familyWhoGoes
    case "n": .familyNewHousehold
    case "q": event.target == nil ? .familyRelationsNew : .familyRelationsThere
    case "o": .familyOldHousehold
    case "r": .familyRelations
    default: nil
    }
  }

  private static func what(_ event: FamilyEvent, _ form: FamilyAnswers, _ context: Context) -> [FieldSpec] {
    let date = field("e.date", .changeDateOfEvent, .changeDateHint, .date, width: 10, isRequired: true, context)
    let place = field("e.place", .changePlace, .changePlaceHint, .text(limit: 200), width: 40, context)
    switch event {
    case .head:
      return [
        field("e.fate", .familyFate, .familyFateHint, codes(.headReason, context), isRequired: true, context),
        member("o.head", form.active.filter { $0.id != form.oldHead }, .familyNewHead, context), date, place,
      ]
    case .split:
      return [
        field("e.reason", .changeReason, .changeReasonHint, codes(.moveReason, context), isRequired: true, context)
      ]
    case .move(let person, _):
      let reason = field(
        "e.reason", .changeReason, .changeReasonHint, codes(.moveReason, context), isRequired: true, context)
      let there = form.members.first { $0.id == person }.map {
        relation("q", $0, allowsHead: allowsHead(event, context), context)
      }
      return [reason] + (there.map { [$0] } ?? [])
    case .movedOut: return [date, place]
    }
  }

  private static func newHousehold(_ form: FamilyAnswers, _ context: Context) -> [FieldSpec] {
    let address = ["address", "rt", "rw", "hamlet"].compactMap { name in
      FormField.named(name)?.spec(id: "n.\(name)", place: name == "rw" ? .beside : .below, context)
    }
    return [
      member("n.head", form.active, .familyFounder, context), card("n", context),
      field("n.same", .changeSameAddress, .changeSameAddressHint, .tick, width: 3, context),
    ] + address
  }

  private static func rest(_ event: FamilyEvent, _ form: FamilyAnswers, _ context: Context) -> [FieldSpec] {
    let note = field("k.note", .changeNote, .changeNoteHint, .text(limit: 200), width: 40, context)
    guard case .head = event else { return [note] }
    let spouse = form.spouse?.name ?? ""
    var marital = field("k.marital", .familyMarital, .familyMaritalHint, codes(.maritalStatus, context), context)
    marital.label = context.text(.familyMarital, ["name": spouse])
    return [card("o", context), marital, note]
  }

  // MARK: Fields

  private static func field(
    _ id: String, _ label: Phrase, _ hint: Phrase, _ input: Input, width: Int = 30, isRequired: Bool = false,
    _ context: Context
  ) -> FieldSpec {
    FieldSpec(
      id, label: context.word(label), hint: context.word(hint), input: input, width: width, isRequired: isRequired)
  }

  private static func codes(_ list: CodeList, _ context: Context) -> Input {
    .choice(Choice.list(list, context.language), oneKey: true)
  }

  private static func card(_ section: String, _ context: Context) -> FieldSpec {
    field(
      "\(section).card", .changeCard, .familyCardHint, .digits(exactly: 16, limit: 16, grouping: [6, 6, 4]), width: 19,
      context)
  }

  private static func tick(_ person: Person, _ context: Context) -> FieldSpec {
    var spec = field("g.\(person.id)", .familyGoes, .familyGoesHint, .tick, width: 3, context)
    spec.label = person.name ?? context.word(.nameUnknown)
    return spec
  }

  private static func relation(
    _ section: String, _ person: Person, allowsHead: Bool, _ context: Context
  ) -> FieldSpec {
    let choices = Choice.list(.relation, context.language).filter { $0.code != "1" || allowsHead }
    var spec = field(
      "\(section).\(person.id)", .changeRelation, .changeRelationHint, .choice(choices, oneKey: true),
      isRequired: person.isActive, context)
    spec.label = person.name ?? context.word(.nameUnknown)
    if !person.isActive { spec.label = "\(context.code(.standing, person.standing)): \(spec.label)" }
    spec.hint = context.text(
      .familyRelationHint, ["name": spec.label, "relation": FieldWords.relation(person, context)])
    return spec
  }

  /// One of these people by the digit beside the name.
  static func member(_ id: String, _ people: [Person], _ label: Phrase, _ context: Context) -> FieldSpec {
    let choices = people.enumerated().map {
      let number = String($0.offset + 1)
      return Choice(
        code: $0.element.id, name: $0.element.name ?? context.word(.nameUnknown), words: [number], note: number)
    }
    return field(id, label, .changeHeadHint, .choice(choices, oneKey: true), isRequired: true, context)
  }

  /// Relation 1 only where the other household has no head yet.
  private static func allowsHead(_ event: FamilyEvent, _ context: Context) -> Bool {
    event.target.map { context.registry.head(of: $0) == nil } ?? false
  }

  // MARK: What has a place

  /// The fields that the answers leave nothing to say for.
  static func hidden(_ answers: FamilyAnswers) -> Set<String> {
    var hidden: Set<String> = []
    let related = Set(answers.related.map(\.id))
    let there = Set(answers.relatedThere.map(\.id))
    for person in answers.members {
      if !related.contains(person.id) { hidden.insert("r.\(person.id)") }
      if !there.contains(person.id) { hidden.insert("q.\(person.id)") }
    }
    if !answers.needsHead { hidden.formUnion(["o.head", "o.card"]) }
    switch answers.event {
    case .head:
      if !answers.headLeaves { hidden.formUnion(["e.date", "e.place"]) }
      if answers.spouse == nil || !["died", "divorced"].contains(answers.fate) { hidden.insert("k.marital") }
    case .split:
      if !answers.form.value("n.same").isEmpty { hidden.formUnion(["n.address", "n.rt", "n.rw", "n.hamlet"]) }
    case .move, .movedOut: break
    }
    return hidden
  }
}

extension Phrase {
  static let familyWhoGoes = Phrase("app.family.whoGoes")
  static let familyNewHousehold = Phrase("app.family.newHousehold")
  static let familyRelationsNew = Phrase("app.family.relationsNew")
  static let familyRelationsThere = Phrase("app.family.relationsThere")
  static let familyOldHousehold = Phrase("app.family.oldHousehold")
  static let familyRelations = Phrase("app.family.relations")
  static let familyNewHead = Phrase("app.family.newHead")
  static let familyFounder = Phrase("app.family.founder")
  static let familyFate = Phrase("app.family.fate")
  static let familyFateHint = Phrase("app.family.fate.hint")
  static let familyGoes = Phrase("app.family.goes")
  static let familyGoesHint = Phrase("app.family.goes.hint")
  static let familyCardHint = Phrase("app.family.card.hint")
  static let familyMarital = Phrase("app.family.marital")
  static let familyMaritalHint = Phrase("app.family.marital.hint")
  static let familyRelationHint = Phrase("app.family.relation.hint")
}
