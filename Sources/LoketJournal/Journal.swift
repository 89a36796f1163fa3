// The one way to a data folder: open it, load it, save into it, leave it. Everything else here serves this.
import LoketModel
import LoketRegistry

/// Whether this program may save, or only looks on while another one saves.
public enum JournalMode: Sendable { case write, read }

/// What lies at a path that is to be a data folder.
public enum FolderPresence: Hashable, Sendable {
  /// Nothing, or an empty folder: `create` may be asked.
  case absent
  /// A folder with other things in it and no `device.json`.
  case other
  /// A data folder.
  case ready
}

/// A journal that was opened, and what was found on the way.
public struct OpenedJournal {
  public let journal: Journal
  public let notices: [Notice]
}

/// One edit of a save, as it now stands on the disk: what the registry needs to apply it.
public struct SavedLine: Hashable, Sendable {
  public let line: LineRef
  public let tick: UInt64
  public let stamp: Timestamp
  public let clock: ClockTrust
  public let by: String
  public let device: Identifier
  public let edit: Edit
}

/// The data folder in use. A class, because it holds the lock and the open segments; used from one thread.
public final class Journal {
  let folder: DataFolder
  let mode: JournalMode
  let lock: FolderLock?
  public internal(set) var device: ThisDevice
  /// One more than this is the tick of the next save; nil before `load`.
  public internal(set) var highestTick: UInt64?
  /// Tick of this device's own last line, and the time that it states.
  var ownTick: UInt64 = 0
  var ownStamp = ""
  /// Root of the own segment that the next one follows.
  var previousRoot: String?
  var loaded: [Identifier: LoadedSegment] = [:]
  var writer: SegmentWriter?
  var tracer: SegmentWriter?
  /// Segments whose last write failed and whose end is not yet settled: nothing may be saved before it is.
  var abandoned: [SegmentWriter] = []
  /// Some segment of this run was given up and is not yet sealed.
  var hasGivenUp = false
  var randomness: Randomness
  var pendingNotices: [Notice] = []
  var hasForks = false
  /// Segments were taken over and the register does not show them: reading them failed.
  var hasUnread = false
  /// What an earlier run took over and could not finish is on the disk too.
  var isTakenDurable = false
  /// Of the last load: which lines of a file stand under which segment.
  var groups = SegmentGroups()
  /// What kept an erasure from being carried out in all files.
  var erasureFailure: FileFailure?
  /// Lines that the cache on the disk does not cover; above `cacheLag` leaving writes it anew.
  var linesSinceCache = Int.max / 2
  var isClosed = false
  /// Segments that are joined at leaving, once there are so many of one device.
  let fullPack: Int

  private init(
    _ folder: DataFolder, _ mode: JournalMode, _ lock: FolderLock?, _ device: ThisDevice, fullPack: Int = Pack.full
  ) {
    self.fullPack = fullPack
    self.folder = folder
    self.mode = mode
    self.lock = lock
    self.device = device
    randomness = Randomness(folder.files)
    previousRoot = device.heads.last
  }

  /// The folder's path.
  public var path: String { folder.path }
  public var isReadOnly: Bool { mode == .read }
  public var drafts: Drafts { Drafts(folder: folder) }
  public var pins: Pins { Pins(folder: folder) }
  public var prints: Prints { Prints(folder: folder) }
  public var rejected: RejectedFiles { RejectedFiles(folder: folder) }
  /// Where standard error goes.
  public var logPath: String { folder.log }
  /// Where an imported table of regions is kept.
  public var regionsFolder: String { folder.regions }

  public static func presence(
    _ path: String, files: any FileSystem = PosixFiles()
  ) throws(JournalError) -> FolderPresence {
    switch try DataFolder(path, files).presence() {
    case .absent, .empty: .absent
    case .other: .other
    case .ready: .ready
    }
  }

  /// Makes a data folder for this PC: `device.json` last, so that a half-made folder is made again.
  /// - Parameters:
  ///   - office: ten digits of the village code.
  ///   - letter: stands before this PC's numbers of the day.
  @discardableResult
  public static func create(
    _ path: String, office: String, label: String, letter: String = "A", files: any FileSystem = PosixFiles()
  ) throws(JournalError) -> ThisDevice {
    let folder = DataFolder(path, files)
    guard try folder.presence() != .ready else { throw .alreadySetUp(folder.path) }
    guard ThisDevice.isOffice(office) else { throw .broken(folder.device) }
    try folder.make()
    let device = ThisDevice(id: Randomness.identifier(files), letter: letter, label: label, office: office)
    do { try device.write(folder) } catch { throw .unwritable(error) }
    return device
  }

