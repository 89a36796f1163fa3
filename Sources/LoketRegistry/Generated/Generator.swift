// Sample data as an office's clerks would have entered it over the past months, save by save: `loket generate`.
import LoketModel

/// What the office saved within one hour: written with one time, and one sync.
public struct GeneratedBatch: Sendable {
  public let at: Timestamp
  public let saves: [Save]
}

/// The same seed, office and day give the same saves. Every save is one that a form makes: with its entry, on its working
/// day, replacing exactly the lines that it saw, so that no conflict comes of it.
///
/// 10,000 households are 33,000 people and at least 84,000 saves (DESIGN §7).
public struct Generator: Sendable {
  public let households: Int
  public private(set) var householdsMade = 0
  public private(set) var savesMade = 0

  let village: String
  let clerks: [String]
  let supervisor: String
  var random: SampleRandom
  var partners: [(ref: RecordRef, sector: String)] = []
  var vacancies: [SampleVacancy] = []
  var hubs: [SampleHub] = []
  var samples: SampleGroups
  private var people: SampleVillage
  /// What is due in each of the next batches.
  private var agenda: [[SampleEvent]] = []
  private var sizes: [Int] = []
  private var batch = 0
  /// Entries that nobody has looked at yet, with the working day of each, the oldest first.
  private var unseen: [(entry: RecordRef, day: CalendarDate)] = []
  private let registering: Int
  private let days: [CalendarDate]
  private let offsetMinutes: Int

  /// Households that the office registers in one batch.
  static let pace = 25
  /// Entries that the supervisor approves in one go.
  private static let together = 250
  /// Saves for each ten households, at least.
  static let savesPerTen = 84

  /// - Parameters:
  ///   - village: the office's village, ten digits.
  ///   - now: the work ends on this day and began months before.
  public init(
    households: Int, seed: UInt64, village: String, clerks: [String], supervisor: String, now: Timestamp
  ) {
    self.households = max(0, households)
    self.village = village
    self.clerks = clerks.isEmpty ? [supervisor] : clerks
    self.supervisor = supervisor
    random = SampleRandom(seed: seed)
    samples = SampleGroups(random: random.aside(0x6772_6f75_7073))
    people = SampleVillage(village: village)
    registering = (self.households + Self.pace - 1) / Self.pace
    days = Self.workingDays(upTo: now.date, count: min(130, max(5, registering)))
    offsetMinutes = now.offsetMinutes
  }

  /// The next hour's work; nil when all is done. The registry must hold all earlier batches: corrections name the lines
  /// that they replace.
  public mutating func nextBatch(in registry: Registry) -> GeneratedBatch? {
    var work = SampleBatch(day: day, registry: registry)
    // What is planned in this batch is due in the next one at the soonest: only then is it in the registry.
    let due = agenda.isEmpty ? [] : agenda.removeFirst()
    if batch == 0, households > 0 {
      openOffice(&work)
      openWork(&work)
      openGroups(&work)
    }
    if householdsMade < households { register(&work) }
    for event in due { carryOut(event, &work) }
    if householdsMade >= households, agenda.allSatisfy(\.isEmpty) { topUp(&work) }
    guard !work.saves.isEmpty || !agenda.allSatisfy(\.isEmpty) else { return nil }
    approve(&work)
    unseen += work.entries.map { ($0, work.day) }
    let at = time
    batch += 1
    savesMade += work.saves.count
    return GeneratedBatch(at: at, saves: work.saves)
  }

  /// The days go by evenly over the batches in which people are registered and the tail in which their affairs end.
  private var place: (day: Int, hour: Int) {
    let expected = registering + registering / 6 + 4
    let scaled = min(batch, expected - 1) * days.count * 8 / expected
    return (scaled / 8, scaled % 8)
  }

  private var day: CalendarDate { days[min(place.day, days.count - 1)] }

  private var time: Timestamp {
    let seconds = day.daysSince1970 * 86_400 + (8 + place.hour) * 3600 + batch % 60 * 60
    return Timestamp(seconds: Int64(seconds - offsetMinutes * 60), offsetMinutes: offsetMinutes)
  }

