// The words of a name that stand for others: titles, MUHAMMAD and its kin, ABDUL and what is glued to it.

enum NameTokens {
  /// Up to sixteen bytes as one number, so that a word is looked up without making a string; 0 for a longer word.
  static func packed(_ bytes: [UInt8], _ range: Range<Int>) -> UInt128 {
    guard range.count <= 16 else { return 0 }
    var number: UInt128 = 0
    for index in range { number = number << 8 | UInt128(bytes[index]) }
    return number
  }

  private static func packed(_ word: String) -> UInt128 {
    let bytes = Array(word.utf8)
    return packed(bytes, bytes.indices)
  }

  private static func set(_ words: String) -> Set<UInt128> {
    Set(words.split(separator: " ").map { packed(String($0)) })
  }

  /// Taken away at the beginning, one after another, but never the only token.
  static let titles = set("H HJ HAJI HAJJAH KH KI NYI USTAD USTADZ DR DRS DRA IR PROF R RR RA RM")
  static let parentMarks = set("BIN BINTI BT")
  /// ST. is SITI only before another token.
  static let initialsOfSiti = packed("ST")

  /// First names that cards write in short.
  static let shortForms = set("MOH MOCH MUH MUCH MHD MOHD MD ABD ST")

  static let classes: [UInt128: StaticString] = {
    var result: [UInt128: StaticString] = [:]
    let rows: [(StaticString, String)] = [
      (
        "MUHAMAD",
        "MUHAMMAD MUHAMAD MOHAMMAD MOHAMAD MOHAMMED MOCHAMMAD MOCHAMAD MUCHAMMAD MUKHAMMAD MUKHAMAD MUCHAMAD MOH MOCH MUH "
          + "MUCH MHD MOHD MD"
      ),
      ("ABDUL", "ABDUL ABD ABDU ABDOEL ABDUR ABDUS"),
      ("AHMAD", "AHMAD ACHMAD AKHMAD"),
      ("NUR", "NUR NOER NOR"),
      ("SITI", "SITI"),
    ]
    for (name, words) in rows { for word in set(words) { result[word] = name } }
    return result
  }()

  /// Whether a word can be one of the tables at all.
  static func isOrdinary(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if range.count > 9 { return true }
    switch bytes[range.lowerBound] {
    case 0x41, 0x42, 0x44, 0x48, 0x49, 0x4b, 0x4d, 0x4e, 0x50, 0x52, 0x53, 0x55: return false
    default: return true
    }
  }

  static func isInitialM(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    range.count == 1 && bytes[range.lowerBound] == 0x4d
  }

  static func split(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x20 {
      if index > start { ranges.append(start..<index) }
      start = index + 1
    }
    if bytes.count > start { ranges.append(start..<bytes.count) }
    return ranges
  }

  /// Whether a name on a form still has a title before it or a degree after it.
  static func hasTitle(_ name: String) -> Bool {
    var folded: [UInt8] = []
    var text = name
    text.withUTF8 { NameKey.appendFold($0, to: &folded, stopsAtComma: true) }
    let ranges = split(folded)
    guard ranges.count > 0 else { return false }
    if let comma = name.firstIndex(of: ","), name[comma...].contains(where: \.isLetter) { return true }
    // R. is a part of a name as often as a title.
    let first = packed(folded, ranges[0])
    return ranges.count > 1 && titles.contains(first) && first != packed("R")
  }

  /// *Almarhum*, ALM and ALMH: taken away wherever it stands.
  private static func isLate(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count == 3 || range.count == 4, bytes[range.lowerBound] == 0x41, bytes[range.lowerBound + 1] == 0x4c,
      bytes[range.lowerBound + 2] == 0x4d
    else { return false }
    return range.count == 3 || bytes[range.lowerBound + 3] == 0x48
  }

  static func dropTitles(_ bytes: [UInt8], _ ranges: inout [Range<Int>]) {
    while ranges.count > 1, let index = ranges.firstIndex(where: { isLate(bytes, $0) }) { ranges.remove(at: index) }
    while ranges.count > 1, !isOrdinary(bytes, ranges[0]), titles.contains(packed(bytes, ranges[0])) {
      ranges.removeFirst()
    }
  }

  /// The part of a glued ABDURRAHMAN, ABDULAZIZ, ABDRAHMAN after its article, at least three letters long; nil for any
  /// other word, and for ABDULLAH, which is one name.
  static func afterAbdul(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    func byte(_ offset: Int) -> UInt8 {
      range.lowerBound + offset < range.upperBound ? bytes[range.lowerBound + offset] : 0
    }
    guard byte(0) == 0x41, byte(1) == 0x42, byte(2) == 0x44 else { return nil }
    var start: Int
    switch (byte(3), byte(4)) {
    case (0x55, _): start = 4
    // ABDOE…
    case (0x4f, 0x45): start = 5
    case (0x52, _): start = 3
    default: return nil
    }
    let isArticle = byte(start) == 0x4c
    if isArticle {
      if isVowel(byte(start + 1)) {
        if !holds(bytes, range, start, ["LATIF", "LATHIF", "LATIEF", "LATEF"]) { start += 1 }
      } else {
        // ABDULLAH and ABDULLOH are names of their own; ABDULLATIF is not.
        if byte(start + 1) == 0x4c, range.count - start <= 4 { return nil }
        start += 1
      }
    } else if byte(start) == byte(start + 1) {
      // The article has become the next sound: ABDURRAHMAN, ABDUSSALAM.
      start += 1
    }
    let rest = range.lowerBound + start..<range.upperBound
    return rest.count >= 3 ? rest : nil
  }

  private static func isVowel(_ byte: UInt8) -> Bool { [0x41, 0x45, 0x49, 0x4f, 0x55].contains(byte) }

  private static func holds(_ bytes: [UInt8], _ range: Range<Int>, _ offset: Int, _ words: [String]) -> Bool {
    words.contains { bytes[(range.lowerBound + offset)..<range.upperBound].elementsEqual($0.utf8) }
  }
}
