// The form of a vacancy: the fields that Perpres 57/2023 names, and the posts of each shift.
import LoketModel
import LoketWidgets

extension FormField {
  static let vacancies: [FormField] =
    [
      FormField("vacancy.partner", .lookup, width: 40),
      FormField("vacancy.track", .lookup, width: 30),
      FormField("vacancy.title", .text(limit: 60), width: 40),
      FormField("vacancy.number", .text(limit: 40), width: 24),
      FormField("vacancy.opened", .date, width: 10),
      FormField("vacancy.until", .date, width: 10),
      FormField("vacancy.posts", .number(limit: 4), width: 4),
      FormField("vacancy.level", .codes("skillLevel", oneKey: true), width: 16),
      FormField("vacancy.minimumAge", .number(limit: 2), width: 2),
      FormField("vacancy.maximumAge", .number(limit: 2), width: 2),
      FormField("vacancy.sex", .codes("sex", oneKey: true), width: 14),
      FormField("vacancy.education", .codes("education", oneKey: true), width: 26),
      FormField("vacancy.experience", .number(limit: 3), width: 3),
      FormField("vacancy.workPlace", .codes("workPlace", oneKey: true), width: 30),
      FormField("vacancy.place", .text(limit: 60), width: 40),
      FormField("vacancy.village", .lookup, width: 30),
      FormField("vacancy.rt", .digits(exactly: 3, grouping: [], padded: true), width: 3),
      FormField("vacancy.rw", .digits(exactly: 3, grouping: [], padded: true), width: 3),
      FormField("vacancy.device", .codes("neededDevice", oneKey: true), width: 28),
      FormField("vacancy.internet", .codes("neededInternet", oneKey: true), width: 40),
    ] + shifts

  /// `vacancy.shifts/morning` and the others: a shift that is added to the code list has its field.
  private static let shifts = Shifts.codes.map { FormField("vacancy.shifts/\($0)", .number(limit: 4), width: 4) }
}

extension SettingKind {
  static let vacancies: [SettingKind] = [
    SettingKind(
      kind: .vacancy, title: Phrase("app.vacancy.form"), note: Phrase("app.vacancy.formNote"),
      fields: [
        "vacancy.partner", "vacancy.title", "vacancy.track", "vacancy.posts",
      ] + Shifts.codes.map { "vacancy.shifts/\($0)" } + [
        "vacancy.opened", "vacancy.until", "vacancy.level", "vacancy.minimumAge", "vacancy.maximumAge", "vacancy.sex",
        "vacancy.education", "vacancy.experience", "wageRange", "vacancy.workPlace", "vacancy.place",
        "vacancy.village", "vacancy.rt", "vacancy.rw", "vacancy.device", "vacancy.internet", "vacancy.number", "note",
      ], columns: [("title", 40), ("until", 10)], grows: true, permission: .vacancies,
      required: ["vacancy.title", "vacancy.track", "vacancy.posts", "vacancy.opened"])
  ]
}
