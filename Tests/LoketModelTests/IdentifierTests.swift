import LoketModel
import Testing

@Suite("Identifiers")
struct IdentifierTests {
  @Test("Every digit is read at its place and written back")
  func digits() {
    for place in 0..<32 {
      for digit in "0123456789abcdef" {
        var text = Array("00000000000000000000000000000000")
        text[place] = digit
        #expect(Identifier(String(text))?.description == String(text))
      }
    }
    #expect(
      Identifier("0123456789abcdeffedcba9876543210")
        == Identifier(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210))
  }

  @Test("No other byte at any place is taken for a digit, capitals neither")
  func others() {
    let digits = Set("0123456789abcdef".utf8)
    for place in 0..<32 {
      for byte in UInt8.min...UInt8.max where !digits.contains(byte) {
        var text = Array("8f0a8f0a8f0a8f0a8f0a8f0a8f0a8f0a".utf8)
        text[place] = byte
        #expect(text.withUnsafeBytes { Identifier(hex: $0) } == nil, "byte \(byte) at \(place)")
      }
    }
  }

  @Test("Thirty-one digits and thirty-three are no identifier")
  func length() {
    #expect(Identifier(String(repeating: "a", count: 31)) == nil)
    #expect(Identifier(String(repeating: "a", count: 33)) == nil)
    #expect(Identifier("") == nil)
  }
}
