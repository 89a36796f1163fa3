// What a judged file says of itself: header, saves, seal; and, for one that a run left behind, what of it counts.
import LoketModel
import LoketRegistry

/// Header and seal of a segment, and how far its saves are whole.
struct SegmentScan: Sendable {
  var segment: Identifier?
  var device: Identifier?
  var office: String?
  /// Root of the predecessor; nil for none (or when the header is damaged: `hasHeader` says).
  var previous: String?
  var isTrace = false
  var hasHeader = false
  /// The level of the header: above ours, nothing of the segment is for this program.
  var level = 1
  var isNewer: Bool { level > LineLimits.level }
  /// The number of the last kept edit.
  var lastN = 0
  /// Digest of the last kept edit, 64 hex digits: what the seal names as the root. Of an erased one only the seal knows it.
  var root: String? { sealedRoot ?? (endsErased ? nil : rootDigest?.description) }
  private var rootDigest: Digest?
  private var endsErased = false
  private var sealedRoot: String?
  /// Hash in the tail of the last kept line, as the seal goes on from it.
  var lastDigest: Digest?
  /// Lines from the top that count (header included); the rest of an open segment is torn.
  var keptLines = 0
  /// Whether a seal that agrees with the edits closes the file.
  var isSealed = false
  /// Good edits among the kept lines.
  var edits = 0
  /// Lines that fail their hash, cannot be parsed or stand where they cannot, among the kept lines; 0 is the header.
  var badLines: [Int] = []
  /// Edits of which only the place is left.
  var blanked = 0
  /// Edits that need a newer program.
  var newerLines = 0
  /// Highest tick among the kept lines, and the line that has it.
  var highestTick: UInt64 = 0
  var highestLine = 0

  /// Walks the lines from top to bottom and hands each good edit to `body`, with the bytes of its line.
  /// - Parameters:
  ///   - isOpen: after the last wholly verified save everything is torn, unless one follows.
  ///   - limit: edits above this number were never acknowledged (an abandoned segment's note).
  static func scan(
    _ bytes: UnsafeRawBufferPointer, _ judged: JudgedSegment, isOpen: Bool, limit: Int = .max,
    _ body: (ParsedLine, UnsafeRawBufferPointer) -> Void = { _, _ in }
  ) -> SegmentScan {
    var result = SegmentScan()
    var walk = Walk(isOpen: isOpen)
    for (index, line) in judged.lines.enumerated() {
      let raw = bytes[line]
      let read = line.isGood ? judged.parsed.isEmpty ? try? walk.parser.parse(raw) : judged.parsed[index] : nil
      let parsed: ParsedLine
      if let read, walk.accepts(read, index, limit, raw) {
        parsed = read.form == .edit ? read.below(result.level) : read
      } else if line.isGood, result.isNewer {
        // Whole, and of a form that a newer program may judge.
        parsed = walk.unreadable
      } else {
        if index == 0 { result.readDamagedHeader(raw) }
        walk.bad(index, raw)
        continue
      }
      switch parsed.form {
      case .header:
        result.readHeader(parsed, raw)
        walk.line = 0
        result.keptLines = 1
        result.lastDigest = line.digest
      case .edit:
        walk.edit(index, parsed, line)
        body(parsed, raw)
        if parsed.isLast { if walk.closesWholeSave { walk.keep(&result) } else { walk.passOver() } }
      case .end:
        walk.sawEnd = true
        walk.keep(&result)
        result.keptLines = index + 1
        result.isSealed = true
        result.sealedRoot = parsed.root?.string(in: raw)
      }
    }
    if !isOpen || result.isSealed {
      if !result.isSealed { walk.keep(&result) }
      result.keptLines = judged.lines.count
    }
    result.badLines = walk.badLines.filter { $0 < result.keptLines }
    return result
  }

  private mutating func readHeader(_ parsed: ParsedLine, _ line: UnsafeRawBufferPointer) {
    hasHeader = true
    segment = parsed.segment
    device = parsed.device
    office = parsed.office?.string(in: line)
    previous = parsed.previous?.string(in: line)
    isTrace = parsed.isTrace
    level = parsed.level
  }

  /// Of a header that fails its hash only what decides where the file belongs is taken.
  private mutating func readDamagedHeader(_ line: UnsafeRawBufferPointer) {
    let mark = Array("\"trace\":true".utf8)
    guard line.count >= mark.count else { return }
    isTrace = (0...(line.count - mark.count)).contains { start in
      mark.indices.allSatisfy { line[start + $0] == mark[$0] }
    }
  }

