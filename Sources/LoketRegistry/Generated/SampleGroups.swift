// Groups and grants in the sample data: a programme, an area with what it has, groups with their offices, things given and looked at.
import LoketModel

/// What happens to groups and what people are given, each as the save of one form.
enum SampleGroupEvent: Sendable {
  case join(RecordRef)
  /// Something to work with; of a group where the person is in one.
  case give(RecordRef)
  case look(RecordRef)
  case pay(RecordRef)
  case report(RecordRef)
}

/// The groups of the sample data, with a chance of their own: everybody else stays as the seed made them.
struct SampleGroups: Sendable {
  /// DOMAIN §1, P4: groups of 10, at most 100 people.
  static let size = 10
  static let most = 10
  var random: SampleRandom
  var program: RecordRef?
  /// With how many have joined.
  var groups: [(ref: RecordRef, formed: CalendarDate, joined: Int)] = []
  /// Grants of the sample and looks at them, so that each kind comes in turn, in a small office too.
  var given = 0
  var looks = 0
}

extension Generator {
  /// Kinds of business, what such a group is given, and its place in the value chain.
  private static let trades: [(field: String, names: [String], item: String, thing: String, price: Int, role: String)] =
    [
      ("culinary", ["DAPUR PESISIR", "OLAHAN IKAN"], "cart", "Rombong kayu", 4_500_000, "downstream"),
      ("livestock", ["TERNAK BEBEK", "LELE MANDIRI"], "livestock", "Kandang dan bibit", 6_000_000, "onFarm"),
      ("souvenir", ["KERANG INDAH", "BATIK PANTURA"], "sewingMachine", "Mesin jahit listrik", 3_200_000, "downstream"),
      ("services", ["JASA DIGITAL", "ANTAR PESISIR"], "computer", "Laptop 14 inci", 5_500_000, "offFarm"),
    ]
  private static let resources: [(kind: String, name: String, amount: Int, unit: String, agency: String)] = [
    ("natural", "TAMBAK BANDENG", 12, "hektare", "DINAS KELAUTAN DAN PERIKANAN"),
    ("human", "PEREMPUAN PENGOLAH IKAN", 45, "orang", "DINAS TENAGA KERJA"),
    ("infrastructure", "PASAR PAGI", 1, "unit", "DISPERINDAG"),
    ("social", "KELOMPOK PKK", 6, "kelompok", "KELURAHAN"),
    ("economic", "KOPERASI NELAYAN", 1, "unit", "DINAS KOPERASI"),
  ]

  /// The supervisor takes the programme over, and enters the area with what it has and the groups.
  mutating func openGroups(_ work: inout SampleBatch) {
    guard let template = ProgramTemplate.named("P4") else { return }
    let program = RecordRef(.program, template.id(year: work.day.year))
    let values = template.values(year: work.day.year, name: template.name(.indonesian)).sorted { $0.key < $1.key }
    enter(program, values.map { ($0.key, $0.value) }, "program", &work)
    samples.program = program
    let area = RecordRef(.area, samples.random.identifier())
    enter(
      area,
      [
        ("name", "KAWASAN PESISIR TEGAL TIMUR"), ("program", program.id), ("villages/\(village)", "yes"),
        ("villages/3376021003", "yes"),
      ], "area", &work)
    for resource in Self.resources {
      enter(
        RecordRef(.resource, samples.random.identifier()),
        [
          ("area", area.id), ("kind", resource.kind), ("name", resource.name), ("amount", String(resource.amount)),
          ("unit", resource.unit), ("agency", resource.agency),
        ], "area", &work)
    }
    let mentors = enterMentors(&work)
    for number in 0..<min(SampleGroups.most, max(1, households / 100)) {
      let trade = Self.trades[number % Self.trades.count]
      let group = RecordRef(.group, samples.random.identifier())
      let formed = work.day.adding(days: -samples.random.inside(110...280))
      let name = "\(trade.names[number / Self.trades.count % trade.names.count]) \(number + 1)"
      var fields = [
        ("name", name), ("program", program.id), ("village", village), ("area", area.id), ("kind", "group"),
        ("field", trade.field), ("level", "beginner"), ("chainRole", trade.role), ("formedOn", formed.iso),
        ("proposal", samples.random.pick(["draft", "submitted", "approved"])), ("proposalDate", work.day.iso),
      ]
      if samples.random.chance(500), let buyer = partners.first { fields.append(("offTaker", buyer.ref.id)) }
      enter(group, fields, "group", &work)
      samples.groups.append((group, formed, 0))
      accompany(group, number, formed: formed, by: mentors, &work)
    }
  }

  mutating func enter(
    _ ref: RecordRef, _ fields: [(String, String)], _ action: String, _ work: inout SampleBatch
  ) {
    work.save(
      supervisor, [NewRecord.edit(ref, fields.map { FieldChange($0.0, $0.1) })], action: action, about: ref,
      entry: samples.random.identifier())
  }

  /// Of the families that register, so many that the groups fill: one grown-up each; of every third also something is given.
  mutating func foreseeGroups(_ family: SampleFamily, _ day: CalendarDate) {
    let wanted = samples.groups.count * SampleGroups.size
    guard wanted > 0, householdsMade % max(1, households / wanted) == 0,
      let member = family.members.first(where: { (17...55).contains($0.age(day)) })
    else { return }
    planAside(.join(member.ref))
    if samples.random.chance(350) { planAside(.give(member.ref), after: 3) }
  }

