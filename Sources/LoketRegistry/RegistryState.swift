// What a field shows, and why: its heads, and whether they agree.
import LoketModel

/// One edit whose value of a field stands: no counted ref names it.
public struct Head: Hashable, Sendable {
  public let line: LineRef
  /// nil where the edit cleared the field.
  public let value: String?
  public let by: String
  /// The stated time, for people; nil where the line has none that can be read.
  public let at: Timestamp?
  public let clock: ClockTrust
  public let tick: UInt64
  public let device: Identifier
}

/// The state of one field of one record.
public struct FieldState: Hashable, Sendable {
  public enum Status: Hashable, Sendable {
    /// Never set.
    case empty
    /// One head, or heads that agree, or a merge kind that settles by itself.
    case settled
    /// Several values: a person decides.
    case conflict
    /// An edit replaces a line that is not here yet: the highest is shown, nobody is asked.
    case waiting
  }

  /// The value that is shown; nil where the field is empty or cleared.
  public let shown: String?
  /// The highest (tick, segment, n) first.
  public let heads: [Head]
  public let status: Status
}

extension Registry {
  /// Whether anything of the record is here, void or not.
  public func exists(_ record: RecordRef) -> Bool {
    row(record).map { records[Int($0)].has(RecordRow.exists) } ?? false
  }

  /// Whether this register only adds to the other: each row of it is the same row here. After an erasure none need be.
  public func isGrown(from other: Registry) -> Bool {
    records.count >= other.records.count
      && zip(records, other.records).allSatisfy { ($0.high, $0.low, $0.kind) == ($1.high, $1.low, $1.kind) }
  }

  /// Whether the record is voided, and nothing contradicts it.
  public func isVoid(_ record: RecordRef) -> Bool {
    row(record).map { records[Int($0)].has(RecordRow.isVoid) } ?? false
  }

  /// The reason that is shown for a voided record.
  public func voidReason(_ record: RecordRef) -> String? {
    guard let row = row(record) else { return nil }
    return shown(row, FieldKey(number: FieldNumbers.void, name: []))
  }

  /// The value that a field shows.
  public func value(_ record: RecordRef, _ field: String) -> String? {
    row(record).flatMap { shown($0, field) }
  }

  func shown(_ row: UInt32, _ field: String) -> String? {
    shown(row, numbers.key(Int(records[Int(row)].kind), field))
  }

  func shown(_ row: UInt32, _ key: FieldKey) -> String? {
    shownRange(row, key.number, key.name).map { text($0) }
  }

  /// Where the shown value lies: that of the highest head; of a set's element, a head that adds before one that removes.
  func shownRange(_ row: UInt32, _ number: UInt16, _ name: [UInt8] = []) -> Range<Int>? {
    let group = numbers.groups[Int(number)]
    let isElement = numbers.merges[Int(number)] == .element
    var best: (line: UInt32, value: Range<Int>?)?
    var row = row
    var chunk = firstChunk(&row)
    while chunk != none {
      var cursor = arena.cursor(chunk)
      var isHead = false
      var value: Range<Int>?
      while let entry = arena.next(&cursor) {
        guard entry.isLive, numbers.group(entry.number) == group, arena.isSame(entry.name, name) else { continue }
        isHead = true
        if entry.number == number, !entry.isNull { value = entry.value }
      }
      if isHead {
        let line = arena.line(chunk)
        if let shown = best {
          let outranks = isElement && (shown.value == nil) != (value == nil)
          if outranks ? value != nil : isLower(shown.line, line) { best = (line, value) }
        } else {
          best = (line, value)
        }
      }
      chunk = self.chunk(after: chunk, &row)
    }
    return best?.value
  }

  /// The state of one field: what is shown, all heads, and whether they agree.
  public func state(_ record: RecordRef, _ field: String) -> FieldState {
    guard let row = row(record) else { return FieldState(shown: nil, heads: [], status: .empty) }
    return state(row, numbers.key(Int(records[Int(row)].kind), field))
  }

  func state(_ row: UInt32, _ key: FieldKey) -> FieldState {
    let group = numbers.group(key)
    let lines = heads(row, group)
    let heads = lines.map { head($0, key) }
    return FieldState(shown: shown(row, key), heads: heads, status: status(row, group, heads: lines))
  }

  /// The lines whose values of this group stand, the highest first.
  func heads(_ row: UInt32, _ group: FieldKey) -> [UInt32] {
    var heads: [UInt32] = []
    forEachEntry(row) { line, entry in
      if entry.isLive, heads.last != line, isIn(entry, group) { heads.append(line) }
    }
    return heads.count < 2 ? heads : heads.sorted { isLower($1, $0) }
  }

  /// Every entry of the record that is a field, dead ones too, with its line, in the order of arrival.
  func forEachEntry(_ row: UInt32, _ body: (UInt32, ChunkEntry) -> Void) {
    var row = row
    var chunk = firstChunk(&row)
    while chunk != none {
      forEachEntry(of: arena.line(chunk)) { body($0, $1) }
      chunk = self.chunk(after: chunk, &row)
    }
  }

