// The rules of a call.

extension Phrase {
  static let followUpOutcome = Phrase("rule.followUp.outcome")
  static let followUpResultAlone = Phrase("rule.followUp.resultAlone")
  static let followUpReasonAlone = Phrase("rule.followUp.reasonAlone")
  static let followUpNextInvalid = Phrase("rule.followUp.nextInvalid")
}

extension Rules {
  private static let source = "DOMAIN §8: who was not reached is not yet reported, which is not \"not working\""

  static let followUp: [Rule] = [
    required("followUp.outcome", .followUp, "outcome", .followUpOutcome),
    Rule("followUp.resultAlone", .followUp, ["result", "outcome"], .error, source, .followUpResultAlone) { subject in
      subject.value("result") != nil && subject.value("outcome") != "reached" ? [:] : nil
    },
    Rule("followUp.reasonAlone", .followUp, ["reason", "result"], .error, source, .followUpReasonAlone) { subject in
      subject.value("reason") != nil && [nil, "same"].contains(subject.value("result")) ? [:] : nil
    },
    Rule(
      "followUp.nextInvalid", .followUp, ["next"], .error, "Calendar", .followUpNextInvalid,
      says: { problem($0, "next") }),
  ]
}
