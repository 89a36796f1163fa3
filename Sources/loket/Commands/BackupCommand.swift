// `loket backup FILE` and `loket restore FILE`: the data go into one file, and come back out of it.
import LoketJournal
import LoketModel
import LoketRegistry

enum BackupCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let isDaily = surroundings.arguments.has("--daily")
    guard surroundings.arguments.words.isEmpty == isDaily else {
      throw CommandFailure(isDaily ? .commandBackupEither : .commandWordMissing)
    }
    let daily = DailyBackup(surroundings.folder)
    if isDaily {
      guard !daily.standing.place.isEmpty else { throw CommandFailure(.commandBackupNoPlace) }
    }
    let data = try surroundings.open(.read)
    let by = try surroundings.account(data)
    let clock = data.clock(surroundings.clock)
    let now = clock.now()
    // On the disk before the data leave, and in the backup itself.
    try attempt { () throws(JournalError) in
      let list = RecordRef(RecordKind(rawValue: "list"), "backup")
      try data.trace(.exported, list, count: data.registry.count(.person), by: by, clock)
    }
    let progress = ProgressLine(surroundings.wording, .commandBackupProgress)
    let show = { (done: Int, total: Int) in progress.show(done >> 20, of: total >> 20) }
    let report = try putting { () throws(BackupProblem) in
      if isDaily { return try daily.carryOut(now: now, progress: show) }
      let device = data.journal.device
      let file = OutputPlace.file(surroundings.arguments.words[0], named: BackupShelf.name(device, at: now))
      return try Backup(surroundings.folder).write(to: file, made: now, progress: show)
    }
    progress.clear()
    data.journal.close(saving: nil)
    for notice in report.notices { surroundings.remark(notice.message) }
    surroundings.say(
      .commandBackedUp,
      [
        "file": report.file, "size": String(max(1, report.bytes >> 20)), "segments": String(report.segments),
        "people": String(data.registry.count(.person)),
      ])
    return report.notices.isEmpty ? ExitCode.done : ExitCode.rejected
  }
}

enum RestoreCommand {
  static func run(_ surroundings: Surroundings) throws(CommandFailure) -> Int32 {
    let file = Surroundings.absolute(surroundings.arguments.words.first ?? "")
    let folder = surroundings.folder
    let presence = try attempt { () throws(JournalError) in try Journal.presence(folder) }
    if presence == .other, !FolderSetUp.isOursHalfMade(folder) {
      throw CommandFailure(.commandFolderOther, ["folder": folder])
    }
    let now = surroundings.clock.now()
    let progress = ProgressLine(surroundings.wording, .commandRestoreProgress)
    let stamp = "\(now.date.iso)-\(now.time.filter { $0 != ":" })"
    let report: RestoreReport
    do {
      report = try Restore(folder).carryOut(
        file, stamp: stamp, acceptsDamage: surroundings.arguments.has("--anyway")
      ) { progress.show($0 >> 20, of: $1 >> 20) }
    } catch {
      progress.clear()
      if case .damaged(_, let notices) = error {
        for notice in notices.prefix(20) { surroundings.remark(notice.message) }
      }
      throw CommandFailure(error.message, code: error.exitCode)
    }
    progress.clear()
    for notice in report.check.notices { surroundings.remark(notice.message) }
    let made = Timestamp(report.made).map { "\($0.date.display) \($0.time)" } ?? report.made
    surroundings.say(
      .commandRestored,
      [
        "folder": folder, "made": made, "segments": String(report.check.files.count),
        "lines": String(report.check.edits),
      ])
    if let kept = report.keptAside { surroundings.say(.commandRestoreKept, ["folder": kept]) }
    surroundings.say(.commandRestoreDevice)
    return report.check.hasDamage ? ExitCode.rejected : ExitCode.done
  }
}

/// Does something with a backup; what it cannot do becomes a sentence.
private func putting<Result>(_ work: () throws(BackupProblem) -> Result) throws(CommandFailure) -> Result {
  do { return try work() } catch { throw CommandFailure(error.message, code: error.exitCode) }
}

/// Where a file is to go that a person named.
enum OutputPlace {
  /// The path from the root; in a folder that is there, a file of this name.
  static func file(_ typed: String, named name: String) -> String {
    let path = Surroundings.absolute(typed)
    let isFolder = (try? PosixFiles().information(path))??.kind == .folder
    return isFolder ? "\(path)/\(name)" : path
  }
}

extension Phrase {
  static let commandBackupEither = Phrase("command.backup.either")
  static let commandBackupNoPlace = Phrase("command.backup.noPlace")
  static let commandBackupProgress = Phrase("command.backup.progress")
  static let commandBackedUp = Phrase("command.backup.done")
  static let commandRestoreProgress = Phrase("command.restore.progress")
  static let commandRestored = Phrase("command.restore.done")
  static let commandRestoreKept = Phrase("command.restore.kept")
  static let commandRestoreDevice = Phrase("command.restore.device")
}
