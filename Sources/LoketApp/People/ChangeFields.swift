// What each small change asks: its fields, what stands in them at first, and the sentence above them.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Change {
  /// Fields that must be filled; the others may stay empty.
  func required(_ context: Context) -> Set<String> {
    switch self {
    case .withdraw, .drop, .end: ["reason", "date"]
    case .complete: ["date"]
    case .voidPlacement, .voidGrant, .voidPerson, .voidHousehold, .restore: ["reason"]
    case .papers, .rightHousehold: []
    case .standing: ["standing"]
    case .householdStanding: ["standing"]
    case .skill(let person, let track):
      isKnown(skill: track, of: person, context) ? ["track"] : ["track", "level"]
    case .card: ["card", "event"]
    case .fieldVisit: ["outcome"]
    }
  }

  func fields(_ context: Context) -> [FieldSpec] {
    let required = required(context)
    return rows.map { row in
      FieldSpec(
        "c." + row.id, label: context.word(row.label), hint: context.word(row.hint), input: input(row.input, context),
        width: row.width, isRequired: required.contains(row.id))
    }
  }

  // MARK: Rows

  private enum Asked {
    case codes(CodeList)
    case tracks
    case date, text, card, household
  }

  private struct Row {
    let id: String
    let input: Asked
    let label: Phrase
    let hint: Phrase
    var width = 30
  }

  private var rows: [Row] {
    switch self {
    case .withdraw: [reason(.codes(.withdrawReason)), date(.changeDateWithdrawn), note]
    case .complete: [date(.changeDateCompleted), note]
    case .drop: [reason(.codes(.withdrawReason)), date(.changeDateWithdrawn), note]
    case .end: [reason(.codes(.endReason)), date(.changeDateEnded), note]
    case .voidPlacement, .voidGrant, .voidPerson: [reason(.codes(.voidReason)), note]
    case .voidHousehold: [reason(.codes(.voidReason)), rightHousehold, note]
    case .rightHousehold: [rightHousehold]
    case .restore: [reason(.codes(.restoreReason)), note]
    case .papers: [Row(id: "date", input: .date, label: .changeDateSeen, hint: .changeDateSeenHint, width: 10)]
    case .standing:
      [
        Row(id: "standing", input: .codes(.standing), label: .changeStanding, hint: .changeStandingHint),
        date(.changeDateOfEvent),
        Row(id: "place", input: .text, label: .changePlace, hint: .changePlaceHint, width: 40), note,
      ]
    case .skill(_, let track):
      (track == nil ? [Row(id: "track", input: .tracks, label: .changeTrack, hint: .changeTrackHint)] : []) + [
        Row(id: "level", input: .codes(.skillLevel), label: .changeLevel, hint: .changeLevelHint),
        Row(id: "evidence", input: .codes(.skillEvidence), label: .changeEvidence, hint: .changeEvidenceHint),
        Row(id: "origin", input: .codes(.skillOrigin), label: .changeOrigin, hint: .changeOriginHint),
      ]
    case .householdStanding:
      [
        Row(id: "standing", input: .codes(.householdStanding), label: .changeStanding, hint: .changeStandingHint),
        date(.changeDateOfEvent), note,
      ]
    case .card:
      [
        Row(id: "card", input: .card, label: .changeCard, hint: .changeCardHint, width: 19),
        Row(id: "event", input: .codes(.cardEvent), label: .changeCardEvent, hint: .changeCardEventHint),
      ]
    case .fieldVisit:
      [
        Row(id: "outcome", input: .codes(.fieldOutcome), label: .fieldOutcomeLabel, hint: .fieldOutcomeHint),
        Row(id: "nextDay", input: .date, label: .fieldNextLabel, hint: .fieldNextHint, width: 10), note,
      ]
    }
  }

  private func reason(_ input: Asked) -> Row {
    Row(id: "reason", input: input, label: .changeReason, hint: .changeReasonHint)
  }
  private func date(_ label: Phrase) -> Row {
    Row(id: "date", input: .date, label: label, hint: .changeDateHint, width: 10)
  }
  private var rightHousehold: Row {
    Row(id: "instead", input: .household, label: .changeInstead, hint: .changeInsteadHint, width: 40)
  }
  private var note: Row { Row(id: "note", input: .text, label: .changeNote, hint: .changeNoteHint, width: 40) }

  private func input(_ asked: Asked, _ context: Context) -> Input {
    switch asked {
    case .codes(let list): return .choice(Choice.list(list, context.language), oneKey: true)
    case .tracks: return .choice(tracks(context), oneKey: false)
    case .date: return .date
    case .household: return .lookup
    case .text: return .text(limit: 200)
    case .card: return .digits(exactly: 16, limit: 16, grouping: [6, 6, 4])
    }
  }

  private func tracks(_ context: Context) -> [Choice] {
    Lookups.allTracks(context).all.filter(\.isActive).map { Lookups.track($0, context) }
  }

  // MARK: What stands there at first

  func values(_ context: Context) -> (given: [String: String], proposed: [String: String]) {
    let today = ["c.date": context.today.iso]
    switch self {
    case .withdraw, .complete, .drop, .end: return ([:], today)
    case .papers(let id):
      guard let seen = context.registry.person(id)?.papersSeen else { return ([:], today) }
      return (["c.date": seen], [:])
    case .rightHousehold(let id):
      return (["c.instead": context.registry.household(id)?.instead ?? ""], [:])
    case .standing(let id):
      guard let person = context.registry.person(id), !person.isActive else { return ([:], today) }
      return (
        [
          "c.standing": person.standing ?? "", "c.date": person.standingDate ?? "",
          "c.place": person.standingPlace ?? "",
        ], [:]
      )
    case .householdStanding(let id):
      guard let household = context.registry.household(id), !household.isActive else { return ([:], today) }
      return (["c.standing": household.standing ?? "", "c.date": household.standingDate ?? ""], [:])
    case .skill(let person, let track?):
      let ref = RecordRef(.person, person)
      let value = { (set: String) in context.registry.value(ref, "\(set)/\(track)") ?? "" }
      return (
        ["c.level": value("skills"), "c.evidence": value("skillEvidence"), "c.origin": value("skillOrigin")], [:]
      )
    case .card: return ([:], ["c.event": "new"])
    case .fieldVisit(_, let outcome): return ([:], ["c.outcome": outcome])
    default: return ([:], [:])
    }
  }

  func isKnown(skill track: String?, of person: String, _ context: Context) -> Bool {
    track.map { context.registry.value(RecordRef(.person, person), "skills/\($0)") != nil } ?? false
  }
}

