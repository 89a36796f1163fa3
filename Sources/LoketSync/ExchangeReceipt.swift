// What one exchange brought and took: what a person reads afterwards, and what is printed.
import LoketJournal
import LoketModel
import LoketRegistry

public struct ExchangeReceipt: Sendable {
  /// What one PC's segments brought.
  public struct Origin: Hashable, Sendable {
    public let device: Identifier
    /// "PC 2"; nil of a PC that nobody has named here yet.
    public let label: String?
    public internal(set) var segments: Int
    /// Edits, those that were here already among them.
    public internal(set) var edits: Int
    /// What its last edit states as its time; empty where none does.
    public internal(set) var latest: String
  }

  public let place: String
  public internal(set) var origins: [Origin] = []
  /// Edits that are new here.
  public internal(set) var edits = 0
  public internal(set) var receivedSegments = 0
  public internal(set) var receivedBytes = 0
  public internal(set) var sent = Sent()
  public internal(set) var refused: [RefusedFile] = []
  /// Not believed, and given up by a supervisor: whoever has the carrier may delete them.
  public internal(set) var givenUp: [RefusedFile] = []
  public internal(set) var unfinished: [CarrierFile] = []
  public internal(set) var otherOffices = 0
  /// The sending ended early, for this reason; what came is here.
  public internal(set) var problem: CarrierProblem?
  public internal(set) var notices: [Notice] = []

  /// Everything is on the carrier itself.
  public var isSettled: Bool { problem == nil }

  init(_ place: String) { self.place = place }

  /// What each PC's segments brought; the trace of looks is nobody's work.
  public static func origins(of segments: [IncomingSegment], in registry: Registry) -> [Origin] {
    var found: [Identifier: Origin] = [:]
    for segment in segments where !segment.mark.name.isTrace {
      let device = segment.mark.name.device
      var origin =
        found[device]
        ?? Origin(
          device: device, label: registry.value(RecordRef(.device, device), "label"), segments: 0, edits: 0,
          latest: "")
      origin.segments += 1
      origin.edits += segment.edits
      origin.latest = max(origin.latest, segment.latest)
      found[device] = origin
    }
    return found.values.sorted { ($0.label ?? "", $0.device) < ($1.label ?? "", $1.device) }
  }
}

extension Journal {
  /// Takes over what was received, and lets go what lay in quarantine and is believed now.
  public func take(
    _ received: Received, into registry: inout Registry, progress: (LoadProgress) -> Void = { _ in }
  ) throws(JournalError) -> TakeReport {
    let report = try take(received.segments, into: &registry, progress: progress)
    for piece in received.accepted { try? refused.remove(piece) }
    return report
  }
}

extension Exchange {
  /// Times that the list of PCs may change what counts within one exchange: each needs a save that the one before let in.
  public static let mostRounds = 16

  /// A whole exchange for one who has nothing else to do meanwhile.
  /// - Parameter leaving: called before anything leaves this PC, with what is to be sent and the state of it all.
  public func carryOut(
    _ journal: Journal, into registry: inout Registry, leaving: (Inventory, Registry) throws -> Void = { _, _ in },
    loading: (LoadProgress) -> Void = { _ in }
  ) throws -> ExchangeReceipt {
    var receipt = ExchangeReceipt(carrier.title)
    let inventory = try look(against: journal.holdings(registry))
    receipt.otherOffices = inventory.otherOffices
    var roster = registry.roster
    try signEarlier(inventory.held)
    try journal.withdraw(trust(roster).outcasts(among: inventory.held), from: &registry)
    var received = try receive(
      inventory, ceiling: journal.tickCeiling, roster: roster, erased: Set(registry.erasedLines.map(\.hash)),
      unwanted: registry.givenUpCopies)
    (receipt.receivedBytes, receipt.refused) = (received.bytes, received.refused)
    (receipt.unfinished, receipt.givenUp) = (received.unfinished, received.givenUp)
    var segments: [IncomingSegment] = []
    for _ in 0..<Exchange.mostRounds {
      let taken = try journal.take(received, into: &registry, progress: loading)
      segments += received.segments
      receipt.edits += taken.edits
      receipt.receivedSegments += taken.segments
      receipt.notices += taken.notices
      // What came may have enrolled a PC whose segments wait, or taken one out whose segments are here.
      guard registry.roster != roster else { break }
      let fresh = roster.isAdopted ? [] : segments
      roster = registry.roster
      let outcasts = try trust(roster).outcasts(among: journal.holdings(registry), fresh: fresh)
      try journal.withdraw(outcasts, from: &registry)
      received = try reconsider(beside: journal.holdings(registry), ceiling: journal.tickCeiling, roster: roster)
    }
    receipt.origins = ExchangeReceipt.origins(of: segments, in: registry)
    // What was received may have erased something here: what is given is what stands now.
    let offer = try look(against: journal.holdings(registry), after: inventory, unwanted: registry.givenUpCopies)
    try leaving(offer, registry)
    do { try send(offer, roster: roster, counting: &receipt.sent) } catch let problem as CarrierProblem {
      receipt.problem = problem
    }
    receipt.unfinished = left(of: receipt.unfinished)
    return receipt
  }
}
