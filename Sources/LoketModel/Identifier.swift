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

  /// Sixteen digits at once: every start of the program reads a few hundred thousand identifiers.
  private static func word(_ bytes: UnsafeRawBufferPointer, from start: Int) -> UInt64? {
    let text = bytes.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self)
    let (digits, letters) = (text &- 0x30, text &- 0x61)
    let areDigits = digits .< 10
    guard all(areDigits .| (letters .< 6)) else { return nil }
    let halves = (letters &+ 10).replacing(with: digits, where: areDigits)
    let pairs = halves.evenHalf &<< 4 | halves.oddHalf
    return UInt64(bigEndian: unsafeBitCast(pairs, to: UInt64.self))
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
