// What a referral's steps save. Whoever is hired has the placement in the same save, and the last post closes the vacancy and
// frees everybody else who waits: nothing of it is left to a second save.
import LoketModel

/// Why somebody cannot be hired from a referral.
public enum HireObstacle: Hashable, Sendable {
  /// Stands so already: a code of `CodeList.referralStatus`.
  case status(String)
  /// Every post has somebody.
  case full
  /// Every post of this shift has somebody: a code of `CodeList.workShift`.
  case shiftFull(String)
  /// A supervisor closed it.
  case closed
  /// Two PCs say different things: a person decides first.
  case contradicted
  /// There is a placement of this referral, though nobody was hired by it in the end.
  case placedBefore
}

/// What a hiring saves, and what else it does.
public struct HireEdits: Equatable, Sendable {
  public internal(set) var edits: [Edit] = []
  /// It took the last post.
  public internal(set) var isFilled = false
  /// Whoever waited and does so no more.
  public internal(set) var freed: [Referral] = []
}

extension Registry {
  /// Somebody is sent to a vacancy, for the first time or once more after it was freed or refused.
  public func referralEdits(
    _ person: String, to vacancy: String, shift: String?, on day: CalendarDate, workDay: CalendarDate
  ) -> [Edit] {
    let person = shownRecord(RecordRef(.person, person)).id
    let known = referrals(of: person).first { $0.vacancy == vacancy }
    let record = known.map { RecordRef(.referral, $0.id) } ?? RecordRef.referral(vacancy: vacancy, person: person)
    let values: [(String, String?)] = [
      ("person", person), ("vacancy", vacancy), ("shift", shift), ("status", "referred"), ("statusDate", day.iso),
      ("statusReason", nil), ("statusNote", nil), ("freed", nil), ("interview", nil), ("day", workDay.iso),
    ]
    guard known != nil else {
      return [Edit(on: record, set: values.filter { $0.1 != nil }.map { FieldChange($0.0, $0.1) })]
    }
    return planned(values, on: record)
  }

  /// An interview is arranged for a day.
  public func interviewEdits(of referral: String, held date: CalendarDate, on day: CalendarDate) -> [Edit] {
    statusEdits(of: referral, "interview", on: day, more: [("interview", date.iso)])
  }

  /// The partner did not take somebody, or somebody did not want it.
  /// - Parameters:
  ///   - status: `rejected` or `declined`.
  ///   - reason: a code of `CodeList.referralReason`.
  public func refusalEdits(
    of referral: String, _ status: String, reason: String, note: String?, on day: CalendarDate
  ) -> [Edit] {
    statusEdits(of: referral, status, on: day, more: [("statusReason", reason), ("statusNote", note)])
  }

  private func statusEdits(
    of referral: String, _ status: String, on day: CalendarDate, more: [(String, String?)]
  ) -> [Edit] {
    let cleared: [(String, String?)] = [("statusReason", nil), ("statusNote", nil), ("freed", nil)]
    let set: [(String, String?)] = [("status", status), ("statusDate", day.iso)] + more
    let names = Set(set.map(\.0))
    return planned(set + cleared.filter { !names.contains($0.0) }, on: RecordRef(.referral, referral))
  }

  private func planned(_ values: [(String, String?)], on record: RecordRef) -> [Edit] {
    plan(values.map { FieldChange($0.0, $0.1) }, on: record, basis: basis(record))
  }

  // MARK: Hired

  /// Why somebody cannot be hired in this shift; nil: it can be.
  public func obstacle(hiring referral: String, shift: String?) -> HireObstacle? {
    let record = RecordRef(.referral, referral)
    guard let found = self.referral(referral), let vacancy = found.vacancy.flatMap({ self.vacancy($0) }) else {
      return .status("declined")
    }
    if state(record, "status").status == .conflict { return .contradicted }
    if !found.isOpen { return .status(found.standing) }
    if vacancy.state == "closed" { return .closed }
    let placement = RecordRef(.placement, referral)
    if exists(placement), !isVoid(placement) { return .placedBefore }
    let standing = vacancyStanding(vacancy.id)
    if standing.free == 0 { return .full }
    if let shift, let posts = standing.shifts.first(where: { $0.shift == shift }), posts.free == 0 {
      return .shiftFull(shift)
    }
    return nil
  }

