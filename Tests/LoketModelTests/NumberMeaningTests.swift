// Sixteen digits without a word beside them, as the date in them tells.
import Testing

@testable import LoketModel

struct NumberMeaningTests {
  private func meaning(_ digits: String) throws -> NumberMeaning? {
    NumberMeaning.of(digits, on: try #require(CalendarDate(year: 2026, month: 11, day: 22)))
  }

  @Test(
    "A woman's day, a year before the first cards and a day that no calendar has are a NIK's",
    arguments: ["3376025203150001", "3376021203990001", "3376023113150001", "3376020000000000"])
  func nik(_ digits: String) throws { #expect(try meaning(digits) == .nik) }

  @Test(
    "A man's day that makes no head of 15 or more is a day of issue",
    arguments: ["3376021203150007", "3376022211260001", "3376022311110001"])
  func card(_ digits: String) throws { #expect(try meaning(digits) == .familyCard) }

  @Test("Where both are plausible, both days are given")
  func either() throws {
    let day = try #require(CalendarDate(year: 2008, month: 3, day: 12))
    let reading = try #require(Nik.read("3376021203080001"))
    #expect(try meaning("3376021203080001") == .either(reading, birthDate: day, issued: day))
    guard case .either = try meaning("3376022211110001") else { return #expect(Bool(false), "15 years old today") }
  }

  @Test("Anything but sixteen digits means nothing", arguments: ["", "337602120308000", "33760212030800011", "sita"])
  func nothing(_ text: String) throws { #expect(try meaning(text) == nil) }
}
