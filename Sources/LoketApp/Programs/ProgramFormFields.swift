// The forms of programmes, waves and events: their fields, and what the lists of them show.
import LoketModel
import LoketWidgets

extension FormField {
  static let programs: [FormField] = [
    FormField("program.name", .text(limit: 80), width: 40),
    FormField("program.owner", .text(limit: 80), width: 40),
    FormField("program.state", .codes("programState", oneKey: true), width: 16),
    FormField("program.fundingSource", .codes("fundingSource", oneKey: true), width: 24),
    FormField("program.target", .number(limit: 7), width: 7),
    FormField("program.floor", .number(limit: 7), width: 7),
    FormField("program.quota", .number(limit: 7), width: 7),
    FormField("program.starts", .date, width: 10),
    FormField("program.deadline", .date, width: 10),
    FormField("program.classSize", .number(limit: 3), width: 3),
    FormField("program.coursesPerVillage", .number(limit: 3), width: 3),
    FormField("program.villages", .number(limit: 3), width: 3),
    FormField("program.selection", .codes("selectionMethod", oneKey: true), width: 24),
    FormField("program.achieved", .codes("achievement", oneKey: true), width: 24),
    FormField("wave.name", .text(limit: 60), width: 40),
    FormField("wave.opens", .date, width: 10),
    FormField("wave.closes", .date, width: 10),
    FormField("wave.confirmBy", .date, width: 10),
    FormField("wave.cutOff", .date, width: 10),
    FormField("event.name", .text(limit: 80), width: 40),
    FormField("event.kind", .codes("eventKind", oneKey: true), width: 24),
    FormField("event.date", .date, width: 10),
    FormField("event.starts", .time, width: 5),
    FormField("event.ends", .time, width: 5),
    FormField("event.room", .text(limit: 60), width: 40),
    FormField("aid.kind", .codes("aidKind", oneKey: true), width: 20),
    FormField("aid.item", .text(limit: 80), width: 40),
    FormField("aid.amount", .number(limit: 10), width: 10),
    FormField("aid.fundingSource", .codes("fundingSource", oneKey: true), width: 24),
    FormField("aid.given", .date, width: 10),
    FormField("aid.evidence", .text(limit: 80), width: 40),
    FormField("application.portalState", .codes("portalState", oneKey: true), width: 24),
    FormField("application.portalNumber", .text(limit: 40), width: 30),
    FormField("application.portalDay", .date, width: 10),
    FormField("application.assisted", .codes("yesNo", oneKey: true), width: 10),
    FormField("layoffDate", .date, width: 10),
    FormField("layoffEmployer", .text(limit: 80), width: 30),
    FormField("layoffProof", .codes("layoffProof", oneKey: true), width: 20),
    FormField("tobacco", .codes("yesNo", oneKey: true), width: 10),
  ]
}

extension SettingKind {
  /// Those of programmes: each has its place on a programme's own screens.
  static let programs: [SettingKind] = [
    SettingKind(
      kind: .program, title: Phrase("app.program.form"), note: Phrase("app.program.formNote"),
      fields: [
        "program.name", "program.owner", "program.state", "program.fundingSource", "program.target", "program.floor",
        "program.quota", "program.starts", "program.deadline", "program.classSize", "program.coursesPerVillage",
        "program.villages",
        "program.selection", "program.achieved", "note",
      ], columns: [("name", 40), ("year", 6)], grows: true, permission: .programs),
    SettingKind(
      kind: .wave, title: Phrase("app.wave.form"), note: Phrase("app.wave.formNote"),
      fields: ["wave.name", "wave.opens", "wave.closes", "wave.confirmBy", "wave.cutOff", "note"],
      columns: [("name", 30), ("opens", 10)], grows: true, permission: .programs,
      required: ["wave.opens", "wave.closes"]),
    SettingKind(
      kind: .event, title: Phrase("app.event.form"), note: Phrase("app.event.formNote"),
      fields: ["event.name", "event.kind", "event.date", "event.starts", "event.ends", "event.room", "note"],
      columns: [("name", 30), ("date", 10)], grows: true, permission: .events, required: ["event.kind", "event.date"]),
    SettingKind(
      kind: .aid, title: Phrase("app.aid.form"), note: Phrase("app.aid.formNote"),
      fields: ["aid.item", "aid.kind", "aid.amount", "aid.fundingSource", "aid.given", "aid.evidence", "note"],
      columns: [("item", 30)], grows: true, permission: .events, required: ["aid.given"], action: "aid"),
    // What the rules ask of a person, of the household, and what the external portal says.
    SettingKind(
      kind: .person, title: Phrase("app.join.person"), note: Phrase("app.join.personNote"),
      fields: ["employment", "education", "layoffDate", "layoffEmployer", "layoffProof"], columns: [("name", 30)],
      grows: false, permission: .changePeople, isAddition: true, action: "change"),
    SettingKind(
      kind: .household, title: Phrase("app.join.household"), note: Phrase("app.join.householdNote"),
      fields: ["device", "internet", "electricity", "tobacco"], columns: [("address", 30)], grows: false,
      permission: .changePeople,
      isAddition: true, action: "change"),
    SettingKind(
      kind: .application, title: Phrase("app.portal.form"), note: Phrase("app.portal.formNote"),
      fields: [
        "application.portalState", "application.portalNumber", "application.portalDay", "application.assisted",
      ], columns: [("day", 10)], grows: false, permission: .apply, isAddition: true, action: "apply"),
  ]
}
