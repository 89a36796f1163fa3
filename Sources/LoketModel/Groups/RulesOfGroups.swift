// The rules of groups, areas and what areas have: what each needs, and its dates.

extension Phrase {
  static let groupName = Phrase("rule.group.name")
  static let groupProgram = Phrase("rule.group.program")
  static let groupField = Phrase("rule.group.field")
  static let groupProposalDate = Phrase("rule.group.proposalDate")
  static let groupProposalFuture = Phrase("rule.group.proposalFuture")
  static let groupFormedFuture = Phrase("rule.group.formedFuture")
  static let groupEnds = Phrase("rule.group.ends")
  static let groupEndReason = Phrase("rule.group.endReason")
  static let groupEndDate = Phrase("rule.group.endDate")
  static let groupOffTaker = Phrase("rule.group.offTaker")
  static let areaName = Phrase("rule.area.name")
  static let resourceName = Phrase("rule.resource.name")
  static let resourceKindMissing = Phrase("rule.resource.kind")
  static let resourceUnit = Phrase("rule.resource.unit")
}

extension Rules {
  private static let source = "DOMAIN §1, P4"
  private static let reasons = "Issue: each with a reason"

  static let groups: [Rule] =
    [
      required("group.name", .group, "name", .groupName),
      required("group.program", .group, "program", .groupProgram),
      required("group.field", .group, "field", .groupField),
      Rule("group.proposalDate", .group, ["proposalDate", "proposal"], .error, source, .groupProposalDate) {
        $0.value("proposal") != nil && $0.value("proposalDate") == nil ? [:] : nil
      },
      notAhead("group.proposalFuture", "proposalDate", .groupProposalFuture),
      notAhead("group.formedFuture", "formedOn", .groupFormedFuture),
      before("group.ends", .group, "formedOn", "endedOn", .error, .groupEnds),
      Rule("group.endReason", .group, ["endReason", "endedOn"], .error, reasons, .groupEndReason) {
        $0.value("endedOn") != nil && $0.value("endReason") == nil ? [:] : nil
      },
      Rule("group.endDate", .group, ["endedOn", "endReason"], .error, reasons, .groupEndDate) {
        $0.value("endedOn") == nil && $0.value("endReason") != nil ? [:] : nil
      },
      Rule("group.offTaker", .group, ["offTaker"], .info, source, .groupOffTaker) {
        $0.value("offTaker") == nil ? [:] : nil
      },
      required("area.name", .area, "name", .areaName),
      required("resource.name", .resource, "name", .resourceName),
      required("resource.kind", .resource, "kind", .resourceKindMissing),
      Rule("resource.unit", .resource, ["unit", "amount"], .check, source, .resourceUnit) {
        $0.value("amount") != nil && $0.value("unit") == nil ? [:] : nil
      },
    ] + ["proposalDate", "formedOn", "endedOn"].map { readable(.group, $0) }

  /// A day that is still to come is a slip of the finger, or a plan.
  private static func notAhead(_ id: String, _ field: String, _ phrase: Phrase) -> Rule {
    Rule(id, .group, [field], .check, source, phrase) { subject in
      guard let date = subject.date(field), date > subject.today else { return nil }
      return ["date": date.display]
    }
  }
}
