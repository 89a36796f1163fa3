// Lines that are missing, what waits for them, and those that a person gave up: nobody waits for them any longer.
import LoketModel

/// A segment of which edits name lines that are not here.
public struct MissingSegment: Hashable, Sendable {
  public let segment: Identifier
  /// The PC that wrote it, where some line of the segment is here.
  public let device: Identifier?
  /// Numbers of the missing lines, in their order.
  public let lines: [Int]
}

/// A record of which some fields replace lines that are not here.
public struct WaitingRecord: Hashable, Sendable {
  public let record: RecordRef
  /// The leading fields of the groups that wait, in the table's order.
  public let fields: [String]
  /// What they wait for, in order.
  public let lines: [LineRef]
}

extension Registry {
  static let lossKind = UInt16(FieldTable.kinds.firstIndex { $0.kind == .loss } ?? Int(UInt16.max))
  static let lostLinesField = FieldNumbers.compiled.key(Int(lossKind), "lines/*").number

  /// Whether a line is neither here nor given up: what names it waits. One that comes after it was given up counts as any.
  func isAwaited(_ segment: UInt32, _ n: UInt32) -> Bool {
    line(segment, n) == nil && (lost.isEmpty || !lost.contains(Erasures.key(segment, n)))
  }

  /// Lets what a record gives up count, after a line of it came. Whatever waits for one of these lines is judged again.
  mutating func settleLoss(_ record: UInt32) {
    let id = self.id(record)
    guard let segment = Identifier(id), segment.description == id else { return }
    let row = segmentRow(segment)
    let before = lost.filter { $0 >> 32 == UInt64(row) }
    let after = givenUp(record, row)
    if before == after { return }
    lost.subtract(before)
    lost.formUnion(after)
    for key in before.symmetricDifference(after) {
      for namer in pending[key] ?? [] {
        let waiting = lines[Int(namer)].record
        records[Int(first(waiting))].set(RecordRow.isWaiting, true)
        judge(waiting)
        if records[Int(waiting)].kind == Registry.pairKind { settlePair(waiting) }
      }
    }
  }

  private func givenUp(_ record: UInt32, _ segment: UInt32) -> Set<UInt64> {
    if records[Int(record)].has(RecordRow.isVoid) { return [] }
    var keys: Set<UInt64> = []
    forEachLost(record) { _, n, isCleared in
      // Of a set's element an addition wins.
      if !isCleared { keys.insert(Erasures.key(segment, n)) }
    }
    return keys
  }

  /// Every standing head of a record that gives lines up: its line, the number of the line that it is about, and whether it
  /// takes that back.
  private func forEachLost(_ record: UInt32, _ body: (UInt32, UInt32, Bool) -> Void) {
    forEachEntry(record) { line, entry in
      guard entry.isLive, entry.number == Registry.lostLinesField,
        let n = UInt32(String(decoding: arena.bytes[entry.name], as: UTF8.self)), n > 0
      else { return }
      body(line, n, entry.isNull)
    }
  }

  /// What a snapshot does not hold: it is in the records.
  mutating func deriveLosses() {
    for record in rare[Registry.lossKind] ?? [] {
      guard let segment = Identifier(id(record)) else { continue }
      lost.formUnion(givenUp(record, segmentRow(segment)))
    }
  }

  // MARK: What waits

  /// The rows of records of which an edit names a line that neither came nor was given up.
  private func waitingRows() -> Set<UInt32> {
    var waiting: Set<UInt32> = []
    for (key, namers) in pending where !lost.contains(key) {
      for line in namers { waiting.insert(first(lines[Int(line)].record)) }
    }
    return waiting
  }

  private func waitingGroups(_ row: UInt32) -> [FieldKey] {
    groups(row).filter { status(row, $0, heads: []) == .waiting }
  }

  /// How many records have fields that wait for lines which are not here.
  public var waitingRecordCount: Int { waitingRows().count }

  /// How many fields wait for lines that are not here.
  public var waitingFields: Int { waitingRows().reduce(0) { $0 + waitingGroups($1).count } }

  /// Records that wait, in the order of the records' names.
  /// - Parameter limit: so many of them at most.
  public func waitingRecords(limit: Int = .max) -> [WaitingRecord] {
    waitingRows().map { ($0, ref($0)) }.sorted { $0.1.description < $1.1.description }.prefix(limit)
      .compactMap { waiting($0.0) }
  }

  /// What of a record waits; nil where nothing does.
  public func waiting(_ record: RecordRef) -> WaitingRecord? { row(record).flatMap { waiting($0) } }

