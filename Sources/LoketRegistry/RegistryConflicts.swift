// What waits for a person: fields whose heads disagree, records voided and used at once, and rules that two PCs broke together.
import LoketModel

/// A field whose heads disagree, or a record that is voided and used at once.
public struct Conflict: Hashable, Sendable {
  public let record: RecordRef
  /// The fields that move together, in the table's order; `void` where the voiding itself is contradicted.
  public let fields: [String]
}

/// A conflict with the line by which it began: the lowest that does not agree with another.
public struct OpenConflict: Hashable, Sendable {
  public let conflict: Conflict
  public let began: Head
}

/// People who have one NIK and of whom nobody said that they are not one.
public struct SharedNik: Hashable, Sendable {
  public let nik: String
  /// In the order of their ids.
  public let people: [RecordRef]
}

/// PCs of one office that have one letter, so that both give the same numbers.
public struct SharedLetter: Hashable, Sendable {
  public let letter: String
  /// In the order of their ids.
  public let devices: [RecordRef]
}

extension Registry {
  /// How many fields wait for a decision.
  public var conflictCount: Int { contested.values.reduce(0, +) }

  /// Whether something of the record waits for a decision or for lines that are not here.
  public func isUnsettled(_ record: RecordRef) -> Bool {
    row(record).map { records[Int($0)].has(RecordRow.isContested) || records[Int($0)].has(RecordRow.isWaiting) }
      ?? false
  }

  /// Everything that waits for a person's decision, in the order of the records' names.
  public func conflicts() -> [Conflict] {
    contested.keys.flatMap { row in contestedGroups(row).map { conflict(row, $0) } }.sorted {
      let (left, right) = ($0.record.description, $1.record.description)
      return left != right ? left < right : $0.fields.lexicographicallyPrecedes($1.fields)
    }
  }

  /// The conflicts of one record, in the table's order.
  public func conflicts(of record: RecordRef) -> [Conflict] {
    guard let row = row(record), contested[row] != nil else { return [] }
    return contestedGroups(row).map { conflict(row, $0) }
  }

  /// Everything that waits for a person's decision, the oldest first: by the lines, never by a clock.
  public func openConflicts() -> [OpenConflict] {
    contested.keys.flatMap { row in
      contestedGroups(row).compactMap { group -> (UInt32, OpenConflict)? in
        guard let line = beginning(row, group) else { return nil }
        return (line, OpenConflict(conflict: conflict(row, group), began: head(line, group)))
      }
    }.sorted { left, right in
      if left.0 != right.0 { return isLower(left.0, right.0) }
      let names = (left.1.conflict.record.description, right.1.conflict.record.description)
      return names.0 != names.1
        ? names.0 < names.1 : left.1.conflict.fields.lexicographicallyPrecedes(right.1.conflict.fields)
    }.map(\.1)
  }

  func contestedGroups(_ row: UInt32) -> [FieldKey] {
    groups(row).filter { group in
      if group.number == FieldNumbers.void, voiding(row) == .contradicted { return true }
      return status(row, group, heads: heads(row, group)) == .conflict
    }
  }

  private func conflict(_ row: UInt32, _ group: FieldKey) -> Conflict {
    Conflict(record: ref(row), fields: numbers.members(group).map(numbers.name))
  }

  /// The lowest head that does not agree with one below it; of a voiding the later of the two that contradict each other.
  private func beginning(_ row: UInt32, _ group: FieldKey) -> UInt32? {
    let heads = Array(heads(row, group).reversed())
    guard let lowest = heads.first else { return nil }
    if group.number == FieldNumbers.void {
      let others = unaware(row)
      guard let other = others.min(by: { isLower($0, $1) }) else { return heads.last }
      return isLower(lowest, other) ? other : lowest
    }
    return heads.dropFirst().first { !agree(lowest, $0, group) }
  }

  /// What a snapshot does not hold: how many fields of each flagged record are open.
  mutating func deriveContested() {
    for (place, row) in records.enumerated() where row.has(RecordRow.isContested) && !row.has(RecordRow.isHidden) {
      contested[UInt32(place)] = contestedGroups(UInt32(place)).count
    }
  }

  // MARK: Whose value it is

  /// The head of a field with who made it. Where a decision was taken back, one save says again what stood before: then it
  /// is who had said it first.
  public func sources(_ record: RecordRef, _ field: String) -> [Head] {
    guard let row = row(record) else { return [] }
    let key = numbers.key(Int(records[Int(row)].kind), field)
    let group = numbers.group(key)
    let lines = heads(row, group)
    return lines.map { line in
      let source = source(of: line, among: lines, group)
      let head = head(line, key)
      if source == line { return head }
      let first = self.head(source, key)
      return Head(
        line: head.line, value: head.value, by: first.by, at: first.at, clock: first.clock, tick: first.tick,
        device: first.device)
    }
  }

