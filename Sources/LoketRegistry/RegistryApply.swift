// Takes one line into the state. Every rule here gives the same state whatever came before.
import LoketModel

extension Registry {
  /// Applies an edit that the parser read; a header or a seal changes nothing, and a line that is here already neither.
  /// - Parameters:
  ///   - bytes: the bytes that `line` was parsed from.
  ///   - segment: what `addSegment` gave.
  public mutating func apply(_ line: ParsedLine, in bytes: UnsafeRawBufferPointer, segment: Int) {
    guard line.form == .edit, line.n > 0, segments.indices.contains(segment), line.tick < LineLimits.tick,
      lines.count < Int(Int32.max), arena.bytes.count < Int(UInt32.max) - 4 * LineLimits.bytes
    else { return }
    let isHere = self.line(UInt32(segment), UInt32(line.n)) != nil
    // Beside a blank line its whole form may lie in a second file, which is to be written anew too.
    if isHere, line.isErased || erasures.isEmpty { return }
    if line.isErased || !erasures.isEmpty {
      let hash = line.hash.flatMap { Identifier(hex: $0.raw(in: bytes)) }
      let key = Erasures.key(UInt32(segment), UInt32(line.n))
      if isHere {
        if hash.map(erasures.lists) ?? false { erasures.owed.insert(key) }
        return
      }
      if line.isErased || hash.map(erasures.lists) ?? false {
        if !line.isErased { erasures.owed.insert(key) }
        return applyBlank(UInt32(line.n), line.tick, hash, segment: UInt32(segment))
      }
      // Where a blank waited for a list, the whole line is here after all.
      erasures.forget(key)
    }
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
    let isNew = !records[Int(record)].has(RecordRow.exists)
    noteRare(record)
    nameOthers(line, place: place)
    settleNamers(of: place)
    index(record, place)
    judge(record)
    reviewSave(of: place, isNew: isNew)
    retext(first(record))
    if records[Int(record)].kind == Registry.pairKind { settlePair(record) }
    if records[Int(record)].kind == Registry.erasureKind { list(place) }
    if records[Int(record)].kind == Registry.lossKind { settleLoss(record) }
    if isNew, joins.sames[record] != nil { regroup([record]) }
    if !twins.doubted.isEmpty { settleTwins() }
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
        chunk: none, record: record,
        at: UInt32(exactly: max(0, stamp?.seconds ?? 0)) ?? 0,
        by: line.by.map { names.place($0, in: bytes) } ?? none))
    extend(segment, n: UInt32(line.n), line: place)
    return place
  }

  /// The place of a line that says nothing any more.
  mutating func addBlank(_ n: UInt32, _ tick: UInt64, _ hash: Identifier, segment: UInt32) -> UInt32 {
    let place = UInt32(lines.count)
    let packed = LineRow.pack(tick: tick, clock: .ok, isNewer: false, isVoid: false, zone: 0)
    let record = erasures.staying(hash) ?? none
    lines.append(LineRow(packed: packed, chunk: none, record: record, at: 0, by: none))
    extend(segment, n: n, line: place)
    // Of a record that stays it is a line without fields.
    if record != none {
      let isNew = !records[Int(record)].has(RecordRow.exists)
      noteRare(record)
      let chunk = arena.beginChunk(line: place, fields: [])
      append(chunk, of: place, to: record)
      judge(record)
      if isNew, joins.sames[record] != nil { regroup([record]) }
    }
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
    extents.append(Extent(segment: segment, n: n, line: line, count: 1, next: none))
    if last == none { segments[Int(segment)].firstExtent = place } else { extents[Int(last)].next = place }
    segments[Int(segment)].lastExtent = place
  }

  private mutating func addChunk(
    _ line: ParsedLine, in bytes: UnsafeRawBufferPointer, place: UInt32, record: UInt32
  ) {
    let kind = Int(records[Int(record)].kind)
    // First which fields, then their bytes: chunks that hold the same fields share one list of them.
    var (shape, kept) = (inHand.shape, inHand.kept)
    inHand = InHand()
    shape.removeAll(keepingCapacity: true)
    kept.removeAll(keepingCapacity: true)
    if line.isVoid { shape.append(FieldNumbers.void | (line.void == nil ? ChunkShapes.isNull : 0)) }
    for field in line.fields {
      withName(field, in: bytes) { name in
        let found = numbers.number(kind, name, hash: field.nameHash)
        let isNamed = found.number == FieldNumbers.unknown || found.kept < name.count
        if found.number == Registry.frozenField { hasFrozen = true }
        shape.append(
          found.number | (field.value == nil ? ChunkShapes.isNull : 0) | (isNamed ? ChunkShapes.isNamed : 0))
        kept.append(found.kept)
      }
    }
    if !line.over.isEmpty { shape.append(FieldNumbers.refs) }
    let chunk = arena.beginChunk(line: place, fields: shape)
    if let void = line.void { arena.appendRun { void.append(to: &$0, from: bytes) } }
    var at = line.isVoid ? 1 : 0
    for (field, kept) in zip(line.fields, kept) {
      if shape[at] & ChunkShapes.isNamed != 0 {
        withName(field, in: bytes) { name in arena.appendRun { $0.append(contentsOf: name.dropFirst(kept)) } }
      }
      if let value = field.value { addValue(value, of: shape[at] & ChunkShapes.numberBits, in: bytes) }
      at += 1
    }
    if !line.over.isEmpty {
      let refs = line.over.map { (segment: segmentRow($0.segment), n: UInt32($0.n)) }
      arena.appendRun { target in
        for ref in refs {
          for word in [ref.segment, ref.n] { withUnsafeBytes(of: word.littleEndian) { target.append(contentsOf: $0) } }
        }
      }
    }
    (inHand.shape, inHand.kept) = (shape, kept)
    append(chunk, of: place, to: record)
  }

  /// A record of a rare kind that is here for the first time.
  private mutating func noteRare(_ record: UInt32) {
    let row = records[Int(record)]
    guard Registry.rareKinds.contains(row.kind), !row.has(RecordRow.exists) else { return }
    rare[row.kind, default: []].append(record)
  }

  private mutating func append(_ chunk: UInt32, of place: UInt32, to record: UInt32) {
    lines[Int(place)].chunk = chunk
    let last = records[Int(record)].lastChunk
    if last == none {
      records[Int(record)].firstChunk = chunk
    } else {
      arena.put(chunk, at: Int(last))
    }
    records[Int(record)].lastChunk = chunk
  }

  private func withName<Result>(
    _ field: ParsedField, in bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    field.name.hasEscapes ? field.name.decoded(in: bytes).withUnsafeBytes(body) : body(field.name.raw(in: bytes))
  }

  private mutating func addValue(_ value: LineText, of number: UInt16, in bytes: UnsafeRawBufferPointer) {
    // Packing may make a row or a word known, so the arena is not held meanwhile.
    var packed = inHand.value
    inHand.value = []
    packed.removeAll(keepingCapacity: true)
    if value.hasEscapes {
      let decoded = value.decoded(in: bytes)
      decoded.withUnsafeBytes { append($0, of: number, to: &packed) }
    } else {
      append(value.raw(in: bytes), of: number, to: &packed)
    }
    arena.appendRun { $0.append(contentsOf: packed) }
    inHand.value = packed
  }

  /// Lets this edit's refs count: those to lines that are here now, the others when their lines come.
  private mutating func nameOthers(_ line: ParsedLine, place: UInt32) {
    for ref in line.over {
      let segment = segmentRow(ref.segment)
      if let target = self.line(segment, UInt32(ref.n)) {
        count(place, over: target)
      } else {
        pending[UInt64(segment) << 32 | UInt64(ref.n), default: []].append(place)
        records[Int(first(lines[Int(place)].record))].set(RecordRow.isWaiting, true)
      }
    }
  }

  /// Lets the refs count that waited for this line.
  mutating func settleNamers(of place: UInt32) {
    if pending.isEmpty { return }
    let (segment, n) = position(place)
    guard let namers = pending.removeValue(forKey: UInt64(segment) << 32 | UInt64(n)) else { return }
    for namer in namers {
      count(namer, over: place)
      let record = lines[Int(namer)].record
      if record == lines[Int(place)].record { continue }
      judge(record)
      if records[Int(record)].kind == Registry.pairKind { settlePair(record) }
    }
  }

  /// A ref counts only on its own record (a joined one is one record), only for fields that its own edit sets, and only over a lower line.
  mutating func count(_ namer: UInt32, over target: UInt32) {
    guard isOne(lines[Int(namer)].record, lines[Int(target)].record), lines[Int(target)].chunk != none,
      isLower(target, namer)
    else { return }
    var named = arena.cursor(lines[Int(target)].chunk)
    while let entry = arena.next(&named) {
      guard entry.isLive, entry.number != FieldNumbers.refs else { continue }
      var naming = arena.cursor(lines[Int(namer)].chunk)
      while let by = arena.next(&naming) {
        if numbers.group(entry.number) == numbers.group(by.number), arena.isSame(entry.name, by.name) {
          arena.kill(entry)
          break
        }
      }
    }
  }
}

extension NameTable {
  mutating func place(_ text: LineText, in bytes: UnsafeRawBufferPointer) -> UInt32 {
    text.hasEscapes ? text.decoded(in: bytes).withUnsafeBytes { place($0) } : place(text.raw(in: bytes))
  }
}
