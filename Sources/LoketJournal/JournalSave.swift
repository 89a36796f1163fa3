// Saving: one write loop and one sync, then the screen may say "tersimpan".
import LoketModel
import LoketRegistry

extension Journal {
  /// Saves and returns when it is on the disk. The lines returned are applied to the registry by the caller.
  public func write(_ save: Save, now: Timestamp, clock: ClockTrust) throws(JournalError) -> [SavedLine] {
    try write([save], now: now, clock: clock)
  }

  /// Saves several with one sync (an import, in steps of whole households). All of them or none, as far as the caller
  /// knows; after a power cut in the middle the first few may be there, each whole.
  public func write(_ saves: [Save], now: Timestamp, clock: ClockTrust) throws(JournalError) -> [SavedLine] {
    guard mode == .write, !isClosed else { throw .readingOnly(folder.path) }
    guard let highest = highestTick else { throw .notLoaded }
    let saves = saves.filter { !$0.edits.isEmpty }
    guard !saves.isEmpty else { return [] }
    let ticks = saves.indices.map { highest + 1 + UInt64($0) }
    var room = SegmentWriter.ahead
    var attempts = 0
    // What the person is told is what went wrong first, not what went wrong while mending it.
    var cause: FileFailure?
    while true {
      do {
        try settleAbandoned()
        let lines = try attempt(saves, ticks, now, clock, ahead: room)
        highestTick = ticks.last ?? highest
        ownTick = highestTick ?? 0
        ownStamp = now.text
        linesSinceCache += lines.count
        if attempts > 0 { pendingNotices.append(Notice(.rewritten, folder.path)) }
        return lines
      } catch let failure as FileFailure {
        attempts += 1
        let first = cause ?? failure
        cause = first
        giveUpWriter()
        guard attempts < 3 else { throw .unwritable(first) }
        if failure.isDiskFull {
          // First the reserve; when that is gone too, a segment without spaces ahead.
          if Reserve(folder: folder).free() {
            pendingNotices.append(Notice(.nearlyFull, folder.path))
          } else if room > 0 {
            room = 0
          } else {
            throw .unwritable(first)
          }
        }
      } catch let error as JournalError {
        throw error
      } catch {
        throw .readingOnly(folder.path)
      }
    }
  }

  /// One try in one segment: the ids and values are the same each time, only the place differs.
  private func attempt(
    _ saves: [Save], _ ticks: [UInt64], _ now: Timestamp, _ clock: ClockTrust, ahead: Int
  ) throws -> [SavedLine] {
    var target = try readyWriter(ahead)
    var run = try target.compose(saves, ticks: ticks, stamp: now, clock: clock, salts: &randomness)
    if !target.hasRoom(for: run.bytes.count) {
      try sealWriter()
      target = try readyWriter(ahead)
      run = try target.compose(saves, ticks: ticks, stamp: now, clock: clock, salts: &randomness)
    }
    let first = target.count
    try target.append(run, durable: true, ahead: ahead)
    note(target)
    var n = first
    return zip(saves, ticks).flatMap { save, tick in
      save.edits.map { edit in
        n += 1
        return SavedLine(
          line: LineRef(segment: target.header.segment, n: n), tick: tick, stamp: now, clock: clock, by: save.by,
          device: target.header.device, edit: edit)
      }
    }
  }

  /// The segment of this run; the first save creates it.
  private func readyWriter(_ ahead: Int) throws(FileFailure) -> SegmentWriter {
    if let writer { return writer }
    let header = SegmentHeader(
      segment: randomness.identifier(), device: device.id, office: device.office, previous: previousRoot)
    let created = try SegmentWriter(header, in: folder, ahead: ahead, durable: true)
    writer = created
    return created
  }

  /// Seals this run's segment; the next save begins another. At exit, sync and backup.
  public func seal() throws(JournalError) {
    do {
      try settleAbandoned()
    } catch {
      throw .unwritable(error)
    }
    if hasGivenUp { try finishGivenUp() }
    do { try sealWriter() } catch { throw .unwritable(error) }
  }

  /// Seals what this run gave up on after a failed write: what was acknowledged there is given away like everything else.
  private func finishGivenUp() throws(JournalError) {
    // The present segment follows the last of them already.
    let previous = previousRoot
    let notices = try finishDeadRuns()
    previousRoot = previous
    pendingNotices += notices
    hasGivenUp = notices.contains { $0.kind == .unfinished }
  }

  func sealWriter() throws(FileFailure) {
    guard let sealing = writer else { return }
    writer = nil
    do throws(FileFailure) {
      try sealing.seal { (root, previous) throws(FileFailure) in
        try self.remember(root, after: previous)
      }
    } catch {
      // Its seal may stand in it, and it may lie among the sealed ones: nothing is written there any more.
      if let root = sealing.root { previousRoot = root.description }
      sealing.close()
      hasGivenUp = true
      throw error
    }
    guard sealing.count > 0, var entry = loaded[sealing.header.segment] else { return }
    entry.isOpen = false
    entry.isSealed = true
    let place = folder.sealedSegment(
      entry.segment, device: entry.device, office: entry.office, isTrace: false)
    entry.size = (try? folder.files.information(place))??.size ?? -1
    loaded[entry.segment] = entry
  }

  /// Keeps the list of what the caller's registry holds in step with the own open segment.
  private func note(_ writer: SegmentWriter) {
    var entry = LoadedSegment(
      segment: writer.header.segment, device: writer.header.device, office: writer.header.office)
    entry.lastN = writer.count
    entry.edits = writer.count
    entry.root = writer.root?.description ?? ""
    entry.previous = writer.header.previous ?? ""
    entry.isSealed = false
    entry.isOpen = true
    loaded[entry.segment] = entry
  }

  /// A failed write or sync is final for its segment: whatever stands there after the last acknowledged save must not be
  /// found again, and the next segment follows what counts of this one.
  private func giveUpWriter() {
    guard let broken = writer else { return }
    writer = nil
    if let root = broken.root { previousRoot = root.description }
    abandoned.append(broken)
    hasGivenUp = true
  }

  func settleAbandoned() throws(FileFailure) {
    while let broken = abandoned.first {
      try broken.abandon()
      abandoned.removeFirst()
    }
  }
}
