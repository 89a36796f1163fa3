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
  let seals: Bool
  let exchange: Exchange
  let stop: StopSign
  var report = SyncState.Report()
  var progress = SyncState.Progress(step: ExchangeProgress.Step.looking.words, done: 0, total: 0)
  /// Fields that waited for a decision before.
  let conflicts: Int
  /// Halves that lay there at first.
  var unfinished: [CarrierFile] = []
  /// What came so far.
  var segments: [IncomingSegment] = []
  /// The PCs that counted when what came was judged, and how often that changed since.
  var roster: Roster
  var rounds = 0
  /// The highest tick that is sealed when the sending begins.
  var sentTick: UInt64 = 0
}

extension ScreenProgram {
  func sync(_ wish: SyncWish) -> [Event] {
    guard let journal = data?.journal, demo == nil else { return [] }
    switch wish {
    case .look:
      if !journal.isReadOnly { journal.letGoRefused(state.registry) }
      return [.sync(syncState(journal, found: BackupPlaces.found()))]
    case .probe(let place): return probe(place, journal)
    case .seal(let place, let isSealed): return seal(place, isSealed, journal)
    case .plain(let place):
      var memory = journal.syncMemory
      memory.makePlain(place)
      do { try journal.keep(syncMemory: memory) } catch { return [.trouble(brief(error.message))] }
      syncOutcome = SyncOutcome(place: place)
      return [.sync(syncState(journal))]
    case .compare(let place):
      let known = journal.syncMemory.places.first { $0.path == place && $0.isAllowed }
      return begin(place, journal, isPlan: true, seals: known?.isSealed)
    case .begin(let place, let allows, let seals):
      return allows ? begin(place, journal, isPlan: false, seals: seals) : []
    case .stop:
      syncing?.stop.raise()
      return []
    case .login(let place, let login):
      do {
        try journal.logins.keep(login, for: PlaceAddress(place))
      } catch { syncOutcome.problem = SyncFailure.message(error) }
      return [.sync(syncState(journal))]
    }
  }

  /// Beside the keys: a shared folder whose PC is off answers late.
  private func probe(_ place: String, _ journal: Journal) -> [Event] {
    guard syncing == nil else { return [] }
    syncOutcome = SyncOutcome(place: place)
    probes += 1
    let (data, office, memory, probe) = (surroundings.folder, journal.device.office, journal.syncMemory, probes)
    background.exchange {
      do throws(CarrierProblem) {
        let folder = try FolderCarrier(place, beside: data)
        try MountedPlace.require(place, memory)
        _ = try folder.room()
        return .probed(place, probe: probe, .success(folder.holdsSealed(of: office)))
      } catch { return .probed(place, probe: probe, .failure(error)) }
    }
    return [.sync(syncState(journal))]
  }

  private func seal(_ place: String, _ isSealed: Bool, _ journal: Journal) -> [Event] {
    var memory = journal.syncMemory
    guard let index = memory.places.firstIndex(where: { $0.path == place }) else { return [] }
    memory.places[index].isSealed = isSealed
    do { try journal.keep(syncMemory: memory) } catch { return [.trouble(brief(error.message))] }
    return [.sync(syncState(journal))]
  }

  /// - Parameter seals: nil where nobody has said yet: then it is looked at as it is written.
  private func begin(_ typed: String, _ journal: Journal, isPlan: Bool, seals: Bool?) -> [Event] {
    guard syncing == nil, !journal.isReadOnly else { return [] }
    let place = PlaceAddress.isMeant(by: typed) ? typed : Surroundings.absolute(typed)
    let (stop, background) = (StopSign(), background)
    syncOutcome = SyncOutcome(place: place)
    do {
      let login = try (try? PlaceAddress(place)).flatMap { try journal.logins.login(of: $0) }
      var carrier = try Carriers.open(
        place, beside: surroundings.folder, office: journal.device.office, login: login,
        isStopped: { stop.isRaised })
      var memory = journal.syncMemory
      let before = memory
      try MountedPlace.require(place, memory)
      memory.note(MountedPlace.mount(of: place, beside: surroundings.folder), of: place)
      if !isPlan, memory != before { try journal.keep(syncMemory: memory) }
      if let folder = carrier as? FolderCarrier {
        let isSealed = folder.holdsSealed(of: journal.device.office)
        syncOutcome.looked = SyncState.Look(place: place, isSealed: isSealed)
      }
      let seals = seals ?? (syncOutcome.looked?.isSealed == true && SealedPlace.sealing(journal) != nil)
      if seals { carrier = try SealedPlace.carrier(carrier, journal, state.registry) }
      let signing = StatedKey.signing(journal)
      let exchange = Exchange(
        with: carrier, of: journal.device, staging: journal.staging, signing: signing,
        progress: { background.tell($0) }, isStopped: { stop.isRaised })
      var registry = state.registry
      var events: [Event] = []
      if !isPlan, try state(keyOf: journal, signing, in: &registry) || setApart(exchange, journal, &registry) {
        events.append(.changedElsewhere(registry))
      }
      let (holdings, ceiling) = (try journal.holdings(registry), journal.tickCeiling)
      let (roster, erased) = (registry.roster, Set(registry.erasedLines.map(\.hash)))
      let unwanted = registry.givenUpCopies
      syncing = SyncUnderWay(
        place: place, seals: seals, exchange: exchange, stop: stop, conflicts: registry.conflictCount, roster: roster)
      background.exchange {
        let inventory = try exchange.look(against: holdings)
        return isPlan
          ? .compared(inventory)
          : .received(
            inventory,
            try exchange.receive(inventory, ceiling: ceiling, roster: roster, erased: erased, unwanted: unwanted))
      }
      return events + [.sync(syncState(journal))]
    } catch {
      return finish(journal, problem: error)
    }
  }

