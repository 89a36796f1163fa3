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
    guard isSigned, let id = pc.journal?.device.id else { return true }
    let (record, key) = (RecordRef(.device, id), NamedKeys().publicKey(of: id))
    if pc.registry.value(record, "key") == key { return true }
    return save(
      pc, pc.registry.plan([FieldChange("key", key)], on: record, basis: pc.registry.basis(record)))
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
  /// - Returns: whether there was somebody.
  @discardableResult
  func enrolAll(_ pc: SimulatedPC) -> Bool {
    guard let journal = pc.journal else { return false }
    let stated = Dictionary(
      journal.refused.applicants.map { ($0.device, $0.key) }, uniquingKeysWith: { first, _ in first })
    var edits: [Edit] = []
    for device in Set(pc.registry.roster.members.keys).union(stated.keys).sorted() {
      if case .success(let more) = pc.registry.enrolling(
        device, stating: stated[device] ?? nil, own: journal.device.id)
      {
        log("  enrols \(device)")
        edits += more
      }
    }
    return !edits.isEmpty && save(pc, edits)
  }

  /// Until every PC is in the list again; false where a promise broke or nobody is left in the list who could do that.
  func enrolEverybody() -> Bool {
    guard isSigned else { return true }
    guard pcs.contains(where: { $0.registry.roster.isAdopted }) else { return carryRound() }
    for _ in 0..<4 {
      var isDone = true
      for pc in pcs {
        guard stateKey(pc) else { return false }
        if pc.isEnrolled { if enrolAll(pc) { isDone = false } } else { isDone = false }
      }
      guard carryRound(settles: isDone) else { return false }
      if isDone { return true }
    }
    for pc in pcs {
      log("  \(pc.label) \(pc.journal?.device.id.description ?? "-") is \(pc.isEnrolled ? "in" : "not in")")
    }
    if !pcs.contains(where: \.isEnrolled) {
      log("nobody is in the list")
      outcome.isOrphaned = true
      return false
    }
    violate(.wrong, "some PC cannot be enrolled")
    return false
  }
}
