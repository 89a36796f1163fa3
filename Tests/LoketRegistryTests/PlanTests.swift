import FoundationEssentials
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Plan, void and history")
struct PlanTests {
  private let household = RecordRef(.household, Identifier(high: 1, low: 1))

  private func apply(_ edits: [Edit], _ segment: UInt64, tick: UInt64, to registry: inout Registry) {
    for (place, edit) in edits.enumerated() {
      registry.apply(edit, at: line(segment, place + 1), tick: tick, stamp: nil, by: "petugas1", device: deviceA)
    }
  }

  @Test("A change of one part of an address writes the whole address, and names the lines that were on the screen")
  func group() {
    var registry = Registry()
    let new = registry.plan(
      [FieldChange("address", "JL MELATI 4"), FieldChange("rt", "003"), FieldChange("note", "baru")], on: household,
      basis: registry.basis(household))
    #expect(new.count == 1 && new[0].over.isEmpty)
    #expect(new[0].set.map(\.field) == ["address", "rt", "rw", "hamlet", "village", "note"])
    apply(new, 1, tick: 1, to: &registry)
    let change = registry.plan([FieldChange("rt", "004")], on: household, basis: registry.basis(household))
    #expect(change.count == 1 && change[0].over == [line(1, 1)])
    #expect(change[0].set.first { $0.field == "address" }?.value == "JL MELATI 4")
    apply(change, 2, tick: 2, to: &registry)
    #expect(registry.value(household, "rt") == "004")
    #expect(registry.value(household, "address") == "JL MELATI 4")
    #expect(registry.state(household, "note").heads.map(\.line) == [line(1, 1)])
  }

  @Test("Fields that replace different lines go into separate edits, and nothing is written for what is unchanged")
  func separate() {
    var registry = Registry()
    registry.save(["name": "A", "sex": "1"], at: line(1, 1), tick: 1)
    registry.save(["sex": "2"], at: line(1, 2), tick: 2, over: [line(1, 1)])
    let basis = registry.basis(person1)
    let edits = registry.plan(
      [FieldChange("name", "B"), FieldChange("sex", "1"), FieldChange("education", "5")], on: person1, basis: basis)
    #expect(edits.map(\.over) == [[line(1, 1)], [line(1, 2)], []])
    #expect(registry.plan([FieldChange("name", "A"), FieldChange("note", nil)], on: person1, basis: basis).isEmpty)
  }

  @Test("A line that arrived while the form was open is not replaced: it becomes a conflict")
  func concurrent() {
    var registry = Registry()
    registry.save(["name": "A"], at: line(1, 1), tick: 1)
    let basis = registry.basis(person1)
    registry.save(["name": "B"], at: line(2, 1), tick: 2, over: [line(1, 1)])
    apply(registry.plan([FieldChange("name", "C")], on: person1, basis: basis), 3, tick: 3, to: &registry)
    #expect(registry.state(person1, "name").status == .conflict)
    #expect(registry.state(person1, "name").heads.map(\.value) == ["C", "B"])
  }

  @Test("A basis is kept in a draft and read back")
  func draft() throws {
    var registry = Registry()
    registry.save(["name": "A", "skills/las": "2"], at: line(1, 1), tick: 1)
    let basis = registry.basis(person1)
    #expect(try JSONDecoder().decode(Basis.self, from: JSONEncoder().encode(basis)) == basis)
    #expect(basis.heads["skills/las"] == [line(1, 1)])
  }

  @Test("Phone and note show the highest line and never conflict; add against remove of a set shows the add")
  func mergeKinds() {
    var registry = Registry()
    registry.save(["phone": "+62811", "skills/las": "2"], at: line(1, 1), tick: 1)
    registry.save(["phone": "+62812", "skills/las": nil], at: line(2, 1), tick: 2)
    registry.save(["phone": "+62813"], at: line(3, 1), tick: 2)
    #expect(registry.value(person1, "phone") == "+62813")
    #expect(registry.state(person1, "phone").status == .settled)
    #expect(registry.state(person1, "phone").heads.count == 3)
    #expect(registry.value(person1, "skills/las") == "2")
    #expect(registry.skills(of: person1.id).map(\.track) == ["las"])
    #expect(registry.conflicts().isEmpty)
  }

