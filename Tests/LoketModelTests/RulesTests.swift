// Every rule breaks where it should, holds where it should, and says so in both languages.
import Testing

@testable import LoketModel

private let today = CalendarDate(iso: "2026-11-22") ?? .epoch
private func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso) ?? .epoch }

/// A person about whom no rule has anything to say.
private let whole: [String: String] = [
  "nik": "3376020508680003", "name": "SUTRISNO", "birthPlace": "TEGAL", "birthDate": "1968-08-05", "sex": "1",
  "maritalStatus": "2", "education": "5", "occupation": "15", "employment": "working", "phone": "+6281234567890",
  "phoneOwner": "own", "relation": "1", "papersSeen": "2026-11-22", "familyCardNumber": "3376021507090012",
  "address": "JL MELATI 4", "rt": "001", "rw": "002", "village": "3376021005", "device": "phone", "internet": "mobile",
  "household/papersSeen": "2026-11-22",
]

private func subject(_ changes: [String: String?] = [:], isHead: Bool = true) -> RuleSubject {
  var values = whole
  for (field, value) in changes { values[field] = value }
  return RuleSubject(values: values, isHead: isHead, today: today, officeVillage: "3376021005")
}

private func rules(_ subject: RuleSubject) -> [String] { Rules.findings(for: subject).map(\.rule) }
private func rules(_ changes: [String: String?], isHead: Bool = true) -> [String] {
  rules(subject(changes, isHead: isHead))
}

