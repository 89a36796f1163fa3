// One entry as a supervisor looks at it: what it changed, what stands against approving it unseen, and what became of it.
import LoketModel

/// One change that an entry's saves made.
public struct EntryChange: Hashable, Sendable {
  public let record: RecordRef
  public let item: HistoryItem
}

/// A field that came back to the clerk.
public struct ReturnedField: Hashable, Sendable {
  public let path: FieldPath
  /// A code of `returnReason`, the id of an own one, or a text.
  public let reason: String
  public let note: String?
  /// The field was given another value since.
  public let isChanged: Bool
}

/// One thing that was decided about an entry, or done for it.
public struct EntryStep: Hashable, Sendable {
  /// Nil where a decision was taken back.
  public let state: EntryState?
  public let at: Timestamp?
  public let by: String
  public let device: Identifier
  public let tick: UInt64
  /// It was approved together with others, or that was taken back.
  public let isTogether: Bool
}

/// What keeps an entry out of every batch: somebody has to look at it.
public struct EntryDoubts: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// The clerk accepted something that the rules doubted.
  public static let acceptedCheck = EntryDoubts(rawValue: 1)
  /// It came back once, or somebody changed it after it was submitted, or two PCs decided differently.
  public static let corrected = EntryDoubts(rawValue: 2)
  /// Nobody has seen the papers of the people or of the family.
  public static let papersUnseen = EntryDoubts(rawValue: 4)
  /// Somebody in it may be registered twice. The screen knows of these; the registry never looks for them by itself.
  public static let openDuplicate = EntryDoubts(rawValue: 8)
  /// A file offers something else than what is recorded.
  public static let question = EntryDoubts(rawValue: 16)
  /// The file that was imported had rows that the rules doubted or that were refused.
  public static let importWarnings = EntryDoubts(rawValue: 32)
  /// Somebody was assigned who lacks what the track asks for.
  public static let overridden = EntryDoubts(rawValue: 64)
}

extension Registry {
  /// Who made an entry, where and when; nil for one that is not here.
  public func origin(of entry: String) -> (by: String, at: Timestamp?, device: Identifier)? {
    guard let row = row(.entry, entry), let line = firstLine(of: row) else { return nil }
    return (name(lines[Int(line)].by), stamp(lines[Int(line)]), device(of: line))
  }

  /// The lowest line of a record.
  func firstLine(of row: UInt32) -> UInt32? {
    let record = records[Int(row)]
    guard record.firstChunk != none else { return nil }
    return record.firstChunk == record.lastChunk ? arena.line(record.firstChunk) : lineRows(of: row).first
  }

  /// The lines of the saves for which an entry answers, the oldest first: no more saves than the limit needs, since an
  /// import has thousands.
  private func answeredLines(_ entry: UInt32, limit: Int = .max) -> [UInt32] {
    var seen: Set<UInt32> = []
    var answered: [UInt32] = []
    let words = packedActions
    for line in lineRows(of: entry) where !seen.contains(line) {
      guard answered.count < limit else { break }
      let run = run(of: line)
      seen.formUnion(run)
      let found = answering(run, words)
      answered += run.filter { other in
        let record = lines[Int(other)].record
        guard record != none, Registry.enteredKinds.contains(records[Int(record)].kind) else { return false }
        return self.entry(of: other, among: found) == entry
      }
    }
    return Array(answered.prefix(limit))
  }

  /// What the entry's saves changed, the oldest first.
  /// - Parameter limit: lines at most; an import has as many as its file has rows.
  public func changes(of entry: String, limit: Int = 5_000) -> [EntryChange] {
    guard let row = row(.entry, entry) else { return [] }
    return answeredLines(row, limit: limit).flatMap { line in
      let record = ref(first(lines[Int(line)].record))
      return items(line).map { EntryChange(record: record, item: $0) }
    }
  }

