// One durable save, from the record to *tersimpan*, turn by turn with the peer's commit on the same disk.
import LoketJournal
import LoketModel
import LoketRegistry

enum Saves {
  static let count = 500

  static func figures(_ office: MeasuredOffice) throws -> [Figure] {
    let (journal, loaded) = try office.open(.write)
    var registry = loaded
    defer { journal.close(saving: registry) }
    let peer = SQLitePeer(office.scratch + "/saves.db")
    try peer?.ask(
      "CREATE TABLE edits(segment TEXT, n INTEGER, tick INTEGER, at TEXT, by TEXT, record TEXT, fields TEXT);")
    var clerk = SavingClerk(registry)
    var (ours, applied, theirs) = (Durations(), Durations(), Durations())
    for _ in 0..<count {
      let save = clerk.next()
      var lines: [SavedLine] = []
      ours.add(try Stopwatch.span { lines = try journal.write(save, now: clerk.now, clock: .ok) })
      applied.add(
        Stopwatch.span {
          for line in lines {
            registry.apply(
              line.edit, at: line.line, tick: line.tick, stamp: line.stamp, by: line.by, device: line.device)
          }
        })
      if let peer { theirs.add(try peer.ask(insert(lines))) }
    }
    let name = "SQLite WAL commit, synchronous=FULL"
    return [
      .time(
        "one durable save, p50", .milliseconds, ours.median, peer == nil ? .unset : .timesPeer(0.9),
        peer: peer == nil ? nil : (name, theirs.median)),
      .time(
        "one durable save, p99", .milliseconds, ours.worstOfHundred, .unset,
        peer: peer == nil ? nil : (name, theirs.worstOfHundred)),
      .time("a save into the state on the screen, p99", .milliseconds, applied.worstOfHundred),
    ]
  }

  /// The same content in one transaction.
  private static func insert(_ lines: [SavedLine]) -> String {
    let rows = lines.map { line in
      let fields = line.edit.set.map { "\"\($0.field)\":\"\($0.value ?? "")\"" }.joined(separator: ",")
      let texts = [line.stamp.text, line.by, line.edit.on.description, "{\(fields)}"].map(SQLitePeer.quoted)
      return "(\(SQLitePeer.quoted(line.line.segment.description)),\(line.line.n),\(line.tick),"
        + texts.joined(separator: ",") + ")"
    }
    return "BEGIN;" + rows.map { "INSERT INTO edits VALUES\($0);" }.joined() + "COMMIT;"
  }
}
