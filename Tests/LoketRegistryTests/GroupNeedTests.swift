// The need of people in groups by their programme's points: its order, what is unknown, and a second count from the exports.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Need in groups")
struct GroupNeedTests {
  /// The points of P4's template, and five people of two households in two groups.
  private func office() -> GroupOffice {
    var office = GroupOffice(people: 5)
    let template = ProgramTemplate.named("P4")?.values.filter { $0.key.hasPrefix("points/") } ?? [:]
    office.set(GroupOffice.program, template)
    let homes = [1, 2].map { RecordRef(.household, Identifier(high: 0x8e, low: UInt64($0))) }
    office.set(homes[0], ["head": GroupOffice.person(1).id, "internet": "none"])
    office.set(homes[1], ["head": GroupOffice.person(4).id, "internet": "unknown"])
    for number in 1...5 { office.set(GroupOffice.person(number), ["household": homes[number < 4 ? 0 : 1].id]) }
    for (number, employment) in [(1, "laidOff"), (2, "working"), (4, "notWorking"), (5, "notReported")] {
      office.set(GroupOffice.person(number), ["employment": employment])
    }
    for number in [2, 3, 5] { office.set(GroupOffice.person(number), ["relation": "4"]) }
    for number in 1...5 { office.join(number, number < 3 ? 1 : 2) }
    return office
  }

  private func needs(_ office: GroupOffice) -> [GroupNeed] {
    office.registry.needs(in: GroupOffice.program.id, office.book)
  }

  @Test("The neediest stand first; what is not recorded counts nothing, is named, and says what the score may become")
  func order() throws {
    let needs = needs(office())
    #expect(needs.map(\.name) == ["WARGA 1", "WARGA 4", "WARGA 3", "WARGA 2", "WARGA 5"])
    #expect(needs.map(\.need.points) == [80, 60, 10, 10, 0] && needs.map(\.need.most) == [80, 70, 50, 10, 50])
    #expect(needs.map(\.group.name) == ["KELOMPOK 1", "KELOMPOK 2", "KELOMPOK 2", "KELOMPOK 1", "KELOMPOK 2"])
    #expect(needs[2].need.unknown == ["employment"] && needs[4].need.unknown == ["employment", "internet"])
    let first = try #require(needs.first?.need)
    #expect(["employment", "relation", "internet"].map { first.share(of: $0) } == [40, 30, 10])
    #expect(needs[4].need.share(of: "employment") == nil && needs[4].need.share(of: "relation") == 0)
  }

  @Test("Whose data rest, who left and whose group ended stand in no list; who is in two groups stands there once")
  func whom() {
    var office = office()
    office.set(GroupOffice.person(1), ["frozen": "2022-08-30"])
    office.write(
      office.registry.leaving(office.standing(2).members[0], on: GroupOffice.day, workDay: GroupOffice.day))
    office.join(2, 2)
    #expect(needs(office).map(\.name) == ["WARGA 4", "WARGA 2", "WARGA 5"])
    office.set(GroupOffice.group(2), ["endedOn": GroupOffice.day.iso, "endReason": "closed"])
    #expect(needs(office).map(\.name) == ["WARGA 2"])
  }

  @Test("The exported need of each member is a second count over the exported people with the template's points")
  func counted() throws {
    let office = office()
    let points = Dictionary(
      uniqueKeysWithValues: try #require(ProgramTemplate.named("P4")).values.filter { $0.key.hasPrefix("points/") }
        .map { (String($0.key.dropFirst("points/".count)), Int($0.value) ?? 0) })
    let people = try table(.people, office.registry)
    let members = try table(.groupMembers, office.registry)
    #expect(members.count == 5)
    for member in members {
      let person = try #require(people.first { $0["id"] == member["personId"] })
      let facts = ["employment", "relation", "internet"]
      let sum = facts.reduce(0) { $0 + (points["\($1).\(person[$1] ?? "")"] ?? 0) }
      #expect(member["need"] == String(sum), "\(member["name"] ?? "")")
      let open = facts.filter { ["", "notReported", "unknown"].contains(person[$0] ?? "") }
      #expect(member["needUnknown"] == open.joined(separator: " "), "\(member["name"] ?? "")")
    }
  }

  @Test("A group of no programme, and a programme without points, give no score")
  func none() throws {
    var office = office()
    for row in office.registry.elements(GroupOffice.program, "points") {
      office.registry.write([
        Save(
          by: "penyelia",
          edits: office.registry.plan(
            [FieldChange("points/\(row.element)", nil)], on: GroupOffice.program,
            basis: office.registry.basis(GroupOffice.program)))
      ])
    }
    #expect(needs(office).allSatisfy { $0.need.points == 0 && $0.need.unknown.isEmpty })
    office.write(
      office.registry.plan(
        [FieldChange("program", nil)], on: GroupOffice.group(1), basis: office.registry.basis(GroupOffice.group(1))))
    let members = try table(.groupMembers, office.registry)
    #expect(members.filter { $0["groupName"] == "KELOMPOK 1" }.allSatisfy { $0["need"]?.isEmpty ?? true })
  }

  /// The rows of an export by column, read from its CSV; no cell of these tests holds a comma.
  private func table(_ kind: TableKind, _ registry: Registry) throws -> [[String: String]] {
    let lines = exporting(kind, registry).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let names = try #require(lines.first)
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
  }
}
