// A supervisor's decisions and a clerk's answers as the edits that say exactly that.
import LoketModel
import LoketRegistry

/// A field that is to go back, and why.
struct FieldReturn: Hashable, Sendable {
  /// A code of `returnReason` or the id of an own one.
  var reason: String
  /// A sentence beside it, or empty.
  var note: String
}

enum ReviewEdits {
  /// - Parameter basis: what was on the screen when the person decided.
  private static func state(
    _ state: EntryState?, note: String? = nil, more: [FieldChange] = [], basis: Basis, _ context: Context
  ) -> [Edit] {
    let changes = [
      FieldChange("state", state?.rawValue), FieldChange("stateDay", state == nil ? nil : context.workDay.iso),
      FieldChange("stateNote", note),
    ]
    return context.registry.plan(changes + more, on: basis.record, basis: basis)
  }

  static func approve(_ basis: Basis, _ context: Context) -> [Edit] { state(.approved, basis: basis, context) }

  static func giveBack(_ fields: [FieldPath: FieldReturn], _ basis: Basis, _ context: Context) -> [Edit] {
    let named = fields.sorted { $0.key.description < $1.key.description }.flatMap { path, why in
      [
        FieldChange("returned/\(path)", why.reason),
        FieldChange("returnNote/\(path)", why.note.isEmpty ? nil : why.note),
      ]
    }
    // What came back earlier and was mended since no longer counts.
    let earlier = context.registry.returnedFields(of: basis.record.id).map(\.path).filter { fields[$0] == nil }
    let cleared = earlier.flatMap { [FieldChange("returned/\($0)", nil), FieldChange("returnNote/\($0)", nil)] }
    return state(.returned, more: named + cleared, basis: basis, context)
  }

  /// What the clerk did, or says, about what came back.
  static func correct(note: String?, _ basis: Basis, _ context: Context) -> [Edit] {
    state(.corrected, note: note, basis: basis, context)
  }

  /// A line of the entry in a save that does not finish the correction: the save belongs to it all the same.
  static func join(_ entry: RecordRef, _ context: Context) -> Edit {
    let parts = context.registry.elements(entry, "part").count
    return Edit(on: entry, set: [FieldChange("part/\(parts + 1)", "0")])
  }

  /// Takes a decision of this working day back; nil where there is none, or it cannot be taken back.
  static func undo(_ entry: String, _ context: Context) -> [Edit]? {
    let record = RecordRef(.entry, entry)
    let registry = context.registry
    let approvals = registry.approvals(of: entry)
    if !approvals.isEmpty, registry.value(record, "state") == nil {
      return approvals.flatMap { approval, field in
        registry.plan([FieldChange(field, nil)], on: approval, basis: registry.basis(approval))
      }
    }
    let state = registry.entryState(entry)
    guard state == .approved || state == .returned else { return nil }
    let before = registry.history(of: record).last { $0.field == "state" && $0.to == state.rawValue }
    let earlier = before?.from.first.flatMap { $0 }.flatMap { EntryState(rawValue: $0) }
    var more: [FieldChange] = []
    if state == .returned {
      more = registry.returnedFields(of: entry).flatMap {
        [FieldChange("returned/\($0.path)", nil), FieldChange("returnNote/\($0.path)", nil)]
      }
    }
    return self.state(earlier, more: more, basis: registry.basis(record), context)
  }

  /// Takes back what was approved together.
  static func undo(approval: RecordRef, _ context: Context) -> [Edit] {
    let named = context.registry.entries(in: approval).map { FieldChange($0.field, nil) }
    return context.registry.plan(named, on: approval, basis: context.registry.basis(approval))
  }

  /// Takes back what the entry changed, as far as it still stands: what it made is void, what it changed is as before.
  static func cancel(_ entry: String, note: String?, _ context: Context) -> [Edit] {
    let registry = context.registry
    let changes = registry.changes(of: entry)
    var edits: [Edit] = []
    for record in registry.records(of: entry) {
      if registry.isVoid(record) { continue }
      if registry.made(record, in: entry) {
        edits.append(registry.planVoid(record, reason: "other"))
        continue
      }
      var back: [FieldChange] = []
      for change in changes where change.record == record && change.item.field != "void" {
        let heads = registry.state(record, change.item.field).heads
        guard heads.count == 1, heads[0].line == change.item.line else { continue }
        back.append(FieldChange(change.item.field, change.item.from.first.flatMap { $0 }))
      }
      if !back.isEmpty { edits += registry.plan(back, on: record, basis: registry.basis(record)) }
    }
    return edits + state(.cancelled, note: note, basis: registry.basis(RecordRef(.entry, entry)), context)
  }
}

enum Review {
  /// Why this person may not decide about an entry; nil: may.
  static func whyNot(_ entry: String, _ context: Context) -> String? {
    if let refusal = context.whyNot(.reviewEntries) { return refusal }
    guard !isSingleOfficer(context), context.registry.typed(context.account, in: entry) else { return nil }
    let names = reviewers(of: entry, context).joined(separator: ", ")
    if names.isEmpty { return context.word(.reviewOwnNobody) }
    let isAuthor = context.registry.origin(of: entry)?.by == context.account
    return context.text(isAuthor ? .reviewOwn : .reviewOwnCorrection, ["names": names])
  }

