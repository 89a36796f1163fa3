// Visits at the desk: the edits that give a number, call, finish and send back, and how a visit stands in a few words.
import LoketModel
import LoketRegistry
import LoketWidgets

enum Visits {
  /// What is being served at this PC; what is saved hangs on it.
  static func served(_ context: Context) -> VisitRow? { context.visits.served(at: context.session.deviceID) }

  /// Of this PC, before its numbers.
  static func letter(_ context: Context) -> String {
    context.registry.device(context.session.deviceID.description)?.letter ?? "A"
  }

  /// `A-7`, with the PC's name where two PCs gave the same number.
  static func label(_ row: VisitRow, _ context: Context) -> String {
    guard context.visits.isShared(row) else { return row.label }
    return "\(row.label) (\(FieldWords.device(row.device, context)))"
  }

  static func purpose(_ row: VisitRow, _ context: Context) -> String { context.code(.visitPurpose, row.purpose) }

  /// Another PC of the office has this letter: their numbers would be told apart by the PC's name alone.
  static func doubts(ofLetter letter: String?, of device: String, _ context: Context) -> [Finding] {
    let other = context.registry.all(.device).first { ref in
      ref.id != device && context.registry.value(ref, "letter") == letter
    }
    guard let letter, let other else { return [] }
    let words = ["letter": letter, "device": context.registry.value(other, "label") ?? ""]
    return [Finding(rule: "device.sameLetter", field: "letter", level: .check, message: Message(.letterTaken, words))]
  }

  // MARK: Edits

  /// A citizen who waits from now on. The number is taken here, when it is saved, and never before.
  static func new(name: String, purpose: String, person: String?, _ context: Context) -> (Edit, label: String) {
    let letter = letter(context)
    let number = context.registry.nextVisitNumber(letter, on: context.workDay)
    var set = [
      FieldChange("day", context.workDay.iso), FieldChange("letter", letter), FieldChange("number", String(number)),
      FieldChange("purpose", purpose), FieldChange("name", name),
    ]
    if let person { set.append(FieldChange("person", person)) }
    return (Edit(on: RecordRef(.deskVisit, context.newIdentifier()), set: set), "\(letter)-\(number)")
  }

  static func edits(_ visit: String, _ state: VisitState, _ context: Context) -> [Edit] {
    let ref = RecordRef(.deskVisit, visit)
    return context.registry.plan(
      [FieldChange("state", state.rawValue)], on: ref, basis: context.registry.basis(ref))
  }

  /// Whoever is called is served alone: who was served here until now is done.
  static func call(_ visit: String, _ context: Context) -> [Edit] {
    let before = served(context).flatMap { $0.id == visit ? nil : $0 }
    return (before.map { edits($0.id, .done, context) } ?? []) + calledAgain(visit, context)
  }

  /// Being served at another PC until now, the visit goes on here: the same state, said by this PC.
  private static func calledAgain(_ visit: String, _ context: Context) -> [Edit] {
    let ref = RecordRef(.deskVisit, visit)
    let planned = edits(visit, .serving, context)
    guard planned.isEmpty, context.visits.row(visit)?.changedOn != context.session.deviceID else { return planned }
    let over = context.registry.basis(ref).heads["state"] ?? []
    return [Edit(on: ref, set: [FieldChange("state", VisitState.serving.rawValue)], over: over)]
  }

  /// Who came is known once a save of the visit holds somebody of that name.
  static func known(_ edits: [Edit], _ context: Context) -> [Edit] {
    guard let visit = served(context), visit.person == nil, !visit.name.isEmpty,
      edits.contains(where: { $0.on.kind == .entry && $0.set.contains(FieldChange("visit", visit.id)) })
    else { return [] }
    let wanted = NameKey.key(visit.name)
    let people = edits.compactMap { edit -> (id: String, name: String)? in
      guard let id = person(of: edit, context) else { return nil }
      let typed = edit.set.first { $0.field == "name" && edit.on.kind == .person }?.value
      return (id, typed ?? context.registry.person(id)?.name ?? "")
    }
    let meant = Set(people.filter { NameKey.key($0.name) == wanted }.map(\.id))
    guard meant.count == 1, let person = meant.first else { return [] }
    let ref = RecordRef(.deskVisit, visit.id)
    return context.registry.plan([FieldChange("person", person)], on: ref, basis: context.registry.basis(ref))
  }

  private static func person(of edit: Edit, _ context: Context) -> String? {
    switch edit.on.kind {
    case .person: edit.on.id
    case .enrolment, .placement:
      edit.set.first { $0.field == "person" }?.value ?? context.registry.value(edit.on, "person")
    default: nil
    }
  }

  // MARK: Work

  /// Where the work of a visit goes on: what was saved for it last, the person who came, else a form or a search.
  static func openWork(_ visit: VisitRow, _ context: inout Context) {
    if let subject = context.registry.entries(ofVisit: visit.id).last.flatMap({ subject(of: $0, context) }) {
      context.open(any: Records.screen(for: subject, context))
    } else if let person = visit.person, context.registry.exists(RecordRef(.person, person)) {
      context.open(any: Records.screen(for: RecordRef(.person, person), context))
    } else if visit.purpose == "register" {
      context.open(HouseholdFormScreen.register(name: visit.name, context))
    } else {
      context.goHome(searching: visit.name)
    }
  }

  /// The person or the household that an entry is about; nil where its record is not here.
  static func subject(of entry: Entry, _ context: Context) -> RecordRef? {
    guard let ref = entry.subject.flatMap({ RecordRef($0) }), context.registry.exists(ref) else { return nil }
    switch ref.kind {
    case .person, .household: return ref
    default: return context.registry.value(ref, "person").map { RecordRef(.person, $0) }
    }
  }
}

extension Phrase {
  static let letterTaken = Phrase("app.settings.letterTaken")
}

extension VisitState {
  func words(_ context: Context) -> String { context.code(.visitState, rawValue) }
}
