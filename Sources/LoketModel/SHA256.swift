// SHA-256 (FIPS 180-4), written here because the program takes no packages; tests hold it to the NIST vectors.

/// A digest in the making. Copying it copies its state.
public struct SHA256: Sendable {
  private var state: SIMD8<UInt32> = SHA256.start
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  private static let start = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)

  public init() {}

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    length &+= UInt64(bytes.count)
    var offset = 0
    if !rest.isEmpty {
      offset = min(64 - rest.count, bytes.count)
      rest.append(contentsOf: bytes[..<offset])
      guard rest.count == 64 else { return }
      rest.withUnsafeBytes { SHA256.compress(&state, $0.baseAddress.unsafelyUnwrapped, blocks: 1) }
      rest.removeAll(keepingCapacity: true)
    }
    let blocks = (bytes.count - offset) / 64
    if blocks > 0 { SHA256.compress(&state, base + offset, blocks: blocks) }
    offset += blocks * 64
    if offset < bytes.count { rest.append(contentsOf: bytes[offset...]) }
  }

  public consuming func finish() -> Digest {
    var tail = rest
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    withUnsafeBytes(of: (length &* 8).bigEndian) { tail.append(contentsOf: $0) }
    var state = state
    tail.withUnsafeBytes { SHA256.compress(&state, $0.baseAddress.unsafelyUnwrapped, blocks: tail.count / 64) }
    return Digest(words: state)
  }

  public static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
    digest(prefix: UnsafeRawBufferPointer(start: nil, count: 0), bytes)
  }

  public static func digest(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { digest($0) } }

  /// The digest of `prefix` (at most 64 bytes) followed by `bytes`, without joining them: what a chain hashes.
  public static func digest(prefix: UnsafeRawBufferPointer, _ bytes: UnsafeRawBufferPointer) -> Digest {
    var state = start
    let total = prefix.count + bytes.count
    return withUnsafeTemporaryAllocation(byteCount: 192, alignment: 16) { block in
      var used = 0
      for byte in prefix.prefix(64) {
        block[used] = byte
        used += 1
      }
      var taken = 0
      if used > 0, used + bytes.count >= 64 {
        taken = 64 - used
        if let base = bytes.baseAddress, let to = block.baseAddress {
          (to + used).copyMemory(from: base, byteCount: taken)
        }
        if let base = block.baseAddress { compress(&state, base, blocks: 1) }
        used = 0
      }
      let blocks = used == 0 ? (bytes.count - taken) / 64 : 0
      if blocks > 0, let base = bytes.baseAddress { compress(&state, base + taken, blocks: blocks) }
      taken += blocks * 64
      while taken < bytes.count {
        block[used] = bytes[taken]
        used += 1
        taken += 1
      }
      block[used] = 0x80
      used += 1
      while used % 64 != 56 {
        block[used] = 0
        used += 1
      }
      block.storeBytes(of: (UInt64(total) &* 8).bigEndian, toByteOffset: used, as: UInt64.self)
      if let base = block.baseAddress { compress(&state, base, blocks: (used + 8) / 64) }
      return Digest(words: state)
    }
  }

  /// The message schedule lives in sixteen words that are renewed in place. Eight rounds are written out, so that the
  /// eight working words change their names instead of their places.
  private static func compress(_ state: inout SIMD8<UInt32>, _ bytes: UnsafeRawPointer, blocks: Int) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { schedule in
      constants.withUnsafeBufferPointer { table in
        guard let w = schedule.baseAddress, let k = table.baseAddress else { return }
        for block in 0..<blocks {
          let from = bytes + block &* 64
          for index in 0..<16 {
            w[index] = UInt32(bigEndian: from.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
          }
          var (a, b, c, d) = (state[0], state[1], state[2], state[3])
          var (e, f, g, h) = (state[4], state[5], state[6], state[7])
          var at = 0
          while at < 64 {
            if at >= 16 { for index in at..<at &+ 8 { renew(w, index) } }
            let now = w + (at & 15)
            let key = k + at
            round(a, b, c, &d, e, f, g, &h, key[0] &+ now[0])
            round(h, a, b, &c, d, e, f, &g, key[1] &+ now[1])
            round(g, h, a, &b, c, d, e, &f, key[2] &+ now[2])
            round(f, g, h, &a, b, c, d, &e, key[3] &+ now[3])
            round(e, f, g, &h, a, b, c, &d, key[4] &+ now[4])
            round(d, e, f, &g, h, a, b, &c, key[5] &+ now[5])
            round(c, d, e, &f, g, h, a, &b, key[6] &+ now[6])
            round(b, c, d, &e, f, g, h, &a, key[7] &+ now[7])
            at &+= 8
          }
          state = state &+ SIMD8<UInt32>(a, b, c, d, e, f, g, h)
        }
      }
    }
  }

  @inline(__always)
  private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ keyAndWord: UInt32
  ) {
    let sum = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let one = h &+ sum &+ (g ^ (e & (f ^ g))) &+ keyAndWord
    d = d &+ one
    h = one &+ (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always)
  private static func renew(_ w: UnsafeMutablePointer<UInt32>, _ index: Int) {
    let early = w[(index &+ 1) & 15]
    let late = w[(index &+ 14) & 15]
    let first = rotate(early, 7) ^ rotate(early, 18) ^ (early &>> 3)
    let second = rotate(late, 17) ^ rotate(late, 19) ^ (late &>> 10)
    w[index & 15] = w[index & 15] &+ first &+ w[(index &+ 9) & 15] &+ second
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { (word &>> count) | (word &<< (32 &- count)) }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

/// 256 bits.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  let words: SIMD8<UInt32>

  /// 64 lower-case hex digits.
  public var hex: [UInt8] { (0..<64).map(digit) }

  /// The first 32 of them: what stands in the tail of a line.
  public var shortHex: [UInt8] { (0..<32).map(digit) }

  /// The first half of it as a name.
  public var identifier: Identifier {
    func word(_ first: Int) -> UInt64 { UInt64(words[first]) << 32 | UInt64(words[first + 1]) }
    return Identifier(high: word(0), low: word(2))
  }

  public var description: String { String(decoding: hex, as: UTF8.self) }

  /// Digit `index` (0…63) as an ASCII character.
  @inline(__always)
  public func digit(_ index: Int) -> UInt8 {
    let nibble = UInt8(truncatingIfNeeded: words[index >> 3] &>> UInt32(28 &- 4 &* (index & 7))) & 15
    return nibble < 10 ? 0x30 &+ nibble : 0x57 &+ nibble
  }
}