  /// Opens a data folder. For writing it takes the lock, finishes what a dead run left, and sets the reserve aside.
  /// - Parameter fullPack: segments that are joined into one file; fewer in a simulation, which saves less.
  public static func open(
    _ path: String, mode: JournalMode, files: any FileSystem = PosixFiles(), fullPack: Int = Pack.full
  ) throws(JournalError) -> OpenedJournal {
    let folder = DataFolder(path, files)
    switch try folder.presence() {
    case .absent, .empty, .other: throw .notSetUp(folder.path)
    case .ready: break
    }
    try folder.requirePrivate()
    let device = try ThisDevice.read(folder)
    let volume = try? folder.files.volume(of: folder.path)
    var notices = volumeNotices(folder, volume)
    guard mode == .write else {
      return OpenedJournal(journal: Journal(folder, mode, nil, device), notices: notices)
    }
    let lock = try FolderLock.take(folder)
    let journal = Journal(folder, mode, lock, device, fullPack: fullPack)
    do throws(JournalError) {
      try folder.make()
      try notices.append(contentsOf: journal.finishDeadRuns())
      try? journal.staging.empty()
      // A backup that was half put back holds people who were erased since.
      Restore(folder.path, files: files).removeLeftovers()
    } catch {
      lock.release()
      throw error
    }
    // With less room than the reserve itself beside it, a person is told before it is needed.
    let hasRoom = volume.map { $0.available >= UInt64(Reserve.size) } ?? true
    if !Reserve(folder: folder).fill() || !hasRoom { notices.append(Notice(.nearlyFull, folder.path)) }
    return OpenedJournal(journal: journal, notices: notices)
  }

  /// Changes what this PC is called; its id stays.
  public func rename(label: String, letter: String) throws(JournalError) {
    guard mode == .write else { throw .readingOnly(folder.path) }
    var changed = device
    changed.label = label
    changed.letter = letter
    do { try changed.write(folder) } catch { throw .unwritable(error) }
    device = changed
  }

  /// What was noticed since the last call while saving.
  public func takeNotices() -> [Notice] {
    defer { pendingNotices = [] }
    return pendingNotices
  }

  /// Adds a line to `<data>/log`, for whoever looks after the PC. Never personal data. Failures are of no interest.
  public func log(_ text: String) {
    guard let file = try? folder.files.open(folder.log, .append) else { return }
    defer { folder.files.close(file) }
    guard let size = try? folder.files.size(file) else { return }
    if size > 1 << 20 {
      try? folder.files.rename(folder.log, to: folder.log + ".1")
      return log(text)
    }
    try? folder.files.writeAll(file, Array((text + "\n").utf8), at: size)
  }

  /// Seals each segment of `open/` whose run died, but those of a newer program. What cannot be finished now is read as it stands.
  func finishDeadRuns() throws(JournalError) -> [Notice] {
    let places: [SegmentPlace]
    do { places = try SegmentPlace.open(folder, of: device) } catch { throw .unreadable(error) }
    let recovery = SegmentRecovery(folder: folder, device: device)
    var notices: [Notice] = []
    for place in places {
      let outcome = recovery.finish(place) { (root, previous) throws(FileFailure) in
        try self.remember(root, after: previous)
      }
      switch outcome {
      case .sealed(_, let found): notices += found
      case .notOurs: break
      case .unfinished(let failure):
        notices.append(Notice(.unfinished, folder.shown(place.path), String(failure.code)))
      }
    }
    return notices
  }

  /// Notes the root of the own segment that is about to take its place, so that a segment which this PC did not write is
  /// known by not leading here.
  func remember(_ root: String, after previous: String?) throws(FileFailure) {
    guard !device.heads.contains(root) else { return }
    var changed = device
    changed.heads.removeAll { $0 == previous }
    changed.heads.append(root)
    try changed.write(folder)
    device = changed
    previousRoot = root
  }

  private static func volumeNotices(_ folder: DataFolder, _ volume: Volume?) -> [Notice] {
    guard let volume else { return [] }
    return volume.kind == .ordinary ? [] : [Notice(.unsafeDisk, folder.path, volume.kind.rawValue)]
  }
}
