// How a word stands in one text, and how a text answers all words.

extension SearchText {
  /// How a word matches a text, best first; nil where it does not stand in it.
  func match(_ slot: UInt32, _ word: SearchWord) -> (rank: SearchRank, piece: TextPiece)? {
    bytes.withUnsafeBytes { all in
      let range = range(slot)
      var best: (rank: SearchRank, piece: TextPiece)?
      for (place, needle) in word.spellings.enumerated() {
        var at = range.lowerBound
        while let found = needle.find(in: all, from: at, to: range.upperBound) {
          let before = found == range.lowerBound || all[found] < 0x20 ? 0 : all[found - 1]
          // The name stands first: where the first find is not its start, no later one is.
          if before == TextPiece.name.rawValue, place == 0, !word.isDerived { return (.name, .name) }
          let rank: SearchRank = before <= 0x20 ? .word : .anywhere
          if best.map({ rank < $0.rank }) ?? true {
            var start = found
            while start > range.lowerBound, all[start] >= 0x20 { start -= 1 }
            best = (rank, TextPiece(rawValue: all[start]) ?? .name)
          }
          if rank == .word { return best }
          at = found + 1
        }
      }
      return best
    }
  }
}
