// Provinces down to villages: their codes, names and former names, small enough for the whole national table.
import Resources

public enum RegionLevel: Int, Comparable, Sendable {
  case province, regency, district, village
  public static func < (left: RegionLevel, right: RegionLevel) -> Bool { left.rawValue < right.rawValue }
}

public struct Region: Hashable, Sendable {
  /// Dotted: `33`, `33.76`, `33.76.02`, `33.76.02.1005`.
  public let code: String
  public let name: String
  public let level: RegionLevel
  /// Former and other names.
  public let aliases: [String]

  /// The code without dots, as records store it.
  public var digits: String { code.filter { $0 != "." } }
}

/// A table of regions, sorted by code. Names lie in one array of bytes: 83,762 villages take about 3 MB.
public struct Regions: Sendable {
  /// Ten digits each, zeros after the level: 33 is 3300000000.
  private var codes: [UInt64] = []
  private var names = NameArena()
  /// The same names upper case and without spaces, for the search.
  private var folded = NameArena()
  private var aliases: [Int: [String]] = [:]
  /// The parents all of whose children are in the table; 0 for the country.
  private var complete: Set<UInt64> = []

  /// Rows may come in any order; a code that is no region's is skipped, the last of two equal codes counts.
  public init(rows: [(code: String, name: String, aliases: [String])], complete: [String] = []) {
    var byCode: [UInt64: (name: String, aliases: [String])] = [:]
    byCode.reserveCapacity(rows.count)
    for row in rows {
      if let code = Regions.packed(row.code), code > 0 { byCode[code] = (row.name, row.aliases) }
    }
    codes = byCode.keys.sorted()
    for (index, code) in codes.enumerated() {
      guard let row = byCode[code] else { continue }
      names.append(row.name)
      folded.append(Regions.squeezed(row.name))
      if !row.aliases.isEmpty { aliases[index] = row.aliases }
    }
    self.complete = Set(complete.compactMap(Regions.packed))
  }

  /// Those of `Resources/regions.json`.
  public static let compiled: Regions = {
    var length = 0
    let start = loket_resource_regions(&length)
    let file = ResourceReader.value(start, length)
    let rows = (file?["regions"]?.list ?? []).map { row -> (code: String, name: String, aliases: [String]) in
      let cells = row.list
      return (
        cells.first?.text ?? "", cells.count > 1 ? cells[1].text ?? "" : "",
        cells.count > 2 ? cells[2].list.compactMap(\.text) : []
      )
    }
    return Regions(rows: rows, complete: (file?["complete"]?.list ?? []).compactMap(\.text))
  }()

  /// This table with the rows of an imported one (`kode,nama`) over it; former names stay. A table that has at least 500
  /// kabupaten and 7,000 kecamatan is taken for the whole one.
  public func joined(with rows: [(code: String, name: String)]) -> Regions {
    var merged: [(code: String, name: String, aliases: [String])] = []
    merged.reserveCapacity(codes.count + rows.count)
    var known: [UInt64: [String]] = [:]
    for index in codes.indices {
      let own = aliases[index] ?? []
      if !own.isEmpty { known[codes[index]] = own }
      merged.append((Regions.dotted(codes[index]), names[index], own))
    }
    for row in rows { merged.append((row.code, row.name, Regions.packed(row.code).flatMap { known[$0] } ?? [])) }
    var result = Regions(rows: merged)
    let levels = result.codes.map(Regions.level)
    if levels.count(where: { $0 == .regency }) >= 500, levels.count(where: { $0 == .district }) >= 7000 {
      result.complete = Set(result.codes.filter { Regions.level($0) != .village }).union([0])
    } else {
      result.complete = complete
    }
    return result
  }

  public var count: Int { codes.count }

  /// Takes `33.76.02.1005` and `3376021005` alike; nil when the table has no such region.
  public func region(_ code: String) -> Region? { index(code).map(region(at:)) }

