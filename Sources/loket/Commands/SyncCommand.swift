// `loket sync CARRIER`: what another PC left there comes in, what this one has goes there.
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

enum SyncCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let (place, isDry) = (try self.place(surroundings), surroundings.arguments.has("--dry-run"))
    let isServer = PlaceAddress.isMeant(by: place)
    let seals = surroundings.arguments.has("--encrypt")
    if seals, isServer { throw CommandFailure(.syncEncryptFolder) }
    guard isDry || seals || surroundings.arguments.has("--allow-unencrypted") || isOnDataDisk(place, surroundings)
    else {
      throw CommandFailure(isServer ? .syncUnencryptedServer : .syncUnencrypted, ["place": place])
    }
    let data = try surroundings.open(.write)
    defer { data.journal.close(saving: data.registry) }
    let login = try self.login(of: place, data.journal, surroundings)
    do throws(CommandFailure) { return try exchange(place, login, data, surroundings) } catch {
      // The server asks who one is: whoever sits at a terminal can say it, for this time.
      let key = (try? PlaceAddress(place))?.key ?? place
      guard error.message == CarrierProblem.loginMissing(key).message, isatty(STDIN_FILENO) == 1,
        let line = HiddenLine.read(asking: surroundings.wording.text(.syncAskLogin, ["place": place]), limit: 200),
        let typed = PlaceLogin(line: line)
      else { throw error }
      return try exchange(place, typed, data, surroundings)
    }
  }

  /// A whole path, or an address as it is; refused before anything is opened where it cannot be one.
  private static func place(_ surroundings: Surroundings) throws(CommandFailure) -> String {
    let typed = surroundings.arguments.words.first ?? ""
    return try reaching { () throws(CarrierProblem) in
      if PlaceAddress.isMeant(by: typed) { return try Carriers.address(typed).text }
      let place = Surroundings.absolute(typed)
      _ = try FolderCarrier(place, beside: surroundings.folder)
      return place
    }
  }

  /// From the file of `--credentials`, else what the screen was told once.
  static func login(
    of place: String, _ journal: Journal?, _ surroundings: Surroundings
  ) throws(CommandFailure) -> PlaceLogin? {
    try attempt { () throws(JournalError) in
      if let file = surroundings.arguments["--credentials"] {
        return try PlaceLogins.login(in: Surroundings.absolute(file))
      }
      guard let address = try? PlaceAddress(place) else { return nil }
      return try journal?.logins.login(of: address)
    }
  }

  private static func exchange(
    _ place: String, _ login: PlaceLogin?, _ data: OpenData, _ surroundings: Surroundings
  ) throws(CommandFailure) -> Int32 {
    let isDry = surroundings.arguments.has("--dry-run")
    var carrier = try reaching { () throws(CarrierProblem) in
      try Carriers.open(place, beside: surroundings.folder, office: data.journal.device.office, login: login)
    }
    try meet(place, data.journal, surroundings)
    let by = try surroundings.account(data)
    let seals = surroundings.arguments.has("--encrypt")
    if seals { carrier = try SealedPlace.command(carrier, data) }
    let signing = StatedKey.signing(data.journal)
    let bar = ProgressLine(surroundings.wording, .syncProgress)
    let exchange = Exchange(
      with: carrier, of: data.journal.device, staging: data.journal.staging, signing: signing,
      progress: { bar.show($0.bytes >> 10, of: $0.totalBytes >> 10) })
    do {
      if isDry {
        let inventory = try exchange.look(against: data.journal.holdings(data.registry))
        bar.clear()
        return say(inventory, place, surroundings)
      }
      let journal = data.journal
      let clock = data.clock(surroundings.clock)
      if let save = try StatedKey.save(signing, journal, data.registry, by: by) { try data.save([save], clock) }
      let receipt = try exchange.carryOut(journal, into: &data.registry) { offer, registry in
        // The trace alone names nobody, and a line for each time that it leaves would never end.
        guard offer.offered.contains(where: { !$0.name.isTrace }) else { return }
        let now = clock.now()
        try journal.trace(
          .exported, on: RecordRef(RecordKind(rawValue: "list"), "sync"), count: registry.count(.person), by: by,
          now: now, clock: journal.clockTrust(now: now, wasAsked: clock.isSet), durable: true)
      }
      if receipt.isSettled { try remember(place, seals: seals, journal, now: clock.now()) }
      bar.clear()
      return say(receipt, data, surroundings)
    } catch {
      bar.clear()
      let failure = SyncFailure.of(error)
      throw CommandFailure(failure.message, code: failure.code)
    }
  }

  /// A place that is where it was, or a plain folder by a person's word: remembered before anything is written there.
  private static func meet(
    _ place: String, _ journal: Journal, _ surroundings: Surroundings
  ) throws(CommandFailure) {
    var memory = journal.syncMemory
    let before = memory
    if surroundings.arguments.has("--plain-folder"), !PlaceAddress.isMeant(by: place) { memory.makePlain(place) }
    try reaching { () throws(CarrierProblem) in try MountedPlace.require(place, memory) }
    if surroundings.arguments.has("--dry-run") { return }
    memory.note(MountedPlace.mount(of: place, beside: surroundings.folder), of: place)
    if memory == before { return }
    try attempt { () throws(JournalError) in try journal.keep(syncMemory: memory) }
  }

  /// What lies there now is sent for the screen too. Whether the place may be used there a supervisor says there.
  private static func remember(
    _ place: String, seals: Bool, _ journal: Journal, now: Timestamp
  ) throws(JournalError) {
    var memory = journal.syncMemory
    let known = memory.places.first { $0.path == place }
    let isAllowed = known?.isAllowed == true
    memory.put(
      SyncPlace(
        path: place, last: now, isAllowed: isAllowed || seals, isSealed: isAllowed ? known?.isSealed == true : seals,
        mount: known?.mount))
    memory.sentTick = max(memory.sentTick, journal.highestTick ?? 0)
    try journal.keep(syncMemory: memory)
  }

  /// A folder on the disk of the data shows nothing that this disk does not hold already.
  private static func isOnDataDisk(_ place: String, _ surroundings: Surroundings) -> Bool {
    let files = PosixFiles()
    guard let disk = files.disk(of: place) else { return false }
    return disk == files.disk(of: surroundings.folder)
  }

  private static func reaching<Value>(_ work: () throws(CarrierProblem) -> Value) throws(CommandFailure) -> Value {
    do { return try work() } catch { throw CommandFailure(error.message, code: error.exitCode) }
  }

  // MARK: What is said

  private struct Plan: Encodable {
    let carrier: String
    let receiveSegments: Int
    let receiveBytes: Int
    let sendSegments: Int
    let sendBytes: Int
    let unfinished: [String]
    let otherOffices: Int
  }

  private static func say(_ inventory: Inventory, _ place: String, _ surroundings: Surroundings) -> Int32 {
    if surroundings.isJSON {
      StandardStreams.say(
        JSONText.of(
          Plan(
            carrier: place, receiveSegments: inventory.wanted.count, receiveBytes: inventory.wantedBytes,
            sendSegments: inventory.offered.count, sendBytes: inventory.offeredBytes,
            unfinished: inventory.unfinished.map { TextFilter.clean($0.place) },
            otherOffices: inventory.otherOffices)))
      return ExitCode.done
    }
    surroundings.say(.syncWould, ["place": place])
    surroundings.say(
      .syncWouldReceive, ["segments": String(inventory.wanted.count), "size": kibibytes(inventory.wantedBytes)])
    surroundings.say(
      .syncWouldSend, ["segments": String(inventory.offered.count), "size": kibibytes(inventory.offeredBytes)])
    sayRest(inventory.unfinished.count, inventory.otherOffices, surroundings)
    return ExitCode.done
  }

  private struct Told: Encodable {
    struct Origin: Encodable {
      let device: String
      let label: String?
      let segments: Int
      let edits: Int
      let latest: String
    }
    struct Refused: Encodable {
      let path: String
      let reason: String
    }
    let carrier: String
    let receivedSegments: Int
    let receivedEdits: Int
    let from: [Origin]
    let sentSegments: Int
    let sentBytes: Int
    let refused: [Refused]
    /// Not believed, and given up by a supervisor: whoever has the carrier may delete them.
    let givenUp: [String]
    let unfinished: [String]
    let otherOffices: Int
    let conflicts: Int
    let problem: String?
  }

  private static func say(_ receipt: ExchangeReceipt, _ data: OpenData, _ surroundings: Surroundings) -> Int32 {
    for notice in receipt.notices { surroundings.remark(notice.message) }
    let conflicts = data.registry.conflicts().count
    if surroundings.isJSON {
      StandardStreams.say(
        JSONText.of(
          Told(
            carrier: receipt.place, receivedSegments: receipt.receivedSegments, receivedEdits: receipt.edits,
            from: receipt.origins.map {
              Told.Origin(
                device: $0.device.description, label: $0.label, segments: $0.segments, edits: $0.edits,
                latest: $0.latest)
            }, sentSegments: receipt.sent.segments, sentBytes: receipt.sent.bytes,
            refused: receipt.refused.map {
              Told.Refused(path: TextFilter.clean($0.path), reason: $0.reason.rawValue)
            }, givenUp: receipt.givenUp.map { TextFilter.clean($0.path) },
            unfinished: receipt.unfinished.map { TextFilter.clean($0.place) },
            otherOffices: receipt.otherOffices, conflicts: conflicts,
            problem: receipt.problem.map { surroundings.wording.text($0.message) })))
    } else {
      surroundings.say(
        .syncReceived, ["segments": String(receipt.receivedSegments), "edits": String(receipt.edits)])
      for origin in receipt.origins {
        surroundings.say(
          .syncOrigin,
          [
            "device": origin.name, "edits": String(origin.edits), "latest": origin.shownLatest,
          ])
      }
      surroundings.say(
        .syncSent, ["segments": String(receipt.sent.segments), "size": kibibytes(receipt.sent.bytes)])
      sayRest(receipt.unfinished.count, receipt.otherOffices, surroundings)
      if surroundings.arguments.has("--encrypt") { sayReaders(data, surroundings) }
      for refused in receipt.refused {
        surroundings.say(
          .syncRefused,
          ["file": TextFilter.clean(refused.path), "reason": surroundings.wording[refused.reason.words]])
      }
      for file in receipt.givenUp { surroundings.say(.syncGivenUp, ["file": TextFilter.clean(file.path)]) }
      if conflicts > 0 { surroundings.say(.syncConflicts, ["count": String(conflicts)]) }
      if receipt.isSettled {
        surroundings.say(
          PlaceAddress.isMeant(by: receipt.place) ? .syncStored : .syncSafe, ["place": receipt.place])
      }
    }
    if let problem = receipt.problem {
      surroundings.remark(problem.message)
      return problem.exitCode
    }
    return receipt.refused.isEmpty ? ExitCode.done : ExitCode.rejected
  }

  /// Who can read what was sealed, and who not yet.
  private static func sayReaders(_ data: OpenData, _ surroundings: Surroundings) {
    let (can, cannot) = data.registry.readers(office: data.journal.device.office)
    surroundings.say(.syncReaders, ["can": can.map(\.name).joined(separator: ", ")])
    guard !cannot.isEmpty else { return }
    surroundings.say(.syncNotReaders, ["cannot": cannot.map(\.name).joined(separator: ", ")])
  }

  private static func sayRest(_ unfinished: Int, _ otherOffices: Int, _ surroundings: Surroundings) {
    if unfinished > 0 { surroundings.say(.syncUnfinished, ["count": String(unfinished)]) }
    if otherOffices > 0 { surroundings.say(.syncOthers, ["count": String(otherOffices)]) }
  }

  private static func kibibytes(_ bytes: Int) -> String { String((bytes + 1023) >> 10) }
}

