// Which packs of this PC go to a carrier: those of which it has nothing yet, of whomever they are; and, of this PC's own
// segments, those that take the place of single files there. Nobody else joins them there, so that two never do it at once.
import LoketJournal
import LoketModel

/// One pack that is to be put.
struct PackPut {
  let stored: StoredPack
  /// What the carrier lacks of it.
  let brings: [SegmentMark]
  /// What it takes the place of, once it is there: files that hold no more than it does.
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
    let offered = Dictionary(inventory.offered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var (single, packed): ([SegmentName: [CarrierFile]], [String: [(name: SegmentName, blanked: Int)]]) = ([:], [:])
    var inPacks: [SegmentName: Int] = [:]
    for file in inventory.listed {
      guard let parsed = CarrierPath.parse(file.path) else { continue }
      if let part = file.part {
        packed[part.pack, default: []].append(parsed)
        inPacks[parsed.name] = max(inPacks[parsed.name] ?? 0, parsed.blanked)
      } else {
        single[parsed.name, default: []].append(file)
      }
    }
    var taken: Set<SegmentName> = []
    for stored in packs {
      let forms = Dictionary(
        zip(stored.pack.segments, stored.pack.parts.map(\.blanked)), uniquingKeysWith: { first, _ in first })
      let brings = forms.compactMap { name, blanked in offered[name].flatMap { $0.blanked == blanked ? $0 : nil } }
      let isOwn = stored.pack.device == own
      let isNew = brings.count == forms.count
      let lacks = forms.contains { name, blanked in inPacks[name] ?? -1 < blanked }
      let replaces =
        !isOwn
        ? []
        : forms.flatMap { name, blanked in
          (single[name] ?? []).filter { CarrierPath.parse($0.path)?.blanked ?? .max <= blanked }
        }
      guard isNew || isOwn && (lacks || !replaces.isEmpty), brings.allSatisfy({ !taken.contains($0.name) }) else {
        continue
      }
      taken.formUnion(brings.map(\.name))
      let path = CarrierPath.path(of: stored.pack)
      let covered = packed.filter { other, parts in
        isOwn && other != path && parts.allSatisfy { forms[$0.name] ?? -1 >= $0.blanked }
      }
      puts.append(
        PackPut(
          stored: stored, brings: brings.sorted { $0.name.id < $1.name.id },
          replaces: replaces.sorted { $0.path < $1.path },
          replacesPacks: Set(covered.keys)))
    }
    alone = inventory.offered.filter { !taken.contains($0.name) }
  }

  var bytes: Int { puts.reduce(0) { $0 + $1.stored.pack.size } + alone.reduce(0) { $0 + $1.bytes } }
  var files: Int { puts.count + alone.count }
}
