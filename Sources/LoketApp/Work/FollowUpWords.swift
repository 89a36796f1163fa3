// How calls are told: what one is about, its step, how the last one went, and the script of what to say.
import LoketModel
import LoketRegistry
import LoketWidgets

enum FollowUpWords {
  /// "PT Suara, CS", "Menjahit" or "AK/1": what a call is about, as a list shows it.
  static func about(_ record: RecordRef, _ context: Context) -> String {
    switch record.kind {
    case .placement:
      guard let placement = context.registry.placement(record.id) else { return context.word(.recordUnknown) }
      let work = work(placement, context)
      return work.isEmpty ? context.code(.placementKind, placement.kind) : work
    case .enrolment:
      let track = context.registry.enrolment(record.id)?.track ?? ""
      return context.text(.followUpCourse, ["track": context.trackName(track)])
    default: return context.word(.followUpJobCard)
    }
  }

  /// Where and as what: partner or employer, title, place.
  static func work(_ placement: Placement, _ context: Context) -> String {
    let partner = placement.partner.flatMap { context.registry.partner($0)?.name } ?? placement.employer ?? ""
    return [partner, placement.title ?? "", placement.place ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  static func step(_ step: FollowUpStep, _ context: Context) -> String { step.name(context.language) }

  /// "Tidak diangkat": the last call of a row; nothing was tried where it is empty.
  static func last(_ call: FollowUpCall?, _ context: Context) -> String {
    guard let call else { return "" }
    return call.isReached && call.result != nil
      ? context.code(.followUpResult, call.result) : context.code(.callOutcome, call.outcome)
  }

  /// What one call said, in full.
  static func line(_ call: FollowUp, _ context: Context) -> String {
    let next = call.next.map { context.text(.followUpAgain, ["date": context.day($0)]) }
    let parts = [
      context.code(.callOutcome, call.outcome), context.code(.followUpResult, call.result),
      context.code(.endReason, call.reason), next ?? "", call.note ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What a call is called where it stands among other records.
  static func title(ofCall record: RecordRef, _ context: Context) -> String {
    let call = context.registry.followUp(record.id)
    let subject = call?.subject.map { about($0, context) } ?? ""
    return [context.word(.titleFollowUps), context.code(.followUpStep, call?.step), subject].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  /// What to say on the telephone: by what the call is about.
  static func script(_ record: RecordRef, _ step: FollowUpStep, of person: String, _ context: Context) -> String {
    let office = context.registry.office(context.session.office)?.name
    // A login is no name: who has recorded none says it.
    let clerk = context.registry.account(context.account)?.fullName
    let slots = [
      "clerk": clerk ?? context.word(.scriptOwnName),
      "office": office ?? Lookups.villageName(context.session.office, context.regions),
      "name": context.registry.person(person)?.name ?? "", "about": about(record, context),
      "months": String(step.months),
      "ends": JobCard(context.registry.person(person) ?? Person(id: person) { _ in nil })
        .map { $0.ends.display } ?? "",
    ]
    switch (record.kind, step) {
    case (.placement, _):
      let isOver = context.registry.placement(record.id)?.endDate != nil
      return context.text(isOver ? .scriptAfterWork : .scriptWork, slots)
    case (.enrolment, _): return context.text(.scriptCourse, slots)
    case (_, .jobCardEnd): return context.text(.scriptCardEnd, slots)
    default: return context.text(.scriptCardReport, slots)
    }
  }
}

extension Phrase {
  static let titleFollowUps = Phrase("app.title.followUps")
  static let followUpCourse = Phrase("app.followUp.course")
  static let followUpJobCard = Phrase("app.followUp.jobCard")
  static let followUpAgain = Phrase("app.followUp.again")
  static let scriptOwnName = Phrase("app.followUp.script.ownName")
  static let scriptWork = Phrase("app.followUp.script.work")
  static let scriptAfterWork = Phrase("app.followUp.script.afterWork")
  static let scriptCourse = Phrase("app.followUp.script.course")
  static let scriptCardReport = Phrase("app.followUp.script.cardReport")
  static let scriptCardEnd = Phrase("app.followUp.script.cardEnd")
}
