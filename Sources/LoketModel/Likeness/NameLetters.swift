// A word of a name as one number from which its letters can still be read, so that a slip of the hand is seen without strings.

/// Twelve letters of five bits from the top down, and four bits that stand for what comes behind them.
enum NameLetters {
  private static let bits = 5
  private static let most = 12
  private static let restBits = 4
  /// The lowest bit of each letter.
  private static let ones: UInt64 = (0..<most).reduce(0) { $0 | 1 << UInt64(restBits + $1 * bits) }
  private static let letters: UInt64 = ~0xf

  /// A is 1 and Z is 26; a digit or a byte of another script takes one of the numbers behind them.
  static func packed(_ word: some Collection<UInt8>) -> UInt64 {
    var packed: UInt64 = 0
    var isPlain = word.count <= most
    for (place, byte) in word.prefix(most).enumerated() {
      let isLetter = (0x41...0x5a).contains(byte)
      if !isLetter { isPlain = false }
      let letter = isLetter ? UInt64(byte - 0x40) : 27 + UInt64(byte) % 5
      packed |= letter << UInt64(64 - bits * (place + 1))
    }
    guard !isPlain else { return packed }
    let rest = NameTraits.hash(word)
    return packed | (rest ^ rest >> 32) % 15 + 1
  }

  /// The same word with Y for each J: before 1972 a J was what Y is now.
  static func readingYForJ(_ word: UInt64) -> UInt64 {
    let (j, y): (UInt64, UInt64) = (10, 25)
    let others = (word ^ (ones &* j)) & letters
    let isOther = (others | others >> 1 | others >> 2 | others >> 3 | others >> 4) & ones
    return word ^ ((ones & ~isOther) &* (j ^ y))
  }

  /// Whether one slip of the hand makes one word of the other: a letter put in, left out, replaced, or two changed over.
  ///
  /// Nobody slips at the first letter that easily (AGUS and BAGUS are two names), and short names differ by one letter as it
  /// is (RINA, RINI): those do not count.
  static func isSlip(_ left: UInt64, _ right: UInt64) -> Bool {
    let difference = (left ^ right) & letters
    let place = difference.leadingZeroBitCount / bits
    guard difference != 0, place > 0, isLong(left), isLong(right) else { return false }
    let (shift, next) = (UInt64(bits * place), UInt64(bits * (place + 1)))
    if left << next == right << next || left << shift == right << next || left << next == right << shift { return true }
    guard place + 1 < most, left << (next + UInt64(bits)) == right << (next + UInt64(bits)) else { return false }
    return letter(left, place) == letter(right, place + 1) && letter(left, place + 1) == letter(right, place)
  }

  private static func letter(_ word: UInt64, _ place: Int) -> UInt64 {
    word >> UInt64(64 - bits * (place + 1)) & 0x1f
  }

  /// Five letters and more.
  private static func isLong(_ word: UInt64) -> Bool { letter(word, 4) != 0 }
}
