// How each line of a segment holds the one before it: the tail `,"hash":"<32 hex>"}`, compared literally.
import LoketModel

/// The 32 hex digits in the tail of a line, as they stand there.
struct LineHash: Hashable, Sendable {
  /// 32 ASCII characters.
  let text: InlineArray<32, UInt8>

  static func == (left: LineHash, right: LineHash) -> Bool {
    for index in 0..<32 where left.text[index] != right.text[index] { return false }
    return true
  }

  func hash(into hasher: inout Hasher) {
    for index in 0..<32 { hasher.combine(text[index]) }
  }

  init(_ digest: Digest) { text = InlineArray { digest.digit($0) } }

  /// The characters at `offset`, whatever they are; nil when the buffer ends before.
  init?(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    guard offset >= 0, offset + 32 <= bytes.count else { return nil }
    text = InlineArray { bytes[offset + $0] }
  }

  var bytes: [UInt8] { (0..<32).map { text[$0] } }

  /// Nil where the characters are no digits.
  var identifier: Identifier? { bytes.withUnsafeBytes { Identifier(hex: $0) } }
}

enum Chain {
  /// `,"hash":"` before the digits and `"}` after them.
  static let tailStart: [UInt8] = Array(",\"hash\":\"".utf8)
  static let tailEnd: [UInt8] = Array("\"}".utf8)
  /// The whole tail: 9 + 32 + 2 bytes.
  static let tailLength = 43

  /// The digest of a line: the hash before it as 32 characters (none for the header), then the raw bytes before the tail.
  static func digest(after previous: LineHash?, _ body: UnsafeRawBufferPointer) -> Digest {
    guard let previous else { return SHA256.digest(body) }
    return withUnsafeBytes(of: previous.text) { SHA256.digest(prefix: $0, body) }
  }

  /// The hash in the tail of a line (without its newline); nil when the line has no such tail.
  static func statedHash(_ line: UnsafeRawBufferPointer) -> LineHash? {
    let start = line.count - tailLength
    guard start >= 0 else { return nil }
    for index in 0..<tailStart.count where line[start + index] != tailStart[index] { return nil }
    for index in 0..<tailEnd.count where line[line.count - tailEnd.count + index] != tailEnd[index] { return nil }
    return LineHash(line, at: start + tailStart.count)
  }

  /// Adds tail and newline to the bytes of a line; returns the line's digest.
  static func close(_ line: inout [UInt8], from start: Int, after previous: LineHash?) -> Digest {
    let digest = line.withUnsafeBytes { Chain.digest(after: previous, UnsafeRawBufferPointer(rebasing: $0[start...])) }
    line.append(contentsOf: tailStart)
    line.append(contentsOf: digest.shortHex)
    line.append(contentsOf: tailEnd)
    line.append(0x0a)
    return digest
  }
}
