// What the declaring of a selection saves: seed, scores, ranks and places, and a rank that somebody set apart from the score.
import LoketModel

/// Why a selection cannot be declared or changed now, and who stands in the way.
public enum SelectionObstacle: Hashable, Sendable {
  /// Nobody applied who may be ranked.
  case nobody
  /// These applications lack a score that somebody must type in.
  case unjudged([String])
  /// These are equal, and no seed for the draw was recorded.
  case tied([String])
  /// It was declared, and these have answered since.
  case answered([String])
  case notDeclared
}

extension Registry {
  /// The day on which the selection of a pool was declared, ISO; nil: it was not.
  public func declarationDay(of pool: SeatPool) -> String? {
    everyApplication(in: pool).filter { $0.rank != nil }.compactMap(\.rankDay).min()
  }

  /// Whether a pool of the wave was declared: the seed belongs to that from then on.
  public func isDeclared(wave: String) -> Bool { everyApplication(inWave: wave).contains { $0.rank != nil } }

  /// The scores by which a pool is ranked, the best first. Once it is declared: of those who were ranked then, among
  /// themselves and by what was counted then, so that a later application, refusal or fact moves nobody's score.
  public func standings(of pool: SeatPool) -> [Ranked] {
    let all = applications(inWave: pool.wave).filter { $0.track == pool.track }
    let declared = all.filter { $0.rank != nil }
    let contenders = declared.isEmpty ? all.filter(Registry.mayBeRanked) : declared
    return selectionPlan(of: pool).ranking(contenders.map { contender($0, asDeclared: !declared.isEmpty) })
  }

  /// Why the selection cannot be declared; nil: it can. A declared one can be declared again as long as nobody answered.
  public func obstacle(declaring pool: SeatPool) -> SelectionObstacle? {
    let answered = everyApplication(in: pool).filter { application in
      application.rank != nil && ["ready", "accepted", "declined", "expired"].contains(application.status ?? "")
    }
    if !answered.isEmpty { return .answered(answered.map(\.id)) }
    let ranking = ranking(wave: pool.wave, track: pool.track)
    if ranking.isEmpty { return .nobody }
    let unjudged = ranking.filter { !$0.isJudged }
    if !unjudged.isEmpty { return .unjudged(unjudged.map(\.id)) }
    let tied = ranking.indices.filter { place in
      ranking[place].reason == .tied || (place + 1 < ranking.count && ranking[place + 1].reason == .tied)
    }
    return tied.isEmpty ? nil : .tied(tied.map { ranking[$0].id })
  }

  /// The edits that declare the selection: a rank for everybody who may be ranked, and a seat or a place among the reserves.
  /// What it went by is kept with it: the minutes of a year later print the same figures.
  /// - Parameter day: the working day.
  public func declarationEdits(_ pool: SeatPool, on day: CalendarDate) -> [Edit] {
    guard obstacle(declaring: pool) == nil else { return [] }
    let capacity = seats(of: pool).reduce(0) { $0 + $1.seats }
    let places = ranking(wave: pool.wave, track: pool.track).flatMap { ranked in
      statusEdits(
        ranked.id, ranked.rank <= capacity ? "selected" : "reserve", on: day,
        besides: [
          FieldChange("rank", String(ranked.rank)), FieldChange("rankDay", day.iso), FieldChange("rankReason", nil),
          FieldChange(
            "scores/\(Criterion.need.rawValue)",
            application(ranked.id).flatMap { contender($0, asDeclared: false).scores[.need] }.map(String.init)),
        ])
    }
    return planEdits(pool) + places
  }

  /// The edits that keep by what weights and tie-break a pool is declared.
  private func planEdits(_ pool: SeatPool) -> [Edit] {
    let selection = selectionPlan(ofWave: pool.wave)
    let weights = Criterion.allCases.map { criterion in
      FieldChange(
        "weights/\(SelectionPlan.element(pool.track, criterion))", selection.weights[criterion].map(String.init))
    }
    let tieBreak = selection.tieBreak.map(\.rawValue) + ["draw"]
    let record = RecordRef(.wave, pool.wave)
    return plan(
      weights + [FieldChange("tieBreak/\(pool.track)", tieBreak.joined(separator: " "))], on: record,
      basis: basis(record))
  }

