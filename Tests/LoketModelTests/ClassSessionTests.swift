// The hours of classes as people type them, whole courses from one line, what attendance is enough, numbers in series.
import Testing

@testable import LoketModel

@Suite("Sessions of a class, attendance and numbers in series")
struct ClassSessionTests {
  private func time(_ text: String) -> DayTime { DayTime(stored: text) ?? DayTime(hour: 0, minute: 0)! }
  private func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso) ?? .epoch }
  private func session(_ iso: String, _ starts: String, _ ends: String) throws -> ClassSession {
    try #require(ClassSession(element: "\(iso).\(starts)", until: ends))
  }

  @Test(
    "A time of day is taken as people write it",
    arguments: [
      ("8", "0800"), ("08", "0800"), ("800", "0800"), ("1330", "1330"), ("8:30", "0830"), ("13.30", "1330"),
      ("0:05", "0005"), ("23:59", "2359"),
    ])
  func typed(_ text: String, _ stored: String) { #expect(DayTime(typed: text)?.stored == stored) }

  @Test("What is no time of day is none", arguments: ["", "24", "8:60", "8:5", "12345", "8-30", "8:00:00", "+8", "x"])
  func notTyped(_ text: String) { #expect(DayTime(typed: text) == nil) }

  @Test("A session is stored under its day and beginning, and one that ends before it begins is none")
  func stored() throws {
    let morning = try session("2026-11-24", "0800", "1200")
    #expect(morning.id == "2026-11-24.0800")
    #expect(morning.display == "24-11-2026 08:00-12:00")
    for (element, until) in [
      ("2026-11-24.0800", "0800"), ("2026-11-24.0800", "0700"), ("2026-11-31.0800", "1200"), ("2026-11-24", "1200"),
      ("2026-11-24.800", "1200"), ("2026-11-24.0800", ""),
    ] { #expect(ClassSession(element: element, until: until) == nil, "\(element) \(until)") }
  }

  @Test("Two sessions are in each other's way only while both last")
  func overlap() throws {
    let morning = try session("2026-11-24", "0800", "1200")
    #expect(morning.overlaps(try session("2026-11-24", "1100", "1500")))
    #expect(morning.overlaps(try session("2026-11-24", "0900", "1000")))
    #expect(!morning.overlaps(try session("2026-11-24", "1200", "1500")))
    #expect(!morning.overlaps(try session("2026-11-25", "0800", "1200")))
  }

  @Test("Every Monday to Friday from a Thursday on: the week-end is left out")
  func plan() {
    let plan = SessionPlan(
      first: day("2026-11-26"), weekdays: [1, 2, 3, 4, 5], starts: time("0800"), ends: time("1200"), count: 4)
    #expect(
      plan.sessions.map(\.id) == ["2026-11-26.0800", "2026-11-27.0800", "2026-11-30.0800", "2026-12-01.0800"])
    #expect(plan.sessions.allSatisfy { $0.ends == time("1200") })
  }

  @Test("A plan without days, with its end before its beginning or with too many sessions stays small")
  func oddPlans() {
    let plan = { (days: Set<Int>, ends: String, count: Int) in
      SessionPlan(
        first: day("2026-11-26"), weekdays: days, starts: time("0800"), ends: time(ends), count: count)
    }
    #expect(plan([], "1200", 4).sessions.isEmpty)
    #expect(plan([8], "1200", 4).sessions.isEmpty)
    #expect(plan([1], "0700", 4).sessions.isEmpty)
    #expect(plan([1], "1200", -1).sessions.isEmpty)
    #expect(plan([1], "1200", 9999).sessions.count == SessionPlan.most)
  }

  @Test("Attendance is rounded down, and nobody has attended what was not held")
  func attendance() {
    #expect(AttendanceShare(held: 5, present: 4).percent == 80)
    #expect(AttendanceShare(held: 5, present: 4).reaches(80))
    #expect(AttendanceShare(held: 19, present: 15).percent == 78)
    #expect(!AttendanceShare(held: 19, present: 15).reaches(79))
    #expect(AttendanceShare(held: 0, present: 0).percent == nil)
    #expect(!AttendanceShare(held: 0, present: 0).reaches(1))
  }

  @Test("A class that does not say how much attendance it takes, or says nonsense, takes the usual part")
  func needed() {
    let needs = { (text: String?) in TrainingClass(id: "k") { $0 == "attendance" ? text : nil }.neededAttendance }
    #expect(needs("75") == 75)
    for text in [nil, "", "0", "101", "x"] { #expect(needs(text) == TrainingClass.usualAttendance) }
  }

  @Test(
    "Numbers are counted up where they are a series, and keep their zeros",
    arguments: [
      ("421/BLK/2026/001", "421/BLK/2026/003"), ("001/LPK/VIII/2026", "003/LPK/VIII/2026"), ("7", "9"),
      ("099", "101"), ("A-9", "A-11"), ("421.5/19/BLK/2026", "421.5/21/BLK/2026"),
    ])
  func series(_ first: String, _ third: String) throws {
    let series = try #require(NumberSeries(first))
    #expect(series.number(0) == first)
    #expect(series.number(2) == third)
  }

  @Test("A text in which nothing can be counted is no series", arguments: ["", "BLK", "BLK/2026", "1234567890"])
  func noSeries(_ text: String) { #expect(NumberSeries(text) == nil) }
}
