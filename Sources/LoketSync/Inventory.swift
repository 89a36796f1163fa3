// Two inventories beside each other: what the carrier has that is not here, and what is here that it lacks. Compared anew at
// every exchange, both ways; nothing is believed about what was sent before, and what is absent was never deleted.
import LoketJournal
import LoketModel

/// A file of a carrier that should be a segment.
public struct CarrierSegment: Hashable, Sendable {
  public let file: CarrierFile
  /// Where it lies, read as a name; nil of a copy under a strange name, which its content alone explains.
  public let name: SegmentName?
  public let blanked: Int
  /// What its seal states; nil where the carrier does not tell without giving all of the file.
  public let root: String?
}

/// What one exchange would move.
public struct Inventory: Sendable {
  /// To be read, in the order of their paths.
  public internal(set) var wanted: [CarrierSegment] = []
  /// To be put.
  public internal(set) var offered: [SegmentMark] = []
  /// Forms of segments whose place one takes of which more edits were erased, by the root of both.
  public internal(set) var outdated: [String: [CarrierFile]] = [:]
  /// Files that are still being written or were cut off.
  public internal(set) var unfinished: [CarrierFile] = []
  /// Segments of other offices, which pass by here.
  public internal(set) var otherOffices = 0
  /// Files that are no segments at all.
  public internal(set) var strangers: [CarrierFile] = []
  /// All that lies there.
  let listed: [CarrierFile]
  /// Signatures that lie there, by the segment that they are about.
  public internal(set) var signatures: [SegmentName: [CarrierFile]] = [:]
  /// What is here of the own office.
  public let held: [SegmentMark]
  /// What is here and doubted, by its root.
  let doubted: [String: SegmentMark]
  /// Names under which two contents lie, here and there together.
  private(set) var forked: Set<SegmentName> = []
  /// Forms there that have the look of ours: as many edits blank, and as long.
  private(set) var alike: [(file: CarrierFile, mark: SegmentMark)] = []

  public var offeredBytes: Int { offered.reduce(0) { $0 + $1.bytes } }
  public var wantedBytes: Int { wanted.reduce(0) { $0 + $1.file.size } }

