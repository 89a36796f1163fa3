// Reads the segments of one office from wherever they lie, as the journal reads its own and `sync` believes others'.
import LoketModel
import LoketRegistry

/// A sealed segment: a file, or a part of a pack.
public struct OfficeFile: Hashable, Sendable {
  public let name: SegmentName
  /// From the root of the disk.
  public let path: String
  let part: Pack.Part?

  public init(_ name: SegmentName, path: String) {
    (self.name, self.path, part) = (name, path, nil)
  }

  private init(_ name: SegmentName, path: String, part: Pack.Part) {
    (self.name, self.path, self.part) = (name, path, part)
  }

  /// The segments of a pack; nil of a file that is none, or not the one that its name says.
  /// - Parameter named: what its path says.
  public static func inPack(_ path: String, named: SegmentName, files: some FileSystem) -> [OfficeFile]? {
    guard let start = try? files.readWhole(path, limit: Pack.longestIndex), let pack = Pack(index: start),
      SegmentName(office: pack.office, device: pack.device, id: pack.name, isTrace: pack.isTrace) == named,
      let size = (try? files.information(path))??.size, size == pack.size
    else { return nil }
    return zip(pack.segments, pack.parts).map { OfficeFile($0, path: path, part: $1) }
  }

  /// As a person is told of it.
  var shown: String { part == nil ? path : "\(path) \(name.id)" }

  var place: SegmentPlace {
    SegmentPlace(
      segment: name.id, device: name.device, office: name.office, path: path, isOpen: false, part: part)
  }
}

/// A file of which nothing was counted.
public struct UncountedFile: Hashable, Sendable {
  public let path: String
  public let reason: SegmentRefusal

  /// Whether it has the name of a segment or a pack, or is a part of one: what is still being written has not.
  public var isNamed: Bool { path.hasSuffix(".jsonl") || path.dropLast(33).hasSuffix(Pack.ending) }

  public init(_ path: String, _ reason: SegmentRefusal) {
    (self.path, self.reason) = (path, reason)
  }
}

public enum OfficeReading {
  /// The state of one office, and the files that did not enter it: of a damaged or unfinished one nothing counts, as nothing
  /// of it would enter a register by `sync`.
  public static func read(_ given: [OfficeFile], files: some FileSystem) -> (Registry, [UncountedFile]) {
    var (wanted, refused) = distinct(given, files)
    while true {
      var (registry, found, mayHoldErased) = load(wanted, files, expecting: [])
      if mayHoldErased { (registry, found, _) = load(wanted, files, expecting: registry.erasedLines) }
      let bad = Set(found.map(\.path))
      refused += found
      let good = wanted.filter { !bad.contains($0.shown) }
      // What cannot be read at all entered nothing, so that a second look would show the same.
      if good.count == wanted.count || found.allSatisfy({ [.unreadable, .misnamed, .farTick].contains($0.reason) }) {
        return (registry, refused.sorted { $0.path < $1.path })
      }
      wanted = good
    }
  }

  private static func load(
    _ wanted: [OfficeFile], _ files: some FileSystem, expecting lists: [ErasedLine]
  ) -> (Registry, [UncountedFile], mayHoldErased: Bool) {
    // Whose PC this is does not matter to what the segments say.
    let nobody = ThisDevice(id: Identifier(high: 0, low: 0), letter: "", label: "", office: "")
    var loading = Loading(folder: DataFolder("/", files), device: nobody)
    let places = wanted.map(\.place)
    var registry = Registry()
    registry.expect(erased: lists)
    _ = loading.readAll(places, into: &registry, expecting: lists) { _ in }
    // A file that is damaged and has no seal is one.
    var refused: [String: SegmentRefusal] = [:]
    for notice in loading.notices where refused[notice.subject] == nil {
      refused[notice.subject] = refusal(notice.kind)
    }
    // The journal takes of a copied disk whatever can be read; here a file counts as a whole or not at all.
    for file in wanted where loading.hasForks && loading.versions.share(file.place) != .all {
      if case .failure(let reason) = judge(file, files), refused[file.shown] == nil { refused[file.shown] = reason }
    }
    // A list may know a line under another name: of a copied disk each content has one, and some PC knew only one of them.
    let named = Set(registry.erasedLines.map(\.line.segment))
    let mayHoldErased =
      registry.holdsErased || !named.isEmpty && (loading.hasForks || !named.isSubset(of: loading.loaded.keys))
    return (registry, refused.map { UncountedFile($0, $1) }, mayHoldErased)
  }

  private static func refusal(_ kind: Notice.Kind) -> SegmentRefusal? {
    switch kind {
    case .damage: .damaged
    case .unsealed: .unsealed
    case .unreadable: .unreadable
    case .misplaced: .misnamed
    case .waitingTick: .farTick
    default: nil
    }
  }

  /// One file for each content: copies are passed over, and of several forms of a segment that counts of which the fewest
  /// edits are blank: the lists of what is erased are in the segments, and nobody can suppress a save by a blank file.
  private static func distinct(
    _ given: [OfficeFile], _ files: some FileSystem
  ) -> (wanted: [OfficeFile], refused: [UncountedFile]) {
    var (wanted, refused): ([OfficeFile], [UncountedFile]) = ([], [])
    for (_, group) in Dictionary(grouping: given, by: \.name.id).sorted(by: { $0.key < $1.key }) {
      if group.count == 1 {
        wanted += group
        continue
      }
      var best: [String: (file: OfficeFile, blanked: Int)] = [:]
      for file in group.sorted(by: { $0.shown < $1.shown }) {
        switch judge(file, files) {
        case .failure(let reason): refused.append(UncountedFile(file.shown, reason))
        case .success(let mark):
          if let other = best[mark.root], other.blanked <= mark.blanked { continue }
          best[mark.root] = (file, mark.blanked)
        }
      }
      wanted += best.sorted { $0.key < $1.key }.map(\.value.file)
    }
    return (wanted, refused)
  }

  private static func judge(_ file: OfficeFile, _ files: some FileSystem) -> Result<SegmentMark, SegmentRefusal> {
    guard let bytes = try? file.place.read(files, limit: IncomingSegment.largest + 1) else {
      return .failure(.unreadable)
    }
    return IncomingSegment.judge(bytes, expected: file.name, ceiling: .max).map(\.mark)
  }
}
