// Areas: their villages, what they have by kind, their groups along the value chain.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Areas")
struct AreaTests {
  private static let area = RecordRef(.area, Identifier(high: 0xa4, low: 1))

  private static func office() -> GroupOffice {
    var office = GroupOffice(people: 4)
    office.set(area, ["name": "BUKIT INTAN", "villages/1971011006": "yes", "villages/1971011007": "yes"])
    office.set(
      GroupOffice.group(1), ["area": area.id, "chainRole": "upstream", "village": "1971011006"])
    office.set(GroupOffice.group(2), ["area": area.id, "chainRole": "downstream", "village": "1971041001"])
    for (number, kind) in ["natural", "infrastructure"].enumerated() {
      office.set(
        RecordRef(.resource, Identifier(high: 0xa5, low: UInt64(number))),
        ["area": area.id, "kind": kind, "name": "HAL \(number)", "amount": "12", "unit": "kolam", "agency": "DINAS"])
    }
    return office
  }

  private func standing(_ office: GroupOffice) -> AreaStanding {
    AreaBook(office.registry, day: GroupOffice.day).standing(Self.area.id)
  }

  @Test("Villages, resources by kind, groups by their place in the chain and each person once; what is empty is known")
  func stands() throws {
    var office = Self.office()
    office.join(1)
    office.join(2)
    office.join(2, 2)
    let standing = standing(office)
    #expect(standing.villages == ["1971011006", "1971011007"] && standing.people.count == 2)
    #expect(standing.resources(of: "natural").map(\.name) == ["HAL 0"] && standing.resources(of: "human").isEmpty)
    #expect(standing.groups(in: "upstream").map(\.id) == [GroupOffice.group(1).id])
    #expect(standing.gaps == ["onFarm", "offFarm"])
    #expect(standing.groups.filter(standing.isOutside).map(\.id) == [GroupOffice.group(2).id])
  }

  @Test("A village that is taken out is out, a group that ended is in no chain, and a void resource is none")
  func ends() throws {
    var office = Self.office()
    let plan = office.registry.plan(
      [FieldChange("villages/1971011007", nil)], on: Self.area, basis: office.registry.basis(Self.area))
    office.write(plan)
    office.set(GroupOffice.group(1), ["endedOn": "2022-08-31", "endReason": "closed"])
    let resource = RecordRef(.resource, Identifier(high: 0xa5, low: 0))
    office.write([office.registry.planVoid(resource, reason: "twice")])
    let standing = standing(office)
    #expect(standing.villages == ["1971011006"] && standing.groups.map(\.id) == [GroupOffice.group(2).id])
    #expect(standing.resources.map(\.name) == ["HAL 1"])
  }

  @Test("Areas and what they have go out as tables, a group with its area")
  func exported() {
    let office = Self.office()
    let areas = exporting(.areas, office.registry).split(whereSeparator: \.isNewline)
    #expect(areas.count == 2 && areas[1].contains("BUKIT INTAN,,,1971011006 1971011007,2,"), "\(areas)")
    let resources = exporting(.resources, office.registry, ExportForm(labels: .indonesian))
    #expect(resources.contains("BUKIT INTAN,Alam,HAL 0,12,kolam,DINAS") && resources.contains("Infrastruktur"))
    #expect(exporting(.groups, office.registry).contains("\(Self.area.id),BUKIT INTAN,group"))
  }
}
