// Search as a clerk types: any part of a name, NIK, No. KK, address or telephone number, the first 50 rows.
import LoketModel
import LoketRegistry

struct Searches {
  static let limit = 50
  static let perLength = 200

  /// What is typed: two letters, three, more, and words that nobody has.
  private struct Words {
    var short: [String] = []
    var three: [String] = []
    var long: [String] = []
    var misses: [String] = []
  }

  let registry: Registry
  let peer: SQLitePeer?
  private var random: SmallRandom
  private var words = Words()

  init(_ registry: Registry, _ peer: SQLitePeer?) {
    self.registry = registry
    self.peer = peer
    random = SmallRandom(seed: 7)
    words = Words()
    let texts = Searches.texts(registry, &random)
    for place in 0..<Searches.perLength {
      let text = texts[place % texts.count]
      words.short.append(part(of: text, 2))
      words.three.append(part(of: text, 3))
      words.long.append(part(of: text, 4 + Int(random.next() % 6)))
      words.misses.append(String((0..<4).map { _ in Character(["Q", "X", "Z", "V"][Int(random.next() % 4)]) }))
    }
  }

  /// Names, numbers and addresses of records all over the registry.
  private static func texts(_ registry: Registry, _ random: inout SmallRandom) -> [String] {
    let people = registry.rows(.person)
    let households = registry.rows(.household)
    var texts: [String] = []
    while texts.count < perLength * 2 {
      let person = registry.ref(people[Int(random.next() % UInt64(people.count))])
      let household = registry.ref(households[Int(random.next() % UInt64(households.count))])
      let found = [
        registry.value(person, "name"), registry.value(person, "nik"),
        registry.value(person, "phone").map { PhoneNumber.display($0).filter(\.isNumber) },
        registry.value(household, "familyCardNumber"), registry.value(household, "address"),
      ]
      texts += found.compactMap { $0 }.filter { $0.count > 2 }
    }
    return texts
  }

  /// So many characters from anywhere in the text, without a blank at an end.
  private mutating func part(of text: String, _ count: Int) -> String {
    let letters = Array(text)
    if letters.count <= count { return text }
    for _ in 0..<20 {
      let start = Int(random.next() % UInt64(letters.count - count + 1))
      let part = letters[start..<start + count]
      if part.first != " ", part.last != " ", !part.contains("'") { return String(part) }
    }
    return String(letters.prefix(count))
  }

  func figures(isLarge: Bool) throws -> [Figure] {
    let goal: Figure.Goal = .atMost(isLarge ? 10 : 1.5)
    var figures: [Figure] = []
    let kinds = [
      ("2 letters", words.short, false), ("3 letters", words.three, true), ("4 letters and more", words.long, true),
      ("nobody has it", words.misses, true),
    ]
    var slowest: (word: String, span: Span) = ("", Span(seconds: 0, processor: nil))
    for (name, list, hasTrigrams) in kinds {
      var (ours, like, trigram) = (Durations(), Durations(), Durations())
      for word in list {
        var hits = 0
        let span = Stopwatch.span { hits = registry.search(word, limit: Searches.limit).hits.count }
        ours.add(span)
        if span.seconds > slowest.span.seconds { slowest = ("\(word) (\(hits) hits)", span) }
        guard let peer else { continue }
        like.add(try peer.ask(Searches.like(word)))
        if hasTrigrams { trigram.add(try peer.ask(Searches.match(word))) }
      }
      let hasPeer = peer != nil
      figures.append(.time("search, \(name), p99", .milliseconds, ours.worstOfHundred, goal))
      if hasPeer {
        let spans = (ours.median, ours.worstOfHundred)
        figures.append(
          .time(
            "search, \(name), p50", .milliseconds, spans.0, .timesPeer(1), peer: ("LIKE", like.median)))
        if hasTrigrams {
          figures += [
            .time(
              "search, \(name), p50", .milliseconds, spans.0, .timesPeer(1),
              peer: ("FTS5 trigram", trigram.median)),
            .time(
              "search, \(name), p99", .milliseconds, spans.1, .timesPeer(1),
              peer: ("FTS5 trigram", trigram.worstOfHundred)),
          ]
        }
      }
    }
    figures.append(.time("the slowest search: \(slowest.word)", .milliseconds, slowest.span))
    return figures
  }

  private static func like(_ word: String) -> String {
    let pattern = SQLitePeer.quoted("%\(word)%")
    let test = SQLitePeer.columns.map { "\($0) LIKE \(pattern)" }.joined(separator: " OR ")
    return "SELECT id, name FROM plain WHERE \(test) ORDER BY name LIMIT \(limit);"
  }

  private static func match(_ word: String) -> String {
    let phrase = SQLitePeer.quoted("\"\(word)\"")
    return "SELECT id, name FROM found WHERE found MATCH \(phrase) ORDER BY name LIMIT \(limit);"
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
}
