// The rules of a vacancy (Perpres 57/2023: employer, title, number, validity, age, sex, education, skill, experience, wage,
// place of work).

extension Phrase {
  static let vacancyTitle = Phrase("rule.vacancy.title")
  static let vacancyPartner = Phrase("rule.vacancy.partner")
  static let vacancyTrack = Phrase("rule.vacancy.track")
  static let vacancyOpened = Phrase("rule.vacancy.opened")
  static let vacancyPosts = Phrase("rule.vacancy.posts")
  static let vacancyDates = Phrase("rule.vacancy.dates")
  static let vacancyAge = Phrase("rule.vacancy.age")
  static let vacancyAges = Phrase("rule.vacancy.ages")
  static let vacancyShifts = Phrase("rule.vacancy.shifts")
  static let vacancyShiftsLeft = Phrase("rule.vacancy.shiftsLeft")
  static let vacancyShiftPosts = Phrase("rule.vacancy.shiftPosts")
}

extension Rules {
  private static let perpres = "Perpres 57/2023"
  private static let issue = "Issue: from skill to work"
  private static let shiftFields = Shifts.codes.map { "shifts/\($0)" }

  static let vacancies: [Rule] =
    [
      required("vacancy.title", .vacancy, "title", .vacancyTitle),
      required("vacancy.partner", .vacancy, "partner", .vacancyPartner),
      required("vacancy.track", .vacancy, "track", .vacancyTrack),
      required("vacancy.opened", .vacancy, "opened", .vacancyOpened),
      Rule("vacancy.posts", .vacancy, ["posts"], .error, perpres, .vacancyPosts) { subject in
        number(subject, "posts", in: 1...9_999) ? nil : [:]
      },
      before("vacancy.dates", .vacancy, "opened", "until", .error, .vacancyDates),
      Rule("vacancy.ages", .vacancy, ["maximumAge", "minimumAge"], .error, perpres, .vacancyAges) { subject in
        guard let least = subject.value("minimumAge").flatMap({ Int($0) }),
          let most = subject.value("maximumAge").flatMap({ Int($0) }), most < least
        else { return nil }
        return ["least": "\(least)", "most": "\(most)"]
      },
      Rule(
        "vacancy.shifts", .vacancy, [shiftFields[0], "posts"] + shiftFields.dropFirst(), .error, issue, .vacancyShifts
      ) { subject in
        guard let posts = subject.value("posts").flatMap({ Int($0) }) else { return nil }
        let sum = shiftSum(subject)
        return sum > posts ? ["sum": "\(sum)", "posts": "\(posts)"] : nil
      },
      Rule(
        "vacancy.shiftsLeft", .vacancy, [shiftFields[0], "posts"] + shiftFields.dropFirst(), .check, issue,
        .vacancyShiftsLeft
      ) { subject in
        guard let posts = subject.value("posts").flatMap({ Int($0) }) else { return nil }
        let sum = shiftSum(subject)
        return sum > 0 && sum < posts ? ["left": "\(posts - sum)", "posts": "\(posts)"] : nil
      },
    ]
    + ["minimumAge", "maximumAge"].map { field in
      Rule("vacancy.\(field)", .vacancy, [field], .error, perpres, .vacancyAge) { subject in
        subject.value(field) == nil || number(subject, field, in: 15...99) ? nil : [:]
      }
    }
    + shiftFields.map { field in
      Rule("vacancy.\(field)", .vacancy, [field], .error, issue, .vacancyShiftPosts) { subject in
        subject.value(field) == nil || number(subject, field, in: 0...9_999) ? nil : [:]
      }
    }
    + ["opened", "until"].map { readable(.vacancy, $0) }

  private static func number(_ subject: RuleSubject, _ field: String, in range: ClosedRange<Int>) -> Bool {
    subject.value(field).flatMap { Int($0) }.map(range.contains) ?? false
  }

  private static func shiftSum(_ subject: RuleSubject) -> Int {
    shiftFields.reduce(0) { $0 + min(subject.value($1).flatMap { Int($0) } ?? 0, 9_999) }
  }
}
