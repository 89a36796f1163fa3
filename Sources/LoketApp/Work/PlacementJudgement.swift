// What the rules look at when somebody is placed, by the placement form or by a hiring: both are judged alike.
import LoketModel
import LoketRegistry

extension RuleSubject {
  /// - Parameters:
  ///   - values: of the placement, stored or as typed.
  ///   - corrected: the placement that is corrected, which is not compared with itself.
  static func placement(
    _ values: [String: String], of person: String, correcting corrected: String? = nil, _ context: Context
  ) -> RuleSubject {
    var subject = RuleSubject(
      kind: .placement, values: values, today: context.today, officeVillage: context.session.office,
      regions: context.regions)
    subject.enrolledOn = context.registry.enrolments(of: person).filter { $0.track == values["track"] }
      .compactMap { $0.day.flatMap { CalendarDate(iso: $0) } }.min()
    subject.running = context.registry.placements(of: person).filter { $0.endDate == nil && $0.id != corrected }
    return subject
  }
}
