// How far a programme is: unique people at each stage, apart from applications and enrolments, by village and by day.
import LoketModel

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
  }
  /// One person may have several.
  public fileprivate(set) var applications = 0
  public fileprivate(set) var enrolments = 0
  public fileprivate(set) var people = Stages()
  /// By the ten digits of the village where a person lives; an empty text where that is not known.
  public fileprivate(set) var villages: [String: Stages] = [:]
  /// How many people counted for the first time on each day.
  public fileprivate(set) var achievedOn: [CalendarDate: Int] = [:]
  /// Classes that were not cancelled, those that are completed, and the seats of all.
  public fileprivate(set) var classes = 0
  public fileprivate(set) var completedClasses = 0
  public fileprivate(set) var seats = 0

  /// How many had counted by the end of a day.
  public func achieved(by day: CalendarDate) -> Int {
    achievedOn.reduce(0) { $1.key <= day ? $0 + $1.value : $0 }
  }
}

/// The first day on which somebody reached each stage of a programme.
private struct Progress {
  var applied, accepted, completed, certified, competent, placed: CalendarDate?
  /// Tracks of the programme that the person follows, with the first day.
  var tracks: [String: CalendarDate] = [:]
}

extension Registry {
  /// The figures of a programme; people whose data rest are in none of them.
  public func figures(ofProgram program: String) -> ProgramFigures {
    var figures = ProgramFigures()
    var people: [String: Progress] = [:]
    let achieved = self.program(program)?.achieved ?? "completed"
    for row in handles(.application) where shown(row, "program") == program {
      guard let application = application(id(row)), let person = standing(application.person) else { continue }
      figures.applications += 1
      var progress = people[person] ?? Progress()
      let day = Registry.day(application.day)
      progress.applied = Registry.earlier(progress.applied, day)
      if application.status == "accepted" {
        progress.accepted = Registry.earlier(progress.accepted, Registry.day(application.statusDate) ?? day)
      }
      if application.portalState == "certified" {
        progress.certified = Registry.earlier(progress.certified, Registry.day(application.portalDay) ?? day)
      }
      people[person] = progress
    }
    for row in handles(.enrolment) where shown(row, "program") == program {
      guard let enrolment = enrolment(id(row)), let person = standing(enrolment.person) else { continue }
      figures.enrolments += 1
      guard enrolment.status != "withdrawn" else { continue }
      var progress = people[person] ?? Progress()
      let day = Registry.day(enrolment.day)
      progress.applied = Registry.earlier(progress.applied, day)
      progress.accepted = Registry.earlier(progress.accepted, day)
      if let track = enrolment.track, let day {
        progress.tracks[track] = Registry.earlier(progress.tracks[track], day)
      }
      if enrolment.status == "completed" {
        progress.completed = Registry.earlier(progress.completed, Registry.day(enrolment.statusDate) ?? day)
      }
      people[person] = progress
    }
    for (person, progress) in people { figures.count(complete(progress, of: person, program), person, achieved, self) }
    for found in classes(ofProgram: program) where found.state != "cancelled" {
      figures.classes += 1
      if found.state == "completed" { figures.completedClasses += 1 }
      figures.seats += found.capacity.flatMap { Int($0) } ?? 0
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
        if certificate.result == "K" { progress.competent = Registry.earlier(progress.competent, day) }
      } else {
        progress.certified = Registry.earlier(progress.certified, day)
      }
    }
    for placement in placements(of: person) {
      guard let track = placement.track, let from = progress.tracks[track],
        let day = Registry.day(placement.startDate) ?? Registry.day(placement.day), day >= from
      else { continue }
      progress.placed = Registry.earlier(progress.placed, day)
    }
    return progress
  }

  private static func day(_ iso: String?) -> CalendarDate? { iso.flatMap { CalendarDate(iso: $0) } }

  private static func earlier(_ left: CalendarDate?, _ right: CalendarDate?) -> CalendarDate? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }
}

extension ProgramFigures {
  fileprivate mutating func count(_ progress: Progress, _ person: String, _ achieved: String, _ registry: Registry) {
    let stages: [(WritableKeyPath<Stages, Int>, CalendarDate?)] = [
      (\.applied, progress.applied), (\.accepted, progress.accepted), (\.completed, progress.completed),
      (\.certified, progress.certified), (\.competent, progress.competent), (\.placed, progress.placed),
    ]
    let counted: CalendarDate? =
      switch achieved {
      case "accepted": progress.accepted
      case "certified": progress.certified
      case "competent": progress.competent
      case "placed": progress.placed
      default: progress.completed
      }
    let village = registry.household(of: person)?.village ?? ""
    for (stage, day) in stages where day != nil {
      people[keyPath: stage] += 1
      villages[village, default: Stages()][keyPath: stage] += 1
    }
    guard let counted else { return }
    people.achieved += 1
    villages[village, default: Stages()].achieved += 1
    achievedOn[counted, default: 0] += 1
  }
}