  private func waiting(_ row: UInt32) -> WaitingRecord? {
    let named = lineRows(of: row).flatMap { refs(of: $0) }.filter { isAwaited($0.segment, $0.n) }
    if named.isEmpty { return nil }
    return WaitingRecord(
      record: ref(row), fields: waitingGroups(row).map(numbers.name), lines: Set(named.map(ref)).sorted())
  }

  /// The PC that wrote a segment; nil where no line of it is here.
  public func device(of segment: Identifier) -> Identifier? {
    segmentRows[segment].map { segments[Int($0)] }.flatMap { $0.applied > 0 ? $0.device : nil }
  }

  private func ref(_ place: (segment: UInt32, n: UInt32)) -> LineRef {
    LineRef(segment: segments[Int(place.segment)].id, n: Int(place.n))
  }

  /// Every line for which something waits, by segment.
  public func missingSegments() -> [MissingSegment] {
    var missing: [UInt32: [Int]] = [:]
    for key in pending.keys where !lost.contains(key) {
      missing[UInt32(key >> 32), default: []].append(Int(key & 0xffff_ffff))
    }
    return missing.map { place, lines in
      let row = segments[Int(place)]
      return MissingSegment(
        segment: row.id, device: row.applied > 0 ? row.device : nil, lines: lines.sorted())
    }.sorted { $0.segment < $1.segment }
  }

  // MARK: Files that are not believed

  /// What a person gave up of the files that are not believed: the segments that they say they are, or their own prints.
  /// None of them is kept here or anywhere; a sound one of the same name counts as ever, so that nothing good can be lost.
  public var givenUpCopies: Set<Identifier> {
    Set(
      (rare[Registry.lossKind] ?? []).compactMap { record in
        let ref = ref(record)
        return value(ref, "copies") == nil || isVoid(ref) ? nil : Identifier(ref.id)
      })
  }

  /// The edits that give up whatever says it is one of these and is not believed.
  public func planGivingUpCopies(of subjects: Set<Identifier>, on day: CalendarDate) -> [Edit] {
    subjects.subtracting(givenUpCopies).sorted().flatMap { subject in
      let basis = basis(RecordRef(.loss, subject))
      return plan([FieldChange("copies", day.iso)], on: basis.record, basis: basis)
    }
  }

  // MARK: Giving up

  /// Lines of one edit at most: a line of a segment has 64 KiB.
  private static let mostLines = 1000

  /// The edits that give these lines up. Only what something waits for is named, so that nobody stops waiting for a line
  /// that nobody needs.
  public func planLoss(_ lines: [LineRef], on day: CalendarDate) -> [Edit] {
    let missing = Set(lines).filter { ref in
      guard let segment = segmentRows[ref.segment], line(ref) == nil else { return false }
      let key = Erasures.key(segment, UInt32(ref.n))
      return pending[key] != nil && !lost.contains(key)
    }
    return Dictionary(grouping: missing, by: \.segment).sorted { $0.key < $1.key }.flatMap { segment, lines in
      edits(RecordRef(.loss, segment), lines.map(\.n), day.iso, over: [])
    }
  }

  /// The edits that wait for these lines again: each names the edits that gave them up.
  public func planWaiting(_ lines: [LineRef]) -> [Edit] {
    let bySegment = Dictionary(grouping: lines, by: \.segment).mapValues { Set($0.map(\.n)) }
    return bySegment.sorted { $0.key < $1.key }.flatMap { segment, wanted -> [Edit] in
      let record = RecordRef(.loss, segment)
      guard let row = row(record) else { return [] }
      var heads: [UInt32: Set<UInt32>] = [:]
      forEachLost(row) { line, n, _ in if wanted.contains(Int(n)) { heads[n, default: []].insert(line) } }
      let byHeads = Dictionary(grouping: heads.keys) { heads[$0] ?? [] }
      return byHeads.map { (over: $0.key.map(lineRef).sorted(), numbers: $0.value.map { Int($0) }) }
        .sorted { $0.over.lexicographicallyPrecedes($1.over) }
        .flatMap { edits(record, $0.numbers, nil, over: $0.over) }
    }
  }

  private func edits(_ record: RecordRef, _ numbers: [Int], _ value: String?, over: [LineRef]) -> [Edit] {
    let sorted = numbers.sorted()
    return stride(from: 0, to: sorted.count, by: Registry.mostLines).map { start in
      let part = sorted[start..<min(start + Registry.mostLines, sorted.count)]
      return Edit(on: record, set: part.map { FieldChange("lines/\($0)", value) }, over: over)
    }
  }
}
