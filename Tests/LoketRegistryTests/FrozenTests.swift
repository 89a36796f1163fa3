// Who is frozen: out of lists and searches, back again when it is lifted, whatever the order in which the lines came.
import LoketModel
import Testing

@testable import LoketRegistry

struct FrozenTests {
  private let other = RecordRef(.person, Identifier(high: 7, low: 2))

  private func registry(isLoading: Bool = false) -> Registry {
    var registry = Registry()
    if isLoading { registry.beginLoading() }
    registry.save(
      ["name": "SITI AMINAH", "nik": "3376024508680001", "birthDate": "1968-08-05"], at: line(1, 1), tick: 1)
    registry.save(["name": "SITI AMINA", "nik": "3376024508680002"], at: line(1, 2), tick: 2, on: other)
    registry.save(["frozen": "2026-11-22", "frozenReason": "x"], at: line(1, 3), tick: 3)
    registry.settle()
    return registry
  }

  @Test("A frozen person is in no list and no search, and the number is still taken", arguments: [false, true])
  func frozen(isLoading: Bool) {
    let registry = registry(isLoading: isLoading)
    #expect(registry.isFrozen(person1) && registry.frozenPeople() == [person1])
    #expect(registry.rows(.person).map { registry.ref($0) as RecordRef } == [other])
    #expect(registry.all(.person) == [other])
    #expect(registry.search("SITI AMIN").hits.map(\.record) == [other])
    #expect(registry.search("3376024508680001").hits.isEmpty)
    #expect(registry.people(nik: "3376024508680001") == [person1])
    #expect(registry.person(person1.id)?.name == "***" && registry.person(person1.id)?.birthDate == nil)
    #expect(registry.wholePerson(person1.id)?.name == "SITI AMINAH")
    #expect(registry.likeRecords().isEmpty)
  }

  @Test("Lifted, everything is as it was")
  func lifted() {
    var registry = registry()
    registry.save(["frozen": nil, "frozenReason": "y"], at: line(1, 4), tick: 4, over: [line(1, 3)])
    #expect(!registry.isFrozen(person1) && registry.frozenPeople().isEmpty)
    #expect(registry.search("3376024508680001").hits.map(\.record) == [person1])
    #expect(registry.rows(.person).count == 2)
  }

  @Test("A snapshot keeps who is frozen, and the rows of the rare kinds")
  func snapshot() throws {
    var registry = registry()
    let request = RecordRef(.dataRequest, Identifier(high: 8, low: 1))
    registry.save(["person": person1.id, "kind": "copy"], at: line(1, 4), tick: 4, on: request)
    var source = SnapshotInMemory(registry.snapshot()[...])
    let read = try #require(Registry(snapshot: &source))
    #expect(read.isFrozen(person1) && read.frozenPeople() == [person1])
    #expect(read.dataRequests(of: person1.id).map(\.id) == [request.id])
  }
}
