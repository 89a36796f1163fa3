// The rules between a person, the head and the relation to the head (SHDK).

extension Phrase {
  static let relationMissing = Phrase("rule.relation.missing")
  static let relationTwoHeads = Phrase("rule.relation.twoHeads")
  static let relationHusband = Phrase("rule.relation.husband")
  static let relationWife = Phrase("rule.relation.wife")
  static let relationSpouseSingle = Phrase("rule.relation.spouseSingle")
  static let relationSpouseSex = Phrase("rule.relation.spouseSex")
  static let relationHeadAge = Phrase("rule.relation.headAge")
  static let relationSpouseAge = Phrase("rule.relation.spouseAge")
  static let relationChildOlder = Phrase("rule.relation.childOlder")
  static let relationChildClose = Phrase("rule.relation.childClose")
  static let relationParentYounger = Phrase("rule.relation.parentYounger")
  static let relationGrandchild = Phrase("rule.relation.grandchild")
}

extension Rules {
  private static let source = "DOMAIN §3, §5"

  static let relations: [Rule] = [
    Rule("relation.missing", .person, ["relation"], .info, source, .relationMissing) {
      $0.relation == nil ? [:] : nil
    },
    Rule("relation.twoHeads", .person, ["relation"], .error, "DOMAIN §3: exactly one active head", .relationTwoHeads) {
      subject in
      guard subject.relation == "1", let other = subject.otherHead else { return nil }
      return ["name": other]
    },
    Rule("relation.husband", .person, ["relation", "sex"], .check, source, .relationHusband) {
      $0.relation == "2" && $0.value("sex") == "2" ? [:] : nil
    },
    Rule("relation.wife", .person, ["relation", "sex"], .check, source, .relationWife) {
      $0.relation == "3" && $0.value("sex") == "1" ? [:] : nil
    },
    Rule("relation.spouseSingle", .person, ["maritalStatus", "relation"], .check, source, .relationSpouseSingle) {
      subject in
      guard let relation = subject.relation, ["2", "3", "5"].contains(relation), subject.value("maritalStatus") == "1"
      else {
        return nil
      }
      return [:]
    },
    Rule("relation.spouseSex", .person, ["relation", "sex"], .check, "UU 1/1974 art. 1", .relationSpouseSex) {
      subject in
      guard let relation = subject.relation, let head = subject.headSex else { return nil }
      return (relation == "3" && head == "2") || (relation == "2" && head == "1") ? [:] : nil
    },
    Rule(
      "relation.headAge", .person, ["birthDate", "relation"], .check, "SCREENS: a head of 7 or of 107 is asked",
      .relationHeadAge
    ) { subject in
      guard subject.relation == "1", let age = subject.age, !NikReading.plausibleAges("1").contains(age), age <= 120
      else {
        return nil
      }
      return ["age": "\(age)"]
    },
    Rule("relation.spouseAge", .person, ["birthDate", "relation"], .check, source, .relationSpouseAge) { subject in
      guard let relation = subject.relation, relation == "2" || relation == "3", let age = subject.age, age < 15 else {
        return nil
      }
      return ["age": "\(age)"]
    },
    Rule("relation.childOlder", .person, ["birthDate", "relation"], .check, source, .relationChildOlder) { subject in
      guard subject.relation == "4", let years = yearsAfterHead(subject), years < 0 else { return nil }
      return dates(subject)
    },
    Rule("relation.childClose", .person, ["birthDate", "relation"], .check, source, .relationChildClose) { subject in
      guard subject.relation == "4", let years = yearsAfterHead(subject), (0..<13).contains(years) else { return nil }
      return ["years": "\(years)"]
    },
    Rule("relation.grandchild", .person, ["birthDate", "relation"], .check, source, .relationGrandchild) { subject in
      guard subject.relation == "6", let years = yearsAfterHead(subject), years < 26 else { return nil }
      return dates(subject)
    },
    Rule("relation.parentYounger", .person, ["birthDate", "relation"], .check, source, .relationParentYounger) {
      subject in
      guard let relation = subject.relation, relation == "7", let years = yearsAfterHead(subject), years > -13 else {
        return nil
      }
      return dates(subject)
    },
  ]

  /// Whole years by which the head is older than this person; negative when the person is older.
  private static func yearsAfterHead(_ subject: RuleSubject) -> Int? {
    guard let head = subject.headBirthDate, let born = subject.date("birthDate") else { return nil }
    return born >= head ? head.age(on: born) : -max(1, born.age(on: head))
  }

  private static func dates(_ subject: RuleSubject) -> [String: String] {
    ["born": subject.date("birthDate")?.display ?? "", "head": subject.headBirthDate?.display ?? ""]
  }
}
