// What speaks for somebody at a vacancy: every row of the table by itself, and who is left out for what.
import Testing

@testable import LoketModel

@Suite("Matching: the table of points")
struct MatchCriterionTests {
  static let today = CalendarDate(iso: "2026-11-22").unsafelyUnwrapped

  private static func vacancy(_ values: [String: String]) -> Vacancy { Vacancy(id: "v") { values[$0] } }

  private static func wish(_ values: [String: String], shifts: [String] = []) -> MatchWish {
    MatchWish(vacancy(values), shifts: shifts, on: today)
  }

  private static func facts(_ change: (inout MatchFacts) -> Void) -> MatchFacts {
    var facts = MatchFacts()
    facts.flags = [.active, .consents]
    change(&facts)
    return facts
  }

  @Test("Every criterion stands in the table once, at its own place, with points from 0 to 30")
  func complete() {
    #expect(MatchCriterion.table.map(\.criterion) == MatchCriterion.allCases)
    #expect(MatchCriterion.table.allSatisfy { (0...30).contains($0.points) })
    #expect(Set(MatchCriterion.table.map(\.question)) == Set(MatchCriterion.Question.allCases))
    for criterion in MatchCriterion.allCases {
      #expect(criterion.points == MatchCriterion.table[Int(criterion.rawValue)].points)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let criterion: MatchCriterion
    let points: Int
    var wish: [String: String] = [:]
    var shifts: [String] = []
    var standing: SkillStanding?
    var facts: @Sendable (inout MatchFacts) -> Void = { _ in }
    var testDescription: String { "\(criterion)" }
  }

  private static func held(_ level: Int, _ evidence: SkillEvidence?) -> SkillStanding {
    SkillStanding(level: level, evidence: evidence, isTrainedHere: false)
  }

  private static let near = ["village": "3376021005", "rt": "003", "rw": "001"]
  private static let asksBoth = ["device": "computer", "internet": "steady"]
  private static func lives(_ village: UInt64, rt: UInt16 = 3, rw: UInt16 = 1) -> @Sendable (inout MatchFacts) -> Void {
    { ($0.village, $0.rt, $0.rw) = (village, rt, rw) }
  }

  static let cases: [Case] = [
    Case(criterion: .expert, points: 30, wish: ["track": "las"], standing: held(3, .work)),
    Case(criterion: .skilled, points: 20, wish: ["track": "las"], standing: held(2, .work)),
    Case(criterion: .basic, points: 10, wish: ["track": "las"], standing: held(1, .work)),
    Case(criterion: .noSkillAsked, points: 0, standing: held(3, .competency)),
    Case(criterion: .competency, points: 20, wish: ["track": "las"], standing: held(2, .competency)),
    Case(criterion: .training, points: 14, wish: ["track": "las"], standing: held(1, .training)),
    Case(criterion: .work, points: 10, wish: ["track": "las"], standing: held(1, .work)),
    Case(criterion: .statement, points: 4, wish: ["track": "las"], standing: held(1, .statement)),
    Case(criterion: .noEvidence, points: 0, wish: ["track": "las"], standing: held(1, nil)),
    Case(criterion: .sameRT, points: 20, wish: near, facts: lives(3_376_021_005)),
    Case(criterion: .sameRW, points: 16, wish: near, facts: lives(3_376_021_005, rt: 4)),
    Case(criterion: .sameVillage, points: 12, wish: near, facts: lives(3_376_021_005, rw: 2)),
    Case(criterion: .sameDistrict, points: 8, wish: near, facts: lives(3_376_021_001)),
    Case(criterion: .sameCity, points: 4, wish: near, facts: lives(3_376_011_001)),
    Case(criterion: .farther, points: 0, wish: near, facts: lives(3_375_011_001)),
    Case(criterion: .distanceUnknown, points: 0, wish: near),
    Case(
      criterion: .remote, points: 0, wish: near.merging(["workPlace": "remote"]) { $1 }, facts: lives(3_376_021_005)),
    Case(criterion: .equipped, points: 12, wish: asksBoth) {
      $0.equipment = Equipment(device: "both", internet: "free")
    },
    Case(criterion: .hubSeat, points: 12, wish: asksBoth.merging(["workPlace": "hub"]) { $1 }) {
      $0.equipment = Equipment(device: "none", internet: "none")
      $0.seat = Equipment(device: "computer", internet: "home")
    },
    Case(criterion: .equipmentUnknown, points: 4, wish: asksBoth) {
      $0.equipment = Equipment(device: nil, internet: "home")
    },
    // What is known to be lacking is lacking, whatever nobody asked.
    Case(criterion: .unequipped, points: 0, wish: asksBoth) {
      $0.equipment = Equipment(device: "phone", internet: nil)
    },
    Case(criterion: .noEquipmentAsked, points: 0, wish: ["device": "none"]),
    Case(criterion: .shiftFits, points: 10, shifts: ["morning", "night"]) { $0.canWork = Shifts(["night"]) },
    Case(criterion: .shiftUnknown, points: 4, shifts: ["morning", "night"]) { $0.cannotWork = Shifts(["night"]) },
    Case(criterion: .shiftClashes, points: 0, shifts: ["morning"]) { $0.cannotWork = Shifts(["morning"]) },
    Case(criterion: .noShiftAsked, points: 0) { $0.canWork = Shifts(["morning"]) },
    Case(criterion: .laidOff, points: 8) { $0.segment = MatchFacts.segment("laidOff") },
    Case(criterion: .notWorking, points: 6) { $0.segment = MatchFacts.segment("notWorking") },
    Case(criterion: .underemployed, points: 4) { $0.segment = MatchFacts.segment("underemployed") },
    Case(criterion: .otherState, points: 0) { $0.segment = MatchFacts.segment("notReported") },
    Case(criterion: .head, points: 4) { $0.flags.insert(.head) },
    Case(criterion: .member, points: 0),
  ]

  @Test("Each row of the table is met where it should be, and counts its points", arguments: cases)
  func row(_ one: Case) {
    let judged = Self.wish(one.wish, shifts: one.shifts).judgement(Self.facts(one.facts), one.standing)
    #expect(judged.criteria.contains(one.criterion))
    #expect(one.criterion.points == one.points)
    #expect(judged.points == judged.criteria.reduce(0) { $0 + $1.points })
    #expect(judged.criteria.count == MatchCriterion.Question.allCases.count)
  }

  @Test("Every row has its test")
  func covered() { #expect(Self.cases.map(\.criterion) == MatchCriterion.allCases) }

  @Test("A seat in a hub counts for work from a hub alone")
  func seats() {
    let person = Self.facts {
      $0.equipment = Equipment(device: "none", internet: "none")
      $0.seat = Equipment(device: "computer", internet: "home")
    }
    for (place, wanted) in [("hub", MatchCriterion.hubSeat), ("mixed", .hubSeat), ("remote", .unequipped)] {
      let wish = Self.wish(Self.asksBoth.merging(["workPlace": place]) { $1 })
      #expect(wish.judgement(person, nil).equipment == wanted)
    }
  }

  @Test("Who is left out, for the first reason alone")
  func obstacles() {
    let wish = Self.wish([
      "track": "las", "level": "2", "minimumAge": "18", "maximumAge": "30", "sex": "2", "education": "5",
    ])
    let good = Self.facts {
      ($0.born, $0.sex, $0.education) = (20_000_101, 2, 5)
    }
    let changed = { (change: (inout MatchFacts) -> Void) in
      var facts = good
      change(&facts)
      return facts
    }
    #expect(wish.obstacle(good, level: 2) == nil)
    #expect(wish.obstacle(good, level: 1) == .skill)
    #expect(wish.obstacle(good, level: 0) == .skill)
    #expect(wish.obstacle(changed { $0.flags = [.consents] }, level: 0) == .notActive)
    #expect(wish.obstacle(changed { $0.sex = 1 }, level: 2) == .sex)
    #expect(wish.obstacle(changed { $0.sex = 0 }, level: 2) == .unknown)
    #expect(wish.obstacle(changed { $0.education = 4 }, level: 2) == .education)
    #expect(wish.obstacle(changed { $0.education = 0 }, level: 2) == .unknown)
    #expect(wish.obstacle(changed { $0.born = 0 }, level: 2) == .unknown)
    #expect(wish.obstacle(changed { $0.flags.insert(.working) }, level: 2) == .working)
    #expect(Self.wish([:]).obstacle(Self.facts { _ in }, level: 0) == nil)
  }

  @Test("An age is whole years on the day: eighteen today is eighteen, thirty-one today is too old for thirty")
  func ages() {
    let wish = Self.wish(["minimumAge": "18", "maximumAge": "30"])
    for offset in -400...400 {
      for birth in ["2008-11-22", "1995-11-22"] {
        let born = CalendarDate(iso: birth).unsafelyUnwrapped.adding(days: offset)
        let facts = Self.facts { $0.born = born.packedDay }
        let fits = (18...30).contains(born.age(on: Self.today))
        #expect((wish.obstacle(facts, level: 0) == nil) == fits, "\(born)")
      }
    }
  }
}
