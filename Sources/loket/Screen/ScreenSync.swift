// The exchange of a screen that is at work: looking, reading and writing go on beside the keys; taking over what came is one
// step between two of them.
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

/// One exchange that is under way.
struct SyncUnderWay {
  let place: String
  let exchange: Exchange
  let stop: StopSign
  var report = SyncState.Report()
  /// The highest tick that is sealed when the sending begins.
  var sentTick: UInt64 = 0
}

extension ScreenProgram {
  func sync(_ wish: SyncWish) -> [Event] {
    guard let journal = data?.journal, demo == nil else { return [] }
    switch wish {
    case .look: return [.sync(syncState(journal, found: BackupPlaces.found()))]
    case .compare(let place): return begin(place, journal, isPlan: true)
    case .begin(let place, let allows): return allows ? begin(place, journal, isPlan: false) : []
    case .stop:
      syncing?.stop.raise()
      return []
    }
  }

  private func begin(_ typed: String, _ journal: Journal, isPlan: Bool) -> [Event] {
    guard syncing == nil, !journal.isReadOnly else { return [] }
    let place = Surroundings.absolute(typed)
    let (stop, background) = (StopSign(), background)
    do {
      let carrier = try FolderCarrier(place, beside: surroundings.folder)
      let exchange = Exchange(
        with: carrier, office: journal.device.office, staging: journal.staging,
        progress: { background.tell($0) }, isStopped: { stop.isRaised })
      let (holdings, ceiling) = (try journal.holdings(state.registry), journal.tickCeiling)
      syncing = SyncUnderWay(place: place, exchange: exchange, stop: stop)
      background.exchange {
        let inventory = try exchange.look(against: holdings)
        return isPlan ? .compared(inventory) : .received(inventory, try exchange.receive(inventory, ceiling: ceiling))
      }
      var now = syncState(journal)
      now.report = nil
      now.progress = SyncState.Progress(step: ExchangeProgress.Step.looking.words, done: 0, total: 0)
      return [.sync(now)]
    } catch {
      return [.sync(syncState(journal, problem: SyncFailure.message(error)))]
    }
  }

  /// What was done beside the keys since the last time.
  func synced() -> [Event] {
    guard let journal = data?.journal else { return [] }
    var events: [Event] = []
    if let progress = background.takeProgress(), syncing != nil {
      var now = state.session.sync
      now.progress = SyncState.Progress(
        step: progress.step.words, done: progress.bytes, total: progress.totalBytes)
      events.append(.sync(now))
    }
    for step in background.takeSteps() {
      do { events += try followed(step, journal) } catch {
        events += finish(journal, problem: SyncFailure.message(error))
      }
    }
    return events
  }

  private func followed(_ step: SyncStep, _ journal: Journal) throws -> [Event] {
    guard let underWay = syncing else { return [] }
    switch step {
    case .compared(let inventory):
      syncing?.report = SyncState.Report(plan: inventory, at: underWay.place)
      return finish(journal)
    case .received(let inventory, let received):
      // A copy: where something goes wrong on the way, the screen goes on with what it had.
      var registry = state.registry
      let events = try take(received, inventory, journal, &registry)
      let holdings = try journal.holdings(registry)
      syncing?.sentTick = journal.highestTick ?? 0
      // What came may have erased something here: what is given is what stands now.
      background.exchange { .offering(try underWay.exchange.look(against: holdings, after: inventory)) }
      return events
    case .offering(let offer):
      if offer.offered.contains(where: { !$0.name.isTrace }) {
        let list = RecordRef(RecordKind(rawValue: "list"), "sync")
        try trace(
          TraceLine(
            .exported, on: list, count: state.registry.count(.person),
            by: state.session.account ?? Surroundings.systemUser),
          in: journal)
      }
      background.exchange { .sent(try underWay.exchange.send(offer)) }
      return []
    case .sent(let sent):
      syncing?.report.sentParts = sent.segments
      syncing?.report.sentBytes = sent.bytes
      syncing?.report.isSafe = true
      var memory = journal.syncMemory
      memory.put(SyncPlace(path: underWay.place, last: clock.now(), isAllowed: true))
      memory.sentTick = max(memory.sentTick, underWay.sentTick)
      try journal.keep(syncMemory: memory)
      return finish(journal)
    case .failed(let message): return finish(journal, problem: message)
    }
  }

