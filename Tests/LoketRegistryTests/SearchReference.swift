// The search as a plain walk over all records, from their values and with nothing made ready: slow, and easy to see through.
import LoketModel

@testable import LoketRegistry

struct SearchReference {
  /// One record's text: its pieces in their order, each behind the byte that says what it is.
  private struct Text {
    let record: RecordRef
    let household: RecordRef?
    let bytes: [UInt8]
    let pieces: [(piece: TextPiece, bytes: [UInt8])]
  }

  private var texts: [Text] = []
  private var places: [RecordRef: Int] = [:]
  private let households: Set<RecordRef>

  init(_ registry: Registry) {
    households = Set(registry.all(.household))
    for kind in [RecordKind.person, .household, .partner, .track] {
      for record in registry.all(kind) {
        let pieces = SearchReference.pieces(record, registry).map { ($0.0, Array($0.1.utf8)) }
        if pieces.isEmpty { continue }
        let household = kind == .person ? registry.value(record, "household") : nil
        places[record] = texts.count
        texts.append(
          Text(
            record: record, household: household.map { RecordRef(.household, $0) },
            bytes: pieces.flatMap { [$0.0.rawValue] + $0.1 }, pieces: pieces))
      }
    }
  }

  private static func pieces(_ record: RecordRef, _ registry: Registry) -> [(TextPiece, String)] {
    func value(_ field: String) -> String { registry.value(record, field) ?? "" }
    func plain(_ text: String) -> String { text.filter { $0 != " " } }
    let name = NameKey.fold(value("name"))
    var pieces: [(TextPiece, String)] = []
    if record.kind != .household {
      pieces.append((.name, name))
      let key = NameKey.key(value("name"))
      if key != name { pieces.append((.key, key)) }
    }
    func add(_ piece: TextPiece, _ text: String) { if !text.isEmpty { pieces.append((piece, text)) } }
    if record.kind == .person {
      add(.nickname, NameKey.fold(value("nickname")))
      add(.nik, plain(value("nik")))
      let phone = value("phone")
      add(.phone, phone.hasPrefix("+62") ? "0" + phone.dropFirst(3) : plain(phone))
    }
    if record.kind == .household {
      let shown = plain(value("familyCardNumber"))
      add(.cardNumber, shown)
      let past = Set(registry.elements(record, "cards").map(\.element)).subtracting([shown])
      for card in past.sorted() { add(.cardNumber, card) }
      add(.address, NameKey.fold(value("address")))
      let rt = value("rt")
      let rw = value("rw")
      func filled(_ digits: String) -> String {
        digits.isEmpty ? "" : String(repeating: "0", count: max(0, 3 - digits.count)) + digits
      }
      if !(rt + rw).isEmpty { pieces.append((.neighbourhood, filled(rt) + "/" + filled(rw))) }
      add(.hamlet, NameKey.fold(value("hamlet")))
    }
    return pieces
  }

  func search(_ text: String, kinds: Set<RecordKind> = [.person, .household], limit: Int) -> SearchResult {
    typealias Found = (rank: SearchRank, text: Text, record: RecordRef, why: TextPiece)
    var best: [RecordRef: Found] = [:]
    func isBetter(_ left: Found, _ right: Found) -> Bool {
      if left.rank != right.rank { return left.rank < right.rank }
      if left.text.bytes != right.text.bytes { return left.text.bytes.lexicographicallyPrecedes(right.text.bytes) }
      return left.record.id < right.record.id
    }
    for words in SearchQuery(text).lists {
      for text in texts {
        guard let match = match(text, words) else { continue }
        var record = text.record
        if !kinds.contains(record.kind) {
          guard record.kind == .person, kinds.contains(.household), let household = text.household,
            households.contains(household)
          else { continue }
          record = household
        }
        let found: Found = (match.rank, text, record, match.why)
        if let known = best[record], !isBetter(found, known) { continue }
        best[record] = found
      }
    }
    let all = best.values.sorted(by: isBetter)
    return SearchResult(
      hits: all.prefix(limit).map { SearchHit(record: $0.record, why: $0.why.field) }, isComplete: all.count <= limit)
  }

  private func match(_ text: Text, _ words: [SearchWord]) -> (rank: SearchRank, why: TextPiece)? {
    var rank = SearchRank.name
    var why: TextPiece?
    for (place, word) in words.enumerated() {
      if let found = stands(word, in: text) {
        if place == 0 || found.rank == .anywhere { rank = max(rank, found.rank) }
        if why == nil { why = found.piece }
        continue
      }
      guard word.spellings[0].bytes.count > 2, let household = text.household.flatMap({ places[$0] }),
        stands(word, in: texts[household]) != nil
      else { return nil }
      rank = max(rank, .word)
    }
    return why.map { (rank, $0) }
  }

  /// The best place of a word: spelling after spelling, piece after piece.
  private func stands(_ word: SearchWord, in text: Text) -> (rank: SearchRank, piece: TextPiece)? {
    var best: (rank: SearchRank, piece: TextPiece)?
    for (spelling, needle) in word.spellings.enumerated() {
      for (piece, bytes) in text.pieces {
        // A word that names a piece holds its byte.
        let all = needle.bytes[0] < 0x20 ? [piece.rawValue] + bytes : bytes
        for start in all.indices where all[start...].starts(with: needle.bytes) {
          var rank = SearchRank.anywhere
          if start == 0 || all[start - 1] == 0x20 { rank = .word }
          if start == 0, piece == .name, spelling == 0, !word.isDerived { rank = .name }
          if best.map({ rank < $0.rank }) ?? true { best = (rank, piece) }
        }
      }
    }
    return best
  }
}
