// From skill to work in the sample data: themes, a work hub, experts, vacancies that people are sent to, producers, and calls.
import LoketModel

/// A vacancy of the sample data.
struct SampleVacancy: Sendable {
  let ref: RecordRef
  let track: String
  let isAtHub: Bool
  /// Filled or expired: nobody opens it again, and nobody looks at it twice.
  var isOver = false
}

/// A work hub with the seats that are taken: a seat in a shift is one person's.
struct SampleHub: Sendable {
  let ref: RecordRef
  var taken = 0
}

/// What happens on the way to work, each as the save of one form.
enum SampleWorkEvent: Sendable {
  case openVacancy(track: String, posts: Int)
  /// Somebody agrees that a CV leaves the office, and says when work is possible; then a vacancy is looked for.
  case agree(RecordRef, track: String)
  case refer(RecordRef, track: String)
  /// What the partner said of a referral.
  case answer(RecordRef, person: RecordRef)
  case sit(RecordRef)
  case produce(RecordRef, business: String)
  case offer(RecordRef)
  case promote(RecordRef, product: RecordRef)
  /// The call that is due about somebody, if there is one.
  case call(RecordRef)
}

extension Generator {
  /// What the village trains its people for.
  static let themes = ["layanan-pelanggan", "digital-marketing", "menjahit"]
  private static let seats = 8

  /// The supervisor takes on the themes, and enters the hub, the experts and the first vacancies.
  mutating func openWork(_ work: inout SampleBatch) {
    for track in Self.themes.prefix(households < 200 ? 1 : 3) {
      let fields = [("village", village), ("track", track), ("starts", work.day.iso), ("level", "1")]
      settings(RecordRef.theme(village: village, track: track), fields, &work)
    }
    for number in 1...min(20, max(1, households / 500)) {
      let hub = RecordRef(.workHub, random.identifier())
      hubs.append(SampleHub(ref: hub))
      let fields = [
        ("name", "RUMAH KERJA " + String(random.pick(SampleNames.streets).dropFirst(3))),
        ("seats", String(Self.seats)), ("village", village), ("device", "computer"), ("internet", "home"),
        ("address", random.pick(SampleNames.streets) + " \(number)"), ("active", "yes"),
      ]
      settings(hub, fields, &work)
    }
    for _ in 0..<min(30, max(2, households / 300)) {
      let fields = [
        ("name", random.pick(SampleNames.women) + " " + random.pick(SampleNames.familyWomen)),
        ("agency", random.pick(["DISKOMINFO", "DISPERINDAG", "BLK KOTA TEGAL", "KAMAR DAGANG"])),
        ("track", random.pick(Self.themes)), ("skills", random.pick(SampleNames.jobs)), ("active", "yes"),
        ("phone", "+6281" + SampleRandom.digits(random.below(1_000_000_000), 9)),
      ]
      settings(RecordRef(.expert, random.identifier()), fields, &work)
    }
    // One small vacancy that fills, then one for every sixty households, spread over the months.
    openVacancy(Self.themes[0], posts: 2, &work)
    openVacancy(Self.themes[0], posts: 6, &work)
    for number in 0..<max(1, households / 60) {
      let track = number % 2 == 0 ? random.pick(Self.themes) : random.pick(Tracks.compiled.all).code
      plan(.work(.openVacancy(track: track, posts: random.inside(2...8))), within: max(2, households / Self.pace))
    }
  }

  private mutating func settings(_ ref: RecordRef, _ fields: [(String, String)], _ work: inout SampleBatch) {
    work.save(
      supervisor, [NewRecord.edit(ref, fields.map { FieldChange($0.0, $0.1) })], action: "settings", about: ref,
      entry: random.identifier())
  }

