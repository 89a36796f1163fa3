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

/// Which fields of a record wait for a decision, in the table's order, and the line by which each began to.
struct Contest: Sendable {
  var groups: [FieldKey] = []
  var began: [UInt32] = []
}

extension Registry {
  /// How many fields wait for a decision.
  public var conflictCount: Int { contested.values.reduce(0) { $0 + $1.groups.count } }

  /// How many of them are of records of these kinds.
  public func conflictCount(of kinds: Set<RecordKind>) -> Int {
    let numbers = numbers(of: kinds)
    return contested.reduce(0) { $0 + (numbers.contains(records[Int($1.key)].kind) ? $1.value.groups.count : 0) }
  }

  private func numbers(of kinds: Set<RecordKind>) -> Set<UInt16> {
    Set(kinds.compactMap { self.kinds.find($0.rawValue) }.map { UInt16(truncatingIfNeeded: $0) })
  }

  /// Whether something of the record waits for a decision or for lines that are not here.
  public func isUnsettled(_ record: RecordRef) -> Bool {
    row(record).map { records[Int($0)].has(RecordRow.isContested) || records[Int($0)].has(RecordRow.isWaiting) }
      ?? false
  }

  /// Everything that waits for a person's decision, in the order of the records' names.
  public func conflicts() -> [Conflict] {
    contested.flatMap { row, contest in contest.groups.map { conflict(row, $0) } }.sorted {
      let (left, right) = ($0.record.description, $1.record.description)
      return left != right ? left < right : $0.fields.lexicographicallyPrecedes($1.fields)
    }
  }

  /// The conflicts of one record, in the table's order.
  public func conflicts(of record: RecordRef) -> [Conflict] {
    guard let row = row(record), let contest = contested[row] else { return [] }
    return contest.groups.map { conflict(row, $0) }
  }

  /// Everything that waits for a person's decision, the oldest first: by the lines, never by a clock.
  /// - Parameters:
  ///   - kinds: records of these alone; nil for all.
  ///   - limit: the first so many.
  public func openConflicts(of kinds: Set<RecordKind>? = nil, limit: Int = .max) -> [OpenConflict] {
    let numbers = kinds.map(numbers)
    var open: [(began: UInt32, row: UInt32, group: FieldKey)] = []
    for (row, contest) in contested where numbers?.contains(records[Int(row)].kind) ?? true {
      for (group, began) in zip(contest.groups, contest.began) { open.append((began, row, group)) }
    }
    open.sort { left, right in
      if left.began != right.began { return isLower(left.began, right.began) }
      return left.row != right.row ? ref(left.row).id < ref(right.row).id : FieldKey.isBefore(left.group, right.group)
    }
    return open.prefix(limit).map {
      OpenConflict(conflict: conflict($0.row, $0.group), began: head($0.began, $0.group))
    }
  }

  /// Which fields of a record wait for a decision.
  func contest(_ row: UInt32, _ groups: [FieldKey], _ voiding: Voiding) -> Contest {
    var contest = Contest()
    for group in groups {
      let heads = heads(row, group)
      if group.number == FieldNumbers.void {
        guard voiding == .contradicted else { continue }
      } else if status(row, group, heads: heads) != .conflict {
        continue
      }
      contest.groups.append(group)
      contest.began.append(beginning(row, group, heads.reversed()))
    }
    return contest
  }

  private func conflict(_ row: UInt32, _ group: FieldKey) -> Conflict {
    Conflict(record: ref(row), fields: numbers.members(group).map(numbers.name))
  }

  /// The lowest head that does not agree with one below it; of a voiding the later of the two that contradict each other.
  /// - Parameter heads: the lowest first.
  private func beginning(_ row: UInt32, _ group: FieldKey, _ heads: [UInt32]) -> UInt32 {
    guard let lowest = heads.first else { return none }
    if group.number == FieldNumbers.void {
      guard let other = unaware(row).min(by: { isLower($0, $1) }) else { return heads.last ?? lowest }
      return isLower(lowest, other) ? other : lowest
    }
    return heads.dropFirst().first { !agree(lowest, $0, group) } ?? lowest
  }

  /// What a snapshot does not hold: which fields of each flagged record are open.
  mutating func deriveContested() {
    for (place, row) in records.enumerated() where row.has(RecordRow.isContested) && !row.has(RecordRow.isHidden) {
      let place = UInt32(place)
      contested[place] = contest(place, groups(place), row.has(RecordRow.hasVoid) ? voiding(place) : .none)
    }
  }

  // MARK: Rules that two PCs broke together

  /// How many NIK several people have; see ``sharedNiks(limit:)``.
  public var sharedNikCount: Int { twins.open.count }

  /// People with one NIK, in the order of the numbers. Two of whom somebody answered that they are not one are told apart;
  /// frozen and voided people are nobody's task.
  /// - Parameter limit: so many numbers at most.
  public func sharedNiks(limit: Int = .max) -> [SharedNik] {
    twins.open.prefix(limit).flatMap { openTwins($0) }.sorted { $0.nik < $1.nik }
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
