// The words of one query made ready for a registry: what each can be found by, and which texts answer all of them.

/// One spelling and the rows of a signature that are marked where it stands.
struct SearchedSpelling {
  let needle: Needle
  let anywhere: [Int]
  let starting: [Int]

  init(_ needle: Needle) {
    self.needle = needle
    (anywhere, starting) = TextSignatures.rows(needle.bytes)
  }
}

/// Rows of records, one bit each.
struct RowSet {
  private let records: Int
  private var words: [UInt64] = []
  var isEmpty: Bool { words.isEmpty }

  init(records: Int) { self.records = records }

  mutating func insert(_ row: UInt32) {
    if words.isEmpty { words = [UInt64](repeating: 0, count: (records + 63) / 64) }
    words[Int(row >> 6)] |= 1 &<< UInt64(row & 63)
  }

  func contains(_ row: UInt32) -> Bool { !words.isEmpty && words[Int(row >> 6)] & 1 &<< UInt64(row & 63) != 0 }
}

struct SearchedWord {
  let word: SearchWord
  /// Those that stand in some text.
  let spellings: [SearchedSpelling]
  /// The households in whose text the word stands, where that is enough for a person; nil where there are none.
  var households: RowSet?

  init?(_ word: SearchWord, in registry: Registry) {
    self.word = word
    spellings = word.spellings.filter { registry.texts.signatures.mayHold($0.bytes) }.map(SearchedSpelling.init)
    if spellings.isEmpty { return nil }
  }

  /// The blocks of a run in which a spelling may stand, or may stand at the start of a word.
  func blocks(_ run: Int, isStarting: Bool, in signatures: TextSignatures) -> UInt64 {
    var blocks: UInt64 = 0
    for spelling in spellings { blocks |= signatures.blocks(run, isStarting ? spelling.starting : spelling.anywhere) }
    return blocks
  }
}

/// Words of which every one must match.
struct SearchedList {
  private let words: [SearchedWord]
  /// The longest first: it is met least often.
  private let byLength: [SearchedWord]

  /// Nil where a word stands nowhere.
  init?(_ words: [SearchWord], _ wanted: WantedKinds, in registry: Registry) {
    var ready = words.compactMap { SearchedWord($0, in: registry) }
    guard ready.count == words.count else { return nil }
    if words.count > 1, wanted.needsPeople {
      for place in words.indices where words[place].isTelling {
        ready[place].households = registry.households(with: ready[place])
      }
    }
    self.words = ready
    byLength = ready.sorted { $0.word.plain.bytes.count > $1.word.plain.bytes.count }
  }

  /// What a name must start with for the best rank; nil where no name can.
  var namePrefix: [UInt8]? {
    guard let first = words.first?.word, !first.isDerived else { return nil }
    return [TextPiece.name.rawValue] + first.plain.bytes
  }

  /// The blocks of a run in which a text may answer.
  func blocks(_ run: Int, isStarting: Bool, in signatures: TextSignatures) -> UInt64 {
    var all = UInt64.max
    var any: UInt64 = 0
    for word in words {
      let blocks = word.blocks(run, isStarting: isStarting, in: signatures)
      any |= blocks
      if word.households == nil { all &= blocks }
      if all == 0 { return 0 }
    }
    return all & any
  }

  /// The texts of a block, one bit each, that answer; for the better ranks those alone where every word that stands in them
  /// stands at the start of a word.
  func texts(_ run: Int, _ place: Int, isStarting: Bool, in registry: Registry) -> UInt64 {
    let texts = registry.texts
    let block = texts.block(run, place)
    var all = UInt64.max
    var any: UInt64 = 0
    for word in byLength {
      var found: UInt64 = 0
      for spelling in word.spellings {
        let rows = isStarting ? spelling.starting : spelling.anywhere
        if texts.signatures.blocks(run, rows) & 1 << UInt64(place) != 0 {
          found |= texts.slots(block, with: spelling.needle, isStarting: isStarting, among: all)
        }
      }
      any |= found
      if let households = word.households { found |= registry.texts(block, of: households, among: all & ~found) }
      all &= found
      if all == 0 { return 0 }
    }
    return all & any
  }

  /// How well a text answers, and by which piece; nil where it does not.
  func match(_ slot: UInt32, in registry: Registry) -> (rank: SearchRank, why: TextPiece)? {
    if words.count == 1 { return registry.texts.match(slot, words[0].word).map { ($0.rank, $0.piece) } }
    let household = registry.household(of: registry.texts.slots[Int(slot)])
    var rank = SearchRank.name
    var why: TextPiece?
    for (place, word) in words.enumerated() {
      if let found = registry.texts.match(slot, word.word) {
        if place == 0 || found.rank == .anywhere { rank = max(rank, found.rank) }
        if why == nil { why = found.piece }
      } else {
        guard let household, let households = word.households, households.contains(household) else { return nil }
        rank = max(rank, .word)
      }
    }
    return why.map { (rank, $0) }
  }
}

extension SearchText {
  /// The slots of a block, one bit each, in which the word stands, or stands at the start of a word.
  /// - Parameter among: those that are asked about.
  func slots(_ block: Range<Int>, with needle: Needle, isStarting: Bool, among: UInt64 = .max) -> UInt64 {
    var found: UInt64 = 0
    bytes.withUnsafeBytes { all in
      if among.nonzeroBitCount < 12 {
        var rest = among
        while rest != 0 {
          let slot = block.lowerBound + rest.trailingZeroBitCount
          if slot >= block.upperBound { return }
          if needle.find(in: all, from: start(slot), to: start(slot + 1), isStarting: isStarting) != nil {
            found |= rest & (0 &- rest)
          }
          rest &= rest &- 1
        }
        return
      }
      let end = start(block.upperBound)
      var slot = block.lowerBound
      var at = start(slot)
      while let place = needle.find(in: all, from: at, to: end, isStarting: isStarting) {
        while start(slot + 1) <= place { slot += 1 }
        found |= 1 &<< UInt64(slot - block.lowerBound)
        at = start(slot + 1)
      }
    }
    return found
  }
}

extension Registry {
  /// The people of a block, one bit each, whose household is one of these.
  fileprivate func texts(_ block: Range<Int>, of households: RowSet, among: UInt64) -> UInt64 {
    var found: UInt64 = 0
    for place in 0..<block.count where among & 1 &<< UInt64(place) != 0 {
      let slot = texts.slots[block.lowerBound + place]
      guard slot.row != none, let household = household(of: slot) else { continue }
      if households.contains(household) { found |= 1 &<< UInt64(place) }
    }
    return found
  }

  /// The households in whose text the word stands; nil where there are none.
  fileprivate func households(with word: SearchedWord) -> RowSet? {
    var found = RowSet(records: records.count)
    for run in 0..<TextSignatures.runs(texts.signatures.count) {
      var blocks = word.blocks(run, isStarting: false, in: texts.signatures)
      while blocks != 0 {
        let block = texts.block(run, blocks.trailingZeroBitCount)
        blocks &= blocks - 1
        if block.isEmpty || block.upperBound <= texts.arrangedPeople { continue }
        for spelling in word.spellings {
          var slots = texts.slots(block, with: spelling.needle, isStarting: false)
          while slots != 0 {
            let row = texts.slots[block.lowerBound + slots.trailingZeroBitCount].row
            slots &= slots - 1
            if row != none, records[Int(row)].kind == Registry.householdKind { found.insert(row) }
          }
        }
      }
    }
    return found.isEmpty ? nil : found
  }
}
