// Makes of one cell of a foreign table the value that Loket stores, or says why it cannot.
import LoketModel

extension Phrase {
  static let importNikLength = Phrase("import.nik.length")
  static let importNikLostZero = Phrase("import.nik.lostZero")
  static let importNikScientific = Phrase("import.nik.scientific")
  static let importNikMasked = Phrase("import.nik.masked")
  static let importNikNotDigits = Phrase("import.nik.notDigits")
  static let importNikSame = Phrase("import.nik.same")
  static let importCardLength = Phrase("import.card.length")
  static let importCardScientific = Phrase("import.card.scientific")
  static let importCardMasked = Phrase("import.card.masked")
  static let importCardNotDigits = Phrase("import.card.notDigits")
  static let importCardSame = Phrase("import.card.same")
  static let importDateImpossible = Phrase("import.date.impossible")
  static let importDateYear = Phrase("import.date.year")
  static let importDateFuture = Phrase("import.date.future")
  static let importDateOld = Phrase("import.date.old")
}

/// What became of a cell.
enum ImportCell: Equatable {
  /// Nothing is known: an empty cell, a dash, a zero that stands for nothing.
  case absent
  case value(String)
  /// The cell cannot be understood; the row comes in without it, with a warning.
  case unclear
  /// The row cannot come in.
  case refused(Message)
}

extension ImportCell {
  /// Longest text of a cell that is kept, in characters.
  static let longestText = 300

  static func text(_ raw: String) -> ImportCell {
    let text = tidied(raw)
    if text.isEmpty || text == "-" || text == "--" { return .absent }
    return text.count > longestText || text.unicodeScalars.contains("\u{fffd}") ? .unclear : .value(text)
  }

  /// Filtered, with single spaces between words and none at the ends.
  static func tidied(_ raw: String) -> String {
    let bytes = raw.utf8
    var needsWork = bytes.first == 0x20 || bytes.last == 0x20
    var previous: UInt8 = 0
    for byte in bytes {
      if byte < 0x20 || byte > 0x7e || (byte == 0x20 && previous == 0x20) { needsWork = true }
      previous = byte
    }
    guard needsWork else { return raw }
    return TextFilter.clean(raw).split(separator: " ").joined(separator: " ")
  }

  /// Sixteen digits of a NIK. A file's ways of saying "none" (empty, `-`, `0`, zeros) are absent, never a number
  /// (DOMAIN §2: "0" as a placeholder once merged families).
  static func nik(_ raw: String) -> ImportCell {
    sixteen(
      raw, length: .importNikLength, scientific: .importNikScientific, masked: .importNikMasked,
      notDigits: .importNikNotDigits, same: .importNikSame)
  }

  static func familyCardNumber(_ raw: String) -> ImportCell {
    sixteen(
      raw, length: .importCardLength, scientific: .importCardScientific, masked: .importCardMasked,
      notDigits: .importCardNotDigits, same: .importCardSame)
  }

