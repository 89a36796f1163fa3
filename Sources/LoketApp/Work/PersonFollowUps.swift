// The job-seeker card and the calls on a person's page.
import LoketModel
import LoketRegistry
import LoketWidgets

extension Sheet {
  mutating func followUps(of person: Person, _ context: Context) {
    if let card = JobCard(person) { jobCard(card, of: person, context) }
    let calls = context.registry.followUps(of: person.id)
    let open = context.registry.openFollowUps(of: person.id, on: context.today).first
    // Where nobody was called and nothing is due, the page says nothing.
    guard !calls.isEmpty || open.map({ $0.day <= context.today }) ?? false else { return }
    heading(context.word(.titleFollowUps))
    if let open {
      let slots = [
        "step": open.step.map { FollowUpWords.step($0, context) } ?? "",
        "about": FollowUpWords.about(context.registry.about(open), context),
        "date": open.day.display,
      ]
      text(
        context.text(open.day <= context.today ? .followUpIsDue : .followUpIsNext, slots),
        style: open.day <= context.today ? .check : .dim)
    }
    for call in calls.reversed() {
      row(
        [
          (context.day(call.date), 10), (context.code(.followUpStep, call.step), 12),
          (FollowUpWords.line(call, context), 0),
        ], target: .followUp(call.id), style: call.isReached ? .value : .dim)
    }
  }

  private mutating func jobCard(_ card: JobCard, of person: Person, _ context: Context) {
    heading(context.word(.followUpJobCard))
    let label = { (field: String) in FieldWords.label(.person, field, context) }
    pair((label("jobCardNumber"), person.jobCardNumber ?? ""), (label("jobCardIssued"), card.issued.display))
    let reported = card.reported?.display ?? context.word(.notKnownYet)
    let second =
      card.returned.map { (label("jobCardReturned"), $0.display) }
      ?? (context.word(.jobCardEnds), card.ends.display)
    pair((label("jobCardReported"), reported), second)
  }
}

extension Phrase {
  static let followUpIsDue = Phrase("app.followUp.isDue")
  static let followUpIsNext = Phrase("app.followUp.isNext")
  static let jobCardEnds = Phrase("app.jobCard.ends")
}
