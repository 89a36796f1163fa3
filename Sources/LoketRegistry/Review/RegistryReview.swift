// What a supervisor approved: of each entry where it stands, of each record whether everything in it was approved.
import LoketModel

/// Which lines belong to an entry: a save's lines share a segment and a tick, and the entry's own line stands among them. The
/// first save of an entry submits it, later ones correct it; the saves of an import each name it once.
///
/// A record is *verified* when every value that stands in it was saved with an entry that is approved. Derived, like all of
/// the registry: a function of the lines that are here, whatever their order.
extension Registry {
  static let entryKind = UInt16(FieldTable.kinds.firstIndex { $0.kind == .entry } ?? 9)
  static let approvalKind = UInt16(FieldTable.kinds.firstIndex { $0.kind == .approval } ?? 12)
  /// Households, people, enrolments, placements: what figures count.
  static let reviewedKinds: Range<UInt16> = 0..<4
  /// Kinds of which an entry says what its saves changed, before and after, and which it takes back when it is cancelled:
  /// whatever is recorded in an office's work. What the program keeps for itself (entries, approvals, days, PCs, accounts)
  /// and the ledger of data requests stand in no entry.
  static let enteredKinds: Set<UInt16> = {
    let kinds: Set<RecordKind> = [
      .household, .person, .enrolment, .placement, .partner, .program, .wave, .trainingClass, .attendance, .application,
      .certificate, .event, .aid, .theme, .vacancy, .referral, .workHub, .hubSeat, .expert, .followUp, .producer,
      .product, .promotion, .group, .groupMember, .area, .resource, .grant, .grantCheck, .disbursement, .mentorship,
      .mentorVisit,
    ]
    return Set(FieldTable.kinds.indices.filter { kinds.contains(FieldTable.kinds[$0].kind) }.map { UInt16($0) })
  }()
  /// By kind, the field that names the person to whom a record of it belongs.
  private static let personFields: [UInt16: UInt16] = {
    let owned = FieldTable.kinds.enumerated().filter { $0.element.ownerField == "person" }
    let fields = owned.map { (UInt16($0.offset), FieldNumbers.compiled.key($0.offset, "person").number) }
    return Dictionary(fields) { first, _ in first }
  }()
  /// Entries that say something about a record without changing it.
  private static let asides: Set<String> = ["pair", "settings"]

  // MARK: Entries

  /// Where an entry stands; `submitted` for one that is not here.
  public func entryState(_ entry: String) -> EntryState {
    row(.entry, entry).map { entryState($0) } ?? .submitted
  }

  func entryState(_ entry: UInt32) -> EntryState {
    if isDecidedAlone(entry) {
      let group = FieldKey(number: indexed.entryState, name: [])
      if status(entry, group, heads: heads(entry, group)) == .conflict { return .contested }
      if let shown = shownRange(entry, indexed.entryState) { return EntryState(rawValue: text(shown)) ?? .submitted }
    }
    return isInApproval(entry) ? .approved : .submitted
  }

  /// Whether a line of the entry itself says where it stands: never the line that made it, in what offices do.
  func isDecidedAlone(_ entry: UInt32) -> Bool {
    let row = records[Int(entry)]
    if row.firstChunk != row.lastChunk { return true }
    return row.firstChunk != none && arena.sets(indexed.entryState, in: row.firstChunk)
  }

  /// The approvals that name an entry and still stand.
  func approvals(of entry: UInt32) -> [UInt32] {
    let packed = packedEntry(entry)
    return everApproved(entry).filter { records[Int($0)].countsAsOne && places(of: packed, in: $0) != nil }
  }

  /// The approvals that ever named an entry.
  func everApproved(_ entry: UInt32) -> [UInt32] {
    let hash = packedEntry(entry).withUnsafeBytes { PostingIndex.hash(indexed.approvalEntries, $0) }
    return narrow.rows(hash).filter { records[Int($0)].kind == Registry.approvalKind }
  }

