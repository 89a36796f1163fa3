// Programmes of many offices: how far each is in all of them together, and a row for each office.
import LoketModel
import LoketRegistry

enum OfficesProgramsTable {
  /// Within 78 columns, as far as the names of programmes are.
  static func lines(_ programs: [OfficesProgram], day: CalendarDate, _ wording: Wording) -> [String] {
    if programs.isEmpty { return ["", wording[.programsNone]] }
    return programs.flatMap { [""] + lines($0, day, wording) }
  }

  private static func lines(_ found: OfficesProgram, _ day: CalendarDate, _ wording: Wording) -> [String] {
    let offices = wording.text(.officesOfPrograms, ["count": found.offices.count.grouped])
    var lines = [ProgramReport.title(found.program, wording) + " · " + offices]
    lines += ProgramReport.lines(found.program, found.figures, day: day, wording)
    lines.append(
      "  "
        + wording.text(
          .officesUnique,
          [
            "people": found.figures.people.accepted.grouped, "inSeveralOffices": found.inSeveralOffices.grouped,
          ]))
    let titles = [Phrase.officesEnrolments, .officesPeople, .officesAchieved, .officesClasses, .officesTarget]
    lines.append(row("", titles.map { wording[$0] }))
    lines += found.offices.map { office in
      let target = ProgramGoal(office.program).target?.grouped ?? "-"
      return row(
        OfficesTable.name(office.office), figures(office.figures) + [target + (office.hasOtherTerms ? "*" : "")])
    }
    lines.append(
      row(wording[.officesAll], figures(found.figures) + [ProgramGoal(found.program).target?.grouped ?? "-"]))
    if found.otherTerms > 0 {
      lines.append("  " + wording.text(.officesOtherTerms, ["count": found.otherTerms.grouped]))
      lines.append("  " + wording[.officesMostTerms])
    }
    return lines
  }

  /// Assignments, people, those who count, and classes as completed of all.
  private static func figures(_ figures: ProgramFigures) -> [String] {
    [figures.enrolments, figures.people.accepted, figures.people.achieved].map(\.grouped)
      + ["\(figures.completedClasses)/\(figures.classes)"]
  }

  private static func row(_ title: String, _ values: [String]) -> String {
    OfficesTable.fitted(title, 28) + values.map { OfficesTable.right($0, 10) }.joined()
  }
}

/// What `--format json` says of the programmes of many offices.
struct OfficesProgramsTold: Encodable {
  struct Program: Encodable {
    let id: String
    /// As most offices have them; what is missing is judged by these.
    let template, year, name, deadline: String?
    let state, counts: String
    let target, floor, missingToTarget, missingToFloor, classesMissingToTarget: Int?
    /// By how many people the promised classes miss the target, and people a week that it takes to the deadline.
    let promiseGap, weeklyPace: Int?
    let otherTerms, inSeveralOffices: Int
    let all: Figures
    let offices: [Office]

    init(_ found: OfficesProgram, day: CalendarDate) {
      let program = found.program
      let goal = ProgramGoal(program)
      let missing = goal.shortfall(found.figures.people.achieved)
      (id, template, year, name) = (program.id, program.template, program.year, program.name)
      (deadline, state) = (program.deadline, program.state ?? "running")
      (counts, target, floor) = (program.achieved ?? "completed", goal.target, goal.floor)
      (missingToTarget, missingToFloor) = missing
      classesMissingToTarget = missing.target.map(goal.classes(for:))
      (promiseGap, weeklyPace) = (goal.gap, goal.weeklyPace(found.figures.people.achieved, on: day))
      (otherTerms, inSeveralOffices) = (found.otherTerms, found.inSeveralOffices)
      all = Figures(found.figures)
      offices = found.offices.map(Office.init)
    }
  }

  struct Office: Encodable {
    let office: String
    let target, floor: Int?
    let hasOtherTerms: Bool
    let figures: Figures

    init(_ found: OfficesProgram.Office) {
      let goal = ProgramGoal(found.program)
      (office, target, floor) = (found.office, goal.target, goal.floor)
      (hasOtherTerms, figures) = (found.hasOtherTerms, Figures(found.figures))
    }
  }

  struct Figures: Encodable {
    let applications, enrolments, classes, completedClasses, seats: Int
    let people: ProgramFigures.Stages

    init(_ figures: ProgramFigures) {
      (applications, enrolments) = (figures.applications, figures.enrolments)
      (classes, completedClasses, seats) = (figures.classes, figures.completedClasses, figures.seats)
      people = figures.people
    }
  }

  /// The day by which the pace is reckoned, YYYY-MM-DD.
  let day: String
  let programs: [Program]
  let uncounted: [OfficesReportCommand.File]
}

extension Phrase {
  static let officesOfPrograms = Phrase("command.offices.ofPrograms")
  static let officesUnique = Phrase("command.offices.unique")
  static let officesAchieved = Phrase("command.offices.achieved")
  static let officesClasses = Phrase("command.offices.classes")
  static let officesTarget = Phrase("command.offices.target")
  static let officesOtherTerms = Phrase("command.offices.otherTerms")
  static let officesMostTerms = Phrase("command.offices.mostTerms")
}
