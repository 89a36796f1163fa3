// The daily backup of a screen that is at work: made beside the keys, at the first work of the day.
import FoundationEssentials
import LoketApp
import LoketJournal
import LoketModel
import LoketSync

extension ScreenProgram {
  /// After one that went wrong (a stick that is not there) the next is tried so much later, in milliseconds.
  private static let pause: Int64 = 600_000

  func backup(_ wish: BackupWish) -> [Event] {
    guard let data, demo == nil else { return [] }
    let daily = DailyBackup(surroundings.folder)
    switch wish {
    case .look: return [.backup(standing(daily, found: BackupPlaces.found()))]
    case .now: return data.journal.isReadOnly ? [] : beginBackup(daily)
    case .place(let place):
      do {
        try daily.choose(place, explanation: surroundings.wording[.commandBackupMark])
        backupBegun = nil
        return [.backup(standing(daily))]
      } catch {
        return [.backupRefused(error.message)]
      }
    }
  }

  /// Once somebody has signed in; the day's backup then holds everything of the days before.
  func backUpWhereDue() {
    guard let data, demo == nil, !data.journal.isReadOnly, state.session.account != nil else { return }
    let known = state.session.backup
    guard !known.place.isEmpty, !known.isRunning, known.last?.date != state.today,
      backupBegun.map({ ProgramClock.milliseconds() - $0 >= Self.pause }) ?? true
    else { return }
    for event in beginBackup(DailyBackup(surroundings.folder)) { handle(event) }
  }

  private func beginBackup(_ daily: DailyBackup) -> [Event] {
    guard let journal = data?.journal, !state.session.backup.isRunning else { return [] }
    backupBegun = ProgramClock.milliseconds()
    let now = clock.now()
    do throws(JournalError) { try traceBackup(journal, now) } catch { return [trouble(error)] }
    background.backUp(daily, now: now, .background)
    var state = standing(daily, found: state.session.backup.found)
    state.isRunning = true
    return [.backup(state)]
  }

  /// On the disk before the data leave.
  private func traceBackup(_ journal: Journal, _ now: Timestamp) throws(JournalError) {
    try journal.trace(
      .exported, on: RecordRef(RecordKind(rawValue: "list"), "backup"), count: state.registry.count(.person),
      by: state.session.account ?? Surroundings.systemUser, now: now,
      clock: journal.clockTrust(now: now, wasAsked: clock.isSet), durable: true)
  }

  /// Milliseconds that somebody who leaves may be kept waiting for a backup.
  static let patience = 1000

  /// Somebody leaves by keys: the day's backup, where it is still to be made, comes after `seal`, within a second. One that
  /// is known to take longer is not begun. What was not made is said at the next start, which makes it.
  func leave(_ seal: () -> Void) {
    guard let journal = data?.journal, demo == nil, !journal.isReadOnly, !isCutOff else { return seal() }
    let daily = DailyBackup(surroundings.folder)
    let standing = daily.standing
    let isRunning = state.session.backup.isRunning
    guard isRunning || standing.isDue(on: state.today) else { return seal() }
    let now = clock.now()
    let mayBegin = standing.took < Self.patience && (try? traceBackup(journal, now)) != nil
    seal()
    if !isRunning, mayBegin { background.backUp(daily, now: now, .userInitiated) }
    if isRunning || mayBegin, background.finishBackup(within: Self.patience) { return }
    daily.skip(now: now, took: Self.patience)
  }

  private func standing(_ daily: DailyBackup, found: [String]? = nil) -> BackupState {
    var result = Self.state(daily.standing)
    result.found = found ?? state.session.backup.found
    result.isRunning = state.session.backup.isRunning
    return result
  }

  static func state(_ standing: BackupStanding) -> BackupState {
    var state = BackupState()
    state.place = standing.place
    state.last = standing.last
    state.file = standing.file
    state.size = standing.size
    state.problem = standing.problem
    state.isOnDataDisk = standing.isOnDataDisk
    return state
  }
}

/// Sticks and other disks that are there now.
enum BackupPlaces {
  static func found() -> [String] {
    guard let data = try? Data(contentsOf: URL(filePath: "/proc/self/mounts")) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 3, words[3].split(separator: ",").contains("rw") else { return nil }
      // The kernel writes a blank as its octal number.
      let path = words[1].split(separator: "\\040", omittingEmptySubsequences: false).joined(separator: " ")
      return MountedPlace.roots.contains { path.hasPrefix($0) } ? path : nil
    }.sorted()
  }
}

extension Phrase {
  static let commandBackupMark = Phrase("command.backup.mark")
}
