// Makes packs, and writes one anew when something of it changes. Each step may be cut off anywhere: a segment then lies here
// twice, and `removeTwins` takes one away.
import Glibc
import LoketModel

struct PackWork {
  private let folder: DataFolder
  private var files: any FileSystem { folder.files }

  init(_ folder: DataFolder) { self.folder = folder }

  // MARK: Joining

  /// Joins files of one device: the pack is on the disk and read back before the first of them goes.
  /// - Returns: whether there is a pack now.
  @discardableResult
  func join(_ places: [SegmentPlace], isTrace: Bool) throws(FileFailure) -> Bool {
    guard let first = places.first, let name = first.name(isTrace: isTrace) else { return false }
    var (members, joined): ([PackMember], [SegmentPlace]) = ([], [])
    for place in places {
      // What is not whole stays as it is: a good copy is asked for under its own name.
      guard let name = place.name(isTrace: isTrace), let member = PackMember(try place.read(files), of: name) else {
        continue
      }
      members.append(member)
      joined.append(place)
    }
    guard members.count > 1,
      let pack = Pack.join(members, device: first.device, office: first.office, isTrace: isTrace)
    else { return false }
    try write(pack, to: folder.folder(of: name))
    for place in joined { try files.remove(place.path) }
    for above in Set(joined.map { files.folder(of: $0.path) }) {
      // One that still holds something stays.
      try? files.removeFolder(above)
    }
    return true
  }

  /// - Returns: its path.
  @discardableResult
  private func write(_ made: (pack: Pack, bytes: [UInt8]), to above: String) throws(FileFailure) -> String {
    let path = "\(above)/\(made.pack.name)\(Pack.ending)"
    try files.replace(path, with: made.bytes, durable: true)
    guard try files.readWhole(path, limit: made.bytes.count + 1) == made.bytes else {
      try files.remove(path)
      throw FileFailure(.read, path, EIO)
    }
    return path
  }

  // MARK: Changing

  /// Puts other bytes in the place of some segments of a pack.
  func replace(_ changes: [Identifier: [UInt8]], in place: SegmentPlace) throws(FileFailure) {
    try rewrite(place) { segment, bytes in changes[segment] ?? bytes }
  }

  /// Takes segments away, each where it lies.
  func remove(_ places: [SegmentPlace]) throws(FileFailure) {
    for place in places where place.part == nil { try files.remove(place.path) }
    for (_, parts) in Dictionary(grouping: places.filter { $0.part != nil }, by: \.path) {
      let gone = Set(parts.map(\.segment))
      try rewrite(parts[0]) { segment, bytes in gone.contains(segment) ? nil : bytes }
    }
  }

  /// Writes a pack anew beside the old one, which goes then.
  /// - Parameter change: what stands for a segment; nil for nothing.
  private func rewrite(
    _ place: SegmentPlace, change: (Identifier, [UInt8]) -> [UInt8]?
  ) throws(FileFailure) {
    let old = try files.readWhole(place.path, limit: SegmentFeed.largest)
    let (parts, isWhole) = Pack(index: old).map { ($0.parts, true) } ?? (Pack.scan(old), false)
    let isTrace = place.path.hasPrefix(folder.access + "/")
    var members: [PackMember] = []
    for part in parts {
      // Of one that was cut off what is left stays.
      let bytes = Array(old[part.place.clamped(to: 0..<old.count)])
      guard !bytes.isEmpty, let changed = change(part.segment, bytes) else { continue }
      // A damaged one stays as it is, damaged.
      let name = SegmentName(office: place.office, device: place.device, id: part.segment, isTrace: isTrace)
      members.append(name.flatMap { PackMember(changed, of: $0) } ?? PackMember(part, changed))
    }
    if !isWhole { try keepAside(old, of: place, but: parts) }
    var new: String?
    let above = files.folder(of: place.path)
    if let made = Pack.join(members, device: place.device, office: place.office, isTrace: isTrace) {
      new = try write(made, to: above)
    }
    guard new != place.path else { return }
    try files.remove(place.path)
    try files.synchroniseFolder(above)
  }

  /// Where the index was damaged, what belongs to no segment that could be found is kept for a person to look at.
  private func keepAside(_ bytes: [UInt8], of place: SegmentPlace, but parts: [Pack.Part]) throws(FileFailure) {
    var rest = 0
    for (start, end) in zip([0] + parts.map(\.place.upperBound), parts.map(\.place.lowerBound) + [bytes.count])
    where end > start {
      rest += 1
      try Quarantine(folder: folder).keep(
        Array(bytes[start..<end]),
        Quarantine.Reason(
          what: "torn", file: folder.shown(place.path), offset: start, length: end - start, badLines: 1))
    }
  }

  // MARK: What was cut off

  /// Takes away files of segments that lie in a pack just so, and packs of which others hold everything: what a power cut left
  /// between writing the one and removing the other.
  func removeTwins(_ places: inout [SegmentPlace]) throws(FileFailure) {
    let parts = places.filter { $0.part != nil }
    guard !parts.isEmpty else { return }
    var byName: [Identifier: [SegmentPlace]] = [:]
    for place in parts { byName[place.segment, default: []].append(place) }
    var gone: Set<String> = []
    for place in places where place.part == nil && !place.isOpen {
      guard let packed = byName[place.segment]?.first, packed.device == place.device else { continue }
      if try packed.read(files) == place.read(files) {
        try files.remove(place.path)
        gone.insert(place.path)
      }
    }
    let doubled = Set(byName.values.filter { $0.count > 1 }.flatMap { $0.map(\.path) })
    for path in doubled.sorted() where try isHeld(parts.filter { $0.path == path }, byName, gone) {
      try files.remove(path)
      gone.insert(path)
    }
    places.removeAll { gone.contains($0.path) }
  }

  /// Whether each part of a pack lies in another one too: the same, or whole where this one is damaged.
  private func isHeld(
    _ parts: [SegmentPlace], _ byName: [Identifier: [SegmentPlace]], _ gone: Set<String>
  ) throws(FileFailure) -> Bool {
    for part in parts {
      let others = (byName[part.segment] ?? []).filter { $0.path != part.path && !gone.contains($0.path) }
      guard !others.isEmpty else { return false }
      let bytes = try part.read(files)
      var isHeld = false
      for other in others where !isHeld {
        let theirs = try other.read(files)
        isHeld = theirs == bytes || !isGood(bytes) && isGood(theirs)
      }
      guard isHeld else { return false }
    }
    return true
  }

  private func isGood(_ bytes: [UInt8]) -> Bool {
    guard case .success = IncomingSegment.judge(bytes, expected: nil, ceiling: .max) else { return false }
    return true
  }
}
