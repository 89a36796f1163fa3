import LoketModel
import Testing

@testable import LoketRegistry

/// A few people and households of whom some are one, saved as screens save.
private struct Village {
  var registry = Registry()
  private var n = 0

  static let siti = RecordRef(.person, Identifier(high: 1, low: 1))
  static let st = RecordRef(.person, Identifier(high: 1, low: 2))
  static let third = RecordRef(.person, Identifier(high: 1, low: 3))
  static let home = RecordRef(.household, Identifier(high: 2, low: 1))
  static let other = RecordRef(.household, Identifier(high: 2, low: 2))

  /// Siti, once with her NIK in one household and once with her telephone in another.
  init(loading: Bool = false) {
    if loading { registry.beginLoading() }
    save(Village.siti, ["name": "SITI AMINAH", "nik": "3376025005800001", "household": Village.home.id])
    save(Village.st, ["name": "ST. AMINAH", "phone": "+6281234567890", "household": Village.other.id])
    save(Village.home, ["head": Village.siti.id, "address": "JL MELATI 4", "rt": "003"])
    save(Village.other, ["head": Village.st.id, "address": "JL KENANGA 1", "rt": "005"])
    save(RecordRef(.enrolment, Identifier(high: 3, low: 1)), ["person": Village.siti.id, "track": "las"])
    save(RecordRef(.enrolment, Identifier(high: 3, low: 2)), ["person": Village.st.id, "track": "jahit"])
    if loading { registry.settle() }
  }

  mutating func save(_ record: RecordRef, _ values: [String: String?]) {
    let changes = values.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }
    apply(registry.plan(changes, on: record, basis: registry.basis(record)))
  }

  mutating func apply(_ edits: [Edit]) {
    for edit in edits {
      n += 1
      registry.apply(
        edit, at: line(1, n), tick: registry.highestTick + 1, stamp: nil, by: "lurah", device: deviceA)
    }
  }

  mutating func join(_ left: RecordRef, _ right: RecordRef, kept: [String: RecordRef] = [:]) {
    apply(registry.planJoin(left, right, kept: kept, bases: []))
  }

  mutating func answer(_ left: RecordRef, _ right: RecordRef, _ answer: PairAnswer?) throws {
    let pair = try #require(Pair.record(left, right))
    apply(registry.planApart(left, right, answer, basis: registry.basis(pair)))
  }

  func names(_ text: String) -> [String] {
    registry.search(text, kinds: [.person]).hits.map { registry.value($0.record, "name") ?? "" }
  }
}

@Suite("Joined records")
struct JoinTests {
  /// Each save of a village as it would be applied, in another order.
  private func registry(_ saves: [(record: RecordRef, set: [String: String], tick: UInt64)]) -> Registry {
    var registry = Registry()
    for save in saves { registry.save(save.set, at: line(save.tick, 1), tick: save.tick, on: save.record) }
    return registry
  }

  @Test("Two values that name people who are one agree, whether the answer came before them or after")
  func agreement() throws {
    let pair = try #require(Pair.record(Village.siti, Village.st))
    let saves = [
      (Village.siti, ["name": "SITI"], UInt64(1)), (Village.st, ["name": "SITI"], 2),
      (Village.home, ["head": Village.siti.id], 3), (Village.home, ["head": Village.st.id], 4),
      (pair, ["answer": "same"], 5),
    ]
    let (forwards, backwards) = (registry(saves), registry(saves.reversed()))
    #expect(forwards.conflictCount == 0 && backwards.conflictCount == 0)
    #expect(forwards.state(Village.home, "head").status == .settled)
    #expect(registry(saves.dropLast()).conflictCount == 1)
  }

  @Test("A record of which only an erased line is here joins as any, whatever came first", arguments: [false, true])
  func erasedFirst(_ isAnswerFirst: Bool) throws {
    var registry = Registry()
    let pair = try #require(Pair.record(Village.siti, Village.st))
    func join() { registry.save(["answer": "same"], at: line(3, 1), tick: 3, on: pair) }
    let hash = Identifier(high: 9, low: 9)
    registry.expect(erased: [ErasedLine(line: line(2, 1), hash: hash, record: Village.st)])
    registry.save(["name": "SITI"], at: line(1, 1), tick: 1, on: Village.siti)
    if isAnswerFirst { join() }
    let place = registry.addSegment(segment(2), device: deviceA, office: "3376021005")
    try LineWriter.erased(n: 1, tick: 2, isLast: true, hash: Array(hash.description.utf8)).withUnsafeBytes { bytes in
      var parser = LineParser()
      registry.apply(try parser.parse(bytes), in: bytes, segment: place)
    }
    registry.save(["phone": "+6281"], at: line(4, 1), tick: 4, on: Village.st)
    if !isAnswerFirst { join() }
    #expect(registry.count(.person) == 1)
  }

