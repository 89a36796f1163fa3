// The registry as it was, written as it lies, with the list of what it was made from. May be deleted at any time.
import Glibc
import LoketModel
import LoketRegistry

/// One segment that a registry was made from.
struct LoadedSegment: Hashable, Sendable {
  /// The id under which its lines stand in the registry.
  var segment: Identifier
  var device: Identifier
  var office: String
  /// Highest number of an applied edit.
  var lastN = 0
  /// Edits that were applied.
  var edits = 0
  /// Bytes of the file.
  var size = 0
  var badLines = 0
  var blanked = 0
  var root = ""
  var previous = ""
  var hasHeader = true
  var isSealed = true
  /// It stands under `open/`, so it may grow, move, or be cut; never in a cache.
  var isOpen = false
}

/// The cache file: `cache/registry`.
struct Cache: Sendable {
  let folder: DataFolder
  var path: String { folder.cache + "/registry" }

  struct Content {
    var segments: [LoadedSegment]
    var registry: Registry
    /// The time that this device's own highest tick states.
    var ownStamp: String
    var ownTick: UInt64
  }

  private static let magic: [UInt8] = Array("loket cache 1\n\0\0".utf8)

  /// What the file holds; nil when there is none, or when anything in it does not agree with anything else.
  func read(device: Identifier) -> Content? {
    guard let bytes = try? folder.files.readWhole(path) else { return nil }
    return bytes.withUnsafeBytes { Cache.decode($0, device: device, isRead: Cache.giveBack) }
  }

  /// Replaces the file. Without a sync: a torn one fails its checksum and is made again.
  func write(_ content: Content, device: Identifier) throws(FileFailure) {
    try folder.files.makeFolders(folder.cache, under: folder.path)
    // The snapshot is the larger part by far: it is written as it lies, and never joined with the rest in memory.
    let snapshot = content.registry.snapshot()
    let head = Cache.head(content, device: device, snapshot: snapshot)
    try folder.files.replace(path, with: [head, snapshot], durable: false)
  }

  func drop() throws(FileFailure) {
    guard try folder.files.information(path) != nil else { return }
    try folder.files.remove(path)
  }

  /// What stands before the snapshot: lengths, checksums, the list of segments.
  static func head(_ content: Content, device: Identifier, snapshot: [UInt8]) -> [UInt8] {
    var table: [UInt8] = []
    func add(_ number: Int) {
      withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { table.append(contentsOf: $0) }
    }
    func add(_ text: String) {
      add(text.utf8.count)
      table.append(contentsOf: text.utf8)
    }
    add(device.description)
    add(Int(content.ownTick))
    add(content.ownStamp)
    add(content.segments.count)
    for segment in content.segments {
      add(segment.segment.description)
      add(segment.device.description)
      add(segment.office)
      for number in [segment.lastN, segment.edits, segment.size, segment.badLines, segment.blanked] { add(number) }
      add(segment.root)
      add(segment.previous)
      add((segment.hasHeader ? 1 : 0) + (segment.isSealed ? 2 : 0))
    }
    // The snapshot begins at a multiple of 16, so that its arrays can be read where they lie.
    while (magic.count + 32 + table.count) % 16 != 0 { table.append(0) }
    var file = magic
    for word in [
      UInt64(table.count), UInt64(snapshot.count), table.withUnsafeBytes { checksum($0) },
      snapshot.withUnsafeBytes { lastWord($0) },
    ] {
      withUnsafeBytes(of: word.littleEndian) { file.append(contentsOf: $0) }
    }
    return file + table
  }