@Suite struct RulesTests {
  @Test("Nothing is said about a whole and sound record")
  func sound() { #expect(rules(subject()) == []) }

  @Test("Every rule has a name of its own, fields, a source and its sentence in both languages")
  func table() {
    #expect(Set(Rules.table.map(\.id)).count == Rules.table.count)
    for rule in Rules.table {
      #expect(!rule.fields.isEmpty && !rule.source.isEmpty, "\(rule.id)")
      for language in Language.allCases {
        #expect(Wording(language)[rule.phrase] != rule.phrase.rawValue, "\(rule.id)")
      }
    }
  }

  @Test(
    "A rule about one person breaks on its example, at its level, beside its field",
    arguments: [
      ("nik.digits", "nik", Level.error, ["nik": "33760205O8680003"]),
      ("nik.length", "nik", .error, ["nik": "33760205086800031"]),
      ("nik.allEqual", "nik", .error, ["nik": "0000000000000000"]),
      ("nik.reasonMissing", "nik", .check, ["nik": nil]),
      ("nik.reasonBeside", "nikReason", .check, ["nikReason": "unchecked"]),
      ("nik.zero", "nik", .check, ["nik": "0376020508680003"]),
      ("nik.province", "nik", .check, ["nik": "4076020508680003"]),
      ("nik.district", "nik", .check, ["nik": "3376090508680003"]),
      ("nik.elsewhere", "nik", .info, ["nik": "3376010508680003"]),
      ("nik.day", "nik", .check, ["nik": "3376023508680003"]),
      ("nik.day", "nik", .check, ["nik": "3376020008680003"]),
      ("nik.day", "nik", .check, ["nik": "3376027908680003"]),
      ("nik.month", "nik", .check, ["nik": "3376020513680003"]),
      ("nik.noSuchDate", "nik", .check, ["nik": "3376023104680003"]),
      ("nik.birthDate", "nik", .check, ["birthDate": "1969-08-05"]),
      ("nik.sex", "nik", .check, ["sex": "2"]),
      ("nik.serial", "nik", .check, ["nik": "3376020508680000"]),
      ("nik.century", "nik", .info, ["nik": "3376020508190003", "birthDate": nil]),
      ("card.digits", "familyCardNumber", .error, ["familyCardNumber": "3.37602E+15"]),
      ("card.length", "familyCardNumber", .error, ["familyCardNumber": "337602150709001"]),
      ("card.allEqual", "familyCardNumber", .error, ["familyCardNumber": "1111111111111111"]),
      ("card.missing", "familyCardNumber", .info, ["familyCardNumber": ""]),
      ("card.sameAsNik", "familyCardNumber", .check, ["familyCardNumber": "3376020508680003"]),
      ("card.province", "familyCardNumber", .check, ["familyCardNumber": "9976021507090012"]),
      ("card.district", "familyCardNumber", .check, ["familyCardNumber": "3376051507090012"]),
      ("card.date", "familyCardNumber", .info, ["familyCardNumber": "3376023113090012"]),
      ("card.serial", "familyCardNumber", .info, ["familyCardNumber": "3376021507090000"]),
      ("card.notSeen", "household/papersSeen", .info, ["household/papersSeen": nil]),
      ("name.missing", "name", .error, ["name": "  "]),
      ("name.letters", "name", .error, ["name": "12.3"]),
      ("name.digits", "name", .check, ["name": "BUD1"]),
      ("name.long", "name", .check, ["name": String(repeating: "A", count: 61)]),
      ("name.title", "name", .info, ["name": "H. SUTRISNO"]),
      ("name.title", "name", .info, ["name": "SUTRISNO, S.PD"]),
      ("birthPlace.letters", "birthPlace", .check, ["birthPlace": "3376"]),
      ("birthPlace.letters", "birthPlace", .check, ["birthPlace": "- 12"]),
      ("birth.invalid", "birthDate", .error, ["birthDate": "29-02-2023"]),
      ("birth.future", "birthDate", .error, ["birthDate": "2026-11-23"]),
      ("birth.old", "birthDate", .check, ["birthDate": "1905-08-05"]),
      ("birth.missing", "birthDate", .info, ["birthDate": nil]),
      ("sex.missing", "sex", .info, ["sex": nil]),
      ("marriage.age", "maritalStatus", .check, ["birthDate": "2008-08-05"]),
      ("education.age", "education", .check, ["birthDate": "2012-08-05"]),
      ("work.age", "occupation", .check, ["birthDate": "2012-08-05"]),
      ("pension.age", "occupation", .check, ["birthDate": "1990-08-05", "occupation": "4"]),
      ("occupation.state", "employment", .check, ["occupation": "3", "employment": "retired"]),
      ("standing.invalid", "standingDate", .error, ["standing": "2", "standingDate": "31-04-2026"]),
      ("standing.undated", "standingDate", .check, ["standing": "2"]),
      ("standing.future", "standingDate", .check, ["standing": "2", "standingDate": "2026-12-01"]),
      ("standing.beforeBirth", "standingDate", .error, ["standing": "2", "standingDate": "1960-01-01"]),
      ("person.notSeen", "papersSeen", .info, ["papersSeen": nil]),
      ("code.occupation", "occupation", .info, ["occupation": "77"]),
      ("code.sex", "sex", .check, ["sex": "3"]),
      ("code.internet", "internet", .check, ["internet": "yes"]),
      ("relation.headAge", "birthDate", .check, ["birthDate": "2019-08-05"]),
      ("relation.headAge", "birthDate", .check, ["birthDate": "1919-08-05"]),
      ("phone.form.person", "phone", .error, ["phone": "0812"]),
      ("phone.missing", "phone", .info, ["phone": nil]),
      ("phone.ownerMissing", "phoneOwner", .info, ["phoneOwner": nil]),
      ("phone.ownerAlone", "phoneOwner", .info, ["phone": nil, "phoneOwner": "neighbour"]),
      ("phone.foreign", "phone", .info, ["phone": "+60123456789"]),
      ("address.missing", "address", .info, ["address": nil]),
      ("address.rt", "rt", .error, ["rt": "1234"]),
      ("address.rw", "rw", .error, ["rw": "AB"]),
      ("address.rtAlone", "rw", .info, ["rw": "-"]),
      ("village.form", "village", .error, ["village": "33.76.02"]),
      ("village.missing", "village", .info, ["village": nil]),
      ("village.unknown", "village", .check, ["village": "3376021099"]),
      ("village.elsewhere", "village", .info, ["village": "3376021004"]),
    ] as [(String, String, Level, [String: String?])])
  func breaks(_ id: String, _ field: String, _ level: Level, _ changes: [String: String?]) {
    let found = Rules.findings(for: subject(changes)).first { $0.rule == id }
    #expect(found?.field == field)
    #expect(found?.level == level)
    for language in Language.allCases {
      let text = found.map { Wording(language).text($0.message) } ?? ""
      #expect(!text.isEmpty && !text.contains("{"), "\(text)")
    }
  }

  @Test(
    "A rule does not break on its neighbour's example",
    arguments: [
      ("nik.day", ["nik": "3376024108680003"]), ("nik.noSuchDate", ["nik": "3376022902000003"]),
      ("nik.province", ["nik": "0376020508680003"]), ("nik.regency", ["nik": "3399020508680003"]),
      ("nik.district", ["nik": "3301990508680003"]), ("nik.reasonMissing", ["nik": nil, "nikReason": "none"]),
      ("nik.reasonBeside", ["nikReason": "foreign"]), ("nik.length", ["nik": " 3376 0205 0868 0003 "]),
      ("nik.birthDate", ["birthDate": "05081968"]), ("name.title", ["name": "R. SUTRISNO"]),
      ("name.title", ["name": "HAJI"]),
      ("name.letters", ["name": "O"]), ("name.digits", ["name": "MA'RUF"]),
      ("birth.future", ["birthDate": "2026-11-22"]), ("birthPlace.letters", ["birthPlace": "2x11 KAYU TANAM"]),
      ("birthPlace.letters", ["birthPlace": nil]),
      ("marriage.age", ["birthDate": "2007-11-22"]), ("village.unknown", ["village": "3328102001"]),
      ("village.unknown", ["village": "3201012001"]), ("phone.ownerAlone", ["phone": nil, "phoneOwner": "own"]),
      ("relation.headAge", ["birthDate": "1950-08-05"]), ("address.rt", ["rt": "RT:"]),
    ] as [(String, [String: String?])])
  func holds(_ id: String, _ changes: [String: String?]) { #expect(!rules(changes).contains(id)) }

  @Test("The NIK explains what it says against the form")
  func explains() {
    func text(_ changes: [String: String?], _ rule: String) -> String? {
      Rules.findings(for: subject(changes)).first { $0.rule == rule }.map { Wording(.indonesian).text($0.message) }
    }
    #expect(
      text(["nik": "3376024508680003", "birthDate": "1969-08-05", "sex": "2"], "nik.birthDate")
        == "NIK menyatakan perempuan lahir 05-08-68; di formulir 05-08-1969.")
    #expect(text(["birthDate": "29-02-2023"], "birth.invalid") == "Februari 2023 hanya 28 hari.")
    #expect(text(["nik": "337602"], "nik.length") == "NIK harus 16 angka; yang diketik 6 angka.")
    #expect(
      text(["nik": "3671010508680003"], "nik.elsewhere")
        == "NIK terbit pertama di Tangerang, Kota Tangerang. Wajar bila pernah pindah.")
    #expect(
      text(["nik": "3501010508680003"], "nik.elsewhere")
        == "NIK terbit pertama di Jawa Timur. Wajar bila pernah pindah.")
    #expect(
      text(["nik": "4001010508680003"], "nik.elsewhere")
        == "NIK terbit pertama di wilayah 40.01.01. Wajar bila pernah pindah.")
  }

  @Test("A mismatch of the NIK never blocks")
  func quiet() {
    let odd = subject(["nik": "0099999999999999", "birthDate": "2001-01-01"])
    #expect(Rules.findings(for: odd).allSatisfy { $0.level < .error })
  }

  @Test("What only the registry knows blocks or asks: the NIK's holder, the card's, another head")
  func registry() {
    var person = subject()
    person.nikHolder = "SITI AMINAH"
    person.cardHolder = "BUDI"
    person.otherHead = "KARTO"
    #expect(rules(person) == ["nik.used", "relation.twoHeads", "card.used"])
    #expect(
      Rules.findings(for: person).first.map { Wording(.indonesian).text($0.message) }
        == "NIK ini sudah dipakai SITI AMINAH. Buka data itu, atau periksa angkanya.")
    person.values["nik"] = ""
    #expect(!rules(person).contains("nik.used"))
  }

  @Test(
    "A member is held against the head",
    arguments: [
      ("relation.husband", ["relation": "2", "sex": "2"]), ("relation.wife", ["relation": "3", "sex": "1"]),
      ("relation.spouseSingle", ["relation": "3", "sex": "2", "maritalStatus": "1"]),
      ("relation.spouseSex", ["relation": "2", "sex": "1"]), ("relation.missing", ["relation": nil]),
      ("relation.spouseAge", ["relation": "3", "birthDate": "2014-01-01"]),
      ("relation.childOlder", ["relation": "4", "birthDate": "1967-08-04"]),
      ("relation.childClose", ["relation": "4", "birthDate": "1979-01-01"]),
      ("relation.grandchild", ["relation": "6", "birthDate": "1990-01-01"]),
      ("relation.parentYounger", ["relation": "7", "birthDate": "1960-01-01"]),
    ] as [(String, [String: String?])])
  func member(_ id: String, _ changes: [String: String?]) {
    var member = subject(changes, isHead: false)
    member.headBirthDate = day("1968-08-05")
    member.headSex = "1"
    #expect(rules(member).contains(id))
  }

  @Test("A usual child, wife and parent say nothing against the head")
  func usualMembers() {
    for (relation, sex, born) in [
      ("4", "1", "1995-01-01"), ("3", "2", "1970-05-05"), ("7", "2", "1940-01-01"), ("6", "1", "2015-01-01"),
    ] {
      var member = subject(["relation": relation, "sex": sex, "birthDate": born], isHead: false)
      member.headBirthDate = day("1968-08-05")
      member.headSex = "1"
      #expect(!rules(member).contains { $0.hasPrefix("relation.") }, "\(relation): \(rules(member))")
    }
  }

  @Test("Errors are judged only where the save changes one of their fields; the rest is always said")
  func changedFields() {
    var person = subject(["nik": "123", "phone": "0812", "birthDate": "1905-01-01"])
    #expect(rules(person).contains("nik.length") && rules(person).contains("phone.form.person"))
    person.changed = ["address"]
    #expect(rules(person) == ["birth.old"])
    person.changed = ["phone"]
    #expect(rules(person) == ["phone.form.person", "birth.old"])
    person.changed = []
    #expect(rules(person) == ["birth.old"])
  }

  @Test("A check that was accepted is only said; the same check about another value is asked again")
  func accepted() {
    var person = subject(["birthDate": "1969-08-05"])
    let finding = Rules.findings(for: person).first { $0.rule == "nik.birthDate" }
    #expect(finding?.acceptedField == "accepted/nik.birthDate")
    #expect(finding?.acceptedValue == "born=05-08-1969;said=05-08-68")
    if let finding { person.values[finding.acceptedField] = finding.acceptedValue }
    #expect(Rules.findings(for: person).first { $0.rule == "nik.birthDate" }?.level == .info)
    person.values["birthDate"] = "1970-08-05"
    #expect(Rules.findings(for: person).first { $0.rule == "nik.birthDate" }?.level == .check)
    #expect(Rules.findings(for: subject(["name": "BUD1"])).first { $0.rule == "name.digits" }?.acceptedValue == "yes")
  }

  @Test("No accepted value holds a NIK or a card number")
  func acceptedWithoutNumbers() {
    let odd = subject([
      "nik": "0099999999999999", "familyCardNumber": "9999999999999999", "sex": "9", "birthDate": "1900-01-01",
    ])
    for finding in Rules.findings(for: odd) where finding.level == .check {
      #expect(!finding.acceptedValue.contains("999999"), "\(finding.rule)")
    }
  }

  @Test("Errors come first")
  func order() {
    let levels = Rules.findings(for: subject(["nik": nil, "phone": "0812", "rt": "12345"])).map(\.level)
    #expect(levels.first == .error)
    #expect(levels.firstIndex { $0 != .error } == levels.count { $0 == .error })
  }

  @Test("The rules of a field are those shown on leaving it")
  func oneField() {
    #expect(Rules.findings(for: subject(["nik": "1", "phone": "1"]), field: "nik").map(\.rule) == ["nik.length"])
  }

  @Test("Random values never trap")
  func randomValues() {
    var state: UInt64 = 20_261_122
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "0", "9", "41", "-", "/", " ", "A", "é", "👍", "٣", "+", "62", "08", "h", "\u{202e}", "00000000", "3376", "\u{0}",
      "-99",
    ]
    let fields = FieldTable.fields.filter { !$0.isSet }
    for _ in 0..<3000 {
      let rule = fields[next(fields.count)]
      var values = rule.kind == .person ? whole : [:]
      values[rule.name] = (0...next(8)).map { _ in pieces[next(pieces.count)] }.joined()
      let found = Rules.findings(for: RuleSubject(kind: rule.kind, values: values, today: today))
      #expect(found.allSatisfy { !Wording.indonesianForTests.text($0.message).isEmpty })
    }
  }
}

