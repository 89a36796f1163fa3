// The rules of a vacancy, each at its edge.
import Testing

@testable import LoketModel

@Suite("Rules of a vacancy")
struct VacancyRulesTests {
  private static let good = [
    "title": "LAYANAN PELANGGAN", "partner": "p", "track": "layanan-pelanggan", "opened": "2026-11-22",
    "until": "2026-12-22", "posts": "30", "shifts/morning": "15", "shifts/afternoon": "15", "minimumAge": "18",
    "maximumAge": "35",
  ]

  private func found(_ changes: [String: String?]) -> [String] {
    var values = Self.good
    for (field, value) in changes { values[field] = value }
    let today = CalendarDate(iso: "2026-11-22").unsafelyUnwrapped
    return Rules.findings(for: RuleSubject(kind: .vacancy, values: values, today: today)).map(\.rule)
  }

  @Test("A whole vacancy has nothing against it")
  func good() { #expect(found([:]) == []) }

  @Test(
    "What is missing, impossible or out of order is said at its field",
    arguments: [
      ("title", nil, "vacancy.title"), ("partner", nil, "vacancy.partner"), ("track", nil, "vacancy.track"),
      ("opened", nil, "vacancy.opened"), ("posts", nil, "vacancy.posts"), ("posts", "0", "vacancy.posts"),
      ("until", "2026-11-21", "vacancy.dates"), ("maximumAge", "17", "vacancy.ages"),
      ("minimumAge", "14", "vacancy.minimumAge"), ("shifts/night", "1", "vacancy.shifts"),
      ("shifts/afternoon", "14", "vacancy.shiftsLeft"), ("shifts/night", "x", "vacancy.shifts/night"),
      ("until", "30-2", "vacancy.until.date"),
    ] as [(String, String?, String)])
  func broken(_ field: String, _ value: String?, _ rule: String) {
    #expect(found([field: value]).contains(rule))
  }

  @Test("Without shifts, ages and a last day it is as good; 9999 people are the most")
  func open() {
    let less: [String: String?] = [
      "shifts/morning": nil, "shifts/afternoon": nil, "minimumAge": nil, "maximumAge": nil,
      "until": nil, "posts": "9999",
    ]
    #expect(found(less) == [])
    #expect(found(["posts": "10000"]).contains("vacancy.posts"))
  }

  @Test("The same work since the same day is asked about, whichever of its names is known")
  func placedTwice() {
    let today = CalendarDate(iso: "2026-11-22").unsafelyUnwrapped
    func found(_ values: [String: String], beside other: [String: String]) -> Bool {
      var subject = RuleSubject(kind: .placement, values: values, today: today)
      subject.running = [Placement(id: "1") { other[$0] }]
      return Rules.findings(for: subject).contains { $0.rule == "placement.twice" && $0.level == .check }
    }
    let hired = ["partner": "p1", "title": "KASIR", "startDate": "2026-11-01"]
    #expect(found(hired, beside: hired))
    #expect(found(hired.merging(["title": "kasir"]) { $1 }, beside: hired))
    #expect(found(["partner": "p1", "startDate": "01112026"], beside: hired))
    for other in [["partner": "p2"], ["title": "SATPAM"], ["startDate": "2026-11-02"]] {
      #expect(!found(hired.merging(other) { $1 }, beside: hired), "\(other)")
    }
    let own = ["title": "Warung", "startDate": "2026-11-01"]
    #expect(found(own, beside: own))
    #expect(found(own.merging(["employer": "BU SRI"]) { $1 }, beside: own.merging(["employer": "Bu Sri"]) { $1 }))
    #expect(!found(["startDate": "2026-11-01"], beside: ["startDate": "2026-11-01"]))
  }
}