  private mutating func openVacancy(_ track: String, posts: Int, _ work: inout SampleBatch) {
    // A firm of that trade, where there is one.
    let field = Tracks.compiled.track(track)?.field
    let near = partners.filter { $0.sector == field }
    let partner = random.pick(near.isEmpty ? partners : near).ref
    let ref = RecordRef(.vacancy, random.identifier())
    let isAtHub = track == Self.themes[0] && (vacancies.isEmpty || random.chance(600))
    let morning = posts / 2
    let title =
      track == Self.themes[0] ? SampleNames.jobs[0] : Tracks.compiled.name(of: track, .indonesian).uppercased()
    var fields = [
      ("partner", partner.id), ("title", title), ("opened", work.day.iso), ("posts", String(posts)), ("track", track),
      ("workPlace", isAtHub ? "hub" : random.pick(["onSite", "onSite", "remote", "mixed"])), ("village", village),
      ("rt", SampleRandom.digits(random.inside(1...12), 3)), ("rw", SampleRandom.digits(random.inside(1...10), 3)),
      ("place", "TEGAL"), ("minimumAge", "18"), ("wageRange", random.pick(["2", "3", "3", "4"])), ("state", "open"),
    ]
    if isAtHub { fields += [("device", "computer"), ("internet", "steady")] }
    if posts > 2, random.chance(500) {
      fields += [("shifts/morning", String(morning)), ("shifts/afternoon", String(posts - morning))]
    }
    if random.chance(300) { fields.append(("until", work.day.adding(days: random.inside(20...90)).iso)) }
    settings(ref, fields, &work)
    vacancies.append(SampleVacancy(ref: ref, track: track, isAtHub: isAtHub))
  }

  /// Whether some vacancy asks for this skill.
  func isWanted(_ track: String) -> Bool { vacancies.contains { $0.track == track } }

  mutating func carryOut(_ event: SampleWorkEvent, _ work: inout SampleBatch) {
    switch event {
    case .openVacancy(let track, let posts): openVacancy(track, posts: posts, &work)
    case .agree(let person, let track): agree(person, track, event, &work)
    case .refer(let person, let track): refer(person, track, event, &work)
    case .answer(let referral, let person): answer(referral, person, event, &work)
    case .sit(let person): sit(person, &work)
    case .produce(let person, let business): produce(person, business, event, &work)
    case .offer(let producer): offer(producer, &work)
    case .promote(let producer, let product): promote(producer, product, &work)
    case .call(let person): call(person, &work)
    }
  }

  // MARK: To a vacancy

  private mutating func agree(
    _ person: RecordRef, _ track: String, _ event: SampleWorkEvent, _ work: inout SampleBatch
  ) {
    guard work.isFree(person) else { return plan(.work(event)) }
    let edits = work.changes(
      person,
      [
        ("consent/placement", work.day.iso), ("consentHow/placement", random.pick(["signed", "signed", "form"])),
        ("shifts/morning", "yes"), ("shifts/afternoon", random.pick(["yes", "yes", "no"])),
      ])
    work.save(random.pick(clerks), edits, action: "change", about: person, entry: random.identifier())
    if random.chance(850) { plan(.work(.refer(person, track: track))) }
  }

  private mutating func refer(
    _ person: RecordRef, _ track: String, _ event: SampleWorkEvent, _ work: inout SampleBatch
  ) {
    guard work.isFree(person) else { return plan(.work(event)) }
    let registry = work.registry
    guard let open = openVacancy(track, work) else { return }
    let shift = registry.vacancyStanding(open.ref.id).shifts.first { $0.free > 0 }?.shift
    let referral = RecordRef.referral(vacancy: open.ref.id, person: person.id)
    guard work.isFree(referral) else { return }
    let edits = registry.referralEdits(person.id, to: open.ref.id, shift: shift, on: work.day, workDay: work.day)
    work.save(random.pick(clerks), edits, action: "refer", about: person, entry: random.identifier())
    if random.chance(880) { plan(.work(.answer(referral, person: person))) }
  }

