// `loket report daily`: what was done on one day, in numbers. It shows no person and leaves no trace.
import LoketModel
import LoketRegistry

enum ReportCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let day = surroundings.arguments["--date"].flatMap { CalendarDate(iso: $0) } ?? surroundings.clock.now().date
    let data = try surroundings.open(.read)
    defer { data.journal.close(saving: nil) }
    let counts = data.registry.counts(day: day)
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(Report(date: day.iso, counts: counts)))
      return ExitCode.done
    }
    surroundings.say(.commandReportTitle, ["day": day.display])
    let known = actions.filter { counts[$0, default: 0] > 0 }
    for action in known + counts.keys.filter({ !actions.contains($0) }).sorted() {
      let name = surroundings.wording[Phrase("command.report.action.\(action)")]
      let text = known.contains(action) ? name : action
      StandardStreams.say(
        "  " + text + String(repeating: " ", count: max(1, 28 - text.count)) + String(counts[action, default: 0]))
    }
    if counts.isEmpty { surroundings.say(.commandReportNothing) }
    return ExitCode.done
  }

  /// The actions of an entry, in the order of the work. A test holds both languages to them.
  static let actions = [
    "register", "assign", "place", "change", "move", "withdraw", "end", "void", "import", "settings",
  ]

  private struct Report: Encodable {
    let date: String
    let counts: [String: Int]
  }
}

extension Phrase {
  static let commandReportTitle = Phrase("command.report.title")
  static let commandReportNothing = Phrase("command.report.nothing")
}
