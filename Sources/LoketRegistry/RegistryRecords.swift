// Finds the row of a record by its name, and the name by its row.
import LoketModel

extension Registry {
  /// The row of the record that an edit is on, made where it is new.
  mutating func recordRow(_ on: LineText, in bytes: UnsafeRawBufferPointer) -> UInt32 {
    if on.hasEscapes { return on.decoded(in: bytes).withUnsafeBytes { recordRow($0) } }
    return recordRow(on.raw(in: bytes))
  }

  private mutating func recordRow(_ on: UnsafeRawBufferPointer) -> UInt32 {
    guard let slash = on.firstIndex(of: 0x2f) else { return none }
    let kind = kinds.place(UnsafeRawBufferPointer(rebasing: on[..<slash]))
    // More kinds than a row can count are no program's work; their lines are kept like those of a newer one.
    guard kind < UInt32(UInt16.max) else { return none }
    let id = UnsafeRawBufferPointer(rebasing: on[(slash + 1)...])
    if let identifier = Identifier(hex: id) { return recordRow(kind, identifier) }
    if let row = find(kind, id) { return row }
    let place = UInt64(idText.count) << 32 | UInt64(id.count)
    idText.append(contentsOf: id)
    return add(RecordRow(high: NameSet.hash(id), low: place, kind: UInt16(kind), flags: RecordRow.isNamed))
  }

  /// The row of a record, made where it is new. A value that names a record makes its row: until a line of that record
  /// comes, nothing of it exists.
  mutating func recordRow(_ kind: UInt32, _ id: Identifier) -> UInt32 {
    find(kind, id) ?? add(RecordRow(high: id.high, low: id.low, kind: UInt16(kind), flags: 0))
  }

  private mutating func add(_ new: RecordRow) -> UInt32 {
    while counts.count <= new.kind { counts.append(0) }
    let row = UInt32(records.count)
    records.append(new)
    let all = records
    recordTable.insert(row, hash: Registry.hash(new)) { Registry.hash(all[Int($0)]) }
    return row
  }

  /// Named ids hash by their text, which is `high`; identifiers by both halves.
  static func hash(_ row: RecordRow) -> UInt64 {
    HashTable.mix(row.high &+ UInt64(row.kind), row.has(RecordRow.isNamed) ? 0 : row.low)
  }

  func find(_ kind: UInt32, _ id: UnsafeRawBufferPointer) -> UInt32? {
    if let identifier = Identifier(hex: id) { return find(kind, identifier) }
    let wanted = RecordRow(high: NameSet.hash(id), low: 0, kind: UInt16(kind), flags: RecordRow.isNamed)
    return recordTable.find(Registry.hash(wanted)) { place in
      let row = records[Int(place)]
      return row.high == wanted.high && row.kind == wanted.kind && row.has(RecordRow.isNamed)
        && idBytes(row).elementsEqual(id)
    }
  }

  func find(_ kind: UInt32, _ id: Identifier) -> UInt32? {
    let wanted = RecordRow(high: id.high, low: id.low, kind: UInt16(kind), flags: 0)
    return recordTable.find(Registry.hash(wanted)) { place in
      let row = records[Int(place)]
      return row.low == wanted.low && row.high == wanted.high && row.kind == wanted.kind
        && !row.has(RecordRow.isNamed)
    }
  }

  private func idBytes(_ row: RecordRow) -> ArraySlice<UInt8> {
    let start = Int(row.low >> 32)
    return idText[start..<start + Int(row.low & 0xffff_ffff)]
  }

  /// The row under which a record is shown; nil of one that nobody named.
  func row(_ record: RecordRef) -> UInt32? { row(record.kind, record.id) }

  func row(_ kind: RecordKind, _ id: String) -> UInt32? { ownRow(kind, id).map { first($0) } }

  /// The row of a record's own lines, joined with others or not.
  func ownRow(_ kind: RecordKind, _ id: String) -> UInt32? {
    guard let kind = kinds.find(kind.rawValue), kind < UInt32(UInt16.max) else { return nil }
    var id = id
    return id.withUTF8 { find(kind, UnsafeRawBufferPointer($0)) }
  }

  /// The record of a handle that `rows` or a search gave.
  public func ref(_ handle: UInt32) -> RecordRef {
    RecordRef(kind(handle), id(handle))
  }

  func kind(_ row: UInt32) -> RecordKind { RecordKind(rawValue: kinds.texts[Int(records[Int(row)].kind)]) }

  func id(_ row: UInt32) -> String {
    let record = records[Int(row)]
    return record.has(RecordRow.isNamed)
      ? String(decoding: idBytes(record), as: UTF8.self)
      : Identifier(high: record.high, low: record.low).description
  }
}
