import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Duplicates in an import")
struct PlantedTableTests {
  private static let table = PlantedTable(
    rows: 3_000, pairs: 230, seed: 42, village: "3376021005", day: importDay)

  @Test("The same rows, pairs and seed give the same table, and its pairs are spread over all kinds")
  func deterministic() {
    let again = PlantedTable(rows: 3_000, pairs: 230, seed: 42, village: "3376021005", day: importDay)
    #expect(again.bytes == Self.table.bytes && Self.table.rows == 3_000)
    #expect(Self.table.planted.values.reduce(0, +) == 230 && Self.table.lookAlikes == 115)
    #expect(Set(Self.table.planted.keys) == Set(PlantedKind.all.map(\.name)))
    #expect(Self.table.planted.values.allSatisfy { $0 == 10 })
  }

  @Test("Of 3,000 imported rows all 230 planted pairs are found, and nobody else is flagged")
  func found() throws {
    var registry = Registry()
    let done = try importing(Self.table.bytes, into: &registry, households: 500)
    #expect(done.summary.peopleAdded == 3_000 && done.summary.rejected == 0)
    let tally = Self.table.tally(registry.likePeople(), in: registry)
    #expect(
      tally.missed.filter { $0.value > 0 } == [:],
      "\(tally.missedPeople.map { registry.value($0, "name") ?? "" })")
    #expect(tally.foundCount == 230)
    #expect(tally.falsely == [:], "\(tally.rules)")
  }

  @Test("At the desk, one at a time, all of them are found as well")
  func oneByOne() throws {
    var registry = Registry()
    try importing(Self.table.bytes, into: &registry, households: 500)
    for pair in registry.likePeople() {
      for (left, right) in [(pair.first, pair.second), (pair.second, pair.first)] {
        let like = registry.likenesses(of: left.id).first { $0.person == right.id }
        #expect(like.map { .people($0.likeness) } == pair.likeness, "\(pair.likeness.rule)")
      }
    }
  }
}
