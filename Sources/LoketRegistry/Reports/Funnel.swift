// The funnel of an office: how many different people applied, were selected, trained, certified, placed, and still work
// after six months. One walk over the records; every filter and every list of people is counted from what it found.
import LoketModel

/// How far somebody came.
public enum FunnelStage: String, Sendable, CaseIterable, Encodable {
  /// An application, or an enrolment that was not withdrawn: whoever is assigned at the desk needs no application.
  case applied
  /// `application.status` is one of ``FunnelStage/chosen``, or an enrolment was not withdrawn.
  case selected
  /// `enrolment.status` is `completed`.
  case trained
  /// A certificate whose `enrolment` is one that counts: `kind` is not `competency`, or its `result` is `K`; or
  /// `application.portalState` is `certified`.
  case certified
  /// A placement of which `track` is that of an enrolment that counts and whose `startDate` (else `day`) is not before that
  /// enrolment's `day`. Work that was found before the course ended counts: there may be more placed than certified.
  case placed
  /// The last call of `step` 6 that reached the person about such a placement has one of the results of
  /// ``FunnelStage/working``. Whoever was not reached is not among them, and is not said to be out of work.
  case working

  /// Codes of `CodeList.applicationStatus` of somebody who was chosen and still wants the place.
  static let chosen: Set<String> = ["selected", "ready", "accepted"]
  /// Codes of `CodeList.followUpResult`.
  static let atWork: Set<String> = ["same", "otherJob", "business"]

  public var words: Phrase { Phrase("funnel.stage.\(rawValue)") }
}

/// Of whom the funnel tells.
public enum FunnelFilter: Hashable, Sendable {
  case everybody
  /// The id of a programme.
  case program(String)
  /// The code of a track.
  case track(String)
}

public struct Funnel: Equatable, Sendable {
  /// One stage: different people, never records.
  public struct Figure: Hashable, Sendable, Encodable {
    public let stage: String
    /// `verified` and `unverified` together, with those whose data rest.
    public internal(set) var people = 0
    /// People of whom everything that stands in a record of this stage was approved.
    public internal(set) var verified = 0
    public internal(set) var unverified = 0
    /// Of `people`, whose data rest: counted, and in no list.
    public internal(set) var resting = 0
    /// Whole percents of the first stage and of the stage before, which may be fewer people; nil of nobody.
    public internal(set) var ofFirst: Int?
    public internal(set) var ofBefore: Int?
  }

  /// A person of a stage whose data do not rest.
  public struct Reached: Hashable, Sendable {
    public let person: String
    public let isVerified: Bool
  }

  /// That somebody came to a stage, by one record.
  private struct Evidence: Hashable, Sendable {
    let stage: FunnelStage
    let person: UInt32
    let record: UInt32
    /// Empty where none is named.
    let program: String
    let track: String
    /// YYYY-MM-DD; empty where it is not known.
    let day: String

    func belongs(to filter: FunnelFilter, by last: String?) -> Bool {
      if let last, day > last { return false }
      switch filter {
      case .everybody: return true
      case .program(let id): return program == id
      case .track(let code): return track == code
      }
    }
  }

  private var evidence: [Evidence] = []
  /// Records that were approved, and people whose data rest: handles.
  private var approved: Set<UInt32> = []
  private var resting: Set<UInt32> = []

  public init() {}

  /// Codes of the tracks in which somebody came to a stage, in their order.
  public var tracks: [String] { Set(evidence.map(\.track)).subtracting([""]).sorted() }

  /// The six stages in their order.
  /// - Parameter last: what happened later does not count; what has no day does. Nil: everything.
  public func figures(_ filter: FunnelFilter, by last: CalendarDate? = nil) -> [Figure] {
    var people = [[UInt32: Bool]](repeating: [:], count: FunnelStage.allCases.count)
    for (place, stage) in FunnelStage.allCases.enumerated() { people[place] = reached(stage, filter, by: last) }
    return FunnelStage.allCases.enumerated().map { place, stage in
      let found = people[place]
      var figure = Figure(stage: stage.rawValue)
      figure.people = found.count
      figure.verified = found.values.count { $0 }
      figure.unverified = figure.people - figure.verified
      figure.resting = resting.isEmpty ? 0 : found.keys.count { resting.contains($0) }
      figure.ofFirst = Funnel.percent(figure.people, of: people[0].count)
      figure.ofBefore = place == 0 ? nil : Funnel.percent(figure.people, of: people[place - 1].count)
      return figure
    }
  }

  /// As ``WholePercent``, and past 100 where there are more than in the stage before.
  private static func percent(_ count: Int, of whole: Int) -> Int? {
    guard count > whole, whole > 0 else { return WholePercent.of(count, whole) }
    return max((count * 200 + whole) / (2 * whole), 101)
  }

  /// Who came to a stage, by id; whose data rest is not among them.
  public func people(at stage: FunnelStage, _ filter: FunnelFilter, in registry: Registry) -> [Reached] {
    reached(stage, filter, by: nil).filter { !resting.contains($0.key) }
      .map { Reached(person: registry.id($0.key), isVerified: $0.value) }.sorted { $0.person < $1.person }
  }

