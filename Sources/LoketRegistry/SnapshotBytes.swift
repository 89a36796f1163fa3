// Arrays as they lie, one after another, with a checksum over all of them.

/// Writes arrays of rows: the number of bytes (8), the bytes, filled to a multiple of 8; at the end the checksum.
struct SnapshotWriter {
  private var bytes: [UInt8] = []

  init(expected: Int) { bytes.reserveCapacity(expected) }

  mutating func add<Row: BitwiseCopyable>(_ rows: [Row]) {
    rows.withUnsafeBytes { source in
      withUnsafeBytes(of: UInt64(source.count)) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: source)
      bytes.append(contentsOf: repeatElement(0, count: -source.count & 7))
    }
  }

  /// Names hold no NUL: one stands behind each.
  mutating func add(names: [String]) { add(names.flatMap { Array($0.utf8) + [0] }) }

  mutating func finish() -> [UInt8] {
    let sum = bytes.withUnsafeBytes { Checksum.of($0) }
    withUnsafeBytes(of: sum) { bytes.append(contentsOf: $0) }
    return bytes
  }
}

/// Reads what `SnapshotWriter` wrote. Whatever does not fit is nil; nothing here trusts a number that it read.
struct SnapshotReader {
  private let bytes: UnsafeRawBufferPointer
  private let isRead: (UnsafeRawBufferPointer) -> Void
  private var offset = 0

  /// - Parameter isRead: hears of bytes that were copied and are not looked at again.
  init?(_ all: UnsafeRawBufferPointer, isRead: @escaping (UnsafeRawBufferPointer) -> Void) {
    self.isRead = isRead
    guard all.count >= 8, all.count & 7 == 0 else { return nil }
    bytes = UnsafeRawBufferPointer(rebasing: all[..<(all.count - 8)])
    guard Checksum.of(bytes) == all.loadUnaligned(fromByteOffset: all.count - 8, as: UInt64.self) else { return nil }
  }

  var isAtEnd: Bool { offset == bytes.count }

  mutating func read<Row: BitwiseCopyable>(_ type: Row.Type) -> [Row]? {
    guard offset + 8 <= bytes.count else { return nil }
    let size = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    guard size <= UInt64(bytes.count - offset - 8) else { return nil }
    let count = Int(size)
    let filled = (count + 7) & ~7
    guard count % MemoryLayout<Row>.stride == 0, filled <= bytes.count - offset - 8 else { return nil }
    let source = UnsafeRawBufferPointer(rebasing: bytes[offset + 8..<offset + 8 + count])
    offset += 8 + filled
    let rows = count / MemoryLayout<Row>.stride
    // Room for a day's work: the first save after a start need not copy everything to a larger place.
    return [Row](unsafeUninitializedCapacity: rows + rows / 16 + 64) { target, initialized in
      let target = UnsafeMutableRawBufferPointer(target)
      // Piece by piece, so that what was copied can be given back before the next piece takes memory.
      for start in stride(from: 0, to: count, by: SnapshotReader.piece) {
        let piece = UnsafeRawBufferPointer(rebasing: source[start..<min(start + SnapshotReader.piece, count)])
        UnsafeMutableRawBufferPointer(rebasing: target[start...]).copyMemory(from: piece)
        isRead(piece)
      }
      initialized = rows
    }
  }

  private static let piece = 1 << 20

  mutating func readNames() -> [String]? {
    guard let bytes = read(UInt8.self) else { return nil }
    guard bytes.isEmpty || bytes.last == 0 else { return nil }
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  mutating func readIndex() -> PostingIndex? {
    guard let buckets = read(UInt32.self), let postings = read(Posting.self) else { return nil }
    return PostingIndex(buckets: buckets, postings: postings)
  }
}

/// A quick sum that any flipped bit changes. It guards against disks, not against people: the cache is this user's own.
enum Checksum {
  /// Four lanes, each word folded in by a step that can be undone: two texts that differ in one lane end differently.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var (a, b): (UInt64, UInt64) = (0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9)
    var (c, d): (UInt64, UInt64) = (0x94d0_49bb_1331_11eb, 0xd6e8_feb8_6659_fd93)
    var at = 0
    while at &+ 32 <= bytes.count {
      a = step(a, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      b = step(b, bytes.loadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self))
      c = step(c, bytes.loadUnaligned(fromByteOffset: at &+ 16, as: UInt64.self))
      d = step(d, bytes.loadUnaligned(fromByteOffset: at &+ 24, as: UInt64.self))
      at = at &+ 32
    }
    while at < bytes.count {
      a = step(a, UInt64(bytes[at]) | 0x100)
      at += 1
    }
    var sum = UInt64(bytes.count) &* 0x9e37_79b9_7f4a_7c15
    for lane in [a, b, c, d] { sum = (sum ^ lane ^ lane >> 29) &* 0xbf58_476d_1ce4_e5b9 }
    return sum ^ sum >> 32
  }

  @inline(__always)
  private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (lane ^ word) &* 0x2545_f491_4f6c_dd1d
    return mixed ^ (mixed &>> 31)
  }
}
