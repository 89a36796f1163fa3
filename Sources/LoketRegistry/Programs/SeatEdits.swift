// What an applicant's answer saves, and with it in the same save the promotions that fall due: no seat stays free between two.
import LoketModel

/// What was heard of somebody who was ranked.
public enum SeatAnswer: Hashable, Sendable {
  /// Wants the seat.
  case confirmed
  /// Does not want it. `code` is one of `CodeList.withdrawReason`, of a seat that was taken already.
  case declined(reason: String, code: String)
  /// Was not heard in time.
  case expired
  /// Declined or lapsed by mistake: waits again, at the old rank.
  case reinstated(reason: String)
}

/// Why somebody's answer cannot be recorded.
public enum SeatObstacle: Hashable, Sendable {
  case notRanked
  /// Stands so already, or cannot come from this status: a code of `CodeList.applicationStatus`.
  case status(String)
  /// Two PCs say different things: a person decides first.
  case contradicted
  /// May answer until this day (ISO); nil: no day was set.
  case notLapsed(String?)
}

/// What a save does to seats.
public struct SeatEdits: Hashable, Sendable {
  public var edits: [Edit] = []
  /// Applications that get a seat by it, in rank order: the answering one and those who move up.
  public var accepted: [String] = []
}

extension Registry {
  /// Why this answer cannot be recorded; nil: it can.
  public func obstacle(
    _ answer: SeatAnswer, of application: String, in pool: SeatPool, on day: CalendarDate
  ) -> SeatObstacle? {
    guard let found = self.application(application), found.rank != nil else { return .notRanked }
    if state(RecordRef(.application, application), "status").status == .conflict { return .contradicted }
    let status = found.status ?? "submitted"
    switch answer {
    case .confirmed: return ["submitted", "selected", "reserve"].contains(status) ? nil : .status(status)
    case .declined: return ["refused", "declined", "expired"].contains(status) ? .status(status) : nil
    case .reinstated: return ["declined", "expired"].contains(status) ? nil : .status(status)
    case .expired:
      guard status == "selected" else { return .status(status) }
      return lapsed(in: pool, on: day).contains(application) ? nil : .notLapsed(wave(pool.wave)?.confirmBy)
    }
  }

  /// The edits of these answers, of which none has an obstacle, and of the promotions that they make due.
  /// - Parameters:
  ///   - day: today, as the program believes it: what the last days of the wave are held against.
  ///   - workDay: the working day that is saved.
  public func edits(
    _ answers: [(application: String, answer: SeatAnswer)], in pool: SeatPool, on day: CalendarDate,
    workDay: CalendarDate
  ) -> SeatEdits {
    var changes = SeatChanges()
    var edits: [Edit] = []
    var offered: [String] = []
    let now = seatPlan(pool, on: day)
    for (application, answer) in answers {
      switch answer {
      case .confirmed:
        // The seat was kept for exactly this answer; it is nobody's promotion.
        if now.place(of: application) == .offered {
          changes.statuses[application] = "accepted"
          offered.append(application)
        } else {
          changes.statuses[application] = "ready"
        }
      case .declined(let reason, let code):
        changes.statuses[application] = "declined"
        edits += statusEdits(application, "declined", reason: reason, on: workDay)
        edits += withdrawal(of: application, code: code, on: workDay)
      case .expired:
        changes.statuses[application] = "expired"
        edits += statusEdits(application, "expired", on: workDay)
      case .reinstated(let reason):
        changes.statuses[application] = "reserve"
        edits += statusEdits(application, "reserve", reason: reason, on: workDay)
      }
    }
    let moved = promotions(in: pool, with: changes, on: day, workDay: workDay, offered: offered)
    let given = Set(moved.accepted)
    for (application, answer) in answers where answer == .confirmed && !given.contains(application) {
      edits += statusEdits(application, "ready", on: workDay)
    }
    return SeatEdits(edits: edits + moved.edits, accepted: moved.accepted)
  }

  /// The edits that give every seat that is due, after what the same save changes besides; none where nothing is due. Every
  /// save that frees or makes a seat (a capacity that is raised, a class that is added, a new cut-off) carries them.
  public func promotions(
    in pool: SeatPool, with changes: SeatChanges = SeatChanges(), on day: CalendarDate, workDay: CalendarDate
  ) -> SeatEdits {
    promotions(in: pool, with: changes, on: day, workDay: workDay, offered: [])
  }

  private func promotions(
    in pool: SeatPool, with changes: SeatChanges, on day: CalendarDate, workDay: CalendarDate, offered: [String]
  ) -> SeatEdits {
    let plan = seatPlan(pool, on: day, with: changes)
    let given = plan.order.filter { id in
      // Over a contradiction nobody is given anything: the seat waits with it for a person.
      offered.contains(id)
        || plan.place(of: id) == .promoted && state(RecordRef(.application, id), "status").status != .conflict
    }
    guard !given.isEmpty else { return SeatEdits() }
    var room = seats(of: pool, with: changes).map { row in
      (id: row.id, left: row.seats - holders(inClass: row.id, for: pool, without: changes))
    }
    var found = SeatEdits(accepted: given)
    for application in given {
      // Where two PCs filled every class, the first one shows one too many.
      let place = room.firstIndex { $0.left > 0 } ?? 0
      let trainingClass = room.indices.contains(place) ? room[place].id : nil
      if room.indices.contains(place) { room[place].left -= 1 }
      found.edits += acceptance(of: application, in: trainingClass, on: workDay)
    }
    return found
  }

  /// The pool's applicants who sit in a class, but for those who leave it with this save.
  private func holders(inClass id: String, for pool: SeatPool, without changes: SeatChanges) -> Int {
    holders(inClass: id).count { holder in
      guard let application = holder.application.flatMap({ application($0) }), application.wave == pool.wave,
        application.track == pool.track
      else { return false }
      return Registry.answer(changes.statuses[application.id] ?? application.status) != .out
    }
  }

  /// The seat itself: the application is accepted, and its enrolment, which two PCs write as one record, is in a class.
  private func acceptance(of id: String, in trainingClass: String?, on workDay: CalendarDate) -> [Edit] {
    guard let application = application(id) else { return [] }
    let enrolment = RecordRef(.enrolment, id)
    let values: [(String, String?)] = [
      ("person", application.person), ("track", application.track), ("class", trainingClass), ("status", "assigned"),
      ("statusDate", workDay.iso), ("statusReason", nil), ("day", value(enrolment, "day") ?? workDay.iso),
      ("program", application.program), ("application", id),
    ]
    return statusEdits(id, "accepted", on: workDay)
      + plan(values.map { FieldChange($0.0, $0.1) }, on: enrolment, basis: basis(enrolment))
  }

  /// The edits of an application whose enrolment stands again after all.
  public func seatEdits(takenAgainBy application: String, on workDay: CalendarDate) -> [Edit] {
    statusEdits(application, "accepted", on: workDay)
  }

  /// Whoever gives a seat back leaves its class too.
  private func withdrawal(of application: String, code: String, on workDay: CalendarDate) -> [Edit] {
    guard let enrolment = enrolment(application), !["withdrawn", "completed"].contains(enrolment.status ?? "") else {
      return []
    }
    let record = RecordRef(.enrolment, application)
    return plan(
      [
        FieldChange("status", "withdrawn"), FieldChange("statusDate", workDay.iso), FieldChange("statusReason", code),
      ], on: record, basis: basis(record))
  }
}
