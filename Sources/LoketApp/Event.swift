// Everything that can happen to the program, as values.
import LoketModel
import LoketRegistry
import LoketWidgets

public enum Event: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// The time that `State.timer` asked for has passed without a key.
  case timer
  /// Nobody pressed a key for the minutes of `Session.idleMinutes`.
  case idle
  /// The terminal is gone or the program was told to end: drafts are written, then the loop stops.
  case hangUp
  /// A data folder was opened: at start, after the set-up, or for the demo.
  case opened(Opened)
  case openFailed(Message)
  /// The edits of `Effect.save` are on the disk.
  case saved(ticket: Int, [AppliedEdit])
  case saveFailed(ticket: Int, Message)
  /// The state with what another program saved since (the second screen reads).
  case changedElsewhere(Registry)
  case pinChecked(login: String, PINAnswer)
  case pinSet(login: String)
  case idleKept(minutes: Int)
  /// The answer to `Effect.readLooks`.
  case looksRead(LookQuestion, LookBook)
  /// The day of `Effect.setDay` holds from now on.
  case clockSet
  /// What became of an `Effect.print`; at once, or when the printing system has answered.
  case printed(PrintOutcome)
  /// The settings of `Effect.keepPrinter` are kept.
  case printerKept(PrinterSettings)
  /// The choice of `Effect.keepRound` is kept.
  case roundKept(RoundChoice)
  /// Something beside a save could not be written (a draft, the trace): said on the message line.
  case trouble(Message)
  /// The disk takes nothing beside saves either (a draft, the trace): said once, and stands on line 22 until something is
  /// written again.
  case unwritable(Message)
  /// This draft is on the screen and nowhere else.
  case draftNotKept(Identifier, Message)
  /// A draft that could not be written before is on the disk now.
  case draftKept(Identifier)
  /// The answer to `Effect.findRounds`.
  case roundsFound(RoundBoard)
  /// The answer to `Effect.findQueue`.
  case queueFound(QueueBoard)
  /// The answer to `Effect.findFollowUps`.
  case followUpsFound(FollowUpBoard)
  /// The answer to `Effect.findMatches`.
  case matchesFound(MatchBoard)
  /// The answer to `Effect.findLikenesses`.
  case likenessesFound([LikePair], [HouseholdDoubt])
  /// How it stands with the daily backup now.
  case backup(BackupState)
  /// How it stands with the exchange with other PCs now.
  case sync(SyncState)
  /// What was asked of the daily backup cannot be.
  case backupRefused(Message)
  /// The folder after `Effect.erase`.
  case erased(Erased)
  /// The answer to `Effect.findRetention`.
  case retentionFound([RetentionProposal])
  /// The answer to `Effect.planErasure`.
  case erasurePlanned([RecordRef], ErasurePlan)
  /// Nothing was erased, for this reason.
  case eraseFailed(Message)
  /// Little room is left: said once on the message line, and stands among what waits from then on.
  case diskNearlyFull(Message)
}

/// One edit with its place in the journal.
public struct AppliedEdit: Equatable, Sendable {
  public let line: LineRef
  public let tick: UInt64
  public let at: Timestamp
  public let by: String
  public let device: Identifier
  public let edit: Edit

  public init(line: LineRef, tick: UInt64, at: Timestamp, by: String, device: Identifier, edit: Edit) {
    self.line = line
    self.tick = tick
    self.at = at
    self.by = by
    self.device = device
    self.edit = edit
  }
}

public enum PINAnswer: Equatable, Sendable {
  case right
  /// Right, and given by somebody else: the owner chooses another before anything opens.
  case rightToChange
  /// Wrong; the next try is heard after so many seconds.
  case wrong(waitSeconds: Int)
  /// A try before the delay was over.
  case wait(seconds: Int)
  /// This PC holds no PIN for the account yet: a supervisor sets it here.
  case notSetHere
  /// It could not be looked at: the disk failed.
  case unavailable(Message)
}

/// What an opened data folder brings.
public struct Opened: Equatable, Sendable {
  public var registry: Registry
  public var session: Session
  public var drafts: [Draft]
  /// What start-up found and a person should know (a torn tail cut, a network disk, a clock in doubt).
  public var notices: [Message]
  /// The demo's accounts and PINs, shown on the sign-in screen; empty with real data.
  public var demoAccounts: [DemoAccount]
  /// The PC's clock cannot be true (before this program was built, or behind this PC's own last save): ask for the day.
  public var isClockDoubted: Bool

  public init(
    registry: Registry, session: Session, drafts: [Draft] = [], notices: [Message] = [],
    demoAccounts: [DemoAccount] = [], isClockDoubted: Bool = false
  ) {
    self.registry = registry
    self.session = session
    self.drafts = drafts
    self.notices = notices
    self.demoAccounts = demoAccounts
    self.isClockDoubted = isClockDoubted
  }
}

public struct DemoAccount: Equatable, Sendable {
  public let login: String
  public let pin: String
  public init(login: String, pin: String) {
    self.login = login
    self.pin = pin
  }
}
