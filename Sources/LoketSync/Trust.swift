// Which segments count under a list of PCs. A function of files and list alone: two PCs that have the same believe the same.
import LoketJournal
import LoketModel
import LoketRegistry

public struct Trust: Sendable {
  public let roster: Roster
  /// This PC, and ids that it had before: it believes what it signed itself, enrolled or not.
  public let own: Identifier
  let earlier: [Identifier]
  let kept: KeptSignatures
  let signing: (any Signing)?

  public init(
    _ roster: Roster, own: Identifier, earlier: [Identifier], kept: KeptSignatures, signing: (any Signing)?
  ) {
    (self.roster, self.own, self.earlier, self.kept, self.signing) = (roster, own, earlier, kept, signing)
  }

  private func standing(of device: Identifier) -> Roster.Standing {
    let standing = roster.standing(of: device)
    if device == own || earlier.contains(device), standing == .unknown {
      return .enrolled(keys: roster.keys(of: device))
    }
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
        var counted = chain.leading(to: roster.vouched(of: device).union((chains[device] ?? []).map(\.root)))
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

  /// What is here and counts no more. Where that would take away everything in which the list itself stands (its first
  /// segment went without its signature, and nobody can sign it any more) that counts, and what it follows: else there were
  /// no list, by which it would count, and so on for ever.
  /// - Parameter fresh: what came in together with the list, before anything could be verified.
  public func outcasts(
    among all: [SegmentMark], fresh: [IncomingSegment] = []
  ) throws(CarrierProblem) -> [(mark: SegmentMark, reason: SegmentRefusal)] {
    guard roster.isAdopted else { return [] }
    let came = Set(fresh.map(\.mark.root))
    let refusals = try refusals(of: fresh, beside: all.filter { !came.contains($0.root) })
    var found = all.compactMap { mark in refusals[mark.root].map { (mark: mark, reason: $0) } }
    let held = all.filter { refusals[$0.root] == nil }
    for (device, marks) in Dictionary(grouping: held.filter({ !$0.name.isTrace }), by: \.name.device)
    where device != own {
      switch standing(of: device) {
      case .open, .enrolled: continue
      case .unknown: found += marks.map { ($0, .unknownDevice) }
      case .closed(let roots):
        let counted = Chain(marks).leading(to: roots)
        found += marks.filter { !counted.contains($0.root) }.map { ($0, .revoked) }
      }
    }
    let out = Set(found.map(\.mark.root))
    let founders = Set(all.filter { roster.founders.contains($0.segment) }.map(\.root))
    guard !founders.isEmpty, founders.isSubset(of: out) else { return found }
    let counted = Chain(all).leading(to: founders)
    return found.filter { !counted.contains($0.mark.root) }
  }

  /// Signs what this PC wrote last, which vouches for everything before it; and, so that one file that goes astray costs only
  /// itself, what it wrote before that and has not joined into a pack yet. What a power cut left torn is signed again.
  /// - Parameter ids: its own, and those that it had before: what it wrote last under one of them it may not have signed yet.
  func signOwn(_ held: [SegmentMark], as ids: [Identifier]) throws(CarrierProblem) {
    guard let signing else { return }
    var signed = 0
    for device in ids where device == own || signing.canSign(as: device) {
      let mine = held.filter { $0.name.device == device && !$0.name.isTrace }
      if mine.isEmpty { continue }
      let key = try signing.publicKey(of: device)
      let byRoot = Dictionary(mine.map { ($0.root, $0) }, uniquingKeysWith: { first, _ in first })
      let followed = Set(mine.map(\.previous))
      for last in mine where !followed.contains(last.root) {
        var next: SegmentMark? = last
        for place in 0..<Pack.full {
          guard let mark = next else { break }
          let statement = Statement.of(mark.segment, root: mark.root)
          next = byRoot[mark.previous]
          // Each of the earlier ones was the last one once, or was signed with it.
          if let signature = kept.of(root: mark.root), !signature.isEmpty {
            if place > 0 { continue }
            if try signing.verify(statement, signature, key: key) { continue }
          }
          let signature = try signing.sign(statement, as: device)
          do { try kept.keep(signature, root: mark.root) } catch { throw .signing(String(error.code)) }
          signed += 1
        }
      }
    }
    guard signed > 0 else { return }
    do { try kept.settle() } catch { throw .signing(String(error.code)) }
  }

  /// Whether a signature may be kept: good for a key that is known of its PC, or of a PC of which none is known yet.
  func mayKeep(_ signature: [UInt8], over mark: SegmentMark) throws(CarrierProblem) -> Bool {
    if signing == nil || roster.keys(of: mark.name.device).isEmpty { return true }
    return try vouches(signature, for: mark)
  }

  /// Whether a signature is good for a key that is known of the segment's PC.
  func vouches(_ signature: [UInt8], for mark: SegmentMark) throws(CarrierProblem) -> Bool {
    guard let signing else { return false }
    let statement = Statement.of(mark.segment, root: mark.root)
    for key in roster.keys(of: mark.name.device) where try signing.verify(statement, signature, key: key) {
      return true
    }
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
