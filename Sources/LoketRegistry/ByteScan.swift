// Looks for a word in a run of bytes, sixteen places at a time.
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
  /// - Parameter isStarting: only places behind a blank or a lower byte; a word that begins with such a byte itself stands
  ///   wherever it stands.
  func find(in text: UnsafeRawBufferPointer, from start: Int, to end: Int, isStarting: Bool = false) -> Int? {
    guard let base = text.baseAddress, start >= 0, end <= text.count else { return nil }
    let needsBorder = isStarting && bytes[0] >= 0x20
    let last = end &- bytes.count
    let (first, second) = rare
    let wantedFirst = SIMD16<UInt8>(repeating: bytes[first])
    let wantedSecond = SIMD16<UInt8>(repeating: bytes[second])
    let border = SIMD16<UInt8>(repeating: 0x20)
    return bytes.withUnsafeBytes { word in
      // Nothing stands before the first byte.
      var at = needsBorder && start == 0 ? 1 : start
      while at &+ 15 <= last {
        let left = base.loadUnaligned(fromByteOffset: at &+ first, as: SIMD16<UInt8>.self) .== wantedFirst
        let right = base.loadUnaligned(fromByteOffset: at &+ second, as: SIMD16<UInt8>.self) .== wantedSecond
        var both = left .& right
        if needsBorder {
          let before = base.loadUnaligned(fromByteOffset: at &- 1, as: SIMD16<UInt8>.self)
          both .&= before .<= border
        }
        // Where both rare bytes stand, a byte of ones.
        let halves = unsafeBitCast(both, to: SIMD2<UInt64>.self)
        if halves.x | halves.y != 0 {
          for half in 0..<2 {
            var marks = UInt64(littleEndian: halves[half])
            while marks != 0 {
              let lane = marks.trailingZeroBitCount &>> 3
              let place = at &+ half &* 8 &+ lane
              if Needle.stands(word, in: base, at: place) { return place }
              marks &= ~(0xff &<< UInt64(lane &* 8))
            }
          }
        }
        at = at &+ 16
      }
      while at <= last {
        if base.load(fromByteOffset: at &+ first, as: UInt8.self) == word[first],
          !needsBorder || base.load(fromByteOffset: at &- 1, as: UInt8.self) <= 0x20,
          Needle.stands(word, in: base, at: at)
        {
          return at
        }
        at = at &+ 1
      }
      return nil
    }
  }

  @inline(__always)
  private static func stands(_ word: UnsafeRawBufferPointer, in text: UnsafeRawPointer, at start: Int) -> Bool {
    guard let base = word.baseAddress else { return false }
    return memcmp(base, text + start, word.count) == 0
  }
}
