// The national identity number: what it says of its holder, and how it is shown. No check digit, no certainty.

/// What sixteen digits say. Region of *first registration*, which moving does not change (PP 40/2019 art. 30(2)).
public struct NikReading: Hashable, Sendable {
  public let digits: String
  /// Dotted codes: `33`, `33.76`, `33.76.02`.
  public let province: String
  public let regency: String
  public let district: String
  /// 1 to 31 for a good number; 40 taken off for women.
  public let day: Int
  public let month: Int
  /// 0 to 99.
  public let year: Int
  /// A code of `CodeList.sex`: 1 male, 2 female (day 41 and above).
  public let sex: String
  /// 1 to 9999 for a good number.
  public let serial: Int

  public var isFemale: Bool { sex == "2" }

  /// `05-08-68`, as the number says it.
  public var shortBirthDate: String {
    [day, month, year].map { CalendarDate.padded($0, 2) }.joined(separator: "-")
  }

  /// The days that the number can mean, the youngest first: none in the future, at most two, none for 31 April.
  public func birthDates(on today: CalendarDate) -> [CalendarDate] {
    let century = today.year / 100 * 100
    return [century, century - 100].compactMap { CalendarDate(year: $0 + year, month: month, day: day) }
      .filter { $0 <= today }
  }

  /// Whether a birth date is one of those that the number can mean.
  public func allows(_ birthDate: CalendarDate) -> Bool {
    birthDate.day == day && birthDate.month == month && birthDate.year % 100 == year
  }

  /// The date to offer to somebody with this relation to the head (1 for the head).
  public func offer(relation: String?, on today: CalendarDate) -> NikOffer {
    let candidates = birthDates(on: today)
    let plausible = NikReading.plausibleAges(relation)
    let fitting = candidates.filter { plausible.contains($0.age(on: today)) }
    return NikOffer(birthDate: fitting.first, candidates: candidates, sex: sex, district: district)
  }

  /// The ages in years that decide the century of a two-digit year.
  static func plausibleAges(_ relation: String?) -> ClosedRange<Int> {
    switch relation {
    case "1": 15...99
    case "2", "3", "5": 15...99
    case "7", "8": 30...109
    default: 0...99
    }
  }
}

/// What the form proposes while a NIK is typed.
public struct NikOffer: Hashable, Sendable {
  /// Nil when no century gives a plausible age (a head of 7 or of 107): ask.
  public let birthDate: CalendarDate?
  /// What there is to ask about, the youngest first.
  public let candidates: [CalendarDate]
  public let sex: String
  /// The dotted code of the kecamatan of first registration.
  public let district: String

  /// Whether the century is a question for a person.
  public var isAsked: Bool { birthDate == nil && !candidates.isEmpty }
}

public enum Nik {
  /// What was typed without the spaces, dots, dashes and apostrophes that people and spreadsheets put between digits.
  public static func digits(_ typed: String) -> String {
    if typed.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return typed }
    return String(typed.unicodeScalars.filter { !" .-'\u{2019}\u{00a0}\t".unicodeScalars.contains($0) })
  }

  public static func isWellFormed(_ digits: String) -> Bool { SixteenDigits.problem(digits) == nil }

  /// Nil unless there are exactly sixteen digits; everything else is for the rules to say.
  public static func read(_ digits: String) -> NikReading? {
    let numbers = digits.utf8.map { Int($0) - 0x30 }
    guard numbers.count == 16, numbers.allSatisfy({ (0...9).contains($0) }) else { return nil }
    func pair(_ index: Int) -> Int { numbers[index] * 10 + numbers[index + 1] }
    let text = Array(digits)
    let parts = [0, 2, 4].map { String(text[$0..<$0 + 2]) }
    let day = pair(6)
    return NikReading(
      digits: digits, province: parts[0], regency: parts[0] + "." + parts[1], district: parts.joined(separator: "."),
      day: day > 40 ? day - 40 : day, month: pair(8), year: pair(10), sex: day > 40 ? "2" : "1",
      serial: pair(12) * 100 + pair(14))
  }

  /// `337602******0003`: how lists show it. A text of another length keeps at most its last two characters.
  public static func masked(_ digits: String) -> String {
    guard digits.count == 16 else {
      let kept = min(2, digits.count / 3)
      return String(repeating: "*", count: digits.count - kept) + digits.suffix(kept)
    }
    return digits.prefix(6) + "******" + digits.suffix(4)
  }

  /// `337602 450868 0003`: region, day of birth, serial, as the forms draw it. Any other text as it is.
  public static func display(_ digits: String) -> String {
    let text = Array(digits)
    guard text.count == 16 else { return digits }
    return [text[..<6], text[6..<12], text[12...]].map { String($0) }.joined(separator: " ")
  }
}

/// What can be wrong with the form of a NIK or a No. KK.
enum SixteenDigits: Hashable {
  case notDigits
  case length(Int)
  case allEqual

  static func problem(_ text: String) -> SixteenDigits? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .notDigits }
    guard text.utf8.count == 16 else { return .length(text.utf8.count) }
    return Set(text.utf8).count == 1 ? .allEqual : nil
  }
}
