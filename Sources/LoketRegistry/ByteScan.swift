// Looks for a word in a run of bytes, eight places at a time.
import Glibc

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
    guard let base = text.baseAddress, start >= 0, end <= text.count, end - start >= bytes.count else { return nil }
    let last = end - bytes.count
    let (first, second) = rare
    let wantedFirst = bytes[first]
    let wantedSecond = bytes[second]
    let firstWord = UInt64(wantedFirst) &* Needle.ones
    let secondWord = UInt64(wantedSecond) &* Needle.ones
    var at = start
    // Eight places in one word: a byte of `differs` is zero where both rare bytes stand (`& 0x80` marks the lowest one).
    while at &+ 8 <= last {
      let left = base.loadUnaligned(fromByteOffset: at &+ first, as: UInt64.self) ^ firstWord
      let right = base.loadUnaligned(fromByteOffset: at &+ second, as: UInt64.self) ^ secondWord
      let differs = left | right
      var marks = (differs &- Needle.ones) & ~differs & Needle.tops
      while marks != 0 {
        let place = at &+ (UInt64(littleEndian: marks).trailingZeroBitCount &>> 3)
        if stands(in: base, at: place) { return place }
        marks &= marks &- 1
      }
      at = at &+ 8
    }
    while at <= last {
      if base.load(fromByteOffset: at &+ first, as: UInt8.self) == wantedFirst, stands(in: base, at: at) { return at }
      at = at &+ 1
    }
    return nil
  }

  @inline(__always) private static var ones: UInt64 { 0x0101_0101_0101_0101 }
  @inline(__always) private static var tops: UInt64 { 0x8080_8080_8080_8080 }

  private func stands(in text: UnsafeRawPointer, at start: Int) -> Bool {
    bytes.withUnsafeBytes { word in
      guard let base = word.baseAddress else { return false }
      return memcmp(base, text + start, word.count) == 0
    }
  }
}
