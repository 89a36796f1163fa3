// The sides of a conflict, each with who said it and what, and the rest of the record around them.
import LoketModel
import LoketRegistry
import LoketWidgets

/// One side of a conflict: who said it, and what.
struct ConflictColumn: Equatable, Sendable {
  let line: LineRef
  let device: String
  let by: String
  let time: String
  /// What is to be thought of that time; empty where the clock was right.
  let doubt: String
  /// The fields' names, and of each what this side says.
  let labels: [String]
  let cells: [String]
  /// Of a voiding: this side voids.
  var isVoiding = false

  private init(_ head: Head, labels: [String], cells: [String], isVoiding: Bool = false, _ context: Context) {
    line = head.line
    device = FieldWords.device(head.device, context)
    by = FieldWords.account(head.by, context)
    time = head.at.map { "\($0.date.display) \($0.time)" } ?? context.word(.notKnownYet)
    doubt = head.clock == .ok ? "" : context.word(head.clock == .doubt ? .clockInDoubt : .clockWasAsked)
    (self.labels, self.cells, self.isVoiding) = (labels, cells, isVoiding)
  }

  /// Every head, the highest first; empty where nothing has to be decided.
  static func all(of record: RecordRef, _ field: String, _ context: Context) -> [ConflictColumn] {
    let registry = context.registry
    if field == "void" { return sidesOfVoiding(record, context) }
    guard registry.state(record, field).status == .conflict else { return [] }
    let group = FieldTable.group(record.kind, of: field)
    let labels = group.map { FieldWords.label(record.kind, $0, context) }
    let states = group.map { (name: $0, heads: registry.state(record, $0).heads) }
    return registry.sources(record, field).map { head in
      let cells = states.map { name, heads in
        FieldWords.shown(record.kind, name, heads.first { $0.line == head.line }?.value, context)
      }
      return ConflictColumn(head, labels: labels, cells: cells, context)
    }
  }

  private static func sidesOfVoiding(_ record: RecordRef, _ context: Context) -> [ConflictColumn] {
    guard Voiding.isContradicted(record, context) else { return [] }
    let label = [context.word(.fieldVoid)]
    let voids = context.registry.state(record, "void").heads
    let sides = voids.map { head in
      let reason = head.value.map { FieldWords.reason(.voidReason, $0, context) }
      return ConflictColumn(
        head, labels: label, cells: [reason ?? context.word(.historyRestored)], isVoiding: reason != nil, context)
    }
    if sides.contains(where: { !$0.isVoiding }) { return sides }
    guard let used = context.registry.enteredUnaware(of: record).last else { return sides }
    let fields = used.fields.map { FieldWords.label(record.kind, $0, context) }
    let words = context.text(.conflictUsed, ["fields": fields.joined(separator: ", ")])
    return sides + [ConflictColumn(used.head, labels: label, cells: [words], context)]
  }
}

extension Sheet {
  /// The rest of the record: what else stands in it, whose it is, and which other questions it has.
  mutating func around(_ record: RecordRef, besides field: String, _ context: Context) {
    let registry = context.registry
    heading(context.word(.conflictAround))
    let group = Set(FieldTable.group(record.kind, of: field))
    var open: (label: String, value: String)?
    for rule in FieldTable.rules(of: record.kind) where !rule.isSet && !group.contains(rule.name) {
      guard let value = registry.value(record, rule.name) else { continue }
      let mark = registry.state(record, rule.name).status
      let words = FieldWords.value(record.kind, rule.name, value, context)
      let next = (
        label: FieldWords.label(record.kind, rule.name, context),
        value: mark == .conflict || mark == .waiting ? "! " + words : words
      )
      if let left = open {
        pair(left, next)
        open = nil
      } else {
        open = next
      }
    }
    if let open { pair(open) }
    if record.kind == .household {
      let names = registry.members(of: record.id).map { $0.name ?? context.word(.nameUnknown) }
      if !names.isEmpty { text("\(context.word(.compareMembersLabel)): \(names.joined(separator: ", "))") }
    }
    let others = registry.conflicts(of: record).filter { $0.fields.first != field }
    if !others.isEmpty {
      let names = others.map { ConflictItems.label($0, context) }.joined(separator: ", ")
      text(context.text(.conflictOthers, ["fields": names]), style: .check)
    }
  }
}

extension Phrase {
  static let conflictUsed = Phrase("conflict.used")
  static let conflictAround = Phrase("conflict.around")
  static let conflictOthers = Phrase("conflict.others")
  static let clockInDoubt = Phrase("conflict.clock.doubt")
  static let clockWasAsked = Phrase("conflict.clock.asked")
}
