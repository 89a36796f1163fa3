// What the journal found at start, while saving or in a check, in the order in which it found it.
import LoketModel

/// One thing that a person should know. Not an error: the program goes on.
public struct Notice: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Bytes of a save that was never acknowledged were cut from a segment and kept aside.
    case tornTail
    /// Lines of a segment do not agree with their hashes.
    case damage
    /// A segment file has no seal: its end may be missing.
    case unsealed
    /// A file could not be read.
    case unreadable
    /// A file lies under another name than it says itself, or is no segment; it is ignored.
    case misplaced
    /// A segment that another one names as its predecessor is not here.
    case gap
    /// A segment of another PC that one here names as its predecessor has not come yet, or is held back.
    case awaited
    /// Two contents of one segment; each is kept.
    case fork
    /// A segment with a tick far above all others waits.
    case waitingTick
    /// Lines of a newer program are kept and passed on, but not shown.
    case newerLines
    /// The data came from a copied disk or a backup: this PC has a new id.
    case newDevice
    /// The data lie on a network disk or on one that does not keep its promises.
    case unsafeDisk
    /// Little room is left, or the reserve could not be set aside.
    case nearlyFull
    /// A save could not be written where it began; it was written again elsewhere, and the disk needs a look.
    case rewritten
    /// An unreadable draft was kept aside.
    case brokenDraft
    /// A dead run's segment could not be sealed now; its saves are shown all the same.
    case unfinished
    /// The imported table of regions is cut or damaged; the compiled one stands in.
    case brokenRegions
    /// Lines are blank that no erasure lists: somebody took away what was saved.
    case unlistedBlank
    /// What an erasure lists still stands in a file; it is taken away at the next start that may write.
    case erasureOwed
    /// The cache was stale or damaged and is made again. Told by `check` only.
    case cacheIgnored
  }

  public let kind: Kind
  /// Path below the data folder, or what the notice is about.
  public let subject: String
  /// A count, a name: what fills the `{detail}` of its sentence.
  public let detail: String

  public init(_ kind: Kind, _ subject: String, _ detail: String = "") {
    self.kind = kind
    self.subject = subject
    self.detail = detail
  }

  /// Whether `check` ends with exit code 1 for it.
  public var isDamage: Bool {
    switch kind {
    case .damage, .unsealed, .unreadable, .misplaced, .gap, .fork, .waitingTick, .unlistedBlank: true
    case .tornTail, .newerLines, .newDevice, .unsafeDisk, .nearlyFull, .rewritten, .brokenDraft, .unfinished,
      .brokenRegions, .cacheIgnored, .erasureOwed, .awaited:
      false
    }
  }

  public var message: Message {
    Message(Notice.phrases[kind] ?? .noticeDamage, ["subject": subject, "detail": detail])
  }

  private static let phrases: [Kind: Phrase] = [
    .tornTail: .noticeTornTail, .damage: .noticeDamage, .unsealed: .noticeUnsealed, .unreadable: .noticeUnreadable,
    .misplaced: .noticeMisplaced, .gap: .noticeGap, .fork: .noticeFork, .waitingTick: .noticeWaitingTick,
    .newerLines: .noticeNewerLines, .newDevice: .noticeNewDevice, .unsafeDisk: .noticeUnsafeDisk,
    .nearlyFull: .noticeNearlyFull, .rewritten: .noticeRewritten, .brokenDraft: .noticeBrokenDraft,
    .unfinished: .noticeUnfinished, .cacheIgnored: .noticeCacheIgnored,
    .brokenRegions: .noticeBrokenRegions, .unlistedBlank: .noticeUnlistedBlank, .erasureOwed: .noticeErasureOwed,
    .awaited: .noticeAwaited,
  ]
}

extension Phrase {
  static let noticeTornTail = Phrase("file.notice.tornTail")
  static let noticeDamage = Phrase("file.notice.damage")
  static let noticeUnsealed = Phrase("file.notice.unsealed")
  static let noticeUnreadable = Phrase("file.notice.unreadable")
  static let noticeMisplaced = Phrase("file.notice.misplaced")
  static let noticeGap = Phrase("file.notice.gap")
  static let noticeAwaited = Phrase("file.notice.awaited")
  static let noticeFork = Phrase("file.notice.fork")
  static let noticeWaitingTick = Phrase("file.notice.waitingTick")
  static let noticeNewerLines = Phrase("file.notice.newerLines")
  static let noticeNewDevice = Phrase("file.notice.newDevice")
  static let noticeUnsafeDisk = Phrase("file.notice.unsafeDisk")
  static let noticeNearlyFull = Phrase("file.notice.nearlyFull")
  static let noticeRewritten = Phrase("file.notice.rewritten")
  static let noticeBrokenDraft = Phrase("file.notice.brokenDraft")
  static let noticeUnfinished = Phrase("file.notice.unfinished")
  static let noticeBrokenRegions = Phrase("file.notice.brokenRegions")
  static let noticeUnlistedBlank = Phrase("file.notice.unlistedBlank")
  static let noticeErasureOwed = Phrase("file.notice.erasureOwed")
  static let noticeCacheIgnored = Phrase("file.notice.cacheIgnored")
}
