// From the referral to the last post: what one save does, and what two PCs make of it together.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Vacancies and referrals")
struct VacancyTests {
  private static let day = MatchOffice.today

  /// An office with a vacancy of so many posts and so many people who were sent there.
  private static func office(
    posts: Int, referred: Int, shifts: [String: String] = [:], of people: Int? = nil
  ) -> MatchOffice {
    var office = MatchOffice()
    office.openVacancy(posts: posts, shifts.reduce(into: [:]) { $0["shifts/\($1.key)"] = $1.value })
    for number in 1...(people ?? referred) { office.add(number) }
    let all = (1...referred).flatMap { number in
      office.registry.referralEdits(
        MatchOffice.person(number).id, to: MatchOffice.vacancy.id, shift: shifts.keys.sorted().last, on: day,
        workDay: day)
    }
    office.save(all)
    return office
  }

  private static func referral(_ number: Int) -> String {
    RecordRef.referral(vacancy: MatchOffice.vacancy.id, person: MatchOffice.person(number).id).id
  }

  private func hire(_ number: Int, _ office: inout MatchOffice, on day: CalendarDate = VacancyTests.day) -> HireEdits {
    let hire = office.registry.hireEdits(Self.referral(number), shift: nil, from: day, on: day, workDay: day)
    office.save(hire.edits)
    return hire
  }

  private func standing(_ office: MatchOffice) -> VacancyStanding {
    office.registry.vacancyStanding(MatchOffice.vacancy.id)
  }

  @Test("A hiring makes the placement, the state of work and the card's return in one save, from what the vacancy says")
  func hires() throws {
    var office = Self.office(posts: 3, referred: 2)
    office.set(MatchOffice.vacancy, ["place": "TEGAL", "wageRange": "3"])
    office.set(MatchOffice.person(1), ["jobCardIssued": "2026-01-02", "jobCardNumber": "33760001"])
    let hire = hire(1, &office)
    #expect(!hire.isFilled && hire.freed == [])
    let placement = try #require(office.registry.placement(Self.referral(1)))
    #expect(placement.person == MatchOffice.person(1).id && placement.kind == "employed")
    #expect(placement.partner == MatchOffice.partner.id && placement.title == "LAYANAN PELANGGAN")
    #expect(placement.place == "TEGAL" && placement.wageRange == "3" && placement.track == MatchOffice.track)
    #expect(placement.vacancy == MatchOffice.vacancy.id && placement.startDate == Self.day.iso)
    #expect(office.registry.person(MatchOffice.person(1).id)?.employment == "working")
    #expect(office.registry.value(MatchOffice.person(1), "jobCardReturned") == Self.day.iso)
    #expect(office.registry.value(MatchOffice.person(1), "jobCardNumber") == "33760001")
    #expect(office.registry.referral(Self.referral(1))?.placement == Self.referral(1))
    // Who begins next month works next month, and had no card.
    let later = office.registry.hireEdits(
      Self.referral(2), shift: nil, from: Self.day.adding(days: 1), on: Self.day, workDay: Self.day)
    #expect(!later.edits.contains { $0.on == MatchOffice.person(2) })
  }

