// `loket duplicates`: pairs that wait for an answer, one a line, or a JSON array.
import LoketJournal
import LoketModel
import LoketRegistry

enum DuplicatesCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let data = try surroundings.open(.read)
    let by = try surroundings.account(data.registry)
    let pairs = data.registry.openPairs()
    try attempt { () throws(JournalError) in
      let list = RecordRef(RecordKind(rawValue: "list"), "pair")
      try data.trace(.searched, list, count: pairs.count, by: by, data.clock(surroundings.clock))
    }
    let rows = pairs.map { Row($0, data.registry, surroundings.wording) }
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(rows))
    } else {
      for row in rows { StandardStreams.say(row.line) }
    }
    data.journal.close(saving: nil)
    return ExitCode.done
  }

  /// One pair, the NIK masked.
  private struct Row: Encodable {
    let level: String
    let first, second: Side
    let sentence: String
    /// `unknown` or `contested` where a supervisor is waited for.
    let answer: String?

    struct Side: Encodable {
      let id: String
      let name, nik: String?
    }

    init(_ judged: JudgedPair, _ registry: Registry, _ wording: Wording) {
      level = String(describing: judged.pair.likeness.level)
      first = Row.side(judged.pair.first, registry)
      second = Row.side(judged.pair.second, registry)
      sentence = judged.pair.likeness.sentence(wording)
      answer = judged.state.map { $0 == .contested ? "contested" : "unknown" }
    }

    private static func side(_ record: RecordRef, _ registry: Registry) -> Side {
      Side(
        id: record.id, name: registry.value(record, "name"),
        nik: registry.value(record, "nik").map { Nik.masked($0) })
    }

    /// Columns with tabs between them, for `cut` and spreadsheets.
    var line: String {
      ([level] + [first, second].flatMap { [$0.id, $0.nik ?? "-", $0.name ?? "-"] } + [sentence])
        .joined(separator: "\t")
    }
  }
}

extension Phrase {
  static let commandDuplicatesNew = Phrase("command.duplicates.new")
}
