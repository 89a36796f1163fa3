// Reads one line of a segment: a byte parser for this fixed shape, with every limit judged as it goes.
import LoketModel

/// The one parser of lines, everywhere. It never traps, whatever the bytes are.
public struct LineParser: Sendable {
  public init() {}

  /// Reads a header, an edit or a seal.
  /// - Parameter line: the bytes of the line without its newline.
  /// - Throws: the first problem found. A line whose `min` is above ours may have fields of any shape.
  public mutating func parse(_ line: UnsafeRawBufferPointer) throws(LineProblem) -> ParsedLine {
    if line.count > LineLimits.bytes { throw .tooLong(bytes: line.count) }
    var reading = LineReading(LineCursor(line))
    try reading.readObject()
    return try reading.finish()
  }
}

/// One line while it is being read.
private struct LineReading {
  private var cursor: LineCursor
  private var line = ParsedLine(form: .edit)
  private var unknown = NameSet()
  private var seen: UInt32 = 0
  /// The first value of a wrong shape; forgiven where the line says that it needs a newer program.
  private var oddity: LineProblem?

  private enum Key: UInt8, CaseIterable {
    case n, tick, at, clock, by, on, set, void, over, last, salt, hash, min
    case loket, segment, device, office, previous, app, trace, end, root, erased

    /// The names, each of at most eight bytes, as one word: comparing words is all that finding a key costs.
    static let words: [UInt64] = allCases.map { word(Array($0.name.utf8)) }

    var name: String { "\(self)" }

    static func word(_ name: some Sequence<UInt8>) -> UInt64 {
      var word: UInt64 = 0
      for byte in name { word = word << 8 | UInt64(byte) }
      return word
    }

    init?(_ name: UnsafeRawBufferPointer) {
      guard name.count <= 8, let place = Key.words.firstIndex(of: Key.word(name)) else { return nil }
      self.init(rawValue: UInt8(place))
    }
  }

  init(_ cursor: LineCursor) { self.cursor = cursor }

  mutating func readObject() throws(LineProblem) {
    try cursor.expect(0x7b)
    if !cursor.take(0x7d) {
      repeat {
        let name = try cursor.string()
        let key =
          name.hasEscapes
          ? name.decoded(in: cursor.bytes).withUnsafeBytes { Key($0) } : Key(name.raw(in: cursor.bytes))
        try cursor.expect(0x3a)
        guard let key else {
          try unknown.insert(name, hash: NameSet.hash(name, in: cursor.bytes), in: cursor.bytes)
          try cursor.skipValue(depth: 2)
          continue
        }
        if has(key) { throw .fieldTwice(key.name) }
        seen |= 1 << UInt32(key.rawValue)
        let mark = cursor
        if try !read(key) {
          cursor = mark
          try cursor.skipValue(depth: 2)
          if oddity == nil { oddity = .badValue(key.name) }
        }
      } while cursor.take(0x2c)
      try cursor.expect(0x7d)
    }
    cursor.skipBlanks()
    if !cursor.isAtEnd { throw cursor.problemHere() }
  }

  /// Reads the value of a key that we know; false when it has another shape.
  private mutating func read(_ key: Key) throws(LineProblem) -> Bool {
    switch key {
    case .n, .end:
      guard let value = cursor.counter(), value <= UInt64(Int32.max), value > 0 || key == .end else { return false }
      line.n = Int(value)
    case .tick:
      guard let value = cursor.counter(), value < LineLimits.tick else { return false }
      line.tick = value
    case .loket:
      guard let value = cursor.counter(), value > 0, value <= UInt64(Int32.max) else { return false }
      line.level = Int(value)
    case .min: return try readLevel()
    case .last, .trace, .erased:
      guard cursor.takeWord("true") else { return false }
      switch key {
      case .last: line.isLast = true
      case .trace: line.isTrace = true
      default: line.isErased = true
      }
    case .set: return try readFields()
    case .over: return try readOver()
    case .void:
      line.isVoid = true
      if cursor.takeWord("null") { return true }
      return try cursor.readText(&line.void)
    case .previous:
      if cursor.takeWord("null") { return true }
      return try cursor.readText(&line.previous)
    case .segment: return try cursor.readIdentifier(&line.segment)
    case .device: return try cursor.readIdentifier(&line.device)
    case .on:
      guard try cursor.readText(&line.on), let on = line.on else { return false }
      return isRecord(on)
    case .at: return try cursor.readText(&line.at)
    case .clock: return try cursor.readText(&line.clock)
    case .by: return try cursor.readText(&line.by)
    case .salt: return try cursor.readText(&line.salt)
    case .hash: return try cursor.readText(&line.hash)
    case .office: return try cursor.readText(&line.office)
    case .app: return try cursor.readText(&line.app)
    case .root: return try cursor.readText(&line.root)
    }
    return true
  }

