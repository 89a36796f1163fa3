// The bytes of every applied edit: one chunk an edit, one entry a field, changed in place only where a value is replaced.

/// One field in one chunk.
struct ChunkEntry {
  let offset: Int
  let number: UInt16
  let flags: UInt8
  let name: Range<Int>
  let value: Range<Int>
  var next: Int { value.upperBound }

  /// A counted ref names this value: it is history.
  static let isDead: UInt8 = 1
  /// The edit cleared the field.
  static let isNull: UInt8 = 2
  static let isNamed: UInt8 = 4

  var isLive: Bool { flags & ChunkEntry.isDead == 0 }
  var isNull: Bool { flags & ChunkEntry.isNull != 0 }
}

/// Chunks in the order of their arrival. A chunk: next chunk of its record (4), its line (4), its size (4), entries.
/// An entry: number (2), flags (1), length of the value (2), and of a named one the length of the name (2); name; value.
struct ChunkArena: Sendable {
  var bytes: [UInt8] = []
  static let header = 12

  func word(_ offset: Int) -> UInt32 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
  }

  func half(_ offset: Int) -> UInt16 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt16.self) }
  }

  mutating func put(_ word: UInt32, at offset: Int) {
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: word, toByteOffset: offset, as: UInt32.self) }
  }

  mutating func append(_ half: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: half))
    bytes.append(UInt8(truncatingIfNeeded: half >> 8))
  }

  mutating func append(_ word: UInt32) {
    append(UInt16(truncatingIfNeeded: word))
    append(UInt16(truncatingIfNeeded: word >> 16))
  }

  func next(_ chunk: UInt32) -> UInt32 { word(Int(chunk)) }
  func line(_ chunk: UInt32) -> UInt32 { word(Int(chunk) + 4) }

  func entries(_ chunk: UInt32) -> Range<Int> {
    let start = Int(chunk)
    return start + ChunkArena.header..<start + Int(word(start + 8))
  }

  func entry(_ offset: Int) -> ChunkEntry {
    let flags = bytes[offset + 2]
    let value = Int(half(offset + 3))
    var start = offset + 5
    var name = 0
    if flags & ChunkEntry.isNamed != 0 {
      name = Int(half(start))
      start += 2
    }
    return ChunkEntry(
      offset: offset, number: half(offset), flags: flags, name: start..<start + name,
      value: start + name..<start + name + value)
  }

  mutating func kill(_ entry: ChunkEntry) { bytes[entry.offset + 2] |= ChunkEntry.isDead }

  func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && bytes[left].elementsEqual(bytes[right])
  }

  func isSame(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
    range.count == text.count && bytes[range].elementsEqual(text)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
