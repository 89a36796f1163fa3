// The rules of a person: name, birth, age against marriage, schooling and work, standing, coded fields.

extension Phrase {
  static let nameMissing = Phrase("rule.name.missing")
  static let nameLetters = Phrase("rule.name.letters")
  static let nameDigits = Phrase("rule.name.digits")
  static let nameLong = Phrase("rule.name.long")
  static let nameTitle = Phrase("rule.name.title")
  static let birthPlaceLetters = Phrase("rule.birthPlace.letters")
  static let birthInvalid = Phrase("rule.birth.invalid")
  static let birthFuture = Phrase("rule.birth.future")
  static let birthOld = Phrase("rule.birth.old")
  static let birthMissing = Phrase("rule.birth.missing")
  static let sexMissing = Phrase("rule.sex.missing")
  static let marriageAge = Phrase("rule.marriage.age")
  static let educationAge = Phrase("rule.education.age")
  static let workAge = Phrase("rule.work.age")
  static let pensionAge = Phrase("rule.pension.age")
  static let occupationState = Phrase("rule.occupation.state")
  static let standingInvalid = Phrase("rule.standing.invalid")
  static let standingUndated = Phrase("rule.standing.undated")
  static let standingFuture = Phrase("rule.standing.future")
  static let standingBeforeBirth = Phrase("rule.standing.beforeBirth")
  static let codeUnknown = Phrase("rule.code.unknown")
  static let personNotSeen = Phrase("rule.person.notSeen")
}

extension Rules {
  private static let nameSource = "Permendagri 73/2022 art. 4"