  /// `"min":2`, or the version of a program, `"min":"2.0"`: its first number counts.
  private mutating func readLevel() throws(LineProblem) -> Bool {
    if let value = cursor.counter() {
      line.level = Int(clamping: value)
      return true
    }
    guard cursor.peek() == 0x22 else { return false }
    let digits = try cursor.string().raw(in: cursor.bytes).prefix { $0 >= 0x30 && $0 <= 0x39 }
    line.level = Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
    return true
  }

  private mutating func readFields() throws(LineProblem) -> Bool {
    guard cursor.peek() == 0x7b else { return false }
    try cursor.enter(2)
    var names = NameSet()
    line.fields.reserveCapacity(8)
    if cursor.take(0x7d) { return true }
    repeat {
      let name = try cursor.string()
      let hash = NameSet.hash(name, in: cursor.bytes)
      try names.insert(name, hash: hash, in: cursor.bytes)
      try cursor.expect(0x3a)
      if cursor.peek() == 0x22 {
        line.fields.append(ParsedField(name: name, value: try cursor.string(), nameHash: hash))
      } else if cursor.takeWord("null") {
        line.fields.append(ParsedField(name: name, value: nil, nameHash: hash))
      } else {
        return false
      }
    } while cursor.take(0x2c)
    try cursor.expect(0x7d)
    return true
  }

  private mutating func readOver() throws(LineProblem) -> Bool {
    guard cursor.peek() == 0x5b else { return false }
    try cursor.enter(2)
    if cursor.take(0x5d) { return true }
    repeat {
      guard cursor.peek() == 0x22 else { return false }
      guard let ref = LineRef(bytes: try cursor.string().raw(in: cursor.bytes)) else { return false }
      line.over.append(ref)
    } while cursor.take(0x2c)
    try cursor.expect(0x5d)
    return true
  }

  private func isRecord(_ text: LineText) -> Bool {
    let bytes = text.decoded(in: cursor.bytes)
    guard let slash = bytes.firstIndex(of: 0x2f) else { return false }
    return slash > 0 && slash + 1 < bytes.count
  }

  mutating func finish() throws(LineProblem) -> ParsedLine {
    if has(.loket) {
      line.form = .header
      try require(.segment, .device, .office)
    } else if has(.end) {
      line.form = .end
      try require(.root)
    } else {
      try require(.n, .tick)
      if line.isErased {
        try require(.hash)
      } else if !line.isNewer {
        try require(.on)
        if !has(.set), !has(.void) { throw .missing(Key.set.name) }
      }
    }
    guard let oddity else { return line }
    // What orders a line must be read even where the rest is for a newer program.
    if line.isNewer, ![.badValue("n"), .badValue("tick"), .badValue("min")].contains(oddity) { return line }
    throw oddity
  }

  private func has(_ key: Key) -> Bool { seen & 1 << UInt32(key.rawValue) != 0 }

  private func require(_ keys: Key...) throws(LineProblem) {
    for key in keys where !has(key) { throw .missing(key.name) }
  }
}

extension LineCursor {
  fileprivate mutating func readText(_ place: inout LineText?) throws(LineProblem) -> Bool {
    guard peek() == 0x22 else { return false }
    place = try string()
    return true
  }

  fileprivate mutating func readIdentifier(_ place: inout Identifier?) throws(LineProblem) -> Bool {
    guard peek() == 0x22 else { return false }
    place = Identifier(hex: try string().raw(in: bytes))
    return place != nil
  }
}

extension LineRef {
  /// Reads `segment:n`: 32 hex digits, a colon, a number from 1 without leading zeros.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 34, bytes.count <= 42, bytes[32] == 0x3a, bytes[33] != 0x30,
      let segment = Identifier(hex: UnsafeRawBufferPointer(rebasing: bytes[0..<32]))
    else { return nil }
    var n = 0
    for byte in bytes[33...] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      n = n * 10 + Int(byte - 0x30)
    }
    self.init(segment: segment, n: n)
  }

  public init?(_ text: String) {
    var text = text
    guard let ref = text.withUTF8({ LineRef(bytes: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = ref
  }
}

extension LineRef: Comparable {
  public static func < (left: LineRef, right: LineRef) -> Bool {
    left.segment != right.segment ? left.segment < right.segment : left.n < right.n
  }
}
