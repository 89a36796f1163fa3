// The one table that says when two records may be one person. Adding a rule is a row; the first row that holds decides.

/// How sure it is that two records are one person.
public enum LikenessLevel: Int, Comparable, Sendable, CaseIterable {
  case none, possibly, probably, surely
  public static func < (left: LikenessLevel, right: LikenessLevel) -> Bool { left.rawValue < right.rawValue }
}

/// One row: what must agree, and how much it weighs then.
public struct LikenessRule: Sendable, Identifiable {
  public let id: String
  public let level: LikenessLevel
  /// One bit for each agreement that it takes: the table is asked for every two people of a block.
  private let names, numbers, births: UInt32
  /// At least one of these must be shared too; empty: none need be.
  let shared: Shared
  /// A sex that differs is a slip of the pen where the rest is this strong.
  let allowsOtherSex: Bool
  /// A name of one word is not enough.
  let needsWords: Bool
  /// Not of two in one household: twins are.
  let isApart: Bool
  /// Whose fact the row stands on.
  public let source: String

  init(
    _ id: String, _ level: LikenessLevel, names: Set<NameAgreement>, numbers: Set<NumberAgreement>,
    births: Set<BirthAgreement> = LikenessTable.anyBirth, shared: Shared = [], allowsOtherSex: Bool = false,
    needsWords: Bool = false, isApart: Bool = false, _ source: String
  ) {
    self.id = id
    self.level = level
    self.names = names.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    self.numbers = numbers.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    self.births = births.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    self.shared = shared
    self.allowsOtherSex = allowsOtherSex
    self.needsWords = needsWords
    self.isApart = isApart
    self.source = source
  }

  func holds(_ agreement: Agreement) -> Bool {
    names >> UInt32(agreement.name.rawValue) & numbers >> UInt32(agreement.nik.rawValue)
      & births >> UInt32(agreement.birth.rawValue) & 1 == 1
      && (shared.isEmpty || !agreement.shared.isDisjoint(with: shared))
      && (allowsOtherSex || !agreement.isOtherSex) && !(needsWords && agreement.isOneWord)
      && !(isApart && agreement.shared.contains(.home))
  }
}

public enum LikenessTable {
  /// All words of both names meet.
  static let full: Set<NameAgreement> = [.same, .title, .spelling, .shortened, .glued, .order, .father, .initial]
  /// Whether two names are one name, whatever its spelling.
  public static func isFull(_ left: NameTraits, _ right: NameTraits) -> Bool {
    left.mayAgree(right) && full.contains(left.agreement(right))
  }
  static let anyName = Set(NameAgreement.allCases)
  static let anyBirth = Set(BirthAgreement.allCases)
  /// What a slip of the hand makes of a date.
  static let slips: Set<BirthAgreement> = [.swapped, .year, .newYear]
  /// The date itself, guessed or not, or with one slip.
  static let dates = slips.union([.same, .bothNewYear])
  static let near: Set<NumberAgreement> = [.digit, .swapped, .serial, .turned]
  private static let nik = "DOMAIN §2: a NIK belongs to one person"
  private static let names = "DOMAIN §7: names, corroborated"
  private static let twins = "DOMAIN §7: twins have one birth date and neighbouring serials"
  private static let two = "DOMAIN §2: two NIK are two people, unless much else agrees"

