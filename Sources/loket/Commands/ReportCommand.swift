// `loket report daily`, `programs`, `funnel`, `coverage`, `followups` and `businesses`: what was done on one day, how far each
// programme, theme and everybody came, who still works and which groups still run, in numbers. They show no person and leave no trace. The others have files of their own.
import LoketJournal
import LoketModel
import LoketRegistry

enum ReportCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let kind = surroundings.arguments.words.first
    if surroundings.arguments["--format"] == "csv", kind != "offices" { throw CommandFailure(.officesCSVOnly) }
    if kind == "access" { return try AccessReportCommand.run(surroundings) }
    if kind == "offices" || surroundings.arguments["--offices"] != nil {
      return try OfficesReportCommand.run(surroundings)
    }
    let data = try surroundings.open(.read)
    defer { data.journal.close(saving: nil) }
    let day = surroundings.arguments.day("--date") ?? data.clock(surroundings.clock).now().date
    if kind == "programs" {
      let lines = ProgramReport.lines(data.registry, day: day, surroundings.wording)
      return try write(
        surroundings.isJSON
          ? ProgramReport(data.registry, day: day).json() : Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    if kind == "funnel" {
      let report = FunnelReport(data.registry, day: day, isPast: surroundings.arguments.day("--date") != nil)
      let text = report.lines(data.registry.tracks, surroundings.wording).joined(separator: "\n") + "\n"
      return try write(surroundings.isJSON ? report.json() : Array(text.utf8))
    }
    if kind == "coverage" {
      var report = CoverageReport(day: day)
      report.add(data.registry, office: data.journal.device.office)
      let lines = report.lines(RegionFile.table(in: surroundings.folder), data.registry.tracks, surroundings.wording)
      return try write(surroundings.isJSON ? report.json() : Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    if kind == "followups" {
      let figures = FollowUpFigures(FollowUpBoard(data.registry, day: day), day: day)
      let text = figures.lines(surroundings.wording).joined(separator: "\n") + "\n"
      return try write(surroundings.isJSON ? figures.json() : Array(text.utf8))
    }
    if kind == "businesses" {
      let progress = BusinessProgress(MentorBook(data.registry, day: day))
      let text = progress.lines(surroundings.wording).joined(separator: "\n") + "\n"
      return try write(surroundings.isJSON ? progress.json() : Array(text.utf8))
    }
    let report = DailyReport(data.registry, day: day, office: data.journal.device.office)
    let registry = data.registry
    let lines = report.lines(surroundings.wording) { registry.device($0)?.label ?? $0 }
    let text = lines.joined(separator: "\n") + "\n"
    return try write(surroundings.isJSON ? report.json() : Array(text.utf8))
  }

  private static func write(_ bytes: [UInt8]) throws(CommandFailure) -> Int32 {
    guard StandardStreams.write(bytes, to: 1) else {
      throw CommandFailure(.commandOutputStopped, code: ExitCode.notWritten)
    }
    return ExitCode.done
  }
}
