// Who changed what of a record, when, from what to what.
import LoketModel

/// One change of one field, as the history shows it.
public struct HistoryItem: Hashable, Sendable {
  public let line: LineRef
  public let tick: UInt64
  public let at: Timestamp?
  public let clock: ClockTrust
  public let by: String
  public let device: Identifier
  /// The field's name; `void` where the record was voided, and `to` is then the reason.
  public let field: String
  /// The values that this change replaced, the highest first: none for a first value, several where it decided a conflict.
  public let from: [String?]
  public let to: String?
  /// It replaced a line that is erased.
  public let replacesErased: Bool
}

extension Registry {
  /// The entry of the save that this line belongs to: one of the lines right behind it. Looked for among the next lines
  /// alone, since only an import's save is longer, and its entry is about none of its rows.
  public func entry(savedWith ref: LineRef) -> Entry? {
    guard let line = line(ref) else { return nil }
    let (segment, n) = position(line)
    let kind = kinds.find(RecordKind.entry.rawValue)
    for step in 1...Registry.longestSave {
      guard let next = self.line(segment, n + step), lines[Int(next)].tick == lines[Int(line)].tick else { return nil }
      let record = lines[Int(next)].record
      if record != none, UInt32(records[Int(record)].kind) == kind { return entry(id(record)) }
    }
    return nil
  }

  /// Lines of a save that a person made at most.
  private static let longestSave: UInt32 = 64

  /// The record's lines by (tick, segment, n), the oldest first.
  func lineRows(of row: UInt32) -> [UInt32] {
    var lines: [UInt32] = []
    var row = row
    var chunk = firstChunk(&row)
    while chunk != none {
      lines.append(arena.line(chunk))
      chunk = self.chunk(after: chunk, &row)
    }
    return lines.sorted { isLower($0, $1) }
  }

  /// The lines that made the record, oldest first: where to look in the segments.
  public func lines(of record: RecordRef) -> [LineRef] {
    row(record).map { lineRows(of: $0).map(lineRef) } ?? []
  }

  /// Every change of the record, the oldest first. What did not change (a group is written whole) is left out.
  public func history(of record: RecordRef) -> [HistoryItem] {
    guard let row = row(record) else { return [] }
    return lineRows(of: row).flatMap { items($0) }
  }

  func items(_ line: UInt32) -> [HistoryItem] {
    let row = lines[Int(line)]
    let replaced = refs(of: line).compactMap { self.line($0.segment, $0.n) }
      .filter { isOne(lines[Int($0)].record, row.record) && isLower($0, line) }.sorted { isLower($1, $0) }
    let replacesErased = refs(of: line).contains { ref in
      self.line(ref.segment, ref.n).map(isBlank) ?? false
    }
    var items: [HistoryItem] = []
    forEachEntry(of: line) { _, entry in
      let key = FieldKey(number: entry.number, name: Array(arena.bytes[entry.name]))
      let group = numbers.group(key)
      let from = replaced.filter { sets($0, group) }.map { value($0, key).map { text($0) } }
      let to = entry.isNull ? nil : text(entry.value)
      let isUnchanged = from.isEmpty ? to == nil : from.allSatisfy { $0 == to }
      if isUnchanged { return }
      items.append(
        HistoryItem(
          line: lineRef(line), tick: row.tick, at: stamp(row), clock: row.clock, by: name(row.by),
          device: device(of: line), field: numbers.name(key), from: from, to: to,
          replacesErased: replacesErased))
    }
    return items
  }

  func sets(_ line: UInt32, _ group: FieldKey) -> Bool {
    var sets = false
    forEachEntry(of: line) { _, entry in sets = sets || isIn(entry, group) }
    return sets
  }

}
