// A further PC of an office that is at work already: what the office has comes from a carrier, and nothing of it is asked.
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

/// What is asked of a PC that joins.
struct JoinAnswers {
  /// Ten digits; nil: the one office that lies there.
  let office: String?
  /// "PC 2".
  let device: String
  /// An account of the office that may make others, and the PIN that it gets on this PC.
  let supervisor: String
  let pin: String
}

enum OfficeJoin {
  /// Reads the office from the carrier, takes a letter that no PC of it has, and saves that this PC belongs to it. Where it
  /// fails nothing of the office stays here; cut off anywhere, it can be asked again.
  /// - Parameter place: the carrier as it is written.
  static func carryOut(
    _ answers: JoinAnswers, from carrier: any Carrier, at place: String, _ surroundings: Surroundings,
    progress: @escaping @Sendable (ExchangeProgress) -> Void
  ) throws -> (data: OpenData, receipt: ExchangeReceipt) {
    let offices = CarrierPath.offices(in: try carrier.list())
    guard let office = answers.office ?? (offices.count == 1 ? offices.first : nil), offices.contains(office) else {
      throw offices.isEmpty
        ? CommandFailure(.joinNothing, ["place": carrier.title])
        : CommandFailure(
          .joinWhich,
          ["place": carrier.title, "offices": offices.sorted().map(Regions.dotted).joined(separator: ", ")])
    }
    let (files, folder) = (PosixFiles(), surroundings.folder)
    let before = try? files.list(folder)
    let isNew = try Journal.presence(folder) != .ready
    if isNew { try Journal.create(folder, office: office, label: answers.device) }
    let data = try OpenData.open(folder, .write)
    do {
      let journal = data.journal
      let own = RecordRef(.device, journal.device.id)
      guard journal.device.office == office, data.registry.value(own, "label") == nil else {
        throw JournalError.alreadySetUp(folder)
      }
      let signing = StatedKey.signing(journal)
      let exchange = Exchange(
        with: carrier, of: journal.device, staging: journal.staging, signing: signing, progress: progress)
      let receipt = try exchange.carryOut(journal, into: &data.registry)
      guard let account = data.registry.account(answers.supervisor), account.active != "no",
        Permission.accounts.allows(Role(stored: account.role))
      else { throw nobody(answers, journal, carrier, surroundings.wording) }
      // After Z they repeat, and numbers are told apart by the PC's name.
      try journal.rename(label: answers.device, letter: data.registry.freeLetters.first ?? "Z")
      try journal.pins.set(answers.supervisor, pin: answers.pin)
      let set = [
        FieldChange("label", answers.device), FieldChange("letter", journal.device.letter),
        FieldChange("office", office),
      ]
      try data.save(
        [Save(by: answers.supervisor, edits: [Edit(on: own, set: set + StatedKey.changes(signing, journal))])],
        surroundings.clock)
      // What is entered before its first sync is counted as not sent.
      var memory = journal.syncMemory
      memory.put(SyncPlace(path: place, mount: MountedPlace.mount(of: place, beside: folder)))
      try journal.keep(syncMemory: memory)
      return (data, receipt)
    } catch {
      data.journal.close(saving: isNew ? nil : data.registry)
      if isNew {
        for name in (try? files.list(folder)) ?? [] where before?.contains(name) != true {
          remove("\(folder)/\(name)", files)
        }
        if before == nil { try? files.removeFolder(folder) }
      }
      throw error
    }
  }

  /// The account is not there; or it is, in files that wait.
  private static func nobody(
    _ answers: JoinAnswers, _ journal: Journal, _ carrier: any Carrier, _ wording: Wording
  ) -> CommandFailure {
    let held = journal.refused.all
    guard let reason = held.first?.reason else {
      return CommandFailure(.joinNobody, ["login": answers.supervisor, "place": carrier.title])
    }
    return CommandFailure(
      .joinHeld,
      [
        "login": answers.supervisor, "place": carrier.title, "count": String(held.count),
        "reason": wording[reason.words],
      ])
  }

  private static func remove(_ path: String, _ files: PosixFiles) {
    if (try? files.information(path))??.kind == .folder {
      for name in (try? files.list(path)) ?? [] { remove("\(path)/\(name)", files) }
      try? files.removeFolder(path)
    } else {
      try? files.remove(path)
    }
  }
}

extension Phrase {
  static let joinNothing = Phrase("command.join.nothing")
  static let joinWhich = Phrase("command.join.which")
  static let joinNobody = Phrase("command.join.nobody")
  static let joinHeld = Phrase("command.join.held")
}