  /// Gives the pages back that lie wholly in these bytes. They are this reader's own copy of the file, and nobody looks at
  /// them again: the state must not lie in memory twice.
  private static func giveBack(_ bytes: UnsafeRawBufferPointer) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    guard page > 0, let base = bytes.baseAddress else { return }
    let first = (Int(bitPattern: base) + page - 1) / page * page
    let last = (Int(bitPattern: base) + bytes.count) / page * page
    guard first < last, let start = UnsafeMutableRawPointer(bitPattern: first) else { return }
    madvise(start, last - first, MADV_DONTNEED)
  }

  static func decode(
    _ bytes: UnsafeRawBufferPointer, device: Identifier, isRead: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) -> Content? {
    let start = magic.count + 32
    guard bytes.count >= start, bytes[..<magic.count].elementsEqual(magic) else { return nil }
    let words = (0..<4).map {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: magic.count + 8 * $0, as: UInt64.self))
    }
    guard let tableLength = Int(exactly: words[0]), let snapshotLength = Int(exactly: words[1]),
      tableLength <= bytes.count, snapshotLength <= bytes.count, start + tableLength + snapshotLength == bytes.count
    else { return nil }
    let table = UnsafeRawBufferPointer(rebasing: bytes[start..<start + tableLength])
    let snapshot = UnsafeRawBufferPointer(rebasing: bytes[(start + tableLength)...])
    guard checksum(table) == words[2], lastWord(snapshot) == words[3] else { return nil }
    var reader = TableReader(bytes: table)
    guard reader.text() == device.description, let ownTick = reader.number(), let ownStamp = reader.text(),
      let count = reader.number(), count >= 0, count <= tableLength
    else { return nil }
    var segments: [LoadedSegment] = []
    segments.reserveCapacity(count)
    for _ in 0..<count {
      guard let segment = reader.segment() else { return nil }
      segments.append(segment)
    }
    guard let registry = Registry(snapshot: snapshot, isRead: isRead) else { return nil }
    return Content(segments: segments, registry: registry, ownStamp: ownStamp, ownTick: UInt64(clamping: ownTick))
  }

  private struct TableReader {
    let bytes: UnsafeRawBufferPointer
    var at = 0

    mutating func number() -> Int? {
      guard at + 8 <= bytes.count else { return nil }
      defer { at += 8 }
      return Int(Int64(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))))
    }

    mutating func text() -> String? {
      guard let count = number(), count >= 0, count <= bytes.count - at else { return nil }
      defer { at += count }
      return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]), as: UTF8.self)
    }

    mutating func segment() -> LoadedSegment? {
      guard let segment = text().flatMap({ Identifier($0) }), let device = text().flatMap({ Identifier($0) }),
        let office = text(), let lastN = number(), let edits = number(), let size = number(), let bad = number(),
        let blanked = number(), let root = text(), let previous = text(), let flags = number()
      else { return nil }
      return LoadedSegment(
        segment: segment, device: device, office: office, lastN: lastN, edits: edits, size: size, badLines: bad,
        blanked: blanked, root: root, previous: previous, hasHeader: flags & 1 != 0, isSealed: flags & 2 != 0)
    }
  }

  /// The snapshot's own checksum, which `Registry` judges it by: summing it here too would cost the start a second walk.
  private static func lastWord(_ snapshot: UnsafeRawBufferPointer) -> UInt64 {
    guard snapshot.count >= 8 else { return 0 }
    return UInt64(littleEndian: snapshot.loadUnaligned(fromByteOffset: snapshot.count - 8, as: UInt64.self))
  }

  /// 64 bits over all bytes. Each step is a bijection of its lane, so that any one changed word changes the sum; four lanes
  /// keep the multiplier busy. Against accidents, not against malice: whoever may write here may write the journal.
  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let prime: UInt64 = 0x9e37_79b9_7f4a_7c15
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    var at = 0
    var (a, b, c, d) = (lanes[0], lanes[1], lanes[2], lanes[3])
    func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
      let mixed = (lane ^ word) &* prime
      return mixed ^ (mixed &>> 29)
    }
    while at + 32 <= bytes.count {
      a = step(a, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      b = step(b, bytes.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self))
      c = step(c, bytes.loadUnaligned(fromByteOffset: at + 16, as: UInt64.self))
      d = step(d, bytes.loadUnaligned(fromByteOffset: at + 24, as: UInt64.self))
      at += 32
    }
    while at < bytes.count {
      a = step(a, UInt64(bytes[at]))
      at += 1
    }
    lanes = SIMD4(a, b, c, d)
    var sum = UInt64(bytes.count)
    for index in 0..<4 { sum = step(sum, lanes[index]) }
    return sum
  }
}
