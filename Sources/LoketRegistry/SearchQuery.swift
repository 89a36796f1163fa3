// What a clerk typed, as words to look for, each with its spellings.
import LoketModel

/// One typed word: it matches where one of its spellings stands.
struct SearchWord: Hashable, Sendable {
  /// As typed, folded, and then other spellings: the matching key of a name, a telephone number without +62, digits
  /// without their dashes. Only the first can match at the start of a name.
  let spellings: [Needle]
  /// Taken from the key of the whole text, not typed so: it ranks no higher than the start of a word.
  let isDerived: Bool

  init(plain: Needle, others: [Needle], isDerived: Bool = false) {
    spellings = [plain] + others
    self.isDerived = isDerived
  }

  var plain: Needle { spellings[0] }
  /// Long enough to be meant for an address rather than to stand in most of them.
  var isTelling: Bool { spellings[0].bytes.count >= 3 }
}

/// Every word of one list must match; one of the lists is enough.
struct SearchQuery: Sendable {
  let lists: [[SearchWord]]
  /// The typed words, folded as names are, for what has no place in the texts.
  let folded: [Substring]

  init(_ text: String) {
    let tokens = text.split(whereSeparator: \.isWhitespace).map(String.init)
    var words: [SearchWord] = []
    var hasOnlyNames = true
    var at = 0
    while at < tokens.count {
      let token = tokens[at]
      at += 1
      if let word = SearchQuery.neighbourhood(token, at < tokens.count ? tokens[at] : nil) {
        words.append(word.word)
        hasOnlyNames = false
        if word.tookNext { at += 1 }
      } else if let word = SearchQuery.number(token) {
        words.append(word)
        hasOnlyNames = false
      } else {
        words += NameKey.fold(token).split(separator: " ").compactMap { SearchQuery.name(String($0)) }
      }
    }
    var lists = words.isEmpty ? [] : [words]
    // The key of the whole drops titles and joins what belongs together: H. ABD RAHMAN is ABDUL RAHMAN.
    if hasOnlyNames, !words.isEmpty {
      let key = NameKey.key(text).split(separator: " ").compactMap { Needle(Array($0.utf8)) }
      let plain = words.map(\.plain)
      if !key.isEmpty, key != plain, key.allSatisfy({ $0.bytes.count >= 3 || plain.contains($0) }) {
        lists.append(key.map { SearchWord(plain: $0, others: [], isDerived: true) })
      }
    }
    self.lists = lists
    folded = NameKey.fold(text).split(separator: " ")
  }

  private static func name(_ word: String) -> SearchWord? {
    guard let plain = Needle(Array(word.utf8)) else { return nil }
    let key = NameKey.key(word)
    // A short key says too little: CH is H, and H stands in half of all names.
    let other = key == word || key.utf8.count < 3 || word.utf8.count < 2 ? nil : Needle(Array(key.utf8))
    return SearchWord(plain: plain, others: other.map { [$0] } ?? [])
  }

  /// Digits with the marks that people write between them: `0812-3456`, `+62 812`, `33.76.02`.
  private static func number(_ token: String) -> SearchWord? {
    let digits = token.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
    guard digits.count > 0, token.utf8.allSatisfy({ $0 < 0x80 && !isLetter($0) }) else { return nil }
    var spellings: [[UInt8]] = [Array(digits)]
    if digits.starts(with: "62".utf8), token.hasPrefix("+") || digits.count > 4 {
      spellings.append([0x30] + digits.dropFirst(2))
    }
    let folded = Array(NameKey.fold(token).utf8)
    if folded != spellings[0], !folded.isEmpty { spellings.append(folded) }
    let needles = spellings.compactMap { Needle($0) }
    return needles.first.map { SearchWord(plain: $0, others: Array(needles.dropFirst())) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte & 0xdf) }

  /// `3/1`, `003/001`, `RT 3`, `rt3`, `RW.1`: looked for in the RT and RW alone.
  private static func neighbourhood(_ token: String, _ next: String?) -> (word: SearchWord, tookNext: Bool)? {
    let parts = token.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let rt = padded(parts[0]), let rw = padded(parts[1]) {
      return found([TextPiece.neighbourhood.rawValue] + rt + [0x2f] + rw, false)
    }
    let folded = NameKey.fold(token)
    guard folded.hasPrefix("RT") || folded.hasPrefix("RW") else { return nil }
    let isTown = folded.hasPrefix("RT")
    let rest = folded.dropFirst(2).drop { $0 == " " }
    if let digits = padded(String(rest)) {
      return found(isTown ? [TextPiece.neighbourhood.rawValue] + digits + [0x2f] : [0x2f] + digits, false)
    }
    guard rest.isEmpty, let digits = next.flatMap(padded) else { return nil }
    return found(isTown ? [TextPiece.neighbourhood.rawValue] + digits + [0x2f] : [0x2f] + digits, true)
  }

  private static func found(_ bytes: [UInt8], _ tookNext: Bool) -> (word: SearchWord, tookNext: Bool)? {
    Needle(bytes).map { (SearchWord(plain: $0, others: []), tookNext) }
  }

  /// One to three digits, filled to three.
  private static func padded(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard (1...3).contains(digits.count), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return [UInt8](repeating: 0x30, count: 3 - digits.count) + digits
  }
}
