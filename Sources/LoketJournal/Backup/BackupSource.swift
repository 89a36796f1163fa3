// What belongs into a backup: everything that is truth or was typed, as it stands at one moment while saving goes on.
import Glibc
import LoketModel

/// One file of a backup.
struct BackupMember: Sendable {
  enum Content: Sendable {
    /// Read when its turn comes.
    case file(String)
    case bytes([UInt8])
  }
  /// Below the data folder.
  let name: String
  let content: Content
  /// Bytes, as they were when the list was made.
  let size: Int
}

struct BackupSource {
  let folder: DataFolder
  let device: ThisDevice

  /// The open segments are read first and the sealed ones listed after them: one that is sealed in between is found whole,
  /// and no save is missed that another one in the backup names.
  func members() throws(FileFailure) -> [BackupMember] {
    let files = folder.files
    var found: [BackupMember] = []
    for name in BackupNames.single {
      if let size = try files.information(folder.path + "/" + name)?.size { found.append(file(name, size)) }
    }
    let open = try openSegments()
    var sealed: [BackupMember] = []
    for root in [folder.journal, folder.access] {
      var packs: Set<String> = []
      for place in try SegmentPlace.sealed(folder, under: root).places {
        guard place.part == nil || packs.insert(place.path).inserted else { continue }
        sealed.append(file(folder.shown(place.path), try files.information(place.path)?.size ?? 0))
      }
    }
    let known = Set(sealed.map(\.name))
    found += sealed + open.filter { !known.contains($0.name) }
    for part in ["drafts", "quarantine"] {
      let above = folder.path + "/" + part
      guard try files.information(above)?.kind == .folder else { continue }
      for name in try files.list(above) where BackupNames.isOurs("\(part)/\(name)") {
        if let here = try files.information("\(above)/\(name)"), here.kind == .file {
          found.append(file("\(part)/\(name)", here.size))
        }
      }
    }
    return found
  }

  private func file(_ name: String, _ size: Int) -> BackupMember {
    BackupMember(name: name, content: .file(folder.path + "/" + name), size: size)
  }

  /// The whole saves of each open segment under the seal that the next start would give it.
  private func openSegments() throws(FileFailure) -> [BackupMember] {
    var found: [BackupMember] = []
    let recovery = SegmentRecovery(folder: folder, device: device)
    for place in try SegmentPlace.open(folder, of: device) {
      guard let bytes = try content(of: place.path) else { continue }
      guard let sealed = recovery.sealed(place, bytes) else { continue }
      let header = sealed.header
      let path = folder.sealedSegment(
        header.segment, device: header.device, office: header.office, isTrace: header.isTrace)
      found.append(
        BackupMember(name: folder.shown(path), content: .bytes(sealed.bytes), size: sealed.bytes.count))
    }
    return found
  }

  /// Nil for a file that went away since its name was read; a segment that was joined with others meanwhile is read there.
  func content(of path: String) throws(FileFailure) -> [UInt8]? {
    do { return try folder.files.readWhole(path, limit: SegmentFeed.largest) } catch {
      guard error.code == ENOENT else { throw error }
      guard let name = BackupNames.segment(folder.shown(path)), let place = try PackShelf(folder).place(of: name) else {
        return nil
      }
      return try place.read(folder.files)
    }
  }
}

/// The names that a backup may hold. Nothing else of a file becomes a path.
enum BackupNames {
  static let about = "about.json"
  static let sums = "SHA256SUMS"
  static let device = "device.json"
  /// All members stand below this name.
  static let top = "loket/"
  /// Files of the data folder that are taken where they are, in this order.
  static let single = [
    device, "pins.json", "backup.json", "printer.json", "field.json", "screen.json", "regions/table",
  ]

  static func isOurs(_ name: String) -> Bool {
    if single.contains(name) || name == about || name == sums { return true }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.first {
    case "journal" where parts.count == 5, "access" where parts.count == 5: return segment(name) != nil
    case "journal" where parts.count == 4, "access" where parts.count == 4: return isPack(parts)
    case "drafts" where parts.count == 2:
      return parts[1].hasSuffix(".json") && Identifier(parts[1].dropLast(5)) != nil
    case "quarantine" where parts.count == 2:
      return parts[1].utf8.count <= 120 && parts[1].first != "." && !parts[1].isEmpty
        && parts[1].utf8.allSatisfy(isPlain)
    default: return false
    }
  }

  static func isSegmentName(_ name: String) -> Bool { name.hasPrefix("journal/") || name.hasPrefix("access/") }

  /// What the name of a single segment's file says.
  static func segment(_ name: String) -> SegmentName? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard isSegmentName(name), parts.count == 5, parts[3].utf8.count == 2, parts[4].hasPrefix(parts[3]),
      parts[4].hasSuffix(".jsonl"), let id = Identifier(parts[4].dropLast(6)), let device = Identifier(parts[2])
    else { return nil }
    return SegmentName(office: String(parts[1]), device: device, id: id, isTrace: parts[0] == "access")
  }

  private static func isPack(_ parts: [Substring]) -> Bool {
    ThisDevice.isOffice(String(parts[1])) && Identifier(parts[2]) != nil && parts[3].hasSuffix(Pack.ending)
      && Identifier(parts[3].dropLast(Pack.ending.utf8.count)) != nil
  }

  /// Letters, digits, point, dash and underscore.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
    default: false
    }
  }
}
