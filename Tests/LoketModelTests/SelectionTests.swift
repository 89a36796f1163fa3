// Ranking: the score, the declared tie-break, and a draw that anybody can do again.
import Testing

@testable import LoketModel

@Suite struct SelectionTests {
  private func plan(_ tieBreak: [Criterion] = [.interview, .order], seed: String? = nil) -> SelectionPlan {
    SelectionPlan(weights: [.written: 40, .interview: 40, .need: 20], tieBreak: tieBreak, seed: seed)
  }

  @Test("The score is the weighted mean, in hundredths, and each part is said")
  func score() {
    let ranked = plan().ranking([
      Contender(id: "a", scores: [.written: 70, .interview: 80, .need: 50]),
      Contender(id: "b", scores: [.written: 81, .interview: 80, .need: 50]),
      Contender(id: "c", scores: [.written: 100, .need: 100]),
    ])
    #expect(ranked.map(\.id) == ["b", "a", "c"])
    #expect(ranked.map(\.total) == [7440, 7000, 6000])
    #expect(ranked[0].parts.map(\.criterion) == [.need, .written, .interview])
    #expect(ranked[2].parts.map(\.score) == [100, 100, nil])
    #expect(ranked.map(\.isJudged) == [true, true, false])
    #expect(ranked.map(\.reason) == [.first, .score, .score])
  }

  @Test("Equal scores are parted by the tie-break in its order")
  func ties() {
    let equal = [
      Contender(id: "a", scores: [.written: 80, .interview: 60, .need: 10]),
      Contender(id: "b", scores: [.written: 60, .interview: 80, .need: 10]),
      Contender(id: "c", scores: [.written: 80, .interview: 60, .need: 10]),
    ]
    let ranked = plan().ranking(equal)
    #expect(ranked.map(\.id) == ["b", "a", "c"])
    #expect(ranked.map(\.reason) == [.first, .tieBreak(.interview), .tieBreak(.order)])
    #expect(plan([]).ranking(equal).map(\.reason) == [.first, .tied, .tied])
  }

  @Test("The draw goes by SHA-256 of seed and application, whatever the order of the list")
  func draw() {
    let equal = ["x", "y", "z"].map { Contender(id: $0, scores: [:]) }
    let seeded = SelectionPlan(weights: [:], tieBreak: [], seed: "PEKALONGAN-2025")
    // printf 'PEKALONGAN-2025:x' | sha256sum
    #expect(SelectionPlan.lot(seed: "PEKALONGAN-2025", "x").hasPrefix("ae1d491223710732"))
    let ranked = seeded.ranking(equal)
    #expect(ranked.map(\.id) == seeded.ranking(equal.reversed()).map(\.id))
    #expect(ranked.map(\.reason) == [.first, .draw, .draw])
    #expect(
      ranked.map(\.id)
        == ["x", "y", "z"].sorted {
          SelectionPlan.lot(seed: "PEKALONGAN-2025", $0) < SelectionPlan.lot(seed: "PEKALONGAN-2025", $1)
        })
  }

  @Test("By the order of application alone the first comes first")
  func order() {
    let plan = SelectionPlan(weights: [.order: 1], tieBreak: [], seed: nil)
    let ranked = plan.ranking((1...5).map { Contender(id: "a\($0)", scores: [:]) })
    #expect(ranked.map(\.id) == ["a1", "a2", "a3", "a4", "a5"])
    #expect(ranked.map(\.total) == [10_000, 7_500, 5_000, 2_500, 0])
  }

  @Test("The need score adds the rows that hold, at most 100")
  func need() {
    let need = NeedScore(points: ["employment.laidOff": 70, "relation.1": 40, "internet.none": 10])
    let values = ["employment": "laidOff", "relation": "1", "internet": "mobile"]
    #expect(need.rows { values[$0] }.map(\.row) == ["employment.laidOff", "relation.1"])
    #expect(need.score { values[$0] } == 100)
    #expect(need.score { _ in nil } == 0)
  }

  @Test("A fact that nobody recorded is named, and a layoff's proof is asked of nobody who was not laid off")
  func unknownFacts() {
    let need = NeedScore(points: ["employment.laidOff": 70, "relation.1": 40, "layoffProof.letter": 10])
    #expect(need.unknown { _ in nil } == ["employment", "relation"])
    #expect(need.unknown { ["employment": "working", "relation": "3"][$0] } == [])
    #expect(need.unknown { ["employment": "laidOff", "relation": "1"][$0] } == ["layoffProof"])
  }

  @Test("What nobody knows may still give the most that its rows give: the score has a range until it is known")
  func most() {
    let need = NeedScore(
      points: ["employment.laidOff": 40, "employment.underemployed": 20, "relation.1": 30, "internet.none": -10])
    #expect(need.facts == ["employment", "relation", "internet"])
    #expect(need.most { _ in nil } == 70 && need.score { _ in nil } == 0)
    let head = ["relation": "1", "employment": "underemployed"]
    #expect(need.most { head[$0] } == 50 && need.score { head[$0] } == 50)
    // That nobody has said and that nobody asked is one thing, unless the programme gives points for it.
    let silent = ["employment": "notReported", "relation": "3", "internet": "unknown"]
    #expect(need.unknown { silent[$0] } == ["employment", "internet"] && need.most { silent[$0] } == 40)
    let asked = NeedScore(points: ["employment.notReported": 5])
    #expect(asked.unknown { silent[$0] } == [] && asked.score { silent[$0] } == 5)
  }

  @Test("Every fact that may give points is taken from a list; so is each of those that the templates give points for")
  func facts() {
    #expect(NeedScore.fields.filter { NeedScore.codes(of: $0)?.codes.isEmpty ?? true } == [])
    for template in ProgramTemplate.all {
      for name in template.values.keys where name.hasPrefix("points/") {
        let parts = name.dropFirst("points/".count).split(separator: ".").map(String.init)
        #expect(NeedScore.fields.contains(parts[0]) && NeedScore.codes(of: parts[0])?.code(parts[1]) != nil, "\(name)")
      }
    }
    #expect(NeedScore.codes(of: "name") == nil && NeedScore.kind(of: "nothing") == nil)
    #expect(NeedScore.kind(of: "tobacco") == .household)
  }
}
