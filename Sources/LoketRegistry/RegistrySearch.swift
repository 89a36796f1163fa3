// Finds people and households while a clerk types.
import LoketModel

/// One record that a search found, and the field by which.
public struct SearchHit: Hashable, Sendable {
  public let record: RecordRef
  /// `name`, `nickname`, `nik`, `phone`, `familyCardNumber`, `address`, `rt`, `hamlet`.
  public let why: String

  public init(record: RecordRef, why: String) {
    self.record = record
    self.why = why
  }
}

public struct SearchResult: Hashable, Sendable {
  public let hits: [SearchHit]
  /// Whether these are all; false where the limit cut the list.
  public let isComplete: Bool
}

/// How well a record matches: the start of its name, the start of a word, anywhere.
enum SearchRank: Int, Comparable, CaseIterable {
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
    search(text, kinds: kinds, limit: limit, fewBlocks: 48)
  }

  /// - Parameter fewBlocks: where fewer blocks than these may hold what was typed, they are looked at once and not rank by
  ///   rank: the result is the same.
  func search(_ text: String, kinds: Set<RecordKind>, limit: Int, fewBlocks: Int) -> SearchResult {
    let query = SearchQuery(text)
    guard !query.lists.isEmpty, limit > 0 else { return SearchResult(hits: [], isComplete: query.lists.isEmpty) }
    let wanted = WantedKinds(kinds, in: self)
    let lists = query.lists.compactMap { SearchedList($0, wanted, in: self) }
    var walk = SearchWalk(self, lists, wanted, limit: limit)
    let hits = lists.isEmpty ? [] : walk.best(fewBlocks: fewBlocks)
    return SearchResult(
      hits: hits.prefix(limit).map { SearchHit(record: ref($0.row), why: $0.why.field) },
      isComplete: hits.count <= limit)
  }

  /// The household of the person whose text this is.
  func household(of slot: TextSlot) -> UInt32? {
    slot.household != none ? slot.household : householdOf(slot.row)
  }

  func householdOf(_ person: UInt32) -> UInt32? {
    guard records[Int(person)].kind == Registry.personKind else { return nil }
    return shownRange(person, indexed.household).flatMap { householdRow($0) }
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

  /// Whether people are looked at, for themselves or for their households.
  var needsPeople: Bool { has(Registry.personKind) || standsForHousehold(Registry.personKind) }

  func standsForHousehold(_ kind: UInt16) -> Bool {
    kind == Registry.personKind && !has(kind) && has(Registry.householdKind)
  }
}
