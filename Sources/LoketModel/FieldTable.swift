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
  /// What a value looks like, stored and shown.
  public let form: ValueForm
  /// For the table in README; empty where the name says it.
  public let meaning: String

  /// Whether the name ends in `/*`: one field per element.
  public var isSet: Bool { name.hasSuffix("/*") }

  /// The field's name on the screen and in a labelled export.
  public var label: Phrase { Phrase(rawValue: "record.\(kind.rawValue).\(isSet ? String(name.dropLast(2)) : name)") }
}

/// The kind's row: which of its fields names the record that owns it (erasing the owner erases it).
public struct KindRule: Sendable, Hashable {
  public let kind: RecordKind
  public let ownerField: String?
}

public enum FieldTable {
  public static let kinds: [KindRule] =
    [
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
      KindRule(kind: .pair, ownerField: "first"),
      KindRule(kind: .fieldVisit, ownerField: "household"),
      KindRule(kind: .approval, ownerField: nil),
      KindRule(kind: .day, ownerField: nil),
      KindRule(kind: .returnReason, ownerField: nil),
      KindRule(kind: .deskVisit, ownerField: "person"),
      KindRule(kind: .dataRequest, ownerField: "person"),
      KindRule(kind: .erasure, ownerField: nil),
      KindRule(kind: .breach, ownerField: nil),
      KindRule(kind: .loss, ownerField: nil),
      KindRule(kind: .program, ownerField: nil),
      KindRule(kind: .wave, ownerField: nil),
      KindRule(kind: .trainingClass, ownerField: nil),
      KindRule(kind: .attendance, ownerField: nil),
      KindRule(kind: .application, ownerField: "person"),
      KindRule(kind: .certificate, ownerField: "person"),
      KindRule(kind: .event, ownerField: nil),
      KindRule(kind: .aid, ownerField: "person"),
    ] + workKinds + groupKinds + grantKinds + mentorKinds

