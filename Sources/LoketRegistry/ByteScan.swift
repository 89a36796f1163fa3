// Looks for a word in a run of bytes, thirty-two places at a time.

/// A word to look for, not empty.
struct Needle: Hashable, Sendable {
  let bytes: [UInt8]
  /// The two places of the word whose bytes are the rarest in names: they are compared first.
  private let rare: (Int, Int)

  init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
    let order = bytes.indices.sorted { Needle.commonness(bytes[$0]) < Needle.commonness(bytes[$1]) }
    rare = (order[0], order.count > 1 ? order[1] : order[0])
  }

  static func == (left: Needle, right: Needle) -> Bool { left.bytes == right.bytes }
  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// How common a byte is in Indonesian names and addresses, the rarest lowest.
  private static func commonness(_ byte: UInt8) -> Int {
    common.firstIndex(of: byte).map { common.count - $0 } ?? 0
  }
  private static let common = Array("AINSUTRE OLHDMYWKPGB0123J".utf8)

  /// The first place at or after `start` where the word stands, below `end`.
  func find(in text: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    let count = bytes.count
    let last = end - count
    if start > last { return nil }
    let (first, second) = rare
    let wantedFirst = SIMD32<UInt8>(repeating: bytes[first])
    let wantedSecond = SIMD32<UInt8>(repeating: bytes[second])
    var at = start
    while at + 32 + count <= end {
      let left = text.loadUnaligned(fromByteOffset: at + first, as: SIMD32<UInt8>.self)
      let right = text.loadUnaligned(fromByteOffset: at + second, as: SIMD32<UInt8>.self)
      let differs = (left ^ wantedFirst) | (right ^ wantedSecond)
      if Needle.hasZero(differs) {
        for place in 0..<32 where differs[place] == 0 && stands(in: text, at: at + place) { return at + place }
      }
      at += 32
    }
    while at <= last {
      if text[at + first] == bytes[first], stands(in: text, at: at) { return at }
      at += 1
    }
    return nil
  }

  @inline(__always)
  private static func hasZero(_ vector: SIMD32<UInt8>) -> Bool {
    let mask = unsafeBitCast(vector .== SIMD32<UInt8>(repeating: 0), to: SIMD4<Int64>.self)
    return (mask.x | mask.y | mask.z | mask.w) != 0
  }

  private func stands(in text: UnsafeRawBufferPointer, at start: Int) -> Bool {
    for place in bytes.indices where text[start + place] != bytes[place] { return false }
    return true
  }
}
