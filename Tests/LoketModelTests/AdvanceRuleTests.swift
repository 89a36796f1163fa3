// Each condition of the next level on either side of its limit, and where nothing is known.
import LoketModel
import Testing

@Suite("Conditions of the advanced level")
struct AdvanceRuleTests {
  private static func day(_ iso: String) -> CalendarDate { CalendarDate(iso: iso).unsafelyUnwrapped }

  /// Everything is met on 22-11-2026.
  private static let sound = BusinessStanding(
    today: day("2026-11-22"), formedOn: day("2026-05-22"), hasOffices: true,
    visits: ["2026-06-01", "2026-07-01", "2026-08-22"].map(day), isRunning: true, firstTurnover: 1_000_000,
    lastTurnover: 1_000_000, overdueReports: 0, lostThings: 0)

  private func answer(_ rule: String, _ change: (inout BusinessStanding) -> Void = { _ in }) -> AdvanceRule.Answer? {
    var standing = Self.sound
    change(&standing)
    return AdvanceRule.answers(standing).first { $0.rule.id == rule }?.answer
  }

  @Test("Where everything is met nothing is open, and no two conditions have one name")
  func sound() {
    #expect(AdvanceRule.open(Self.sound) == 0)
    #expect(Set(AdvanceRule.table.map(\.id)).count == AdvanceRule.table.count)
  }

  private typealias Change = (inout BusinessStanding) -> Void

  @Test("A day, a visit or a rupiah less and it is not met")
  func unmet() throws {
    let changes: [(rule: String, change: Change)] = [
      ("age", { $0.formedOn = CalendarDate(iso: "2026-05-23") }),
      ("offices", { $0.hasOffices = false }),
      ("visits", { $0.visits.removeFirst() }),
      ("recent", { $0.visits[2] = Self.day("2026-08-21") }),
      ("running", { $0.isRunning = false }),
      ("turnover", { $0.lastTurnover = 999_999 }),
      ("turnover", { ($0.firstTurnover, $0.lastTurnover) = (0, 0) }),
      ("reports", { $0.overdueReports = 1 }),
      ("things", { $0.lostThings = 1 }),
    ]
    #expect(Set(changes.map(\.rule)) == Set(AdvanceRule.table.map(\.id)))
    for (rule, change) in changes {
      #expect(answer(rule)?.isMet == true, "\(rule)")
      guard case .unmet(let message)? = answer(rule, change) else {
        Issue.record("\(rule) is not unmet")
        continue
      }
      for language in Language.allCases {
        let text = Wording(language).text(message)
        #expect(!text.contains("{") && !text.hasPrefix("advance."), "\(text)")
      }
    }
  }

  @Test("What nobody recorded is not known, and never counts as met")
  func unknown() {
    let changes: [(rule: String, change: Change)] = [
      ("age", { $0.formedOn = nil }), ("recent", { $0.visits = [] }), ("running", { $0.isRunning = nil }),
      ("turnover", { $0.lastTurnover = nil }),
    ]
    for (rule, change) in changes {
      guard case .unknown? = answer(rule, change) else {
        Issue.record("\(rule) is not unknown")
        continue
      }
      #expect(answer(rule, change)?.isMet == false)
    }
  }
}