  /// "Mintaragen, Tegal Timur, Kota Tegal"; the code itself where the table lacks a part. Provinces are named only by
  /// themselves.
  public func path(_ code: String) -> String {
    guard let packed = Regions.packed(code), packed > 0 else { return code }
    var parts: [String] = []
    var step: UInt64? = packed
    while let current = step {
      if Regions.level(current) == .province && !parts.isEmpty { break }
      if let index = position(of: current) {
        parts.append(names[index])
      } else if parts.isEmpty {
        parts.append(Regions.dotted(current))
      }
      step = Regions.parent(of: current)
    }
    return parts.joined(separator: ", ")
  }

  /// Whether every child of this region is in the table, so that a code that is missing does not exist. Empty: the country.
  public func isComplete(_ parent: String) -> Bool { Regions.packed(parent).map(complete.contains) ?? false }

  /// Villages whose name or former name holds `text` (spaces and capitals do not matter), whose code begins with its
  /// digits, or whose whole path holds all its words. Whole names first, then beginnings, then the rest, by code.
  public func villages(matching text: String, limit: Int) -> [Region] {
    regions(matching: text, at: .village, limit: limit)
  }

  /// The same for any level.
  public func regions(matching text: String, at level: RegionLevel, limit: Int) -> [Region] {
    guard limit > 0 else { return [] }
    let digits = text.filter { $0 != "." && $0 != " " }
    if !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) {
      let hits = codes.indices.lazy.filter {
        Regions.level(codes[$0]) == level && Regions.digits(codes[$0]).hasPrefix(digits)
      }
      return hits.prefix(limit).map(region(at:))
    }
    let wanted = Array(Regions.squeezed(text).utf8)
    if wanted.isEmpty {
      return codes.indices.lazy.filter { Regions.level(codes[$0]) == level }.prefix(limit).map(region(at:))
    }
    var ranked: [[Int]] = [[], [], []]
    for (index, rank) in matches(of: wanted) where Regions.level(codes[index]) == level { ranked[rank].append(index) }
    var found = Array(ranked.joined().prefix(limit))
    let words = NameKey.fold(text).split(separator: " ").map { Array($0.utf8) }
    if words.count > 1, found.count < limit {
      let whole = Set(ranked.joined())
      found += pathsHolding(words, at: level).lazy.filter { !whole.contains($0) }.prefix(limit - found.count)
    }
    return found.map(region(at:))
  }

  /// The regions whose name or former name holds the bytes, by code, each with the better of its ranks.
  private func matches(of wanted: [UInt8]) -> [(index: Int, rank: Int)] {
    var found = folded.matches(of: wanted)
    if aliases.isEmpty { return found }
    var better: [Int: Int] = [:]
    for (index, others) in aliases {
      for other in others {
        if let rank = NameArena(Regions.squeezed(other)).matches(of: wanted).first?.rank {
          better[index] = min(better[index] ?? rank, rank)
        }
      }
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
    var own = [UInt16](repeating: 0, count: codes.count)
    for (place, word) in words.enumerated() {
      for match in matches(of: word) { own[match.index] |= 1 << UInt16(place) }
    }
    let all = UInt16(truncatingIfNeeded: (1 << words.count) - 1)
    // A region stands right before everything in it, so one walk hands the words down.
    var above: [UInt16] = [0, 0, 0, 0]
    var parents: [UInt64?] = [nil, nil, nil, nil]
    var found: [Int] = []
    for index in codes.indices {
      let depth = Regions.level(codes[index]).rawValue
      var held = own[index]
      var step = Regions.parent(of: codes[index])
      while let parent = step {
        let around = Regions.level(parent).rawValue
        if parents[around] == parent {
          held |= above[around]
          break
        }
        step = Regions.parent(of: parent)
      }
      above[depth] = held
      parents[depth] = codes[index]
      if depth == level.rawValue, held == all { found.append(index) }
    }
    return found
  }

  private func region(at index: Int) -> Region {
    Region(
      code: Regions.dotted(codes[index]), name: names[index], level: Regions.level(codes[index]),
      aliases: aliases[index] ?? [])
  }

  private func index(_ code: String) -> Int? { Regions.packed(code).flatMap(position(of:)) }

  private func position(of code: UInt64) -> Int? {
    var low = 0
    var high = codes.count
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < codes.count && codes[low] == code ? low : nil
  }
}
