// What the register says of one person as far as matching asks, and whom a save touches.
import LoketModel

/// The numbers of the fields that matching reads.
private struct MatchNumbers: Sendable {
  static let compiled = MatchNumbers()

  let registered, education, employment: UInt16
  let skills, skillEvidence, skillOrigin, shifts, consent, withdrawn: UInt16
  let village, device, internet: UInt16
  let enrolmentStatus, placementKind, placementEnd, seatPerson: UInt16

  private init() {
    let numbers = FieldNumbers.compiled
    func number(_ kind: RecordKind, _ field: String) -> UInt16 {
      numbers.key(FieldTable.kinds.firstIndex { $0.kind == kind } ?? 0, field).number
    }
    registered = number(.person, "registeredOn")
    education = number(.person, "education")
    employment = number(.person, "employment")
    skills = number(.person, "skills/*")
    skillEvidence = number(.person, "skillEvidence/*")
    skillOrigin = number(.person, "skillOrigin/*")
    shifts = number(.person, "shifts/*")
    consent = number(.person, "consent/*")
    withdrawn = number(.person, "withdrawn/*")
    village = number(.household, "village")
    device = number(.household, "device")
    internet = number(.household, "internet")
    enrolmentStatus = number(.enrolment, "status")
    placementKind = number(.placement, "kind")
    placementEnd = number(.placement, "endDate")
    seatPerson = number(.hubSeat, "person")
  }
}

struct MatchGatherer {
  private let registry: Registry
  private let day: CalendarDate
  /// By person, what stands at the seats in work hubs on the day.
  private let seats: [UInt32: Equipment]
  private let numbers = MatchNumbers.compiled

  init(_ registry: Registry, day: CalendarDate) {
    self.registry = registry
    self.day = day
    seats = registry.seatEquipment(on: day)
  }

  /// By person, the rows of the enrolments, certificates and placements.
  func papers() -> [UInt32: [UInt32]] {
    let indexed = registry.indexed
    let kinds: [(kind: RecordKind, number: UInt16)] = [
      (.enrolment, indexed.enrolmentPerson), (.certificate, indexed.certificatePerson),
      (.placement, indexed.placementPerson),
    ]
    var found: [UInt32: [UInt32]] = [:]
    for (kind, number) in kinds {
      for row in registry.handles(kind) {
        if let person = registry.shownRange(row, number).flatMap({ registry.personRow($0) }) {
          found[person, default: []].append(row)
        }
      }
    }
    return found
  }

  /// The same for one person.
  func papers(of row: UInt32) -> [UInt32] {
    let indexed = registry.indexed
    let id = registry.id(row)
    return [indexed.enrolmentPerson, indexed.certificatePerson, indexed.placementPerson].flatMap {
      registry.showing($0, id)
    }
  }

  func person(_ row: UInt32, papers: [UInt32]) -> MatchedPerson {
    var person = MatchedPerson()
    person.facts = facts(row)
    addSets(of: row, to: &person)
    for paper in papers {
      switch registry.kind(paper) {
      case .enrolment:
        if text(paper, numbers.enrolmentStatus) == "completed" {
          add(.course, on: text(paper, registry.indexed.enrolmentTrack), to: &person)
        }
      case .certificate:
        guard let certificate = registry.certificate(registry.id(paper)),
          let standing = SkillStanding(certificate, on: day)
        else { continue }
        add(standing, on: certificate.track, to: &person)
      default:
        // Who learns at a company is still to be placed.
        if text(paper, numbers.placementEnd) == nil, text(paper, numbers.placementKind) != "internship" {
          person.facts.flags.insert(.working)
        }
      }
    }
    return person
  }

  private func text(_ row: UInt32, _ number: UInt16) -> String? {
    registry.shownRange(row, number).map { registry.text($0) }
  }

  private func add(_ standing: SkillStanding, on track: String?, to person: inout MatchedPerson) {
    guard let track else { return }
    let before = person.standings[track].flatMap(PackedStanding.unpack)
    person.standings[track] = PackedStanding.pack(standing.joined(before))
  }

  private func facts(_ row: UInt32) -> MatchFacts {
    var facts = MatchFacts()
    if text(row, registry.indexed.personStanding) ?? "1" == "1" { facts.flags.insert(.active) }
    facts.born = MatchGatherer.packed(text(row, registry.indexed.birthDate))
    facts.registered = MatchGatherer.packed(text(row, numbers.registered))
    facts.sex = text(row, registry.indexed.sex).flatMap { UInt8($0) } ?? 0
    facts.education = text(row, numbers.education).flatMap { UInt8($0) } ?? 0
    let employment = text(row, numbers.employment)
    facts.segment = MatchFacts.segment(employment)
    if employment == "working" || employment == "selfEmployed" { facts.flags.insert(.working) }
    facts.seat = seats[row] ?? []
    guard let home = registry.householdOf(row) else { return facts }
    if registry.shownRange(home, registry.indexed.head).flatMap({ registry.personRow($0) }) == row {
      facts.flags.insert(.head)
    }
    facts.village = text(home, numbers.village).flatMap { UInt64($0) } ?? 0
    facts.rt = text(home, registry.indexed.rt).flatMap { UInt16($0) } ?? 0
    facts.rw = text(home, registry.indexed.rw).flatMap { UInt16($0) } ?? 0
    facts.equipment = Equipment(device: text(home, numbers.device), internet: text(home, numbers.internet))
    return facts
  }