  /// How an approval holds an entry.
  private func packedEntry(_ entry: UInt32) -> [UInt8] {
    var packed: [UInt8] = [StoredMark.id]
    withUnsafeBytes(of: entry.littleEndian) { packed.append(contentsOf: $0) }
    return packed
  }

  private func isInApproval(_ entry: UInt32) -> Bool { !approvals(of: entry).isEmpty }

  /// The field under which an approval names this entry; nil where it no longer does.
  private func places(of packed: [UInt8], in approval: UInt32) -> FieldKey? {
    var found: FieldKey?
    forEachEntry(approval) { _, entry in
      guard found == nil, entry.isLive, !entry.isNull, entry.number == indexed.approvalEntries,
        arena.isSame(entry.value, packed)
      else { return }
      found = FieldKey(number: entry.number, name: Array(arena.bytes[entry.name]))
    }
    return found
  }

  /// Where approvals name an entry: the record of each, and the field that does.
  public func approvals(of entry: String) -> [(approval: RecordRef, field: String)] {
    guard let row = row(.entry, entry) else { return [] }
    let packed = packedEntry(row)
    return approvals(of: row).compactMap { approval in
      places(of: packed, in: approval).map { (ref(approval), numbers.name($0)) }
    }
  }

  // MARK: Saves

  /// The lines of the save to which a line belongs, as far as they are here, in their order.
  func run(of line: UInt32) -> [UInt32] {
    let (segment, n) = position(line)
    let tick = lines[Int(line)].tick
    var run = [line]
    var at = n
    while at > 1, let before = self.line(segment, at - 1), lines[Int(before)].tick == tick {
      run.append(before)
      at -= 1
    }
    run.reverse()
    at = n
    while let after = self.line(segment, at + 1), lines[Int(after)].tick == tick {
      run.append(after)
      at += 1
    }
    return run
  }

  /// The entries among the lines of a save that answer for what it changed: a question of a file only where nothing else
  /// does, since it is asked in the save of the import and answered in one of its own.
  func answering(_ run: some Sequence<UInt32>, _ words: PackedActions) -> [UInt32] {
    var found: [UInt32] = []
    var questions: [UInt32] = []
    for line in run {
      let record = lines[Int(line)].record
      guard record != none, records[Int(record)].kind == Registry.entryKind, !found.contains(record) else { continue }
      if let action = shownRange(record, indexed.entryAction) {
        if words.asides.contains(where: { arena.isSame(action, $0) }) { continue }
        if let question = words.question, arena.isSame(action, question) {
          if !questions.contains(record) { questions.append(record) }
          continue
        }
      }
      found.append(record)
    }
    return found.isEmpty ? questions : found
  }

  /// How some actions lie in memory.
  struct PackedActions {
    let asides: [[UInt8]]
    let question: [UInt8]?
  }

  var packedActions: PackedActions {
    PackedActions(
      asides: Registry.asides.compactMap { packed($0, of: indexed.entryAction) },
      question: packed("question", of: indexed.entryAction))
  }

  /// The entry that answers for a line; nil where none does.
  func entry(of line: UInt32) -> UInt32? { entry(of: line, among: answering(run(of: line), packedActions)) }

  /// Of several in one save (an assignment of many people) the one that is about the line's record, or about whom that
  /// belongs to.
  func entry(of line: UInt32, among found: [UInt32]) -> UInt32? {
    guard found.count > 1, lines[Int(line)].record != none else { return found.first }
    let record = first(lines[Int(line)].record)
    let owner = owner(of: record)
    return found.first { entry in
      guard let subject = subject(of: entry) else { return false }
      return subject == record || subject == owner
    } ?? found.first
  }

  /// The person to whom a record belongs; nil of what belongs to nobody.
  private func owner(of record: UInt32) -> UInt32? {
    Registry.personFields[records[Int(record)].kind].flatMap { shownRange(record, $0) }.flatMap { personRow($0) }
  }
}
