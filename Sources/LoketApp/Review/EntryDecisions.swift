// What is decided on the page of an entry, each as one save; the next entry that waits follows by itself.
import LoketModel
import LoketRegistry

extension EntryScreen {
  mutating func approve(_ context: inout Context) {
    guard ticket == nil, let basis else { return }
    if let why = whyNotDecide(context) { return context.say(.info, why) }
    told = .entryApproved
    ticket = context.save(ReviewEdits.approve(basis, context))
  }

  mutating func giveBack(_ context: inout Context) {
    guard ticket == nil, let basis else { return }
    if let why = whyNotDecide(context) { return context.say(.info, why) }
    told = .entryReturned
    ticket = context.save(ReviewEdits.giveBack(marks, basis, context))
  }

  /// What the file offers is taken over, and the question is answered.
  mutating func takeOffer(_ context: inout Context) {
    guard ticket == nil, let basis,
      let subject = context.registry.value(record, "subject").flatMap({ RecordRef($0) })
    else { return }
    let offers = context.registry.elements(record, "question").map { FieldChange($0.element, $0.value) }
    let edits = context.registry.plan(offers, on: subject, basis: context.registry.basis(subject))
    told = .offerTaken
    ticket = context.save(edits + ReviewEdits.approve(basis, context))
  }

  mutating func undo(_ context: inout Context) {
    if !marks.isEmpty {
      marks = [:]
      context.forgetDraft(returnID)
      keep(context)
      return context.say(.info, .entryUnmarked)
    }
    let undone = undone(context)
    if let why = undone.why { return context.say(.info, why) }
    guard ticket == nil, let edits = ReviewEdits.undo(undone.entry, context), !edits.isEmpty else { return }
    told = .decisionUndone
    ticket = context.save(edits)
  }

  /// Cancelled, or submitted again, with a remark.
  mutating func decide(_ said: String, _ context: inout Context) {
    let parts = said.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard ticket == nil, parts.count == 2, let basis else { return }
    let note = parts[1].isEmpty ? nil : parts[1]
    switch parts[0] {
    case "cancel":
      told = .entryCancelled
      ticket = context.save(ReviewEdits.cancel(entry, note: note, context))
    case "again":
      told = .entrySubmitted
      ticket = context.save(ReviewEdits.correct(note: note, basis, context))
    default: return
    }
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    keep(context)
    guard ticket == self.ticket else { return }
    self.ticket = nil
    if !marks.isEmpty {
      marks = [:]
      context.forgetDraft(returnID)
    }
    keep(context)
    let name = context.registry.entry(entry).map { Review.name($0, context) } ?? ""
    context.say(.info, told, ["name": name])
    guard told != .decisionUndone else { return goBack(&context) }
    let next = following.firstIndex {
      context.registry.entryState($0).waitsForReview && Review.whyNot($0, context) == nil
    }
    guard let next else { return context.close() }
    context.replace(
      with: EntryScreen(following[next], following: Array(following[(next + 1)...]), after: entry, context))
  }

  /// The entry whose decision was taken back stands open again.
  private mutating func goBack(_ context: inout Context) {
    guard let before, context.registry.entryState(before).waitsForReview else { return }
    let name = context.registry.entry(before).map { Review.name($0, context) } ?? ""
    context.say(.info, .decisionUndone, ["name": name])
    context.replace(with: EntryScreen(before, following: [entry] + following, context))
  }

  mutating func saveFailed(ticket: Int, _ context: inout Context) {
    if ticket == self.ticket { self.ticket = nil }
  }
}
