// What people do at a PC: forms, decisions, voiding, erasing; and what a stranger's program puts on a stick.
import DiskInMemory
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

extension Simulation {
  func work(_ event: SimulatedEvent, _ pc: SimulatedPC) {
    switch event {
    case .save: save(pc, newSave(pc))
    case .failingSave: failingSave(pc)
    case .openForm:
      let known = knownPeople(pc)
      if !known.isEmpty { pc.forms.append(pc.registry.basis(random.pick(known))) }
    case .saveForm:
      guard !pc.forms.isEmpty else { return }
      let basis = pc.forms.remove(at: random.below(pc.forms.count))
      save(pc, pc.registry.plan(personChanges(), on: basis.record, basis: basis))
    case .decide: decide(pc)
    case .void:
      let known = knownPeople(pc).filter { !pc.registry.isVoid($0) }
      if !known.isEmpty { save(pc, [pc.registry.planVoid(random.pick(known), reason: "ganda")]) }
    case .restore:
      guard let person = knownPeople(pc).first(where: { pc.registry.isVoid($0) }) else { return }
      save(pc, [pc.registry.planRestore(person, basis: pc.registry.basis(person))])
    case .giveUp:
      let missing = pc.registry.missingSegments().flatMap { part in
        part.lines.map { LineRef(segment: part.segment, n: $0) }
      }
      guard let day = CalendarDate(iso: "2026-11-22"), !missing.isEmpty else { return }
      save(pc, pc.registry.planLoss(missing, on: day))
    case .answer: answer(pc)
    case .look: look(pc)
    default: erase(pc)
    }
  }

  /// Two people are said to be one, or not to be.
  private func answer(_ pc: SimulatedPC) {
    let known = knownPeople(pc)
    guard known.count > 1 else { return }
    let (left, right) = (random.pick(known), random.pick(known))
    guard let pair = Pair.record(left, right) else { return }
    let said: String? = random.pick(["same", "same", "different", nil])
    let changes = [
      FieldChange("first", min(left.description, right.description)),
      FieldChange("second", max(left.description, right.description)), FieldChange("answer", said),
    ]
    save(pc, plan(changes, on: pair, pc))
  }

  /// Somebody opens a record: that leaves a trace, which travels beside the saves.
  private func look(_ pc: SimulatedPC) {
    guard let person = knownPeople(pc).first else { return }
    let now = pc.now()
    do {
      try pc.journal?.trace(.opened, on: person, by: "petugas", now: now, clock: .ok, durable: random.chance(500))
    } catch {
      violate(.wrong, "\(pc.label) leaves no trace: \(error)")
    }
  }

  @discardableResult
  func save(_ pc: SimulatedPC, _ edits: [Edit]) -> Bool {
    guard !edits.isEmpty else { return true }
    do {
      acknowledge(try pc.save(edits, by: "petugas\(pc.number)"), pc)
      return true
    } catch {
      violate(.wrong, "\(pc.label) cannot save: \(error)")
      return false
    }
  }

  private func acknowledge(_ lines: [SavedLine], _ pc: SimulatedPC) {
    outcome.saves += 1
    outcome.edits += lines.count
    for line in lines {
      ledger.acknowledge(KnownLine(ref: line.line, tick: line.tick, edit: line.edit))
      pc.held.insert(line.line)
      if let known = line.edit.over.compactMap({ ledger.lines[$0] }).first(where: { $0.tick >= line.tick }) {
        violate(.wrong, "\(describe(line.line)) of tick \(line.tick) names \(known.ref), which is not lower")
      }
      log("  \(describe(line.line)) tick \(line.tick) over \(line.edit.over)")
    }
  }

  /// A save while the disk fails; what was acknowledged all the same counts.
  private func failingSave(_ pc: SimulatedPC) {
    let at = random.inside(1...12)
    switch random.below(5) {
    case 0: pc.disk.fail(.once(at, EIO))
    case 1: pc.disk.fail(.from(at, EIO))
    case 2: pc.disk.fail(.writesFrom(at, ENOSPC))
    case 3: pc.disk.writeShort(random.inside(1...200))
    default: pc.disk.fail(.once(at, ENOSPC))
    }
    do { acknowledge(try pc.save(newSave(pc), by: "petugas\(pc.number)"), pc) } catch { log("  \(error)") }
    pc.disk.writeShort(.max)
    if random.chance(500) { pc.disk.fail(.none) }
    switch random.below(4) {
    case 0: cutPower(pc)
    case 1:
      pc.disk.fail(.none)
      pc.kill()
    case 2: pc.close()
    default: break
    }
    pc.disk.fail(.none)
  }

