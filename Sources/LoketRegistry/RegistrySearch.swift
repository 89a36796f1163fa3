// Finds people and households while a clerk types.
import LoketModel

/// One record that a search found, and the field by which.
public struct SearchHit: Hashable, Sendable {
  public let record: RecordRef
  /// `name`, `nickname`, `nik`, `phone`, `familyCardNumber`, `address`, `rt`, `hamlet`.
  public let why: String
}

public struct SearchResult: Hashable, Sendable {
  public let hits: [SearchHit]
  /// Whether these are all; false where the limit cut the list.
  public let isComplete: Bool
}

/// How well a record matches: the start of its name, the start of a word, anywhere.
enum SearchRank: Int, Comparable {
  case name, word, anywhere
  static func < (left: SearchRank, right: SearchRank) -> Bool { left.rawValue < right.rawValue }
}

extension Registry {
  /// The best records for what was typed. Every word must match somewhere in the record; of a person a word of three
  /// letters or more also in the card number, address, RT or RW of the household, as long as one word matches the
  /// person. Where only households are asked for, a person stands for the household. Names that start so come first,
  /// then words that start so, then the rest, each by name.
  public func search(
    _ text: String, kinds: Set<RecordKind> = [.person, .household], limit: Int = 50
  ) -> SearchResult {
    let query = SearchQuery(text)
    guard !query.lists.isEmpty, limit > 0 else { return SearchResult(hits: [], isComplete: query.lists.isEmpty) }
    var best = BestHits(limit: limit)
    let wanted = WantedKinds(kinds, in: self)
    if let hits = startingWith(query, wanted, limit) { return hits }
    for list in query.lists { gather(list, wanted, &best) }
    return SearchResult(
      hits: best.hits.map { SearchHit(record: ref($0.row), why: $0.why.field) }, isComplete: !best.isCut)
  }

  /// The first rows of the list of names, where more of them start with the only word than are asked for: nothing can
  /// rank before these.
  private func startingWith(_ query: SearchQuery, _ wanted: WantedKinds, _ limit: Int) -> SearchResult? {
    guard wanted.has(Registry.personKind), wanted.areOnlyPeopleAndHouseholds, query.lists[0].count == 1 else {
      return nil
    }
    let prefix = [TextPiece.name.rawValue] + query.lists[0][0].plain.bytes
    var low = 0
    var high = personOrder.count
    while low < high {
      let middle = (low + high) / 2
      if texts.isBelow(records[Int(personOrder[middle])].slot, prefix) { low = middle + 1 } else { high = middle }
    }
    guard low + limit < personOrder.count,
      texts.starts(records[Int(personOrder[low + limit])].slot, with: prefix)
    else { return nil }
    let hits = personOrder[low..<low + limit].map { SearchHit(record: ref($0), why: TextPiece.name.field) }
    return SearchResult(hits: hits, isComplete: false)
  }

  private func gather(_ words: [SearchWord], _ wanted: WantedKinds, _ best: inout BestHits) {
    guard words.count > 1 else {
      scan(words[0]) { slot in offer(slot, words, wanted, &best) }
      return
    }
    // The longest word is met least often. It may stand in the person or in the person's household.
    let driver = words.max { $0.plain.bytes.count < $1.plain.bytes.count } ?? words[0]
    scan(driver) { slot in
      offer(slot, words, wanted, &best)
      let row = texts.slots[Int(slot)].row
      guard driver.isTelling, records[Int(row)].kind == Registry.householdKind else { return }
      for member in showing(indexed.household, id(row)) where records[Int(member)].slot != none {
        offer(records[Int(member)].slot, words, wanted, &best)
      }
    }
  }

  /// Every text in which one spelling of the word stands, each once.
  private func scan(_ word: SearchWord, _ body: (UInt32) -> Void) {
    texts.bytes.withUnsafeBytes { bytes in
      for (place, needle) in word.spellings.enumerated() {
        var slot = 0
        var at = 0
        while let found = needle.find(in: bytes, from: at, to: bytes.count) {
          while slot + 1 < texts.slots.count, texts.slots[slot + 1].offset <= found { slot += 1 }
          at = slot + 1 < texts.slots.count ? Int(texts.slots[slot + 1].offset) : bytes.count
          let isKnown =
            place > 0 && word.plain.find(in: bytes, from: Int(texts.slots[slot].offset), to: at) != nil
          if texts.slots[slot].row != none, !isKnown { body(UInt32(slot)) }
        }
      }
    }
  }

