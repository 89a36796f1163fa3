import Testing

@testable import LoketRegistry

struct TextDecodingTests {
  private let text = "nama;alamat\nM. Sa’ad;JL MELATI 4\nSITI NURJANAH;–\n"

  private func utf16(_ text: String, big: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xfeff] : []) + Array(text.utf16)
    return units.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xff)]
      return big ? pair : pair.reversed()
    }
  }

  @Test("UTF-8 is read with and without its mark, and the mark is gone")
  func utf8() throws {
    let plain = try TextDecoding.decode(Array(text.utf8)).get()
    #expect(plain == DecodedText(bytes: Array(text.utf8), encoding: .utf8, damaged: 0))
    #expect(try TextDecoding.decode([0xef, 0xbb, 0xbf] + Array(text.utf8)).get() == plain)
  }

  @Test("UTF-16 is read in either order, with its mark and without", arguments: [true, false], [true, false])
  func utf16(big: Bool, mark: Bool) throws {
    let found = try TextDecoding.decode(utf16(text, big: big, mark: mark)).get()
    #expect(String(decoding: found.bytes, as: UTF8.self) == text)
    #expect(found.encoding == (big ? .utf16Big : .utf16Little))
    #expect(found.damaged == 0)
  }

  @Test("Windows-1252 is recognised where the bytes are no UTF-8, and its curly apostrophe is read")
  func windows1252() throws {
    let found = try TextDecoding.decode(Array("nama\nSA".utf8) + [0x92] + Array("AD CAF".utf8) + [0xc9, 0x0a]).get()
    #expect(String(decoding: found.bytes, as: UTF8.self) == "nama\nSA’AD CAFÉ\n")
    #expect(found.encoding == .windows1252)
    #expect(found.damaged == 0)
  }

  @Test("UTF-8 with one spoilt byte stays UTF-8 and says how much is unreadable")
  func damagedUTF8() throws {
    let found = try TextDecoding.decode(Array("É É É ".utf8) + [0xff] + Array(" É".utf8)).get()
    #expect(String(decoding: found.bytes, as: UTF8.self) == "É É É \u{fffd} É")
    #expect(found.encoding == .utf8)
    #expect(found.damaged == 1)
  }

  @Test("A file that ends in the middle of a letter is read as UTF-8 up to there")
  func halfALetter() throws {
    let found = try TextDecoding.decode(Array("nama\nCAF".utf8) + [0xc3]).get()
    #expect(found.encoding == .utf8)
    #expect(String(decoding: found.bytes, as: UTF8.self) == "nama\nCAF\u{fffd}")
  }

  @Test("What is no text is refused and named")
  func refusals() {
    func problem(_ bytes: [UInt8]) -> TextProblem? {
      if case .failure(let problem) = TextDecoding.decode(bytes) { problem } else { nil }
    }
    #expect(problem([]) == .empty)
    #expect(problem([0xef, 0xbb, 0xbf, 0x0d, 0x0a]) == .empty)
    #expect(problem([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]) == .spreadsheet)
    #expect(problem([0xd0, 0xcf, 0x11, 0xe0, 0xa1]) == .spreadsheet)
    #expect(problem(Array("\n <HTML><table><tr>".utf8)) == .webPage)
    #expect(problem(Array("%PDF-1.7".utf8)) == .notText)
    #expect(problem((0..<400).map { UInt8(truncatingIfNeeded: $0 * 37) & 0x7f }) == .notText)
  }

  @Test("The survey of UTF-8 agrees with the standard library on every pair and on random bytes")
  func survey() {
    var state: UInt64 = 7
    func random() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    for first in UInt8(0x70)...0xff {
      for second in stride(from: UInt8(0x70), through: 0xfe, by: 2) {
        let bytes = [first, second]
        #expect((TextDecoding.survey(bytes).bad == 0) == (String(validating: bytes, as: UTF8.self) != nil))
      }
    }
    for _ in 0..<5_000 {
      let bytes = (0..<6).map { _ in random() | (random() & 0x80) }
      #expect((TextDecoding.survey(bytes).bad == 0) == (String(validating: bytes, as: UTF8.self) != nil))
    }
  }
}
