// The rules of a group, each at its edge, and when a group or a membership holds.
import Testing

@testable import LoketModel

@Suite("Rules of a group")
struct GroupRulesTests {
  private static let good = [
    "name": "TERNAK MAJU", "program": "p", "kind": "group", "field": "livestock", "level": "beginner",
    "proposal": "submitted", "proposalDate": "2022-09-01", "offTaker": "m", "formedOn": "2022-08-15",
  ]
  private static let today = CalendarDate(iso: "2022-11-22").unsafelyUnwrapped

  private func found(_ changes: [String: String?]) -> [String] {
    var values = Self.good
    for (field, value) in changes { values[field] = value }
    return Rules.findings(for: RuleSubject(kind: .group, values: values, today: Self.today)).map(\.rule)
  }

  @Test("A whole group has nothing against it")
  func good() { #expect(found([:]) == []) }

  @Test(
    "What is missing, impossible or out of order is said at its field",
    arguments: [
      ("name", nil, "group.name"), ("program", nil, "group.program"), ("field", nil, "group.field"),
      ("proposalDate", nil, "group.proposalDate"), ("proposalDate", "2022-11-23", "group.proposalFuture"),
      ("formedOn", "2022-11-23", "group.formedFuture"), ("endedOn", "2022-08-14", "group.ends"),
      ("endedOn", "2022-10-01", "group.endReason"), ("endReason", "closed", "group.endDate"),
      ("offTaker", nil, "group.offTaker"), ("formedOn", "30-2", "group.formedOn.date"),
    ] as [(String, String?, String)])
  func broken(_ field: String, _ value: String?, _ rule: String) {
    #expect(found([field: value]).contains(rule))
  }

  @Test("A quota is one person or more, or none")
  func quota() {
    let found = { (quota: String?) in
      let values = ["name": "TKM", "quota": quota].compactMapValues { $0 }
      return Rules.findings(for: RuleSubject(kind: .program, values: values, today: Self.today)).map(\.rule)
    }
    #expect(found(nil) == [] && found("1") == [] && found("100") == [])
    #expect(found("0") == ["program.quota"] && found("-1") == ["program.quota"] && found("x") == ["program.quota"])
  }

  @Test("The day of leaving, and the day on which a group ends, are the first without")
  func ends() {
    let member = { (values: [String: String]) in GroupMember(id: "m") { values[$0] }.holds(on: Self.today) }
    #expect(member([:]) && member(["joinedOn": "2022-11-22"]) && !member(["joinedOn": "2022-11-23"]))
    #expect(member(["leftOn": "2022-11-23"]) && !member(["leftOn": "2022-11-22"]))
    let group = { (ended: String?) in Group(id: "g") { $0 == "endedOn" ? ended : nil }.isRunning(on: Self.today) }
    #expect(group(nil) && group("2022-11-23") && !group("2022-11-22"))
  }
}