  static let person: [Rule] = [
    Rule("name.missing", .person, ["name"], .error, "DESIGN §6", .nameMissing) { $0.value("name") == nil ? [:] : nil },
    Rule("name.letters", .person, ["name"], .error, nameSource, .nameLetters) { subject in
      guard let name = subject.value("name") else { return nil }
      return hasLetter(name) ? nil : [:]
    },
    Rule("name.digits", .person, ["name"], .check, nameSource, .nameDigits) { subject in
      guard let name = subject.value("name"), name.contains(where: \.isNumber) else { return nil }
      return hasLetter(name) ? [:] : nil
    },
    Rule("name.long", .person, ["name"], .check, nameSource, .nameLong) { subject in
      guard let name = subject.value("name"), name.count > 60 else { return nil }
      return ["count": "\(name.count)"]
    },
    Rule("name.title", .person, ["name"], .info, "DOMAIN §7: titles apart", .nameTitle) { subject in
      guard let name = subject.value("name"), NameTokens.hasTitle(name) else { return nil }
      return [:]
    },
    Rule(
      "birthPlace.letters", .person, ["birthPlace"], .check, "KTP, line Tempat/Tgl Lahir: a place has a name",
      .birthPlaceLetters
    ) { subject in
      guard let place = subject.value("birthPlace") else { return nil }
      return hasLetter(place) ? nil : [:]
    },
    Rule(
      "birth.invalid", .person, ["birthDate"], .error, "Calendar", .birthInvalid, says: { problem($0, "birthDate") }),
    Rule("birth.future", .person, ["birthDate"], .error, "DOMAIN §2", .birthFuture) { subject in
      guard let born = subject.date("birthDate"), born > subject.today else { return nil }
      return ["date": born.display, "today": subject.today.display]
    },
    Rule("birth.old", .person, ["birthDate"], .check, "Loket", .birthOld) { subject in
      guard let age = subject.age, age > 120 else { return nil }
      return ["age": "\(age)"]
    },
    Rule("birth.missing", .person, ["birthDate"], .info, "DESIGN §6: incomplete, never refused", .birthMissing) {
      $0.value("birthDate") == nil ? [:] : nil
    },
    Rule("sex.missing", .person, ["sex"], .info, "DESIGN §6: incomplete, never refused", .sexMissing) {
      $0.value("sex") == nil ? [:] : nil
    },
    Rule("marriage.age", .person, ["maritalStatus", "birthDate"], .check, "UU 16/2019 art. 7(1)", .marriageAge) {
      subject in
      guard let age = subject.age, age < 19, let status = subject.value("maritalStatus"),
        ["2", "3", "4"].contains(status)
      else { return nil }
      return ["age": "\(age)"]
    },
    Rule("education.age", .person, ["education", "birthDate"], .check, "Loket: usual ages", .educationAge) { subject in
      guard let age = subject.age, let education = subject.value("education"), let least = leastAge[education],
        age < least
      else { return nil }
      return ["age": "\(age)"]
    },
    Rule("work.age", .person, ["occupation", "employment", "birthDate"], .check, "UU 13/2003 art. 68, 69", .workAge) {
      subject in
      guard let age = subject.age, age < leastWorkingAge else { return nil }
      let occupation = subject.value("occupation").map { !["1", "2", "3"].contains($0) } ?? false
      let employment = subject.value("employment").map { ["working", "selfEmployed", "laidOff"].contains($0) } ?? false
      return occupation || employment ? ["age": "\(age)"] : nil
    },
    Rule("pension.age", .person, ["occupation", "employment", "birthDate"], .check, "Loket: usual ages", .pensionAge) {
      subject in
      guard let age = subject.age, age < 40,
        subject.value("occupation") == "4" || subject.value("employment") == "retired"
      else { return nil }
      return ["age": "\(age)"]
    },
    Rule("occupation.state", .person, ["employment", "occupation"], .check, "DOMAIN §5", .occupationState) { subject in
      guard subject.value("occupation") == "3", subject.value("employment") == "retired" else { return nil }
      return [:]
    },
    Rule(
      "standing.invalid", .person, ["standingDate"], .error, "Calendar", .standingInvalid,
      says: { problem($0, "standingDate") }),
    Rule("standing.undated", .person, ["standingDate", "standing"], .check, "DOMAIN §5", .standingUndated) { subject in
      guard let standing = subject.value("standing"), standing != "1", subject.value("standingDate") == nil else {
        return nil
      }
      return [:]
    },
    Rule("standing.future", .person, ["standingDate"], .check, "DOMAIN §5", .standingFuture) { subject in
      guard let date = subject.date("standingDate"), date > subject.today else { return nil }
      return ["date": date.display]
    },
    Rule("standing.beforeBirth", .person, ["standingDate", "birthDate"], .error, "DOMAIN §5", .standingBeforeBirth) {
      subject in
      guard let date = subject.date("standingDate"), let born = subject.date("birthDate"), date < born else {
        return nil
      }
      return ["date": date.display, "born": born.display]
    },
    Rule("person.notSeen", .person, ["papersSeen"], .info, "Issue: papers seen", .personNotSeen) {
      $0.value("papersSeen") == nil ? [:] : nil
    },
    code("sex", .check), code("relation", .check), code("maritalStatus", .check), code("education", .check),
    code("occupation", .info), code("employment", .check), code("standing", .check), code("nikReason", .check),
    code("phoneOwner", .check), code("device", .check), code("internet", .check),
  ]

  /// In years; below it nobody works, nor gets a seat in a work hub (UU 13/2003 art. 68, 69).
  public static let leastWorkingAge = 15

  /// Years of age at which a level of education (a code of `CodeList.education`) is usually reached, less two.
  static let leastAge: [String: Int] = [
    "2": 5, "3": 10, "4": 13, "5": 15, "6": 17, "7": 18, "8": 19, "9": 20, "10": 22,
  ]

  private static func hasLetter(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  /// A value that the field's list does not have: kept, shown as it is, and said.
  private static func code(_ field: String, _ level: Level) -> Rule {
    Rule("code." + field, .person, [field], level, "DOMAIN §5: an unknown code is kept", .codeUnknown) { subject in
      guard let value = subject.value(field), CodeList.named(field).code(value) == nil else { return nil }
      return ["code": String(value.prefix(20))]
    }
  }

  /// What is wrong with a date that does not read.
  static func problem(_ subject: RuleSubject, _ field: String) -> Message? {
    guard case .failure(let problem)? = subject.dateReading(field) else { return nil }
    return problem.message
  }
}
