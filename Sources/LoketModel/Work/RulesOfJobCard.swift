// The rules of the job-seeker card (AK/1).

extension Phrase {
  static let jobCardIssuedMissing = Phrase("rule.jobCard.issuedMissing")
  static let jobCardDate = Phrase("rule.jobCard.date")
  static let jobCardFuture = Phrase("rule.jobCard.future")
  static let jobCardBeforeIssued = Phrase("rule.jobCard.beforeIssued")
  static let jobCardAfterEnd = Phrase("rule.jobCard.afterEnd")
}

extension Rules {
  private static let fields = ["jobCardIssued", "jobCardReported", "jobCardReturned", "jobCardNumber"]
  private static let later = ["jobCardReported", "jobCardReturned"]
  private static let source = "DOMAIN §8: AK/1, valid two years, reported every six months, returned when hired"

  static let jobCard: [Rule] =
    [
      Rule("jobCard.issuedMissing", .person, fields, .error, source, .jobCardIssuedMissing) { subject in
        let holds = fields.contains { subject.value($0) != nil }
        return holds && subject.value("jobCardIssued") == nil ? [:] : nil
      }
    ]
    + fields.dropLast().flatMap { field -> [Rule] in
      [
        Rule("jobCard.date.\(field)", .person, [field], .error, "Calendar", .jobCardDate, says: { problem($0, field) }),
        Rule("jobCard.future.\(field)", .person, [field], .error, source, .jobCardFuture) { subject in
          guard let date = subject.date(field), date > subject.today else { return nil }
          return ["date": date.display]
        },
      ]
    }
    + later.flatMap { field -> [Rule] in
      [
        Rule("jobCard.beforeIssued.\(field)", .person, [field, "jobCardIssued"], .error, source, .jobCardBeforeIssued) {
          subject in
          guard let date = subject.date(field), let issued = subject.date("jobCardIssued"), date < issued else {
            return nil
          }
          return ["date": date.display, "issued": issued.display]
        },
        Rule("jobCard.afterEnd.\(field)", .person, [field, "jobCardIssued"], .check, source, .jobCardAfterEnd) {
          subject in
          guard let date = subject.date(field),
            let ends = subject.date("jobCardIssued")?.adding(months: FollowUpStep.jobCardEnd.months), date > ends
          else { return nil }
          return ["date": date.display, "ends": ends.display]
        },
      ]
    }
}
