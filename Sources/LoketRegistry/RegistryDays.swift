// Working days and their closing: who closed a day on which PC, what was known there then, and what came after.
import LoketModel

/// One PC's closing of a working day.
public struct DayClosing: Hashable, Sendable, Encodable {
  /// The PC's identifier.
  public let device: String
  /// The login of who closed the day there.
  public let by: String
  /// `A-12`: the PC's letter and its closings so far.
  public let number: String
}

extension Registry {
  public func dayRecord(_ day: CalendarDate, of office: String) -> RecordRef {
    RecordRef(.day, "\(office)/\(day.iso)")
  }

  /// The closings of a working day, one a PC: two that were made without knowing of each other unite. Empty while it is
  /// open.
  public func closings(of day: CalendarDate, office: String) -> [DayClosing] {
    let record = dayRecord(day, of: office)
    guard exists(record), !isVoid(record) else { return [] }
    let numbers = Dictionary(elements(record, "number").map { ($0.element, $0.value) }) { first, _ in first }
    return elements(record, "closed").map {
      DayClosing(device: $0.element, by: $0.value, number: numbers[$0.element] ?? "")
    }
  }

  /// Whether somebody closed this working day of the office, on any PC that is known here.
  public func isClosed(_ day: CalendarDate, of office: String) -> Bool { !closings(of: day, office: office).isEmpty }

  /// The day that is saved with what is entered on `today`: the first one from there that is not closed.
  public func workDay(of office: String, from today: CalendarDate) -> CalendarDate {
    var day = today
    while isClosed(day, of: office) { day = day.adding(days: 1) }
    return day
  }

  /// Entries of a closed day that were not known where it was closed, and so are in none of its closings: *susulan*. Empty
  /// while the day is open.
  public func lateEntries(of day: CalendarDate, office: String) -> [String] {
    guard isClosed(day, of: office) else { return [] }
    let record = dayRecord(day, of: office)
    var covers: [Identifier: UInt32] = [:]
    for (segment, _) in elements(record, "covers") {
      guard let id = Identifier(segment) else { continue }
      // Two PCs may have known a segment up to different lines.
      covers[id] = state(record, "covers/\(segment)").heads.compactMap { $0.value.flatMap { UInt32($0) } }.max()
    }
    return showing(indexed.entryDay, day.iso).filter { entry in
      guard let line = firstLine(of: entry) else { return false }
      let (segment, n) = position(line)
      return covers[segments[Int(segment)].id].map { n > $0 } ?? true
    }.map { id($0) }.sorted()
  }

  /// The edit that closes a working day on a PC: it says up to which line of each segment the day's entries were known.
  /// - Parameters:
  ///   - letter: the PC's.
  ///   - by: the login of who closes it.
  public func planClosing(of day: CalendarDate, office: String, device: Identifier, letter: String, by: String) -> Edit
  {
    var covers: [Identifier: UInt32] = [:]
    for entry in showing(indexed.entryDay, day.iso) {
      guard let line = firstLine(of: entry) else { continue }
      let (segment, n) = position(line)
      covers[segments[Int(segment)].id] = max(covers[segments[Int(segment)].id] ?? 0, n)
    }
    let own = all(.day).filter { value($0, "number/\(device)") != nil }.count
    let record = dayRecord(day, of: office)
    let changes =
      [FieldChange("closed/\(device)", by), FieldChange("number/\(device)", "\(letter)-\(own + 1)")]
      + covers.sorted { $0.key < $1.key }.map { FieldChange("covers/\($0.key)", String($0.value)) }
    return Edit(on: record, set: changes, over: Set(basis(record).heads.values.joined()).sorted())
  }

  /// Working days up to this one that have entries and are not closed, the oldest first.
  public func openDays(of office: String, upTo last: CalendarDate, within days: Int) -> [CalendarDate] {
    (0..<max(1, days)).reversed().map { last.adding(days: -$0) }.filter { day in
      day == last || !isClosed(day, of: office) && !showing(indexed.entryDay, day.iso).isEmpty
    }
  }
}
