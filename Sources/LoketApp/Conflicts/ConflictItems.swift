// What two PCs that did not hear of each other left to a person: conflicts, numbers given twice, and what waits for lines.
import LoketModel
import LoketRegistry
import LoketWidgets

/// The three lists of Bentrok.
enum ConflictScope: String, CaseIterable, Sendable {
  case open, twins, waiting

  var words: Phrase {
    switch self {
    case .open: .conflictScopeOpen
    case .twins: .conflictScopeTwins
    case .waiting: .conflictScopeWaiting
    }
  }
}

/// One row of Bentrok.
enum ConflictItem: Equatable, Sendable {
  case field(OpenConflict)
  case nik(SharedNik)
  case letter(SharedLetter)
  /// Visits of one day with one number.
  case number([String])
  case waiting(WaitingRecord)
}

enum ConflictItems {
  /// Rows of a list at most: two offices that imported one file have ten thousand, and the next stand behind the first.
  static let limit = 1000

  static func all(_ scope: ConflictScope, _ context: Context) -> [ConflictItem] {
    let registry = context.registry
    switch scope {
    case .open:
      let kinds = context.may(.readPeople) ? nil : settings
      return registry.openConflicts(of: kinds, limit: limit).filter { mayRead($0.conflict.record.kind, context) }
        .map(ConflictItem.field)
    case .waiting:
      return registry.waitingRecords(limit: limit).filter { mayRead($0.record.kind, context) }.map(ConflictItem.waiting)
    case .twins:
      let people = context.may(.readPeople) ? registry.sharedNiks(limit: limit).map(ConflictItem.nik) : []
      return people + registry.sharedLetters(of: context.session.office).map(ConflictItem.letter) + numbers(context)
    }
  }

  /// Numbers of visits that somebody may still call.
  private static func numbers(_ context: Context) -> [ConflictItem] {
    guard context.may(.readPeople), context.visits.sharedNumbers > 0 else { return [] }
    let shared = context.visits.rows.filter { context.visits.isShared($0) }
    let byNumber = Dictionary(grouping: shared) { $0.day + " " + $0.label }
    return byNumber.sorted { $0.key < $1.key }.filter { $0.value.contains { $0.state.isOpen } }
      .map { .number($0.value.map(\.id)) }
  }

  /// How many stand in each list: asked for in every frame, so counted when the state changed.
  static func count(_ scope: ConflictScope, _ context: Context) -> Int {
    switch scope {
    case .open: context.may(.readPeople) ? context.tallies.conflicts : context.tallies.settingConflicts
    case .waiting: context.may(.readPeople) ? context.tallies.waitingRecords : 0
    case .twins:
      context.tallies.sharedLetters
        + (context.may(.readPeople) ? context.tallies.sharedNiks + context.visits.sharedNumbers : 0)
    }
  }

  /// Nobody is registered in them.
  static let settings: Set<RecordKind> = [
    .account, .office, .device, .track, .returnReason, .program, .wave, .trainingClass, .event,
    .theme, .vacancy, .workHub, .group, .area, .resource, .mentorship, .mentorVisit,
  ]

  // MARK: Who may

  /// What somebody must be allowed to decide about a record of this kind.
  static func permission(_ kind: RecordKind) -> Permission {
    switch kind {
    case .entry: .reviewEntries
    case .pair: .joinPairs
    default: settings.contains(kind) ? SettingKind.of(kind)?.permission ?? .settleConflicts : .settleConflicts
    }
  }

  /// Settings are for whoever may change them, everything else for whoever reads people.
  static func mayRead(_ kind: RecordKind, _ context: Context) -> Bool {
    context.may(.readPeople) || settings.contains(kind) && permission(kind).allows(context.role)
  }

  // MARK: Words

  static func name(_ item: ConflictItem, _ context: Context) -> String {
    switch item {
    case .field(let open): name(open.conflict.record, context)
    case .waiting(let waiting): name(waiting.record, context)
    case .nik(let shared): shared.people.map { name($0, context) }.joined(separator: " / ")
    case .letter(let shared): shared.devices.map { name($0, context) }.joined(separator: " / ")
    case .number(let visits):
      visits.compactMap { context.visits.row($0).map { Visits.label($0, context) } }.joined(separator: " / ")
    }
  }

