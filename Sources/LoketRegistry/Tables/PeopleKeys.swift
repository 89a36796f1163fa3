// Who stands in more than one office, from eight bytes a person: a city of millions is compared without its registers.
import LoketModel

/// Keys that several offices have. A NIK is its own number; a name with its birth date is hashed.
struct PeopleKeys: Sendable {
  /// Apart by their low bits, so that one part at a time grows and is sorted.
  private var parts: [[UInt64]] = Array(repeating: [], count: 256)

  /// - Parameter keys: of one office, each once.
  mutating func add(_ keys: Set<UInt64>) {
    for key in keys { parts[Int(truncatingIfNeeded: key & 255)].append(key) }
  }

  /// How many keys there are, and how many of them more than one office has.
  mutating func count() -> (all: Int, inSeveral: Int) {
    var (all, inSeveral) = (0, 0)
    for place in parts.indices {
      parts[place].sort()
      var times = 0
      for (index, key) in parts[place].enumerated() {
        times = index > 0 && parts[place][index - 1] == key ? times + 1 : 1
        if times == 1 { all += 1 }
        if times == 2 { inSeveral += 1 }
      }
    }
    return (all, inSeveral)
  }

  /// A NIK as a number; nil of anything but sixteen digits.
  static func nik(_ text: String) -> UInt64? {
    text.utf8.count == 16 && text.utf8.allSatisfy { $0 &- 0x30 < 10 } ? UInt64(text) : nil
  }

  /// The letters A to Z of a name and the birth date behind them; nil where one of the two is missing. Rougher than the
  /// likeness of one office: it is the rule that the queries of `Resources/hub` have too.
  static func alike(_ name: String?, _ birthDate: String?) -> UInt64? {
    guard let name, let birthDate else { return nil }
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var letters = 0
    func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for byte in name.utf8 where (byte & 0xdf) &- 0x41 < 26 {
      take(byte & 0xdf)
      letters += 1
    }
    for byte in birthDate.utf8 { take(byte) }
    return letters == 0 ? nil : hash
  }
}
