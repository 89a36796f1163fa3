// Dates as people type them, and what is wrong with those that the calendar does not have.

extension Phrase {
  static let dateEmpty = Phrase("date.empty")
  static let dateUnreadable = Phrase("date.unreadable")
  static let dateIncomplete = Phrase("date.incomplete")
  static let dateMonth = Phrase("date.month")
  static let dateDay = Phrase("date.day")
  static let dateYear = Phrase("date.year")
  static let dateDaysFebruary = Phrase("date.days.february")
  static let dateDaysApril = Phrase("date.days.april")
  static let dateDaysJune = Phrase("date.days.june")
  static let dateDaysSeptember = Phrase("date.days.september")
  static let dateDaysNovember = Phrase("date.days.november")
}

/// Why a typed date is none.
public enum DateProblem: Error, Hashable, Sendable {
  case empty
  case unreadable(String)
  /// Digits are missing: `0102` or `1/2`.
  case incomplete
  case noSuchMonth(Int)
  case noSuchDay(Int)
  /// The year is outside 1800 to 2200.
  case yearOutOfRange(Int)
  /// The month is shorter: 31 April, 29 February 2023.
  case pastMonthsEnd(day: Int, month: Int, year: Int)

  public var message: Message {
    switch self {
    case .empty: return Message(.dateEmpty)
    case .unreadable(let text): return Message(.dateUnreadable, ["text": String(text.prefix(20))])
    case .incomplete: return Message(.dateIncomplete)
    case .noSuchMonth(let month): return Message(.dateMonth, ["month": "\(month)"])
    case .noSuchDay(let day): return Message(.dateDay, ["day": "\(day)"])
    case .yearOutOfRange(let year): return Message(.dateYear, ["year": "\(year)"])
    case .pastMonthsEnd(_, let month, let year):
      let phrase: Phrase =
        switch month {
        case 4: .dateDaysApril
        case 6: .dateDaysJune
        case 9: .dateDaysSeptember
        case 11: .dateDaysNovember
        default: .dateDaysFebruary
        }
      return Message(phrase, ["year": "\(year)", "days": "\(CalendarDate.days(inMonth: month, of: year))"])
    }
  }
}

extension CalendarDate {
  /// The years in which a date on these forms can lie.
  static let plausibleYears = 1800...2200

  /// Reads `DD-MM-YYYY` with any of `- / . ` or space, with or without leading zeros, `DDMMYYYY`, `DDMMYY`, the stored
  /// `YYYY-MM-DD`, a month by its name, and `h` for today. A year of two digits is the latest that is not in the future.
  public static func typed(_ text: String, today: CalendarDate) -> Result<CalendarDate, DateProblem> {
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    switch parts.count {
    case 0: return .failure(text.allSatisfy(\.isWhitespace) ? .empty : .unreadable(text))
    case 1 where parts[0] == "h": return .success(today)
    case 1:
      let digits = parts[0]
      guard let number = plainNumber(digits) else { return .failure(.unreadable(text)) }
      switch digits.utf8.count {
      case 8: return made(day: number / 1_000_000, month: number / 10_000 % 100, year: number % 10_000)
      case 6: return made(day: number / 10_000, month: number / 100 % 100, year: fullYear(number % 100, today))
      case ..<8: return .failure(.incomplete)
      default: return .failure(.unreadable(text))
      }
    case 2: return .failure(parts.allSatisfy { plainNumber($0) != nil } ? .incomplete : .unreadable(text))
    case 3:
      guard let first = plainNumber(parts[0]), let last = plainNumber(parts[2]),
        let month = plainNumber(parts[1]) ?? monthNumber(parts[1])
      else { return .failure(.unreadable(text)) }
      if parts[0].utf8.count == 4 { return made(day: last, month: month, year: first) }
      switch parts[2].utf8.count {
      case 4: return made(day: first, month: month, year: last)
      case 2: return made(day: first, month: month, year: fullYear(last, today))
      default: return .failure(.incomplete)
      }
    default: return .failure(.unreadable(text))
    }
  }

  private static func made(day: Int, month: Int, year: Int) -> Result<CalendarDate, DateProblem> {
    guard (1...12).contains(month) else { return .failure(.noSuchMonth(month)) }
    guard (1...31).contains(day) else { return .failure(.noSuchDay(day)) }
    guard plausibleYears.contains(year) else { return .failure(.yearOutOfRange(year)) }
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      return .failure(.pastMonthsEnd(day: day, month: month, year: year))
    }
    return .success(date)
  }

  private static func fullYear(_ two: Int, _ today: CalendarDate) -> Int {
    let year = today.year / 100 * 100 + two
    return year > today.year ? year - 100 : year
  }

  /// At most eight ASCII digits, so that no number overflows.
  private static func plainNumber(_ text: String) -> Int? {
    guard (1...8).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  /// Indonesian and English month names from three letters on.
  private static func monthNumber(_ name: String) -> Int? {
    let names = [
      ["januari", "january"], ["februari", "february", "pebruari"], ["maret", "march"], ["april"], ["mei", "may"],
      ["juni", "june"], ["juli", "july"], ["agustus", "august", "agt", "ags"], ["september"], ["oktober", "october"],
      ["november", "nopember"], ["desember", "december"],
    ]
    guard name.count >= 3 else { return nil }
    return names.firstIndex { $0.contains { $0.hasPrefix(name) } }.map { $0 + 1 }
  }
}
