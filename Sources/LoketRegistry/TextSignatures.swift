// Which three letters stand in which block of 64 texts: most blocks need not be looked at for a word.

/// Three signs next to each other. Letters, digits and the stroke of RT/RW have signs of their own; all that separates
/// words is one sign, all else another.
enum Trigram {
  static let signs = 39
  static let count = signs * signs * signs
  static let border = 0
  /// Rows of a signature: 8 bytes a text.
  static let rows = 4096

  @inline(__always)
  static func sign(_ byte: UInt8) -> Int {
    switch byte {
    case ...0x20: border
    case 0x30...0x39: Int(byte) &- 0x2f
    case 0x41...0x5a: Int(byte) &- 0x36
    case 0x2f: 37
    default: 38
    }
  }

  @inline(__always) private static func isDigit(_ sign: Int) -> Bool { sign &- 1 < 10 && sign > 0 }
  @inline(__always) private static func isLetter(_ sign: Int) -> Bool { sign > 10 && sign < 37 }

  @inline(__always)
  static func code(_ first: Int, _ second: Int, _ third: Int) -> Int {
    (first &* signs &+ second) &* signs &+ third
  }

  /// The row in which blocks with these signs are marked; nil for what no search asks for. Digits have rows of their own, since
  /// they stand in nearly every block; so have the starts of words.
  @inline(__always)
  static func row(_ first: Int, _ second: Int, _ third: Int) -> Int? {
    if second == border || third == border { return nil }
    if isLetter(second), isLetter(third) {
      if isLetter(first) { return 1776 &+ hash(first, second, third) & 2047 }
      if first == border { return 1100 &+ (second &- 11) &* 26 &+ third &- 11 }
    } else if isDigit(second), isDigit(third) {
      if isDigit(first) { return (first &- 1) &* 100 &+ (second &- 1) &* 10 &+ third &- 1 }
      if first == border { return 1000 &+ (second &- 1) &* 10 &+ third &- 1 }
    }
    return 3824 &+ hash(first, second, third) & 255
  }

  @inline(__always)
  private static func hash(_ first: Int, _ second: Int, _ third: Int) -> Int {
    Int((UInt64(code(first, second, third)) &* 0x9e37_79b9_7f4a_7c15) &>> 40)
  }
}

/// For 64 blocks of 64 texts one word a row: a bit where the block holds such a trigram. What was removed stays marked until
/// the texts are arranged anew: a mark says only that it is worth looking.
struct TextSignatures: Sendable {
  static let textsInBlock = 64
  static let textsInRun = textsInBlock * 64
  /// One bit for each trigram that stands anywhere, so that a word which nobody has is known at once.
  private static let present = (Trigram.count + 63) / 64

  /// First the bits of all trigrams, then the rows of each run of blocks.
  private(set) var words = [UInt64](repeating: 0, count: TextSignatures.present)
  /// How many texts are in.
  private(set) var count = 0

  init() {}

  /// What is written to the cache: the runs that are full. The last one is quickly made again.
  var full: [UInt64] {
    let runs = count / TextSignatures.textsInRun
    return runs == 0 ? [] : Array(words[..<TextSignatures.size(runs * TextSignatures.textsInRun)])
  }

  /// The full runs of so many texts; the texts behind them are to be added. Nil where the words do not fit their number.
  init?(full: [UInt64], of texts: Int) {
    let whole = texts / TextSignatures.textsInRun * TextSignatures.textsInRun
    guard full.count == (whole == 0 ? 0 : TextSignatures.size(whole)) else { return nil }
    if whole > 0 { words = full }
    count = whole
  }

  static func runs(_ count: Int) -> Int { (count + textsInRun - 1) / textsInRun }
  private static func size(_ count: Int) -> Int { present + runs(count) * Trigram.rows }

  mutating func reserve(_ texts: Int) { words.reserveCapacity(TextSignatures.size(texts)) }

  mutating func add(_ text: UnsafeRawBufferPointer) {
    let rows = TextSignatures.size(count + 1) - Trigram.rows
    if words.count == rows { words.append(contentsOf: repeatElement(0, count: Trigram.rows)) }
    let bit = UInt64(1) &<< UInt64(count / TextSignatures.textsInBlock & 63)
    count += 1
    words.withUnsafeMutableBufferPointer { words in
      var (first, second) = (Trigram.border, Trigram.border)
      // Two borders follow the last byte, so that every byte begins a trigram.
      for place in 0..<text.count &+ 2 {
        let third = place < text.count ? Trigram.sign(text[place]) : Trigram.border
        let code = Trigram.code(first, second, third)
        words[code &>> 6] |= 1 &<< UInt64(code & 63)
        if let row = Trigram.row(first, second, third) { words[rows &+ row] |= bit }
        (first, second) = (second, third)
      }
    }
  }

  /// Whether the word may stand in any text at all.
  func mayHold(_ word: [UInt8]) -> Bool {
    let signs = word.map(Trigram.sign)
    if signs.count == 1 { return hasAny(Trigram.code(signs[0], 0, 0), count: Trigram.signs * Trigram.signs) }
    if signs.count == 2 { return hasAny(Trigram.code(signs[0], signs[1], 0), count: Trigram.signs) }
    return (2..<signs.count).allSatisfy { hasAny(Trigram.code(signs[$0 - 2], signs[$0 - 1], signs[$0]), count: 1) }
  }

  private func hasAny(_ code: Int, count: Int) -> Bool {
    (code..<code + count).contains { words[$0 >> 6] & 1 << UInt64($0 & 63) != 0 }
  }

  /// The blocks of a run in which all rows are marked.
  func blocks(_ run: Int, _ rows: [Int]) -> UInt64 {
    let start = TextSignatures.size(0) + run * Trigram.rows
    var blocks = UInt64.max
    for row in rows {
      blocks &= words[start + row]
      if blocks == 0 { break }
    }
    return blocks
  }

  /// The rows that are marked where this word stands, and those where it stands at the start of a word.
  static func rows(_ word: [UInt8]) -> (anywhere: [Int], starting: [Int]) {
    let signs = word.map(Trigram.sign)
    var rows: [Int] = []
    for place in signs.indices.dropFirst(2) {
      if let row = Trigram.row(signs[place - 2], signs[place - 1], signs[place]) { rows.append(row) }
    }
    let start = signs.count > 1 ? Trigram.row(Trigram.border, signs[0], signs[1]) : nil
    return (rows, rows + (start.map { [$0] } ?? []))
  }
}
