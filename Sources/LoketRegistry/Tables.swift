// The two small tables that the registry's arrays lean on: rows by hash, and names by number.

/// Row numbers by hash, open addressing, power of two. It grows before it is two thirds full; nothing is ever taken out.
struct HashTable: Sendable {
  var slots: [UInt32] = []
  var count = 0

  /// The row for which `isSame` holds among those of this hash.
  func find(_ hash: UInt64, _ isSame: (UInt32) -> Bool) -> UInt32? {
    if slots.isEmpty { return nil }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    // The bound keeps a damaged table from being walked for ever.
    for _ in 0..<slots.count {
      let row = slots[slot]
      if row == none { return nil }
      if isSame(row) { return row }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Adds a row that is not yet in. `hashOf` gives the hash of the rows that must move when the table grows.
  mutating func insert(_ row: UInt32, hash: UInt64, hashOf: (UInt32) -> UInt64) {
    if (count + 1) * 3 > slots.count * 2 {
      let old = slots
      slots = [UInt32](repeating: none, count: max(16, old.count * 2))
      for row in old where row != none { place(row, hashOf(row)) }
    }
    place(row, hash)
    count += 1
  }

  private mutating func place(_ row: UInt32, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != none { slot = (slot + 1) & mask }
    slots[slot] = row
  }

  static func mix(_ high: UInt64, _ low: UInt64) -> UInt64 {
    let product = (high ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: low ^ 0xd1b5_4a32_d192_ed03)
    return product.high ^ product.low
  }
}

/// A few names, each with a number.
struct NameTable: Sendable {
  private(set) var texts: [String] = []
  /// By bytes: Swift takes two spellings of one accent for the same String, and two logins are not.
  private var bytes: [[UInt8]] = []
  private var table = HashTable()

  init(_ texts: [String]) { for text in texts { _ = place(text) } }

  func find(_ text: String) -> UInt32? {
    var text = text
    return text.withUTF8 { find(UnsafeRawBufferPointer($0)) }
  }

  func find(_ text: UnsafeRawBufferPointer) -> UInt32? {
    table.find(NameSet.hash(text)) { bytes[Int($0)].count == text.count && text.elementsEqual(bytes[Int($0)]) }
  }

  mutating func place(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { place(UnsafeRawBufferPointer($0)) }
  }

  mutating func place(_ text: UnsafeRawBufferPointer) -> UInt32 {
    if let place = find(text) { return place }
    let place = UInt32(texts.count)
    texts.append(String(decoding: text, as: UTF8.self))
    bytes.append(Array(text))
    let all = bytes
    table.insert(place, hash: NameSet.hash(text)) { other in all[Int(other)].withUnsafeBytes { NameSet.hash($0) } }
    return place
  }
}
