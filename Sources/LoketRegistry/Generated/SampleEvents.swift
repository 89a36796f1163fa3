// What happens to the people of the sample data after they were registered, each as the save of one form.
import LoketModel

enum SampleEvent: Sendable {
  /// A person to a track; the household says which devices there are.
  case assign(RecordRef, RecordRef)
  /// An enrolment goes on: attending, completed, withdrawn, dropped.
  case advance(RecordRef, person: RecordRef, track: String)
  case place(RecordRef, track: String)
  case end(RecordRef)
  /// A placement that was entered for the wrong person.
  case voidPlacement(RecordRef)
  case correctPerson(RecordRef)
  case correctHousehold(RecordRef)
  case work(SampleWorkEvent)
  case groups(SampleGroupEvent)
}

/// The saves of one hour. A record is edited once in it: what the next edit replaces must be on disk first.
struct SampleBatch {
  let day: CalendarDate
  let registry: Registry
  private(set) var saves: [Save] = []
  /// Of these saves, in their order.
  private(set) var entries: [RecordRef] = []
  private var touched: Set<RecordRef> = []

  init(day: CalendarDate, registry: Registry) {
    self.day = day
    self.registry = registry
  }

  func isFree(_ record: RecordRef) -> Bool { !touched.contains(record) }

  /// What the next save of this hour would count wrongly is left alone until the next hour.
  mutating func hold(_ record: RecordRef) { touched.insert(record) }

  /// The edits that make these changes to a record that is here.
  func changes(_ record: RecordRef, _ values: [(String, String?)]) -> [Edit] {
    registry.plan(
      values.map { FieldChange($0.0, $0.1) }, on: record, basis: registry.basis(record))
  }

  /// One save of a form, with its entry; nothing when nothing changes.
  mutating func save(
    _ by: String, _ edits: [Edit], action: String, about subject: RecordRef, entry: Identifier, reason: String? = nil
  ) {
    guard !edits.isEmpty else { return }
    for edit in edits { touched.insert(edit.on) }
    let fields = [
      FieldChange("day", day.iso), FieldChange("action", action), FieldChange("subject", subject.description),
      FieldChange("reason", reason),
    ]
    let record = RecordRef(.entry, entry)
    saves.append(Save(by: by, edits: edits + [NewRecord.edit(record, fields)]))
    if action != "settings" { entries.append(record) }
  }

  /// The supervisor's save that approves these entries together.
  mutating func approve(_ entries: [RecordRef], by: String, as approval: RecordRef) {
    saves.append(Save(by: by, edits: [Approval.edit(approval, day: day, entries: entries)]))
  }
}

extension Generator {
  mutating func carryOut(_ event: SampleEvent, _ work: inout SampleBatch) {
    switch event {
    case .assign(let person, let household): assign(person, household, &work)
    case .advance(let enrolment, let person, let track): advance(enrolment, person, track, event, &work)
    case .place(let person, let track): place(person, track, event, &work)
    case .end(let placement): end(placement, event, &work)
    case .voidPlacement(let placement): voidPlacement(placement, event, &work)
    case .correctPerson(let person): correctPerson(person, event, &work)
    case .correctHousehold(let household): correctHousehold(household, event, &work)
    case .work(let event): carryOut(event, &work)
    case .groups(let event): carryOut(event, &work)
    }
  }

  private mutating func assign(_ person: RecordRef, _ household: RecordRef, _ work: inout SampleBatch) {
    guard let values = work.registry.person(person.id) else { return }
    let born = values.birthDate.flatMap { CalendarDate(iso: $0) }
    // A village trains its theme first.
    let theme = random.chance(300) ? Tracks.compiled.track(random.pick(Self.themes)) : nil
    let track = theme ?? random.pick(Tracks.compiled.all)
    let findings = track.findings(
      device: work.registry.value(household, "device"), internet: work.registry.value(household, "internet"),
      birthDate: born, on: work.day)
    if findings.contains(where: { $0.isLacking && $0.need == .age }) { return }
    let enrolment = RecordRef(.enrolment, random.identifier())
    var fields = [
      FieldChange("person", person.id), FieldChange("track", track.code), FieldChange("status", "assigned"),
      FieldChange("statusDate", work.day.iso), FieldChange("day", work.day.iso),
    ]
    for finding in findings where finding.message != nil {
      fields.append(FieldChange("missing/" + finding.need.rawValue, finding.isLacking ? "lacking" : "unknown"))
    }
    work.save(
      random.pick(clerks), [NewRecord.edit(enrolment, fields)], action: "assign", about: person,
      entry: random.identifier())
    if random.chance(930) { plan(.advance(enrolment, person: person, track: track.code)) }
  }

  private mutating func advance(
    _ enrolment: RecordRef, _ person: RecordRef, _ track: String, _ event: SampleEvent, _ work: inout SampleBatch
  ) {
    guard work.isFree(enrolment), work.isFree(person) else { return plan(event) }
    let status = work.registry.value(enrolment, "status")
    let chance = random.below(100)
    let next = chance < 7 ? "withdrawn" : status == "assigned" ? "attending" : chance < 12 ? "dropped" : "completed"
    let isOver = next == "withdrawn" || next == "dropped"
    let reason = isOver ? random.pick(["ownWish", "job", "moved", "health", "notReached"]) : nil
    var edits = work.changes(
      enrolment, [("status", next), ("statusDate", work.day.iso), ("statusReason", reason)])
    if next == "completed" {
      edits += work.changes(
        person,
        [
          ("skills/" + track, random.pick(["1", "2", "2"])), ("skillEvidence/" + track, "training"),
          ("skillOrigin/" + track, "here"),
        ])
    }
    work.save(
      random.pick(clerks), edits, action: isOver ? "withdraw" : "change", about: person, entry: random.identifier(),
      reason: reason)
    if next == "attending" { plan(.advance(enrolment, person: person, track: track)) }
    guard next == "completed" else { return }
    if isWanted(track), random.chance(650) {
      plan(.work(.agree(person, track: track)))
    } else if random.chance(700) {
      plan(.place(person, track: track))
    }
  }

