// A day of the Gregorian calendar without a time or a zone: what birth dates and working days are.

/// A day between 0001-01-01 and 9999-12-31. Always one that exists.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// `yyyymmdd`, so that dates compare as numbers do.
  private let packed: Int32

  public var year: Int { Int(packed) / 10_000 }
  /// 1 to 12.
  public var month: Int { Int(packed) / 100 % 100 }
  /// 1 to 31.
  public var day: Int { Int(packed) % 100 }

  /// Nil when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.days(inMonth: month, of: year)
    else { return nil }
    packed = Int32(year * 10_000 + month * 100 + day)
  }

  /// Reads exactly `YYYY-MM-DD`; nil for anything else.
  public init?(iso: some StringProtocol) {
    let bytes = Array(iso.utf8)
    guard bytes.count == 10, bytes[4] == 0x2d, bytes[7] == 0x2d else { return nil }
    var number = 0
    for (index, byte) in bytes.enumerated() where index != 4 && index != 7 {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// The day that lies `days` after 1970-01-01; nil outside the years 1 to 9999.
  public init?(daysSince1970 days: Int) {
    guard (-719_162...2_932_896).contains(days) else { return nil }
    // Years are counted from 1 March, so that the leap day is a year's last and months need no table.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before it.
  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// `YYYY-MM-DD`, the stored form.
  public var iso: String {
    CalendarDate.padded(year, 4) + "-" + CalendarDate.padded(month, 2) + "-" + CalendarDate.padded(day, 2)
  }

  /// `DD-MM-YYYY`, the form on the screen and on an identity card.
  public var display: String {
    CalendarDate.padded(day, 2) + "-" + CalendarDate.padded(month, 2) + "-" + CalendarDate.padded(year, 4)
  }

  public var description: String { iso }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.packed < right.packed }

  /// Stays at the calendar's first or last day where it would leave it.
  public func adding(days: Int) -> CalendarDate {
    let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
    if !overflow, let date = CalendarDate(daysSince1970: sum) { return date }
    return days < 0 ? .first : .last
  }

  /// The same day so many months later, or that month's last day where it has no such day.
  public func adding(months: Int) -> CalendarDate {
    guard (-120_000...120_000).contains(months) else { return months < 0 ? .first : .last }
    let count = year * 12 + month - 1 + months
    guard count >= 12, count < 120_000 else { return months < 0 ? .first : .last }
    let last = CalendarDate.days(inMonth: count % 12 + 1, of: count / 12)
    return CalendarDate(year: count / 12, month: count % 12 + 1, day: min(day, last)) ?? self
  }

  /// Days from this one to `other`: negative when `other` is earlier.
  public func days(until other: CalendarDate) -> Int { other.daysSince1970 - daysSince1970 }

  /// Whole years on `date` of somebody born on this day; negative before birth. Who was born on 29 February has the
  /// birthday on 1 March in other years.
  public func age(on date: CalendarDate) -> Int {
    date.year - year - (date.packed % 10_000 < packed % 10_000 ? 1 : 0)
  }

  /// 1 for Monday to 7 for Sunday.
  public var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }

  public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// 28 to 31; 0 for a month that is none.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  private init(packed: Int32) { self.packed = packed }
  static let epoch = CalendarDate(packed: 1970_01_01)
  private static let first = CalendarDate(packed: 1_01_01)
  private static let last = CalendarDate(packed: 9999_12_31)

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
