// Judges a snapshot before it is believed: every number that will be used as a place is one.
import LoketModel

extension Registry {
  /// Whether every place in every array is a place, and every chain ends. A snapshot that passes cannot trap later.
  func isSound(_ pendingRefs: [PendingRef]) -> Bool {
    kinds.texts.starts(with: FieldTable.kinds.map(\.kind.rawValue)) && kinds.texts.count < Int(UInt16.max)
      && soundTables() && soundSegments() && soundRecords() && soundLines() && soundChunks() && soundTexts()
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
      let buckets = index.buckets
      guard buckets.count & (buckets.count - 1) == 0, index.postings.isEmpty || !buckets.isEmpty,
        buckets.allSatisfy({ $0 == none || $0 < index.postings.count })
      else { return false }
      for (place, posting) in index.postings.enumerated() {
        guard posting.row < records.count, posting.next == none || posting.next < place else { return false }
      }
    }
    return true
  }

  private func soundSegments() -> Bool {
    for segment in segments {
      guard (segment.firstExtent == none) == (segment.lastExtent == none),
        segment.firstExtent == none || segment.firstExtent < extents.count,
        segment.lastExtent == none || segment.lastExtent < extents.count
      else { return false }
      guard segment.office == none || segment.office < names.texts.count else { return false }
    }
    for (place, extent) in extents.enumerated() {
      guard extent.count > 0, extent.n > 0, UInt64(extent.n) + UInt64(extent.count) <= UInt64(Int32.max) + 1,
        UInt64(extent.line) + UInt64(extent.count) <= UInt64(lines.count),
        extent.next == none || (extent.next > place && extent.next < extents.count)
      else { return false }
    }
    return true
  }

  private func soundRecords() -> Bool {
    for (place, row) in records.enumerated() {
      guard row.kind < kinds.texts.count, (row.firstChunk == none) == (row.lastChunk == none),
        row.firstChunk == none || isChunk(row.firstChunk, of: UInt32(place)),
        row.lastChunk == none || isChunk(row.lastChunk, of: UInt32(place)),
        row.slot == none || (row.slot < texts.slots.count && texts.slots[Int(row.slot)].row == place)
      else { return false }
      if row.has(RecordRow.isNamed) {
        guard row.low >> 32 + row.low & 0xffff_ffff <= UInt64(idText.count) else { return false }
      }
      if row.has(RecordRow.isStale) { return false }
    }
    return true
  }

  private func isChunk(_ chunk: UInt32, of record: UInt32) -> Bool {
    guard Int(chunk) + ChunkArena.header <= arena.bytes.count else { return false }
    let line = arena.line(chunk)
    return line < lines.count && lines[Int(line)].chunk == chunk && lines[Int(line)].record == record
  }

  private func soundLines() -> Bool {
    for (place, row) in lines.enumerated() {
      guard row.segment < segments.count, row.n > 0, row.by == none || row.by < names.texts.count,
        (row.record == none) == (row.chunk == none), row.record == none || row.record < records.count
      else { return false }
      if row.chunk != none {
        guard isChunk(row.chunk, of: row.record), arena.line(row.chunk) == place else { return false }
      }
    }
    return true
  }

  /// Walks the whole arena: chunk after chunk, entry after entry, with nothing between and nothing left.
  private func soundChunks() -> Bool {
    let bytes = arena.bytes
    var chunk = 0
    while chunk < bytes.count {
      guard chunk + ChunkArena.header <= bytes.count else { return false }
      let size = Int(arena.word(chunk + 8))
      let line = arena.line(UInt32(chunk))
      guard size >= ChunkArena.header, size <= bytes.count - chunk, line < lines.count,
        lines[Int(line)].chunk == chunk
      else { return false }
      let next = arena.next(UInt32(chunk))
      guard next == none || (next > chunk && isChunk(next, of: lines[Int(line)].record)) else { return false }
      let end = chunk + size
      var at = chunk + ChunkArena.header
      while at < end {
        guard at + 5 <= end, bytes[at + 2] & ChunkEntry.isNamed == 0 || at + 7 <= end else { return false }
        let entry = arena.entry(at)
        guard entry.next <= end, entry.number < numbers.rows.count || entry.number == FieldNumbers.refs else {
          return false
        }
        if entry.number == FieldNumbers.refs, !soundRefs(entry) { return false }
        at = entry.next
      }
      chunk = end
    }
    return true
  }

  private func soundRefs(_ entry: ChunkEntry) -> Bool {
    guard entry.value.count % 8 == 0 else { return false }
    for at in stride(from: entry.value.lowerBound, to: entry.value.upperBound, by: 8)
    where arena.word(at) >= segments.count {
      return false
    }
    return true
  }

  private func soundTexts() -> Bool {
    var last: UInt32 = 0
    for slot in texts.slots {
      guard slot.offset >= last, slot.offset <= texts.bytes.count, slot.row == none || slot.row < records.count else {
        return false
      }
      last = slot.offset
    }
    return texts.unused >= 0
      && personOrder.allSatisfy { $0 < records.count && records[Int($0)].kind == Registry.personKind }
      && householdOrder.allSatisfy { $0 < records.count && records[Int($0)].kind == Registry.householdKind }
  }
}
