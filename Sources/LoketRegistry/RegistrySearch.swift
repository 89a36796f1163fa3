// Finds people and households while a clerk types.
import LoketModel

/// One record that a search found, and the field by which.
public struct SearchHit: Hashable, Sendable {
  public let record: RecordRef
  /// `name`, `nickname`, `nik`, `phone`, `familyCardNumber`, `address`, `rt`.
  public let why: String
}

public struct SearchResult: Hashable, Sendable {
  public let hits: [SearchHit]
  /// Whether these are all; false where the limit cut the list.
  public let isComplete: Bool
}

extension Registry {
  /// The best records for what was typed. Every word must match somewhere in the record.
  public func search(
    _ text: String, kinds: Set<RecordKind> = [.person, .household], limit: Int = 50
  ) -> SearchResult {
    let words = NameKey.fold(text).split(separator: " ").map(String.init)
    if words.isEmpty { return SearchResult(hits: [], isComplete: true) }
    var hits: [(rank: Int, name: String, hit: SearchHit)] = []
    for row in records.indices.map(UInt32.init) where records[Int(row)].countsAsOne && kinds.contains(kind(row)) {
      let names = NameKey.fold(shown(row, "name") ?? "")
      let rest = ["nik", "phone", "familyCardNumber", "address", "rt"].map { shown(row, $0) ?? "" }
      let all = NameKey.fold(([names] + rest).joined(separator: " "))
      guard words.allSatisfy({ all.contains($0) }) else { continue }
      let rank = names.hasPrefix(words[0]) ? 0 : names.contains(words[0]) ? 1 : 2
      hits.append((rank, names, SearchHit(record: ref(row), why: rank < 2 ? "name" : "nik")))
    }
    hits.sort { ($0.rank, $0.name, $0.hit.record.id) < ($1.rank, $1.name, $1.hit.record.id) }
    return SearchResult(hits: hits.prefix(limit).map(\.hit), isComplete: hits.count <= limit)
  }

  /// The records of a kind in the order in which a list shows them: people by name, households by their head's name.
  /// Handles stay good as long as the registry lives.
  public func rows(_ kind: RecordKind) -> [UInt32] {
    handles(kind).map { row in
      let head = kind == .household ? shown(row, "head").flatMap { value(RecordRef(.person, $0), "name") } : nil
      return (NameKey.fold(head ?? shown(row, "name") ?? "~"), id(row), row)
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}
