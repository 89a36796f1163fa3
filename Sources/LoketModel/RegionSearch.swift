// Finding a region by a part of its name, a former name, its code, or the names of the places around it.

extension Regions {
  /// Villages whose name or former name holds `text` (spaces and capitals do not matter), whose code begins with its
  /// digits, or whose whole path holds all its words. Whole names first, then beginnings, then the rest; within each
  /// those near the village `near` (ten digits), then by code.
  public func villages(matching text: String, near: String = "", limit: Int) -> [Region] {
    regions(matching: text, at: .village, near: near, limit: limit)
  }

  /// The same for any level.
  public func regions(matching text: String, at level: RegionLevel, near: String = "", limit: Int) -> [Region] {
    guard limit > 0 else { return [] }
    let digits = text.filter { $0 != "." && $0 != " " }
    if !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
      return beginning(with: digits, at: level, limit: limit).map(region(at:))
    }
    let wanted = Array(Regions.squeezed(text).utf8)
    if wanted.isEmpty { return first(at: level, near: near, limit: limit).map(region(at:)) }
    var found: [Int] = []
    // One or two letters stand in half of a country's names. Those that begin with them come first, and mostly suffice.
    if wanted.count <= 2 { found = nearest(matches(of: wanted, beginningOnly: true), at: level, near, limit) }
    if found.count < limit { found = nearest(matches(of: wanted), at: level, near, limit) }
    let words = NameKey.fold(text).split(separator: " ").map { Array($0.utf8) }
    if words.count > 1, found.count < limit {
      let whole = Set(found)
      var around = Nearness(near, limit: limit)
      for index in pathsHolding(words, at: level) where !whole.contains(index) {
        around.add(index, code(index), rank: 0)
      }
      found += around.first.prefix(limit - found.count)
    }
    return found.map(region(at:))
  }

  private func nearest(
    _ matches: [(index: Int, rank: Int)], at level: RegionLevel, _ near: String, _ limit: Int
  ) -> [Int] {
    var ranked = Nearness(near, limit: limit)
    for (index, rank) in matches {
      let code = code(index)
      if Regions.level(code) == level { ranked.add(index, code, rank: rank) }
    }
    return ranked.first
  }

  /// Rows whose code begins with the digits: they stand side by side.
  private func beginning(with digits: String, at level: RegionLevel, limit: Int) -> [Int] {
    guard digits.utf8.count <= 10, let number = UInt64(digits) else { return [] }
    var step: UInt64 = 1
    for _ in digits.utf8.count..<10 { step *= 10 }
    var found: [Int] = []
    var index = lowerBound(number * step)
    while index < count, code(index) < (number + 1) * step, found.count < limit {
      if Regions.level(code(index)) == level { found.append(index) }
      index += 1
    }
    return found
  }

  /// Before anything was typed: the neighbours in the same kecamatan, or the first of the table.
  private func first(at level: RegionLevel, near: String, limit: Int) -> [Int] {
    var found: [Int] = []
    if level == .village, let own = Regions.packed(near), own > 0, let district = Regions.parent(of: own) {
      found = beginning(with: Regions.digits(district), at: level, limit: limit)
    }
    let known = Set(found)
    var index = 0
    while index < count, found.count < limit {
      if Regions.level(code(index)) == level, !known.contains(index) { found.append(index) }
      index += 1
    }
    return found
  }

  /// The regions whose name or former name holds the bytes, by code, each with the better of its ranks.
  private func matches(of wanted: [UInt8], beginningOnly: Bool = false) -> [(index: Int, rank: Int)] {
    let (own, other) = (folded, otherFolded)
    var found = beginningOnly ? own.beginnings(with: wanted) : own.matches(of: wanted)
    var better: [Int: Int] = [:]
    for (place, rank) in beginningOnly ? other.beginnings(with: wanted) : other.matches(of: wanted) {
      let row = row(ofAlias: place)
      better[row] = min(better[row] ?? rank, rank)
    }
    if better.isEmpty { return found }
    for place in found.indices {
      if let rank = better.removeValue(forKey: found[place].index) { found[place].rank = min(found[place].rank, rank) }
    }
    found += better.map { (index: $0.key, rank: $0.value) }
    return found.sorted { $0.index < $1.index }
  }

  /// The regions of a level of which every word stands in their own name or in that of a region around them.
  private func pathsHolding(_ words: [[UInt8]], at level: RegionLevel) -> [Int] {
    guard words.count <= 16 else { return [] }
    var own = [UInt16](repeating: 0, count: count)
    for (place, word) in words.enumerated() {
      for match in matches(of: word) { own[match.index] |= 1 << UInt16(place) }
    }
    let all = UInt16(truncatingIfNeeded: (1 << words.count) - 1)
    // A region stands right before everything in it, so one walk hands the words down.
    var above: [UInt16] = [0, 0, 0, 0]
    var parents: [UInt64?] = [nil, nil, nil, nil]
    var found: [Int] = []
    for index in 0..<count {
      let code = code(index)
      let depth = Regions.level(code).rawValue
      var held = own[index]
      var step = Regions.parent(of: code)
      while let parent = step {
        let around = Regions.level(parent).rawValue
        if parents[around] == parent {
          held |= above[around]
          break
        }
        step = Regions.parent(of: parent)
      }
      above[depth] = held
      parents[depth] = code
      if depth == level.rawValue, held == all { found.append(index) }
    }
    return found
  }
}

/// Sorts hits by rank, then by how near they lie to one village: same kecamatan, same kabupaten, same province, the rest.
private struct Nearness {
  private let own: UInt64
  private let limit: Int
  private var rows: [[Int]] = Array(repeating: [], count: 12)

  init(_ near: String, limit: Int) {
    own = Regions.packed(near) ?? 0
    self.limit = limit
  }

  /// Rows come in the order of their codes.
  mutating func add(_ index: Int, _ code: UInt64, rank: Int) {
    let place = rank * 4 + distance(code)
    if rows[place].count < limit { rows[place].append(index) }
  }

  var first: [Int] { Array(rows.joined().prefix(limit)) }

  private func distance(_ code: UInt64) -> Int {
    if own == 0 { return 3 }
    if code / 10_000 == own / 10_000 { return 0 }
    if code / 1_000_000 == own / 1_000_000 { return 1 }
    return code / 100_000_000 == own / 100_000_000 ? 2 : 3
  }
}
