// Gives every field of the table a small number, its group and its merge kind, found by kind and name without a String.
import LoketModel

/// What the merge must know of one numbered field.
struct FieldNumber {
  /// The lowest number of the fields that move together with this one.
  let group: UInt16
  let merge: MergeKind
  let isElement: Bool
  let name: [UInt8]
}

/// The table of `FieldTable`, numbered. Number 0 is any field that the table lacks, 1 is the voiding of a record.
struct FieldNumbers: Sendable {
  static let compiled = FieldNumbers(FieldTable.fields, kinds: FieldTable.kinds.map(\.kind))
  static let unknown: UInt16 = 0
  static let void: UInt16 = 1
  /// Not a field: the refs of an edit, as they stand in its chunk. The highest number that a shape can hold.
  static let refs: UInt16 = ChunkShapes.numberBits

  let rows: [FieldNumber]
  /// Group, merge kind and packing of each number: apart from the rows, since every look at a record asks.
  let groups: [UInt16]
  let merges: [MergeKind]
  let forms: [StoredForm]
  /// Numbers by kind, in the table's order.
  let byKind: [[UInt16]]
  /// Where kind and name lie: open addressing, 0 is empty.
  private let slots: [UInt16]
  private let kinds: [UInt16]
  /// Changes whenever the table changes: a cache that was written under another table is not read.
  let fingerprint: UInt64

  init(_ fields: [FieldRule], kinds kindNames: [RecordKind]) {
    var forms: [StoredForm] = [.text, .text]
    var rows = [
      FieldNumber(group: 0, merge: .decide, isElement: false, name: []),
      FieldNumber(group: 1, merge: .latest, isElement: false, name: Array("void".utf8)),
    ]
    var kinds: [UInt16] = [.max, .max]
    var byKind = [[UInt16]](repeating: [], count: kindNames.count)
    var leaders: [RecordRef: UInt16] = [:]
    var print: UInt64 = 0
    for field in fields {
      let number = UInt16(rows.count)
      let kind = UInt16(kindNames.firstIndex(of: field.kind) ?? 0)
      let leader = leaders[RecordRef(field.kind, field.group), default: number]
      leaders[RecordRef(field.kind, field.group)] = leader
      let isElement = field.name.hasSuffix("/*")
      let name = Array((isElement ? String(field.name.dropLast(1)) : field.name).utf8)
      rows.append(FieldNumber(group: leader, merge: field.merge, isElement: isElement, name: name))
      kinds.append(kind)
      forms.append(StoredForm(field, kinds: kindNames))
      byKind[Int(kind)].append(number)
      let text = "\(field.kind.rawValue) \(field.name) \(field.group) \(field.merge.rawValue)"
      print = print &* 31 &+ Array(text.utf8).withUnsafeBytes { NameSet.hash($0) }
    }
    var slots = [UInt16](repeating: 0, count: 1024)
    for number in 2..<rows.count {
      let hash = rows[number].name.withUnsafeBytes { NameSet.hash($0) }
      var slot = FieldNumbers.slot(hash, Int(kinds[number]))
      while slots[slot] != 0 { slot = (slot + 1) & 1023 }
      slots[slot] = UInt16(number)
    }
    self.rows = rows
    self.groups = rows.map(\.group)
    self.merges = rows.map(\.merge)
    self.forms = forms
    self.kinds = kinds
    self.byKind = byKind
    self.slots = slots
    self.fingerprint = print
  }

  private static func slot(_ hash: UInt64, _ kind: Int) -> Int {
    Int(truncatingIfNeeded: (hash &+ UInt64(kind) &* 0x9e37_79b9_7f4a_7c15) &>> 20) & 1023
  }

  private func find(_ kind: Int, _ name: UnsafeRawBufferPointer, _ hash: UInt64, isElement: Bool) -> UInt16 {
    var slot = FieldNumbers.slot(hash, kind)
    while slots[slot] != 0 {
      let number = slots[slot]
      let row = rows[Int(number)]
      if kinds[Int(number)] == kind, row.isElement == isElement, row.name.count == name.count,
        name.elementsEqual(row.name)
      {
        return number
      }
      slot = (slot + 1) & 1023
    }
    return FieldNumbers.unknown
  }

  /// The number of a field, and where the part of its name begins that must be kept beside it: the element of a set, the
  /// whole name of an unknown field, nothing of a known one.
  func number(_ kind: Int, _ name: UnsafeRawBufferPointer, hash: UInt64) -> (number: UInt16, kept: Int) {
    guard kind < byKind.count else { return (FieldNumbers.unknown, 0) }
    let plain = find(kind, name, hash, isElement: false)
    if plain != FieldNumbers.unknown { return (plain, name.count) }
    guard let slash = name.firstIndex(of: 0x2f), slash + 1 < name.count else { return (FieldNumbers.unknown, 0) }
    let prefix = UnsafeRawBufferPointer(rebasing: name[...slash])
    let element = find(kind, prefix, NameSet.hash(prefix), isElement: true)
    return (element, element == FieldNumbers.unknown ? 0 : slash + 1)
  }

  /// A field by its name; `void` asks for the voiding of the record.
  func key(_ kind: Int, _ field: String) -> FieldKey {
    if field == "void" { return FieldKey(number: FieldNumbers.void, name: []) }
    var field = field
    return field.withUTF8 { buffer in
      let bytes = UnsafeRawBufferPointer(buffer)
      let (number, kept) = number(kind, bytes, hash: NameSet.hash(bytes))
      return FieldKey(number: number, name: Array(bytes[kept...]))
    }
  }

  /// The lowest number of those that move together with this one; refs move with nothing.
  func group(_ number: UInt16) -> UInt16 { number == FieldNumbers.refs ? number : groups[Int(number)] }

  /// The field's whole name.
  func name(_ key: FieldKey) -> String { String(decoding: rows[Int(key.number)].name + key.name, as: UTF8.self) }

  /// The key under which a field's heads are gathered.
  func group(_ key: FieldKey) -> FieldKey { FieldKey(number: group(key.number), name: key.name) }

  /// The fields that move together with this one, itself included.
  func members(_ group: FieldKey) -> [FieldKey] {
    guard group.name.isEmpty, group.number > FieldNumbers.void else { return [group] }
    var members: [FieldKey] = []
    for number in Int(group.number)..<rows.count where groups[number] == group.number {
      members.append(FieldKey(number: UInt16(number), name: []))
    }
    return members
  }
}

/// A field of one kind: its number and, of an element or an unknown field, what names it.
struct FieldKey: Hashable, Sendable {
  let number: UInt16
  let name: [UInt8]

  /// The order of the table, elements and unknown fields by their names.
  static func isBefore(_ left: FieldKey, _ right: FieldKey) -> Bool {
    left.number != right.number ? left.number < right.number : left.name.lexicographicallyPrecedes(right.name)
  }
}
