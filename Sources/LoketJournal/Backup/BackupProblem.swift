// Why a backup could not be made or put back: each case says what, why and what to do, and has an exit code.
import LoketModel

public enum BackupProblem: Error, Hashable, Sendable {
  case journal(JournalError)
  /// The data could not be read, or the backup not written.
  case unreadable(FileFailure)
  case unwritable(FileFailure)
  /// Bytes that are needed, and those that are free.
  case noRoom(file: String, needed: UInt64, available: UInt64)
  /// The backup would lie in the folder that it is to save.
  case insideData(String)
  /// A file of this name stands on a disk that cannot replace it safely, or is no ordinary file.
  case occupied(String)
  /// Another backup is just being written there.
  case busy(String)
  /// What was read back is not what was written.
  case differs(file: String)
  /// The file is no backup of Loket.
  case foreign(String)
  /// The file ends too early.
  case cut(String)
  /// A member of the file is not what its digest says.
  case spoiled(file: String, member: String)
  /// A newer program made it.
  case newer(String)
  /// The data in it were damaged when it was made: so many things that `check` names.
  case damaged(file: String, notices: [Notice])
  /// The place of the daily backups is not there, or is not the one that was chosen.
  case placeMissing(String)
  /// It was told to stop.
  case stopped

  public var exitCode: Int32 {
    switch self {
    case .journal(let error): error.exitCode
    case .unreadable, .insideData, .occupied, .foreign, .cut, .newer: 2
    case .spoiled, .damaged: 1
    case .unwritable, .noRoom, .busy, .differs, .placeMissing, .stopped: 3
    }
  }

  public var message: Message {
    switch self {
    case .journal(let error): error.message
    case .unreadable(let failure): failure.message(reading: true)
    case .unwritable(let failure): failure.backupMessage
    case .noRoom(let file, let needed, let available):
      Message(
        .backupNoRoom,
        ["path": file, "needed": Self.mebibytes(needed), "available": Self.mebibytes(available)])
    case .insideData(let path): Message(.backupInsideData, ["path": path])
    case .occupied(let path): Message(.backupOccupied, ["path": path])
    case .busy(let path): Message(.backupBusy, ["path": path])
    case .differs(let file): Message(.backupDiffers, ["path": file])
    case .foreign(let file): Message(.backupForeign, ["path": file])
    case .cut(let file): Message(.backupCut, ["path": file])
    case .spoiled(let file, let member): Message(.backupSpoiled, ["path": file, "member": member])
    case .newer(let file): Message(.backupNewer, ["path": file])
    case .damaged(let file, let notices):
      Message(.backupDamaged, ["path": file, "count": String(notices.count)])
    case .placeMissing(let path): Message(.backupPlaceMissing, ["path": path])
    case .stopped: Message(.backupStopped)
    }
  }

  /// Whole mebibytes, at least one.
  static func mebibytes(_ bytes: UInt64) -> String { String(max(1, (bytes + (1 << 20) - 1) >> 20)) }
}

extension FileFailure {
  /// The disk of a backup is not that of the data: nothing that was saved is in danger.
  fileprivate var backupMessage: Message {
    isDiskFull ? Message(.backupDiskFull, ["path": path]) : message(reading: false)
  }
}

extension Phrase {
  static let backupNoRoom = Phrase("file.backup.noRoom")
  static let backupDiskFull = Phrase("file.backup.diskFull")
  static let backupInsideData = Phrase("file.backup.insideData")
  static let backupOccupied = Phrase("file.backup.occupied")
  static let backupBusy = Phrase("file.backup.busy")
  static let backupDiffers = Phrase("file.backup.differs")
  static let backupForeign = Phrase("file.backup.foreign")
  static let backupCut = Phrase("file.backup.cut")
  static let backupSpoiled = Phrase("file.backup.spoiled")
  static let backupNewer = Phrase("file.backup.newer")
  static let backupDamaged = Phrase("file.backup.damaged")
  static let backupPlaceMissing = Phrase("file.backup.placeMissing")
  static let backupStopped = Phrase("file.backup.stopped")
}
