// What can keep the journal from doing its work: each case says what, why and what to do, and has an exit code.
import Glibc
import LoketModel

public enum JournalError: Error, Hashable, Sendable {
  /// The path is a file, or a symbolic link.
  case notAFolder(String)
  /// The folder holds no `device.json`.
  case notSetUp(String)
  /// `create` was asked for a folder that has one.
  case alreadySetUp(String)
  /// Others than the owner may write into the folder.
  case openToOthers(String)
  /// A file with a password that other users of this PC may read.
  case passwordOpen(String)
  /// A file that should say `user:password` and does not.
  case noLogin(String)
  /// The folder belongs to another user of this PC.
  case notOurs(String)
  /// Another program holds the lock; `process` is its number, or empty.
  case busy(String, process: String)
  /// The journal was opened for reading and was asked to save.
  case readingOnly(String)
  case unreadable(FileFailure)
  case unwritable(FileFailure)
  /// `device.json` or `pins.json` cannot be understood.
  case broken(String)
  /// A newer Loket made this folder.
  case newer(String)
  /// One edit of this record is longer than a line may be (64 KiB).
  case tooLong(record: String)
  /// A save was asked for before the journal was loaded: it could not know the next tick.
  case notLoaded

  /// 2: unreadable input or the wrong folder. 3: the data could not be written.
  public var exitCode: Int32 {
    switch self {
    case .notAFolder, .notSetUp, .alreadySetUp, .openToOthers, .passwordOpen, .noLogin, .notOurs, .unreadable, .broken,
      .newer:
      2
    case .busy, .readingOnly, .unwritable, .tooLong, .notLoaded: 3
    }
  }

  /// Whether the disk is full, so that freeing room may help.
  public var isDiskFull: Bool {
    guard case .unwritable(let failure) = self else { return false }
    return failure.isDiskFull
  }

  /// Whether the disk took nothing, for whatever reason.
  public var isUnwritable: Bool {
    if case .unwritable = self { true } else { false }
  }

  public var message: Message {
    switch self {
    case .notAFolder(let path): Message(.notAFolder, ["path": path])
    case .notSetUp(let path): Message(.notSetUp, ["path": path])
    case .alreadySetUp(let path): Message(.alreadySetUp, ["path": path])
    case .openToOthers(let path): Message(.openToOthers, ["path": path])
    case .passwordOpen(let path): Message(.passwordOpen, ["path": path])
    case .noLogin(let path): Message(.noLogin, ["path": path])
    case .notOurs(let path): Message(.notOurs, ["path": path])
    case .busy(let path, let process):
      process.isEmpty ? Message(.busy, ["path": path]) : Message(.busyProcess, ["path": path, "process": process])
    case .readingOnly(let path): Message(.readingOnly, ["path": path])
    case .unreadable(let failure): failure.message(reading: true)
    case .unwritable(let failure): failure.message(reading: false)
    case .broken(let path): Message(.broken, ["path": path])
    case .newer(let path): Message(.newer, ["path": path])
    case .tooLong(let record): Message(.tooLong, ["record": record])
    case .notLoaded: Message(.notLoaded)
    }
  }
}

extension FileFailure {
  /// ENOSPC and EDQUOT.
  public var isDiskFull: Bool { code == ENOSPC || code == EDQUOT }

  func message(reading: Bool) -> Message {
    let slots = ["path": path, "code": String(code)]
    switch code {
    case ENOSPC, EDQUOT: return Message(.diskFull, slots)
    case EROFS: return Message(.diskReadOnly, slots)
    case EACCES, EPERM: return Message(reading ? .readDenied : .writeDenied, slots)
    case ENOENT, ENOTDIR, ELOOP: return Message(.missing, slots)
    case EIO: return Message(reading ? .readDamaged : .writeDamaged, slots)
    default: return Message(reading ? .readFailed : .writeFailed, slots)
    }
  }
}

extension Phrase {
  static let notAFolder = Phrase("file.notAFolder")
  static let notSetUp = Phrase("file.notSetUp")
  static let alreadySetUp = Phrase("file.alreadySetUp")
  static let passwordOpen = Phrase("file.passwordOpen")
  static let noLogin = Phrase("file.noLogin")
  static let openToOthers = Phrase("file.openToOthers")
  static let notOurs = Phrase("file.notOurs")
  static let busy = Phrase("file.busy")
  static let busyProcess = Phrase("file.busyProcess")
  static let readingOnly = Phrase("file.readingOnly")
  static let broken = Phrase("file.broken")
  static let newer = Phrase("file.newer")
  static let tooLong = Phrase("file.tooLong")
  static let notLoaded = Phrase("file.notLoaded")
  static let diskFull = Phrase("file.diskFull")
  static let diskReadOnly = Phrase("file.diskReadOnly")
  static let readDenied = Phrase("file.readDenied")
  static let writeDenied = Phrase("file.writeDenied")
  static let missing = Phrase("file.missing")
  static let readDamaged = Phrase("file.readDamaged")
  static let writeDamaged = Phrase("file.writeDamaged")
  static let readFailed = Phrase("file.readFailed")
  static let writeFailed = Phrase("file.writeFailed")
}
