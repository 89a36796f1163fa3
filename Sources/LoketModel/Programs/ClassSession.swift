// One meeting of a class: its day and hours as a class keeps them, and all sessions of a course from one line of a form.

/// A time of day: minutes since midnight, 0 to 1439.
public struct DayTime: Hashable, Comparable, Sendable {
  public let minutes: Int

  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    minutes = hour * 60 + minute
  }

  /// Reads `HHMM`, as it is stored; nil for anything else.
  public init?(stored text: some StringProtocol) {
    guard text.utf8.count == 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
      return nil
    }
    self.init(hour: number / 100, minute: number % 100)
  }

  /// Reads what people type: `8`, `08`, `800`, `0800`, `8:00`, `08.00`.
  public init?(typed text: some StringProtocol) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
    if parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]) {
      self.init(hour: hour, minute: minute)
    } else if parts.count == 1, let number = Int(text), text.utf8.count <= 4 {
      self.init(hour: text.utf8.count <= 2 ? number : number / 100, minute: text.utf8.count <= 2 ? 0 : number % 100)
    } else {
      return nil
    }
  }

  /// `0800`
  public var stored: String { text("") }
  /// `08:00`
  public var display: String { text(":") }

  private func text(_ between: String) -> String {
    CalendarDate.padded(minutes / 60, 2) + between + CalendarDate.padded(minutes % 60, 2)
  }

  public static func < (left: DayTime, right: DayTime) -> Bool { left.minutes < right.minutes }
}

/// A day with the hours from `starts` to before `ends`.
public struct ClassSession: Hashable, Comparable, Sendable, Identifiable {
  public let day: CalendarDate
  public let starts: DayTime
  public let ends: DayTime

  /// Nil where it would end before it begins.
  public init?(day: CalendarDate, starts: DayTime, ends: DayTime) {
    guard starts < ends else { return nil }
    self.day = day
    self.starts = starts
    self.ends = ends
  }

  /// Reads one element of the set `sessions`: `YYYY-MM-DD.HHMM`, and `HHMM` until when.
  public init?(element: String, until: String) {
    let parts = element.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = CalendarDate(iso: parts[0]), let starts = DayTime(stored: parts[1]),
      let ends = DayTime(stored: until)
    else { return nil }
    self.init(day: day, starts: starts, ends: ends)
  }

  /// The element under which a class keeps it, and an attendance names it.
  public var id: String { "\(day.iso).\(starts.stored)" }

  /// `24-11-2026 08:00-12:00`
  public var display: String { "\(day.display) \(hours)" }
  public var hours: String { "\(starts.display)-\(ends.display)" }

  /// Whether both need the room at one time; one may begin when the other ends.
  public func overlaps(_ other: ClassSession) -> Bool {
    day == other.day && starts < other.ends && other.starts < ends
  }

  public static func < (left: ClassSession, right: ClassSession) -> Bool {
    (left.day, left.starts, left.ends) < (right.day, right.starts, right.ends)
  }
}

/// "Monday to Friday, 08:00 to 12:00, from 24 November, twenty times".
public struct SessionPlan: Hashable, Sendable {
  /// The first day that may have one.
  public var first: CalendarDate
  /// 1 is Monday.
  public var weekdays: Set<Int>
  public var starts: DayTime
  public var ends: DayTime
  public var count: Int

  /// More than any course has: a slip of the finger makes no thousand rows.
  public static let most = 200

  public init(first: CalendarDate, weekdays: Set<Int>, starts: DayTime, ends: DayTime, count: Int) {
    self.first = first
    self.weekdays = weekdays.filter { (1...7).contains($0) }
    self.starts = starts
    self.ends = ends
    self.count = min(max(count, 0), SessionPlan.most)
  }

  public var sessions: [ClassSession] {
    guard !weekdays.isEmpty, starts < ends else { return [] }
    var found: [ClassSession] = []
    var day = first
    while found.count < count {
      if weekdays.contains(day.weekday), let session = ClassSession(day: day, starts: starts, ends: ends) {
        found.append(session)
      }
      day = day.adding(days: 1)
    }
    return found
  }
}
