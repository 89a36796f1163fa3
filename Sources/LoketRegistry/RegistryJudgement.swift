// Keeps, for every record, whether it is void, contested or waiting, so that lists need not ask field by field.
import LoketModel

extension Registry {
  /// Judges a record again after something of it changed.
  mutating func judge(_ place: UInt32) {
    guard place != none else { return }
    let place = first(place)
    let before = records[Int(place)]
    var row = before
    row.set(RecordRow.exists, true)
    if row.has(RecordRow.isWaiting) { row.set(RecordRow.isWaiting, stillWaits(place)) }
    var contest = Contest()
    if isPlain(row) {
      row.set(RecordRow.hasVoid | RecordRow.isVoid | RecordRow.isContested, false)
    } else {
      let groups = groups(place)
      row.set(RecordRow.hasVoid, groups.contains { $0.number == FieldNumbers.void })
      records[Int(place)] = row
      let voiding = row.has(RecordRow.hasVoid) ? self.voiding(place) : .none
      row.set(RecordRow.isVoid, voiding == .void)
      contest = self.contest(place, groups, voiding)
      row.set(RecordRow.isContested, !contest.groups.isEmpty)
    }
    if hasFrozen, row.kind == Registry.personKind {
      records[Int(place)] = row
      row.set(RecordRow.isFrozen, shownRange(place, Registry.frozenField) != nil)
    }
    if row.has(RecordRow.isContested) || before.has(RecordRow.isContested) {
      contested[place] = row.has(RecordRow.isContested) ? contest : nil
    }
    records[Int(place)] = row
    if Int(row.kind) == IndexedFields.deskVisits { judgeVisit(place) }
    recount(before, row)
    review(place)
    if !twins.groups.isEmpty, row.kind == Registry.personKind { twins.doubt(joins.group(place)) }
  }

  /// Whether it shows at a glance that the record is neither void nor contested: no edit voids it, and no field of which a
  /// person would have to decide has two heads.
  private func isPlain(_ row: RecordRow) -> Bool {
    if row.has(RecordRow.isJoined) { return false }
    if row.firstChunk == row.lastChunk { return row.firstChunk == none || !setsVoid(row.firstChunk) }
    // One bit a group: those of earlier chunks.
    var earlier = SIMD4<UInt64>.zero
    var chunk = row.firstChunk
    while chunk != none {
      var own = SIMD4<UInt64>.zero
      var cursor = arena.cursor(chunk)
      while let entry = arena.next(&cursor) {
        if entry.number == FieldNumbers.void { return false }
        guard entry.isLive, entry.number != FieldNumbers.refs else { continue }
        let group = Int(numbers.groups[Int(entry.number)])
        guard numbers.merges[group] == .decide else { continue }
        guard group < 256, entry.name.isEmpty else { return false }
        if earlier[group >> 6] >> UInt64(group & 63) & 1 != 0 { return false }
        own[group >> 6] |= 1 << UInt64(group & 63)
      }
      earlier |= own
      chunk = arena.next(chunk)
    }
    return true
  }

  private func setsVoid(_ chunk: UInt32) -> Bool { arena.firstNumber(chunk) == FieldNumbers.void }

  private func stillWaits(_ row: UInt32) -> Bool {
    var row = row
    var chunk = firstChunk(&row)
    while chunk != none {
      var cursor = arena.cursor(chunk)
      while let entry = arena.next(&cursor) {
        guard entry.number == FieldNumbers.refs else { continue }
        for at in stride(from: entry.value.lowerBound, to: entry.value.upperBound, by: 8)
        where isAwaited(arena.word(at), arena.word(at + 4)) {
          return true
        }
      }
      chunk = self.chunk(after: chunk, &row)
    }
    return false
  }

  enum Voiding { case none, void, contradicted }

  /// Whether a record is void: a standing edit voids it, and every other head is named by an edit that voids it or names
  /// one itself. A head that does neither was entered by somebody who did not know: the record stays visible.
  func voiding(_ row: UInt32) -> Voiding {
    let group = FieldKey(number: FieldNumbers.void, name: [])
    let standing = heads(row, group)
    if standing.isEmpty { return .none }
    let cleared = standing.filter { value($0, group) == nil }
    if cleared.count == standing.count { return .none }
    if !cleared.isEmpty { return .contradicted }
    return unaware(row).isEmpty ? .void : .contradicted
  }

  /// The heads of a record that no standing edit which voids it names, and that do not name one themselves.
  func unaware(_ row: UInt32) -> [UInt32] {
    let standing = heads(row, FieldKey(number: FieldNumbers.void, name: []))
    // What an older voiding named, one that was replaced or taken back, was not known to this one.
    var known = Set(standing)
    for line in standing {
      for ref in refs(of: line) {
        if let named = self.line(ref.segment, ref.n), isLower(named, line) { known.insert(named) }
      }
    }
    var others: Set<UInt32> = []
    forEachEntry(row) { line, entry in
      if entry.isLive, entry.number != FieldNumbers.void { others.insert(line) }
    }
    return others.subtracting(known).filter { line in
      !refs(of: line).contains { ref in
        guard let named = self.line(ref.segment, ref.n) else { return false }
        return standing.contains(named) && isLower(named, line)
      }
    }
  }

  /// How many records of a kind exist, voided ones not counted.
  public func count(_ kind: RecordKind) -> Int {
    kinds.find(kind.rawValue).map { $0 < counts.count ? counts[Int($0)] : 0 } ?? 0
  }

  /// The records of a kind in the order of their ids, voided ones only when asked for.
  public func all(_ kind: RecordKind, includingVoid: Bool = false) -> [RecordRef] {
    handles(kind, includingVoid: includingVoid).map(ref).sorted { $0.id < $1.id }
  }

  /// The voided records of a kind, in no order.
  public func voided(_ kind: RecordKind) -> [RecordRef] {
    guard let number = kinds.find(kind.rawValue) else { return [] }
    return records.indices.lazy.map(UInt32.init).filter { place in
      records[Int(place)].kind == number && records[Int(place)].has(RecordRow.isVoid)
    }.map(ref)
  }

  func handles(_ kind: RecordKind, includingVoid: Bool = false) -> [UInt32] {
    guard let number = kinds.find(kind.rawValue) else { return [] }
    return records.indices.lazy.map(UInt32.init).filter { place in
      let row = records[Int(place)]
      return row.kind == number && (row.isListed || includingVoid && row.isShown)
    }
  }
}

extension RecordRow {
  var countsAsOne: Bool {
    flags & (RecordRow.exists | RecordRow.isVoid | RecordRow.isHidden) == RecordRow.exists
  }

  /// Whether something of it is here, void or not, and it is not shown as another record.
  var isShown: Bool { flags & (RecordRow.exists | RecordRow.isHidden) == RecordRow.exists }
}
