// Days, typed dates and moments.
import Testing

@testable import LoketModel

private func day(_ text: String) -> CalendarDate { CalendarDate(iso: text) ?? .epoch }
private let today = day("2026-11-22")

@Suite struct CalendarDateTests {
  @Test("Only days that the calendar has exist")
  func existing() {
    #expect(CalendarDate(year: 2024, month: 2, day: 29) != nil)
    #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 2023, month: 4, day: 31) == nil)
    #expect(CalendarDate(year: 2023, month: 13, day: 1) == nil)
    #expect(CalendarDate(year: 0, month: 1, day: 1) == nil)
    #expect(CalendarDate(year: 10_000, month: 1, day: 1) == nil)
  }

  @Test(
    "The stored form is read exactly and nothing else is",
    arguments: ["2026-1-22", "2026-11-2２", "20261122", "2026/11/22", "", "2026-11-22 ", "-026-11-22"])
  func strictISO(_ text: String) { #expect(CalendarDate(iso: text) == nil) }

  @Test("A day is written for files and for people")
  func forms() {
    #expect(day("0987-03-04").iso == "0987-03-04")
    #expect(day("1968-08-05").display == "05-08-1968")
  }

  @Test("Day numbers count every day of 800 years once, forth and back")
  func dayNumbers() {
    var expected = day("1600-01-01").daysSince1970
    for year in 1600..<2400 {
      for month in 1...12 {
        for dayOfMonth in 1...CalendarDate.days(inMonth: month, of: year) {
          let date = CalendarDate(year: year, month: month, day: dayOfMonth)
          if date?.daysSince1970 != expected || CalendarDate(daysSince1970: expected) != date {
            Issue.record("\(year)-\(month)-\(dayOfMonth)")
            return
          }
          expected += 1
        }
      }
    }
    #expect(day("1970-01-01").daysSince1970 == 0)
    #expect(day("2000-03-01").daysSince1970 == 11_017)
    #expect(day("0001-01-01").daysSince1970 == -719_162)
    #expect(CalendarDate(daysSince1970: -719_163) == nil)
    #expect(CalendarDate(daysSince1970: 2_932_896)?.iso == "9999-12-31")
    #expect(CalendarDate(daysSince1970: 2_932_897) == nil)
  }

  @Test("Adding days and months stays within the month and the calendar")
  func adding() {
    #expect(day("2024-02-28").adding(days: 2).iso == "2024-03-01")
    #expect(day("2026-11-22").adding(days: -326).iso == "2025-12-31")
    #expect(day("2024-01-31").adding(months: 1).iso == "2024-02-29")
    #expect(day("2026-11-22").adding(months: 3).iso == "2027-02-22")
    #expect(day("2026-01-31").adding(months: -2).iso == "2025-11-30")
    #expect(day("9999-12-30").adding(days: 10).iso == "9999-12-31")
    #expect(day("0001-01-02").adding(months: -1).iso == "0001-01-01")
    #expect(day("2026-11-22").adding(days: .max).iso == "9999-12-31")
    #expect(day("2026-11-22").adding(months: .min).iso == "0001-01-01")
    #expect(day("2026-11-22").days(until: day("2026-12-25")) == 33)
  }

  @Test("An age counts birthdays; one of 29 February comes on 1 March")
  func age() {
    #expect(day("1968-08-05").age(on: day("2026-08-04")) == 57)
    #expect(day("1968-08-05").age(on: day("2026-08-05")) == 58)
    #expect(day("2000-02-29").age(on: day("2026-02-28")) == 25)
    #expect(day("2000-02-29").age(on: day("2026-03-01")) == 26)
    #expect(day("2026-12-01").age(on: today) == -1)
  }

  @Test("A week begins on Monday")
  func weekday() {
    #expect(day("2026-11-22").weekday == 7)
    #expect(day("2026-11-23").weekday == 1)
    #expect(day("1969-12-31").weekday == 3)
    #expect(day("0001-01-01").weekday == 1)
  }
}

@Suite struct TypedDateTests {
  @Test(
    "Dates are understood as people type them",
    arguments: [
      ("01021990", "1990-02-01"), ("1/2/1990", "1990-02-01"), ("1-2-90", "1990-02-01"), ("010290", "1990-02-01"),
      ("1.2.1990", "1990-02-01"), (" 1 2 1990 ", "1990-02-01"), ("1990-02-01", "1990-02-01"), ("h", "2026-11-22"),
      ("H", "2026-11-22"), ("1 feb 1990", "1990-02-01"), ("17 Agustus 1945", "1945-08-17"),
      ("5 Mei 2001", "2001-05-05"),
      ("22-11-26", "2026-11-22"), ("22-11-27", "1927-11-22"), ("29-02-2024", "2024-02-29"),
      ("1 Nopember 1980", "1980-11-01"),
    ])
  func understood(_ text: String, _ iso: String) {
    #expect(CalendarDate.typed(text, today: today) == .success(day(iso)))
  }

