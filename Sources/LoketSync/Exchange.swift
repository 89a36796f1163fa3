// One exchange with a carrier, in the order that loses nothing: look, read and judge, hand over, give, settle.
import LoketJournal
import LoketModel
import LoketRegistry

/// How far an exchange is; for a bar and a line of figures.
public struct ExchangeProgress: Hashable, Sendable {
  public enum Step: String, Sendable, CaseIterable { case looking, receiving, sending, settling }
  public let step: Step
  public let done: Int
  public let total: Int
  /// Bytes so far, and in all.
  public let bytes: Int
  public let totalBytes: Int
}

/// A file of a carrier that was not believed.
public struct RefusedFile: Hashable, Sendable {
  public let path: String
  public let size: Int
  public let reason: SegmentRefusal
}

/// What was read from a carrier: judged, and laid ready for the journal.
public struct Received: Sendable {
  public internal(set) var segments: [IncomingSegment] = []
  /// How many lines of each are blank, by their roots.
  var blanked: [String: Int] = [:]
  public internal(set) var refused: [RefusedFile] = []
  /// Files that are not believed and that a supervisor gave up: not kept, and somebody may delete them there.
  public internal(set) var givenUp: [RefusedFile] = []
  /// What lay in quarantine and is believed now.
  public internal(set) var accepted: [RefusedSegment] = []
  /// Files that ended too early: read when they are whole.
  public internal(set) var unfinished: [CarrierFile] = []
  public internal(set) var bytes = 0
  /// Where each lay, for what is said of those that do not count.
  var files: [String: CarrierFile] = [:]
  /// The roots of those that say more than the form that came first.
  var filled: Set<String> = []
  /// The hashes of edits that are erased here.
  var erased: Set<Identifier> = []
  /// The subjects of files that were given up.
  var unwanted: Set<Identifier> = []
  /// Those that came out of quarantine.
  var pieces: [String: RefusedSegment] = [:]
}

/// What was put on a carrier.
public struct Sent: Hashable, Sendable {
  public internal(set) var segments = 0
  public internal(set) var bytes = 0
  /// Older forms of erased segments that were taken away.
  public internal(set) var removed = 0

  public init() {}
}

/// Does the work beside the keys: it reads sealed files and adds to the staging folder, and nothing else here.
public struct Exchange: Sendable {
  public let carrier: any Carrier
  public let office: String
  let staging: Staging
  private let own: Identifier
  /// Ids that this PC had before.
  private let earlier: [Identifier]
  private let signing: (any Signing)?
  private let progress: @Sendable (ExchangeProgress) -> Void
  private let isStopped: @Sendable () -> Bool

  public init(
    with carrier: any Carrier, of device: ThisDevice, staging: Staging, signing: (any Signing)?,
    progress: @escaping @Sendable (ExchangeProgress) -> Void = { _ in },
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    (office, own, earlier, self.staging) = (device.office, device.id, device.earlier, staging)
    self.carrier = PackedCarrier(carrier, office: device.office, staging: staging)
    self.signing = signing
    (self.progress, self.isStopped) = (progress, isStopped)
  }

  /// What would go and come.
  /// - Parameter earlier: what was seen there a moment ago, so that nobody is asked twice; what came there since is met when
  ///   something of its name is put.
  /// - Parameter unwanted: the subjects of files that were given up: a damaged one of ours there gives way to a sound one.
  public func look(
    against holdings: [SegmentMark], after earlier: Inventory? = nil, unwanted: Set<Identifier> = []
  ) throws(CarrierProblem) -> Inventory {
    progress(ExchangeProgress(step: .looking, done: 0, total: 0, bytes: 0, totalBytes: 0))
    var inventory = try Inventory(
      of: carrier, against: holdings, office: office, listed: earlier?.listed, isStopped: isStopped)
    // Somebody may have blanked other edits, and the erased ones still stand there. Looked for where looking costs little.
    for (file, mark) in inventory.alike where carrier.together == 1 {
      if isStopped() { throw .stopped }
      guard let there = try? carrier.read(file.path, limit: mark.bytes), let ours = try? staging.bytes(of: mark) else {
        continue
      }
      if there != ours { inventory.replace(file, by: mark) }
    }
    for mark in inventory.held where unwanted.contains(mark.name.id) && !mark.isDoubted {
      if isStopped() { throw .stopped }
      try mend(mark, in: &inventory)
    }
    return inventory
  }

