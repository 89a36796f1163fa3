// The best records that a search met, in order.

/// The best hits so far, each record once, never more than the limit.
struct BestHits {
  struct Hit {
    let rank: SearchRank
    let prefix: UInt64
    let slot: UInt32
    let row: UInt32
    let why: TextPiece
  }

  let limit: Int
  private(set) var hits: [Hit] = []

  init(limit: Int) { self.limit = limit }

  mutating func offer(_ hit: Hit, in registry: Registry) {
    if hits.count == limit, let last = hits.last, !BestHits.isBetter(hit, last, registry) { return }
    if let known = hits.firstIndex(where: { $0.row == hit.row }) {
      if !BestHits.isBetter(hit, hits[known], registry) { return }
      hits.remove(at: known)
    }
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if BestHits.isBetter(hits[middle], hit, registry) { low = middle + 1 } else { high = middle }
    }
    hits.insert(hit, at: low)
    if hits.count > limit { hits.removeLast() }
  }

  static func isBetter(_ left: Hit, _ right: Hit, _ registry: Registry) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    if left.prefix != right.prefix { return left.prefix < right.prefix }
    if left.slot != right.slot {
      let order = registry.texts.compare(left.slot, right.slot)
      if order != 0 { return order < 0 }
    }
    return registry.isIdLower(left.row, right.row)
  }
}
