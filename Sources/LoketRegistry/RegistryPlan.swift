// From what a person typed to the edits that say exactly that, and name exactly what was on the screen.
import LoketModel

/// The heads of every field of a record at one moment: what was on the screen when a person began. Drafts keep it.
public struct Basis: Hashable, Sendable {
  public let record: RecordRef
  /// Lines by the leading field of each group, an element by its own name, `void` for the voiding.
  public let heads: [String: [LineRef]]

  public init(record: RecordRef, heads: [String: [LineRef]]) {
    self.record = record
    self.heads = heads
  }
}

extension Basis: Codable {
  public init(from decoder: any Decoder) throws {
    let texts = try [String: [String]](from: decoder)
    var heads: [String: [LineRef]] = [:]
    for (field, refs) in texts where field != "" { heads[field] = refs.compactMap { LineRef($0) } }
    guard let record = texts[""]?.first.flatMap({ RecordRef($0) }) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no record"))
    }
    self.init(record: record, heads: heads)
  }

  /// One object: each field's lines as `segment:n`, and the record under the empty name.
  public func encode(to encoder: any Encoder) throws {
    var texts = heads.mapValues { $0.map(\.description) }
    texts[""] = [record.description]
    try texts.encode(to: encoder)
  }
}

extension Registry {
  /// The heads of every field of the record now. Ask when a form opens; give it to `plan` when it is saved.
  public func basis(_ record: RecordRef) -> Basis {
    var heads: [String: [LineRef]] = [:]
    if let row = row(record) {
      for group in groups(row) {
        // A field that a stranger named `void` shares the name with the voiding, and its lines are named with it.
        heads[numbers.name(group), default: []] += self.heads(row, group).map(lineRef).sorted()
      }
    }
    return Basis(record: record, heads: heads)
  }

  /// The edits that save these changes: fields that replace different lines stand in separate edits, a group is written
  /// whole, and what is as it was when the person began is not written at all.
  /// - Parameter basis: what was on the screen; lines that arrived since are not replaced but become conflicts.
  public func plan(_ changes: [FieldChange], on record: RecordRef, basis: Basis) -> [Edit] {
    let kind = kinds.find(record.kind.rawValue).map(Int.init) ?? Int.max
    var wanted: [FieldKey: String?] = [:]
    var order: [FieldKey] = []
    for change in changes {
      let key = numbers.key(kind, change.field)
      if wanted.updateValue(change.value, forKey: key) == nil { order.append(key) }
    }
    var edits: [Edit] = []
    var planned: Set<FieldKey> = []
    for key in order {
      let group = numbers.group(key)
      guard planned.insert(group).inserted else { continue }
      let over = basis.heads[numbers.name(group)] ?? []
      let members = numbers.members(group)
      let before = shownValues(over, group, members)
      let after = zip(members, before).map { wanted[$0] ?? $1 }
      if after == before { continue }
      let fields = zip(members, after).map { FieldChange(numbers.name($0), $1) }
      if let same = edits.firstIndex(where: { $0.over == over }) {
        edits[same].set += fields
      } else {
        edits.append(Edit(on: record, set: fields, over: over))
      }
    }
    return naming(void: basis, edits)
  }

  /// The edit by which a person decides a conflict: every field of the group gets what this head gave it, or the values
  /// of `changes`, over all heads.
  public func planDecision(
    _ field: String, like head: LineRef?, changes: [FieldChange] = [], on record: RecordRef, basis: Basis
  ) -> Edit {
    let kind = kinds.find(record.kind.rawValue).map(Int.init) ?? Int.max
    let group = numbers.group(numbers.key(kind, field))
    let over = basis.heads[numbers.name(group)] ?? []
    let line = head.flatMap { self.line($0) }
    let fields = numbers.members(group).map { key in
      let name = numbers.name(key)
      let typed = changes.last { $0.field == name }
      let kept = line.flatMap { value($0, key) }.map { text($0) }
      return FieldChange(name, typed.map(\.value) ?? kept)
    }
    return naming(void: basis, [Edit(on: record, set: fields, over: over)])[0]
  }

  /// The edit that voids a record: it names every head, so that whatever it does not name contradicts it.
  /// - Parameter set: what is said of the record in the same edit.
  public func planVoid(_ record: RecordRef, reason: String, set: [FieldChange] = []) -> Edit {
    let heads = Set(basis(record).heads.values.joined())
    return Edit(on: record, set: set, over: heads.sorted(), void: .reason(reason))
  }

  /// The edit that takes the voiding of a record back: it names the lines that voided it on the screen. A voiding that
  /// it does not name stands against it, as two values of a field do.
  public func planRestore(_ record: RecordRef, basis: Basis) -> Edit {
    Edit(on: record, set: [], over: basis.heads["void"] ?? [], void: .cleared)
  }

  /// Who edits a record that was void on the screen says so.
  private func naming(void basis: Basis, _ edits: [Edit]) -> [Edit] {
    let voids = (basis.heads["void"] ?? []).filter { ref in line(ref).map { lines[Int($0)].isVoid } ?? true }
    if voids.isEmpty { return edits }
    return edits.map { edit in
      var edit = edit
      edit.over += voids.filter { !edit.over.contains($0) }
      return edit
    }
  }

  /// What the fields of a group showed when these lines were its heads.
  func shownValues(_ heads: [LineRef], _ group: FieldKey, _ members: [FieldKey]) -> [String?] {
    let lines = heads.compactMap { line($0) }.sorted { isLower($1, $0) }
    let shown =
      numbers.rows[Int(group.number)].merge == .element
      ? lines.first { value($0, group) != nil } ?? lines.first : lines.first
    return members.map { key in shown.flatMap { value($0, key) }.map { text($0) } }
  }
}