  /// A file of which the end is as it should be looks sound until somebody reads it. Where a supervisor gave it up, whoever has
  /// the segment whole puts it there once more, and the damaged one goes; one in a pack stays beside it.
  private func mend(_ mark: SegmentMark, in inventory: inout Inventory) throws(CarrierProblem) {
    var (damaged, isSound): ([CarrierFile], Bool) = ([], false)
    for file in inventory.listed where file.parsed?.name == mark.name && file.parsed?.blanked == mark.blanked {
      guard let there = try? carrier.read(file.path, limit: IncomingSegment.largest) else { continue }
      switch IncomingSegment.judge(there, expected: nil, ceiling: .max) {
      case .success(let segment): isSound = isSound || segment.mark.root == mark.root
      case .failure: if file.part == nil { damaged.append(file) }
      }
    }
    for file in damaged { inventory.replace(file, by: mark) }
    if !isSound, damaged.isEmpty { inventory.offer(mark) }
  }

  /// Reads what is wanted, judges each file by itself, and lays the good ones ready. A bad one stops nobody else's.
  /// - Parameters:
  ///   - ceiling: the highest tick that is believed.
  ///   - roster: the PCs that count, as far as they are known here.
  ///   - erased: the hashes of edits that are erased here: no other form of a segment brings them back.
  ///   - unwanted: the subjects of files that were given up.
  public func receive(
    _ inventory: Inventory, ceiling: UInt64, roster: Roster, erased: Set<Identifier> = [],
    unwanted: Set<Identifier> = []
  ) throws -> Received {
    var received = try quarantined(ceiling)
    (received.erased, received.unwanted) = (erased, unwanted)
    received.unfinished = inventory.unfinished
    let total = inventory.wantedBytes
    var place = 0
    for go in carrier.goes(inventory.wanted, size: { $0.file.size }) {
      if isStopped() { throw CarrierProblem.stopped }
      tell(.receiving, place, inventory.wanted.count, received.bytes, total)
      // Of one content further forms may lie there, whatever their names say.
      let lacking = go.filter { $0.root.map { received.blanked[$0] != 0 } ?? true }
      let answers = try carrier.read(lacking.map(\.file.path), limit: IncomingSegment.largest)
      for (wanted, answer) in zip(lacking, answers) { try judge(wanted, answer, ceiling, &received) }
      place += go.count
    }
    tell(.receiving, inventory.wanted.count, inventory.wanted.count, received.bytes, total)
    let trust = trust(roster)
    try takeSignatures(inventory, received, trust)
    try sift(&received, beside: inventory.held, trust)
    return received
  }

  private func judge(
    _ wanted: CarrierSegment, _ answer: Result<[UInt8], CarrierProblem>, _ ceiling: UInt64, _ received: inout Received
  ) throws {
    let bytes: [UInt8]
    do throws(CarrierProblem) { bytes = try answer.get() } catch {
      switch error {
      case .tooLarge: try refuse(wanted.file, nil, .tooLarge, &received)
      // What only this file cannot be read for is said of this file.
      case .failed, .readOnly: try refuse(wanted.file, nil, .unreadable, &received)
      default: throw error
      }
      return
    }
    received.bytes += bytes.count
    switch IncomingSegment.judge(bytes, expected: wanted.name, ceiling: ceiling) {
    case .success(let segment):
      guard segment.mark.name.office == office else { return try refuse(wanted.file, bytes, .misnamed, &received) }
      received.files[segment.mark.root] = wanted.file
      try stage(bytes, segment, &received)
    case .failure(.unsealed): received.unfinished.append(wanted.file)
    case .failure(let reason): try refuse(wanted.file, bytes, reason, &received)
    }
  }

  /// What lies in quarantine, judged by another list of PCs: what came may have changed it.
  public func reconsider(beside held: [SegmentMark], ceiling: UInt64, roster: Roster) throws -> Received {
    var received = try quarantined(ceiling)
    try sift(&received, beside: held, trust(roster))
    return received
  }

  /// Before something of an id that this PC had before is set apart it is signed, so that it comes in with that id.
  public func signEarlier(_ held: [SegmentMark]) throws(CarrierProblem) {
    try trust(Roster()).signOwn(held, as: earlier)
  }

