// The number of a family card (No. KK): sixteen digits that change with the head, so never a key.

/// Region of issue, date of issue, serial (medium confidence: it only warns).
public struct FamilyCardReading: Hashable, Sendable {
  public let province: String
  public let regency: String
  public let district: String
  public let day: Int
  public let month: Int
  /// 0 to 99.
  public let year: Int
  public let serial: Int

  /// The day of issue, taken as the latest that is not in the future; nil when the calendar has none.
  public func issued(by today: CalendarDate) -> CalendarDate? {
    let century = today.year / 100 * 100
    return [century, century - 100].lazy.compactMap { CalendarDate(year: $0 + year, month: month, day: day) }
      .first { $0 <= today }
  }
}

public enum FamilyCardNumber {
  public static func digits(_ typed: String) -> String { Nik.digits(typed) }

  public static func isWellFormed(_ digits: String) -> Bool { SixteenDigits.problem(digits) == nil }

  /// Nil unless there are exactly sixteen digits.
  public static func read(_ digits: String) -> FamilyCardReading? {
    guard let reading = Nik.read(digits) else { return nil }
    return FamilyCardReading(
      province: reading.province, regency: reading.regency, district: reading.district,
      day: reading.isFemale ? reading.day + 40 : reading.day, month: reading.month, year: reading.year,
      serial: reading.serial)
  }

  public static func masked(_ digits: String) -> String { Nik.masked(digits) }
  public static func display(_ digits: String) -> String { Nik.display(digits) }
}
