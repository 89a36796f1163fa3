// The rules of grants, of the looks at them and of what is paid.

extension Phrase {
  static let grantKind = Phrase("rule.grant.kind")
  static let grantItem = Phrase("rule.grant.item")
  static let grantAmount = Phrase("rule.grant.amount")
  static let grantSerial = Phrase("rule.grant.serial")
  static let grantGivenInvalid = Phrase("rule.grant.givenInvalid")
  static let grantGivenFuture = Phrase("rule.grant.givenFuture")
  static let grantDeadlineInvalid = Phrase("rule.grant.deadlineInvalid")
  static let grantDeadlineEarly = Phrase("rule.grant.deadlineEarly")
  static let grantReportedInvalid = Phrase("rule.grant.reportedInvalid")
  static let grantReportedFuture = Phrase("rule.grant.reportedFuture")
  static let grantReportedEarly = Phrase("rule.grant.reportedEarly")
  static let grantCheckDate = Phrase("rule.grantCheck.date")
  static let grantCheckDateInvalid = Phrase("rule.grantCheck.dateInvalid")
  static let grantCheckDateFuture = Phrase("rule.grantCheck.dateFuture")
  static let grantCheckCondition = Phrase("rule.grantCheck.condition")
  static let grantCheckNextInvalid = Phrase("rule.grantCheck.nextInvalid")
  static let grantCheckNextEarly = Phrase("rule.grantCheck.nextEarly")
  static let disbursementDate = Phrase("rule.disbursement.date")
  static let disbursementDateInvalid = Phrase("rule.disbursement.dateInvalid")
  static let disbursementDateFuture = Phrase("rule.disbursement.dateFuture")
  static let disbursementAmount = Phrase("rule.disbursement.amount")
}

extension Rules {
  private static let source =
    "DOMAIN §1, P2 and P4: item, serial, hand-over letter, condition checks, accountability deadline"

  static let grants: [Rule] =
    [
      required("grant.kind", .grant, "kind", .grantKind),
      Rule("grant.item", .grant, ["item", "kind"], .error, source, .grantItem) { subject in
        subject.value("kind") == "asset" && subject.value("item") == nil ? [:] : nil
      },
      Rule("grant.amount", .grant, ["amount", "kind"], .error, source, .grantAmount) { subject in
        subject.value("kind") == "capital" && !isPositive(subject, "amount") ? [:] : nil
      },
      Rule("grant.serial", .grant, ["serial", "kind"], .info, source, .grantSerial) { subject in
        subject.value("kind") == "asset" && subject.value("serial") == nil ? [:] : nil
      },
      early("grant.deadlineEarly", .grant, "deadline", before: "given", .grantDeadlineEarly),
      early("grant.reportedEarly", .grant, "reported", before: "given", .grantReportedEarly),
      ahead("grant.givenFuture", .grant, "given", .grantGivenFuture),
      ahead("grant.reportedFuture", .grant, "reported", .grantReportedFuture),
      written("grant.givenInvalid", .grant, "given", .grantGivenInvalid),
      written("grant.deadlineInvalid", .grant, "deadline", .grantDeadlineInvalid),
      written("grant.reportedInvalid", .grant, "reported", .grantReportedInvalid),
      required("grantCheck.date", .grantCheck, "date", .grantCheckDate),
      required("grantCheck.condition", .grantCheck, "condition", .grantCheckCondition),
      ahead("grantCheck.dateFuture", .grantCheck, "date", .grantCheckDateFuture),
      early("grantCheck.nextEarly", .grantCheck, "next", before: "date", .grantCheckNextEarly),
      written("grantCheck.dateInvalid", .grantCheck, "date", .grantCheckDateInvalid),
      written("grantCheck.nextInvalid", .grantCheck, "next", .grantCheckNextInvalid),
      required("disbursement.date", .disbursement, "date", .disbursementDate),
      ahead("disbursement.dateFuture", .disbursement, "date", .disbursementDateFuture),
      written("disbursement.dateInvalid", .disbursement, "date", .disbursementDateInvalid),
      Rule("disbursement.amount", .disbursement, ["amount"], .error, source, .disbursementAmount) { subject in
        isPositive(subject, "amount") ? nil : [:]
      },
    ]

  private static func isPositive(_ subject: RuleSubject, _ field: String) -> Bool {
    (subject.value(field).flatMap { Int($0) } ?? 0) > 0
  }

  /// A day that the calendar does not have, or that nobody can read.
  private static func written(_ id: String, _ kind: RecordKind, _ field: String, _ phrase: Phrase) -> Rule {
    Rule(id, kind, [field], .error, "Calendar", phrase, says: { problem($0, field) })
  }

  /// A day of something that happened does not lie ahead.
  private static func ahead(_ id: String, _ kind: RecordKind, _ field: String, _ phrase: Phrase) -> Rule {
    Rule(id, kind, [field], .error, source, phrase) { ahead($0, field) }
  }

  /// A day that comes before another one that it follows.
  private static func early(
    _ id: String, _ kind: RecordKind, _ field: String, before other: String, _ phrase: Phrase
  ) -> Rule {
    Rule(id, kind, [field, other], .error, source, phrase) { subject in
      guard let day = subject.date(field), let first = subject.date(other), day < first else { return nil }
      return ["date": day.display, "other": first.display]
    }
  }
}
