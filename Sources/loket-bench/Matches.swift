// The list of candidates for a vacancy: gathered once, then ranked at every key, beside the same question to SQLite.
import LoketModel
import LoketRegistry

/// The sample people, most of them with the skill and a consent: the worst case, in which nearly everybody is ranked.
struct Matches {
  private static let track = "layanan-pelanggan"
  private static let vacancy = RecordRef(.vacancy, Identifier(high: 0x5a, low: 1))
  private static let limit = 50
  private static let rounds = 400

  private var registry: Registry
  private let peer: SQLitePeer?
  private let day: CalendarDate

  init?(_ registry: Registry, _ peer: SQLitePeer?) {
    guard let day = CalendarDate(iso: "2026-11-22") else { return nil }
    self.registry = registry
    self.peer = peer
    self.day = day
    prepare()
  }

  /// Three of four hold the skill, at levels and with proofs of every kind; seven of eight agree.
  private mutating func prepare() {
    let segment = Identifier(high: 0xbe, low: 0xbe)
    let device = Identifier(high: 0xbe, low: 1)
    var n = 0
    var random = SmallRandom(seed: 11)
    func apply(_ edit: Edit, _ registry: inout Registry) {
      n += 1
      registry.apply(
        edit, at: LineRef(segment: segment, n: n), tick: registry.highestTick + 1, stamp: nil, by: "petugas1",
        device: device)
    }
    let proofs = CodeList.skillEvidence.codes.map(\.code)
    let shifts = CodeList.workShift.codes.map(\.code)
    for handle in registry.rows(.person) {
      var set: [FieldChange] = []
      if random.below(4) > 0 {
        set.append(FieldChange("skills/\(Matches.track)", String(random.below(3) + 1)))
        set.append(FieldChange("skillEvidence/\(Matches.track)", proofs[random.below(proofs.count)]))
      }
      if random.below(8) > 0 { set.append(FieldChange("consent/placement", "2026-11-01")) }
      set.append(FieldChange("shifts/\(shifts[random.below(shifts.count)])", "yes"))
      apply(Edit(on: registry.ref(handle), set: set), &registry)
    }
    let village = registry.rows(.household).lazy.compactMap { [registry] in
      registry.value(registry.ref($0), "village")
    }.first
    let asked: [(String, String?)] = [
      ("title", "LAYANAN PELANGGAN"), ("posts", "30"), ("track", Matches.track), ("level", "1"), ("minimumAge", "18"),
      ("maximumAge", "50"), ("village", village), ("rt", "003"), ("rw", "001"), ("device", "any"), ("internet", "any"),
      ("workPlace", "onSite"), ("shifts/morning", "15"), ("shifts/night", "15"),
    ]
    let set = asked.filter { $0.1 != nil }.map { FieldChange($0.0, $0.1) }
    apply(Edit(on: Matches.vacancy, set: set), &registry)
  }

  func figures(isLarge: Bool) throws -> [Figure] {
    var board = MatchBoard()
    let gathering = Stopwatch.span { board = MatchBoard(registry, day: day) }
    guard let query = registry.matchQuery(Matches.vacancy.id, on: day) else { return [] }
    var list = MatchList()
    var (ranking, typing, like) = (Durations(), Durations(), Durations())
    for _ in 0..<Matches.rounds {
      ranking.add(Stopwatch.span { list = board.ranking(query, limit: Matches.limit, in: registry) })
    }
    for word in ["s", "si", "sit", "siti", "b", "bu", "bud", "an", "nur", "zzz"] {
      for _ in 0..<20 {
        typing.add(
          Stopwatch.span { _ = board.ranking(query, matching: word, limit: Matches.limit, in: registry) })
      }
    }
    let touched = registry.rows(.person).prefix(200).map { Edit(on: registry.ref($0), set: []) }
    var following = Durations()
    for edit in touched { following.add(Stopwatch.span { board.follow([edit], in: registry) }) }
    if let peer {
      try fill(peer, query.wish)
      for _ in 0..<40 { like.add(try peer.ask(Matches.question)) }
    }
    let goal: Figure.Goal = .atMost(isLarge ? 10 : 1.5)
    let name = "matching, best 50 of \(list.fitting) who fit"
    var figures: [Figure] = [
      .time("matching, \(board.count) people gathered beside the keys", .milliseconds, gathering),
      .time("\(name), p99", .milliseconds, ranking.worstOfHundred, goal),
      .time("matching, a name typed, p99", .milliseconds, typing.worstOfHundred, goal),
      .time("matching, a save followed, p99", .milliseconds, following.worstOfHundred),
    ]
    if !like.all.isEmpty {
      figures.append(
        .time(
          "\(name), p50", .milliseconds, ranking.median, .timesPeer(1), peer: ("ORDER BY score", like.median)))
    }
    return figures
  }

