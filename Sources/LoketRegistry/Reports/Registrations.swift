// How many people were registered on each of the last days, for a line of small bars with its figures.
import LoketModel

public struct Registrations: Hashable, Sendable, Encodable {
  public struct Day: Hashable, Sendable, Encodable {
    /// YYYY-MM-DD: the working day of the registration (`person.registeredOn`).
    public let day: String
    public fileprivate(set) var people = 0
    public fileprivate(set) var verified = 0
  }

  /// The earliest first, days without work among them.
  public private(set) var days: [Day]

  public var people: Int { days.reduce(0) { $0 + $1.people } }
  public var verified: Int { days.reduce(0) { $0 + $1.verified } }
  /// The most of one day.
  public var highest: Int { days.map(\.people).max() ?? 0 }

  public init() { days = [] }

  /// - Parameters:
  ///   - last: the last day that counts.
  ///   - count: how many days, that one among them.
  public init(_ registry: Registry, last: CalendarDate, count: Int = 30) {
    days = (0..<max(count, 0)).map { Day(day: last.adding(days: $0 - count + 1).iso) }
    let places = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($0.element.day, $0.offset) })
    // As Beranda counts: also those whose data rest.
    for row in registry.handles(.person, includingVoid: true) where registry.records[Int(row)].countsAsOne {
      guard let place = registry.shown(row, "registeredOn").flatMap({ places[$0] }) else { continue }
      days[place].people += 1
      if registry.records[Int(row)].has(RecordRow.isVerified) { days[place].verified += 1 }
    }
  }

  /// "142 warga dalam 30 hari, 120 disetujui; terbanyak 11 sehari".
  public func sentence(_ wording: Wording) -> String {
    wording.text(
      .registrationsSum,
      [
        "people": people.grouped, "days": String(days.count), "verified": verified.grouped, "most": highest.grouped,
      ])
  }
}

extension Phrase {
  static let registrationsSum = Phrase("funnel.registrations")
}
