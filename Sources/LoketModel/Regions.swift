// Provinces down to villages: their codes, names and former names, small enough for the whole national table.
import Resources

public enum RegionLevel: Int, Comparable, Sendable, CaseIterable {
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

/// A table of regions, sorted by code: the compiled one, or that of a whole country in a file of about 4 MB. Reading it
/// touches only the bytes that the answer needs; a copy is a reference.
public struct Regions: Sendable {
  private let owner: RegionBytes
  private let layout: RegionLayout

  /// A table as ``bytes`` gave it, where it lies; nil when it is none, or is cut.
  public init?(_ owner: RegionBytes) {
    guard let layout = RegionLayout(owner.bytes) else { return nil }
    self.owner = owner
    self.layout = layout
  }

  /// Rows may come in any order; a code that is no region's is skipped, the last of two equal codes counts.
  /// - Parameter complete: the parents all of whose children are in the table; an empty text is the country.
  public init(rows: [(code: String, name: String, aliases: [String])], complete: [String] = []) {
    var byCode: [UInt64: (name: String, aliases: [String])] = [:]
    byCode.reserveCapacity(rows.count)
    for row in rows {
      if let code = Regions.packed(row.code), code > 0 { byCode[code] = (row.name, row.aliases) }
    }
    self.init(byCode, complete: Set(complete.compactMap(Regions.packed)))
  }

  private init(_ byCode: [UInt64: (name: String, aliases: [String])], complete: Set<UInt64>) {
    let sorted = byCode.map { (code: $0.key, name: $0.value.name, aliases: $0.value.aliases) }
      .sorted { $0.code < $1.code }
    let bytes = RegionBytes(copying: RegionLayout.bytes(sorted, complete: complete.sorted()))
    owner = bytes
    layout = RegionLayout(bytes.bytes) ?? RegionLayout.none
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

  /// The whole table in the form of its file.
  public var bytes: [UInt8] { Array(owner.bytes) }

  /// Whether every byte is as it was written. Reads the whole table.
  public var isSound: Bool { RegionLayout.checksum(owner.bytes) == layout.checksum }

  /// This table with the rows of an imported one (`kode,nama`) over it; former names stay. A table that has at least 500
  /// kabupaten and 7,000 kecamatan is taken for the whole one.
  public func joined(with rows: [(code: String, name: String)]) -> Regions {
    var merged: [UInt64: (name: String, aliases: [String])] = [:]
    merged.reserveCapacity(count + rows.count)
    for index in 0..<count { merged[code(index)] = (names[index], aliases(of: index)) }
    for row in rows {
      guard let code = Regions.packed(row.code), code > 0 else { continue }
      let known = merged[code]
      var others = known?.aliases ?? []
      // What a region was called until this table stays a name under which it is found.
      if let former = known?.name, Regions.squeezed(former) != Regions.squeezed(row.name), !others.contains(former) {
        others.append(former)
      }
      merged[code] = (row.name, others)
    }
    let levels = merged.keys.map(Regions.level)
    let isWhole =
      levels.count(where: { $0 == .regency }) >= 500 && levels.count(where: { $0 == .district }) >= 7000
    let complete =
      isWhole
      ? Set(merged.keys.filter { Regions.level($0) != .village }).union([0])
      : Set((0..<layout.completeCount).map { number(layout.complete, $0) })
    return Regions(merged, complete: complete)
  }

  public var count: Int { layout.rows }

  /// How many regions of a level the table has.
  public func count(_ level: RegionLevel) -> Int { (0..<count).count { Regions.level(code($0)) == level } }

  /// Takes `33.76.02.1005` and `3376021005` alike; nil when the table has no such region.
  public func region(_ code: String) -> Region? { Regions.packed(code).flatMap(position(of:)).map(region(at:)) }

  /// "Mintaragen, Tegal Timur, Kota Tegal"; the code itself where the table lacks a part. Provinces are named only by
  /// themselves.
  public func path(_ code: String) -> String {
    guard let packed = Regions.packed(code), packed > 0 else { return code }
    var parts: [String] = []
    var step: UInt64? = packed
    while let current = step {
      if Regions.level(current) == .province && !parts.isEmpty { break }
      if let index = position(of: current), case let name = names[index], !name.isEmpty {
        parts.append(name)
      } else if parts.isEmpty {
        parts.append(Regions.dotted(current))
      }
      step = Regions.parent(of: current)
    }
    return parts.joined(separator: ", ")
  }

  /// Whether every child of this region is in the table, so that a code that is missing does not exist. Empty: the country.
  public func isComplete(_ parent: String) -> Bool {
    guard let wanted = Regions.packed(parent) else { return false }
    return place(of: wanted, from: layout.complete, count: layout.completeCount) != nil
  }

  // MARK: Where things lie

  func code(_ index: Int) -> UInt64 { number(layout.codes, index) }
  var names: RegionTexts { texts(layout.nameEnds, layout.rows, layout.names, layout.nameBytes) }
  /// The same names upper case and without spaces, for the search.
  var folded: RegionTexts { texts(layout.foldedEnds, layout.rows, layout.folded, layout.foldedBytes) }
  var otherNames: RegionTexts { texts(layout.aliasEnds, layout.aliasCount, layout.aliases, layout.aliasBytes) }
  var otherFolded: RegionTexts {
    texts(layout.aliasFoldedEnds, layout.aliasCount, layout.aliasFolded, layout.aliasFoldedBytes)
  }

  /// The row of a former name.
  func row(ofAlias place: Int) -> Int {
    let row = owner.bytes.loadUnaligned(fromByteOffset: layout.aliasRows + place * 4, as: UInt32.self)
    return min(Int(UInt32(littleEndian: row)), max(count - 1, 0))
  }

  private func aliases(of index: Int) -> [String] {
    var (low, high) = (0, layout.aliasCount)
    while low < high {
      let middle = (low + high) / 2
      if row(ofAlias: middle) < index { low = middle + 1 } else { high = middle }
    }
    var found: [String] = []
    while low < layout.aliasCount, row(ofAlias: low) == index {
      found.append(otherNames[low])
      low += 1
    }
    return found
  }

  func region(at index: Int) -> Region {
    Region(
      code: Regions.dotted(code(index)), name: names[index], level: Regions.level(code(index)),
      aliases: aliases(of: index))
  }

  private func position(of code: UInt64) -> Int? { place(of: code, from: layout.codes, count: count) }

  /// The first row whose code is at least `code`.
  func lowerBound(_ code: UInt64) -> Int { lowerBound(code, from: layout.codes, count: count) }

  private func lowerBound(_ wanted: UInt64, from start: Int, count: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if number(start, middle) < wanted { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func place(of wanted: UInt64, from start: Int, count: Int) -> Int? {
    let low = lowerBound(wanted, from: start, count: count)
    return low < count && number(start, low) == wanted ? low : nil
  }

  private func number(_ start: Int, _ index: Int) -> UInt64 {
    UInt64(littleEndian: owner.bytes.loadUnaligned(fromByteOffset: start + index * 8, as: UInt64.self))
  }

  private func texts(_ ends: Int, _ count: Int, _ start: Int, _ length: Int) -> RegionTexts {
    let bytes = owner.bytes
    return RegionTexts(
      ends: UnsafeRawBufferPointer(rebasing: bytes[ends..<ends + count * 4]),
      bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
  }
}
