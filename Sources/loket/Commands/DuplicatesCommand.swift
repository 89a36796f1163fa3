// `loket duplicates`: pairs that wait for an answer and households that contradict themselves, one a line, or a JSON array.
import LoketJournal
import LoketModel
import LoketRegistry

enum DuplicatesCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let data = try surroundings.open(.read)
    let by = try surroundings.account(data)
    let pairs = data.registry.openPairs()
    let doubts = data.registry.householdDoubts()
    try attempt { () throws(JournalError) in
      let list = RecordRef(RecordKind(rawValue: "list"), "pair")
      try data.trace(.searched, list, count: pairs.count + doubts.count, by: by, data.clock(surroundings.clock))
    }
    let wording = surroundings.wording
    let rows =
      pairs.map { Row($0, data.registry, wording) } + doubts.map { Row($0, data.registry, wording) }
    if surroundings.isJSON {
      StandardStreams.say(JSONText.of(rows))
    } else {
      for row in rows { StandardStreams.say(row.line) }
    }
    data.journal.close(saving: nil)
    return ExitCode.done
  }

  /// One pair, or one household that contradicts itself; NIK and No. KK masked.
  private struct Row: Encodable {
    /// `person` or `household`.
    let kind: String
    /// `surely`, `probably` or `possibly`; `odd` for a household that contradicts itself.
    let level: String
    let first: Side
    /// Nil for such a household.
    let second: Side?
    let sentence: String
    /// `unknown` or `contested` where a supervisor is waited for.
    let answer: String?

    struct Side: Encodable {
      let id: String
      /// A household's is its head's.
      let name: String?
      /// The NIK of a person, the No. KK of a household.
      let number: String?
    }

    init(_ judged: JudgedPair, _ registry: Registry, _ wording: Wording) {
      kind = judged.pair.first.kind.rawValue
      level = String(describing: judged.pair.likeness.level)
      first = Row.side(judged.pair.first, registry)
      second = Row.side(judged.pair.second, registry)
      sentence = judged.pair.likeness.sentence(wording)
      answer = judged.state.map { $0 == .contested ? "contested" : "unknown" }
    }

    init(_ doubt: HouseholdDoubt, _ registry: Registry, _ wording: Wording) {
      kind = doubt.household.kind.rawValue
      level = "odd"
      first = Row.side(doubt.household, registry)
      second = nil
      sentence = wording[doubt.problem.words]
      answer = nil
    }

    private static func side(_ record: RecordRef, _ registry: Registry) -> Side {
      let isPerson = record.kind == .person
      let named = isPerson ? record.id : registry.value(record, "head")
      return Side(
        id: record.id, name: named.flatMap { registry.person($0)?.name },
        number: registry.value(record, isPerson ? "nik" : "familyCardNumber").map { Nik.masked($0) })
    }

    /// Columns with tabs between them, for `cut` and spreadsheets.
    var line: String {
      let sides = [first, second].flatMap { [$0?.id ?? "-", $0?.number ?? "-", $0?.name ?? "-"] }
      return ([kind, level] + sides + [sentence]).joined(separator: "\t")
    }
  }
}

extension Phrase {
  static let commandDuplicatesNew = Phrase("command.duplicates.new")
}