extension SegmentRefusal {
  /// What it is and who does what about it.
  var words: Phrase { Phrase("sync.refusal.\(rawValue)") }
}

extension Phrase {
  static let syncEncryptFolder = Phrase("command.sync.encryptFolder")
  static let syncReaders = Phrase("command.sync.readers")
  static let syncNotReaders = Phrase("command.sync.notReaders")
  static let syncUnencrypted = Phrase("command.sync.unencrypted")
  static let syncUnencryptedServer = Phrase("command.sync.unencryptedServer")
  static let syncAskLogin = Phrase("command.sync.askLogin")
  static let syncStored = Phrase("command.sync.stored")
  static let syncUnclear = Phrase("command.sync.unclear")
  static let syncProgress = Phrase("command.sync.progress")
  static let syncWould = Phrase("command.sync.would")
  static let syncWouldReceive = Phrase("command.sync.wouldReceive")
  static let syncWouldSend = Phrase("command.sync.wouldSend")
  static let syncReceived = Phrase("command.sync.received")
  static let syncOrigin = Phrase("command.sync.origin")
  static let syncSent = Phrase("command.sync.sent")
  static let syncRefused = Phrase("command.sync.refused")
  static let syncGivenUp = Phrase("command.sync.givenUp")
  static let syncUnfinished = Phrase("command.sync.unfinished")
  static let syncOthers = Phrase("command.sync.others")
  static let syncConflicts = Phrase("command.sync.conflicts")
  static let syncSafe = Phrase("command.sync.safe")
}