  /// The records that the entry's saves changed, each once, in the order of the saves.
  public func records(of entry: String, limit: Int = 5_000) -> [RecordRef] {
    guard let row = row(.entry, entry) else { return [] }
    var seen: Set<UInt32> = []
    return answeredLines(row, limit: limit).compactMap { line in
      let record = first(lines[Int(line)].record)
      return seen.insert(record).inserted ? ref(record) : nil
    }
  }

  /// Whether an entry's saves made this record.
  public func made(_ record: RecordRef, in entry: String) -> Bool {
    guard let row = row(record), let line = lineRows(of: row).first else { return false }
    return self.entry(of: line).map { id($0) } == entry
  }

  /// What an import did and what its rules doubted; nil for one that was cut off, and for any other entry.
  public func importSummary(of entry: String) -> ImportSummary? {
    let record = RecordRef(.entry, entry)
    guard var summary = value(record, "summary").flatMap({ ImportSummary(stored: $0) }) else { return nil }
    for (rule, stored) in elements(record, "warning") { summary.takeWarning(rule, stored) }
    return summary
  }

  // MARK: Returned

  /// The fields that came back, in the order of their names; empty where nothing did.
  public func returnedFields(of entry: String) -> [ReturnedField] {
    let record = RecordRef(.entry, entry)
    let notes = Dictionary(elements(record, "returnNote").map { ($0.element, $0.value) }) { first, _ in first }
    return elements(record, "returned").compactMap { element, reason in
      guard let path = FieldPath(element) else { return nil }
      let returned = state(record, "returned/\(element)").heads.first?.tick ?? 0
      // What came back whole is mended by any change.
      let isWhole = path.record == record
      let isChanged =
        isWhole
        ? corrections(of: entry).contains { $0.item.tick > returned }
        : state(path.record, path.field).heads.contains { $0.tick > returned }
      return ReturnedField(path: path, reason: reason, note: notes[element], isChanged: isChanged)
    }
  }

  /// The number of the save in which the entry came back last; nil where it never did.
  private func lastReturn(of entry: UInt32) -> UInt64? {
    history(of: ref(entry)).last { $0.field == "state" && $0.to == EntryState.returned.rawValue }?.tick
  }

  /// Whether it ever came back.
  public func wasReturned(_ entry: String) -> Bool { row(.entry, entry).flatMap { lastReturn(of: $0) } != nil }

  /// What was changed since the entry came back last, or since it was submitted where it never did. An import has no
  /// corrections: each of its saves is the import.
  public func corrections(of entry: String) -> [EntryChange] {
    guard let row = row(.entry, entry), shown(row, "action") != "import", let line = firstLine(of: row) else {
      return []
    }
    let since = lastReturn(of: row) ?? lines[Int(line)].tick
    return changes(of: entry).filter { $0.item.tick > since }
  }

  /// Whether something that this account typed stands in the entry: it made the entry, or corrected it since. What a
  /// supervisor took over from a file is the file's.
  public func typed(_ login: String, in entry: String) -> Bool {
    guard let row = row(.entry, entry), let line = firstLine(of: row) else { return false }
    let by = loginPlace(login)
    if lines[Int(line)].by == by { return true }
    guard shown(row, "action") != "question" else { return false }
    return lineRows(of: row).contains { lines[Int($0)].by == by && changesSomething($0, of: row) }
  }

  /// Whether the save of this line of an entry changed a record for which the entry answers, and that still stands.
  private func changesSomething(_ line: UInt32, of entry: UInt32) -> Bool {
    let run = run(of: line)
    let found = answering(run, packedActions)
    return run.contains { other in
      let record = lines[Int(other)].record
      guard record != none, Registry.enteredKinds.contains(records[Int(record)].kind),
        self.entry(of: other, among: found) == entry
      else { return false }
      var stands = false
      forEachEntry(of: other) { _, entry in if entry.isLive { stands = true } }
      return stands
    }
  }

  // MARK: Steps