  /// The rule by which segments count.
  public func trust(_ roster: Roster) -> Trust {
    Trust(roster, own: own, earlier: earlier, kept: staging.signatures, signing: signing)
  }

  /// Takes out what does not count under the list of PCs.
  private func sift(_ received: inout Received, beside held: [SegmentMark], _ trust: Trust) throws {
    let refusals = try trust.refusals(of: received.segments, beside: held)
    for segment in received.segments {
      let root = segment.mark.root
      switch (refusals[root], received.pieces[root]) {
      case (nil, let piece?): received.accepted.append(piece)
      case (nil, nil): continue
      case (let reason?, let piece?):
        let better = received.filled.contains(root) ? try staging.bytes(ofStaged: segment) : nil
        if better != nil || piece.reason != reason { try staging.refused.change(piece, to: reason, by: better) }
      case (let reason?, nil):
        guard let file = received.files[root] else { continue }
        try refuse(file, try staging.bytes(ofStaged: segment), reason, &received)
      }
    }
    received.segments.removeAll { refusals[$0.mark.root] != nil }
  }

  /// What was refused before: a good copy may have come, and what one waited for.
  private func quarantined(_ ceiling: UInt64) throws -> Received {
    var received = Received()
    try staging.empty()
    for refused in staging.refused.all {
      let bytes = try staging.refused.bytes(of: refused)
      guard case .success(let segment) = IncomingSegment.judge(bytes, expected: nil, ceiling: ceiling),
        segment.mark.name.office == office
      else { continue }
      received.pieces[segment.mark.root] = refused
      try stage(bytes, segment, &received)
    }
    return received
  }

  /// One content counts once, however many copies of it lie there, with all that any of them says. What is erased in it the
  /// erase records take away; what only somebody's hand blanked stays.
  private func stage(_ bytes: [UInt8], _ segment: IncomingSegment, _ received: inout Received) throws {
    if received.blanked[segment.mark.root] != nil {
      guard let at = received.segments.firstIndex(where: { $0.mark.root == segment.mark.root }),
        let better = try staging.fill(received.segments[at], from: bytes, except: received.erased)
      else { return }
      received.segments[at] = better
      received.filled.insert(segment.mark.root)
      received.blanked[segment.mark.root] = better.mark.blanked
      return
    }
    received.blanked[segment.mark.root] = segment.mark.blanked
    try staging.put(bytes, segment)
    received.segments.append(segment)
  }

  private func refuse(
    _ file: CarrierFile, _ bytes: [UInt8]?, _ reason: SegmentRefusal, _ received: inout Received
  ) throws {
    let told = RefusedFile(path: file.place, size: file.size, reason: reason)
    let subject = RefusedSegment.subject(of: bytes, named: file.parsed?.name.id, path: file.place)
    if reason.isFinal, received.unwanted.contains(subject) { return received.givenUp.append(told) }
    try staging.refused.keep(bytes, size: file.size, path: file.place, place: carrier.title, reason, about: subject)
    received.refused.append(told)
  }

  /// Puts what the carrier lacks, if there is room for all of it, and says when it may be taken away.
  /// - Parameters:
  ///   - roster: the PCs that count, by whose keys a signature that was torn is told from a good one.
  ///   - sent: what was put so far: right also where this ends early.
  public func send(_ inventory: Inventory, roster: Roster, counting sent: inout Sent) throws {
    try trust(roster).signOwn(inventory.held, as: [own] + earlier)
    let plan = PackPlan(try staging.packs(of: office), inventory, own: own)
    if let room = try carrier.room() {
      // Small files take a whole cluster each.
      let needed = UInt64(plan.bytes) + UInt64(plan.files) * Exchange.cluster
      guard plan.files == 0 || needed <= room else {
        throw CarrierProblem.noRoom(carrier.title, needed: needed, available: room)
      }
    }
    let (count, total) = (inventory.offered.count, plan.bytes)
    var alone = plan.alone
    // What was blanked goes after the lists that say why: nobody is to see the one without the other where this is cut off.
    for isBlanked in [false, true] {
      for put in plan.puts where put.stored.pack.parts.contains(where: { $0.blanked > 0 }) == isBlanked {
        if isStopped() { throw CarrierProblem.stopped }
        tell(.sending, sent.segments, count, sent.bytes, total)
        if try !send(put, inventory, &sent) { alone += put.brings }
      }
      for go in carrier.goes(alone.filter { ($0.blanked > 0) == isBlanked }, size: \.bytes) {
        if isStopped() { throw CarrierProblem.stopped }
        tell(.sending, sent.segments, count, sent.bytes, total)
        try send(go, inventory, &sent)
      }
    }
    try putSignatures(inventory, trust(roster))
    try clearHalves(inventory, &sent)
    tell(.settling, count, count, sent.bytes, total)
    try carrier.settle()
  }

