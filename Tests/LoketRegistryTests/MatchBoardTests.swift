// The board of matching: always as if everybody were looked at again, and ranked as a slow look at each person ranks.
import LoketModel
import Testing

@testable import LoketRegistry

/// A few people with everything that matching asks, as one save each would make it.
struct MatchOffice {
  static let today = CalendarDate(iso: "2026-11-22").unsafelyUnwrapped
  static let track = "layanan-pelanggan"
  static let vacancy = RecordRef(.vacancy, MatchOffice.id(0x5a, 1))
  static let partner = RecordRef(.partner, MatchOffice.id(0xaa, 1))

  static func id(_ kind: UInt64, _ number: Int) -> String { Identifier(high: kind, low: UInt64(number)).description }
  static func person(_ number: Int) -> RecordRef { RecordRef(.person, id(0x9e, number)) }
  static func household(_ number: Int) -> RecordRef { RecordRef(.household, id(0x40, number)) }

  var registry = Registry()
  var board = MatchBoard()

  init() {
    // From the first save on it follows.
    board = MatchBoard(registry, day: MatchOffice.today)
  }

  mutating func save(_ edits: [Edit]) {
    registry.write([Save(by: "petugas1", edits: edits)])
    board.follow(edits, in: registry)
  }

  mutating func set(_ record: RecordRef, _ values: [String: String?]) {
    let changes = values.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) }
    if registry.exists(record) {
      save(registry.plan(changes, on: record, basis: registry.basis(record)))
    } else {
      save([Edit(on: record, set: changes)])
    }
  }

  /// Somebody who fits, and agrees, alone in a household.
  mutating func add(_ number: Int, _ more: [String: String?] = [:], agrees: Bool = true) {
    let home = MatchOffice.household(number)
    set(home, ["head": MatchOffice.person(number).id, "village": "3376021005", "rt": "003", "rw": "001"])
    var values: [String: String?] = [
      "name": "WARGA \(number)", "household": home.id, "birthDate": "1999-01-01", "sex": "2", "education": "5",
      "skills/\(MatchOffice.track)": "2", "employment": "notWorking",
    ]
    if agrees { values["consent/placement"] = "2026-11-01" }
    set(MatchOffice.person(number), values.merging(more) { $1 })
  }

  mutating func openVacancy(posts: Int = 3, _ more: [String: String?] = [:]) {
    set(MatchOffice.partner, ["name": "PT SUARA"])
    set(
      MatchOffice.vacancy,
      [
        "partner": MatchOffice.partner.id, "title": "LAYANAN PELANGGAN", "opened": "2026-11-01", "posts": "\(posts)",
        "track": MatchOffice.track,
      ].merging(more) { $1 })
  }

  func ranking(_ text: String = "", limit: Int = 50) -> MatchList {
    guard let query = registry.matchQuery(MatchOffice.vacancy.id, on: MatchOffice.today) else { return MatchList() }
    return board.ranking(query, matching: text, limit: limit, in: registry)
  }

  var names: [String] { ranking().best.map { registry.person(registry.ref($0.person).id)?.name ?? "" } }

  var isAsAnew: Bool {
    let anew = MatchBoard(registry, day: MatchOffice.today)
    return Set(board.rows) == Set(anew.rows) && anew.rows.allSatisfy { board.person($0) == anew.person($0) }
      && board.columns.allSatisfy { $0.count == board.rows.count }
  }
}

@Suite("Matching: the board")
struct MatchBoardTests {
  @Test("Nobody without a consent that holds stands in the list, and they are counted as just that")
  func consent() {
    var office = MatchOffice()
    office.openVacancy()
    office.add(1)
    office.add(2, agrees: false)
    office.add(3, ["withdrawn/placement": "2026-11-20"])
    office.add(4, ["consent/placement": nil, "consent/training": "2026-11-01"])
    #expect(office.names == ["WARGA 1"])
    #expect(office.ranking().leftOut == [.consent: 3])
    office.set(MatchOffice.person(2), ["consent/placement": "2026-11-22"])
    #expect(office.names == ["WARGA 1", "WARGA 2"])
    office.set(MatchOffice.person(1), ["withdrawn/placement": "2026-11-22"])
    #expect(office.names == ["WARGA 2"])
    // Who lacks more than the consent is not counted there: asking for it would bring nobody.
    office.set(MatchOffice.person(3), ["employment": "working"])
    #expect(office.ranking().leftOut == [.consent: 2, .working: 1])
  }

  @Test("Nobody who is frozen stands in the list or in a figure, nor anybody void")
  func frozen() {
    var office = MatchOffice()
    office.openVacancy()
    for number in 1...3 { office.add(number) }
    office.set(MatchOffice.person(1), ["frozen": "2026-11-22"])
    office.save([office.registry.planVoid(MatchOffice.person(2), reason: "ganda")])
    #expect(office.names == ["WARGA 3"])
    #expect(office.ranking().without == 0)
    office.set(MatchOffice.person(1), ["frozen": nil])
    #expect(office.names == ["WARGA 1", "WARGA 3"])
    #expect(office.isAsAnew)
  }