extension Phrase {
  static let changeReason = Phrase("app.change.reason")
  static let changeReasonHint = Phrase("app.change.reason.hint")
  static let changeDateWithdrawn = Phrase("app.change.dateWithdrawn")
  static let changeDateEnded = Phrase("app.change.dateEnded")
  static let changeDateOfEvent = Phrase("app.change.dateOfEvent")
  static let changeDateHint = Phrase("app.change.date.hint")
  static let changeDateCompleted = Phrase("app.change.dateCompleted")
  static let changeDateSeen = Phrase("app.change.dateSeen")
  static let changeDateSeenHint = Phrase("app.change.dateSeen.hint")
  static let changeInstead = Phrase("app.change.instead")
  static let changeInsteadHint = Phrase("app.change.instead.hint")
  static let changeNote = Phrase("app.change.note")
  static let changeNoteHint = Phrase("app.change.note.hint")
  static let changeStanding = Phrase("app.change.standing")
  static let changeStandingHint = Phrase("app.change.standing.hint")
  static let changePlace = Phrase("app.change.place")
  static let changePlaceHint = Phrase("app.change.place.hint")
  static let changeTrack = Phrase("app.change.track")
  static let changeTrackHint = Phrase("app.change.track.hint")
  static let changeLevel = Phrase("app.change.level")
  static let changeLevelHint = Phrase("app.change.level.hint")
  static let changeEvidence = Phrase("app.change.evidence")
  static let changeEvidenceHint = Phrase("app.change.evidence.hint")
  static let changeOrigin = Phrase("app.change.origin")
  static let changeOriginHint = Phrase("app.change.origin.hint")
  static let changeRelation = Phrase("app.change.relation")
  static let changeRelationHint = Phrase("app.change.relation.hint")
  static let changeSameAddress = Phrase("app.change.sameAddress")
  static let changeSameAddressHint = Phrase("app.change.sameAddress.hint")
  static let changeHeadHint = Phrase("app.change.head.hint")
  static let changeCard = Phrase("app.change.card")
  static let changeCardHint = Phrase("app.change.card.hint")
  static let changeCardEvent = Phrase("app.change.cardEvent")
  static let changeCardEventHint = Phrase("app.change.cardEvent.hint")
}
