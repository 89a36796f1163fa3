// What stands on the page of an entry, from top to bottom.
import LoketModel
import LoketRegistry
import LoketWidgets

struct EntrySheet {
  let entry: String
  let marks: [FieldPath: FieldReturn]

  /// The fields that hold something, by record.
  private let known: [RecordRef: Set<String>]
  /// Whose papers nobody has seen: the empty line stands there too, to be returned.
  private let unseen: Set<RecordRef>

  /// Records of an import that are listed; the rest is counted.
  private static let mostListed = 200

  init(entry: String, marks: [FieldPath: FieldReturn], _ context: Context) {
    self.entry = entry
    self.marks = marks
    var known: [RecordRef: Set<String>] = [:]
    for record in context.registry.records(of: entry, limit: 400) {
      known[record] = Set(context.registry.values(record).keys)
    }
    self.known = known
    unseen = Set(known.keys.filter(context.registry.arePapersUnseen))
  }

  func content(_ context: Context) -> Sheet {
    var sheet = Sheet(columns: context.size.columns)
    guard let found = context.registry.entry(entry) else { return sheet }
    returned(to: &sheet, context)
    if found.action == "import" {
      imported(found, to: &sheet, context)
    } else {
      attention(found, to: &sheet, context)
      sinceReturn(to: &sheet, context)
      let changes = Dictionary(grouping: context.registry.changes(of: entry), by: \.record)
      for record in context.registry.records(of: entry, limit: 400) {
        add(record, changes[record] ?? [], to: &sheet, context)
      }
    }
    steps(to: &sheet, context)
    return sheet
  }

  /// The row on which the page opens: what came back, else the first thing that the entry changed.
  func first(_ context: Context) -> SheetTarget? {
    if let returned = context.registry.returnedFields(of: entry).first(where: { !$0.isChanged }) {
      return .returned(returned.path)
    }
    for record in context.registry.records(of: entry, limit: 20) {
      let changes = context.registry.changes(of: entry).filter { $0.record == record }
      let field = fields(of: record, changes).first { field in changes.contains { $0.item.field == field } }
      if let field { return .field(FieldPath(record, field)) }
    }
    return nil
  }

  // MARK: What somebody has to look at

  /// What came back, with the reason beside each field.
  private func returned(to sheet: inout Sheet, _ context: Context) {
    let fields = context.registry.returnedFields(of: entry)
    guard !fields.isEmpty else { return }
    sheet.heading(context.word(.entryReturnedFields))
    for field in fields {
      let label = EntrySheet.label(field.path, context)
      let state = context.word(field.isChanged ? .entryFieldChanged : .entryFieldOpen)
      sheet.row(
        [(label, 18), (EntrySheet.why(field.reason, field.note, context), 0), (state, 16)],
        target: .returned(field.path), style: field.isChanged ? .value : .error)
    }
    if let note = context.registry.entry(entry)?.stateNote {
      sheet.text(context.text(.entryClerkSays, ["text": note]))
    }
  }

  /// What a field that goes back is called; the whole entry where no field is meant.
  static func label(_ path: FieldPath, _ context: Context) -> String {
    path.record.kind == .entry ? context.word(.entryWhole) : FieldWords.label(path.record.kind, path.field, context)
  }

  /// Stands for all of an entry among what goes back.
  static func whole(_ entry: String) -> FieldPath { FieldPath(RecordRef(.entry, entry), "action") }

