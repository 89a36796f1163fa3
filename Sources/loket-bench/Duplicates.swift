// An import in which some people stand twice: how many of them are found, how many are missed, who is flagged and is two.
import FoundationEssentials
import Glibc
import LoketJournal
import LoketModel
import LoketRegistry

/// `loket-bench --duplicates ROWS`: a run of its own, with 500 planted pairs spread over the kinds of `PlantedKind`.
enum Duplicates {
  static let word = "--duplicates"
  static let seed: UInt64 = 7
  static let pairs = 500

  static func report(_ words: [String]) throws -> String {
    var arguments = try BenchArguments(words)
    arguments.households = 1
    let rows = arguments.rows
    let office = try MeasuredOffice(arguments)
    Progress.say("writing \(rows) rows with \(pairs) planted pairs, seed \(seed)")
    let day = CalendarDate(iso: "2026-11-22") ?? Timestamp(seconds: 0, offsetMinutes: 0).date
    let table = PlantedTable(rows: rows, pairs: pairs, seed: seed, village: "3376021005", day: day)
    let file = office.scratch + "/planted.csv"
    try Data(table.bytes).write(to: URL(filePath: file))
    let folder = office.scratch + "/planted"
    try Imports.makeOffice(folder, office)
    Progress.say("import")
    let imported = try office.run(["import", file, "--data", folder])
    guard imported.code == 0 else { throw BenchProblem("The import ended with \(imported.code): \(imported.said)") }
    let opened = try Journal.open(folder, mode: .read)
    var registry = Registry()
    try opened.journal.load(into: &registry)
    opened.journal.close(saving: nil)
    Progress.say("the list")
    var found: [LikePair] = []
    let list = Stopwatch.span { found = registry.likePeople() }
    return text(
      table, table.tally(found, in: registry), registry, found, importing: imported.span, list: list,
      desk: desk(found, registry))
  }

  /// Each of them looked at alone, as at the desk: how long one look takes, and who is not found that way.
  private static func desk(_ found: [LikePair], _ registry: Registry) -> (looks: Durations, missed: Int) {
    var looks = Durations()
    var missed = 0
    for pair in found {
      var others: [PersonLikeness] = []
      looks.add(Stopwatch.span { others = registry.likenesses(of: pair.first.id) })
      if !others.contains(where: { $0.person == pair.second.id }) { missed += 1 }
    }
    return (looks, missed)
  }

  private static func text(
    _ table: PlantedTable, _ tally: PlantedTally, _ registry: Registry, _ found: [LikePair], importing: Span,
    list: Span,
    desk: (looks: Durations, missed: Int)
  ) -> String {
    let planted = table.planted.values.reduce(0, +)
    let milliseconds = { (span: Span) in
      [span.seconds, span.processor ?? 0].map { "\(($0 * 100_000).rounded() / 100)" }.joined(separator: " / ") + " ms"
    }
    var lines = [
      "\(table.rows) rows, \(registry.count(.person)) people, \(planted) planted pairs, \(table.lookAlikes) look-alikes, seed \(seed)",
      "found \(tally.foundCount), missed \(tally.missedCount), falsely flagged \(tally.falseCount)",
      "import with its look for duplicates \(milliseconds(importing)); the list of the whole register \(milliseconds(list))",
      "one look at the desk: p50 \(milliseconds(desk.looks.median)), p99 \(milliseconds(desk.looks.worstOfHundred)); missed there \(desk.missed) of \(found.count)",
      "(milliseconds of the clock / of a processor)", "", "kind: found of planted",
    ]
    for kind in table.planted.keys.sorted() {
      lines.append("  \(kind): \(tally.found[kind] ?? 0) of \(table.planted[kind] ?? 0)")
    }
    for person in tally.missedPeople.prefix(20) { lines.append("  missed: \(line(person, registry))") }
    if tally.falseCount > 0 { lines += ["", "falsely flagged, by look-alike and by row of the table"] }
    for (kind, count) in tally.falsely.sorted(by: { $0.key < $1.key }) { lines.append("  \(kind): \(count)") }
    for (rule, count) in tally.rules.sorted(by: { $0.key < $1.key }) { lines.append("  \(rule): \(count)") }
    for pair in tally.falsePairs.prefix(20) {
      let people = [pair.first, pair.second].map { line($0, registry) }
      lines.append("  \(people.joined(separator: " | ")): \(pair.likeness.sentence(Wording(.english)))")
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ person: RecordRef, _ registry: Registry) -> String {
    ["name", "nik", "birthDate", "note"].map { registry.value(person, $0) ?? "-" }.joined(separator: " ")
  }
}
