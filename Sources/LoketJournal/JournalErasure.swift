// Erasing: the decision is one save; the rewriting that follows from it is derived from the saves again at every start.
import LoketModel
import LoketRegistry

extension ErasurePlan {
  /// What is said again, each line under the name of whoever entered it.
  var restatedSaves: [Save] {
    Dictionary(grouping: restated, by: \.by).sorted { $0.key < $1.key }.map { by, restated in
      Save(by: by, edits: restated.map(\.edit))
    }
  }
}

extension Journal {
  /// Lines that one edit of an erase record lists, so that a line stays far below 64 KiB.
  static let linesOfOneList = 400
  /// Who lists what another PC entered about an erased person before it heard of the erasure.
  static let ownName = "system:loket"

  /// Erases what the plan says and reads the folder anew.
  /// - Parameters:
  ///   - set: what the erase record says beside its lists: day, reason, request.
  ///   - registry: the state; afterwards that of the folder as it is then.
  public func erase(
    _ plan: ErasurePlan, as record: RecordRef, set: [FieldChange], by: String, now: Timestamp, clock: ClockTrust,
    registry: inout Registry, progress: (LoadProgress) -> Void = { _ in }
  ) throws(JournalError) -> ErasureReport {
    guard mode == .write, !isClosed else { throw .readingOnly(folder.path) }
    // What this run wrote has its place and its seal: only sealed segments are written anew.
    try seal()
    let lines = try hashes(of: plan.lines).map {
      ErasedLine(line: $0.line, hash: $0.hash, record: plan.staying[$0.line])
    }
    // A reason says why, and not who.
    let set = set.map { change in
      FieldChange(change.field, change.value.map { plan.words.cutEachWord($0) })
    }
    let device = FieldChange("device", device.id.description)
    let decision = Save(by: by, edits: Journal.edits(on: record, set + [device] + Journal.naming(plan.records), lines))
    _ = try write(plan.restatedSaves + [decision], now: now, clock: clock)
    var work = ErasureWork(folder, groups, lines, plan.words)
    do { try work.carryOut() } catch {}
    try load(into: &registry, useCache: false, progress: progress)
    work.search()
    work.findCopies(self.device)
    var report = work.report
    if !registry.owedErasures.isEmpty { report.failure = erasureFailure }
    return report
  }

  /// What an erase record says of the records that it takes.
  private static func naming(_ records: [RecordRef]) -> [FieldChange] {
    records.map { FieldChange("records/" + $0.description, "yes") }
  }

  /// An erase record in edits of which none is too long.
  static func edits(on record: RecordRef, _ set: [FieldChange], _ lines: [ErasedLine]) -> [Edit] {
    let changes = set + lines.map { FieldChange("lines/\($0.line)", $0.value) }
    return stride(from: 0, to: changes.count, by: linesOfOneList).map { start in
      Edit(on: record, set: Array(changes[start..<min(start + linesOfOneList, changes.count)]))
    }
  }

  /// The hash in the tail of each line, as the files have it; lines that are not found are left out.
  func hashes(of refs: [LineRef]) throws(JournalError) -> [ErasedLine] {
    try rawLines(refs).compactMap { ref, bytes in
      bytes.withUnsafeBytes { Chain.statedHash($0) }?.identifier
        .map { ErasedLine(line: ref, hash: $0) }
    }.sorted { $0.line < $1.line }
  }

  /// Whether a list names a line that stands here in full under another name: where a segment has two contents, two PCs may
  /// have divided them differently, or one of them knew only one.
  func holdsErasedUnderOtherName(_ registry: Registry) -> Bool {
    let lists = registry.erasedLines
    if lists.isEmpty { return false }
    let unknown = Set(lists.map(\.line.segment)).subtracting(loaded.keys)
    guard hasForks || !unknown.isEmpty else { return false }
    var others: [Identifier: [Identifier]] = [:]
    for place in groups.places {
      let (base, tail) = (groups.base(of: place), groups.share(place).segment(of: .max, in: place))
      if tail != base {
        others[base, default: []].append(tail)
        others[tail, default: []].append(base)
      }
    }
    for entry in loaded.values where !unknown.isEmpty && !entry.root.isEmpty {
      let tail = SegmentPlace.forkName(entry.segment, root: entry.root)
      if unknown.contains(tail) { others[tail, default: []].append(entry.segment) }
    }
    return lists.contains { erased in
      others[erased.line.segment]?.contains { registry.isFull(LineRef(segment: $0, n: erased.line.n)) } ?? false
    }
  }

