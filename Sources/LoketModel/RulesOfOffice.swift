// The rules of what a supervisor sets up: the office, its PCs, accounts and own tracks.

extension Phrase {
  static let officeName = Phrase("rule.office.name")
  static let officeVillage = Phrase("rule.office.village")
  static let deviceLabel = Phrase("rule.device.label")
  static let deviceLetter = Phrase("rule.device.letter")
  static let accountLogin = Phrase("rule.account.login")
  static let accountName = Phrase("rule.account.name")
  static let accountRole = Phrase("rule.account.role")
  static let trackName = Phrase("rule.track.name")
  static let trackAge = Phrase("rule.track.age")
}

extension Rules {
  private static let source = "Issue: Pengaturan"

  static let office: [Rule] = [
    required("office.name", .office, "name", .officeName),
    Rule("office.village", .office, ["village"], .error, "DESIGN §6: any well-formed code", .officeVillage) {
      Regions.isVillageCode($0.value("village") ?? "") ? nil : [:]
    },
    required("device.label", .device, "label", .deviceLabel),
    // A PC without one is `A`, as every PC begins.
    Rule("device.letter", .device, ["letter"], .error, "Issue: the PC's letter", .deviceLetter) { subject in
      guard let letter = subject.value("letter") else { return nil }
      return letter.count == 1 && letter.utf8.allSatisfy { (0x41...0x5a).contains($0 & 0xdf) } ? nil : [:]
    },
    // The login is the record's id; a form holds it under `login`.
    Rule("account.login", .account, ["login"], .error, source, .accountLogin) { subject in
      guard let login = subject.values["login"] else { return nil }
      return Account.isLogin(login) ? nil : [:]
    },
    required("account.name", .account, "name", .accountName),
    Rule("account.role", .account, ["role"], .error, source, .accountRole) {
      $0.isCode("role", of: .role) ? nil : [:]
    },
    required("track.name", .track, "name", .trackName),
    Rule("track.age", .track, ["minimumAge"], .error, source, .trackAge) { subject in
      guard let text = subject.value("minimumAge") else { return nil }
      return Int(text).map((0...99).contains) == true ? nil : [:]
    },
  ]
}

extension Account {
  /// Whether a text can be a login: 2 to 20 lower-case letters, digits, dots or hyphens, the first a letter.
  public static func isLogin(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (2...20).contains(bytes.count), (0x61...0x7a).contains(bytes[0]) else { return false }
    return bytes.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d || $0 == 0x2e }
  }
}
