// The one table of everything that Loket stores: record kinds, their fields, and how each field merges.

/// How several heads of one field are settled.
public enum MergeKind: String, Sendable {
  /// Several values are a conflict; a supervisor decides.
  case decide
  /// The value of the highest (tick, segment, n) is shown, the others one key away.
  case latest
  /// One element of a set (`skills/las`): add against remove shows the add.
  case element
}

/// One row of the table. A name that ends in `/*` stands for every element of a set.
public struct FieldRule: Sendable, Hashable {
  public let kind: RecordKind
  public let name: String
  /// Fields of one group have one head set, and a change writes every member.
  public let group: String
  public let merge: MergeKind
  /// Whether the value says something of a person that the law protects (masked in lists, never in a log).
  public let isSensitive: Bool
}

/// The kind's row: which of its fields names the record that owns it (erasing the owner erases it).
public struct KindRule: Sendable, Hashable {
  public let kind: RecordKind
  public let ownerField: String?
}

public enum FieldTable {
  public static let kinds: [KindRule] = [
    KindRule(kind: .household, ownerField: nil),
    KindRule(kind: .person, ownerField: nil),
    KindRule(kind: .enrolment, ownerField: "person"),
    KindRule(kind: .placement, ownerField: "person"),
    KindRule(kind: .partner, ownerField: nil),
    KindRule(kind: .track, ownerField: nil),
    KindRule(kind: .office, ownerField: nil),
    KindRule(kind: .device, ownerField: nil),
    KindRule(kind: .account, ownerField: nil),
    KindRule(kind: .entry, ownerField: "subject"),
  ]

  public static let fields: [FieldRule] =
    rows(
      .household,
      [
        ("familyCardNumber", "familyCardNumber", .decide, true),
        // Every card number this household ever had; the value says how it came (first, new, correction).
        ("cards/*", "cards/*", .element, true),
        ("address", "address", .decide, false),
        ("rt", "address", .decide, false),
        ("rw", "address", .decide, false),
        ("hamlet", "address", .decide, false),
        ("village", "address", .decide, false),
        ("head", "head", .decide, false),
        ("device", "device", .latest, false),
        ("internet", "internet", .latest, false),
        // The day on which the family card was seen, YYYY-MM-DD.
        ("papersSeen", "papersSeen", .latest, false),
        ("note", "note", .latest, false),
        ("standing", "standing", .decide, false),
        ("standingDate", "standing", .decide, false),
        ("standingReason", "standing", .decide, false),
        // Rules of level "check" that the clerk accepted; the value is the text's arguments.
        ("accepted/*", "accepted/*", .element, false),
      ])
    + rows(
      .person,
      [
        ("nik", "nik", .decide, true),
        ("nikReason", "nik", .decide, false),
        ("name", "name", .decide, false),
        ("titleBefore", "titleBefore", .latest, false),
        ("titleAfter", "titleAfter", .latest, false),
        ("nickname", "nickname", .latest, false),
        ("birthPlace", "birthPlace", .decide, false),
        ("birthDate", "birthDate", .decide, false),
        ("sex", "sex", .decide, false),
        ("household", "household", .decide, false),
        ("relation", "relation", .decide, false),
        ("maritalStatus", "maritalStatus", .decide, false),
        ("education", "education", .decide, false),
        ("occupation", "occupation", .decide, false),
        ("employment", "employment", .decide, false),
        ("phone", "phone", .latest, true),
        ("phoneOwner", "phone", .latest, false),
        ("standing", "standing", .decide, false),
        ("standingDate", "standing", .decide, false),
        ("standingPlace", "standing", .decide, false),
        ("papersSeen", "papersSeen", .latest, false),
        ("note", "note", .latest, false),
        // The working day of the registration, YYYY-MM-DD.
        ("registeredOn", "registeredOn", .decide, false),
        // Level held, 1 to 3; evidence and origin beside it.
        ("skills/*", "skills/*", .element, false),
        ("skillEvidence/*", "skillEvidence/*", .element, false),
        ("skillOrigin/*", "skillOrigin/*", .element, false),
        ("accepted/*", "accepted/*", .element, false),
      ])
    + rows(
      .enrolment,
      [
        ("person", "person", .decide, false),
        ("track", "track", .decide, false),
        ("class", "class", .decide, false),
        ("status", "class", .decide, false),
        ("statusDate", "class", .decide, false),
        ("statusReason", "class", .decide, false),
        ("day", "day", .decide, false),
        // What the track asks for and the person lacked when assigned (device, internet, age); the value says how known.
        ("missing/*", "missing/*", .element, false),
        ("note", "note", .latest, false),
      ])
    + rows(
      .placement,
      [
        ("person", "placement", .decide, false),
        ("kind", "placement", .decide, false),
        ("partner", "placement", .decide, false),
        ("employer", "placement", .decide, false),
        ("title", "placement", .decide, false),
        ("place", "placement", .decide, false),
        ("startDate", "placement", .decide, false),
        ("wageRange", "placement", .decide, false),
        ("evidence", "placement", .decide, false),
        ("track", "placement", .decide, false),
        ("endDate", "placement", .decide, false),
        ("endReason", "placement", .decide, false),
        ("day", "day", .decide, false),
        ("note", "note", .latest, false),
      ])
    + rows(
      .partner,
      [
        ("name", "name", .decide, false),
        ("sector", "sector", .decide, false),
        ("address", "address", .decide, false),
        ("contact", "contact", .latest, true),
        ("phone", "phone", .latest, true),
        ("active", "active", .decide, false),
        ("note", "note", .latest, false),
      ])
    + rows(
      .track,
      [
        ("name", "name", .decide, false),
        ("field", "field", .decide, false),
        ("words", "words", .decide, false),
        ("device", "device", .decide, false),
        ("internet", "internet", .decide, false),
        ("minimumAge", "minimumAge", .decide, false),
        ("active", "active", .decide, false),
      ])
    + rows(
      .office,
      [
        ("name", "name", .decide, false),
        ("village", "village", .decide, false),
        ("address", "address", .latest, false),
        ("phone", "phone", .latest, false),
        ("singleOfficer", "singleOfficer", .decide, false),
      ])
    + rows(
      .device,
      [
        ("label", "label", .decide, false),
        ("letter", "letter", .decide, false),
        ("office", "office", .decide, false),
      ])
    + rows(
      .account,
      [
        ("name", "name", .decide, false),
        ("role", "role", .decide, false),
        ("active", "active", .decide, false),
      ])
    + rows(
      .entry,
      [
        // The working day this entry belongs to, YYYY-MM-DD: a saved field, not the clock's.
        ("day", "day", .decide, false),
        // register, change, assign, place, withdraw, end, void, move, import, settings.
        ("action", "action", .decide, false),
        ("subject", "subject", .decide, false),
        ("summary", "summary", .decide, false),
        ("reason", "reason", .decide, false),
      ])

  private static func rows(_ kind: RecordKind, _ rows: [(String, String, MergeKind, Bool)]) -> [FieldRule] {
    rows.map { FieldRule(kind: kind, name: $0.0, group: $0.1, merge: $0.2, isSensitive: $0.3) }
  }
}
