// Who is frozen: in no list, no search, no match, no export and on no sheet until it is lifted (DOMAIN §9, "beku").
import LoketModel

extension Registry {
  static let frozenField = FieldNumbers.compiled.key(Int(personKind), "frozen").number

  /// Whether a person's data rest at that person's wish.
  public func isFrozen(_ record: RecordRef) -> Bool {
    row(record).map { records[Int($0)].has(RecordRow.isFrozen) } ?? false
  }

  func isFrozen(person id: String?) -> Bool { id.map { isFrozen(RecordRef(.person, $0)) } ?? false }

  /// Everybody who is frozen and not void, in the order of their ids.
  public func frozenPeople() -> [RecordRef] {
    guard hasFrozen else { return [] }
    return records.indices.lazy.map(UInt32.init).filter { row in
      records[Int(row)].has(RecordRow.isFrozen) && records[Int(row)].countsAsOne
    }.map(ref).sorted { $0.id < $1.id }
  }

  /// Who of a household is frozen; voided people left out.
  public func frozenMembers(of household: String) -> Int {
    hasFrozen
      ? showing(indexed.household, household).count { records[Int($0)].has(RecordRow.isFrozen) } : 0
  }

  /// The person with all that is known, frozen or not: for whoever may lift it.
  public func wholePerson(_ id: String) -> Person? { view(.person, id) { Person(id: $0, values: $1) } }

  /// A value of a person who is frozen, as everybody sees it: where the person lives, and nothing else.
  static func withheld(_ field: String, _ value: (String) -> String?) -> String? {
    switch field {
    case "name": Person.withheldName
    case "household", "relation", "frozen": value(field)
    default: nil
    }
  }
}

extension RecordRow {
  /// Whether it stands in lists and searches.
  var isListed: Bool {
    flags & (RecordRow.exists | RecordRow.isVoid | RecordRow.isHidden | RecordRow.isFrozen) == RecordRow.exists
  }
}