extension Wording { fileprivate static let indonesianForTests = Wording(.indonesian) }

@Suite struct WorkRulesTests {
  private func rules(_ kind: RecordKind, _ values: [String: String]) -> [String] {
    Rules.findings(for: RuleSubject(kind: kind, values: values, today: today)).map(\.rule)
  }

  @Test("An enrolment needs a person and a track, and a reason when it ends")
  func enrolment() {
    #expect(rules(.enrolment, [:]) == ["enrolment.person", "enrolment.track"])
    #expect(rules(.enrolment, ["person": "1", "track": "las", "status": "assigned"]) == [])
    #expect(rules(.enrolment, ["person": "1", "track": "las", "status": "withdrawn"]) == ["enrolment.reason"])
    #expect(rules(.enrolment, ["person": "1", "track": "las", "status": "withdrawn", "statusReason": "job"]) == [])
  }

  @Test(
    "Each kind of placement asks for what it needs",
    arguments: ["employed", "selfEmployed", "group", "migrated", "overseas", "internship"])
  func kinds(_ kind: String) {
    let base = ["person": "1", "kind": kind, "startDate": "2026-11-01", "wageRange": "3", "evidence": "letter"]
    let found = Set(rules(.placement, base))
    let expected: [String: Set<String>] = [
      "employed": ["placement.employer"], "selfEmployed": ["placement.business"], "group": ["placement.business"],
      "migrated": ["placement.place"], "overseas": ["placement.employer", "placement.place"],
      "internship": ["placement.employer"],
    ]
    #expect(found == expected[kind])
    let full = base.merging(["employer": "PT MAJU", "title": "OPERATOR", "place": "MALAYSIA"]) { old, _ in old }
    #expect(rules(.placement, full) == [])
  }

