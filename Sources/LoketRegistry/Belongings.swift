// What belongs to a record and goes with it when it is erased: by the owner fields of the kinds, found in the indexes.
import LoketModel

/// The field by which the records of a kind belong to another one.
private struct OwnerField: Sendable {
  /// The place of the kind in `FieldTable.kinds`.
  let kind: UInt16
  /// Of a pair both of its sides.
  let numbers: [UInt16]
  /// Of what kind the owners are, each named by its id; nil: of any, named by kind and id or, as some were saved, by the
  /// id alone.
  let owner: RecordKind?

  static let all: [OwnerField] = FieldTable.kinds.enumerated().compactMap { place, rule in
    guard let field = rule.ownerField, let form = FieldTable.rule(rule.kind, field)?.form else { return nil }
    let names = rule.kind == .pair ? [field, "second"] : [field]
    let owner: RecordKind? = if case .record(let kind) = form { kind } else { nil }
    return OwnerField(
      kind: UInt16(place), numbers: names.map { FieldNumbers.compiled.key(place, $0).number }, owner: owner)
  }
}

extension Registry {
  /// What belongs to a record and goes with it when it is erased, in the order of the kinds.
  public func ownedRecords(of record: RecordRef) -> [RecordRef] {
    guard let row = row(record) else { return [] }
    let own = Set(joins.group(row))
    return withOwned(own).subtracting(own).sorted {
      let kinds = (records[Int($0)].kind, records[Int($1)].kind)
      return kinds.0 != kinds.1 ? kinds.0 < kinds.1 : isIdLower($0, $1)
    }.map(ref)
  }

  /// These rows, those that belong to them or ever did, and so on.
  func withOwned(_ targets: Set<UInt32>) -> Set<UInt32> {
    var found = targets
    var open = Array(targets)
    while let next = open.popLast() {
      for row in belongings(of: next) where found.insert(row).inserted { open.append(row) }
    }
    return found
  }

  /// The rows of which some line ever said that they belong to this one.
  private func belongings(of row: UInt32) -> [UInt32] {
    let record = ref(row) as RecordRef
    return OwnerField.all.flatMap { field -> [UInt32] in
      if let owner = field.owner, owner != record.kind { return [] }
      let names = field.owner == nil ? [record.description, record.id] : [record.id]
      return field.numbers.flatMap { number in
        names.flatMap { name in
          packed(name, of: number).map { rows(of: field.kind, saying: $0, in: number) } ?? []
        }
      }
    }
  }

  /// A kind whose owner is in no index is one of the rare ones.
  private func rows(of kind: UInt16, saying value: [UInt8], in number: UInt16) -> [UInt32] {
    let rows = indexed.place(number) == .nowhere ? rare[kind] ?? [] : postings(number, value)
    return rows.filter { row in
      guard records[Int(row)].kind == kind else { return false }
      return chunks(of: row).contains { line in
        var says = false
        forEachEntry(of: line) { _, entry in
          guard entry.number == number, !entry.isNull else { return }
          says = says || arena.bytes[entry.value].elementsEqual(value)
        }
        return says
      }
    }
  }
}
