// The folded text of every record in one run of bytes, so that a search is one walk over memory.
import Glibc

/// Where one record's text begins; it ends where the next begins. 8 bytes.
struct TextSlot {
  var offset: UInt32
  /// The record; `none` where the text is history.
  var row: UInt32
}

/// What stands before each piece of a record's text. No typed word holds such a byte, so no match crosses pieces.
enum TextPiece: UInt8 {
  case name = 1
  case key, nickname, nik, phone, cardNumber, address, neighbourhood, hamlet

  /// The field that a match in this piece is shown as.
  var field: String {
    switch self {
    case .name, .key: "name"
    case .nickname: "nickname"
    case .nik: "nik"
    case .phone: "phone"
    case .cardNumber: "familyCardNumber"
    case .address: "address"
    case .neighbourhood: "rt"
    case .hamlet: "hamlet"
    }
  }
}

/// All texts, in the order in which they were added.
struct SearchText: Sendable {
  var bytes: [UInt8] = []
  var slots: [TextSlot] = []
  /// Bytes of texts that are history.
  var unused = 0

  func range(_ slot: UInt32) -> Range<Int> {
    let next = Int(slot) + 1
    return Int(slots[Int(slot)].offset)..<(next < slots.count ? Int(slots[next].offset) : bytes.count)
  }

  mutating func add(_ text: [UInt8], row: UInt32) -> UInt32 {
    slots.append(TextSlot(offset: UInt32(bytes.count), row: row))
    bytes.append(contentsOf: text)
    return UInt32(slots.count - 1)
  }

  /// Blanks a text: zeros match no word.
  mutating func remove(_ slot: UInt32) {
    let range = range(slot)
    for place in range { bytes[place] = 0 }
    slots[Int(slot)].row = none
    unused += range.count
  }

  func isSame(_ slot: UInt32, _ text: [UInt8]) -> Bool {
    let range = range(slot)
    return range.count == text.count && bytes[range].elementsEqual(text)
  }

  /// Orders two texts by their bytes: by name first, since a name stands first.
  func compare(_ left: UInt32, _ right: UInt32) -> Int {
    let (left, right) = (range(left), range(right))
    return bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress else { return 0 }
      let order = memcmp(base + left.lowerBound, base + right.lowerBound, min(left.count, right.count))
      return order != 0 ? Int(order) : left.count - right.count
    }
  }

  /// The first eight bytes as a number that orders as they do, to sort by without looking at the text.
  func prefix(_ slot: UInt32) -> UInt64 {
    let range = range(slot)
    var prefix: UInt64 = 0
    for place in 0..<8 {
      prefix = prefix << 8 | (place < range.count ? UInt64(bytes[range.lowerBound + place]) : 0)
    }
    return prefix
  }
}

extension SearchText {
  func starts(_ slot: UInt32, with prefix: [UInt8]) -> Bool {
    slot != none && bytes[range(slot)].starts(with: prefix)
  }

  /// Whether the text stands before every text that starts so.
  func isBelow(_ slot: UInt32, _ prefix: [UInt8]) -> Bool {
    slot != none && bytes[range(slot)].lexicographicallyPrecedes(prefix)
  }

  /// How a word matches a text, best first; nil where it does not stand in it.
  func match(_ slot: UInt32, _ word: SearchWord) -> (rank: SearchRank, piece: TextPiece)? {
    bytes.withUnsafeBytes { all in
      let range = range(slot)
      var best: (rank: SearchRank, piece: TextPiece)?
      for (place, needle) in word.spellings.enumerated() {
        var at = range.lowerBound
        while let found = needle.find(in: all, from: at, to: range.upperBound) {
          var start = found
          while start > range.lowerBound, all[start] >= 0x20 { start -= 1 }
          let piece = TextPiece(rawValue: all[start]) ?? .name
          let before = found == start ? 0 : all[found - 1]
          var rank = SearchRank.anywhere
          if before <= 0x20 { rank = .word }
          if before == TextPiece.name.rawValue, place == 0, !word.isDerived { rank = .name }
          if best.map({ rank < $0.rank }) ?? true { best = (rank, piece) }
          if rank == .name { return best }
          at = found + 1
        }
      }
      return best
    }
  }
}
