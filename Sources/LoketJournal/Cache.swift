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

  private static let magic: [UInt8] = Array("loket cache 3\n\0\0".utf8)

  /// What the file holds; nil when there is none, or when anything in it does not agree with anything else.
  func read(device: Identifier) -> Content? {
    guard let file = try? folder.files.open(path, .read) else { return nil }
    defer { folder.files.close(file) }
    guard let size = try? folder.files.size(file) else { return nil }
    var source = CacheFile(files: folder.files, file: file, remaining: size)
    return Cache.decode(&source, device: device)
  }

  /// Replaces the file. Without a sync: a torn one fails its checksums and is made again.
  func write(_ content: Content, device: Identifier) throws(FileFailure) {
    try folder.files.makeFolders(folder.cache, under: folder.path)
    let head = Cache.head(content, device: device)
    try folder.files.replace(path, durable: false) { file throws(FileFailure) in
      try file.write(head)
      try content.registry.writeSnapshot { piece throws(FileFailure) in try file.write(piece) }
    }
  }

  /// Durably: it holds everybody, and must not stand there again after the power is cut.
  func drop() throws(FileFailure) {
    guard try folder.files.information(folder.cache) != nil else { return }
    for file in [path, path + ".part"] where try folder.files.information(file) != nil { try folder.files.remove(file) }
    try folder.files.synchroniseFolder(folder.cache)
  }

  /// What stands before the snapshot: its length, its checksum, the list of segments.
  /// - Parameter level: the line form that the registry was made with. A program of another one reads the segments again:
  ///   what one kept without understanding it, the other may show.
  static func head(_ content: Content, device: Identifier, level: Int = LineLimits.level) -> [UInt8] {
    var table: [UInt8] = []
    func add(_ number: Int) {
      withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { table.append(contentsOf: $0) }
    }
    func add(_ text: String) {
      add(text.utf8.count)
      table.append(contentsOf: text.utf8)
    }
    add(level)
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
    var file = magic
    for word in [UInt64(table.count), table.withUnsafeBytes { checksum($0) }] {
      withUnsafeBytes(of: word.littleEndian) { file.append(contentsOf: $0) }
    }
    return file + table
  }

  static func decode(
    _ source: inout some SnapshotSource, device: Identifier, level: Int = LineLimits.level
  ) -> Content? {
    guard let start = take(magic.count + 16, &source), start.starts(with: magic) else { return nil }
    let words = start.withUnsafeBytes { start in
      [0, 8].map { UInt64(littleEndian: start.loadUnaligned(fromByteOffset: magic.count + $0, as: UInt64.self)) }
    }
    guard let length = Int(exactly: words[0]), let table = take(length, &source),
      table.withUnsafeBytes({ checksum($0) }) == words[1],
      var content = table.withUnsafeBytes({ decode(table: $0, device: device, level: level) }),
      let registry = Registry(snapshot: &source)
    else { return nil }
    content.registry = registry
    return content
  }

  private static func take(_ count: Int, _ source: inout some SnapshotSource) -> [UInt8]? {
    guard count >= 0, count <= source.remaining else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    return bytes.withUnsafeMutableBytes { source.read(into: $0) } ? bytes : nil
  }

  /// What the list of segments says, with an empty registry.
  private static func decode(table: UnsafeRawBufferPointer, device: Identifier, level: Int) -> Content? {
    var reader = TableReader(bytes: table)
    guard reader.number() == level, reader.text() == device.description, let ownTick = reader.number(),
      let ownStamp = reader.text(),
      let count = reader.number(), count >= 0, count <= table.count
    else { return nil }
    var segments: [LoadedSegment] = []
    segments.reserveCapacity(count)
    for _ in 0..<count {
      guard let segment = reader.segment() else { return nil }
      segments.append(segment)
    }
    return Content(segments: segments, registry: Registry(), ownStamp: ownStamp, ownTick: UInt64(clamping: ownTick))
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

/// A cache file that is read in its order.
private struct CacheFile: SnapshotSource {
  let files: any FileSystem
  let file: OpenFile
  private(set) var remaining: Int
  private var offset = 0

  init(files: any FileSystem, file: OpenFile, remaining: Int) {
    self.files = files
    self.file = file
    self.remaining = remaining
  }

  mutating func read(into target: UnsafeMutableRawBufferPointer) -> Bool {
    guard target.count <= remaining else { return false }
    var done = 0
    while done < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[done...])
      guard let count = try? files.read(file, into: rest, at: offset + done), count > 0 else { return false }
      done += count
    }
    offset += done
    remaining -= done
    return true
  }
}
