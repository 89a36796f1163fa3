// Ranks the applicants of a wave: a score that is spelled out, a declared tie-break, and a draw that anybody can do again.

/// What an applicant is judged by. A code of `CodeList.criterion`.
public enum Criterion: String, CaseIterable, Sendable {
  /// Points for what is recorded of the person and the household.
  case need
  /// Typed in, 0 to 100.
  case written, interview, affirmative
  /// Who applied earlier.
  case order

  /// Whether somebody types the score in.
  public var isTyped: Bool { self == .written || self == .interview || self == .affirmative }
}

/// What is known of one applicant before the ranking.
public struct Contender: Hashable, Sendable, Identifiable {
  /// The application's id.
  public let id: String
  /// 0 to 100 each; a typed criterion that is missing was not judged yet and counts nothing.
  public var scores: [Criterion: Int]

  public init(id: String, scores: [Criterion: Int]) {
    self.id = id
    self.scores = scores
  }
}

/// How a wave is ranked. Weights are whole numbers, 0 or more; what they add up to does not matter.
public struct SelectionPlan: Hashable, Sendable {
  /// What an office may type as a weight; 0 is a criterion that is not used.
  public static let weightRange = 0...999

  public var weights: [Criterion: Int]
  /// Between equal scores, in this order; after them the draw.
  public var tieBreak: [Criterion]
  /// Of the draw: any text that was written down before the ranking. Nil: equals stay equal and are said to be.
  public var seed: String?

  /// A code of `CodeList.selectionMethod`.
  public var method: String { !weights.isEmpty ? "score" : tieBreak.isEmpty ? "draw" : "order" }

  public init(weights: [Criterion: Int], tieBreak: [Criterion], seed: String?) {
    self.weights = weights.filter { $0.value > 0 }
    self.tieBreak = tieBreak
    self.seed = seed
  }
}

/// One applicant in the ranking.
public struct Ranked: Hashable, Sendable, Identifiable {
  /// One criterion: what it gave, with what weight; nil where nobody judged it yet.
  public struct Part: Hashable, Sendable {
    public let criterion: Criterion
    public let score: Int?
    public let weight: Int
  }
  /// What put this applicant behind the one before.
  public enum Reason: Hashable, Sendable {
    case first, score
    case tieBreak(Criterion)
    case draw
    /// Equal to the one before, and no seed was recorded.
    case tied
  }
  public let id: String
  /// From 1 on.
  public let rank: Int
  /// Hundredths of a point: 8750 is 87.50, at most 10000.
  public let total: Int
  public let parts: [Part]
  public let reason: Reason

  /// Every typed criterion has its score.
  public var isJudged: Bool { parts.allSatisfy { $0.score != nil } }
}

extension SelectionPlan {
  /// The applicants, the best first.
  /// - Parameter contenders: in the order of their applications: the earliest has the full score of `order`.
  public func ranking(_ contenders: [Contender]) -> [Ranked] {
    let count = contenders.count
    let sum = weights.values.reduce(0, +)
    let rows = contenders.enumerated().map { place, contender -> Row in
      // Hundredths, so that a thousand applicants differ.
      var scores = contender.scores.mapValues { $0 * 100 }
      scores[.order] = count > 1 ? (count - 1 - place) * 10_000 / (count - 1) : 10_000
      let weighted = weights.reduce(0) { $0 + $1.value * (scores[$1.key] ?? 0) }
      return Row(
        id: contender.id, place: place, weighted: weighted, scores: scores,
        lot: seed.map { SelectionPlan.lot(seed: $0, contender.id) } ?? "")
    }
    let sorted = rows.sorted { isBetter($0, $1) }
    return sorted.enumerated().map { index, row in
      Ranked(
        id: row.id, rank: index + 1, total: sum > 0 ? row.weighted / sum : 0,
        parts: Criterion.allCases.compactMap { criterion in
          weights[criterion].map { Ranked.Part(criterion: criterion, score: row.shown(criterion), weight: $0) }
        },
        reason: index == 0 ? .first : reason(sorted[index - 1], row))
    }
  }

  private struct Row {
    let id: String
    let place: Int
    let weighted: Int
    /// Hundredths.
    let scores: [Criterion: Int]
    let lot: String

    func shown(_ criterion: Criterion) -> Int? { scores[criterion].map { $0 / 100 } }
    /// Of the order itself, where hundredths could be equal.
    func value(_ criterion: Criterion) -> Int { criterion == .order ? -place : scores[criterion] ?? 0 }
  }

