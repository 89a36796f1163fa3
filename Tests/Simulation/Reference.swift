// The state that a set of lines means, worked out slowly from the sentences of the design: what every register must show.
import LoketModel
import LoketRegistry

struct Reference {
  let ledger: Ledger
  /// Lines that stand in the files, whole.
  let full: Set<LineRef>
  /// Lines of which an erasure left the place.
  let blank: Set<LineRef>
  private let byRecord: [RecordRef: [KnownLine]]

  init(_ ledger: Ledger, full: Set<LineRef>, blank: Set<LineRef>) {
    (self.ledger, self.full, self.blank) = (ledger, full, blank)
    // What an erased line replaced stays replaced, so blank ones count as namers.
    byRecord = Dictionary(
      grouping: full.union(blank).compactMap { ledger.lines[$0] }.filter { $0.edit != nil },
      by: { $0.edit?.on ?? RecordRef(.person, "") })
  }

  var records: [RecordRef] { byRecord.keys.sorted { $0.description < $1.description } }

  func groups(_ record: RecordRef) -> [String] {
    Set((byRecord[record] ?? []).flatMap { $0.edit.map { FieldGroups.groups($0) } ?? [] }).sorted()
  }

  private func setters(_ record: RecordRef, _ group: String) -> [KnownLine] {
    (byRecord[record] ?? []).filter { $0.edit.map { FieldGroups.sets($0, group) } ?? false }
  }

  /// The highest first.
  func heads(_ record: RecordRef, _ group: String) -> [KnownLine] {
    let setters = setters(record, group)
    let own = Dictionary(uniqueKeysWithValues: (byRecord[record] ?? []).map { ($0.ref, $0) })
    var named: Set<LineRef> = []
    for line in setters {
      for ref in line.edit?.over ?? [] {
        if let other = own[ref], other.isLower(than: line) { named.insert(ref) }
      }
    }
    return setters.filter { full.contains($0.ref) && !named.contains($0.ref) }.sorted { $1.isLower(than: $0) }
  }

  private func isLost(_ ref: LineRef) -> Bool {
    let loss = RecordRef(.loss, ref.segment)
    return heads(loss, "lines/\(ref.n)").contains { line in
      line.edit.flatMap { FieldGroups.value($0, "lines/\(ref.n)") } != nil
    }
  }

  func isVoid(_ record: RecordRef) -> Bool {
    let voids = heads(record, "void")
    if voids.isEmpty || voids.contains(where: { $0.edit?.void == .cleared }) { return false }
    return groups(record).filter { $0 != "void" }.flatMap { heads(record, $0) }.allSatisfy { head in
      voids.contains { $0.ref == head.ref || names($0, head) || names(head, $0) }
    }
  }

  private func names(_ line: KnownLine, _ other: KnownLine) -> Bool {
    line.edit?.over.contains(other.ref) ?? false && other.isLower(than: line)
  }

  func status(_ record: RecordRef, _ group: String, _ heads: [KnownLine]) -> FieldState.Status {
    let here = full.union(blank)
    let waits = setters(record, group).contains { line in
      full.contains(line.ref) && line.edit?.over.contains { !here.contains($0) && !isLost($0) } ?? false
    }
    if waits { return .waiting }
    if heads.isEmpty { return .empty }
    let merge = FieldGroups.rule(record.kind, group).merge
    let members = FieldGroups.members(record.kind, group)
    let values = Set(heads.map { head in members.map { field in head.edit.flatMap { FieldGroups.value($0, field) } } })
    return merge == .decide && values.count > 1 ? .conflict : .settled
  }

  func shown(_ record: RecordRef, _ field: String, _ heads: [KnownLine]) -> String? {
    let isElement = FieldGroups.rule(record.kind, field).merge == .element
    let adder = isElement ? heads.first { $0.edit.flatMap { FieldGroups.value($0, field) } != nil } : nil
    return (adder ?? heads.first)?.edit.flatMap { FieldGroups.value($0, field) }
  }

  /// What a register shows otherwise than it must; nil where nothing.
  func firstDifference(_ registry: Registry) -> String? {
    // What a value that names a joined record shows, and two records that are one, are the register's own matter.
    let areJoined = records.contains { registry.joined($0).count > 1 }
    for record in records where !(areJoined && registry.joined(record).count > 1) {
      if registry.isVoid(record) != isVoid(record) {
        return "\(record) is \(registry.isVoid(record) ? "" : "not ")void"
      }
      for group in groups(record) where group != "void" {
        let heads = heads(record, group)
        for field in FieldGroups.members(record.kind, group)
        where !areJoined || !["household", "head", "person", "subject"].contains(field) {
          let state = registry.state(record, field)
          if state.heads.map(\.line) != heads.map(\.ref) {
            return "\(record) \(field): heads \(state.heads.map(\.line)), not \(heads.map(\.ref))"
          }
          let status = status(record, group, heads)
          if state.status != status { return "\(record) \(field): \(state.status), not \(status)" }
          if state.shown != shown(record, field, heads) {
            return
              "\(record) \(field): shows \(state.shown ?? "nothing"), not \(shown(record, field, heads) ?? "nothing")"
          }
        }
      }
    }
    return nil
  }
}