  @Test(
    "What is wrong is said",
    arguments: [
      ("29-02-2023", "Februari 2023 hanya 28 hari.", "February 2023 has only 28 days."),
      ("31041990", "April 1990 hanya 30 hari.", "April 1990 has only 30 days."),
      ("31-06-1990", "Juni 1990 hanya 30 hari.", "June 1990 has only 30 days."),
      ("31-09-1990", "September 1990 hanya 30 hari.", "September 1990 has only 30 days."),
      ("31-11-1990", "November 1990 hanya 30 hari.", "November 1990 has only 30 days."),
      ("01131990", "Bulan 13 tidak ada: bulan 1 sampai 12.", "There is no month 13: months go from 1 to 12."),
      ("32-01-1990", "Tanggal 32 tidak ada: tanggal 1 sampai 31.", "There is no day 32: days go from 1 to 31."),
      ("00-01-1990", "Tanggal 0 tidak ada: tanggal 1 sampai 31.", "There is no day 0: days go from 1 to 31."),
    ])
  func said(_ text: String, _ indonesian: String, _ english: String) {
    guard case .failure(let problem) = CalendarDate.typed(text, today: today) else {
      Issue.record("\(text) was taken")
      return
    }
    #expect(Wording(.indonesian).text(problem.message) == indonesian)
    #expect(Wording(.english).text(problem.message) == english)
  }

  @Test("Unfinished and unreadable texts are told apart, and none traps")
  func unreadable() {
    #expect(CalendarDate.typed("", today: today) == .failure(.empty))
    #expect(CalendarDate.typed("  ", today: today) == .failure(.empty))
    #expect(CalendarDate.typed("0102", today: today) == .failure(.incomplete))
    #expect(CalendarDate.typed("1/2", today: today) == .failure(.incomplete))
    #expect(CalendarDate.typed("1-2-3", today: today) == .failure(.incomplete))
    #expect(CalendarDate.typed("besok", today: today) == .failure(.unreadable("besok")))
    #expect(CalendarDate.typed("-", today: today) == .failure(.unreadable("-")))
    #expect(CalendarDate.typed("01-01-0099", today: today) == .failure(.yearOutOfRange(99)))
    for odd in ["99999999999999999999", "1-1-99999999999999999999", "١-٢-١٩٩٠", "1-1-1-1", "👍", "32567"] {
      if case .success(let date) = CalendarDate.typed(odd, today: today) { Issue.record("\(odd) became \(date)") }
    }
  }
}

@Suite struct TimestampTests {
  @Test(
    "A moment is read and written back",
    arguments: ["2026-11-22T09:11:04+07:00", "1969-12-31T23:59:59-03:30", "2024-02-29T00:00:00+00:00"])
  func roundTrip(_ text: String) { #expect(Timestamp(text)?.text == text) }

  @Test("The day and the time are those of the clock that showed it")
  func parts() {
    let stamp = Timestamp("2026-11-22T00:30:04+07:00")
    #expect(stamp?.date.iso == "2026-11-22")
    #expect(stamp?.time == "00:30")
    #expect(stamp?.seconds == Timestamp("2026-11-21T17:30:04Z")?.seconds)
    #expect(Timestamp("2026-11-21T17:30:04Z")?.date.iso == "2026-11-21")
  }

  @Test(
    "Anything else is none",
    arguments: [
      "2026-11-22 09:11:04+07:00", "2026-11-22T24:00:00+07:00", "2026-11-22T09:60:00+07:00",
      "2026-13-22T09:11:04+07:00",
      "2026-11-22T09:11:04", "2026-11-22T09:11:04+7:00", "2026-11-22T09:11:04+15:00", "", "2026-11-22T09:11:04.5+07:00",
    ])
  func refused(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test("A clock that says nonsense is held within the calendar")
  func clamped() {
    #expect(Timestamp(seconds: .max, offsetMinutes: 9999).date.year == 9999)
    #expect(Timestamp(seconds: .min, offsetMinutes: -9999).date.year == 1)
    #expect(Timestamp(seconds: 0, offsetMinutes: 420).text == "1970-01-01T07:00:00+07:00")
  }

  @Test("Moments are ordered by time, not by their text")
  func order() {
    let early = Timestamp("2026-11-22T09:00:00+07:00")
    let late = Timestamp("2026-11-22T03:00:00+00:00")
    #expect(early != nil && late != nil)
    if let early, let late { #expect(early < late) }
  }
}
