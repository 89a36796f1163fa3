// Packs values into the arena and reads them out of it.
import LoketModel

extension Registry {
  /// How many words are kept once for all: a packed word is one byte.
  static let wordLimit = 256

  /// Appends a value as the field packs it.
  mutating func append(_ value: UnsafeRawBufferPointer, of number: UInt16, to target: inout [UInt8]) {
    switch numbers.forms[Int(number)] {
    case .text: break
    case .date: if StoredValue.appendDate(value, to: &target) { return }
    case .digits: if StoredValue.appendDigits(value, to: &target) { return }
    case .word:
      if let place = wordPlace(value) {
        target.append(StoredMark.word)
        target.append(place)
        return
      }
    case .record(let kind):
      if let id = Identifier(hex: value) {
        Registry.append(StoredMark.id, recordRow(UInt32(kind), id), to: &target)
        return
      }
    case .subject, .named:
      if let (kind, id) = subject(value) {
        Registry.append(numbers.forms[Int(number)].mark, recordRow(kind, id), to: &target)
        return
      }
    }
    target.append(contentsOf: value)
  }

  /// The bytes under which a value lies, without making anything known that is not; nil where no such value can be here.
  func packed(_ value: String, of number: UInt16) -> [UInt8]? {
    var text = value
    return text.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      var target: [UInt8] = []
      switch numbers.forms[Int(number)] {
      case .text: break
      case .date: if StoredValue.appendDate(bytes, to: &target) { return target }
      case .digits: if StoredValue.appendDigits(bytes, to: &target) { return target }
      case .word: if let place = words.find(value) { return [StoredMark.word, UInt8(truncatingIfNeeded: place)] }
      case .record(let kind):
        if let id = Identifier(hex: bytes) {
          guard let row = find(UInt32(kind), id) else { return nil }
          Registry.append(StoredMark.id, row, to: &target)
          return target
        }
      case .subject, .named:
        if let (kind, id) = subject(bytes) {
          guard let row = find(kind, id) else { return nil }
          Registry.append(numbers.forms[Int(number)].mark, row, to: &target)
          return target
        }
      }
      return Array(bytes)
    }
  }

  static func append(_ mark: UInt8, _ row: UInt32, to target: inout [UInt8]) {
    target.append(mark)
    withUnsafeBytes(of: row.littleEndian) { target.append(contentsOf: $0) }
  }

  /// `kind/id` where the id is an identifier. Only kinds of the table: others have no number before their first line.
  private func subject(_ value: UnsafeRawBufferPointer) -> (kind: UInt32, id: Identifier)? {
    guard value.count > 33, value[value.count - 33] == 0x2f,
      let id = Identifier(hex: UnsafeRawBufferPointer(rebasing: value.suffix(32))),
      let kind = kinds.find(UnsafeRawBufferPointer(rebasing: value.dropLast(33))), kind < FieldTable.kinds.count
    else { return nil }
    return (kind, id)
  }

  /// The number of a word, made known while there is room; short ones stay as they are.
  private mutating func wordPlace(_ value: UnsafeRawBufferPointer) -> UInt8? {
    guard value.count >= 3, value.count <= 24 else { return nil }
    if let known = words.find(value) { return UInt8(truncatingIfNeeded: known) }
    guard words.texts.count < Registry.wordLimit else { return nil }
    return UInt8(truncatingIfNeeded: words.place(value))
  }

  /// The value that lies here, as text.
  func text(_ range: Range<Int>) -> String {
    guard let first = arena.bytes[range].first, first >= StoredMark.date else {
      return String(decoding: arena.bytes[range], as: UTF8.self)
    }
    var bytes: [UInt8] = []
    unpack(range, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value that lies here as it was written.
  func unpack(_ range: Range<Int>, to target: inout [UInt8]) {
    arena.bytes.withUnsafeBytes { all in
      let packed = UnsafeRawBufferPointer(rebasing: all[range])
      switch packed.first {
      case StoredMark.date: StoredValue.unpackDate(packed, to: &target)
      case StoredMark.digits, StoredMark.plusDigits: StoredValue.unpackDigits(packed, to: &target)
      case StoredMark.word: target.append(contentsOf: words.texts[Int(packed[1])].utf8)
      case StoredMark.id: target.append(contentsOf: id(first(Registry.row(packed))).utf8)
      case StoredMark.subject: target.append(contentsOf: ref(first(Registry.row(packed))).description.utf8)
      case StoredMark.named: target.append(contentsOf: ref(Registry.row(packed)).description.utf8)
      default: target.append(contentsOf: packed)
      }
    }
  }

  func unpacked(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    unpack(range, to: &bytes)
    return bytes
  }

  /// The row of the record whose id lies here; nil where another text does.
  func row(at range: Range<Int>, kind: UInt16) -> UInt32? {
    guard range.count == 5, arena.bytes[range.lowerBound] == StoredMark.id else { return nil }
    let row = arena.word(range.lowerBound + 1)
    return records[Int(row)].kind == kind ? first(row) : nil
  }

  /// Whether two values are the same: as they lie, or as the names of records that are one.
  func isSameValue(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    if arena.isSame(left, right) { return true }
    guard !joins.firsts.isEmpty, let one = namedRow(arena.bytes[left]), let other = namedRow(arena.bytes[right]) else {
      return false
    }
    return isOne(one, other)
  }

  func isSameValue(_ left: Range<Int>, _ right: [UInt8]) -> Bool {
    if arena.isSame(left, right) { return true }
    guard !joins.firsts.isEmpty, let one = namedRow(arena.bytes[left]), let other = namedRow(right[...]) else {
      return false
    }
    return isOne(one, other)
  }

  /// The row whose name is packed here and stands for all that are one with it; nil of any other value.
  func namedRow(_ packed: ArraySlice<UInt8>) -> UInt32? {
    guard packed.count == 5, packed.first == StoredMark.id || packed.first == StoredMark.subject else { return nil }
    return packed.withUnsafeBytes { Registry.row($0) }
  }

  /// The packed forms under which a value may lie: of a joined record's name that of each of its rows.
  func packedForms(_ value: [UInt8]) -> [[UInt8]] {
    guard !joins.firsts.isEmpty, let row = namedRow(value[...]), records[Int(row)].has(RecordRow.isJoined) else {
      return [value]
    }
    return joins.group(row).map { other in
      var form: [UInt8] = []
      Registry.append(value[0], other, to: &form)
      return form
    }
  }

  private static func row(_ packed: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(littleEndian: packed.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
  }
}
