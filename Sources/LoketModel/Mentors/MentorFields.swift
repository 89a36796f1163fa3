// The rows of the field table for who stands by groups, and how their businesses go.

extension FieldTable {
  static let mentorKinds: [KindRule] = [
    KindRule(kind: .mentorship, ownerField: "group"),
    KindRule(kind: .mentorVisit, ownerField: "group"),
  ]

  static let mentors: [FieldRule] =
    rows(
      .mentorship,
      [
        ("group", "group", .decide, false, .record(.group), ""),
        ("mentor", "mentor", .decide, false, .record(.expert), ""),
        ("from", "window", .decide, false, .date, ""),
        ("until", "window", .decide, false, .date, "the first day without; empty while the mentor stands by the group"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .mentorVisit,
      [
        ("group", "group", .decide, false, .record(.group), ""),
        ("mentor", "visit", .decide, false, .record(.expert), "who came"),
        ("date", "visit", .decide, false, .date, ""),
        ("outcome", "visit", .decide, false, .code("visitOutcome"), ""),
        ("running", "business", .decide, false, .code("yesNo"), "whether the business still runs"),
        ("turnover", "business", .decide, false, .number, "rupiah a month"),
        ("workers", "business", .decide, false, .number, "people who work in it, the members among them"),
        ("findings", "findings", .decide, false, .text, "what the mentor found, and what was agreed"),
        ("next", "next", .decide, false, .date, "the next visit"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
}