  /// States the key of this PC where that was not done yet. Returns whether something was saved.
  private func state(keyOf journal: Journal, _ signing: (any Signing)?, in registry: inout Registry) throws -> Bool {
    let by = state.session.account ?? Surroundings.systemUser
    guard let save = try StatedKey.save(signing, journal, registry, by: by) else { return false }
    let now = clock.now()
    let lines = try journal.write(save, now: now, clock: journal.clockTrust(now: now, wasAsked: clock.isSet))
    for line in lines {
      registry.apply(
        line.edit, at: line.line, tick: line.tick, stamp: line.stamp, clock: line.clock, by: line.by,
        device: line.device)
    }
    return true
  }

  /// Puts into quarantine what counts no more under the list of PCs. Returns whether there was something.
  /// - Parameter fresh: what came in together with that list.
  private func setApart(
    _ exchange: Exchange, _ journal: Journal, _ registry: inout Registry, fresh: [IncomingSegment] = []
  ) throws -> Bool {
    let held = try journal.holdings(registry)
    try exchange.signEarlier(held)
    let outcasts = try exchange.trust(registry.roster).outcasts(among: held, fresh: fresh)
    try journal.withdraw(outcasts, from: &registry)
    return !outcasts.isEmpty
  }

  /// What was done beside the keys since the last time.
  func synced() -> [Event] {
    guard let journal = data?.journal else { return [] }
    var events: [Event] = []
    if let progress = background.takeProgress(), syncing != nil {
      let shown = SyncState.Progress(step: progress.step.words, done: progress.bytes, total: progress.totalBytes)
      syncing?.progress = shown
      var now = state.session.sync
      now.progress = shown
      events.append(.sync(now))
    }
    for step in background.takeSteps() {
      do { events += try followed(step, journal) } catch {
        events += finish(journal, problem: error)
      }
    }
    return events
  }

  private func followed(_ step: SyncStep, _ journal: Journal) throws -> [Event] {
    if case .probed(let place, let probe, let found) = step {
      // A second look at one place may begin before the first one answered: only the last one's answer counts.
      guard syncOutcome.place == place, probe == probes, syncing == nil else { return [] }
      switch found {
      case .success(let isSealed): syncOutcome.looked = SyncState.Look(place: place, isSealed: isSealed)
      case .failure(let problem): syncOutcome.fail(problem)
      }
      return [.sync(syncState(journal))]
    }
    guard let underWay = syncing else { return [] }
    switch step {
    case .probed: return []
    case .compared(let inventory):
      syncing?.report = SyncState.Report(plan: inventory, at: underWay.place)
      return finish(journal)
    case .received(let inventory, let received):
      // A copy: where something goes wrong on the way, the screen goes on with what it had.
      var registry = state.registry
      var events = try take(received, inventory, journal, &registry)
      // What came may have enrolled a PC whose segments wait, or taken one out whose segments are here.
      let roster = registry.roster
      if roster != underWay.roster, underWay.rounds < Exchange.mostRounds {
        let fresh = underWay.roster.isAdopted ? [] : received.segments
        if try setApart(underWay.exchange, journal, &registry, fresh: fresh) {
          events.append(.changedElsewhere(registry))
        }
        syncing?.roster = roster
        syncing?.rounds += 1
        let (held, ceiling) = (try journal.holdings(registry), journal.tickCeiling)
        background.exchange {
          .received(inventory, try underWay.exchange.reconsider(beside: held, ceiling: ceiling, roster: roster))
        }
        return events
      }
      let (holdings, unwanted) = (try journal.holdings(registry), registry.givenUpCopies)
      syncing?.sentTick = journal.highestTick ?? 0
      // What came may have erased something here: what is given is what stands now.
      background.exchange {
        .offering(try underWay.exchange.look(against: holdings, after: inventory, unwanted: unwanted))
      }
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
      background.exchange {
        var sent = Sent()
        var problem: (any Error)?
        do { try underWay.exchange.send(offer, roster: underWay.roster, counting: &sent) } catch { problem = error }
        return .sent(sent, unfinished: underWay.exchange.left(of: underWay.unfinished).count, problem)
      }
      return []
    case .sent(let sent, let unfinished, let problem):
      syncing?.report.unfinished = unfinished
      syncing?.report.sentParts = sent.segments
      syncing?.report.sentBytes = sent.bytes
      if let problem { return finish(journal, problem: problem) }
      syncing?.report.isSafe = true
      var memory = journal.syncMemory
      memory.put(
        SyncPlace(
          path: underWay.place, last: clock.now(), isAllowed: true, isSealed: underWay.seals,
          mount: memory.places.first { $0.path == underWay.place }?.mount))
      memory.sentTick = max(memory.sentTick, underWay.sentTick)
      try journal.keep(syncMemory: memory)
      return finish(journal)
    case .failed(let error): return finish(journal, problem: error)
    }
  }

