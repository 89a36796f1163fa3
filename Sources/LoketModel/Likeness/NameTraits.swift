// A name as numbers, so that ten thousand are compared without making strings (DOMAIN §7).

/// What of a name is compared.
public struct NameTraits: Hashable, Sendable {
  /// The tokens of the matching key as `NameLetters`; the father's apart.
  public private(set) var tokens: [UInt64] = []
  public private(set) var parent: [UInt64] = []
  /// The words as they are written, one for each of `tokens`; empty where they are the same or cannot be told apart. A slip
  /// may change more of the key than one letter: MUSTOFA is MUSTAPA there, and MUSTOLA is not.
  private var spelt: [UInt64] = []
  /// Folded as it was written, and the same without titles and degrees.
  let written: UInt64
  let bare: UInt64
  /// All words of the key as one: NUR AINI is NUR'AINI.
  let glued: UInt64
  /// Its first token is an initial M.: it may be MUHAMMAD, and counts for little.
  let isFirstWeak: Bool
  /// Its first token is written in short: MOH., ABD., ST.
  let isShortened: Bool

  public init(_ name: String) {
    var name = name
    self = name.withUTF8 { NameTraits($0) }
  }

  /// The name's bytes in UTF-8.
  public init(_ name: UnsafeBufferPointer<UInt8>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.count + 8)
    NameKey.appendFold(name, to: &bytes, stopsAtComma: false)
    written = NameTraits.hash(bytes[...])
    bytes.removeAll(keepingCapacity: true)
    NameKey.appendFold(name, to: &bytes, stopsAtComma: true)
    var ranges = NameTokens.split(bytes)
    NameTokens.dropTitles(bytes, &ranges)
    bare = ranges.reduce(0) { NameTraits.mixed($0, NameTraits.hash(bytes[$1])) }
    let written = ranges.map { NameLetters.packed(bytes[$0]) }
    isShortened = ranges.first.map { ranges.count > 1 && NameTokens.isShort(bytes, $0) } ?? false
    bytes.removeAll(keepingCapacity: true)
    let shape = NameKey.appendKey(name, to: &bytes)
    isFirstWeak = shape.isFirstWeak
    glued = NameTraits.hash(bytes.lazy.filter { $0 != 0x20 })
    for (place, token) in bytes.split(separator: 0x20).enumerated() {
      let letters = NameLetters.packed(token)
      if place < shape.ownTokens { tokens.append(letters) } else { parent.append(letters) }
    }
    if parent.isEmpty, written.count == tokens.count, written != tokens { spelt = written }
  }

  public var isEmpty: Bool { tokens.isEmpty }
  /// The father's among them.
  var wordCount: Int { tokens.count + parent.count }

  /// One number for all names of the same words, in whatever order, an old J read as Y. It is a sum, so that a word left out
  /// is a difference.
  public var whole: UInt64 { NameTraits.sum(tokens) }

  /// The numbers under which the name is whole: with its father's name after it, and without an initial that may be none.
  public var wholes: [UInt64] {
    var all = [whole, glued]
    if !parent.isEmpty { all.append(whole &+ NameTraits.sum(parent)) }
    if isFirstWeak, tokens.count > 1 { all.append(whole &- NameTraits.part(tokens[0])) }
    return all
  }

  /// The same of the name with each of its words left out, where another is left.
  public var leftOut: [UInt64] { tokens.count > 1 ? tokens.map { whole &- NameTraits.part($0) } : [] }

  /// Whether two names can agree at all: a quick look before the real one.
  public func mayAgree(_ other: NameTraits) -> Bool {
    let difference = whole &- other.whole
    if difference == 0 || glued == other.glued || isEmpty || other.isEmpty { return true }
    if !parent.isEmpty || !other.parent.isEmpty { return true }
    if tokens.contains(where: { NameTraits.part($0) == difference }) { return true }
    if other.tokens.contains(where: { 0 &- NameTraits.part($0) == difference }) { return true }
    return tokens.count == other.tokens.count && isSlip(of: other)
  }

  /// Whether all words but one are the same and that one has one letter more, less, another or changed over.
  func isSlip(of other: NameTraits) -> Bool {
    let difference = whole &- other.whole
    for (place, left) in tokens.enumerated() {
      for (otherPlace, right) in other.tokens.enumerated()
      where NameTraits.part(left) &- NameTraits.part(right) == difference {
        if NameLetters.isSlip(left, right) { return true }
        let asWritten = (spelt.isEmpty ? left : spelt[place], other.spelt.isEmpty ? right : other.spelt[otherPlace])
        if NameLetters.isSlip(asWritten.0, asWritten.1) { return true }
      }
    }
    return false
  }

  private static func sum(_ tokens: [UInt64]) -> UInt64 { tokens.reduce(0) { $0 &+ part($1) } }
  private static func part(_ token: UInt64) -> UInt64 {
    let sounds = NameLetters.readingYForJ(token)
    let mixed = (sounds ^ sounds >> 31) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ mixed >> 29
  }

  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 { (left ^ right) &* 0x0000_0100_0000_01b3 }

  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

extension NameTokens {
  /// A known short form of a longer first name.
  static func isShort(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    range.count <= 4 && shortForms.contains(packed(bytes, range))
  }
}

extension NameTraits {
  /// How two names agree: as multisets of tokens, one missing allowed; who has two different fathers is another person.
  func agreement(_ other: NameTraits) -> NameAgreement {
    if isEmpty || other.isEmpty { return .unknown }
    if !parent.isEmpty, !other.parent.isEmpty, parent != other.parent { return .other }
    if written == other.written { return .same }
    let hasFather = parent.isEmpty != other.parent.isEmpty
    switch difference(tokens, other.tokens, other) {
    case .same where hasFather: return .father
    case .same:
      if bare == other.bare { return .title }
      if tokens != other.tokens { return .order }
      if isFirstWeak != other.isFirstWeak { return .initial }
      return isShortened != other.isShortened ? .shortened : .spelling
    case .initial where !hasFather: return .initial
    case .missing where !hasFather: return .missing
    default: break
    }
    // BUDI BIN SANTOSO and BUDI SANTOSO.
    if hasFather, difference(tokens + parent, other.tokens + other.parent, other) == .same { return .father }
    if glued == other.glued { return .glued }
    // JUSUF and YUSUF: before 1972 a J was what Y is now, and DJ what J is. Only where the rest is the very same.
    if hasFather || tokens.count != other.tokens.count { return .other }
    return whole == other.whole ? .oldJ : isSlip(of: other) ? .slip : .other
  }

  private enum Difference { case same, initial, missing, many }

  private func difference(_ left: [UInt64], _ right: [UInt64], _ other: NameTraits) -> Difference {
    var left = left
    var surplus: [UInt64] = []
    for token in right {
      if let place = left.firstIndex(of: token) { left.remove(at: place) } else { surplus.append(token) }
    }
    if left.isEmpty, surplus.isEmpty { return .same }
    guard left.count + surplus.count == 1, right.count > surplus.count else { return .many }
    let isInitial =
      isFirstWeak && left.first == tokens[0] || other.isFirstWeak && surplus.first == other.tokens[0]
    return isInitial ? .initial : .missing
  }
}

/// How two names agree, the surest first.
public enum NameAgreement: UInt8, Hashable, Sendable, CaseIterable {
  case same, title, spelling, shortened, glued, order, father, initial, missing, oldJ, slip, other, unknown
}
