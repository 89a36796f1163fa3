// The edit that makes a record: fields in the table's order, groups whole.
import LoketModel

enum NewRecord {
  /// An edit that sets `values` on a record that nobody has written yet. Fields that the table does not know keep their
  /// order and come last; a group of which one member is set is written whole (DESIGN §4: fields that move together).
  static func edit(_ record: RecordRef, _ values: [FieldChange]) -> Edit {
    let order = orders[record.kind] ?? []
    var byName: [String: String] = [:]
    for change in values { if let value = change.value, !value.isEmpty { byName[change.field] = value } }
    let groups = Set(order.filter { byName[$0.name] != nil }.map(\.group))
    var set: [FieldChange] = []
    set.reserveCapacity(byName.count + 4)
    for rule in order where groups.contains(rule.group) {
      set.append(FieldChange(rule.name, byName.removeValue(forKey: rule.name)))
    }
    for change in values {
      if let value = byName.removeValue(forKey: change.field) { set.append(FieldChange(change.field, value)) }
    }
    return Edit(on: record, set: set)
  }

  private static let orders = Dictionary(grouping: FieldTable.fields.filter { !$0.name.hasSuffix("/*") }, by: \.kind)
}