  private static func sixteen(
    _ raw: String, length: Phrase, scientific: Phrase, masked: Phrase, notDigits: Phrase, same: Phrase
  ) -> ImportCell {
    if isSixteenDigits(raw) { return .value(raw) }
    var digits = ""
    for byte in raw.utf8 {
      // People group the digits, and spreadsheets leave an apostrophe before them.
      if byte == 0x20 || byte == 0x27 || byte == 0x60 || byte == 0x2d { continue }
      digits.unicodeScalars.append(Unicode.Scalar(byte))
    }
    if digits.utf8.allSatisfy({ $0 == 0x30 }) { return .absent }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      let shown = ["text": tidied(raw)]
      if isScientific(digits) { return .refused(Message(scientific, shown)) }
      return .refused(Message(digits.utf8.contains(0x2a) ? masked : notDigits, shown))
    }
    let count = digits.utf8.count
    if count == 15 && length == .importNikLength {
      return .refused(Message(.importNikLostZero, ["text": digits]))
    }
    if count != 16 { return .refused(Message(length, ["text": digits, "count": String(count)])) }
    if digits.utf8.allSatisfy({ $0 == digits.utf8.first }) { return .refused(Message(same, ["text": digits])) }
    return .value(digits)
  }

  /// Sixteen digits that are not all the same: what a good cell holds.
  private static func isSixteenDigits(_ text: String) -> Bool {
    var first: UInt8?
    var isVaried = false
    for byte in text.utf8 {
      guard (0x30...0x39).contains(byte) else { return false }
      if let first, byte != first { isVaried = true }
      if first == nil { first = byte }
    }
    return isVaried && text.utf8.count == 16
  }

  /// `3.37602E+15`, also with a comma.
  private static func isScientific(_ text: String) -> Bool {
    var sawExponent = false
    var sawDigit = false
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: sawDigit = true
      case 0x2e where !sawExponent, 0x2c where !sawExponent: break
      case 0x45, 0x65:
        if sawExponent || !sawDigit { return false }
        sawExponent = true
      case 0x2b where sawExponent: break
      default: return false
      }
    }
    return sawExponent
  }

  /// `YYYY-MM-DD`, `D/M/YYYY` (also with dashes or points), or the day number of a spreadsheet; a time behind it is
  /// dropped. `0000-00-00` is how databases write "none".
  static func date(_ raw: String) -> ImportCell {
    let whole = tidied(raw)
    let text = String(whole.prefix { $0 != " " && $0 != "T" })
    if text.isEmpty || text == "-" || text.hasPrefix("0000") { return .absent }
    let impossible = ImportCell.refused(Message(.importDateImpossible, ["text": whole]))
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" || $0 == "." }
    let numbers = parts.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
    guard numbers.count == parts.count, parts.allSatisfy({ $0.utf8.count <= 5 }) else { return impossible }
    switch numbers.count {
    case 1: return dayNumber(numbers[0], impossible)
    // "24473.0", as some programs write a day number.
    case 2 where numbers[1] == 0 && text.utf8.contains(0x2e): return dayNumber(numbers[0], impossible)
    case 3:
      let isYearFirst = parts[0].utf8.count == 4
      guard isYearFirst || parts[2].utf8.count == 4 else {
        return .refused(Message(.importDateYear, ["text": whole]))
      }
      let (year, day) = isYearFirst ? (numbers[0], numbers[2]) : (numbers[2], numbers[0])
      return CalendarDate(year: year, month: numbers[1], day: day).map { .value($0.iso) } ?? impossible
    default: return impossible
    }
  }

  /// Day 25,569 of a spreadsheet is 1970-01-01. Numbers that look like a year are none.
  private static func dayNumber(_ number: Int, _ impossible: ImportCell) -> ImportCell {
    guard (367...80_000).contains(number), !(1850...2150).contains(number) else { return impossible }
    return CalendarDate(daysSince1970: number - 25_569).map { .value($0.iso) } ?? impossible
  }

  /// A birth date: not after the working day, not more than 130 years before it.
  static func birthDate(_ raw: String, day: CalendarDate) -> ImportCell {
    let cell = date(raw)
    guard case .value(let iso) = cell, let date = CalendarDate(iso: iso) else { return cell }
    if date > day { return .refused(Message(.importDateFuture, ["text": date.display])) }
    return date.age(on: day) > 130 ? .refused(Message(.importDateOld, ["text": date.display])) : cell
  }

  /// Three digits of RT or RW, with lost zeros and "RT:" put right; a dash or zero is unknown (DOMAIN §4).
  static func neighbourhood(_ raw: String) -> ImportCell {
    if raw.utf8.count == 3, raw != "000", raw.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return .value(raw) }
    switch Neighbourhood.normalise(tidied(raw)) {
    case .success(let value): return value.map { .value($0) } ?? .absent
    case .failure: return .unclear
    }
  }

  /// The code that a cell means: the code, a name in either language, or another spelling that exports use.
  static func code(_ raw: String, _ list: CodeList) -> ImportCell {
    let text = tidied(raw)
    if text.isEmpty || text == "-" { return .absent }
    if let code = list.code(meaning: text) { return .value(code.code) }
    let number = text.utf8.drop { $0 == 0x30 }
    // An open list keeps the numbers it does not know; 0 is an export's way of saying nothing.
    guard text.utf8.count <= 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .unclear }
    if number.isEmpty { return .absent }
    return list.isOpen ? .value(String(decoding: number, as: UTF8.self)) : .unclear
  }

  static func phone(_ raw: String) -> ImportCell {
    let text = tidied(raw)
    if text.isEmpty || text == "-" || text == "0" { return .absent }
    if case .success(let stored) = PhoneNumber.normalise(text) { return .value(stored) }
    return .unclear
  }
}
