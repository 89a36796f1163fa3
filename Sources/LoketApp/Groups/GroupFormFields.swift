// The form of a group: its fields.
import LoketModel
import LoketWidgets

extension FormField {
  static let groups: [FormField] = [
    FormField("group.name", .text(limit: 60), width: 40),
    FormField("group.program", .lookup, width: 40),
    FormField("group.kind", .codes("groupKind", oneKey: true), width: 20),
    FormField("group.field", .codes("businessField", oneKey: true), width: 20),
    FormField("group.level", .codes("groupLevel", oneKey: true), width: 16),
    FormField("group.village", .lookup, width: 30),
    FormField("group.formedOn", .date, width: 10),
    FormField("group.proposal", .codes("proposalState", oneKey: true), width: 16),
    FormField("group.proposalDate", .date, width: 10),
    FormField("group.chainRole", .codes("chainRole", oneKey: true), width: 16),
    FormField("group.offTaker", .lookup, width: 40),
    FormField("group.endedOn", .date, width: 10),
    FormField("group.endReason", .codes("groupEndReason", oneKey: true), width: 30),
  ]
}

extension SettingKind {
  static let groups: [SettingKind] = [
    SettingKind(
      kind: .group, title: Phrase("app.group.form"), note: Phrase("app.group.formNote"),
      fields: [
        "group.name", "group.program", "group.field", "group.kind", "group.level", "group.village", "group.formedOn",
        "group.proposal", "group.proposalDate", "group.chainRole", "group.offTaker", "group.endedOn",
        "group.endReason", "note",
      ], columns: [("name", 40), ("field", 14)], grows: true, permission: .groups,
      required: ["group.program", "group.field"])
  ]
}
