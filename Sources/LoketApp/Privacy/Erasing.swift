// What is asked when somebody is erased, and what came of it.
import LoketModel
import LoketRegistry

/// The decision to erase: answered by `.erased`, or by `.eraseFailed` where nothing was saved.
public struct EraseOrder: Equatable, Sendable {
  /// People, or a household with its members.
  public let targets: [RecordRef]
  /// The erase record.
  public let record: RecordRef
  /// Day, reason, request.
  public let set: [FieldChange]
  public let by: String

  public init(targets: [RecordRef], record: RecordRef, set: [FieldChange], by: String) {
    self.targets = targets
    self.record = record
    self.set = set
    self.by = by
  }
}

/// The folder as it is after an erasure.
public struct Erased: Equatable, Sendable {
  public let record: RecordRef
  public let registry: Registry
  public let drafts: [Draft]
  /// The days of the sheets that lie as files on this PC.
  public let sheets: [CalendarDate]
  public let outcome: ErasureOutcome

  public init(
    record: RecordRef, registry: Registry, drafts: [Draft], sheets: [CalendarDate], outcome: ErasureOutcome
  ) {
    self.record = record
    self.registry = registry
    self.drafts = drafts
    self.sheets = sheets
    self.outcome = outcome
  }
}

/// What was cleared on this PC, and the copies that are known and out of reach.
public struct ErasureOutcome: Equatable, Sendable {
  public var lines = 0
  public var segments = 0
  public var drafts = 0
  public var sheets = 0
  public var pieces = 0
  /// Files of rejected rows that were cleared.
  public var rejected: [String] = []
  /// Files of the data folder in which a word is still found.
  public var found: [String] = []
  /// Daily backups from before.
  public var backups: [String] = []
  /// Folders that a restore kept aside.
  public var keptFolders: [String] = []
  /// The disk refused something: the rest is done at the next start.
  public var isUnfinished = false

  public init() {}

  /// Sentences for the page that follows an erasure.
  func sentences(_ context: Context, erasure: RecordRef) -> [String] {
    var lines = [
      context.text(
        .erasedDone,
        [
          "lines": String(self.lines), "segments": String(segments), "drafts": String(drafts),
          "sheets": String(sheets), "pieces": String(pieces), "files": String(rejected.count),
        ])
    ]
    if isUnfinished { lines.append(context.word(.erasedUnfinished)) }
    if !found.isEmpty { lines.append(context.text(.erasedFound, ["files": found.joined(separator: ", ")])) }
    let devices = context.registry.outstandingDevices(of: erasure)
    lines.append(
      devices.isEmpty
        ? context.word(.erasedNoDevices)
        : context.text(.erasedDevices, ["devices": devices.map(\.label).joined(separator: ", ")]))
    let damaged = context.session.sync.refused.count { $0.subject != nil }
    if damaged > 0 { lines.append(context.text(.erasedDamaged, ["count": String(damaged)])) }
    if !backups.isEmpty {
      lines.append(
        context.text(.erasedBackups, ["count": String(backups.count), "newest": backups.first ?? ""]))
    }
    if !keptFolders.isEmpty {
      lines.append(context.text(.erasedFolders, ["folders": keptFolders.joined(separator: ", ")]))
    }
    lines.append(context.word(.erasedCopies))
    return lines
  }
}

extension Phrase {
  static let erasedDone = Phrase("app.erased.done")
  static let erasedUnfinished = Phrase("app.erased.unfinished")
  static let erasedFound = Phrase("app.erased.found")
  static let erasedNoDevices = Phrase("app.erased.noDevices")
  static let erasedDevices = Phrase("app.erased.devices")
  static let erasedDamaged = Phrase("app.erased.damaged")
  static let erasedBackups = Phrase("app.erased.backups")
  static let erasedFolders = Phrase("app.erased.folders")
  static let erasedCopies = Phrase("app.erased.copies")
}
