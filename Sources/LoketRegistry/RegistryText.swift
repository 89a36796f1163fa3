// Writes what can be searched of a record, and keeps the lists in their order.
import LoketModel

extension Registry {
  /// The text of a record for the search; empty where it is not to be found.
  func searchText(_ row: UInt32) -> [UInt8] {
    let record = records[Int(row)]
    guard record.isListed, record.kind < UInt16(FieldTable.kinds.count) else { return [] }
    var text: [UInt8] = []
    text.reserveCapacity(96)
    switch FieldTable.kinds[Int(record.kind)].kind {
    case .person:
      addName(row, indexed.personName, &text)
      add(.nickname, shownRange(row, indexed.personNickname), &text, isFolded: true)
      add(.nik, shownRange(row, indexed.nik), &text)
      addPhone(row, &text)
    case .household:
      addCards(row, &text)
      add(.address, shownRange(row, indexed.address), &text, isFolded: true)
      addNeighbourhood(row, &text)
      add(.hamlet, shownRange(row, indexed.hamlet), &text, isFolded: true)
    case .partner: addName(row, indexed.partnerName, &text)
    case .track: addName(row, indexed.trackName, &text)
    default: break
    }
    return text
  }

  private func add(_ piece: TextPiece, _ range: Range<Int>?, _ text: inout [UInt8], isFolded: Bool = false) {
    guard let range, !range.isEmpty else { return }
    text.append(piece.rawValue)
    if isFolded { fold(range, &text) } else { text.append(contentsOf: unpacked(range).lazy.filter { $0 > 0x20 }) }
  }

  private func fold(_ range: Range<Int>, _ text: inout [UInt8]) {
    arena.bytes.withUnsafeBufferPointer {
      NameKey.appendFold(UnsafeBufferPointer(rebasing: $0[range]), to: &text)
    }
  }

  /// The name as it is written, and its matching key where that is another text.
  private func addName(_ row: UInt32, _ number: UInt16, _ text: inout [UInt8]) {
    text.append(TextPiece.name.rawValue)
    guard let range = shownRange(row, number) else { return }
    let start = text.count
    fold(range, &text)
    let end = text.count
    text.append(TextPiece.key.rawValue)
    arena.bytes.withUnsafeBufferPointer {
      _ = NameKey.appendKey(UnsafeBufferPointer(rebasing: $0[range]), to: &text)
    }
    if text[(end + 1)...].elementsEqual(text[start..<end]) { text.removeSubrange(end...) }
  }

  /// Stored `+62812…`, typed 0812….
  private func addPhone(_ row: UInt32, _ text: inout [UInt8]) {
    guard let range = shownRange(row, indexed.personPhone), !range.isEmpty else { return }
    text.append(TextPiece.phone.rawValue)
    let bytes = unpacked(range)
    if bytes.starts(with: "+62".utf8) {
      text.append(0x30)
      text.append(contentsOf: bytes.dropFirst(3))
    } else {
      text.append(contentsOf: bytes.lazy.filter { $0 > 0x20 })
    }
  }

  /// The card number that is shown and every other that the household ever had.
  private func addCards(_ row: UInt32, _ text: inout [UInt8]) {
    let shown = shownRange(row, indexed.cardNumber).map { unpacked($0) }
    var cards: [[UInt8]] = []
    forEachEntry(row) { _, entry in
      guard entry.isLive, !entry.isNull else { return }
      if entry.number == indexed.cards { cards.append(Array(arena.bytes[entry.name])) }
      if entry.number == indexed.cardNumber { cards.append(unpacked(entry.value)) }
    }
    // By their digits, so that the text is the same in whatever order the lines came.
    cards.sort { $0.lexicographicallyPrecedes($1) }
    if let shown { cards.insert(shown, at: 0) }
    for (place, card) in cards.enumerated() where !card.isEmpty && !cards[..<place].contains(card) {
      text.append(TextPiece.cardNumber.rawValue)
      text.append(contentsOf: card.lazy.filter { $0 > 0x20 })
    }
  }

  /// `003/001`; what is not known stands as nothing: `003/`.
  private func addNeighbourhood(_ row: UInt32, _ text: inout [UInt8]) {
    let (rt, rw) = (shownRange(row, indexed.rt), shownRange(row, indexed.rw))
    if rt == nil, rw == nil { return }
    text.append(TextPiece.neighbourhood.rawValue)
    for (place, range) in [rt, rw].enumerated() {
      if place == 1 { text.append(0x2f) }
      guard let range else { continue }
      for _ in 0..<max(0, 3 - range.count) { text.append(0x30) }
      text.append(contentsOf: unpacked(range).lazy.filter { $0 > 0x20 })
    }
  }

  /// Brings a record's text and its place in the lists up to date.
  mutating func retext(_ row: UInt32) {
    let kind = records[Int(row)].kind
    if isLoading {
      if !records[Int(row)].has(RecordRow.isStale) {
        records[Int(row)].set(RecordRow.isStale, true)
        stale.append(row)
      }
      return
    }
    if kind == Registry.householdKind {
      takeOut(row, of: \.householdOrder)
      _ = rewrite(row)
      if records[Int(row)].countsAsOne { putIn(row, \.householdOrder) }
    } else if kind == Registry.personKind {
      retextPerson(row)
    } else {
      _ = rewrite(row)
    }
    tidyTexts()
  }

  private mutating func retextPerson(_ row: UInt32) {
    let old = records[Int(row)].slot
    if old != none, texts.isSame(old, searchText(row)) {
      texts.slots[Int(old)].household = householdOf(row) ?? none
      return
    }
    let led = householdsLed(by: row)
    for household in led { takeOut(household, of: \.householdOrder) }
    takeOut(row, of: \.personOrder)
    _ = rewrite(row)
    if records[Int(row)].isListed { putIn(row, \.personOrder) }
    for household in led { putIn(household, \.householdOrder) }
  }

  /// Writes a record's text anew; false where it is as it was.
  mutating func rewrite(_ row: UInt32) -> Bool {
    let text = searchText(row)
    let household = text.isEmpty ? none : householdOf(row) ?? none
    let old = records[Int(row)].slot
    if old == none ? text.isEmpty : texts.isSame(old, text) {
      if old != none { texts.slots[Int(old)].household = household }
      return false
    }
    if old != none { texts.remove(old) }
    records[Int(row)].slot = text.isEmpty ? none : texts.add(text, row: row, household: household)
    return true
  }
}
