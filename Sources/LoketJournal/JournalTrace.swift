// The access trace: who opened, searched, printed, exported what. Its own segment, never read at start.
import LoketModel
import LoketRegistry

/// What was done with a record or a list.
public enum TraceAct: String, Sendable, CaseIterable {
  case opened, searched, printed, exported
}

extension Journal {
  /// Notes that `by` looked at `on` (or at `count` records of a list, `on` then being `list/<kind>`); of a search its kind, never its words.
  /// A program that only reads the journal writes its own trace too.
  /// - Parameter durable: the line is on the disk before this returns: before paper or a file leaves. Otherwise it is on
  ///   its way at once, survives the end of this program, and `flush` (with the next save, or within five seconds) makes it
  ///   survive a power cut.
  public func trace(
    _ act: TraceAct, on: RecordRef, count: Int = 1, kind: LookKind? = nil, by: String, now: Timestamp,
    clock: ClockTrust, durable: Bool = false
  ) throws(JournalError) {
    guard !isClosed else { throw .readingOnly(folder.path) }
    let set = [FieldChange("act", act.rawValue), FieldChange("count", String(count))]
    let edit = Edit(on: on, set: set + (kind.map { [FieldChange("kind", $0.rawValue)] } ?? []))
    var attempts = 0
    while true {
      do {
        let target = try readyTracer(durable: durable)
        let run = try target.compose(
          [Save(by: by, edits: [edit])], ticks: [max(highestTick ?? 0, 1)], stamp: now, clock: clock, salts: &randomness
        )
        guard target.hasRoom(for: run.bytes.count) else {
          try sealTracer()
          continue
        }
        try target.append(run, durable: durable)
        return
      } catch let failure as FileFailure {
        attempts += 1
        tracer?.close()
        tracer = nil
        guard attempts < 3 else { throw .unwritable(failure) }
        if failure.isDiskFull { _ = Reserve(folder: folder).free() }
      } catch let error as JournalError {
        throw error
      } catch {
        throw .readingOnly(folder.path)
      }
    }
  }

  /// Whether the trace holds lines that a power cut could still take.
  public var hasUnflushedTrace: Bool { tracer?.isUnsynced ?? false }

  /// Puts the trace on the disk. Cheap when there is nothing to do.
  public func flush() throws(JournalError) {
    do { try tracer?.flush() } catch {
      tracer?.close()
      tracer = nil
      throw .unwritable(error)
    }
  }

  /// Reads the whole trace of this office, what was done a moment ago included.
  public func readTrace(_ body: (TraceEntry) -> Void) throws(JournalError) -> [Notice] {
    try flush()
    return try accessReader.read(body)
  }

  /// For reading beside the keys; `flush` first.
  public var accessReader: AccessReader { AccessReader(folder: folder, device: device) }

  private func readyTracer(durable: Bool) throws(FileFailure) -> SegmentWriter {
    if let tracer { return tracer }
    // Several programs may write traces at once, so that these segments follow none.
    let header = SegmentHeader(
      segment: randomness.identifier(), device: device.id, office: device.office, previous: nil, isTrace: true)
    let created = try SegmentWriter(header, in: folder, ahead: SegmentWriter.ahead, durable: durable)
    tracer = created
    return created
  }

  /// Only the lock holder seals; a second program leaves its trace in `open/` for the next lock holder.
  func sealTracer() throws(FileFailure) {
    guard let sealing = tracer else { return }
    tracer = nil
    do throws(FileFailure) {
      if mode == .write { try sealing.seal { _, _ in } } else { try sealing.flush() }
      sealing.close()
    } catch {
      // As with saves: nothing is written there any more.
      sealing.close()
      if mode == .write { hasGivenUp = true }
      throw error
    }
  }
}
