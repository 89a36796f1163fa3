// Keeps, for every record, whether all that stands in it was approved: line by line, or in one pass after a load.
import LoketModel

extension Registry {
  /// Whether everything that stands in a record was approved; of an entry, whether it is approved.
  public func isVerified(_ record: RecordRef) -> Bool {
    row(record).map { records[Int($0)].has(RecordRow.isVerified) } ?? false
  }

  /// How many records of a kind exist and are verified, voided ones not counted.
  public func verified(_ kind: RecordKind) -> Int {
    kinds.find(kind.rawValue).map { $0 < verifiedCounts.count ? verifiedCounts[Int($0)] : 0 } ?? 0
  }

  // MARK: Line by line

  /// After a record was judged again: whether it is verified, and of an entry or an approval what hangs on it.
  mutating func review(_ place: UInt32) {
    if isLoading {
      if loadedFrom > 0 { unreviewed.append(place) }
      return
    }
    let kind = records[Int(place)].kind
    if Registry.reviewedKinds.contains(kind) {
      var known = KnownSaves()
      put(place, isVerified: standsVerified(place, &known))
    } else if kind == Registry.entryKind {
      reviewEntry(place)
    } else if kind == Registry.approvalKind {
      for entry in namedEntries(place) { reviewEntry(entry) }
    }
  }

  private mutating func reviewEntry(_ entry: UInt32) {
    guard records[Int(entry)].firstChunk != none else { return }
    let before = records[Int(entry)].has(RecordRow.isVerified)
    put(entry, isVerified: entryState(entry) == .approved)
    if before != records[Int(entry)].has(RecordRow.isVerified) { reviewSaves(of: entry) }
  }

  /// After a line came: it may join a save with others of it, and an entry's line answers for all of them.
  /// - Parameter isNew: nothing of the record was here before.
  mutating func reviewSave(of line: UInt32, isNew: Bool) {
    guard !isLoading, lines[Int(line)].record != none else { return }
    let record = lines[Int(line)].record
    if records[Int(record)].kind == Registry.entryKind {
      // A part of an import says nothing of the earlier ones.
      if isNew || setsOnlyParts(line) { return reviewSave(line) }
      return reviewSaves(of: record)
    }
    // Lines come in their order, and the entry's is then still to come; in any other order they meet here.
    let (segment, n) = position(line)
    if let next = self.line(segment, n + 1), lines[Int(next)].tick == lines[Int(line)].tick { reviewSave(line) }
  }

  private func setsOnlyParts(_ line: UInt32) -> Bool {
    var isOnly = true
    forEachEntry(of: line) { _, entry in isOnly = isOnly && entry.number == indexed.entryPart }
    return isOnly
  }

  private mutating func reviewSaves(of entry: UInt32) { reviewSaves(lineRows(of: entry)) }

  private mutating func reviewSave(_ line: UInt32) { reviewSaves([line]) }

  /// Every record in the saves of these lines.
  private mutating func reviewSaves(_ lines: [UInt32]) {
    var touched: Set<UInt32> = []
    for line in lines {
      for other in run(of: line) {
        let record = self.lines[Int(other)].record
        guard record != none, Registry.reviewedKinds.contains(records[Int(record)].kind) else { continue }
        touched.insert(first(record))
      }
    }
    var known = KnownSaves()
    for row in touched { put(row, isVerified: standsVerified(row, &known)) }
  }

  /// The entries that answer in a save, by each of its lines. The save of an import is long, and who approves one asks for
  /// all its lines: each save is looked through once.
  private struct KnownSaves {
    var places: [UInt32: Int] = [:]
    var answering: [[UInt32]] = []
  }

  /// Which of these records, of any kind that an office works on, hold only what was approved. Of most kinds no mark is kept:
  /// the saves of each are looked through, once.
  func approved(_ rows: Set<UInt32>) -> Set<UInt32> {
    var known = KnownSaves()
    return rows.filter { row in
      Registry.reviewedKinds.contains(records[Int(row)].kind)
        ? records[Int(row)].has(RecordRow.isVerified) : standsVerified(row, &known)
    }
  }

  private func standsVerified(_ row: UInt32, _ known: inout KnownSaves) -> Bool {
    stands(row) { line in
      if known.places[line] == nil {
        let run = run(of: line)
        for other in run { known.places[other] = known.answering.count }
        known.answering.append(answering(run, packedActions))
      }
      let found = known.places[line].map { known.answering[$0] } ?? []
      return entry(of: line, among: found).map { records[Int($0)].has(RecordRow.isVerified) } ?? false
    }
  }

  /// The entries that an approval names, or ever named.
  func namedEntries(_ approval: UInt32, standing: Bool = false) -> Set<UInt32> {
    var named: Set<UInt32> = []
    forEachEntry(approval) { _, entry in
      if entry.number == indexed.approvalEntries, !entry.isNull, entry.isLive || !standing,
        let row = row(at: entry.value, kind: Registry.entryKind), records[Int(row)].firstChunk != none
      {
        named.insert(row)
      }
    }
    return named
  }