  /// The first that still takes people.
  private mutating func openVacancy(_ track: String, _ work: SampleBatch) -> SampleVacancy? {
    for place in vacancies.indices where vacancies[place].track == track && !vacancies[place].isOver {
      // One that this hour entered is not in the registry yet.
      guard let found = work.registry.vacancy(vacancies[place].ref.id) else { continue }
      if work.registry.state(of: found, on: work.day) == .open { return vacancies[place] }
      vacancies[place].isOver = true
    }
    return nil
  }

  private mutating func answer(
    _ referral: RecordRef, _ person: RecordRef, _ event: SampleWorkEvent, _ work: inout SampleBatch
  ) {
    let registry = work.registry
    guard let found = registry.referral(referral.id), found.isOpen, let vacancy = found.vacancy else { return }
    // Of two who are hired in one hour the second would not know of the first.
    guard work.isFree(RecordRef(.vacancy, vacancy)) else { return plan(.work(event)) }
    let answer = random.below(100)
    var edits: [Edit]
    var action = "refer"
    switch answer {
    case ..<62 where registry.obstacle(hiring: referral.id, shift: found.shift) == nil:
      let start = work.day.adding(days: -random.below(10))
      edits =
        registry.hireEdits(referral.id, shift: found.shift, from: start, on: work.day, workDay: work.day).edits
      action = "place"
    case ..<78:
      let held = work.day.adding(days: random.inside(1...7))
      edits = registry.interviewEdits(of: referral.id, held: held, on: work.day)
    default:
      edits = registry.refusalEdits(
        of: referral.id, answer < 90 ? "rejected" : "declined",
        reason: random.pick(["skill", "experience", "shift", "distance", "wage", "otherJob"]), note: nil, on: work.day)
    }
    // The last post touches the vacancy and everybody who waits for it.
    guard edits.allSatisfy({ work.isFree($0.on) }) else { return plan(.work(event)) }
    work.save(random.pick(clerks), edits, action: action, about: person, entry: random.identifier())
    if action == "place" {
      work.hold(RecordRef(.vacancy, vacancy))
      if vacancies.first(where: { $0.ref.id == vacancy })?.isAtHub == true { plan(.work(.sit(person))) }
    } else if (62..<78).contains(answer) {
      plan(.work(event))
    }
  }

  /// The next free seat, the hubs one after the other, mornings first.
  private mutating func sit(_ person: RecordRef, _ work: inout SampleBatch) {
    guard let place = hubs.firstIndex(where: { $0.taken < 2 * Self.seats }) else { return }
    let hub = hubs[place]
    let seat = RecordRef.hubSeat(hub: hub.ref.id, person: person.id)
    guard work.isFree(seat), !work.registry.exists(seat) else { return }
    hubs[place].taken += 1
    let fields = [
      ("person", person.id), ("hub", hub.ref.id), ("seat", String(hub.taken % Self.seats + 1)),
      ("shift", hub.taken < Self.seats ? "morning" : "afternoon"), ("from", work.day.iso), ("day", work.day.iso),
    ]
    work.save(
      random.pick(clerks), [NewRecord.edit(seat, fields.map { FieldChange($0.0, $0.1) })], action: "seat", about: seat,
      entry: random.identifier())
  }

  // MARK: Crafts

