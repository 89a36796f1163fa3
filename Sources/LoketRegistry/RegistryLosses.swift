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
    for group in groups(record) where group.number == Registry.lostLinesField {
      guard let n = UInt32(String(decoding: group.name, as: UTF8.self)), n > 0, shown(record, group) != nil else {
        continue
      }
      keys.insert(Erasures.key(segment, n))
    }
    return keys
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

  /// Every record that waits, in the order of the records' names.
  public func waitingRecords() -> [WaitingRecord] {
    waitingRows().map { row in
      let named = lineRows(of: row).flatMap { refs(of: $0) }.filter { isAwaited($0.segment, $0.n) }
      return WaitingRecord(
        record: ref(row), fields: waitingGroups(row).map(numbers.name), lines: Set(named.map(ref)).sorted())
    }.sorted { $0.record.description < $1.record.description }
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

  // MARK: Giving up

  /// Lines of one edit at most: a line of a segment has 64 KiB.
  private static let mostLines = 1000

  /// The edits that give these lines up. Only what is still missing is named, so that nobody stops waiting for a line that
  /// nobody needs.
  public func planLoss(_ lines: [LineRef], on day: CalendarDate) -> [Edit] {
    plan(lines.filter { ref in line(ref) == nil }, day.iso)
  }

  /// The edits that wait for these lines again.
  public func planWaiting(_ lines: [LineRef]) -> [Edit] { plan(lines, nil) }

  private func plan(_ lines: [LineRef], _ value: String?) -> [Edit] {
    let bySegment = Dictionary(grouping: Set(lines), by: \.segment).sorted { $0.key < $1.key }
    return bySegment.flatMap { segment, lines -> [Edit] in
      let record = RecordRef(.loss, segment)
      let basis = basis(record)
      let sorted = lines.sorted()
      return stride(from: 0, to: sorted.count, by: Registry.mostLines).flatMap { start in
        let part = sorted[start..<min(start + Registry.mostLines, sorted.count)]
        return plan(part.map { FieldChange("lines/\($0.n)", value) }, on: record, basis: basis)
      }
    }
  }
}