  @Test("Two people who are one stand once, under the lower id, with everything of both", arguments: [false, true])
  func joined(loading: Bool) throws {
    var village = Village(loading: loading)
    #expect(village.registry.count(.person) == 2)
    #expect(village.registry.differences(Village.siti, Village.st) == ["name", "household"])
    village.join(Village.siti, Village.st, kept: ["household": Village.st])
    let registry = village.registry

    #expect(registry.count(.person) == 1)
    #expect(registry.all(.person) == [Village.siti])
    #expect(registry.rows(.person).map(registry.ref) == [Village.siti])
    #expect(registry.joined(Village.st) == [Village.siti, Village.st])
    let siti = try #require(registry.person(Village.st.id))
    #expect(siti.id == Village.siti.id)
    #expect(siti.name == "SITI AMINAH" && siti.nik == "3376025005800001" && siti.phone == "+6281234567890")
    #expect(siti.household == Village.other.id)
    #expect(registry.conflicts().isEmpty)
    // Whichever of the two a record names, it is hers; and both numbers find her.
    #expect(registry.enrolments(of: Village.siti.id).compactMap(\.track) == ["las", "jahit"])
    #expect(registry.enrolments(of: Village.st.id).map(\.person) == [Village.siti.id, Village.siti.id])
    #expect(registry.people(nik: "3376025005800001") == [Village.siti])
    #expect(village.names("081234567890") == ["SITI AMINAH"])
    #expect(village.names("aminah") == ["SITI AMINAH"])
    #expect(registry.members(of: Village.other.id).map(\.id) == [Village.siti.id])
    #expect(registry.members(of: Village.home.id).isEmpty)
    #expect(registry.formerMembers(of: Village.home.id).map(\.id) == [Village.siti.id])
    #expect(registry.head(of: Village.other.id)?.id == Village.siti.id)
    #expect(registry.likenesses(of: Village.siti.id).isEmpty)
  }

  @Test("Without a decision the fields in which two differ wait for one, and the record stays in use")
  func undecided() throws {
    var village = Village()
    village.apply(
      village.registry.plan(
        Pair.changes(Village.siti, Village.st, .same), on: try #require(Pair.record(Village.siti, Village.st)),
        basis: Basis(record: Village.siti, heads: [:])))
    #expect(Set(village.registry.conflicts().flatMap(\.fields)) == ["name", "household"])
    #expect(village.registry.count(.person) == 1)
  }

  @Test("A joining that is taken back gives each what it was, and keeps what was entered since where it was entered")
  func apart() throws {
    var village = Village()
    let before = (village.registry.values(Village.siti), village.registry.values(Village.st))
    village.join(Village.st, Village.siti, kept: ["name": Village.st, "household": Village.st])
    #expect(village.registry.value(Village.siti, "name") == "ST. AMINAH")
    #expect(village.registry.ownValues(Village.siti) == before.0)
    #expect(village.registry.ownValues(Village.st) == before.1)
    village.save(Village.siti, ["education": "5"])

    try village.answer(Village.siti, Village.st, .different)
    let registry = village.registry
    var siti = before.0
    siti["education"] = "5"
    #expect(registry.values(Village.siti) == siti)
    #expect(registry.values(Village.st) == before.1)
    #expect(registry.count(.person) == 2 && registry.rows(.person).count == 2)
    #expect(registry.conflicts().isEmpty)
    #expect(registry.members(of: Village.home.id).map(\.id) == [Village.siti.id])
    #expect(registry.members(of: Village.other.id).map(\.id) == [Village.st.id])
    #expect(village.names("aminah") == ["SITI AMINAH", "ST. AMINAH"])
    #expect(registry.answer(Village.siti, Village.st) == .answered(.different))
  }

  @Test("An edit from a PC that knew only one of the two counts for both, and the other keeps it apart")
  func unaware() throws {
    var village = Village()
    village.apply(
      village.registry.plan(
        [FieldChange("education", "3")], on: Village.st, basis: village.registry.basis(Village.st)))
    let basis = village.registry.basis(Village.st)
    village.join(Village.siti, Village.st)
    village.apply(village.registry.plan([FieldChange("phone", nil)], on: Village.st, basis: basis))
    #expect(village.registry.value(Village.siti, "phone") == nil)
    #expect(village.registry.value(Village.siti, "education") == "3")
    try village.answer(Village.siti, Village.st, nil)
    #expect(village.registry.value(Village.siti, "education") == nil)
    #expect(village.registry.value(Village.st, "education") == "3")
  }

