// Erasing a record takes what belongs to it: every kind that names an owner is found, also by what it said once.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("What belongs to a record")
struct BelongingsTests {
  private let home = RecordRef(.household, Identifier(high: 6, low: 1))
  private let other = RecordRef(.person, Identifier(high: 7, low: 2))

  @Test(
    "Every kind with an owner field goes with its owner", arguments: FieldTable.kinds.filter { $0.ownerField != nil })
  func everyKind(kind: KindRule) throws {
    let field = try #require(kind.ownerField)
    let form = FieldTable.rule(kind.kind, field)?.form
    let owners = [
      home, person1, RecordRef(.producer, Identifier(high: 9, low: 1)), RecordRef(.area, Identifier(high: 9, low: 2)),
      RecordRef(.grant, Identifier(high: 9, low: 3)), RecordRef(.group, Identifier(high: 9, low: 4)),
    ]
    let owner = if case .record(let kind) = form { try #require(owners.first { $0.kind == kind }) } else { person1 }
    let value = if case .record = form { owner.id } else { owner.description }
    var registry = Registry()
    for (place, owner) in owners.enumerated() {
      registry.save(["name": "SITI", "note": "x"], at: line(1, place + 1), tick: UInt64(place + 1), on: owner)
    }
    let record = RecordRef(kind.kind, Identifier(high: 8, low: 1))
    registry.save([field: value], at: line(1, owners.count + 1), tick: UInt64(owners.count + 1), on: record)
    #expect(registry.ownedRecords(of: owner) == [record])
    #expect(registry.erasurePlan(of: [owner]).records.contains(record))
    var source = SnapshotInMemory(registry.snapshot()[...])
    let read = try #require(Registry(snapshot: &source))
    #expect(read.ownedRecords(of: owner) == [record])
  }

  @Test("What belonged to somebody once, is a pair's other side, or names the bare id goes too; of others nothing does")
  func ways() {
    var registry = Registry()
    registry.save(["name": "SITI"], at: line(1, 1), tick: 1)
    registry.save(["name": "BUDI"], at: line(1, 2), tick: 2, on: other)
    let (job, entry, pair, theirs) = (
      RecordRef(.placement, Identifier(high: 8, low: 1)), RecordRef(.entry, Identifier(high: 8, low: 2)),
      RecordRef(.pair, "person.1.2"), RecordRef(.placement, Identifier(high: 8, low: 3))
    )
    registry.save(["person": person1.id], at: line(1, 3), tick: 3, on: job)
    registry.save(["person": other.id], at: line(1, 4), tick: 4, over: [line(1, 3)], on: job)
    registry.save(["subject": job.description], at: line(1, 5), tick: 5, on: entry)
    registry.save(
      ["first": other.description, "second": person1.description], at: line(1, 6), tick: 6, on: pair)
    registry.save(["person": other.id], at: line(1, 7), tick: 7, on: theirs)
    #expect(Set(registry.ownedRecords(of: person1)) == [job, entry, pair])
    #expect(Set(registry.ownedRecords(of: other)) == [job, entry, pair, theirs])
  }
}
