// The forms of groups, areas and what areas have: their fields.
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
    FormField("group.area", .lookup, width: 40),
    FormField("group.formedOn", .date, width: 10),
    FormField("group.proposal", .codes("proposalState", oneKey: true), width: 16),
    FormField("group.proposalDate", .date, width: 10),
    FormField("group.chainRole", .codes("chainRole", oneKey: true), width: 16),
    FormField("group.offTaker", .lookup, width: 40),
    FormField("group.endedOn", .date, width: 10),
    FormField("group.endReason", .codes("groupEndReason", oneKey: true), width: 30),
    FormField("area.name", .text(limit: 60), width: 40),
    FormField("area.program", .lookup, width: 40),
    FormField("resource.kind", .codes("resourceKind", oneKey: true), width: 26),
    FormField("resource.name", .text(limit: 60), width: 40),
    FormField("resource.amount", .number(limit: 9), width: 9),
    FormField("resource.unit", .text(limit: 20), width: 20),
    FormField("resource.agency", .text(limit: 60), width: 40),
  ]
}

extension SettingKind {
  static let groups: [SettingKind] = [
    SettingKind(
      kind: .group, title: Phrase("app.group.form"), note: Phrase("app.group.formNote"),
      fields: [
        "group.name", "group.program", "group.field", "group.kind", "group.level", "group.village", "group.area",
        "group.formedOn",
        "group.proposal", "group.proposalDate", "group.chainRole", "group.offTaker", "group.endedOn",
        "group.endReason", "note",
      ], columns: [("name", 40), ("field", 14)], grows: true, permission: .groups,
      required: ["group.program", "group.field"], action: "group"),
    SettingKind(
      kind: .area, title: Phrase("app.area.form"), note: Phrase("app.area.formNote"),
      fields: ["area.name", "area.program", "note"], columns: [("name", 40)], grows: true, permission: .groups,
      action: "area"),
    SettingKind(
      kind: .resource, title: Phrase("app.resource.form"), note: Phrase("app.resource.formNote"),
      fields: [
        "resource.kind", "resource.name", "resource.amount", "resource.unit", "resource.agency", "note",
      ], columns: [("name", 40), ("kind", 24)], grows: true, permission: .groups, required: ["resource.name"],
      action: "area"),
  ]
}
