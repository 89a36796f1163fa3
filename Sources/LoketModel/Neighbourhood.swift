// RT and RW: three digits each, RT first, as people and exports write them in ten ways.

extension Phrase {
  static let neighbourhoodLetters = Phrase("rule.rtrw.letters")
  static let neighbourhoodLong = Phrase("rule.rtrw.long")
}

public enum NeighbourhoodProblem: Error, Hashable, Sendable {
  case letters(String)
  case long(String)

  public var message: Message {
    switch self {
    case .letters(let text): Message(.neighbourhoodLetters, ["text": String(text.prefix(12))])
    case .long(let text): Message(.neighbourhoodLong, ["text": String(text.prefix(12))])
    }
  }
}

public enum Neighbourhood {
  /// `1`, `RT 01`, `RT: 001` → `001`. Empty, `-`, `0`, `000` are absent: nil.
  public static func normalise(_ typed: String) -> Result<String?, NeighbourhoodProblem> {
    var text = NameKey.fold(typed).filter { $0 != " " }
    if text.hasPrefix("RT") || text.hasPrefix("RW") { text.removeFirst(2) }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .failure(.letters(typed)) }
    let digits = text.drop { $0 == "0" }
    if digits.isEmpty { return .success(nil) }
    guard digits.count <= 3 else { return .failure(.long(typed)) }
    return .success(String(repeating: "0", count: 3 - digits.count) + digits)
  }

  /// `001/002`, `RT 1 / RW 2`, `1-2` → both parts; nil when the text is not two parts that read.
  public static func pair(_ typed: String) -> (rt: String?, rw: String?)? {
    let words = NameKey.fold(typed).split(separator: " ").filter { $0 != "RT" && $0 != "RW" }
    guard words.count == 2, case .success(let rt) = normalise(String(words[0])),
      case .success(let rw) = normalise(String(words[1]))
    else { return nil }
    return (rt, rw)
  }

  /// `001/002`; a part that is not known is `-`; empty when neither is.
  public static func display(rt: String?, rw: String?) -> String {
    if (rt ?? "").isEmpty && (rw ?? "").isEmpty { return "" }
    func part(_ value: String?) -> String { value.flatMap { $0.isEmpty ? nil : $0 } ?? "-" }
    return part(rt) + "/" + part(rw)
  }
}