  private func isBetter(_ left: Row, _ right: Row) -> Bool {
    if left.weighted != right.weighted { return left.weighted > right.weighted }
    for criterion in tieBreak where left.value(criterion) != right.value(criterion) {
      return left.value(criterion) > right.value(criterion)
    }
    return (left.lot, left.id) < (right.lot, right.id)
  }

  private func reason(_ before: Row, _ row: Row) -> Ranked.Reason {
    if before.weighted != row.weighted { return .score }
    if let criterion = tieBreak.first(where: { before.value($0) != row.value($0) }) { return .tieBreak(criterion) }
    return seed == nil ? .tied : .draw
  }

  /// The element under which a wave keeps the weight of a criterion for one of its tracks.
  public static func element(_ track: String, _ criterion: Criterion) -> String { "\(track).\(criterion.rawValue)" }

  /// The lot of an applicant: the lowest goes first. Anybody can draw it again:
  /// `printf '<seed>:<application>' | sha256sum`.
  public static func lot(seed: String, _ application: String) -> String {
    SHA256.digest(Array("\(seed):\(application)".utf8)).description
  }
}

/// Points for what is recorded of somebody: one row of the programme each (`employment.laidOff` 40).
public struct NeedScore: Hashable, Sendable {
  /// `field.value` of a person, or of the household where the person has no such field.
  public let points: [String: Int]

  public init(points: [String: Int]) { self.points = points }

  /// What one row may give, in points.
  public static let range = -100...100

  /// The coded facts for which a programme may give points, in the order in which they are offered.
  public static let fields = [
    "employment", "education", "relation", "maritalStatus", "sex", "layoffProof", "device", "internet", "tobacco",
  ]

  /// Whose fact it is: a person's, or the household's where the person has no such field; nil where nobody has.
  public static func kind(of field: String) -> RecordKind? {
    [RecordKind.person, .household].first { FieldTable.rule($0, field) != nil }
  }

  /// The list that a fact is taken from; nil where it is no coded one.
  public static func codes(of field: String) -> CodeList? {
    guard case .code(let list) = kind(of: field).flatMap({ FieldTable.rule($0, field) })?.form else { return nil }
    return CodeList.named(list)
  }

  /// Codes that say of a fact that nobody knows it.
  static let notKnown: Set<String> = ["notReported", "unknown"]

  /// The facts that give points, in the order in which they are offered; one that is in no list stands last.
  public var facts: [String] {
    let asked = Set(points.keys.compactMap { $0.split(separator: ".").first.map(String.init) })
    return NeedScore.fields.filter(asked.contains) + asked.subtracting(NeedScore.fields).sorted()
  }

  /// Facts that give points and that nobody recorded of somebody, in the order in which they are offered: each counts 0. What
  /// was seen of a layoff is asked of nobody who was not laid off.
  public func unknown(_ value: (String) -> String?) -> [String] {
    facts.filter { field in
      guard NeedScore.fields.contains(field), field != "layoffProof" || value("employment") == "laidOff" else {
        return false
      }
      guard let recorded = value(field) else { return true }
      return NeedScore.notKnown.contains(recorded) && points["\(field).\(recorded)"] == nil
    }
  }

  /// What the score would be at most if each fact that nobody recorded were the one that gives the most, 0 to 100.
  public func most(_ value: (String) -> String?) -> Int {
    let open = unknown(value).reduce(0) { sum, field in
      sum + max(0, points.filter { $0.key.hasPrefix("\(field).") }.map(\.value).max() ?? 0)
    }
    return NeedScore.within(rows(value).reduce(open) { $0 + $1.points })
  }

  /// The rows that hold for somebody, in the order of their names.
  public func rows(_ value: (String) -> String?) -> [(row: String, points: Int)] {
    points.sorted { $0.key < $1.key }.filter { row in
      let parts = row.key.split(separator: ".", maxSplits: 1).map(String.init)
      return parts.count == 2 && value(parts[0]) == parts[1]
    }.map { ($0.key, $0.value) }
  }

  /// 0 to 100.
  public func score(_ value: (String) -> String?) -> Int {
    NeedScore.within(rows(value).reduce(0) { $0 + $1.points })
  }

  private static func within(_ sum: Int) -> Int { min(100, max(0, sum)) }
}
