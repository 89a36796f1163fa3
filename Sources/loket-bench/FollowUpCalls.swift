// The list of calls that are due: gathered once, kept up to date and filtered at every key, beside the same question to SQLite.
import LoketModel
import LoketRegistry

struct FollowUpCalls {
  private static let rounds = 200

  private let registry: Registry
  private let peer: SQLitePeer?
  private let day: CalendarDate

  /// - Parameter day: the last working day of the sample data.
  init(_ registry: Registry, _ peer: SQLitePeer?, day: CalendarDate) {
    self.registry = registry
    self.peer = peer
    self.day = day
  }

  func figures() throws -> [Figure] {
    var board = FollowUpBoard()
    let gathering = Stopwatch.span { board = FollowUpBoard(registry, day: day) }
    var (listing, typing, following, asking) = (Durations(), Durations(), Durations(), Durations())
    for _ in 0..<FollowUpCalls.rounds {
      listing.add(Stopwatch.span { _ = board.rows(.due, matching: "", in: registry) })
    }
    for word in ["s", "si", "siti", "bud", "nur", "zzz"] {
      for _ in 0..<20 { typing.add(Stopwatch.span { _ = board.rows(.due, matching: word, in: registry) }) }
    }
    for placement in registry.rows(.placement).prefix(200).map(registry.ref) {
      let edit = Edit(on: placement, set: [])
      following.add(Stopwatch.span { board.follow([edit], in: registry) })
    }
    if let peer {
      try fill(peer)
      let found = try peer.text("SELECT count(*) FROM (\(question));")
      // The visits of mentors stand in the list too; that question is about calls.
      let calls = board.rows(.due, matching: "", in: registry).count { !$0.isVisit }
      guard found == String(calls) else {
        throw BenchProblem("calls that are due: \(calls) on the board, \(found) by SQL")
      }
      for _ in 0..<40 { asking.add(try peer.ask(question + ";")) }
    }
    let name = "calls, \(board.dueCount) that are due listed"
    let due: Figure =
      asking.all.isEmpty
      ? .time("\(name), p50", .milliseconds, listing.median)
      : .time("\(name), p50", .milliseconds, listing.median, .timesPeer(1), peer: ("NOT EXISTS", asking.median))
    return [
      .time("calls, \(board.rows.count) rows gathered beside the keys", .milliseconds, gathering), due,
      .time("calls, a name typed, p99", .milliseconds, typing.worstOfHundred),
      .time("calls, a save followed, p99", .milliseconds, following.worstOfHundred),
    ]
  }

  // MARK: The same question to SQLite

  /// One row a step, with its day worked out when it was saved, as a plain program would keep it.
  private func fill(_ peer: SQLitePeer) throws {
    try peer.ask(
      "CREATE TABLE steps(about TEXT, name TEXT, rank INT, due TEXT, until TEXT, card INT);"
        + "CREATE TABLE calls(about TEXT, rank INT, date TEXT, reached INT, next TEXT, place INT);BEGIN;")
    var (steps, calls): ([String], [String]) = ([], [])
    for handle in registry.rows(.person) {
      let person = registry.ref(handle)
      for row in rows(of: person.id) { steps.append(FollowUpCalls.row(row)) }
      for (place, call) in registry.followUps(of: person.id).enumerated() {
        let texts = [
          call.about ?? "", FollowUpCalls.rank(call.step), call.date ?? "", call.isReached ? "1" : "0", call.next ?? "",
          String(place),
        ]
        calls.append(FollowUpCalls.row(texts))
      }
      if steps.count > 400 { try insert(&steps, into: "steps", peer) }
      if calls.count > 400 { try insert(&calls, into: "calls", peer) }
    }
    try insert(&steps, into: "steps", peer)
    try insert(&calls, into: "calls", peer)
    try peer.ask("COMMIT;CREATE INDEX steps_due ON steps(due);CREATE INDEX calls_about ON calls(about, place);ANALYZE;")
  }

