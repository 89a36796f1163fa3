// The stated time of a save: for people to read, never to decide anything.

/// A moment in whole seconds with the offset of the clock that showed it.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z, in the years 1 to 9999.
  public let seconds: Int64
  /// Minutes east of Greenwich, -840 to 840; WIB is 420.
  public let offsetMinutes: Int

  /// Clamped to the ranges above: a clock may say anything.
  public init(seconds: Int64, offsetMinutes: Int) {
    self.offsetMinutes = min(max(offsetMinutes, -840), 840)
    self.seconds = min(max(seconds, -62_135_510_400), 253_402_214_400)
  }

  /// Reads `2026-11-22T09:11:04+07:00`, or `Z` for the offset; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 25 || bytes.count == 20, bytes[10] == 0x54,
      let date = CalendarDate(iso: String(decoding: bytes[..<10], as: UTF8.self)),
      let clock = Timestamp.pair(bytes, 11), bytes[13] == 0x3a,
      let minute = Timestamp.pair(bytes, 14), bytes[16] == 0x3a,
      let second = Timestamp.pair(bytes, 17), clock < 24, minute < 60, second < 60
    else { return nil }
    var offset = 0
    if bytes.count == 25 {
      guard bytes[19] == 0x2b || bytes[19] == 0x2d, bytes[22] == 0x3a, let hours = Timestamp.pair(bytes, 20),
        let minutes = Timestamp.pair(bytes, 23), minutes < 60, hours * 60 + minutes <= 840
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[19] == 0x2d ? -1 : 1)
    } else if bytes[19] != 0x5a {
      return nil
    }
    let local = Int64(date.daysSince1970) * 86_400 + Int64(clock * 3600 + minute * 60 + second)
    self.init(seconds: local - Int64(offset) * 60, offsetMinutes: offset)
  }

  /// `2026-11-22T09:11:04+07:00`.
  public var text: String {
    let offset = abs(offsetMinutes)
    return date.iso + "T" + time + ":" + CalendarDate.padded(secondOfDay % 60, 2) + (offsetMinutes < 0 ? "-" : "+")
      + CalendarDate.padded(offset / 60, 2) + ":" + CalendarDate.padded(offset % 60, 2)
  }

  /// The day on the clock that showed this moment.
  public var date: CalendarDate {
    CalendarDate(daysSince1970: Int((local - Int64(secondOfDay)) / 86_400)) ?? .epoch
  }

  /// `09:11`, on the clock that showed this moment.
  public var time: String {
    CalendarDate.padded(secondOfDay / 3600, 2) + ":" + CalendarDate.padded(secondOfDay / 60 % 60, 2)
  }

  public var description: String { text }

  /// By the moment, whatever the offset.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds != right.seconds ? left.seconds < right.seconds : left.offsetMinutes < right.offsetMinutes
  }

  private var local: Int64 { seconds + Int64(offsetMinutes) * 60 }
  private var secondOfDay: Int { Int((local % 86_400 + 86_400) % 86_400) }

  private static func pair(_ bytes: [UInt8], _ index: Int) -> Int? {
    guard (0x30...0x39).contains(bytes[index]), (0x30...0x39).contains(bytes[index + 1]) else { return nil }
    return Int(bytes[index] - 0x30) * 10 + Int(bytes[index + 1] - 0x30)
  }
}