  /// The save of a hiring against which nothing stands, but for its entry.
  /// - Parameters:
  ///   - start: the first day of work.
  ///   - day: today, as the program believes it.
  ///   - accepting: doubts about the placement that were shown and accepted.
  public func hireEdits(
    _ referral: String, shift: String?, from start: CalendarDate, on day: CalendarDate, workDay: CalendarDate,
    accepting: [Finding] = []
  ) -> HireEdits {
    guard let found = self.referral(referral), let person = found.person,
      let vacancy = found.vacancy.flatMap({ self.vacancy($0) })
    else { return HireEdits() }
    var hire = HireEdits()
    hire.edits = statusEdits(
      of: referral, "hired", on: day, more: [("placement", referral), ("shift", shift ?? found.shift)])
    let placement = Registry.placement(of: person, hiredFor: vacancy, from: start) + [("day", workDay.iso)]
    let accepted = accepting.map { ($0.acceptedField, String?.some($0.acceptedValue)) }
    hire.edits += placementEdits(placement + accepted, on: RecordRef(.placement, referral))
    hire.edits += personEdits(hired: person, from: start, on: day)
    let standing = vacancyStanding(vacancy.id)
    if standing.taken + 1 >= standing.posts {
      hire.isFilled = true
      hire.freed = standing.open.filter { $0.id != referral }
      hire.edits += closing(vacancy.id, "filled", reason: nil, on: day, freeing: hire.freed)
    }
    return hire
  }

  /// What the placement of a hiring says, as the rules judge it before it is saved; empty where the referral is not here.
  public func placementValues(hiring referral: String, from start: CalendarDate) -> [String: String] {
    guard let found = self.referral(referral), let person = found.person,
      let vacancy = found.vacancy.flatMap({ self.vacancy($0) })
    else { return [:] }
    return Dictionary(Registry.placement(of: person, hiredFor: vacancy, from: start)) { $1 }.compactMapValues { $0 }
  }

  private static func placement(
    of person: String, hiredFor vacancy: Vacancy, from start: CalendarDate
  ) -> [(String, String?)] {
    [
      ("person", person), ("kind", "employed"), ("partner", vacancy.partner), ("title", vacancy.title),
      ("place", vacancy.place), ("startDate", start.iso), ("wageRange", vacancy.wageRange), ("track", vacancy.track),
      ("vacancy", vacancy.id),
    ]
  }

  /// A placement that was voided by mistake or too soon stands again under its own id, with nothing left of what it said.
  private func placementEdits(_ values: [(String, String?)], on record: RecordRef) -> [Edit] {
    guard exists(record) else {
      return [Edit(on: record, set: values.filter { $0.1 != nil }.map { FieldChange($0.0, $0.1) })]
    }
    let names = Set(values.map(\.0))
    let left = Placement.fieldNames.filter { !names.contains($0) }.map { ($0, String?.none) }
    return [planRestore(record, basis: basis(record))] + planned(values + left, on: record)
  }

  /// Who begins next month works next month; the job-seeker card goes back with the hiring.
  private func personEdits(hired person: String, from start: CalendarDate, on day: CalendarDate) -> [Edit] {
    let record = RecordRef(.person, person)
    var changes: [(String, String?)] = []
    if start <= day, value(record, "employment") != "working" { changes.append(("employment", "working")) }
    if value(record, "jobCardIssued") != nil, value(record, "jobCardReturned") == nil {
      changes.append(("jobCardReturned", day.iso))
    }
    return changes.isEmpty ? [] : planned(changes, on: record)
  }

  // MARK: Closing

  /// A vacancy is closed for good, or as filled: whoever waits for an answer is freed in the same save.
  /// - Parameter state: `closed` or `filled`.
  public func closingEdits(_ vacancy: String, _ state: String, reason: String?, on day: CalendarDate) -> [Edit] {
    closing(vacancy, state, reason: reason, on: day, freeing: vacancyStanding(vacancy).open)
  }

  /// Open again: people can be sent there, and whom a mistake freed waits again, since the day that was theirs.
  public func reopeningEdits(_ vacancy: String, on day: CalendarDate) -> [Edit] {
    planned(
      [("state", "open"), ("stateDate", day.iso), ("stateReason", nil)], on: RecordRef(.vacancy, vacancy))
      + waitingAgain(reopening: vacancy).flatMap { planned([("freed", nil)], on: RecordRef(.referral, $0.id)) }
  }

  /// Whom the same save freed that closed the vacancy, or that filled it by a hiring which was voided. Where a post is free
  /// because work ended, nobody comes back: that is another time, and whoever was freed is sent once more by hand.
  public func waitingAgain(reopening vacancy: String) -> [Referral] {
    let all = referrals(to: vacancy)
    guard self.vacancy(vacancy)?.state == "closed" || all.contains(where: { isHiringVoided($0.id) }) else { return [] }
    let closings = state(RecordRef(.vacancy, vacancy), "state").heads
    return all.filter { referral in
      referral.standing == "freed"
        && state(RecordRef(.referral, referral.id), "freed").heads.contains { head in
          closings.contains { $0.line.segment == head.line.segment && $0.tick == head.tick }
        }
    }
  }

  private func closing(
    _ vacancy: String, _ state: String, reason: String?, on day: CalendarDate, freeing freed: [Referral]
  ) -> [Edit] {
    planned(
      [("state", state), ("stateDate", day.iso), ("stateReason", reason)], on: RecordRef(.vacancy, vacancy))
      + freed.flatMap { planned([("freed", day.iso)], on: RecordRef(.referral, $0.id)) }
  }
}
