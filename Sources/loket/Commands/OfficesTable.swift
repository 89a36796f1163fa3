// Many offices as people read them: a row for each, the sum, and who stands in more than one.
import LoketModel
import LoketRegistry

/// The day of many offices.
struct OfficesDaily {
  let day: CalendarDate
  private(set) var offices: [(office: String, figures: DayFigures)] = []
  private(set) var all = DayFigures()

  init(_ day: CalendarDate) { self.day = day }

  mutating func add(_ registry: Registry, office: String) {
    let figures = DayFigures(registry, day: day)
    offices.append((office, figures))
    all += figures
  }
}

enum OfficesTable {
  private static let columns: [(Phrase, OfficeFigure, width: Int)] = [
    (.officesHouseholds, .households, 10), (.officesPeople, .people, 10), (.officesEnrolments, .enrolments, 10),
    (.officesPlacements, .placements, 11), (.officesConflicts, .conflicts, 9),
  ]

  /// Within 78 columns.
  static func lines(_ report: OfficesReport, _ wording: Wording) -> [String] {
    func row(_ title: String, _ values: [String]) -> String {
      fitted(title, 28) + zip(columns, values).map { right($1, $0.width) }.joined()
    }
    func row(_ title: String, _ figures: OfficeFigures) -> String {
      row(title, columns.map { String(figures[$0.1]) })
    }
    let all = report.all
    func say(_ phrase: Phrase, _ figures: OfficeFigure...) -> String {
      wording.text(phrase, Dictionary(uniqueKeysWithValues: figures.map { ($0.rawValue, String(all[$0])) }))
    }
    var lines = ["", row("", columns.map { wording[$0.0] })]
    lines += report.offices.map { row(name($0.office), $0.figures) }
    lines += [row(wording[.officesAll], all), "", say(.officesPersons, .persons)]
    lines.append("  " + say(.officesSeveral, .distinctNik, .inSeveralOffices))
    lines.append("  " + say(.officesUnchecked, .withoutNik))
    lines.append("    " + say(.officesAlike, .withoutNikAlike))
    if all[.frozen] > 0 { lines.append("  " + say(.officesFrozen, .frozen)) }
    if all[.waiting] > 0 { lines.append(say(.officesWaiting, .waiting)) }
    if all[.groups] + all[.grants] > 0 {
      lines.append(say(.officesBusinesses, .groups, .groupMembers, .grants, .grantReports))
    }
    return lines + tracks(all, wording)
  }

  /// How far each track is, in a programme or not: enrolments by status and who works.
  private static func tracks(_ all: OfficeFigures, _ wording: Wording) -> [String] {
    let (enrolled, placed) = (all.codes(of: .enrolments), all.codes(of: .placements))
    let codes = Set(enrolled.keys).union(placed.keys).sorted { (enrolled[$0] ?? 0, $1) > (enrolled[$1] ?? 0, $0) }
    if codes.isEmpty { return [] }
    let titles = [Phrase.officesEnrolled, .officesCompleted, .officesLeft, .officesPlacements].map { wording[$0] }
    return ["", fitted(wording[.officesTrack], 30) + titles.map { right($0, 12) }.joined()]
      + codes.map { code in
        let completed = all.enrolments(in: code, "completed")
        let left = all.enrolments(in: code, "dropped") + all.enrolments(in: code, "withdrawn")
        let counts = [(enrolled[code] ?? 0) - completed - left, completed, left, placed[code] ?? 0]
        let title = code.isEmpty ? wording[.officesNoTrack] : Tracks.compiled.name(of: code, wording.language)
        return fitted(title, 30) + counts.map { right(String($0), 12) }.joined()
      }
  }

  static func lines(_ daily: OfficesDaily, _ wording: Wording) -> [String] {
    func row(_ left: String, _ right: String, _ title: String) -> String {
      self.right(left, 8) + self.right(right, 10) + "  " + title
    }
    var lines = [wording.text(.dailyTitle, ["day": daily.day.display]), ""]
    lines.append(row(wording[.dayEntered], wording[.dayApproved], "").trimmed)
    lines += daily.offices.map { office, figures in
      row(String(figures.everything.done), String(figures.everything.verified), name(office))
    }
    lines += ["", wording[.officesAll]]
    return lines + daily.all.rows(wording).map { row(String($0.count), String($0.verified), $0.words) }
  }

  /// `3671011001 Sukarasa`.
  static func name(_ office: String) -> String {
    [office, Regions.compiled.region(office)?.name].compactMap { $0 }.joined(separator: " ")
  }

  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }

  static func fitted(_ text: String, _ width: Int) -> String {
    let text = String(text.prefix(width - 1))
    return text + String(repeating: " ", count: width - text.count)
  }
}

extension String {
  fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}

extension Phrase {
  static let officesAll = Phrase("command.offices.all")
  static let officesHouseholds = Phrase("command.offices.households")
  static let officesPeople = Phrase("command.offices.people")
  static let officesEnrolments = Phrase("command.offices.enrolments")
  static let officesPlacements = Phrase("command.offices.placements")
  static let officesConflicts = Phrase("command.offices.conflicts")
  static let officesPersons = Phrase("command.offices.persons")
  static let officesSeveral = Phrase("command.offices.several")
  static let officesUnchecked = Phrase("command.offices.unchecked")
  static let officesAlike = Phrase("command.offices.alike")
  static let officesBusinesses = Phrase("command.offices.businesses")
  static let officesFrozen = Phrase("command.offices.frozen")
  static let officesWaiting = Phrase("command.offices.waiting")
  static let officesTrack = Phrase("command.offices.track")
  static let officesNoTrack = Phrase("command.offices.noTrack")
  static let officesEnrolled = Phrase("command.offices.enrolled")
  static let officesCompleted = Phrase("command.offices.completed")
  static let officesLeft = Phrase("command.offices.left")
}
