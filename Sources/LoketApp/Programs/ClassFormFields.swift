// The forms of classes, their sessions, modules and certificates: their fields, and what the lists of them show.
import LoketModel
import LoketRegistry
import LoketWidgets

extension FormField {
  static let classes: [FormField] = [
    FormField("class.name", .text(limit: 60), width: 40),
    FormField("class.track", .lookup, width: 30),
    FormField("class.capacity", .number(limit: 3), width: 3),
    FormField("class.mode", .codes("classMode", oneKey: true), width: 20),
    FormField("class.room", .text(limit: 60), width: 40),
    FormField("class.village", .lookup, width: 30),
    FormField("class.agency", .text(limit: 80), width: 40),
    FormField("class.trainer", .text(limit: 60), width: 40),
    FormField("class.fundingSource", .codes("fundingSource", oneKey: true), width: 24),
    FormField("class.starts", .date, width: 10),
    FormField("class.ends", .date, width: 10),
    FormField("class.attendance", .number(limit: 3), width: 3),
    FormField("class.partner", .lookup, width: 30),
    FormField("class.posts", .number(limit: 3), width: 3),
    FormField("class.state", .codes("classState", oneKey: true), width: 20),
    FormField("class.stateReason", .text(limit: 80), width: 40),
    FormField("session.first", .date, width: 10),
    FormField("session.days", .codes("sessionDays", oneKey: true), width: 24),
    FormField("session.starts", .time, width: 5),
    FormField("session.ends", .time, width: 5),
    FormField("session.count", .number(limit: 3), width: 3),
    FormField("module.title", .text(limit: 60), width: 28),
    FormField("module.taught", .date, width: 10),
    FormField("completion.date", .date, width: 10),
    FormField("completion.reason", .codes("withdrawReason", oneKey: true), width: 26),
    FormField("certificate.kind", .codes("certificateKind", oneKey: true), width: 26),
    FormField("certificate.track", .lookup, width: 30),
    FormField("certificate.issuer", .text(limit: 80), width: 40),
    FormField("certificate.scheme", .text(limit: 80), width: 40),
    FormField("certificate.number", .text(limit: 40), width: 24),
    FormField("certificate.result", .codes("competence", oneKey: true), width: 16),
    FormField("certificate.issued", .date, width: 10),
    FormField("certificate.expires", .date, width: 10),
  ]
}

extension SettingKind {
  static let classes: [SettingKind] = [
    SettingKind(
      kind: .trainingClass, title: Phrase("app.class.form"), note: Phrase("app.class.formNote"),
      fields: [
        "class.name", "class.track", "class.capacity", "class.mode", "class.room", "class.village", "class.trainer",
        "class.agency", "class.fundingSource", "class.starts", "class.ends", "class.attendance", "class.partner",
        "class.posts", "class.state", "class.stateReason", "note",
      ], columns: [("name", 40), ("starts", 10)], grows: true, permission: .classes,
      required: ["class.track", "class.capacity"]),
    SettingKind(
      kind: .certificate, title: Phrase("app.certificate.form"), note: Phrase("app.certificate.formNote"),
      fields: [
        "certificate.kind", "certificate.track", "certificate.number", "certificate.issuer", "certificate.scheme",
        "certificate.result", "certificate.issued", "certificate.expires", "note",
      ], columns: [("number", 24), ("issuer", 30)], grows: true, permission: .certificates,
      required: ["certificate.number", "certificate.issuer", "certificate.issued"], action: "certificate"),
  ]
}

/// A room that somebody else has, beside the room's field of a class or an event.
enum RoomFindings {
  static func findings(
    _ kind: RecordKind, id: String, values: [String: String], _ context: Context
  ) -> [Finding] {
    let record = RecordRef(kind, id)
    let sessions: [ClassSession]
    switch kind {
    case .trainingClass:
      guard TrainingClass(id: id, values: { values[$0] }).usesRoom else { return [] }
      sessions = context.registry.sessions(ofClass: id)
    case .event:
      sessions = [Registry.hours(of: ProgramEvent(id: id) { values[$0] })].compactMap { $0 }
    default: return []
    }
    let clash = context.registry.clash(room: values["room"], sessions, besides: record)
    return clash.map { [Finding(rule: "room.taken", field: "room", level: .error, message: $0.message)] } ?? []
  }
}
