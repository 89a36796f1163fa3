// Judges a snapshot before it is believed: every number that will be used as a place is one.
import LoketModel

extension Registry {
  /// Whether every place in every array is a place, and every chain ends. A snapshot that passes cannot trap later.
  func isSound(_ pendingRefs: [PendingRef]) -> Bool {
    guard kinds.texts.starts(with: FieldTable.kinds.map(\.kind.rawValue)), kinds.texts.count < Int(UInt16.max),
      soundTables(), soundSegments(), let chunks = soundChunks()
    else { return false }
    return soundRecords(chunks) && soundLines(chunks) && soundTexts()
      && pendingRefs.allSatisfy {
        $0.segment < segments.count && $0.line < lines.count && lines[Int($0.line)].record != none
      }
  }

  private func soundTables() -> Bool {
    let slots = recordTable.slots
    guard slots.count & (slots.count - 1) == 0, records.isEmpty || slots.count > records.count else { return false }
    guard slots.allSatisfy({ $0 == none || $0 < records.count }) else { return false }
    guard slots.lazy.filter({ $0 != none }).count == records.count else { return false }
    for index in [narrow, wide] {
      if let highest = index.highestRow, highest >= records.count { return false }
    }
    return words.texts.count <= Registry.wordLimit
  }

  private func soundSegments() -> Bool {
    for segment in segments {
      guard (segment.firstExtent == none) == (segment.lastExtent == none),
        segment.firstExtent == none || segment.firstExtent < extents.count,
        segment.lastExtent == none || segment.lastExtent < extents.count
      else { return false }
      guard segment.office == none || segment.office < names.texts.count else { return false }
    }
    var nextLine: UInt64 = 0
    for (place, extent) in extents.enumerated() {
      guard extent.segment < segments.count, UInt64(extent.line) == nextLine, extent.count > 0, extent.n > 0,
        UInt64(extent.n) + UInt64(extent.count) <= UInt64(Int32.max) + 1,
        UInt64(extent.line) + UInt64(extent.count) <= UInt64(lines.count),
        extent.next == none || (extent.next > place && extent.next < extents.count)
      else { return false }
      nextLine += UInt64(extent.count)
    }
    return nextLine == UInt64(lines.count)
  }

  private func soundRecords(_ chunks: ChunkStarts) -> Bool {
    texts.slots.withUnsafeBufferPointer { slots in
      for (place, row) in records.enumerated() {
        guard row.kind < kinds.texts.count, (row.firstChunk == none) == (row.lastChunk == none),
          row.firstChunk == none || chunks.has(row.firstChunk), row.lastChunk == none || chunks.has(row.lastChunk),
          row.slot == none || (row.slot < slots.count && slots[Int(row.slot)].row == place)
        else { return false }
        if row.has(RecordRow.isNamed) {
          guard row.low >> 32 + row.low & 0xffff_ffff <= UInt64(idText.count) else { return false }
        }
        if row.has(RecordRow.isStale) { return false }
      }
      return true
    }
  }

  private func soundLines(_ chunks: ChunkStarts) -> Bool {
    for (place, row) in lines.enumerated() {
      guard row.by == none || row.by < names.texts.count,
        (row.record == none) == (row.chunk == none), row.record == none || row.record < records.count
      else { return false }
      if row.chunk != none {
        guard chunks.has(row.chunk), arena.line(row.chunk) == place else { return false }
        let next = arena.next(row.chunk)
        guard next == none || next > row.chunk && chunks.has(next) else { return false }
      }
    }
    return true
  }

  /// Walks the whole arena: chunk after chunk, entry after entry, with nothing between and nothing left.
  /// - Returns: where chunks begin; nil where the arena is not sound.
  private func soundChunks() -> ChunkStarts? {
    for field in arena.shapes.fields {
      let number = field & ChunkShapes.numberBits
      guard number == FieldNumbers.refs || number < numbers.rows.count else { return nil }
    }
    return arena.bytes.withUnsafeBytes { bytes in
      arena.shapes.fields.withUnsafeBufferPointer { fields in
        arena.shapes.starts.withUnsafeBufferPointer { starts in
          lines.withUnsafeBufferPointer { lines in
            ArenaWalk(
              bytes: bytes, fields: fields, starts: starts, lines: lines, records: records.count,
              segments: segments.count, words: words.texts.count
            ).chunks()
          }
        }
      }
    }
  }

