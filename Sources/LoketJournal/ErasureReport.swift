// What an erasure did to the files of this PC, and which copies it knows of that it cannot reach.
import LoketModel

public struct ErasureReport: Hashable, Sendable {
  /// Lines that were blanked, and the segments in which they stood.
  public internal(set) var lines = 0
  public internal(set) var segments = 0
  public internal(set) var drafts = 0
  /// Sheets that no printer took.
  public internal(set) var sheets = 0
  /// Damaged pieces of which lines were taken out.
  public internal(set) var pieces = 0
  /// Files of rejected rows from which rows were taken, with their whole paths.
  public internal(set) var rejected: [String] = []
  /// Files of the data folder in which a word is still found, below the folder.
  public internal(set) var found: [String] = []
  /// Daily backups of this PC that were made before: they hold what was erased until they go by themselves.
  public internal(set) var backups: [ShelvedBackup] = []
  /// Folders that a restore kept aside.
  public internal(set) var keptFolders: [String] = []
  /// What the disk refused: the rest is done at the next start.
  public internal(set) var failure: FileFailure?

  public init() {}
}