  /// The edits that put an applicant at a rank of a declared pool and move those between by one; whoever gains or loses an
  /// offered seat by it gets the other status, and what falls due goes with it. None for whoever may not be ranked.
  /// - Parameters:
  ///   - rank: from 1 on; a higher number than there are means the last.
  ///   - day: today, as the program believes it.
  public func rankEdits(
    _ application: String, to rank: Int, reason: String, in pool: SeatPool, on day: CalendarDate, workDay: CalendarDate
  ) -> [Edit] {
    let all = everyApplication(in: pool)
    guard all.contains(where: { $0.id == application && Registry.mayBeRanked($0) }) else { return [] }
    let places = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
    var order = seatPlan(pool, on: day).order.filter { $0 != application }
    order.insert(application, at: min(max(rank - 1, 0), order.count))
    var changes = SeatChanges()
    for (place, id) in order.enumerated() { changes.ranks[id] = place + 1 }
    var edits: [Edit] = []
    let unheard = unheardStatuses(pool, changes, on: day)
    for id in order {
      guard let found = places[id] else { continue }
      var set: [FieldChange] = []
      if found.rank != changes.ranks[id].map(String.init) || id == application {
        set.append(FieldChange("rank", changes.ranks[id].map(String.init)))
        set.append(FieldChange("rankDay", found.rankDay ?? workDay.iso))
        if id == application { set.append(FieldChange("rankReason", reason)) }
      }
      let status = unheard[id].flatMap { $0 == found.status ? nil : $0 }
      if let status {
        changes.statuses[id] = status
        edits += statusEdits(id, status, on: workDay, besides: set)
      } else if !set.isEmpty {
        let record = RecordRef(.application, id)
        edits += plan(set, on: record, basis: basis(record))
      }
    }
    return edits + promotions(in: pool, with: changes, on: day, workDay: workDay).edits
  }

  /// Of those who were not heard and may still answer: who has an offered seat after these changes and who has not.
  private func unheardStatuses(_ pool: SeatPool, _ changes: SeatChanges, on day: CalendarDate) -> [String: String] {
    let wave = wave(pool.wave)
    let last = { (date: String?) in date.flatMap { CalendarDate(iso: $0) } }
    if let confirmBy = last(wave?.confirmBy), day > confirmBy { return [:] }
    if let cutOff = last(wave?.cutOff), day > cutOff { return [:] }
    let applications = everyApplication(in: pool)
    let claims = applications.compactMap { application in
      changes.ranks[application.id].map {
        SeatClaim(id: application.id, rank: $0, answer: Registry.answer(application.status))
      }
    }
    let plan = SeatPlan(
      claims, capacity: seats(of: pool).reduce(0) { $0 + $1.seats }, on: day, confirmBy: nil, cutOff: nil)
    var statuses: [String: String] = [:]
    for application in applications where Registry.answer(application.status) == .none {
      guard changes.ranks[application.id] != nil else { continue }
      statuses[application.id] = plan.place(of: application.id) == .offered ? "selected" : "reserve"
    }
    return statuses
  }

  /// The edits that record the seed of a wave's draw; none once a selection of the wave stands on the one before.
  public func seedEdits(wave: String, seed: String, on workDay: CalendarDate) -> [Edit] {
    guard !isDeclared(wave: wave) else { return [] }
    let record = RecordRef(.wave, wave)
    return plan([FieldChange("seed", seed), FieldChange("seedDay", workDay.iso)], on: record, basis: basis(record))
  }

  /// The edits that record typed scores; those of a criterion that is not typed, or outside 0 to 100, are left out.
  public func scoreEdits(_ application: String, _ scores: [Criterion: Int?], basis: Basis? = nil) -> [Edit] {
    let changes = Criterion.allCases.compactMap { criterion -> FieldChange? in
      guard criterion.isTyped, let score = scores[criterion] else { return nil }
      if let score, !(0...100).contains(score) { return nil }
      return FieldChange("scores/\(criterion.rawValue)", score.map(String.init))
    }
    let record = RecordRef(.application, application)
    return plan(changes, on: record, basis: basis ?? self.basis(record))
  }

  /// A status with its day, and what is said of the application besides in the same edits.
  func statusEdits(
    _ application: String, _ status: String, reason: String? = nil, on workDay: CalendarDate,
    besides: [FieldChange] = []
  ) -> [Edit] {
    let record = RecordRef(.application, application)
    return plan(
      besides + [
        FieldChange("status", status), FieldChange("statusDate", workDay.iso), FieldChange("statusReason", reason),
      ], on: record, basis: basis(record))
  }
}
