// Everything the program asks of the world outside; `update` returns these and touches nothing itself.
import LoketModel
import LoketRegistry

public enum Effect: Equatable, Sendable {
  /// Write these edits as one save; answered by `.saved` or `.saveFailed` with the same ticket.
  case save(ticket: Int, Save)
  /// Keep a draft; `isDurable` before a question that could lose it.
  case storeDraft(Draft, isDurable: Bool)
  case removeDraft(id: Identifier)
  case trace(TraceLine)
  /// Read the access trace; answered by `.looksRead`, later.
  case readLooks(LookQuestion)
  case checkPIN(login: String, pin: String)
  /// A PIN that somebody else gives; the owner chooses another at the first sign-in. Answered by `.pinSet`.
  case setPIN(login: String, pin: String)
  /// The owner's new PIN in the place of the old one; answered by `.pinSet`, or by `.pinChecked` where the old one is wrong.
  case changePIN(login: String, old: String, new: String)
  /// After so many idle minutes this PC's screen locks itself; answered by `.idleKept`.
  case keepIdle(minutes: Int)
  case setUp(SetUp)
  /// Today's date, as a person gave it because the PC's clock is in doubt; answered by `.clockSet`.
  case setDay(CalendarDate)
  /// To the printer or into a file, after its trace; answered by `.printed`.
  case print(Printout)
  /// This PC's printer from now on; answered by `.printerKept`.
  case keepPrinter(PrinterSettings)
  /// Which RT this PC takes along from now on; answered by `.roundKept`.
  case keepRound(RoundChoice)
  /// Answered by `.backup`.
  case backup(BackupWish)
  /// Answered by `.sync`, again and again while an exchange is under way; what came by `.changedElsewhere`.
  case sync(SyncWish)
  /// A copy of one person's data into a file for a program, after its trace; answered by `.printed`.
  case keepCopy(DataCopy, TraceLine)
  /// The catalogue of crafts with its pictures into a file, after its trace; answered by `.printed`.
  case keepCatalogue(Catalogue, TraceLine)
  /// Whose keeping is over, worked out beside the keys; answered by `.retentionFound`.
  case findRetention(on: CalendarDate)
  /// Everybody who was recorded by a day, into a file, after its trace; answered by `.printed`.
  case listBreach(until: CalendarDate, TraceLine)
  /// Work out beside the keys what erasing these would take; answered by `.erasurePlanned`.
  case planErasure([RecordRef])
  /// Erase what this order says; answered by `.erased` or `.eraseFailed`.
  case erase(EraseOrder)
  case openDemo
  /// Sort every household by its RT, with what was found at its door; answered by `.roundsFound`, later.
  case findRounds
  /// Gather every entry that waits, came back or was decided on this working day; answered by `.queueFound`, later.
  case findQueue(CalendarDate)
  /// Gather whom to call on this day and about what; answered by `.followUpsFound`, later.
  case findFollowUps(CalendarDate)
  /// Gather what matching asks of everybody, as it stands on this day; answered by `.matchesFound`, later.
  case findMatches(CalendarDate)
  /// Look through the whole register for people who may be one; answered by `.likenessesFound`, later.
  case findLikenesses
  case quit
}

/// One line of the access trace: who did what with which record, never the words of a search.
public struct TraceLine: Equatable, Sendable {
  public enum Act: String, Sendable { case opened, searched, printed, exported }
  public let act: Act
  /// The record, or `list/<kind>` for a search or an export.
  public let on: RecordRef
  public let count: Int
  public let kind: LookKind?
  public let by: String

  public init(_ act: Act, on: RecordRef, count: Int = 1, kind: LookKind? = nil, by: String) {
    self.act = act
    self.on = on
    self.count = count
    self.kind = kind
    self.by = by
  }
}

/// The answers of the first five questions.
public struct SetUp: Equatable, Sendable {
  /// Ten digits of the village code.
  public var office: String
  public var officeName: String
  public var device: String
  public var supervisor: String
  public var pin: String

  public init(office: String, officeName: String, device: String, supervisor: String, pin: String) {
    self.office = office
    self.officeName = officeName
    self.device = device
    self.supervisor = supervisor
    self.pin = pin
  }

  /// The first save of an office: itself, this PC, and the account that may make others.
  public func save(deviceID: Identifier, letter: String) -> Save {
    let device = RecordRef(.device, deviceID)
    return Save(
      by: supervisor,
      edits: [
        Edit(
          on: RecordRef(.office, office),
          set: [FieldChange("name", officeName), FieldChange("village", office)]),
        Edit(
          on: device,
          set: [FieldChange("label", self.device), FieldChange("letter", letter), FieldChange("office", office)]),
        Edit(
          on: RecordRef(.account, supervisor),
          set: [FieldChange("name", supervisor), FieldChange("role", "supervisor"), FieldChange("active", "yes")]),
      ])
  }
}
