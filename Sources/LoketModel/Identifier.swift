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
    guard let high = eightDigits(bytes, from: start), let low = eightDigits(bytes, from: start + 8) else { return nil }
    return high << 32 | low
  }

  /// Eight digits at once, each in a byte of one word: every start of the program reads a few hundred thousand identifiers.
  private static func eightDigits(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let text = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
    // A letter has the bit 0x40, a digit has not.
    let letters = text >> 6 & ones
    let halves = (text & (ones &* 0xf)) &+ letters &* 9
    // 10 to 15 are letters and nothing else is; and what the halves stand for is what was written.
    guard halves & (ones &* 0xf0) == 0, (halves &+ ones &* 6) >> 4 & ones == letters,
      halves &+ ones &* 0x30 &+ letters &* 0x27 == text
    else { return nil }
    var packed = UInt64(bigEndian: halves)
    packed = (packed | packed >> 4) & 0x00ff_00ff_00ff_00ff
    packed = (packed | packed >> 8) & 0x0000_ffff_0000_ffff
    return (packed | packed >> 16) & 0xffff_ffff
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
