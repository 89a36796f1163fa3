// Seeded random bytes through the key decoder: it never traps, never invents a key, never lets a sequence leak.
import Testing

@testable import LoketWidgets

/// SplitMix64: the same numbers from the same seed on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Random bytes")
struct RandomBytesTests {
  @Test("Any bytes in any pieces give harmless keys and leave nothing open after silence", arguments: 0..<20)
  func anyBytes(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var decoder = KeyDecoder(pasteLimit: 200)
    // Few values make sequences likely; all values make broken text likely.
    let palette = Array("\u{1B}\u{1B}\u{1B}[[O]P_012~;?$Mm\\ABu\r\t\u{7}<".utf8) + [0xC3, 0xA9, 0xE2, 0xFF, 0x9B]
    var harmful: [Key] = []
    for _ in 0..<3_000 {
      let length = Int.random(in: 0...12, using: &numbers)
      let bytes = (0..<length).map { _ in
        Bool.random(using: &numbers)
          ? palette.randomElement(using: &numbers) ?? 0 : UInt8.random(in: 0...255, using: &numbers)
      }
      var keys = decoder.feed(bytes, arrivedAtOnce: Bool.random(using: &numbers))
      if Int.random(in: 0..<4, using: &numbers) == 0 {
        if decoder.patience != nil { keys += decoder.pause() }
        #expect(decoder.patience == nil)
      }
      harmful += keys.filter { !isHarmless($0) }
    }
    #expect(harmful.isEmpty, "\(harmful.prefix(5))")
  }

  private func isHarmless(_ key: Key) -> Bool {
    switch key {
    case .character(let character):
      character.unicodeScalars.count == 1 && character.unicodeScalars.allSatisfy { CellText.drawn($0) == $0 }
    case .function(let number): (1...10).contains(number)
    case .control(let letter): ("a"..."z").contains(letter) || letter == "\\"
    case .paste(let text): !text.isEmpty && !text.unicodeScalars.contains("\u{1B}") && text.utf8.count <= 200
    default: true
    }
  }

  @Test("Whole random sequences between typed words leave only the words", arguments: 0..<20)
  func wholeSequences(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(1_000 + seed))
    var bytes: [UInt8] = []
    var words = ""
    for _ in 0..<400 {
      bytes += [0x1B]
      switch Int.random(in: 0..<3, using: &numbers) {
      case 0:
        let parameters = (0..<Int.random(in: 0...9, using: &numbers)).map { _ in
          UInt8.random(in: 0x30...0x3F, using: &numbers)
        }
        var last = UInt8.random(in: 0x40...0x7E, using: &numbers)
        // These two ask for more bytes, and `~` may begin a paste.
        while "[M~".utf8.contains(last) { last = UInt8.random(in: 0x40...0x7E, using: &numbers) }
        bytes += Array("[".utf8) + parameters + [last]
      case 1:
        // The keypad's digits are data.
        bytes += Array("O".utf8) + [UInt8.random(in: 0x40...0x57, using: &numbers)]
      default: bytes += Array("]1\(Int.random(in: 0...99, using: &numbers));text\u{7}".utf8)
      }
      let letter = Character(Unicode.Scalar(UInt8.random(in: 0x61...0x7A, using: &numbers)))
      words.append(letter)
      bytes += Array(String(letter).utf8)
    }
    var decoder = KeyDecoder()
    var typed = ""
    var position = 0
    while position < bytes.count {
      let end = min(position + Int.random(in: 1...9, using: &numbers), bytes.count)
      for key in decoder.feed(bytes[position..<end]) {
        if case .character(let character) = key { typed.append(character) }
      }
      position = end
    }
    #expect(typed == words)
  }
}
