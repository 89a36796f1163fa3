// The rows of the field table from skill to work: themes, vacancies and referrals, work hubs, experts, follow-up, crafts.

extension FieldTable {
  static let workKinds: [KindRule] = [
    KindRule(kind: .theme, ownerField: nil),
    KindRule(kind: .vacancy, ownerField: nil),
    KindRule(kind: .referral, ownerField: "person"),
    KindRule(kind: .workHub, ownerField: nil),
    KindRule(kind: .hubSeat, ownerField: "person"),
    KindRule(kind: .expert, ownerField: "person"),
    KindRule(kind: .followUp, ownerField: "person"),
    KindRule(kind: .producer, ownerField: "person"),
    KindRule(kind: .product, ownerField: "producer"),
    KindRule(kind: .promotion, ownerField: "producer"),
  ]

  static let work: [FieldRule] =
    rows(
      .household,
      [
        ("electricity", "electricity", .latest, false, .code("electricity"), "what the household can use")
      ])
    + rows(
      .person,
      [
        ("shifts/*", "shifts/*", .element, false, .code("yesNo"), "by shift: whether the person can work then"),
        ("jobCardNumber", "jobCard", .decide, true, .text, "of the job-seeker card (AK/1)"),
        ("jobCardIssued", "jobCard", .decide, false, .date, "valid 2 years from then"),
        ("jobCardReported", "jobCard", .decide, false, .date, "reported to the agency last, due every 6 months"),
        ("jobCardReturned", "jobCard", .decide, false, .date, "when the person was hired"),
      ])
    + rows(
      .placement,
      [
        ("vacancy", "vacancy", .decide, false, .record(.vacancy), "that it filled")
      ])
    + rows(
      .theme,
      [
        ("village", "theme", .decide, false, .village, ""),
        ("track", "theme", .decide, false, .track, ""),
        ("starts", "window", .decide, false, .date, ""),
        ("ends", "window", .decide, false, .date, "empty while it runs"),
        ("level", "level", .decide, false, .code("skillLevel"), "the lowest level that counts as skilled; empty is 1"),
        ("program", "program", .decide, false, .record(.program), ""),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .vacancy,
      [
        ("partner", "partner", .decide, false, .record(.partner), ""),
        ("title", "title", .decide, false, .text, "the work"),
        ("number", "number", .decide, false, .text, "under which the vacancy is registered elsewhere"),
        ("opened", "window", .decide, false, .date, ""),
        ("until", "window", .decide, false, .date, "the last day on which somebody may be sent"),
        ("posts", "posts", .decide, false, .number, "people wanted"),
        ("shifts/*", "shifts/*", .element, false, .number, "by shift: how many of the posts"),
        ("track", "track", .decide, false, .track, "the skill that it asks for"),
        ("level", "level", .decide, false, .code("skillLevel"), "the lowest level"),
        ("minimumAge", "age", .decide, false, .number, "years"),
        ("maximumAge", "age", .decide, false, .number, "years"),
        ("sex", "sex", .decide, false, .code("sex"), "empty is any"),
        ("education", "education", .decide, false, .code("education"), "the lowest"),
        ("experience", "experience", .decide, false, .number, "months"),
        ("wageRange", "wageRange", .decide, false, .code("wageRange"), ""),
        ("workPlace", "workPlace", .decide, false, .code("workPlace"), ""),
        ("place", "place", .decide, false, .text, "town or street"),
        ("village", "place", .decide, false, .village, "for the distance"),
        ("rt", "place", .decide, false, .text, "three digits"),
        ("rw", "place", .decide, false, .text, "three digits"),
        ("device", "device", .decide, false, .code("neededDevice"), "what it asks for"),
        ("internet", "internet", .decide, false, .code("neededInternet"), "what it asks for"),
        // Two PCs that fill it on two days do not disagree.
        ("state", "state", .latest, false, .code("vacancyState"), "empty is open"),
        ("stateDate", "state", .latest, false, .date, ""),
        ("stateReason", "state", .latest, false, .text, ""),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .referral,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("vacancy", "vacancy", .decide, false, .record(.vacancy), ""),
        ("shift", "shift", .decide, false, .code("workShift"), ""),
        ("status", "status", .decide, false, .code("referralStatus"), "empty is referred"),
        ("statusDate", "status", .decide, false, .date, ""),
        ("statusReason", "status", .decide, false, .code("referralReason"), "why not"),
        ("statusNote", "status", .decide, false, .text, ""),
        // Apart from the status: whom another PC hired meanwhile stays hired.
        ("freed", "freed", .latest, false, .date, "when the last post went to somebody else"),
        ("interview", "interview", .decide, false, .date, "when it is held"),
        ("placement", "placement", .decide, false, .record(.placement), "what it led to"),
        ("day", "day", .decide, false, .date, "the working day of the referral"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .workHub,
      [
        ("name", "name", .decide, false, .text, ""),
        ("village", "place", .decide, false, .village, ""),
        ("address", "place", .decide, false, .text, ""),
        ("seats", "seats", .decide, false, .number, ""),
        ("device", "device", .decide, false, .code("device"), "what stands at a seat"),
        ("internet", "internet", .decide, false, .code("internet"), ""),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .hubSeat,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("hub", "seat", .decide, false, .record(.workHub), ""),
        ("seat", "seat", .decide, false, .number, "its number"),
        ("shift", "seat", .decide, false, .code("workShift"), ""),
        ("from", "seat", .decide, false, .date, ""),
        ("until", "seat", .decide, false, .date, "empty while the person sits there"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .expert,
      [
        ("person", "person", .decide, false, .record(.person), "of somebody who is registered here"),
        ("name", "name", .decide, false, .text, ""),
        ("agency", "agency", .decide, false, .text, ""),
        ("phone", "phone", .latest, true, .phone, ""),
        ("track", "track", .decide, false, .track, ""),
        ("skills", "skills", .decide, false, .text, "what the expert can do, in words"),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .followUp,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("about", "call", .decide, false, .text, "`placement/…`, `enrolment/…`, or `person/…` for the job-seeker card"),
        ("step", "call", .decide, false, .code("followUpStep"), ""),
        ("date", "call", .decide, false, .date, "of the call"),
        ("outcome", "call", .decide, false, .code("callOutcome"), ""),
        ("result", "call", .decide, false, .code("followUpResult"), "what the person does now"),
        ("reason", "call", .decide, false, .code("endReason"), "why the work ended"),
        ("next", "call", .decide, false, .date, "call again on"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .producer,
      [
        ("person", "person", .decide, false, .record(.person), ""),
        ("name", "name", .decide, false, .text, "of the business"),
        ("since", "since", .decide, false, .date, ""),
        ("channels/*", "channels/*", .element, false, .text, "by sales channel: the address or name there"),
        ("papers/*", "papers/*", .element, false, .text, "by certification: its number"),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
        ("note", "note", .latest, false, .text, ""),
      ])
    + rows(
      .product,
      [
        ("producer", "producer", .decide, false, .record(.producer), ""),
        ("name", "name", .decide, false, .text, ""),
        ("kind", "kind", .decide, false, .code("productKind"), ""),
        ("price", "price", .latest, false, .number, "rupiah"),
        ("unit", "price", .latest, false, .text, "what the price is for"),
        ("material", "material", .latest, false, .text, ""),
        ("photo", "photo", .latest, false, .text, "path of a picture file"),
        ("active", "active", .decide, false, .code("yesNo"), "empty is yes"),
        ("note", "note", .latest, false, .text, "said of it in the catalogue"),
      ])
    + rows(
      .promotion,
      [
        ("producer", "producer", .decide, false, .record(.producer), ""),
        ("product", "product", .decide, false, .record(.product), ""),
        ("kind", "promotion", .decide, false, .code("promotionKind"), ""),
        ("date", "promotion", .decide, false, .date, ""),
        ("place", "promotion", .decide, false, .text, ""),
        ("orders", "promotion", .decide, false, .number, "that came of it"),
        ("turnover", "promotion", .decide, false, .number, "rupiah"),
        ("day", "day", .decide, false, .date, "the working day of the entry"),
        ("note", "note", .latest, false, .text, ""),
      ])
}
