// Calls after placement and course: which step is due when, what settles it, and the figures, counted a second time.
import LoketModel
import Testing

@testable import LoketRegistry

@Suite("Follow-up")
struct FollowUpBoardTests {
  private static let today = CalendarDate(iso: "2026-11-22")!

  private static func ref(_ kind: RecordKind, _ number: Int) -> RecordRef {
    RecordRef(kind, Identifier(high: 70, low: UInt64(number)))
  }

  private static func edit(_ on: RecordRef, _ set: [String: String?]) -> Edit {
    Edit(on: on, set: set.sorted { $0.key < $1.key }.map { FieldChange($0.key, $0.value) })
  }

  private static func person(_ number: Int, _ set: [String: String?] = [:]) -> Edit {
    edit(ref(.person, number), ["name": "ORANG \(number)"].merging(set) { $1 })
  }

  private static func placement(_ number: Int, of person: Int, from start: String, _ set: [String: String?] = [:])
    -> Edit
  {
    edit(
      ref(.placement, 100 + number),
      ["person": ref(.person, person).id, "kind": "employed", "startDate": start].merging(set) { $1 })
  }

  private static func course(_ number: Int, of person: Int, ended: String) -> Edit {
    edit(
      ref(.enrolment, 200 + number),
      ["person": ref(.person, person).id, "track": "menjahit", "status": "completed", "statusDate": ended])
  }

  private static func call(
    _ number: Int, of person: Int, about: RecordRef, _ step: String, on date: String, _ outcome: String = "reached",
    result: String? = "same", next: String? = nil
  ) -> Edit {
    edit(
      ref(.followUp, 300 + number),
      [
        "person": ref(.person, person).id, "about": about.description, "step": step, "date": date, "outcome": outcome,
        "result": outcome == "reached" ? result : nil, "next": next, "day": date,
      ])
  }

  /// A list and the register of which its rows are.
  private struct Listed {
    let board: FollowUpBoard
    let registry: Registry
    var rows: [FollowUpRow] { board.rows }
    var dueCount: Int { board.dueCount }
    var figures: FollowUpFigures { FollowUpFigures(board, day: FollowUpBoardTests.today) }
  }

  private func board(_ edits: [Edit], on day: CalendarDate = today) -> Listed {
    var registry = Registry()
    registry.write([Save(by: "petugas1", edits: edits)])
    return Listed(board: FollowUpBoard(registry, day: day), registry: registry)
  }

  /// "6 22-10-2026" and so on, in the order of the list.
  private func told(_ list: Listed) -> [String] {
    list.rows.map { "\(list.registry.name(of: $0)) \($0.step?.rawValue ?? "") \($0.day.iso)" }
  }

  // MARK: Steps

  @Test("The four steps after a start fall due one after the other; the latest due one stands in the list")
  func steps() {
    let started = [Self.person(1), Self.placement(1, of: 1, from: "2026-04-30")]
    for (day, row) in [
      ("2026-05-01", "1 2026-05-30"), ("2026-05-30", "1 2026-05-30"), ("2026-07-29", "1 2026-05-30"),
      ("2026-07-30", "3 2026-07-30"), ("2026-10-30", "6 2026-10-30"), ("2027-06-01", "12 2027-04-30"),
    ] {
      #expect(told(board(started, on: CalendarDate(iso: day)!)) == ["ORANG 1 \(row)"])
    }
  }

  @Test(
    "Steps whose time was over before the entry are not due and count apart: old work fills no list",
    arguments: [
      ("2024-01-10", nil, 0, 4), ("2026-05-10", "6 2026-11-10", 0, 2), ("2026-08-22", "3 2026-11-22", 0, 1),
      ("2026-09-30", "1 2026-10-30", 0, 0),
    ])
  func beforeEntry(_ start: String, _ row: String?, _ missed: Int, _ before: Int) {
    let entered = [Self.person(1), Self.placement(1, of: 1, from: start, ["day": "2026-11-22"])]
    let found = board(entered)
    #expect(told(found) == [row].compactMap { $0.map { "ORANG 1 \($0)" } })
    #expect(found.rows.allSatisfy { $0.missed == missed })
    let figures = found.figures
    let steps = FollowUpStep.afterStart.map { figures.all[$0] }
    #expect(steps.reduce(0) { $0 + $1.beforeEntry } == before && figures.all.people == 1)
    #expect(steps.reduce(0) { $0 + $1.due } == (row == nil ? 0 : 1))
    let lines = figures.lines(Wording(.indonesian))
    #expect(lines.contains { $0.contains("Sebelum dicatat") } == (before > 0))
    // The same work entered as it began has all its steps.
    let timely = board([Self.person(1), Self.placement(1, of: 1, from: start, ["day": start])])
    #expect(timely.figures.all.steps.values.allSatisfy { $0.beforeEntry == 0 })
    // Whoever was called about such a step all the same has told.
    let call = Self.call(1, of: 1, about: Self.ref(.placement, 101), "1", on: "2026-11-22")
    #expect(board(entered + [call]).figures.all[.month].reached == 1)
  }