  /// Who may decide about an entry: nobody of those who typed something of it.
  private static func reviewers(of entry: String, _ context: Context) -> [String] {
    context.registry.all(.account).compactMap { context.registry.account($0.id) }.filter { account in
      account.active != "no" && Permission.reviewEntries.allows(Role(stored: account.role))
        && !context.registry.typed(account.id, in: entry)
    }.map(\.id).sorted()
  }

  /// The office set that one person enters and approves: that stands in every report.
  static func isSingleOfficer(_ context: Context) -> Bool {
    context.registry.office(context.session.office)?.singleOfficer == "yes"
  }

  /// What keeps the entry out of every batch, duplicates that nobody answered included.
  static func doubts(_ entry: String, _ duplicates: Set<RecordRef>, _ context: Context) -> EntryDoubts {
    var doubts = context.registry.doubts(of: entry)
    if !duplicates.isEmpty, context.registry.records(of: entry, limit: 200).contains(where: duplicates.contains) {
      doubts.insert(.openDuplicate)
    }
    return doubts
  }

  /// Everybody, and every household, in a pair that nobody has answered.
  static func openDuplicates(_ context: Context) -> Set<RecordRef> {
    context.likenesses.pairs.reduce(into: []) { found, pair in
      guard context.registry.answer(pair.first, pair.second) == nil else { return }
      found.formUnion([pair.first, pair.second])
    }
  }

  /// The doubts in words, the gravest first.
  static func words(_ doubts: EntryDoubts, of entry: String, _ context: Context) -> [String] {
    let all: [(EntryDoubts, Phrase)] = [
      (.openDuplicate, .doubtDuplicate), (.corrected, .doubtCorrected), (.overridden, .doubtOverridden),
      (.acceptedCheck, .doubtAccepted), (.papersUnseen, .doubtPapers), (.question, .doubtQuestion),
      (.importWarnings, .doubtImport),
    ]
    return all.filter { doubts.contains($0.0) }.map { doubt, phrase in
      doubt == .corrected ? correction(entry, context) : context.word(phrase)
    }
  }

  /// What happened to the entry after it was submitted.
  private static func correction(_ entry: String, _ context: Context) -> String {
    if context.registry.entryState(entry) == .contested { return context.word(.doubtContested) }
    if context.registry.wasReturned(entry) { return context.word(.doubtCorrected) }
    let by = context.registry.steps(of: entry).last { $0.state == .corrected }?.by ?? ""
    return context.text(.doubtReviewer, ["name": FieldWords.account(by, context)])
  }

  /// A reason for returning, by its name; an own one by the name that the office gave it.
  static func reason(_ stored: String, _ context: Context) -> String {
    context.registry.value(RecordRef(.returnReason, stored), "name")
      ?? CodeList.returnReason.name(of: stored, context.language)
  }

  /// What an entry is about, by name: the subject's, else its summary.
  static func name(_ entry: Entry, _ context: Context) -> String {
    if entry.action == "import" {
      return entry.summary.flatMap { ImportSummary(stored: $0) }.map { context.wording.text($0.message) }
        ?? context.word(.importCutOff)
    }
    guard let subject = entry.subject.flatMap({ RecordRef($0) }), context.registry.exists(subject) else {
      return entry.summary ?? context.word(.recordUnknown)
    }
    return ConflictItems.name(context.registry.shownRecord(subject), context)
  }

  /// How long an entry has waited: minutes and hours today, days before.
  static func age(_ at: Timestamp?, _ context: Context) -> String {
    guard let at else { return "" }
    let days = at.date.days(until: context.now.date)
    if days > 0 { return context.text(.ageDays, ["count": String(days)]) }
    let minutes = max(0, Int((context.now.seconds - at.seconds) / 60))
    if minutes < 60 { return context.text(.ageMinutes, ["count": String(minutes)]) }
    return context.text(.ageHours, ["count": String(minutes / 60)])
  }
}

extension Phrase {
  static let reviewOwn = Phrase("review.own")
  static let reviewOwnCorrection = Phrase("review.ownCorrection")
  static let reviewOwnNobody = Phrase("review.ownNobody")
  static let doubtReviewer = Phrase("review.doubt.reviewer")
  static let doubtContested = Phrase("review.doubt.contested")
  static let doubtOverridden = Phrase("review.doubt.overridden")
  static let doubtDuplicate = Phrase("review.doubt.duplicate")
  static let doubtCorrected = Phrase("review.doubt.corrected")
  static let doubtAccepted = Phrase("review.doubt.accepted")
  static let doubtPapers = Phrase("review.doubt.papers")
  static let doubtQuestion = Phrase("review.doubt.question")
  static let doubtImport = Phrase("review.doubt.import")
  static let importCutOff = Phrase("review.importCutOff")
  static let ageDays = Phrase("review.age.days")
  static let ageHours = Phrase("review.age.hours")
  static let ageMinutes = Phrase("review.age.minutes")
}
