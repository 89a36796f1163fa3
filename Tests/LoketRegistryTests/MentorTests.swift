// Caseloads, the visits in the list of calls, and how the businesses go, by the records alone.
import LoketModel
import Testing

@testable import LoketRegistry

private struct MentoredOffice {
  var office = GroupOffice(people: 3)
  static func expert(_ number: Int) -> RecordRef { RecordRef(.expert, Identifier(high: 0x65, low: UInt64(number))) }

  init() {
    for number in 1...2 { office.set(Self.expert(number), ["name": "PENDAMPING \(number)"]) }
  }

  var registry: Registry { office.registry }

  mutating func form(_ group: Int, on day: String, _ more: [String: String?] = [:]) {
    office.set(GroupOffice.group(group), ["formedOn": day].merging(more) { $1 })
  }

  mutating func assign(_ mentor: Int, to group: Int, from: String = "2022-09-01", until: String? = nil) {
    let group = GroupOffice.group(group).id
    let expert = Self.expert(mentor).id
    office.set(
      .mentorship(group: group, mentor: expert), ["group": group, "mentor": expert, "from": from, "until": until])
  }

  mutating func visit(
    _ number: Int, _ group: Int, on date: String, running: String? = "yes", turnover: Int? = nil, next: String? = nil
  ) {
    office.set(
      RecordRef(.mentorVisit, Identifier(high: 0x76, low: UInt64(number))),
      [
        "group": GroupOffice.group(group).id, "mentor": Self.expert(1).id, "date": date,
        "outcome": running == nil ? "absent" : "met", "running": running, "turnover": turnover.map(String.init),
        "workers": turnover == nil ? nil : "3", "next": next,
      ])
  }

  func book(on day: String) -> MentorBook { MentorBook(registry, day: CalendarDate(iso: day).unsafelyUnwrapped) }
  func progress(on day: String) -> BusinessProgress { BusinessProgress(book(on: day)) }
}

@Suite("Mentors and their groups")
struct MentorTests {
  @Test("A group waits for its first visit from the day of its mentor, then for the day that the last visit named")
  func next() {
    var office = MentoredOffice()
    #expect(office.book(on: "2022-09-02")[GroupOffice.group(1).id]?.next == nil)
    office.assign(1, to: 1)
    #expect(office.book(on: "2022-09-02")[GroupOffice.group(1).id]?.next?.iso == "2022-09-01")
    office.visit(1, 1, on: "2022-10-01", next: "2022-11-01")
    let later = office.book(on: "2022-10-31")[GroupOffice.group(1).id]
    #expect(later?.next?.iso == "2022-11-01" && later?.isDue(on: CalendarDate(iso: "2022-10-31")!) == false)
    // Nobody was met, and no day was said: the list shows no day, and the last visit says why.
    office.visit(2, 1, on: "2022-11-01", running: nil)
    #expect(office.book(on: "2022-11-02")[GroupOffice.group(1).id]?.next == nil)
    #expect(office.book(on: "2022-11-02")[GroupOffice.group(1).id]?.lastMet?.date == "2022-10-01")
  }

