// `loket check`: every line of every segment, verified; what is wrong in sentences.
import LoketJournal
import LoketModel

enum CheckCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let isRepair = surroundings.arguments.has("--repair")
    let folder = surroundings.folder
    let opened = try attempt { () throws(JournalError) in try Journal.open(folder, mode: isRepair ? .write : .read) }
    let progress = ProgressLine(surroundings.wording, .commandCheckProgress)
    let report = try attempt { () throws(JournalError) in
      isRepair
        ? try opened.journal.repair() : try opened.journal.check { progress.show($0.segmentsDone, of: $0.segments) }
    }
    progress.clear()
    let notices =
      opened.notices + report.notices + RegionFile.notices(in: folder, reads: true)
      + opened.journal.close(saving: nil)
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(Report(report, notices, surroundings.wording)))
    } else {
      tell(report, notices, surroundings)
    }
    return report.hasDamage ? ExitCode.rejected : ExitCode.done
  }

  private static func tell(_ report: CheckReport, _ notices: [Notice], _ surroundings: Surroundings) {
    for notice in notices { StandardStreams.say(surroundings.wording.text(notice.message)) }
    for file in report.files where !file.badLines.isEmpty {
      let lines = file.badLines.prefix(20).map(String.init).joined(separator: ", ")
      surroundings.say(
        .commandCheckBadLines, ["file": file.path, "lines": lines, "count": String(file.badLines.count)])
    }
    if !report.quarantined.isEmpty {
      surroundings.say(.commandCheckQuarantine, ["count": String(report.quarantined.count)])
    }
    surroundings.say(
      report.hasDamage ? .commandCheckDamage : report.awaits ? .commandCheckAwaits : .commandCheckWell,
      ["segments": String(report.files.count), "lines": String(report.edits)])
  }

  private struct Report: Encodable {
    struct File: Encodable {
      let path: String
      let lines: Int
      let badLines: [Int]
    }
    struct Remark: Encodable {
      let kind: String
      let subject: String
      let detail: String
      let text: String
    }
    let damaged: Bool
    let files: [File]
    let notices: [Remark]
    let quarantine: [String]

    init(_ report: CheckReport, _ found: [Notice], _ wording: Wording) {
      damaged = report.hasDamage
      files = report.files.map { File(path: $0.path, lines: $0.edits, badLines: $0.badLines) }
      notices = found.map {
        Remark(kind: $0.kind.rawValue, subject: $0.subject, detail: $0.detail, text: wording.text($0.message))
      }
      quarantine = report.quarantined
    }
  }
}

extension Phrase {
  static let commandCheckProgress = Phrase("command.check.progress")
  static let commandCheckBadLines = Phrase("command.check.badLines")
  static let commandCheckQuarantine = Phrase("command.check.quarantine")
  static let commandCheckDamage = Phrase("command.check.damage")
  static let commandCheckAwaits = Phrase("command.check.awaits")
  static let commandCheckWell = Phrase("command.check.well")
}
