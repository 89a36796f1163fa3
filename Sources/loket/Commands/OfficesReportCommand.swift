// `loket report offices|daily|programs|coverage --offices DIR`: many offices rolled up, one register in memory at a time. It opens no data
// folder and shows no person.
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

enum OfficesReportCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    guard let place = surroundings.arguments["--offices"].map(Surroundings.absolute) else {
      throw CommandFailure(.officesWhere)
    }
    let folder: OfficesFolder
    do { folder = try OfficesFolder(place) } catch { throw CommandFailure(error.message, code: error.exitCode) }
    let offices = folder.offices()
    guard !offices.isEmpty else { throw CommandFailure(.officesNone, ["place": place]) }
    let kind = surroundings.arguments.words.first
    let day = surroundings.arguments.day("--date") ?? surroundings.clock.now().date
    let bar = ProgressLine(surroundings.wording, .officesProgress)
    var report = OfficesReport()
    var daily = OfficesDaily(day)
    var programs = OfficesPrograms()
    var coverage = CoverageReport(day: day)
    var tracks = Tracks.compiled
    var uncounted: [UncountedFile] = []
    for (place, office) in offices.enumerated() {
      bar.show(place, of: offices.count)
      let (found, others) = folder.segments(of: office)
      let (registry, refused) = OfficeReading.read(found, files: PosixFiles())
      uncounted += others + refused
      switch kind {
      case "daily": daily.add(registry, office: office)
      case "programs": programs.add(registry, office: office)
      case "coverage":
        coverage.add(registry, office: office)
        tracks = tracks.adding(registry.ownTracks())
      default: report.add(registry, office: office)
      }
    }
    bar.clear()
    report.finish(uncounted: uncounted.count { $0.isNamed })
    let wording = surroundings.wording
    let text: String
    switch (kind, surroundings.arguments["--format"]) {
    case (_, "csv"): text = report.csv().joined(separator: "\n")
    case ("daily", "json"):
      text = JSONText.of(Told(daily.offices.map { ($0.office, $0.figures) }, daily.all, uncounted))
    case ("programs", "json"):
      text = JSONText.of(
        OfficesProgramsTold(
          day: day.iso, programs: programs.programs().map { OfficesProgramsTold.Program($0, day: day) },
          uncounted: uncounted.map(File.init)))
    case ("coverage", "json"): text = JSONText.of(coverage)
    case (_, "json"):
      text = JSONText.of(Told(report.offices.map { ($0.office, $0.figures.counts) }, report.all.counts, uncounted))
    default:
      let table =
        switch kind {
        case "daily": OfficesTable.lines(daily, wording)
        case "coverage": coverage.lines(.compiled, tracks, wording)
        case "programs": OfficesProgramsTable.lines(programs.programs(), day: day, wording)
        default: OfficesTable.lines(report, wording)
        }
      text = ([wording.text(.officesTitle, ["count": String(offices.count), "place": place])] + table)
        .joined(separator: "\n")
    }
    guard StandardStreams.say(text) else { throw CommandFailure(.commandOutputStopped, code: ExitCode.notWritten) }
    // JSON names them itself; beside a table they stand where no program mistakes them for rows.
    if !surroundings.isJSON, !uncounted.isEmpty {
      StandardStreams.complain(wording.text(.officesUncounted, ["count": String(uncounted.count)]))
      for file in uncounted {
        StandardStreams.complain("  \(TextFilter.clean(file.path)): \(wording[file.reason.words])")
      }
    }
    return uncounted.isEmpty ? ExitCode.done : ExitCode.rejected
  }

  /// One office, or all of them.
  private struct Row<Figures: Encodable>: Encodable {
    let office: String
    let figures: Figures
  }

  struct File: Encodable {
    let path: String
    let reason: String

    init(_ file: UncountedFile) { (path, reason) = (TextFilter.clean(file.path), file.reason.rawValue) }
  }

  private struct Told<Figures: Encodable>: Encodable {
    let offices: [Row<Figures>]
    let all: Figures
    let uncounted: [File]

    init(_ offices: [(String, Figures)], _ all: Figures, _ uncounted: [UncountedFile]) {
      self.offices = offices.map { Row(office: $0.0, figures: $0.1) }
      self.all = all
      self.uncounted = uncounted.map(File.init)
    }
  }
}

extension Phrase {
  static let officesCSVOnly = Phrase("command.offices.csvOnly")
  static let officesWhere = Phrase("command.offices.where")
  static let officesNone = Phrase("command.offices.none")
  static let officesProgress = Phrase("command.offices.progress")
  static let officesTitle = Phrase("command.offices.title")
  static let officesUncounted = Phrase("command.offices.uncounted")
}
