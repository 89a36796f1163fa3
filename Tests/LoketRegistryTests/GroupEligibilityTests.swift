// The rules of a programme and its groups: what they say of somebody who joins, set aside in an application, and in a list.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("The rules of a programme in its groups")
struct GroupEligibilityTests {
  private static let village = "1971011006"

  /// Five people of one household in Bacang; the rules of P4's template, or others.
  private func office(_ rules: [String: String]? = nil) -> GroupOffice {
    var office = GroupOffice(people: 5)
    let template = ProgramTemplate.named("P4")?.values.filter { $0.key.hasPrefix("rules/") } ?? [:]
    office.set(GroupOffice.program, rules ?? template)
    let home = RecordRef(.household, Identifier(high: 0x8e, low: 1))
    office.set(home, ["village": Self.village, "head": GroupOffice.person(1).id])
    for number in 1...5 {
      office.set(GroupOffice.person(number), ["household": home.id, "birthDate": "1990-05-0\(number)"])
    }
    return office
  }

  private func answers(_ number: Int, in office: GroupOffice, group: Int = 1) -> [RuleAnswer] {
    guard let found = office.registry.group(GroupOffice.group(group).id) else { return [] }
    let setting = ApplicationSetting(office: Self.village, today: GroupOffice.day)
    return office.registry.answers(
      person: GroupOffice.person(number).id, joining: found, office.book, setting)
  }

  private func refusal(_ number: Int, in office: GroupOffice) -> String? {
    RuleAnswer.refusal(answers(number, in: office), .indonesian).map { Wording(.indonesian).text($0) }
  }

  private func list(_ rows: [String], in office: GroupOffice) throws -> GroupList {
    let ids = IdentifierSource(0x6d)
    return try GroupList(
      Array((["nik,nama,kelompok,bidang"] + rows).joined(separator: "\n").utf8), program: GroupOffice.program.id,
      by: "petugas1", workDay: GroupOffice.day, today: GroupOffice.day, office: Self.village, in: office.registry,
      language: .indonesian, newIdentifier: { ids.next() })
  }

  private func row(_ number: Int) -> String { "19710145059\(10000 + number),WARGA \(number),TERNAK,peternakan" }

  @Test("Who meets the rules is refused by none; who does not hears the rule, why, and by what regulation")
  func refuses() {
    var office = office()
    #expect(answers(1, in: office).map(\.id) == ["residence", "age"] && refusal(1, in: office) == nil)
    office.set(GroupOffice.person(1), ["birthDate": "2006-05-01"])
    office.set(GroupOffice.program, ["regulations/age": "Juknis TKM 2022"])
    let why = refusal(1, in: office)
    #expect(why?.hasPrefix("Ditolak syarat program. ") == true && why?.hasSuffix("Dasar: Juknis TKM 2022.") == true)
    #expect(why?.contains("16") == true && why?.contains("17") == true, "\(why ?? "")")
    office.set(GroupOffice.person(1), ["birthDate": nil])
    #expect(refusal(1, in: office) == nil && answers(1, in: office).contains(where: \.isOpen))
    // A group of no programme asks nothing.
    office.set(GroupOffice.group(1), ["program": nil])
    #expect(answers(1, in: office).isEmpty)
  }

  @Test("What a supervisor set aside in the person's application counts for the group")
  func setAside() {
    var office = office()
    office.set(GroupOffice.person(1), ["birthDate": "2006-05-01"])
    #expect(refusal(1, in: office) != nil)
    let application = RecordRef.application(wave: "w1", person: GroupOffice.person(1).id)
    office.set(
      application,
      [
        "person": GroupOffice.person(1).id, "program": GroupOffice.program.id, "track": "kuliner",
        "override/age": "Sudah menikah",
      ])
    #expect(refusal(1, in: office) == nil)
    #expect(answers(1, in: office).compactMap(\.override) == ["Sudah menikah"])
    // That of another programme does not.
    office.set(application, ["program": "p2-2022"])
    #expect(refusal(1, in: office) != nil)
  }

  @Test("Members of the programme's groups count for the rules about household and village")
  func counts() {
    for rule in ["householdCap", "villageQuota"] {
      var office = office(["rules/\(rule)": "2"])
      office.join(1)
      office.join(2, 2)
      #expect(refusal(3, in: office) != nil, "\(rule)")
      let leaving = office.standing(2).members[0]
      office.write(office.registry.leaving(leaving, on: GroupOffice.day, workDay: GroupOffice.day))
      #expect(refusal(3, in: office) == nil, "\(rule)")
    }
  }

  @Test("In a list whom a rule refuses stays out with its words, also by the rows before; open answers are named")
  func listed() throws {
    var office = office(["rules/age": "17-", "rules/householdCap": "3"])
    office.set(GroupOffice.person(2), ["birthDate": "2006-05-01"])
    office.set(GroupOffice.person(3), ["birthDate": nil])
    let done = try list((1...5).map { row($0) }, in: office)
    #expect(done.summary.of(.taken) == 3 && done.summary.of(.ineligible) == 2 && done.rejections.map(\.line) == [3, 6])
    #expect(done.summary.open == [4])
    let reasons = done.rejections.map { $0.reasons.map { Wording(.indonesian).text($0) }.joined() }
    #expect(reasons[0].contains("16") && reasons[1].contains("3"), "\(reasons)")
    #expect(reasons.allSatisfy { $0.hasPrefix("Ditolak syarat program. ") })
    let lines = done.summary.lines(Wording(.indonesian))
    #expect(lines.contains("Tidak masuk, ditolak syarat program: 2"))
    #expect(lines.contains { $0.contains("baris 4") })
    office.write(done.saves.flatMap(\.edits))
    #expect(office.book.people[GroupOffice.program.id]?.count == 3)
    #expect(try list((1...5).map { row($0) }, in: office).summary.of(.unchanged) == 3)
  }
}
