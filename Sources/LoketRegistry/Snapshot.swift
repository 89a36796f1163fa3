// The registry as bytes and back: the cache that makes a start quick.
import LoketModel

extension Registry {
  /// Changes with every change of a row's layout, or of what the search texts hold.
  static let snapshotVersion: UInt64 = 1
  static let snapshotMagic: UInt64 = 0x4745_5254_454b_4f4c

  /// The whole state as bytes, to be written to the cache.
  public func snapshot() -> [UInt8] {
    if isLoading {
      var settled = self
      settled.settle()
      return settled.snapshot()
    }
    var writer = SnapshotWriter(expected: arena.bytes.count + lines.count * 32 + records.count * 64 + texts.bytes.count)
    writer.add([Registry.snapshotMagic, Registry.snapshotVersion, numbers.fingerprint])
    writer.add([highestTick, UInt64(newerLines)])
    writer.add(names: kinds.texts)
    writer.add(names: names.texts)
    writer.add(idText)
    writer.add(records)
    writer.add(recordTable.slots)
    writer.add(lines)
    writer.add(segments)
    writer.add(extents)
    writer.add(arena.bytes)
    writer.add(
      pending.sorted { $0.key < $1.key }.flatMap { key, namers in
        namers.map {
          PendingRef(segment: UInt32(key >> 32), n: UInt32(truncatingIfNeeded: key), line: $0)
        }
      })
    for index in [narrow, wide] {
      writer.add(index.buckets)
      writer.add(index.postings)
    }
    writer.add(texts.bytes)
    writer.add(texts.slots)
    writer.add([UInt64(texts.unused)])
    writer.add(personOrder)
    writer.add(householdOrder)
    return writer.finish()
  }

  /// The state that `snapshot` wrote; nil for anything that is not exactly that, so that the caller reads the segments.
  /// - Parameter isRead: hears of each part of `snapshot` that is not looked at again, so that a large one need not lie in
  ///   memory twice.
  public init?(
    snapshot: UnsafeRawBufferPointer, isRead: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) {
    guard var reader = SnapshotReader(snapshot, isRead: isRead) else { return nil }
    self.init()
    let expected = [Registry.snapshotMagic, Registry.snapshotVersion, FieldNumbers.compiled.fingerprint]
    guard reader.read(UInt64.self) == expected, let counters = reader.read(UInt64.self), counters.count == 2,
      counters[0] < LineLimits.tick, let kindTexts = reader.readNames(), let nameTexts = reader.readNames(),
      let idText = reader.read(UInt8.self), let records = reader.read(RecordRow.self),
      let slots = reader.read(UInt32.self), let lines = reader.read(LineRow.self),
      let segments = reader.read(SegmentRow.self), let extents = reader.read(Extent.self),
      let bytes = reader.read(UInt8.self), let pendingRefs = reader.read(PendingRef.self),
      let narrow = reader.readIndex(), let wide = reader.readIndex(), let textBytes = reader.read(UInt8.self),
      let textSlots = reader.read(TextSlot.self), let unused = reader.read(UInt64.self), unused.count == 1,
      let personOrder = reader.read(UInt32.self), let householdOrder = reader.read(UInt32.self), reader.isAtEnd
    else { return nil }
    highestTick = counters[0]
    newerLines = Int(truncatingIfNeeded: counters[1])
    kinds = NameTable(kindTexts)
    names = NameTable(nameTexts)
    self.idText = idText
    self.records = records
    recordTable = HashTable(slots: slots, count: records.count)
    self.lines = lines
    self.segments = segments
    self.extents = extents
    arena = ChunkArena(bytes: bytes)
    self.narrow = narrow
    self.wide = wide
    texts = SearchText(bytes: textBytes, slots: textSlots, unused: Int(truncatingIfNeeded: unused[0]))
    self.personOrder = personOrder
    self.householdOrder = householdOrder
    guard kinds.texts == kindTexts, names.texts == nameTexts, isSound(pendingRefs) else { return nil }
    derive(pendingRefs)
  }

  /// What is quicker counted again than read.
  private mutating func derive(_ pendingRefs: [PendingRef]) {
    for (place, segment) in segments.enumerated() { segmentRows[segment.id] = UInt32(place) }
    for ref in pendingRefs { pending[UInt64(ref.segment) << 32 | UInt64(ref.n), default: []].append(ref.line) }
    counts = Array(repeating: 0, count: kinds.texts.count)
    for (place, row) in records.enumerated() {
      if row.countsAsOne { counts[Int(row.kind)] += 1 }
      if row.has(RecordRow.isContested) { contested.insert(UInt32(place)) }
    }
  }
}
