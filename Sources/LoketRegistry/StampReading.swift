// Reads a line's time from its bytes: it is for people, so what cannot be read is simply not there.

enum StampReading {
  /// `2026-11-22T09:11:04+07:00` or `…Z` as seconds since 1970 and minutes east of Greenwich; nil for anything else.
  static func read(_ text: UnsafeRawBufferPointer) -> (seconds: Int64, zone: Int)? {
    guard text.count == 25 || (text.count == 20 && text[19] == 0x5a), text[4] == 0x2d, text[7] == 0x2d,
      text[10] == 0x54, text[13] == 0x3a, text[16] == 0x3a,
      let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
      let hour = number(text, 11, 2), let minute = number(text, 14, 2), let second = number(text, 17, 2),
      month >= 1, month <= 12, day >= 1, day <= 31, hour < 24, minute < 60, second < 61
    else { return nil }
    var zone = 0
    if text.count == 25 {
      guard text[19] == 0x2b || text[19] == 0x2d, text[22] == 0x3a, let hours = number(text, 20, 2),
        let minutes = number(text, 23, 2), hours < 15, minutes < 60
      else { return nil }
      zone = (hours * 60 + minutes) * (text[19] == 0x2d ? -1 : 1)
    }
    // Days from the civil date, counted in years that begin in March.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return (Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second - zone * 60), zone)
  }

  private static func number(_ text: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for byte in text[start..<start + count] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }
}
