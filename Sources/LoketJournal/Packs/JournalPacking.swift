// Which segments are joined: every 64 of a device that are sealed and whole, the oldest first, so that PCs that hold the same
// make the same packs.
import LoketModel
import LoketRegistry

extension Journal {
  /// Packs that one leaving makes: nobody waits long for it, and the next one goes on.
  static let packsAtOnce = 16

  /// Joins what is settled. Nothing that is acknowledged depends on it: what fails is tried again at the next leaving.
  func joinSegments() throws(FileFailure) {
    guard mode == .write else { return }
    var left = Journal.packsAtOnce
    let work = PackWork(folder)
    let places = try SegmentPlace.single(folder, under: folder.journal).places
    if places.count >= fullPack {
      let here = Dictionary(places.map { ($0.segment, $0) }, uniquingKeysWith: { first, _ in first })
      for device in Set(places.map(\.device)).sorted() {
        let order = chain(of: device).compactMap { here[$0] }.filter { isSettled($0) }
        try join(order, isTrace: false, work, &left)
      }
    }
    let traces = try SegmentPlace.single(folder, under: folder.access).places
    if traces.count >= fullPack {
      for (_, places) in Dictionary(grouping: traces, by: \.device).sorted(by: { $0.key < $1.key }) {
        try join(places, isTrace: true, work, &left)
      }
    }
  }

  private func join(
    _ places: [SegmentPlace], isTrace: Bool, _ work: PackWork, _ left: inout Int
  ) throws(FileFailure) {
    var small: [SegmentPlace] = []
    for place in places {
      if let size = try folder.files.information(place.path)?.size, size <= Pack.largestPart { small.append(place) }
    }
    for start in stride(from: 0, to: small.count - small.count % fullPack, by: fullPack) where left > 0 {
      if try work.join(Array(small[start..<start + fullPack]), isTrace: isTrace) { left -= 1 }
    }
  }

  private func isSettled(_ place: SegmentPlace) -> Bool {
    guard groups.share(place) == .all, let entry = loaded[place.segment] else { return false }
    return entry.hasHeader && entry.isSealed && !entry.isOpen && entry.badLines == 0
  }

  /// A device's segments, each after the one that it follows.
  private func chain(of device: Identifier) -> [Identifier] {
    let own = loaded.values.filter { $0.device == device }
    let roots = Set(own.map(\.root))
    var followers = Dictionary(grouping: own) { roots.contains($0.previous) ? $0.previous : "" }
    var (order, waiting): ([Identifier], [LoadedSegment]) = ([], [])
    func push(_ root: String) {
      waiting += (followers.removeValue(forKey: root) ?? []).sorted { $0.segment > $1.segment }
    }
    push("")
    while let next = waiting.popLast() {
      order.append(next.segment)
      push(next.root)
    }
    return order
  }
}
