// A second place for the data: a folder on a stick or another disk that gets a backup every day by itself. Which one it is
// stands in `backup.json`, what came of the last one in `backup-last.json`: both of this PC alone, never in a save.
import FoundationEssentials
import Glibc
import LoketModel

/// How it stands with the daily backup.
public struct BackupStanding: Hashable, Sendable {
  /// Empty where none was chosen.
  public var place = ""
  /// When the last good one was made.
  public var last: Timestamp?
  /// Its file's name.
  public var file = ""
  /// Bytes.
  public var size = 0
  /// When one was last tried, and what went wrong then.
  public var tried: Timestamp?
  public var problem: Message?
  /// The place is on the disk of the data: both are lost together.
  public var isOnDataDisk = false
  /// Milliseconds that the last one took; 0 where that is not known.
  public var took = 0

  public init() {}

  /// The day's backup is still to be made.
  public func isDue(on day: CalendarDate) -> Bool { !place.isEmpty && last?.date != day }

  /// Somebody who leaves does not wait for it: it is made at the next start.
  public var wasSkipped: Bool { problem?.phrase == .backupSkipped }
}

public struct DailyBackup: Sendable {
  let folder: DataFolder
  private var files: any FileSystem { folder.files }
  /// Lies in the place, so that the empty folder of a stick that is not plugged in is not taken for it.
  public static let mark = "TEMPAT-CADANGAN-LOKET.txt"

  public init(_ path: String, files: any FileSystem = PosixFiles()) { folder = DataFolder(path, files) }

  // MARK: What is remembered

  private struct Setting: Codable { var folder: String }

  private struct Last: Codable {
    var made: String?
    var file: String?
    var size: Int?
    var tried: String?
    var problem: String?
    var slots: [String: String]?
    var took: Int?
  }

  /// What cannot be read counts as not there: it is chosen again.
  public var standing: BackupStanding {
    var result = BackupStanding()
    if let setting = read(Setting.self, folder.backupSetting) { result.place = setting.folder }
    if !result.place.isEmpty, let disk = files.disk(of: result.place) {
      result.isOnDataDisk = disk == files.disk(of: folder.path)
    }
    guard let last = read(Last.self, folder.backupStanding) else { return result }
    result.last = last.made.flatMap { Timestamp($0) }
    result.file = last.file ?? ""
    result.size = last.size ?? 0
    result.tried = last.tried.flatMap { Timestamp($0) }
    result.took = max(0, last.took ?? 0)
    result.problem = last.problem.map { Message(Phrase($0), last.slots ?? [:]) }
    return result
  }