  // MARK: What is saved

  func knownPeople(_ pc: SimulatedPC) -> [RecordRef] { people.filter { pc.registry.exists($0) } }

  private func newSave(_ pc: SimulatedPC) -> [Edit] {
    let known = knownPeople(pc)
    if people.count < 6, known.isEmpty || random.chance(120) { return newPerson(pc) }
    guard !known.isEmpty else { return newPerson(pc) }
    if random.chance(250), let household = households.filter({ pc.registry.exists($0) }).last {
      return plan(householdChanges(pc), on: household, pc)
    }
    let person = random.pick(known)
    if random.chance(100) {
      let enrolment = RecordRef(.enrolment, random.identifier())
      return [
        Edit(on: enrolment, set: [FieldChange("person", person.id), FieldChange("note", token())]),
        entry(person, pc),
      ]
    }
    return plan(personChanges(), on: person, pc) + (random.chance(300) ? [entry(person, pc)] : [])
  }

  /// A field about which people disagree is decided, not written over.
  private func plan(_ changes: [FieldChange], on record: RecordRef, _ pc: SimulatedPC) -> [Edit] {
    let contested = Set(pc.registry.conflicts(of: record).flatMap(\.fields))
    return pc.registry.plan(
      changes.filter { !contested.contains($0.field) }, on: record, basis: pc.registry.basis(record))
  }

  private func newPerson(_ pc: SimulatedPC) -> [Edit] {
    let person = RecordRef(.person, random.identifier())
    people.append(person)
    let name = newName()
    var edits: [Edit] = []
    if households.count < 2 || random.chance(300) {
      let household = RecordRef(.household, random.identifier())
      households.append(household)
      edits.append(
        Edit(
          on: household,
          set: [
            FieldChange("address", token()), FieldChange("rt", "003"), FieldChange("rw", "001"),
            FieldChange("hamlet", nil), FieldChange("village", "3376021005"), FieldChange("head", person.id),
          ]))
    }
    let household = random.pick(households)
    edits.append(
      Edit(
        on: person,
        set: [
          FieldChange("name", name), FieldChange("birthPlace", token()), FieldChange("household", household.id),
        ]))
    edits.append(entry(person, pc, summary: name))
    return edits
  }

  private func entry(_ person: RecordRef, _ pc: SimulatedPC, summary: String? = nil) -> Edit {
    Edit(
      on: RecordRef(.entry, random.identifier()),
      set: [
        FieldChange("day", "2026-11-22"), FieldChange("action", "change"),
        FieldChange("subject", person.description), FieldChange("summary", summary ?? token()),
      ])
  }

  /// Of two words: one alone is no name by which a person is found in what others say.
  private func newName() -> String { random.pick(["SITI ", "BUDI "]) + token() }

  private func personChanges() -> [FieldChange] {
    var changes: [FieldChange] = []
    for _ in 0..<random.inside(1...3) {
      switch random.below(8) {
      case 0: changes.append(FieldChange("name", newName()))
      case 1, 2: changes.append(FieldChange("birthPlace", random.chance(200) ? "TEGAL" : token()))
      case 3: changes.append(FieldChange("note", token()))
      case 4: changes.append(FieldChange("skills/las", random.pick(["1", "2", nil])))
      case 5: changes.append(FieldChange("skills/jahit", random.pick(["1", nil])))
      case 6: changes.append(FieldChange("phone", "+62812" + SampleRandom.digits(random.below(1000), 7)))
      default: changes.append(FieldChange("occupation", random.chance(300) ? nil : token()))
      }
    }
    return changes
  }

