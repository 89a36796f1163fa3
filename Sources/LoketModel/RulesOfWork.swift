// The rules of enrolments, placements and partners.

extension Phrase {
  static let enrolmentTrack = Phrase("rule.enrolment.track")
  static let enrolmentPerson = Phrase("rule.enrolment.person")
  static let enrolmentReason = Phrase("rule.enrolment.reason")
  static let placementPerson = Phrase("rule.placement.person")
  static let placementKind = Phrase("rule.placement.kind")
  static let placementStartInvalid = Phrase("rule.placement.startInvalid")
  static let placementStartMissing = Phrase("rule.placement.startMissing")
  static let placementStartFuture = Phrase("rule.placement.startFuture")
  static let placementTwice = Phrase("rule.placement.twice")
  static let placementBeforeEnrolment = Phrase("rule.placement.beforeEnrolment")
  static let placementEndInvalid = Phrase("rule.placement.endInvalid")
  static let placementEndBeforeStart = Phrase("rule.placement.endBeforeStart")
  static let placementEndReason = Phrase("rule.placement.endReason")
  static let placementEmployer = Phrase("rule.placement.employer")
  static let placementBusiness = Phrase("rule.placement.business")
  static let placementPlace = Phrase("rule.placement.place")
  static let placementWage = Phrase("rule.placement.wage")
  static let placementEvidence = Phrase("rule.placement.evidence")
  static let partnerName = Phrase("rule.partner.name")
  static let partnerLetters = Phrase("rule.partner.letters")
}

extension Rules {
  private static let source = "DOMAIN §1, §8"
  private static let issue = "Issue: what a placement needs"

  static let work: [Rule] = [
    required("enrolment.person", .enrolment, "person", .enrolmentPerson),
    required("enrolment.track", .enrolment, "track", .enrolmentTrack),
    Rule(
      "enrolment.reason", .enrolment, ["statusReason", "status"], .error, "Issue: each with a reason", .enrolmentReason
    ) { subject in
      guard let status = subject.value("status"), ["withdrawn", "dropped"].contains(status),
        subject.value("statusReason") == nil
      else { return nil }
      return [:]
    },
    required("placement.person", .placement, "person", .placementPerson),
    Rule("placement.kind", .placement, ["kind"], .error, issue, .placementKind) {
      $0.isCode("kind", of: .placementKind) ? nil : [:]
    },
    Rule(
      "placement.startInvalid", .placement, ["startDate"], .error, "Calendar", .placementStartInvalid,
      says: { problem($0, "startDate") }),
    required("placement.startMissing", .placement, "startDate", .placementStartMissing),
    Rule("placement.startFuture", .placement, ["startDate"], .check, source, .placementStartFuture) { subject in
      guard let start = subject.date("startDate"), start > subject.today else { return nil }
      return ["date": start.display]
    },
    Rule("placement.twice", .placement, ["startDate", "partner", "employer", "title"], .check, issue, .placementTwice) {
      subject in
      guard let start = subject.date("startDate"), subject.running.contains(where: { isSame($0, subject) }) else {
        return nil
      }
      return ["date": start.display]
    },
    Rule(
      "placement.beforeEnrolment", .placement, ["startDate", "track"], .check, source, .placementBeforeEnrolment
    ) { subject in
      guard subject.value("track") != nil, let start = subject.date("startDate"), let enrolled = subject.enrolledOn,
        start < enrolled
      else { return nil }
      return ["start": start.display, "enrolled": enrolled.display]
    },
    Rule(
      "placement.endInvalid", .placement, ["endDate"], .error, "Calendar", .placementEndInvalid,
      says: { problem($0, "endDate") }),
    Rule("placement.endBeforeStart", .placement, ["endDate", "startDate"], .error, source, .placementEndBeforeStart) {
      subject in
      guard let end = subject.date("endDate"), let start = subject.date("startDate"), end < start else { return nil }
      return ["start": start.display, "end": end.display]
    },
    Rule(
      "placement.endReason", .placement, ["endReason", "endDate"], .error, "Issue: each with a reason",
      .placementEndReason
    ) {
      $0.value("endDate") != nil && $0.value("endReason") == nil ? [:] : nil
    },
    Rule("placement.employer", .placement, ["employer", "partner", "kind"], .check, issue, .placementEmployer) {
      subject in
      guard let kind = subject.value("kind"), ["employed", "overseas", "internship"].contains(kind),
        subject.value("partner") == nil, subject.value("employer") == nil
      else { return nil }
      return [:]
    },
    Rule("placement.business", .placement, ["title", "employer", "kind"], .check, issue, .placementBusiness) {
      subject in
      guard let kind = subject.value("kind"), ["selfEmployed", "group"].contains(kind), subject.value("title") == nil,
        subject.value("employer") == nil
      else { return nil }
      return [:]
    },
    Rule("placement.place", .placement, ["place", "kind"], .check, issue, .placementPlace) { subject in
      guard let kind = subject.value("kind"), ["migrated", "overseas"].contains(kind), subject.value("place") == nil
      else {
        return nil
      }
      return [:]
    },
    Rule("placement.wage", .placement, ["wageRange"], .info, issue, .placementWage) {
      $0.value("wageRange") == nil ? [:] : nil
    },
    Rule("placement.evidence", .placement, ["evidence"], .info, issue, .placementEvidence) {
      $0.value("evidence") == nil || $0.value("evidence") == "none" ? [:] : nil
    },
    required("partner.name", .partner, "name", .partnerName),
    Rule("partner.letters", .partner, ["name"], .error, issue, .partnerLetters) { subject in
      guard let name = subject.value("name"), name.count(where: \.isLetter) < leastLetters else { return nil }
      return [:]
    },
  ]

  /// A key hit by mistake, or a date that went into the wrong field, is no name; "PT 3M" and "BI" are.
  private static let leastLetters = 2

  /// The same work since the same day: the partner or the employer's name, and the job's, as far as both are known.
  private static func isSame(_ other: Placement, _ subject: RuleSubject) -> Bool {
    let folded = { (text: String?) in text?.uppercased() }
    let job = (folded(other.title), folded(subject.value("title")))
    let partner = (other.partner, subject.value("partner"))
    let employer = (folded(other.employer), folded(subject.value("employer")))
    let isPlaceSame =
      partner.0 != nil || partner.1 != nil
      ? partner.0 == partner.1
      : employer.0 == employer.1 && (employer.0 != nil || job.0 != nil)
    return isPlaceSame && (job.0 == job.1 || job.0 == nil || job.1 == nil)
      && other.startDate == subject.date("startDate")?.iso
  }

  /// A field without which the record says nothing.
  static func required(_ id: String, _ kind: RecordKind, _ field: String, _ phrase: Phrase) -> Rule {
    Rule(id, kind, [field], .error, issue, phrase) { $0.value(field) == nil ? [:] : nil }
  }
}