  private static func packed(_ iso: String?) -> PackedDay {
    iso.flatMap { CalendarDate(iso: $0) }?.packedDay ?? 0
  }

  /// Skills, shifts and the consent: one walk over what the record has.
  private func addSets(of row: UInt32, to person: inout MatchedPerson) {
    var levels: [String: String] = [:]
    var proofs: [String: String] = [:]
    var origins: [String: String] = [:]
    var can: [String] = []
    var cannot: [String] = []
    var isGiven = false
    var isWithdrawn = false
    for key in elements(of: row) {
      guard let value = registry.shown(row, key) else { continue }
      let element = String(decoding: key.name, as: UTF8.self)
      switch key.number {
      case numbers.skills: levels[element] = value
      case numbers.skillEvidence: proofs[element] = value
      case numbers.skillOrigin: origins[element] = value
      case numbers.shifts: if value == "yes" { can.append(element) } else { cannot.append(element) }
      case numbers.consent: isGiven = isGiven || element == Consent.placement
      default: isWithdrawn = isWithdrawn || element == Consent.placement
      }
    }
    person.facts.canWork = Shifts(can)
    person.facts.cannotWork = Shifts(cannot)
    if isGiven, !isWithdrawn { person.facts.flags.insert(.consents) }
    for (track, level) in levels {
      let standing = SkillStanding(level: level, evidence: proofs[track], origin: origins[track])
      if let standing { add(standing, on: track, to: &person) }
    }
  }

  /// The elements of the sets that matching reads, each once.
  private func elements(of row: UInt32) -> [FieldKey] {
    let read: Set<UInt16> = [
      numbers.skills, numbers.skillEvidence, numbers.skillOrigin, numbers.shifts, numbers.consent, numbers.withdrawn,
    ]
    var found: [FieldKey] = []
    registry.forEachEntry(row) { _, entry in
      guard read.contains(entry.number) else { return }
      let key = FieldKey(number: entry.number, name: Array(registry.arena.bytes[entry.name]))
      if !found.contains(key) { found.append(key) }
    }
    return found
  }
}

extension Registry {
  /// What stands at the seats in work hubs, by the person who has one on the day.
  fileprivate func seatEquipment(on day: CalendarDate) -> [UInt32: Equipment] {
    var found: [UInt32: Equipment] = [:]
    for row in rareRows(.hubSeat) {
      guard let seat = view(.hubSeat, id(row), { HubSeat(id: $0, values: $1) }), seat.holds(on: day),
        let person = seat.person.flatMap({ self.row(.person, $0) }),
        let hub = seat.hub.flatMap({ workHub($0) }), hub.active != "no", !isVoid(RecordRef(.workHub, hub.id))
      else { continue }
      found[person, default: []].formUnion(Equipment(device: hub.device, internet: hub.internet))
    }
    return found
  }

  /// Everybody about whom these edits may say something new as far as matching asks; void people too.
  func peopleTouched(by edits: [Edit]) -> Set<UInt32> {
    let numbers = MatchNumbers.compiled
    var touched: Set<UInt32> = []
    for edit in edits {
      guard let row = ownRow(edit.on.kind, edit.on.id) else { continue }
      switch edit.on.kind {
      case .person: touched.insert(row)
      case .household: touched.formUnion(everyMember(row))
      case .enrolment: touched.formUnion(everNamed(row, indexed.enrolmentPerson))
      case .certificate: touched.formUnion(everNamed(row, indexed.certificatePerson))
      case .placement: touched.formUnion(everNamed(row, indexed.placementPerson))
      case .hubSeat: touched.formUnion(everNamed(row, numbers.seatPerson))
      case .workHub:
        for seat in rareRows(.hubSeat) { touched.formUnion(everNamed(seat, numbers.seatPerson)) }
      case .pair:
        for one in tied(by: edit.on.id) {
          touched.formUnion(records[Int(one)].kind == Registry.personKind ? [one] : everyMember(one))
        }
      default: continue
      }
    }
    // Who is one with another is shown under the lowest id of them.
    return touched.reduce(into: []) { all, row in all.formUnion(joins.group(row)) }
  }

  /// Everybody, and every household, that the answers about both records of a pair tie to one another.
  private func tied(by pair: String) -> Set<UInt32> {
    let parts = pair.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, [RecordKind.person.rawValue, RecordKind.household.rawValue].contains(parts[0]) else {
      return []
    }
    return parts[1...].compactMap { ownRow(RecordKind(rawValue: parts[0]), $0) }
      .reduce(into: []) { $0.formUnion(joins.tied(to: $1)) }
  }

  /// The people whom any line of a record ever named in a field.
  private func everNamed(_ row: UInt32, _ number: UInt16) -> Set<UInt32> {
    var found: Set<UInt32> = []
    forEachEntry(row) { _, entry in
      guard entry.number == number, !entry.isNull else { return }
      if let person = personRow(entry.value) { found.insert(person) }
    }
    return found
  }

  private func everyMember(_ household: UInt32) -> Set<UInt32> {
    joins.group(household).reduce(into: []) { all, row in
      all.formUnion(showing(indexed.household, id(row), includingVoid: true))
    }
  }
}
