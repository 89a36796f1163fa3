// A data folder that was opened and loaded: its journal and the state of all its saves.
import LoketJournal
import LoketModel
import LoketRegistry

/// A class, because it owns the journal's lock and the one copy of the registry.
final class OpenData {
  /// The folder's path, as it was given.
  let folder: String
  let journal: Journal
  var registry: Registry
  /// What opening and loading found.
  private(set) var notices: [Notice]

  private init(_ folder: String, _ journal: Journal, _ registry: Registry, _ notices: [Notice]) {
    self.folder = folder
    self.journal = journal
    self.registry = registry
    self.notices = notices
  }

  static func open(
    _ folder: String, _ mode: JournalMode, progress: (LoadProgress) -> Void = { _ in }
  ) throws(JournalError) -> OpenData {
    let opened = try Journal.open(folder, mode: mode)
    var registry = Registry()
    do throws(JournalError) {
      let report = try opened.journal.load(into: &registry, progress: progress)
      return OpenData(
        folder, opened.journal, registry,
        opened.notices + report.notices.filter { $0.kind != .cacheIgnored } + RegionFile.notices(in: folder))
    } catch {
      opened.journal.close(saving: nil)
      throw error
    }
  }

  /// The clock by which this folder is worked: the one given, or the PC's as a person set it right in this boot.
  func clock(_ given: ProgramClock) -> ProgramClock {
    guard !given.isSet, let answer = journal.clockAnswer(now: given.now(), began: ProgramClock.began()) else {
      return given
    }
    return .shifted(by: answer.shift)
  }

  /// The day that is saved with what is entered now: today, or the next one once today is closed.
  func workDay(_ clock: ProgramClock) -> CalendarDate {
    registry.workDay(of: journal.device.office, from: clock.now().date)
  }

  /// Hands the state over to whoever keeps it from now on, so that there is one copy.
  func takeRegistry() -> Registry {
    defer { registry = Registry() }
    return registry
  }

  /// One line of the access trace, on the disk when this returns.
  func trace(
    _ act: TraceAct, _ record: RecordRef, count: Int, kind: LookKind? = nil, by: String, _ clock: ProgramClock
  ) throws(JournalError) {
    let now = clock.now()
    try journal.trace(
      act, on: record, count: count, kind: kind, by: by, now: now,
      clock: journal.clockTrust(now: now, wasAsked: clock.isSet),
      durable: true)
  }

  /// Saves with one sync and brings the registry up to date; returns when it is on the disk.
  func save(_ saves: [Save], _ clock: ProgramClock) throws(JournalError) {
    let now = clock.now()
    try save(saves, at: now, journal.clockTrust(now: now, wasAsked: clock.isSet))
  }

  /// The same with a time that somebody made up.
  func save(_ saves: [Save], at now: Timestamp, _ trust: ClockTrust) throws(JournalError) {
    let lines = try journal.write(saves, now: now, clock: trust)
    for line in lines {
      registry.apply(
        line.edit, at: line.line, tick: line.tick, stamp: line.stamp, clock: line.clock, by: line.by,
        device: line.device)
    }
  }
}
