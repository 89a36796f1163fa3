// The sentence above the fields of a small change: what it is about and what goes with it.
import LoketModel
import LoketRegistry

extension Change {
  func explanation(_ context: Context) -> String {
    let registry = context.registry
    switch self {
    case .withdraw(let id): return explain(.explainWithdraw, enrolment: id, context)
    case .complete(let id): return explain(.explainComplete, enrolment: id, context)
    case .drop(let id): return explain(.explainDrop, enrolment: id, context)
    case .papers: return context.word(.explainPapers)
    case .rightHousehold: return context.word(.explainRightHousehold)
    case .restore(let record): return explainRestore(record, context)
    case .end(let id), .voidPlacement(let id):
      let placement = registry.placement(id)
      let kind = context.code(.placementKind, placement?.kind)
      let start = context.day(placement?.startDate ?? placement?.day)
      let isEnd = if case .end = self { true } else { false }
      let words = context.text(isEnd ? .explainEnd : .explainVoidPlacement, ["kind": kind, "date": start])
      return isEnd || registry.referral(id) == nil ? words : words + " " + context.word(.explainVoidHiring)
    case .voidGrant(let id):
      let grant = registry.grant(id)
      let what = grant.map { Grants.what($0, context) } ?? context.word(.recordUnknown)
      return context.text(.explainVoidGrant, ["what": what, "date": context.day(grant?.given)])
    case .standing(let id):
      return context.word(isHead(id, context) ? .explainStandingHead : .explainStanding)
    case .voidPerson(let id):
      return context.text(.explainVoidPerson, counts(of: [id], context))
    case .skill(let person, let track):
      guard let track else { return context.word(.explainSkill) }
      let phrase: Phrase = isKnown(skill: track, of: person, context) ? .explainSkillChange : .explainSkillOf
      return context.text(phrase, ["track": context.trackName(track)])
    case .voidHousehold(let id):
      let members = registry.members(of: id).map(\.id)
      var arguments = counts(of: members, context)
      arguments["people"] = String(members.count)
      return context.text(.explainVoidHousehold, arguments)
    case .householdStanding: return context.word(.explainHouseholdStanding)
    case .card: return context.word(.explainCard)
    case .fieldVisit(let household, _): return FieldVisits.explanation(household, context)
    }
  }

  private func explain(_ phrase: Phrase, enrolment id: String, _ context: Context) -> String {
    let enrolment = context.registry.enrolment(id)
    return context.text(
      phrase, ["track": context.trackName(enrolment?.track ?? ""), "date": context.day(enrolment?.day)])
  }

  private func explainRestore(_ record: RecordRef, _ context: Context) -> String {
    guard Voiding.stands(record, context) else {
      return context.word(record.kind == .placement ? .explainGoesOn : .explainReopen)
    }
    let kinds = Voiding.together(with: record, context).map(\.kind)
    if kinds.isEmpty { return context.word(.explainRestore) }
    let count = { (kind: RecordKind) in String(kinds.filter { $0 == kind }.count) }
    return context.text(
      .explainRestoreTogether,
      ["people": count(.person), "enrolments": count(.enrolment), "placements": count(.placement)])
  }

  private func counts(of people: [String], _ context: Context) -> [String: String] {
    [
      "enrolments": String(people.reduce(0) { $0 + context.registry.enrolments(of: $1).count }),
      "placements": String(people.reduce(0) { $0 + context.registry.placements(of: $1).count }),
    ]
  }

  private func isHead(_ person: String, _ context: Context) -> Bool {
    context.registry.household(of: person)?.head == person
  }
}

extension Phrase {
  static let explainWithdraw = Phrase("app.change.explain.withdraw")
  static let explainComplete = Phrase("app.change.explain.complete")
  static let explainDrop = Phrase("app.change.explain.drop")
  static let explainPapers = Phrase("app.change.explain.papers")
  static let explainRightHousehold = Phrase("app.change.explain.rightHousehold")
  static let explainRestore = Phrase("app.change.explain.restore")
  static let explainRestoreTogether = Phrase("app.change.explain.restoreTogether")
  static let explainReopen = Phrase("app.change.explain.reopen")
  static let explainGoesOn = Phrase("app.change.explain.goesOn")
  static let explainEnd = Phrase("app.change.explain.end")
  static let explainVoidPlacement = Phrase("app.change.explain.voidPlacement")
  static let explainVoidHiring = Phrase("app.change.explain.voidHiring")
  static let explainVoidGrant = Phrase("app.change.explain.voidGrant")
  static let explainStanding = Phrase("app.change.explain.standing")
  static let explainStandingHead = Phrase("app.change.explain.standingHead")
  static let explainVoidPerson = Phrase("app.change.explain.voidPerson")
  static let explainSkill = Phrase("app.change.explain.skill")
  static let explainSkillOf = Phrase("app.change.explain.skillOf")
  static let explainSkillChange = Phrase("app.change.explain.skillChange")
  static let explainVoidHousehold = Phrase("app.change.explain.voidHousehold")
  static let explainHouseholdStanding = Phrase("app.change.explain.householdStanding")
  static let explainCard = Phrase("app.change.explain.card")
}
