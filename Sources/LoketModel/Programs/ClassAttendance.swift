// How much of a class somebody attended, and what is needed to complete it.

/// How many of the sessions that were held somebody came to.
public struct AttendanceShare: Hashable, Sendable {
  /// Sessions with a roll, 0 or more.
  public let held: Int
  /// Of them those on which the person was marked present.
  public let present: Int

  public init(held: Int, present: Int) {
    self.held = held
    self.present = present
  }

  /// 0 to 100, rounded down: 79.9 per cent is not 80. Nil while no session was held.
  public var percent: Int? { held > 0 ? present * 100 / held : nil }

  /// Whether this is enough; nobody has attended a class that was not held.
  public func reaches(_ needed: Int) -> Bool { held > 0 && present * 100 >= needed * held }
}

extension TrainingClass {
  /// Per cent of the sessions that completing it takes, where the class does not say: the rule of BLK courses.
  public static let usualAttendance = 80

  /// Per cent of the sessions that completing it takes, 1 to 100.
  public var neededAttendance: Int {
    attendance.flatMap { Int($0) }.flatMap { (1...100).contains($0) ? $0 : nil } ?? TrainingClass.usualAttendance
  }

  /// Seats; nil where nobody said how many.
  public var seats: Int? { capacity.flatMap(Int.init(counted:)) }

  /// A code of `CodeList.classState`.
  public var currentState: String { state ?? "planned" }

  /// Whether it needs its room: a cancelled class and one that is held online do not.
  public var usesRoom: Bool { currentState != "cancelled" && mode != "online" }
}

/// A module of a class.
public struct ClassModule: Hashable, Sendable, Identifiable {
  /// From 1 on.
  public let id: Int
  public let title: String
  /// When it was finished; nil: not yet.
  public let taught: CalendarDate?

  public init(id: Int, title: String, taught: CalendarDate?) {
    self.id = id
    self.title = title
    self.taught = taught
  }
}

/// Certificate numbers counted up from the first: `421/BLK/2026/001`, `…/002`.
public struct NumberSeries: Hashable, Sendable {
  private let before, after: String
  private let first: Int
  private let width: Int

  /// Counts the last run of digits that begins with 0, or else the last that is no year; nil where there is none.
  public init?(_ text: String) {
    let characters = Array(text)
    var runs: [Range<Int>] = []
    var place = 0
    while place < characters.count {
      let start = place
      while place < characters.count, characters[place].isASCII, characters[place].isNumber { place += 1 }
      // Nine digits are counted without any risk of passing the largest number.
      if place > start, place - start <= 9 { runs.append(start..<place) }
      if place == start { place += 1 }
    }
    let isYear = { (run: Range<Int>) in
      run.count == 4 && ["19", "20"].contains(String(characters[run.lowerBound..<run.lowerBound + 2]))
    }
    guard let run = runs.last(where: { characters[$0.lowerBound] == "0" }) ?? runs.last(where: { !isYear($0) }),
      let first = Int(String(characters[run]))
    else { return nil }
    before = String(characters[..<run.lowerBound])
    after = String(characters[run.upperBound...])
    self.first = first
    width = run.count
  }

  /// The number of the certificate at this place, from 0 on.
  public func number(_ place: Int) -> String {
    let digits = String(first + place)
    return before + String(repeating: "0", count: max(width - digits.count, 0)) + digits + after
  }
}
