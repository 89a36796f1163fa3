// How it stands with the daily backup, as the screen knows it.
import LoketModel

public struct BackupState: Equatable, Sendable {
  /// The folder; empty where none was chosen.
  public var place = ""
  /// When the last good one was made.
  public var last: Timestamp?
  /// Its file's name, and its bytes.
  public var file = ""
  public var size = 0
  /// What went wrong when one was last tried.
  public var problem: Message?
  /// The place is on the disk of the data.
  public var isOnDataDisk = false
  /// One is being made.
  public var isRunning = false
  /// Folders of sticks and other disks that are there now, to choose from.
  public var found: [String] = []

  public init() {}
}

/// What a person asks of the daily backup.
public enum BackupWish: Equatable, Sendable {
  /// Make one now.
  case now
  /// From now on in this folder; an empty text ends it.
  case place(String)
  /// Look which sticks are there, and what became of the last one.
  case look
}
