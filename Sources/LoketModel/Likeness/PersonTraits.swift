// What of a person is compared with another: numbers only, whether it comes from a form or from the registry.

/// Zero stands for what is not known.
public struct PersonTraits: Hashable, Sendable {
  public var name: NameTraits
  /// Sixteen digits as a number, and whether it is the same number.
  public var nik: UInt64 = 0
  /// Year, month and day in decimal: 19690805.
  public var birth: UInt32 = 0
  /// A code of `CodeList.sex`.
  public var sex: UInt8 = 0
  public var card: UInt64 = 0
  /// A number that two people share who live in one household of the register.
  public var home: UInt64 = 0
  /// RT and RW in decimal: 3001 for 003/001.
  public var neighbourhood: UInt32 = 0
  /// The digits of the telephone.
  public var phone: UInt64 = 0

  public init(name: NameTraits) { self.name = name }

  /// From values as they are stored or stand in a form; a text that does not read counts as not known.
  public init(
    name: String, nik: String? = nil, birthDate: String? = nil, sex: String? = nil, card: String? = nil,
    rt: String? = nil, rw: String? = nil, phone: String? = nil, home: UInt64 = 0
  ) {
    self.init(name: NameTraits(name))
    self.nik = PersonTraits.sixteen(nik ?? "")
    birth = PersonTraits.day(birthDate ?? "")
    self.sex = (sex ?? "").utf8.first.map { $0 == 0x31 ? 1 : $0 == 0x32 ? 2 : 0 } ?? 0
    self.card = PersonTraits.sixteen(card ?? "")
    neighbourhood = PersonTraits.neighbourhood(rt ?? "", rw ?? "")
    self.phone = PersonTraits.digits(phone ?? "")
    self.home = home
  }

  /// A well-formed NIK or No. KK; zero for anything else.
  public static func sixteen(_ text: some StringProtocol) -> UInt64 {
    SixteenDigits.problem(String(text)) == nil ? UInt64(text) ?? 0 : 0
  }

  /// `1969-08-05` as 19690805.
  public static func day(_ iso: String) -> UInt32 {
    guard let date = CalendarDate(iso: iso) else { return 0 }
    return UInt32(date.year * 10_000 + date.month * 100 + date.day)
  }

  /// Both must be known: RT 003 of another RW is another place.
  public static func neighbourhood(_ rt: String, _ rw: String) -> UInt32 {
    guard let rt = UInt32(rt), let rw = UInt32(rw), rt > 0, rw > 0, rt < 1000, rw < 1000 else { return 0 }
    return rt * 1000 + rw
  }

  public static func digits(_ text: String) -> UInt64 {
    text.utf8.reduce(0) { (0x30...0x39).contains($1) ? $0 &* 10 &+ UInt64($1 - 0x30) : $0 }
  }
}

/// How two NIK agree.
public enum NumberAgreement: UInt8, Hashable, Sendable, CaseIterable {
  case same, digit, swapped
  /// One digit or two neighbours of the serial alone: so it is with twins, and with strangers born on one day.
  case serial
  /// One number but for day and month of the birth date, which stand the other way round.
  case turned
  case other, unknown

  static func of(_ left: UInt64, _ right: UInt64) -> NumberAgreement {
    if left == 0 || right == 0 { return .unknown }
    if left == right { return .same }
    var places: [(place: Int, left: UInt64, right: UInt64)] = []
    var (a, b) = (left, right)
    for place in 0..<16 {
      if a % 10 != b % 10 { places.append((place, a % 10, b % 10)) }
      if places.count > 2 { return isTurned(left, right) ? .turned : .other }
      a /= 10
      b /= 10
    }
    // The last four digits are the serial, so they are the first four places here.
    let isSerial = places.allSatisfy { $0.place < 4 }
    if places.count == 1 { return isSerial ? .serial : .digit }
    guard places[1].place == places[0].place + 1, places[0].left == places[1].right, places[0].right == places[1].left
    else { return isTurned(left, right) ? .turned : .other }
    return isSerial ? .serial : .swapped
  }

  /// A woman's day is counted from 41 on.
  private static func isTurned(_ left: UInt64, _ right: UInt64) -> Bool {
    guard differsInDate(left, right), left / 10_000 % 100 == right / 10_000 % 100 else { return false }
    let days = [left, right].map { $0 / 100_000_000 % 100 }
    let months = [left, right].map { $0 / 1_000_000 % 100 }
    guard (days[0] > 40) == (days[1] > 40) else { return false }
    return days[0] % 40 == months[1] && days[1] % 40 == months[0]
  }
}

extension NumberAgreement {
  /// Whether two NIK are one but for the six digits of the birth date.
  static func differsInDate(_ left: UInt64, _ right: UInt64) -> Bool {
    let (serial, dated): (UInt64, UInt64) = (10_000, 10_000_000_000)
    return left != right && left % serial == right % serial && left / dated == right / dated
  }
}

/// How two birth dates agree.
public enum BirthAgreement: UInt8, Hashable, Sendable, CaseIterable {
  case same, swapped, year
  /// One of them is the first of January of the other's year: a date that somebody guessed.
  case newYear
  /// Both are that first of January.
  case bothNewYear
  case other, unknown

  static func of(_ left: UInt32, _ right: UInt32) -> BirthAgreement {
    if left == 0 || right == 0 { return .unknown }
    let (a, b) = (left % 10_000, right % 10_000)
    let (yearA, yearB) = (left / 10_000, right / 10_000)
    if left == right { return a == 101 ? .bothNewYear : .same }
    if yearA == yearB {
      if a % 100 == b / 100, a / 100 == b % 100 { return .swapped }
      return a == 101 || b == 101 ? .newYear : .other
    }
    let isNext = yearA == yearB + 1 || yearB == yearA + 1
    return isNext && a == b && a != 101 ? .year : .other
  }
}

/// What else two people share. Each says little alone.
public struct Shared: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// One No. KK, or one household of the register.
  public static let home = Shared(rawValue: 1)
  public static let neighbourhood = Shared(rawValue: 2)
  public static let phone = Shared(rawValue: 4)
  public static let any: Shared = [.home, .neighbourhood, .phone]
}

/// Everything in which two people agree or not.
public struct Agreement: Hashable, Sendable {
  public let name: NameAgreement
  public let nik: NumberAgreement
  public let birth: BirthAgreement
  public let shared: Shared
  /// Both are known and differ.
  public let isOtherSex: Bool
  /// SLAMET and SLAMET: one word is all that the names have in common, and many are called so. A NIK that only one slip keeps
  /// from agreeing with its own birth date, which both share, makes up for it.
  public let isOneWord: Bool

  public init(_ left: PersonTraits, _ right: PersonTraits) {
    name = left.name.agreement(right.name)
    nik = NumberAgreement.of(left.nik, right.nik)
    birth = BirthAgreement.of(left.birth, right.birth)
    var shared: Shared = []
    if left.card != 0 && left.card == right.card || left.home != 0 && left.home == right.home { shared.insert(.home) }
    if left.neighbourhood != 0, left.neighbourhood == right.neighbourhood { shared.insert(.neighbourhood) }
    if left.phone != 0, left.phone == right.phone { shared.insert(.phone) }
    self.shared = shared
    isOtherSex = left.sex != 0 && right.sex != 0 && left.sex != right.sex
    isOneWord =
      min(left.name.wordCount, right.name.wordCount) < 2 && name != .glued
      && !(birth == .same && NumberAgreement.differsInDate(left.nik, right.nik))
  }
}
