// Groups in the order of their names, in the book and in the exports.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Groups in the order of their names")
struct GroupOrderTests {
  @Test("TKM 1, TKM 2, TKM 10: in the book, in the export, and behind each other in one programme")
  func counts() {
    var office = GroupOffice(people: 1)
    for (number, name) in [(1, "TKM 10"), (2, "TKM 2"), (3, "TKM 1")] {
      office.set(GroupOffice.group(number), ["name": name, "program": GroupOffice.program.id])
    }
    #expect(office.registry.businessGroups().map(\.name) == ["TKM 1", "TKM 2", "TKM 10"])
    #expect(office.book.groups.map(\.name) == ["TKM 1", "TKM 2", "TKM 10"])
    for number in 1...3 { office.set(GroupOffice.person(number), ["name": "WARGA \(number)", "standing": "1"]) }
    office.join(1, 1)
    for kind in [TableKind.groups, .groupMembers] {
      let rows = exporting(kind, office.registry).split(whereSeparator: \.isNewline).dropFirst()
      let names = rows.map { row in ["TKM 10", "TKM 2", "TKM 1"].first { row.contains(",\($0),") } ?? "" }
      #expect(names == (kind == .groups ? ["TKM 1", "TKM 2", "TKM 10"] : ["TKM 10"]))
    }
  }
}
