// One visit: who came for what, how far it is, and everything that was saved for it.
import LoketModel
import LoketRegistry
import LoketWidgets

struct VisitScreen: RecordScreen {
  let visit: String
  var page = RecordPage()
  private var step: VisitStep?

  init(visit: String) { self.visit = visit }

  var ref: RecordRef { RecordRef(.deskVisit, visit) }

  func title(_ context: Context) -> String { context.word(.titleVisit) }
  func hint(_ context: Context) -> String { context.word(.hintVisit) }
  func helpTopic(_ context: Context) -> HelpTopic { .screen(Phrase("help.visit")) }

  private func row(_ context: Context) -> VisitRow? {
    context.visits.row(visit) ?? context.registry.visitRow(visit)
  }

  // MARK: Steps

  func menu(_ context: Context) -> ActionMenu { VisitActions.menu(row(context), context) }

  mutating func carryOut(_ outcome: ActionMenu.Outcome, _ context: inout Context) {
    step = VisitActions.carryOut(outcome, row(context), &context)
  }

  mutating func saved(ticket: Int, _ context: inout Context) {
    if let step, step.ticket == ticket {
      self.step = nil
      return VisitActions.carriedOut(step, &context)
    }
  }

  mutating func open(row target: SheetTarget, _ context: inout Context) {
    switch target {
    case .person(let id): context.open(any: Records.screen(for: RecordRef(.person, id), context))
    case .work(let id):
      guard let subject = context.registry.entry(id).flatMap({ Visits.subject(of: $0, context) }) else { return }
      context.open(any: Records.screen(for: subject, context))
    default: return
    }
  }

  // MARK: Drawing

  func drawHeader(into frame: inout Frame, _ area: Area, _ context: Context) {
    guard let row = row(context) else { return }
    let name = "\(Visits.label(row, context))  \(row.name)"
    frame.put(name, row: area.top, column: 1, style: .title, width: area.columns - 2)
    let parts = [Visits.purpose(row, context), VisitWords.state(row, context)]
    frame.put(parts.joined(separator: " · "), row: area.top + 1, column: 1, width: area.columns - 2)
    let banner = context.visits.isLeftOver(row) && row.state.isOpen ? context.word(.visitBannerLeft) : ""
    RecordBanner.draw(banner, into: &frame, row: area.top + 2, columns: area.columns)
  }

  func histories(_ context: Context) -> [(ref: RecordRef, about: String)] { [(ref, "")] }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let row = row(context) else { return sheet }
    let label = { (field: String) in FieldWords.label(.deskVisit, field, context) }
    sheet.pair(
      (label("day"), context.day(row.day)), (context.word(.visitGivenAt), row.since.map(\.time) ?? ""))
    if row.state != .waiting, let changed = row.changed {
      sheet.pair((context.text(.visitStateSince, ["state": row.state.words(context)]), changed.time))
    }
    sheet.conflicts(of: ref, context)
    if let person = row.person {
      sheet.row(
        [(label("person"), 15), (FieldWords.value(.deskVisit, "person", person, context), 0)], target: .person(person))
    }
    addWork(of: row, to: &sheet, context)
    sheet.history(of: histories(context), context)
    return sheet
  }

  private func addWork(of row: VisitRow, to sheet: inout Sheet, _ context: Context) {
    let entries = context.registry.entries(ofVisit: row.id)
    sheet.heading(
      context.text(.visitWork, ["count": String(entries.count)]),
      empty: entries.isEmpty ? context.word(.visitWorkNone) : nil)
    for entry in entries {
      let subject = Visits.subject(of: entry, context)
      let name = subject.map { ComparedSide.name($0, context) } ?? entry.summary ?? ""
      let at = context.registry.history(of: RecordRef(.entry, entry.id)).first?.at
      sheet.row(
        [(at?.time ?? "", 5), (context.code(.entryAction, entry.action), 22), (name, 0)],
        target: subject == nil ? nil : .work(entry.id))
    }
  }
}

extension Registry {
  /// Of a day that is over: not on the board any more.
  func visitRow(_ id: String) -> VisitRow? { VisitRow(visit: id, self) }
}

extension Phrase {
  static let visitGivenAt = Phrase("app.visit.givenAt")
  static let visitStateSince = Phrase("app.visit.stateSince")
  static let titleVisit = Phrase("app.title.visit")
  static let hintVisit = Phrase("app.hint.visit")
  static let visitBannerLeft = Phrase("app.visit.bannerLeft")
  static let visitWork = Phrase("app.visit.work")
  static let visitWorkNone = Phrase("app.visit.workNone")
}
