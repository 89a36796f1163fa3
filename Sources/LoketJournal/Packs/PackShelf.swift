// Where a segment lies now: a file of its own, or a part of a pack.
import LoketModel
import Synchronization

/// Finds segments by their names. A class, because it remembers the packs of each device that it was asked about; made for
/// one piece of work, since packs come and go.
final class PackShelf: Sendable {
  private let folder: DataFolder
  /// Parts by their segments, by the folder of a device.
  private let known = Mutex<[String: [Identifier: SegmentPlace]]>([:])

  init(_ folder: DataFolder) { self.folder = folder }

  func place(of name: SegmentName) throws(FileFailure) -> SegmentPlace? {
    let own = folder.path(of: name)
    if try folder.files.information(own) != nil {
      return SegmentPlace(segment: name.id, device: name.device, office: name.office, path: own, isOpen: false)
    }
    let device = folder.folder(of: name)
    if let parts = known.withLock({ $0[device] }) { return parts[name.id] }
    let packs = try SegmentPlace.packed(folder, device, device: name.device, office: name.office).places
    let parts = Dictionary(packs.map { ($0.segment, $0) }, uniquingKeysWith: { first, _ in first })
    known.withLock { $0[device] = parts }
    return parts[name.id]
  }
}

extension DataFolder {
  /// The folder of a device's segments: packs lie in it, single files one deeper.
  func folder(of name: SegmentName) -> String {
    "\(name.isTrace ? access : journal)/\(name.office)/\(name.device)"
  }

  /// How messages show where a segment lies.
  func shown(_ place: SegmentPlace) -> String {
    place.part == nil ? shown(place.path) : "\(shown(place.path)) \(place.segment)"
  }
}
