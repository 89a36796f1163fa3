// Which segments count under a list of PCs. A function of files and list alone: two PCs that have the same believe the same.
import LoketJournal
import LoketModel
import LoketRegistry

public struct Trust: Sendable {
  public let roster: Roster
  /// This PC: it believes what it signed itself, enrolled or not.
  public let own: Identifier
  let kept: KeptSignatures
  let signing: (any Signing)?

  public init(_ roster: Roster, own: Identifier, kept: KeptSignatures, signing: (any Signing)?) {
    (self.roster, self.own, self.kept, self.signing) = (roster, own, kept, signing)
  }

  private func standing(of device: Identifier) -> Roster.Standing {
    let standing = roster.standing(of: device)
    if device == own, standing == .unknown { return .enrolled(keys: roster.keys(of: device)) }
    return standing
  }

  /// Why segments from elsewhere do not count, by their roots; those that are absent do.
  /// - Parameter held: what counts here already.
  func refusals(
    of incoming: [IncomingSegment], beside held: [SegmentMark]
  ) throws(CarrierProblem) -> [String: SegmentRefusal] {
    guard roster.isAdopted else { return [:] }
    var refusals: [String: SegmentRefusal] = [:]
    let chains = Dictionary(grouping: held, by: \.name.device)
    for (device, segments) in Dictionary(grouping: incoming, by: \.mark.name.device) {
      // The trace decides nothing and has no chain: it counts with its PC.
      let (traces, saves) = (segments.filter(\.mark.name.isTrace), segments.filter { !$0.mark.name.isTrace })
      let marks = saves.map(\.mark) + (chains[device] ?? [])
      let chain = Chain(marks)
      switch standing(of: device) {
      case .open: continue
      case .unknown: for segment in segments { refusals[segment.mark.root] = .unknownDevice }
      case .closed(let roots):
        let counted = chain.leading(to: roots)
        for segment in saves where !counted.contains(segment.mark.root) { refusals[segment.mark.root] = .revoked }
        for trace in traces { refusals[trace.mark.root] = .revoked }
      case .enrolled(let keys):
        var counted = chain.leading(to: Set((chains[device] ?? []).map(\.root)))
        for segment in saves.sorted(by: { $0.highestTick > $1.highestTick }) {
          let root = segment.mark.root
          if counted.contains(root) { continue }
          guard let signature = kept.of(root: root) else { continue }
          guard let signing else {
            refusals[root] = .unverifiable
            continue
          }
          let statement = Statement.of(segment.segment, root: root)
          var isGood = false
          for key in keys where !isGood { isGood = try signing.verify(statement, signature, key: key) }
          if isGood { counted.formUnion(chain.leading(to: [root])) } else { try? kept.remove(root: root) }
        }
        for segment in saves where !counted.contains(segment.mark.root) {
          refusals[segment.mark.root] = refusals[segment.mark.root] ?? .unsigned
        }
        for root in counted { refusals[root] = nil }
      }
    }
    return refusals
  }

  /// What is here and counts no more.
  /// - Parameter fresh: what came in together with the list, before anything could be verified.
  public func outcasts(
    among held: [SegmentMark], fresh: [IncomingSegment] = []
  ) throws(CarrierProblem) -> [(mark: SegmentMark, reason: SegmentRefusal)] {
    guard roster.isAdopted else { return [] }
    let came = Set(fresh.map(\.mark.root))
    let refusals = try refusals(of: fresh, beside: held.filter { !came.contains($0.root) })
    var found = held.compactMap { mark in refusals[mark.root].map { (mark: mark, reason: $0) } }
    let held = held.filter { refusals[$0.root] == nil }
    for (device, marks) in Dictionary(grouping: held.filter({ !$0.name.isTrace }), by: \.name.device)
    where device != own {
      switch roster.standing(of: device) {
      case .open, .enrolled: continue
      case .unknown: found += marks.map { ($0, .unknownDevice) }
      case .closed(let roots):
        let counted = Chain(marks).leading(to: roots)
        found += marks.filter { !counted.contains($0.root) }.map { ($0, .revoked) }
      }
    }
    return found
  }

  /// Signs what this PC wrote last, which vouches for everything before it.
  /// - Parameter ids: its own, and those that it had before: what it wrote last under one of them it may not have signed yet.
  func signOwn(_ held: [SegmentMark], as ids: [Identifier]) throws(CarrierProblem) {
    guard let signing else { return }
    for device in ids where device == own || signing.canSign(as: device) {
      let mine = held.filter { $0.name.device == device && !$0.name.isTrace }
      let followed = Set(mine.map(\.previous))
      for mark in mine where !followed.contains(mark.root) && kept.of(root: mark.root) == nil {
        let signature = try signing.sign(Statement.of(mark.segment, root: mark.root), as: device)
        do { try kept.keep(signature, root: mark.root) } catch { throw .signing(String(error.code)) }
      }
    }
  }

  /// Whether a signature may be kept: good for a key that is known of its PC, or of a PC of which none is known yet.
  func mayKeep(
    _ signature: [UInt8], over segment: Identifier, root: String, of device: Identifier
  ) throws(CarrierProblem) -> Bool {
    let keys = roster.keys(of: device)
    guard let signing, !keys.isEmpty else { return true }
    for key in keys where try signing.verify(Statement.of(segment, root: root), signature, key: key) { return true }
    return false
  }

  /// The segments of one PC, each with the one that it follows.
  private struct Chain {
    private let previous: [String: String]

    init(_ marks: [SegmentMark]) {
      previous = Dictionary(marks.map { ($0.root, $0.previous) }, uniquingKeysWith: { first, _ in first })
    }

    /// The roots and everything that they follow, as far as it is here.
    func leading(to roots: Set<String>) -> Set<String> {
      var reached: Set<String> = []
      for start in roots {
        var root = start
        while let before = previous[root], reached.insert(root).inserted { root = before }
      }
      return reached
    }
  }
}