  /// - Parameter ownOffice: only its segments are exchanged.
  public init(
    of carrier: any Carrier, against holdings: [SegmentMark], office ownOffice: String, listed: [CarrierFile]? = nil,
    isStopped: () -> Bool = { false }
  ) throws(CarrierProblem) {
    // A root stands for everything before it: two files with one root hold the same edits, under whatever name.
    let here = holdings.filter { $0.name.office == ownOffice }
    let own = Dictionary(
      here.filter { !$0.isDoubted }.map { ($0.root, $0) }, uniquingKeysWith: { $0.blanked >= $1.blanked ? $0 : $1 })
    let doubted = Dictionary(
      here.filter { $0.isDoubted && own[$0.root] == nil }.map { ($0.root, $0) }, uniquingKeysWith: { first, _ in first }
    )
    self.doubted = doubted
    held = Array(own.values) + doubted.values
    let names = Dictionary(held.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    // Nil of a copy under a strange name, which says nothing of what is blank in it.
    var there: [String: [(file: CarrierFile, blanked: Int?)]] = [:]
    if let listed { self.listed = listed } else { self.listed = try carrier.list().sorted { $0.path < $1.path } }
    let far = try Inventory.farTails(of: self.listed, on: carrier, names, ownOffice)
    var roots: [SegmentName: String] = [:]
    for file in self.listed {
      if isStopped() { throw .stopped }
      let parsed = file.parsed
      guard let office = parsed?.name.office ?? CarrierPath.office(ofCopy: file.path) else {
        sort(file, ownOffice)
        continue
      }
      guard office == ownOffice else {
        otherOffices += 1
        continue
      }
      let root: String?
      let tail: [UInt8]?
      if file.part != nil {
        tail = nil
      } else if let far {
        tail = far[file]
      } else {
        tail = try carrier.tail(file, length: SegmentSeal.length)
      }
      if let part = file.part {
        root = part.root
      } else if let tail {
        root = SegmentSeal.root(in: tail)
        guard root != nil else {
          unfinished.append(file)
          continue
        }
      } else {
        // Without the end of the file its size must do: a segment never changes but by an erasure.
        root = parsed.flatMap { names[$0.name] }.flatMap {
          $0.bytes == file.size || $0.blanked != parsed?.blanked ? $0.root : nil
        }
      }
      if let root { there[root, default: []].append((file, parsed?.blanked)) }
      if let root, let name = parsed?.name {
        let other = roots.updateValue(root, forKey: name) ?? names[name]?.root
        if let other, other != root { forked.insert(name) }
      }
      if let root, own[root] != nil { continue }
      wanted.append(CarrierSegment(file: file, name: parsed?.name, blanked: parsed?.blanked ?? 0, root: root))
    }
    // Of several forms the one that says most comes first: then the others need not be read. What lies in one pack is read
    // together.
    wanted.sort {
      ($0.blanked, $0.file.part?.pack ?? "", $0.file.path) < ($1.blanked, $1.file.part?.pack ?? "", $1.file.path)
    }
    for (root, mark) in own.merging(doubted, uniquingKeysWith: { first, _ in first }) {
      let forms = there[root] ?? []
      // Whoever has a better form of a doubted one takes it from there for a start; one that says more there stays.
      if mark.isDoubted, !forms.isEmpty, forms.allSatisfy({ $0.blanked ?? 0 > mark.blanked }) { continue }
      let alike = forms.filter { $0.blanked == mark.blanked && $0.file.size == mark.bytes }.map(\.file)
      let outdated =
        mark.blanked == 0
        ? [] : forms.filter { $0.blanked ?? 0 <= mark.blanked && !alike.contains($0.file) }.map(\.file)
      // Beside an older form ours is put again: that is how it is known to be there whole before the other one goes. One of
      // which more is blank than any list that is known here says is no reason to withhold ours.
      if alike.isEmpty || !outdated.isEmpty { offered.append(mark) }
      if !outdated.isEmpty { self.outdated[root] = outdated }
      if mark.blanked > 0 { self.alike += alike.filter { $0.part == nil }.map { ($0, mark) } }
    }
    offered.sort { ($0.name.isTrace ? 1 : 0, $0.name.id) < ($1.name.isTrace ? 1 : 0, $1.name.id) }
  }

  /// One that had the look of ours says something else: ours takes its place.
  mutating func replace(_ file: CarrierFile, by mark: SegmentMark) {
    offer(mark)
    outdated[mark.root, default: []].append(file)
  }

  /// It is put, though something there has the look of it.
  mutating func offer(_ mark: SegmentMark) {
    if !offered.contains(mark) { offered.append(mark) }
  }

  /// Where each question takes its time, only the ends of those are asked for, and in one go, of which name and size do not
  /// tell what they are. Nil of a carrier that is near.
  private static func farTails(
    of listed: [CarrierFile], on carrier: any Carrier, _ names: [SegmentName: SegmentMark], _ ownOffice: String
  ) throws(CarrierProblem) -> [CarrierFile: [UInt8]]? {
    guard carrier.together > 1 else { return nil }
    let doubtful = listed.filter { file in
      if file.part != nil { return false }
      guard let parsed = CarrierPath.parse(file.path) else { return CarrierPath.office(ofCopy: file.path) == ownOffice }
      guard let mark = names[parsed.name] else { return false }
      return mark.blanked != parsed.blanked || mark.bytes != file.size
    }
    var tails: [CarrierFile: [UInt8]] = [:]
    for go in carrier.goes(doubtful, size: { _ in SegmentSeal.length }) {
      for (file, tail) in zip(go, try carrier.tails(Array(go), length: SegmentSeal.length)) { tails[file] = tail }
    }
    return tails
  }

  /// What is no segment: half of one, a signature, or something of others.
  private mutating func sort(_ file: CarrierFile, _ ownOffice: String) {
    if CarrierPath.isUnfinished(file.path) {
      unfinished.append(file)
    } else if !file.path.lowercased().hasSuffix(CarrierPath.signature) {
      strangers.append(file)
    } else if let name = CarrierPath.parse(file.path, ending: CarrierPath.signature)?.name, name.office == ownOffice {
      signatures[name, default: []].append(file)
    }
  }
}
