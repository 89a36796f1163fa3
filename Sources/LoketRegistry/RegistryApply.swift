// Takes one line into the state. Every rule here gives the same state whatever came before.
import LoketModel

extension Registry {
  /// Applies an edit that the parser read; a header or a seal changes nothing, and a line that is here already neither.
  /// - Parameters:
  ///   - bytes: the bytes that `line` was parsed from.
  ///   - segment: what `addSegment` gave.
  public mutating func apply(_ line: ParsedLine, in bytes: UnsafeRawBufferPointer, segment: Int) {
    guard line.form == .edit, line.n > 0, segments.indices.contains(segment), line.tick < LineLimits.tick,
      lines.count < Int(Int32.max), arena.bytes.count < Int(UInt32.max) - 4 * LineLimits.bytes,
      self.line(UInt32(segment), UInt32(line.n)) == nil
    else { return }
    highestTick = max(highestTick, line.tick)
    let record = line.isNewer ? none : line.on.map { recordRow($0, in: bytes) } ?? none
    let place = addLine(line, in: bytes, segment: UInt32(segment), record: record)
    guard record != none else {
      // It is here, so nobody waits for it; what it says is for a newer program.
      newerLines += 1
      settleNamers(of: place)
      return
    }
    addChunk(line, in: bytes, place: place, record: record)
    nameOthers(line, place: place)
    settleNamers(of: place)
    judge(record)
    index(record, place)
    retext(record)
  }

  /// Applies an edit that was just saved, or that a test made up.
  /// - Returns: false where the edit is too long to be a line.
  @discardableResult
  public mutating func apply(
    _ edit: Edit, at ref: LineRef, tick: UInt64, stamp: Timestamp?, clock: ClockTrust = .ok, by: String,
    device: Identifier
  ) -> Bool {
    var line = LineWriter.edit(
      n: ref.n, tick: tick, at: stamp?.text, clock: clock, by: by, edit: edit, isLast: true, salt: "")
    line.append(0x7d)
    var parser = LineParser()
    let segment = segmentRow(ref.segment)
    segments[Int(segment)].deviceHigh = device.high
    segments[Int(segment)].deviceLow = device.low
    return line.withUnsafeBytes { bytes in
      guard let parsed = try? parser.parse(bytes) else { return false }
      apply(parsed, in: bytes, segment: Int(segment))
      return true
    }
  }

  private mutating func addLine(
    _ line: ParsedLine, in bytes: UnsafeRawBufferPointer, segment: UInt32, record: UInt32
  ) -> UInt32 {
    let place = UInt32(lines.count)
    let stamp = line.at.flatMap { StampReading.read($0.raw(in: bytes)) }
    let clock = line.clock.flatMap { ClockTrust(rawValue: $0.string(in: bytes)) } ?? .ok
    lines.append(
      LineRow(
        packed: LineRow.pack(
          tick: line.tick, clock: clock, isNewer: record == none, isVoid: line.isVoid && line.void != nil,
          zone: stamp?.zone ?? 0),
        chunk: none, record: record, segment: segment, n: UInt32(line.n),
        at: UInt32(exactly: max(0, stamp?.seconds ?? 0)) ?? 0,
        by: line.by.map { names.place($0, in: bytes) } ?? none))
    extend(segment, n: UInt32(line.n), line: place)
    return place
  }

  private mutating func extend(_ segment: UInt32, n: UInt32, line: UInt32) {
    segments[Int(segment)].applied += 1
    let last = segments[Int(segment)].lastExtent
    if last != none {
      let extent = extents[Int(last)]
      if extent.n + extent.count == n, extent.line + extent.count == line {
        extents[Int(last)].count += 1
        return
      }
    }
    let place = UInt32(extents.count)
    extents.append(Extent(n: n, line: line, count: 1, next: none))
    if last == none { segments[Int(segment)].firstExtent = place } else { extents[Int(last)].next = place }
    segments[Int(segment)].lastExtent = place
  }

