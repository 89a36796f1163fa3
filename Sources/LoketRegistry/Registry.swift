// The state of everything: what all saves together say, whatever the order in which they arrived.
import LoketModel

/// Records, their fields, and the lines that made them, in flat arrays that are the cache as they lie.
///
/// It never depends on the order of arrival: an edit's values live until a counted ref names them (DESIGN §4).
public struct Registry: Sendable {
  var records: [RecordRow] = []
  var recordTable = HashTable()
  var lines: [LineRow] = []
  var segments: [SegmentRow] = []
  var segmentRows: [Identifier: UInt32] = [:]
  var extents: [Extent] = []
  var arena = ChunkArena()
  /// The texts of ids that are names.
  var idText: [UInt8] = []
  var kinds = NameTable(FieldTable.kinds.map(\.kind.rawValue))
  /// Logins and office codes.
  var names = NameTable([])
  /// Values of code lists, each kept once.
  var words = NameTable([])
  /// Edits by the line that they name and that is not here.
  var pending: [UInt64: [UInt32]] = [:]
  /// Records by NIK, household, card number and the like; and by track, partner and day.
  var narrow = PostingIndex()
  var wide = PostingIndex()
  /// What can be searched, and people and households in the order of names. They rest while many lines are read.
  var texts = SearchText()
  var personOrder: [UInt32] = []
  var householdOrder: [UInt32] = []
  var isLoading = false
  /// Room for the line that is being applied, so that none is asked for at each.
  var inHand = InHand()
  var stale: [UInt32] = []
  /// How many lines were here when a load began, and the records that it touched where something was.
  var loadedFrom = 0
  var unreviewed: [UInt32] = []
  /// Records that wait for a decision, each with which of its fields do.
  var contested: [UInt32: Contest] = [:]
  /// Missing lines, by segment and number, that somebody gave up.
  var lost: Set<UInt64> = []
  /// Which people share a NIK.
  var twins = Twins()
  /// Visits that wait or are being served, of whatever day.
  var openVisits: Set<UInt32> = []
  /// Which records are one.
  var joins = Joins()
  /// Some line froze somebody.
  var hasFrozen = false
  /// The rows of the rare kinds.
  var rare: [UInt16: [UInt32]] = [:]
  /// Which lines are erased.
  var erasures = Erasures()
  /// How many records of each kind exist and are not void, joined ones once.
  var counts: [Int] = Array(repeating: 0, count: FieldTable.kinds.count)
  /// How many of them are verified.
  var verifiedCounts: [Int] = Array(repeating: 0, count: FieldTable.kinds.count)
  var numbers: FieldNumbers { FieldNumbers.compiled }

  /// The highest tick of all lines, applied or not: a new save takes one more.
  public internal(set) var highestTick: UInt64 = 0
  /// Lines that need a newer program: kept and passed on, not applied.
  public internal(set) var newerLines = 0

  public init() {}

  /// How many lines are here, those for a newer program included.
  public var lineCount: Int { lines.count }

  /// Makes a segment known. A second call for the same segment gives the same place.
  /// - Returns: the place that `apply` asks for.
  public mutating func addSegment(_ id: Identifier, device: Identifier, office: String) -> Int {
    let row = segmentRow(id)
    segments[Int(row)].deviceHigh = device.high
    segments[Int(row)].deviceLow = device.low
    segments[Int(row)].office = names.place(office)
    return Int(row)
  }

  mutating func segmentRow(_ id: Identifier) -> UInt32 {
    if let row = segmentRows[id] { return row }
    let row = UInt32(segments.count)
    segments.append(SegmentRow(high: id.high, low: id.low))
    segmentRows[id] = row
    return row
  }

  /// What of each segment is here.
  public func segmentCoverage() -> [SegmentCoverage] {
    segments.filter { $0.applied > 0 }.map { segment in
      var highest: UInt32 = 0
      var at = segment.firstExtent
      while at != none {
        let extent = extents[Int(at)]
        highest = max(highest, extent.n + extent.count - 1)
        at = extent.next
      }
      return SegmentCoverage(segment: segment.id, lines: Int(highest), applied: Int(segment.applied))
    }
  }

  /// The line's place, or nil where it is not here.
  func line(_ segment: UInt32, _ n: UInt32) -> UInt32? {
    var at = segments[Int(segment)].firstExtent
    // A run is read in order: the last extent answers at once whether this line is still to come.
    if at != none {
      let last = extents[Int(segments[Int(segment)].lastExtent)]
      if last.next == none, n >= last.n, n < last.n + last.count { return last.line + (n - last.n) }
    }
    while at != none {
      let extent = extents[Int(at)]
      if n >= extent.n, n < extent.n + extent.count { return extent.line + (n - extent.n) }
      at = extent.next
    }
    return nil
  }

  func line(_ ref: LineRef) -> UInt32? {
    guard let segment = segmentRows[ref.segment], ref.n > 0, ref.n <= Int(Int32.max) else { return nil }
    return line(segment, UInt32(ref.n))
  }

  func lineRef(_ line: UInt32) -> LineRef {
    let (segment, n) = position(line)
    return LineRef(segment: segments[Int(segment)].id, n: Int(n))
  }

  /// The segment of a line and its number in it.
  func position(_ line: UInt32) -> (segment: UInt32, n: UInt32) {
    var low = 0
    var high = extents.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if extents[middle].line <= line { low = middle } else { high = middle }
    }
    return (extents[low].segment, extents[low].n + (line - extents[low].line))
  }

  /// Whether the left line stands before the right one: by (tick, segment, n), and by nothing that a clock says.
  func isLower(_ left: UInt32, _ right: UInt32) -> Bool {
    let ticks = (lines[Int(left)].tick, lines[Int(right)].tick)
    if ticks.0 != ticks.1 { return ticks.0 < ticks.1 }
    let (left, right) = (position(left), position(right))
    if left.segment != right.segment {
      return segments[Int(left.segment)].id < segments[Int(right.segment)].id
    }
    return left.n < right.n
  }
}

/// How much of a segment the registry holds.
public struct SegmentCoverage: Hashable, Sendable {
  public let segment: Identifier
  /// The highest `n` that is here.
  public let lines: Int
  /// How many lines are here; fewer than `lines` where some are damaged or not yet read.
  public let applied: Int
}

/// What of a line is in hand while it is applied; empty in between but for its room.
struct InHand: Sendable {
  var shape: [UInt16] = []
  var kept: [Int] = []
  var value: [UInt8] = []
}
