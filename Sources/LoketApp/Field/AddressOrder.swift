// Addresses as a street is walked: house 9 before house 10.
import LoketModel

/// An address, folded, that compares its numbers as numbers.
struct AddressOrder: Comparable {
  private let bytes: [UInt8]

  init(_ address: String) {
    var folded: [UInt8] = []
    var address = address
    address.withUTF8 { NameKey.appendFold($0, to: &folded) }
    bytes = folded
  }

  static func < (left: AddressOrder, right: AddressOrder) -> Bool {
    let (a, b) = (left.bytes, right.bytes)
    // No address at all stands last.
    if a.isEmpty || b.isEmpty { return !a.isEmpty && b.isEmpty }
    var (x, y) = (0, 0)
    while x < a.count, y < b.count {
      if isDigit(a[x]), isDigit(b[y]) {
        let (first, second) = (number(a, &x), number(b, &y))
        if first != second { return first < second }
      } else {
        if a[x] != b[y] { return a[x] < b[y] }
        x += 1
        y += 1
      }
    }
    return x == a.count && y < b.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The number that begins at `place`; a very long one counts as the largest.
  private static func number(_ bytes: [UInt8], _ place: inout Int) -> Int {
    var value = 0
    while place < bytes.count, isDigit(bytes[place]) {
      value = min(value, Int.max / 16) * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    return value
  }
}
