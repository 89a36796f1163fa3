// Who has a room when, so that no hall is promised twice.
import LoketModel

/// A room that somebody else has at that time.
public struct RoomClash: Hashable, Sendable {
  /// The class or event that has it.
  public let holder: RecordRef
  public let name: String
  public let room: String
  /// When the other one is there.
  public let session: ClassSession

  public var message: Message {
    Message(
      .roomTaken, ["room": room, "name": name, "day": session.day.display, "hours": session.hours])
  }
}

extension Registry {
  /// The first of these hours at which another class or event has the room; nil where it is free, or no room is named.
  /// - Parameters:
  ///   - room: as typed; capitals, dots and spaces do not make another room.
  ///   - holder: who asks: its own hours do not stand against it.
  public func clash(room: String?, _ sessions: [ClassSession], besides holder: RecordRef) -> RoomClash? {
    guard let room, !sessions.isEmpty else { return nil }
    let wanted = Registry.folded(room: room)
    guard !wanted.isEmpty else { return nil }
    for booking in bookings(wanted) where booking.holder != holder {
      if sessions.contains(where: { $0.overlaps(booking.session) }) { return booking }
    }
    return nil
  }

  /// "Aula B.L.K." and "aula blk" are one room.
  private static func folded(room: String) -> String { NameKey.fold(room).filter { $0 != " " } }

  /// Who has a room and when, the first first.
  private func bookings(_ wanted: String) -> [RoomClash] {
    var found: [RoomClash] = []
    for other in trainingClasses() where other.usesRoom {
      guard let room = other.room, Registry.folded(room: room) == wanted else { continue }
      let holder = RecordRef(.trainingClass, other.id)
      found += sessions(ofClass: other.id).map {
        RoomClash(holder: holder, name: other.name ?? other.id, room: room, session: $0)
      }
    }
    for event in events() {
      guard let room = event.room, Registry.folded(room: room) == wanted, let session = Registry.hours(of: event) else {
        continue
      }
      found.append(
        RoomClash(holder: RecordRef(.event, event.id), name: event.name ?? event.id, room: room, session: session))
    }
    return found.sorted { ($0.session, $0.holder.id) < ($1.session, $1.holder.id) }
  }

  /// When an event has its room; without hours it has it all day.
  public static func hours(of event: ProgramEvent) -> ClassSession? {
    guard let day = event.date.flatMap({ CalendarDate(iso: $0) }) else { return nil }
    let starts = event.starts.flatMap { DayTime(stored: $0) } ?? DayTime(hour: 0, minute: 0)
    let ends = event.ends.flatMap { DayTime(stored: $0) } ?? DayTime(hour: 23, minute: 59)
    guard let starts, let ends else { return nil }
    return ClassSession(day: day, starts: starts, ends: ends)
  }
}

extension Phrase {
  static let roomTaken = Phrase("class.roomTaken")
}
