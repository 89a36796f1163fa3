// The voided households of the list, and voided people whose household stands: the search does not know them, so they are looked through here.
import LoketModel
import LoketRegistry

enum VoidedRows {
  /// In the order of the names.
  static func all(_ context: Context) -> [HouseholdListScreen.Row] { matching("", context) }

  /// Those in which every typed word stands: in a name, an address or a number.
  static func matching(_ typed: String, _ context: Context) -> [HouseholdListScreen.Row] {
    let words = NameKey.fold(typed).split(separator: " ")
    let records =
      context.registry.voided(.household) + context.registry.voided(.person).filter { standsAlone($0, context) }
    var rows: [(record: RecordRef, text: String)] = []
    for record in records {
      let text = text(of: record, context)
      if words.allSatisfy({ text.contains($0) }) { rows.append((record, text)) }
    }
    rows.sort { left, right in left.text != right.text ? left.text < right.text : left.record.id < right.record.id }
    return rows.map { HouseholdListScreen.Row(record: $0.record) }
  }

  /// Who was voided with a household is found there.
  private static func standsAlone(_ person: RecordRef, _ context: Context) -> Bool {
    guard let household = context.registry.person(person.id)?.household else { return true }
    return !context.registry.isVoid(RecordRef(.household, household))
  }

  private static func text(of record: RecordRef, _ context: Context) -> String {
    let registry = context.registry
    if record.kind == .person {
      let person = registry.person(record.id)
      return NameKey.fold([person?.name ?? "", person?.nik ?? ""].joined(separator: " "))
    }
    let household = registry.household(record.id)
    let members = registry.members(of: record.id, includingVoid: true)
    let texts =
      [Voiding.headName(of: record.id, context) ?? "", household?.address ?? "", household?.familyCardNumber ?? ""]
      + members.flatMap { [$0.name ?? "", $0.nik ?? ""] }
    return NameKey.fold(texts.joined(separator: " "))
  }
}