  // MARK: The same question to SQLite

  /// Every fact in a column of its own, as a plain program would keep it.
  private func fill(_ peer: SQLitePeer, _ wish: MatchWish) throws {
    try peer.ask(
      "CREATE TABLE seekers(id TEXT PRIMARY KEY, born TEXT, registered TEXT, level INT, evidence TEXT, village TEXT, "
        + "rt TEXT, rw TEXT, device TEXT, internet TEXT, night TEXT, morning TEXT, employment TEXT, standing TEXT, "
        + "head INT, working INT, agrees INT);")
    try peer.ask("BEGIN;")
    var rows: [String] = []
    for handle in registry.rows(.person) {
      let person = registry.ref(handle)
      let home = registry.household(of: person.id)
      let value = { (field: String) in registry.value(person, field) ?? "" }
      let standing = registry.skill(of: person.id, on: Matches.track, day: day)
      let isWorking =
        ["working", "selfEmployed"].contains(value("employment"))
        || registry.placements(of: person.id).contains { $0.endDate == nil }
      let texts = [
        person.id, value("birthDate"), value("registeredOn"), String(standing?.level ?? 0),
        standing?.evidence?.rawValue ?? "", home?.village ?? "", home?.rt ?? "", home?.rw ?? "", home?.device ?? "",
        home?.internet ?? "", value("shifts/night"), value("shifts/morning"), value("employment"),
        registry.value(person, "standing") ?? "1", home?.head == person.id ? "1" : "0", isWorking ? "1" : "0",
        registry.agreesToPlacement(person.id) ? "1" : "0",
      ]
      rows.append("(" + texts.map(SQLitePeer.quoted).joined(separator: ",") + ")")
      if rows.count == 400 {
        try peer.ask("INSERT INTO seekers VALUES\(rows.joined(separator: ","));")
        rows = []
      }
    }
    if !rows.isEmpty { try peer.ask("INSERT INTO seekers VALUES\(rows.joined(separator: ","));") }
    try peer.ask("COMMIT;CREATE INDEX seekers_level ON seekers(level, agrees, working);ANALYZE;")
  }

  private static let question =
    "SELECT id, (CASE level WHEN 3 THEN 30 WHEN 2 THEN 20 ELSE 10 END)"
    + " + (CASE evidence WHEN 'competency' THEN 20 WHEN 'training' THEN 14 WHEN 'work' THEN 10 WHEN 'statement' THEN 4 ELSE 0 END)"
    + " + (CASE WHEN village='3376021005' THEN CASE WHEN rw='001' THEN CASE WHEN rt='003' THEN 20 ELSE 16 END ELSE 12 END"
    + " WHEN substr(village,1,6)='337602' THEN 8 WHEN substr(village,1,4)='3376' THEN 4 ELSE 0 END)"
    + " + (CASE WHEN device IN ('phone','computer','both') AND internet IN ('mobile','home','free') THEN 12"
    + " WHEN device='' OR internet='' THEN 4 ELSE 0 END)"
    + " + (CASE WHEN morning='yes' OR night='yes' THEN 10 WHEN morning='no' AND night='no' THEN 0 ELSE 4 END)"
    + " + (CASE employment WHEN 'laidOff' THEN 8 WHEN 'notWorking' THEN 6 WHEN 'underemployed' THEN 4 ELSE 0 END)"
    + " + 4*head AS score FROM seekers WHERE level>=1 AND agrees=1 AND working=0 AND standing='1'"
    + " AND born>'1975-11-22' AND born<='2008-11-22' AND born<>'' ORDER BY score DESC, registered, id LIMIT 50;"
}
