// The rows of the field table for programmes: what an office runs, who applies, how a class goes, and what people got.

extension FieldTable {
  static let programs: [FieldRule] =
    rows(
      .program,
      [
        ("template", "template", .decide, false, .text, "the template in `programs.json` that it was copied from"),
        ("year", "template", .decide, false, .number, ""),
        ("name", "name", .decide, false, .text, ""),
        ("owner", "owner", .decide, false, .text, "the agency that answers for it"),
        ("state", "state", .decide, false, .code("programState"), "empty is running"),
        ("fundingSource", "fundingSource", .decide, false, .code("fundingSource"), ""),
        ("target", "target", .decide, false, .number, "people that it promised"),
        ("floor", "floor", .decide, false, .number, "people that its own classes add up to"),
        ("quota", "quota", .decide, false, .number, "people in its groups at most; empty is no limit"),
        ("starts", "window", .decide, false, .date, ""),
        ("deadline", "window", .decide, false, .date, "the day by which the target is due"),
        ("classSize", "classSize", .decide, false, .number, "people in a class"),
        ("coursesPerVillage", "coursesPerVillage", .decide, false, .number, "at least"),
        ("villages", "villages", .decide, false, .number, "how many take part"),
        ("selection", "selection", .decide, false, .code("selectionMethod"), ""),
        ("tieBreak", "tieBreak", .decide, false, .text, "criteria in their order, before the draw"),
        ("achieved", "achieved", .decide, false, .code("achievement"), "from when on a person counts"),
        (
          "segments/*", "segments/*", .element, false, .number,
          "by segment: its share of the target, 0 where none is set"
        ),
        ("tracks/*", "tracks/*", .element, false, .number, "by track: its level in the ladder, from 1 on"),
        ("rules/*", "rules/*", .element, false, .text, "by rule of who may join: what it asks for"),
        (
          "regulations/*", "regulations/*", .element, false, .text,
          "by rule: the regulation it stands on, with its year"
        ),
        ("weights/*", "weights/*", .element, false, .number, "by criterion of the selection: its weight"),
        ("points/*", "points/*", .element, false, .number, "by `field.value` of a person: points of the need score"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .wave,
      [
        ("program", "program", .decide, false, .record(.program), ""),
        ("name", "name", .decide, false, .text, ""),
        ("opens", "window", .decide, false, .date, "first day of registration"),
        ("closes", "window", .decide, false, .date, "last day of registration"),
        ("confirmBy", "confirm", .decide, false, .date, "until then a selected applicant's seat is kept"),
        ("cutOff", "confirm", .decide, false, .date, "the last day on which a reserve moves up"),
        ("seed", "draw", .decide, false, .text, "of the draw between equals"),
        ("seedDay", "draw", .decide, false, .date, "when it was recorded"),
        (
          "weights/*", "weights/*", .element, false, .number,
          "by `track.criterion`: its weight, as that track was declared"
        ),
        ("tieBreak/*", "tieBreak/*", .element, false, .text, "by track: what parts equals, as it was declared"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .trainingClass,
      [
        ("program", "program", .decide, false, .record(.program), ""),
        ("wave", "wave", .decide, false, .record(.wave), ""),
        ("track", "track", .decide, false, .track, ""),
        ("name", "name", .decide, false, .text, ""),
        ("capacity", "capacity", .decide, false, .number, "seats"),
        ("mode", "mode", .decide, false, .code("classMode"), ""),
        ("room", "room", .decide, false, .text, "hall or workshop"),
        ("village", "village", .decide, false, .village, "for whose people it is held"),
        ("agency", "agency", .decide, false, .text, "the supervising agency"),
        ("trainer", "trainer", .decide, false, .text, ""),
        ("fundingSource", "fundingSource", .decide, false, .code("fundingSource"), "where it is not the programme's"),
        ("starts", "dates", .decide, false, .date, ""),
        ("ends", "dates", .decide, false, .date, ""),
        ("state", "state", .decide, false, .code("classState"), "empty is planned"),
        ("stateDate", "state", .decide, false, .date, ""),
        ("stateReason", "state", .decide, false, .text, ""),
        ("attendance", "attendance", .decide, false, .number, "per cent of the sessions that completing it takes"),
        ("partner", "promise", .decide, false, .record(.partner), "who promised work to its graduates"),
        ("posts", "promise", .decide, false, .number, "how many"),
        ("sessions/*", "sessions/*", .element, false, .text, "by `YYYY-MM-DD.HHMM`: until when, `HHMM`"),
        ("modules/*", "modules/*", .element, false, .text, "by number: what is taught"),
        ("taught/*", "taught/*", .element, false, .date, "by module: when it was finished"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .attendance,
      [
        ("class", "session", .decide, false, .record(.trainingClass), ""),
        ("session", "session", .decide, false, .text, "`YYYY-MM-DD.HHMM`"),
        ("marks/*", "marks/*", .element, false, .code("attendanceMark"), "by enrolment"),
      ])
    + rows(
      .application,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("program", "wave", .decide, false, .record(.program), ""),
        ("wave", "wave", .decide, false, .record(.wave), ""),
        ("track", "track", .decide, false, .track, ""),
        ("segment", "segment", .decide, false, .code("segment"), ""),
        ("day", "day", .decide, false, .date, "the working day of the application"),
        ("status", "status", .decide, false, .code("applicationStatus"), "empty is submitted"),
        ("statusDate", "status", .decide, false, .date, ""),
        ("statusReason", "status", .decide, false, .text, ""),
        ("rank", "rank", .decide, false, .number, "as the selection was declared"),
        ("rankDay", "rank", .decide, false, .date, "when it was declared"),
        ("rankReason", "rank", .decide, false, .text, "where somebody set it apart from the score"),
        (
          "scores/*", "scores/*", .element, false, .number,
          "by criterion: 0 to 100; that of the need as it was declared"
        ),
        ("override/*", "override/*", .element, false, .text, "by rule: why it was set aside"),
        ("portalState", "portal", .decide, false, .code("portalState"), "on the external portal"),
        ("portalNumber", "portal", .decide, false, .text, "account, or certificate number there"),
        ("portalDay", "portal", .decide, false, .date, ""),
        ("assisted", "assisted", .latest, false, .code("yesNo"), "somebody typed it in for the person"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .certificate,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("enrolment", "enrolment", .decide, false, .record(.enrolment), "the course that led to it"),
        ("track", "track", .decide, false, .track, ""),
        ("kind", "certificate", .decide, false, .code("certificateKind"), ""),
        ("number", "certificate", .decide, false, .text, ""),
        ("issuer", "certificate", .decide, false, .text, ""),
        ("scheme", "certificate", .decide, false, .text, "of a competency test"),
        ("result", "certificate", .decide, false, .code("competence"), "of a competency test"),
        ("issued", "certificate", .decide, false, .date, ""),
        ("expires", "certificate", .decide, false, .date, "empty is never"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .event,
      [
        ("program", "program", .decide, false, .record(.program), ""),
        ("kind", "kind", .decide, false, .code("eventKind"), ""),
        ("name", "name", .decide, false, .text, ""),
        ("date", "place", .decide, false, .date, ""),
        ("starts", "place", .decide, false, .text, "`HHMM`"),
        ("ends", "place", .decide, false, .text, "`HHMM`"),
        ("room", "place", .decide, false, .text, ""),
        ("guests/*", "guests/*", .element, false, .code("guestMark"), "by person"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .aid,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("program", "program", .decide, false, .record(.program), ""),
        ("event", "event", .decide, false, .record(.event), "where it was handed over"),
        ("kind", "aid", .decide, false, .code("aidKind"), ""),
        ("item", "aid", .decide, false, .text, ""),
        ("amount", "aid", .decide, false, .number, "rupiah"),
        ("fundingSource", "aid", .decide, false, .code("fundingSource"), ""),
        ("given", "aid", .decide, false, .date, ""),
        ("evidence", "aid", .decide, false, .text, "receipt or letter"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
}
