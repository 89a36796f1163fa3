import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Merge")
struct MergeTests {
  @Test("One edit settles its field, and a second that names it replaces it")
  func replace() {
    var registry = Registry()
    registry.save(["name": "SITI"], at: line(1, 1), tick: 1)
    #expect(registry.state(person1, "name").status == .settled)
    registry.save(["name": "SITI AMINAH"], at: line(2, 1), tick: 2, over: [line(1, 1)])
    #expect(registry.value(person1, "name") == "SITI AMINAH")
    #expect(registry.state(person1, "name").heads.map(\.line) == [line(2, 1)])
  }

  @Test("Two offline edits of one field are a conflict, and a decision that names both settles it")
  func conflict() {
    var registry = Registry()
    registry.save(["name": "SITI"], at: line(1, 1), tick: 1)
    registry.save(["name": "SITI A"], at: line(2, 1), tick: 2, over: [line(1, 1)])
    registry.save(["name": "SITI B"], at: line(3, 1), tick: 2, over: [line(1, 1)])
    let state = registry.state(person1, "name")
    #expect(state.status == .conflict)
    #expect(state.shown == "SITI B")
    #expect(state.heads.map(\.value) == ["SITI B", "SITI A"])
    #expect(registry.conflicts() == [Conflict(record: person1, fields: ["name"])])
    let decision = registry.planDecision(
      "name", like: line(2, 1), on: person1, basis: registry.basis(person1))
    #expect(decision.over == [line(2, 1), line(3, 1)])
    registry.apply(decision, at: line(4, 1), tick: 3, stamp: nil, by: "lurah", device: deviceA)
    #expect(registry.state(person1, "name").status == .settled)
    #expect(registry.value(person1, "name") == "SITI A")
    #expect(registry.conflicts().isEmpty)
  }
}
