// Which segment files lie in a data folder, by their names alone.
import Glibc
import LoketModel

/// One segment: a file, or a part of one.
struct SegmentPlace: Hashable, Sendable {
  let segment: Identifier
  /// As the folders say; of an open segment this PC's own.
  let device: Identifier
  let office: String
  let path: String
  let isOpen: Bool
  /// Where it lies in a pack; nil of a file of its own.
  var part: Pack.Part?

  /// All its bytes.
  func read(_ files: some FileSystem, limit: Int = SegmentFeed.largest) throws(FileFailure) -> [UInt8] {
    guard let part else { return try files.readWhole(path, limit: limit) }
    let file = try files.open(path, .read)
    defer { files.close(file) }
    return try files.readAll(file, from: part.place.lowerBound, limit: min(part.place.count, limit))
  }

  /// Nil of what is no segment of an office.
  func name(isTrace: Bool) -> SegmentName? {
    SegmentName(office: office, device: device, id: segment, isTrace: isTrace)
  }

  /// Moves a sealed file from `open/` to its place, durably. `name` differs from the segment for the tail of a fork.
  ///
  /// The new name is on the disk before the old one goes: a rename across two folders may land by half on a disk that
  /// keeps no journal of its own. Cut off between the two, the file has both names, and the next start takes one away.
  static func putAway(_ folder: DataFolder, _ path: String, _ header: SegmentHeader, as name: Identifier? = nil)
    throws(FileFailure)
  {
    let files = folder.files
    let target = folder.sealedSegment(
      name ?? header.segment, device: header.device, office: header.office, isTrace: header.isTrace)
    try files.makeFolders(files.folder(of: target), under: folder.path)
    let hasBoth = try addName(files, path, target)
    try settleName(folder, target)
    if hasBoth { try files.remove(path) }
    try files.synchroniseFolder(folder.open)
  }

  /// Makes a name durable, all the way up: a folder that an earlier try made may not have its name on the disk yet.
  static func settleName(_ folder: DataFolder, _ path: String) throws(FileFailure) {
    var above = path
    repeat {
      above = folder.files.folder(of: above)
      try folder.files.synchroniseFolder(above)
    } while above.utf8.count > folder.path.utf8.count
  }

  /// Gives the file its new name beside the old one; false where it had to be renamed, because the disk knows no second
  /// names (FAT, some FUSE) or something else has that name.
  private static func addName(_ files: some FileSystem, _ path: String, _ target: String) throws(FileFailure) -> Bool {
    do throws(FileFailure) {
      try files.link(path, to: target)
      return true
    } catch {
      switch error.code {
      case EEXIST where try files.readWhole(path) == files.readWhole(target): return true
      // It has its new name alone since an earlier try, whose last step failed.
      case ENOENT where try files.information(target) != nil: return false
      case EEXIST, EPERM, EOPNOTSUPP, ENOSYS, EMLINK, EXDEV:
        try files.rename(path, to: target)
        return false
      default: throw error
      }
    }
  }

  /// Every sealed segment under `root` (the journal or the access folder), in the order of their paths. Names that are
  /// not of our form are no segments; a `.jsonl` among them is reported.
  static func sealed(_ folder: DataFolder, under root: String) throws(FileFailure) -> (
    places: [SegmentPlace], notices: [Notice]
  ) {
    try walk(folder, under: root, withPacks: true)
  }

  /// As above, without those in packs.
  static func single(_ folder: DataFolder, under root: String) throws(FileFailure) -> (
    places: [SegmentPlace], notices: [Notice]
  ) {
    try walk(folder, under: root, withPacks: false)
  }

  private static func walk(
    _ folder: DataFolder, under root: String, withPacks: Bool
  ) throws(FileFailure) -> (places: [SegmentPlace], notices: [Notice]) {
    let files = folder.files
    var places: [SegmentPlace] = []
    var notices: [Notice] = []
    guard try files.information(root) != nil else { return ([], []) }
    for office in try files.folders(root) where ThisDevice.isOffice(office) {
      for device in try files.folders("\(root)/\(office)") {
        guard let id = Identifier(device) else { continue }
        let own = "\(root)/\(office)/\(device)"
        for pair in try files.folders(own) where pair.utf8.count == 2 {
          let above = "\(own)/\(pair)"
          for name in try files.folders(above) where name.hasSuffix(".jsonl") {
            let path = above + "/" + name
            if let segment = Identifier(name.dropLast(6)), name.hasPrefix(pair) {
              places.append(SegmentPlace(segment: segment, device: id, office: office, path: path, isOpen: false))
            } else {
              notices.append(Notice(.misplaced, folder.shown(path)))
            }
          }
        }
        guard withPacks else { continue }
        // Last: what is joined meanwhile is found twice, not missed.
        let packed = try packed(folder, own, device: id, office: office)
        places += packed.places
        notices += packed.notices
      }
    }
    return (places, notices)
  }

  /// The segments in the packs of one device's folder. Of one whose index is damaged its parts say themselves what they are.
  static func packed(
    _ folder: DataFolder, _ above: String, device: Identifier, office: String
  ) throws(FileFailure) -> (places: [SegmentPlace], notices: [Notice]) {
    let files = folder.files
    var places: [SegmentPlace] = []
    var notices: [Notice] = []
    for name in try files.folders(above) where name.hasSuffix(Pack.ending) {
      let path = above + "/" + name
      let parts: [Pack.Part]
      do throws(FileFailure) {
        let start = try files.readWhole(path, limit: Pack.longestIndex)
        if let pack = Pack(index: start), pack.device == device, pack.office == office,
          pack.name == Identifier(name.dropLast(Pack.ending.utf8.count))
        {
          parts = pack.parts
        } else {
          notices.append(Notice(.damage, folder.shown(path), "1"))
          parts = Pack.scan(try files.readWhole(path, limit: SegmentFeed.largest))
        }
      } catch {
        // It went away since its name was read: what was in it lies elsewhere.
        guard error.code == ENOENT else { throw error }
        continue
      }
      places += parts.map {
        SegmentPlace(segment: $0.segment, device: device, office: office, path: path, isOpen: false, part: $0)
      }
    }
    return (places, notices)
  }

  /// The segments in `open/`.
  static func open(_ folder: DataFolder, of device: ThisDevice) throws(FileFailure) -> [SegmentPlace] {
    guard try folder.files.information(folder.open) != nil else { return [] }
    return try folder.files.list(folder.open).compactMap { name in
      guard name.hasSuffix(".jsonl"), let segment = Identifier(name.dropLast(6)) else { return nil }
      return SegmentPlace(
        segment: segment, device: device.id, office: device.office, path: folder.open + "/" + name, isOpen: true)
    }
  }

  /// The id under which the tail of a fork is kept: from SHA-256 of segment and root, both as hex digits.
  static func forkName(_ segment: Identifier, root: String) -> Identifier {
    let digest = SHA256.digest(Array((segment.description + root).utf8))
    return Identifier(String(decoding: digest.shortHex, as: UTF8.self)) ?? segment
  }
}

extension FileSystem {
  /// The names in a folder; none where something else has its name, or where it went away meanwhile.
  fileprivate func folders(_ path: String) throws(FileFailure) -> [String] {
    do { return try list(path) } catch {
      guard error.code == ENOTDIR || error.code == ENOENT else { throw error }
      return []
    }
  }
}