  /// - Returns: false where half of it stands there, which another program copied: then each goes by itself.
  private func send(_ put: PackPut, _ inventory: Inventory, _ sent: inout Sent) throws -> Bool {
    let bytes = try staging.bytes(of: put.stored)
    do throws(CarrierProblem) { try carrier.put(CarrierPath.path(of: put.stored.pack), bytes) } catch {
      guard case .occupied = error else { throw error }
      return false
    }
    sent.segments += put.brings.count
    sent.bytes += bytes.count
    try clear(after: put, inventory, &sent)
    return true
  }

  private func send(_ go: ArraySlice<SegmentMark>, _ inventory: Inventory, _ sent: inout Sent) throws {
    let loads = try go.map { mark in
      CarrierLoad(path: CarrierPath.path(of: mark.name, blanked: mark.blanked), bytes: try staging.bytes(of: mark))
    }
    for (place, answer) in try carrier.put(loads).enumerated() {
      let (mark, load) = (go[go.startIndex + place], loads[place])
      if case .failure(.occupied) = answer {
        try putBeside(load.bytes) { CarrierPath.path(of: mark.name, blanked: mark.blanked, copy: $0) }
      } else {
        try answer.get()
      }
      sent.segments += 1
      sent.bytes += load.bytes.count
      for old in inventory.outdated[mark.root] ?? [] { try remove(old, by: mark, &sent) }
    }
  }

  /// Takes away what a pack that was put and proven holds too. A file goes by what stands in it, whatever its name says.
  private func clear(after put: PackPut, _ inventory: Inventory, _ sent: inout Sent) throws {
    let forms = Dictionary(
      put.stored.pack.parts.map { ($0.root, $0.blanked) }, uniquingKeysWith: { first, _ in first })
    var gone: Set<CarrierFile> = []
    for pack in put.replacesPacks.sorted() { try carrier.remove(pack) }
    for go in carrier.goes(put.replaces, size: \.size) {
      for (file, answer) in zip(go, try carrier.read(go.map(\.path), limit: IncomingSegment.largest)) {
        guard case .success(let bytes) = answer,
          case .success(let there) = IncomingSegment.judge(bytes, expected: nil, ceiling: .max),
          there.mark.blanked <= forms[there.mark.root] ?? -1
        else { continue }
        gone.insert(file)
        try carrier.remove(file.path)
      }
    }
    for mark in put.brings {
      for old in inventory.outdated[mark.root] ?? []
      where !gone.contains(old) && !put.replacesPacks.contains(old.part?.pack ?? "") {
        try remove(old, by: mark, &sent)
      }
    }
  }

  /// Takes an older form away, of which ours holds everything that was not erased.
  private func remove(_ old: CarrierFile, by mark: SegmentMark, _ sent: inout Sent) throws {
    if mark.isDoubted, try staging.lacks(mark, what: carrier.read(old.path, limit: IncomingSegment.largest)) { return }
    try carrier.remove(old.path)
    sent.removed += 1
  }

  /// Where something else has its name (half a file that another program copied), it stands under one of a copy.
  func putBeside(_ bytes: [UInt8], path: (_ copy: Int) -> String) throws(CarrierProblem) {
    for copy in 1..<Exchange.mostCopies {
      do throws(CarrierProblem) {
        return try carrier.put(path(copy), bytes)
      } catch {
        guard case .occupied = error, copy + 1 < Exchange.mostCopies else { throw error }
      }
    }
  }

  private static var mostCopies: Int { 9 }
  private static var cluster: UInt64 { 32 << 10 }

  private func tell(_ step: ExchangeProgress.Step, _ done: Int, _ total: Int, _ bytes: Int, _ totalBytes: Int) {
    progress(ExchangeProgress(step: step, done: done, total: total, bytes: bytes, totalBytes: totalBytes))
  }
}
