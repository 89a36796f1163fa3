// Which packs of this PC go to a carrier: those of which it has nothing yet, of whomever they are; and, of this PC's own
// segments, those that take the place of single files there. Nobody else joins them there, so that two never do it at once.
import LoketJournal
import LoketModel

/// One pack that is to be put.
struct PackPut {
  let stored: StoredPack
  /// What the carrier lacks of it.
  let brings: [SegmentMark]
  /// Files under the names of its segments: those that hold no more than it does go, once it is there.
  let replaces: [CarrierFile]
  /// Packs of which it holds everything.
  let replacesPacks: Set<String>
}

struct PackPlan {
  private(set) var puts: [PackPut] = []
  /// What is left to be put alone.
  private(set) var alone: [SegmentMark]

  /// - Parameter own: the only one whose segments are joined where they lie alone.
  init(_ packs: [StoredPack], _ inventory: Inventory, own: Identifier) {
    // Two contents may stand under one name; a root has one.
    let offered = Dictionary(inventory.offered.map { ($0.root, $0) }, uniquingKeysWith: { first, _ in first })
    var (single, packed): ([SegmentName: [CarrierFile]], [String: [CarrierPart]]) = ([:], [:])
    var inPacks: [String: Int] = [:]
    for file in inventory.listed {
      if let part = file.part {
        packed[part.pack, default: []].append(part)
        inPacks[part.root] = max(inPacks[part.root] ?? 0, part.blanked)
      } else if let parsed = file.parsed {
        single[parsed.name, default: []].append(file)
      }
    }
    var taken: Set<String> = []
    for stored in packs {
      let parts = stored.pack.parts
      let forms = Dictionary(parts.map { ($0.root, $0.blanked) }, uniquingKeysWith: { first, _ in first })
      let brings = parts.compactMap { part in offered[part.root].flatMap { $0.blanked == part.blanked ? $0 : nil } }
      let isOwn = stored.pack.device == own
      let lacks = forms.contains { root, blanked in inPacks[root] ?? -1 < blanked }
      let replaces = isOwn ? stored.pack.segments.flatMap { single[$0] ?? [] } : []
      // Nothing gives way to what is doubted.
      guard parts.allSatisfy({ inventory.doubted[$0.root] == nil }) else { continue }
      guard brings.count == parts.count || isOwn && (lacks || !replaces.isEmpty),
        brings.allSatisfy({ !taken.contains($0.root) })
      else { continue }
      taken.formUnion(brings.map(\.root))
      let path = CarrierPath.path(of: stored.pack)
      let covered = packed.filter { other, parts in
        isOwn && other != path && parts.allSatisfy { forms[$0.root] ?? -1 >= $0.blanked }
      }
      puts.append(
        PackPut(
          stored: stored, brings: brings, replaces: replaces.sorted { $0.path < $1.path },
          replacesPacks: Set(covered.keys)))
    }
    alone = inventory.offered.filter { !taken.contains($0.root) }
  }

  var bytes: Int { puts.reduce(0) { $0 + $1.stored.pack.size } + alone.reduce(0) { $0 + $1.bytes } }
  var files: Int { puts.count + alone.count }
}
