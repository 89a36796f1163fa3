// The forms of themes, work hubs and experts: their fields, and what the lists of them show.
import LoketModel
import LoketWidgets

extension FormField {
  static let work: [FormField] = [
    FormField("theme.village", .lookup, width: 30),
    FormField("theme.track", .lookup, width: 30),
    FormField("theme.starts", .date, width: 10),
    FormField("theme.ends", .date, width: 10),
    FormField("theme.level", .codes("skillLevel", oneKey: true), width: 16),
    FormField("workHub.name", .text(limit: 60), width: 40),
    FormField("workHub.seats", .number(limit: 3), width: 3),
    FormField("workHub.village", .lookup, width: 30),
    FormField("workHub.address", .text(limit: 120), width: 40),
    FormField("workHub.device", .codes("device", oneKey: true), width: 20),
    FormField("workHub.internet", .codes("internet", oneKey: true), width: 26),
    FormField("workHub.active", .codes("yesNo", oneKey: true), width: 10),
    FormField("expert.name", .text(limit: 80), width: 40),
    FormField("expert.agency", .text(limit: 80), width: 40),
    FormField("expert.track", .lookup, width: 30),
    FormField("expert.skills", .text(limit: 120), width: 40),
    FormField("expert.phone", .phone, width: 18),
    FormField("expert.active", .codes("yesNo", oneKey: true), width: 10),
    FormField("electricity", .codes("electricity", oneKey: true), width: 20),
  ]
}

extension SettingKind {
  static let work: [SettingKind] = [
    SettingKind(
      kind: .theme, title: Phrase("app.theme.form"), note: Phrase("app.theme.formNote"),
      fields: ["theme.track", "theme.village", "theme.starts", "theme.ends", "theme.level", "note"],
      columns: [("track", 30), ("starts", 10)], grows: true, permission: .themes,
      required: ["theme.village", "theme.starts"], naming: ["theme.village", "theme.track"]),
    SettingKind(
      kind: .workHub, title: Phrase("app.hub.form"), note: Phrase("app.hub.formNote"),
      fields: [
        "workHub.name", "workHub.seats", "workHub.village", "workHub.address", "workHub.device", "workHub.internet",
        "workHub.active", "note",
      ], columns: [("name", 40), ("seats", 6)], grows: true, permission: .workHubs, required: ["workHub.seats"]),
    SettingKind(
      kind: .expert, title: Phrase("app.expert.form"), note: Phrase("app.expert.formNote"),
      fields: [
        "expert.name", "expert.skills", "expert.track", "expert.agency", "expert.phone", "expert.active", "note",
      ],
      columns: [("name", 40), ("agency", 30)], grows: true, permission: .partnerSettings),
  ]
}
