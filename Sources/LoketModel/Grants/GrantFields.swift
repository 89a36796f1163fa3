// The rows of the field table for what people are given to work with, and what is owed for it.

extension FieldTable {
  static let grantKinds: [KindRule] = [
    KindRule(kind: .grant, ownerField: "person"),
    KindRule(kind: .grantCheck, ownerField: "grant"),
    KindRule(kind: .disbursement, ownerField: "grant"),
  ]

  static let grants: [FieldRule] =
    rows(
      .grant,
      [
        ("person", "person", .decide, false, .record(.person), "who received it and answers for it"),
        ("group", "group", .decide, false, .record(.group), "for whose business it is"),
        ("program", "program", .decide, false, .record(.program), ""),
        ("kind", "grant", .decide, false, .code("grantKind"), ""),
        ("item", "grant", .decide, false, .code("grantItem"), ""),
        ("name", "grant", .decide, false, .text, "make, model, what it is for"),
        ("serial", "serial", .decide, false, .text, "of the maker, or of the inventory"),
        ("amount", "amount", .decide, false, .number, "rupiah: its price, or the capital promised"),
        ("fundingSource", "funding", .decide, false, .code("fundingSource"), ""),
        ("giver", "funding", .decide, false, .text, "agency or company"),
        ("given", "handOver", .decide, false, .date, "when it was handed over"),
        ("letter", "handOver", .decide, false, .text, "number of the hand-over letter"),
        (
          "deadline", "deadline", .decide, false, .date,
          "the last day for the report of accountability; empty: none is owed"
        ),
        ("reported", "reported", .decide, false, .date, "when that report came in"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .grantCheck,
      [
        ("grant", "grant", .decide, false, .record(.grant), ""),
        ("date", "check", .decide, false, .date, ""),
        ("condition", "check", .decide, false, .code("grantCondition"), ""),
        ("place", "check", .decide, false, .text, "where it was seen"),
        ("next", "check", .decide, false, .date, "look again on"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .disbursement,
      [
        ("grant", "grant", .decide, false, .record(.grant), ""),
        ("date", "payment", .decide, false, .date, ""),
        ("amount", "payment", .decide, false, .number, "rupiah"),
        ("proof", "payment", .decide, false, .text, "number of the transfer or receipt"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
}