  /// Whether something stands in a record, and each line whose values stand is approved.
  private func stands(_ row: UInt32, isApproved: (UInt32) -> Bool) -> Bool {
    var isAny = false
    var row = row
    var chunk = firstChunk(&row)
    while chunk != none {
      if arena.hasLive(chunk) {
        guard isApproved(arena.line(chunk)) else { return false }
        isAny = true
      }
      chunk = self.chunk(after: chunk, &row)
    }
    return isAny
  }

  private mutating func put(_ place: UInt32, isVerified: Bool) {
    let before = records[Int(place)]
    guard before.has(RecordRow.isVerified) != isVerified else { return }
    records[Int(place)].set(RecordRow.isVerified, isVerified)
    recount(before, records[Int(place)])
  }

  /// Lets the counts follow a record's flags.
  mutating func recount(_ before: RecordRow, _ after: RecordRow) {
    let kind = Int(after.kind)
    counts[kind] += (after.countsAsOne ? 1 : 0) - (before.countsAsOne ? 1 : 0)
    while verifiedCounts.count <= kind { verifiedCounts.append(0) }
    verifiedCounts[kind] += (after.countsAsVerified ? 1 : 0) - (before.countsAsVerified ? 1 : 0)
  }

  // MARK: After a load

  /// Lines after a load that are worth looking at one by one; more are one pass over everything.
  private static let fewLines = 5_000

  mutating func reviewLoaded() {
    let touched = unreviewed
    unreviewed = []
    guard loadedFrom > 0, lines.count - loadedFrom <= Registry.fewLines else { return reviewEverything() }
    for place in Set(touched) { review(place) }
    for line in loadedFrom..<lines.count where lines[line].record != none {
      reviewSave(of: UInt32(line), isNew: false)
    }
  }

  private mutating func reviewEverything() {
    for place in records.indices where records[place].has(RecordRow.isVerified) {
      put(UInt32(place), isVerified: false)
    }
    reviewAllEntries()
    let approved = approvedLines()
    for place in records.indices where Registry.reviewedKinds.contains(records[place].kind) {
      let row = UInt32(place)
      guard records[place].firstChunk != none, !records[place].has(RecordRow.isHidden) else { continue }
      if stands(row, isApproved: { approved[Int($0 >> 6)] >> UInt64($0 & 63) & 1 != 0 }) {
        put(row, isVerified: true)
      }
    }
  }

  private mutating func reviewAllEntries() {
    for place in records.indices where records[place].kind == Registry.approvalKind && records[place].countsAsOne {
      for entry in namedEntries(UInt32(place), standing: true) { put(entry, isVerified: true) }
    }
    for place in records.indices where records[place].kind == Registry.entryKind {
      let entry = UInt32(place)
      if isDecidedAlone(entry) { put(entry, isVerified: entryState(entry) == .approved) }
    }
  }

  /// One bit a line: whether the entry that answers for it is approved.
  private func approvedLines() -> [UInt64] {
    var approved = [UInt64](repeating: 0, count: lines.count / 64 + 1)
    let words = packedActions
    for segment in segments {
      var run: [UInt32] = []
      var last: (n: UInt32, tick: UInt64) = (0, 0)
      for extent in extents(of: segment) {
        for place in 0..<extent.count {
          let (line, n) = (extent.line + place, extent.n + place)
          let tick = lines[Int(line)].tick
          if n != last.n + 1 || tick != last.tick {
            mark(run, words, &approved)
            run.removeAll(keepingCapacity: true)
          }
          run.append(line)
          last = (n, tick)
        }
      }
      mark(run, words, &approved)
    }
    return approved
  }

  private func mark(_ run: [UInt32], _ words: PackedActions, _ approved: inout [UInt64]) {
    let found = answering(run, words)
    guard found.contains(where: { records[Int($0)].has(RecordRow.isVerified) }) else { return }
    for line in run {
      guard let entry = entry(of: line, among: found), records[Int(entry)].has(RecordRow.isVerified) else { continue }
      approved[Int(line >> 6)] |= 1 << UInt64(line & 63)
    }
  }

  /// A segment's runs of lines in the order of their numbers.
  private func extents(of segment: SegmentRow) -> [Extent] {
    var found: [Extent] = []
    var at = segment.firstExtent
    while at != none {
      found.append(extents[Int(at)])
      at = extents[Int(at)].next
    }
    return found.count < 2 ? found : found.sorted { $0.n < $1.n }
  }
}

extension RecordRow {
  /// Whether it is one of those that count and everything in it was approved.
  var countsAsVerified: Bool { countsAsOne && has(RecordRow.isVerified) }
}

extension ChunkArena {
  /// Whether a chunk holds this field, by its shape alone.
  func sets(_ number: UInt16, in chunk: UInt32) -> Bool {
    let cursor = cursor(chunk)
    return shapes.fields[cursor.first..<cursor.end].contains { $0 & ChunkShapes.numberBits == number }
  }

  /// Whether any value of a chunk stands.
  func hasLive(_ chunk: UInt32) -> Bool {
    var cursor = cursor(chunk)
    while let entry = next(&cursor) {
      if entry.isLive, entry.number != FieldNumbers.refs { return true }
    }
    return false
  }
}
