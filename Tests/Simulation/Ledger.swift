// What the simulator itself knows: every line that ever stood on a PC, which of them a person was told are saved, and who
// still has them.
import LoketModel
import LoketRegistry

struct Ledger {
  /// Every line that was ever seen, with what it said.
  private(set) var lines: [LineRef: KnownLine] = [:]
  private(set) var byRecord: [RecordRef: [LineRef]] = [:]
  /// Lines of which a person was told that they are saved.
  private(set) var acknowledged: Set<LineRef> = []
  /// Of these: those that were nowhere else when a disk was set back or a stick was lost.
  private(set) var lost: Set<LineRef> = []

  mutating func see(_ line: KnownLine) {
    guard lines[line.ref] == nil else { return }
    lines[line.ref] = line
    if let record = line.edit?.on { byRecord[record, default: []].append(line.ref) }
  }

  mutating func acknowledge(_ line: KnownLine) {
    see(line)
    acknowledged.insert(line.ref)
  }

  /// Lines that one place does not hold any longer.
  /// - Parameter held: what the other places hold.
  mutating func drop(_ gone: Set<LineRef>, besides held: [Set<LineRef>]) {
    for line in gone where !held.contains(where: { $0.contains(line) }) { lost.insert(line) }
  }

  /// Whether `line` replaces `other`, itself or by way of others, in this group of fields.
  /// - Parameter isGivenUp: of a line for which nobody waits any longer nobody knows what it replaced.
  func replaces(
    _ line: LineRef, _ other: LineRef, _ group: String, isGivenUp: (LineRef) -> Bool = { _ in false }
  ) -> Bool {
    var open = [line]
    var seen: Set<LineRef> = []
    while let next = open.popLast() {
      guard let here = lines[next], let edit = here.edit, FieldGroups.sets(edit, group) else { continue }
      for ref in edit.over {
        guard let named = lines[ref], named.edit?.on == edit.on, named.isLower(than: here) else { continue }
        if ref == other { return true }
        if isGivenUp(ref) { continue }
        if seen.insert(ref).inserted { open.append(ref) }
      }
    }
    return false
  }
}

/// Which fields move together, and how they merge: from the table alone.
enum FieldGroups {
  struct Rule {
    let group: String
    let merge: MergeKind
  }

  private static let named: [RecordKind: [String: Rule]] = Dictionary(grouping: FieldTable.fields, by: \.kind)
    .mapValues { rules in
      Dictionary(
        rules.map { ($0.name, Rule(group: $0.group, merge: $0.merge)) }, uniquingKeysWith: { first, _ in first })
    }

  static func rule(_ kind: RecordKind, _ field: String) -> Rule {
    if field == "void" { return Rule(group: "void", merge: .latest) }
    let rules = named[kind] ?? [:]
    if let rule = rules[field], !field.hasSuffix("/*") { return rule }
    if let slash = field.firstIndex(of: "/"), let rule = rules[field[..<slash] + "/*"] {
      return Rule(group: field, merge: rule.merge)
    }
    return Rule(group: field, merge: .decide)
  }

  private static let grouped: [RecordKind: [String: [String]]] = Dictionary(
    grouping: FieldTable.fields.filter { !$0.isSet }, by: \.kind
  ).mapValues { Dictionary(grouping: $0, by: \.group).mapValues { $0.map(\.name) } }

  static func members(_ kind: RecordKind, _ group: String) -> [String] { grouped[kind]?[group] ?? [group] }

  static func sets(_ edit: Edit, _ group: String) -> Bool {
    group == "void" && edit.void != nil || edit.set.contains { rule(edit.on.kind, $0.field).group == group }
  }

  static func groups(_ edit: Edit) -> Set<String> {
    var groups = Set(edit.set.map { rule(edit.on.kind, $0.field).group })
    if edit.void != nil { groups.insert("void") }
    return groups
  }

  static func value(_ edit: Edit, _ field: String) -> String? {
    field == "void" ? edit.void?.reason : edit.set.last { $0.field == field }?.value
  }
}
