// The folded text of every record in one run of bytes, so that a search is a walk over memory.
import Glibc

/// Where one record's text begins; it ends where the next begins. 12 bytes.
struct TextSlot {
  var offset: UInt32
  /// The record; `none` where the text is history.
  var row: UInt32
  /// Of a person the household, where it was here when the text was written: a word may stand in its text.
  var household: UInt32
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

/// All texts: first those of people in the order of the list of names, then those of households in the order of their
/// bytes; behind them, unordered, the others and all that came since they were arranged.
struct SearchText: Sendable {
  var bytes: [UInt8] = []
  var slots: [TextSlot] = []
  /// Bytes of texts that are history.
  var unused = 0
  /// How many slots stand in order, and how many of those are people's.
  var arranged = 0
  var arrangedPeople = 0
  var signatures = TextSignatures()

  func range(_ slot: UInt32) -> Range<Int> { start(Int(slot))..<start(Int(slot) + 1) }

  /// Where a text begins; past the last one, the end.
  @inline(__always)
  func start(_ slot: Int) -> Int { slot < slots.count ? Int(slots[slot].offset) : bytes.count }

  /// The slots of one block of a run; empty behind the last.
  func block(_ run: Int, _ place: Int) -> Range<Int> {
    let start = min((run * 64 + place) * TextSignatures.textsInBlock, slots.count)
    return start..<min(start + TextSignatures.textsInBlock, slots.count)
  }

  /// The text is found by its signature only after `sign`.
  mutating func add(_ text: some Collection<UInt8>, row: UInt32, household: UInt32) -> UInt32 {
    slots.append(TextSlot(offset: UInt32(bytes.count), row: row, household: household))
    bytes.append(contentsOf: text)
    return UInt32(slots.count - 1)
  }

  /// Takes every text that was added since into the signatures.
  mutating func sign() {
    let (first, count) = (signatures.count, slots.count)
    if first >= count { return }
    signatures.reserve(count)
    bytes.withUnsafeBytes { all in
      for slot in first..<count {
        signatures.add(UnsafeRawBufferPointer(rebasing: all[range(UInt32(slot))]))
      }
    }
  }

  /// Blanks a text: zeros match no word.
  mutating func remove(_ slot: UInt32) {
    let range = range(slot)
    for place in range { bytes[place] = 0 }
    slots[Int(slot)].row = none
    slots[Int(slot)].household = none
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

  func starts(_ slot: UInt32, with prefix: [UInt8]) -> Bool {
    slot != none && bytes[range(slot)].starts(with: prefix)
  }

  /// Whether the text stands before every text that starts so.
  func isBelow(_ slot: UInt32, _ prefix: [UInt8]) -> Bool {
    slot != none && bytes[range(slot)].lexicographicallyPrecedes(prefix)
  }
}
