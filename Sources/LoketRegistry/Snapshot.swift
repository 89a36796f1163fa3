// The registry as bytes and back: the cache that makes a start quick.
import LoketModel

extension Registry {
  /// Changes with every change of a row's layout, or of what the search texts or the indexes hold.
  static let snapshotVersion: UInt64 = 9
  static let snapshotMagic: UInt64 = 0x4745_5254_454b_4f4c

  /// Hands out the whole state as bytes, piece by piece in their order, to be written to the cache: the state never lies in
  /// memory twice.
  public func writeSnapshot<Failure: Error>(_ write: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
    if isLoading {
      var settled = self
      settled.settle()
      try settled.writeSnapshot(write)
      return
    }
    var writer = SnapshotWriter()
    try writer.add([Registry.snapshotMagic, Registry.snapshotVersion, numbers.fingerprint], write)
    try writer.add([highestTick, UInt64(newerLines)], write)
    try writer.add(names: kinds.texts, write)
    try writer.add(names: names.texts, write)
    try writer.add(names: words.texts, write)
    try writer.add(idText, write)
    try writer.add(records, write)
    try writer.add(recordTable.slots, write)
    try writer.add(lines, write)
    try writer.add(segments, write)
    try writer.add(extents, write)
    try writer.add(arena.shapes.fields, write)
    try writer.add(arena.shapes.starts, write)
    try writer.add(arena.bytes, write)
    try writer.add(
      pending.sorted { $0.key < $1.key }.flatMap { key, namers in
        namers.map {
          PendingRef(segment: UInt32(key >> 32), n: UInt32(truncatingIfNeeded: key), line: $0)
        }
      }, write)
    try writer.add(narrow.joined(), write)
    try writer.add(wide.joined(), write)
    try writer.add(texts.bytes, write)
    try writer.add(texts.slots, write)
    try writer.add([UInt64(texts.unused), UInt64(texts.arranged), UInt64(texts.arrangedPeople)], write)
    try writer.add(texts.signatures.full, write)
    try writer.add(personOrder, write)
    try writer.add(householdOrder, write)
  }

  /// The whole state as bytes in one piece.
  func snapshot() -> [UInt8] {
    var bytes: [UInt8] = []
    writeSnapshot { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// The state that `writeSnapshot` wrote; nil for anything that is not exactly that, so that the caller reads the segments.
  public init?(snapshot source: inout some SnapshotSource) {
    var reader = SnapshotReader()
    self.init()
    let expected = [Registry.snapshotMagic, Registry.snapshotVersion, FieldNumbers.compiled.fingerprint]
    guard reader.read(UInt64.self, &source) == expected, let counters = reader.read(UInt64.self, &source),
      counters.count == 2, counters[0] < LineLimits.tick, let kindTexts = reader.readNames(&source),
      let nameTexts = reader.readNames(&source), let wordTexts = reader.readNames(&source),
      let idText = reader.read(UInt8.self, &source), let records = reader.read(RecordRow.self, &source),
      let slots = reader.read(UInt32.self, &source), let lines = reader.read(LineRow.self, &source),
      let segments = reader.read(SegmentRow.self, &source), let extents = reader.read(Extent.self, &source),
      let shapeFields = reader.read(UInt16.self, &source), let shapeStarts = reader.read(UInt32.self, &source),
      let shapes = ChunkShapes(fields: shapeFields, starts: shapeStarts),
      let bytes = reader.read(UInt8.self, &source), let pendingRefs = reader.read(PendingRef.self, &source),
      let narrow = reader.read(UInt64.self, &source).flatMap({ PostingIndex(run: $0) }),
      let wide = reader.read(UInt64.self, &source).flatMap({ PostingIndex(run: $0) }),
      let textBytes = reader.read(UInt8.self, &source), let textSlots = reader.read(TextSlot.self, &source),
      let textCounts = reader.read(UInt64.self, &source), textCounts.count == 3,
      let full = reader.read(UInt64.self, &source),
      let signatures = TextSignatures(full: full, of: textSlots.count),
      let personOrder = reader.read(UInt32.self, &source), let householdOrder = reader.read(UInt32.self, &source),
      source.remaining == 0
    else { return nil }
    highestTick = counters[0]
    newerLines = Int(truncatingIfNeeded: counters[1])
    kinds = NameTable(kindTexts)
    names = NameTable(nameTexts)
    words = NameTable(wordTexts)
    self.idText = idText
    self.records = records
    recordTable = HashTable(slots: slots, count: records.count)
    self.lines = lines
    self.segments = segments
    self.extents = extents
    arena = ChunkArena(bytes: bytes, shapes: shapes)
    self.narrow = narrow
    self.wide = wide
    texts = SearchText(
      bytes: textBytes, slots: textSlots, unused: Int(truncatingIfNeeded: textCounts[0]),
      arranged: Int(truncatingIfNeeded: textCounts[1]), arrangedPeople: Int(truncatingIfNeeded: textCounts[2]),
      signatures: signatures)
    self.personOrder = personOrder
    self.householdOrder = householdOrder
    guard kinds.texts == kindTexts, names.texts == nameTexts, words.texts == wordTexts, isSound(pendingRefs) else {
      return nil
    }
    derive(pendingRefs)
    guard deriveJoins() else { return nil }
    deriveErasures()
    deriveLosses()
    deriveContested()
    deriveTwins()
  }

  /// What is quicker counted again than read.
  private mutating func derive(_ pendingRefs: [PendingRef]) {
    texts.sign()
    for (place, segment) in segments.enumerated() { segmentRows[segment.id] = UInt32(place) }
    for ref in pendingRefs { pending[UInt64(ref.segment) << 32 | UInt64(ref.n), default: []].append(ref.line) }
    counts = Array(repeating: 0, count: kinds.texts.count)
    verifiedCounts = counts
    for (place, row) in records.enumerated() {
      if row.countsAsOne { counts[Int(row.kind)] += 1 }
      if row.has(RecordRow.isFrozen) { hasFrozen = true }
      if Registry.rareKinds.contains(row.kind), row.has(RecordRow.exists) {
        rare[row.kind, default: []].append(UInt32(place))
      }
      if row.countsAsVerified { verifiedCounts[Int(row.kind)] += 1 }
      if row.has(RecordRow.isOpenVisit) { openVisits.insert(UInt32(place)) }
    }
  }
}