  public static let rows: [LikenessRule] = [
    LikenessRule(
      "nik.name", .surely, names: full.union([.missing, .oldJ, .slip, .unknown]), numbers: [.same],
      allowsOtherSex: true, nik),
    LikenessRule(
      "nik.birth", .probably, names: anyName, numbers: [.same], births: dates,
      allowsOtherSex: true, nik),
    LikenessRule("nik.alone", .possibly, names: anyName, numbers: [.same], allowsOtherSex: true, nik),

    LikenessRule(
      "near.name.birth", .surely, names: full, numbers: [.digit, .swapped], births: dates, allowsOtherSex: true,
      needsWords: true, names),
    LikenessRule(
      "near.name.birth.shared", .surely, names: full, numbers: near, births: dates, shared: .any, allowsOtherSex: true,
      names),
    LikenessRule(
      "serial.name.birth", .probably, names: full, numbers: [.serial], births: dates, allowsOtherSex: true,
      needsWords: true, twins),
    LikenessRule(
      "turned.name.birth", .probably, names: full, numbers: [.turned], births: [.swapped, .same], needsWords: true,
      names),
    LikenessRule("near.word.birth", .possibly, names: full, numbers: [.digit, .swapped], births: [.same], names),
    LikenessRule(
      "near.missing.birth", .probably, names: [.missing, .oldJ, .slip], numbers: [.digit, .swapped], births: dates,
      needsWords: true, names),
    LikenessRule(
      "near.missing.birth.shared", .possibly, names: [.missing, .oldJ, .slip], numbers: [.digit, .swapped],
      births: dates,
      shared: .any, names),
    LikenessRule(
      "near.letter.shared", .possibly, names: [.oldJ, .slip], numbers: [.digit, .swapped], shared: .any, names),
    // Of two in one household: twins may be called JUNI and YUNI.
    LikenessRule(
      "serial.oldJ.birth", .possibly, names: [.oldJ], numbers: [.serial], births: dates.union([.unknown]),
      isApart: true, twins),
    LikenessRule(
      "serial.slip.birth", .possibly, names: [.slip], numbers: [.serial], births: dates.union([.unknown]),
      shared: [.neighbourhood, .phone], needsWords: true, isApart: true, twins),
    LikenessRule(
      "serial.missing.home", .possibly, names: [.missing, .oldJ], numbers: [.serial], births: [.same], shared: [.phone],
      twins),
    LikenessRule(
      "near.name", .probably, names: full, numbers: [.digit, .swapped], births: [.unknown], needsWords: true, names),
    LikenessRule("near.name.shared", .possibly, names: full, numbers: [.digit, .swapped], shared: .any, names),
    LikenessRule(
      "near.birth.shared", .possibly, names: [.other], numbers: [.digit, .swapped], births: [.same],
      shared: [.home, .phone], names),

    LikenessRule(
      "name.birth.shared", .surely, names: full, numbers: [.unknown], births: [.same], shared: .any, names),
    LikenessRule(
      "name.birth", .probably, names: full, numbers: [.unknown], births: [.same], needsWords: true, names),
    LikenessRule("word.birth", .possibly, names: full, numbers: [.unknown], births: [.same], names),
    LikenessRule(
      "name.newYear.shared", .probably, names: full, numbers: [.unknown], births: [.bothNewYear], shared: .any, names),
    LikenessRule("name.slip.shared", .probably, names: full, numbers: [.unknown], births: slips, shared: .any, names),
    LikenessRule(
      "name.slip", .possibly, names: full, numbers: [.unknown], births: [.swapped, .year], needsWords: true, names),
    LikenessRule(
      "missing.birth.shared", .probably, names: [.missing, .oldJ], numbers: [.unknown], births: [.same], shared: .any,
      names),
    LikenessRule("oldJ.birth", .possibly, names: [.oldJ], numbers: [.unknown], births: [.same], names),
    LikenessRule(
      "slip.birth", .possibly, names: [.slip], numbers: [.unknown], births: [.same], needsWords: true, names),
    LikenessRule(
      "missing.slip.shared", .possibly, names: [.missing, .oldJ], numbers: [.unknown],
      births: slips.union([.bothNewYear]),
      shared: .any, names),
    LikenessRule(
      "name.home", .probably, names: full, numbers: [.unknown], births: [.unknown], shared: [.home, .phone], names),
    LikenessRule(
      "name.neighbourhood", .possibly, names: full, numbers: [.unknown], births: [.unknown], shared: [.neighbourhood],
      names),

    LikenessRule(
      "two.name.birth", .probably, names: full, numbers: [.other], births: [.same], shared: .any, two),
    LikenessRule(
      "two.oldJ.birth", .possibly, names: [.oldJ], numbers: [.other], births: [.same], shared: .any, two),
    LikenessRule(
      "two.name.slip", .possibly, names: full, numbers: [.other], births: slips, shared: [.home, .phone], two),
  ]
}

/// What the table says of two people, and why.
public struct Likeness: Hashable, Sendable {
  public let level: LikenessLevel
  public let agreement: Agreement
  /// The row of the table; empty where none holds.
  public let rule: String

  public init(_ left: PersonTraits, _ right: PersonTraits) {
    let agreement = Agreement(left, right)
    self.init(agreement)
  }

  public init(_ agreement: Agreement) {
    self.agreement = agreement
    // Almost every pair that is looked at is nobody's likeness.
    guard agreement.name != .other || agreement.nik.rawValue < NumberAgreement.serial.rawValue else {
      (level, rule) = (.none, "")
      return
    }
    let row = LikenessTable.rows.first { $0.holds(agreement) }
    (level, rule) = (row?.level ?? .none, row?.id ?? "")
  }
}