  @Test("Each hard rule leaves somebody out, and only those who break it")
  func hard() {
    var office = MatchOffice()
    office.openVacancy([
      "level": "2", "minimumAge": "18", "maximumAge": "35", "sex": "2", "education": "4",
    ])
    office.add(1)
    office.add(2, ["skills/\(MatchOffice.track)": "1"])
    office.add(3, ["birthDate": "1980-01-01"])
    office.add(4, ["birthDate": nil])
    office.add(5, ["sex": "1"])
    office.add(6, ["education": "3"])
    office.add(7, ["employment": "working"])
    office.add(8, ["standing": "2"])
    office.add(9)
    office.set(
      RecordRef(.placement, MatchOffice.id(0x11, 9)),
      ["person": MatchOffice.person(9).id, "kind": "employed", "startDate": "2026-10-01"])
    office.add(10)
    office.save(
      office.registry.referralEdits(
        MatchOffice.person(10).id, to: MatchOffice.vacancy.id, shift: nil, on: MatchOffice.today,
        workDay: MatchOffice.today))
    #expect(office.names == ["WARGA 1"])
    #expect(
      office.ranking().leftOut == [
        .skill: 1, .age: 1, .unknown: 1, .sex: 1, .education: 1, .working: 2, .notActive: 1, .referred: 1,
      ])
    // The placement ended: free again.
    office.set(RecordRef(.placement, MatchOffice.id(0x11, 9)), ["endDate": "2026-11-01", "endReason": "contract"])
    #expect(office.names == ["WARGA 1", "WARGA 9"])
  }

  @Test("A course here and a certificate count as the person's own word does, each with what it proves")
  func evidence() {
    var office = MatchOffice()
    office.openVacancy()
    for number in 1...3 { office.add(number, ["skills/\(MatchOffice.track)": nil]) }
    office.add(4, ["skills/\(MatchOffice.track)": "1", "skillEvidence/\(MatchOffice.track)": "statement"])
    #expect(office.names == ["WARGA 4"])
    office.set(
      RecordRef(.enrolment, MatchOffice.id(0xe1, 1)),
      ["person": MatchOffice.person(1).id, "track": MatchOffice.track, "status": "completed"])
    let paper = RecordRef(.certificate, MatchOffice.id(0xce, 2))
    office.set(
      paper,
      [
        "person": MatchOffice.person(2).id, "track": MatchOffice.track, "kind": "competency", "result": "K",
        "issued": "2026-01-01",
      ])
    #expect(office.names == ["WARGA 2", "WARGA 1", "WARGA 4"])
    #expect(office.ranking().best.map(\.standing?.evidence) == [.competency, .training, .statement])
    #expect(office.ranking().best.map(\.standing?.isTrainedHere) == [false, true, false])
    office.set(paper, ["expires": "2026-11-21"])
    #expect(office.names == ["WARGA 1", "WARGA 4"])
    #expect(office.isAsAnew)
  }

  @Test("Typing shows those whose name holds the words; the figures stay those of all")
  func typing() {
    var office = MatchOffice()
    office.openVacancy()
    for number in 1...30 { office.add(number, number % 10 == 0 ? ["name": "SITI \(number)"] : [:]) }
    let all = office.ranking(limit: 5)
    #expect(all.best.count == 5 && all.fitting == 30)
    let found = office.ranking("sit", limit: 5)
    #expect(found.best.count == 3 && found.fitting == 30)
  }

  // MARK: Random

  private static let people = 6

  @Test(
    "The board that followed random saves is the one that is built anew, and ranks as a slow look does",
    arguments: 0..<60)
  func followed(_ seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed) &+ 0xb0a2d)
    var office = MatchOffice()
    office.openVacancy(posts: 2, ["level": "1", "minimumAge": "18", "village": "3376021005", "rw": "001", "rt": "003"])
    for number in 1...Self.people { office.add(number) }
    for _ in 0..<40 {
      step(&office, &random)
      #expect(office.isAsAnew)
    }
    let list = office.ranking()
    #expect(list.best.map { [office.registry.ref($0.person).id, String($0.points)] } == slowly(office))
    // Promises that nothing may break, whatever came before.
    for match in list.best {
      let person = office.registry.ref(match.person)
      #expect(office.registry.agreesToPlacement(person.id) && !office.registry.isFrozen(person))
      #expect(!office.registry.isVoid(person))
    }
  }

  private func step(_ office: inout MatchOffice, _ random: inout SeededNumbers) {
    let number = Int.random(in: 1...Self.people, using: &random)
    let other = Int.random(in: 1...Self.people, using: &random)
    let (person, track) = (MatchOffice.person(number), MatchOffice.track)
    let flip = Bool.random(using: &random)
    switch Int.random(in: 0..<15, using: &random) {
    case 0: office.set(person, ["frozen": flip ? "2026-11-22" : nil])
    case 1: office.set(person, ["withdrawn/placement": flip ? "2026-11-22" : nil])
    case 2: office.set(person, ["skills/\(track)": ["1", "2", "3", nil].randomElement(using: &random) ?? nil])
    case 3: office.set(person, ["household": MatchOffice.household(other).id])
    case 4:
      office.set(
        MatchOffice.household(other),
        ["head": person.id, "rt": flip ? "003" : "004", "device": flip ? "both" : nil, "internet": "home"])
    case 5: office.set(person, ["shifts/morning": flip ? "yes" : "no", "employment": flip ? "laidOff" : "working"])
    case 6:
      if office.registry.isVoid(person) {
        office.save([
          Edit(on: person, set: [], over: office.registry.basis(person).heads["void"] ?? [], void: .cleared)
        ])
      } else {
        office.save([office.registry.planVoid(person, reason: "ganda")])
      }
    case 7:
      office.set(
        RecordRef(.enrolment, MatchOffice.id(0xe1, other)),
        ["person": person.id, "track": flip ? track : "las", "status": flip ? "completed" : "dropped"])
    case 8:
      office.set(
        RecordRef(.certificate, MatchOffice.id(0xce, other)),
        [
          "person": person.id, "track": track, "kind": "competency", "result": flip ? "K" : "BK",
          "expires": flip ? nil : "2026-11-01",
        ])
    case 9:
      office.set(
        RecordRef(.placement, MatchOffice.id(0x11, other)),
        ["person": person.id, "kind": "employed", "endDate": flip ? "2026-11-01" : nil])
    case 10:
      let left = MatchOffice.person(number)
      let right = MatchOffice.person(other)
      guard let pair = Pair.record(left, right) else { return }
      let answer: PairAnswer = flip ? .same : .different
      office.save(
        office.registry.plan(
          Pair.changes(left, right, answer), on: pair, basis: office.registry.basis(pair)))
    case 11:
      let left = MatchOffice.household(number)
      let right = MatchOffice.household(other)
      guard let pair = Pair.record(left, right) else { return }
      office.save(
        office.registry.plan(
          Pair.changes(left, right, flip ? .same : .unknown), on: pair, basis: office.registry.basis(pair)))
    case 12:
      office.set(
        RecordRef.hubSeat(hub: MatchOffice.id(0xab, 1), person: person.id),
        ["person": person.id, "hub": MatchOffice.id(0xab, 1), "until": flip ? "2026-11-21" : nil])
    case 13:
      office.set(
        RecordRef(.workHub, MatchOffice.id(0xab, 1)), ["device": flip ? "computer" : "none", "internet": "home"])
    default: office.set(person, ["birthDate": flip ? "1990-05-05" : nil, "registeredOn": flip ? "2026-01-01" : nil])
    }
  }

  /// Each person by what the register says of one, with nothing of the board.
  private func slowly(_ office: MatchOffice) -> [[String]] {
    let registry = office.registry
    guard let vacancy = registry.vacancy(MatchOffice.vacancy.id) else { return [] }
    let wish = MatchWish(vacancy, shifts: [], on: MatchOffice.today)
    typealias Ranked = (points: Int, registered: String, id: String)
    let ranked: [Ranked] = registry.all(.person).compactMap { ref -> Ranked? in
      guard let person = registry.person(ref.id), (person.standing ?? "1") == "1", registry.agreesToPlacement(ref.id),
        let standing = registry.skill(of: ref.id, on: MatchOffice.track, day: MatchOffice.today),
        let birth = person.birthDate.flatMap({ CalendarDate(iso: $0) }), birth.age(on: MatchOffice.today) >= 18,
        !["working", "selfEmployed"].contains(person.employment ?? ""),
        !registry.placements(of: ref.id).contains(where: { $0.endDate == nil })
      else { return nil }
      var facts = MatchFacts()
      let home = registry.household(of: ref.id)
      facts.segment = MatchFacts.segment(person.employment)
      if registry.head(of: home?.id ?? "")?.id == ref.id { facts.flags.insert(.head) }
      facts.village = home?.village.flatMap { UInt64($0) } ?? 0
      facts.rt = home?.rt.flatMap { UInt16($0) } ?? 0
      facts.rw = home?.rw.flatMap { UInt16($0) } ?? 0
      return (wish.judgement(facts, standing).points, person.registeredOn ?? "9", ref.id)
    }
    let inOrder = ranked.sorted { left, right -> Bool in
      if left.points != right.points { return left.points > right.points }
      return (left.registered, left.id) < (right.registered, right.id)
    }
    return inOrder.map { one -> [String] in [one.id, String(one.points)] }
  }
}