  private func householdChanges(_ pc: SimulatedPC) -> [FieldChange] {
    switch random.below(5) {
    case 0: return [FieldChange("address", token()), FieldChange("rt", random.pick(["001", "002"]))]
    case 1: return [FieldChange("head", random.pick(people).id)]
    case 2: return [FieldChange("cards/3376021111110001", random.pick(["new", nil]))]
    case 3: return [FieldChange("note", token())]
    default:
      // Of an erased person nobody writes the name any more, so it must be one who is known here.
      let name = knownPeople(pc).compactMap { pc.registry.value($0, "name") }.last
      return [FieldChange(random.pick(["note", "address"]), "dekat \(name ?? token())")]
    }
  }

  // MARK: Decisions

  private func decide(_ pc: SimulatedPC) {
    let open = pc.registry.conflicts()
    guard !open.isEmpty else { return }
    let conflict = random.pick(open)
    let basis = pc.registry.basis(conflict.record)
    guard let field = conflict.fields.first, field != "void" else {
      let record = conflict.record
      let edit =
        random.chance(500)
        ? pc.registry.planVoid(record, reason: "ganda") : pc.registry.planRestore(record, basis: basis)
      save(pc, [edit])
      return
    }
    let heads = pc.registry.state(conflict.record, field).heads
    let like = random.chance(700) ? random.pick(heads).line : nil
    let changes = like == nil ? [FieldChange(field, token())] : []
    save(pc, [pc.registry.planDecision(field, like: like, changes: changes, on: conflict.record, basis: basis)])
  }

  private func erase(_ pc: SimulatedPC) {
    let known = knownPeople(pc)
    guard known.count > 1 else { return }
    let person = random.pick(known)
    let record = RecordRef(.erasure, random.identifier())
    let fails = random.chance(300)
    if fails { pc.disk.fail(.from(random.inside(1...200), EIO)) }
    do {
      let report = try pc.erase(person, as: record)
      log("  \(person): \(report?.lines ?? 0) lines, found \(report?.found ?? [])")
    } catch {
      log("  \(person): \(error)")
      if !fails { violate(.wrong, "\(pc.label) cannot erase: \(error)") }
    }
    pc.disk.fail(.none)
    if fails { cutPower(pc) }
    look(at: pc)
    // Whoever was told that it is done has the erase record.
    for line in pc.registry.lines(of: record) {
      if let known = ledger.lines[line] {
        ledger.acknowledge(known)
        pc.held.insert(line)
      }
    }
  }

  // MARK: Strangers

  /// A segment of a later program, or of one that names what it should not.
  func putForeign(on stick: SimulatedStick) {
    let (segment, device) = (random.identifier(), random.identifier())
    var made: [SegmentText.Made] = []
    let tick = UInt64(random.inside(1...60))
    let record = people.isEmpty ? RecordRef(.person, random.identifier()) : random.pick(people)
    let known = (ledger.byRecord[record] ?? []).sorted()
    switch random.below(4) {
    case 0:
      // It names lines above it, lines of other records and lines that nobody has: none of them counts.
      let others = ledger.lines.keys.sorted().suffix(3)
      made.append(
        SegmentText.Made(
          tick: 1, edit: Edit(on: record, set: [FieldChange("birthPlace", token())], over: known + others)))
    case 1:
      made.append(
        SegmentText.Made(tick: tick, edit: Edit(on: record, set: [FieldChange("note", token())]), more: ",\"min\":2"))
      made.append(SegmentText.Made(tick: tick + 1, edit: Edit(on: record, set: [FieldChange("warna", token())])))
    case 2:
      let stranger = RecordRef(RecordKind(rawValue: "kunjungan"), random.identifier())
      made.append(
        SegmentText.Made(tick: tick, edit: Edit(on: stranger, set: [FieldChange("x", token())]), more: ",\"baru\":[1]"))
    default:
      made.append(SegmentText.Made(tick: tick, edit: Edit(on: record, set: [], void: .reason("ganda"))))
    }
    let level = random.chance(150) ? 2 : 1
    let bytes = SegmentText.bytes(segment, device: device, office: SimulatedPC.office, level: level, made)
    let id = segment.description
    stick.disk.put("\(SimulatedStick.root)/loket1/\(SimulatedPC.office)/\(device)/\(id.prefix(2))/\(id).jsonl", bytes)
    guard let text = SegmentText(bytes) else { return }
    for line in text.lines {
      ledger.acknowledge(line)
      stick.held.insert(line.ref)
    }
    log("  \(segment) \(made.map { "\($0.edit.on) \($0.edit.set)" })")
  }
}
