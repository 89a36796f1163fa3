// The bytes of every applied edit: one chunk an edit, one entry a field, changed in place only where a value is replaced.

/// One field in one chunk.
struct ChunkEntry {
  let number: UInt16
  /// The edit cleared the field.
  let isNull: Bool
  /// No counted ref names this value; otherwise it is history.
  let isLive: Bool
  let name: Range<Int>
  let value: Range<Int>
  /// The byte and the bit in it that make this value history.
  let mark: (byte: Int, bit: UInt8)
}

/// How far a walk over a chunk's entries is.
struct ChunkCursor {
  /// Where the next entry's bytes begin; behind the last entry, where the chunk ends.
  fileprivate(set) var at: Int
  /// The next entry's place among the fields of all shapes.
  fileprivate var field: Int
  let first: Int
  let end: Int
  fileprivate let marks: Int

  var isAtEnd: Bool { field >= end }
}

/// Chunks in the order of their arrival. A chunk: next chunk of its record (4), its line (4), its shape (1 to 5, seven bits a
/// byte), one bit an entry that says whether its value is history, entries. An entry: of a named one the length of the name
/// and the name, and of all that are not cleared the length of the value and the value. A length: 1 byte, or 255 and 2.
struct ChunkArena: Sendable {
  var bytes: [UInt8] = []
  var shapes = ChunkShapes()
  static let header = 8

  func word(_ offset: Int) -> UInt32 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
  }

  mutating func put(_ word: UInt32, at offset: Int) {
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: word, toByteOffset: offset, as: UInt32.self) }
  }

  mutating func append(_ word: UInt32) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  func next(_ chunk: UInt32) -> UInt32 { word(Int(chunk)) }
  func line(_ chunk: UInt32) -> UInt32 { word(Int(chunk) + 4) }

  /// The start of a walk over a chunk's entries.
  func cursor(_ chunk: UInt32) -> ChunkCursor {
    var at = Int(chunk) + ChunkArena.header
    var shape = UInt32(bytes[at])
    if shape >= 0x80 {
      shape &= 0x7f
      var shift: UInt32 = 7
      while bytes[at] >= 0x80 {
        at += 1
        shape |= UInt32(bytes[at] & 0x7f) << shift
        shift += 7
      }
    }
    let fields = shapes.range(shape)
    return ChunkCursor(
      at: at + 1 + (fields.count + 7) / 8, field: fields.lowerBound, first: fields.lowerBound,
      end: fields.upperBound, marks: at + 1)
  }

  /// The next entry of the walk; nil at its end.
  func next(_ cursor: inout ChunkCursor) -> ChunkEntry? {
    guard cursor.field < cursor.end else { return nil }
    let field = shapes.fields[cursor.field]
    let place = cursor.field - cursor.first
    cursor.field += 1
    let name = field & ChunkShapes.isNamed == 0 ? cursor.at..<cursor.at : run(&cursor.at)
    let isNull = field & ChunkShapes.isNull != 0
    let value = isNull ? cursor.at..<cursor.at : run(&cursor.at)
    let mark = (byte: cursor.marks + place >> 3, bit: UInt8(1) << UInt8(place & 7))
    return ChunkEntry(
      number: field & ChunkShapes.numberBits, isNull: isNull, isLive: bytes[mark.byte] & mark.bit == 0, name: name,
      value: value, mark: mark)
  }

  /// A length and that many bytes.
  private func run(_ at: inout Int) -> Range<Int> {
    var count = Int(bytes[at])
    at += 1
    if count == 0xff {
      count = Int(bytes[at]) | Int(bytes[at + 1]) << 8
      at += 2
    }
    defer { at += count }
    return at..<at + count
  }

  /// A length and that many bytes, where nothing is known of the bytes yet; nil where they end before.
  static func run(_ at: Int, _ bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    guard at < bytes.count else { return nil }
    var (start, count) = (at + 1, Int(bytes[at]))
    if count == 0xff {
      guard at + 3 <= bytes.count else { return nil }
      (start, count) = (at + 3, Int(bytes[at + 1]) | Int(bytes[at + 2]) << 8)
    }
    return count <= bytes.count - start ? start..<start + count : nil
  }

  /// The number of the first field; nil of an edit that sets none.
  func firstNumber(_ chunk: UInt32) -> UInt16? {
    let cursor = cursor(chunk)
    return cursor.isAtEnd ? nil : shapes.fields[cursor.field] & ChunkShapes.numberBits
  }

  /// Lets every value of a chunk stand again.
  mutating func revive(_ chunk: UInt32) {
    let cursor = cursor(chunk)
    for place in 0..<(cursor.end - cursor.first + 7) / 8 { bytes[cursor.marks + place] = 0 }
  }

  mutating func kill(_ entry: ChunkEntry) { bytes[entry.mark.byte] |= entry.mark.bit }

  func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && bytes[left].elementsEqual(bytes[right])
  }

  func isSame(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
    range.count == text.count && (range.isEmpty || bytes[range].elementsEqual(text))
  }

  // MARK: Writing a chunk

  /// Begins a chunk of this line with these fields.
  /// - Returns: where it lies.
  mutating func beginChunk(line: UInt32, fields: [UInt16]) -> UInt32 {
    let chunk = UInt32(bytes.count)
    append(none)
    append(line)
    var shape = shapes.place(fields)
    while shape >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: shape) | 0x80)
      shape >>= 7
    }
    bytes.append(UInt8(shape))
    for _ in 0..<(fields.count + 7) / 8 { bytes.append(0) }
    return chunk
  }

  /// Appends a length and what `write` appends. Names and values of a line are shorter than 64 KiB.
  mutating func appendRun(_ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    bytes.append(0)
    write(&bytes)
    let count = bytes.count - start - 1
    if count < 0xff {
      bytes[start] = UInt8(count)
    } else {
      bytes[start] = 0xff
      bytes.insert(
        contentsOf: [UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8)], at: start + 1)
    }
  }
}
