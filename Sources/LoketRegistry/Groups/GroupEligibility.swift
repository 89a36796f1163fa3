// What the rules of a programme say of somebody who is to join one of its groups: the same table as for applicants.
import LoketModel

extension Phrase {
  static let groupRefuseRules = Phrase("group.refuse.rules")
  static let groupRefuseRule = Phrase("group.refuse.rule")
  static let groupRefuseRegulation = Phrase("group.refuse.regulation")
}

extension Registry {
  /// What each rule of the group's programme says of a person. Track and segment are those of the person's application to the
  /// programme, and what was set aside there, with its reason, is set aside here: without an application nothing is asked
  /// of a track. People of the programme's groups have a place in it, as those who were selected have.
  public func answers(
    person: String, joining group: Group, _ book: GroupBook, _ setting: ApplicationSetting
  ) -> [RuleAnswer] {
    guard let program = group.program else { return [] }
    let shown = shownRecord(RecordRef(.person, person)).id
    let application = applications(of: shown).filter { $0.program == program }
      .max { ($0.day ?? "", $0.id) < ($1.day ?? "", $1.id) }
    let members = book.people[program] ?? []
    return answers(
      person: shown, program: program, track: application?.track ?? "", segment: application?.segment,
      application: application?.id, placed: placed(in: program, besides: members), setting, besides: Set(members))
  }
}

extension RuleAnswer {
  /// That the programme's rules refuse somebody, in their own words; nil where none does.
  public static func refusal(_ answers: [RuleAnswer], _ language: Language) -> Message? {
    let wording = Wording(language)
    let reasons = answers.filter(\.isRefusal).compactMap { answer -> String? in
      guard case .refused(let why) = answer.answer else { return nil }
      let rule = CodeList.eligibilityRule.name(of: answer.id, language)
      let said = wording.text(.groupRefuseRule, ["rule": rule, "why": wording.text(why)])
      return said + (answer.regulation.map { wording.text(.groupRefuseRegulation, ["text": $0]) } ?? "")
    }
    return reasons.isEmpty ? nil : Message(.groupRefuseRules, ["reasons": reasons.joined(separator: " ")])
  }
}
