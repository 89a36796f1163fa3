// What can be done with a visit: the same numbered actions in the list and on its page.
import LoketModel
import LoketRegistry
import LoketWidgets

/// A change of a visit that is on its way to the disk.
struct VisitStep: Equatable, Sendable {
  let ticket: Int
  let visit: String
  let state: VisitState
  /// Who was served here until now and is done by it.
  let finished: String?
}

enum VisitActions {
  static func menu(_ row: VisitRow?, _ context: Context) -> ActionMenu {
    let off = context.whyNot(.visits)
    let none = row == nil ? context.word(.whyNoVisit) : nil
    let servedHere = row.map { $0.id == Visits.served(context)?.id } ?? false
    let rests = row.map { context.rests(RecordRef(.deskVisit, $0.id)) } ?? false
    let isOpen = row?.state.isOpen ?? false
    let over = isOpen ? nil : context.word(.whyVisitOver)
    let action = { (id: String, label: Phrase, why: String?) in
      ActionMenu.Action(id, context.word(label), why: none ?? why)
    }
    return ActionMenu(
      title: row.map { "\(Visits.label($0, context)) \($0.name)" } ?? context.word(.titleVisits),
      actions: [
        action("serving", .actionServe, off ?? over ?? (servedHere ? context.word(.whyServedHere) : nil)),
        action("done", .actionVisitDone, off ?? over),
        action("left", .actionVisitLeft, off ?? over),
        action("slip", .actionSlip, context.whyNot(.printPapers)),
        action("work", .actionVisitWork, nil),
        action("waiting", .actionVisitWaits, off ?? (row?.state == .waiting ? context.word(.whyWaits) : nil)),
        action("correct", .actionVisitCorrect, off ?? (rests ? context.word(.whyFrozen) : nil)),
      ])
  }

  /// Does what was chosen; a change of the state comes back in `carriedOut` once it is saved.
  static func carryOut(_ outcome: ActionMenu.Outcome, _ row: VisitRow?, _ context: inout Context) -> VisitStep? {
    switch outcome {
    case .refused(let why): context.say(.info, why)
    case .chosen(let option):
      guard let row else { return nil }
      if let state = VisitState(rawValue: option) { return change(row, state, &context) }
      switch option {
      case "slip": context.openSlip(of: row)
      case "work": Visits.openWork(row, &context)
      case "correct": context.open(VisitFormScreen.correcting(row, context))
      default: break
      }
    default: break
    }
    return nil
  }

  private static func change(_ row: VisitRow, _ state: VisitState, _ context: inout Context) -> VisitStep? {
    let before = Visits.served(context)
    let edits = state == .serving ? Visits.call(row.id, context) : Visits.edits(row.id, state, context)
    guard !edits.isEmpty else {
      context.say(.info, .nothingToSave)
      return nil
    }
    let finished = state == .serving ? before.map { Visits.label($0, context) } : nil
    return VisitStep(ticket: context.save(edits), visit: row.id, state: state, finished: finished)
  }

  /// Says what was saved; whoever was called is worked for at once.
  static func carriedOut(_ step: VisitStep, _ context: inout Context) {
    guard let row = context.visits.row(step.visit) ?? context.registry.visitRow(step.visit) else { return }
    let words = [
      "number": Visits.label(row, context), "name": row.name, "state": step.state.words(context),
      "finished": step.finished ?? "",
    ]
    context.say(.info, step.finished == nil ? .visitSaved : .visitSavedFinished, words)
    if step.state == .serving { Visits.openWork(row, &context) }
  }
}

extension Phrase {
  static let titleVisits = Phrase("app.title.visits")
  static let actionServe = Phrase("app.action.serve")
  static let actionVisitDone = Phrase("app.action.visitDone")
  static let actionVisitLeft = Phrase("app.action.visitLeft")
  static let actionSlip = Phrase("app.action.slip")
  static let actionVisitWork = Phrase("app.action.visitWork")
  static let actionVisitWaits = Phrase("app.action.visitWaits")
  static let actionVisitCorrect = Phrase("app.action.visitCorrect")
  static let whyNoVisit = Phrase("app.why.noVisit")
  static let whyVisitOver = Phrase("app.why.visitOver")
  static let whyServedHere = Phrase("app.why.servedHere")
  static let whyWaits = Phrase("app.why.waits")
  static let visitSaved = Phrase("app.visit.saved")
  static let visitSavedFinished = Phrase("app.visit.savedFinished")
}
