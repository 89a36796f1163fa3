// Whether this folder was copied: a second PC with one id would write two histories under one name.
import LoketModel

extension Journal {
  /// Own segments that this PC did not write, or two that follow the same one: a new id is taken, before anything is
  /// saved under the old one.
  func takeNewIdWhereCopied(_ notices: inout [Notice]) throws(JournalError) {
    let own = loaded.values.filter { $0.device == device.id && $0.hasHeader && !$0.root.isEmpty }
    let byRoot = Dictionary(own.map { ($0.root, $0) }, uniquingKeysWith: { first, _ in first })
    var followers: [String: Int] = [:]
    for segment in own { followers[segment.previous, default: 0] += 1 }
    for segment in own where !segment.previous.isEmpty && byRoot[segment.previous] == nil {
      notices.append(Notice(.gap, segment.segment.description))
    }
    for head in device.heads where byRoot[head] == nil { notices.append(Notice(.gap, device.label, head)) }
    let isForked = followers.values.contains { $0 > 1 }
    guard isForked || holdsForeignWriting(own, byRoot) else { return }
    var changed = device
    changed.earlier.append(device.id)
    changed.id = randomness.identifier()
    changed.heads = []
    do { try changed.write(folder) } catch { throw .unwritable(error) }
    notices.append(Notice(.newDevice, device.label, device.id.description))
    device = changed
    (ownTick, ownStamp) = (0, "")
  }

  /// Whether some own segment does not lead to one that `device.json` remembers. Where the chain is broken by a missing
  /// or damaged segment nothing can be said, and nothing is done.
  private func holdsForeignWriting(_ own: [LoadedSegment], _ byRoot: [String: LoadedSegment]) -> Bool {
    var reached: Set<Identifier> = []
    // A run that died left its segment in `open/`: that alone says that it was written here.
    var starts = device.heads
    starts += own.filter(\.isOpen).map(\.root)
    for start in starts {
      var root = start
      while !root.isEmpty {
        guard let segment = byRoot[root] else { return false }
        if !reached.insert(segment.segment).inserted { break }
        root = segment.previous
      }
    }
    return own.contains { !reached.contains($0.segment) }
  }

  /// The root that the next own segment follows: of the own segment that no other one names, if there is just one.
  func leafRoot() -> String? {
    let own = loaded.values.filter { $0.device == device.id && !$0.root.isEmpty && $0.hasHeader }
    let named = Set(own.map(\.previous))
    let leaves = own.filter { !named.contains($0.root) }
    return leaves.count == 1 ? leaves[0].root : device.heads.last
  }
}
