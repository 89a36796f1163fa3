// What one working day leaves behind: who entered what, how much of it is decided, and what is unfinished.
import LoketModel

/// For the closing of a day, its paper and `loket report daily`. Counts only: no name of a citizen is in it.
public struct DaySummary: Hashable, Sendable, Encodable {
  /// What one account entered, and what became of it.
  public struct Clerk: Hashable, Sendable, Encodable {
    public let login: String
    public var entries = 0
    public var approved = 0
    public var returned = 0
    public var waiting = 0
  }

  /// One kind of entry (a code of `entryAction`), and what became of them.
  public struct Kind: Hashable, Sendable, Encodable {
    public let action: String
    public var entries = 0
    public var approved = 0
    public var returned = 0
    public var waiting = 0
  }

  public let day: String
  public let figures: DayFigures
  public private(set) var clerks: [Clerk] = []
  public private(set) var kinds: [Kind] = []
  public private(set) var entries = 0
  public private(set) var approved = 0
  public private(set) var returned = 0
  /// Submitted or corrected: a supervisor's turn.
  public private(set) var waiting = 0
  public private(set) var cancelled = 0
  /// Approved by whoever entered it: only where the office has one officer.
  public private(set) var approvedByAuthor = 0
  public let isSingleOfficer: Bool
  /// What of other working days is not done with.
  public let elsewhere: OpenElsewhere
  public let closings: [DayClosing]
  /// Entries of the day that none of its closings knew.
  public let late: Int

  /// - Parameter elsewhere: where the queue is gathered already; nil: every entry is looked at.
  public init(_ registry: Registry, day: CalendarDate, office: String, elsewhere: OpenElsewhere? = nil) {
    self.day = day.iso
    self.elsewhere = elsewhere ?? QueueBoard(registry, day: day).open(besides: day)
    figures = DayFigures(registry, day: day)
    isSingleOfficer = registry.office(office)?.singleOfficer == "yes"
    closings = registry.closings(of: day, office: office)
    late = registry.lateEntries(of: day, office: office).count
    var clerks: [String: Clerk] = [:]
    var kinds: [String: Kind] = [:]
    for entry in registry.showing(registry.indexed.entryDay, day.iso) {
      let action = registry.shown(entry, "action") ?? ""
      guard !["pair", "settings"].contains(action), let line = registry.firstLine(of: entry) else { continue }
      let login = registry.name(registry.lines[Int(line)].by)
      var clerk = clerks[login] ?? Clerk(login: login)
      var kind = kinds[action] ?? Kind(action: action)
      clerk.entries += 1
      kind.entries += 1
      entries += 1
      switch registry.entryState(entry) {
      case .approved:
        approved += 1
        clerk.approved += 1
        kind.approved += 1
        if registry.approver(of: entry) == login { approvedByAuthor += 1 }
      case .returned:
        returned += 1
        clerk.returned += 1
        kind.returned += 1
      case .cancelled: cancelled += 1
      case .submitted, .corrected, .contested:
        waiting += 1
        clerk.waiting += 1
        kind.waiting += 1
      }
      clerks[login] = clerk
      kinds[action] = kind
    }
    self.clerks = clerks.values.sorted { $0.login < $1.login }
    let order = CodeList.entryAction.codes.map(\.code)
    self.kinds = kinds.values.sorted {
      let places = (order.firstIndex(of: $0.action) ?? order.count, order.firstIndex(of: $1.action) ?? order.count)
      return places.0 != places.1 ? places.0 < places.1 : $0.action < $1.action
    }
  }
}

extension Registry {
  /// Who approved an entry; nil where nobody did.
  func approver(of entry: UInt32) -> String? {
    let approvals = approvals(of: entry)
    let record = approvals.first ?? entry
    return lineRows(of: record).last.map { name(lines[Int($0)].by) }
  }
}

extension DaySummary {
  /// The summary as people read it, a line each, within 78 columns.
  /// - Parameter deviceName: the label of a PC by its identifier.
  public func lines(_ wording: Wording, deviceName: (String) -> String) -> [String] {
    var lines: [String] = []
    let row = { (name: String, numbers: [Int]) in
      let padded = name + String(repeating: " ", count: max(30 - name.count, 1))
      return "  " + padded + numbers.map { Self.right(String($0), 10) }.joined()
    }
    let heads = [Phrase.dayEntered, .dayApproved, .summaryReturned, .summaryWaiting].map { Self.right(wording[$0], 10) }
    let header = { (title: Phrase) in
      wording[title] + String(repeating: " ", count: max(32 - wording[title].count, 1)) + heads.joined()
    }
    lines.append(header(.summaryByClerk))
    lines += clerks.map { row($0.login, [$0.entries, $0.approved, $0.returned, $0.waiting]) }
    lines += ["", header(.summaryByKind)]
    lines += kinds.map {
      row(
        CodeList.entryAction.name(of: $0.action, wording.language), [$0.entries, $0.approved, $0.returned, $0.waiting])
    }
    lines.append(row(wording[.summaryAll], [entries, approved, returned, waiting]))
    if cancelled > 0 { lines.append("  " + wording.text(.summaryCancelled, ["count": String(cancelled)])) }
    lines += ["", wording[.summaryUnfinished]]
    if waiting + returned == 0, elsewhere.isEmpty { lines.append("  " + wording[.summaryNothingOpen]) }
    let open = { (phrase: Phrase, waiting: Int, returned: Int) in
      "  " + wording.text(phrase, ["waiting": String(waiting), "returned": String(returned)])
    }
    if waiting + returned > 0 { lines.append(open(.summaryOpen, waiting, returned)) }
    if !elsewhere.isEmpty { lines.append(open(.summaryOpenElsewhere, elsewhere.waiting, elsewhere.returned)) }
    lines += ["", wording[closings.isEmpty ? .summaryNotClosed : .summaryClosed]]
    for closing in closings {
      lines.append(
        "  "
          + wording.text(
            .summaryClosing, ["number": closing.number, "by": closing.by, "device": deviceName(closing.device)]))
    }
    if late > 0 { lines.append("  " + wording.text(.summaryLate, ["count": String(late)])) }
    if isSingleOfficer {
      lines.append(wording.text(.summarySingleOfficer, ["count": String(approvedByAuthor)]))
    }
    return lines
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}

extension Phrase {
  static let summaryReturned = Phrase("report.summary.returned")
  static let summaryWaiting = Phrase("report.summary.waiting")
  static let summaryByClerk = Phrase("report.summary.byClerk")
  static let summaryByKind = Phrase("report.summary.byKind")
  static let summaryAll = Phrase("report.summary.all")
  static let summaryCancelled = Phrase("report.summary.cancelled")
  static let summaryUnfinished = Phrase("report.summary.unfinished")
  static let summaryNothingOpen = Phrase("report.summary.nothingOpen")
  static let summaryOpen = Phrase("report.summary.open")
  static let summaryOpenElsewhere = Phrase("report.summary.openElsewhere")
  static let summaryNotClosed = Phrase("report.summary.notClosed")
  static let summaryClosed = Phrase("report.summary.closed")
  static let summaryClosing = Phrase("report.summary.closing")
  static let summaryLate = Phrase("report.summary.late")
  static let summarySingleOfficer = Phrase("report.summary.singleOfficer")
}
