import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Search against a plain walk over all records")
struct SearchAgreementTests {
  private static let kinds: [Set<RecordKind>] = [
    [.person, .household], [.person], [.household], [.partner], [.person, .household, .partner, .track],
  ]

  private func office(_ households: Int, seed: UInt64) -> Registry {
    var registry = Registry()
    var work = Generator(
      households: households, seed: seed, village: "3376021005", clerks: ["petugas1"], supervisor: "lurah",
      now: GeneratorTests.now)
    registry.beginLoading()
    while let batch = work.nextBatch(in: registry) { registry.write(batch.saves) }
    registry.settle()
    return registry
  }

  /// A part of any text that is there, now and then two of them, or something that nobody has.
  private func query(_ registry: Registry, _ random: inout SeededNumbers) -> String {
    var words: [String] = []
    for _ in 0..<[1, 1, 1, 2, 2, 3].randomElement(using: &random).unsafelyUnwrapped {
      let people = registry.rows(.person)
      let person = registry.ref(people.randomElement(using: &random).unsafelyUnwrapped)
      let household = RecordRef(.household, registry.value(person, "household") ?? "")
      let sources = [
        registry.value(person, "name"), registry.value(person, "name"), registry.value(person, "nik"),
        registry.value(person, "phone").map(PhoneNumber.display), registry.value(household, "familyCardNumber"),
        registry.value(household, "address"), registry.value(household, "rt").map { "RT \($0)" },
        registry.value(household, "rt").map { "\($0)/\(registry.value(household, "rw") ?? "0")" },
        registry.value(registry.all(.partner).first ?? person, "name"),
        "MOCHAMAD", "QXZ", "DJ",
      ]
      let source = Array((sources.randomElement(using: &random) ?? nil) ?? "SITI")
      let start = Bool.random(using: &random) ? 0 : Int.random(in: 0..<source.count, using: &random)
      words.append(String(source[start..<min(source.count, start + Int.random(in: 1...7, using: &random))]))
    }
    return words.joined(separator: " ")
  }

  /// What a clerk does between two searches: a new name, another household, a voiding, someone new.
  private func change(_ registry: inout Registry, _ number: Int, _ random: inout SeededNumbers) {
    let people = registry.rows(.person)
    let person = registry.ref(people.randomElement(using: &random).unsafelyUnwrapped)
    let other = registry.ref(people.randomElement(using: &random).unsafelyUnwrapped)
    var edits: [Edit] = []
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      edits = registry.plan(
        [FieldChange("name", registry.value(other, "name"))], on: person, basis: registry.basis(person))
    case 1:
      edits = registry.plan(
        [FieldChange("household", registry.value(other, "household"))], on: person, basis: registry.basis(person))
    case 2: edits = [registry.planVoid(person, reason: "duplicate")]
    case 3:
      let household = RecordRef(.household, registry.value(person, "household") ?? "")
      edits =
        Bool.random(using: &random)
        ? [registry.planVoid(household, reason: "duplicate")]
        : registry.plan(
          [FieldChange("familyCardNumber", "33760299\(10_000_000 + number)"), FieldChange("address", "GG. BUNTU 7")],
          on: household, basis: registry.basis(household))
    case 4:
      // Two with the same text in two households, whose ids stand the other way round.
      for side in [UInt64(1), 2] {
        let new = RecordRef(.person, Identifier(high: 0xf0 + side, low: UInt64(number)))
        let home = RecordRef(.household, Identifier(high: 0xf9 - side, low: UInt64(number)))
        edits.append(Edit(on: home, set: [FieldChange("head", new.id)]))
        edits.append(Edit(on: new, set: [FieldChange("name", "SITI"), FieldChange("household", home.id)]))
      }
    default:
      let new = RecordRef(.person, Identifier(high: 0xee, low: UInt64(number)))
      let home = registry.value(person, "household") ?? ""
      edits = [
        Edit(on: new, set: [FieldChange("name", registry.value(other, "name")), FieldChange("household", home)])
      ]
    }
    registry.write([Save(by: "petugas1", edits: edits)])
  }

  private func compare(_ registry: Registry, _ queries: Int, _ random: inout SeededNumbers) {
    let reference = SearchReference(registry)
    for _ in 0..<queries {
      let query = query(registry, &random)
      let kinds = Self.kinds.randomElement(using: &random).unsafelyUnwrapped
      let limit = [1, 3, 50].randomElement(using: &random).unsafelyUnwrapped
      let (ours, slow) = (
        registry.search(
          query, kinds: kinds, limit: limit, fewBlocks: [0, 48].randomElement(using: &random).unsafelyUnwrapped),
        reference.search(query, kinds: kinds, limit: limit)
      )
      #expect(ours == slow, "\"\(query)\" \(kinds.map(\.rawValue)) \(limit)")
      if ours != slow { return }
    }
  }

  @Test("Any search finds the same, in the same order, whether the texts are arranged, changed since, or read back")
  func agree() throws {
    var random = SeededNumbers(seed: 20_261_122)
    var registry = office(70, seed: 5)
    compare(registry, 40, &random)
    registry.arrangeTexts()
    compare(registry, 80, &random)
    for round in 0..<4 {
      for number in 0..<25 { change(&registry, round * 100 + number, &random) }
      compare(registry, 30, &random)
      if round % 2 == 1 {
        registry.arrangeTexts()
        compare(registry, 30, &random)
      }
      var source = SnapshotInMemory(registry.snapshot()[...])
      registry = try #require(Registry(snapshot: &source))
    }
  }

  @Test("Households whose people have the same text stand in the order of their own ids, wherever the list is cut")
  func sameText() {
    var registry = Registry()
    var edits: [Edit] = []
    for number in 1...200 {
      let home = RecordRef(.household, Identifier(high: 8, low: UInt64(number * 77 % 211)))
      let person = RecordRef(.person, Identifier(high: 7, low: UInt64(number)))
      edits.append(Edit(on: home, set: [FieldChange("head", person.id)]))
      edits.append(Edit(on: person, set: [FieldChange("name", "SITI"), FieldChange("household", home.id)]))
    }
    registry.write([Save(by: "petugas1", edits: edits)])
    registry.arrangeTexts()
    let all = registry.all(.household).map(\.id).sorted()
    for text in ["siti", "iti"] {
      for limit in [1, 50, 200] {
        let result = registry.search(text, kinds: [.household], limit: limit, fewBlocks: 0)
        #expect(result.hits.map(\.record.id) == Array(all.prefix(limit)))
        #expect(result.isComplete == (limit == 200))
      }
    }
  }

  @Test("A household that arrives after its people is found with their names")
  func lateHousehold() {
    var registry = Registry()
    let home = RecordRef(.household, Identifier(high: 8, low: 1))
    registry.save(["name": "SITI", "household": home.id], at: line(1, 1), tick: 1)
    registry.save(["address": "JL MELATI 4"], at: line(1, 2), tick: 2, on: home)
    #expect(registry.search("siti melati").hits.map(\.record) == [person1])
    #expect(registry.search("siti", kinds: [.household]).hits.map(\.record) == [home])
  }
}