  @Test(
    "A caseload holds from the first day to the day before the last; who left has none, and a group that ended is in none"
  )
  func caseloads() {
    var office = MentoredOffice()
    office.office.join(1)
    office.office.join(2)
    office.assign(1, to: 1, until: "2022-12-01")
    office.assign(2, to: 2)
    let load = { (office: MentoredOffice, mentor: Int, day: String) in
      office.book(on: day).caseloads[MentoredOffice.expert(mentor).id]?.groups.map(\.id) ?? []
    }
    #expect(load(office, 1, "2022-08-31") == [] && load(office, 1, "2022-11-30") == [GroupOffice.group(1).id])
    #expect(
      load(office, 1, "2022-12-01") == [] && office.book(on: "2022-12-01").alone.map(\.id) == [GroupOffice.group(1).id])
    #expect(office.book(on: "2022-11-30").caseloads[MentoredOffice.expert(1).id]?.people == 2)
    office.form(2, on: "2022-09-01", ["endedOn": "2022-10-01", "endReason": "closed"])
    #expect(load(office, 2, "2022-10-01") == [])
  }

  @Test(
    "The list of calls has the visits, follows each save as if it were gathered anew, and finds them by group and mentor"
  )
  func board() {
    var office = MentoredOffice()
    let day = CalendarDate(iso: "2022-11-01").unsafelyUnwrapped
    var board = FollowUpBoard(office.registry, day: day)
    #expect(board.rows.isEmpty)
    let saves: [(inout MentoredOffice) -> Void] = [
      { $0.assign(1, to: 1) }, { $0.visit(1, 1, on: "2022-10-01", next: "2022-11-05") }, { $0.assign(2, to: 2) },
      { $0.visit(2, 1, on: "2022-11-01", running: nil, next: "2022-11-03") },
      { $0.form(2, on: "2022-09-01", ["endedOn": "2022-10-20", "endReason": "closed"]) },
    ]
    for save in saves {
      save(&office)
      let kinds = [GroupOffice.group(1), GroupOffice.group(2)].map { Edit(on: $0, set: []) }
      board.follow(kinds, in: office.registry)
      #expect(board == FollowUpBoard(office.registry, day: day))
    }
    #expect(board.rows.map(\.day.iso) == ["2022-11-03"] && board.rows.allSatisfy { $0.isVisit && $0.isTried })
    #expect(board.dueCount == 0 && board.count(.week) == 1)
    for text in ["kelompok 1", "pendamping 1"] {
      #expect(board.rows(.all, matching: text, in: office.registry).count == 1, "\(text)")
    }
    #expect(board.rows(.all, matching: "kelompok 2", in: office.registry).isEmpty)
  }

  @Test("A step takes the last visit within its time that met the group; who was not met is not yet reported")
  func steps() {
    var office = MentoredOffice()
    office.form(1, on: "2022-09-01")
    office.form(2, on: "2022-09-01")
    office.visit(1, 1, on: "2022-11-30", turnover: 1)
    #expect(office.progress(on: "2022-11-30")[.quarter].due == 0)
    // Before the step's day it tells nothing of the step.
    #expect(office.progress(on: "2022-12-01")[.quarter].notYetReported == 2)
    office.visit(2, 1, on: "2022-12-01", turnover: 2_000_000)
    office.visit(3, 2, on: "2022-12-01", running: nil)
    var quarter = office.progress(on: "2022-12-01")[.quarter]
    #expect([quarter.due, quarter.running, quarter.stopped, quarter.notYetReported] == [2, 1, 0, 1])
    #expect(quarter.turnover == 2_000_000 && quarter.turnoverGroups == 1 && quarter.workers == 3)
    // On the day of the next step it is that step's.
    office.visit(4, 1, on: "2023-03-01", running: "no")
    quarter = office.progress(on: "2023-03-01")[.quarter]
    #expect(quarter.running == 1 && office.progress(on: "2023-03-01")[.halfYear].stopped == 1)
    // A group that ended has stopped, without anybody's visit; before that it was not yet reported.
    office.form(2, on: "2022-09-01", ["endedOn": "2023-02-01", "endReason": "closed"])
    let half = office.progress(on: "2023-03-01")[.halfYear]
    #expect([half.due, half.stopped, half.notYetReported] == [2, 2, 0])
    // What a visit found stopped stays so until somebody finds it running.
    #expect(office.progress(on: "2023-09-01")[.year].stopped == 2)
    office.visit(5, 1, on: "2023-09-02", turnover: 1_500_000)
    #expect(office.progress(on: "2023-09-02")[.year].running == 1)
    // What was recorded by mistake counts nowhere.
    office.form(2, on: "2022-09-01", ["endedOn": "2023-02-01", "endReason": "mistake"])
    #expect(office.progress(on: "2023-03-01")[.halfYear].due == 1)
    let fields = office.progress(on: "2023-03-01").fields["culinary"]?["6"]
    #expect(fields == office.progress(on: "2023-03-01")[.halfYear])
  }

  @Test("The report says its figures, and that there is nothing where there is nothing")
  func report() {
    var office = MentoredOffice()
    #expect(office.progress(on: "2023-03-01").lines(Wording(.indonesian))[0].contains("Perkembangan usaha"))
    #expect(office.progress(on: "2023-03-01").undated == 2)
    office.form(1, on: "2022-09-01")
    office.visit(1, 1, on: "2023-03-05", turnover: 2_000_000)
    let lines = office.progress(on: "2023-03-05").lines(Wording(.indonesian))
    #expect(lines.contains("Setelah 6 bulan: 1 dari 1 berjalan, 0 berhenti, 0 belum terlapor."))
    #expect(lines.contains { $0.hasPrefix("  6 bulan") && $0.contains("2.000.000") })
  }
}
