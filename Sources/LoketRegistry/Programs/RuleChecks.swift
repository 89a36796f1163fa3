// The applicants of a wave whom somebody must look at before the selection: refused by a rule, or with something left to ask.
import LoketModel

/// What the rules say of one application that waits for the selection.
public struct RuleCheck: Hashable, Sendable, Identifiable {
  public let application: Application
  /// Those that refuse or must still be asked about, in the table's order: never empty.
  public let answers: [RuleAnswer]
  public var id: String { application.id }
  public var isRefused: Bool { answers.contains(where: \.isRefusal) }
}

extension Registry {
  /// Submitted applications that a rule refuses, then those of which a rule does not know enough; each part in the order of
  /// application. A file brings applicants in without asking the rules, and what is known of somebody changes later.
  /// - Parameter track: nil for every track.
  public func ruleChecks(inWave wave: String, track: String? = nil, _ setting: ApplicationSetting) -> [RuleCheck] {
    let placed = self.wave(wave)?.program.map { self.placed(in: $0) } ?? [:]
    let checks = applications(inWave: wave).compactMap { application -> RuleCheck? in
      guard application.status ?? "submitted" == "submitted", track == nil || application.track == track,
        let person = application.person
      else { return nil }
      let answers = answers(
        person: person, program: application.program ?? "", track: application.track ?? "",
        segment: application.segment, application: application.id, placed: placed, setting
      ).filter { $0.isRefusal || $0.isOpen }
      return answers.isEmpty ? nil : RuleCheck(application: application, answers: answers)
    }
    return checks.filter(\.isRefused) + checks.filter { !$0.isRefused }
  }

  /// The edits that record that a rule refuses an applicant, with the reason in words.
  public func refusalEdits(_ application: String, reason: String, on workDay: CalendarDate) -> [Edit] {
    statusEdits(application, "refused", reason: reason, on: workDay)
  }
}
