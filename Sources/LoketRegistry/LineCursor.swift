// Walks over the bytes of one line, token by token, and refuses what strict JSON refuses.

struct LineCursor {
  let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { offset >= bytes.count }

  mutating func skipBlanks() {
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
  }

  /// The next byte that is not blank, not consumed; 0 at the end.
  mutating func peek() -> UInt8 {
    skipBlanks()
    return offset < bytes.count ? bytes[offset] : 0
  }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte, offset < bytes.count else { return false }
    offset += 1
    return true
  }

  mutating func expect(_ byte: UInt8) throws(LineProblem) {
    if !take(byte) { throw problemHere() }
  }

  mutating func takeWord(_ word: StaticString) -> Bool {
    skipBlanks()
    let count = word.utf8CodeUnitCount
    guard offset + count <= bytes.count else { return false }
    for index in 0..<count where bytes[offset + index] != word.utf8Start[index] { return false }
    offset += count
    return true
  }

  func problemHere() -> LineProblem {
    offset < bytes.count && bytes[offset] == 0 ? .nul(offset: offset) : .syntax(offset: offset)
  }

  /// A string. Control characters, bad UTF-8, NUL in either spelling and half surrogates are refused here.
  mutating func string() throws(LineProblem) -> LineText {
    try expect(0x22)
    let start = offset
    var hasEscapes = false
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x22 {
        offset += 1
        return LineText(start: start, end: offset - 1, hasEscapes: hasEscapes)
      }
      if byte == 0x5c {
        hasEscapes = true
        try escape()
      } else if byte >= 0x80 {
        try sequence(byte)
      } else if byte < 0x20 {
        throw problemHere()
      } else {
        offset += 1
      }
    }
    throw .syntax(offset: offset)
  }

  private mutating func escape() throws(LineProblem) {
    guard offset + 1 < bytes.count else { throw .syntax(offset: offset) }
    let letter = bytes[offset + 1]
    if LineText.meaning(ofEscape: letter) != nil {
      offset += 2
      return
    }
    guard letter == 0x75, let unit = LineText.hexDigits(bytes, offset + 2) else { throw .badEscape(offset: offset) }
    if unit == 0 { throw .nul(offset: offset) }
    if unit >= 0xdc00, unit < 0xe000 { throw .badEscape(offset: offset) }
    if unit >= 0xd800, unit < 0xdc00 {
      guard offset + 7 < bytes.count, bytes[offset + 6] == 0x5c, bytes[offset + 7] == 0x75,
        let low = LineText.hexDigits(bytes, offset + 8), low >= 0xdc00, low < 0xe000
      else { throw .badEscape(offset: offset) }
      offset += 12
    } else {
      offset += 6
    }
  }

  /// One UTF-8 sequence of two to four bytes: no overlong form, no surrogate, nothing above U+10FFFF (RFC 3629).
  private mutating func sequence(_ first: UInt8) throws(LineProblem) {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xbf
    switch first {
    case 0xc2...0xdf: length = 2
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: length = 3
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: length = 4
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: throw .notUTF8(offset: offset)
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { throw .notUTF8(offset: offset) }
    for index in 2..<max(2, length) where bytes[offset + index] & 0xc0 != 0x80 { throw .notUTF8(offset: offset) }
    offset += length
  }

  /// A counter: digits without sign, fraction, exponent or leading zero; nil where something else stands (not consumed).
  mutating func counter() -> UInt64? {
    skipBlanks()
    let start = offset
    var end = offset
    var value: UInt64 = 0
    while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39 {
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, over) = product.addingReportingOverflow(UInt64(bytes[end] - 0x30))
      if tooLarge || over { return nil }
      value = sum
      end += 1
    }
    guard end > start, end - start == 1 || bytes[start] != 0x30 else { return nil }
    if end < bytes.count, [0x2e, 0x45, 0x65].contains(bytes[end]) { return nil }
    offset = end
    return value
  }

  /// Any value at all, at this depth: content of keys that this program does not know.
  mutating func skipValue(depth: Int) throws(LineProblem) {
    switch peek() {
    case 0x22: _ = try string()
    case 0x7b:
      try enter(depth)
      var names = NameSet()
      if take(0x7d) { return }
      repeat {
        let name = try string()
        try names.insert(name, hash: NameSet.hash(name, in: bytes), in: bytes)
        try expect(0x3a)
        try skipValue(depth: depth + 1)
      } while take(0x2c)
      try expect(0x7d)
    case 0x5b:
      try enter(depth)
      if take(0x5d) { return }
      repeat { try skipValue(depth: depth + 1) } while take(0x2c)
      try expect(0x5d)
    case 0x74: if !takeWord("true") { throw .syntax(offset: offset) }
    case 0x66: if !takeWord("false") { throw .syntax(offset: offset) }
    case 0x6e: if !takeWord("null") { throw .syntax(offset: offset) }
    default: try skipNumber()
    }
  }

  /// Steps over the bracket that opens a list or an object which stands at `depth`.
  mutating func enter(_ depth: Int) throws(LineProblem) {
    if depth > LineLimits.depth { throw .tooDeep(offset: offset) }
    offset += 1
  }

  private mutating func skipNumber() throws(LineProblem) {
    let start = offset
    if offset < bytes.count, bytes[offset] == 0x2d { offset += 1 }
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[offset - whole] != 0x30 else {
      offset = start
      throw problemHere()
    }
    if offset < bytes.count, bytes[offset] == 0x2e {
      offset += 1
      if digits() == 0 { throw .syntax(offset: offset) }
    }
    if offset < bytes.count, bytes[offset] | 0x20 == 0x65 {
      offset += 1
      if offset < bytes.count, bytes[offset] == 0x2b || bytes[offset] == 0x2d { offset += 1 }
      if digits() == 0 { throw .syntax(offset: offset) }
    }
  }

  private mutating func digits() -> Int {
    let start = offset
    while offset < bytes.count, bytes[offset] >= 0x30, bytes[offset] <= 0x39 { offset += 1 }
    return offset - start
  }
}

/// The names already seen in one object, so that none stands twice, in whatever spelling of escapes.
struct NameSet {
  private var seen: [(hash: UInt64, name: LineText)] = []
  private var many: Set<[UInt8]> = []
  /// Above this many names a set replaces the walk, so that a line of ten thousand fields costs no square.
  private static let few = 64

  mutating func insert(_ name: LineText, hash: UInt64, in bytes: UnsafeRawBufferPointer) throws(LineProblem) {
    if seen.count < NameSet.few {
      for other in seen where other.hash == hash && NameSet.same(other.name, name, in: bytes) {
        throw .fieldTwice(name.string(in: bytes))
      }
      seen.append((hash, name))
      return
    }
    if many.isEmpty { for other in seen { many.insert(other.name.decoded(in: bytes)) } }
    if !many.insert(name.decoded(in: bytes)).inserted { throw .fieldTwice(name.string(in: bytes)) }
  }

  static func hash(_ name: LineText, in bytes: UnsafeRawBufferPointer) -> UInt64 {
    name.hasEscapes ? name.decoded(in: bytes).withUnsafeBytes(hash) : hash(name.raw(in: bytes))
  }

  /// FNV-1a, the same on every machine.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return value
  }

  private static func same(_ left: LineText, _ right: LineText, in bytes: UnsafeRawBufferPointer) -> Bool {
    if !left.hasEscapes, !right.hasEscapes {
      return left.count == right.count && left.raw(in: bytes).elementsEqual(right.raw(in: bytes))
    }
    return left.decoded(in: bytes) == right.decoded(in: bytes)
  }
}