  /// What a record is called; of somebody whose data rest nothing.
  static func name(_ record: RecordRef, _ context: Context) -> String {
    let registry = context.registry
    switch record.kind {
    case .person, .household:
      return record.kind == .person && registry.isFrozen(record)
        ? "***" : ComparedSide.name(registry.shownRecord(record), context)
    case .enrolment, .placement, .dataRequest, .application, .certificate, .aid, .referral, .hubSeat, .followUp,
      .groupMember:
      let person = registry.value(record, "person").map { name(RecordRef(.person, $0), context) }
      return person ?? context.word(.recordUnknown)
    case .grant:
      let person = registry.value(record, "person").map { name(RecordRef(.person, $0), context) }
      let what = registry.grant(record.id).map { Grants.what($0, context) } ?? ""
      return [person ?? context.word(.recordUnknown), what].filter { !$0.isEmpty }.joined(separator: ", ")
    case .fieldVisit:
      let home = registry.value(record, "household").map { name(RecordRef(.household, $0), context) }
      return home ?? context.word(.recordUnknown)
    case .entry: return registry.entry(record.id).map { Review.name($0, context) } ?? context.word(.recordUnknown)
    case .pair:
      let sides = ["first", "second"].compactMap { registry.value(record, $0).flatMap { RecordRef($0) } }
      return sides.map { name($0, context) }.joined(separator: " / ")
    case .account: return record.id
    case .attendance:
      let held = registry.value(record, "class").map { name(RecordRef(.trainingClass, $0), context) } ?? ""
      return "\(held) \(ProgramWords.session(registry.value(record, "session") ?? "", context))"
    case .device: return registry.value(record, "label") ?? record.id
    case .theme:
      let place = registry.value(record, "village").map { Lookups.villageName($0, context.regions) } ?? ""
      return "\(context.trackName(registry.value(record, "track") ?? "")) \(place)"
    case .vacancy:
      return registry.vacancy(record.id).map { VacancyWords.name($0, context) } ?? context.word(.recordUnknown)
    case .promotion:
      let producer = registry.value(record, "producer").map { name(RecordRef(.producer, $0), context) }
      return [producer, registry.value(record, "place")].compactMap { $0 }.joined(separator: ", ")
    case .expert:
      let rests = registry.value(record, "person").map { registry.isFrozen(RecordRef(.person, $0)) } ?? false
      return rests ? "***" : registry.value(record, "name") ?? record.id
    case .mentorship, .mentorVisit:
      let sides = [("group", RecordKind.group), ("mentor", .expert)].compactMap { field, kind in
        registry.value(record, field).map { name(RecordRef(kind, $0), context) }
      }
      return sides.isEmpty ? context.word(.recordUnknown) : sides.joined(separator: " · ")
    case .grantCheck, .disbursement:
      return registry.value(record, "grant").map { name(RecordRef(.grant, $0), context) }
        ?? context.word(.recordUnknown)
    case .deskVisit: return registry.visitRow(record.id).map { "\(Visits.label($0, context)) \($0.name)" } ?? record.id
    default: return registry.value(record, "name") ?? record.id
    }
  }

  /// The person or household whose page the record stands on; nil where there is none.
  static func subject(of record: RecordRef, _ context: Context) -> RecordRef? {
    switch record.kind {
    case .person, .household: return context.registry.exists(record) ? record : nil
    case .enrolment, .placement, .dataRequest, .deskVisit, .application, .certificate, .aid, .referral, .hubSeat,
      .followUp, .producer, .groupMember, .grant:
      return context.registry.value(record, "person").flatMap { subject(of: RecordRef(.person, $0), context) }
    case .grantCheck, .disbursement:
      return context.registry.value(record, "grant").flatMap { subject(of: RecordRef(.grant, $0), context) }
    case .fieldVisit:
      return context.registry.value(record, "household").flatMap { subject(of: RecordRef(.household, $0), context) }
    default: return nil
    }
  }