  private static func workingDays(upTo last: CalendarDate, count: Int) -> [CalendarDate] {
    var days: [CalendarDate] = []
    var day = last
    while days.count < count, day.year > 1 {
      if day.weekday < 6 || days.isEmpty { days.append(day) }
      day = day.adding(days: -1)
    }
    return days.reversed()
  }
}

// MARK: What happens

extension Generator {
  /// The supervisor enters the firms that people will work for.
  private mutating func openOffice(_ work: inout SampleBatch) {
    for firm in SampleNames.firms {
      let ref = RecordRef(.partner, random.identifier())
      partners.append((ref, firm.sector))
      let phone = "+62283" + SampleRandom.digits(random.inside(300_000...399_999), 6)
      let sector = CodeList.trackField.name(of: firm.sector, .indonesian)
      let fields = [("name", firm.name), ("sector", sector), ("phone", phone), ("active", "yes")]
      work.save(
        supervisor, [NewRecord.edit(ref, fields.map { FieldChange($0.0, $0.1) })], action: "settings", about: ref,
        entry: random.identifier())
    }
  }

  /// The supervisor approves what the clerks entered: all of the days before, and of today what fills a page.
  private mutating func approve(_ work: inout SampleBatch) {
    let today = work.day
    let older = unseen.prefix { $0.day < today }.count
    let due = older > 0 ? older : unseen.count >= Self.together * 2 ? Self.together : 0
    guard due > 0 else { return }
    var page = unseen.prefix(due).map(\.entry)[...]
    unseen.removeFirst(due)
    while !page.isEmpty {
      let named = page.prefix(Self.together)
      page = page.dropFirst(Self.together)
      work.approve(Array(named), by: supervisor, as: RecordRef(.approval, random.identifier()))
    }
  }

  /// A family at the desk: the head with the household in one form, then each member.
  private mutating func register(_ work: inout SampleBatch) {
    for _ in 0..<min(Self.pace, households - householdsMade) {
      if sizes.isEmpty { sizes = SampleVillage.sizes.shuffled(using: &random) }
      let family = people.family(size: sizes.removeLast(), day: work.day, &random)
      let clerk = random.pick(clerks)
      let head = family.members[0]
      let edits = [NewRecord.edit(family.household, family.fields), NewRecord.edit(head.ref, head.fields)]
      work.save(clerk, edits, action: "register", about: family.household, entry: random.identifier())
      for member in family.members.dropFirst() {
        let edit = NewRecord.edit(member.ref, member.fields)
        work.save(clerk, [edit], action: "register", about: member.ref, entry: random.identifier())
      }
      householdsMade += 1
      foresee(family, work.day)
      foreseeGroups(family, work.day)
    }
  }

  /// What will become of a family: courses, work, and the corrections that every file needs.
  private mutating func foresee(_ family: SampleFamily, _ day: CalendarDate) {
    for member in family.members where (17...55).contains(member.age(day)) && random.chance(450) {
      plan(.assign(member.ref, family.household))
    }
    for _ in 0..<(random.chance(100) ? 3 : 2) {
      if random.chance(300) {
        plan(.correctHousehold(family.household))
      } else {
        plan(.correctPerson(random.pick(family.members).ref))
      }
    }
  }

  /// Some batches from now, soon for small offices.
  /// - Parameter batches: within how many; nil for the usual few.
  mutating func plan(_ event: SampleEvent, within batches: Int? = nil) {
    plan(event, in: random.below(batches ?? max(2, min(60, registering / 5))))
  }

  /// So many batches from the next one on.
  mutating func plan(_ event: SampleEvent, in delay: Int) {
    while agenda.count <= delay { agenda.append([]) }
    agenda[delay].append(event)
  }

  /// Corrections until the promised number of saves is reached.
  private mutating func topUp(_ work: inout SampleBatch) {
    let wanted = households * Self.savesPerTen / 10
    var missing = wanted - savesMade - work.saves.count
    guard missing > 0 else { return }
    let all = work.registry.all(.person)
    var tries = 0
    while missing > 0, tries < 500, !all.isEmpty {
      tries += 1
      let before = work.saves.count
      carryOut(.correctPerson(random.pick(all)), &work)
      missing -= work.saves.count - before
    }
  }
}