  private mutating func addChunk(
    _ line: ParsedLine, in bytes: UnsafeRawBufferPointer, place: UInt32, record: UInt32
  ) {
    let chunk = arena.bytes.count
    let kind = Int(records[Int(record)].kind)
    for word in [none, place, 0] { arena.append(word) }
    if line.isVoid { addEntry(FieldNumbers.void, name: nil, value: line.void, in: bytes) }
    for field in line.fields {
      if field.name.hasEscapes {
        let name = field.name.decoded(in: bytes)
        name.withUnsafeBytes { name in
          let (number, kept) = numbers.number(kind, name, hash: field.nameHash)
          addEntry(number, name: UnsafeRawBufferPointer(rebasing: name[kept...]), value: field.value, in: bytes)
        }
      } else {
        let name = field.name.raw(in: bytes)
        let (number, kept) = numbers.number(kind, name, hash: field.nameHash)
        addEntry(number, name: UnsafeRawBufferPointer(rebasing: name[kept...]), value: field.value, in: bytes)
      }
    }
    if !line.over.isEmpty {
      arena.append(FieldNumbers.refs)
      arena.bytes.append(0)
      arena.append(UInt16(line.over.count * 8))
      for ref in line.over {
        arena.append(segmentRow(ref.segment))
        arena.append(UInt32(ref.n))
      }
    }
    arena.put(UInt32(arena.bytes.count - chunk), at: chunk + 8)
    lines[Int(place)].chunk = UInt32(chunk)
    let last = records[Int(record)].lastChunk
    if last == none {
      records[Int(record)].firstChunk = UInt32(chunk)
    } else {
      arena.put(UInt32(chunk), at: Int(last))
    }
    records[Int(record)].lastChunk = UInt32(chunk)
  }

  private mutating func addEntry(
    _ number: UInt16, name: UnsafeRawBufferPointer?, value: LineText?, in bytes: UnsafeRawBufferPointer
  ) {
    let start = arena.bytes.count
    let isNamed = number == FieldNumbers.unknown || !(name?.isEmpty ?? true)
    arena.append(number)
    arena.bytes.append((value == nil ? ChunkEntry.isNull : 0) | (isNamed ? ChunkEntry.isNamed : 0))
    arena.append(UInt16(0))
    if isNamed {
      arena.append(UInt16(name?.count ?? 0))
      if let name { arena.bytes.append(contentsOf: name) }
    }
    let valueStart = arena.bytes.count
    value?.append(to: &arena.bytes, from: bytes)
    let count = arena.bytes.count - valueStart
    arena.bytes[start + 3] = UInt8(truncatingIfNeeded: count)
    arena.bytes[start + 4] = UInt8(truncatingIfNeeded: count >> 8)
  }

  /// Lets this edit's refs count: those to lines that are here now, the others when their lines come.
  private mutating func nameOthers(_ line: ParsedLine, place: UInt32) {
    for ref in line.over {
      let segment = segmentRow(ref.segment)
      if let target = self.line(segment, UInt32(ref.n)) {
        count(place, over: target)
      } else {
        pending[UInt64(segment) << 32 | UInt64(ref.n), default: []].append(place)
        records[Int(lines[Int(place)].record)].set(RecordRow.isWaiting, true)
      }
    }
  }

  /// Lets the refs count that waited for this line.
  private mutating func settleNamers(of place: UInt32) {
    if pending.isEmpty { return }
    let row = lines[Int(place)]
    guard let namers = pending.removeValue(forKey: UInt64(row.segment) << 32 | UInt64(row.n)) else { return }
    for namer in namers {
      count(namer, over: place)
      if lines[Int(namer)].record != row.record { judge(lines[Int(namer)].record) }
    }
  }

  /// A ref counts only on its own record, only for fields that its own edit sets, and only over a lower line.
  private mutating func count(_ namer: UInt32, over target: UInt32) {
    guard lines[Int(namer)].record == lines[Int(target)].record, lines[Int(target)].chunk != none,
      isLower(target, namer)
    else { return }
    let named = arena.entries(lines[Int(target)].chunk)
    let naming = arena.entries(lines[Int(namer)].chunk)
    var at = named.lowerBound
    while at < named.upperBound {
      let entry = arena.entry(at)
      at = entry.next
      guard entry.isLive, entry.number != FieldNumbers.refs else { continue }
      var other = naming.lowerBound
      while other < naming.upperBound {
        let by = arena.entry(other)
        other = by.next
        if isSameGroup(entry, by) {
          arena.kill(entry)
          break
        }
      }
    }
  }

  /// Whether two entries of one record have one head set.
  func isSameGroup(_ left: ChunkEntry, _ right: ChunkEntry) -> Bool {
    guard left.number != FieldNumbers.refs, right.number != FieldNumbers.refs,
      numbers.rows[Int(left.number)].group == numbers.rows[Int(right.number)].group
    else { return false }
    return arena.isSame(left.name, right.name)
  }
}

extension NameTable {
  mutating func place(_ text: LineText, in bytes: UnsafeRawBufferPointer) -> UInt32 {
    text.hasEscapes ? place(text.string(in: bytes)) : place(text.raw(in: bytes))
  }
}
