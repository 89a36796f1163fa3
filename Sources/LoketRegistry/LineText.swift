// A string inside a line, as a place in the line's bytes: nothing is copied before somebody wants it.

/// Where a JSON string stands in its line, without the quotes.
public struct LineText: Hashable, Sendable {
  public let start: UInt32
  public let count: UInt32
  /// Whether the bytes hold a backslash and must be decoded before use.
  public let hasEscapes: Bool

  init(start: Int, end: Int, hasEscapes: Bool) {
    self.start = UInt32(start)
    self.count = UInt32(end - start)
    self.hasEscapes = hasEscapes
  }

  /// The bytes as they stand, escapes and all.
  public func raw(in line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line[Int(start)..<Int(start) + Int(count)])
  }

  /// The text, decoded.
  public func string(in line: UnsafeRawBufferPointer) -> String {
    if !hasEscapes { return String(decoding: raw(in: line), as: UTF8.self) }
    return String(decoding: decoded(in: line), as: UTF8.self)
  }

  func decoded(in line: UnsafeRawBufferPointer) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, from: line)
    return bytes
  }

  /// Appends the decoded bytes. The parser has judged every escape, so what is odd here is passed on as it stands.
  func append(to target: inout [UInt8], from line: UnsafeRawBufferPointer) {
    let source = raw(in: line)
    if !hasEscapes {
      target.append(contentsOf: source)
      return
    }
    var at = 0
    while at < source.count {
      let byte = source[at]
      guard byte == 0x5c, at + 1 < source.count else {
        target.append(byte)
        at += 1
        continue
      }
      let letter = source[at + 1]
      guard letter == 0x75 else {
        target.append(LineText.meaning(ofEscape: letter) ?? letter)
        at += 2
        continue
      }
      guard var scalar = LineText.hexDigits(source, at + 2) else { return }
      at += 6
      if scalar >= 0xd800, scalar < 0xdc00, let low = LineText.hexDigits(source, at + 2) {
        scalar = 0x10000 + (scalar - 0xd800) << 10 + (low - 0xdc00)
        at += 6
      }
      if let unicode = Unicode.Scalar(scalar) { target.append(contentsOf: UTF8.encode(unicode) ?? .init()) }
    }
  }

  /// What `\n` and its like stand for; nil for a letter that JSON does not know.
  static func meaning(ofEscape letter: UInt8) -> UInt8? {
    switch letter {
    case 0x22, 0x5c, 0x2f: letter
    case 0x62: 0x08
    case 0x66: 0x0c
    case 0x6e: 0x0a
    case 0x72: 0x0d
    case 0x74: 0x09
    default: nil
    }
  }

  /// The four hex digits of a `\u` escape; nil where fewer than four stand.
  static func hexDigits(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }
}