  private func source(of line: UInt32, among heads: [UInt32], _ group: FieldKey) -> UInt32 {
    // No save but one that takes a decision back gives a field two values.
    let (segment, _) = position(line)
    let isSaidAgain = heads.contains { other in
      other != line && position(other).segment == segment && lines[Int(other)].tick == lines[Int(line)].tick
    }
    guard isSaidAgain else { return line }
    for decision in refs(of: line).compactMap({ self.line($0.segment, $0.n) }) where isLower(decision, line) {
      let before = refs(of: decision).compactMap { self.line($0.segment, $0.n) }.filter { sets($0, group) }
      if let same = before.first(where: { isLower($0, decision) && agree($0, line, group) }) {
        return source(of: same, among: before, group)
      }
    }
    return line
  }

  // MARK: Taking a decision back

  /// The edits that give a conflict back: what the decision replaced is said again, each value for itself. Nil where the
  /// field is not what that decision made it.
  /// - Parameter decision: the line that decided.
  public func planUndo(_ field: String, of decision: LineRef, on record: RecordRef) -> [Edit]? {
    guard let row = row(record), let line = line(decision) else { return nil }
    let key = numbers.key(Int(records[Int(row)].kind), field)
    let group = numbers.group(key)
    guard heads(row, group) == [line] else { return nil }
    let replaced = refs(of: line).compactMap { self.line($0.segment, $0.n) }
      .filter { isOne(lines[Int($0)].record, row) && sets($0, group) && isLower($0, line) }.sorted { isLower($0, $1) }
    guard replaced.count > 1 else { return nil }
    return replaced.map { before in
      let set = numbers.members(group).map { key in
        FieldChange(numbers.name(key), value(before, key).map { text($0) })
      }
      return Edit(on: record, set: set, over: [decision])
    }
  }

  /// The edit that makes a voiding contradicted again, after somebody decided about it: it names that decision alone.
  public func planUndoVoid(of decision: LineRef, on record: RecordRef) -> Edit? {
    guard let row = row(record), let line = line(decision) else { return nil }
    let group = FieldKey(number: FieldNumbers.void, name: [])
    guard heads(row, group) == [line] else { return nil }
    let reason = refs(of: line).lazy.compactMap { self.line($0.segment, $0.n) }
      .compactMap { value($0, group).map { text($0) } }.first
    return reason.map { Edit(on: record, set: [], over: [decision], void: .reason($0)) }
  }

  // MARK: Rules that two PCs broke together

  /// Notes that people share a NIK, after a line gave one of them a number.
  mutating func noteSharers(_ hash: UInt32) {
    let rows = narrow.rows(hash).filter { records[Int($0)].kind == Registry.personKind }
    guard rows.count > 1 else { return }
    for row in rows where !records[Int(row)].has(RecordRow.sharesNik) {
      records[Int(row)].set(RecordRow.sharesNik, true)
      nikSharers.insert(row)
    }
  }

  /// People with one NIK, in the order of the numbers. Two of whom somebody answered that they are not one are told apart;
  /// frozen and voided people are nobody's task.
  public func sharedNiks() -> [SharedNik] {
    var people: [String: Set<UInt32>] = [:]
    for row in Set(nikSharers.map(first)) where records[Int(row)].isListed {
      if let nik = shown(row, FieldKey(number: indexed.nik, name: [])) { people[nik, default: []].insert(row) }
    }
    return people.compactMap { nik, rows in
      let refs = rows.map(ref).sorted { $0.id < $1.id }
      return firstOpenPair(refs) == nil ? nil : SharedNik(nik: nik, people: refs)
    }.sorted { $0.nik < $1.nik }
  }

  /// The first two of these about whom nobody answered that they are not one.
  public func firstOpenPair(_ records: [RecordRef]) -> (RecordRef, RecordRef)? {
    for (place, left) in records.enumerated() {
      for right in records[(place + 1)...] where answer(left, right) != .answered(.different) { return (left, right) }
    }
    return nil
  }

  /// PCs of one office with one letter, in the order of the letters.
  public func sharedLetters(of office: String) -> [SharedLetter] {
    var devices: [String: [RecordRef]] = [:]
    for row in rareRows(.device) where shown(row, "office") == office {
      if let letter = shown(row, "letter") { devices[letter, default: []].append(ref(row)) }
    }
    return devices.filter { $0.value.count > 1 }.map { letter, devices in
      SharedLetter(letter: letter, devices: devices.sorted { $0.id < $1.id })
    }.sorted { $0.letter < $1.letter }
  }
}
