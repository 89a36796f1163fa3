// Phone numbers: typed in the ways people have, stored as `+62…`, shown as people dial them.

extension Phrase {
  static let phoneEmpty = Phrase("phone.empty")
  static let phoneLetters = Phrase("phone.letters")
  static let phoneShort = Phrase("phone.short")
  static let phoneLong = Phrase("phone.long")
  static let phoneAreaCode = Phrase("phone.areaCode")
  static let phoneSeveral = Phrase("phone.several")
  static let phoneDigitsLost = Phrase("phone.digitsLost")
}

public enum PhoneProblem: Error, Hashable, Sendable {
  case empty
  case letters
  /// The number of digits that were typed.
  case short(Int)
  case long(Int)
  /// A landline without its area code.
  case noAreaCode
  case several
  /// `6.28123E+11`: a spreadsheet has thrown digits away.
  case digitsLost

  public var message: Message {
    switch self {
    case .empty: Message(.phoneEmpty)
    case .letters: Message(.phoneLetters)
    case .short(let count): Message(.phoneShort, ["count": "\(count)"])
    case .long(let count): Message(.phoneLong, ["count": "\(count)"])
    case .noAreaCode: Message(.phoneAreaCode)
    case .several: Message(.phoneSeveral)
    case .digitsLost: Message(.phoneDigitsLost)
    }
  }
}

public enum PhoneNumber {
  /// `0812…`, `62812…`, `+62812…`, `812…` and landlines with their area code become `+62…`; a number of another country
  /// must begin with `+` or `00` and keeps its code.
  public static func normalise(_ typed: String) -> Result<String, PhoneProblem> {
    let text = TextFilter.clean(typed).filter { $0 != " " && $0 != "'" }
    if text.isEmpty { return .failure(.empty) }
    if text.contains(where: { $0 == "e" || $0 == "E" }), text.contains(where: \.isNumber) {
      return .failure(.digitsLost)
    }
    if text.contains(where: { "/,;".contains($0) }) { return .failure(.several) }
    guard text.allSatisfy({ ($0.isASCII && $0.isNumber) || "+-.()".contains($0) }) else { return .failure(.letters) }
    guard text.count(where: { $0 == "+" }) <= 1 else { return .failure(.several) }
    var digits = text.filter(\.isNumber)
    let typedCount = digits.count
    if typedCount == 0 { return .failure(.letters) }
    var isForeign = text.hasPrefix("+") || text.hasPrefix("(+")
    if !isForeign, digits.hasPrefix("00") {
      digits.removeFirst(2)
      isForeign = true
    }
    if isForeign, !digits.hasPrefix("62") {
      if digits.count < 8 { return .failure(.short(typedCount)) }
      return digits.count > 15 ? .failure(.long(typedCount)) : .success("+" + digits)
    }
    return domestic(digits, typedCount, hasCountry: isForeign)
  }

  private static func domestic(_ typed: String, _ typedCount: Int, hasCountry: Bool) -> Result<String, PhoneProblem> {
    var digits = Substring(typed)
    // A landline may begin with 62 only after a zero: no Indonesian area code without its zero is meant by 62.
    let hadZero = digits.first == "0"
    if hasCountry || (!hadZero && digits.hasPrefix("62") && digits.count >= 9) { digits.removeFirst(2) }
    let named = hasCountry || hadZero || digits.count < typed.count
    if digits.first == "0" { digits.removeFirst() }
    guard let lead = digits.first else { return .failure(.short(typedCount)) }
    if lead == "8" {
      // 0811 to 0899: ten to thirteen digits with the zero.
      if digits.count < 9 { return .failure(named ? .short(typedCount) : .noAreaCode) }
      return digits.count > 12 ? .failure(.long(typedCount)) : .success("+62" + digits)
    }
    // Landlines: an area code of two or three digits and five to eight of the subscriber.
    guard named, lead != "0", lead != "1" else { return .failure(.noAreaCode) }
    if digits.count < 7 { return .failure(.short(typedCount)) }
    return digits.count > 11 ? .failure(.long(typedCount)) : .success("+62" + digits)
  }

  /// The first four signs and the last two as `display` shows them, so that two numbers can still be told apart.
  public static func masked(_ stored: String) -> String {
    let shown = display(stored)
    return String(
      shown.enumerated().map { place, sign in
        sign.isNumber && place >= 4 && place < shown.count - 2 ? "*" : sign
      })
  }

  /// `0812-3456-7890`, `(0283) 351234`, `(021) 5551234`; a foreign or odd number as it is stored.
  public static func display(_ stored: String) -> String {
    guard stored.hasPrefix("+62"), stored.utf8.dropFirst(3).allSatisfy({ (0x30...0x39).contains($0) }) else {
      return stored
    }
    let digits = Array("0" + stored.dropFirst(3))
    guard digits.count > 4 else { return stored }
    if digits[1] == "8" {
      var groups: [String] = []
      for start in stride(from: 0, to: digits.count, by: 4) {
        let group = String(digits[start..<min(start + 4, digits.count)])
        if group.count == 1, let last = groups.popLast() { groups.append(last + group) } else { groups.append(group) }
      }
      return groups.joined(separator: "-")
    }
    let areaCount = twoDigitAreas.contains(String(digits[0..<3])) ? 3 : 4
    return "(" + String(digits[..<areaCount]) + ") " + String(digits[areaCount...])
  }

  /// The area codes of the large cities, which are shorter than the others by a digit.
  private static let twoDigitAreas: Set<String> = ["021", "022", "024", "031", "061"]
}
