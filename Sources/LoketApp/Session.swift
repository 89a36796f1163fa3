// Who works here: the office, the PC, the account, and what this run may do.
import LoketModel

public struct Session: Equatable, Sendable {
  /// Ten digits of the village code; empty before the set-up.
  public var office: String
  public var deviceID: Identifier
  public var deviceLabel: String
  /// The login of the person at the desk; nil until the PIN was right.
  public var account: String?
  /// Who signed in on this PC last; nil when nobody did yet.
  public var lastAccount: String?
  public var language: Language
  /// Another program holds the data folder: this one shows and does not write.
  public var isReadOnly: Bool
  public var isDemo: Bool
  /// Whether `--clock` or the user set the date: shown in the title bar.
  public var isClockSet: Bool
  /// Little room is left on the disk of the data folder.
  public var isDiskNearlyFull: Bool
  /// The disk of the data folder took nothing when something was last written.
  public var isDiskFailing = false
  public var idleMinutes: Int
  /// The printer of this PC.
  public var printer: PrinterSettings
  /// The days of the sheets that lie as files on this PC, the oldest first.
  public var sheets: [CalendarDate] = []
  /// Days after which such a sheet is removed at the start.
  public var sheetDays = 0
  /// The RT that this PC takes along.
  public var round = RoundChoice()
  public var backup = BackupState()
  public var sync = SyncState()

  public init(
    office: String, deviceID: Identifier, deviceLabel: String, account: String? = nil, lastAccount: String? = nil,
    language: Language = .indonesian, isReadOnly: Bool = false, isDemo: Bool = false, isClockSet: Bool = false,
    isDiskNearlyFull: Bool = false, idleMinutes: Int = IdleLock.usual, printer: PrinterSettings = PrinterSettings()
  ) {
    self.office = office
    self.deviceID = deviceID
    self.deviceLabel = deviceLabel
    self.account = account
    self.lastAccount = lastAccount
    self.language = language
    self.isReadOnly = isReadOnly
    self.isDemo = isDemo
    self.isClockSet = isClockSet
    self.isDiskNearlyFull = isDiskNearlyFull
    self.idleMinutes = idleMinutes
    self.printer = printer
  }
}