  @Test("Of a course and of a job-seeker card the same: what was over when the person was registered is not due")
  func beforeEntryOthers() {
    var course = Self.course(1, of: 1, ended: "2024-03-01")
    course.set.append(FieldChange("day", "2026-11-22"))
    #expect(board([Self.person(1), course]).rows.isEmpty)
    let card = ["jobCardIssued": "2023-01-10", "registeredOn": "2026-11-22"]
    #expect(board([Self.person(1, card)]).rows.isEmpty)
    #expect(told(board([Self.person(1, card.merging(["registeredOn": "2023-01-10"]) { $1 })])).count == 1)
    #expect(told(board([Self.person(1, ["jobCardIssued": "2026-05-01", "registeredOn": "2026-11-22"])])).count == 1)
  }

  @Test("A call that reached the person settles its step and those before; one that did not leaves it due")
  func settled() {
    let work = Self.ref(.placement, 101)
    let started = [Self.person(1), Self.placement(1, of: 1, from: "2026-04-22")]
    let missed = board(started + [Self.call(1, of: 1, about: work, "6", on: "2026-11-01", "noAnswer")])
    #expect(told(missed) == ["ORANG 1 6 2026-10-22"])
    #expect(missed.registry.lastCall(of: missed.rows[0])?.outcome == "noAnswer")
    #expect(missed.rows[0].missed == 2)
    let reached = board(started + [Self.call(1, of: 1, about: work, "6", on: "2026-11-01")])
    #expect(told(reached) == ["ORANG 1 12 2027-04-22"])
    #expect(reached.dueCount == 0)
    let done = started + [Self.call(1, of: 1, about: work, "12", on: "2026-11-01")]
    #expect(board(done).rows.isEmpty)
  }

  @Test("A day to call again moves the row down until then, whether the person was reached or not")
  func again() {
    let work = Self.ref(.placement, 101)
    let started = [Self.person(1), Self.placement(1, of: 1, from: "2026-08-10")]
    let later = Self.call(1, of: 1, about: work, "3", on: "2026-11-20", "message", next: "2026-12-01")
    #expect(told(board(started + [later])) == ["ORANG 1 3 2026-12-01"])
    #expect(board(started + [later], on: CalendarDate(iso: "2026-12-01")!).dueCount == 1)
    let promised = Self.call(1, of: 1, about: work, "3", on: "2026-11-20", next: "2026-12-01")
    #expect(told(board(started + [promised])) == ["ORANG 1 3 2026-12-01"])
    // The next step comes before the promise: it stands under its own day.
    let far = Self.call(1, of: 1, about: work, "3", on: "2026-11-20", next: "2027-12-01")
    #expect(told(board(started + [far])) == ["ORANG 1 6 2027-02-10"])
  }

  @Test("Work takes over from the course before it, a later placement from an earlier one")
  func takesOver() {
    let trained = [Self.person(1), Self.course(1, of: 1, ended: "2026-08-01")]
    #expect(told(board(trained)) == ["ORANG 1 3 2026-11-01"])
    #expect(told(board(trained + [Self.placement(1, of: 1, from: "2026-10-22")])) == ["ORANG 1 1 2026-11-22"])
    // Work that ended before the course did.
    let before = Self.placement(1, of: 1, from: "2025-01-01", ["endDate": "2026-02-01", "endReason": "resigned"])
    #expect(told(board(trained + [before])).contains("ORANG 1 3 2026-11-01"))
    let first = Self.placement(1, of: 1, from: "2026-01-10", ["endDate": "2026-09-30"])
    let second = Self.placement(2, of: 1, from: "2026-10-01")
    #expect(told(board([Self.person(1), first, second])) == ["ORANG 1 1 2026-11-01"])
  }

