// The rules of the NIK. Few block; a number that disagrees with the card is right more often than not (DOMAIN §2).

extension Phrase {
  static let nikDigits = Phrase("rule.nik.digits")
  static let nikLength = Phrase("rule.nik.length")
  static let nikAllEqual = Phrase("rule.nik.allEqual")
  static let nikUsed = Phrase("rule.nik.used")
  static let nikReasonMissing = Phrase("rule.nik.reasonMissing")
  static let nikReasonBeside = Phrase("rule.nik.reasonBeside")
  static let nikZero = Phrase("rule.nik.zero")
  static let nikProvince = Phrase("rule.nik.province")
  static let nikRegency = Phrase("rule.nik.regency")
  static let nikDistrict = Phrase("rule.nik.district")
  static let nikElsewhere = Phrase("rule.nik.elsewhere")
  static let nikElsewhereUnnamed = Phrase("rule.nik.elsewhereUnnamed")
  static let nikDay = Phrase("rule.nik.day")
  static let nikMonth = Phrase("rule.nik.month")
  static let nikNoSuchDate = Phrase("rule.nik.noSuchDate")
  static let nikBornMale = Phrase("rule.nik.bornMale")
  static let nikBornFemale = Phrase("rule.nik.bornFemale")
  static let nikSexMale = Phrase("rule.nik.sexMale")
  static let nikSexFemale = Phrase("rule.nik.sexFemale")
  static let nikSerial = Phrase("rule.nik.serial")
  static let nikCentury = Phrase("rule.nik.century")
}

extension Rules {
  private static let source = "DOMAIN §2; Permendagri 72/2022"
  private static let neverChanges = "PP 40/2019 art. 30(2)"

  static let nik: [Rule] = [
    Rule("nik.digits", .person, ["nik"], .error, source, .nikDigits) {
      form($0, .notDigits)
    },
    Rule("nik.length", .person, ["nik"], .error, source, .nikLength) { subject in
      guard let text = subject.value("nik"), case .length(let count)? = SixteenDigits.problem(Nik.digits(text)) else {
        return nil
      }
      return ["count": "\(count)"]
    },
    Rule("nik.allEqual", .person, ["nik"], .error, source, .nikAllEqual) { form($0, .allEqual) },
    Rule("nik.used", .person, ["nik"], .error, source, .nikUsed) { subject in
      guard subject.nik != nil, let holder = subject.nikHolder else { return nil }
      return ["name": holder]
    },
    Rule(
      "nik.reasonMissing", .person, ["nik", "nikReason"], .check, "DOMAIN §2: absent with a reason", .nikReasonMissing
    ) {
      $0.value("nik") == nil && $0.value("nikReason") == nil ? [:] : nil
    },
    Rule(
      "nik.reasonBeside", .person, ["nikReason", "nik"], .check, "DOMAIN §2: absent with a reason", .nikReasonBeside
    ) {
      $0.value("nik") != nil && $0.value("nikReason") != nil && $0.value("nikReason") != "foreign" ? [:] : nil
    },
    Rule("nik.zero", .person, ["nik"], .check, source, .nikZero) {
      $0.nik?.digits.first == "0" ? [:] : nil
    },
    Rule("nik.province", .person, ["nik"], .check, "Kepmendagri 300.2.2-2138/2025", .nikProvince) { subject in
      guard let nik = subject.nik, nik.digits.first != "0", subject.regions.isComplete(""),
        subject.regions.region(nik.province) == nil
      else { return nil }
      return ["code": nik.province]
    },
    Rule("nik.regency", .person, ["nik"], .check, "Kepmendagri 300.2.2-2138/2025", .nikRegency) { subject in
      guard let nik = subject.nik, subject.regions.isComplete(nik.province), subject.regions.region(nik.regency) == nil
      else { return nil }
      return ["code": nik.regency, "province": subject.regions.path(nik.province)]
    },
    Rule("nik.district", .person, ["nik"], .check, "Kepmendagri 300.2.2-2138/2025", .nikDistrict) { subject in
      guard let nik = subject.nik, subject.regions.isComplete(nik.regency), subject.regions.region(nik.district) == nil
      else { return nil }
      return ["code": nik.district, "regency": subject.regions.path(nik.regency)]
    },
    Rule("nik.elsewhere", .person, ["nik", "village"], .info, neverChanges, .nikElsewhere, says: elsewhere),
    Rule("nik.day", .person, ["nik"], .check, source, .nikDay) { subject in
      guard let nik = subject.nik, !(1...31).contains(nik.day) else { return nil }
      return ["day": String(Array(nik.digits)[6..<8])]
    },
    Rule("nik.month", .person, ["nik"], .check, source, .nikMonth) { subject in
      guard let nik = subject.nik, !(1...12).contains(nik.month) else { return nil }
      return ["month": CalendarDate.padded(nik.month, 2)]
    },
    Rule("nik.noSuchDate", .person, ["nik"], .check, source, .nikNoSuchDate) { subject in
      guard let nik = subject.nik, (1...31).contains(nik.day), (1...12).contains(nik.month),
        nik.birthDates(on: subject.today).isEmpty
      else { return nil }
      return ["date": nik.shortBirthDate]
    },
    Rule("nik.birthDate", .person, ["nik", "birthDate"], .check, neverChanges, .nikBornMale) { subject -> Message? in
      guard let nik = subject.nik, isRealDate(nik), let born = subject.date("birthDate"), !nik.allows(born) else {
        return nil
      }
      return Message(
        nik.isFemale ? .nikBornFemale : .nikBornMale, ["said": nik.shortBirthDate, "born": born.display])
    },
    Rule("nik.sex", .person, ["nik", "sex"], .check, neverChanges, .nikSexMale) { subject -> Message? in
      guard let nik = subject.nik, (1...31).contains(nik.day), let sex = subject.value("sex"),
        CodeList.sex.code(sex) != nil, sex != nik.sex
      else { return nil }
      return Message(nik.isFemale ? .nikSexFemale : .nikSexMale)
    },
    Rule("nik.serial", .person, ["nik"], .check, source, .nikSerial) {
      $0.nik?.serial == 0 ? [:] : nil
    },
    Rule("nik.century", .person, ["nik", "birthDate"], .info, "SCREENS: the century settled by age", .nikCentury) {
      subject in
      guard let nik = subject.nik, subject.value("birthDate") == nil else { return nil }
      let offer = nik.offer(relation: subject.relation, on: subject.today)
      guard offer.isAsked else { return nil }
      return ["dates": offer.candidates.map(\.display).joined(separator: " / ")]
    },
  ]

  private static func form(_ subject: RuleSubject, _ problem: SixteenDigits) -> [String: String]? {
    guard let text = subject.value("nik") else { return nil }
    return SixteenDigits.problem(Nik.digits(text)) == problem ? [:] : nil
  }

  private static func isRealDate(_ nik: NikReading) -> Bool {
    (1...31).contains(nik.day) && (1...12).contains(nik.month)
  }

  @Sendable private static func elsewhere(_ subject: RuleSubject) -> Message? {
    guard let nik = subject.nik, let office = subject.officeVillage.flatMap(Regions.digits(of:)), office.count == 10,
      nik.digits.prefix(6) != office.prefix(6)
    else { return nil }
    for code in [nik.district, nik.regency, nik.province] where subject.regions.region(code) != nil {
      return Message(.nikElsewhere, ["place": subject.regions.path(code)])
    }
    return Message(.nikElsewhereUnnamed, ["code": nik.district])
  }
}
