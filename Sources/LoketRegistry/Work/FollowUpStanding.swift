// What the figures of follow-up count of one placement or course, in a few bytes: the list keeps it for everybody.
import LoketModel

struct FollowUpStanding: Hashable, Sendable {
  /// What one step comes to.
  enum Report: UInt8 {
    /// Not asked under this: the person is called about something newer.
    case elsewhere
    /// Its time was over before the entry: neither due nor reported.
    case beforeEntry
    /// Nobody was reached so far.
    case missing
    case sameWork, otherWork, ownBusiness, studying, notWorking

    /// - Parameter call: the last call of the step that reached the person.
    init(_ call: FollowUpCall?) {
      guard let call else {
        self = .missing
        return
      }
      switch call.result {
      case "same": self = .sameWork
      case "otherJob": self = .otherWork
      case "business": self = .ownBusiness
      case "studying": self = .studying
      default: self = .notWorking
      }
    }
  }

  /// A handle of the registry.
  let person: UInt32
  /// A placement; else a completed course.
  let isPlacement: Bool
  private let isCallable: Bool
  let begins: CalendarDate
  /// One byte for each of `FollowUpStep.afterStart`.
  private var bytes: SIMD4<UInt8>

  /// Nil of a job-seeker card, and where something newer is asked from the first day on: then it has nothing to tell.
  init?(_ subject: FollowUpSubject, of person: UInt32, isCallable: Bool) {
    let (own, before) = (subject.ownSteps, subject.ownStepsBeforeEntry)
    guard subject.about.kind != .person, !(own.isEmpty && before.isEmpty) else { return nil }
    self.person = person
    self.isCallable = isCallable
    isPlacement = subject.about.kind == .placement
    begins = subject.begins
    bytes = SIMD4(repeating: Report.elsewhere.rawValue)
    for (place, step) in FollowUpStep.afterStart.enumerated() {
      if before.contains(where: { $0.step == step }) {
        bytes[place] = Report.beforeEntry.rawValue
      } else if own.contains(where: { $0.step == step }) {
        bytes[place] = Report(subject.reached(step)).rawValue
      }
    }
  }

  /// In the order of `FollowUpStep.afterStart`.
  subscript(_ place: Int) -> Report { Report(rawValue: bytes[place]) ?? .elsewhere }

  /// Whether a step counts by a day: it is due, and somebody told or can still be reached. Nobody can reach who died or moved
  /// away; what such a person said before counts.
  func counts(_ place: Int, on day: CalendarDate) -> Bool {
    switch self[place] {
    case .elsewhere: false
    case .beforeEntry: isCallable
    case .missing: isCallable && isDue(place, on: day)
    default: isDue(place, on: day)
    }
  }

  private func isDue(_ place: Int, on day: CalendarDate) -> Bool {
    begins.adding(months: FollowUpStep.afterStart[place].months) <= day
  }
}