  @Test(
    "A job-seeker card is due every six months after it was issued or reported, and at its end; not once it is returned"
  )
  func jobCard() {
    let card = { (set: [String: String?]) in [Self.person(1, ["jobCardIssued": "2025-10-05"].merging(set) { $1 })] }
    #expect(told(board(card([:]))) == ["ORANG 1 jobCardReport 2026-10-05"])
    #expect(told(board(card(["jobCardReported": "2026-10-06"]))) == ["ORANG 1 jobCardReport 2027-04-06"])
    #expect(
      told(board(card(["jobCardReported": "2027-05-01"]), on: CalendarDate(iso: "2027-10-05")!)) == [
        "ORANG 1 jobCardEnd 2027-10-05"
      ])
    #expect(board(card(["jobCardReturned": "2026-11-01"])).rows.isEmpty)
    let about = Self.ref(.person, 1)
    let call = Self.call(1, of: 1, about: about, "jobCardReport", on: "2026-11-01", result: nil)
    #expect(told(board(card([:]) + [call])) == ["ORANG 1 jobCardReport 2027-04-05"])
    let early = Self.call(1, of: 1, about: about, "jobCardReport", on: "2026-05-01", result: nil)
    #expect(told(board(card([:]) + [early])) == ["ORANG 1 jobCardReport 2026-10-05"])
  }

  @Test("Nobody who died, moved away, is void or whose data rest is called")
  func nobody() {
    let start = Self.placement(1, of: 1, from: "2026-10-01")
    #expect(board([Self.person(1), start]).dueCount == 1)
    for set in [["standing": "2"], ["standing": "3"], ["frozen": "2026-11-01"]] {
      #expect(board([Self.person(1, set), start]).rows.isEmpty)
    }
    for victim in [Self.ref(.person, 1), Self.ref(.placement, 101)] {
      var registry = Registry()
      registry.write([Save(by: "petugas1", edits: [Self.person(1), start])])
      registry.write([Save(by: "petugas1", edits: [registry.planVoid(victim, reason: "mistake")])])
      #expect(FollowUpBoard(registry, day: Self.today).rows.isEmpty)
    }
  }

  @Test("Two PCs that call about one step both stand, without a conflict; the step is settled once")
  func twoPCs() {
    let work = Self.ref(.placement, 101)
    var registry = Registry()
    registry.write([
      Save(
        by: "petugas1",
        edits: [
          Self.person(1), Self.placement(1, of: 1, from: "2026-10-01"),
          Self.call(1, of: 1, about: work, "1", on: "2026-11-02"),
        ])
    ])
    registry.write(
      [Save(by: "petugas2", edits: [Self.call(2, of: 1, about: work, "1", on: "2026-11-02", result: "notWorking")])],
      segment: 901)
    #expect(registry.followUps(of: Self.ref(.person, 1).id).count == 2)
    #expect(registry.conflictCount == 0)
    let board = FollowUpBoard(registry, day: Self.today)
    #expect(board.dueCount == 0)
    #expect(FollowUpFigures(board, day: Self.today).all[.month].reached == 1)
  }

  @Test("Who came back from work far away stands among the returnees until newer work begins")
  func returnees() {
    let back = Self.placement(
      1, of: 1, from: "2024-01-01", ["kind": "overseas", "endDate": "2026-09-01", "endReason": "returned"])
    var registry = Registry()
    registry.write([Save(by: "petugas1", edits: [Self.person(1), back])])
    let found = FollowUpBoard(registry, day: Self.today).returnees(registry)
    #expect(found.map(\.since.iso) == ["2026-09-01"])
    registry.write([Save(by: "petugas1", edits: [Self.placement(2, of: 1, from: "2026-10-01")])])
    #expect(FollowUpBoard(registry, day: Self.today).returnees(registry).isEmpty)
  }

  // MARK: Following

  private static func randomEdit(_ numbers: inout SeededNumbers, _ registry: Registry) -> Edit {
    func one(_ count: Int) -> Int { Int.random(in: 1...count, using: &numbers) }
    func date() -> String { today.adding(days: -Int.random(in: -40...800, using: &numbers)).iso }
    func some(_ values: [String?]) -> String? { values.randomElement(using: &numbers) ?? nil }
    let person = one(4)
    switch one(9) {
    case 1: return placement(one(5), of: person, from: date(), ["kind": some(["employed", "overseas", "migrated"])])
    case 2:
      return edit(ref(.placement, 100 + one(5)), ["endDate": date(), "endReason": some(["returned", "resigned"])])
    case 3: return course(one(4), of: person, ended: date())
    case 4: return edit(ref(.enrolment, 200 + one(4)), ["status": some(["dropped", "completed"])])
    case 5:
      return Self.person(person, ["standing": some([nil, "1", "2", "3"]), "frozen": some([nil, nil, "2026-11-01"])])
    case 6:
      return Self.person(
        person,
        [
          "jobCardIssued": some([nil, date()]), "jobCardReported": some([nil, date()]),
          "jobCardReturned": some([nil, nil, date()]),
        ])
    case 7:
      let victim = ref(some(["placement", "enrolment", "person"]) == "person" ? .person : .placement, 100 + one(5))
      return registry.planVoid(victim, reason: "mistake")
    case 8:
      let other = person % 4 + 1
      let pair = Pair.record(ref(.person, person), ref(.person, other))!
      return Edit(
        on: pair,
        set: Pair.changes(
          ref(.person, person), ref(.person, other), some(["same", "different"]).flatMap { PairAnswer(rawValue: $0) }))
    default:
      let about = [ref(.placement, 100 + one(5)), ref(.enrolment, 200 + one(4)), ref(.person, person)].randomElement(
        using: &numbers)!
      let step = about.kind == .person ? some(["jobCardReport", "jobCardEnd"]) : some(["1", "3", "6", "12"])
      return call(
        one(40), of: person, about: about, step ?? "1", on: date(),
        some(["reached", "noAnswer", "message"]) ?? "reached",
        result: some(["same", "otherJob", "business", "notWorking", "studying", nil]), next: some([nil, nil, date()]))
    }
  }

  @Test("Following save by save is the same as looking at everything anew", arguments: 1...12)
  func follows(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var registry = Registry()
    registry.write([Save(by: "petugas1", edits: (1...4).map { Self.person($0) })])
    var board = FollowUpBoard(registry, day: Self.today)
    for _ in 0..<150 {
      let edits = [Self.randomEdit(&numbers, registry)]
      registry.write([Save(by: "petugas1", edits: edits)])
      board.follow(edits, in: registry)
      let anew = FollowUpBoard(registry, day: Self.today)
      #expect(board.rows == anew.rows)
      #expect(Set(board.standings) == Set(anew.standings))
      #expect(board.standings.count == anew.standings.count)
      #expect(board.returnees(registry) == anew.returnees(registry))
      #expect(board.dueCount == anew.dueCount)
      if board.rows != anew.rows || Set(board.standings) != Set(anew.standings) { return }
    }
  }

  // MARK: Figures

  /// Thirty placements of three months; some reached, some not, some who moved away.
  private static let cohort: [Edit] = (1...30).flatMap { number -> [Edit] in
    let start = ["2025-10-15", "2026-04-20", "2026-08-01"][number % 3]
    let work = ref(.placement, 100 + number)
    var edits = [
      person(number, number % 10 == 0 ? ["standing": "3"] : [:]), placement(number, of: number, from: start),
    ]
    let results = ["same", "otherJob", "business", "notWorking", "studying"]
    for (place, step) in ["1", "3", "6"].enumerated() where (number + place) % 4 != 0 {
      edits.append(
        call(
          number * 3 + place, of: number, about: work, step, on: "2026-11-20", number % 7 == 0 ? "noAnswer" : "reached",
          result: results[(number + place) % 5]))
    }
    return edits
  }

  @Test("Of those due: reached and not yet reported together; of those reached: each counts as what it said")
  func figures() {
    let figures = board(Self.cohort).figures
    #expect(figures.cohorts.map(\.month) == ["2025-10", "2026-04", "2026-08"])
    for cohort in figures.cohorts + [figures.all] {
      for step in cohort.steps.values {
        #expect(step.due == step.reached + step.notYetReported)
        #expect(step.reached == step.working + step.notWorking + step.studying)
      }
    }
    #expect(figures.all[.year].due == 9)
    #expect(figures.all[.halfYear].due > figures.all[.halfYear].reached)
    // A later step that reached somebody leaves the earlier one not yet reported.
    let work = Self.ref(.placement, 101)
    let late = board([
      Self.person(1), Self.placement(1, of: 1, from: "2026-04-01"),
      Self.call(1, of: 1, about: work, "6", on: "2026-11-01"),
    ]).figures
    #expect(late.all[.quarter].notYetReported == 1)
    #expect(late.all[.halfYear].working == 1)
  }

  @Test("The figures counted a second time from the exported tables")
  func secondCount() {
    var registry = Registry()
    registry.write([Save(by: "petugas1", edits: Self.cohort)])
    let table = { (kind: TableKind) -> [[String: String]] in
      var bytes: [UInt8] = []
      Export(kind).write(registry) { bytes += $0 }
      let rows = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(rows[0], $0)) }
    }
    let standing = Dictionary(uniqueKeysWithValues: table(.people).map { ($0["id"] ?? "", $0["standing"] ?? "") })
    let calls = table(.followUps)
    let figures = FollowUpFigures(FollowUpBoard(registry, day: Self.today), day: Self.today)
    for step in FollowUpStep.afterStart {
      var (due, reached, working) = (0, 0, 0)
      for placement in table(.placements) {
        let start = CalendarDate(iso: placement["startDate"] ?? "")!
        guard start.adding(months: step.months) <= Self.today else { continue }
        let answer = calls.last {
          $0["about"] == "placement/\(placement["id"] ?? "")" && $0["step"] == step.rawValue
            && $0["outcome"] == "reached"
        }
        if answer == nil, standing[placement["personId"] ?? ""] != "1" { continue }
        due += 1
        reached += answer == nil ? 0 : 1
        working += ["same", "otherJob", "business"].contains(answer?["result"] ?? "") ? 1 : 0
      }
      #expect(figures.all[step].due == due)
      #expect(figures.all[step].reached == reached)
      #expect(figures.all[step].working == working)
    }
  }
}
