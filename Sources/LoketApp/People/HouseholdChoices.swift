// Households as a field looks them up while a person types: by any member's name, NIK, No. KK or address.
import LoketModel
import LoketRegistry
import LoketWidgets

enum HouseholdChoices {
  /// Rows in an open list at most.
  private static let limit = 50

  static func matching(_ typed: String, besides other: String, _ context: Context) -> [Choice] {
    let registry = context.registry
    let found =
      typed.isEmpty
      ? registry.rows(.household).prefix(limit).map(registry.ref)
      : registry.search(typed, kinds: [.household, .person], limit: limit).hits.map(\.record)
    var seen: Set<String> = [other]
    return found.compactMap { record in
      let id = record.kind == .household ? record.id : registry.person(record.id)?.household
      guard let id, let household = registry.household(id), !registry.isVoid(RecordRef(.household, id)),
        seen.insert(id).inserted
      else { return nil }
      var name = Voiding.householdName(id, context)
      if record.kind == .person, record.id != household.head, let member = registry.person(record.id)?.name {
        name += " (\(member))"
      }
      let place = [household.address ?? "", PersonRow.rtRw(household)].filter { !$0.isEmpty }
      return Choice(code: id, name: name, note: place.joined(separator: ", "))
    }
  }
}
