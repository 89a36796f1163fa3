import LoketModel
import Testing

@testable import LoketRegistry

struct GeneratorTests {
  static let now = Timestamp("2026-11-22T10:00:00+07:00").unsafelyUnwrapped

  private func generator(_ households: Int, seed: UInt64) -> Generator {
    Generator(
      households: households, seed: seed, village: "3376021005", clerks: ["petugas1", "petugas2"], supervisor: "lurah",
      now: Self.now)
  }

  private func office(_ households: Int, seed: UInt64) -> (registry: Registry, batches: [GeneratedBatch]) {
    var registry = Registry()
    var work = generator(households, seed: seed)
    var batches: [GeneratedBatch] = []
    while let batch = work.nextBatch(in: registry) {
      registry.write(batch.saves)
      batches.append(batch)
    }
    return (registry, batches)
  }

  @Test("A hundred households are 330 people and at least 840 saves, without a conflict")
  func numbers() {
    let (registry, batches) = office(100, seed: 1)
    #expect(registry.count(.household) == 100)
    #expect(registry.count(.person) == 330)
    let saves = batches.flatMap(\.saves)
    #expect(saves.count >= 840)
    #expect(saves.count < 900)
    #expect(registry.count(.entry) + registry.count(.approval) == saves.count)
    // The supervisor has seen what is older than today.
    #expect(registry.verified(.entry) > registry.count(.entry) / 2)
    #expect(registry.verified(.household) > 50)
    #expect(registry.conflicts().isEmpty)
    #expect(registry.waitingFields == 0)
    for kind in [RecordKind.enrolment, .placement, .partner] { #expect(registry.count(kind) > 10) }
    #expect(saves.contains { $0.edits.contains { !$0.over.isEmpty } })
  }

  @Test("The same seed gives the same saves at the same times, another seed others")
  func deterministic() {
    let first = office(40, seed: 7)
    let second = office(40, seed: 7)
    #expect(first.batches.map(\.saves) == second.batches.map(\.saves))
    #expect(first.batches.map(\.at) == second.batches.map(\.at))
    #expect(office(40, seed: 8).batches.map(\.saves) != first.batches.map(\.saves))
  }

  @Test("Nobody in it breaks a rule that blocks saving")
  func hardRules() {
    let registry = office(120, seed: 3).registry
    for ref in registry.all(.person) {
      let household = registry.household(of: ref.id)
      var values = registry.values(ref)
      if let household { values.merge(registry.values(RecordRef(.household, household.id))) { own, _ in own } }
      let head = household.flatMap { registry.head(of: $0.id) }
      let isHead = head?.id == ref.id
      let subject = RuleSubject(
        values: values, isHead: isHead, today: Self.now.date, officeVillage: "3376021005",
        nikHolder: registry.people(nik: values["nik"] ?? "-").count > 1 ? "x" : nil,
        otherHead: isHead ? nil : head?.name, headBirthDate: head?.birthDate.flatMap { CalendarDate(iso: $0) },
        headSex: head?.sex)
      let errors = Rules.findings(for: subject).filter { $0.level == .error }.map(\.rule)
      #expect(errors == [], "\(values)")
    }
    let work: [RecordKind] = [
      .theme, .vacancy, .referral, .workHub, .hubSeat, .expert, .followUp, .producer, .product, .promotion,
    ]
    for kind in [RecordKind.enrolment, .placement, .partner] + work {
      for ref in registry.all(kind) {
        let subject = RuleSubject(kind: kind, values: registry.values(ref), today: Self.now.date)
        #expect(Rules.findings(for: subject).filter { $0.level == .error }.map(\.rule) == [])
      }
    }
  }

  @Test(
    "Groups and grants are there: full groups with offices, an area, things looked at and lost, capital that was paid")
  func groups() throws {
    let registry = office(300, seed: 5).registry
    #expect(registry.conflicts().isEmpty && registry.waitingFields == 0)
    let book = GroupBook(registry, day: Self.now.date)
    #expect(book.groups.count == 3)
    for group in book.groups {
      let standing = book.standing(group.id)
      #expect(
        book.troubles(of: group).isEmpty && group.area != nil && standing.everybody.count > 3, "\(group.name ?? "")")
      #expect([GroupRole.chair, .treasurer].allSatisfy { standing.holders(of: $0).count == 1 })
    }
    let program = try #require(book.groups.first?.program)
    let needs = registry.needs(in: program, book)
    #expect(needs.count == book.people[program]?.count && Set(needs.map(\.need.points)).count > 2)
    #expect(registry.areas().count == 1 && AreaBook(registry, day: Self.now.date).areas.count == 1)
    let grants = registry.grants()
    let sums = GrantSums(grants, registry.grantStandings(), on: Self.now.date)
    #expect(sums.things > 2 && sums.capitals > 0 && sums.paid > 0 && grants.contains { $0.group != nil })
    #expect(sums.overdue > 0 && sums.checksDue > 0 && sums.lost > 0)
    for kind in [RecordKind.group, .groupMember, .area, .resource, .grant, .grantCheck, .disbursement, .program] {
      for ref in registry.all(kind) {
        let subject = RuleSubject(kind: kind, values: registry.values(ref), today: Self.now.date)
        let errors = Rules.findings(for: subject).filter { $0.level == .error }.map(\.rule)
        #expect(errors == [], "\(registry.values(ref))")
      }
    }
    // A large office has no more than the programme takes.
    let large = office(2_000, seed: 6).registry
    #expect(GroupBook(large, day: Self.now.date).groups.count == 10 && large.count(.groupMember) <= 100)
  }

