import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Search")
struct SearchTests {
  private static let household = RecordRef(.household, Identifier(high: 1, low: 1))

  /// A household on Jl Melati with three people, and one more person elsewhere.
  private func office() -> Registry {
    var registry = Registry()
    var n = 0
    func add(_ record: RecordRef, _ set: [String: String?]) {
      n += 1
      registry.save(set, at: line(1, n), tick: UInt64(n), on: record)
    }
    add(
      Self.household,
      [
        "familyCardNumber": "3376021111110002", "cards/3376021111110001": "first", "cards/3376021111110002": "new",
        "address": "Jl. Melati No. 4", "rt": "003", "rw": "001", "head": person(1).id,
      ])
    add(
      person(1),
      [
        "name": "Siti Aminah, S.Pd", "nik": "3376024508690003", "phone": "+6281234567890",
        "household": Self.household.id,
      ])
    add(person(2), ["name": "MOCHAMAD RIZKI", "nik": "3376021001990001", "household": Self.household.id])
    add(person(3), ["name": "Abd. Rohman", "household": Self.household.id])
    add(person(4), ["name": "Aminah Siti", "nickname": "Mimin"])
    return registry
  }

  private func person(_ number: UInt64) -> RecordRef { RecordRef(.person, Identifier(high: 2, low: number)) }

  private func found(_ text: String, kinds: Set<RecordKind> = [.person, .household]) -> [RecordRef] {
    office().search(text, kinds: kinds).hits.map(\.record)
  }

  @Test("Names that start so come before words that start so, and those before the rest")
  func ranks() {
    #expect(found("siti") == [person(1), person(4)])
    #expect(found("aminah") == [person(4), person(1)])
    #expect(found("inah") == [person(4), person(1)])
    #expect(found("SITI am") == [person(1), person(4)])
    #expect(found("siti budi").isEmpty)
    #expect(found("  ").isEmpty)
    #expect(found("mimin") == [person(4)])
  }

  @Test("Another spelling of a name finds it")
  func spelling() {
    for text in ["muhammad", "moh", "Mohammad Rizki", "mochamad"] {
      #expect(found(text).contains(person(2)), "\(text)")
    }
    for text in ["abdurrahman", "abdul rahman", "H. Abd Rohman", "rohman"] {
      #expect(found(text) == [person(3)], "\(text)")
    }
  }

  @Test("A NIK, a telephone number and a card number, past or present, are found by any part")
  func numbers() {
    #expect(found("450869") == [person(1)])
    #expect(found("3376 0245 0869 0003") == [person(1)])
    for text in ["081234", "0812-3456", "+62812345", "6281234", "4567890"] {
      #expect(found(text) == [person(1)], "\(text)")
    }
    #expect(found("3376021111110001") == [Self.household])
    #expect(found("3376021111110002") == [Self.household])
    #expect(office().search("0812").hits.first?.why == "phone")
    #expect(office().search("11110001").hits.first?.why == "familyCardNumber")
  }

  @Test("An address, an RT or an RW finds the household, and beside a name the person")
  func addresses() {
    for text in ["melati", "jl melati 4", "3/1", "003/001", "rt 3", "RT003", "rw 1", "rt.3 rw.1"] {
      #expect(found(text).contains(Self.household), "\(text)")
    }
    #expect(found("rt 1").isEmpty)
    #expect(found("aminah melati") == [person(1)])
    #expect(found("rizki 3/1") == [person(2)])
    #expect(found("rizki", kinds: [.household]) == [Self.household])
    #expect(found("i", kinds: [.household]) == [Self.household])
  }

  @Test("What is changed or voided is no longer found by what it was")
  func changes() {
    var registry = office()
    registry.save(["name": "WATI"], at: line(2, 1), tick: 50, over: [line(1, 2)], on: person(1))
    #expect(registry.search("siti").hits.map(\.record) == [person(4)])
    #expect(registry.search("wati").hits.map(\.record) == [person(1)])
    let void = registry.planVoid(person(4), reason: "ganda")
    registry.apply(void, at: line(2, 2), tick: 51, stamp: nil, by: "lurah", device: deviceA)
    #expect(registry.search("siti").hits.isEmpty)
    #expect(registry.count(.person) == 3)
    #expect(registry.rows(.person).map { registry.ref($0) } == [person(3), person(2), person(1)])
  }

  @Test("Any part of any text is found, and the best come first, as a naive walk over all records says")
  func naive() {
    var random = SeededNumbers(seed: 21)
    let names = ["SITI", "AMINAH", "BUDI", "NUR", "ANI", "TITIN", "SANTI", "INAH", "DIAN", "AN"]
    var registry = Registry()
    var people: [(name: String, nik: String, ref: RecordRef)] = []
    for number in 0..<400 {
      let name = (0..<Int.random(in: 1...3, using: &random)).map { _ in names.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
      let nik = "33760" + String(UInt64.random(in: 10_000_000_000...99_999_999_999, using: &random))
      people.append((name, nik, person(UInt64(number))))
      if number == 200 { registry.beginLoading() }
      registry.save(["name": name, "nik": nik], at: line(1, number + 1), tick: 1, on: person(UInt64(number)))
    }
    registry.settle()
    func rank(_ name: String, _ nik: String, _ word: String) -> Int? {
      if name.hasPrefix(word) { return 0 }
      if (" " + name).contains(" " + word) || nik.hasPrefix(word) { return 1 }
      return name.contains(word) || nik.contains(word) ? 2 : nil
    }
    for _ in 0..<600 {
      let (name, nik, _) = people.randomElement(using: &random) ?? ("", "", person1)
      let source = Array(Bool.random(using: &random) ? name.split(separator: " ").joined() : nik)
      let start = Int.random(in: 0..<source.count, using: &random)
      let word = String(source[start..<min(source.count, start + Int.random(in: 1...4, using: &random))])
      if NameKey.key(word) != word, !(word.first?.isNumber ?? true) { continue }
      let expected = people.compactMap { person in
        rank(person.name, person.nik, word).map { (rank: $0, person: person) }
      }.sorted {
        ($0.rank, $0.person.name, $0.person.nik, $0.person.ref.id)
          < ($1.rank, $1.person.name, $1.person.nik, $1.person.ref.id)
      }
      let limit = Int.random(in: 1...60, using: &random)
      let result = registry.search(word, limit: limit)
      #expect(result.hits.map(\.record) == expected.prefix(limit).map(\.person.ref), "\(word)")
      #expect(result.isComplete == (expected.count <= limit), "\(word)")
    }
  }

  @Test("A word stands where it stands: the quick look agrees with a slow one")
  func needle() {
    var random = SeededNumbers(seed: 4)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 65...68, using: &random) }
      let word = (0..<Int.random(in: 1...6, using: &random)).map { _ in UInt8.random(in: 65...68, using: &random) }
      let slow = text.indices.first { text[$0...].starts(with: word) }
      #expect(text.withUnsafeBytes { Needle(word)?.find(in: $0, from: 0, to: text.count) } == slow)
    }
  }
}