  /// What a load found that is listed and still stands, or that is about somebody erased and not listed yet.
  /// - Returns: whether the folder must be read anew.
  func finishErasures(_ registry: Registry, _ report: inout LoadReport) throws(JournalError) -> Bool {
    let owed = registry.owedErasures
    guard mode == .write else { return registry.holdsErased }
    let late = registry.lateLines()
    guard !owed.isEmpty || !late.isEmpty else { return false }
    let raw = try rawLines(owed + late.flatMap(\.lines))
    var parser = LineParser()
    let edits = raw.values.compactMap { bytes in
      bytes.withUnsafeBytes { raw in (try? parser.parse(raw))?.edit(in: raw) }
    }
    let named = Set(registry.erasureRecords().flatMap { registry.erasedRecords(by: $0) })
    let words = registry.erasedWords(of: edits, records: named)
    var lists = registry.erasedLines
    for late in late {
      let hashes = try hashes(of: late.lines)
      // Nobody typed it, so the time is the latest that this PC knows.
      let stamp = Timestamp(ownStamp) ?? ClockJudge.buildDate
      _ = try write(
        Save(by: Journal.ownName, edits: Journal.edits(on: late.erasure, Journal.naming(late.records), hashes)),
        now: stamp, clock: .doubt)
      lists += hashes
    }
    lists += try eraseLateTexts(registry, words, edits, named)
    try seal()
    var work = ErasureWork(folder, groups, lists, owed: owed, words)
    do { try work.carryOut() } catch {
      erasureFailure = error
      report.notices.append(Notice(.erasureOwed, folder.shown(error.path), String(error.code)))
    }
    return true
  }

  /// Takes the names of people who were erased elsewhere out of what was written here about others before that was known.
  private func eraseLateTexts(
    _ registry: Registry, _ words: ErasedWords, _ edits: [Edit], _ named: Set<RecordRef>
  ) throws(JournalError) -> [ErasedLine] {
    let texts = registry.lateTexts(words, of: edits, records: named)
    guard !texts.lines.isEmpty, let record = registry.erasureRecords().last else { return [] }
    let lines = try hashes(of: texts.lines).map {
      ErasedLine(line: $0.line, hash: $0.hash, record: texts.staying[$0.line])
    }
    _ = try write(
      texts.restatedSaves + [Save(by: Journal.ownName, edits: Journal.edits(on: record, [], lines))],
      now: Timestamp(ownStamp) ?? ClockJudge.buildDate, clock: .doubt)
    return lines
  }

  /// Takes what is about erased people out of the files that were refused: a damaged copy of an old form may come at any time.
  func eraseRefused(_ registry: Registry) {
    let lists = registry.erasedLines
    let (listed, places) = (Set(lists.map(\.hash)), Set(lists.map(\.line)))
    let hashes = Set(listed.map(\.description))
    let pieces = listed.isEmpty ? [] : refused.all
    if pieces.isEmpty { return }
    let records = Set(registry.erasureRecords().flatMap { registry.erasedRecords(by: $0) }.map(\.description))
    for piece in pieces {
      guard let found = try? refused.bytes(of: piece) else { continue }
      // As in a segment that counts: what waits for its PC can still be believed then.
      let blanked = BlankLine.blank(found, listed)?.bytes
      let bytes = blanked ?? found
      let (segment, sound) = Journal.soundLines(bytes)
      let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
      let kept = lines.filter { line in
        if line.withUnsafeBytes({ BlankLine.hash($0) }) != nil { return true }
        let text = String(decoding: line, as: UTF8.self)
        // Of a damaged line the hash may be what was damaged: it is known by its place.
        if let segment, !sound.contains(line.startIndex), text.hasPrefix(Journal.lineStart),
          let n = Int(text.dropFirst(Journal.lineStart.utf8.count).prefix(while: \.isNumber)),
          places.contains(LineRef(segment: segment, n: n))
        {
          return false
        }
        let record = text.firstRange(of: "\"on\":\"").map { text[$0.upperBound...].prefix { $0 != "\"" } }
        return !hashes.contains(String(text.dropLast(2).suffix(32))) && !records.contains(String(record ?? ""))
      }
      if blanked == nil, kept.count == lines.count { continue }
      try? folder.files.replace(
        folder.quarantine + "/" + piece.piece, with: Array(kept.joined(separator: [0x0a])), durable: true)
    }
  }
  private static let lineStart = "{\"n\":"

  /// Which segment a piece is of, as far as it says so, and where the lines of it begin that agree with their hashes.
  private static func soundLines(_ bytes: [UInt8]) -> (segment: Identifier?, starts: Set<Int>) {
    bytes.withUnsafeBytes { raw in
      let judged = JudgedSegment.judge(raw)
      let starts = Set(judged.lines.filter(\.isGood).map(\.start))
      return (SegmentScan.scan(raw, judged, isOpen: false).segment, starts)
    }
  }
}
