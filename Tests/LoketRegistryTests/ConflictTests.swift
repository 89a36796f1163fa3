import LoketModel
import Testing

@testable import LoketRegistry

/// Lines of several PCs, put into registries in every order in which whole PCs can arrive.
struct Offices {
  private(set) var lines: [[ReferenceLine]] = []

  /// What one PC saved without hearing of the others.
  mutating func pc(_ edits: [(tick: UInt64, edit: Edit)]) {
    let number = UInt64(lines.count + 1)
    lines.append(
      edits.enumerated().map { place, saved in
        ReferenceLine(ref: line(number, place + 1), tick: saved.tick, edit: saved.edit)
      })
  }

  /// The same state whichever PC's data came first.
  func merged() throws -> Registry {
    var orders = [lines, lines.reversed()]
    if lines.count == 3 { orders += [[lines[1], lines[2], lines[0]], [lines[2], lines[0], lines[1]]] }
    let registries = orders.map { order in
      var registry = Registry()
      for line in order.joined() {
        let device = Identifier(high: 0xd, low: line.ref.segment.low)
        registry.apply(line.edit, at: line.ref, tick: line.tick, stamp: nil, by: "petugas1", device: device)
      }
      return registry
    }
    let first = try #require(registries.first)
    for other in registries.dropFirst() {
      #expect(other == first)
      #expect(other.conflicts() == first.conflicts())
      #expect(other.openConflicts() == first.openConflicts())
    }
    return first
  }
}

@Suite("Conflicts and what was given up")
struct ConflictTests {
  private func set(
    _ fields: [(String, String?)], over: [LineRef] = [], on record: RecordRef = person1
  ) -> Edit {
    Edit(on: record, set: fields.map { FieldChange($0.0, $0.1) }, over: over)
  }

  @Test(
    "Three PCs that give a field three values make one conflict of three heads, and a decision that names all ends it")
  func threeWay() throws {
    var offices = Offices()
    offices.pc([(1, set([("name", "SITI")])), (4, set([("name", "SITI NUR")], over: [line(1, 1)]))])
    offices.pc([(3, set([("name", "SITI NOER")], over: [line(1, 1)]))])
    offices.pc([(5, set([("name", "ST NUR")], over: [line(1, 1)]))])
    var registry = try offices.merged()
    let open = registry.openConflicts()
    #expect(open.map(\.conflict) == [Conflict(record: person1, fields: ["name"])])
    #expect(registry.conflictCount == 1 && registry.isUnsettled(person1))
    // It began with the second of the three, whatever any clock says.
    #expect(open.first?.began.line == line(1, 2))
    let decision = registry.planDecision("name", like: line(2, 1), on: person1, basis: registry.basis(person1))
    #expect(Set(decision.over) == [line(1, 2), line(2, 1), line(3, 1)])
    registry.apply(decision, at: line(4, 1), tick: 9, stamp: nil, by: "lurah", device: deviceA)
    #expect(registry.conflicts().isEmpty && registry.value(person1, "name") == "SITI NOER")
    #expect(registry.conflictCount == 0 && !registry.isUnsettled(person1))
  }

  @Test("A decision travels: a PC that has not heard of the other value yet has no question when it comes")
  func decisionTravels() {
    var far = Registry()
    far.save(["name": "SITI"], at: line(1, 1), tick: 1)
    far.save(["name": "SITI NUR"], at: line(1, 2), tick: 2, over: [line(1, 1)])
    far.save(["name": "ST NUR"], at: line(3, 1), tick: 5, over: [line(1, 2), line(2, 1)])
    #expect(far.state(person1, "name").status == .waiting && far.conflicts().isEmpty)
    far.save(["name": "SITI NOER"], at: line(2, 1), tick: 3, over: [line(1, 1)])
    #expect(far.state(person1, "name").status == .settled && far.value(person1, "name") == "ST NUR")
  }

  @Test("Taking a decision back gives the conflict back, each value with the PC and the account that first said it")
  func undo() throws {
    var registry = Registry()
    registry.save(["name": "SITI"], at: line(1, 1), tick: 1)
    let (left, right) = (Identifier(high: 0xd, low: 1), Identifier(high: 0xd, low: 2))
    for (place, device) in [left, right].enumerated() {
      registry.apply(
        set([("name", place == 0 ? "SITI NUR" : "ST NUR")], over: [line(1, 1)]), at: line(UInt64(place) + 2, 1),
        tick: 2,
        stamp: nil, by: "petugas\(place + 1)", device: device)
    }
    let before = registry.sources(person1, "name")
    #expect(registry.planUndo("name", of: line(2, 1), on: person1) == nil)
    let decision = registry.planDecision("name", like: line(2, 1), on: person1, basis: registry.basis(person1))
    registry.apply(decision, at: line(4, 1), tick: 3, stamp: nil, by: "lurah", device: deviceA)
    let back = try #require(registry.planUndo("name", of: line(4, 1), on: person1))
    #expect(back.count == 2)
    for (place, edit) in back.enumerated() {
      registry.apply(edit, at: line(4, 2 + place), tick: 4, stamp: nil, by: "lurah", device: deviceA)
    }
    #expect(registry.conflicts() == [Conflict(record: person1, fields: ["name"])])
    let after = registry.sources(person1, "name")
    #expect(Set(after.map(\.device)) == [left, right] && Set(after.map(\.by)) == ["petugas1", "petugas2"])
    #expect(Set(after.map(\.value)) == Set(before.map(\.value)))
    // It can be decided, and taken back, again.
    let again = registry.planDecision("name", like: after[0].line, on: person1, basis: registry.basis(person1))
    registry.apply(again, at: line(4, 4), tick: 5, stamp: nil, by: "lurah", device: deviceA)
    let twice = try #require(registry.planUndo("name", of: line(4, 4), on: person1))
    for (place, edit) in twice.enumerated() {
      registry.apply(edit, at: line(4, 5 + place), tick: 6, stamp: nil, by: "lurah", device: deviceA)
    }
    #expect(Set(registry.sources(person1, "name").map(\.device)) == [left, right])
  }

