// A clerk does not edit over what two PCs made differently (DESIGN §4): the form says so beside the field and keeps what was typed.
import LoketModel
import LoketRegistry
import LoketWidgets

extension HouseholdFormScreen {
  /// True when a changed field is in conflict and somebody else decides; the field then has the focus.
  mutating func stopsAtConflict(_ context: inout Context) -> Bool {
    guard !context.may(.settleConflicts) else { return false }
    let contested = form.specs.map(\.id).filter { isContested($0, context) }
    guard let first = contested.first else { return false }
    for id in contested { form.messages[id] = FieldMessage(.error, context.word(.supervisorDecides)) }
    form.focus(on: first)
    context.say(
      .error, .saveStopped, ["field": form.spec(first)?.label ?? "", "text": context.word(.supervisorDecides)])
    return true
  }

  private func isContested(_ id: String, _ context: Context) -> Bool {
    let section = String(id.prefix { $0 != "." })
    guard form.changedValues[id] != nil, let record = bases[section]?.record else { return false }
    return context.registry.state(record, RecordForm.fieldName(id)).status == .conflict
  }
}
