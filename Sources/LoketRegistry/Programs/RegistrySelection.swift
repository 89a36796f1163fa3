// Ranking and seats of a wave as the register has them: derived each time, never saved.
import LoketModel

/// The seats of one track in one wave: those of all its classes together.
public struct SeatPool: Hashable, Sendable, Identifiable {
  public let wave: String
  public let track: String
  /// The first to begin first; cancelled ones left out.
  public let classes: [TrainingClass]
  public var id: String { "\(wave)/\(track)" }
  public var capacity: Int { classes.reduce(0) { $0 + ($1.capacity.flatMap { Int($0) } ?? 0) } }
}

/// What a programme's points say of one person.
public struct PersonNeed: Hashable, Sendable {
  /// One row of the programme that holds: `employment.laidOff` and what it gives.
  public struct Row: Hashable, Sendable {
    public let name: String
    public let points: Int
    /// The fact that it asks for.
    public var fact: String { String(name.prefix { $0 != "." }) }
  }
  /// 0 to 100; what nobody recorded counts 0.
  public let points: Int
  /// What it would be at most once all that counts is known.
  public let most: Int
  public let rows: [Row]
  /// Facts that count and that nobody recorded, in the order in which they are offered.
  public let unknown: [String]

  init(_ score: NeedScore, _ values: [String: String]) {
    points = score.score { values[$0] }
    most = score.most { values[$0] }
    rows = score.rows { values[$0] }.map { Row(name: $0.row, points: $0.points) }
    unknown = score.unknown { values[$0] }
  }

  /// What one fact gives; nil where nobody recorded it.
  public func share(of fact: String) -> Int? {
    unknown.contains(fact) ? nil : rows.filter { $0.fact == fact }.reduce(0) { $0 + $1.points }
  }
}

extension Registry {
  /// The tracks of a wave that somebody applied for or a class is held in, in the order of their codes.
  public func pools(ofWave wave: String) -> [SeatPool] {
    let classes = classes(ofWave: wave).filter { $0.state != "cancelled" }
    let tracks = Set(classes.compactMap(\.track)).union(applications(inWave: wave).compactMap(\.track))
    return tracks.sorted().map { track in
      SeatPool(wave: wave, track: track, classes: classes.filter { $0.track == track })
    }
  }

  /// How a pool is ranked: as it was declared; until then as the programme says now, with the wave's seed.
  public func selectionPlan(of pool: SeatPool) -> SelectionPlan {
    let wave = RecordRef(.wave, pool.wave)
    guard declarationDay(of: pool) != nil,
      let tieBreak = elements(wave, "tieBreak").first(where: { $0.element == pool.track })
    else { return selectionPlan(ofWave: pool.wave) }
    var weights: [Criterion: Int] = [:]
    for criterion in Criterion.allCases {
      weights[criterion] = number(wave, "weights", SelectionPlan.element(pool.track, criterion))
    }
    return SelectionPlan(
      weights: weights, tieBreak: Registry.criteria(tieBreak.value), seed: self.wave(pool.wave)?.seed)
  }

  /// How the programme ranks a wave now: its weights and tie-break, and the wave's seed.
  func selectionPlan(ofWave wave: String) -> SelectionPlan {
    guard let found = self.wave(wave), let id = found.program, let program = program(id) else {
      return SelectionPlan(weights: [:], tieBreak: [.order], seed: nil)
    }
    var weights: [Criterion: Int] = [:]
    switch program.selection {
    case "score":
      for (element, value) in elements(RecordRef(.program, id), "weights") {
        if let criterion = Criterion(rawValue: element), let weight = Int(value) { weights[criterion] = weight }
      }
    case "draw": return SelectionPlan(weights: [:], tieBreak: [], seed: found.seed)
    default: return SelectionPlan(weights: [:], tieBreak: [.order], seed: found.seed)
    }
    return SelectionPlan(weights: weights, tieBreak: Registry.criteria(program.tieBreak ?? ""), seed: found.seed)
  }

  /// The criteria that a tie-break names; `draw` alone names none.
  private static func criteria(_ tieBreak: String) -> [Criterion] {
    tieBreak.split(separator: " ").compactMap { Criterion(rawValue: String($0)) }
  }

  /// The need points of a programme.
  public func needScore(of program: String) -> NeedScore {
    NeedScore(
      points: Dictionary(
        elements(RecordRef(.program, program), "points").compactMap { row in Int(row.value).map { (row.element, $0) } }
      ) { $1 })
  }

  /// How much a person needs what a programme gives, by its points, as it stands today.
  public func need(of person: String, program: String) -> PersonNeed {
    PersonNeed(needScore(of: program), judgedValues(of: person))
  }

  /// What an application is judged by: the points of its need, and the scores that were typed in.
  /// - Parameter declared: by the points that its declaration counted, where one kept them, rather than today's.
  func contender(_ application: Application, asDeclared declared: Bool) -> Contender {
    var scores: [Criterion: Int] = [:]
    let record = RecordRef(.application, application.id)
    for criterion in Criterion.allCases where criterion.isTyped {
      scores[criterion] = number(record, "scores", criterion.rawValue)
    }
    if declared, let kept = number(record, "scores", Criterion.need.rawValue) {
      scores[.need] = kept
    } else if let person = application.person, let program = application.program {
      scores[.need] = need(of: person, program: program).points
    }
    return Contender(id: application.id, scores: scores)
  }

  /// The applicants of one track in a wave, the best first; those who were refused or took their wish back left out.
  public func ranking(wave: String, track: String) -> [Ranked] {
    let contenders = applications(inWave: wave).filter { $0.track == track && Registry.mayBeRanked($0) }
    return selectionPlan(ofWave: wave).ranking(contenders.map { contender($0, asDeclared: false) })
  }

  /// Neither refused nor taken back.
  public static func mayBeRanked(_ application: Application) -> Bool {
    !["refused", "declined", "expired"].contains(application.status ?? "submitted")
  }
}