  private func take(
    _ received: Received, _ inventory: Inventory, _ journal: Journal, _ registry: inout Registry
  ) throws -> [Event] {
    var events: [Event] = []
    let taken = try journal.take(received, into: &registry)
    if taken.segments > 0 { events.append(.changedElsewhere(registry)) }
    for notice in taken.notices { events.append(.trouble(brief(notice.message))) }
    guard var underWay = syncing else { return events }
    // What the list of PCs set apart and let in again came once.
    let known = Set(underWay.segments.map(\.mark.root))
    underWay.unfinished += received.unfinished
    underWay.segments += received.segments.filter { !known.contains($0.mark.root) }
    underWay.report = SyncState.Report(received, taken, inventory, at: underWay.place).after(underWay.report)
    underWay.report.conflicts = max(0, registry.conflictCount - underWay.conflicts)
    underWay.report.origins = ExchangeReceipt.origins(of: underWay.segments, in: registry).map { origin in
      SyncState.Origin(device: origin.name, edits: origin.edits, latest: origin.shownLatest)
    }
    syncing = underWay
    return events
  }

  private func finish(_ journal: Journal, problem: (any Error)? = nil) -> [Event] {
    var report = syncing?.report
    report?.at = clock.now()
    syncing = nil
    // Nobody needs what was not taken over, and nobody who is erased later shall stand there.
    try? journal.staging.empty()
    syncOutcome.report = report?.place.isEmpty == false ? report : nil
    if let problem { syncOutcome.fail(problem) } else { syncOutcome.problem = nil }
    var now = syncState(journal)
    switch problem as? CarrierProblem {
    case .loginMissing, .unauthorised: now.asksLogin = true
    default: break
    }
    return [.sync(now)]
  }

  /// How it stands, with what the screen knows already.
  private func syncState(_ journal: Journal, found: [String]? = nil) -> SyncState {
    var now = Self.syncState(journal, state.registry, state.session.sync)
    now.found = found ?? now.found
    now.progress = syncing?.progress
    now.asksLogin = false
    (now.report, now.problem) = (syncOutcome.report, syncOutcome.problem)
    (now.lastPlace, now.looked, now.isUnmounted) = (syncOutcome.place, syncOutcome.looked, syncOutcome.isUnmounted)
    return now
  }

  /// What the files say, beside what a screen knows.
  static func syncState(_ journal: Journal, _ registry: Registry, _ known: SyncState = SyncState()) -> SyncState {
    var now = known
    let memory = journal.syncMemory
    now.places = memory.places.map {
      SyncState.Place(path: $0.path, last: $0.last, isAllowed: $0.isAllowed, isSealed: $0.isSealed)
    }
    now.ends = journal.ends()
    now.applicants = journal.refused.applicants.map {
      SyncState.Applicant(device: $0.device, label: $0.label, key: $0.key)
    }
    now.canSeal = SealedPlace.sealing(journal) != nil
    now.canSign = StatedKey.signing(journal) != nil
    now.unsent = registry.saves(of: journal.device.id, after: memory.sentTick)
    now.refused = journal.refused.all.map {
      SyncState.Refused(
        path: $0.path, place: $0.place, device: CarrierPath.device(of: $0.path), reason: $0.reason.words,
        subject: $0.reason.isFinal ? $0.subject : nil)
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

  fileprivate init(_ received: Received, _ taken: TakeReport, _ inventory: Inventory, at place: String) {
    self.init()
    self.place = place
    (receivedParts, receivedBytes, edits) = (taken.segments, received.bytes, taken.edits)
    (unfinished, otherOffices, refused) = (received.unfinished.count, inventory.otherOffices, received.refused.count)
    givenUp = received.givenUp.count
  }
}

extension SyncState.Report {
  /// Together with what came before it in the same exchange.
  fileprivate func after(_ earlier: SyncState.Report) -> SyncState.Report {
    var report = self
    report.receivedParts += earlier.receivedParts
    report.receivedBytes += earlier.receivedBytes
    report.edits += earlier.edits
    report.refused += earlier.refused
    report.givenUp += earlier.givenUp
    report.unfinished = max(unfinished, earlier.unfinished)
    return report
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
