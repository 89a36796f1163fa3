// How far a programme is: unique people at each stage, apart from applications and enrolments, by village and by day.
import LoketModel

/// How far somebody is in a programme.
public enum ProgramStage: String, Sendable, CaseIterable {
  case applied, accepted, completed, certified, competent, placed
  /// Counts for the target.
  case achieved

  /// The stage that counts for the target, by a code of `CodeList.achievement`; completing a course where none is said.
  static func counting(_ code: String?) -> ProgramStage {
    switch code.flatMap(ProgramStage.init) {
    case .some(let stage) where stage != .applied && stage != .achieved: stage
    default: .completed
    }
  }
}

public struct ProgramFigures: Hashable, Sendable {
  public init() {}
  /// Unique people at each stage; whoever is further was at the stages before.
  public struct Stages: Hashable, Sendable, Encodable {
    public init() {}
    public var applied = 0
    public var accepted = 0
    public var completed = 0
    public var certified = 0
    public var competent = 0
    public var placed = 0
    /// Whoever counts for the target.
    public var achieved = 0

    public subscript(stage: ProgramStage) -> Int {
      get { self[keyPath: Stages.place(of: stage)] }
      set { self[keyPath: Stages.place(of: stage)] = newValue }
    }

    public static func += (left: inout Stages, right: Stages) {
      for stage in ProgramStage.allCases { left[stage] += right[stage] }
    }

    private static func place(of stage: ProgramStage) -> WritableKeyPath<Stages, Int> {
      switch stage {
      case .applied: \.applied
      case .accepted: \.accepted
      case .completed: \.completed
      case .certified: \.certified
      case .competent: \.competent
      case .placed: \.placed
      case .achieved: \.achieved
      }
    }
  }
  /// One person may have several.
  public internal(set) var applications = 0
  public internal(set) var enrolments = 0
  public internal(set) var people = Stages()
  /// By the ten digits of the village where a person lives; an empty text where that is not known.
  public internal(set) var villages: [String: Stages] = [:]
  /// How many people counted for the first time on each day.
  public internal(set) var achievedOn: [CalendarDate: Int] = [:]
  /// Classes that were not cancelled, those that are completed, and the seats of all.
  public internal(set) var classes = 0
  public internal(set) var completedClasses = 0
  public internal(set) var seats = 0

  /// How many had counted by the end of a day.
  public func achieved(by day: CalendarDate) -> Int {
    achievedOn.reduce(0) { $1.key <= day ? $0 + $1.value : $0 }
  }
}

/// The first day on which somebody reached each stage of a programme.
private struct Progress {
  var days: [ProgramStage: CalendarDate] = [:]
  /// Tracks of the programme that the person follows, with the first day.
  var tracks: [String: CalendarDate] = [:]

  mutating func reach(_ stage: ProgramStage, on day: CalendarDate?) {
    if let day { days[stage] = min(day, days[stage] ?? day) }
  }
}

extension Registry {
  /// The figures of a programme; people whose data rest are in none of them.
  /// - Parameter reached: is told of everybody who takes part, once, and of the stages that they reached.
  public func figures(
    ofProgram program: String, reached: (_ person: String, _ stages: Set<ProgramStage>) -> Void = { _, _ in }
  ) -> ProgramFigures {
    var figures = ProgramFigures()
    var people: [String: Progress] = [:]
    let counting = ProgramStage.counting(self.program(program)?.achieved)
    for row in handles(.application) where shown(row, "program") == program {
      guard let application = application(id(row)), let person = standing(application.person) else { continue }
      figures.applications += 1
      var progress = people[person] ?? Progress()
      let day = Registry.day(application.day)
      progress.reach(.applied, on: day)
      if application.status == "accepted" {
        progress.reach(.accepted, on: Registry.day(application.statusDate) ?? day)
      }
      if application.portalState == "certified" {
        progress.reach(.certified, on: Registry.day(application.portalDay) ?? day)
      }
      people[person] = progress
    }
    for row in handles(.enrolment) where shown(row, "program") == program {
      guard let enrolment = enrolment(id(row)), let person = standing(enrolment.person) else { continue }
      figures.enrolments += 1
      guard enrolment.status != "withdrawn" else { continue }
      var progress = people[person] ?? Progress()
      let day = Registry.day(enrolment.day)
      progress.reach(.applied, on: day)
      progress.reach(.accepted, on: day)
      if let track = enrolment.track, let day {
        progress.tracks[track] = min(day, progress.tracks[track] ?? day)
      }
      if enrolment.status == "completed" {
        progress.reach(.completed, on: Registry.day(enrolment.statusDate) ?? day)
      }
      people[person] = progress
    }
    for (person, progress) in people {
      var days = complete(progress, of: person, program).days
      days[.achieved] = days[counting]
      reached(person, Set(days.keys))
      figures.count(days, in: household(of: person)?.village ?? "")
    }
    for found in classes(ofProgram: program) where found.state != "cancelled" {
      figures.classes += 1
      if found.state == "completed" { figures.completedClasses += 1 }
      figures.seats += found.seats ?? 0
    }
    return figures
  }

  /// A person who is here, under the id that is shown; nil for one whose data rest or whose record is void.
  private func standing(_ person: String?) -> String? {
    guard let person else { return nil }
    let record = shownRecord(RecordRef(.person, person))
    return exists(record) && !isVoid(record) && !isFrozen(record) ? record.id : nil
  }

  /// With the certificates and the work that came of the programme's courses.
  private func complete(_ progress: Progress, of person: String, _ program: String) -> Progress {
    var progress = progress
    for certificate in certificates(of: person) {
      guard let course = certificate.enrolment, enrolment(course)?.program == program else { continue }
      let day = Registry.day(certificate.issued) ?? Registry.day(certificate.day)
      if certificate.kind == "competency" {
        if certificate.result == "K" { progress.reach(.competent, on: day) }
      } else {
        progress.reach(.certified, on: day)
      }
    }
    for placement in placements(of: person) {
      guard let track = placement.track, let from = progress.tracks[track],
        let day = Registry.day(placement.startDate) ?? Registry.day(placement.day), day >= from
      else { continue }
      progress.reach(.placed, on: day)
    }
    return progress
  }

  private static func day(_ iso: String?) -> CalendarDate? { iso.flatMap { CalendarDate(iso: $0) } }
}

extension ProgramFigures {
  fileprivate mutating func count(_ days: [ProgramStage: CalendarDate], in village: String) {
    for stage in days.keys {
      people[stage] += 1
      villages[village, default: Stages()][stage] += 1
    }
    if let day = days[.achieved] { achievedOn[day, default: 0] += 1 }
  }
}
