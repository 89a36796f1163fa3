// The forms of grants, of the looks at them and of what is paid: their fields.
import LoketModel
import LoketRegistry
import LoketWidgets

extension FormField {
  static let grants: [FormField] = [
    FormField("grant.kind", .codes("grantKind", oneKey: true), width: 20),
    FormField("grant.item", .codes("grantItem", oneKey: false), width: 26),
    FormField("grant.name", .text(limit: 60), width: 40),
    FormField("grant.serial", .text(limit: 40), width: 24),
    FormField("grant.amount", .number(limit: 11), width: 11),
    FormField("grant.group", .lookup, width: 40),
    FormField("grant.program", .lookup, width: 40),
    FormField("grant.fundingSource", .codes("fundingSource", oneKey: true), width: 24),
    FormField("grant.giver", .text(limit: 60), width: 40),
    FormField("grant.given", .date, width: 10),
    FormField("grant.letter", .text(limit: 40), width: 24),
    FormField("grant.deadline", .date, width: 10),
    FormField("grant.reported", .date, width: 10),
    FormField("grantCheck.date", .date, width: 10),
    FormField("grantCheck.condition", .codes("grantCondition", oneKey: true), width: 26),
    FormField("grantCheck.place", .text(limit: 60), width: 40),
    FormField("grantCheck.next", .date, width: 10),
    FormField("disbursement.date", .date, width: 10),
    FormField("disbursement.amount", .number(limit: 11), width: 11),
    FormField("disbursement.proof", .text(limit: 40), width: 24),
  ]
}

extension SettingKind {
  static let grants: [SettingKind] = [
    SettingKind(
      kind: .grant, title: Phrase("app.grant.form"), note: Phrase("app.grant.formNote"),
      fields: [
        "grant.kind", "grant.item", "grant.name", "grant.serial", "grant.amount", "grant.group",
        "grant.program", "grant.fundingSource", "grant.giver", "grant.given", "grant.letter", "grant.deadline", "note",
      ], columns: [("name", 40), ("given", 10)], grows: true, permission: .grants, action: "grant"),
    // What comes in months later stands in a form of its own: the rest of the grant is not to be touched then.
    SettingKind(
      kind: .grant, title: Phrase("app.grantReport.form"), note: Phrase("app.grantReport.formNote"),
      fields: ["grant.reported", "note"], columns: [("name", 40)], grows: false, permission: .grants, action: "grant",
      part: "report"),
    SettingKind(
      kind: .grantCheck, title: Phrase("app.grantCheck.form"), note: Phrase("app.grantCheck.formNote"),
      fields: ["grantCheck.condition", "grantCheck.date", "grantCheck.place", "grantCheck.next", "note"],
      columns: [("date", 10)], grows: true, permission: .grants, required: ["grantCheck.date"], action: "grant"),
    SettingKind(
      kind: .disbursement, title: Phrase("app.disbursement.form"), note: Phrase("app.disbursement.formNote"),
      fields: ["disbursement.amount", "disbursement.date", "disbursement.proof", "note"], columns: [("date", 10)],
      grows: true, permission: .grants, required: ["disbursement.date"], action: "grant"),
  ]
}