  /// Judges one text against all words and keeps it where it is among the best.
  private func offer(_ slot: UInt32, _ words: [SearchWord], _ wanted: WantedKinds, _ best: inout BestHits) {
    var row = texts.slots[Int(slot)].row
    guard wanted.has(records[Int(row)].kind) || wanted.standsForHousehold(records[Int(row)].kind) else { return }
    guard let match = match(slot, words) else { return }
    if !wanted.has(records[Int(row)].kind) {
      guard let household = householdOf(row), records[Int(household)].countsAsOne else { return }
      row = household
    }
    best.offer(
      BestHits.Hit(rank: match.rank, prefix: texts.prefix(slot), slot: slot, row: row, why: match.why), in: self)
  }

  func householdOf(_ person: UInt32) -> UInt32? {
    guard records[Int(person)].kind == Registry.personKind else { return nil }
    return shownRange(person, indexed.household).flatMap { householdRow($0) }
  }

  private func match(_ slot: UInt32, _ words: [SearchWord]) -> (rank: SearchRank, why: TextPiece)? {
    var rank = SearchRank.name
    var why: TextPiece?
    var missing: [SearchWord] = []
    for (place, word) in words.enumerated() {
      guard let found = texts.match(slot, word) else {
        missing.append(word)
        continue
      }
      if place == 0 || found.rank == .anywhere { rank = max(rank, found.rank) }
      if why == nil { why = found.piece }
    }
    guard let why else { return nil }
    if missing.isEmpty { return (rank, why) }
    guard missing.allSatisfy(\.isTelling), let household = householdOf(texts.slots[Int(slot)].row),
      records[Int(household)].slot != none,
      missing.allSatisfy({ texts.match(records[Int(household)].slot, $0) != nil })
    else { return nil }
    return (max(rank, .word), why)
  }
}

/// Which kinds a search shows, by their numbers.
struct WantedKinds {
  /// One bit a kind: only those of the table have a text.
  private var bits: UInt64 = 0

  init(_ kinds: Set<RecordKind>, in registry: Registry) {
    for kind in kinds { if let number = registry.kinds.find(kind.rawValue), number < 64 { bits |= 1 << number } }
  }

  func has(_ kind: UInt16) -> Bool { kind < 64 && bits & (1 << UInt64(kind)) != 0 }

  var areOnlyPeopleAndHouseholds: Bool {
    bits & ~(1 << UInt64(Registry.personKind) | 1 << UInt64(Registry.householdKind)) == 0
  }

  func standsForHousehold(_ kind: UInt16) -> Bool {
    kind == Registry.personKind && !has(kind) && has(Registry.householdKind)
  }
}

/// The best hits so far, in order, never more than the limit.
struct BestHits {
  struct Hit {
    let rank: SearchRank
    let prefix: UInt64
    let slot: UInt32
    let row: UInt32
    let why: TextPiece
  }

  let limit: Int
  private(set) var hits: [Hit] = []
  private(set) var isCut = false

  init(limit: Int) { self.limit = limit }

  mutating func offer(_ hit: Hit, in registry: Registry) {
    if hits.count == limit, let last = hits.last, !BestHits.isBetter(hit, last, registry) {
      // The same record met by another word is no further record.
      if !isCut, !hits.contains(where: { $0.row == hit.row }) { isCut = true }
      return
    }
    if let known = hits.firstIndex(where: { $0.row == hit.row }) {
      if !BestHits.isBetter(hit, hits[known], registry) { return }
      hits.remove(at: known)
    }
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if BestHits.isBetter(hits[middle], hit, registry) { low = middle + 1 } else { high = middle }
    }
    hits.insert(hit, at: low)
    if hits.count > limit {
      hits.removeLast()
      isCut = true
    }
  }

  private static func isBetter(_ left: Hit, _ right: Hit, _ registry: Registry) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.prefix != right.prefix { return left.prefix < right.prefix }
    if left.slot != right.slot {
      let order = registry.texts.compare(left.slot, right.slot)
      if order != 0 { return order < 0 }
    }
    return registry.isIdLower(left.row, right.row)
  }
}
