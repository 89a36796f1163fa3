// What an office did on one working day, and where it stands: `loket report daily`.
import FoundationEssentials
import LoketModel

extension Phrase {
  public static let dailyTitle = Phrase("report.daily.title")
  static let dailyClosedNow = Phrase("report.daily.closedNow")
  static let dailyTotalPeople = Phrase("report.daily.totalPeople")
  static let dailyPeople = Phrase("report.daily.people")
  static let dailyByTrack = Phrase("report.daily.byTrack")
  static let dailyByKind = Phrase("report.daily.byKind")
  static let dailyItem = Phrase("report.daily.item")
  static let dailyClerks = Phrase("report.daily.clerks")
  static let dailyNoEntries = Phrase("report.daily.noEntries")
  static let dailyTotals = Phrase("report.daily.totals")
  static let dailyTotalHouseholds = Phrase("report.daily.total.households")
  static let dailyTotalEnrolments = Phrase("report.daily.total.enrolments")
  static let dailyTotalPlacements = Phrase("report.daily.total.placements")
}

/// Counts only; no name of a citizen is in it. What was done and what of it was taken back comes from ``DayFigures``;
/// void records count nowhere else.
public struct DailyReport: Hashable, Sendable, Encodable {
  /// How often one code occurs.
  public struct Count: Hashable, Sendable, Encodable {
    public let code: String
    public let count: Int
  }

  /// What one account entered on the day, by action.
  public struct Clerk: Hashable, Sendable, Encodable {
    public let login: String
    public let actions: [Count]
  }

  public struct Totals: Hashable, Sendable, Encodable {
    public var households = 0
    /// Everybody on record, as Beranda counts: also who died, moved away or is frozen.
    public var people = 0
    /// Of them, whose data rest.
    public var frozenPeople = 0
    /// Enrolments that stand, and the people who have one.
    public var enrolments = 0
    public var enrolledPeople = 0
    /// Placements that have not ended, and the people who have one.
    public var placements = 0
    public var placedPeople = 0
    /// Of these, what a supervisor approved.
    public var verifiedHouseholds = 0
    public var verifiedPeople = 0
    public var verifiedEnrolments = 0
    public var verifiedPlacements = 0
  }

  /// The working day, YYYY-MM-DD.
  public let day: String
  /// The figures that Beranda shows too.
  public let figures: DayFigures
  /// People who stand and were registered on the day, by hand or by import.
  public private(set) var people = 0
  /// What stands of the day's assignments, by track, the most frequent first.
  public private(set) var assignedByTrack: [Count] = []
  /// What stands of the day's placements, by kind, in the list's order.
  public private(set) var placedByKind: [Count] = []
  /// By login.
  public private(set) var clerks: [Clerk] = []
  public private(set) var totals = Totals()
  /// The working day of what is entered now, where this one is closed.
  public let next: String?
  /// What became of the day's entries, and its closing; nil where no office was asked about.
  public let summary: DaySummary?

  /// - Parameter office: ten digits, for its closings.
  public init(_ registry: Registry, day: CalendarDate, office: String? = nil) {
    self.day = day.iso
    next = office.flatMap { office in
      registry.isClosed(day, of: office) ? registry.workDay(of: office, from: day).iso : nil
    }
    summary = office.map { DaySummary(registry, day: day, office: $0) }
    figures = DayFigures(registry, day: day)
    countRegistrations(registry)
    countEnrolments(registry)
    countPlacements(registry)
    countEntries(registry, day)
  }

  private mutating func countRegistrations(_ registry: Registry) {
    for place in registry.records.indices {
      let record = registry.records[place]
      guard record.kind == Registry.personKind, record.countsAsOne else { continue }
      if record.has(RecordRow.isFrozen) { totals.frozenPeople += 1 }
      if registry.shown(UInt32(place), "registeredOn") == day { people += 1 }
    }
    totals.people = registry.count(.person)
    totals.households = registry.count(.household)
    totals.verifiedHouseholds = registry.verified(.household)
    totals.verifiedPeople = registry.verified(.person)
  }

  private mutating func countEnrolments(_ registry: Registry) {
    var tracks: [String: Int] = [:]
    var all: Set<String> = []
    for handle in registry.handles(.enrolment) {
      guard let person = registry.shown(handle, "person"), !registry.isVoid(RecordRef(.person, person)) else {
        continue
      }
      let status = registry.shown(handle, "status")
      if registry.shown(handle, "day") == day, status != "withdrawn" {
        tracks[registry.shown(handle, "track") ?? "", default: 0] += 1
      }
      if status != "withdrawn", status != "dropped" {
        totals.enrolments += 1
        if registry.records[Int(handle)].has(RecordRow.isVerified) { totals.verifiedEnrolments += 1 }
        all.insert(person)
      }
    }
    totals.enrolledPeople = all.count
    assignedByTrack = tracks.map { Count(code: $0.key, count: $0.value) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.code < $1.code }
  }