  /// Each person once, with whether a record of the stage was approved.
  private func reached(_ stage: FunnelStage, _ filter: FunnelFilter, by last: CalendarDate?) -> [UInt32: Bool] {
    var people: [UInt32: Bool] = [:]
    for one in evidence where one.stage == stage && one.belongs(to: filter, by: last?.iso) {
      people[one.person] = people[one.person] ?? false || approved.contains(one.record)
    }
    return people
  }
}

extension Funnel {
  /// An enrolment that counts.
  private struct Course {
    let person: UInt32
    let track: String
    let program: String
    let day: String
  }

  /// Looks at every application, enrolment, certificate, placement and call once.
  public init(_ registry: Registry) {
    let value = { (row: UInt32, field: String) in registry.shown(row, field) ?? "" }
    // Nil of somebody who is not here, or void.
    let person = { (row: UInt32) -> UInt32? in
      registry.shown(row, "person").flatMap { registry.row(.person, $0) }.flatMap {
        registry.records[Int($0)].countsAsOne ? $0 : nil
      }
    }
    for row in registry.handles(.application) {
      guard let person = person(row) else { continue }
      let (program, track, day) = (value(row, "program"), value(row, "track"), value(row, "day"))
      let add = { (funnel: inout Funnel, stage: FunnelStage, on: String) in
        funnel.note(stage, person, row, program, track, on.isEmpty ? day : on)
      }
      add(&self, .applied, day)
      if FunnelStage.chosen.contains(value(row, "status")) { add(&self, .selected, value(row, "statusDate")) }
      if value(row, "portalState") == "certified" { add(&self, .certified, value(row, "portalDay")) }
    }
    var courses: [UInt32: Course] = [:]
    var coursesOf: [UInt32: [UInt32]] = [:]
    for row in registry.handles(.enrolment) where value(row, "status") != "withdrawn" {
      guard let person = person(row) else { continue }
      let course = Course(
        person: person, track: value(row, "track"), program: value(row, "program"), day: value(row, "day"))
      courses[row] = course
      coursesOf[person, default: []].append(row)
      note(.applied, course, row, course.day)
      note(.selected, course, row, course.day)
      guard value(row, "status") == "completed" else { continue }
      let ended = value(row, "statusDate")
      note(.trained, course, row, ended.isEmpty ? course.day : ended)
    }
    for row in registry.handles(.certificate) where value(row, "kind") != "competency" || value(row, "result") == "K" {
      guard let course = registry.row(.enrolment, value(row, "enrolment")).flatMap({ courses[$0] }),
        person(row) == course.person
      else { continue }
      let issued = value(row, "issued")
      note(.certified, course, row, issued.isEmpty ? value(row, "day") : issued)
    }
    var work: [UInt32: [Course]] = [:]
    for row in registry.handles(.placement) {
      guard let person = person(row) else { continue }
      let (track, start) = (value(row, "track"), value(row, "startDate"))
      let day = start.isEmpty ? value(row, "day") : start
      let led = (coursesOf[person] ?? []).compactMap { courses[$0] }.filter {
        !track.isEmpty && $0.track == track && !$0.day.isEmpty && $0.day <= day
      }
      if !led.isEmpty { work[row] = led }
      for course in led { note(.placed, course, row, day) }
    }
    noteCalls(registry, work)
    resting = Set(evidence.map(\.person).filter { registry.records[Int($0)].has(RecordRow.isFrozen) })
    approved = registry.approved(Set(evidence.map(\.record)))
  }

  /// The last call of the sixth month that reached somebody speaks for a placement.
  private mutating func noteCalls(_ registry: Registry, _ work: [UInt32: [Course]]) {
    var last: [UInt32: (row: UInt32, date: String, result: String)] = [:]
    for row in registry.handles(.followUp)
    where registry.shown(row, "step") == "6" && registry.shown(row, "outcome") == "reached" {
      guard let about = registry.shown(row, "about").flatMap({ RecordRef($0) }), about.kind == .placement,
        let placement = registry.row(about), work[placement] != nil, let result = registry.shown(row, "result")
      else { continue }
      let date = registry.shown(row, "date") ?? registry.shown(row, "day") ?? ""
      if let known = last[placement], known.date > date { continue }
      last[placement] = (row, date, result)
    }
    for (placement, call) in last where FunnelStage.atWork.contains(call.result) {
      for course in work[placement] ?? [] { note(.working, course, call.row, call.date) }
    }
  }

  private mutating func note(_ stage: FunnelStage, _ course: Course, _ record: UInt32, _ day: String) {
    note(stage, course.person, record, course.program, course.track, day)
  }

  private mutating func note(
    _ stage: FunnelStage, _ person: UInt32, _ record: UInt32, _ program: String, _ track: String, _ day: String
  ) {
    evidence.append(
      Evidence(stage: stage, person: person, record: record, program: program, track: track, day: day))
  }
}