  private mutating func produce(
    _ person: RecordRef, _ business: String, _ event: SampleWorkEvent, _ work: inout SampleBatch
  ) {
    guard work.isFree(person) else { return plan(.work(event)) }
    let producer = RecordRef(.producer, random.identifier())
    let given = work.registry.person(person.id)?.name?.split(separator: " ").first.map(String.init) ?? ""
    var fields = [
      ("person", person.id), ("name", "\(business) \(given)"),
      ("since", work.day.adding(days: -random.inside(30...2_000)).iso), ("active", "yes"),
    ]
    if let phone = work.registry.person(person.id)?.phone, random.chance(600) {
      fields.append(("channels/whatsapp", phone))
    }
    if random.chance(500) {
      fields.append(("channels/social", "@" + business.lowercased().replacing(" ", with: ".")))
    }
    if random.chance(400) { fields.append(("papers/nib", SampleRandom.digits(random.below(1_000_000_000), 13))) }
    if random.chance(250) { fields.append(("papers/pirt", SampleRandom.digits(random.below(1_000_000_000), 15))) }
    // Who is to be shown with a name and a telephone has said so; some have not.
    var agreed: [(String, String?)] = []
    for (purpose, chance) in [("photo", 700), ("contact", 500)] where random.chance(chance) {
      agreed += [("consent/\(purpose)", work.day.iso), ("consentHow/\(purpose)", "signed")]
    }
    let edits = [NewRecord.edit(producer, fields.map { FieldChange($0.0, $0.1) })] + work.changes(person, agreed)
    work.save(random.pick(clerks), edits, action: "craft", about: producer, entry: random.identifier())
    for _ in 0..<random.inside(1...3) { plan(.work(.offer(producer))) }
  }

  private mutating func offer(_ producer: RecordRef, _ work: inout SampleBatch) {
    let product = RecordRef(.product, random.identifier())
    let goods = random.pick(SampleNames.goods)
    var fields = [
      ("producer", producer.id), ("name", goods.name), ("kind", goods.kind),
      ("price", String(goods.price * random.inside(8...14) / 10 / 500 * 500)), ("unit", goods.unit), ("active", "yes"),
    ]
    if random.chance(600) {
      fields.append(("photo", "foto/" + goods.name.lowercased().replacing(" ", with: "-") + ".jpg"))
    }
    work.save(
      random.pick(clerks), [NewRecord.edit(product, fields.map { FieldChange($0.0, $0.1) })], action: "craft",
      about: product, entry: random.identifier())
    if random.chance(400) { plan(.work(.promote(producer, product: product))) }
  }

  private mutating func promote(_ producer: RecordRef, _ product: RecordRef, _ work: inout SampleBatch) {
    let promotion = RecordRef(.promotion, random.identifier())
    let orders = random.below(30)
    let fields = [
      ("producer", producer.id), ("product", product.id), ("kind", random.pick(["fair", "social", "marketplace"])),
      ("date", work.day.iso), ("place", random.pick(["PASAR PAGI TEGAL", "ALUN-ALUN", "INSTAGRAM", "TOKO DARING"])),
      ("orders", String(orders)), ("turnover", String(orders * random.inside(20...80) * 1_000)), ("day", work.day.iso),
    ]
    work.save(
      random.pick(clerks), [NewRecord.edit(promotion, fields.map { FieldChange($0.0, $0.1) })], action: "craft",
      about: promotion, entry: random.identifier())
  }

  // MARK: Calls

  private mutating func call(_ person: RecordRef, _ work: inout SampleBatch) {
    guard let due = work.registry.openFollowUps(of: person.id, on: work.day).first, due.day <= work.day,
      let step = due.step
    else { return }
    let about = work.registry.about(due)
    let isReached = random.chance(650)
    var fields = [
      ("person", person.id), ("about", about.description), ("step", step.rawValue), ("date", work.day.iso),
      ("outcome", isReached ? "reached" : random.pick(["noAnswer", "noAnswer", "wrongNumber", "message"])),
      ("day", work.day.iso),
    ]
    if isReached, about.kind != .person {
      fields.append(("result", random.pick(["same", "same", "same", "same", "otherJob", "business", "notWorking"])))
    } else if !isReached, random.chance(500) {
      fields.append(("next", work.day.adding(days: random.inside(2...10)).iso))
    }
    let call = RecordRef(.followUp, random.identifier())
    work.save(
      random.pick(clerks), [NewRecord.edit(call, fields.map { FieldChange($0.0, $0.1) })], action: "followUp",
      about: call, entry: random.identifier())
  }
}