  /// What was done and decided, the oldest first.
  public func steps(of entry: String) -> [EntryStep] {
    guard let row = row(.entry, entry), let line = firstLine(of: row) else { return [] }
    var steps = [step(.submitted, line)]
    for item in history(of: ref(row)) where item.field == "state" {
      steps.append(
        EntryStep(
          state: item.to.flatMap { EntryState(rawValue: $0) }, at: item.at, by: item.by, device: item.device,
          tick: item.tick, isTogether: false))
    }
    for approval in everApproved(row) {
      for item in history(of: ref(approval)) {
        guard item.field.hasPrefix("entries/"), item.to == entry || item.from.contains(entry) else { continue }
        steps.append(
          EntryStep(
            state: item.to == entry ? .approved : nil, at: item.at, by: item.by, device: item.device, tick: item.tick,
            isTogether: true))
      }
    }
    return steps.enumerated().sorted { ($0.element.tick, $0.offset) < ($1.element.tick, $1.offset) }.map(\.element)
  }

  private func step(_ state: EntryState, _ line: UInt32) -> EntryStep {
    let row = lines[Int(line)]
    return EntryStep(
      state: state, at: stamp(row), by: name(row.by), device: device(of: line), tick: row.tick, isTogether: false)
  }

  // MARK: Doubts

  /// What stands against approving the entry unseen, duplicates left out.
  public func doubts(of entry: String) -> EntryDoubts {
    guard let row = row(.entry, entry) else { return [] }
    var doubts: EntryDoubts = []
    let state = entryState(row)
    if state == .corrected || state == .contested || !elements(ref(row), "returned").isEmpty {
      doubts.insert(.corrected)
    }
    switch shown(row, "action") {
    case "question": return doubts.union(.question)
    case "import":
      let summary = shown(row, "summary").flatMap { ImportSummary(stored: $0) }
      // One that was cut off has no summary.
      if summary.map({ $0.rejected + $0.warned + $0.questions > 0 }) ?? true { doubts.insert(.importWarnings) }
      return doubts
    default: break
    }
    var records: Set<UInt32> = []
    for line in answeredLines(row) {
      records.insert(first(lines[Int(line)].record))
      if acceptsSomething(line) { doubts.insert(.acceptedCheck) }
      if setsAside(line) { doubts.insert(.overridden) }
    }
    if records.contains(where: { arePapersUnseen($0) }) { doubts.insert(.papersUnseen) }
    return doubts
  }

  private func acceptsSomething(_ line: UInt32) -> Bool {
    var accepts = false
    forEachEntry(of: line) { _, entry in
      if entry.isLive, !entry.isNull, indexed.accepted.contains(entry.number) { accepts = true }
    }
    return accepts
  }

  /// The line that assigned somebody who lacks what the track asks for, while it stands; what nobody has asked yet refuses
  /// nothing.
  private func setsAside(_ line: UInt32) -> Bool {
    let record = first(lines[Int(line)].record)
    guard records[Int(record)].kind == 2, !records[Int(record)].has(RecordRow.isVoid) else { return false }
    let lacking = elements(ref(record), "missing").filter { $0.value == "lacking" }.map(\.element)
    return !lacking.isEmpty && items(line).contains { item in lacking.contains { item.field == "missing/\($0)" } }
  }

  /// Neither the person's own papers nor the family's were seen; of a household, its own.
  public func arePapersUnseen(_ record: RecordRef) -> Bool { row(record).map { arePapersUnseen($0) } ?? false }

  private func arePapersUnseen(_ row: UInt32) -> Bool {
    if records[Int(row)].has(RecordRow.isVoid) { return false }
    switch records[Int(row)].kind {
    case Registry.householdKind: return shown(row, "papersSeen") == nil
    case Registry.personKind:
      guard shown(row, "papersSeen") == nil else { return false }
      guard let household = householdOf(row) else { return true }
      return shown(household, "papersSeen") == nil
    default: return false
    }
  }
}