  /// What it is about: the field, or what was given twice.
  static func what(_ item: ConflictItem, _ context: Context) -> String {
    switch item {
    case .field(let open): label(open.conflict, context)
    case .waiting(let waiting): waiting.fields.map { label(waiting.record, $0, context) }.joined(separator: ", ")
    case .nik: context.word(.twinNik)
    case .letter: context.word(.twinLetter)
    case .number: context.word(.twinNumber)
    }
  }

  static func label(_ conflict: Conflict, _ context: Context) -> String {
    label(conflict.record, conflict.fields.first ?? "", context)
  }

  /// A field of an enrolment or a placement stands behind what it is a field of.
  static func label(_ record: RecordRef, _ field: String, _ context: Context) -> String {
    let label = FieldWords.label(record.kind, field, context)
    switch record.kind {
    case .enrolment: return "\(context.word(.conflictOfEnrolment)): \(label)"
    case .placement: return "\(context.word(.conflictOfPlacement)): \(label)"
    default: return label
    }
  }

  /// The values in few words, numbers masked as in every list.
  static func values(_ item: ConflictItem, _ context: Context) -> String {
    switch item {
    case .field(let open):
      let record = open.conflict.record
      if open.conflict.fields == ["void"] { return context.word(.conflictVoidShort) }
      guard !isFrozen(record, context) else { return "***" }
      let field = open.conflict.fields.first ?? ""
      return Conflicts.values(of: record, field, isList: true, context).map(\.text).joined(separator: " / ")
    case .nik(let shared): return Nik.masked(shared.nik)
    case .letter(let shared): return shared.letter
    case .number: return ""
    case .waiting(let waiting): return context.text(.conflictMissing, ["count": String(waiting.lines.count)])
    }
  }

  static func isFrozen(_ record: RecordRef, _ context: Context) -> Bool {
    guard let subject = subject(of: record, context), subject.kind == .person else { return false }
    return context.registry.isFrozen(subject)
  }

  // MARK: Opening

  /// The screen on which it is decided; nil where its record is gone.
  static func screen(_ item: ConflictItem, _ context: Context) -> (any Screen)? {
    let registry = context.registry
    switch item {
    case .field(let open):
      let record = open.conflict.record
      switch record.kind {
      case .entry: return EntryScreen(record.id, following: [], context)
      case .pair:
        let sides = ["first", "second"].compactMap { registry.value(record, $0).flatMap { RecordRef($0) } }
        return sides.count == 2 ? PairScreen(sides[0], sides[1]) : nil
      default: return ConflictScreen(record, open.conflict.fields.first ?? "", context)
      }
    case .nik(let shared):
      let pair = registry.firstOpenPair(shared.people)
      return pair.map { PairScreen($0.0, $0.1) }
    case .letter(let shared):
      // Every PC proposes the same one, so that two do not both take another letter.
      guard let device = shared.devices.last, let setting = SettingKind.of(.device) else { return nil }
      return SettingFormScreen(setting, id: device.id, context)
    case .number(let visits): return visits.last.map { VisitScreen(visit: $0) }
    case .waiting(let waiting): return WaitingScreen(waiting.record)
    }
  }
}

extension Phrase {
  static let conflictScopeOpen = Phrase("conflict.scope.open")
  static let conflictScopeTwins = Phrase("conflict.scope.twins")
  static let conflictScopeWaiting = Phrase("conflict.scope.waiting")
  static let twinNik = Phrase("conflict.twin.nik")
  static let twinLetter = Phrase("conflict.twin.letter")
  static let twinNumber = Phrase("conflict.twin.number")
  static let conflictOfEnrolment = Phrase("conflict.of.enrolment")
  static let conflictOfPlacement = Phrase("conflict.of.placement")
  static let conflictVoidShort = Phrase("conflict.voidShort")
  static let conflictMissing = Phrase("conflict.missing")
}
