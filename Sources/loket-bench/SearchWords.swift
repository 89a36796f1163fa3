// What clerks type into the search: parts of what is there, by kind, and words that nobody has.
import LoketModel
import LoketRegistry

/// One kind of search and the words that are typed for it.
struct SearchWords {
  let name: String
  /// Each a search; the words of one search stand apart.
  private(set) var searches: [[String]] = []
  /// Whether every word is long enough for trigrams, and all stand in one row of the peer.
  var hasTrigrams = false
  var isInOneRow = true

  private init(_ name: String, _ draw: () -> [String]?) {
    self.name = name
    for _ in 0..<4000 where searches.count < Searches.perKind {
      if let words = draw(), !words.contains(where: { $0.isEmpty || $0.contains("'") }) { searches.append(words) }
    }
    let shortest = searches.joined().map(\.count).min() ?? 0
    hasTrigrams = shortest >= 3
  }

  static func all(_ registry: Registry, _ random: inout SmallRandom) -> [SearchWords] {
    var draw = Drawn(registry: registry, random: random)
    defer { random = draw.random }
    var kinds = [
      SearchWords("1 letter") { draw.letters(1).map { [$0] } },
      SearchWords("2 letters") { draw.letters(2).map { [$0] } },
      SearchWords("3 letters") { draw.letters(3).map { [$0] } },
      SearchWords("4 letters and more") { draw.letters(4 + draw.below(6)).map { [$0] } },
      SearchWords("1 or 2 digits") { draw.digits(1 + draw.below(2)).map { [$0] } },
      SearchWords("3 digits") { draw.digits(3).map { [$0] } },
      SearchWords("4 digits and more") { draw.digits(4 + draw.below(8)).map { [$0] } },
      SearchWords("a NIK as it is begun") { draw.person("nik").map { [String($0.prefix(3 + draw.below(14)))] } },
      SearchWords("part of a telephone number") {
        draw.phone().map { [draw.part(of: $0, 4 + draw.below(5))] }
      },
      SearchWords("two parts of a name") {
        let words = draw.person("name")?.split(separator: " ").map(String.init).filter { $0.count > 2 } ?? []
        return words.count < 2 ? nil : words.prefix(2).map { String($0.prefix(3 + draw.below(3))) }
      },
      SearchWords("a name and a street") { draw.nameAndStreet() },
      SearchWords("nobody has it") { [String((0..<4).map { _ in ["Q", "X", "Z", "V"][draw.below(4)] }.joined())] },
    ]
    for place in kinds.indices where kinds[place].name == "a name and a street" { kinds[place].isInOneRow = false }
    return kinds
  }
}

/// Draws values of records all over the registry.
private struct Drawn {
  let registry: Registry
  var random: SmallRandom

  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }

  private mutating func record(_ kind: RecordKind) -> RecordRef {
    let rows = registry.rows(kind)
    return registry.ref(rows[below(rows.count)])
  }

  mutating func person(_ field: String) -> String? { registry.value(record(.person), field) }

  mutating func phone() -> String? { person("phone").map { PhoneNumber.display($0).filter(\.isNumber) } }

  mutating func letters(_ count: Int) -> String? {
    let text = below(3) > 0 ? person("name") : registry.value(record(.household), "address")
    let words =
      text?.split(separator: " ").map(String.init).filter { $0.count >= count && $0.first?.isLetter == true } ?? []
    return words.isEmpty ? nil : part(of: words[below(words.count)], count)
  }

  mutating func digits(_ count: Int) -> String? {
    let text = [person("nik"), phone(), registry.value(record(.household), "familyCardNumber")][below(3)]
    return text.flatMap { $0.count < count ? nil : part(of: $0, count) }
  }

  mutating func nameAndStreet() -> [String]? {
    let person = record(.person)
    guard let name = registry.value(person, "name")?.split(separator: " ").first,
      let street = registry.household(of: person.id)?.address?.split(separator: " ").dropFirst().first
    else { return nil }
    return [name, street].map { String($0.prefix(3 + below(4))) }
  }

  /// So many characters from anywhere in the text.
  mutating func part(of text: String, _ count: Int) -> String {
    let start = below(text.count - count + 1)
    return String(text.dropFirst(start).prefix(count))
  }
}

/// Numbers that are the same in every run.
struct SmallRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// 0 ..< count.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(count, 1))) }
}
