// Walks the texts in the order of the result and stops where no better one can follow.

/// One search. The texts that stand in order are walked once for each rank, the best rank first, so that what many records
/// hold is answered by the first of them; blocks whose signature lacks a word are passed over. What came since the texts
/// were arranged is looked at whole.
struct SearchWalk {
  typealias Hit = BestHits.Hit

  private let registry: Registry
  private let lists: [SearchedList]
  private let wanted: WantedKinds
  /// One more than is shown: whether it is there tells whether the list is complete.
  private let enough: Int
  private let standsForHouseholds: Bool
  private var hits: [Hit] = []
  /// The households among `hits` and those of this rank, where people stand for them.
  private var seen: Set<UInt32> = []

  init(_ registry: Registry, _ lists: [SearchedList], _ wanted: WantedKinds, limit: Int) {
    self.registry = registry
    self.lists = lists
    self.wanted = wanted
    standsForHouseholds = wanted.standsForHousehold(Registry.personKind)
    enough = limit == .max ? limit : limit + 1
  }

  /// The best hits in order, at most one more than the limit.
  mutating func best(fewBlocks: Int) -> [Hit] {
    let isRare = mayBeIn(fewerBlocksThan: fewBlocks)
    let late = hits(from: isRare ? 0 : registry.texts.arranged)
    if isRare { return late }
    for rank in SearchRank.allCases where hits.count < enough {
      let known = Set(hits.map(\.row))
      seen = known
      var found: [Hit] = []
      switch rank {
      case .name: walkNames(&found)
      case .word, .anywhere: walkBlocks(rank, &found)
      }
      found += late.filter { $0.rank == rank }
      found.sort { BestHits.isBetter($0, $1, registry) }
      var rows = known
      for hit in found where hits.count < enough && rows.insert(hit.row).inserted { hits.append(hit) }
    }
    return hits
  }

  private func match(_ slot: UInt32) -> (rank: SearchRank, why: TextPiece)? {
    var best: (rank: SearchRank, why: TextPiece)?
    for list in lists {
      if let found = list.match(slot, in: registry), best.map({ found.rank < $0.rank }) ?? true { best = found }
    }
    return best
  }

  /// The record that a text stands for, where it is wanted.
  private func shown(_ slot: UInt32) -> UInt32? {
    let text = registry.texts.slots[Int(slot)]
    guard text.row != none else { return nil }
    let kind = registry.records[Int(text.row)].kind
    if wanted.has(kind) { return text.row }
    guard wanted.standsForHousehold(kind), let household = registry.household(of: text),
      registry.records[Int(household)].countsAsOne
    else { return nil }
    return household
  }

  private func hit(_ slot: UInt32, _ match: (rank: SearchRank, why: TextPiece), _ row: UInt32) -> Hit {
    Hit(rank: match.rank, prefix: registry.texts.prefix(slot), slot: slot, row: row, why: match.why)
  }

  // MARK: What stands in order

  /// Takes a text in its turn; false where this rank has enough.
  private mutating func take(_ slot: UInt32, _ rank: SearchRank, _ found: inout [Hit]) -> Bool {
    if hits.count + found.count >= enough, let last = found.last {
      // People whose texts are the same stand in the order of their ids, which is not that of their households.
      if !standsForHouseholds || registry.texts.compare(slot, last.slot) != 0 { return false }
    }
    guard let row = shown(slot), let match = match(slot), match.rank == rank else { return true }
    if !standsForHouseholds || seen.insert(row).inserted { found.append(hit(slot, match, row)) }
    return true
  }

  /// Everyone whose name starts with the first word, by the list of names.
  private mutating func walkNames(_ found: inout [Hit]) {
    guard wanted.needsPeople else { return }
    let texts = registry.texts
    for prefix in lists.compactMap(\.namePrefix) {
      var low = 0
      var high = registry.personOrder.count
      while low < high {
        let middle = (low + high) / 2
        if texts.isBelow(slot(middle), prefix) { low = middle + 1 } else { high = middle }
      }
      var block = -1
      var answering: UInt64 = 0
      while low < registry.personOrder.count, texts.starts(slot(low), with: prefix) {
        let slot = slot(low)
        low += 1
        if Int(slot) >= texts.arranged { continue }
        if Int(slot) / TextSignatures.textsInBlock != block {
          block = Int(slot) / TextSignatures.textsInBlock
          answering = candidates(block / 64, block % 64, isStarting: true)
        }
        let isAnswering = answering & 1 << UInt64(Int(slot) % TextSignatures.textsInBlock) != 0
        if isAnswering, !take(slot, .name, &found) { return }
      }
    }
  }

  private func slot(_ place: Int) -> UInt32 { registry.records[Int(registry.personOrder[place])].slot }

  private func blocks(_ run: Int, isStarting: Bool) -> UInt64 {
    var blocks: UInt64 = 0
    for list in lists { blocks |= list.blocks(run, isStarting: isStarting, in: registry.texts.signatures) }
    return blocks
  }

  private mutating func walkBlocks(_ rank: SearchRank, _ found: inout [Hit]) {
    let texts = registry.texts
    let isStarting = rank == .word
    for run in 0..<TextSignatures.runs(texts.arranged) {
      var blocks = blocks(run, isStarting: isStarting)
      while blocks != 0 {
        let place = blocks.trailingZeroBitCount
        blocks &= blocks - 1
        let block = texts.block(run, place)
        if block.lowerBound >= texts.arranged { return }
        if !wanted.needsPeople, block.upperBound <= texts.arrangedPeople { continue }
        if !wanted.has(Registry.householdKind), block.lowerBound >= texts.arrangedPeople { return }
        var slots = candidates(run, place, isStarting: isStarting)
        while slots != 0 {
          let slot = block.lowerBound + slots.trailingZeroBitCount
          slots &= slots - 1
          if slot < texts.arranged, !take(UInt32(slot), rank, &found) { return }
        }
      }
    }
  }

  private func candidates(_ run: Int, _ place: Int, isStarting: Bool) -> UInt64 {
    var found: UInt64 = 0
    for list in lists { found |= list.texts(run, place, isStarting: isStarting, in: registry) }
    return found
  }

  // MARK: What stands in no order

  /// The best of all texts from this slot on, in whatever order they stand.
  private func hits(from first: Int) -> [Hit] {
    let texts = registry.texts
    var best = BestHits(limit: enough)
    let runs = TextSignatures.runs(texts.signatures.count)
    for run in min(first / TextSignatures.textsInRun, runs)..<runs {
      var blocks = blocks(run, isStarting: false)
      while blocks != 0 {
        let place = blocks.trailingZeroBitCount
        blocks &= blocks - 1
        let block = texts.block(run, place)
        if block.upperBound <= first { continue }
        var slots = candidates(run, place, isStarting: false)
        while slots != 0 {
          let slot = UInt32(block.lowerBound + slots.trailingZeroBitCount)
          slots &= slots - 1
          guard slot >= first, let row = shown(slot), let match = match(slot) else { continue }
          best.offer(hit(slot, match, row), in: registry)
        }
      }
    }
    return best.hits
  }

  /// Whether what was typed can stand in a few blocks only: these are looked at once rather than rank by rank.
  private func mayBeIn(fewerBlocksThan most: Int) -> Bool {
    var count = 0
    for run in 0..<TextSignatures.runs(registry.texts.signatures.count) {
      count += blocks(run, isStarting: false).nonzeroBitCount
      if count >= most { return false }
    }
    return true
  }
}
