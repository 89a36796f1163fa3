// `loket report offices|daily --offices DIR`: many offices rolled up, one register in memory at a time. It opens no data
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
    let isDaily = surroundings.arguments.words.first == "daily"
    let day = surroundings.arguments.day("--date") ?? surroundings.clock.now().date
    let bar = ProgressLine(surroundings.wording, .officesProgress)
    var report = OfficesReport()
    var daily = OfficesDaily(day)
    var uncounted: [UncountedFile] = []
    for (place, office) in offices.enumerated() {
      bar.show(place, of: offices.count)
      let (found, others) = folder.segments(of: office)
      let (registry, refused) = OfficeReading.read(found, files: PosixFiles())
      uncounted += others + refused
      if isDaily { daily.add(registry, office: office) } else { report.add(registry, office: office) }
    }
    bar.clear()
    report.finish(uncounted: uncounted.count { $0.isNamed })
    let wording = surroundings.wording
    let text: String
    switch surroundings.arguments["--format"] {
    case "csv": text = report.csv().joined(separator: "\n")
    case "json" where isDaily:
      text = JSONText.of(Told(daily.offices.map { ($0.office, $0.figures) }, daily.all, uncounted))
    case "json":
      text = JSONText.of(Told(report.offices.map { ($0.office, $0.figures.counts) }, report.all.counts, uncounted))
    default:
      let table = isDaily ? OfficesTable.lines(daily, wording) : OfficesTable.lines(report, wording)
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

  private struct File: Encodable {
    let path: String
    let reason: String
  }

  private struct Told<Figures: Encodable>: Encodable {
    let offices: [Row<Figures>]
    let all: Figures
    let uncounted: [File]

    init(_ offices: [(String, Figures)], _ all: Figures, _ uncounted: [UncountedFile]) {
      self.offices = offices.map { Row(office: $0.0, figures: $0.1) }
      self.all = all
      self.uncounted = uncounted.map { File(path: TextFilter.clean($0.path), reason: $0.reason.rawValue) }
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