  @Test("A placement's dates stand in order, and its end has a reason")
  func dates() {
    let base = ["person": "1", "kind": "employed", "employer": "PT", "wageRange": "3", "evidence": "letter"]
    func with(_ more: [String: String]) -> [String] { rules(.placement, base.merging(more) { _, new in new }) }
    #expect(with([:]) == ["placement.startMissing"])
    #expect(with(["startDate": "31-04-2026"]) == ["placement.startInvalid"])
    #expect(with(["startDate": "2026-12-01"]) == ["placement.startFuture"])
    #expect(
      with(["startDate": "2026-11-01", "endDate": "2026-10-01", "endReason": "resigned"]) == [
        "placement.endBeforeStart"
      ])
    #expect(with(["startDate": "2026-01-01", "endDate": "2026-10-01"]) == ["placement.endReason"])
    #expect(with(["startDate": "2026-01-01", "endDate": "x", "endReason": "resigned"]) == ["placement.endInvalid"])
    #expect(with(["startDate": "2026-01-01", "kind": "rich"]).first == "placement.kind")
    #expect(
      with(["startDate": "2026-01-01", "wageRange": "", "evidence": "none"]) == [
        "placement.wage", "placement.evidence",
      ])
  }

  @Test("Work that began before the assignment to its track is doubted, never refused; without a track nobody asks")
  func beforeItsTrack() {
    var values = ["person": "1", "kind": "employed", "employer": "PT", "wageRange": "3", "evidence": "letter"]
    values["startDate"] = "2026-11-01"
    values["track"] = "las"
    func found(_ enrolled: String?, _ values: [String: String]) -> [Finding] {
      var subject = RuleSubject(kind: .placement, values: values, today: today)
      subject.enrolledOn = enrolled.flatMap { CalendarDate(iso: $0) }
      return Rules.findings(for: subject)
    }
    #expect(found("2026-11-02", values).map(\.rule) == ["placement.beforeEnrolment"])
    #expect(found("2026-11-02", values).map(\.level) == [.check])
    #expect(found("2026-11-01", values).isEmpty && found(nil, values).isEmpty)
    values["accepted/placement.beforeEnrolment"] = "enrolled=02-11-2026;start=01-11-2026"
    #expect(found("2026-11-02", values).map(\.level) == [.info])
    values["track"] = nil
    #expect(found("2026-11-02", values).isEmpty)
  }

  @Test("Office, PC, account, partner and own track need their names")
  func names() {
    #expect(rules(.office, ["village": "33.76"]) == ["office.name", "office.village"])
    #expect(rules(.office, ["name": "Mintaragen", "village": "9999999999"]) == [])
    #expect(rules(.device, [:]) == ["device.label"])
    #expect(rules(.account, ["login": "P", "role": "king"]) == ["account.login", "account.name", "account.role"])
    #expect(rules(.account, ["login": "petugas1", "name": "Ani", "role": "clerk"]) == [])
    #expect(rules(.partner, ["phone": "0812"]) == ["phone.form.partner", "partner.name"])
    for name in ["h", "4092026", "3 M"] { #expect(rules(.partner, ["name": name]) == ["partner.letters"]) }
    for name in ["BI", "3M Co", "UD. Ä"] { #expect(rules(.partner, ["name": name]) == []) }
    #expect(rules(.track, ["minimumAge": "-1"]) == ["track.name", "track.age"])
    #expect(rules(.track, ["name": "Hidroponik", "minimumAge": "17"]) == [])
  }

  @Test("A household alone is held to the household's rules only")
  func household() {
    #expect(
      Set(rules(.household, ["papersSeen": "2026-11-22"])) == ["card.missing", "address.missing", "village.missing"])
    #expect(rules(.household, ["familyCardNumber": "1"]).first == "card.length")
  }

  @Test(
    "A login has small letters, digits, dots and hyphens",
    arguments: [
      ("lurah", true), ("petugas1", true), ("a.b-c", true), ("a", false), ("1abc", false), ("Lurah", false),
      ("a b", false),
      ("abcdefghijklmnopqrstu", false), ("", false), ("é1", false), ("a/b", false),
    ])
  func login(_ text: String, _ isLogin: Bool) { #expect(Account.isLogin(text) == isLogin) }
}
