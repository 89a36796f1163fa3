// Files that carry one segment's name with different contents: which lines of each count under which name.
import LoketModel

/// The few segments of which more than one file is here. Empty but for copied disks and restored backups.
struct SegmentGroups {
  /// What of a file counts.
  enum Share: Hashable {
    case all
    /// Edits up to `common` count under `base`, those after it under `tail`. Where another file holds all of it too, each
    /// line that is whole here counts all the same: the other's may be blank.
    case part(base: Identifier, common: Int, tail: Identifier)
  }

  private var files: [Identifier: Set<SegmentPlace>] = [:]
  private var shares: [SegmentPlace: Share] = [:]
  private(set) var hasNew = false

  var isEmpty: Bool { shares.isEmpty }

  /// Every file of a group.
  var places: [SegmentPlace] { Array(shares.keys) }

  func share(_ place: SegmentPlace) -> Share { shares[place] ?? .all }

  /// The segment under which a file's first lines count.
  func base(of place: SegmentPlace) -> Identifier {
    guard case .part(let base, _, _) = share(place) else { return place.segment }
    return base
  }

  /// Finds names that stand more than once among the places.
  mutating func group(_ places: [SegmentPlace], _ folder: DataFolder) {
    var seen: [Identifier: SegmentPlace] = [:]
    seen.reserveCapacity(places.count)
    for place in places {
      if let other = seen[place.segment] {
        files[place.segment, default: [other]].insert(place)
      } else {
        seen[place.segment] = place
        if files[place.segment] != nil { files[place.segment]?.insert(place) }
      }
    }
    if !files.isEmpty { resolve(folder) }
  }

  /// A file that says itself that it is the tail of a fork of `base`.
  mutating func add(_ place: SegmentPlace, of base: Identifier) {
    files[base, default: []].insert(place)
    hasNew = true
  }

  /// Reads each group and divides it.
  mutating func resolve(_ folder: DataFolder) {
    hasNew = false
    for (base, places) in files {
      var contents: [(place: SegmentPlace, bytes: [UInt8])] = []
      for place in places.sorted(by: {
        ($0.path, $0.part?.place.lowerBound ?? 0) < ($1.path, $1.part?.place.lowerBound ?? 0)
      }) {
        guard let bytes = try? place.read(folder.files) else { continue }
        if contents.contains(where: { SegmentVersions.compare($0.bytes, bytes) == .firstHoldsSecond }) {
          shares[place] = .part(base: base, common: .max, tail: base)
          continue
        }
        contents.removeAll { other in
          guard SegmentVersions.compare(other.bytes, bytes) == .secondHoldsFirst else { return false }
          shares[other.place] = .part(base: base, common: .max, tail: base)
          return true
        }
        contents.append((place, bytes))
      }
      divide(base, contents)
    }
  }

  private func places(of base: Identifier) -> Int { files[base]?.count ?? 0 }

  private mutating func divide(_ base: Identifier, _ contents: [(place: SegmentPlace, bytes: [UInt8])]) {
    guard contents.count > 1 else {
      // One content, perhaps under the name of a fork whose other side is not here: all of it counts under its own name.
      for (place, _) in contents where place.segment != base {
        shares[place] = .part(base: base, common: .max, tail: place.segment)
      }
      // Beside it lies what it holds: both are read as shares of one segment.
      for (place, _) in contents where place.segment == base {
        shares[place] = places(of: base) > 1 ? .part(base: base, common: .max, tail: base) : .all
      }
      return
    }
    var common = Int.max
    for (_, bytes) in contents.dropFirst() {
      common = min(common, SegmentVersions.commonLines(contents[0].bytes, bytes) - 1)
    }
    for (place, bytes) in contents {
      let judged = bytes.withUnsafeBytes { JudgedSegment.judge($0) }
      let scan = bytes.withUnsafeBytes { SegmentScan.scan($0, judged, isOpen: place.isOpen) }
      shares[place] = .part(
        base: base, common: max(common, 0), tail: SegmentPlace.forkName(base, root: scan.root ?? ""))
    }
  }
}