  /// The state of one walk.
  private struct Walk {
    /// A blank line that was never sealed was not made by an erasure.
    let isOpen: Bool
    var parser = LineParser()
    var sawEnd = false
    var line = 0
    private(set) var badLines: [Int] = []
    private var lastN = 0
    private var lastDigest: Digest?
    private var lastHash: LineHash?
    private var endsErased = false
    private var edits = 0
    private var blanked = 0
    private var newerLines = 0
    private var runIsEmpty = true
    init(isOpen: Bool) { self.isOpen = isOpen }

    /// A bad line stands between the last whole save and the present run.
    private var followsBad = false
    /// The damaged line closed a save, or is the header.
    private var closesSave = false
    private var runTick: UInt64 = 0
    private var keptTick: UInt64?
    private var highestTick: UInt64 = 0
    private var highestLine = 0

    /// Whether a line whose hash is good may stand where it stands.
    func accepts(_ parsed: ParsedLine, _ index: Int, _ limit: Int, _ raw: UnsafeRawBufferPointer) -> Bool {
      switch parsed.form {
      case .header: return index == 0
      case .edit:
        if parsed.isErased {
          // A blank line is good by its form alone: only its number tells that the line before it was cut out.
          if isOpen || badLines.last != index - 1 && parsed.n != lastN + 1 { return false }
        }
        return index > 0 && !sawEnd && parsed.n > lastN && parsed.n <= limit
      case .end:
        guard index > 0, !sawEnd, parsed.n >= lastN else { return false }
        // Where lines are missing the count and the root cannot be compared; its own hash still says that it is the seal.
        guard badLines.isEmpty else { return true }
        guard runIsEmpty, parsed.n == lastN, let root = parsed.root?.string(in: raw) else { return false }
        if endsErased {
          return lastHash.map { root.utf8.count == 64 && root.utf8.prefix(32).elementsEqual($0.bytes) } ?? false
        }
        return root == lastDigest?.description
      }
    }

    var unreadable: ParsedLine { .unreadable(n: lastN + 1) }

    mutating func bad(_ index: Int, _ raw: UnsafeRawBufferPointer) {
      badLines.append(index)
      followsBad = true
      closesSave = index == 0 || raw.endsSave
      runIsEmpty = true
    }

    mutating func edit(_ index: Int, _ parsed: ParsedLine, _ judged: JudgedLine) {
      line = index
      lastN = parsed.n
      lastDigest = judged.digest
      lastHash = judged.hash
      endsErased = parsed.isErased
      edits += 1
      if parsed.isErased { blanked += 1 }
      if parsed.isNewer { newerLines += 1 }
      runIsEmpty = parsed.isLast
      runTick = parsed.tick
      if parsed.tick >= highestTick {
        highestTick = parsed.tick
        // Of an erased line nobody knows what time it stated.
        if !parsed.isErased { highestLine = index }
      }
    }

    /// Lines after damage are a save of their own, unless their tick follows the last whole save's directly: then the
    /// damaged lines belong to them, and the save is not whole. Where no save was whole before, what is left of the line
    /// above tells: one that closed a save has its mark beside its hash, and that hash stands, or these would not be good.
    var closesWholeSave: Bool {
      guard followsBad else { return true }
      guard let keptTick else { return closesSave }
      return runTick != keptTick + 1
    }

    /// At most one save was never synced: what stands behind it is whole.
    mutating func passOver() { closesSave = true }

    mutating func keep(_ result: inout SegmentScan) {
      result.keptLines = max(result.keptLines, line + 1)
      result.lastN = lastN
      if let lastDigest {
        result.lastDigest = lastDigest
        result.rootDigest = lastDigest
      }
      result.endsErased = endsErased
      result.edits = edits
      result.blanked = blanked
      result.newerLines = newerLines
      result.highestTick = highestTick
      result.highestLine = highestLine
      keptTick = runTick
      followsBad = false
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a line says, beside its hash, that it closes a save. One byte of that may be the damage.
  fileprivate var endsSave: Bool {
    let mark = Array("\"last\":true".utf8)
    let end = suffix(Chain.tailLength + 64)
    return end.indices.dropLast(mark.count).contains { start in
      mark.indices.count { mark[$0] != end[start + $0] } < 2
    }
  }
}
