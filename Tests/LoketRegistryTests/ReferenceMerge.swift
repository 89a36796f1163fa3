// The heads rule once more, written apart from the registry, slowly and from the sentences of the design alone.
import LoketModel

@testable import LoketRegistry

struct ReferenceLine {
  let ref: LineRef
  let tick: UInt64
  let edit: Edit
  func isLower(than other: ReferenceLine) -> Bool {
    (tick, ref.segment, ref.n) < (other.tick, other.ref.segment, other.ref.n)
  }
}

struct ReferenceMerge {
  let lines: [LineRef: ReferenceLine]
  /// What each line sets, by group.
  let sets: [LineRef: [String: [String: String?]]]
  /// The records that are one, by each of them, in the order of their ids.
  private(set) var groups: [RecordRef: [RecordRef]] = [:]
  init(_ lines: [ReferenceLine]) {
    self.lines = Dictionary(lines.map { ($0.ref, $0) }) { first, _ in first }
    sets = self.lines.mapValues { Self.sets($0.edit) }
    groups = joined()
  }

  /// People, or households, between whom a chain of `same` runs and of whom no two were answered to be anything else that
  /// stands against it.
  private func joined() -> [RecordRef: [RecordRef]] {
    let here = Set(lines.values.map(\.edit.on))
    var sames: [Set<RecordRef>] = []
    var apart: Set<Set<RecordRef>> = []
    for pair in here where pair.kind == .pair && !isVoid(pair) {
      let parts = pair.id.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3, ["person", "household"].contains(parts[0]), parts[1] < parts[2],
        Identifier(parts[1]) != nil, Identifier(parts[2]) != nil
      else { continue }
      let both = Set(parts.dropFirst().map { RecordRef(RecordKind(rawValue: parts[0]), $0) })
      let answer = state(pair, "answer")
      if answer.status == .conflict || answer.shown == "different" {
        apart.insert(both)
      } else if answer.shown == "same" {
        sames.append(both)
      }
    }
    var chains: [Set<RecordRef>] = []
    for both in sames {
      let touching = chains.filter { !$0.isDisjoint(with: both) }
      chains.removeAll { !$0.isDisjoint(with: both) }
      chains.append(touching.reduce(both) { $0.union($1) })
    }
    var groups: [RecordRef: [RecordRef]] = [:]
    for chain in chains where !apart.contains(where: { $0.isSubset(of: chain) }) {
      let group = chain.intersection(here).sorted { $0.id < $1.id }
      for record in group { groups[record] = group }
    }
    return groups
  }
  func group(_ record: RecordRef) -> [RecordRef] { groups[record] ?? [record] }
  /// A value that names a record stands for all that are one with it.
  func meant(_ value: String?, _ record: RecordRef, _ field: String) -> String? {
    guard let value else { return nil }
    switch Self.rules[record.kind]?.first(where: { $0.name == field })?.form {
    case .record(let kind): return Identifier(value) == nil ? value : group(RecordRef(kind, value))[0].id
    default: return value
    }
  }

  static let rules = Dictionary(grouping: FieldTable.fields, by: \.kind)
  static func rule(_ record: RecordRef, _ field: String) -> (group: String, merge: MergeKind) {
    if field == "void" { return ("void", .latest) }
    for rule in Self.rules[record.kind] ?? [] {
      if rule.name == field, !rule.name.hasSuffix("*") { return (rule.group, rule.merge) }
      let stem = rule.name.dropLast()
      if rule.name.hasSuffix("*"), field.hasPrefix(stem), field != stem { return (field, rule.merge) }
    }
    return (field, .decide)
  }
  func members(_ record: RecordRef, _ group: String) -> [String] {
    let fields = FieldTable.fields.filter { $0.kind == record.kind && $0.group == group && !$0.name.hasSuffix("*") }
    return fields.isEmpty ? [group] : fields.map(\.name)
  }
  func values(_ line: ReferenceLine, _ group: String) -> [String: String?] { sets[line.ref]?[group] ?? [:] }
  static func sets(_ edit: Edit) -> [String: [String: String?]] {
    var sets: [String: [String: String?]] = [:]
    for change in edit.set {
      sets[rule(edit.on, change.field).group, default: [:]][change.field] = .some(change.value)
    }
    if let void = edit.void { sets["void", default: [:]]["void"] = .some(void.reason) }
    return sets
  }
  func setters(_ record: RecordRef, _ group: String) -> [ReferenceLine] {
    lines.values.filter { self.group(record).contains($0.edit.on) && !values($0, group).isEmpty }
  }
  func names(_ line: ReferenceLine, _ other: ReferenceLine) -> Bool {
    line.edit.over.contains(other.ref) && group(other.edit.on).contains(line.edit.on) && other.isLower(than: line)
  }
  func heads(_ record: RecordRef, _ group: String) -> [ReferenceLine] {
    let setters = setters(record, group)
    return setters.filter { line in !setters.contains { names($0, line) } }.sorted { $1.isLower(than: $0) }
  }
  /// Whether somebody gave a line up, and that stands.
  func isLost(_ line: LineRef) -> Bool {
    let (loss, field) = (RecordRef(.loss, line.segment), "lines/\(line.n)")
    return !isVoid(loss) && heads(loss, field).contains { values($0, field)[field].flatMap { $0 } != nil }
  }
  func state(_ record: RecordRef, _ field: String) -> (shown: String?, heads: [LineRef], status: FieldState.Status) {
    let (group, merge) = Self.rule(record, field)
    let heads = heads(record, group)
    let adder = merge == .element ? heads.first { values($0, group)[field].flatMap { $0 } != nil } : nil
    let shown = (adder ?? heads.first).flatMap { values($0, group)[field] }.flatMap { $0 }
    let tuples = Set(
      heads.map { head in members(record, group).map { meant(values(head, group)[$0].flatMap { $0 }, record, $0) } })
    let waits = setters(record, group).contains { $0.edit.over.contains { lines[$0] == nil && !isLost($0) } }
    let status: FieldState.Status =
      waits ? .waiting : heads.isEmpty ? .empty : merge == .decide && tuples.count > 1 ? .conflict : .settled
    return (meant(shown, record, field), heads.map(\.ref), status)
  }
  func isVoid(_ record: RecordRef) -> Bool {
    let voids = heads(record, "void")
    if voids.isEmpty || voids.contains(where: { $0.edit.void == .cleared }) { return false }
    let fields = Set(lines.values.filter { group(record).contains($0.edit.on) }.flatMap { $0.edit.set.map(\.field) })
    return fields.flatMap { heads(record, Self.rule(record, $0).group) }.allSatisfy { head in
      voids.contains { $0.ref == head.ref || names($0, head) || names(head, $0) }
    }
  }
}
