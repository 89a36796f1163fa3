// Pastes with and without brackets: one event, whole, and never mistaken for typing.
import Testing

@testable import LoketWidgets

@Suite("Paste")
struct PasteTests {
  private static let start = "\u{1B}[200~"
  private static let end = "\u{1B}[201~"
  private static let row = "3376021505690001\tSITI AMINAH BINTI ABDULLAH\tTEGAL\n"

  private func once(_ text: String, limit: Int = 65_536) -> [Key] {
    var decoder = KeyDecoder(pasteLimit: limit)
    return decoder.feed(Array(text.utf8), arrivedAtOnce: true)
  }

  @Test("A bracketed paste is one key with its tabs and line ends, and no escape sequence gets out of it")
  func bracketed() {
    #expect(once(Self.start + "SITI\r\nAMINAH\tx\ry\n" + Self.end) == [.paste("SITI\nAMINAH\tx\ny\n")])
    #expect(once(Self.start + "a\u{1B}[2J\u{202E}b\u{0}" + Self.end + "c") == [.paste("ab"), .character("c")])
    #expect(once(Self.start + Self.end) == [])
    #expect(once(Self.end) == [.unknown])
  }

  @Test("Colours, titles and cursor keys of a terminal are no part of a paste; brackets of its own are")
  func escapeSequences() {
    for (pasted, expected) in [
      ("\u{1B}[31mSITI\u{1B}[0m", "SITI"), ("\u{1B}[38;5;196mA\u{1B}[K B", "A B"), ("A\u{1B}]0;judul\u{7}B", "AB"),
      ("A\u{1B}]8;;http://x\u{1B}\\B", "AB"), ("A\u{1B}(BC", "AC"), ("A\u{1B}OPB", "AB"), ("\u{9B}1mA", "A"),
      ("A [31m] B", "A [31m] B"), ("A\u{1B}[31", "A"), ("A\u{1B}[3\nB", "A\nB"), ("A\u{1B}", "A"),
    ] {
      #expect(once(Self.start + pasted + Self.end) == [.paste(expected)], "\(expected)")
    }
  }

  @Test("A paste in many reads is one paste, also when its end is cut in two")
  func split() {
    let bytes = Array((Self.start + Self.row + Self.row + Self.end).utf8)
    for size in [1, 2, 3, 7, 50] {
      var decoder = KeyDecoder()
      var keys: [Key] = []
      for first in stride(from: 0, to: bytes.count, by: size) {
        keys += decoder.feed(bytes[first..<min(first + size, bytes.count)], arrivedAtOnce: true)
      }
      #expect(keys == [.paste(Self.row + Self.row)])
    }
  }

  @Test("A paste whose end never comes is taken as it is after a silence, and typing goes on")
  func neverEnded() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array((Self.start + "SITI").utf8)) == [])
    #expect(decoder.patience == KeyDecoder.pastePatience)
    #expect(decoder.pause() == [.paste("SITI")])
    #expect(decoder.patience == nil)
    #expect(decoder.feed(Array("A".utf8)) == [.character("A")])
  }

  @Test("A paste beyond the limit is cut, its rest is dropped and never typed")
  func limit() {
    #expect(
      once(Self.start + String(repeating: "x", count: 1_000) + Self.end + "y", limit: 10) == [
        .paste("xxxxxxxxxx"), .character("y"),
      ])
    #expect(once(Self.start + "aaaaaaaaaé" + Self.end, limit: 10) == [.paste("aaaaaaaaa")])
    let large = String(repeating: Self.row, count: 4_000)
    let keys = once(Self.start + large + Self.end + "y")
    #expect(keys.count == 2 && keys[1] == .character("y"))
  }

  @Test("Rows that arrive in one piece while the program waits are a paste without brackets")
  func burst() {
    #expect(once(Self.row + Self.row) == [.paste(Self.row + Self.row)])
    #expect(once(Self.row) == [.paste(Self.row)])
    #expect(
      once("JL MELATI 4 RT 003 RW 001\r\nKELURAHAN MINTARAGEN") == [
        .paste("JL MELATI 4 RT 003 RW 001\nKELURAHAN MINTARAGEN")
      ])
  }

  @Test(
    "What a person or a scanner types is never a paste",
    arguments: [
      // A scanner ends in one Enter.
      "33760215056900013376021505690001337602150569\r",
      // A hand that is quick, or a program that was slow for seconds.
      "SITI AMINAH\r15051969\rTEGAL\r",
      // Keys among the text.
      "SITI AMINAH BINTI ABDULLAH\u{1B}[B15051969\tTEGAL TIMUR\rKOTA",
      "SITI AMINAH BINTI ABDULLAH\u{13}15051969\tTEGAL TIMUR\rKOTA",
      "\r\r\t\t\r\r",
    ])
  func typing(text: String) {
    let keys = once(text)
    #expect(!keys.contains { if case .paste = $0 { true } else { false } })
    let typed = keys.compactMap { if case .character(let character) = $0 { character } else { nil } }
    #expect(typed.count > 10 || text.first == "\r")
  }

  @Test("The same rows typed ahead while the program was busy are keys")
  func typedAhead() {
    var decoder = KeyDecoder()
    let keys = decoder.feed(Array((Self.row + Self.row).utf8), arrivedAtOnce: false)
    #expect(keys.filter { $0 == .tab }.count == 4)
    #expect(keys.filter { $0 == .enter }.count == 2)
  }
}
