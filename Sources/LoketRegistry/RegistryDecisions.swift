// Decisions about conflicts: whose value stands where one was taken back, and the edits that give a conflict back.
import LoketModel

extension Registry {
  // MARK: Whose value it is

  /// The heads of a field with who made them. Where a decision was taken back, one save says again what stood before: then
  /// it is who had said it first.
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
    for decision in named(by: line) {
      let before = named(by: decision).filter { sets($0, group) }
      if let same = before.first(where: { agree($0, line, group) }) { return source(of: same, among: before, group) }
    }
    return line
  }

  /// The lines that are here and that an edit may name.
  private func named(by line: UInt32) -> [UInt32] {
    refs(of: line).compactMap { self.line($0.segment, $0.n) }.filter { isLower($0, line) }
  }

  /// What entered of a voided record without knowing of it: each line with the fields that it set.
  public func enteredUnaware(of record: RecordRef) -> [(head: Head, fields: [String])] {
    guard let row = row(record) else { return [] }
    return unaware(row).sorted { isLower($0, $1) }.map { line in
      var fields: [String] = []
      forEachEntry(of: line) { _, entry in
        guard entry.isLive, entry.number != FieldNumbers.void else { return }
        fields.append(numbers.name(FieldKey(number: entry.number, name: Array(arena.bytes[entry.name]))))
      }
      return (head(line, FieldKey(number: FieldNumbers.void, name: [])), fields)
    }
  }

  // MARK: Taking a decision back

  /// The entry with which this account decided something on this working day that still stands as it was decided, the last
  /// one; and the edits that give the question back.
  public func lastDecision(by account: String, on day: CalendarDate) -> (entry: String, edits: [Edit])? {
    for row in inOrder(showing(indexed.entryDay, day.iso)).reversed() {
      guard let line = firstLine(of: row), name(lines[Int(line)].by) == account, !isDecidedAlone(row),
        approvals(of: row).isEmpty
      else { continue }
      let edits = planUndo(of: run(of: line))
      if !edits.isEmpty { return (id(row), edits) }
    }
    return nil
  }

  /// Saves of more lines are imports, which decide nothing.
  private static let longestDecision = 200

  private func planUndo(of run: [UInt32]) -> [Edit] {
    if run.count > Registry.longestDecision { return [] }
    var edits: [Edit] = []
    var voids: [UInt32] = []
    for line in run where lines[Int(line)].record != none {
      let record = ref(first(lines[Int(line)].record))
      if record.kind == .loss {
        edits += planWaiting(givenUp(by: line, in: record))
        continue
      }
      var groups: Set<FieldKey> = []
      forEachEntry(of: line) { _, entry in
        groups.insert(FieldKey(number: numbers.group(entry.number), name: Array(arena.bytes[entry.name])))
      }
      for group in groups.sorted(by: FieldKey.isBefore) {
        if group.number == FieldNumbers.void {
          voids.append(line)
        } else if numbers.merges[Int(group.number)] == .decide {
          edits += planUndo(numbers.name(group), of: lineRef(line), on: record) ?? []
        }
      }
    }
    return edits + planUndo(voids: voids)
  }

  /// Who was voided or restored together with a record about which it was the question goes back too.
  private func planUndo(voids: [UInt32]) -> [Edit] {
    guard voids.contains(where: settledVoiding) else { return [] }
    return voids.compactMap { line in
      let record = ref(first(lines[Int(line)].record))
      if settledVoiding(line) { return planUndoVoid(of: lineRef(line), on: record) }
      let group = FieldKey(number: FieldNumbers.void, name: [])
      guard heads(first(lines[Int(line)].record), group) == [line] else { return nil }
      if value(line, group) != nil { return planRestore(record, basis: basis(record)) }
      return reason(before: line).map { planVoid(record, reason: $0) }
    }
  }

  private func givenUp(by line: UInt32, in record: RecordRef) -> [LineRef] {
    guard let segment = Identifier(record.id) else { return [] }
    var refs: [LineRef] = []
    forEachEntry(of: line) { _, entry in
      guard entry.isLive, !entry.isNull, entry.number == Registry.lostLinesField,
        let n = Int(String(decoding: arena.bytes[entry.name], as: UTF8.self))
      else { return }
      refs.append(LineRef(segment: segment, n: n))
    }
    return refs
  }

  /// The edits that give a conflict back: what the decision replaced is said again, each value for itself. Nil where the
  /// field is not what that decision made it.
  /// - Parameter decision: the line that decided.
  func planUndo(_ field: String, of decision: LineRef, on record: RecordRef) -> [Edit]? {
    guard let row = row(record), let line = line(decision) else { return nil }
    let group = numbers.group(numbers.key(Int(records[Int(row)].kind), field))
    guard heads(row, group) == [line] else { return nil }
    let replaced = named(by: line).filter { isOne(lines[Int($0)].record, row) && sets($0, group) }
      .sorted { isLower($0, $1) }
    guard let first = replaced.first, !replaced.dropFirst().allSatisfy({ agree(first, $0, group) }) else { return nil }
    return replaced.map { before in
      let set = numbers.members(group).map { key in
        FieldChange(numbers.name(key), value(before, key).map { text($0) })
      }
      return Edit(on: record, set: set, over: [decision])
    }
  }

  /// The edit that makes a voiding contradicted again, after somebody decided about it: it names that decision alone.
  func planUndoVoid(of decision: LineRef, on record: RecordRef) -> Edit? {
    guard let row = row(record), let line = line(decision) else { return nil }
    guard heads(row, FieldKey(number: FieldNumbers.void, name: [])) == [line], settledVoiding(line) else { return nil }
    return reason(before: line).map { Edit(on: record, set: [], over: [decision], void: .reason($0)) }
  }

  /// The reason of the voiding that a line replaced.
  private func reason(before line: UInt32) -> String? {
    let group = FieldKey(number: FieldNumbers.void, name: [])
    return named(by: line).lazy.compactMap { self.value($0, group).map { self.text($0) } }.first
  }

  /// Whether a line that voids or restores was said of a record that was voided and used at once.
  private func settledVoiding(_ line: UInt32) -> Bool {
    let group = FieldKey(number: FieldNumbers.void, name: [])
    let before = named(by: line)
    let voids = before.filter { value($0, group) != nil }
    if voids.isEmpty { return false }
    if before.contains(where: { sets($0, group) && value($0, group) == nil }) { return true }
    var known = Set(voids)
    for void in voids { known.formUnion(named(by: void)) }
    var others = Set(before)
    if value(line, group) == nil {
      forEachEntry(first(lines[Int(line)].record)) { other, entry in
        if entry.isLive, entry.number != FieldNumbers.void, isLower(other, line) { others.insert(other) }
      }
    }
    return others.subtracting(known).contains { other in
      !sets(other, group) && Set(named(by: other)).isDisjoint(with: voids)
    }
  }
}