  private mutating func place(
    _ person: RecordRef, _ track: String, _ event: SampleEvent, _ work: inout SampleBatch
  ) {
    guard work.isFree(person) else { return plan(event) }
    let placement = RecordRef(.placement, random.identifier())
    let kind = random.pick([
      "employed", "employed", "employed", "selfEmployed", "selfEmployed", "group", "migrated", "overseas", "internship",
    ])
    // Some tell of their work only long after it began: a call is due at once.
    let isOld = random.chance(300)
    let start = work.day.adding(days: -(isOld ? random.inside(31...200) : random.below(14)))
    var fields = [
      FieldChange("person", person.id), FieldChange("kind", kind), FieldChange("track", track),
      FieldChange("startDate", start.iso), FieldChange("day", work.day.iso),
      FieldChange("wageRange", random.pick(["1", "2", "2", "3", "4", "unknown"])),
    ]
    switch kind {
    case "selfEmployed", "group":
      let business = random.pick(SampleNames.businesses)
      fields.append(FieldChange("title", business))
      if kind == "selfEmployed", random.chance(700) { plan(.work(.produce(person, business: business))) }
      fields.append(FieldChange("evidence", random.pick(["photo", "permit", "statement"])))
    case "migrated", "overseas":
      fields.append(FieldChange("employer", "PT " + random.pick(SampleNames.firms).name))
      fields.append(FieldChange("place", random.pick(kind == "overseas" ? SampleNames.abroad : SampleNames.faraway)))
      fields.append(FieldChange("title", random.pick(SampleNames.jobs)))
    default:
      if !partners.isEmpty { fields.append(FieldChange("partner", random.pick(partners).ref.id)) }
      fields.append(FieldChange("title", random.pick(SampleNames.jobs)))
      fields.append(FieldChange("evidence", random.pick(["contract", "letter", "payslip"])))
    }
    let employment = kind == "selfEmployed" || kind == "group" ? "selfEmployed" : "working"
    let edits = [NewRecord.edit(placement, fields)] + work.changes(person, [("employment", employment)])
    work.save(random.pick(clerks), edits, action: "place", about: person, entry: random.identifier())
    if isOld, random.chance(500) { plan(.work(.call(person))) }
    let fate = random.below(1000)
    if fate < 110 { plan(.end(placement)) } else if fate < 120 { plan(.voidPlacement(placement)) }
  }

  private mutating func end(_ placement: RecordRef, _ event: SampleEvent, _ work: inout SampleBatch) {
    guard work.isFree(placement) else { return plan(event) }
    let reason = random.pick(["contractOver", "resigned", "laidOff", "betterJob", "closed"])
    let person = RecordRef(.person, work.registry.value(placement, "person") ?? "")
    work.save(
      random.pick(clerks), work.changes(placement, [("endDate", work.day.iso), ("endReason", reason)]), action: "end",
      about: person, entry: random.identifier(), reason: reason)
  }

  private mutating func voidPlacement(_ placement: RecordRef, _ event: SampleEvent, _ work: inout SampleBatch) {
    guard work.isFree(placement) else { return plan(event) }
    let person = RecordRef(.person, work.registry.value(placement, "person") ?? "")
    work.save(
      supervisor, [work.registry.planVoid(placement, reason: "wrongPerson")], action: "void", about: person,
      entry: random.identifier(), reason: "wrongPerson")
  }

  private mutating func correctPerson(_ person: RecordRef, _ event: SampleEvent, _ work: inout SampleBatch) {
    guard work.isFree(person) else { return plan(event) }
    let age = work.registry.value(person, "birthDate").flatMap { CalendarDate(iso: $0) }.map { $0.age(on: work.day) }
    let values: [(String, String?)]
    switch random.below((age ?? 0) < 15 ? 3 : 7) {
    case 0: values = [("note", random.pick(SampleNames.notes) + ", " + work.day.display)]
    case 1: values = [("papersSeen", work.day.iso)]
    case 2: values = [("birthPlace", random.pick(SampleNames.towns))]
    case 3:
      values = [("employment", random.pick(["notWorking", "laidOff", "working", "selfEmployed", "underemployed"]))]
    case 4:
      values = [
        ("phone", "+6281" + SampleRandom.digits(random.below(1_000_000_000), 9)), ("phoneOwner", "own"),
      ]
    case 5: values = [("occupation", random.pick(["1", "15", "19", "84", "88", "11", "13"]))]
    default: values = [("nickname", random.pick(SampleNames.men + SampleNames.women))]
    }
    work.save(
      random.pick(clerks), work.changes(person, values), action: "change", about: person, entry: random.identifier())
  }

  private mutating func correctHousehold(_ household: RecordRef, _ event: SampleEvent, _ work: inout SampleBatch) {
    guard work.isFree(household) else { return plan(event) }
    let values: [(String, String?)]
    switch random.below(4) {
    case 0: values = [("address", random.pick(SampleNames.streets) + " \(random.inside(1...140))")]
    case 1:
      values = [
        ("device", random.pick(["phone", "phone", "both", "none"])), ("internet", random.pick(["mobile", "home"])),
      ]
    case 2: values = [("papersSeen", work.day.iso)]
    default:
      values = [("note", "rumah " + random.pick(["depan masjid", "belakang pasar", "cat hijau", "sebelah posyandu"]))]
    }
    work.save(
      random.pick(clerks), work.changes(household, values), action: "change", about: household,
      entry: random.identifier())
  }
}