  private func soundTexts() -> Bool {
    var last: UInt32 = 0
    for slot in texts.slots {
      guard slot.offset >= last, slot.offset <= texts.bytes.count, slot.row == none || slot.row < records.count,
        slot.household == none || slot.household < records.count
      else { return false }
      last = slot.offset
    }
    guard texts.arrangedPeople >= 0, texts.arrangedPeople <= texts.arranged, texts.arranged <= texts.slots.count else {
      return false
    }
    return texts.unused >= 0
      && personOrder.allSatisfy { $0 < records.count && records[Int($0)].kind == Registry.personKind }
      && householdOrder.allSatisfy { $0 < records.count && records[Int($0)].kind == Registry.householdKind }
  }
}

/// One bit a byte of the arena: whether a chunk begins there.
private struct ChunkStarts {
  private var bits: [UInt64]

  init(bytes: Int) { bits = [UInt64](repeating: 0, count: bytes / 64 + 1) }

  mutating func add(_ chunk: Int) { bits[chunk >> 6] |= 1 << UInt64(chunk & 63) }

  func has(_ chunk: UInt32) -> Bool {
    chunk >> 6 < bits.count && bits[Int(chunk >> 6)] >> UInt64(chunk & 63) & 1 != 0
  }
}

/// A walk over an arena of which nothing is known yet.
private struct ArenaWalk {
  let bytes: UnsafeRawBufferPointer
  let fields: UnsafeBufferPointer<UInt16>
  let starts: UnsafeBufferPointer<UInt32>
  let lines: UnsafeBufferPointer<LineRow>
  let records: Int
  let segments: Int
  let words: Int

  func chunks() -> ChunkStarts? {
    var starts = ChunkStarts(bytes: bytes.count)
    var chunk = 0
    while chunk < bytes.count {
      guard let end = end(of: chunk) else { return nil }
      starts.add(chunk)
      chunk = end
    }
    return starts
  }

  private func word(_ offset: Int) -> UInt32 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }

  /// Where the chunk ends; nil where it is none.
  private func end(of chunk: Int) -> Int? {
    guard chunk + ChunkArena.header < bytes.count else { return nil }
    let line = word(chunk + 4)
    guard line < lines.count, lines[Int(line)].chunk == chunk else { return nil }
    var at = chunk + ChunkArena.header
    var shape = 0
    var shift = 0
    repeat {
      guard at < bytes.count, shift < 35 else { return nil }
      shape |= Int(bytes[at] & 0x7f) << shift
      shift += 7
      at += 1
    } while bytes[at - 1] >= 0x80
    guard shape + 1 < starts.count else { return nil }
    let range = Int(starts[shape])..<Int(starts[shape + 1])
    at += (range.count + 7) / 8
    for place in range {
      let field = fields[place]
      if field & ChunkShapes.isNamed != 0 {
        guard let name = ChunkArena.run(at, bytes) else { return nil }
        at = name.upperBound
      }
      if field & ChunkShapes.isNull == 0 {
        guard let value = ChunkArena.run(at, bytes) else { return nil }
        at = value.upperBound
        let isRefs = field & ChunkShapes.numberBits == FieldNumbers.refs
        guard isRefs ? areRefs(value) : isValue(value) else { return nil }
      }
    }
    return at <= bytes.count ? at : nil
  }

  private func areRefs(_ value: Range<Int>) -> Bool {
    guard value.count % 8 == 0 else { return false }
    for at in stride(from: value.lowerBound, to: value.upperBound, by: 8) where word(at) >= segments { return false }
    return true
  }

  /// Whether what a packed value leans on is here.
  private func isValue(_ value: Range<Int>) -> Bool {
    guard !value.isEmpty, bytes[value.lowerBound] >= StoredMark.date else { return true }
    switch bytes[value.lowerBound] {
    case StoredMark.date: return value.count == 3
    case StoredMark.digits, StoredMark.plusDigits: return true
    case StoredMark.word: return value.count == 2 && bytes[value.lowerBound + 1] < words
    case StoredMark.id, StoredMark.subject, StoredMark.named:
      return value.count == 5 && word(value.lowerBound + 1) < records
    default: return false
    }
  }
}
