// Keeps what lists and searches need beside the records.
import LoketModel

extension Registry {
  var indexed: IndexedFields { IndexedFields.compiled }

  /// Takes a line that was just applied into the indexes.
  mutating func index(_ record: UInt32, _ line: UInt32) {
    var cursor = arena.cursor(lines[Int(line)].chunk)
    while let entry = arena.next(&cursor) {
      let place = indexed.place(entry.number)
      if place == .nowhere || entry.isNull { continue }
      let key = entry.number == indexed.cards ? entry.name : entry.value
      let hash = arena.bytes.withUnsafeBytes {
        PostingIndex.hash(entry.number, UnsafeRawBufferPointer(rebasing: $0[key]))
      }
      if place == .narrow { narrow.insert(hash, row: record) } else { wide.insert(hash, row: record) }
      if entry.number == indexed.nik { noteTwins(hash) }
    }
  }

  /// The records that show this value in this field, voided ones left out; of a conflict each head's value counts.
  func holders(_ number: UInt16, _ value: String, includingVoid: Bool = false) -> [UInt32] {
    guard let bytes = indexKey(number, value) else { return [] }
    return candidates(number, bytes).filter { row in
      let record = records[Int(row)]
      return (record.countsAsOne || includingVoid && record.has(RecordRow.exists)) && holds(row, number, bytes)
    }
  }

  /// The records of which some line gave a field this value, each once, joined ones by the row under which they are shown.
  private func candidates(_ number: UInt16, _ packed: [UInt8]) -> [UInt32] {
    if joins.firsts.isEmpty { return postings(number, packed) }
    return Set(packedForms(packed).flatMap { postings(number, $0) }.map { first($0) }).sorted()
  }

  func postings(_ number: UInt16, _ packed: [UInt8]) -> [UInt32] {
    let hash = packed.withUnsafeBytes { PostingIndex.hash(number, $0) }
    return indexed.place(number) == .wide ? wide.rows(hash) : narrow.rows(hash)
  }

  /// The bytes by which a value is found: as it lies in the arena. A card that a household ever had is the field's name.
  private func indexKey(_ number: UInt16, _ value: String) -> [UInt8]? {
    number == indexed.cards ? Array(value.utf8) : packed(value, of: number)
  }

  private func holds(_ row: UInt32, _ number: UInt16, _ value: [UInt8]) -> Bool {
    var holds = false
    forEachEntry(row) { _, entry in
      guard entry.isLive, !entry.isNull, entry.number == number else { return }
      if isSameValue(number == indexed.cards ? entry.name : entry.value, value) { holds = true }
    }
    return holds
  }

  /// The records of `holders` whose *shown* value it is.
  func showing(_ number: UInt16, _ value: String, includingVoid: Bool = false) -> [UInt32] {
    guard let bytes = indexKey(number, value) else { return [] }
    return holders(number, value, includingVoid: includingVoid).filter { row in
      shownRange(row, number).map { isSameValue($0, bytes) } ?? false
    }
  }

  /// The records that were given this value once and show another or none now, voided ones left out.
  func formerHolders(_ number: UInt16, _ value: String) -> [UInt32] {
    guard let bytes = indexKey(number, value) else { return [] }
    return candidates(number, bytes).filter { row in
      guard records[Int(row)].countsAsOne else { return false }
      if let shown = shownRange(row, number), isSameValue(shown, bytes) { return false }
      var was = false
      forEachEntry(row) { _, entry in
        was = was || entry.number == number && !entry.isNull && isSameValue(entry.value, bytes)
      }
      return was
    }
  }

  /// People with this NIK, voided ones left out: one, unless two records hold the same number.
  public func people(nik: String) -> [RecordRef] { sortedRefs(holders(indexed.nik, nik)) }

  /// Households that have or ever had this card number.
  public func households(cardNumber: String) -> [RecordRef] {
    sortedRefs(Array(Set(holders(indexed.cardNumber, cardNumber) + holders(indexed.cards, cardNumber))))
  }

  private func sortedRefs(_ rows: [UInt32]) -> [RecordRef] { rows.map(ref).sorted { $0.id < $1.id } }
}
