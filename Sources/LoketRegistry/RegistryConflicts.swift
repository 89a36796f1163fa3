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

  /// How many of them are of records of these kinds.
  public func conflictCount(of kinds: Set<RecordKind>) -> Int {
    let numbers = Set(kinds.compactMap { self.kinds.find($0.rawValue) })
    return contested.reduce(0) { $0 + (numbers.contains(UInt32(records[Int($1.key)].kind)) ? $1.value : 0) }
  }

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
