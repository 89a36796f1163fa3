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

extension Registry {
  /// The tracks of a wave that somebody applied for or a class is held in, in the order of their codes.
  public func pools(ofWave wave: String) -> [SeatPool] {
    let classes = classes(ofWave: wave).filter { $0.state != "cancelled" }
    let tracks = Set(classes.compactMap(\.track)).union(applications(inWave: wave).compactMap(\.track))
    return tracks.sorted().map { track in
      SeatPool(wave: wave, track: track, classes: classes.filter { $0.track == track })
    }
  }

  /// How a wave is ranked: the programme's weights and tie-break, and the wave's seed.
  public func selectionPlan(ofWave wave: String) -> SelectionPlan {
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
    let tieBreak = (program.tieBreak ?? "").split(separator: " ").compactMap { Criterion(rawValue: String($0)) }
    return SelectionPlan(weights: weights, tieBreak: tieBreak, seed: found.seed)
  }

  /// The need points of a programme.
  public func needScore(of program: String) -> NeedScore {
    NeedScore(
      points: Dictionary(
        elements(RecordRef(.program, program), "points").compactMap { row in Int(row.value).map { (row.element, $0) } }
      ) { $1 })
  }

  /// The rows of a programme's need score that hold for a person, with their points.
  public func needRows(of person: String, program: String) -> [(row: String, points: Int)] {
    let values = judgedValues(of: person)
    return needScore(of: program).rows { values[$0] }
  }

  /// What an application is judged by: the points of its need, and the scores that were typed in.
  public func contender(_ application: Application) -> Contender {
    var scores: [Criterion: Int] = [:]
    let record = RecordRef(.application, application.id)
    for criterion in Criterion.allCases where criterion.isTyped {
      scores[criterion] = number(record, "scores", criterion.rawValue)
    }
    if let person = application.person, let program = application.program {
      let values = judgedValues(of: person)
      scores[.need] = needScore(of: program).score { values[$0] }
    }
    return Contender(id: application.id, scores: scores)
  }

  /// The applicants of one track in a wave, the best first; those who were refused or took their wish back left out.
  public func ranking(wave: String, track: String) -> [Ranked] {
    let contenders = applications(inWave: wave).filter { $0.track == track && Registry.mayBeRanked($0) }
    return selectionPlan(ofWave: wave).ranking(contenders.map(contender))
  }

  /// Neither refused nor taken back.
  public static func mayBeRanked(_ application: Application) -> Bool {
    !["refused", "declined", "expired"].contains(application.status ?? "submitted")
  }
}
