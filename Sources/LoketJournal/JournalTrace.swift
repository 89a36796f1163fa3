// The access trace: who opened, searched, printed, exported what. Its own segment, never read at start.
import LoketModel
import LoketRegistry

/// What was done with a record or a list.
public enum TraceAct: String, Sendable, CaseIterable {
  case opened, searched, printed, exported
}

/// One line of the trace.
public struct TraceEntry: Hashable, Sendable {
  public let at: String
  public let by: String
  public let act: String
  /// A record, or `list/<kind>`.
  public let on: RecordRef
  public let count: Int
  public let device: Identifier
}

extension Journal {
  /// Notes that `by` looked at `on` (or at `count` records of a list, `on` then being `list/<kind>`); never search words.
  /// A program that only reads the journal writes its own trace too.
  /// - Parameter durable: the line is on the disk before this returns: before paper or a file leaves. Otherwise it is on
  ///   its way at once, survives the end of this program, and `flush` (with the next save, or within five seconds) makes it
  ///   survive a power cut.
  public func trace(
    _ act: TraceAct, on: RecordRef, count: Int = 1, by: String, now: Timestamp, clock: ClockTrust, durable: Bool = false
  ) throws(JournalError) {
    guard !isClosed else { throw .readingOnly(folder.path) }
    let edit = Edit(on: on, set: [FieldChange("act", act.rawValue), FieldChange("count", String(count))])
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

  /// Reads the whole trace of this office, oldest segment name first, for `report access`.
  public func readTrace(_ body: (TraceEntry) -> Void) throws(JournalError) -> [Notice] {
    try flush()
    var notices: [Notice] = []
    let places: [SegmentPlace]
    do {
      let sealed = try SegmentPlace.sealed(folder, under: folder.access)
      notices += sealed.notices
      places = try sealed.places + SegmentPlace.open(folder, of: device)
    } catch {
      throw .unreadable(error)
    }
    var feed = SegmentFeed(places, folder.files)
    while let batch = feed.take() {
      for fed in batch {
        guard case .success(let content) = fed.content else {
          notices.append(Notice(.unreadable, folder.shown(fed.place.path)))
          continue
        }
        content.bytes.withUnsafeBytes { raw in
          let whole = SegmentScan.scan(raw, content.judged, isOpen: fed.place.isOpen)
          guard whole.isTrace || !fed.place.isOpen else { return }
          if !whole.badLines.isEmpty {
            notices.append(Notice(.damage, folder.shown(fed.place.path), String(whole.badLines.count)))
          }
          _ = SegmentScan.scan(raw, content.judged, isOpen: fed.place.isOpen) { line, bytes in
            if let entry = TraceEntry(line, bytes, device: whole.device ?? fed.place.device) { body(entry) }
          }
        }
      }
    }
    return notices
  }

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
    if mode == .write {
      try sealing.seal { _, _ in }
    } else {
      try sealing.flush()
      sealing.close()
    }
    tracer = nil
  }
}

extension TraceEntry {
  fileprivate init?(_ line: ParsedLine, _ bytes: UnsafeRawBufferPointer, device: Identifier) {
    guard let edit = line.edit(in: bytes), let act = edit.set.first(where: { $0.field == "act" })?.value else {
      return nil
    }
    let count = edit.set.first { $0.field == "count" }?.value.flatMap { Int($0) } ?? 1
    self.init(
      at: line.at?.string(in: bytes) ?? "", by: line.by?.string(in: bytes) ?? "", act: act, on: edit.on, count: count,
      device: device)
  }
}
