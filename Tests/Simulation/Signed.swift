// Offices that keep a list of their PCs: each states its key, one begins the list, PCs are enrolled and taken out, and what
// nobody vouches for waits in quarantine until somebody does.
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

extension SimulatedPC {
  /// The segments that wait here because they are not believed. Lines about erased people are cut out of them, so that
  /// such a one comes in from a stick.
  func quarantined() -> Set<Identifier> {
    guard let refused = journal?.refused else { return [] }
    return Set(
      refused.all.compactMap { piece in (try? refused.bytes(of: piece)).flatMap { SegmentText($0)?.segment } })
  }

  /// Whether the list, as it is known here, has this PC.
  var isEnrolled: Bool {
    guard let id = journal?.device.id, case .enrolled = registry.roster.standing(of: id) else { return false }
    return true
  }
}

extension Simulation {
  /// A PC says with which key it signs, as the program does before an exchange.
  @discardableResult
  func stateKey(_ pc: SimulatedPC) -> Bool {
    guard isSigned, let device = pc.journal?.device else { return true }
    do { return save(pc, try OwnKeys.unstated(by: device, NamedKeys(), pc.registry)) } catch {
      violate(.wrong, "\(pc.label) states no key: \(error)")
      return false
    }
  }

  /// What a supervisor does at the list of PCs. Only one begins it and takes out, so that no two ever take each other out.
  func manageRoster(_ pc: SimulatedPC) {
    guard begin(pc), stateKey(pc), let journal = pc.journal else { return }
    let roster = pc.registry.roster
    guard roster.isAdopted else {
      guard pc.number == 0, roster.members.values.count(where: { $0.published != nil }) > 1,
        case .success(let edits) = pc.registry.beginningRoster(journal.ends())
      else { return }
      log("  begins the list")
      save(pc, edits)
      return
    }
    guard pc.isEnrolled else { return }
    let others = roster.members.keys.filter { $0 != journal.device.id }.sorted()
    guard pc.number == 0, !others.isEmpty, random.chance(400) else {
      enrolAll(pc)
      return
    }
    let device = random.pick(others)
    let ends = journal.ends()[device] ?? []
    guard case .success(let edits) = pc.registry.takingOut(device, ends: ends, own: journal.device.id) else { return }
    log("  takes out \(device)")
    save(pc, edits)
  }

  /// Enrols whoever states a key and is not in the list, or was taken out of it.
  /// - Parameter other: nobody but this PC; nil for everybody.
  /// - Returns: whether there was somebody.
  @discardableResult
  func enrolAll(_ pc: SimulatedPC, only other: SimulatedPC? = nil) -> Bool {
    guard let journal = pc.journal else { return false }
    let stated = Dictionary(
      journal.refused.applicants.map { ($0.device, $0.key) }, uniquingKeysWith: { first, _ in first })
    var edits: [Edit] = []
    for device in Set(pc.registry.roster.members.keys).union(stated.keys).sorted()
    where other == nil || device == other?.journal?.device.id {
      if case .success(let more) = pc.registry.enrolling(
        device, stating: stated[device] ?? nil, own: journal.device.id)
      {
        log("  enrols \(device)")
        edits += more
      }
    }
    return !edits.isEmpty && save(pc, edits)
  }

  /// Until every PC is in the list again; false where a promise broke.
  func enrolEverybody() -> Bool {
    guard isSigned else { return true }
    guard pcs.contains(where: { $0.registry.roster.isAdopted }) else { return carryRound() }
    for attempt in 0..<5 {
      var isDone = true
      for pc in pcs {
        guard stateKey(pc) else { return false }
        if pc.isEnrolled { if enrolAll(pc) { isDone = false } } else { isDone = false }
      }
      if attempt > 0, !isDone { enrolWherePeopleSit(attempt - 1) }
      guard carryRound(settles: isDone) else { return false }
      if isDone { return true }
    }
    for pc in pcs {
      log("  \(pc.label) \(pc.journal?.device.id.description ?? "-") is \(pc.isEnrolled ? "in" : "not in")")
    }
    violate(.wrong, "some PC cannot be enrolled")
    return false
  }

  /// No PC of the list is left, or two lists were begun and neither PC believes the other's. Every PC goes by what its own
  /// supervisor says at it: at one the others are enrolled, and it at each that is not in the list. What a stranger brings on a
  /// stick nobody says anywhere.
  /// - Parameter round: what that PC lacks may have been said at another: the next one that is in the list is enrolled then.
  private func enrolWherePeopleSit(_ round: Int) {
    let inList = pcs.filter(\.isEnrolled)
    let listed = inList.isEmpty ? nil : inList[round % inList.count]
    if listed == nil {
      log("nobody is in the list")
      outcome.isOrphaned = true
      enrolAll(pcs[0])
    }
    for pc in pcs.dropFirst(listed == nil ? 1 : 0) where !pc.isEnrolled { enrolAll(pc, only: listed ?? pcs[0]) }
  }
}
