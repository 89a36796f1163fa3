// Sixteen digits without a word beside them: the number of a person, of a family card, or perhaps of either.

/// What sixteen digits that nobody knows can be. No check digit tells; the six digits of the date do mostly.
public enum NumberMeaning: Hashable, Sendable {
  case nik
  case familyCard
  /// A plausible birth date of a head and a plausible date of issue: a person says which.
  case either(NikReading, birthDate: CalendarDate, issued: CalendarDate)

  /// Family cards of sixteen digits came with the population register SIAK (medium confidence).
  static let firstCards = 2000

  /// A NIK unless the digits say otherwise: what is wrong with a number then stands beside its field. Nil when these
  /// are not sixteen digits.
  /// - Parameter today: the working day; the person would be a head of household.
  public static func of(_ digits: String, on today: CalendarDate) -> NumberMeaning? {
    guard let reading = Nik.read(digits) else { return nil }
    let birthDate = reading.offer(relation: "1", on: today).birthDate
    // A day above 40 is a woman's, and no day of issue.
    let issued = FamilyCardNumber.read(digits)?.issued(by: today).flatMap { $0.year >= firstCards ? $0 : nil }
    switch (birthDate, issued) {
    case (let birthDate?, let issued?): return .either(reading, birthDate: birthDate, issued: issued)
    case (nil, _?): return .familyCard
    default: return .nik
    }
  }
}
