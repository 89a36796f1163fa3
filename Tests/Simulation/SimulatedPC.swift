// One PC of the office: a disk in memory, the shipping journal and register on it, and a clock that may say anything.
import DiskInMemory
import LoketJournal
import LoketModel
import LoketRegistry
import LoketSync

final class SimulatedPC {
  static let data = "/data"
  static let office = "3376021005"
  /// So few that a run of a simulation makes several packs.
  static let fullPack = 4
  let number: Int
  var disk: MemoryDisk
  private(set) var journal: Journal?
  var registry = Registry()
  /// What its clock shows at the next save, and how far that goes on from one save to the next.
  var clock = Timestamp(seconds: 1_921_579_200, offsetMinutes: 420)
  var clockStep: Int64 = 60
  /// Acknowledged lines that this PC was told it has.
  var held: Set<LineRef> = []
  /// Forms that are open: what stood on the screen when they were opened.
  var forms: [Basis] = []
  /// A copy of the disk, and what it held then.
  var backup: (disk: MemoryDisk, held: Set<LineRef>)?
  /// What the last written backup holds.
  var writtenBackup: Set<LineRef>?
  /// Sticks that reach this PC now.
  var sticks: Set<Int> = []
  /// Bytes of its segment files that were looked at, so that each is looked at once.
  var seen: [String: Int] = [:]

  var label: String { "PC \(number)" }
  var isOpen: Bool { journal != nil }

  init(_ number: Int, disk: MemoryDisk) {
    (self.number, self.disk) = (number, disk)
    disk.keepsSteps = false
    disk.readsAhead = false
  }

  /// Begins a run; what was found on the way.
  func open(useCache: Bool = true) throws -> [Notice] {
    if try Journal.presence(SimulatedPC.data, files: disk) != .ready {
      try Journal.create(SimulatedPC.data, office: SimulatedPC.office, label: label, files: disk)
    }
    let opened = try Journal.open(
      SimulatedPC.data, mode: .write, files: disk, fullPack: SimulatedPC.fullPack)
    registry = Registry()
    let report = try opened.journal.load(into: &registry, useCache: useCache)
    journal = opened.journal
    return opened.notices + report.notices
  }

  func close() {
    journal?.close(saving: registry)
    journal = nil
  }

  /// The program ends without a word; what it wrote stays with the system.
  func kill() {
    disk.kill()
    journal = nil
  }

  func cutPower(seed: UInt64) {
    disk.cutPower(seed: seed)
    journal = nil
  }

  /// The next moment by this PC's clock.
  func now() -> Timestamp {
    clock = Timestamp(seconds: clock.seconds + clockStep, offsetMinutes: 420)
    return clock
  }

  func save(_ edits: [Edit], by: String) throws -> [SavedLine] {
    guard let journal else { return [] }
    let now = now()
    let lines = try journal.write(
      Save(by: by, edits: edits), now: now, clock: journal.clockTrust(now: now, wasAsked: false))
    for line in lines {
      registry.apply(
        line.edit, at: line.line, tick: line.tick, stamp: line.stamp, clock: line.clock, by: line.by,
        device: line.device)
    }
    return lines
  }

  func erase(_ person: RecordRef, as record: RecordRef) throws -> ErasureReport? {
    guard let journal else { return nil }
    let plan = registry.erasurePlan(of: [person])
    let now = now()
    return try journal.erase(
      plan, as: record, set: [FieldChange("day", "2026-11-22"), FieldChange("reason", "permintaan sendiri")],
      by: "lurah", now: now, clock: journal.clockTrust(now: now, wasAsked: false), registry: &registry)
  }

  func exchange(
    with stick: SimulatedStick, signing: (any Signing)?, isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws -> ExchangeReceipt? {
    guard let journal else { return nil }
    let carrier = try FolderCarrier(SimulatedStick.root, beside: SimulatedPC.data, files: stick.disk)
    let exchange = Exchange(
      with: carrier, of: journal.device, staging: journal.staging, signing: signing, isStopped: isStopped)
    return try exchange.carryOut(journal, into: &registry)
  }

  private static let backupFile = "/backup/loket.tar"

  func writeBackup() throws {
    guard let journal else { return }
    try journal.seal()
    if try disk.information("/backup") == nil {
      try disk.makeFolder("/backup")
      try disk.synchroniseFolder("/")
    }
    _ = try Backup(SimulatedPC.data, files: disk).write(to: SimulatedPC.backupFile, made: now())
    writtenBackup = held
  }

  /// - Returns: false where none was written.
  func restoreBackup(acceptsDamage: Bool) throws -> Bool {
    guard let writtenBackup else { return false }
    close()
    let report = try Restore(SimulatedPC.data, files: disk).carryOut(
      SimulatedPC.backupFile, stamp: "2026-11-22-0911", acceptsDamage: acceptsDamage)
    // Somebody removes the folder that was kept aside, as the report asks for it.
    if let kept = report.keptAside { disk.delete(kept) }
    (held, forms, seen) = (writtenBackup, [], [:])
    return true
  }

  func writeCache() throws { try journal?.writeCache(registry) }

  /// The acknowledged lines among these that its register does not have.
  func missing(of lines: Set<LineRef>, _ ledger: Ledger) -> [LineRef] {
    let erased = Set(registry.erasedLines.map(\.line))
    var here: [RecordRef: Set<LineRef>] = [:]
    return lines.filter { line in
      guard let record = ledger.lines[line]?.edit?.on, !erased.contains(line) else { return false }
      let known = here[record] ?? Set(registry.lines(of: record))
      here[record] = known
      return !known.contains(line)
    }.sorted()
  }

  /// Segment files that changed since the last look.
  func newSegments() -> [SegmentText] {
    var found: [SegmentText] = []
    for top in ["/journal", "/open"] {
      for path in disk.files(under: SimulatedPC.data + top) where path.hasSuffix(".jsonl") {
        guard let bytes = disk.bytes(path) else { continue }
        // An open segment has its spaces ahead: its size says nothing.
        if top == "/journal" {
          if seen[path] == bytes.count { continue }
          seen[path] = bytes.count
        }
        found += SegmentText.parts(of: bytes).compactMap { SegmentText($0) }
      }
    }
    return found
  }
}