  @Test("A decision about a record that was voided and used at once can be taken back, whichever it was")
  func undoVoid() throws {
    for restores in [true, false] {
      var offices = Offices()
      offices.pc([
        (1, set([("name", "SITI")])), (2, Edit(on: person1, set: [], over: [line(1, 1)], void: .reason("double"))),
      ])
      offices.pc([(3, set([("phone", "+628123456789")]))])
      var registry = try offices.merged()
      let open = Conflict(record: person1, fields: ["void"])
      #expect(registry.conflicts() == [open] && !registry.isVoid(person1))
      #expect(registry.openConflicts().first?.began.line == line(2, 1))
      let decision =
        restores
        ? registry.planRestore(person1, basis: registry.basis(person1))
        : registry.planVoid(person1, reason: "mistake")
      registry.apply(decision, at: line(3, 1), tick: 4, stamp: nil, by: "lurah", device: deviceA)
      #expect(registry.conflicts().isEmpty && registry.isVoid(person1) == !restores)
      let back = try #require(registry.planUndoVoid(of: line(3, 1), on: person1))
      registry.apply(back, at: line(3, 2), tick: 5, stamp: nil, by: "lurah", device: deviceA)
      #expect(registry.conflicts() == [open] && !registry.isVoid(person1))
    }
  }

  // MARK: Lines that do not come

  @Test(
    "What replaces a missing line waits and is never asked; given up, its heads are asked; come after all, they are not"
  )
  func givenUp() throws {
    var registry = Registry()
    registry.save(["name": "SITI"], at: line(1, 1), tick: 1)
    registry.save(["name": "SITI NUR"], at: line(2, 1), tick: 5, over: [line(3, 7)])
    #expect(registry.state(person1, "name").status == .waiting && registry.conflicts().isEmpty)
    #expect(registry.waitingFields == 1 && registry.isUnsettled(person1))
    #expect(registry.missingSegments() == [MissingSegment(segment: segment(3), device: nil, lines: [7])])
    #expect(registry.waitingRecords() == [WaitingRecord(record: person1, fields: ["name"], lines: [line(3, 7)])])
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let loss = registry.planLoss([line(3, 7), line(1, 1), line(3, 8)], on: day)
    #expect(loss == [set([("lines/7", "2026-11-22")], on: RecordRef(.loss, segment(3)))])
    registry.apply(loss[0], at: line(4, 1), tick: 6, stamp: nil, by: "lurah", device: deviceA)
    #expect(registry.conflicts() == [Conflict(record: person1, fields: ["name"])])
    #expect(registry.waitingFields == 0 && registry.missingSegments().isEmpty)

    var waitingAgain = registry
    waitingAgain.apply(
      registry.planWaiting([line(3, 7)])[0], at: line(4, 2), tick: 7, stamp: nil, by: "lurah", device: deviceA)
    #expect(waitingAgain.state(person1, "name").status == .waiting && waitingAgain.conflicts().isEmpty)

    registry.save(["name": "ST NUR"], at: line(3, 7), tick: 4, over: [line(1, 1)])
    #expect(registry.state(person1, "name").status == .settled && registry.value(person1, "name") == "SITI NUR")
  }

  @Test("Giving up thousands of lines is written in edits that fit into a line, and counts whenever it arrives")
  func manyGivenUp() throws {
    let refs = (1...1200).map { line(3, $0) }
    var asking = Registry()
    for (place, ref) in refs.enumerated() {
      let record = RecordRef(.person, Identifier(high: 7, low: UInt64(place)))
      asking.save(["name": "A"], at: line(1, place + 1), tick: 1, on: record)
      asking.save(["name": "B"], at: line(2, place + 1), tick: 2, over: [ref], on: record)
    }
    let day = try #require(CalendarDate(iso: "2026-11-22"))
    let edits = asking.planLoss(refs, on: day)
    #expect(edits.count == 2)
    var early = Registry()
    for (place, edit) in edits.enumerated() {
      for n in [0, 1] {
        let done =
          n == 0
          ? asking.apply(edit, at: line(4, place + 1), tick: 9, stamp: nil, by: "l", device: deviceA)
          : early.apply(edit, at: line(4, place + 1), tick: 9, stamp: nil, by: "l", device: deviceA)
        #expect(done)
      }
    }
    for (place, ref) in refs.enumerated() {
      let record = RecordRef(.person, Identifier(high: 7, low: UInt64(place)))
      early.save(["name": "B"], at: line(2, place + 1), tick: 2, over: [ref], on: record)
      early.save(["name": "A"], at: line(1, place + 1), tick: 1, on: record)
    }
    #expect(early.conflicts() == asking.conflicts())
    #expect(early.conflictCount == 1200 && asking.missingSegments().isEmpty)
  }
}
