// From two records to one and back: what differs, the save that joins, and the save that gives each its own again.
import LoketModel

extension Registry {
  /// The fields in which two records disagree so that a person must decide when they become one: the leading field of each
  /// group (`address` stands for all that moves with it), in the table's order.
  public func differences(_ left: RecordRef, _ right: RecordRef) -> [String] {
    guard left.kind == right.kind, let first = row(left), let second = row(right), first != second else { return [] }
    return Set(groups(first)).intersection(groups(second)).filter { group in
      guard numbers.rows[Int(group.number)].merge == .decide, group.number != FieldNumbers.unknown else { return false }
      let (ours, theirs) = (heads(first, group), heads(second, group))
      return ours.contains { our in theirs.contains { !agree(our, $0, group) } }
    }.sorted { $0.number < $1.number }.map(numbers.name)
  }

  /// The edits that join two records: the answer, and over the heads of both a decision for each field in which they differ.
  /// - Parameters:
  ///   - kept: whose values stay, by field of `differences`; the left ones where nothing is said.
  ///   - bases: what was on the screen of the pair and of the two records.
  public func planJoin(
    _ left: RecordRef, _ right: RecordRef, kept: [String: RecordRef], bases: [Basis]
  ) -> [Edit] {
    guard let pair = Pair.record(left, right) else { return [] }
    let basis = { (record: RecordRef) in bases.first { $0.record == record } ?? self.basis(record) }
    var edits = plan(Pair.changes(left, right, .same), on: pair, basis: basis(pair))
    let kind = kinds.find(left.kind.rawValue).map(Int.init) ?? Int.max
    let first = min(left.id, right.id) == left.id ? left : right
    for field in differences(left, right) {
      let group = numbers.group(numbers.key(kind, field))
      let chosen = kept[field] == right ? right : left
      let members = numbers.members(group)
      let values = shownValues(basis(chosen).heads[field] ?? [], group, members)
      let over = [left, right].flatMap { basis($0).heads[field] ?? [] }
      edits.append(
        Edit(on: first, set: zip(members, values).map { FieldChange(numbers.name($0), $1) }, over: over))
    }
    return edits
  }

  /// The edits that give an answer by which two records are not one, and give back to each what was decided over it when
  /// they became one. What was entered for the joined record since stays with the record on which it was saved, a voiding too.
  public func planApart(_ left: RecordRef, _ right: RecordRef, _ answer: PairAnswer?, basis: Basis) -> [Edit] {
    guard let pair = Pair.record(left, right), let first = ownRow(left.kind, left.id),
      let second = ownRow(right.kind, right.id)
    else { return [] }
    var edits = plan(Pair.changes(left, right, answer), on: pair, basis: basis)
    var after = joins
    after.put(first, second, false)
    for row in joins.tied(to: first).union(joins.tied(to: second)).sorted(by: isIdLower) {
      // Still tied by other answers: an answer against those leaves everybody alone.
      let tied = after.tied(to: row)
      let isAlone = answer != nil && tied.contains(first) && tied.contains(second)
      edits += restoring(row, among: isAlone ? [row] : tied)
    }
    return edits
  }

  /// The edits that take back what was decided over lines of records that are not among these.
  private func restoring(_ row: UInt32, among rows: Set<UInt32>) -> [Edit] {
    let lines = ownLines(row)
    let deciding = Set(lines.filter { namesOthers($0, than: rows) })
    if deciding.isEmpty { return [] }
    var edits: [Edit] = []
    for group in groups(lines).sorted(by: FieldKey.isBefore)
    where group.number != FieldNumbers.void {
      let standing = standing(lines, group)
      let decided = standing.filter(deciding.contains)
      if decided.isEmpty { continue }
      let members = numbers.members(group)
      let own = self.standing(lines.filter { !deciding.contains($0) }, group)
      let values = shownValues(own.map(lineRef), group, members)
      if values == shownValues(standing.map(lineRef), group, members) { continue }
      edits.append(
        Edit(
          on: ref(row), set: zip(members, values).map { FieldChange(numbers.name($0), $1) },
          over: decided.map(lineRef).sorted()))
    }
    return edits
  }

  /// What a record's own lines say, without those that decided anything over the lines of another: of a joined record what
  /// stood on it before. Of any other record what it shows.
  public func ownValues(_ record: RecordRef) -> [String: String] {
    guard let row = ownRow(record.kind, record.id), records[Int(row)].has(RecordRow.isJoined) else {
      return values(record)
    }
    let lines = ownLines(row).filter { !namesOthers($0, than: [row]) }
    var values: [String: String] = [:]
    for group in groups(lines) where group.number != FieldNumbers.void {
      let members = numbers.members(group)
      for (key, value) in zip(members, shownValues(standing(lines, group).map(lineRef), group, members)) {
        values[numbers.name(key)] = value
      }
    }
    return values
  }

  // MARK: One row's own lines

  private func ownLines(_ row: UInt32) -> [UInt32] {
    var lines: [UInt32] = []
    var chunk = records[Int(row)].firstChunk
    while chunk != none {
      lines.append(arena.line(chunk))
      chunk = arena.next(chunk)
    }
    return lines
  }

  private func namesOthers(_ line: UInt32, than rows: Set<UInt32>) -> Bool {
    refs(of: line).contains { ref in
      self.line(ref.segment, ref.n).map { lines[Int($0)].record != none && !rows.contains(lines[Int($0)].record) }
        ?? false
    }
  }

  private func groups(_ lines: [UInt32]) -> Set<FieldKey> {
    var groups: Set<FieldKey> = []
    for line in lines {
      forEachEntry(of: line) { _, entry in
        groups.insert(FieldKey(number: numbers.group(entry.number), name: Array(arena.bytes[entry.name])))
      }
    }
    return groups
  }

  /// Of these lines those that set the group and that none of the others names.
  private func standing(_ lines: [UInt32], _ group: FieldKey) -> [UInt32] {
    let setters = lines.filter { sets($0, group) }
    return setters.filter { line in
      !setters.contains { other in
        isLower(line, other) && refs(of: other).contains { self.line($0.segment, $0.n) == line }
      }
    }
  }
}
