// The rows of the field table for people who start a business together or alone: groups and who belongs to them.

extension FieldTable {
  static let groupKinds: [KindRule] = [
    KindRule(kind: .group, ownerField: nil),
    KindRule(kind: .groupMember, ownerField: "person"),
    KindRule(kind: .area, ownerField: nil),
    KindRule(kind: .resource, ownerField: "area"),
  ]

  static let groups: [FieldRule] =
    rows(
      .group,
      [
        ("name", "name", .decide, false, .text, ""),
        ("program", "program", .decide, false, .record(.program), "in which it was formed"),
        ("village", "village", .decide, false, .village, "where it works"),
        ("area", "area", .decide, false, .record(.area), "to whose value chain it belongs"),
        ("kind", "kind", .decide, false, .code("groupKind"), "empty is a group"),
        ("field", "field", .decide, false, .code("businessField"), "of business"),
        ("level", "level", .decide, false, .code("groupLevel"), "empty is beginner"),
        ("proposal", "proposal", .decide, false, .code("proposalState"), "empty while there is none"),
        ("proposalDate", "proposal", .decide, false, .date, "of that state"),
        ("chainRole", "chainRole", .decide, false, .code("chainRole"), "in the value chain"),
        ("offTaker", "offTaker", .decide, false, .record(.partner), "who buys what it makes"),
        ("formedOn", "window", .decide, false, .date, ""),
        ("endedOn", "window", .decide, false, .date, "empty while it runs"),
        ("endReason", "window", .decide, false, .code("groupEndReason"), ""),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .groupMember,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("group", "group", .decide, false, .record(.group), ""),
        ("role", "role", .decide, false, .code("groupRole"), "empty is member"),
        ("joinedOn", "membership", .decide, false, .date, ""),
        ("leftOn", "membership", .decide, false, .date, "the first day without; empty while the person belongs to it"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .area,
      [
        ("name", "name", .decide, false, .text, ""),
        ("program", "program", .decide, false, .record(.program), ""),
        ("villages/*", "villages/*", .element, false, .code("yesNo"), "by village: that it belongs to the area"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .resource,
      [
        ("area", "area", .decide, false, .record(.area), ""),
        ("kind", "kind", .decide, false, .code("resourceKind"), ""),
        ("name", "name", .decide, false, .text, ""),
        ("amount", "amount", .decide, false, .number, ""),
        ("unit", "amount", .decide, false, .text, "what the amount counts"),
        ("agency", "agency", .decide, false, .text, "the agency involved"),
        ("note", "note", .latest, false, .text, ""),
      ])
}