  private mutating func countPlacements(_ registry: Registry) {
    var kinds: [String: Int] = [:]
    var all: Set<String> = []
    for handle in registry.handles(.placement) {
      guard let person = registry.shown(handle, "person"), !registry.isVoid(RecordRef(.person, person)) else {
        continue
      }
      if registry.shown(handle, "day") == day {
        kinds[registry.shown(handle, "kind") ?? "", default: 0] += 1
      }
      if registry.shown(handle, "endDate") == nil {
        totals.placements += 1
        if registry.records[Int(handle)].has(RecordRow.isVerified) { totals.verifiedPlacements += 1 }
        all.insert(person)
      }
    }
    totals.placedPeople = all.count
    placedByKind = Self.sorted(kinds, .placementKind)
  }

  private mutating func countEntries(_ registry: Registry, _ day: CalendarDate) {
    var counts: [String: [String: Int]] = [:]
    for entry in registry.entries(day: day) {
      // Who made the entry is who saved its action first.
      let by = registry.state(RecordRef(.entry, entry.id), "action").heads.last?.by ?? ""
      counts[by, default: [:]][entry.action ?? "", default: 0] += 1
    }
    clerks = counts.map { Clerk(login: $0.key, actions: Self.sorted($0.value, .entryAction)) }
      .sorted { $0.login < $1.login }
  }

  /// In the order of the code list; what it lacks comes last.
  private static func sorted(_ counts: [String: Int], _ list: CodeList) -> [Count] {
    let known = list.codes.map(\.code)
    let others = counts.keys.filter { !known.contains($0) }.sorted()
    return (known + others).compactMap { code in counts[code].map { Count(code: code, count: $0) } }
  }
}

extension DailyReport {
  /// The report as people read it, within 78 columns.
  /// - Parameter tracks: the office's own ones too.
  public func lines(
    _ wording: Wording, tracks: Tracks = .compiled, deviceName: (String) -> String = { $0 }
  ) -> [String] {
    let language = wording.language
    func text(_ phrase: Phrase, _ numbers: KeyValuePairs<String, Int>) -> String {
      wording.text(phrase, Dictionary(uniqueKeysWithValues: numbers.map { ($0.key, "\($0.value)") }))
    }
    func item(_ name: String, _ count: Int) -> String {
      "  " + wording.text(.dailyItem, ["name": name, "count": "\(count)"])
    }
    var lines = [wording.text(.dailyTitle, ["day": CalendarDate(iso: day)?.display ?? day])]
    if let next {
      lines.append(wording.text(.dailyClosedNow, ["next": CalendarDate(iso: next)?.display ?? next]))
    }
    lines.append("")
    // The rows of Beranda, figures first; below them what stands, by its kind.
    let columns = { (left: String, right: String) in
      String(repeating: " ", count: max(8 - left.count, 0)) + left
        + String(repeating: " ", count: max(10 - right.count, 1))
        + right + "  "
    }
    lines.append(String(columns(wording[.dayEntered], wording[.dayApproved]).dropLast(2)))
    lines += figures.rows(wording).map { columns(String($0.count), String($0.verified)) + $0.words }
    lines += ["", text(.dailyPeople, ["count": people])]
    if !assignedByTrack.isEmpty { lines.append(wording[.dailyByTrack]) }
    lines += assignedByTrack.map { item(tracks.name(of: $0.code, language), $0.count) }
    if !placedByKind.isEmpty { lines.append(wording[.dailyByKind]) }
    lines += placedByKind.map { item(CodeList.placementKind.name(of: $0.code, language), $0.count) }
    lines += ["", wording[clerks.isEmpty ? .dailyNoEntries : .dailyClerks]]
    for clerk in clerks {
      let actions = clerk.actions.map { action in
        let name = CodeList.entryAction.name(of: action.code, language)
        return wording.text(.dailyItem, ["name": name, "count": "\(action.count)"])
      }
      lines += Self.wrapped(actions, after: "  " + clerk.login + ": ")
    }
    lines += ["", wording[.dailyTotals]]
    lines.append(
      "  "
        + text(
          .dailyTotalHouseholds,
          [
            "households": totals.households, "people": totals.people, "verified": totals.verifiedHouseholds,
            "verifiedPeople": totals.verifiedPeople,
          ]))
    lines.append("  " + text(.dailyTotalPeople, ["frozen": totals.frozenPeople]))
    lines.append(
      "  "
        + text(
          .dailyTotalEnrolments,
          [
            "count": totals.enrolments, "people": totals.enrolledPeople, "verified": totals.verifiedEnrolments,
          ]))
    lines.append(
      "  "
        + text(
          .dailyTotalPlacements,
          ["count": totals.placements, "people": totals.placedPeople, "verified": totals.verifiedPlacements]))
    if let summary { lines += [""] + summary.lines(wording, deviceName: deviceName) }
    return lines
  }

  /// The report as one JSON object with its keys in alphabetical order, and a newline.
  public func json() -> [UInt8] { ReportJSON.bytes(of: self) }

  private static func wrapped(_ words: [String], after label: String) -> [String] {
    var lines = [label]
    for (index, word) in words.enumerated() {
      let piece = word + (index < words.count - 1 ? ", " : "")
      if lines[lines.count - 1].count + piece.count > 78, lines[lines.count - 1].count > 4 { lines.append("    ") }
      lines[lines.count - 1] += piece
    }
    return lines
  }
}