  @Test("A ref to a line that is not here makes the field wait, until the line comes")
  func waiting() {
    var registry = Registry()
    registry.save(["name": "A"], at: line(1, 1), tick: 1)
    registry.save(["name": "C"], at: line(3, 1), tick: 3, over: [line(2, 1)])
    #expect(registry.state(person1, "name").status == .waiting)
    #expect(registry.value(person1, "name") == "C")
    #expect(registry.waitingFields == 1 && registry.conflicts().isEmpty)
    registry.save(["name": "B"], at: line(2, 1), tick: 2, over: [line(1, 1)])
    #expect(registry.state(person1, "name").status == .settled)
    #expect(registry.waitingFields == 0)
    #expect(registry.value(person1, "name") == "C")
  }

  @Test("A voided record is gone; a head that the voiding did not name brings it back as a conflict")
  func void() {
    var registry = Registry()
    registry.save(["name": "A"], at: line(1, 1), tick: 1)
    let void = registry.planVoid(person1, reason: "ganda")
    #expect(void.over == [line(1, 1)])
    apply([void], 2, tick: 2, to: &registry)
    #expect(registry.isVoid(person1) && registry.voidReason(person1) == "ganda")
    #expect(registry.count(.person) == 0 && registry.all(.person).isEmpty)
    var unaware = registry
    unaware.save(["sex": "1"], at: line(3, 1), tick: 2)
    #expect(!unaware.isVoid(person1) && unaware.count(.person) == 1)
    #expect(unaware.conflicts() == [Conflict(record: person1, fields: ["void"])])
    // Who saw that it was void and edits it all the same says so, and it stays void.
    apply(
      registry.plan([FieldChange("sex", "1")], on: person1, basis: registry.basis(person1)), 4, tick: 4, to: &registry)
    #expect(registry.isVoid(person1))
  }

  @Test("A voiding is taken back by an edit that names it; what two PCs say of it stands side by side")
  func restored() throws {
    var registry = Registry()
    registry.save(["name": "A"], at: line(1, 1), tick: 1)
    apply([registry.planVoid(person1, reason: "twice")], 2, tick: 2, to: &registry)
    let seen = registry.basis(person1)
    let restore = registry.planRestore(person1, basis: seen)
    #expect(restore == Edit(on: person1, set: [], over: [line(2, 1)], void: .cleared))
    var other = registry
    apply([restore], 3, tick: 3, to: &registry)
    #expect(!registry.isVoid(person1) && registry.voidReason(person1) == nil && registry.count(.person) == 1)
    #expect(registry.conflicts().isEmpty && registry.search("A").hits.map(\.record) == [person1])
    let last = try #require(registry.history(of: person1).last)
    #expect(last.field == "void" && last.from == ["twice"] && last.to == nil)

    // Nobody who edits it now needs to speak of the voiding, and it can be voided again.
    let edit = registry.plan([FieldChange("sex", "1")], on: person1, basis: registry.basis(person1))
    #expect(edit.map(\.over) == [[]])
    apply(edit, 4, tick: 4, to: &registry)
    apply([registry.planVoid(person1, reason: "test")], 5, tick: 5, to: &registry)
    #expect(registry.isVoid(person1) && registry.voidReason(person1) == "test")

    // A second voiding that was not on the screen is no part of what is taken back: the record is seen, somebody decides.
    apply([Edit(on: person1, set: [], over: [line(1, 1)], void: .reason("other"))], 6, tick: 3, to: &other)
    apply([restore], 3, tick: 3, to: &other)
    #expect(!other.isVoid(person1) && other.conflicts() == [Conflict(record: person1, fields: ["void"])])
  }

  @Test("Who edited knowing of a voiding that was taken back knew nothing of the next one")
  func restoredInBetween() {
    var registry = Registry()
    registry.save(["name": "A"], at: line(1, 1), tick: 1)
    apply([registry.planVoid(person1, reason: "twice")], 2, tick: 2, to: &registry)
    let edited = registry.plan([FieldChange("sex", "1")], on: person1, basis: registry.basis(person1))
    apply([registry.planRestore(person1, basis: registry.basis(person1))], 3, tick: 3, to: &registry)
    apply([registry.planVoid(person1, reason: "test")], 4, tick: 4, to: &registry)
    #expect(registry.isVoid(person1))
    apply(edited, 5, tick: 3, to: &registry)
    #expect(!registry.isVoid(person1) && registry.conflicts().map(\.fields) == [["void"]])
  }

