// Finds the records that hold a value: by NIK, by household, by track, by day.

/// Records by the hash of a field and a value. It only grows: who asks compares with what the record shows now.
///
/// A posting is hash and row in one word. The latest lie in a small hash table; when it is full they become a sorted run,
/// and runs of like length become one, so that a posting takes eight bytes and a look-up a few halvings.
struct PostingIndex: Sendable {
  /// Sorted, the longest first.
  private(set) var runs: [[UInt64]] = []
  private var recent: [UInt64] = []
  /// The place after the latest posting of each bucket in `recent`, 0 for none; and for each posting that of the one before.
  private var buckets: [UInt16] = []
  private var earlier: [UInt16] = []

  private static let recentLimit = 4096

  init() {}

  /// One run of a snapshot; nil where it is not sorted.
  init?(run: [UInt64]) {
    guard zip(run, run.dropFirst()).allSatisfy({ $0 <= $1 }) else { return nil }
    if !run.isEmpty { runs = [run] }
  }

  static func hash(_ number: UInt16, _ value: UnsafeRawBufferPointer) -> UInt32 {
    let mixed = HashTable.mix(NameSet.hash(value), UInt64(number))
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
  }

  mutating func insert(_ hash: UInt32, row: UInt32) {
    if buckets.isEmpty { buckets = [UInt16](repeating: 0, count: PostingIndex.recentLimit) }
    let bucket = Int(hash) & (PostingIndex.recentLimit - 1)
    recent.append(UInt64(hash) << 32 | UInt64(row))
    earlier.append(buckets[bucket])
    buckets[bucket] = UInt16(recent.count)
    if recent.count == PostingIndex.recentLimit { turnIntoRun() }
  }

  private mutating func turnIntoRun() {
    var run = recent.sorted()
    recent.removeAll(keepingCapacity: true)
    earlier.removeAll(keepingCapacity: true)
    for place in buckets.indices { buckets[place] = 0 }
    while let last = runs.last, last.count < run.count * 2 {
      runs.removeLast()
      run = PostingIndex.merged(last, run)
    }
    runs.append(run)
  }

  private static func merged(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: left.count + right.count) { target, initialized in
      var (at, from) = (0, 0)
      for place in target.indices {
        let takesLeft = from == right.count || (at < left.count && left[at] <= right[from])
        target[place] = takesLeft ? left[at] : right[from]
        if takesLeft { at += 1 } else { from += 1 }
      }
      initialized = target.count
    }
  }

  /// All postings in one run, for a snapshot.
  func joined() -> [UInt64] {
    runs.reversed().reduce(recent.sorted()) { PostingIndex.merged($1, $0) }
  }

  /// The highest row that a posting names; nil of an empty index.
  var highestRow: UInt32? {
    runs.joined().lazy.map { UInt32(truncatingIfNeeded: $0) }.max()
  }

  /// The rows under this hash, each once, in the order of their numbers.
  func rows(_ hash: UInt32) -> [UInt32] {
    var rows: [UInt32] = []
    if !recent.isEmpty {
      var at = Int(buckets[Int(hash) & (PostingIndex.recentLimit - 1)])
      while at != 0 {
        if recent[at - 1] >> 32 == hash { rows.append(UInt32(truncatingIfNeeded: recent[at - 1])) }
        at = Int(earlier[at - 1])
      }
    }
    for run in runs {
      var low = 0
      var high = run.count
      while low < high {
        let middle = (low + high) / 2
        if run[middle] >> 32 < hash { low = middle + 1 } else { high = middle }
      }
      while low < run.count, run[low] >> 32 == hash {
        rows.append(UInt32(truncatingIfNeeded: run[low]))
        low += 1
      }
    }
    if rows.count < 2 { return rows }
    rows.sort()
    var last = none
    return rows.filter { row in
      defer { last = row }
      return row != last
    }
  }
}
