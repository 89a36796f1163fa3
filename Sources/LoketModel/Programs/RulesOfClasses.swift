// The rules of classes and of certificates.

extension Phrase {
  static let className = Phrase("rule.class.name")
  static let classTrack = Phrase("rule.class.track")
  static let classCapacity = Phrase("rule.class.capacity")
  static let classStartsInvalid = Phrase("rule.class.startsInvalid")
  static let classEndsInvalid = Phrase("rule.class.endsInvalid")
  static let classEndsBeforeStarts = Phrase("rule.class.endsBeforeStarts")
  static let classAttendance = Phrase("rule.class.attendance")
  static let classPosts = Phrase("rule.class.posts")
  static let classPartner = Phrase("rule.class.partner")
  static let classCancelReason = Phrase("rule.class.cancelReason")
  static let certificatePerson = Phrase("rule.certificate.person")
  static let certificateKindMissing = Phrase("rule.certificate.kind")
  static let certificateNumber = Phrase("rule.certificate.number")
  static let certificateIssued = Phrase("rule.certificate.issued")
  static let certificateIssuedInvalid = Phrase("rule.certificate.issuedInvalid")
  static let certificateIssuedFuture = Phrase("rule.certificate.issuedFuture")
  static let certificateExpiresInvalid = Phrase("rule.certificate.expiresInvalid")
  static let certificateExpiresBeforeIssued = Phrase("rule.certificate.expiresBeforeIssued")
  static let certificateIssuer = Phrase("rule.certificate.issuer")
  static let certificateResult = Phrase("rule.certificate.result")
}

extension Rules {
  private static let source = "DOMAIN §1, P2 and P3"
  private static let papers = "DOMAIN §8"

  static let classes: [Rule] = [
    required("class.name", .trainingClass, "name", .className),
    required("class.track", .trainingClass, "track", .classTrack),
    Rule("class.capacity", .trainingClass, ["capacity"], .error, source, .classCapacity) {
      isNumber($0.value("capacity"), in: 1...999) ? nil : [:]
    },
    Rule(
      "class.startsInvalid", .trainingClass, ["starts"], .error, "Calendar", .classStartsInvalid,
      says: { problem($0, "starts") }),
    Rule(
      "class.endsInvalid", .trainingClass, ["ends"], .error, "Calendar", .classEndsInvalid,
      says: { problem($0, "ends") }),
    Rule("class.endsBeforeStarts", .trainingClass, ["ends", "starts"], .error, source, .classEndsBeforeStarts) {
      subject in
      guard let starts = subject.date("starts"), let ends = subject.date("ends"), ends < starts else { return nil }
      return ["starts": starts.display, "ends": ends.display]
    },
    Rule("class.attendance", .trainingClass, ["attendance"], .error, source, .classAttendance) { subject in
      subject.value("attendance") == nil || isNumber(subject.value("attendance"), in: 1...100) ? nil : [:]
    },
    Rule("class.posts", .trainingClass, ["posts"], .error, source, .classPosts) { subject in
      subject.value("posts") == nil || isNumber(subject.value("posts"), in: 1...999) ? nil : [:]
    },
    Rule("class.partner", .trainingClass, ["partner", "posts"], .check, source, .classPartner) { subject in
      subject.value("posts") != nil && subject.value("partner") == nil ? [:] : nil
    },
    Rule(
      "class.cancelReason", .trainingClass, ["stateReason", "state"], .error, "Issue: each with a reason",
      .classCancelReason
    ) { subject in
      subject.value("state") == "cancelled" && subject.value("stateReason") == nil ? [:] : nil
    },
    required("certificate.person", .certificate, "person", .certificatePerson),
    Rule("certificate.kind", .certificate, ["kind"], .error, papers, .certificateKindMissing) {
      $0.isCode("kind", of: .certificateKind) ? nil : [:]
    },
    // Of a competency test that was not passed there is no number.
    Rule("certificate.number", .certificate, ["number", "result"], .error, papers, .certificateNumber) { subject in
      subject.value("number") == nil && subject.value("result") != "BK" ? [:] : nil
    },
    required("certificate.issued", .certificate, "issued", .certificateIssued),
    Rule(
      "certificate.issuedInvalid", .certificate, ["issued"], .error, "Calendar", .certificateIssuedInvalid,
      says: { problem($0, "issued") }),
    Rule("certificate.issuedFuture", .certificate, ["issued"], .check, papers, .certificateIssuedFuture) { subject in
      guard let issued = subject.date("issued"), issued > subject.today else { return nil }
      return ["date": issued.display]
    },
    Rule(
      "certificate.expiresInvalid", .certificate, ["expires"], .error, "Calendar", .certificateExpiresInvalid,
      says: { problem($0, "expires") }),
    Rule(
      "certificate.expiresBeforeIssued", .certificate, ["expires", "issued"], .error, papers,
      .certificateExpiresBeforeIssued
    ) { subject in
      guard let issued = subject.date("issued"), let expires = subject.date("expires"), expires <= issued else {
        return nil
      }
      return ["issued": issued.display, "expires": expires.display]
    },
    required("certificate.issuer", .certificate, "issuer", .certificateIssuer),
    Rule("certificate.result", .certificate, ["result", "kind"], .error, papers, .certificateResult) { subject in
      subject.value("kind") == "competency" && !subject.isCode("result", of: .competence) ? [:] : nil
    },
  ]

  private static func isNumber(_ text: String?, in range: ClosedRange<Int>) -> Bool {
    text.flatMap { Int($0) }.map(range.contains) ?? false
  }
}