  @Test("One 'not the same' in a chain leaves all three apart until a person decides; three of one mind are one")
  func chain() throws {
    var village = Village()
    village.save(Village.third, ["name": "AMINAH"])
    village.join(Village.siti, Village.st)
    village.join(Village.st, Village.third)
    #expect(village.registry.joined(Village.third) == [Village.siti, Village.st, Village.third])
    #expect(village.registry.count(.person) == 1)
    #expect(village.registry.answer(Village.siti, Village.third) == .answered(.same))

    try village.answer(Village.siti, Village.third, .different)
    #expect(village.registry.count(.person) == 3)
    #expect(village.registry.answer(Village.siti, Village.st) == .contested)
    #expect(village.registry.undecidedPairs == 2)
    #expect(village.registry.value(Village.third, "name") == "AMINAH")

    try village.answer(Village.st, Village.third, .different)
    #expect(village.registry.joined(Village.siti) == [Village.siti, Village.st])
    #expect(village.registry.count(.person) == 2)
    // Who is not the one is not the other, and nobody is asked again.
    #expect(village.registry.answer(Village.st, Village.third) == .answered(.different))
    #expect(village.registry.undecidedPairs == 0)
  }

  @Test("Two households that are one have the members of both under one head, and are apart again as they were")
  func households() throws {
    var village = Village()
    #expect(village.registry.differences(Village.home, Village.other) == ["address", "head"])
    village.join(Village.home, Village.other, kept: ["address": Village.other])
    var registry = village.registry
    #expect(registry.count(.household) == 1)
    #expect(Set(registry.members(of: Village.other.id).map(\.id)) == [Village.siti.id, Village.st.id])
    #expect(registry.household(Village.home.id)?.address == "JL KENANGA 1")
    #expect(registry.household(Village.home.id)?.rt == "005")
    #expect(registry.person(Village.st.id)?.household == Village.home.id)
    #expect(registry.rows(.household).map(registry.ref) == [Village.home])
    #expect(village.names("aminah kenanga") == ["SITI AMINAH", "ST. AMINAH"])
    #expect(village.names("aminah melati").isEmpty)

    // Both name this household now: of the two people only the name differs.
    #expect(registry.differences(Village.siti, Village.st) == ["name"])

    try village.answer(Village.home, Village.other, nil)
    registry = village.registry
    #expect(registry.household(Village.home.id)?.address == "JL MELATI 4")
    #expect(registry.household(Village.other.id)?.head == Village.st.id)
    #expect(registry.members(of: Village.other.id).map(\.id) == [Village.st.id])
    #expect(registry.conflicts().isEmpty)
  }

  @Test("Voiding a joined record voids all of it; apart again the other one stands")
  func void() throws {
    var village = Village()
    village.join(Village.siti, Village.st)
    village.apply([village.registry.planVoid(Village.siti, reason: "wrong")])
    #expect(village.registry.isVoid(Village.st))
    #expect(village.registry.count(.person) == 0)
    #expect(village.registry.voided(.person) == [Village.siti])
    try village.answer(Village.siti, Village.st, nil)
    #expect(village.registry.isVoid(Village.siti))
    #expect(!village.registry.isVoid(Village.st))
    #expect(village.registry.count(.person) == 1)
  }

  @Test("A record that comes after the answer is joined when it comes, and a cache keeps what is one")
  func late() throws {
    var village = Village()
    let pair = try #require(Pair.record(Village.siti, Village.third))
    village.apply(
      village.registry.plan(
        Pair.changes(Village.siti, Village.third, .same), on: pair, basis: village.registry.basis(pair)))
    #expect(village.registry.answer(Village.siti, Village.third) == .answered(.same))
    #expect(village.registry.joined(Village.siti) == [Village.siti])
    village.save(Village.third, ["nickname": "INAH"])
    #expect(village.registry.joined(Village.siti) == [Village.siti, Village.third])
    #expect(village.registry.value(Village.siti, "nickname") == "INAH")
    #expect(village.names("inah") == ["SITI AMINAH", "ST. AMINAH"])

    let bytes = village.registry.snapshot()
    var source = SnapshotInMemory(bytes[...])
    var back = try #require(Registry(snapshot: &source))
    #expect(back.meaning() == village.registry.meaning())
    #expect(back.count(.person) == 2)
    back.apply(
      Edit(on: pair, set: [FieldChange("answer", nil)], over: back.basis(pair).heads["answer"] ?? []),
      at: line(2, 1), tick: back.highestTick + 1, stamp: nil, by: "lurah", device: deviceA)
    #expect(back.count(.person) == 3)
    #expect(back.value(Village.siti, "nickname") == nil)
  }

  @Test("The history of a joined record tells what was changed on each of the two")
  func history() {
    var village = Village()
    village.join(Village.siti, Village.st)
    let fields = village.registry.history(of: Village.st).map(\.field)
    #expect(fields.contains("nik") && fields.contains("phone"))
    #expect(village.registry.history(of: Village.siti).map(\.field) == fields)
  }
}
