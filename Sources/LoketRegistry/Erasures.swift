// Which lines are erased: what erase records list, what stands blank in the files, and what of it does not agree.
import LoketModel

/// A line that an erase record lists, with the hash that stands in the line's tail.
public struct ErasedLine: Hashable, Sendable {
  public let line: LineRef
  public let hash: Identifier
  /// The record that the line is of, where it stays: what else its save changed belongs to it all the same.
  public let record: RecordRef?

  public init(line: LineRef, hash: Identifier, record: RecordRef? = nil) {
    self.line = line
    self.hash = hash
    self.record = record
  }

  /// As an erase record holds it: the hash, and behind a space the record.
  public var value: String { record.map { "\(hash) \($0)" } ?? hash.description }

  init?(line: LineRef, value: String) {
    let parts = value.split(separator: " ", maxSplits: 1)
    guard let hash = parts.first.flatMap({ Identifier($0) }) else { return nil }
    self.init(line: line, hash: hash, record: parts.count > 1 ? RecordRef(String(parts[1])) : nil)
  }
}

/// What came of erased records after their list was made.
public struct LateLines: Hashable, Sendable {
  public let erasure: RecordRef
  /// Records that belong to the erased ones and that the erase record does not name.
  public let records: [RecordRef]
  public let lines: [LineRef]
}

/// The lists of all erase records. A line is known by its hash, which stands for all that was ever above it: where a segment
/// has two contents, two PCs may name one line differently.
struct Erasures: Sendable {
  /// The hashes with which a line was listed, by the segment's row and the number that the list gives it.
  private(set) var listed: [UInt64: Set<Identifier>] = [:]
  /// All hashes that are listed, with the rows of records that stay.
  private var hashes: [Identifier: UInt32] = [:]
  /// Blank lines that nobody lists: as good as missing.
  private(set) var unlisted: [UInt64: Blank] = [:]
  /// Their places by their hashes.
  private var waiting: [Identifier: [UInt64]] = [:]
  /// Listed lines that are here in full: their files are still to be written anew.
  var owed: Set<UInt64> = []

  struct Blank: Hashable, Sendable {
    let hash: Identifier
    let tick: UInt64
  }

  var isEmpty: Bool { listed.isEmpty && unlisted.isEmpty }

  static func key(_ segment: UInt32, _ n: UInt32) -> UInt64 { UInt64(segment) << 32 | UInt64(n) }

  func lists(_ hash: Identifier) -> Bool { hashes[hash] != nil }

  /// The row of the record that stays though this line of it is erased.
  func staying(_ hash: Identifier) -> UInt32? { hashes[hash].flatMap { $0 == none ? nil : $0 } }

  /// - Parameter record: the row of a record that stays; `none` where none does.
  mutating func list(_ key: UInt64, _ hash: Identifier, _ record: UInt32) {
    listed[key, default: []].insert(hash)
    if record != none || hashes[hash] == nil { hashes[hash] = record }
  }

  mutating func wait(_ key: UInt64, _ blank: Blank) {
    forget(key)
    unlisted[key] = blank
    waiting[blank.hash, default: []].append(key)
  }

  mutating func forget(_ key: UInt64) {
    guard let blank = unlisted.removeValue(forKey: key) else { return }
    waiting[blank.hash]?.removeAll { $0 == key }
    if waiting[blank.hash]?.isEmpty ?? false { waiting[blank.hash] = nil }
  }

  /// The blank lines of this hash that waited for a list, in their order.
  mutating func take(_ hash: Identifier) -> [(key: UInt64, tick: UInt64)] {
    (waiting.removeValue(forKey: hash) ?? []).sorted().compactMap { key in
      unlisted.removeValue(forKey: key).map { (key, $0.tick) }
    }
  }
}

extension Registry {
  static let erasureKind = UInt16(FieldTable.kinds.firstIndex { $0.kind == .erasure } ?? Int(UInt16.max))
  /// A list names a line by `lines/<segment>:<n>`, a record by `records/<kind>/<id>`.
  static let erasedLinesField = FieldNumbers.compiled.key(Int(erasureKind), "lines/*").number
  static let erasedRecordsField = FieldNumbers.compiled.key(Int(erasureKind), "records/*").number

  /// A line of which only its place is left: it is here, so nobody waits for it, and it says nothing. Unlisted it counts as
  /// missing, so that nobody can suppress a save by blanking it.
  mutating func applyBlank(_ n: UInt32, _ tick: UInt64, _ hash: Identifier?, segment: UInt32) {
    guard let hash else { return }
    guard erasures.lists(hash) else {
      return erasures.wait(Erasures.key(segment, n), Erasures.Blank(hash: hash, tick: tick))
    }
    highestTick = max(highestTick, tick)
    settleNamers(of: addBlank(n, tick, hash, segment: segment))
  }

  /// Lets the list of an erase record count, after a line of it came.
  mutating func list(_ place: UInt32) {
    var named: [ErasedLine] = []
    forEachEntry(of: place) { _, entry in
      guard entry.number == Registry.erasedLinesField, !entry.isNull else { return }
      let line = arena.bytes[entry.name].withUnsafeBytes { LineRef(bytes: $0) }
      if let erased = line.flatMap({ ErasedLine(line: $0, value: text(entry.value)) }) { named.append(erased) }
    }
    for erased in named where erased.line.n <= Int(Int32.max) {
      let key = list(erased)
      for blank in erasures.take(erased.hash) {
        let (segment, n) = (UInt32(blank.key >> 32), UInt32(truncatingIfNeeded: blank.key))
        highestTick = max(highestTick, blank.tick)
        settleNamers(of: addBlank(n, blank.tick, erased.hash, segment: segment))
      }
      if let here = line(UInt32(key >> 32), UInt32(truncatingIfNeeded: key)), isFull(here) {
        erasures.owed.insert(key)
      }
    }
  }