  @Test("Who left a household is still found there")
  func formerMembers() {
    var registry = Registry()
    registry.save(["household": household.id, "name": "A"], at: line(1, 1), tick: 1)
    #expect(registry.formerMembers(of: household.id).isEmpty)
    registry.save(["household": "elsewhere"], at: line(2, 1), tick: 2, over: [line(1, 1)])
    #expect(registry.members(of: household.id).isEmpty)
    #expect(registry.formerMembers(of: household.id).map(\.id) == [person1.id])
  }

  @Test("A line for a newer program is counted and here, but says nothing")
  func newer() throws {
    var registry = Registry()
    let place = registry.addSegment(segment(1), device: deviceA, office: "1")
    let text = Array("{\"n\":1,\"tick\":40,\"min\":2,\"on\":\"\(person1)\",\"set\":{\"name\":\"X\"}}".utf8)
    try text.withUnsafeBytes { bytes in
      var parser = LineParser()
      registry.apply(try parser.parse(bytes), in: bytes, segment: place)
    }
    #expect(registry.newerLines == 1 && registry.highestTick == 40 && !registry.exists(person1))
    registry.save(["name": "A"], at: line(2, 1), tick: 41, over: [line(1, 1)])
    #expect(registry.state(person1, "name").status == .settled)
  }

  @Test("An unknown field and an unknown kind are carried, merge, and are named")
  func unknown() {
    var registry = Registry()
    let visit = RecordRef(RecordKind(rawValue: "visit"), "x/1")
    registry.save(["colour": "merah", "name": "A"], at: line(1, 1), tick: 1)
    registry.save(["place": "balai"], at: line(1, 2), tick: 1, on: visit)
    #expect(registry.values(person1) == ["colour": "merah", "name": "A"])
    #expect(registry.values(visit) == ["place": "balai"] && registry.all(visit.kind) == [visit])
    let edits = registry.plan([FieldChange("colour", "biru")], on: person1, basis: registry.basis(person1))
    #expect(edits == [Edit(on: person1, set: [FieldChange("colour", "biru")], over: [line(1, 1)])])
  }

  @Test("The history says who changed what, from what to what, the oldest first, whatever came first")
  func history() throws {
    var registry = Registry()
    let stamp = try #require(Timestamp("2026-11-22T09:11:04+07:00"))
    let second = Edit(
      on: person1, set: [FieldChange("phone", "+62812"), FieldChange("phoneOwner", "own")], over: [line(1, 1)])
    registry.apply(second, at: line(2, 1), tick: 2, stamp: stamp, by: "petugas2", device: deviceA)
    registry.save(["phone": "+62811", "phoneOwner": "own", "name": "A"], at: line(1, 1), tick: 1)
    let items = registry.history(of: person1)
    #expect(items.map(\.field) == ["name", "phone", "phoneOwner", "phone"])
    let last = try #require(items.last)
    #expect(last.from == ["+62811"] && last.to == "+62812" && last.by == "petugas2" && last.at == stamp)
    #expect(registry.lines(of: person1) == [line(1, 1), line(2, 1)])
  }

  @Test("Members stand head first, then by relation, then the eldest; NIK and card numbers find their records")
  func views() {
    var registry = Registry()
    func person(_ number: UInt64) -> RecordRef { RecordRef(.person, Identifier(high: 2, low: number)) }
    let home = household.id
    registry.save(
      ["head": person(3).id, "familyCardNumber": "2", "cards/1": "first"], at: line(1, 1), tick: 1, on: household)
    registry.save(
      ["household": home, "relation": "4", "birthDate": "2010-01-01"], at: line(1, 2), tick: 1, on: person(1))
    registry.save(
      ["household": home, "relation": "4", "birthDate": "2001-01-01"], at: line(1, 3), tick: 1, on: person(2))
    registry.save(["household": home, "relation": "11", "nik": "9"], at: line(1, 4), tick: 1, on: person(3))
    registry.save(["household": home, "relation": "3", "nik": "9"], at: line(1, 5), tick: 1, on: person(4))
    #expect(registry.members(of: home).map(\.id) == [3, 4, 2, 1].map { person($0).id })
    #expect(registry.head(of: home)?.id == person(3).id)
    #expect(registry.household(of: person(1).id)?.familyCardNumber == "2")
    #expect(registry.people(nik: "9") == [person(3), person(4)])
    #expect(registry.households(cardNumber: "1") == [household] && registry.households(cardNumber: "2") == [household])
    registry.save(["household": nil], at: line(2, 1), tick: 2, over: [line(1, 5)], on: person(4))
    #expect(registry.members(of: home).map(\.id) == [3, 2, 1].map { person($0).id })
  }
}
