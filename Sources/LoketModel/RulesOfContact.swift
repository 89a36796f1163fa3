// The rules of telephone and address.

extension Phrase {
  static let phoneMissing = Phrase("rule.phone.missing")
  static let phoneOwnerMissing = Phrase("rule.phone.ownerMissing")
  static let phoneOwnerAlone = Phrase("rule.phone.ownerAlone")
  static let phoneForeign = Phrase("rule.phone.foreign")
  static let phoneForm = Phrase("rule.phone.form")
  static let addressMissing = Phrase("rule.address.missing")
  static let addressRt = Phrase("rule.address.rt")
  static let addressRw = Phrase("rule.address.rw")
  static let addressRtAlone = Phrase("rule.address.rtAlone")
  static let villageForm = Phrase("rule.village.form")
  static let villageMissing = Phrase("rule.village.missing")
  static let villageUnknown = Phrase("rule.village.unknown")
  static let villageElsewhere = Phrase("rule.village.elsewhere")
}

extension Rules {
  private static let numbering = "Issue: phone numbers; KM 172/2020 (numbering plan)"

  static let contact: [Rule] = [
    phone(.person), phone(.partner), phone(.office),
    Rule("phone.missing", .person, ["phone"], .info, "DOMAIN §8: follow-up", .phoneMissing) {
      $0.value("phone") == nil ? [:] : nil
    },
    Rule("phone.ownerMissing", .person, ["phoneOwner", "phone"], .info, "Issue: whose phone it is", .phoneOwnerMissing)
    {
      $0.value("phone") != nil && $0.value("phoneOwner") == nil ? [:] : nil
    },
    Rule("phone.ownerAlone", .person, ["phoneOwner", "phone"], .info, "Issue: whose phone it is", .phoneOwnerAlone) {
      guard let owner = $0.value("phoneOwner"), owner != "own" else { return nil }
      return $0.value("phone") == nil ? [:] : nil
    },
    Rule("phone.foreign", .person, ["phone"], .info, numbering, .phoneForeign) { subject in
      guard let typed = subject.value("phone"), case .success(let stored) = PhoneNumber.normalise(typed),
        !stored.hasPrefix("+62")
      else { return nil }
      return [:]
    },
  ]

  private static func phone(_ kind: RecordKind) -> Rule {
    Rule(
      "phone.form." + kind.rawValue, kind, ["phone"], .error, numbering, .phoneForm,
      says: { subject in
        guard let typed = subject.value("phone"), case .failure(let problem) = PhoneNumber.normalise(typed) else {
          return nil
        }
        return problem.message
      })
  }

  static let address: [Rule] = [
    Rule("address.missing", .household, ["address"], .info, "DESIGN §6: incomplete, never refused", .addressMissing) {
      $0.value("address") == nil ? [:] : nil
    },
    Rule(
      "address.rt", .household, ["rt"], .error, "DOMAIN §4: three digits", .addressRt, says: { neighbourhood($0, "rt") }
    ),
    Rule(
      "address.rw", .household, ["rw"], .error, "DOMAIN §4: three digits", .addressRw, says: { neighbourhood($0, "rw") }
    ),
    Rule("address.rtAlone", .household, ["rw", "rt"], .info, "DOMAIN §4", .addressRtAlone) { subject in
      guard case .success(.some)? = subject.value("rt").map(Neighbourhood.normalise) else { return nil }
      if case .success(.some)? = subject.value("rw").map(Neighbourhood.normalise) { return nil }
      return [:]
    },
    Rule("village.form", .household, ["village"], .error, "Kepmendagri 300.2.2-2138/2025", .villageForm) { subject in
      guard let code = subject.value("village"), !Regions.isVillageCode(code) else { return nil }
      return ["code": String(code.prefix(20))]
    },
    Rule("village.missing", .household, ["village"], .info, "DESIGN §6: incomplete, never refused", .villageMissing) {
      $0.value("village") == nil ? [:] : nil
    },
    Rule("village.unknown", .household, ["village"], .check, "Kepmendagri 300.2.2-2138/2025", .villageUnknown) {
      subject in
      guard let code = subject.value("village"), Regions.isVillageCode(code), subject.regions.region(code) == nil,
        let digits = Regions.digits(of: code)
      else { return nil }
      let parents = [6, 4, 2, 0].map { String(digits.prefix($0)) }
      // The nearest parent that the table knows decides whether it would know the child.
      guard let nearest = parents.first(where: { $0.isEmpty || subject.regions.region($0) != nil }),
        subject.regions.isComplete(nearest)
      else { return nil }
      return ["code": Regions.dotted(code)]
    },
    Rule("village.elsewhere", .household, ["village"], .info, "DESIGN §6", .villageElsewhere) { subject in
      guard let code = subject.value("village").flatMap(Regions.digits(of:)), code.count == 10,
        let office = subject.officeVillage.flatMap(Regions.digits(of:)), code != office
      else { return nil }
      return ["place": subject.regions.path(code)]
    },
  ]

  private static func neighbourhood(_ subject: RuleSubject, _ field: String) -> Message? {
    guard let typed = subject.value(field), case .failure(let problem) = Neighbourhood.normalise(typed) else {
      return nil
    }
    return problem.message
  }
}
