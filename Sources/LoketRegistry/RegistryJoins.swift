// Records that a person answered to be one: shown as one under the lowest id, and each for itself again when the answer goes.
import LoketModel

/// Who was answered to be one with whom, and the groups that follow from it. Few rows of a register are in any.
struct Joins: Sendable {
  /// The records of all answers, so that a count of them walks no other record.
  var pairs: Set<UInt32> = []
  /// Both ways, whether the records are here yet or not.
  var sames: [UInt32: Set<UInt32>] = [:]
  /// Of each row of a group that under which it is shown: the lowest id.
  var firsts: [UInt32: UInt32] = [:]
  /// The next row of the group, in the order of ids; nil of the last.
  var following: [UInt32: UInt32] = [:]

  /// The rows of a group in the order of their ids; the row alone where it is in none.
  func group(_ row: UInt32) -> [UInt32] {
    guard let first = firsts[row] else { return [row] }
    return Array(sequence(first: first) { following[$0] })
  }

  /// Everybody that answers tie to a row, itself included.
  func tied(to row: UInt32) -> Set<UInt32> {
    var found: Set<UInt32> = [row]
    var open = [row]
    while let next = open.popLast() {
      for other in sames[next] ?? [] where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  mutating func put(_ left: UInt32, _ right: UInt32, _ isSame: Bool) {
    for (one, other) in [(left, right), (right, left)] {
      if isSame { sames[one, default: []].insert(other) } else { sames[one]?.remove(other) }
      if sames[one]?.isEmpty ?? false { sames[one] = nil }
    }
  }
}

extension Registry {
  /// What can be joined. Everything else that looks alike stays two.
  static let joinableKinds: Set<UInt16> = [householdKind, personKind]

  /// The row under which a record is shown: its own, but of a joined one that of the lowest id.
  func first(_ row: UInt32) -> UInt32 {
    records[Int(row)].has(RecordRow.isJoined) ? joins.firsts[row] ?? row : row
  }

  /// Whether both rows are one record now; `none`, the row of a line for a newer program, is one with nothing.
  func isOne(_ left: UInt32, _ right: UInt32) -> Bool {
    if left == none || right == none { return false }
    return left == right || first(left) == first(right)
  }

  // MARK: Every chunk of a record

  func firstChunk(_ row: inout UInt32) -> UInt32 {
    row = first(row)
    return records[Int(row)].firstChunk
  }

  /// The chunk behind this one, over all rows of a joined record. `row` is the one in which the walk is.
  func chunk(after chunk: UInt32, _ row: inout UInt32) -> UInt32 {
    let next = arena.next(chunk)
    if next != none || !records[Int(row)].has(RecordRow.isJoined) { return next }
    guard let other = joins.following[row] else { return none }
    row = other
    return records[Int(row)].firstChunk
  }

  // MARK: Groups

  /// The two records of a pair, by its id alone; nil of a pair of which nothing can be joined.
  mutating func joinable(_ pair: UInt32) -> (UInt32, UInt32)? {
    let parts = id(pair).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let kind = kinds.find(String(parts[0])),
      Registry.joinableKinds.contains(UInt16(truncatingIfNeeded: kind)), let left = Identifier(String(parts[1])),
      let right = Identifier(String(parts[2])), left < right
    else { return nil }
    return (recordRow(kind, left), recordRow(kind, right))
  }

  /// What stands about a pair: nil where nothing does, or it was taken back.
  func standing(_ pair: UInt32) -> PairState? {
    if records[Int(pair)].has(RecordRow.isVoid) { return nil }
    let group = FieldKey(number: numbers.groups[Int(indexed.pairAnswer)], name: [])
    if status(pair, group, heads: heads(pair, group)) == .conflict { return .contested }
    return shownRange(pair, indexed.pairAnswer).flatMap { PairAnswer(rawValue: text($0)) }.map { .answered($0) }
  }

  /// Lets a pair's answer count, after a line of it came.
  mutating func settlePair(_ pair: UInt32) {
    joins.pairs.insert(pair)
    guard let (left, right) = joinable(pair) else { return }
    joins.put(left, right, standing(pair) == .answered(.same))
    if !twins.groups.isEmpty { twins.doubt(joins.tied(to: left).union([right])) }
    // An answer that says anything else may stand against others that tie the two.
    regroup([left, right])
  }

  /// The rows that are one with this row: those that are here of all that answers tie to it, unless one answer says that two
  /// of them are not one. Then each stays for itself until a person decides.
  private func derivedGroup(_ row: UInt32) -> [UInt32] {
    guard joins.sames[row] != nil else { return [row] }
    let tied = joins.tied(to: row).sorted { isIdLower($0, $1) }
    for (place, left) in tied.enumerated() {
      for right in tied[(place + 1)...] {
        guard let pair = pairRow(left, right) else { continue }
        switch standing(pair) {
        case .answered(.different), .contested: return [row]
        default: continue
        }
      }
    }
    let here = tied.filter { records[Int($0)].firstChunk != none }
    return here.contains(row) ? here : [row]
  }

  /// The record of what was answered about two rows; nil where nobody answered.
  func pairRow(_ left: UInt32, _ right: UInt32) -> UInt32? {
    guard let pair = Pair.record(ref(left), ref(right)) else { return nil }
    return ownRow(pair.kind, pair.id)
  }

  /// Brings the groups of these rows up to date, and everything that hangs on them.
  mutating func regroup(_ rows: [UInt32]) {
    var touched: Set<UInt32> = []
    for row in rows {
      touched.formUnion(joins.group(row))
      touched.formUnion(joins.tied(to: row))
    }
    let members = touched.filter { records[Int($0)].firstChunk != none }.sorted { isIdLower($0, $1) }
    let groups = Dictionary(members.map { ($0, derivedGroup($0)) }) { first, _ in first }
    let changed = members.filter { joins.group($0) != groups[$0] }
    if changed.isEmpty { return }
    // What changes touches whole groups, old and new.
    for row in changed { takeApart(row) }
    for row in changed { putTogether(row, groups[row] ?? [row]) }
    for row in changed { markAnew(row) }
    if !twins.groups.isEmpty { twins.doubt(changed) }
    for row in changed where !records[Int(row)].has(RecordRow.isHidden) { judge(row) }
    for row in naming(changed) { judge(row) }
    retextJoined(changed)
  }

  /// The records with several lines of which some line names one of these rows: two values that name one record agree.
  private func naming(_ rows: [UInt32]) -> Set<UInt32> {
    var found = Set(rareRows(.dataRequest).map(first))
    for row in rows {
      let record = numbers.forms.indices.filter { numbers.forms[$0] == .record(UInt16(records[Int(row)].kind)) }
      for number in record.map({ UInt16($0) }) + [indexed.entrySubject] where indexed.place(number) != .nowhere {
        var value: [UInt8] = []
        Registry.append(number == indexed.entrySubject ? StoredMark.subject : StoredMark.id, row, to: &value)
        found.formUnion(postings(number, value).map(first))
      }
    }
    return found.filter { records[Int($0)].firstChunk != records[Int($0)].lastChunk }
  }

  private mutating func takeApart(_ place: UInt32) {
    joins.firsts[place] = nil
    joins.following[place] = nil
    contested[place] = nil
    let before = records[Int(place)]
    var row = before
    row.set(
      RecordRow.isJoined | RecordRow.isHidden | RecordRow.hasVoid | RecordRow.isVoid | RecordRow.isContested, false)
    row.set(RecordRow.isWaiting, true)
    row.set(RecordRow.exists, false)
    recount(before, row)
    row.set(RecordRow.exists, true)
    records[Int(place)] = row
  }

  private mutating func putTogether(_ place: UInt32, _ group: [UInt32]) {
    var row = records[Int(place)]
    if group.count > 1, let first = group.first, let own = group.firstIndex(of: place) {
      joins.firsts[place] = first
      if own + 1 < group.count { joins.following[place] = group[own + 1] }
      row.set(RecordRow.isJoined, true)
      row.set(RecordRow.isHidden, first != place)
    }
    records[Int(place)] = row
    var none = row
    none.set(RecordRow.exists, false)
    recount(none, row)
  }

  /// Says again which values of a row are history: a ref counts over all rows of a group, and no longer when it is gone.
  private mutating func markAnew(_ row: UInt32) {
    var chunk = records[Int(row)].firstChunk
    while chunk != none {
      arena.revive(chunk)
      chunk = arena.next(chunk)
    }
    let group = joins.group(row)
    for other in group {
      chunk = records[Int(other)].firstChunk
      while chunk != none {
        let namer = arena.line(chunk)
        for ref in refs(of: namer) {
          if let target = line(ref.segment, ref.n), lines[Int(target)].record == row { count(namer, over: target) }
        }
        chunk = arena.next(chunk)
      }
    }
  }

  // MARK: Texts

  /// Brings the texts and places of rows up to date whose groups changed, and of what stands under their names.
  private mutating func retextJoined(_ rows: [UInt32]) {
    var touched = rows
    for row in rows {
      let kind = records[Int(row)].kind
      if kind == Registry.personKind { touched += showing(indexed.head, id(row), includingVoid: true) }
      if kind == Registry.householdKind { touched += showing(indexed.household, id(row), includingVoid: true) }
    }
    if isLoading {
      for row in touched { retext(row) }
      return
    }
    var seen: Set<UInt32> = []
    touched = touched.filter { seen.insert($0).inserted }
    for row in touched {
      takeOut(row, of: records[Int(row)].kind == Registry.personKind ? \.personOrder : \.householdOrder)
    }
    for row in touched { _ = rewrite(row) }
    // A household stands where its head's text says, so people come first.
    for kind in [Registry.personKind, Registry.householdKind] {
      for row in touched where records[Int(row)].kind == kind && records[Int(row)].isListed {
        putIn(row, kind == Registry.personKind ? \.personOrder : \.householdOrder)
      }
    }
    tidyTexts()
  }

  // MARK: From a snapshot

  /// Derives the groups anew from the pairs of a snapshot.
  /// - Returns: false where the rows are flagged otherwise: the snapshot is not one that was written whole.
  mutating func deriveJoins() -> Bool {
    guard let kind = kinds.find(RecordKind.pair.rawValue) else { return true }
    for place in records.indices where records[place].kind == kind && records[place].has(RecordRow.exists) {
      let pair = UInt32(place)
      joins.pairs.insert(pair)
      guard standing(pair) == .answered(.same), let (left, right) = joinable(pair) else { continue }
      joins.put(left, right, true)
    }
    var flagged = records.count { $0.has(RecordRow.isJoined | RecordRow.isHidden) }
    for row in joins.sames.keys {
      let group = derivedGroup(row)
      guard group.count > 1, let first = group.first, let own = group.firstIndex(of: row) else { continue }
      guard records[Int(row)].has(RecordRow.isJoined), records[Int(row)].has(RecordRow.isHidden) == (row != first)
      else {
        return false
      }
      joins.firsts[row] = first
      if own + 1 < group.count { joins.following[row] = group[own + 1] }
      flagged -= 1
    }
    return flagged == 0
  }
}