  public static let fields: [FieldRule] =
    rows(
      .household,
      [
        ("familyCardNumber", "familyCardNumber", .decide, true, .digits, "empty while unknown"),
        (
          "cards/*", "cards/*", .element, true, .code("cardEvent"),
          "every card number this household ever had, and how it came"
        ),
        ("address", "address", .decide, false, .text, "street and number"),
        ("rt", "address", .decide, false, .text, "three digits"),
        ("rw", "address", .decide, false, .text, "three digits"),
        ("hamlet", "address", .decide, false, .text, "in a desa"),
        ("village", "address", .decide, false, .village, ""),
        ("head", "head", .decide, false, .record(.person), "the person who is head; relation 1 is derived from it"),
        ("device", "device", .latest, false, .code("device"), "what the household can use"),
        ("internet", "internet", .latest, false, .code("internet"), "what the household can use"),
        (
          "tobacco", "tobacco", .decide, false, .code("yesNo"), "somebody works in a cigarette factory or grows tobacco"
        ),
        ("papersSeen", "papersSeen", .latest, false, .date, "the day on which the family card was seen"),
        ("note", "note", .latest, false, .text, ""),
        ("standing", "standing", .decide, false, .code("householdStanding"), "empty is active"),
        ("standingDate", "standing", .decide, false, .date, ""),
        ("standingReason", "standing", .decide, false, .text, "where the household went, or why"),
        ("origin", "origin", .decide, false, .text, "where a household that moved in came from"),
        ("arrived", "origin", .decide, false, .date, "when it moved in"),
        ("instead", "instead", .latest, false, .record(.household), "the right one, where this one was entered twice"),
        (
          "accepted/*", "accepted/*", .element, false, .text, "checks that a person accepted, with the text's arguments"
        ),
      ])
    + rows(
      .person,
      [
        ("nik", "nik", .decide, true, .digits, "empty with a reason"),
        ("nikReason", "nik", .decide, false, .code("nikReason"), "why there is no NIK"),
        ("name", "name", .decide, false, .text, "as on the card"),
        ("titleBefore", "titleBefore", .latest, false, .text, ""),
        ("titleAfter", "titleAfter", .latest, false, .text, ""),
        ("nickname", "nickname", .latest, false, .text, ""),
        ("birthPlace", "birthPlace", .decide, false, .text, ""),
        ("birthDate", "birthDate", .decide, false, .date, ""),
        ("sex", "sex", .decide, false, .code("sex"), ""),
        ("household", "household", .decide, false, .record(.household), "where the person lives"),
        ("relation", "relation", .decide, false, .code("relation"), "to the head; 1 is derived"),
        ("maritalStatus", "maritalStatus", .decide, false, .code("maritalStatus"), ""),
        ("education", "education", .decide, false, .code("education"), ""),
        ("occupation", "occupation", .decide, false, .code("occupation"), ""),
        ("employment", "employment", .decide, false, .code("employment"), ""),
        ("layoffDate", "layoff", .decide, false, .date, "of somebody who was laid off"),
        ("layoffEmployer", "layoff", .decide, false, .text, "by whom"),
        ("layoffProof", "layoff", .decide, false, .code("layoffProof"), "what was seen of it"),
        ("phone", "phone", .latest, true, .phone, ""),
        ("phoneOwner", "phone", .latest, false, .code("phoneOwner"), "whose telephone it is"),
        ("standing", "standing", .decide, false, .code("standing"), "empty is alive"),
        ("standingDate", "standing", .decide, false, .date, ""),
        ("standingPlace", "standing", .decide, false, .text, ""),
        ("papersSeen", "papersSeen", .latest, false, .date, "the day on which the identity card was seen"),
        ("note", "note", .latest, false, .text, ""),
        ("registeredOn", "registeredOn", .decide, false, .date, "the working day of the registration"),
        ("skills/*", "skills/*", .element, false, .code("skillLevel"), "by track"),
        ("skillEvidence/*", "skillEvidence/*", .element, false, .code("skillEvidence"), "by track"),
        ("skillOrigin/*", "skillOrigin/*", .element, false, .code("skillOrigin"), "by track"),
        (
          "accepted/*", "accepted/*", .element, false, .text, "checks that a person accepted, with the text's arguments"
        ),
        ("frozen", "frozen", .decide, true, .date, "since when nobody works with the data, at the person's wish"),
        ("frozenReason", "frozen", .decide, true, .text, ""),
        ("frozenRequest", "frozen", .decide, false, .record(.dataRequest), "at whose wish"),
        ("keepUntil", "keep", .latest, false, .date, "somebody decided to keep the data at least so long"),
        ("keepReason", "keep", .latest, false, .text, ""),
        ("consent/*", "consent/*", .element, true, .date, "by purpose: since when the person agrees"),
        ("consentHow/*", "consentHow/*", .element, true, .code("consentHow"), "by purpose: how it was given"),
        ("withdrawn/*", "withdrawn/*", .element, true, .date, "by purpose: when the person took the consent back"),
      ])
    + rows(
      .enrolment,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("track", "track", .decide, false, .track, "a compiled track's code or an own track's id"),
        ("class", "class", .decide, false, .record(.trainingClass), ""),
        ("status", "class", .decide, false, .code("enrolmentStatus"), ""),
        ("statusDate", "class", .decide, false, .date, ""),
        ("statusReason", "class", .decide, false, .code("withdrawReason"), ""),
        ("day", "day", .decide, false, .date, "the working day of the assignment"),
        ("program", "program", .decide, false, .record(.program), ""),
        ("application", "application", .decide, false, .record(.application), "the application that led to it"),
        (
          "missing/*", "missing/*", .element, false, .code("needAnswer"),
          "what the track asks for and the person lacked when assigned (device, internet, age, after)"
        ),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .placement,
      [
        ("person", "placement", .decide, false, .record(.person), ""),
        ("kind", "placement", .decide, false, .code("placementKind"), ""),
        ("partner", "placement", .decide, false, .record(.partner), ""),
        ("employer", "placement", .decide, false, .text, "a company that is no partner, or the own business"),
        ("title", "placement", .decide, false, .text, "the work, or the kind of business"),
        ("place", "placement", .decide, false, .text, "town or country"),
        ("startDate", "placement", .decide, false, .date, ""),
        ("wageRange", "placement", .decide, false, .code("wageRange"), ""),
        ("evidence", "placement", .decide, false, .code("evidence"), ""),
        ("track", "placement", .decide, false, .track, "the track that led here"),
        ("endDate", "placement", .decide, false, .date, ""),
        ("endReason", "placement", .decide, false, .code("endReason"), ""),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
        (
          "accepted/*", "accepted/*", .element, false, .text, "checks that a person accepted, with the text's arguments"
        ),
      ])
    + rows(
      .partner,
      [
        ("name", "name", .decide, false, .text, ""),
        ("sector", "sector", .decide, false, .text, ""),
        ("address", "address", .decide, false, .text, ""),
        ("contact", "contact", .latest, true, .text, "whom to ask for"),
        ("phone", "phone", .latest, true, .phone, ""),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .track,
      [
        ("name", "name", .decide, false, .text, ""),
        ("field", "field", .decide, false, .code("trackField"), ""),
        ("words", "words", .decide, false, .text, "search words"),
        ("device", "device", .decide, false, .code("neededDevice"), "what it asks for"),
        ("internet", "internet", .decide, false, .code("neededInternet"), "what it asks for"),
        ("minimumAge", "minimumAge", .decide, false, .number, "years"),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
      ])
    + rows(
      .office,
      [
        ("name", "name", .decide, false, .text, ""),
        ("village", "village", .decide, false, .village, ""),
        ("address", "address", .latest, false, .text, ""),
        ("phone", "phone", .latest, false, .phone, ""),
        ("singleOfficer", "singleOfficer", .decide, false, .code("yesNo"), "one person is clerk and supervisor"),
      ])
    + rows(
      .device,
      [
        ("label", "label", .decide, false, .text, ""),
        ("letter", "letter", .decide, false, .text, "before numbers of the day"),
        ("office", "office", .decide, false, .record(.office), ""),
        ("key", "key", .latest, false, .text, "the public key with which it signs, as it says itself"),
        ("recipient", "recipient", .latest, false, .text, "to whom `age` seals what it shall read, as it says itself"),
        (
          "enrolled", "enrolled", .decide, false, .text,
          "the public key that a supervisor accepted; one is enough to begin the list of PCs"
        ),
        (
          "lastRoots", "lastRoots", .decide, false, .text,
          "of a PC that was taken out of the list: the ends of its last segments that count"
        ),
        (
          "vouched/*", "vouched/*", .element, false, .text,
          "ends of its segments that count without a signature: they were here when the list was begun, or it was put in again"
        ),
      ])
    + rows(
      .account,
      [
        ("name", "name", .decide, false, .text, ""),
        ("role", "role", .decide, false, .code("role"), ""),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
      ])
    + rows(
      .entry,
      [
        ("day", "day", .decide, false, .date, "the working day this entry belongs to: a saved field, not the clock's"),
        ("action", "action", .decide, false, .code("entryAction"), ""),
        ("subject", "subject", .decide, false, .text, "`kind/id` of what it is about"),
        ("summary", "summary", .decide, false, .text, ""),
        ("reason", "reason", .decide, false, .text, ""),
        (
          "question/*", "question/*", .element, true, .text,
          "what a file offers for a field of the subject that holds something else"
        ),
        (
          "state", "state", .decide, false, .code("entryState"),
          "empty is submitted, unless an approval names the entry"
        ),
        ("stateDay", "state", .decide, false, .date, "the working day of the decision or the correction"),
        ("stateNote", "state", .decide, false, .text, "what the clerk says to a correction"),
        (
          "returned/*", "returned/*", .element, false, .returnReason,
          "by `kind/id/field`: why this field came back"
        ),
        ("returnNote/*", "returnNote/*", .element, false, .text, "a sentence beside the reason"),
        (
          "part/*", "part/*", .element, false, .number,
          "of an import: its saves, each with how many families it brought"
        ),
        ("visit", "visit", .latest, false, .record(.deskVisit), "the visit in which it was entered"),
        (
          "warning/*", "warning/*", .element, true, .text,
          "of an import, by rule: how many rows it doubts, the line of the first and its text's arguments"
        ),
      ])
    + rows(
      .pair,
      [
        ("first", "pair", .decide, false, .text, "`kind/id`, the lower id"),
        ("second", "pair", .decide, false, .text, "`kind/id`, the higher id"),
        ("answer", "answer", .decide, false, .code("pairAnswer"), "`same` joins the two; empty joins nothing"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .fieldVisit,
      [
        ("household", "visit", .decide, false, .record(.household), "at whose door"),
        ("day", "visit", .decide, false, .date, "the working day of the visit"),
        ("outcome", "visit", .decide, false, .code("fieldOutcome"), ""),
        ("nextDay", "visit", .decide, false, .date, "when somebody comes again"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .approval,
      [
        ("day", "day", .decide, false, .date, "the working day of the approval"),
        ("choice", "choice", .decide, false, .text, "what was filtered for when the entries were counted"),
        ("entries/*", "entries/*", .element, false, .record(.entry), "by number: what is approved"),
      ])
    + rows(
      .day,
      [
        ("closed/*", "closed/*", .element, false, .text, "by PC: the login of who closed the day there"),
        ("number/*", "number/*", .element, false, .text, "by PC: the number of the closing"),
        (
          "covers/*", "covers/*", .element, false, .number,
          "by segment: the last line that was known when the day was closed"
        ),
      ])
    + rows(
      .returnReason,
      [
        ("name", "name", .decide, false, .text, ""),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
      ])
    + rows(
      .deskVisit,
      [
        ("day", "number", .decide, false, .date, "the working day of the number"),
        ("letter", "number", .decide, false, .text, "of the PC that gave the number"),
        ("number", "number", .decide, false, .number, "of the day, counted by each PC"),
        ("purpose", "purpose", .decide, false, .code("visitPurpose"), ""),
        ("name", "name", .decide, true, .text, "as the citizen said it"),
        ("person", "person", .decide, false, .record(.person), "once it is known who it is"),
        ("state", "state", .latest, false, .code("visitState"), "empty is waiting"),
        ("note", "note", .latest, true, .text, ""),
      ])
    + rows(
      .dataRequest,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("kind", "kind", .decide, false, .code("requestKind"), ""),
        ("received", "received", .decide, false, .text, "the moment from which the 3 × 24 hours run"),
        ("day", "day", .decide, false, .date, "the day of the request, of the calendar"),
        ("state", "state", .decide, false, .code("requestState"), "empty is open"),
        ("stateDay", "state", .decide, false, .date, ""),
        ("stateNote", "state", .decide, true, .text, "what was done, or why not"),
        ("note", "note", .latest, true, .text, "what was asked, in the person's words"),
      ])
    + rows(
      .erasure,
      [
        ("day", "day", .decide, false, .date, "the day of the decision, of the calendar"),
        ("request", "request", .decide, false, .record(.dataRequest), ""),
        ("reason", "reason", .decide, false, .text, ""),
        ("records/*", "records/*", .element, false, .text, "`kind/id` of what is erased"),
        ("lines/*", "lines/*", .element, false, .text, "`segment:n` of each blanked line, and the hash that it keeps"),
        ("device", "device", .decide, false, .record(.device), "the PC on which it was decided"),
        ("done/*", "done/*", .element, false, .date, "by PC: when it had blanked its own copies"),
      ])
    + rows(
      .breach,
      [
        ("day", "day", .decide, false, .date, "the day on which it became known, of the calendar"),
        ("found", "found", .decide, false, .text, "the moment from which the 3 × 24 hours run"),
        ("what", "what", .decide, false, .text, "what was lost or seen, and how"),
        ("device", "device", .decide, false, .record(.device), "the PC that is gone, where it is one"),
        ("until", "until", .decide, false, .date, "the last day whose data it held"),
        ("told", "told", .decide, false, .date, "when the people were told"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .loss,
      [
        (
          "lines/*", "lines/*", .element, false, .date,
          "by number in the segment that the id names: when a line that is missing everywhere was given up"
        ),
        (
          "copies", "copies", .latest, false, .date,
          "when the files that say they are that segment and cannot be believed were given up; a sound one counts as ever"
        ),
      ])
    + programs + work + groups + grants + mentors

  static func rows(
    _ kind: RecordKind, _ rows: [(String, String, MergeKind, Bool, ValueForm, String)]
  ) -> [FieldRule] {
    rows.map {
      FieldRule(kind: kind, name: $0.0, group: $0.1, merge: $0.2, isSensitive: $0.3, form: $0.4, meaning: $0.5)
    }
  }
}
