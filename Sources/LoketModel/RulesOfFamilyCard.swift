// The rules of the family card's number (DOMAIN §3).

extension Phrase {
  static let cardDigits = Phrase("rule.card.digits")
  static let cardLength = Phrase("rule.card.length")
  static let cardAllEqual = Phrase("rule.card.allEqual")
  static let cardMissing = Phrase("rule.card.missing")
  static let cardUsed = Phrase("rule.card.used")
  static let cardSameAsNik = Phrase("rule.card.sameAsNik")
  static let cardProvince = Phrase("rule.card.province")
  static let cardDistrict = Phrase("rule.card.district")
  static let cardDate = Phrase("rule.card.date")
  static let cardSerial = Phrase("rule.card.serial")
  static let arrivedAhead = Phrase("rule.arrived.ahead")
  static let cardNotSeen = Phrase("rule.card.notSeen")
}

extension Rules {
  private static let source = "DOMAIN §3; Permendagri 72/2022"
  private static let field = "familyCardNumber"

  static let familyCard: [Rule] = [
    Rule("card.digits", .household, [field], .error, source, .cardDigits) { problem($0) == .notDigits ? [:] : nil },
    Rule("card.length", .household, [field], .error, source, .cardLength) { subject in
      guard case .length(let count)? = problem(subject) else { return nil }
      return ["count": "\(count)"]
    },
    Rule("card.allEqual", .household, [field], .error, source, .cardAllEqual) { problem($0) == .allEqual ? [:] : nil },
    Rule("card.missing", .household, [field], .info, "DESIGN §6: incomplete, never refused", .cardMissing) {
      $0.value(field) == nil ? [:] : nil
    },
    Rule("card.used", .household, [field], .check, source, .cardUsed) { subject in
      guard reading(subject) != nil, let holder = subject.cardHolder else { return nil }
      return ["name": holder]
    },
    Rule("card.sameAsNik", .household, [field, "nik"], .check, source, .cardSameAsNik) { subject in
      guard let card = subject.value(field), let nik = subject.nik else { return nil }
      return FamilyCardNumber.digits(card) == nik.digits ? [:] : nil
    },
    Rule("card.province", .household, [field], .check, "Kepmendagri 300.2.2-2138/2025", .cardProvince) { subject in
      guard let card = reading(subject), subject.regions.isComplete(""), subject.regions.region(card.province) == nil
      else { return nil }
      return ["code": card.province]
    },
    Rule("card.district", .household, [field], .check, "Kepmendagri 300.2.2-2138/2025", .cardDistrict) { subject in
      guard let card = reading(subject) else { return nil }
      let regions = subject.regions
      if regions.isComplete(card.province), regions.region(card.regency) == nil { return ["code": card.regency] }
      if regions.isComplete(card.regency), regions.region(card.district) == nil { return ["code": card.district] }
      return nil
    },
    Rule("card.date", .household, [field], .info, source, .cardDate) { subject in
      guard let card = reading(subject), card.issued(by: subject.today) == nil else { return nil }
      return ["date": [card.day, card.month, card.year].map { CalendarDate.padded($0, 2) }.joined(separator: "-")]
    },
    Rule("arrived.ahead", .household, ["arrived"], .error, source, .arrivedAhead) { subject in
      subject.date("arrived").map { $0 > subject.today } ?? false ? [:] : nil
    },
    Rule("card.serial", .household, [field], .info, source, .cardSerial) { reading($0)?.serial == 0 ? [:] : nil },
    Rule("card.notSeen", .household, ["household/papersSeen"], .info, "Issue: papers seen", .cardNotSeen) {
      ($0.kind == .household ? $0.value("papersSeen") : $0.value("household/papersSeen")) == nil
        && $0.value(field) != nil
        ? [:] : nil
    },
  ]

  private static func problem(_ subject: RuleSubject) -> SixteenDigits? {
    subject.value(field).flatMap { SixteenDigits.problem(FamilyCardNumber.digits($0)) }
  }

  private static func reading(_ subject: RuleSubject) -> FamilyCardReading? {
    guard problem(subject) == nil, let text = subject.value(field) else { return nil }
    return FamilyCardNumber.read(FamilyCardNumber.digits(text))
  }
}