  @Test("The last post closes the vacancy and frees whoever waits, in that same save")
  func fills() {
    var office = Self.office(posts: 2, referred: 5)
    office.save(
      office.registry.refusalEdits(of: Self.referral(5), "declined", reason: "distance", note: nil, on: Self.day))
    _ = hire(1, &office)
    let last = hire(2, &office)
    #expect(last.isFilled && last.freed.map(\.id) == [3, 4].map(Self.referral))
    let vacancy = office.registry.vacancy(MatchOffice.vacancy.id)
    #expect(vacancy?.state == "filled" && vacancy?.stateDate == Self.day.iso)
    #expect(
      (1...5).map { office.registry.referral(Self.referral($0))?.standing } == [
        "hired", "hired", "freed", "freed", "declined",
      ])
    #expect(standing(office).isFull && standing(office).open == [])
    #expect(office.registry.obstacle(hiring: Self.referral(3), shift: nil) == .status("freed"))
  }

  @Test("A placement that ends does not reopen the vacancy; reopening is an action, and then the post is free")
  func reopens() throws {
    var office = Self.office(posts: 1, referred: 2)
    _ = hire(1, &office)
    office.set(RecordRef(.placement, Self.referral(1)), ["endDate": "2026-11-22", "endReason": "contract"])
    let vacancy = try #require(office.registry.vacancy(MatchOffice.vacancy.id))
    #expect(office.registry.state(of: vacancy, on: Self.day) == .filled)
    #expect(standing(office).free == 1 && standing(office).ended.map(\.id) == [Self.referral(1)])
    office.save(office.registry.reopeningEdits(MatchOffice.vacancy.id, on: Self.day))
    let open = try #require(office.registry.vacancy(MatchOffice.vacancy.id))
    #expect(office.registry.state(of: open, on: Self.day) == .open)
    // Whoever was freed is sent once more by hand, and can be hired.
    #expect(office.registry.obstacle(hiring: Self.referral(2), shift: nil) == .status("freed"))
    office.save(
      office.registry.referralEdits(
        MatchOffice.person(2).id, to: MatchOffice.vacancy.id, shift: nil, on: Self.day, workDay: Self.day))
    #expect(office.registry.obstacle(hiring: Self.referral(2), shift: nil) == nil)
    #expect(office.registry.referrals(to: MatchOffice.vacancy.id).count == 2)
    // Whose placement ended is placed by the placement form, not hired twice under one record.
    #expect(office.registry.obstacle(hiring: Self.referral(1), shift: nil) == .status("hired"))
  }

  @Test("A placement voided was no hiring: the referral stands as before it, can be answered, and be hired once more")
  func hiringVoided() throws {
    var office = Self.office(posts: 1, referred: 2)
    office.save(office.registry.interviewEdits(of: Self.referral(1), held: Self.day, on: Self.day))
    _ = hire(1, &office)
    let placement = RecordRef(.placement, Self.referral(1))
    office.set(placement, ["evidence": "payslip"])
    office.save([office.registry.planVoid(placement, reason: "wrongPerson")])
    let back = try #require(office.registry.referral(Self.referral(1)))
    #expect(back.standing == "interview" && back.isOpen && back.placement == nil)
    #expect(office.registry.isHiringVoided(back.id))
    #expect(office.registry.referrals(of: MatchOffice.person(1).id) == [back])
    #expect(office.registry.referrals(to: MatchOffice.vacancy.id).first == back)
    #expect(standing(office).taken == 0 && standing(office).open == [back] && standing(office).ended == [])
    // The voiding is taken back: hired again, with nothing else to save.
    var restored = office
    restored.save([office.registry.planRestore(placement, basis: office.registry.basis(placement))])
    #expect(restored.registry.referral(Self.referral(1))?.standing == "hired" && standing(restored).taken == 1)
    // Not taken by the partner after all: no placement is left over.
    var refused = office
    refused.save(
      office.registry.refusalEdits(of: Self.referral(1), "rejected", reason: "skill", note: nil, on: Self.day))
    let rejected = try #require(refused.registry.referral(Self.referral(1)))
    #expect(rejected.standing == "rejected" && refused.registry.placementWithoutPost(rejected) == nil)
    // Hired after all: the same placement stands, and says nothing of the first one.
    #expect(office.registry.obstacle(hiring: Self.referral(1), shift: nil) == nil)
    _ = hire(1, &office, on: Self.day.adding(days: 1))
    #expect(office.registry.referral(Self.referral(1))?.standing == "hired" && standing(office).taken == 1)
    let again = try #require(office.registry.placement(Self.referral(1)))
    #expect(!office.registry.isVoid(placement) && office.registry.conflicts() == [])
    #expect(again.startDate == Self.day.adding(days: 1).iso && again.evidence == nil)
    #expect(office.registry.placements(of: MatchOffice.person(1).id).count == 1)
  }

  @Test("One PC voids the placement while another writes on it: referral and figures go by what stands, in both orders")
  func voidedAndUsed() {
    var base = Self.office(posts: 2, referred: 2)
    _ = hire(1, &base)
    let placement = RecordRef(.placement, Self.referral(1))
    let void = [base.registry.planVoid(placement, reason: "wrongPerson")]
    let note = base.registry.plan(
      [FieldChange("note", "dikunjungi")], on: placement, basis: base.registry.basis(placement))
    for registry in merged(base, [void], [note]) {
      #expect((registry.referral(Self.referral(1))?.standing == "hired") == !registry.isVoid(placement))
      #expect(registry.vacancyStanding(MatchOffice.vacancy.id).taken == (registry.isVoid(placement) ? 0 : 1))
    }
  }

  @Test("Closed by mistake and opened again: whom that closing freed waits again since the own day, and nobody else")
  func closedByMistake() throws {
    var office = Self.office(posts: 2, referred: 4)
    let before = Self.day.adding(days: -3)
    office.save(office.registry.interviewEdits(of: Self.referral(2), held: Self.day, on: before))
    office.save(office.registry.closingEdits(MatchOffice.vacancy.id, "closed", reason: "batal", on: before))
    // Answered while it was closed, and freed by another closing.
    office.save(
      office.registry.refusalEdits(of: Self.referral(3), "declined", reason: "wage", note: nil, on: Self.day))
    office.set(RecordRef(.referral, Self.referral(4)), ["freed": nil])
    office.set(RecordRef(.referral, Self.referral(4)), ["freed": "2026-11-21"])
    #expect(office.registry.waitingAgain(reopening: MatchOffice.vacancy.id).map(\.id) == [1, 2].map(Self.referral))
    office.save(office.registry.reopeningEdits(MatchOffice.vacancy.id, on: Self.day))
    #expect(
      (1...4).map { office.registry.referral(Self.referral($0))?.standing } == [
        "referred", "interview", "declined", "freed",
      ])
    #expect(office.registry.referral(Self.referral(2))?.statusDate == before.iso)
    #expect(office.registry.conflicts() == [])
  }

  @Test("A hiring that filled the vacancy and was voided: reopening brings back whom it freed")
  func filledByMistake() {
    var office = Self.office(posts: 1, referred: 2)
    _ = hire(1, &office)
    #expect(office.registry.waitingAgain(reopening: MatchOffice.vacancy.id) == [])
    office.save([office.registry.planVoid(RecordRef(.placement, Self.referral(1)), reason: "wrongPerson")])
    office.save(office.registry.reopeningEdits(MatchOffice.vacancy.id, on: Self.day))
    #expect(standing(office).open.map(\.id) == [1, 2].map(Self.referral))
  }

  @Test("A shift that is full takes nobody more; closing and expiring are states of their own")
  func states() throws {
    var office = Self.office(posts: 3, referred: 3, shifts: ["morning": "1", "night": "2"])
    let first = office.registry.hireEdits(
      Self.referral(1), shift: "morning", from: Self.day, on: Self.day, workDay: Self.day)
    office.save(first.edits)
    #expect(
      standing(office).shifts == [
        ShiftPosts(shift: "morning", posts: 1, hired: 1), ShiftPosts(shift: "night", posts: 2, hired: 0),
      ])
    #expect(office.registry.obstacle(hiring: Self.referral(2), shift: "morning") == .shiftFull("morning"))
    #expect(office.registry.obstacle(hiring: Self.referral(2), shift: "night") == nil)
    #expect(office.registry.matchQuery(MatchOffice.vacancy.id, on: Self.day)?.wish.shifts == Shifts(["night"]))
    office.set(MatchOffice.vacancy, ["until": "2026-11-21"])
    let late = try #require(office.registry.vacancy(MatchOffice.vacancy.id))
    #expect(office.registry.state(of: late, on: Self.day) == .expired)
    office.save(office.registry.closingEdits(MatchOffice.vacancy.id, "closed", reason: "batal", on: Self.day))
    #expect(office.registry.obstacle(hiring: Self.referral(2), shift: "night") == .status("freed"))
    #expect(office.registry.vacancy(MatchOffice.vacancy.id)?.stateReason == "batal")
  }

  // MARK: Two PCs

  /// The same saves in two orders of arrival: each PC's own go into a segment of its own.
  private func merged(_ base: MatchOffice, _ first: [[Edit]], _ second: [[Edit]]) -> [Registry] {
    [[(1, first), (2, second)], [(2, second), (1, first)]].map { order in
      var registry = base.registry
      let tick = registry.highestTick
      for (number, saves) in order {
        var n = 0
        for (place, edits) in saves.enumerated() {
          for edit in edits {
            n += 1
            registry.apply(
              edit, at: LineRef(segment: segment(UInt64(70 + number)), n: n), tick: tick + UInt64(place) + 1,
              stamp: nil, by: "petugas\(number)", device: Identifier(high: 0xd, low: UInt64(number)))
          }
        }
      }
      return registry
    }
  }

  @Test("Two PCs that hire one too many: 31 of 30, nobody is dropped, the last is marked, whatever arrived first")
  func tooMany() throws {
    let day = Self.day
    var base = Self.office(posts: 30, referred: 32)
    for number in 1...29 { _ = hire(number, &base, on: day.adding(days: -1)) }
    // One PC hires 30 today, the other 31 yesterday; each closes the vacancy and frees the other's.
    let left = base.registry.hireEdits(Self.referral(30), shift: nil, from: day, on: day, workDay: day)
    let before = day.adding(days: -1)
    let right = base.registry.hireEdits(Self.referral(31), shift: nil, from: before, on: before, workDay: before)
    #expect(left.isFilled && right.isFilled && left.freed.count == 2 && right.freed.count == 2)
    for registry in merged(base, [left.edits], [right.edits]) {
      let standing = registry.vacancyStanding(MatchOffice.vacancy.id)
      #expect(standing.hired.count == 31 && standing.posts == 30)
      #expect(standing.surplus.map(\.id) == [Self.referral(30)])
      #expect(standing.open == [])
      #expect(registry.referral(Self.referral(32))?.standing == "freed")
      for number in [30, 31] {
        #expect(registry.placement(Self.referral(number))?.endDate == nil)
        #expect(registry.unsettledFields(RecordRef(.referral, Self.referral(number))) == [])
      }
      #expect(registry.unsettledFields(MatchOffice.vacancy) == [])
    }
  }

  @Test("Two PCs that hire one person write one referral and one placement")
  func onePerson() {
    let base = Self.office(posts: 3, referred: 1)
    let hire = base.registry.hireEdits(Self.referral(1), shift: nil, from: Self.day, on: Self.day, workDay: Self.day)
    for registry in merged(base, [hire.edits], [hire.edits]) {
      #expect(registry.placements(of: MatchOffice.person(1).id).count == 1)
      #expect(registry.vacancyStanding(MatchOffice.vacancy.id).hired.count == 1)
      #expect(registry.unsettledFields(RecordRef(.placement, Self.referral(1))) == [])
    }
  }

  @Test("One PC hires for the last post, another does not take that person: the post is held until it is decided")
  func answersDiffer() throws {
    let base = Self.office(posts: 1, referred: 2)
    let hire = base.registry.hireEdits(Self.referral(1), shift: nil, from: Self.day, on: Self.day, workDay: Self.day)
    let refusal = base.registry.refusalEdits(
      of: Self.referral(1), "rejected", reason: "distance", note: nil, on: Self.day)
    let record = RecordRef(.referral, Self.referral(1))
    let fields = ["status", "statusDate", "statusReason", "statusNote"]
    for registry in merged(base, [hire.edits], [refusal]) {
      // One question about one answer; nothing else of the two saves disagrees.
      #expect(registry.conflicts() == [Conflict(record: record, fields: fields)])
      let standing = registry.vacancyStanding(MatchOffice.vacancy.id)
      #expect(standing.disputed.map(\.id) == [record.id] && standing.hired == standing.disputed)
      #expect(standing.taken == 1 && standing.isFull && standing.open == [] && standing.surplus == [])
      #expect(registry.placement(record.id)?.endDate == nil)
      #expect(registry.obstacle(hiring: record.id, shift: nil) == .contradicted)
      // Nobody else is hired for it meanwhile, though the refusal may be what is shown.
      var again = registry
      again.write([
        Save(
          by: "petugas1",
          edits: again.referralEdits(
            MatchOffice.person(2).id, to: MatchOffice.vacancy.id, shift: nil, on: Self.day, workDay: Self.day))
      ])
      #expect(again.obstacle(hiring: Self.referral(2), shift: nil) == .full)

      let heads = registry.state(record, "status").heads
      for (status, isHired) in [("hired", true), ("rejected", false)] {
        let line = try #require(heads.first { $0.value == status }?.line)
        var decided = again
        let decision = decided.planDecision("status", like: line, on: record, basis: decided.basis(record))
        decided.write([Save(by: "lurah", edits: [decision])])
        let after = decided.vacancyStanding(MatchOffice.vacancy.id)
        #expect(decided.conflicts() == [] && after.disputed == [] && after.taken == (isHired ? 1 : 0))
        #expect(decided.obstacle(hiring: Self.referral(2), shift: nil) == (isHired ? .full : nil))
        let referral = try #require(decided.referral(record.id))
        // What that hiring recorded does not stand on unseen.
        #expect(decided.placementWithoutPost(referral) == (isHired ? nil : record.id))
      }
    }
  }

  @Test("Both PCs hire for the last post, one refused whom the other hired: two of one, the disputed one is marked")
  func answersDifferAndTooMany() throws {
    let base = Self.office(posts: 1, referred: 2)
    let left = base.registry.hireEdits(Self.referral(1), shift: nil, from: Self.day, on: Self.day, workDay: Self.day)
    var other = base
    let refusal = base.registry.refusalEdits(
      of: Self.referral(1), "rejected", reason: "distance", note: nil, on: Self.day)
    other.save(refusal)
    let right = other.registry.hireEdits(Self.referral(2), shift: nil, from: Self.day, on: Self.day, workDay: Self.day)
    #expect(left.isFilled && right.isFilled)
    for registry in merged(base, [left.edits], [refusal, right.edits]) {
      let standing = registry.vacancyStanding(MatchOffice.vacancy.id)
      #expect(standing.hired.map(\.id) == [Self.referral(2), Self.referral(1)] && standing.posts == 1)
      #expect(standing.surplus.map(\.id) == [Self.referral(1)] && standing.disputed == standing.surplus)
      #expect(registry.conflicts().map(\.record) == [RecordRef(.referral, Self.referral(1))])
      #expect([1, 2].allSatisfy { registry.placement(Self.referral($0))?.endDate == nil })
    }
  }

  @Test("A post of somebody whose data rest is not given to another: it is counted, and nobody is named")
  func resting() {
    var office = Self.office(posts: 1, referred: 2)
    let edits = office.registry.hireEdits(
      Self.referral(1), shift: nil, from: Self.day, on: Self.day, workDay: Self.day
    ).edits.filter { $0.on.kind != .vacancy && $0.on.id != Self.referral(2) }
    office.save(edits)
    office.set(MatchOffice.person(1), ["frozen": Self.day.iso])
    #expect(standing(office).hired == [] && standing(office).resting == 1 && standing(office).isFull)
    #expect(office.registry.obstacle(hiring: Self.referral(2), shift: nil) == .full)
  }

  @Test("Random saves of two PCs, in both orders: the figures agree, and every hired person stands", arguments: 0..<30)
  func random(_ seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed) &+ 0x7a31)
    let posts = Int.random(in: 1...4, using: &random)
    let people = 6
    let base = Self.office(posts: posts, referred: people)
    var saves: [[[Edit]]] = [[], []]
    for pc in 0...1 {
      var office = base
      for _ in 0..<5 {
        let number = Int.random(in: 1...people, using: &random)
        let day = Self.day.adding(days: Int.random(in: -3...0, using: &random))
        let edits: [Edit]
        switch Int.random(in: 0..<4, using: &random) {
        case 0,
          1 where office.registry.obstacle(hiring: Self.referral(number), shift: nil) == nil:
          edits = office.registry.hireEdits(Self.referral(number), shift: nil, from: day, on: day, workDay: day).edits
        case 2: edits = office.registry.interviewEdits(of: Self.referral(number), held: day, on: day)
        default: continue
        }
        guard office.registry.referral(Self.referral(number))?.standing != "hired" || edits.count > 1 else { continue }
        saves[pc].append(edits)
        office.save(edits)
      }
    }
    let both = merged(base, saves[0], saves[1])
    let standings = both.map { $0.vacancyStanding(MatchOffice.vacancy.id) }
    #expect(standings[0].hired.map(\.id) == standings[1].hired.map(\.id))
    #expect(standings[0].surplus.map(\.id) == standings[1].surplus.map(\.id))
    let hired = Set((saves[0] + saves[1]).joined().filter { $0.on.kind == .placement }.map(\.on.id))
    #expect(Set(both[0].handles(.placement).map(both[0].id)) == hired)
    for standing in standings {
      #expect(standing.hired.count - standing.surplus.count <= posts)
      #expect(standing.surplus.count == max(standing.hired.count - posts, 0))
    }
  }
}
