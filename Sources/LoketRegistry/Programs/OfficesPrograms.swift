// Programmes that many offices run: one target, and everybody who takes part once, whichever office and class they are in.
import LoketModel

/// What is counted of a programme, behind `programs/<programme>/` in the figures of an office or of all.
public enum OfficesProgramFigure: String, Sendable, CaseIterable {
  /// As an office has them; of all offices those that most have.
  case target, floor
  case applications, enrolments
  /// Classes that were not cancelled, those that are completed, and the seats of all.
  case classes, completedClasses, seats
  /// Different people at each stage. A NIK counts once, in one office or in ten; who has none as one each.
  case applied, accepted, completed, certified, competent, placed, achieved
  /// Of all offices alone: how many have the programme, and how many of them other terms than most.
  case offices, otherTerms
  /// Of all offices alone: NIK that have a place in more than one office.
  case inSeveralOffices
  /// Of all offices alone: what is missing now.
  case missingToTarget, missingToFloor, classesMissingToTarget
}

/// A programme as all offices together have it.
public struct OfficesProgram: Sendable {
  public struct Office: Sendable {
    /// Ten digits.
    public let office: String
    public let program: OfficeProgram
    /// A NIK counts once; by villages and by days nothing is told here.
    public let figures: ProgramFigures
    /// Whether it promised or counts otherwise than most.
    public internal(set) var hasOtherTerms = false
  }

  /// As the first of the offices has it whose terms most offices have: what a city announced is its target once, however
  /// many offices took it over.
  public let program: OfficeProgram
  /// In the order in which they were added.
  public let offices: [Office]
  /// Everybody once; classes, applications and enrolments of all offices.
  public let figures: ProgramFigures
  /// NIK that have a place in more than one office.
  public let inSeveralOffices: Int

  public var otherTerms: Int { offices.count { $0.hasOtherTerms } }

  /// By the names of ``OfficeFigures``.
  var counts: [String: Int] {
    let goal = ProgramGoal(program)
    let missing = goal.shortfall(figures.people.achieved)
    var counts = OfficesPrograms.counts(program, figures)
    counts[.offices] = offices.count
    counts[.otherTerms] = otherTerms
    counts[.inSeveralOffices] = inSeveralOffices
    counts[.missingToTarget] = missing.target
    counts[.missingToFloor] = missing.floor
    counts[.classesMissingToTarget] = missing.target.map(goal.classes(for:))
    return OfficesPrograms.named(counts, program.id)
  }
}

/// Holds figures, and of everybody who takes part the NIK; never a register.
public struct OfficesPrograms: Sendable {
  /// What makes a programme of one office another than that of the next: what was promised, and from when on one counts.
  private struct Terms: Hashable {
    let target, floor: Int?
    let classSize: Int
    let achieved, deadline: String

    init(_ program: OfficeProgram) {
      let goal = ProgramGoal(program)
      (target, floor, classSize) = (goal.target, goal.floor, goal.classSize)
      (achieved, deadline) = (program.achieved ?? "", program.deadline ?? "")
    }

    /// Of terms that as many offices have, those come first that promise more.
    var order: (Int, Int, Int, String, String) { (target ?? -1, floor ?? -1, classSize, achieved, deadline) }
  }

  private struct Gathered {
    var offices: [OfficesProgram.Office] = []
    /// By stage the NIK of whoever reached it, and how many without NIK did.
    var niks: [ProgramStage: Set<UInt64>] = [:]
    var withoutNik = ProgramFigures.Stages()
    var severalOffices: Set<UInt64> = []
  }

  private var gathered: [String: Gathered] = [:]

  public init() {}

  /// Takes the programmes of one office in; its register may go afterwards.
  /// - Returns: their counts by the names of ``OfficeFigures``.
  @discardableResult public mutating func add(_ registry: Registry, office: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for program in registry.programs() {
      var niks: [ProgramStage: Set<UInt64>] = [:]
      var withoutNik = ProgramFigures.Stages()
      let found = registry.figures(ofProgram: program.id) { person, stages in
        let nik = registry.value(RecordRef(.person, person), "nik").flatMap(PeopleKeys.nik)
        for stage in stages {
          if let nik { niks[stage, default: []].insert(nik) } else { withoutNik[stage] += 1 }
        }
      }
      var figures = ProgramFigures()
      figures.addRecords(of: found)
      figures.people = OfficesPrograms.people(niks, withoutNik)
      var all = gathered[program.id] ?? Gathered()
      all.offices.append(OfficesProgram.Office(office: office, program: program, figures: figures))
      all.severalOffices.formUnion((niks[.accepted] ?? []).intersection(all.niks[.accepted] ?? []))
      for (stage, keys) in niks { all.niks[stage, default: []].formUnion(keys) }
      all.withoutNik += withoutNik
      gathered[program.id] = all
      counts.merge(
        OfficesPrograms.named(OfficesPrograms.counts(program, figures), program.id), uniquingKeysWith: { $1 })
    }
    return counts
  }

  /// Every programme, the newest year first, then by name.
  public func programs() -> [OfficesProgram] {
    gathered.values.compactMap(OfficesPrograms.total).sorted { left, right in
      let (left, right) = (left.program, right.program)
      if left.year != right.year { return (left.year ?? "") > (right.year ?? "") }
      return (left.name ?? "", left.id) < (right.name ?? "", right.id)
    }
  }

  private static func total(_ gathered: Gathered) -> OfficesProgram? {
    let terms = Dictionary(grouping: gathered.offices) { Terms($0.program) }
    let most = terms.max { left, right in
      if left.value.count != right.value.count { return left.value.count < right.value.count }
      return left.key.order < right.key.order
    }
    guard let (shown, with) = most, let program = with.first?.program else { return nil }
    var figures = ProgramFigures()
    var offices = gathered.offices
    for place in offices.indices {
      figures.addRecords(of: offices[place].figures)
      offices[place].hasOtherTerms = Terms(offices[place].program) != shown
    }
    figures.people = people(gathered.niks, gathered.withoutNik)
    return OfficesProgram(
      program: program, offices: offices, figures: figures, inSeveralOffices: gathered.severalOffices.count)
  }

  private static func people(
    _ niks: [ProgramStage: Set<UInt64>], _ withoutNik: ProgramFigures.Stages
  ) -> ProgramFigures.Stages {
    var people = withoutNik
    for (stage, keys) in niks { people[stage] += keys.count }
    return people
  }

  fileprivate static func counts(_ program: OfficeProgram, _ figures: ProgramFigures) -> [OfficesProgramFigure: Int] {
    let goal = ProgramGoal(program)
    var counts: [OfficesProgramFigure: Int] = [
      .applications: figures.applications, .enrolments: figures.enrolments, .classes: figures.classes,
      .completedClasses: figures.completedClasses, .seats: figures.seats,
    ]
    counts[.target] = goal.target
    counts[.floor] = goal.floor
    for stage in ProgramStage.allCases {
      if let figure = OfficesProgramFigure(rawValue: stage.rawValue) { counts[figure] = figures.people[stage] }
    }
    return counts
  }

  fileprivate static func named(_ counts: [OfficesProgramFigure: Int], _ program: String) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: counts.map { ("programs/\(program)/\($0.key.rawValue)", $0.value) })
  }
}

extension ProgramFigures {
  /// What is counted by records; people are never added up.
  fileprivate mutating func addRecords(of other: ProgramFigures) {
    applications += other.applications
    enrolments += other.enrolments
    classes += other.classes
    completedClasses += other.completedClasses
    seats += other.seats
  }
}
