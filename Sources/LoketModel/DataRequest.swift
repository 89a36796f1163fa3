// What a citizen asked about the own data, and the 3 × 24 hours in which it must be answered (UU 27/2022).

/// The values that the registry shows for one record, as stored; nil where nothing is known.
public struct DataRequest: Hashable, Sendable, Identifiable {
  public let id: String
  public var person: String?
  /// A code of `requestKind`.
  public var kind: String?
  public var received: String?
  public var day: String?
  /// A code of `requestState`; nil is open.
  public var state: String?
  public var stateDay: String?
  public var stateNote: String?
  public var note: String?

  /// `values` gives the value of a field by its name in `FieldTable`.
  public init(id: String, values: (String) -> String?) {
    self.id = id
    person = values("person")
    kind = values("kind")
    received = values("received")
    day = values("day")
    state = values("state")
    stateDay = values("stateDay")
    stateNote = values("stateNote")
    note = values("note")
  }

  /// The fields in the order of `FieldTable`, sets left out.
  public static let fieldNames = ["person", "kind", "received", "day", "state", "stateDay", "stateNote", "note"]

  public var isOpen: Bool { state == nil || state == "open" }

  public var clock: AnswerClock? { received.flatMap { Timestamp($0) }.map { AnswerClock(from: $0) } }
}

/// The time that the law gives: 3 × 24 hours from the moment in which something was asked or became known.
public struct AnswerClock: Hashable, Sendable, Comparable {
  public static let hours = 72
  public let end: Timestamp

  public init(from start: Timestamp) {
    end = Timestamp(
      seconds: start.seconds + Int64(AnswerClock.hours) * 3600, offsetMinutes: start.offsetMinutes)
  }

  /// Whole hours that are left, a begun one counted; below zero: hours since the end.
  public func hoursLeft(at now: Timestamp) -> Int {
    let seconds = end.seconds - now.seconds
    return seconds >= 0 ? Int((seconds + 3599) / 3600) : -Int((-seconds + 3599) / 3600)
  }

  public func isOver(at now: Timestamp) -> Bool { end.seconds < now.seconds }

  /// "sisa 41 jam", or "lewat 5 jam".
  public func words(at now: Timestamp) -> Message {
    let hours = hoursLeft(at: now)
    return Message(hours < 0 ? .clockOver : .clockLeft, ["hours": String(abs(hours))])
  }

  public static func < (left: AnswerClock, right: AnswerClock) -> Bool { left.end < right.end }
}

extension Phrase {
  static let clockLeft = Phrase("clock.left")
  static let clockOver = Phrase("clock.over")
}