  /// Every field entry of one line.
  func forEachEntry(of line: UInt32, _ body: (UInt32, ChunkEntry) -> Void) {
    let chunk = lines[Int(line)].chunk
    guard chunk != none else { return }
    var cursor = arena.cursor(chunk)
    while let entry = arena.next(&cursor) {
      if entry.number != FieldNumbers.refs { body(line, entry) }
    }
  }

  func isIn(_ entry: ChunkEntry, _ group: FieldKey) -> Bool {
    numbers.group(entry.number) == group.number && arena.isSame(entry.name, group.name)
  }

  /// The value that a line gave a field, replaced since or not; nil where it cleared it or did not set it.
  func value(_ line: UInt32, _ key: FieldKey) -> Range<Int>? {
    var value: Range<Int>?
    forEachEntry(of: line) { _, entry in
      if entry.number == key.number, !entry.isNull, arena.isSame(entry.name, key.name) { value = entry.value }
    }
    return value
  }

  func head(_ line: UInt32, _ key: FieldKey) -> Head {
    let row = lines[Int(line)]
    return Head(
      line: lineRef(line), value: value(line, key).map { text($0) }, by: name(row.by), at: stamp(row),
      clock: row.clock, tick: row.tick, device: device(of: line))
  }

  func device(of line: UInt32) -> Identifier { segments[Int(position(line).segment)].device }

  func name(_ place: UInt32) -> String { place == none ? "" : names.texts[Int(place)] }

  func stamp(_ row: LineRow) -> Timestamp? {
    row.at == 0 ? nil : Timestamp(seconds: Int64(row.at), offsetMinutes: row.zone)
  }

  func status(_ row: UInt32, _ group: FieldKey, heads: [UInt32]) -> FieldState.Status {
    if records[Int(row)].has(RecordRow.isWaiting), isWaiting(row, group) { return .waiting }
    guard let first = heads.first else { return .empty }
    guard numbers.rows[Int(group.number)].merge == .decide else { return .settled }
    return heads.dropFirst().allSatisfy { agree(first, $0, group) } ? .settled : .conflict
  }

  /// Whether two heads give every field of the group the same value; not set and cleared are the same.
  func agree(_ left: UInt32, _ right: UInt32, _ group: FieldKey) -> Bool {
    for key in numbers.members(group) {
      switch (value(left, key), value(right, key)) {
      case (nil, nil): continue
      case (let left?, let right?) where isSameValue(left, right): continue
      default: return false
      }
    }
    return true
  }

  /// Whether an edit that sets this group names a line which is not here.
  private func isWaiting(_ row: UInt32, _ group: FieldKey) -> Bool {
    var row = row
    var chunk = firstChunk(&row)
    while chunk != none {
      let line = arena.line(chunk)
      if refs(of: line).contains(where: { isAwaited($0.segment, $0.n) }) {
        var sets = false
        forEachEntry(of: line) { _, entry in sets = sets || isIn(entry, group) }
        if sets { return true }
      }
      chunk = self.chunk(after: chunk, &row)
    }
    return false
  }

  /// The lines that an edit names, here or not, in the order written.
  func refs(of line: UInt32) -> [(segment: UInt32, n: UInt32)] {
    let chunk = lines[Int(line)].chunk
    guard chunk != none else { return [] }
    var cursor = arena.cursor(chunk)
    while let entry = arena.next(&cursor) {
      guard entry.number == FieldNumbers.refs else { continue }
      return stride(from: entry.value.lowerBound, to: entry.value.upperBound, by: 8).map {
        (arena.word($0), arena.word($0 + 4))
      }
    }
    return []
  }

  /// The groups of a record that any line ever set, each once, in a fixed order.
  func groups(_ row: UInt32) -> [FieldKey] {
    var groups: Set<FieldKey> = []
    forEachEntry(row) { _, entry in
      groups.insert(
        FieldKey(number: numbers.group(entry.number), name: Array(arena.bytes[entry.name])))
    }
    return groups.sorted(by: FieldKey.isBefore)
  }

  /// Every field that shows a value, by name; elements of sets and unknown fields too.
  public func values(_ record: RecordRef) -> [String: String] {
    guard let row = row(record) else { return [:] }
    var values: [String: String] = [:]
    for group in groups(row) where group.number != FieldNumbers.void {
      for key in numbers.members(group) {
        if let value = shown(row, key) { values[numbers.name(key)] = value }
      }
    }
    return values
  }

  /// The elements of a set that show a value, in the order of their names: `elements(person, "skills")`.
  public func elements(_ record: RecordRef, _ set: String) -> [(element: String, value: String)] {
    guard let row = row(record) else { return [] }
    let number = numbers.key(Int(records[Int(row)].kind), set + "/*").number
    guard numbers.rows[Int(number)].isElement else { return [] }
    return groups(row).filter { $0.number == number }.compactMap { key in
      shown(row, key).map { (String(decoding: key.name, as: UTF8.self), $0) }
    }
  }
}
