// Arrays as they lie, one after another, each with a checksum of its own.

/// Writes arrays of rows: the number of bytes (8), the bytes, filled with zeros to a multiple of 8, their checksum (8).
struct SnapshotWriter {
  private var place: UInt64 = 0

  mutating func add<Row: BitwiseCopyable, Failure: Error>(
    _ rows: [Row], _ write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    rows.withUnsafeBytes { bytes in
      do throws(Failure) {
        try SnapshotWriter.word(UInt64(bytes.count), write)
        try write(bytes)
        let missing = -bytes.count & 7
        try withUnsafeBytes(of: UInt64(0)) { zeros throws(Failure) in
          try write(UnsafeRawBufferPointer(rebasing: zeros[..<missing]))
        }
        try SnapshotWriter.word(Checksum.of(bytes, section: place), write)
      } catch { failure = error }
    }
    if let failure { throw failure }
    place += 1
  }

  private static func word<Failure: Error>(
    _ word: UInt64, _ write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try withUnsafeBytes(of: word) { bytes throws(Failure) in try write(bytes) }
  }

  /// Names hold no NUL: one stands behind each.
  mutating func add<Failure: Error>(
    names: [String], _ write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try add(names.flatMap { Array($0.utf8) + [0] }, write)
  }
}

/// Where a snapshot is read from, in its order: each array goes straight to where it stays.
public protocol SnapshotSource {
  /// How many bytes are still to come.
  var remaining: Int { get }
  /// Fills the target with the next bytes; false where they cannot be had.
  mutating func read(into target: UnsafeMutableRawBufferPointer) -> Bool
}

/// A snapshot that lies in memory.
public struct SnapshotInMemory: SnapshotSource {
  private var bytes: ArraySlice<UInt8>

  public init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  public var remaining: Int { bytes.count }

  public mutating func read(into target: UnsafeMutableRawBufferPointer) -> Bool {
    guard target.count <= bytes.count else { return false }
    target.copyBytes(from: bytes.prefix(target.count))
    bytes = bytes.dropFirst(target.count)
    return true
  }
}

/// Reads what `SnapshotWriter` wrote. Whatever does not fit is nil; nothing here trusts a number that it read.
struct SnapshotReader {
  private var place: UInt64 = 0

  mutating func read<Row: BitwiseCopyable>(_ type: Row.Type, _ source: inout some SnapshotSource) -> [Row]? {
    guard let size = word(&source), size <= UInt64(source.remaining) else { return nil }
    let count = Int(size)
    guard count % MemoryLayout<Row>.stride == 0 else { return nil }
    let rows = count / MemoryLayout<Row>.stride
    var isRead = false
    // Room for a day's work: the first save after a start need not copy everything to a larger place.
    let array = [Row](unsafeUninitializedCapacity: rows + rows / 16 + 64) { target, initialized in
      let bytes = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(target)[..<count])
      isRead = source.read(into: bytes)
      initialized = isRead ? rows : 0
    }
    var rest: UInt64 = 0
    let isFilled = withUnsafeMutableBytes(of: &rest) { rest in
      source.read(into: UnsafeMutableRawBufferPointer(rebasing: rest[..<(-count & 7)]))
    }
    guard isRead, isFilled, rest == 0, let sum = word(&source),
      sum == array.withUnsafeBytes({ Checksum.of($0, section: place) })
    else { return nil }
    place += 1
    return array
  }

  private func word(_ source: inout some SnapshotSource) -> UInt64? {
    var word: UInt64 = 0
    return withUnsafeMutableBytes(of: &word) { source.read(into: $0) } ? word : nil
  }

  mutating func readNames(_ source: inout some SnapshotSource) -> [String]? {
    guard let bytes = read(UInt8.self, &source) else { return nil }
    guard bytes.isEmpty || bytes.last == 0 else { return nil }
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

/// A quick sum that any flipped bit changes. It guards against disks, not against people: the cache is this user's own.
enum Checksum {
  /// Four lanes, each word folded in by a step that can be undone: two texts that differ in one lane end differently.
  /// - Parameter section: the place of the array among all, so that two that changed places are found out.
  static func of(_ bytes: UnsafeRawBufferPointer, section: UInt64) -> UInt64 {
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
    var sum = (UInt64(bytes.count) ^ section << 56) &* 0x9e37_79b9_7f4a_7c15
    for lane in [a, b, c, d] { sum = (sum ^ lane ^ lane >> 29) &* 0xbf58_476d_1ce4_e5b9 }
    return sum ^ sum >> 32
  }

  @inline(__always)
  private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (lane ^ word) &* 0x2545_f491_4f6c_dd1d
    return mixed ^ (mixed &>> 31)
  }
}