  @Test("The screens of work are not empty: vacancies open and filled, seats, producers, products, calls that are due")
  func work() throws {
    for (households, seed) in [(100, UInt64(1)), (200, 2)] {
      let registry = office(households, seed: seed).registry
      #expect(registry.conflicts().isEmpty && registry.waitingFields == 0)
      let vacancies = registry.vacancies()
      let states = Set(vacancies.map { registry.state(of: $0, on: Self.now.date) })
      #expect(states.isSuperset(of: [.open, .filled]), "\(households)")
      let standings = vacancies.map { registry.vacancyStanding($0.id) }
      #expect(standings.allSatisfy { $0.surplus.isEmpty } && standings.contains { !$0.hired.isEmpty })
      // Nobody was sent to a company without having agreed.
      for vacancy in vacancies {
        for referral in registry.referrals(to: vacancy.id) {
          #expect(referral.person.map(registry.agreesToPlacement) == true)
        }
      }
      let theme = try #require(registry.themes().first)
      let coverage = registry.coverage(of: theme, office: "3376021005", day: Self.now.date).total
      #expect(coverage.covered > 0 && coverage.covered < coverage.households)
      for hub in registry.workHubs() {
        let places = registry.seats(in: hub.id).map { "\($0.seat ?? "") \($0.shift ?? "")" }
        #expect(Set(places).count == places.count)
      }
      for kind in [RecordKind.expert, .producer, .product, .followUp, .hubSeat] {
        #expect(registry.count(kind) > 0, "\(kind) \(households)")
      }
      #expect(FollowUpBoard(registry, day: Self.now.date).dueCount > 0)
    }
  }

  @Test("Every household has one head, who belongs to it, and no card or NIK stands twice")
  func households() {
    let registry = office(100, seed: 5).registry
    var cards: Set<String> = []
    for ref in registry.all(.household) {
      let members = registry.members(of: ref.id)
      #expect(members.first?.id == registry.value(ref, "head"))
      #expect(members.filter { $0.relation == "1" }.count == 1)
      if let card = registry.value(ref, "familyCardNumber") { #expect(cards.insert(card).inserted) }
    }
    let niks = registry.all(.person).compactMap { registry.value($0, "nik") }
    #expect(Set(niks).count == niks.count)
    #expect(niks.count > 300 && niks.count < 330)
  }

  @Test("Names, numbers and dates are as awkward as real ones")
  func awkward() {
    let registry = office(150, seed: 9).registry
    let people = registry.all(.person).compactMap { registry.person($0.id) }
    let names = people.compactMap(\.name)
    #expect(names.contains { !$0.contains(" ") })
    #expect(names.contains { $0.contains("'") })
    #expect(names.contains { $0.contains("M.") || $0.contains("MOH.") })
    let doubtful = people.filter { person in
      guard let nik = person.nik.flatMap(Nik.read), let born = person.birthDate.flatMap({ CalendarDate(iso: $0) })
      else {
        return false
      }
      return !nik.allows(born)
    }
    #expect(doubtful.count > 3 && doubtful.count < 50)
    #expect(people.contains { $0.nik == nil && $0.nikReason != nil })
  }

  @Test("The work is spread over the office's working days, in order, up to today")
  func days() throws {
    let (registry, batches) = office(200, seed: 11)
    let times = batches.map(\.at)
    #expect(times == times.sorted())
    let days = Set(times.map(\.date))
    #expect(days.count > 5)
    #expect(days.allSatisfy { $0 == Self.now.date || $0.weekday < 6 })
    for batch in batches {
      for save in batch.saves {
        let entry = try #require(save.edits.last)
        #expect(entry.set.first { $0.field == "day" }?.value == batch.at.date.iso)
      }
    }
    let entries = days.reduce(0) { $0 + registry.entries(day: $1).count }
    #expect(entries == registry.count(.entry))
  }

  @Test("No household is no batch")
  func nothing() {
    var work = generator(0, seed: 1)
    #expect(work.nextBatch(in: Registry()) == nil)
  }
}
