// `loket report access`: who looked at whose data, when, on which PC; the newest first. It is itself a line of the trace.
import LoketApp
import LoketJournal
import LoketModel
import LoketRegistry

enum AccessReportCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let data = try surroundings.open(.read)
    defer { data.journal.close(saving: nil) }
    let by = try surroundings.account(data)
    let arguments = surroundings.arguments
    let person = try arguments["--person"].map { text throws(CommandFailure) in try found(text, in: data.registry) }
    var question = person.map { LookQuestion(about: $0, in: data.registry) } ?? LookQuestion()
    question.day = arguments.day("--date")
    question.by = arguments["--by"]
    var book = LookBook(question)
    let notices = try attempt { () throws(JournalError) in
      try data.trace(
        .opened, person ?? .list("access"), count: 1, kind: .access, by: by, data.clock(surroundings.clock))
      return try data.journal.readTrace { book.take($0) }
    }
    book.settle()
    for notice in notices { surroundings.remark(notice.message) }
    let rows = book.entries.map { Row($0, of: person, data.registry, surroundings.wording) }
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(rows))
    } else {
      if let person { say(person, rows.count, data.registry, surroundings) }
      for row in rows { StandardStreams.say(row.line) }
    }
    return ExitCode.done
  }

  /// A person by NIK or by id.
  private static func found(_ text: String, in registry: Registry) throws(CommandFailure) -> RecordRef {
    let ref = RecordRef(.person, text)
    if registry.exists(ref) { return ref }
    guard let found = registry.people(nik: Nik.digits(text)).first else {
      throw CommandFailure(.commandAccessUnknown, ["person": text])
    }
    return found
  }

  private static func say(_ person: RecordRef, _ count: Int, _ registry: Registry, _ surroundings: Surroundings) {
    let number = registry.value(person, "nik").map { Nik.masked($0) } ?? "-"
    let name = registry.value(person, "name") ?? "-"
    surroundings.say(.commandAccessTitle, ["name": name, "nik": number, "count": String(count)])
  }

  private struct Row: Encodable {
    let at: String
    let by: String
    let device: String
    let deviceName: String?
    let act: String
    let kind: String?
    let on: String
    let count: Int
    let text: String

    init(_ entry: TraceEntry, of person: RecordRef?, _ registry: Registry, _ wording: Wording) {
      (at, by, act, kind, count) = (entry.at, entry.by, entry.act, entry.kind, entry.count)
      device = entry.device.description
      deviceName = registry.device(device)?.label
      on = entry.on.description
      text = LookWords.text(entry, of: person, wording) + (person == nil && !entry.on.isList ? " \(on)" : "")
    }

    /// Columns with tabs between them, for `cut` and spreadsheets.
    var line: String {
      let when = Timestamp(at).map { "\($0.date.display) \($0.time)" } ?? at
      return [when, by, deviceName ?? device, text].joined(separator: "\t")
    }
  }
}

extension Phrase {
  static let commandAccessTitle = Phrase("command.access.title")
  static let commandAccessUnknown = Phrase("command.access.unknown")
}
