// Which segment files lie in a data folder, by their names alone.
import Glibc
import LoketModel

/// One segment file.
struct SegmentPlace: Hashable, Sendable {
  let segment: Identifier
  /// As the folders say; of an open segment this PC's own.
  let device: Identifier
  let office: String
  let path: String
  let isOpen: Bool

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
    // All the way up: a folder that an earlier try made may not have its name on the disk yet.
    var above = target
    repeat {
      above = files.folder(of: above)
      try files.synchroniseFolder(above)
    } while above.utf8.count > folder.path.utf8.count
    if hasBoth { try files.remove(path) }
    try files.synchroniseFolder(folder.open)
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
    let files = folder.files
    var places: [SegmentPlace] = []
    var notices: [Notice] = []
    guard try files.information(root) != nil else { return ([], []) }
    for office in try files.folders(root) where ThisDevice.isOffice(office) {
      for device in try files.folders("\(root)/\(office)") {
        guard let id = Identifier(device) else { continue }
        for pair in try files.folders("\(root)/\(office)/\(device)") where pair.utf8.count == 2 {
          let above = "\(root)/\(office)/\(device)/\(pair)"
          for name in try files.folders(above) where name.hasSuffix(".jsonl") {
            let path = above + "/" + name
            if let segment = Identifier(name.dropLast(6)), name.hasPrefix(pair) {
              places.append(SegmentPlace(segment: segment, device: id, office: office, path: path, isOpen: false))
            } else {
              notices.append(Notice(.misplaced, folder.shown(path)))
            }
          }
        }
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
