// A stick that travels: what lies on it, and what careless hands and bad flash do to that.
import DiskInMemory
import LoketJournal
import LoketModel
import LoketRegistry

final class SimulatedStick {
  static let root = "/stick"
  let number: Int
  var disk: MemoryDisk
  /// Acknowledged lines that were said to be on it.
  var held: Set<LineRef> = []
  /// Segments of which a file was spoiled here: nobody is told that they are safe on this stick.
  var spoiled: Set<Identifier> = []
  /// How it was at some time.
  var old: (disk: MemoryDisk, held: Set<LineRef>, spoiled: Set<Identifier>)?

  init(_ number: Int) {
    self.number = number
    disk = SimulatedStick.empty()
  }

  private static func empty() -> MemoryDisk {
    let disk = MemoryDisk()
    disk.put(root + "/BACA.txt", Array("x".utf8))
    prepare(disk)
    return disk
  }

  private static func prepare(_ disk: MemoryDisk) {
    disk.keepsSteps = false
    disk.readsAhead = false
    disk.pretend(.fat)
    disk.knowsNoLinks = true
  }

  /// Some hand brought blank lines without the lists that say why.
  private(set) var hasBlanks = false

  var segments: [String] { disk.files(under: SimulatedStick.root).filter { $0.hasSuffix(".jsonl") } }

  func format() {
    disk = SimulatedStick.empty()
    (held, spoiled) = ([], [])
  }

  func remember() { old = (disk.copy(), held, spoiled) }

  /// A copy of it as it was lies in the drawer, and comes back.
  func comeBack() -> Bool {
    guard let old else { return false }
    disk = old.disk.copy()
    SimulatedStick.prepare(disk)
    (held, spoiled) = (old.held, old.spoiled)
    return true
  }

  /// The lines of a segment are no longer safe here.
  func spoil(_ segment: Identifier) {
    spoiled.insert(segment)
    held = held.filter { $0.segment != segment }
  }

  // MARK: What happens to files

  enum Harm: CaseIterable {
    case flip, cut, copy, conflictCopy, halfCopy, part, blankBeside, blankInstead, remove
  }

  /// - Returns: what was done, for the log; nil where nothing could be.
  func harm(_ harm: Harm, _ random: inout SampleRandom) -> String? {
    let segments = segments
    guard !segments.isEmpty else { return nil }
    let path = random.pick(segments)
    guard var bytes = disk.bytes(path), bytes.count > 400 else { return nil }
    let texts = SegmentText.parts(of: bytes).compactMap { SegmentText($0) }
    guard let text = texts.first else { return nil }
    let stem = String(path.dropLast(6))
    switch harm {
    case .flip:
      bytes[random.below(bytes.count - 1)] ^= UInt8(1 << random.below(8))
      disk.replaceBytes(path, bytes)
      for text in texts { spoil(text.segment) }
    case .cut:
      disk.replaceBytes(path, Array(bytes.prefix(random.inside(1...bytes.count - 1))))
      for text in texts { spoil(text.segment) }
    case .copy: disk.put(stem + " (1).jsonl", bytes)
    case .conflictCopy: disk.put(stem + ".sync-conflict-20261122-101500-ABCDEFG.jsonl", bytes)
    case .halfCopy: disk.put(stem + " (2).jsonl", Array(bytes.prefix(random.inside(1...bytes.count - 1))))
    case .part: disk.put(path + ".part", Array(bytes.prefix(random.inside(1...bytes.count - 1))))
    case .blankBeside, .blankInstead:
      guard !path.contains(".e"), !path.hasSuffix(Pack.ending),
        let line = text.lines.isEmpty ? nil : random.inside(1...text.lines.count),
        let forged = SegmentText.blanking(bytes, line: line)
      else { return nil }
      disk.put(stem + ".e1.jsonl", forged)
      if harm == .blankInstead {
        disk.delete(path)
        spoil(text.segment)
      }
    case .remove:
      disk.delete(path)
      let gone = Set(texts.map(\.segment))
      held = held.filter { !gone.contains($0.segment) }
    }
    return "\(harm) \(path)"
  }

  /// Some hand copies some of another stick's files, in whatever order.
  func takeSome(from other: SimulatedStick, _ random: inout SampleRandom) -> Int {
    var count = 0
    for path in other.segments where random.chance(500) {
      guard let bytes = other.disk.bytes(path) else { continue }
      if disk.bytes(path) == nil {
        disk.put(path, bytes)
        if path.contains(".e") { hasBlanks = true }
        // What was spoiled there is spoiled here, also where its own id is what was spoiled.
        let said = path + (path.hasSuffix(Pack.ending) ? String(decoding: bytes, as: UTF8.self) : "")
        for segment in other.spoiled where said.contains(segment.description) { spoil(segment) }
        count += 1
      }
    }
    return count
  }
}
