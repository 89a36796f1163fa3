// Bytes of the terminals that offices have, and of those that nobody has, as keys.
import Testing

@testable import LoketWidgets

@Suite("Key decoder")
struct KeyDecoderTests {
  private func keys(_ text: String) -> [Key] { keys([Array(text.utf8)]) }

  /// Pieces as they arrive, then silence.
  private func keys(_ pieces: [[UInt8]], atOnce: Bool = false) -> [Key] {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    for piece in pieces { keys += decoder.feed(piece, arrivedAtOnce: atOnce) }
    if decoder.patience != nil { keys += decoder.pause() }
    #expect(decoder.patience == nil)
    return keys
  }

  static let functions: [(terminal: String, spellings: [String])] = [
    ("xterm", ["OP", "OQ", "OR", "OS", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~"]),
    ("rxvt and PuTTY", ["[11~", "[12~", "[13~", "[14~", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~"]),
    ("Linux console", ["[[A", "[[B", "[[C", "[[D", "[[E", "[17~", "[18~", "[19~", "[20~", "[21~"]),
    ("kitty", ["[P", "[Q", "[13~", "[S", "[15~", "[17~", "[18~", "[19~", "[20~", "[21~"]),
    ("Esc and a digit", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]),
    ("xterm naming no modifier", ["[1;1P", "[1;1Q", "[1;1R", "[1;1S", "[15;1~", "[17;1~", "[18;1~"]),
  ]

  @Test("Function keys are known in every spelling", arguments: functions)
  func functionKeys(terminal: String, spellings: [String]) {
    for (index, spelling) in spellings.enumerated() where spelling != "[1;1R" {
      #expect(keys("\u{1B}" + spelling) == [.function(index + 1)], "\(terminal), F\(index + 1)")
      #expect(keys("a\u{1B}\(spelling)b") == [.character("a"), .function(index + 1), .character("b")])
    }
  }

  @Test(
    "Keys of moving and editing are known in every spelling",
    arguments: [
      (Key.up, ["[A", "OA", "[1;1A"]), (.down, ["[B", "OB"]), (.right, ["[C", "OC"]), (.left, ["[D", "OD"]),
      (.home, ["[H", "OH", "[1~", "[7~"]), (.end, ["[F", "OF", "[4~", "[8~"]), (.pageUp, ["[5~"]),
      (.pageDown, ["[6~"]), (.delete, ["[3~"]), (.backTab, ["[Z"]), (.enter, ["OM"]),
    ])
  func movingKeys(key: Key, spellings: [String]) {
    for spelling in spellings { #expect(keys("\u{1B}" + spelling) == [key], "\(spelling)") }
  }

  @Test("Control characters are keys, and those that are keys of their own have no letter")
  func controls() {
    #expect(keys("\r\n\t\u{8}\u{7F}") == [.enter, .enter, .tab, .backspace, .backspace])
    #expect(keys("\u{3}\u{1A}\u{1C}\u{13}\u{11}") == "cz\\sq".map { .control($0) })
    #expect(keys("\u{0}\u{1D}\u{1F}") == [.unknown, .unknown, .unknown])
  }

  @Test("Digits of the keypad in application mode are data")
  func keypad() {
    #expect(keys("\u{1B}Op\u{1B}Oy\u{1B}On") == [.character("0"), .character("9"), .character(".")])
  }

  @Test("Esc alone is Esc after its delay; a digit within it is a function key, a digit after it is text")
  func escape() {
    var decoder = KeyDecoder(escapeDelay: 70)
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.patience == 70)
    #expect(decoder.feed(Array("2".utf8)) == [.function(2)])
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.pause() == [.escape])
    #expect(decoder.feed(Array("2".utf8)) == [.character("2")])
    #expect(decoder.patience == nil)
    #expect(keys("\u{1B}\u{1B}") == [.escape, .escape])
    #expect(keys("\u{1B}\u{1B}\u{1B}") == [.escape, .escape, .escape])
    #expect(keys("\u{1B}\u{1B}2") == [.escape, .function(2)])
  }

  @Test(
    "A sequence that means nothing is swallowed whole, and what follows is typed",
    arguments: [
      "[99;99u", "[1;2P", "[1;5A", "[23~", "[24~", "[2~", "[200;1R", "[?62;c", "[<0;10;20M", "[M !!", "[I", "[O",
      "Oz", "O5P", "[3$", "[3^", "[a", "x", "é", "漢", "\r", "\t", "\u{7F}", "[?2026;1$y", "\u{1B}[A", "\u{1B}OP",
      "]0;title\u{7}", "Pq#0;2;0;0;0\u{1B}", "[[z", "[38:2:1:2:3m", "[=1;2c", "[ q",
    ])
  func swallows(sequence: String) {
    // `Esc \` closes a string of its own accord.
    let isString = sequence.hasPrefix("P")
    let found = keys("\u{1B}" + sequence + (isString ? "\\" : "") + "SITI")
    #expect(found.filter { $0 != .unknown } == "SITI".map { .character($0) }, "\(found)")
    #expect(found.first == .unknown)
  }

  @Test("Alt with a letter that begins a string does not swallow what is typed after it")
  func altLetters() {
    for letter in ["]", "P", "X", "^", "_"] {
      var decoder = KeyDecoder(escapeDelay: 40)
      #expect(decoder.feed(Array("\u{1B}\(letter)".utf8)) == [])
      #expect(decoder.patience == 40)
      #expect(decoder.pause() == [.unknown])
      #expect(decoder.feed(Array("SI".utf8)) == [.character("S"), .character("I")])
    }
  }

  @Test("A sequence cut anywhere between two reads is the same key")
  func cutAnywhere() {
    let text = "a\u{1B}[15~é\u{1B}OP漢\u{1B}[[A\u{1B}[99;99u\u{1B}[200~x\ty\u{1B}[201~z"
    let expected: [Key] = [
      .character("a"), .function(5), .character("é"), .function(1), .character("漢"), .function(1), .unknown,
      .paste("x\ty"), .character("z"),
    ]
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      #expect(keys([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected, "cut at \(cut)")
    }
    #expect(keys(bytes.map { [$0] }) == expected)
  }

  @Test("A sequence of any length is swallowed, and half a one is nothing")
  func longAndHalf() {
    let long = "\u{1B}[" + String(repeating: "1;", count: 500) + "mA"
    #expect(keys(long) == [.unknown, .character("A")])
    #expect(keys("\u{1B}[1;") == [.unknown])
    #expect(keys("\u{1B}O") == [.unknown])
    // A control key inside of a sequence is itself.
    #expect(keys("\u{1B}[1;\rA") == [.unknown, .enter, .character("A")])
    #expect(keys("\u{1B}[1\u{1B}[A") == [.unknown, .up])
    #expect(keys("\u{1B}]0;never ended\rA") == [.unknown, .enter, .character("A")])
  }

  @Test("Bytes that are no UTF-8 are no key, and lose nothing of what follows")
  func brokenText() {
    let broken: [[UInt8]] = [
      [0xFF], [0x80], [0xC0, 0xAF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0xAF],
    ]
    for bytes in broken {
      let found = keys([bytes + Array("SITI".utf8)])
      #expect(found.filter { $0 != .unknown } == "SITI".map { .character($0) }, "\(bytes): \(found)")
      #expect(found.contains(.unknown))
    }
    #expect(keys([[0xE2, 0x82]]) == [.unknown])
  }

  @Test("Control, format and bidirectional characters are never typed; a hard space is a space")
  func harmlessCharacters() {
    #expect(keys("\u{9B}\u{202E}\u{200B}\u{FEFF}\u{AD}") == Array(repeating: .unknown, count: 5))
    #expect(keys("\u{A0}") == [.character(" ")])
  }

  @Test("Keys that only this terminal's description knows are understood beside all others")
  func extraKeys() {
    var decoder = KeyDecoder(extra: [Array("[224z".utf8): .function(1), Array("P".utf8): .function(3)])
    #expect(decoder.feed(Array("\u{1B}[224z\u{1B}P\u{1B}OP".utf8)) == [.function(1), .function(3), .function(1)])
  }
}