  private func read<Form: Decodable>(_ type: Form.Type, _ path: String) -> Form? {
    guard let bytes = try? files.readWhole(path, limit: 64 * 1024) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(bytes))
  }

  private func keep(_ standing: BackupStanding) {
    let last = Last(
      made: standing.last?.text, file: standing.file, size: standing.size, tried: standing.tried?.text,
      problem: standing.problem?.phrase.rawValue, slots: standing.problem?.arguments, took: standing.took)
    // Lost, it is made again: the backup itself does not depend on it.
    try? files.replace(folder.backupStanding, with: encoded(last), durable: false)
  }

  // MARK: The place

  /// Chooses the place; an empty text ends the daily backups. It must be there, take files, and not be the data folder.
  /// - Parameter explanation: what the mark says to whoever finds it.
  public func choose(_ place: String, explanation: String) throws(BackupProblem) {
    var place = Substring(place)
    while place.count > 1, place.hasSuffix("/") { place.removeLast() }
    if !place.isEmpty { try markPlace(String(place), explanation) }
    do {
      try files.replace(folder.backupSetting, with: encoded(Setting(folder: String(place))), durable: true)
      if try files.information(folder.backupStanding) != nil { try files.remove(folder.backupStanding) }
    } catch { throw .unwritable(error) }
  }

  private func markPlace(_ place: String, _ explanation: String) throws(BackupProblem) {
    guard place.hasPrefix("/") else { throw .placeMissing(place) }
    if place == folder.path || place.hasPrefix(folder.path + "/") { throw .insideData(place) }
    guard (try? files.information(place))??.kind == .folder else { throw .placeMissing(place) }
    let mark = place + "/" + DailyBackup.mark
    do throws(FileFailure) {
      if try files.information(mark) == nil {
        try files.replace(mark, with: Array((explanation + "\n").utf8), durable: true)
      }
    } catch { throw .unwritable(error) }
  }

  // MARK: The work

  /// Makes the backup now and lets the superfluous ones go; what came of it is remembered either way.
  /// - Parameter clock: milliseconds, for how long it takes.
  @discardableResult
  public func carryOut(
    now: Timestamp, clock: () -> Int64 = { 0 }, progress: (Int, Int) -> Void = { _, _ in },
    isStopped: () -> Bool = { false }
  ) throws(BackupProblem) -> BackupReport {
    var standing = standing
    standing.tried = now
    let began = clock()
    do throws(BackupProblem) {
      let report = try make(now, in: standing.place, progress, isStopped)
      standing.last = now
      standing.file = report.file.split(separator: "/").last.map(String.init) ?? report.file
      standing.size = report.bytes
      standing.took = Int(clock() - began)
      standing.problem = report.notices.isEmpty ? nil : Message(.backupHoldsDamage)
      keep(standing)
      return report
    } catch {
      standing.problem = explanation(of: error, at: standing.place)
      if error != .stopped { keep(standing) }
      throw error
    }
  }

  /// Remembers that the day's backup was not made because somebody left who would have had to wait for it.
  /// - Parameter took: milliseconds that it needs at least.
  public func skip(now: Timestamp, took: Int) {
    var standing = standing
    standing.tried = now
    standing.took = max(standing.took, took)
    standing.problem = Message(.backupSkipped)
    keep(standing)
  }

  /// The disk of the place is not that of the data: what to do about it is to be done there.
  private func explanation(of problem: BackupProblem, at place: String) -> Message {
    guard case .unwritable(let failure) = problem, !failure.isDiskFull else { return problem.message }
    switch failure.code {
    case EROFS, EACCES, EPERM: return Message(.backupPlaceReadOnly, ["path": place])
    case ENOENT, ENOTDIR: return Message(.backupPlaceMissing, ["path": place])
    default: return Message(.backupPlaceFailed, ["path": place, "code": String(failure.code)])
    }
  }

  private func make(
    _ now: Timestamp, in place: String, _ progress: (Int, Int) -> Void, _ isStopped: () -> Bool
  ) throws(BackupProblem) -> BackupReport {
    guard !place.isEmpty, (try? files.information(place + "/" + DailyBackup.mark))??.kind == .file else {
      throw .placeMissing(place)
    }
    let device = try backedUp { () throws(JournalError) in try ThisDevice.read(folder) }
    let name = BackupShelf.name(device, at: now)
    // Twice in one minute is once.
    if (try? files.information(place + "/" + name)) ?? nil != nil { try? files.remove(place + "/" + name) }
    let report = try Backup(folder.path, files: files)
      .write(to: place + "/" + name, made: now, progress: progress, isStopped: isStopped)
    // Older ones may be the last that are whole.
    if report.notices.isEmpty { clear(place, device) }
    return report
  }

  private func clear(_ place: String, _ device: ThisDevice) {
    guard let names = try? files.list(place) else { return }
    for old in BackupShelf.superfluous(BackupShelf.own(names, device)) { try? files.remove("\(place)/\(old.name)") }
    for name in names where name.hasSuffix(".tar.part") { removeLeftover("\(place)/\(name)", device) }
  }

  /// Half a backup that was cut off: of this PC, and nobody is writing it.
  private func removeLeftover(_ path: String, _ device: ThisDevice) {
    let name = path.split(separator: "/").last.map { String($0.dropLast(5)) } ?? ""
    guard !BackupShelf.own([name], device).isEmpty, let file = try? files.open(path, .change) else { return }
    defer { files.close(file) }
    if (try? files.lock(file)) == true { try? files.remove(path) }
  }
}

extension Phrase {
  static let backupSkipped = Phrase("file.backup.skipped")
  static let backupPlaceReadOnly = Phrase("file.backup.placeReadOnly")
  static let backupPlaceFailed = Phrase("file.backup.placeFailed")
  static let backupHoldsDamage = Phrase("file.backup.holdsDamage")
}