  private mutating func list(_ erased: ErasedLine) -> UInt64 {
    let key = Erasures.key(segmentRow(erased.line.segment), UInt32(erased.line.n))
    var row = none
    if let record = erased.record, let kind = kinds.find(record.kind.rawValue), let id = Identifier(record.id) {
      row = recordRow(kind, id)
    }
    erasures.list(key, erased.hash, row)
    return key
  }

  /// Whether a line says something: not one for a newer program, nor one that is erased.
  private func isFull(_ line: UInt32) -> Bool {
    let chunk = lines[Int(line)].chunk
    return chunk != none && !arena.cursor(chunk).isAtEnd
  }

  /// Whether only the place of a line is left.
  func isBlank(_ line: UInt32) -> Bool { !isFull(line) && !lines[Int(line)].isNewer }

  /// What a snapshot does not hold of the lists: they are in its erase records.
  mutating func deriveErasures() {
    for row in records where row.kind == Registry.erasureKind {
      var chunk = row.firstChunk
      while chunk != none {
        list(arena.line(chunk))
        chunk = arena.next(chunk)
      }
    }
  }

  /// Takes the lists of erase records before their lines come, so that what they list is never applied.
  public mutating func expect(erased: [ErasedLine]) {
    for erased in erased { _ = list(erased) }
  }

  // MARK: What stands

  /// Every line that an erase record lists, in order.
  public var erasedLines: [ErasedLine] {
    erasures.listed.flatMap { key, hashes in
      hashes.map { ErasedLine(line: ref(key), hash: $0, record: erasures.staying($0).map { ref($0) as RecordRef }) }
    }.sorted { $0.line != $1.line ? $0.line < $1.line : $0.hash < $1.hash }
  }

  /// Listed lines that still stand in full in some file, in order.
  public var owedErasures: [LineRef] { erasures.owed.map(ref).sorted() }

  /// Whether a listed line was applied before its list came: the state is that of a folder that is read anew.
  public var holdsErased: Bool {
    erasures.owed.contains { key in
      line(UInt32(key >> 32), UInt32(truncatingIfNeeded: key)).map(isFull) ?? false
    }
  }

  /// Whether an erase record lists the line that has this hash.
  public func isErased(_ hash: Identifier) -> Bool { erasures.lists(hash) }

  /// Whether a line is here and says something.
  public func isFull(_ ref: LineRef) -> Bool { line(ref).map(isFull) ?? false }

  /// The hashes of blank lines that no erase record lists, by the segments under whose names they count.
  public var unlistedHashes: [Identifier: Set<Identifier>] {
    erasures.unlisted.reduce(into: [:]) { $0[ref($1.key).segment, default: []].insert($1.value.hash) }
  }

  /// Blank lines that no erase record lists, in order: damage.
  public var unlistedBlanks: [LineRef] { erasures.unlisted.keys.map(ref).sorted() }

  private func ref(_ key: UInt64) -> LineRef {
    LineRef(segment: segments[Int(key >> 32)].id, n: Int(key & 0xffff_ffff))
  }

  /// Every erase record, the oldest first.
  public func erasureRecords() -> [RecordRef] {
    handles(.erasure, includingVoid: true).sorted { left, right in
      isLower(lineRows(of: left).first ?? 0, lineRows(of: right).first ?? 0)
    }.map(ref)
  }

  /// The records that an erase record names.
  public func erasedRecords(by erasure: RecordRef) -> [RecordRef] {
    elements(erasure, "records").compactMap { RecordRef($0.element) }
  }

  /// Every erase record as edits that say it again, for a folder that does not know of it.
  public func erasureEdits() -> [Edit] {
    erasureRecords().flatMap { record -> [Edit] in
      let changes = values(record).sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }
      return stride(from: 0, to: changes.count, by: 400).map { start in
        Edit(on: record, set: Array(changes[start..<min(start + 400, changes.count)]))
      }
    }
  }

  /// What another PC entered about erased records before it heard of the erasure: their lines that no list has, and the
  /// records that belong to them and that none names. They are to be blanked too, by a list of their own.
  public func lateLines() -> [LateLines] {
    if erasures.listed.isEmpty { return [] }
    var taken: Set<UInt32> = []
    return erasureRecords().compactMap { erasure in
      let known = Set(erasedRecords(by: erasure).compactMap { ownRow($0.kind, $0.id) })
      let late = withOwned(known).subtracting(known).subtracting(taken)
      taken.formUnion(late)
      // Some of them may be blank already, listed under another name.
      let lines = known.union(late).flatMap { chunks(of: $0) }.filter { isFull($0) && !isListed($0) }.map(lineRef)
      return lines.isEmpty
        ? nil : LateLines(erasure: erasure, records: late.map(ref).sorted { $0.id < $1.id }, lines: lines.sorted())
    }
  }

  /// The lines of one row alone, whatever it is one with.
  func chunks(of row: UInt32) -> [UInt32] {
    var lines: [UInt32] = []
    var chunk = records[Int(row)].firstChunk
    while chunk != none {
      lines.append(arena.line(chunk))
      chunk = arena.next(chunk)
    }
    return lines
  }
}
