// The forms of a call and of the job-seeker card: their fields.
import LoketModel
import LoketRegistry
import LoketWidgets

extension FormField {
  static let followUps: [FormField] = [
    FormField("followUp.outcome", .codes("callOutcome", oneKey: true), width: 22),
    FormField("followUp.result", .codes("followUpResult", oneKey: true), width: 24),
    FormField("followUp.ended", .date, width: 10),
    FormField("followUp.reason", .codes("endReason", oneKey: true), width: 22),
    FormField("followUp.reported", .date, width: 10),
    FormField("followUp.returned", .date, width: 10),
    FormField("followUp.next", .date, width: 10),
    FormField("jobCardNumber", .text(limit: 40), width: 24),
    FormField("jobCardIssued", .date, width: 10),
    FormField("jobCardReported", .date, width: 10),
    FormField("jobCardReturned", .date, width: 10),
  ]
}

extension SettingKind {
  static let followUps: [SettingKind] = [
    // A call that was noted wrongly is corrected here.
    SettingKind(
      kind: .followUp, title: Phrase("app.followUp.form"), note: Phrase("app.followUp.formNote"),
      fields: ["followUp.outcome", "followUp.result", "followUp.reason", "followUp.next", "note"],
      columns: [("date", 10)], grows: false, permission: .followUps, action: "followUp"),
    SettingKind(
      kind: .person, title: Phrase("app.jobCard.form"), note: Phrase("app.jobCard.formNote"),
      fields: ["jobCardNumber", "jobCardIssued", "jobCardReported", "jobCardReturned"], columns: [("name", 30)],
      grows: false, permission: .changePeople, isAddition: true, action: "change", part: "jobCard"),
  ]
}

extension Context {
  /// How many calls are due, for whoever makes them.
  var followUpsDue: Int { may(.followUps) ? followUps.board.dueCount : 0 }

  /// The form of a person's job-seeker card (AK/1).
  mutating func openJobCard(of person: String) {
    guard let setting = SettingKind.of(.person, part: "jobCard") else { return }
    if let why = setting.refusal(self) ?? Actions.closed(RecordRef(.person, person), self) { return say(.info, why) }
    open(SettingFormScreen(setting, id: person, self))
  }

  /// The form in which a call is corrected.
  mutating func openFollowUp(_ call: String, of person: String) {
    guard let setting = SettingKind.of(.followUp) else { return }
    if let why = setting.refusal(self) ?? Actions.closed(RecordRef(.person, person), self) { return say(.info, why) }
    open(SettingFormScreen(setting, id: call, self))
  }

  /// The call that is due next of one person.
  mutating func openNextFollowUp(of person: String) {
    guard let row = registry.openFollowUps(of: person, on: today).first, let step = row.step else {
      return say(.info, .followUpsNonePerson)
    }
    open(FollowUpCallScreen(person: person, about: registry.about(row), step: step, due: row.due, self))
  }
}

extension Phrase {
  static let homeFollowUps = Phrase("app.home.followUps")
  static let waitingFollowUps = Phrase("app.waiting.followUps")
  static let followUpsNonePerson = Phrase("app.followUp.nonePerson")
}
