// What came back to a clerk: the form opens at the first returned field, the reason stands beside it until it is changed.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The entry to which a form's save belongs, and the fields of the form that came back.
struct ReturnedWork: Equatable, Sendable {
  let entry: String
  /// What stood in the entry when the form opened.
  let basis: Basis
  /// By the form's field id: why it came back.
  var reasons: [String: String]

  /// The form that mends what came back first; the entry itself where no form can.
  static func screen(_ entry: String, _ context: Context) -> any Screen {
    let open = context.registry.returnedFields(of: entry).filter { !$0.isChanged }
    let first = open.first { $0.path.record.kind == .household || $0.path.record.kind == .person }
    guard let first, !context.registry.isVoid(first.path.record) else {
      return EntryScreen(entry, following: [], context)
    }
    return form(entry, first.path.record, context)
  }

  /// The form of one record of the entry.
  static func form(_ entry: String, _ record: RecordRef, _ context: Context) -> any Screen {
    let isHousehold = record.kind == .household
    var screen =
      isHousehold
      ? HouseholdFormScreen.change(household: record.id, context)
      : HouseholdFormScreen.change(person: record.id, context)
    screen.take(ReturnedWork(entry, record, section: isHousehold ? "h" : "p0", context), context)
    return screen
  }

  private init(_ entry: String, _ record: RecordRef, section: String, _ context: Context) {
    self.entry = entry
    basis = context.registry.basis(RecordRef(.entry, entry))
    reasons = [:]
    for field in context.registry.returnedFields(of: entry) where field.path.record == record && !field.isChanged {
      reasons["\(section).\(field.path.field)"] = EntrySheet.why(field.reason, field.note, context)
    }
  }

  // MARK: Drafts

  var archive: [String: String] {
    var values = ["returned.entry": entry, "returned.basis": basis.text]
    for (field, why) in reasons { values["returned.why.\(field)"] = why }
    return values
  }

  init?(archive: [String: String]) {
    guard let entry = archive["returned.entry"], let basis = archive["returned.basis"].flatMap({ Basis($0) }) else {
      return nil
    }
    self.entry = entry
    self.basis = basis
    reasons = [:]
    for (key, value) in archive where key.hasPrefix("returned.why.") {
      reasons[String(key.dropFirst("returned.why.".count))] = value
    }
  }

  // MARK: Saving

  /// The edit on the entry that goes with a save of these fields: it is corrected once nothing of what came back stands as
  /// it was; a supervisor's correction is one at once.
  func edits(changing record: RecordRef?, _ changed: Set<String>, _ context: Context) -> [Edit] {
    let open = context.registry.returnedFields(of: entry).filter { field in
      // What came back whole is mended by any change.
      guard !field.isChanged, field.path.record.kind != .entry else { return false }
      guard field.path.record == record else { return true }
      let group = FieldTable.group(field.path.record.kind, of: field.path.field)
      return changed.isDisjoint(with: group + [field.path.field])
    }
    guard open.isEmpty else { return [ReviewEdits.join(RecordRef(.entry, entry), context)] }
    return ReviewEdits.correct(note: nil, basis, context)
  }
}

extension HouseholdFormScreen {
  mutating func take(_ work: ReturnedWork, _ context: Context) {
    returned = work
    sayReturned()
    if let first = form.specs.first(where: { work.reasons[$0.id] != nil }) { form.focus(on: first.id) }
  }

  /// Puts the reasons beside their fields, in a new form and in one that a draft brought back.
  mutating func sayReturned() {
    guard let returned else { return }
    for (field, why) in returned.reasons where form.changedValues[field] == nil {
      form.hidden.remove(field)
      form.messages[field] = FieldMessage(.check, why)
    }
  }

  /// Why a field came back, until it is changed.
  func returnedMessage(_ id: String, in form: Form) -> FieldMessage? {
    guard let why = returned?.reasons[id], form.changedValues[id] == nil else { return nil }
    return FieldMessage(.check, why)
  }
}
