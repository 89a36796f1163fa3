// The key under which two spellings of one Indonesian name meet (DOMAIN §7, in its order).

/// A name taken apart for comparing. The key is for machines; the name itself stays as on the card.
public struct NameKey: Hashable, Sendable {
  /// The tokens before BIN, BINTI or BT, spelt alike.
  public let tokens: [String]
  /// The father's name after BIN, BINTI or BT.
  public let parent: [String]
  /// Whether the first token stands for an initial M. only: it may be MUHAMMAD, and counts for little.
  public let isFirstWeak: Bool

  public init(_ name: String) {
    var bytes: [UInt8] = []
    var name = name
    let shape = name.withUTF8 { NameKey.appendKey($0, to: &bytes) }
    let all = bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    tokens = Array(all.prefix(shape.ownTokens))
    parent = Array(all.dropFirst(shape.ownTokens))
    isFirstWeak = shape.isFirstWeak
  }

  /// All tokens, the father's last, with spaces between them. Empty for a name without letters.
  public var text: String { (tokens + parent).joined(separator: " ") }

  /// The matching key for search and duplicates.
  public static func key(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count + 8)
    var name = name
    _ = name.withUTF8 { appendKey($0, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How many of the appended tokens are the person's own, and whether the first is an initial.
  public struct Shape: Hashable, Sendable {
    public var ownTokens = 0
    public var isFirstWeak = false
  }

  /// The key of the bytes of a name in UTF-8, appended to an array: no string is made.
  @discardableResult
  public static func appendKey(_ name: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) -> Shape {
    var folded: [UInt8] = []
    folded.reserveCapacity(name.count)
    appendFold(name, to: &folded, stopsAtComma: true)
    var ranges = NameTokens.split(folded)
    NameTokens.dropTitles(folded, &ranges)
    var shape = Shape()
    var isParent = false
    var count = 0
    for (place, range) in ranges.enumerated() {
      let token = NameTokens.isOrdinary(folded, range) ? 0 : NameTokens.packed(folded, range)
      if token != 0, place > 0, place < ranges.count - 1, NameTokens.parentMarks.contains(token) {
        isParent = true
        continue
      }
      if count == 0, ranges.count > 1, NameTokens.isInitialM(folded, range) {
        shape.isFirstWeak = true
        append("MUHAMAD", &result, &count)
      } else if count == 0, ranges.count > 1, token == NameTokens.initialsOfSiti {
        append("SITI", &result, &count)
      } else if token != 0, let known = NameTokens.classes[token] {
        append(known, &result, &count)
      } else if let rest = NameTokens.afterAbdul(folded, range) {
        append("ABDUL", &result, &count)
        appendSpelling(folded, rest, &result, &count)
      } else {
        appendSpelling(folded, range, &result, &count)
      }
      if !isParent { shape.ownTokens = count }
    }
    return shape
  }

  private static func append(_ token: StaticString, _ result: inout [UInt8], _ count: inout Int) {
    if count > 0 { result.append(0x20) }
    result.append(contentsOf: UnsafeBufferPointer(start: token.utf8Start, count: token.utf8CodeUnitCount))
    count += 1
  }

  private static func appendSpelling(
    _ folded: [UInt8], _ range: Range<Int>, _ result: inout [UInt8], _ count: inout Int
  ) {
    if count > 0 { result.append(0x20) }
    let start = result.count
    result.append(contentsOf: folded[range])
    NameSpelling.rewrite(&result, from: start)
    count += 1
  }
}

/// How far two names agree.
public enum NameLikeness: Int, Comparable, Sendable {
  case different
  /// One token of one of them is missing in the other.
  case oneMissing
  /// The same tokens, in whatever order.
  case same
  public static func < (left: NameLikeness, right: NameLikeness) -> Bool { left.rawValue < right.rawValue }
}

extension NameKey {
  /// Compares as multisets of tokens with one missing allowed. An initial M. counts for nothing when the other lacks it.
  public func likeness(to other: NameKey) -> NameLikeness {
    if tokens.isEmpty || other.tokens.isEmpty { return .different }
    var left = NameKey.tally(tokens)
    for token in other.tokens { left[token, default: 0] -= 1 }
    var missing = 0
    var surplus = 0
    for (token, difference) in left where difference != 0 {
      let isWeak = (isFirstWeak && token == tokens[0]) || (other.isFirstWeak && token == other.tokens[0])
      if isWeak && abs(difference) == 1 { continue }
      if difference > 0 { surplus += difference } else { missing -= difference }
    }
    if surplus == 0 && missing == 0 { return tokens.count == other.tokens.count ? .same : .oneMissing }
    let shared = min(tokens.count - surplus, other.tokens.count - missing)
    return surplus + missing == 1 && shared > 0 ? .oneMissing : .different
  }

  private static func tally(_ tokens: [String]) -> [String: Int] {
    tokens.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
