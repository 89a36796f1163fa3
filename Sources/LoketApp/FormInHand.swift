// A form that somebody is filling in: its draft, its way out, and the questions before it is saved. Every form screen has one.
import LoketModel
import LoketRegistry
import LoketWidgets

struct FormInHand: Equatable, Sendable {
  var form: Form
  /// Something was answered about the form that stands in none of its fields.
  var hasAnswers = false
  /// The draft that this form writes to.
  let draftID: Identifier
  /// Findings of level check that were listed once and accepted by saving again.
  private(set) var accepted: Set<Finding> = []
  /// The save that is on its way.
  private(set) var ticket: Int?
  private(set) var isDiscarded = false

  init(_ form: Form, draftID: Identifier) {
    self.form = form
    self.draftID = draftID
  }

  /// Whether anything would be lost without it.
  var isChanged: Bool { form.isChanged || hasAnswers }

  // MARK: Leaving

  /// Kembali: an open list closes first; a changed form is on the disk before it asks.
  mutating func leave(world: FormWorld, _ context: inout Context) {
    if form.picker != nil {
      _ = form.run(.back, world: world)
    } else {
      LeaveDialog.leave(isChanged: isChanged, &context)
    }
  }

  /// Cari from inside a form parks it.
  func park(_ context: inout Context) {
    LeaveDialog.park(isChanged: isChanged, &context)
  }

  /// The answer of a layer above; true when it says: save again.
  mutating func receive(_ answer: Answer, _ context: inout Context) -> Bool {
    if answer == .chosen(id: "checks", option: "save") { return true }
    isDiscarded = LeaveDialog.take(answer, draft: draftID, &context) || isDiscarded
    return false
  }

  /// The form as a draft of this kind; nil while nothing was typed, or when it is saved or thrown away.
  func draft(kind: String, title: String, more: [String: String], _ context: Context) -> Draft? {
    guard isChanged, ticket == nil, !isDiscarded else { return nil }
    return Draft(
      id: draftID, kind: kind, title: title, at: context.now, by: context.account,
      values: form.archive().merging(more) { $1 })
  }

  // MARK: Saving

  /// A finding and the field of the form beside which it stands.
  struct Remark: Equatable {
    let field: String
    let finding: Finding
    /// Whose it is, where a form holds several people; else empty.
    var whose = ""
  }

  /// Whether the form may be saved as it stands. If not, this has said why: an error has the focus, or the doubts are
  /// listed, and saving again accepts them.
  mutating func maySave(_ remarks: [Remark], _ context: inout Context) -> Bool {
    guard ticket == nil else { return false }
    for remark in remarks where remark.finding.level == .error {
      form.messages[remark.field] = RecordForm.fieldMessage(remark.finding, context.wording)
    }
    if form.jumpToFirstError() {
      let text = form.messages[form.focus]?.text ?? ""
      context.say(.error, .saveStopped, ["field": form.focusedSpec?.label ?? "", "text": text])
      return false
    }
    let doubts = remarks.filter { $0.finding.level == .check && !accepted.contains($0.finding) }
    guard doubts.isEmpty else {
      accepted.formUnion(doubts.map(\.finding))
      for doubt in doubts { form.messages[doubt.field] = RecordForm.fieldMessage(doubt.finding, context.wording) }
      context.keepDraft(durably: true)
      context.open(ChecksScreen(texts: doubts.map { line($0, context) }))
      return false
    }
    return true
  }

  private func line(_ doubt: Remark, _ context: Context) -> String {
    let label = form.spec(doubt.field)?.label ?? ""
    let text = context.wording.text(doubt.finding.message)
    return doubt.whose.isEmpty ? "\(label): \(text)" : "\(doubt.whose), \(label): \(text)"
  }

  mutating func save(_ edits: [Edit], _ context: inout Context) { ticket = context.save(edits) }

  /// True when the save that came back is this form's; its draft is then gone.
  func isSaved(by ticket: Int, _ context: inout Context) -> Bool {
    guard ticket == self.ticket else { return false }
    context.forgetDraft(draftID)
    return true
  }

  mutating func saveFailed(_ ticket: Int) {
    if ticket == self.ticket { self.ticket = nil }
  }
}
