// What the five programmes promised: figures that do not close are shown apart.
import Testing

@testable import LoketModel

@Suite struct ProgramGoalTests {
  private func goal(_ code: String) throws -> ProgramGoal {
    let template = try #require(ProgramTemplate.named(code))
    let values = template.values(year: template.year, name: "x")
    return ProgramGoal(OfficeProgram(id: "p") { values[$0] })
  }

  @Test("P3: target and floor do not close: 1,600 people and 80 classes are missing, 600 classes are 5.77 per village")
  func tangerang() throws {
    let goal = try goal("P3")
    #expect(goal.gap == 1600)
    #expect(goal.classes(for: 1600) == 80)
    #expect(goal.classes(for: 12_000) == 600)
    #expect(goal.classesPerVillage == 577)
    #expect(goal.shortfall(10_000).target == 2000 && goal.shortfall(10_000).floor == 400)
    #expect(goal.shortfall(11_000).floor == 0)
  }

  @Test("P5: the pace that 10,000 by the end of 2022 takes, and what should have been reached")
  func tegal() throws {
    let goal = try goal("P5")
    #expect(goal.gap == nil && goal.classesPerVillage == nil)
    // 61 days are left with the first and the last, 4,000 people are missing: 4,000 × 7 ÷ 61.
    #expect(goal.weeklyPace(6000, on: CalendarDate(iso: "2022-11-01")!) == 460)
    #expect(goal.weeklyPace(10_500, on: CalendarDate(iso: "2022-11-01")!) == 0)
    #expect(goal.weeklyPace(0, on: CalendarDate(iso: "2023-01-01")!) == nil)
    #expect(goal.expected(by: CalendarDate(iso: "2021-09-30")!) == 0)
    #expect(goal.expected(by: CalendarDate(iso: "2022-12-31")!) == 10_000)
    #expect(goal.expected(by: CalendarDate(iso: "2023-06-01")!) == 10_000)
  }

  @Test("A programme without a target has no shortfall, and a class has at least one person")
  func open() throws {
    let goal = ProgramGoal(OfficeProgram(id: "p") { $0 == "classSize" ? "0" : nil })
    #expect(goal.shortfall(5).target == nil && goal.weeklyPace(5, on: CalendarDate(iso: "2022-11-01")!) == nil)
    #expect(goal.classes(for: 3) == 3)
  }
}
