// One visit at a household's door: how it is written, and how what was found there stands in a few words.
import LoketModel
import LoketRegistry
import LoketWidgets

enum FieldVisits {
  /// Somebody spoke with the household.
  static let visited = "visited"

  /// A visit of today, as a record of its own.
  static func edit(
    at household: String, outcome: String?, nextDay: String? = nil, note: String? = nil, _ context: Context
  ) -> Edit {
    var set = [FieldChange("household", household), FieldChange("day", context.workDay.iso)]
    if let outcome { set.append(FieldChange("outcome", outcome)) }
    if let nextDay { set.append(FieldChange("nextDay", nextDay)) }
    if let note { set.append(FieldChange("note", note)) }
    return Edit(on: RecordRef(.fieldVisit, context.newIdentifier()), set: set)
  }

  /// What was found the last time, for the question above a new visit.
  static func explanation(_ household: String, _ context: Context) -> String {
    guard let visit = context.registry.lastFieldVisit(at: household) else { return context.word(.fieldNeverVisited) }
    return context.text(.fieldLastVisit, ["visit": text(visit, context)])
  }

  /// Outcome, day, who, when next, note.
  static func text(_ visit: FieldVisit, _ context: Context) -> String {
    let by = context.registry.state(RecordRef(.fieldVisit, visit.id), "outcome").heads.first?.by ?? ""
    var parts = [context.code(.fieldOutcome, visit.outcome), context.day(visit.day), by]
    if let next = visit.nextDay { parts.append(context.text(.fieldComesAgain, ["date": context.day(next)])) }
    parts.append(visit.note ?? "")
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  static func nextDayMessage(_ iso: String, _ context: Context) -> FieldMessage? {
    guard let day = CalendarDate(iso: iso), day < context.today else { return nil }
    return FieldMessage(.error, context.word(.fieldNextPast))
  }
}

extension Phrase {
  static let titleFieldVisit = Phrase("app.field.visit")
  static let fieldOutcomeLabel = Phrase("app.field.outcome")
  static let fieldOutcomeHint = Phrase("app.field.outcome.hint")
  static let fieldNextLabel = Phrase("app.field.next")
  static let fieldNextHint = Phrase("app.field.next.hint")
  static let fieldNextPast = Phrase("app.field.nextPast")
  static let fieldNeverVisited = Phrase("app.field.never")
  static let fieldLastVisit = Phrase("app.field.last")
  static let fieldComesAgain = Phrase("app.field.comesAgain")
}