  private func take(
    _ received: Received, _ inventory: Inventory, _ journal: Journal, _ registry: inout Registry
  ) throws -> [Event] {
    var events: [Event] = []
    let taken = try journal.take(received, into: &registry)
    if taken.segments > 0 { events.append(.changedElsewhere(registry)) }
    for notice in taken.notices { events.append(.trouble(brief(notice.message))) }
    let place = syncing?.place ?? ""
    syncing?.report = SyncState.Report(received, taken, inventory, registry, at: place)
    return events
  }

  private func finish(_ journal: Journal, problem: Message? = nil) -> [Event] {
    let report = syncing?.report
    syncing = nil
    var now = syncState(journal, problem: problem)
    now.report = report?.place.isEmpty == false ? report : nil
    return [.sync(now)]
  }

  /// How it stands, with what the screen knows already.
  private func syncState(_ journal: Journal, found: [String]? = nil, problem: Message? = nil) -> SyncState {
    var now = Self.syncState(journal, state.registry, state.session.sync)
    now.found = found ?? now.found
    if syncing == nil { now.progress = nil }
    now.problem = problem
    return now
  }

  /// What the files say, beside what a screen knows.
  static func syncState(_ journal: Journal, _ registry: Registry, _ known: SyncState = SyncState()) -> SyncState {
    var now = known
    let memory = journal.syncMemory
    now.places = memory.places.map { SyncState.Place(path: $0.path, last: $0.last, isAllowed: $0.isAllowed) }
    now.unsent = registry.saves(of: journal.device.id, after: memory.sentTick)
    now.refused = journal.refused.all.map {
      SyncState.Refused(path: $0.path, place: $0.place, reason: $0.reason.words)
    }
    return now
  }
}

extension SyncState.Report {
  fileprivate init(plan inventory: Inventory, at place: String) {
    self.init()
    (self.place, isPlan) = (place, true)
    (receivedParts, receivedBytes) = (inventory.wanted.count, inventory.wantedBytes)
    (sentParts, sentBytes) = (inventory.offered.count, inventory.offeredBytes)
    (unfinished, otherOffices) = (inventory.unfinished.count, inventory.otherOffices)
  }

  fileprivate init(
    _ received: Received, _ taken: TakeReport, _ inventory: Inventory, _ registry: Registry, at place: String
  ) {
    self.init()
    self.place = place
    (receivedParts, receivedBytes, edits) = (taken.segments, received.bytes, taken.edits)
    (unfinished, otherOffices, refused) = (received.unfinished.count, inventory.otherOffices, received.refused.count)
    origins = ExchangeReceipt.origins(of: received.segments, in: registry).map { origin in
      SyncState.Origin(device: origin.name, edits: origin.edits, latest: origin.shownLatest)
    }
  }
}

extension ExchangeReceipt.Origin {
  var name: String { label ?? String(device.description.prefix(8)) }
  var shownLatest: String { Timestamp(latest).map { "\($0.date.display) \($0.time)" } ?? latest }
}

extension ExchangeProgress.Step {
  var words: Phrase { Phrase("sync.step.\(rawValue)") }
}

/// What ends an exchange, as a sentence.
enum SyncFailure {
  static func of(_ error: any Error) -> (message: Message, code: Int32) {
    switch error {
    case let error as CarrierProblem: return (error.message, error.exitCode)
    case let error as JournalError: return (error.message, error.exitCode)
    case let error as FileFailure:
      return (JournalError.unwritable(error).message, JournalError.unwritable(error).exitCode)
    default: return (Message(.syncUnclear), ExitCode.notWritten)
    }
  }

  static func message(_ error: any Error) -> Message { of(error).message }
}
