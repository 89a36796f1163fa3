// The 128 random bits that name a record, a segment or a device.

/// 128 bits, written as 32 lower-case hex digits. Ordered as its digits are.
public struct Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads exactly 32 digits `0-9a-f`; anything else, capitals too, is nil: one identifier has one spelling.
  public init?(hex bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32, let high = Identifier.word(bytes, from: 0), let low = Identifier.word(bytes, from: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64? {
    var word: UInt64 = 0
    for place in start..<start + 16 {
      let byte = bytes[place]
      switch byte {
      case 0x30...0x39: word = word << 4 | UInt64(byte - 0x30)
      case 0x61...0x66: word = word << 4 | UInt64(byte - 0x61 + 10)
      default: return nil
      }
    }
    return word
  }

  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let identifier = text.withUTF8({ Identifier(hex: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = identifier
  }

  public static func < (left: Identifier, right: Identifier) -> Bool {
    left.high != right.high ? left.high < right.high : left.low < right.low
  }

  public var description: String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      for index in 0..<32 {
        let word = index < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (index & 15))) & 15
        buffer[index] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
      }
      return 32
    }
  }
}
