// The rules of mentors' visits: what each needs, what fits together, and its dates.

extension Phrase {
  static let mentorVisitDate = Phrase("rule.mentorVisit.date")
  static let mentorVisitFuture = Phrase("rule.mentorVisit.future")
  static let mentorVisitOutcome = Phrase("rule.mentorVisit.outcome")
  static let mentorVisitMentor = Phrase("rule.mentorVisit.mentor")
  static let mentorVisitRunning = Phrase("rule.mentorVisit.running")
  static let mentorVisitAbsent = Phrase("rule.mentorVisit.absent")
  static let mentorVisitStopped = Phrase("rule.mentorVisit.stopped")
  static let mentorVisitTurnover = Phrase("rule.mentorVisit.turnover")
  static let mentorVisitNext = Phrase("rule.mentorVisit.next")
  static let mentorVisitLittle = Phrase("rule.mentorVisit.little")
  static let mentorVisitMany = Phrase("rule.mentorVisit.many")
  static let mentorVisitNextEarly = Phrase("rule.mentorVisit.nextEarly")
  static let mentorshipEnds = Phrase("rule.mentorship.ends")
}

extension Rules {
  private static let source = "DOMAIN §1, P4: visit log with next visit; turnover, workers, still running"
  private static let proposed = "Loket, proposed"
  /// Rupiah a month: less is thousands that were left out, or a decimal comma.
  private static let leastTurnover = 10_000
  /// People: more is no group of beginners.
  private static let mostWorkers = 100
  private static let indicators = ["running", "turnover", "workers"]

  static let mentors: [Rule] =
    [
      required("mentorVisit.date", .mentorVisit, "date", .mentorVisitDate),
      required("mentorVisit.outcome", .mentorVisit, "outcome", .mentorVisitOutcome),
      required("mentorVisit.mentor", .mentorVisit, "mentor", .mentorVisitMentor),
      Rule("mentorVisit.future", .mentorVisit, ["date"], .error, source, .mentorVisitFuture) { ahead($0, "date") },
      Rule("mentorVisit.running", .mentorVisit, ["running", "outcome"], .error, source, .mentorVisitRunning) {
        $0.value("outcome") == "met" && $0.value("running") == nil ? [:] : nil
      },
      // Whoever was not met said nothing of the business.
      Rule("mentorVisit.absent", .mentorVisit, ["outcome"] + indicators, .error, source, .mentorVisitAbsent) {
        subject in
        subject.value("outcome") == "absent" && indicators.contains { subject.value($0) != nil } ? [:] : nil
      },
      Rule("mentorVisit.stopped", .mentorVisit, ["turnover", "running"], .check, source, .mentorVisitStopped) {
        subject in
        let turnover = subject.value("turnover").flatMap { Int($0) } ?? 0
        return subject.value("running") == "no" && turnover > 0 ? ["turnover": turnover.grouped] : nil
      },
      Rule("mentorVisit.turnover", .mentorVisit, ["turnover", "running"], .info, source, .mentorVisitTurnover) {
        $0.value("running") == "yes" && $0.value("turnover") == nil ? [:] : nil
      },
      Rule("mentorVisit.little", .mentorVisit, ["turnover"], .check, proposed, .mentorVisitLittle) { subject in
        guard let turnover = subject.value("turnover").flatMap({ Int($0) }), (1..<leastTurnover).contains(turnover)
        else { return nil }
        return ["turnover": turnover.grouped]
      },
      Rule("mentorVisit.many", .mentorVisit, ["workers"], .check, proposed, .mentorVisitMany) { subject in
        guard let workers = subject.value("workers").flatMap({ Int($0) }), workers > mostWorkers else { return nil }
        return ["workers": workers.grouped]
      },
      // Without a day the group falls out of every list.
      Rule("mentorVisit.next", .mentorVisit, ["next", "running"], .check, source, .mentorVisitNext) {
        $0.value("next") == nil && $0.value("running") != "no" ? [:] : nil
      },
      Rule("mentorVisit.nextEarly", .mentorVisit, ["next", "date"], .error, source, .mentorVisitNextEarly) { subject in
        guard let next = subject.date("next"), let date = subject.date("date"), next <= date else { return nil }
        return ["next": next.display, "date": date.display]
      },
      required("mentorship.mentor", .mentorship, "mentor", .mentorVisitMentor),
      before("mentorship.window", .mentorship, "from", "until", .error, .mentorshipEnds),
    ] + ["date", "next"].map { readable(.mentorVisit, $0) }
    + ["from", "until"].map { readable(.mentorship, $0) }
}