  static func why(_ reason: String, _ note: String?, _ context: Context) -> String {
    [Review.reason(reason, context), note ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  private func attention(_ found: Entry, to sheet: inout Sheet, _ context: Context) {
    let records = context.registry.records(of: entry, limit: 400)
    var lines: [(text: String, target: SheetTarget?)] = []
    for change in context.registry.changes(of: entry) where change.item.field.hasPrefix("accepted/") {
      guard
        context.registry.state(change.record, change.item.field).heads.contains(where: { $0.line == change.item.line }),
        let value = change.item.to
      else { continue }
      let rule = String(change.item.field.dropFirst("accepted/".count))
      let said = FieldWords.accepted(rule, value, context)
      // Of several people, whose it is.
      let name = records.count { $0.kind == .person } > 1 && change.record.kind == .person
      lines.append((name ? "\(ComparedSide.name(change.record, context)): \(said)" : said, nil))
    }
    for pair in context.likenesses.pairs where context.registry.answer(pair.first, pair.second) == nil {
      guard records.contains(pair.first) || records.contains(pair.second) else { continue }
      let names = [pair.first, pair.second].map { ComparedSide.name($0, context) }.joined(separator: " / ")
      lines.append(("\(names): \(pair.likeness.sentence(context.wording))", .pair(pair.first, pair.second)))
    }
    for (field, value) in context.registry.elements(RecordRef(.entry, entry), "question") {
      guard let subject = found.subject.flatMap({ RecordRef($0) }) else { continue }
      let words = { (value: String) in FieldWords.value(subject.kind, field, value, context) }
      let here = context.registry.value(subject, field).map(words) ?? context.word(.valueNone)
      lines.append(
        (
          context.text(
            .entryOffer,
            ["field": FieldWords.label(subject.kind, field, context), "here": here, "offered": words(value)]), nil
        ))
    }
    let changes = context.registry.changes(of: entry)
    let lacks = records.flatMap { lacking($0, changes, found, context) }
    lines += lacks.map { ($0, nil) }
    if lacks.isEmpty, let reason = FieldWords.reason(of: found, context) {
      lines.append((context.text(.historyReason, ["reason": reason]), nil))
    }
    guard !lines.isEmpty else { return }
    sheet.heading(context.word(.entryAttention))
    for line in lines {
      if let target = line.target {
        sheet.row([("? " + line.text, 0)], target: target, style: .check)
      } else {
        sheet.text("? " + line.text, style: .check)
      }
    }
  }

  /// What an assignment set aside of what its track asks for, and why.
  private func lacking(
    _ record: RecordRef, _ changes: [EntryChange], _ found: Entry, _ context: Context
  ) -> [String] {
    guard record.kind == .enrolment, !context.registry.isVoid(record) else { return [] }
    let track = context.trackName(context.registry.value(record, "track") ?? "")
    return context.registry.elements(record, "missing").filter { element, value in
      value == "lacking" && changes.contains { $0.record == record && $0.item.field == "missing/\(element)" }
    }.map { need, _ in
      let reason = context.registry.value(record, "note") ?? found.reason
      return context.text(
        reason == nil ? .entryLacksNoReason : .entryLacks,
        ["track": track, "need": FieldWords.need(need, context), "reason": reason ?? ""])
    }
  }

  private func sinceReturn(to sheet: inout Sheet, _ context: Context) {
    let changes = context.registry.corrections(of: entry)
    guard !changes.isEmpty else { return }
    sheet.heading(context.word(context.registry.wasReturned(entry) ? .entrySinceReturn : .entryCorrected))
    for change in changes {
      let by = FieldWords.account(change.item.by, context)
      sheet.row([(History.words(of: change.item, change.record.kind, context), 0), (by, 14)])
    }
  }

  // MARK: The record

  /// All that is known of a record; what the entry changed is marked, with what stood there before.
  private func add(_ record: RecordRef, _ changes: [EntryChange], to sheet: inout Sheet, _ context: Context) {
    let isNew = context.registry.made(record, in: entry)
    let title = EntrySheet.title(record, context)
    sheet.heading(isNew ? context.text(.entryNewRecord, ["name": title]) : title)
    if context.registry.isVoid(record) { sheet.text(Voiding.mark(record, context), style: .error) }
    for field in fields(of: record, changes, isNew: isNew) {
      let change = changes.last { $0.item.field == field }
      let value = context.registry.value(record, field)
      let path = FieldPath(record, field)
      let told = { (value: String?) in
        value.map { FieldWords.value(record.kind, field, $0, context) } ?? context.word(.valueNone)
      }
      // What this entry filled in, not what another one made of it since.
      var words = told(change.map(\.item.to) ?? value)
      if let change, !isNew, let before = change.item.from.first {
        words += context.text(.entryBefore, ["value": told(before)])
      }
      if let change, change.item.to != value { words += context.text(.entryNow, ["value": told(value)]) }
      let mark = marks[path]
      let note = mark.map { "‹ " + EntrySheet.why($0.reason, $0.note, context) } ?? ""
      sheet.row(
        [
          (mark != nil ? "!" : change == nil ? " " : "+", 1), EntrySheet.cell(record, field, context),
          (words, 0), (note, mark == nil ? 1 : 28),
        ], target: .field(path), style: mark != nil ? .error : change == nil ? .dim : .value)
    }
  }

  /// What a field is called; in a roll it is a name, and has its room.
  private static func cell(_ record: RecordRef, _ field: String, _ context: Context) -> (text: String, width: Int) {
    guard record.kind == .attendance, field.hasPrefix("marks/") else {
      return (FieldWords.label(record.kind, field, context), 17)
    }
    return (ConflictItems.name(RecordRef(.enrolment, String(field.dropFirst("marks/".count))), context), 30)
  }

  private static func title(_ record: RecordRef, _ context: Context) -> String {
    switch record.kind {
    case .household: context.text(.entryOfHousehold, ["name": Voiding.householdName(record.id, context)])
    case .person: context.text(.entryOfPerson, ["name": ComparedSide.name(record, context)])
    case .enrolment:
      context.text(.entryOfEnrolment, ["name": context.trackName(context.registry.value(record, "track") ?? "")])
    case .placement:
      context.text(
        .entryOfPlacement, ["name": context.code(.placementKind, context.registry.value(record, "kind"))])
    case .attendance: ConflictItems.name(record, context)
    case .certificate: context.code(.certificateKind, context.registry.value(record, "kind"))
    case .followUp: FollowUpWords.title(ofCall: record, context)
    case .referral: context.text(.entryOfReferral, ["name": ConflictItems.name(record, context)])
    case .groupMember: context.text(.entryOfGroupMember, ["name": ConflictItems.name(record, context)])
    case .hubSeat: context.text(.entryOfSeat, ["name": ConflictItems.name(record, context)])
    case .application: context.text(.entryOfApplication, ["name": ConflictItems.name(record, context)])
    default:
      [SettingKind.of(record.kind).map { context.word($0.title) } ?? "", ConflictItems.name(record, context)]
        .filter { !$0.isEmpty }.joined(separator: ": ")
    }
  }

  /// The fields that hold something or were changed, in the table's order; sets by their elements. Of what belongs to
  /// nobody and was there before, what was changed is enough.
  private func fields(of record: RecordRef, _ changes: [EntryChange], isNew: Bool = false) -> [String] {
    let isWhole = isNew || !ConflictItems.settings.contains(record.kind)
    return everyField(of: record, changes).filter { field in
      isWhole || changes.contains { $0.item.field == field }
    }
  }

  private func everyField(of record: RecordRef, _ changes: [EntryChange]) -> [String] {
    FieldTable.rules(of: record.kind).flatMap { rule -> [String] in
      if rule.isSet {
        let prefix = String(rule.name.dropLast())
        guard prefix != "accepted/" else { return [] }
        // That a card is the household's is said by the card itself.
        let card = changes.last { $0.item.field == "familyCardNumber" }?.item.to ?? ""
        var seen: Set<String> = []
        return changes.map(\.item.field).filter {
          $0.hasPrefix(prefix) && $0 != "cards/\(card)" && seen.insert($0).inserted
        }
      }
      if rule.name == "person", record.kind != .person { return [] }
      return [rule.name]
    }.filter { field in
      changes.contains { $0.item.field == field } || known[record]?.contains(field) == true
        || field == "papersSeen" && unseen.contains(record)
    }
  }

  // MARK: Imports

  private func imported(_ found: Entry, to sheet: inout Sheet, _ context: Context) {
    sheet.heading(context.word(.entryImport))
    let summary = context.registry.importSummary(of: entry)
    if let summary {
      for line in summary.lines(context.wording) { sheet.text(line) }
    } else {
      sheet.text(context.word(.importCutOff), style: .check)
    }
    let records = context.registry.records(of: entry, limit: EntrySheet.mostListed * 4)
    let households = records.filter { $0.kind == .household }.prefix(EntrySheet.mostListed)
    let all = max(summary.map { $0.households } ?? 0, households.count)
    sheet.heading(context.text(.entryImportRows, ["count": Figures.grouped(all)]))
    for household in households {
      let row = PersonRow.row(household, context).cells
      sheet.row([(row[0], 0), (row[1], 22), (row[3], 8), (row[4], 20)], target: .household(household.id))
    }
    if all > households.count {
      sheet.text(context.text(.entryImportMore, ["count": Figures.grouped(all - households.count)]), style: .dim)
    }
  }

  // MARK: Steps

  private func steps(to sheet: inout Sheet, _ context: Context) {
    sheet.heading(context.word(.entrySteps))
    for step in context.registry.steps(of: entry) {
      var words =
        step.state.map { CodeList.entryState.name(of: $0.rawValue, context.language) } ?? context.word(.entryTakenBack)
      if step.isTogether { words += ", " + context.word(.entryTogether) }
      sheet.row([(History.origin(at: step.at, by: step.by, device: step.device, context), 40), (words, 0)])
    }
  }
}

extension Phrase {
  static let entryReturnedFields = Phrase("entry.returnedFields")
  static let entryFieldChanged = Phrase("entry.fieldChanged")
  static let entryFieldOpen = Phrase("entry.fieldOpen")
  static let entryClerkSays = Phrase("entry.clerkSays")
  static let entryAttention = Phrase("entry.attention")
  static let entryOffer = Phrase("entry.offer")
  static let entryCorrected = Phrase("entry.corrected")
  static let entryWhole = Phrase("entry.whole")
  static let entryLacks = Phrase("entry.lacks")
  static let entryLacksNoReason = Phrase("entry.lacksNoReason")
  static let entrySinceReturn = Phrase("entry.sinceReturn")
  static let entryNewRecord = Phrase("entry.newRecord")
  static let entryBefore = Phrase("entry.before")
  static let entryNow = Phrase("entry.now")
  static let entryOfHousehold = Phrase("entry.of.household")
  static let entryOfPerson = Phrase("entry.of.person")
  static let entryOfEnrolment = Phrase("entry.of.enrolment")
  static let entryOfPlacement = Phrase("entry.of.placement")
  static let entryOfReferral = Phrase("entry.of.referral")
  static let entryOfSeat = Phrase("entry.of.hubSeat")
  static let entryOfGroupMember = Phrase("entry.of.groupMember")
  static let entryOfApplication = Phrase("entry.of.application")
  static let entryImport = Phrase("entry.import")
  static let entryImportRows = Phrase("entry.import.rows")
  static let entryImportMore = Phrase("entry.import.more")
  static let entrySteps = Phrase("entry.steps")
  static let entryTakenBack = Phrase("entry.takenBack")
  static let entryTogether = Phrase("entry.together")
}
