// How far each programme of an office is: `loket report programs`, and the sentences that its screen shows too.
import FoundationEssentials
import LoketModel

/// Counts only; no name of a citizen is in it.
public struct ProgramReport: Hashable, Sendable, Encodable {
  public struct Row: Hashable, Sendable, Encodable {
    public let id: String
    public let template: String?
    public let year: String?
    public let name: String?
    public let state: String
    /// A code of `CodeList.achievement`: from when on a person counts.
    public let counts: String
    public let target: Int?
    public let floor: Int?
    /// What is missing now, of the target and of the floor.
    public let missingToTarget: Int?
    public let missingToFloor: Int?
    public let classesMissingToTarget: Int?
    /// By how many people the promised classes miss the target.
    public let promiseGap: Int?
    /// People a week that it takes to the deadline.
    public let weeklyPace: Int?
    public let deadline: String?
    public let people: ProgramFigures.Stages
    public let applications: Int
    public let enrolments: Int
    public let classes: Int
    public let seats: Int
    /// By the ten digits of the village; an empty text where it is not known.
    public let villages: [String: ProgramFigures.Stages]
  }

  /// The day on which it was made, YYYY-MM-DD.
  public let day: String
  public let programs: [Row]

  public init(_ registry: Registry, day: CalendarDate) {
    self.day = day.iso
    programs = registry.programs().map { program in
      let goal = ProgramGoal(program)
      let figures = registry.figures(ofProgram: program.id)
      let missing = goal.shortfall(figures.people.achieved)
      return Row(
        id: program.id, template: program.template, year: program.year, name: program.name,
        state: program.state ?? "running", counts: program.achieved ?? "completed", target: goal.target,
        floor: goal.floor, missingToTarget: missing.target, missingToFloor: missing.floor,
        classesMissingToTarget: missing.target.map(goal.classes(for:)), promiseGap: goal.gap,
        weeklyPace: goal.weeklyPace(figures.people.achieved, on: day), deadline: program.deadline,
        people: figures.people, applications: figures.applications, enrolments: figures.enrolments,
        classes: figures.classes, seats: figures.seats, villages: figures.villages)
    }
  }

  public func json() -> [UInt8] { ReportJSON.bytes(of: self) }

  /// The report as people read it.
  public static func lines(_ registry: Registry, day: CalendarDate, _ wording: Wording) -> [String] {
    let programs = registry.programs()
    if programs.isEmpty { return [wording[.programsNone]] }
    return programs.flatMap { program -> [String] in
      let figures = registry.figures(ofProgram: program.id)
      return [title(program, wording)] + lines(program, figures, day: day, wording)
    }
  }

  /// Name, year and state, so that a proposal is never taken for what was carried out.
  public static func title(_ program: OfficeProgram, _ wording: Wording) -> String {
    let state = CodeList.programState.name(of: program.state ?? "running", wording.language)
    return "\(program.name ?? program.id) · \(program.year ?? "") · \(state)"
  }

  /// Target and floor with what is missing, and the sentences of the goal.
  public static func lines(
    _ program: OfficeProgram, _ figures: ProgramFigures, day: CalendarDate, _ wording: Wording
  ) -> [String] {
    let goal = ProgramGoal(program)
    let missing = goal.shortfall(figures.people.achieved)
    let bars = [(Phrase.goalTarget, goal.target, missing.target), (.goalFloor, goal.floor, missing.floor)].compactMap {
      label, wanted, missing -> String? in
      guard let wanted, let missing else { return nil }
      return "\(wording[label]): "
        + wording.text(
          .goalFigures,
          [
            "done": figures.people.achieved.grouped, "wanted": wanted.grouped, "missing": missing.grouped,
            "classes": goal.classes(for: missing).grouped,
          ])
    }
    return (bars + goal.sentences(figures, achieved: program.achieved, on: day, wording)).map { "  " + $0 }
  }
}

extension ProgramGoal {
  /// What was promised and how far that is, a sentence each: unique people, the gap of the promise, classes, pace.
  public func sentences(
    _ figures: ProgramFigures, achieved: String?, on day: CalendarDate, _ wording: Wording
  ) -> [String] {
    let done = figures.people.achieved
    var lines = [
      wording.text(
        .goalUnique,
        [
          "people": done.grouped, "kind": CodeList.achievement.name(of: achieved ?? "completed", wording.language),
          "enrolments": figures.enrolments.grouped, "applications": figures.applications.grouped,
        ])
    ]
    if let gap {
      lines.append(wording.text(.goalGap, ["people": gap.grouped, "classes": classes(for: gap).grouped]))
    }
    if let target {
      let each = classesPerVillage.map { wording.text(.goalPerVillage, ["count": ProgramGoal.decimal($0)]) }
      lines.append(
        wording.text(
          .goalClasses,
          [
            "needed": classes(for: target).grouped, "planned": figures.classes.grouped,
            "completed": figures.completedClasses.grouped, "seats": figures.seats.grouped,
          ]) + (each.map { " " + $0 } ?? ""))
    }
    guard let deadline else { return lines }
    if let pace = weeklyPace(done, on: day) {
      lines.append(
        wording.text(
          .goalPace, ["days": "\(day.days(until: deadline))", "deadline": deadline.display, "pace": pace.grouped]))
    } else if day > deadline {
      lines.append(wording.text(.goalOver, ["deadline": deadline.display]))
    }
    if let expected = expected(by: day) {
      let words: Phrase = done >= expected ? .goalAhead : .goalBehind
      lines.append(wording.text(words, ["expected": expected.grouped, "by": abs(done - expected).grouped]))
    }
    return lines
  }

  /// 577 as 5,77.
  private static func decimal(_ hundredths: Int) -> String {
    "\(hundredths / 100),\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

extension Phrase {
  static let goalUnique = Phrase("app.goal.unique")
  static let goalGap = Phrase("app.goal.gap")
  static let goalClasses = Phrase("app.goal.classes")
  static let goalPerVillage = Phrase("app.goal.perVillage")
  static let goalPace = Phrase("app.goal.pace")
  static let goalOver = Phrase("app.goal.over")
  static let goalAhead = Phrase("app.goal.ahead")
  static let goalBehind = Phrase("app.goal.behind")
  public static let goalTarget = Phrase("app.goal.target")
  public static let goalFloor = Phrase("app.goal.floor")
  public static let goalFigures = Phrase("app.goal.figures")
  public static let programsNone = Phrase("app.programs.none")
}
