// The names of daily backups, and which of them may go: a week of days, then a month of weeks.
import LoketModel

/// One daily backup, by its name alone.
public struct ShelvedBackup: Hashable, Sendable {
  public let name: String
  public let date: CalendarDate
  /// Hours and minutes, `1640`.
  public let time: String
}

public enum BackupShelf {
  /// Days of which the last backup stays, and weeks before them.
  public static let days = 7
  public static let weeks = 4

  /// `loket-3376021005-A-1f2e3d4c-20261122-1640.tar`: office, letter and id of the PC, day and time.
  public static func name(_ device: ThisDevice, at moment: Timestamp) -> String {
    let day = moment.date.iso.filter { $0 != "-" }
    let time = moment.time.filter { $0 != ":" }
    return "\(stem(device.id, device))\(day)-\(time).tar"
  }

  /// The backups of this PC among the names of a folder, those that it made under an earlier id too; the newest first.
  static func own(_ names: [String], _ device: ThisDevice) -> [ShelvedBackup] {
    let ids = [device.id] + device.earlier
    return names.compactMap { read($0, ids, office: device.office) }.sorted { ($0.date, $0.time) > ($1.date, $1.time) }
  }

  /// Which may go. The newest never does.
  public static func superfluous(_ shelved: [ShelvedBackup]) -> [ShelvedBackup] {
    let sorted = shelved.sorted { ($0.date, $0.time) > ($1.date, $1.time) }
    var keptDays: Set<CalendarDate> = []
    var keptWeeks: Set<Int> = []
    return sorted.filter { backup in
      if keptDays.contains(backup.date) { return true }
      if keptDays.count < days {
        keptDays.insert(backup.date)
        return false
      }
      // From Monday to Sunday, so that the week of a backup stays the same from day to day.
      let week = (monday.map { $0.days(until: backup.date) } ?? 0) / 7
      return keptWeeks.count >= weeks || !keptWeeks.insert(week).inserted
    }
  }

  private static let monday = CalendarDate(year: 2000, month: 1, day: 3)

  private static func stem(_ id: Identifier, _ device: ThisDevice) -> String {
    let letter = device.letter.filter { $0.isASCII && $0.isLetter }
    return "loket-\(device.office)-\(letter.isEmpty ? "A" : letter)-\(id.description.prefix(8))-"
  }

  private static func read(_ name: String, _ ids: [Identifier], office: String) -> ShelvedBackup? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "loket", parts[1] == office, parts[4].count == 8, name.hasSuffix(".tar"),
      ids.contains(where: { $0.description.hasPrefix(parts[3]) }), parts[3].count == 8
    else { return nil }
    let time = parts[5].dropLast(4)
    let day = parts[4]
    let iso = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"
    guard time.count == 4, time.allSatisfy({ $0.isASCII && $0.isNumber }), let date = CalendarDate(iso: iso) else {
      return nil
    }
    return ShelvedBackup(name: name, date: date, time: String(time))
  }
}
