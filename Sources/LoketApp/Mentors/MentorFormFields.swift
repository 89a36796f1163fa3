// The forms of mentors' assignments and of their visits: their fields, and what only the registry knows of them.
import LoketModel
import LoketRegistry
import LoketWidgets

extension FormField {
  static let mentors: [FormField] = [
    FormField("mentorship.mentor", .lookup, width: 30),
    FormField("mentorship.from", .date, width: 10),
    FormField("mentorship.until", .date, width: 10),
    FormField("mentorVisit.outcome", .codes("visitOutcome", oneKey: true), width: 16),
    FormField("mentorVisit.mentor", .lookup, width: 40),
    FormField("mentorVisit.date", .date, width: 10),
    FormField("mentorVisit.running", .codes("yesNo", oneKey: true), width: 10),
    FormField("mentorVisit.turnover", .number(limit: 11), width: 11),
    FormField("mentorVisit.workers", .number(limit: 4), width: 4),
    FormField("mentorVisit.findings", .text(limit: 200), width: 50),
    FormField("mentorVisit.next", .date, width: 10),
  ]
}

extension SettingKind {
  static let mentors: [SettingKind] = [
    SettingKind(
      kind: .mentorship, title: Phrase("app.mentorship.form"), note: Phrase("app.mentorship.formNote"),
      fields: ["mentorship.mentor", "mentorship.from", "note"], columns: [("from", 10)], grows: true,
      permission: .mentors, required: ["mentorship.from"], action: "mentor"),
    // Who it is does not change: another mentor is another assignment.
    SettingKind(
      kind: .mentorship, title: Phrase("app.mentorship.endForm"), note: Phrase("app.mentorship.endNote"),
      fields: ["mentorship.from", "mentorship.until", "note"], columns: [("from", 10)], grows: false,
      permission: .mentors, action: "mentor", part: "end"),
    SettingKind(
      kind: .mentorVisit, title: Phrase("app.mentorVisit.form"), note: Phrase("app.mentorVisit.formNote"),
      fields: [
        "mentorVisit.outcome", "mentorVisit.mentor", "mentorVisit.date", "mentorVisit.running",
        "mentorVisit.turnover", "mentorVisit.workers", "mentorVisit.findings", "mentorVisit.next", "note",
      ], columns: [("date", 10)], grows: true, permission: .groups,
      required: ["mentorVisit.mentor", "mentorVisit.date"], action: "mentorVisit"),
  ]
}

enum MentorFindings {
  /// - Parameter values: of the record as the form would save it.
  static func findings(
    _ record: RecordRef, isNew: Bool, _ values: [String: String], _ context: Context
  ) -> [Finding] {
    switch record.kind {
    case .mentorship: isNew ? assignment(values, context) : []
    case .group: level(record.id, values, context)
    case .mentorVisit: leaps(record.id, values, context)
    default: []
    }
  }

  private static func assignment(_ values: [String: String], _ context: Context) -> [Finding] {
    guard let group = values["group"], let mentor = values["mentor"] else { return [] }
    let holding = MentorBook(context.registry, day: context.today)[group]?.mentorships ?? []
    if holding.contains(where: { $0.mentor == mentor }) {
      return [finding("mentorship.taken", "mentor", .error, Message(.mentorTaken))]
    }
    guard !holding.isEmpty else { return [] }
    let names = holding.map { MentorWords.name($0.mentor, context) }.joined(separator: ", ")
    return [finding("mentorship.another", "mentor", .info, Message(.mentorAnother, ["names": names]))]
  }

  /// A group that is called advanced and does not meet the conditions of that level.
  private static func level(_ group: String, _ values: [String: String], _ context: Context) -> [Finding] {
    guard values["level"] == "advanced", context.registry.group(group)?.level != "advanced" else { return [] }
    // Whose decision that is does not depend on the way to it.
    guard context.may(.advanceGroups) else {
      return [finding("group.advancedBy", "level", .error, Message(.advanceByOthers))]
    }
    let standing = context.registry.standing(of: group, on: context.today)
    let open = standing.map(AdvanceRule.open) ?? AdvanceRule.table.count
    guard open > 0 else { return [] }
    return [finding("group.advanced", "level", .check, Message(.advanceTooEarly, ["count": open.grouped]))]
  }

  /// Turnover ten times or a tenth of what the visit before this one heard: a slip of a digit, or worth a second look.
  private static func leaps(_ visit: String, _ values: [String: String], _ context: Context) -> [Finding] {
    let group = values["group"] ?? context.registry.mentorVisit(visit)?.group
    guard let group, let typed = values["turnover"].flatMap({ Int($0) }), typed > 0 else { return [] }
    let date = values["date"] ?? context.today.iso
    let earlier = MentorBook(context.registry, day: context.today)[group]?.visits.last {
      $0.id != visit && $0.isMet && $0.turnover != nil && ($0.date ?? "") <= date
    }
    guard let last = earlier?.turnover.flatMap({ Int($0) }), last > 0, typed >= last * leap || typed * leap <= last
    else {
      return []
    }
    let slots = ["turnover": typed.grouped, "last": last.grouped]
    return [finding("mentorVisit.leap", "turnover", .check, Message(.visitLeap, slots))]
  }

  /// Proposed: a digit too many or too few.
  private static let leap = 10

  private static func finding(_ rule: String, _ field: String, _ level: Level, _ message: Message) -> Finding {
    Finding(rule: rule, field: field, level: level, message: message)
  }
}

extension Context {
  /// The form of a visit to a group that happened today.
  mutating func openVisit(of group: String) {
    guard let setting = SettingKind.of(.mentorVisit) else { return }
    if let why = setting.refusal(self) ?? Actions.closed(RecordRef(.group, group), self) { return say(.info, why) }
    guard let found = MentorBook(registry, day: today)[group] else { return say(.info, .recordGone) }
    var proposed = ["date": today.iso]
    // Of several who stand by it nobody knows which one came.
    if found.mentorships.count == 1 { proposed["mentor"] = found.mentorships.first?.mentor }
    open(
      SettingFormScreen(
        setting, id: nil, given: ["group": group, "day": workDay.iso], proposed: proposed, self))
  }

  /// The form in which a group gets a mentor.
  mutating func openMentor(of group: String) {
    guard let setting = SettingKind.of(.mentorship) else { return }
    if let why = setting.refusal(self) ?? Actions.closed(RecordRef(.group, group), self) { return say(.info, why) }
    open(
      SettingFormScreen(
        setting, id: nil, given: ["group": group, "day": workDay.iso], proposed: ["from": today.iso], self))
  }
}

extension Phrase {
  static let mentorTaken = Phrase("app.mentor.taken")
  static let mentorAnother = Phrase("app.mentor.another")
  static let advanceByOthers = Phrase("app.advance.byOthers")
  static let visitLeap = Phrase("app.visit.leap")
  static let advanceTooEarly = Phrase("app.advance.tooEarly")
}