  private func insert(_ rows: inout [String], into table: String, _ peer: SQLitePeer) throws {
    if !rows.isEmpty { try peer.ask("INSERT INTO \(table) VALUES\(rows.joined(separator: ","));") }
    rows = []
  }

  private static func row(_ texts: [String]) -> String {
    "(" + texts.map(SQLitePeer.quoted).joined(separator: ",") + ")"
  }

  private static func rank(_ step: String?) -> String {
    String(FollowUpStep.allCases.firstIndex { $0.rawValue == step } ?? 0)
  }

  /// The steps of one person, worked out a second time from placements, courses and card.
  private func rows(of id: String) -> [[String]] {
    guard let person = registry.person(id), person.isActive, !registry.isFrozen(RecordRef(.person, id)) else {
      return []
    }
    let date = { (text: String?) in text.flatMap { CalendarDate(iso: $0) } }
    let placements = registry.placements(of: id).compactMap { one in date(one.startDate).map { (one, $0) } }
    let courses = registry.enrolments(of: id).filter { $0.status == "completed" }
      .compactMap { one in date(one.statusDate).map { (one, $0) } }.sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }
    var rows: [[String]] = []
    func add(
      _ about: RecordRef, _ all: [(step: FollowUpStep, due: CalendarDate)], _ entered: String?, _ until: CalendarDate?
    ) {
      let reached = registry.followUps(of: id).filter { $0.about == about.description && $0.isReached }.map(\.step)
      for (step, due) in all {
        let isOver = date(entered).map { due.adding(months: step.window) <= $0 } ?? false
        if isOver, !reached.contains(step.rawValue) { continue }
        rows.append([
          about.description, person.name ?? "", FollowUpCalls.rank(step.rawValue), due.iso, until?.iso ?? "",
          step.isOfJobCard ? "1" : "0",
        ])
      }
    }
    let after = { (start: CalendarDate) in
      FollowUpStep.afterStart.map { (step: $0, due: start.adding(months: $0.months)) }
    }
    for (place, course) in courses.enumerated() {
      let next = place + 1 < courses.count ? courses[place + 1].1 : nil
      let work = placements.filter { date($0.0.endDate).map { $0 >= course.1 } ?? true }.map { max($0.1, course.1) }
        .min()
      add(RecordRef(.enrolment, course.0.id), after(course.1), course.0.day, [next, work].compactMap { $0 }.min())
    }
    for (place, placement) in placements.enumerated() {
      let next = place + 1 < placements.count ? placements[place + 1].1 : nil
      add(RecordRef(.placement, placement.0.id), after(placement.1), placement.0.day, next)
    }
    if let card = JobCard(person) { add(RecordRef(.person, id), card.dues, person.registeredOn, nil) }
    return rows
  }

  /// Of each subject the latest step that fell due, unless a call that reached the person settled it or the last one said
  /// to call again later.
  private var question: String {
    "WITH latest AS (SELECT about, name, max(due) AS due, rank, card FROM steps WHERE due<='\(day.iso)'"
      + " AND (until='' OR (due<until AND until>'\(day.iso)')) GROUP BY about),"
      + " last AS (SELECT about, max(place), rank, next FROM calls GROUP BY about)"
      + " SELECT l.about, l.name, l.rank, max(l.due, CASE WHEN c.rank=l.rank THEN c.next ELSE '' END) AS day"
      + " FROM latest l LEFT JOIN last c ON c.about=l.about WHERE NOT EXISTS (SELECT 1 FROM calls k WHERE k.about=l.about"
      + " AND k.reached='1' AND k.rank>=l.rank AND (l.card='0' OR date(k.date,'+7 days')>=l.due))"
      + " AND coalesce(c.rank=l.rank AND c.next>'\(day.iso)', 0)=0 ORDER BY day, l.name"
  }
}