  private mutating func planAside(_ event: SampleGroupEvent, after batches: Int = 1) {
    let delay = batches + samples.random.below(3)
    plan(.groups(event), in: delay)
  }

  mutating func carryOut(_ event: SampleGroupEvent, _ work: inout SampleBatch) {
    switch event {
    case .join(let person): join(person, &work)
    case .give(let person): give(person, &work)
    case .look(let grant): look(at: grant, &work)
    case .pay(let grant): pay(grant, &work)
    case .report(let grant): report(grant, event, &work)
    }
  }

  /// The first is the chair, the second the treasurer; the groups fill one after the other.
  private mutating func join(_ person: RecordRef, _ work: inout SampleBatch) {
    guard let place = samples.groups.firstIndex(where: { $0.joined < SampleGroups.size }) else { return }
    let group = samples.groups[place]
    let record = RecordRef.groupMember(group: group.ref.id, person: person.id)
    guard work.registry.exists(group.ref), work.isFree(record), !work.registry.isVoid(person) else { return }
    let role: GroupRole = group.joined == 0 ? .chair : group.joined == 1 ? .treasurer : .member
    samples.groups[place].joined += 1
    work.save(
      samples.random.pick(clerks),
      work.registry.joining(group.ref.id, person: person.id, as: role, on: group.formed, workDay: work.day),
      action: "group", about: record, entry: samples.random.identifier())
  }

  /// A thing of the group's trade, every fourth time capital; whoever is in no group gets it from the training centre.
  private mutating func give(_ person: RecordRef, _ work: inout SampleBatch) {
    guard !work.registry.isVoid(person) else { return }
    samples.given += 1
    let membership = work.registry.memberships(of: person.id).first { $0.leftOn == nil }
    let group = membership?.group.flatMap { work.registry.group($0) }
    let trade = Self.trades.first { $0.field == group?.field } ?? Self.trades[0]
    let given = work.day.adding(days: -samples.random.inside(20...90))
    let isLate = samples.given % 3 == 0
    let grant = RecordRef(.grant, samples.random.identifier())
    let isCapital = samples.given % 4 == 0
    var fields = [
      ("person", person.id), ("given", given.iso), ("letter", "511/\(samples.given)/BAST/\(given.year)"),
      ("deadline", given.adding(days: isLate ? 15 : samples.random.inside(60...180)).iso), ("day", work.day.iso),
    ]
    fields +=
      isCapital
      ? [("kind", "capital"), ("name", "Modal usaha"), ("amount", "5000000")]
      : [
        ("kind", "asset"), ("item", trade.item), ("name", trade.thing), ("amount", String(trade.price)),
        ("serial", "HB-" + SampleRandom.digits(samples.given, 4)),
      ]
    if let group, let program = samples.program {
      fields += [("group", group.id), ("program", program.id), ("fundingSource", "apbn"), ("giver", "DISNAKER")]
    } else {
      fields += [("fundingSource", "apbdCity"), ("giver", "BLK KOTA TEGAL")]
    }
    work.save(
      samples.random.pick(clerks), [NewRecord.edit(grant, fields.map { FieldChange($0.0, $0.1) })], action: "grant",
      about: grant, entry: samples.random.identifier())
    planAside(isCapital ? .pay(grant) : .look(grant))
    if !isLate, samples.random.chance(400) { planAside(.report(grant), after: 2) }
  }

  private mutating func look(at grant: RecordRef, _ work: inout SampleBatch) {
    guard work.registry.exists(grant) else { return }
    samples.looks += 1
    let isLost = samples.looks % 5 == 3
    let condition = samples.random.pick(
      isLost ? ["gone", "sold"] : ["good", "good", "good", "good", "idle", "damaged", "unseen"])
    var fields = [
      ("grant", grant.id), ("date", work.day.iso), ("condition", condition), ("day", work.day.iso),
      ("place", samples.random.pick(["rumah", "pasar", "alun-alun", "tempat usaha"])),
    ]
    if !isLost {
      let days = samples.looks % 4 == 1 ? 1 : samples.random.inside(10...120)
      fields.append(("next", work.day.adding(days: days).iso))
    }
    detail(RecordRef(.grantCheck, samples.random.identifier()), fields, &work)
  }

  private mutating func pay(_ grant: RecordRef, _ work: inout SampleBatch) {
    guard work.registry.exists(grant) else { return }
    let paid = work.registry.disbursements(of: grant.id).count
    detail(
      RecordRef(.disbursement, samples.random.identifier()),
      [
        ("grant", grant.id), ("date", work.day.iso), ("amount", "2500000"),
        ("proof", "KW-\(samples.given)-\(paid + 1)"),
        ("day", work.day.iso),
      ], &work)
    if paid == 0, samples.random.chance(600) { planAside(.pay(grant), after: 2) }
  }

  private mutating func detail(_ record: RecordRef, _ fields: [(String, String)], _ work: inout SampleBatch) {
    work.save(
      samples.random.pick(clerks), [NewRecord.edit(record, fields.map { FieldChange($0.0, $0.1) })], action: "grant",
      about: record, entry: samples.random.identifier())
  }

  private mutating func report(_ grant: RecordRef, _ event: SampleGroupEvent, _ work: inout SampleBatch) {
    guard work.registry.exists(grant) else { return }
    guard work.isFree(grant) else { return planAside(event) }
    work.save(
      samples.random.pick(clerks), work.changes(grant, [("reported", work.day.iso)]), action: "grant", about: grant,
      entry: samples.random.identifier())
  }
}
